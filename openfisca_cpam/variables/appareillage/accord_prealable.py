"""L'accord préalable de la caisse sur un appareil ou un traitement : réponse, silence, date de l'accord."""

from openfisca_cpam.base import *

L315_2 = [
    "Article L. 315-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000048687768",
    "Article D. 315-5 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000052967811",
    "Article R. 165-23 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006747767",
]
R315_15 = [
    "Article R. 315-15 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000042271009",
]


class ReponseAccordPrealable(Enum):
    aucune = "Aucune réponse"
    accord = "Accord de l'organisme"
    avis_favorable = "Avis favorable du service du contrôle médical"
    refus = "Refus motivé"


class appareillage_demande_accord_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Réception, par la caisse, de la demande complète d'accord préalable"
    label_en = "Receipt of the complete request"
    reference = L315_2
    documentation = "À défaut (1970-01-01), aucune demande."


class appareillage_demande_accord_reponse(Variable):
    value_type = Enum
    possible_values = ReponseAccordPrealable
    default_value = ReponseAccordPrealable.aucune
    entity = Individu
    definition_period = DAY
    label = "Réponse à la demande d'accord préalable"
    label_en = "Answer to the request"
    reference = L315_2 + R315_15


class appareillage_demande_accord_reponse_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date de la réponse à la demande d'accord préalable"
    label_en = "Date of the answer"
    reference = L315_2
    documentation = "À défaut, le jour de la demande."


class appareillage_accord_delai_jours(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "day"
    minimum = 0
    maximum = 60
    label = "Délai de réponse à la demande d'accord préalable, en jours"
    label_en = "Days to answer"
    reference = L315_2
    documentation = (
        "Quinze jours, sauf décision qui porte le délai à vingt et un jours au plus : il se donne alors ici, "
        "et ne dépasse jamais ce maximum."
    )

    def formula_2009_01_01(individu, period, parameters):
        """Quinze jours à compter de la réception (R. 165-23, puis D. 315-5 depuis le 2 juillet 2018)."""
        return numpy.full(individu.count, parameters(period).appareillage.accord_prealable.delai_reponse_jours)


class appareillage_accord_limite_reponse_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour répondre à la demande d'accord préalable"
    label_en = "Last day to answer"
    reference = L315_2
    documentation = "Passé ce jour, le silence vaut accord. Sans objet (1970-01-01) sans demande."

    def formula_2009_01_01(individu, period, parameters):
        """La réception de la demande complète plus le délai, dernier jour compris ; le maximum est celui du jour de la
        réception.
        """
        demande = individu("appareillage_demande_accord_date", period)
        maximum = a_la_date(
            demande, lambda date: parameters(date).appareillage.accord_prealable.delai_reponse_jours_maximum
        )
        delai = min_(individu("appareillage_accord_delai_jours", period), maximum)
        return where(est_renseignee(demande), ajoute_jours(demande, delai), NON_RENSEIGNEE)


class appareillage_accord_prealable_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date de l'accord préalable, exprès ou tacite"
    label_en = "Date of the agreement"
    reference = L315_2 + R315_15
    documentation = "Sans objet (1970-01-01) sans accord à ce jour."

    def formula_2009_01_01(individu, period, parameters):
        """L'accord exprès le jour de la réponse ; le silence vaut accord le lendemain du dernier jour pour répondre.
        Un avis favorable donné dans le délai depuis le 28 août 2020 vaut accord (R. 315-15).
        """
        jour = premier_jour(period)
        demande = individu("appareillage_demande_accord_date", period)
        limite = individu("appareillage_accord_limite_reponse_date", period)
        reponse = individu("appareillage_demande_accord_reponse", period)
        donnee = individu("appareillage_demande_accord_reponse_date", period)
        donnee = where(est_renseignee(donnee), donnee, demande)
        avis_suffit = a_la_date(
            donnee, lambda date: parameters(date).appareillage.accord_prealable.avis_favorable_vaut_accord
        )
        avis = (reponse == ReponseAccordPrealable.avis_favorable) & avis_suffit & (donnee <= limite)
        expres = (donnee <= jour) & ((reponse == ReponseAccordPrealable.accord) | avis)
        # Un refus n'empêche l'accord tacite que s'il est donné dans le délai.
        refus = (reponse == ReponseAccordPrealable.refus) & (donnee <= limite)
        tacite = (limite < jour) & not_(refus)
        accord = where(tacite, ajoute_jours(limite, 1), NON_RENSEIGNEE)
        accord = where(expres & not_(tacite & (accord < donnee)), donnee, accord)
        return where(est_renseignee(demande), accord, NON_RENSEIGNEE)


class appareillage_accord_prealable_acquis(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "L'accord préalable est acquis"
    label_en = "The agreement is acquired"
    reference = L315_2 + R315_15

    def formula_2009_01_01(individu, period):
        """Vrai quand l'accord est exprès ou tacite à ce jour."""
        return est_renseignee(individu("appareillage_accord_prealable_date", period))
