"""L'ordonnance de verres ou de lentilles : qui la signe, jusqu'à quand elle vaut."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.appareillage.articles import CSP


class PrescripteurOptique(Enum):
    ophtalmologiste = "Ophtalmologiste"
    autre_medecin = "Autre médecin"
    orthoptiste = "Orthoptiste"


class optique_ordonnance_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date de l'ordonnance de verres"
    label_en = "Date of the glasses prescription"
    reference = CSP
    documentation = "À défaut (1970-01-01), aucune ordonnance."


class optique_ordonnance_prescripteur(Variable):
    value_type = Enum
    possible_values = PrescripteurOptique
    default_value = PrescripteurOptique.ophtalmologiste
    entity = Individu
    definition_period = DAY
    label = "Auteur de l'ordonnance"
    label_en = "Prescriber"
    reference = CSP


class optique_ordonnance_limite_prescripteur_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour d'exécution fixé par le prescripteur"
    label_en = "Last day set by the prescriber"
    reference = CSP
    documentation = "Le prescripteur peut abréger la durée de validité. À défaut, rien."


class optique_lentilles_ordonnance_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date de l'ordonnance de lentilles"
    label_en = "Date of the contact-lens prescription"
    reference = CSP


class optique_ordonnance_fin_validite_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour où l'ordonnance de verres peut être exécutée"
    label_en = "Last day the prescription can be used"
    reference = CSP
    documentation = "Sans objet (1970-01-01) sans ordonnance."

    def formula_2009_01_01(individu, period, parameters):
        """Moins d'un an avant seize ans, de cinq ans de seize à quarante-deux ans, de trois ans ensuite ; âge au jour
        de la prescription.
        """
        ordonnance = individu("optique_ordonnance_date", period)
        regles = parameters(period).appareillage.optique.ordonnance
        age = age_revolu(individu("date_naissance", period), ordonnance)
        duree = where(
            age < regles.age_validite_longue,
            regles.validite_annees.moins_de_16_ans,
            where(
                age < regles.age_validite_reduite,
                regles.validite_annees.de_16_a_42_ans,
                regles.validite_annees.a_partir_de_43_ans,
            ),
        )
        fin = ajoute_jours(ajoute_annees(ordonnance, duree), -1)
        limite = individu("optique_ordonnance_limite_prescripteur_date", period)
        fin = where(est_renseignee(limite), min_(fin, limite), fin)
        return where(est_renseignee(ordonnance), fin, NON_RENSEIGNEE)


class optique_ordonnance_valable(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "L'ordonnance de verres est encore valable"
    label_en = "The prescription is still valid"
    reference = CSP

    def formula_2009_01_01(individu, period):
        """Du jour de l'ordonnance au dernier jour de validité compris."""
        jour, ordonnance = premier_jour(period), individu("optique_ordonnance_date", period)
        fin = individu("optique_ordonnance_fin_validite_date", period)
        return est_renseignee(ordonnance) & (ordonnance <= jour) & (jour <= fin)


class optique_prescripteur_habilite(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "L'auteur de l'ordonnance pouvait prescrire des verres"
    label_en = "The prescriber was allowed to"
    reference = CSP

    def formula_2009_01_01(individu, period, parameters):
        """Un médecin ; un orthoptiste depuis 2023, de seize à quarante-deux ans."""
        orthoptiste = individu("optique_ordonnance_prescripteur", period) == PrescripteurOptique.orthoptiste
        ordonnance = individu("optique_ordonnance_date", period)
        regles = parameters(period).appareillage.optique.ordonnance
        admis = a_la_date(
            ordonnance,
            lambda jour: valeur(parameters(jour).appareillage.optique.ordonnance, "orthoptiste_admis", sinon=False),
        )
        age = age_revolu(individu("date_naissance", period), ordonnance)
        dans_l_age = (age >= regles.age_validite_longue) & (age < regles.age_validite_reduite)
        return not_(orthoptiste) | (admis & dans_l_age)


class optique_lentilles_ordonnance_fin_validite_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour où l'ordonnance de lentilles peut être exécutée"
    label_en = "Last day the lens prescription can be used"
    reference = CSP

    def formula_2009_01_01(individu, period, parameters):
        """Moins d'un an avant seize ans, de trois ans ensuite ; âge au jour de la prescription."""
        ordonnance = individu("optique_lentilles_ordonnance_date", period)
        regles = parameters(period).appareillage.optique.ordonnance
        durees = regles.validite_lentilles_annees
        age = age_revolu(individu("date_naissance", period), ordonnance)
        duree = where(age < regles.age_validite_longue, durees.moins_de_16_ans, durees.a_partir_de_16_ans)
        fin = ajoute_jours(ajoute_annees(ordonnance, duree), -1)
        return where(est_renseignee(ordonnance), fin, NON_RENSEIGNEE)
