"""Ce que la personne perçoit chaque mois, sous le nom qu'en donne OpenFisca-France quand il existe.

Net de prélèvements sociaux obligatoires (R. 861-4). Chaque domaine y lit ce qu'il compte.
"""

from openfisca_cpam.base import *

R861_4 = [
    "Article R. 861-4 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051821170",
]


class salaire_net(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Salaires et primes nets"
    label_en = "Net wages and bonuses"
    reference = R861_4
    documentation = "Nets de prélèvements sociaux obligatoires, en France ou à l'étranger selon la rubrique."


class part_patronale_complementaire_sante(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Part de l'employeur à la complémentaire santé obligatoire"
    label_en = "Employer's share of the compulsory health cover"
    reference = R861_4


class chomage_net(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Allocations de chômage nettes (hors ASS)"
    label_en = "Net unemployment benefit"
    reference = R861_4


class ass(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Allocation de solidarité spécifique (ASS)"
    label_en = "Specific solidarity allowance (ASS)"
    reference = R861_4


class indemnites_journalieres(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Indemnités journalières de la sécurité sociale"
    label_en = "Daily allowances"
    reference = R861_4


class retraite_nette(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Pensions de retraite nettes (hors ASPA)"
    label_en = "Net retirement pensions"
    reference = R861_4


class pensions_invalidite(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Pensions d'invalidité nettes"
    label_en = "Invalidity pensions"
    reference = R861_4


class rente_accident_travail(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Rentes d'accident du travail ou de maladie professionnelle"
    label_en = "Work-accident annuities"
    reference = R861_4


class aah(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Allocation aux adultes handicapés (AAH)"
    label_en = "Disabled adults' allowance (AAH)"
    reference = R861_4


class aspa(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Allocation de solidarité aux personnes âgées (ASPA), ou ancienne allocation supplémentaire"
    label_en = "Solidarity allowance for the elderly (ASPA)"
    reference = R861_4
    documentation = "La part de chaque membre du couple."


class asi(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Allocation supplémentaire d'invalidité (ASI)"
    label_en = "Supplementary invalidity allowance (ASI)"
    reference = R861_4


class af(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Allocations familiales"
    label_en = "Family allowances"
    reference = R861_4


class cf(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Complément familial"
    label_en = "Family supplement"
    reference = R861_4


class asf(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Allocation de soutien familial"
    label_en = "Family support allowance"
    reference = R861_4


class paje_prepare(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Prestation partagée d'éducation de l'enfant (PreParE)"
    label_en = "Shared child-rearing benefit (PreParE)"
    reference = R861_4
    documentation = "La seule part de la prestation d'accueil du jeune enfant qui compte."


class revenus_stage_formation_pro(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Rémunération de stage de formation professionnelle"
    label_en = "Training-course pay"
    reference = R861_4


class pensions_alimentaires_percues(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Pensions et obligations alimentaires reçues"
    label_en = "Maintenance received"
    reference = R861_4


class pensions_alimentaires_versees_individu(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Pensions et obligations alimentaires versées"
    label_en = "Maintenance paid"
    reference = R861_4


class droits_auteur(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Droits d'auteur, revenus de fonctionnaire chercheur"
    label_en = "Authors' royalties"
    reference = R861_4


class salaire_source_etrangere(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Salaires de source étrangère"
    label_en = "Foreign wages"
    reference = R861_4


class pension_source_etrangere(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Pensions de source étrangère"
    label_en = "Foreign pensions"
    reference = R861_4


class remuneration_dirigeant(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Rémunération du dirigeant d'une société soumise à l'impôt sur les sociétés"
    label_en = "Pay of a company director"
    reference = R861_4


class chiffre_affaires_hors_taxe(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Chiffre d'affaires hors taxe d'une activité indépendante"
    label_en = "Turnover before tax"
    reference = R861_4


class aides_proches(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Libéralités et aides des proches, avantages en nature autres que le logement et le travail"
    label_en = "Help from family and friends"
    reference = R861_4


class autres_ressources(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Autres ressources imposables ou non, que rien n'exclut"
    label_en = "Other resources"
    reference = R861_4
