"""La participation financière mensuelle (L. 861-11), et le prix du contrat de sortie (L. 861-12)."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.complementaire_sante_solidaire.decision import DroitC2S, MotifDroitPersonne

L861_11 = [
    "Article L. 861-11 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000044628815",
]
R861_16_1 = [
    "Article R. 861-16-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000049853542",
]
R861_16_5 = [
    "Article R. 861-16-5 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000045601961",
]
L861_12 = [
    "Article L. 861-12 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000039778713",
]


class GestionnaireC2S(Enum):
    caisse = "Caisse d'assurance maladie"
    organisme_complementaire = "Organisme complémentaire"


class c2s_gestionnaire(Variable):
    value_type = Enum
    possible_values = GestionnaireC2S
    default_value = GestionnaireC2S.caisse
    entity = Foyer
    definition_period = DAY
    label = "Organisme gestionnaire de la C2S"
    label_en = "Manager of the right"
    reference = ["Article L. 861-4 du code de la sécurité sociale"]
    documentation = "À défaut de choix, la caisse d'assurance maladie."


class c2s_participation_age_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Jour où s'apprécie l'âge qui fixe la participation"
    label_en = "Day on which the age is taken"
    reference = R861_16_1
    documentation = (
        "« L'année d'attribution » est celle de la décision. Lecture C quand la décision n'est pas donnée : celle de "
        "l'effet du droit, à défaut celle du jour où le silence vaut acceptation."
    )

    def formula_2019_11_01(foyer, period):
        """Le 1er janvier de l'année de la décision ; si elle n'est pas donnée, de l'année de l'effet."""
        decision, effet = foyer("c2s_decision_date", period), foyer("c2s_effet_date", period)
        tacite = foyer("c2s_decision_retenue_date", period)
        attribution = where(est_renseignee(decision), decision, where(est_renseignee(effet), effet, tacite))
        return premier_de_l_annee(attribution)


class c2s_participation_age(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "year"
    label = "Âge retenu pour la participation"
    label_en = "Age that sets the contribution"
    reference = R861_16_1

    def formula_2019_11_01(individu, period):
        """Âge au 1er janvier de l'année d'attribution ; zéro pour l'enfant né depuis."""
        premier_janvier = individu.foyer("c2s_participation_age_date", period)
        return max_(0, age_revolu(individu("date_naissance", period), premier_janvier))


class c2s_participation_mensuelle(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Participation mensuelle de la personne"
    label_en = "Monthly contribution of the person"
    reference = L861_11 + R861_16_5
    documentation = (
        "Due aussi par les mineurs. Sans participation, et pour l'enfant mineur arrivé en cours de droit : 0 €."
    )

    def formula_2019_11_01(individu, period, parameters):
        """Selon l'âge et le régime local, dans la limite annuelle de 5 % du plafond d'une personne seule."""
        loi = parameters(period).complementaire_sante_solidaire
        age = individu("c2s_participation_age", period)
        regime_local = individu("regime_local_alsace_moselle", period.first_month)
        limite = tronque_centime(
            loi.participation.plafond_taux * loi.plafond.base_personne_seule / loi.participation.mois_par_an
        )
        arrive = individu("c2s_droit_personne_motif", period) == MotifDroitPersonne.arrivee_en_cours
        naissance, arrivee = individu("date_naissance", period), individu("c2s_arrivee_retenue_date", period)
        arrive_mineur = pour_les_seuls(
            arrive, lambda rangs: age_revolu(naissance[rangs], arrivee[rangs]) < loi.foyer.age_majorite, sinon=False
        )
        due = (individu("c2s_droit_personne", period) == DroitC2S.avec_participation) & not_(arrive_mineur)

        def montant(rangs):
            tarif = where(
                regime_local[rangs],
                par_valeur(age[rangs], loi.participation.regime_local.calc),
                par_valeur(age[rangs], loi.participation.regime_general.calc),
            )
            return arrondi_centime(min_(tarif, limite))

        return pour_les_seuls(due, montant)


class c2s_participation_mensuelle_foyer(Variable):
    value_type = float
    entity = Foyer
    definition_period = DAY
    unit = "currency"
    label = "Participation mensuelle du foyer"
    label_en = "Monthly contribution of the household"
    reference = L861_11

    def formula_2019_11_01(foyer, period):
        """La somme des participations des personnes couvertes."""
        return arrondi_centime(foyer.sum(foyer.members("c2s_participation_mensuelle", period)))


class c2s_contrat_sortie_eligible(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Droit au contrat de sortie d'un an"
    label_en = "Right to the one-year exit contract"
    reference = L861_12

    def formula_2019_11_01(individu, period, parameters):
        """Droit expirant depuis le 1er janvier 2020, quand un organisme complémentaire gérait la C2S."""
        fin = individu("c2s_personne_fin_date", period)
        ouvert = a_la_date(
            fin,
            lambda jour: valeur(parameters(jour).complementaire_sante_solidaire.contrat_sortie, "ouvert", sinon=False),
        )
        gere = individu.foyer("c2s_gestionnaire", period) == GestionnaireC2S.organisme_complementaire
        deces = individu("date_deces", period)
        vivant = not_(est_renseignee(deces) & (deces <= fin))
        return est_renseignee(fin) & vivant & ouvert & gere


class c2s_contrat_sortie_tarif(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Tarif mensuel du contrat de sortie"
    label_en = "Monthly price of the exit contract"
    reference = L861_12
    documentation = "L'âge est celui du 1er janvier de l'année où le contrat commence."

    def formula_2019_11_01(individu, period, parameters):
        """Selon l'âge au 1er janvier de l'année qui suit le dernier jour du droit."""
        debut = ajoute_jours(individu("c2s_personne_fin_date", period), 1)
        age = max_(0, age_revolu(individu("date_naissance", period), premier_de_l_annee(debut)))
        tarif = parameters(period).complementaire_sante_solidaire.contrat_sortie.tarif_mensuel
        return individu("c2s_contrat_sortie_eligible", period) * par_valeur(age, tarif.calc)
