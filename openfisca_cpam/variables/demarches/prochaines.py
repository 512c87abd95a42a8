"""Les prochaines démarches d'une personne, dans l'ordre des dates : ce que le catalogue dit, ce que les règles en datent.

Le catalogue (``openfisca_cpam/demarches``) dit ce qu'il faut faire, qui, à qui, avec quelles pièces, selon quel article ;
les variables qu'il nomme disent si c'est à faire, et jusqu'à quand. Une démarche du foyer est celle de son demandeur.
"""

from openfisca_cpam.base import *
from openfisca_cpam.demarches import catalogue
from openfisca_cpam.demarches.textes import texte_court

REFERENCE = ["Catalogue des démarches : chacune porte ses articles"]
# Rang d'une démarche sans date, après toutes les dates ; et d'une démarche qui n'est pas à faire.
_SANS_DATE = numpy.int64(numpy.iinfo(numpy.int32).max)
_PAS_DUE = numpy.iinfo(numpy.int64).max


class demarches_liste(Variable):
    value_type = str
    entity = Individu
    definition_period = DAY
    label = "Identifiants des démarches à faire, dans l'ordre des dates"
    label_en = "Identifiers of the next steps, in order of date"
    reference = REFERENCE
    documentation = "Séparés par une espace ; chacun est décrit par le catalogue (openfisca-cpam demarches)."

    def formula_2006_12_30(individu, period):
        """Les démarches que la situation rend utiles ce jour-là, datées d'abord, sans date ensuite."""
        demarches, dates, _ = dues(individu, period)
        ordre = _ordre(dates)

        def identifiants(personne):
            return " ".join(demarches[un].id for un in ordre[:, personne] if un >= 0)

        return _par_combinaison(individu, ordre, identifiants)


class demarches_prochaines(Variable):
    value_type = str
    entity = Individu
    definition_period = DAY
    label = "Prochaines démarches, une par ligne, dans l'ordre des dates"
    label_en = "Next steps, one a line, in order of date"
    reference = REFERENCE

    def formula_2006_12_30(individu, period):
        """Pour chaque démarche, sa date et ce qu'il faut faire ; un délai passé est dit expiré."""
        jour = premier_jour(period)
        demarches, dates, ouvertures = dues(individu, period)
        textes, codes = [], numpy.zeros(dates.shape, dtype=numpy.int64)
        for rang, demarche in enumerate(demarches):
            # Un texte par date distincte ; sans démarche due, il ne sert pas.
            premiers, codes[rang] = _distincts(numpy.stack([dates[rang], ouvertures[rang]]))
            textes.append(
                [
                    ""
                    if dates[rang, un] == _PAS_DUE
                    else texte_court(demarche, _date(dates[rang, un]), _date(ouvertures[rang, un]), jour)
                    for un in premiers
                ]
            )
        ordre = _ordre(dates)

        def lignes(personne):
            return "\n".join(textes[un][codes[un, personne]] for un in ordre[:, personne] if un >= 0)

        return _par_combinaison(individu, codes, lignes)


class demarche_prochaine(Variable):
    value_type = str
    entity = Individu
    definition_period = DAY
    label = "Identifiant de la prochaine démarche"
    label_en = "Identifier of the next step"
    reference = REFERENCE

    def formula_2006_12_30(individu, period):
        """La première dont la date n'est pas passée ; à défaut, la première sans date, puis la plus récente dépassée."""
        demarches, dates, _ = dues(individu, period)
        noms = numpy.array(["", *(une.id for une in demarches)], dtype=object)
        return noms[_rang_de_la_prochaine(dates, period)]


class demarche_prochaine_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date de la prochaine démarche"
    label_en = "Date of the next step"
    reference = REFERENCE
    documentation = "Sans objet (1970-01-01) quand elle n'a pas de date, ou que rien n'est à faire."

    def formula_2006_12_30(individu, period):
        """Celle de la démarche que donne demarche_prochaine."""
        _, dates, _ = dues(individu, period)
        avec_aucune = numpy.vstack([numpy.full(individu.count, _SANS_DATE), dates])
        choisies = avec_aucune[_rang_de_la_prochaine(dates, period), numpy.arange(individu.count)]
        return where(choisies == _SANS_DATE, NON_RENSEIGNEE, choisies.astype("datetime64[D]"))


class demarches_nombre(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "count"
    label = "Nombre de démarches à faire"
    label_en = "Number of steps to take"
    reference = REFERENCE

    def formula_2006_12_30(individu, period):
        """Le nombre de démarches que la situation rend utiles ce jour-là."""
        _, dates, _ = dues(individu, period)
        return (dates != _PAS_DUE).sum(axis=0)


def _ordre(dates):
    """Les rangs des démarches dues à chaque personne, datées d'abord, puis -1 ; à date égale, l'ordre du catalogue."""
    ordre = numpy.argsort(dates, axis=0, kind="stable")
    return where(numpy.take_along_axis(dates, ordre, axis=0) == _PAS_DUE, -1, ordre)


def _rang_de_la_prochaine(dates, period):
    """Le rang, plus un, de la prochaine démarche de chaque personne ; zéro quand rien n'est à faire."""
    jour = premier_jour(period).astype(numpy.int64)
    # Une date passée vient après les démarches sans date, la plus récente d'abord.
    cles = where(dates < jour, _SANS_DATE + _SANS_DATE - dates, dates)
    cles = numpy.vstack([numpy.full(dates.shape[1], _PAS_DUE), cles])
    return numpy.argmin(cles, axis=0)


def _par_combinaison(individu, lignes, resultat):
    """Un résultat par personne, calculé une fois par combinaison distincte, sur la première personne qui la présente."""
    if not len(lignes):
        return numpy.full(individu.count, "", dtype=object)
    premiers, codes = _distincts(lignes)
    resultats = numpy.empty(len(premiers), dtype=object)
    for rang, personne in enumerate(premiers):
        resultats[rang] = resultat(personne)
    return resultats[codes]


def _distincts(lignes):
    """Les colonnes distinctes : le rang de la première de chacune, et le code de la sienne pour chaque colonne."""
    codes = numpy.zeros(lignes.shape[1], dtype=numpy.int64)
    for ligne in lignes:
        _, valeurs = numpy.unique(ligne, return_inverse=True)
        _, codes = numpy.unique(codes * (valeurs.max(initial=0) + 1) + valeurs, return_inverse=True)
    _, premiers = numpy.unique(codes, return_index=True)
    return premiers, codes


def en_ordre(demarches, dates, ouvertures):
    """Les démarches dues à une personne, dans l'ordre : (démarche, date ou None, ouverture ou None).

    Args:
        demarches: celles que donne ``dues``.
        dates, ouvertures: leurs rangs pour elle.
    """
    ordre = _ordre(dates.reshape(-1, 1))[:, 0]
    return [(demarches[un], _date(dates[un]), _date(ouvertures[un])) for un in ordre if un >= 0]


def _date(rang):
    """La date d'un rang ; aucune pour une démarche sans date."""
    return None if rang in (_SANS_DATE, _PAS_DUE) else numpy.datetime64(int(rang), "D")


def dues(individu, period):
    """Les démarches dues à quelqu'un, leurs dates et leurs ouvertures : une ligne par démarche, une colonne par personne."""
    demarches, dates, ouvertures = [], [], []
    jour = str(period.start)
    for demarche in catalogue().values():
        if not demarche.vaut(jour):
            continue
        due = numpy.ones(individu.count, dtype=bool)
        for nom, voulu in demarche.quand:
            due = due & _remplie(individu, nom, period, voulu)
            # Les lectures qui suivent ne servent que s'il reste quelqu'un.
            if not due.any():
                break
        if not due.any():
            continue
        rangs = numpy.full(individu.count, _SANS_DATE)
        if demarche.echeance:
            echeance = _lit(individu, demarche.echeance, period)
            connue = est_renseignee(echeance) & _concernee(individu, demarche.echeance, period)
            due = due if demarche.date_facultative else due & connue
            rangs = where(connue, echeance.astype("datetime64[D]").astype(numpy.int64), rangs)
        if not due.any():
            continue
        debuts = numpy.full(individu.count, _SANS_DATE)
        if demarche.ouverture:
            ouverture = _lit(individu, demarche.ouverture, period)
            debuts = where(est_renseignee(ouverture), ouverture.astype("datetime64[D]").astype(numpy.int64), debuts)
        demarches.append(demarche)
        dates.append(where(due, rangs, _PAS_DUE))
        ouvertures.append(where(due, debuts, _PAS_DUE))
    forme = (len(demarches), individu.count)
    return demarches, numpy.reshape(dates, forme).astype(numpy.int64), numpy.reshape(ouvertures, forme)


def _remplie(individu, nom, period, voulu):
    """Une condition du catalogue, personne par personne."""
    valeurs = _lit(individu, nom, period)
    variable = individu.simulation.tax_benefit_system.get_variable(nom)
    if variable.value_type is Enum:
        sauf = isinstance(voulu, dict)
        noms = voulu["sauf"] if sauf else voulu
        membres = [variable.possible_values[un] for un in (noms if isinstance(noms, list) else [noms])]
        remplie = parmi(valeurs, *membres) != sauf
    elif isinstance(voulu, dict) and "plus_de" in voulu:
        remplie = valeurs > voulu["plus_de"]
    elif isinstance(voulu, dict):
        remplie = est_renseignee(valeurs) == voulu["connu"]
    else:
        remplie = valeurs == voulu
    return remplie & _concernee(individu, nom, period)


def _concernee(individu, nom, period):
    """Ce qui est vrai d'un foyer ne concerne que son demandeur."""
    personnelle = individu.simulation.tax_benefit_system.get_variable(nom).entity.is_person
    return personnelle or individu("foyer_demandeur", period.first_month)


def _lit(individu, nom, period):
    """Une variable de la personne ou de son foyer, à la période qui est la sienne."""
    variable = individu.simulation.tax_benefit_system.get_variable(nom)
    quand = {MONTH: period.first_month, YEAR: period.this_year}.get(variable.definition_period, period)
    return individu(nom, quand) if variable.entity.is_person else individu.foyer(nom, quand)
