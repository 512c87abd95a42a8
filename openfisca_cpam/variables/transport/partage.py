"""Le transport partagé et le refus du patient (L. 322-5, R. 322-11-1 et suivants), depuis le 2 mars 2025."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.transport.articles import L322_5
from openfisca_cpam.variables.transport.situations import ObjetTransport
from openfisca_cpam.variables.transport.trajet import ModeTransport

R322_11 = [
    "Article R. 322-11-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051282047",
]
R322_11_2 = [
    "Article R. 322-11-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051282044",
]
R322_11_5 = [
    "Article R. 322-11-5 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051282036",
]
R322_11_6 = [
    "Article R. 322-11-6 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051280621",
]


class PartagePrescrit(Enum):
    non_renseigne = "La prescription ne dit rien du transport partagé"
    compatible = "État de santé non incompatible avec un transport partagé"
    incompatible = "État de santé incompatible avec un transport partagé"


class transport_partage_prescrit(Variable):
    value_type = Enum
    possible_values = PartagePrescrit
    default_value = PartagePrescrit.non_renseigne
    entity = Individu
    definition_period = DAY
    label = "Ce que la prescription dit du transport partagé"
    label_en = "What the prescription says of sharing"
    reference = R322_11_2


class transport_partage_soin_concerne(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Soin pour lequel un transport partagé peut être proposé"
    label_en = "Care for which sharing may be proposed"
    reference = ["Arrêté du 28 février 2025 relatif au transport partagé"]
    documentation = (
        "Traitement systémique du cancer, radiothérapie, dialyse, soins médicaux et de réadaptation, tout soin en "
        "hôpital de jour."
    )

    def formula_2025_03_02(individu, period):
        """Les séances de chimiothérapie, de radiothérapie et de dialyse ; les autres soins de la liste sont à dire."""
        return individu("transport_objet", period) == ObjetTransport.seance_chimio_radio_dialyse


class transport_partage_propose(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Un transport partagé a été proposé"
    label_en = "Sharing was proposed"
    reference = R322_11_2


class transport_partage_refuse(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le patient a refusé le transport partagé"
    label_en = "The patient refused to share"
    reference = L322_5


class transport_nombre_patients(Variable):
    value_type = int
    default_value = 1
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 1
    maximum = 20
    label = "Nombre de patients dans le véhicule, le patient compris"
    label_en = "Number of patients on board"
    reference = R322_11


class transport_partage_detour(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "km"
    minimum = 0
    maximum = 1_000
    label = "Détour qu'occasionnerait le partage"
    label_en = "Detour caused by sharing"
    reference = R322_11_5


class transport_partage_attente(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "minute"
    minimum = 0
    maximum = 1_440
    label = "Attente totale qu'occasionnerait le partage, avant et après les soins"
    label_en = "Total waiting time caused by sharing"
    reference = R322_11_6


class transport_partage_proposition_valide(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La proposition de partage est conforme aux règles"
    label_en = "The proposal to share is valid"
    reference = R322_11 + R322_11_2 + R322_11_5 + R322_11_6

    def formula_2025_03_02(individu, period, parameters):
        """VSL ou taxi, prescription qui le permet, soin de la liste, détour et attente dans les limites, hors SAMU.

        Détour : dix kilomètres par patient à partir du deuxième, trente au plus. Attente : quarante-cinq minutes.
        """
        partage = parameters(period).transport.partage
        patients = individu("transport_nombre_patients", period)
        detour_permis = min_((patients - 1) * partage.detour_km_par_patient, partage.detour_km_max)
        return (
            individu("transport_partage_propose", period)
            & (individu("transport_partage_prescrit", period) == PartagePrescrit.compatible)
            & parmi(individu("transport_mode", period), ModeTransport.vsl, ModeTransport.taxi)
            & individu("transport_partage_soin_concerne", period)
            & (patients >= partage.nombre_patients_min)
            & (individu("transport_partage_detour", period) <= detour_permis)
            & (individu("transport_partage_attente", period) <= partage.attente_minutes_max)
            & not_(individu("transport_demande_samu", period))
        )


class transport_partage_refus_sanctionne(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Refus d'une proposition de partage valable : ni tiers payant, ni prise en charge du prix entier"
    label_en = "Refusal of a valid proposal to share"
    reference = L322_5

    def formula_2025_03_02(individu, period, parameters):
        """L. 322-5, alinéa 2, et L. 322-5-1, alinéa 2 ; les bénéficiaires de la C2S et de l'AME sont en dehors."""
        mois = period.first_month
        protege = individu("beneficiaire_c2s", mois) | individu("beneficiaire_ame", mois)
        return (
            individu("transport_partage_proposition_valide", period)
            & individu("transport_partage_refuse", period)
            & not_(protege)
            & parameters(period).transport.partage.refus_supprime_tiers_payant
        )


class transport_partage_minoration_inconnue(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le coefficient de minoration qui s'applique au refus n'est pas connu : la base n'est pas réduite"
    label_en = "The reduction for refusal is unknown and was not applied"
    reference = L322_5
    documentation = (
        "La loi en pose le principe ; aucune valeur publiée n'a été retrouvée. Le résultat peut être trop élevé."
    )

    def formula_2025_03_02(individu, period, parameters):
        """Vrai quand le refus est sanctionné et que le paramètre n'a pas de valeur ce jour-là."""
        connue = valeur_connue(parameters(period).transport.partage, "coefficient_minoration")
        return individu("transport_partage_refus_sanctionne", period) & (not connue)


class transport_partage_minoration_taux(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "/1"
    label = "Minoration de la base pour refus d'un transport partagé"
    label_en = "Reduction of the base for refusal to share"
    reference = L322_5

    def formula_2025_03_02(individu, period, parameters):
        """Le coefficient de la loi ; 0 tant qu'il n'est pas publié."""
        coefficient = valeur(parameters(period).transport.partage, "coefficient_minoration", sinon=0)
        return where(individu("transport_partage_refus_sanctionne", period), coefficient, 0)
