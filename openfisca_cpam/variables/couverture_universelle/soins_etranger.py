"""Les soins reçus à l'étranger : carte européenne, soins programmés, reste du monde (R. 160-1 à R. 160-4)."""

from openfisca_cpam.base import *

R160_1 = [
    "Article R. 160-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031795637",
]
R160_2 = [
    "Article R. 160-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000039344532",
]
R160_4 = [
    "Article R. 160-4 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031796184",
]


class LieuSoinsEtranger(Enum):
    france = "France"
    union_europeenne = "Union européenne, Espace économique européen ou Suisse"
    reste_du_monde = "Autre État"


class AutorisationSoins(Enum):
    non_demandee = "Autorisation non demandée"
    demandee = "Autorisation demandée, sans réponse"
    accordee = "Autorisation accordée"
    refusee = "Autorisation refusée"


class MotifSoinsEtranger(Enum):
    sans_objet = "Sans objet : soins reçus en France"
    sans_puma = "Refus : la personne n'a pas la prise en charge de ses frais de santé (L. 160-1, R. 160-1)"
    sejour_temporaire = "Soins nécessaires pendant un séjour temporaire : conditions de l'État de séjour (R. 160-1)"
    tarif_francais = (
        "Soins nécessaires pendant un séjour temporaire : tarifs français, avec l'accord de l'assuré (R. 160-1)"
    )
    programme_autorise = "Soins programmés autorisés (R. 160-2, III)"
    autorisation_attendue = (
        "Soins programmés : autorisation attendue, le silence de deux semaines vaut accord (R. 160-2)"
    )
    autorisation_manquante = (
        "Refus : soins programmés avec hébergement ou équipement coûteux, sans autorisation (R. 160-2)"
    )
    programme_sans_autorisation = "Soins programmés remboursés comme en France (R. 160-2, III)"
    urgence_hors_europe = "Maladie inopinée : remboursement facultatif, au plus le montant français (R. 160-4)"
    programme_hors_europe = "Soins impossibles en France, avis favorable du contrôle médical (R. 160-4)"
    refus_caisse = "Refus : le remboursement est facultatif et la caisse ne l'accorde pas (R. 160-4)"
    refus_hors_europe = "Refus : soins programmés hors d'Europe qui peuvent être reçus en France (R. 160-4)"


class ceam_lieu_soins(Variable):
    value_type = Enum
    possible_values = LieuSoinsEtranger
    default_value = LieuSoinsEtranger.france
    entity = Individu
    definition_period = DAY
    label = "Lieu des soins"
    label_en = "Place of care"
    reference = R160_1
    documentation = (
        "La Suisse suit les règles de l'Union. Doute : pour les soins programmés sans autorisation, R. 160-2, III, ne "
        "nomme que l'Union et l'Espace économique européen."
    )


class ceam_soin_programme(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Soin programmé, but du déplacement"
    label_en = "Planned care"
    reference = R160_2


class ceam_nuit_etablissement(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Au moins une nuit dans un établissement de soins"
    label_en = "At least one night in hospital"
    reference = R160_2


class ceam_equipement_couteux(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Équipement hautement spécialisé et coûteux de la liste"
    label_en = "Listed costly equipment"
    reference = R160_2


class ceam_autorisation(Variable):
    value_type = Enum
    possible_values = AutorisationSoins
    default_value = AutorisationSoins.non_demandee
    entity = Individu
    definition_period = DAY
    label = "Autorisation préalable de la caisse"
    label_en = "Prior authorisation"
    reference = R160_2


class ceam_autorisation_demande_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date de réception de la demande d'autorisation"
    label_en = "Date of receipt of the request"
    reference = R160_2


class ceam_accord_tarif_francais(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "L'assuré accepte les tarifs français"
    label_en = "The insured agrees to French rates"
    reference = R160_1


class ceam_accord_caisse(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La caisse accepte de rembourser (hors d'Europe)"
    label_en = "The caisse agrees to refund"
    reference = R160_4


class ceam_soin_impossible_en_france(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Soins impossibles en France, avis favorable du contrôle médical"
    label_en = "Care impossible in France, medical control agrees"
    reference = R160_4


class ceam_depense(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Dépense engagée à l'étranger"
    label_en = "Expense incurred abroad"
    reference = R160_1


class ceam_remboursement_francais(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Remboursement des mêmes soins reçus en France"
    label_en = "Refund of the same care in France"
    reference = R160_1 + R160_4


class ceam_remboursement_etat_sejour(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Remboursement selon les conditions de l'État de séjour"
    label_en = "Refund under the rules of the country of stay"
    reference = R160_1


class ceam_autorisation_tacite_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Jour où le silence vaut autorisation"
    label_en = "Day on which silence means authorisation"
    reference = R160_2

    def formula_2019_11_01(individu, period, parameters):
        """Deux semaines depuis la réception de la demande."""
        demande = individu("ceam_autorisation_demande_date", period)
        jours = parameters(period).couverture_universelle.ceam.autorisation_silence_jours
        return where(est_renseignee(demande), ajoute_jours(demande, jours), NON_RENSEIGNEE)


class ceam_motif(Variable):
    value_type = Enum
    possible_values = MotifSoinsEtranger
    default_value = MotifSoinsEtranger.sans_objet
    entity = Individu
    definition_period = DAY
    label = "Remboursement des soins à l'étranger, et pourquoi"
    label_en = "Refund of care abroad, and why"
    reference = R160_1 + R160_2 + R160_4

    def formula_2019_11_01(individu, period):
        """En Europe, de droit, autorisation pour l'hébergement et les équipements coûteux ; ailleurs, une faculté."""
        lieu = individu("ceam_lieu_soins", period)
        europe = lieu == LieuSoinsEtranger.union_europeenne
        ailleurs = lieu == LieuSoinsEtranger.reste_du_monde
        programme = individu("ceam_soin_programme", period)
        soumis = individu("ceam_nuit_etablissement", period) | individu("ceam_equipement_couteux", period)
        autorisation = individu("ceam_autorisation", period)
        tacite = individu("ceam_autorisation_tacite_date", period)
        demandee = autorisation == AutorisationSoins.demandee
        silence = demandee & est_renseignee(tacite) & (premier_jour(period) > tacite)
        autorise = (autorisation == AutorisationSoins.accordee) | silence
        impossible = individu("ceam_soin_impossible_en_france", period)
        couvert = individu("puma_couvert", period)
        return premier_vrai(
            [
                (not_(couvert) & (europe | ailleurs), MotifSoinsEtranger.sans_puma),
                (
                    europe & not_(programme) & individu("ceam_accord_tarif_francais", period),
                    MotifSoinsEtranger.tarif_francais,
                ),
                (europe & not_(programme), MotifSoinsEtranger.sejour_temporaire),
                (europe & not_(soumis), MotifSoinsEtranger.programme_sans_autorisation),
                (europe & autorise, MotifSoinsEtranger.programme_autorise),
                (europe & demandee, MotifSoinsEtranger.autorisation_attendue),
                (europe, MotifSoinsEtranger.autorisation_manquante),
                (ailleurs & programme & not_(impossible), MotifSoinsEtranger.refus_hors_europe),
                (ailleurs & not_(individu("ceam_accord_caisse", period)), MotifSoinsEtranger.refus_caisse),
                (ailleurs & programme, MotifSoinsEtranger.programme_hors_europe),
                (ailleurs, MotifSoinsEtranger.urgence_hors_europe),
            ],
            sinon=MotifSoinsEtranger.sans_objet,
        )


class ceam_eligible(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Les soins reçus à l'étranger sont remboursables"
    label_en = "Care abroad is refundable"
    reference = R160_1 + R160_2 + R160_4

    def formula_2019_11_01(individu, period):
        """Ce que dit le motif."""
        return parmi(
            individu("ceam_motif", period),
            MotifSoinsEtranger.sejour_temporaire,
            MotifSoinsEtranger.tarif_francais,
            MotifSoinsEtranger.programme_autorise,
            MotifSoinsEtranger.programme_sans_autorisation,
            MotifSoinsEtranger.urgence_hors_europe,
            MotifSoinsEtranger.programme_hors_europe,
        )


class ceam_remboursement(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Remboursement des soins reçus à l'étranger"
    label_en = "Refund of care abroad"
    reference = R160_1 + R160_2 + R160_4
    documentation = "Hors d'Europe, un maximum : le remboursement y est forfaitaire et facultatif."

    def formula_2019_11_01(individu, period):
        """Conditions de l'État de séjour ou tarifs français ; jamais plus que la dépense."""
        motif = individu("ceam_motif", period)
        # Les soins programmés autorisés suivent les mêmes règles, choix de l'assuré compris (R. 160-2, III).
        du_sejour = parmi(motif, MotifSoinsEtranger.sejour_temporaire, MotifSoinsEtranger.programme_autorise) & not_(
            individu("ceam_accord_tarif_francais", period)
        )
        montant = where(
            du_sejour,
            individu("ceam_remboursement_etat_sejour", period),
            individu("ceam_remboursement_francais", period),
        )
        return arrondi_centime(individu("ceam_eligible", period) * min_(montant, individu("ceam_depense", period)))
