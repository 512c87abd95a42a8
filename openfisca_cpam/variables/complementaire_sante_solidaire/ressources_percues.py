"""Ce que chaque membre a perçu : sur la période de référence, ou selon le dernier avis d'imposition.

Un montant de la période se donne en une fois, au jour de la demande, ou se somme depuis les mois de la personne. La
variable « …_de_la_periode » est celle que lisent les formules.
"""

from openfisca_cpam.base import *
from openfisca_cpam.variables.complementaire_sante_solidaire.fenetre import fenetre, montant_de_la_periode

R861_4 = [
    "Article R. 861-4 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051821170",
    "Article R. 861-8 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051821176",
]
R861_8 = [
    "Article R. 861-8 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051821176",
]
R861_9 = [
    "Article R. 861-9 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000047899655",
]

POUR_LA_PERIODE = "Pour toute la période. L'emporte sur les mois de la personne."


class c2s_salaires(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Salaires et primes de la période de référence"
    label_en = "Wages of the reference period"
    reference = R861_4
    documentation = POUR_LA_PERIODE


class c2s_salaires_de_la_periode(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Salaires et primes de la période de référence, montant retenu"
    label_en = "Wages of the reference period, amount used"
    reference = R861_4

    def formula_2019_11_01(individu, period, parameters):
        """Le montant donné pour la personne ; à défaut, la somme de ses mois."""
        return montant_de_la_periode(individu, period, "c2s_salaires", fenetre(period, parameters), "salaire_net")


def _percue(nom, mensuelles, label, label_en, documentation=POUR_LA_PERIODE):
    """Une ressource de la période : le montant qui se donne en une fois, et celui que lisent les formules.

    Args:
        nom: la variable donnée ; celle qui est retenue s'appelle « …_de_la_periode ».
        mensuelles: les variables du mois dont la somme vaut à défaut.
    """

    def formula_2019_11_01(individu, period, parameters):
        """Le montant donné pour la personne ; à défaut, la somme de ses mois."""
        return montant_de_la_periode(individu, period, nom, fenetre(period, parameters), *mensuelles)

    comme(c2s_salaires, nom, label=label, label_en=label_en, documentation=documentation)
    comme(
        c2s_salaires_de_la_periode,
        f"{nom}_de_la_periode",
        label=f"{label}, montant retenu",
        label_en=f"{label_en}, amount used",
        formula_2019_11_01=formula_2019_11_01,
    )


_percue(
    "c2s_part_patronale",
    ("part_patronale_complementaire_sante",),
    "Part patronale de la complémentaire santé obligatoire, sur la période de référence",
    "Employer's share of the health cover",
)
_percue(
    "c2s_chomage",
    ("chomage_net",),
    "Allocations de chômage de la période de référence (hors ASS)",
    "Unemployment benefit",
)
_percue("c2s_ass", ("ass",), "ASS de la période de référence", "ASS of the reference period")
_percue(
    "c2s_indemnites_journalieres",
    ("indemnites_journalieres",),
    "Indemnités journalières de la période de référence",
    "Daily allowances",
)
_percue(
    "c2s_retraites",
    ("retraite_nette",),
    "Pensions de retraite de la période de référence (hors ASPA)",
    "Retirement pensions",
)
_percue(
    "c2s_pensions_invalidite_rentes",
    ("pensions_invalidite", "rente_accident_travail"),
    "Pensions d'invalidité et rentes d'accident du travail de la période de référence",
    "Invalidity pensions and annuities",
)
_percue(
    "c2s_prestations_familiales",
    ("af", "cf", "asf", "paje_prepare"),
    "Prestations familiales comptées, sur la période de référence",
    "Family benefits that count",
)
_percue(
    "c2s_aah",
    ("aah",),
    "AAH perçue sur la période de référence, avant abattement",
    "AAH before abatement",
    "Donnée pour la période, elle est tenue pour douze mensualités égales. L'emporte sur les mois de la personne.",
)
_percue(
    "c2s_aspa",
    ("aspa",),
    "ASPA perçue sur la période de référence, avant abattement",
    "ASPA before abatement",
    "La part de chaque membre du couple ; donnée pour la période, douze mensualités égales. L'emporte sur les mois de la personne.",
)
_percue(
    "c2s_asi",
    ("asi",),
    "ASI perçue sur la période de référence, avant abattement",
    "ASI before abatement",
    "La part de chaque membre du couple ; donnée pour la période, douze mensualités égales. L'emporte sur les mois de la personne.",
)
_percue(
    "c2s_stage_formation",
    ("revenus_stage_formation_pro",),
    "Rémunération de stage de formation perçue sur la période de référence",
    "Training-course pay",
)
_percue(
    "c2s_pensions_alimentaires_recues",
    ("pensions_alimentaires_percues",),
    "Pensions alimentaires reçues sur la période de référence",
    "Maintenance received",
)
_percue("c2s_droits_auteur", ("droits_auteur",), "Droits d'auteur perçus sur la période de référence", "Royalties")
_percue(
    "c2s_salaires_etrangers",
    ("salaire_source_etrangere",),
    "Salaires de source étrangère perçus sur la période de référence",
    "Foreign wages",
)
_percue(
    "c2s_pensions_etrangeres",
    ("pension_source_etrangere",),
    "Pensions de source étrangère perçues sur la période de référence",
    "Foreign pensions",
)
_percue(
    "c2s_aides_proches",
    ("aides_proches",),
    "Libéralités et aides des proches reçues sur la période de référence",
    "Help from family and friends",
)
_percue(
    "c2s_autres_ressources", ("autres_ressources",), "Autres ressources de la période de référence", "Other resources"
)


class c2s_pensions_alimentaires_versees_periode(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Pensions alimentaires versées sur la période de référence"
    label_en = "Maintenance paid in the window"
    reference = R861_9
    documentation = POUR_LA_PERIODE


class c2s_pensions_alimentaires_versees_de_la_periode(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Pensions alimentaires versées sur la période de référence, montant retenu"
    label_en = "Maintenance paid in the window, amount used"
    reference = R861_9

    def formula_2019_11_01(individu, period, parameters):
        """Le montant donné pour la personne ; à défaut, la somme de ses mois."""
        return montant_de_la_periode(
            individu,
            period,
            "c2s_pensions_alimentaires_versees_periode",
            fenetre(period, parameters),
            "pensions_alimentaires_versees_individu",
        )


class c2s_pensions_alimentaires_versees_annee_civile(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Pensions alimentaires versées dans la dernière année civile"
    label_en = "Maintenance paid in the last civil year"
    reference = R861_9
    documentation = "L'emporte sur les mois de la personne."


class c2s_pensions_alimentaires_versees_de_l_annee_civile(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Pensions alimentaires versées dans la dernière année civile, montant retenu"
    label_en = "Maintenance paid in the last civil year, amount used"
    reference = R861_9

    def formula_2019_11_01(individu, period):
        """Le montant donné pour la personne ; à défaut, la somme de ses mois."""
        return montant_de_la_periode(
            individu,
            period,
            "c2s_pensions_alimentaires_versees_annee_civile",
            period.last_year,
            "pensions_alimentaires_versees_individu",
        )


DU_DERNIER_AVIS = "Le dernier avis connu ; depuis le 1er octobre de l'année, celui des revenus de l'année précédente."


class c2s_avis_revenus_patrimoine(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = -10_000_000
    maximum = 10_000_000
    label = "Revenus du patrimoine et produits de placement du dernier avis d'imposition"
    label_en = "Investment income of the last tax notice"
    reference = R861_8
    documentation = DU_DERNIER_AVIS


comme(
    c2s_avis_revenus_patrimoine,
    "c2s_avis_pensions_alimentaires_recues",
    label="Pensions alimentaires reçues selon le dernier avis d'imposition",
    label_en="Maintenance received, last tax notice",
    minimum=0,
    documentation=DU_DERNIER_AVIS,
)
comme(
    c2s_avis_revenus_patrimoine,
    "c2s_avis_droits_auteur",
    label="Droits d'auteur et revenus de fonctionnaire chercheur du dernier avis d'imposition",
    label_en="Royalties, last tax notice",
    minimum=0,
    documentation=DU_DERNIER_AVIS,
)
comme(
    c2s_avis_revenus_patrimoine,
    "c2s_avis_salaires_etrangers",
    label="Salaires de source étrangère du dernier avis d'imposition",
    label_en="Foreign wages, last tax notice",
    minimum=0,
    documentation=DU_DERNIER_AVIS,
)
comme(
    c2s_avis_revenus_patrimoine,
    "c2s_avis_pensions_etrangeres",
    label="Pensions de source étrangère du dernier avis d'imposition",
    label_en="Foreign pensions, last tax notice",
    minimum=0,
    documentation=DU_DERNIER_AVIS,
)
comme(
    c2s_avis_revenus_patrimoine,
    "c2s_avis_pensions_alimentaires_versees",
    label="Pensions alimentaires versées selon le dernier avis d'imposition",
    label_en="Maintenance paid, last tax notice",
    minimum=0,
    documentation=DU_DERNIER_AVIS,
    reference=R861_9,
)
