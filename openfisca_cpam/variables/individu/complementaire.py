"""La couverture complémentaire et le médecin traitant : ce que tous les domaines de soins peuvent lire."""

from openfisca_cpam.base import *

L871_1 = [
    "Article L. 871-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051382496",
    "Article R. 871-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000052861614",
]
D911_1 = [
    "Article D. 911-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038093115",
]
L162_5_3 = [
    "Article L. 162-5-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000048691431",
]


class TypeComplementaire(Enum):
    aucune = "Aucune complémentaire"
    contrat_responsable = "Contrat responsable (article L. 871-1)"
    contrat_non_responsable = "Contrat non responsable"


class Sexe(Enum):
    non_precise = "Non précisé"
    femme = "Femme"
    homme = "Homme"


class sexe(Variable):
    value_type = Enum
    possible_values = Sexe
    default_value = Sexe.non_precise
    entity = Individu
    definition_period = ETERNITY
    label = "Sexe"
    label_en = "Sex"
    reference = ["Article R. 160-17, I, 5°, du code de la sécurité sociale"]
    documentation = "Utile aux seules règles qui le nomment (contraception avant septembre 2024, dépistages)."


class complementaire_type(Variable):
    value_type = Enum
    possible_values = TypeComplementaire
    default_value = TypeComplementaire.aucune
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    label = "Contrat de complémentaire santé"
    label_en = "Complementary insurance contract"
    reference = L871_1
    documentation = (
        "La Complémentaire santé solidaire, l'aide médicale de l'État et le régime local se donnent à part. Pour les "
        "appareils, un contrat non responsable est tenu pour ne payer que le ticket modérateur."
    )


class complementaire_panier_ani(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    label = "Le contrat responsable est un contrat collectif obligatoire d'entreprise"
    label_en = "Compulsory employer contract"
    reference = D911_1


class complementaire_taux_garantie(Variable):
    value_type = float
    default_value = 1
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    unit = "/1"
    minimum = 1
    maximum = 20
    label = "Garantie du contrat, Assurance Maladie comprise, en part de la base (1,5 pour « 150 % »)"
    label_en = "Guarantee of the contract, statutory part included, as a share of the base"
    reference = L871_1
    documentation = "Pour les médecins de l'Optam ; la garantie des autres s'en déduit pour un contrat responsable."


class complementaire_couvre_facultatif(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    label = "Le contrat couvre aussi les médicaments à 30 % et à 15 %, l'homéopathie et les cures thermales"
    label_en = "The contract also covers the optional items"
    reference = L871_1
    documentation = "Un contrat responsable n'y est pas obligé (R. 871-2, 1°)."


class medecin_traitant_declare(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    label = "A déclaré un médecin traitant"
    label_en = "Has declared a médecin traitant"
    reference = L162_5_3
    documentation = "À défaut de réponse, la personne est tenue pour en avoir un."


class ressources_modestes(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    label = "Déclare des ressources modestes"
    label_en = "Says that resources are low"
    reference = ["Action sanitaire et sociale des caisses (article L. 262-1 du code de la sécurité sociale)"]
    documentation = "Sert à orienter ; la caisse apprécie elle-même."


class travailleur_independant_en_difficulte(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    label = "Travailleur indépendant qui déclare une difficulté de santé, d'argent, de famille ou d'activité"
    label_en = "Self-employed person who declares a difficulty"
    reference = ["Dispositif Help (Urssaf, CPAM, Carsat, Cramif, Caf)"]
