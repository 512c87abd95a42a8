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


comme(
    salaire_net,
    "part_patronale_complementaire_sante",
    label="Part de l'employeur à la complémentaire santé obligatoire",
    label_en="Employer's share of the compulsory health cover",
)
comme(salaire_net, "chomage_net", label="Allocations de chômage nettes (hors ASS)", label_en="Net unemployment benefit")
comme(
    salaire_net,
    "ass",
    label="Allocation de solidarité spécifique (ASS)",
    label_en="Specific solidarity allowance (ASS)",
)
comme(
    salaire_net,
    "indemnites_journalieres",
    label="Indemnités journalières de la sécurité sociale",
    label_en="Daily allowances",
)
comme(
    salaire_net, "retraite_nette", label="Pensions de retraite nettes (hors ASPA)", label_en="Net retirement pensions"
)
comme(salaire_net, "pensions_invalidite", label="Pensions d'invalidité nettes", label_en="Invalidity pensions")
comme(
    salaire_net,
    "rente_accident_travail",
    label="Rentes d'accident du travail ou de maladie professionnelle",
    label_en="Work-accident annuities",
)
comme(salaire_net, "aah", label="Allocation aux adultes handicapés (AAH)", label_en="Disabled adults' allowance (AAH)")
comme(
    salaire_net,
    "aspa",
    label="Allocation de solidarité aux personnes âgées (ASPA), ou ancienne allocation supplémentaire",
    label_en="Solidarity allowance for the elderly (ASPA)",
    documentation="La part de chaque membre du couple.",
)
comme(
    salaire_net,
    "asi",
    label="Allocation supplémentaire d'invalidité (ASI)",
    label_en="Supplementary invalidity allowance (ASI)",
)
comme(salaire_net, "af", label="Allocations familiales", label_en="Family allowances")
comme(salaire_net, "cf", label="Complément familial", label_en="Family supplement")
comme(salaire_net, "asf", label="Allocation de soutien familial", label_en="Family support allowance")
comme(
    salaire_net,
    "paje_prepare",
    label="Prestation partagée d'éducation de l'enfant (PreParE)",
    label_en="Shared child-rearing benefit (PreParE)",
    documentation="La seule part de la prestation d'accueil du jeune enfant qui compte.",
)
comme(
    salaire_net,
    "revenus_stage_formation_pro",
    label="Rémunération de stage de formation professionnelle",
    label_en="Training-course pay",
)
comme(
    salaire_net,
    "pensions_alimentaires_percues",
    label="Pensions et obligations alimentaires reçues",
    label_en="Maintenance received",
)
comme(
    salaire_net,
    "pensions_alimentaires_versees_individu",
    label="Pensions et obligations alimentaires versées",
    label_en="Maintenance paid",
)
comme(
    salaire_net,
    "droits_auteur",
    label="Droits d'auteur, revenus de fonctionnaire chercheur",
    label_en="Authors' royalties",
)
comme(salaire_net, "salaire_source_etrangere", label="Salaires de source étrangère", label_en="Foreign wages")
comme(salaire_net, "pension_source_etrangere", label="Pensions de source étrangère", label_en="Foreign pensions")
comme(
    salaire_net,
    "remuneration_dirigeant",
    label="Rémunération du dirigeant d'une société soumise à l'impôt sur les sociétés",
    label_en="Pay of a company director",
)
comme(
    salaire_net,
    "chiffre_affaires_hors_taxe",
    label="Chiffre d'affaires hors taxe d'une activité indépendante",
    label_en="Turnover before tax",
)
comme(
    salaire_net,
    "aides_proches",
    label="Libéralités et aides des proches, avantages en nature autres que le logement et le travail",
    label_en="Help from family and friends",
)
comme(
    salaire_net,
    "autres_ressources",
    label="Autres ressources imposables ou non, que rien n'exclut",
    label_en="Other resources",
)
