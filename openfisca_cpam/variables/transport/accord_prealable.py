"""L'accord préalable de la caisse (R. 322-10-4, R. 322-10-9) et le silence qui le vaut."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.individu.droits import TypeALD
from openfisca_cpam.variables.transport.article_80 import MotifArticle80
from openfisca_cpam.variables.transport.articles import R322_10_9
from openfisca_cpam.variables.transport.situations import ObjetTransport
from openfisca_cpam.variables.transport.trajet import ModeTransport

R322_10_4 = [
    "Article R. 322-10-4 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000028987742",
]


class ReponseAccord(Enum):
    aucune = "Aucune réponse"
    accord = "Accord"
    refus = "Refus"


class MotifAccordPrealable(Enum):
    non_requis = "L'accord préalable n'est pas requis"
    urgence = "Requis, mais l'urgence attestée en dispense"
    accord = "Accord exprès donné avant le transport"
    accord_tacite = "Silence de quinze jours depuis l'envoi : accord tacite"
    refus = "Refus notifié dans les quinze jours"
    manquant = "Accord requis, non obtenu le jour du transport"


class transport_accord_prealable_requis(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Accord préalable requis"
    label_en = "Prior agreement required"
    reference = R322_10_4 + R322_10_9

    def formula_2006_12_30(individu, period, parameters):
        """Plus de 150 km, série, CAMSP ou CMPP, avion ou bateau, engagement maternité ; un cas suffit.

        Une série ne tient ni à un contrôle ni à une permission ; celle d'une affection de longue durée est dispensée
        par l'Assurance Maladie, contre l'avis de la Cour de cassation (paramètre ``serie_ald_dispensee``). La
        vaccination de 2021 n'est soumise à accord que par avion ou par bateau. Un transport que l'hôpital paie, une
        convenance et une cure ne relèvent pas de l'accord de la caisse.
        """
        dispense_ald = pourvu_que(
            parameters(period).transport.accord_prealable.serie_ald_dispensee,
            individu("transport_soin_lie_ald", period) & (individu("ald_type", period.first_month) != TypeALD.aucune),
        )
        vaccination = individu("transport_situation_vaccination", period)
        sans_caisse = (
            (individu("transport_article_80_motif", period) != MotifArticle80.assurance_maladie)
            | (individu("transport_mode", period) == ModeTransport.aucun)
            | (individu("transport_objet", period) == ObjetTransport.cure_thermale)
        )
        return not_(sans_caisse) & (
            (individu("transport_longue_distance", period) & not_(vaccination))
            | (individu("transport_serie", period) & not_(dispense_ald) & not_(vaccination))
            | individu("transport_situation_camsp_cmpp", period)
            | parmi(individu("transport_mode", period), ModeTransport.avion, ModeTransport.bateau)
            | individu("transport_situation_engagement_maternite", period)
        )


class transport_accord_date_envoi(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date d'envoi de la demande d'accord préalable"
    label_en = "Date of sending of the request for prior agreement"
    reference = R322_10_4
    documentation = (
        "La preuve de l'envoi incombe à l'assuré (Cass. 2e civ., 19 décembre 2019, n° 18-18.656) : sans elle, pas "
        "d'accord tacite."
    )


class transport_accord_reponse(Variable):
    value_type = Enum
    possible_values = ReponseAccord
    default_value = ReponseAccord.aucune
    entity = Individu
    definition_period = DAY
    label = "Réponse de la caisse à la demande d'accord préalable"
    label_en = "Answer of the caisse"
    reference = R322_10_4


class transport_accord_reponse_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date d'envoi de la réponse de la caisse"
    label_en = "Date of the answer"
    reference = R322_10_4


class transport_accord_refus_dans_le_delai(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Refus opposé dans le délai"
    label_en = "Refusal in time"
    reference = R322_10_4

    def formula_2006_12_30(individu, period, parameters):
        """Au plus tard le quinzième jour après celui de l'envoi, ce jour compris ; un refus plus tardif est sans effet."""
        delai = parameters(period).transport.accord_prealable.delai_silence_jours
        refus = Seuls(individu, individu("transport_accord_reponse", period) == ReponseAccord.refus)
        envoi = refus("transport_accord_date_envoi", period)
        a_temps = refus("transport_accord_reponse_date", period) <= ajoute_jours(envoi, delai)
        return refus.rend(a_temps | not_(est_renseignee(envoi)), sinon=False)


class transport_accord_tacite_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date de l'accord tacite"
    label_en = "Date of the tacit agreement"
    reference = R322_10_4 + R322_10_9
    documentation = "Sans objet (1970-01-01) quand l'envoi n'est pas prouvé ou qu'une réponse est venue à temps."

    def formula_2006_12_30(individu, period, parameters):
        """Le lendemain du quinzième jour qui suit l'envoi, fins de semaine et jours fériés compris."""
        delai = parameters(period).transport.accord_prealable.delai_silence_jours
        envoi = individu("transport_accord_date_envoi", period)
        reponses = Seuls(individu, individu("transport_accord_reponse", period) != ReponseAccord.aucune)
        a_temps = reponses("transport_accord_reponse_date", period) <= ajoute_jours(
            reponses("transport_accord_date_envoi", period), delai
        )
        silence = est_renseignee(envoi) & not_(reponses.rend(a_temps, sinon=False))
        return where(silence, ajoute_jours(envoi, delai + 1), NON_RENSEIGNEE)


class transport_accord_prealable_motif(Variable):
    value_type = Enum
    possible_values = MotifAccordPrealable
    default_value = MotifAccordPrealable.non_requis
    entity = Individu
    definition_period = DAY
    label = "L'accord préalable est-il acquis, et pourquoi"
    label_en = "Whether the prior agreement is obtained, and why"
    reference = R322_10_4 + R322_10_9

    def formula_2006_12_30(individu, period):
        """Acquis par l'urgence (jamais pour l'engagement maternité), l'accord exprès ou le silence, avant le trajet."""
        jour = premier_jour(period)
        urgence = individu("transport_urgence", period) & not_(
            individu("transport_situation_engagement_maternite", period)
        )
        accord = (individu("transport_accord_reponse", period) == ReponseAccord.accord) & (
            individu("transport_accord_reponse_date", period) <= jour
        )
        tacite_le = individu("transport_accord_tacite_date", period)
        return premier_vrai(
            [
                (not_(individu("transport_accord_prealable_requis", period)), MotifAccordPrealable.non_requis),
                (urgence, MotifAccordPrealable.urgence),
                (accord, MotifAccordPrealable.accord),
                (est_renseignee(tacite_le) & au_plus_tard(tacite_le, jour), MotifAccordPrealable.accord_tacite),
                (individu("transport_accord_refus_dans_le_delai", period), MotifAccordPrealable.refus),
            ],
            sinon=MotifAccordPrealable.manquant,
        )
