"""Le tiers payant : qui n'avance pas les frais, et pourquoi (R5, R11, R48)."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.franchises.exonerations import soin_de_la_grossesse, soin_lie_terrorisme
from openfisca_cpam.variables.individu.complementaire import Sexe, TypeComplementaire
from openfisca_cpam.variables.individu.droits import TypeALD
from openfisca_cpam.variables.soins.acte import NatureSoin, ObjetSoin
from openfisca_cpam.variables.soins.articles import L162_16_7, L861_3
from openfisca_cpam.variables.soins.exonerations import MotifExonerationSoins

L161_36_4 = [
    "Article L. 161-36-4 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000046812170",
]
L162_1_21 = [
    "Article L. 162-1-21 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000048703201",
]
L162_32 = [
    "Article L. 162-32 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000044835155",
]


class MotifTiersPayantSoins(Enum):
    facultatif = "Pas de droit au tiers payant : le professionnel peut l'accorder"
    non_rembourse = "Sans objet : soin non remboursé"
    carte_vitale = "Pas de tiers payant : carte Vitale non présentée"
    dette = "Pas de tiers payant : participations et franchises dues, sans autorisation de prélèvement"
    generique_refuse = "Pas de tiers payant : générique refusé (L. 162-16-7)"
    hors_parcours = "Pas de tiers payant : hors du parcours de soins (L. 161-36-4, 3°)"
    c2s = "Tiers payant intégral : Complémentaire santé solidaire (L. 861-3)"
    ame = "Tiers payant intégral : aide médicale de l'État"
    at_mp = "Tiers payant : accident du travail ou maladie professionnelle (L. 432-1)"
    terrorisme = "Tiers payant : victime d'un acte de terrorisme (L. 169-8)"
    detenu = "Tiers payant : personne détenue (L. 382-35)"
    mt_dents = "Tiers payant : M'T dents (L. 162-1-12)"
    neuro_developpement = "Tiers payant : repérage des troubles du neuro-développement (L. 162-1-12-1 A)"
    contraception = "Tiers payant : contraception (L. 162-4-5, L. 162-8-1)"
    centre_sante = "Tiers payant : centre de santé (L. 162-32)"
    maternite_ou_ald = "Tiers payant : maternité ou affection de longue durée (L. 162-1-21)"
    ivg = "Tiers payant : interruption volontaire de grossesse (L. 162-1-21)"
    examen_enfant = "Tiers payant : examen obligatoire de l'enfant (L. 162-1-22)"
    ancien_c2s = "Tiers payant sur la part obligatoire : C2S terminée depuis moins d'un an (L. 861-3)"
    contrat_responsable = "Tiers payant : contrat responsable, au moins à hauteur des tarifs (L. 871-1)"


_DISPENSES = (
    MotifTiersPayantSoins.c2s,
    MotifTiersPayantSoins.ame,
    MotifTiersPayantSoins.at_mp,
    MotifTiersPayantSoins.terrorisme,
    MotifTiersPayantSoins.detenu,
    MotifTiersPayantSoins.mt_dents,
    MotifTiersPayantSoins.neuro_developpement,
    MotifTiersPayantSoins.contraception,
    MotifTiersPayantSoins.centre_sante,
    MotifTiersPayantSoins.maternite_ou_ald,
    MotifTiersPayantSoins.ivg,
    MotifTiersPayantSoins.examen_enfant,
    MotifTiersPayantSoins.ancien_c2s,
    MotifTiersPayantSoins.contrat_responsable,
)


class soins_carte_vitale(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = DAY
    label = "Carte Vitale présentée"
    label_en = "Carte Vitale shown"
    reference = L161_36_4


class soins_tiers_payant_dette_sans_autorisation(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Participations et franchises dues au-delà du seuil, sans autorisation de prélèvement"
    label_en = "Debt above the threshold, without debit authorisation"
    reference = L161_36_4


class soins_centre_de_sante(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Soin donné dans un centre de santé"
    label_en = "Care given in a health centre"
    reference = L162_32


class soins_c2s_fin_date(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Date de fin du droit à la Complémentaire santé solidaire"
    label_en = "Date when the C2S right ended"
    reference = L861_3
    documentation = "À donner quand la demande qui a ouvert le droit (c2s_demande) n'est pas décrite."


def _contraception(individu, period, parameters):
    """Articles L. 162-4-5 and L. 162-8-1: « une assurée » under the age limit, the emergency pill included."""
    contraception = valeur(parameters(period).soins.exonerations, "contraception", sinon=None)
    urgence = individu("soins_exoneration_motif", period) == MotifExonerationSoins.contraception_urgence
    jeune = individu("age", period) < valeur(contraception, "age_limite", sinon=0)
    couverte = individu("soins_contraception_100", period) | (urgence & jeune)
    return couverte & (individu("sexe", period) != Sexe.homme)


def _motif_tiers_payant(individu, period, parameters, ald=False, enfant=False, ivg=False):
    """The rights that the law names, each by its own facts: another exemption of the same act takes none away."""
    mois = period.first_month
    soins = parameters(period).soins
    regles = soins.exonerations
    nature, objet = individu("soins_nature", period), individu("soins_objet", period)
    de_l_ald = individu("soins_lie_ald", period) | individu("soins_prevu_protocole", period)
    maternite_ou_ald = (
        individu("periode_maternite", period)
        | soin_de_la_grossesse(individu, period)
        | (de_l_ald & (individu("ald_type", mois) == TypeALD.exonerante))
    )
    examen_enfant = (objet == ObjetSoin.examen_obligatoire_enfant) & (
        individu("age", period) < regles.examen_enfant_age_limite
    )
    neuro = (objet == ObjetSoin.neuro_developpement) & bool(regles.neuro_developpement)
    refuse = individu("soins_medicament_generique_refuse", period) & (nature == NatureSoin.medicament)
    fin = max_(individu("soins_c2s_fin_date", period), individu("c2s_droit_termine_date", period))
    jour = premier_jour(period)
    recent = est_renseignee(fin) & (fin < jour) & (jour <= ajoute_annees(fin, soins.tiers_payant_ancien_c2s_annees))
    regle = valeur(soins, "complementaire", sinon=None)
    contrat = (individu("complementaire_type", mois) == TypeComplementaire.contrat_responsable) & bool(
        valeur(regle, "tiers_payant_obligatoire", sinon=False)
    )
    M = MotifTiersPayantSoins
    return premier_vrai(
        [
            (not_(individu("soins_remboursable", period)), M.non_rembourse),
            (individu("soins_lie_at_mp", period), M.at_mp),
            (soin_lie_terrorisme(individu, period), M.terrorisme),
            (individu("soins_personne_detenue", mois), M.detenu),
            (not_(individu("soins_carte_vitale", period)), M.carte_vitale),
            (refuse, M.generique_refuse),
            (not_(individu("soins_dans_parcours", period)), M.hors_parcours),
            (individu("beneficiaire_c2s", mois), M.c2s),
            (individu("beneficiaire_ame", mois), M.ame),
            (individu("soins_mt_dents_ouvert", period), M.mt_dents),
            (neuro, M.neuro_developpement),
            (_contraception(individu, period, parameters), M.contraception),
            (individu("soins_tiers_payant_dette_sans_autorisation", period), M.dette),
            (individu("soins_centre_de_sante", period), M.centre_sante),
            (maternite_ou_ald & ald, M.maternite_ou_ald),
            ((objet == ObjetSoin.ivg) & ivg, M.ivg),
            (examen_enfant & enfant, M.examen_enfant),
            (recent, M.ancien_c2s),
            (contrat, M.contrat_responsable),
        ],
        sinon=M.facultatif,
    )


class soins_tiers_payant_motif(Variable):
    value_type = Enum
    possible_values = MotifTiersPayantSoins
    default_value = MotifTiersPayantSoins.facultatif
    entity = Individu
    definition_period = DAY
    label = "Tiers payant, et pourquoi"
    label_en = "Third-party payment, and why"
    reference = L161_36_4 + L162_1_21 + L162_16_7 + L861_3

    def formula_2005_01_01(individu, period, parameters):
        """Les droits nommés par la loi ; hors du parcours, aucun pour les actes des médecins, sauf AT/MP et terrorisme."""
        return _motif_tiers_payant(individu, period, parameters)

    def formula_2018_01_01(individu, period, parameters):
        """S'ajoutent la maternité et l'affection de longue durée (L. 162-1-21)."""
        return _motif_tiers_payant(individu, period, parameters, ald=True)

    def formula_2019_03_01(individu, period, parameters):
        """S'ajoutent les examens obligatoires de l'enfant (L. 162-1-22)."""
        return _motif_tiers_payant(individu, period, parameters, ald=True, enfant=True)

    def formula_2020_12_16(individu, period, parameters):
        """S'ajoute l'interruption volontaire de grossesse (L. 162-1-21)."""
        return _motif_tiers_payant(individu, period, parameters, ald=True, enfant=True, ivg=True)


class soins_tiers_payant(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le patient a droit à la dispense d'avance des frais"
    label_en = "The patient has a right not to advance the costs"
    reference = L161_36_4

    def formula_2005_01_01(individu, period):
        """Vrai pour les motifs de dispense."""
        return parmi(individu("soins_tiers_payant_motif", period), *_DISPENSES)


class soins_avance_patient(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Somme que le patient avance le jour du soin"
    label_en = "What the patient pays on the day"
    reference = L161_36_4
    documentation = (
        "Avec le tiers payant, participation forfaitaire et franchise ne sont pas avancées : elles sont payées, prélevées "
        "ou récupérées sur d'autres versements (L. 160-13, II). Le coût final est le même."
    )

    def formula_2005_01_01(individu, period):
        """Toute la dépense sans tiers payant ; sinon la dépense moins les parts prises en charge."""
        depense = individu("soins_depense", period)
        motif = individu("soins_tiers_payant_motif", period)
        publique = (
            individu("soins_part_amo", period)
            + individu("soins_part_regime_local", period)
            + individu("soins_part_c2s", period)
        )
        contrat = parmi(motif, MotifTiersPayantSoins.contrat_responsable, MotifTiersPayantSoins.mt_dents)
        couvert = individu("soins_part_complementaire", period)
        ticket = individu("soins_ticket_moderateur", period) - individu("soins_part_regime_local", period)
        avec = depense - publique - contrat * min_(couvert, max_(0, ticket))
        return where(individu("soins_tiers_payant", period), max_(0, arrondi_centime(avec)), depense)
