"""La protection universelle maladie : travail, résidence stable et régulière, maintien après un titre (L. 160-1).

Le jour d'un calcul est celui où le droit est demandé ou regardé.
"""

from openfisca_cpam.base import *
from openfisca_cpam.variables.complementaire_sante_solidaire.fenetre import la_ou_connue

L160_1 = [
    "Article L. 160-1 du code de la sécurité sociale",
]
L160_6 = [
    "Article L. 160-6 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031669594",
]
D160_2 = [
    "Article D. 160-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000042947082",
]
R111_2 = [
    "Article R. 111-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000049451865",
]
R111_3 = [
    "Article R. 111-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038701568",
]
R111_4 = [
    "Article R. 111-4 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000042485550",
]
R114_10_1 = [
    "Article R. 114-10-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000047498145",
]


class DispenseDelai(Enum):
    aucune = "Aucune dispense du délai de trois mois"
    refugie = "Réfugié, protection subsidiaire, mineur demandeur d'asile ou à charge d'un demandeur (D. 160-2, II, 1°)"
    volontariat_international = "Retour d'un volontariat international à l'étranger (D. 160-2, II, 2°)"
    famille_assure = "Membre de la famille qui rejoint un assuré en France (D. 160-2, II, 3°)"
    etablissement = "Pris en charge par certains établissements ou services sociaux (D. 160-2, II, 4°)"
    etudiant_stagiaire = "Inscrit dans un établissement d'enseignement, ou stagiaire d'un accord (D. 160-2, II, 5°)"


class ExclusionPuma(Enum):
    aucune = "Aucune exclusion"
    diplomate = "Personnel diplomatique ou consulaire, fonctionnaire étranger (L. 160-6, 1°)"
    venu_pour_soins = "Venu en France pour des soins ou une cure (L. 160-6, 2°)"
    pension_etrangere_seule = "Titulaire d'une pension étrangère seule (L. 160-6, 3°)"
    retraite_organisation_internationale = "Retraité d'une organisation internationale (L. 160-6, 4°)"
    travailleur_detache = "Travailleur détaché, ou relevant d'un autre État (L. 160-6, 5°)"
    demandeur_emploi_ue = "Ressortissant européen venu chercher un emploi (L. 160-6, 6°)"


class MotifPuma(Enum):
    activite = "Accord : activité professionnelle en France (L. 160-1)"
    residence_stable = "Accord : résidence stable et régulière (L. 160-1, D. 160-2)"
    dispense_delai = "Accord : résidence stable et régulière, dispense du délai (D. 160-2, II)"
    maintien_titre = "Maintien après l'expiration du titre de séjour (R. 111-4, R. 114-10-1)"
    exclue = "Refus : personne exclue sans activité professionnelle en France (L. 160-6)"
    depart = "Refus : la personne ne réside plus en France, ou ne relève plus de la loi française (R. 111-4)"
    sejour_irregulier = "Refus : séjour irrégulier au jour de la demande (R. 111-3)"
    sejour_insuffisant = "Refus : ni foyer ni séjour principal en France (R. 111-2)"
    residence_trop_courte = "Refus : pas plus de trois mois de résidence ininterrompue (D. 160-2)"


class puma_activite_professionnelle(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Activité professionnelle en France"
    label_en = "Works in France"
    reference = L160_1


class puma_residence_debut_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Début de la résidence ininterrompue en France"
    label_en = "Start of uninterrupted residence in France"
    reference = D160_2
    documentation = "À défaut, la personne réside en France depuis longtemps."


class puma_residence_fin_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Jour où la résidence en France a cessé"
    label_en = "Day on which residence ended"
    reference = R114_10_1


class puma_foyer_en_france(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = DAY
    label = "Habite normalement en France, à titre permanent"
    label_en = "Has their home in France"
    reference = R111_2


class puma_mois_sejour_annee(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "month"
    minimum = 0
    maximum = 12
    label = "Mois de séjour effectif en France dans l'année civile"
    label_en = "Months spent in France in the civil year"
    reference = R111_2
    documentation = "À donner quand la personne n'a pas son foyer en France."


class puma_sejour_regulier(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = DAY
    label = "Nationalité ou titre en règle au jour de la demande"
    label_en = "Lawful stay on the day"
    reference = R111_3
    documentation = "Sauf expiration donnée du titre, qui ouvre le maintien."


class puma_dispense_delai(Variable):
    value_type = Enum
    possible_values = DispenseDelai
    default_value = DispenseDelai.aucune
    entity = Individu
    definition_period = DAY
    label = "Dispense du délai de trois mois de résidence"
    label_en = "Exempt from the three months"
    reference = D160_2


class puma_exclusion(Variable):
    value_type = Enum
    possible_values = ExclusionPuma
    default_value = ExclusionPuma.aucune
    entity = Individu
    definition_period = DAY
    label = "Exclusion d'une personne sans activité professionnelle en France"
    label_en = "Exclusion without work in France"
    reference = L160_6


class puma_titre_expiration_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date d'expiration du titre de séjour (hors Union européenne, EEE et Suisse)"
    label_en = "Expiry of the residence permit"
    reference = R111_4


class puma_mesure_eloignement_definitive(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Mesure d'éloignement devenue définitive"
    label_en = "Final removal order"
    reference = R111_4


class puma_sans_maintien(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Départ de France signalé, loi française inapplicable, ou numéro obtenu par fraude"
    label_en = "No maintenance: left France, foreign law or fraud"
    reference = R111_4


class puma_notification_envoi_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date d'envoi de la notification de fermeture"
    label_en = "Date of sending of the closing letter"
    reference = R114_10_1


class puma_ame_admission_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Premier jour de l'AME accordée pendant le délai de quarante-cinq jours"
    label_en = "First day of AME granted during the delay"
    reference = R114_10_1


class puma_beneficiaire_c2s_en_cours(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La personne dispose de la C2S pendant le délai de fermeture"
    label_en = "Holds the C2S during the closing delay"
    reference = R114_10_1


class puma_maintien_fin_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour du maintien après l'expiration du titre"
    label_en = "Last day of the maintenance after expiry"
    reference = R111_4

    def formula_2019_11_01(individu, period, parameters):
        """Fin du sixième mois qui suit l'expiration (douzième avant le 15 novembre 2020), du deuxième si éloigné."""
        expiration = individu("puma_titre_expiration_date", period)
        eloignee = individu("puma_mesure_eloignement_definitive", period)

        def fin_du_maintien(dates, rangs):
            def lis(nom):
                return a_la_date(dates, lambda jour: valeur(parameters(jour).couverture_universelle.puma, nom, sinon=0))

            mois = where(eloignee[rangs], lis("maintien_eloignement_mois"), lis("maintien_titre_mois"))
            return ajoute_jours(ajoute_mois(premier_du_mois(dates), mois.astype(numpy.int64) + 1), -1)

        fin = la_ou_connue(expiration, fin_du_maintien)
        maintien = est_renseignee(expiration) & not_(individu("puma_sans_maintien", period))
        return where(maintien, fin, NON_RENSEIGNEE)


class puma_fermeture_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Jour au plus tôt de la fermeture des droits"
    label_en = "Earliest day of the closure"
    reference = R111_4 + R114_10_1
    documentation = (
        "Sans objet tant que rien n'est fermé ; sans notification, la fin du maintien plus quarante-cinq jours."
    )

    def formula_2019_11_01(individu, period, parameters):
        """Titre : quarante-cinq jours après l'envoi et après le maintien. Résidence : le jour où elle a cessé, s'il
        vient avant.
        """
        jours = parameters(period).couverture_universelle.puma.fermeture_jours
        maintien = individu("puma_maintien_fin_date", period)
        envoi = individu("puma_notification_envoi_date", period)
        residence = individu("puma_residence_fin_date", period)
        fermeture = max_(ajoute_jours(maintien, jours), ajoute_jours(envoi, jours))
        # L'AME accordée avant ce jour l'avance à la veille, pour qui n'a pas la C2S.
        ame = individu("puma_ame_admission_date", period)
        anticipe = est_renseignee(ame) & (ame <= fermeture)
        anticipe = anticipe & not_(individu("puma_beneficiaire_c2s_en_cours", period))
        fermeture = where(anticipe, ajoute_jours(ame, -1), fermeture)
        fermeture = where(est_renseignee(maintien), fermeture, NON_RENSEIGNEE)
        depart = _quitte_avant(residence, fermeture)
        return where(depart, residence, fermeture)


class puma_carte_vitale_fin_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Jour au plus tôt de l'invalidation de la carte Vitale"
    label_en = "Earliest day of the card's invalidation"
    reference = R114_10_1

    def formula_2019_11_01(individu, period, parameters):
        """Résidence perdue : quarante-cinquième jour après l'envoi. Titre expiré : le jour de la fermeture."""
        jours = parameters(period).couverture_universelle.puma.fermeture_jours
        envoi = individu("puma_notification_envoi_date", period)
        fermeture = individu("puma_fermeture_date", period)
        residence = individu("puma_residence_fin_date", period)
        apres_envoi = where(est_renseignee(envoi), ajoute_jours(envoi, jours), NON_RENSEIGNEE)
        return where(est_renseignee(residence) & (residence == fermeture), apres_envoi, fermeture)


class puma_motif(Variable):
    value_type = Enum
    possible_values = MotifPuma
    default_value = MotifPuma.residence_stable
    entity = Individu
    definition_period = DAY
    label = "Prise en charge des frais de santé (PUMa), et pourquoi"
    label_en = "PUMa cover, and why"
    reference = L160_1 + L160_6 + D160_2 + R111_2 + R111_3 + R111_4

    def formula_2019_11_01(individu, period, parameters):
        """Activité sans délai, sinon plus de trois mois de résidence stable et régulière, ou maintien."""
        regles = parameters(period).couverture_universelle.puma
        jour = premier_jour(period)
        activite = individu("puma_activite_professionnelle", period)
        expiration = individu("puma_titre_expiration_date", period)
        expire = est_renseignee(expiration) & (expiration < jour)
        fermeture = individu("puma_fermeture_date", period)
        maintenu = expire & est_renseignee(individu("puma_maintien_fin_date", period)) & (jour <= fermeture)
        residence_fin = individu("puma_residence_fin_date", period)
        parti = est_renseignee(residence_fin) & (jour >= residence_fin)
        sans_maintien = individu("puma_sans_maintien", period) & expire
        parti = parti | sans_maintien
        irregulier_depuis = individu("ame_sejour_irregulier_debut_date", period)
        irregulier = expire | (est_renseignee(irregulier_depuis) & (irregulier_depuis <= jour))
        regulier = individu("puma_sejour_regulier", period) & not_(irregulier)
        debut = individu("puma_residence_debut_date", period)
        # Une date qui n'est pas donnée reste ancienne.
        ancien = la_ou_connue(debut, lambda dates, _: ajoute_mois(dates, regles.residence_mois)) < jour
        sejour = individu("puma_foyer_en_france", period) | (
            individu("puma_mois_sejour_annee", period) > regles.sejour_principal_mois
        )
        dispense = individu("puma_dispense_delai", period) != DispenseDelai.aucune
        return premier_vrai(
            [
                (activite & regulier & not_(sans_maintien), MotifPuma.activite),
                (parti, MotifPuma.depart),
                (maintenu, MotifPuma.maintien_titre),
                (not_(regulier), MotifPuma.sejour_irregulier),
                (individu("puma_exclusion", period) != ExclusionPuma.aucune, MotifPuma.exclue),
                (not_(sejour), MotifPuma.sejour_insuffisant),
                (dispense & not_(ancien), MotifPuma.dispense_delai),
                (not_(ancien), MotifPuma.residence_trop_courte),
            ],
            sinon=MotifPuma.residence_stable,
        )


class puma_couvert(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = DAY
    label = "Prise en charge des frais de santé (PUMa) ce jour-là"
    label_en = "Covered by PUMa on the day"
    reference = L160_1

    def formula_2019_11_01(individu, period):
        """Activité, résidence, dispense ou maintien."""
        return parmi(
            individu("puma_motif", period),
            MotifPuma.activite,
            MotifPuma.residence_stable,
            MotifPuma.dispense_delai,
            MotifPuma.maintien_titre,
        )


class puma_demande_c2s_recevable(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = DAY
    label = "Une demande de C2S est recevable ce jour-là"
    label_en = "A C2S application is admissible on the day"
    reference = R111_4 + R114_10_1

    def formula_2019_11_01(individu, period):
        """Pendant le maintien de six mois, mais non pendant les quarante-cinq jours qui le suivent."""
        maintien = individu("puma_motif", period) == MotifPuma.maintien_titre
        dans_les_mois = premier_jour(period) <= individu("puma_maintien_fin_date", period)
        return individu("puma_couvert", period) & (not_(maintien) | dans_les_mois)


def _quitte_avant(residence, fermeture):
    """La résidence a cessé, avant le jour où le titre expiré fermerait les droits."""
    return est_renseignee(residence) & (not_(est_renseignee(fermeture)) | (residence < fermeture))
