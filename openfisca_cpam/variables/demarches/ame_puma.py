"""Droits de base, titre de séjour, aide médicale de l'État : demander, attendre, renouveler, produire ses documents."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.couverture_universelle.puma import MotifPuma

D160_2 = [
    "Article D. 160-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000042947082",
]
R114_10_1 = [
    "Article R. 114-10-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000047498145",
]
L251_1 = ["Article L. 251-1 du code de l'action sociale et des familles"]
L252_3 = ["Article L. 252-3 du code de l'action sociale et des familles"]


class demarches_puma_droits_a_ouvrir(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La personne n'a pas encore de droits ouverts à l'Assurance Maladie"
    label_en = "The person has no right open yet"
    reference = D160_2


class demarches_puma_justificatifs_demande_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Réception de la demande de justifier la résidence ou le séjour"
    label_en = "Receipt of the request for evidence"
    reference = R114_10_1


class demarches_puma_a_demander(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "L'ouverture des droits peut être demandée"
    label_en = "The opening of rights may be asked for"
    reference = D160_2

    def formula_2019_11_01(individu, period):
        """Droits non ouverts, et conditions remplies."""
        a_ouvrir = individu("demarches_puma_droits_a_ouvrir", period)
        return a_ouvrir & individu("puma_couvert", period)


class demarches_puma_ouverture_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Premier jour où la résidence suffira pour demander l'ouverture des droits"
    label_en = "First day on which residence is long enough"
    reference = D160_2

    def formula_2019_11_01(individu, period, parameters):
        """Le lendemain de trois mois de résidence ininterrompue."""
        debut = individu("puma_residence_debut_date", period)
        mois = parameters(period).couverture_universelle.puma.residence_mois
        court = individu("puma_motif", period) == MotifPuma.residence_trop_courte
        attend = court & individu("demarches_puma_droits_a_ouvrir", period)
        return where(attend, ajoute_jours(ajoute_mois(debut, mois), 1), NON_RENSEIGNEE)


class demarches_puma_justificatifs_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour prouver la résidence stable et la régularité du séjour"
    label_en = "Last day to give the evidence"
    reference = R114_10_1

    def formula_2019_11_01(individu, period, parameters):
        """Un mois depuis la réception de la demande."""
        recue = individu("demarches_puma_justificatifs_demande_date", period)
        mois = parameters(period).demarches.puma.justificatifs_mois
        return where(est_renseignee(recue), ajoute_mois(recue, mois), NON_RENSEIGNEE)


class demarches_ame_demande_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernière demande d'AME déposée"
    label_en = "Last AME application"
    reference = L252_3

    def formula_2019_11_01(individu, period):
        """Parmi les demandes décrites dans la situation, la dernière qui ne soit pas à venir."""
        return _depuis_la_demande(individu, period, lambda jour: numpy.full(individu.count, premier_jour(jour)))


class demarches_ame_a_demander(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "L'AME est à demander"
    label_en = "The AME should be applied for"
    reference = L251_1

    def formula_2019_11_01(individu, period):
        """Conditions remplies, sans demande qui attende sa réponse ni admission en cours."""
        irregulier = est_renseignee(individu("ame_sejour_irregulier_debut_date", period))
        # Sans admission connue, la demande attend jusqu'au jour où le silence vaut refus.
        reponse = individu("demarches_ame_refus_tacite_date", period)
        attend = est_renseignee(reponse) & (premier_jour(period) <= reponse)
        fin = _lue(individu, period, "ame_fin_date")
        admise = est_renseignee(fin) & (premier_jour(period) <= fin)
        return irregulier & individu("ame_eligible", period) & not_(attend | admise)


class demarches_ame_refus_tacite_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Jour où le silence sur la demande d'AME vaut refus"
    label_en = "Day on which silence means refusal of the AME"
    reference = L252_3

    def formula_2019_11_01(individu, period):
        """Deux mois depuis la dernière demande, tant qu'aucune admission n'est connue."""
        refus = _depuis_la_demande(individu, period, lambda jour: individu("ame_refus_tacite_date", jour))
        admission = _depuis_la_demande(individu, period, lambda jour: individu("ame_admission_date", jour))
        return where(est_renseignee(admission), NON_RENSEIGNEE, refus)


class demarches_ame_renouvellement_debut_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Premier jour pour demander le renouvellement de l'AME en cours"
    label_en = "First day to ask for the renewal of the AME"
    reference = L252_3

    def formula_2019_11_01(individu, period):
        """Deux mois avant l'échéance, pour une admission en cours."""
        return where(_ame_en_cours(individu, period), _lue(individu, period, "ame_renouvellement_date"), NON_RENSEIGNEE)


class demarches_ame_renouvellement_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour de l'AME en cours, avant lequel la renouveler"
    label_en = "Last day of the AME"
    reference = L252_3

    def formula_2019_11_01(individu, period):
        """L'échéance d'une admission en cours."""
        return where(_ame_en_cours(individu, period), _lue(individu, period, "ame_fin_date"), NON_RENSEIGNEE)


def _jours_de_demande(individu, period):
    """Les jours de demande d'AME décrits dans la situation, jusqu'à celui du calcul, dans l'ordre."""
    connus = individu.get_holder("ame_demande").get_known_periods()
    jours = [un for un in connus if un.unit == DAY and un.start <= period.start]
    return sorted(jours, key=lambda un: un.start)


def _depuis_la_demande(individu, period, lecture):
    """Une date lue au jour de la dernière demande déposée ; sans objet quand il n'y en a pas."""
    dates = numpy.full(individu.count, NON_RENSEIGNEE)
    for jour in _jours_de_demande(individu, period):
        dates = where(individu("ame_demande", jour), lecture(jour), dates)
    return dates


def _lue(individu, period, nom):
    """Une date de l'admission : donnée ce jour-là, sinon avec la dernière demande."""
    demandee = _depuis_la_demande(individu, period, lambda jour: individu(nom, jour))
    du_jour = individu(nom, period)
    return where(est_renseignee(du_jour), du_jour, demandee)


def _ame_en_cours(individu, period):
    """Une admission court ce jour-là."""
    jour = premier_jour(period)
    admission, fin = _lue(individu, period, "ame_admission_date"), _lue(individu, period, "ame_fin_date")
    return est_renseignee(admission) & (admission <= jour) & (jour <= fin)
