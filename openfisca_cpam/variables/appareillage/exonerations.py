"""Quand la participation de l'assuré est supprimée, et quand les frais réels sont remboursés."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.individu.droits import TypeALD

L160_14 = [
    "Article L. 160-14 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051284968",
]
R160_10 = [
    "Article R. 160-10 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053335382",
]
R160_11 = [
    "Article R. 160-11 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000033240403",
]
L160_9 = [
    "Article L. 160-9 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000041397831",
]
L432_3 = [
    "Article L. 432-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000019959739",
]
L169_3 = [
    "Article L. 169-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000033714397",
]
D325_7 = [
    "Article D. 325-7, I, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031813563",
]
R160_17 = [
    "Article R. 160-17, II, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000049902786",
]

L382_35 = [
    "Article L. 382-35 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000046448365",
]

R160_17_DON = [
    "Article R. 160-17, I, 3°, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000049902786",
]


class ExonerationAppareillage(Enum):
    aucune = "Aucune exonération : taux de droit commun"
    soin_at_mp = "Accident du travail ou maladie professionnelle (L. 432-1, L. 432-3)"
    ald_exonerante = "Soin lié à une affection de longue durée exonérante (R. 160-11)"
    maternite = "Période de maternité (L. 160-9, D. 160-3)"
    pension_invalidite = "Pension d'invalidité (R. 160-10)"
    rente_at_mp = "Rente d'accident du travail d'au moins deux tiers (L. 371-1, R. 160-10)"
    pension_militaire = "Pension militaire d'invalidité (L. 371-6)"
    terrorisme = "Victime d'un acte de terrorisme, soin lié (L. 169-2)"
    violences_sexuelles = "Soin consécutif à des violences sexuelles subies pendant la minorité (R. 160-17, II)"
    ame = "Aide médicale de l'État (L. 251-2 du code de l'action sociale et des familles)"
    detenu = "Personne détenue (L. 382-35)"
    don = "Don d'éléments du corps humain (R. 160-17, I, 3°)"


class appareillage_soin_lie_ald(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Article ou acte prévu par le protocole de soins de l'affection de longue durée"
    label_en = "Item linked to the ALD"
    reference = R160_11


class appareillage_soin_lie_at_mp(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Article ou acte rendu nécessaire par un accident du travail ou une maladie professionnelle"
    label_en = "Item linked to a work accident"
    reference = L432_3


class appareillage_soin_lie_terrorisme(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Article ou acte qui résulte directement d'un acte de terrorisme"
    label_en = "Item resulting from an act of terrorism"
    reference = L169_3


class appareillage_soin_lie_violences_sexuelles(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Article ou acte consécutif à des violences sexuelles subies pendant la minorité"
    label_en = "Item following sexual violence suffered as a minor"
    reference = R160_17


class appareillage_soin_lie_don(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Article ou acte d'un donneur d'éléments du corps humain, pour le don ou ses suites"
    label_en = "Item for a donor, because of the donation"
    reference = R160_17_DON


class appareillage_exoneration_motif(Variable):
    value_type = Enum
    possible_values = ExonerationAppareillage
    default_value = ExonerationAppareillage.aucune
    entity = Individu
    definition_period = DAY
    label = "Exonération de la participation de l'assuré, et pourquoi"
    label_en = "Exemption from the patient's share, and why"
    reference = L160_14 + R160_10 + R160_11 + L160_9 + L382_35
    documentation = (
        "Elle porte le taux à 100 % de la base, jamais du dépassement. L'allocation de solidarité aux "
        "personnes âgées n'exonère ni des dispositifs ni du dentaire (R. 160-9)."
    )

    def formula_2009_01_01(individu, period):
        """Accident du travail, affection de longue durée, maternité, invalidité, pensions, détention (L. 381-30-1, puis
        L. 382-35), terrorisme, violences, don, aide médicale de l'État.
        """
        mois = period.first_month
        soin_lie_ald = individu("appareillage_soin_lie_ald", period)
        terrorisme = individu("victime_terrorisme", mois) & individu("appareillage_soin_lie_terrorisme", period)
        return premier_vrai(
            [
                (individu("appareillage_soin_lie_at_mp", period), ExonerationAppareillage.soin_at_mp),
                (
                    soin_lie_ald & (individu("ald_type", mois) == TypeALD.exonerante),
                    ExonerationAppareillage.ald_exonerante,
                ),
                (individu("periode_maternite", period), ExonerationAppareillage.maternite),
                (individu("beneficiaire_pension_invalidite", mois), ExonerationAppareillage.pension_invalidite),
                (individu("rente_at_mp_deux_tiers", mois), ExonerationAppareillage.rente_at_mp),
                (individu("beneficiaire_pension_militaire", mois), ExonerationAppareillage.pension_militaire),
                (individu("soins_personne_detenue", mois), ExonerationAppareillage.detenu),
                (terrorisme, ExonerationAppareillage.terrorisme),
                (
                    individu("appareillage_soin_lie_violences_sexuelles", period),
                    ExonerationAppareillage.violences_sexuelles,
                ),
                (individu("appareillage_soin_lie_don", period), ExonerationAppareillage.don),
                (individu("beneficiaire_ame", mois), ExonerationAppareillage.ame),
            ],
            sinon=ExonerationAppareillage.aucune,
        )


class appareillage_exonere(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La participation de l'assuré est supprimée"
    label_en = "The patient's share is waived"
    reference = L160_14

    def formula_2009_01_01(individu, period):
        """Vrai pour toute exonération."""
        return individu("appareillage_exoneration_motif", period) != ExonerationAppareillage.aucune


class appareillage_frais_reels(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Les dispositifs et les prothèses dentaires sont remboursés aux frais réels"
    label_en = "Reimbursed at the real cost"
    reference = L169_3

    def formula_2015_12_23(individu, period):
        """Depuis le 23 décembre 2015, quand la délivrance résulte directement de l'acte de terrorisme (L. 169-3)."""
        victime = individu("victime_terrorisme", period.first_month)
        return victime & individu("appareillage_soin_lie_terrorisme", period)


class appareillage_coefficient_at_mp_a_confirmer(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le coefficient d'accident du travail vient d'une source faible : à confirmer"
    label_en = "Work-accident coefficient to be confirmed"
    reference = L432_3
    documentation = (
        "L'arrêté qui fixe le coefficient de 1,50 n'a pas été lu. Il majore les prothèses dentaires et les "
        "articles à prix libre."
    )

    def formula_2009_01_01(individu, period):
        """Vrai pour un article ou un acte lié à un accident du travail."""
        return individu("appareillage_soin_lie_at_mp", period)


class appareillage_regime_local_a_confirmer(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le taux du régime local sur les dispositifs est à confirmer"
    label_en = "Local scheme rate on devices to be confirmed"
    reference = D325_7
    documentation = "90 % : une source pour le dentaire ; connu sans source pour les dispositifs médicaux."

    def formula_2009_01_01(individu, period):
        """Vrai pour un affilié au régime local d'Alsace-Moselle."""
        return individu("regime_local_alsace_moselle", period.first_month)
