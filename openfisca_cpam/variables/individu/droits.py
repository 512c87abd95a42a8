"""Les droits et statuts que tous les domaines lisent : couvertures, affections, pensions.

Ils sont donnés au mois (vrai tout le mois). Les domaines qui les calculent y ajoutent une formule ; les autres lisent.
"""

from openfisca_cpam.base import *


class TypeALD(Enum):
    aucune = "Aucune affection de longue durée"
    exonerante = "Affection de longue durée exonérante (article L. 160-14, 3° ou 4°)"
    non_exonerante = "Affection de longue durée non exonérante (article L. 324-1)"


class ald_type(Variable):
    value_type = Enum
    possible_values = TypeALD
    default_value = TypeALD.aucune
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    label = "Affection de longue durée reconnue"
    label_en = "Recognised long-term condition (ALD)"
    reference = [
        "Article L. 160-14, 3° et 4°, du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051284968",
        "Article L. 324-1 du code de la sécurité sociale",
    ]


class regime_local_alsace_moselle(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    label = "Affilié au régime local d'Alsace-Moselle"
    label_en = "Covered by the local scheme of Alsace-Moselle"
    reference = [
        "Article L. 325-1 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000048702040",
    ]


class beneficiaire_c2s(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    label = "Bénéficiaire de la Complémentaire santé solidaire (de la CMU complémentaire avant le 1er novembre 2019)"
    label_en = "Covered by the Complémentaire santé solidaire"
    reference = [
        "Article L. 861-1 du code de la sécurité sociale",
        "Article L. 861-3 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000046812151",
    ]
    documentation = (
        "Donné, ou déduit des demandes décrites (c2s_demande) : vrai le mois que le droit couvre, hors suspension."
    )

    def formula_2019_11_01(individu, period):
        """Depuis le 1er novembre 2019 : un droit ouvert par une demande de la situation couvre le mois."""
        couvert = numpy.zeros(individu.count, dtype=bool)
        for jour in _jours_de_demande(individu.foyer.get_holder("c2s_demande")):
            effet, fin = individu("c2s_personne_effet_date", jour), individu("c2s_personne_fin_date", jour)
            suspension = individu.foyer("c2s_suspension_date", jour)
            notifiee = est_renseignee(individu.foyer("c2s_suspension_notification_date", jour))
            reprise = individu.foyer("c2s_reprise_date", jour)
            suspendu = notifiee & est_renseignee(suspension) & (suspension <= dernier_jour(period))
            suspendu = suspendu & not_(est_renseignee(reprise) & (reprise <= premier_jour(period)))
            couvre = est_renseignee(effet) & (effet <= dernier_jour(period)) & (fin >= premier_jour(period))
            couvert = couvert | (individu.foyer("c2s_demande", jour) & couvre & not_(suspendu))
        return couvert


class beneficiaire_acs(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    end = "2019-10-31"
    label = "Titulaire d'un contrat sélectionné au titre de l'aide à la complémentaire santé"
    label_en = "Holder of a selected contract of the former ACS aid"
    reference = ["Article L. 863-1 du code de la sécurité sociale, en vigueur jusqu'au 31 octobre 2019"]


class beneficiaire_ame(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    label = "Bénéficiaire de l'aide médicale de l'État"
    label_en = "Covered by the State medical aid (AME)"
    reference = ["Article L. 251-1 du code de l'action sociale et des familles"]
    documentation = "Donné, ou déduit des demandes décrites (ame_demande) : vrai le mois que l'admission touche."

    def formula_2019_11_01(individu, period):
        """Depuis le 1er novembre 2019 : une admission décrite dans la situation couvre le mois."""
        couvert = numpy.zeros(individu.count, dtype=bool)
        for jour in _jours_de_demande(individu.get_holder("ame_demande")):
            admission, fin = individu("ame_admission_date", jour), individu("ame_fin_date", jour)
            couvre = est_renseignee(admission) & (admission <= dernier_jour(period)) & (fin >= premier_jour(period))
            couvert = couvert | (individu("ame_demande", jour) & individu("ame_eligible", jour) & couvre)
        return couvert


class beneficiaire_aspa(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    label = "Titulaire de l'allocation de solidarité aux personnes âgées ou de l'ancienne allocation supplémentaire"
    label_en = "Recipient of ASPA or of the former supplementary allowance"
    reference = [
        "Article R. 160-9 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031796366",
    ]
    documentation = (
        "Le titulaire seul : l'allocation de l'un des époux n'exonère pas l'autre. Donné, ou déduit de l'allocation que la "
        "personne perçoit ce mois-là (aspa)."
    )

    def formula_2005_01_01(individu, period):
        """Depuis 2005, où commencent les domaines qui le lisent : la personne perçoit l'allocation ce mois-là."""
        return individu("aspa", period) > 0


class beneficiaire_pension_invalidite(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    label = "Titulaire d'une pension d'invalidité, ou de la pension qui la remplace"
    label_en = "Recipient of an invalidity pension or of the pension that replaces it"
    reference = [
        "Article R. 160-10 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053335382",
    ]
    documentation = (
        "Pension d'invalidité de toute catégorie, pension de vieillesse qui lui est substituée (L. 341-15, L. 341-16), "
        "pension de veuf ou de veuve invalide, pension de réversion d'une personne devenue invalide entre "
        "cinquante-cinq ans et l'âge légal. Aucun taux d'incapacité de 66,66 % n'est exigé."
    )


class rente_at_mp_taux(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    unit = "/1"
    minimum = 0
    maximum = 1
    label = "Taux d'incapacité de la rente d'accident du travail ou de maladie professionnelle"
    label_en = "Incapacity rate of the work-accident annuity"
    reference = [
        "Article L. 371-1 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031686663",
    ]
    documentation = "0 quand la personne n'a pas de rente ; 0,67 pour 67 %."


class ayant_droit_rente_at_mp(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    label = "Ayant droit d'un titulaire de rente d'accident du travail d'au moins deux tiers"
    label_en = "Dependant of a holder of a work-accident annuity of two thirds or more"
    reference = [
        "Article R. 160-10 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053335382",
    ]


class rente_at_mp_deux_tiers(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Rente d'accident du travail d'au moins deux tiers, pour soi ou comme ayant droit"
    label_en = "Work-accident annuity of two thirds or more, own or as a dependant"
    reference = [
        "Article L. 371-1 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031686663",
        "Article R. 371-1 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006749472",
    ]

    def formula_1985_12_21(individu, period, parameters):
        """Au moins deux tiers : les taux sont des pourcentages entiers, 67 % convient, 66 % ne suffit pas."""
        taux = individu("rente_at_mp_taux", period)
        return (taux >= parameters(period).individu.rente_at_mp.taux_minimum) | individu(
            "ayant_droit_rente_at_mp", period
        )


class beneficiaire_pension_militaire(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    label = "Titulaire d'une pension militaire d'invalidité"
    label_en = "Recipient of a military invalidity pension"
    reference = [
        "Article L. 371-6 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053611031",
    ]


class victime_terrorisme(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    label = "Victime d'un acte de terrorisme"
    label_en = "Victim of terrorism"
    reference = [
        "Article L. 169-2 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000048702157",
    ]
    documentation = "Seuls les soins en rapport avec l'acte de terrorisme sont exonérés : chaque domaine le demande."


def _jours_de_demande(holder):
    """Les jours de demande connus de la situation ; l'effet peut précéder la demande (hospitalisation)."""
    return [jour for jour in holder.get_known_periods() if jour.unit == DAY]
