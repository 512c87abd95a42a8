"""Ce que chaque membre a perçu : sur la période de référence, ou selon le dernier avis d'imposition.

Un montant de la période se donne en une fois, au jour de la demande, ou se somme depuis les données mensuelles.
"""

from openfisca_cpam.base import *
from openfisca_cpam.variables.complementaire_sante_solidaire.fenetre import fenetre, somme

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

    def formula_2019_11_01(individu, period, parameters):
        """Somme des mois donnés sur la période de référence ; un montant donné l'emporte."""
        return somme(individu, fenetre(period, parameters), "salaire_net")


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

    def formula_2019_11_01(individu, period, parameters):
        """Somme des mois donnés sur la période de référence ; un montant donné l'emporte."""
        return somme(individu, fenetre(period, parameters), "part_patronale_complementaire_sante")


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

    def formula_2019_11_01(individu, period, parameters):
        """Somme des mois donnés sur la période de référence ; un montant donné l'emporte."""
        return somme(individu, fenetre(period, parameters), "chomage_net")


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

    def formula_2019_11_01(individu, period, parameters):
        """Somme des mois donnés sur la période de référence ; un montant donné l'emporte."""
        return somme(individu, fenetre(period, parameters), "ass")


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

    def formula_2019_11_01(individu, period, parameters):
        """Somme des mois donnés sur la période de référence ; un montant donné l'emporte."""
        return somme(individu, fenetre(period, parameters), "indemnites_journalieres")


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

    def formula_2019_11_01(individu, period, parameters):
        """Somme des mois donnés sur la période de référence ; un montant donné l'emporte."""
        return somme(individu, fenetre(period, parameters), "retraite_nette")


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

    def formula_2019_11_01(individu, period, parameters):
        """Somme des mois donnés sur la période de référence ; un montant donné l'emporte."""
        return somme(individu, fenetre(period, parameters), "pensions_invalidite", "rente_accident_travail")


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

    def formula_2019_11_01(individu, period, parameters):
        """Somme des mois donnés sur la période de référence ; un montant donné l'emporte."""
        return somme(individu, fenetre(period, parameters), "af", "cf", "asf", "paje_prepare")


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
    documentation = "Donnée pour la période, elle est tenue pour douze mensualités égales."

    def formula_2019_11_01(individu, period, parameters):
        """Somme des mois donnés sur la période de référence ; un montant donné l'emporte."""
        return somme(individu, fenetre(period, parameters), "aah")


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
    documentation = "La part de chaque membre du couple ; donnée pour la période, douze mensualités égales."

    def formula_2019_11_01(individu, period, parameters):
        """Somme des mois donnés sur la période de référence ; un montant donné l'emporte."""
        return somme(individu, fenetre(period, parameters), "aspa")


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
    documentation = "La part de chaque membre du couple ; donnée pour la période, douze mensualités égales."

    def formula_2019_11_01(individu, period, parameters):
        """Somme des mois donnés sur la période de référence ; un montant donné l'emporte."""
        return somme(individu, fenetre(period, parameters), "asi")


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

    def formula_2019_11_01(individu, period, parameters):
        """Somme des mois donnés sur la période de référence ; un montant donné l'emporte."""
        return somme(individu, fenetre(period, parameters), "revenus_stage_formation_pro")


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

    def formula_2019_11_01(individu, period, parameters):
        """Somme des mois donnés sur la période de référence ; un montant donné l'emporte."""
        return somme(individu, fenetre(period, parameters), "pensions_alimentaires_percues")


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

    def formula_2019_11_01(individu, period, parameters):
        """Somme des mois donnés sur la période de référence ; un montant donné l'emporte."""
        return somme(individu, fenetre(period, parameters), "droits_auteur")


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

    def formula_2019_11_01(individu, period, parameters):
        """Somme des mois donnés sur la période de référence ; un montant donné l'emporte."""
        return somme(individu, fenetre(period, parameters), "salaire_source_etrangere")


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

    def formula_2019_11_01(individu, period, parameters):
        """Somme des mois donnés sur la période de référence ; un montant donné l'emporte."""
        return somme(individu, fenetre(period, parameters), "pension_source_etrangere")


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

    def formula_2019_11_01(individu, period, parameters):
        """Somme des mois donnés sur la période de référence ; un montant donné l'emporte."""
        return somme(individu, fenetre(period, parameters), "aides_proches")


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

    def formula_2019_11_01(individu, period, parameters):
        """Somme des mois donnés sur la période de référence ; un montant donné l'emporte."""
        return somme(individu, fenetre(period, parameters), "autres_ressources")


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

    def formula_2019_11_01(individu, period, parameters):
        """Somme des mois donnés sur la période de référence ; un montant donné l'emporte."""
        return somme(individu, fenetre(period, parameters), "pensions_alimentaires_versees_individu")


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

    def formula_2019_11_01(individu, period):
        """Somme des mois donnés de l'année civile qui précède la demande ; un montant donné l'emporte."""
        return somme(individu, period.last_year, "pensions_alimentaires_versees_individu")


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
