"""L'aide médicale de l'État (articles L. 251-1 et suivants du code de l'action sociale et des familles)."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.foyer.logement import ZoneResidence

L251_1 = ["Article L. 251-1 du code de l'action sociale et des familles"]
L251_2 = ["Article L. 251-2 du code de l'action sociale et des familles"]
L252_3 = ["Article L. 252-3 du code de l'action sociale et des familles"]


class MotifAME(Enum):
    sejour_regulier = "Refus : séjour régulier, la PUMa peut être demandée"
    mayotte = "Refus : l'AME ne s'applique pas à Mayotte"
    mineur = "Accord : mineur en séjour irrégulier, sans délai ni condition tenant aux parents (L. 251-1)"
    residence_trop_courte = "Refus : pas plus de trois mois de résidence ininterrompue (L. 251-1)"
    sejour_irregulier_trop_court = "Refus : pas plus de trois mois de séjour irrégulier (L. 251-1)"
    plafond_depasse = "Refus : ressources supérieures au plafond de la C2S sans participation (L. 251-1)"
    accord = "Accord : résidence, séjour irrégulier et ressources (L. 251-1)"


class ame_sejour_irregulier_debut_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Début du séjour irrégulier"
    label_en = "Start of the unlawful stay"
    reference = L251_1
    documentation = (
        "À donner pour demander l'AME ; à défaut, le lendemain de l'expiration du titre donnée ; sans elle, le séjour est "
        "tenu pour régulier."
    )


class ame_admission_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Premier jour de l'admission à l'AME"
    label_en = "First day of the AME"
    reference = L252_3


class ame_demande(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Une demande d'AME est déposée ce jour-là"
    label_en = "An AME application is filed on the day"
    reference = L252_3


class ame_motif(Variable):
    value_type = Enum
    possible_values = MotifAME
    default_value = MotifAME.sejour_regulier
    entity = Individu
    definition_period = DAY
    label = "Aide médicale de l'État, et pourquoi"
    label_en = "AME decision, and why"
    reference = L251_1

    def formula_2019_11_01(individu, period, parameters):
        """Plus de trois mois de résidence et de séjour irrégulier, ressources dans le plafond ; mineurs sans délai."""
        loi = parameters(period)
        regles = loi.couverture_universelle.ame
        jour = premier_jour(period)
        debut, expiration = (
            individu(nom, period) for nom in ("ame_sejour_irregulier_debut_date", "puma_titre_expiration_date")
        )
        apres_le_titre = where(est_renseignee(expiration), ajoute_jours(expiration, 1), NON_RENSEIGNEE)
        debut = where(est_renseignee(debut), debut, apres_le_titre)
        irregulier = est_renseignee(debut) & (debut <= jour)
        residence = individu("puma_residence_debut_date", period)
        ancienne = not_(est_renseignee(residence)) | (ajoute_mois(residence, regles.residence_mois) < jour)
        # Avant novembre 2020, aucune durée d'irrégularité n'était exigée.
        exige = regles.sejour_irregulier_mois > 0
        assez_longtemps = not_(exige) | (ajoute_mois(debut, regles.sejour_irregulier_mois) < jour)
        mineur = individu("age", period) < loi.complementaire_sante_solidaire.foyer.age_majorite
        base = individu.foyer("c2s_base_ressources", period)
        plafond = individu.foyer("c2s_plafond_sans_participation", period)
        mayotte = individu.foyer("zone_residence", period.first_month) == ZoneResidence.mayotte
        return premier_vrai(
            [
                (not_(irregulier), MotifAME.sejour_regulier),
                (mayotte, MotifAME.mayotte),
                (mineur, MotifAME.mineur),
                (not_(ancienne), MotifAME.residence_trop_courte),
                (not_(assez_longtemps), MotifAME.sejour_irregulier_trop_court),
                (base > plafond, MotifAME.plafond_depasse),
            ],
            sinon=MotifAME.accord,
        )


class ame_eligible(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Droit à l'aide médicale de l'État"
    label_en = "Eligible for AME"
    reference = L251_1

    def formula_2019_11_01(individu, period):
        """Adulte qui remplit les trois conditions, ou mineur."""
        return parmi(individu("ame_motif", period), MotifAME.mineur, MotifAME.accord)


class ame_refus_tacite_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Jour où le silence vaut refus de l'AME"
    label_en = "Day on which silence means refusal"
    reference = L252_3

    def formula_2019_11_01(individu, period, parameters):
        """Deux mois depuis la demande : le silence vaut refus, à l'inverse de la C2S."""
        mois = parameters(period).couverture_universelle.ame.silence_mois
        return numpy.full(individu.count, ajoute_mois(premier_jour(period), mois))


class ame_fin_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour de l'AME"
    label_en = "Last day of the AME"
    reference = L252_3

    def formula_2019_11_01(individu, period, parameters):
        """Un an depuis l'admission ; sans objet tant qu'elle n'est pas donnée."""
        admission = individu("ame_admission_date", period)
        mois = parameters(period).couverture_universelle.ame.duree_mois
        return where(est_renseignee(admission), fin_de_duree(admission, mois), NON_RENSEIGNEE)


class ame_renouvellement_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Jour à partir duquel demander le renouvellement de l'AME"
    label_en = "Day from which to ask for the renewal"
    reference = L252_3

    def formula_2019_11_01(individu, period, parameters):
        """Deux mois avant l'échéance."""
        fin = individu("ame_fin_date", period)
        mois = parameters(period).couverture_universelle.ame.renouvellement_mois
        return where(est_renseignee(fin), ajoute_mois(fin, -mois), NON_RENSEIGNEE)


class ame_soins_non_urgents_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Premier jour de prise en charge des soins programmés listés, sans accord préalable"
    label_en = "First day of cover for listed planned care"
    reference = L251_2
    documentation = "Pour un mineur, et avant 2021, le jour de l'admission."

    def formula_2019_11_01(individu, period, parameters):
        """Depuis le 1er janvier 2021, neuf mois après l'admission pour un adulte ; avant, dès l'admission."""
        admission = individu("ame_admission_date", period)
        # Le délai et la majorité se lisent au jour de l'admission.
        mois = a_la_date(
            admission,
            lambda jour: valeur(parameters(jour).couverture_universelle.ame, "soins_non_urgents_mois", sinon=0),
        )
        majorite = parameters(period).complementaire_sante_solidaire.foyer.age_majorite
        mineur = age_revolu(individu("date_naissance", period), admission) < majorite
        return where(est_renseignee(admission), where(mineur, admission, ajoute_mois(admission, mois)), NON_RENSEIGNEE)
