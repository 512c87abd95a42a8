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
    documentation = "Pour toute la période. L'emporte sur les mois de la personne."


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


class c2s_part_patronale(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Part patronale de la complémentaire santé obligatoire, sur la période de référence"
    label_en = "Employer's share of the health cover"
    reference = R861_4
    documentation = "Pour toute la période. L'emporte sur les mois de la personne."


class c2s_part_patronale_de_la_periode(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part patronale de la complémentaire santé obligatoire, sur la période de référence, montant retenu"
    label_en = "Employer's share of the health cover, amount used"
    reference = R861_4

    def formula_2019_11_01(individu, period, parameters):
        """Le montant donné pour la personne ; à défaut, la somme de ses mois."""
        return montant_de_la_periode(
            individu, period, "c2s_part_patronale", fenetre(period, parameters), "part_patronale_complementaire_sante"
        )


class c2s_chomage(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Allocations de chômage de la période de référence (hors ASS)"
    label_en = "Unemployment benefit"
    reference = R861_4
    documentation = "Pour toute la période. L'emporte sur les mois de la personne."


class c2s_chomage_de_la_periode(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Allocations de chômage de la période de référence (hors ASS), montant retenu"
    label_en = "Unemployment benefit, amount used"
    reference = R861_4

    def formula_2019_11_01(individu, period, parameters):
        """Le montant donné pour la personne ; à défaut, la somme de ses mois."""
        return montant_de_la_periode(individu, period, "c2s_chomage", fenetre(period, parameters), "chomage_net")


class c2s_ass(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "ASS de la période de référence"
    label_en = "ASS of the reference period"
    reference = R861_4
    documentation = "Pour toute la période. L'emporte sur les mois de la personne."


class c2s_ass_de_la_periode(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "ASS de la période de référence, montant retenu"
    label_en = "ASS of the reference period, amount used"
    reference = R861_4

    def formula_2019_11_01(individu, period, parameters):
        """Le montant donné pour la personne ; à défaut, la somme de ses mois."""
        return montant_de_la_periode(individu, period, "c2s_ass", fenetre(period, parameters), "ass")


class c2s_indemnites_journalieres(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Indemnités journalières de la période de référence"
    label_en = "Daily allowances"
    reference = R861_4
    documentation = "Pour toute la période. L'emporte sur les mois de la personne."


class c2s_indemnites_journalieres_de_la_periode(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Indemnités journalières de la période de référence, montant retenu"
    label_en = "Daily allowances, amount used"
    reference = R861_4

    def formula_2019_11_01(individu, period, parameters):
        """Le montant donné pour la personne ; à défaut, la somme de ses mois."""
        return montant_de_la_periode(
            individu, period, "c2s_indemnites_journalieres", fenetre(period, parameters), "indemnites_journalieres"
        )


class c2s_retraites(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Pensions de retraite de la période de référence (hors ASPA)"
    label_en = "Retirement pensions"
    reference = R861_4
    documentation = "Pour toute la période. L'emporte sur les mois de la personne."


class c2s_retraites_de_la_periode(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Pensions de retraite de la période de référence (hors ASPA), montant retenu"
    label_en = "Retirement pensions, amount used"
    reference = R861_4

    def formula_2019_11_01(individu, period, parameters):
        """Le montant donné pour la personne ; à défaut, la somme de ses mois."""
        return montant_de_la_periode(individu, period, "c2s_retraites", fenetre(period, parameters), "retraite_nette")


class c2s_pensions_invalidite_rentes(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Pensions d'invalidité et rentes d'accident du travail de la période de référence"
    label_en = "Invalidity pensions and annuities"
    reference = R861_4
    documentation = "Pour toute la période. L'emporte sur les mois de la personne."


class c2s_pensions_invalidite_rentes_de_la_periode(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Pensions d'invalidité et rentes d'accident du travail de la période de référence, montant retenu"
    label_en = "Invalidity pensions and annuities, amount used"
    reference = R861_4

    def formula_2019_11_01(individu, period, parameters):
        """Le montant donné pour la personne ; à défaut, la somme de ses mois."""
        return montant_de_la_periode(
            individu,
            period,
            "c2s_pensions_invalidite_rentes",
            fenetre(period, parameters),
            "pensions_invalidite",
            "rente_accident_travail",
        )


class c2s_prestations_familiales(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Prestations familiales comptées, sur la période de référence"
    label_en = "Family benefits that count"
    reference = R861_4
    documentation = "Pour toute la période. L'emporte sur les mois de la personne."


class c2s_prestations_familiales_de_la_periode(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Prestations familiales comptées, sur la période de référence, montant retenu"
    label_en = "Family benefits that count, amount used"
    reference = R861_4

    def formula_2019_11_01(individu, period, parameters):
        """Le montant donné pour la personne ; à défaut, la somme de ses mois."""
        return montant_de_la_periode(
            individu,
            period,
            "c2s_prestations_familiales",
            fenetre(period, parameters),
            "af",
            "cf",
            "asf",
            "paje_prepare",
        )


class c2s_aah(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "AAH perçue sur la période de référence, avant abattement"
    label_en = "AAH before abatement"
    reference = R861_4
    documentation = (
        "Donnée pour la période, elle est tenue pour douze mensualités égales. L'emporte sur les mois de la personne."
    )


class c2s_aah_de_la_periode(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "AAH perçue sur la période de référence, avant abattement, montant retenu"
    label_en = "AAH before abatement, amount used"
    reference = R861_4

    def formula_2019_11_01(individu, period, parameters):
        """Le montant donné pour la personne ; à défaut, la somme de ses mois."""
        return montant_de_la_periode(individu, period, "c2s_aah", fenetre(period, parameters), "aah")


class c2s_aspa(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "ASPA perçue sur la période de référence, avant abattement"
    label_en = "ASPA before abatement"
    reference = R861_4
    documentation = (
        "La part de chaque membre du couple ; donnée pour la période, douze mensualités égales. L'emporte sur "
        "les mois de la personne."
    )


class c2s_aspa_de_la_periode(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "ASPA perçue sur la période de référence, avant abattement, montant retenu"
    label_en = "ASPA before abatement, amount used"
    reference = R861_4

    def formula_2019_11_01(individu, period, parameters):
        """Le montant donné pour la personne ; à défaut, la somme de ses mois."""
        return montant_de_la_periode(individu, period, "c2s_aspa", fenetre(period, parameters), "aspa")


class c2s_asi(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "ASI perçue sur la période de référence, avant abattement"
    label_en = "ASI before abatement"
    reference = R861_4
    documentation = (
        "La part de chaque membre du couple ; donnée pour la période, douze mensualités égales. L'emporte sur "
        "les mois de la personne."
    )


class c2s_asi_de_la_periode(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "ASI perçue sur la période de référence, avant abattement, montant retenu"
    label_en = "ASI before abatement, amount used"
    reference = R861_4

    def formula_2019_11_01(individu, period, parameters):
        """Le montant donné pour la personne ; à défaut, la somme de ses mois."""
        return montant_de_la_periode(individu, period, "c2s_asi", fenetre(period, parameters), "asi")


class c2s_stage_formation(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Rémunération de stage de formation perçue sur la période de référence"
    label_en = "Training-course pay"
    reference = R861_4
    documentation = "Pour toute la période. L'emporte sur les mois de la personne."


class c2s_stage_formation_de_la_periode(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Rémunération de stage de formation perçue sur la période de référence, montant retenu"
    label_en = "Training-course pay, amount used"
    reference = R861_4

    def formula_2019_11_01(individu, period, parameters):
        """Le montant donné pour la personne ; à défaut, la somme de ses mois."""
        return montant_de_la_periode(
            individu, period, "c2s_stage_formation", fenetre(period, parameters), "revenus_stage_formation_pro"
        )


class c2s_pensions_alimentaires_recues(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Pensions alimentaires reçues sur la période de référence"
    label_en = "Maintenance received"
    reference = R861_4
    documentation = "Pour toute la période. L'emporte sur les mois de la personne."


class c2s_pensions_alimentaires_recues_de_la_periode(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Pensions alimentaires reçues sur la période de référence, montant retenu"
    label_en = "Maintenance received, amount used"
    reference = R861_4

    def formula_2019_11_01(individu, period, parameters):
        """Le montant donné pour la personne ; à défaut, la somme de ses mois."""
        return montant_de_la_periode(
            individu,
            period,
            "c2s_pensions_alimentaires_recues",
            fenetre(period, parameters),
            "pensions_alimentaires_percues",
        )


class c2s_droits_auteur(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Droits d'auteur perçus sur la période de référence"
    label_en = "Royalties"
    reference = R861_4
    documentation = "Pour toute la période. L'emporte sur les mois de la personne."


class c2s_droits_auteur_de_la_periode(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Droits d'auteur perçus sur la période de référence, montant retenu"
    label_en = "Royalties, amount used"
    reference = R861_4

    def formula_2019_11_01(individu, period, parameters):
        """Le montant donné pour la personne ; à défaut, la somme de ses mois."""
        return montant_de_la_periode(
            individu, period, "c2s_droits_auteur", fenetre(period, parameters), "droits_auteur"
        )


class c2s_salaires_etrangers(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Salaires de source étrangère perçus sur la période de référence"
    label_en = "Foreign wages"
    reference = R861_4
    documentation = "Pour toute la période. L'emporte sur les mois de la personne."


class c2s_salaires_etrangers_de_la_periode(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Salaires de source étrangère perçus sur la période de référence, montant retenu"
    label_en = "Foreign wages, amount used"
    reference = R861_4

    def formula_2019_11_01(individu, period, parameters):
        """Le montant donné pour la personne ; à défaut, la somme de ses mois."""
        return montant_de_la_periode(
            individu, period, "c2s_salaires_etrangers", fenetre(period, parameters), "salaire_source_etrangere"
        )


class c2s_pensions_etrangeres(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Pensions de source étrangère perçues sur la période de référence"
    label_en = "Foreign pensions"
    reference = R861_4
    documentation = "Pour toute la période. L'emporte sur les mois de la personne."


class c2s_pensions_etrangeres_de_la_periode(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Pensions de source étrangère perçues sur la période de référence, montant retenu"
    label_en = "Foreign pensions, amount used"
    reference = R861_4

    def formula_2019_11_01(individu, period, parameters):
        """Le montant donné pour la personne ; à défaut, la somme de ses mois."""
        return montant_de_la_periode(
            individu, period, "c2s_pensions_etrangeres", fenetre(period, parameters), "pension_source_etrangere"
        )


class c2s_aides_proches(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Libéralités et aides des proches reçues sur la période de référence"
    label_en = "Help from family and friends"
    reference = R861_4
    documentation = "Pour toute la période. L'emporte sur les mois de la personne."


class c2s_aides_proches_de_la_periode(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Libéralités et aides des proches reçues sur la période de référence, montant retenu"
    label_en = "Help from family and friends, amount used"
    reference = R861_4

    def formula_2019_11_01(individu, period, parameters):
        """Le montant donné pour la personne ; à défaut, la somme de ses mois."""
        return montant_de_la_periode(
            individu, period, "c2s_aides_proches", fenetre(period, parameters), "aides_proches"
        )


class c2s_autres_ressources(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Autres ressources de la période de référence"
    label_en = "Other resources"
    reference = R861_4
    documentation = "Pour toute la période. L'emporte sur les mois de la personne."


class c2s_autres_ressources_de_la_periode(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Autres ressources de la période de référence, montant retenu"
    label_en = "Other resources, amount used"
    reference = R861_4

    def formula_2019_11_01(individu, period, parameters):
        """Le montant donné pour la personne ; à défaut, la somme de ses mois."""
        return montant_de_la_periode(
            individu, period, "c2s_autres_ressources", fenetre(period, parameters), "autres_ressources"
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
    documentation = "Pour toute la période. L'emporte sur les mois de la personne."


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
    documentation = "Le dernier avis connu ; depuis le 1er octobre de l'année, celui des revenus de l'année précédente."


class c2s_avis_pensions_alimentaires_recues(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Pensions alimentaires reçues selon le dernier avis d'imposition"
    label_en = "Maintenance received, last tax notice"
    reference = R861_8
    documentation = "Le dernier avis connu ; depuis le 1er octobre de l'année, celui des revenus de l'année précédente."


class c2s_avis_droits_auteur(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Droits d'auteur et revenus de fonctionnaire chercheur du dernier avis d'imposition"
    label_en = "Royalties, last tax notice"
    reference = R861_8
    documentation = "Le dernier avis connu ; depuis le 1er octobre de l'année, celui des revenus de l'année précédente."


class c2s_avis_salaires_etrangers(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Salaires de source étrangère du dernier avis d'imposition"
    label_en = "Foreign wages, last tax notice"
    reference = R861_8
    documentation = "Le dernier avis connu ; depuis le 1er octobre de l'année, celui des revenus de l'année précédente."


class c2s_avis_pensions_etrangeres(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Pensions de source étrangère du dernier avis d'imposition"
    label_en = "Foreign pensions, last tax notice"
    reference = R861_8
    documentation = "Le dernier avis connu ; depuis le 1er octobre de l'année, celui des revenus de l'année précédente."


class c2s_avis_pensions_alimentaires_versees(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Pensions alimentaires versées selon le dernier avis d'imposition"
    label_en = "Maintenance paid, last tax notice"
    reference = R861_9
    documentation = "Le dernier avis connu ; depuis le 1er octobre de l'année, celui des revenus de l'année précédente."
