"""Se soigner hors de son département : ce que la loi exige, et ce qui est seulement conseillé."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.transport.accord_prealable import MotifAccordPrealable

L162_2 = [
    "Article L. 162-2 du code de la sécurité sociale (libre choix du médecin)",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006741332",
    "Article L. 1110-8 du code de la santé publique (libre choix de l'établissement)",
]
REGLEMENT = [
    "Règlement intérieur des caisses, arrêté du 19 juin 1947 (Cass. 2e civ., 9 mai 2018)",
]


class LieuSoins(Enum):
    departement = "Dans le département de résidence"
    hors_departement = "Dans un autre département"
    union_europeenne = "Dans un autre État de l'Union européenne, de l'EEE ou en Suisse"


class DemarcheHorsDepartement(Enum):
    aucune = "Aucune démarche particulière"
    urgence = (
        "Urgence : aucune formalité avant les soins ; à l'étranger, présenter sa carte européenne d'assurance maladie"
    )
    dossier_conseille = (
        "Conseillé : adresser à sa caisse l'avis du médecin traitant, la prescription, les pièces médicales et un devis"
    )
    accord_obligatoire = "Obligatoire : accord préalable de sa caisse d'affiliation"
    formulaire_s2 = "Obligatoire pour un soin programmé à l'étranger : formulaire S2"


class hors_departement_lieu(Variable):
    value_type = Enum
    possible_values = LieuSoins
    default_value = LieuSoins.departement
    entity = Individu
    definition_period = DAY
    label = "Lieu des soins"
    label_en = "Place of care"
    reference = L162_2


class hors_departement_soin_programme(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = DAY
    label = "Soin programmé (faux en urgence)"
    label_en = "Planned care"
    reference = L162_2


class hors_departement_acte_soumis_accord(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "L'acte lui-même est soumis à accord préalable"
    label_en = "The act itself needs prior agreement"
    reference = ["Article L. 315-2 du code de la sécurité sociale"]


class hors_departement_sejour(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Séjour hors du département pendant l'arrêt de travail"
    label_en = "Stay outside the department during sick leave"
    reference = REGLEMENT


class AccordSejour(Enum):
    non_demande = "Accord non demandé"
    demande = "Accord demandé, sans réponse"
    accorde = "Accord obtenu avant le départ"
    refuse = "Accord refusé"


class IndemnitesSejour(Enum):
    sans_objet = "Sans objet : pas de séjour hors du département pendant un arrêt"
    maintenues = "Maintenues : accord de la caisse avant le départ"
    incertaines = "Menacées : sans accord préalable, la caisse peut refuser les jours d'absence"
    refusees = "Refusées pour les jours d'absence : la caisse n'a pas donné son accord"


class hors_departement_sejour_debut_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Premier jour du séjour hors du département"
    label_en = "First day of the stay"
    reference = REGLEMENT


class hors_departement_sejour_accord(Variable):
    value_type = Enum
    possible_values = AccordSejour
    default_value = AccordSejour.non_demande
    entity = Individu
    definition_period = DAY
    label = "Réponse de la caisse à la demande de séjour"
    label_en = "Answer of the caisse on the stay"
    reference = REGLEMENT


class hors_departement_accord_obligatoire(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "L'accord de la caisse est obligatoire"
    label_en = "The agreement of the caisse is required"
    reference = L162_2
    documentation = "Le droit aux soins ne connaît pas le département : les taux sont ceux du lieu de résidence."

    def formula_2006_12_30(individu, period):
        """Seulement pour un acte ou un transport soumis à accord, ou un séjour pendant un arrêt.

        En urgence l'acte s'en passe ; le transport, si le prescripteur l'atteste (R. 322-10-4).
        """
        accord = individu("transport_accord_prealable_motif", period)
        dispense = parmi(accord, MotifAccordPrealable.non_requis, MotifAccordPrealable.urgence)
        transport = not_(dispense) & (individu("transport_nombre_trajets", period) > 0)
        acte = individu("hors_departement_acte_soumis_accord", period)
        return (
            (acte & individu("hors_departement_soin_programme", period))
            | transport
            | individu("hors_departement_sejour_accord_requis", period)
        )


class hors_departement_sejour_accord_requis(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Indemnités journalières : accord préalable de la caisse pour séjourner hors du département"
    label_en = "Daily allowances: prior agreement to stay outside the department"
    reference = REGLEMENT
    documentation = (
        "Prévenir ne suffit pas. Il est conseillé de demander quinze jours avant, avec l'avis du prescripteur ; sans "
        "accord, les indemnités des jours d'absence peuvent être refusées."
    )

    def formula_2006_12_30(individu, period):
        """Une personne en arrêt de travail qui séjourne hors de son département."""
        return individu("arret_de_travail", period) & individu("hors_departement_sejour", period)


class hors_departement_sejour_demande_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Jour conseillé pour demander l'accord, au plus tard"
    label_en = "Advised day to ask for the agreement, at the latest"
    reference = REGLEMENT
    documentation = "Conseil des caisses. La loi exige seulement que l'accord précède le départ."

    def formula_2006_12_30(individu, period, parameters):
        """Quinze jours avant le départ ; sans objet une fois la réponse reçue."""
        jours = parameters(period).demarches.hors_departement.demande_conseillee_jours
        debut = individu("hors_departement_sejour_debut_date", period)
        a_demander = individu("hors_departement_sejour_accord", period) == AccordSejour.non_demande
        requis = individu("hors_departement_sejour_accord_requis", period) & est_renseignee(debut)
        return where(requis & a_demander, ajoute_jours(debut, -jours), NON_RENSEIGNEE)


class hors_departement_sejour_a_demander(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "L'accord de séjourner hors du département pendant l'arrêt est à demander"
    label_en = "The agreement to stay elsewhere is to be asked for"
    reference = REGLEMENT

    def formula_2006_12_30(individu, period):
        """Accord requis, et non demandé."""
        a_demander = individu("hors_departement_sejour_accord", period) == AccordSejour.non_demande
        return a_demander & individu("hors_departement_sejour_accord_requis", period)


class hors_departement_indemnites_motif(Variable):
    value_type = Enum
    possible_values = IndemnitesSejour
    default_value = IndemnitesSejour.sans_objet
    entity = Individu
    definition_period = DAY
    label = "Indemnités journalières pendant un séjour hors du département"
    label_en = "Daily allowances during a stay elsewhere"
    reference = REGLEMENT

    def formula_2006_12_30(individu, period):
        """Maintenues avec l'accord obtenu avant le départ ; sans lui, la caisse peut refuser les jours d'absence."""
        reponse = individu("hors_departement_sejour_accord", period)
        return premier_vrai(
            [
                (not_(individu("hors_departement_sejour_accord_requis", period)), IndemnitesSejour.sans_objet),
                (reponse == AccordSejour.accorde, IndemnitesSejour.maintenues),
                (reponse == AccordSejour.refuse, IndemnitesSejour.refusees),
            ],
            sinon=IndemnitesSejour.incertaines,
        )


class hors_departement_demarche_motif(Variable):
    value_type = Enum
    possible_values = DemarcheHorsDepartement
    default_value = DemarcheHorsDepartement.aucune
    entity = Individu
    definition_period = DAY
    label = "Démarche à faire avant de se soigner hors de son département"
    label_en = "What to do before care outside the department"
    reference = L162_2

    def formula_2006_12_30(individu, period):
        """Accord s'il est exigé, ou pour un soin programmé à l'étranger ; sinon un dossier est seulement conseillé.

        Jusqu'au 30 avril 2010, le règlement (CEE) n° 1408/71, article 22, demandait l'autorisation de la caisse.
        """
        return _demarche(individu, period, DemarcheHorsDepartement.accord_obligatoire)

    def formula_2010_05_01(individu, period):
        """Depuis le 1er mai 2010 : formulaire S2 pour un soin programmé à l'étranger (règlement (CE) n° 883/2004)."""
        return _demarche(individu, period, DemarcheHorsDepartement.formulaire_s2)


def _demarche(individu, period, soin_programme_a_l_etranger):
    """Ce qui est obligatoire d'abord ; puis l'urgence sans formalité, ou le dossier conseillé."""
    lieu = individu("hors_departement_lieu", period)
    programme = individu("hors_departement_soin_programme", period)
    ailleurs = lieu != LieuSoins.departement
    return premier_vrai(
        [
            (individu("hors_departement_sejour_accord_requis", period), DemarcheHorsDepartement.accord_obligatoire),
            (programme & (lieu == LieuSoins.union_europeenne), soin_programme_a_l_etranger),
            (individu("hors_departement_accord_obligatoire", period), DemarcheHorsDepartement.accord_obligatoire),
            (ailleurs & not_(programme), DemarcheHorsDepartement.urgence),
            (ailleurs, DemarcheHorsDepartement.dossier_conseille),
        ],
        sinon=DemarcheHorsDepartement.aucune,
    )
