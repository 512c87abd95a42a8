"""Le travail et ses revenus, que plusieurs domaines lisent."""

from openfisca_cpam.base import *

L311_2 = ["Article L. 311-2 du code de la sécurité sociale"]
L613_7 = ["Article L. 613-7 du code de la sécurité sociale"]


class StatutProfessionnel(Enum):
    salarie = "Salarié ou assimilé"
    chomeur_indemnise = "Demandeur d'emploi indemnisé, droit maintenu (articles L. 161-8 et L. 311-5)"
    maintien_droits = "Sans activité depuis douze mois au plus, droit maintenu (article L. 161-8)"
    artisan_commercant = "Artisan, commerçant ou profession libérale non réglementée"
    profession_liberale = "Profession libérale (article L. 640-1)"
    praticien_conventionne = "Praticien ou auxiliaire médical conventionné"
    sans_activite = "Sans activité ni droit maintenu"


class statut_professionnel(Variable):
    value_type = Enum
    possible_values = StatutProfessionnel
    default_value = StatutProfessionnel.salarie
    entity = Individu
    definition_period = ETERNITY
    label = "Statut professionnel au jour de l'arrêt, de l'accident ou du décès"
    label_en = "Occupational status on the day of the event"
    reference = [
        *L311_2,
        "Article L. 611-1 du code de la sécurité sociale",
        "Article L. 161-8 du code de la sécurité sociale",
    ]


class micro_entreprise(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Travailleur indépendant au régime de la micro-entreprise (article L. 613-7)"
    label_en = "Self-employed under the micro-enterprise scheme"
    reference = L613_7
    documentation = "Les revenus se donnent alors après abattement ; aucune assiette minimale ne les relève."


class salaire_brut(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Salaire brut du mois soumis à cotisations, tous employeurs réunis"
    label_en = "Gross monthly wage subject to contributions, all employers"
    reference = [
        "Article R. 323-4 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051226486",
        "Article R. 323-8 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000050420449",
    ]
    documentation = "Un mois incomplet (maladie, chômage, embauche…) se donne rétabli, comme le dit l'article R. 323-8."


class revenu_activite_independante(Variable):
    value_type = float
    entity = Individu
    definition_period = YEAR
    set_input = etend_la_periode
    unit = "currency"
    minimum = -10_000_000
    maximum = 10_000_000
    label = "Revenu d'activité indépendante de l'année, retenu pour les cotisations d'assurance maladie"
    label_en = "Yearly self-employed income subject to contributions"
    reference = [
        "Article D. 622-7 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000043656716",
    ]
    documentation = (
        "Pour une micro-entreprise, après l'abattement sur le chiffre d'affaires. Un déficit se donne en négatif : "
        "l'année compte alors pour l'assiette minimale."
    )
