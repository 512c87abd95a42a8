"""La participation forfaitaire : par acte de médecin ou de biologie, plafonnée par jour et par année (L. 160-13, II).

Le nombre de l'année se compte à la date du remboursement (D. 160-6). Quand une situation contient plusieurs journées
d'actes, elles comptent dans l'ordre de leur remboursement ; ce qui a été compté hors de la situation se donne en entrée.
"""

from openfisca_cpam.base import *
from openfisca_cpam.variables.franchises.articles import D160_6
from openfisca_cpam.variables.franchises.exonerations import (
    soin_de_la_grossesse,
    soin_lie_pension_militaire,
    soin_lie_terrorisme,
)
from openfisca_cpam.variables.soins.acte import NatureSoin, ObjetSoin, acte_de_medecin

L160_13 = [
    "Article L. 160-13, II, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051284908",
]
R160_19 = [
    "Article R. 160-19 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000049158192",
]
L160_15 = [
    "Article L. 160-15 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000037950367",
    "Article R. 160-20 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031797331",
]
D160_8 = [
    "Article D. 160-8 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031806226",
]

_AUTRES_NATURES = (
    NatureSoin.biologie,
    NatureSoin.biologie_medecin,
    NatureSoin.cure_surveillance,
)
# A known value of one of these tells of a day of acts.
_ACTES = ("soins_nature", "participation_nombre_actes", "participation_nombre_du", "hospitalisation_urgences_suite")


class MotifParticipation(Enum):
    due = "La participation forfaitaire est due"
    sans_objet = "Aucun acte soumis à participation forfaitaire"
    prelevement = "Acte de prélèvement : seul l'examen de biologie la supporte (D. 160-8)"
    depistage_organise = "Dépistage organisé"
    mineur = "Moins de dix-huit ans au 1er janvier (L. 160-15, R. 160-20)"
    c2s = "Bénéficiaire de la C2S, ou de la CMU complémentaire avant novembre 2019 (L. 160-15)"
    acs = "Contrat sélectionné de l'aide à la complémentaire santé, avant novembre 2019"
    ame = "Bénéficiaire de l'aide médicale de l'État"
    maternite = "Période de maternité (L. 160-9, D. 160-3)"
    examen_maternite = "Examen obligatoire ou soin listé de la grossesse (L. 160-9)"
    terrorisme = "Victime d'un acte de terrorisme, soin lié (L. 169-2)"
    pension_militaire = "Pension militaire, soin de l'infirmité pensionnée, à la charge de l'État (L. 371-6)"


def _motif_participation(individu, period, acs):
    mois = period.first_month
    nature = individu("soins_nature", period)
    concerne = acte_de_medecin(individu, period) | parmi(nature, *_AUTRES_NATURES)
    concerne = concerne & individu("soins_remboursable", period)
    M = MotifParticipation
    return premier_vrai(
        [
            (not_(concerne), M.sans_objet),
            (
                individu("soins_prelevement_pour_biologie", period) & (nature != NatureSoin.biologie),
                M.prelevement,
            ),
            (individu("soins_objet", period) == ObjetSoin.depistage_organise, M.depistage_organise),
            (individu("mineur_au_1er_janvier", period.this_year), M.mineur),
            (individu("beneficiaire_c2s", mois), M.c2s),
            (concerne & acs, M.acs),
            (individu("beneficiaire_ame", mois), M.ame),
            (individu("periode_maternite", period), M.maternite),
            (soin_de_la_grossesse(individu, period), M.examen_maternite),
            (soin_lie_terrorisme(individu, period), M.terrorisme),
            (soin_lie_pension_militaire(individu, period), M.pension_militaire),
        ],
        sinon=M.due,
    )


class participation_motif(Variable):
    value_type = Enum
    possible_values = MotifParticipation
    default_value = MotifParticipation.sans_objet
    entity = Individu
    definition_period = DAY
    label = "La participation forfaitaire est-elle due, et pourquoi"
    label_en = "Whether the participation is due, and why"
    reference = L160_13 + L160_15
    documentation = (
        "Retraités, affection de longue durée, invalidité, accident du travail : elle reste due. Ni dentiste, ni "
        "sage-femme, ni auxiliaire médical, ni acte pendant une hospitalisation."
    )

    def formula_2005_01_01(individu, period):
        """Actes de médecin et de biologie, sauf pour les personnes dispensées, titulaires d'un contrat ACS compris."""
        return _motif_participation(individu, period, acs=individu("beneficiaire_acs", period.first_month))

    def formula_2019_11_01(individu, period):
        """L'aide à la complémentaire santé a pris fin : mineurs, C2S, AME, maternité, terrorisme, infirmité pensionnée."""
        return _motif_participation(individu, period, acs=False)


class participation_nombre_actes(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 1_000
    label = "Actes de la journée soumis à la participation forfaitaire"
    label_en = "Acts of the day liable to the participation"
    reference = L160_13
    documentation = "Donné sans décrire les actes, il est encore ramené à 0 pour une personne dispensée."

    def formula_2005_01_01(individu, period):
        """Les actes décrits, quand la participation est due."""
        due = individu("participation_motif", period) == MotifParticipation.due
        return due * individu("soins_nombre_rembourse", period)


class participation_nombre_deja_jour(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 1_000
    label = "Participations déjà retenues ce jour-là pour le même professionnel"
    label_en = "Participations already withheld that day for the same professional"
    reference = D160_8


class participation_nombre_deja_annee(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 10_000
    label = "Participations déjà comptées dans l'année civile du remboursement, hors de la situation décrite"
    label_en = "Participations already counted in the civil year"
    reference = D160_6


class participation_montant_deja_annee(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000
    label = "Participations déjà retenues dans l'année, en euros, hors de la situation décrite"
    label_en = "Participations already withheld in the year, in euros"
    reference = D160_6
    documentation = "Lu pour la seule année 2024, où un montant s'ajoute au nombre."


class participation_nombre_du(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "count"
    label = "Participations dues pour la journée, avant le plafond de l'année"
    label_en = "Participations due for the day, before the yearly cap"
    reference = D160_8

    def formula_2005_01_01(individu, period, parameters):
        """Au plus quatre par jour et par professionnel ; rien des personnes dispensées, titulaires d'un contrat ACS compris."""
        acs = individu("beneficiaire_acs", period.first_month)
        return not_(acs) * _nombre_du(individu, period, parameters)

    def formula_2019_11_01(individu, period, parameters):
        """Depuis le 1er novembre 2019 : mineurs, C2S, AME et maternité dispensés, même quand le nombre d'actes est donné."""
        return _nombre_du(individu, period, parameters)


def _nombre_du(individu, period, parameters):
    """Four a day and a professional at most; the persons exempt owe none, though the number of acts be given."""
    maximum = parameters(period).franchises.participation_forfaitaire.nombre_maximum_journalier
    nombre = individu("participation_nombre_actes", period)
    reste = max_(0, maximum - individu("participation_nombre_deja_jour", period))
    dues = where(individu("soins_meme_professionnel", period), min_(nombre, reste), nombre)
    return not_(_personne_dispensee(individu, period)) * dues


def _personne_dispensee(individu, period):
    mois = period.first_month
    return (
        individu("mineur_au_1er_janvier", period.this_year)
        | individu("beneficiaire_c2s", mois)
        | individu("beneficiaire_ame", mois)
        | individu("periode_maternite", period)
    )


def participations_dues(individu, journee):
    """Participations of a day before the yearly cap: acts described and emergency visit."""
    return individu("participation_nombre_du", journee) + individu(
        "hospitalisation_urgences_participation_nombre_du", journee
    )


def _journees_avant(individu, period):
    """Each other known day of acts, with the persons for whom it was reimbursed earlier in the same civil year."""
    rembourse_le = individu("franchises_remboursement_date", period)
    connues = {
        journee
        for nom in _ACTES
        for journee in individu.get_holder(nom).get_known_periods()
        if journee.unit == DAY and journee != period
    }
    for journee in sorted(connues, key=lambda connue: connue.start):
        autre_date = individu("franchises_remboursement_date", journee)
        avant = (autre_date < rembourse_le) | ((autre_date == rembourse_le) & (journee.start < period.start))
        yield journee, avant & (annee(autre_date) == annee(rembourse_le))


class participation_nombre_avant(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "count"
    label = "Participations dues pour les autres journées de la situation, remboursées plus tôt la même année"
    label_en = "Participations of the other days, reimbursed earlier in the year"
    reference = D160_6

    def formula_2005_01_01(individu, period):
        """Les journées d'actes connues, passages aux urgences compris, dans l'ordre de leur remboursement."""
        total = uniforme(0, individu.count)
        for journee, avant in _journees_avant(individu, period):
            total = total + where(avant, participations_dues(individu, journee), 0)
        return total


class participation_nombre_retenu(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "count"
    label = "Participations retenues pour la journée, nombre annuel appliqué"
    label_en = "Participations of the day, within the yearly number"
    reference = D160_6

    def formula_2005_01_01(individu, period, parameters):
        """Cinquante par année civile, vingt-cinq depuis 2025, à la date du remboursement."""
        maximum = a_la_date(
            individu("franchises_remboursement_date", period),
            lambda jour: valeur(
                parameters(jour).franchises.participation_forfaitaire, "nombre_maximum_annuel", sinon=0
            ),
        ).astype(numpy.int64)
        deja = individu("participation_nombre_deja_annee", period) + individu("participation_nombre_avant", period)
        return min_(individu("participation_nombre_du", period), max_(0, maximum - deja))


class participation_montant_acte(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Participation forfaitaire d'un acte, dans la limite de son remboursement"
    label_en = "Participation of one act, within its reimbursement"
    reference = R160_19

    def formula_2005_01_01(individu, period, parameters):
        """1 €, 2 € depuis le 15 mai 2024 ; jamais plus que ce que l'Assurance Maladie rembourse de l'acte."""
        montant = parameters(period).franchises.participation_forfaitaire.montant
        return min_(montant, individu("participation_remboursement_acte", period))


class participation_remboursement_acte(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Remboursement d'un acte soumis à la participation forfaitaire"
    label_en = "Reimbursement of one act liable to the participation"
    reference = R160_19
    documentation = "Quand les actes ne sont pas décrits, il est tenu pour suffisant."

    def formula_2005_01_01(individu, period, parameters):
        """La part de l'Assurance Maladie, divisée par le nombre d'actes remboursés."""
        suffisant = parameters(period).franchises.participation_forfaitaire.montant
        nombre = individu("soins_nombre_rembourse", period)
        decrit = individu("soins_nature", period) != NatureSoin.aucun
        return where(decrit, individu("soins_part_amo", period) / max_(1, nombre), suffisant)


class participation_due(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Participations de la journée, nombre annuel appliqué, avant le montant maximal de 2024"
    label_en = "Participations of the day, before the euro cap of 2024"
    reference = L160_13 + D160_6

    def formula_2005_01_01(individu, period):
        """Nombre retenu par montant d'un acte."""
        nombre = individu("participation_nombre_retenu", period)
        return arrondi_centime(nombre * individu("participation_montant_acte", period))


class participation_due_avant(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Participations des autres journées de la situation, remboursées plus tôt la même année, en euros"
    label_en = "Participations of the other days, in euros"
    reference = D160_6

    def formula_2005_01_01(individu, period):
        """Somme sur les journées d'actes connues, passages aux urgences compris."""
        total = uniforme(0.0, individu.count)
        for journee, avant in _journees_avant(individu, period):
            due = individu("participation_due", journee) + individu(
                "hospitalisation_urgences_participation_due", journee
            )
            total = total + where(avant, due, 0)
        return total


class participation_retenue(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Participations forfaitaires retenues pour la journée"
    label_en = "Participations withheld for the day"
    reference = L160_13 + D160_6

    def formula_2005_01_01(individu, period, parameters):
        """Ce qui est dû ; en 2024, dans la limite aussi de 50 € par année, la dernière étant réduite."""
        maximum = a_la_date(
            individu("franchises_remboursement_date", period),
            lambda jour: valeur(
                parameters(jour).franchises.participation_forfaitaire, "montant_maximum_annuel", sinon=numpy.inf
            ),
        )
        deja = individu("participation_montant_deja_annee", period) + individu("participation_due_avant", period)
        return arrondi_centime(min_(individu("participation_due", period), max_(0, maximum - deja)))
