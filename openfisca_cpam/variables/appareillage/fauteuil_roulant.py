"""Les fauteuils roulants : achat, location longue ou courte, nomenclature, renouvellement, parts."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.appareillage.articles import L160_13, L165_3, L325_1, L871_1, R165_40
from openfisca_cpam.variables.appareillage.commun import (
    CouvertureComplementaire,
    MotifAppareillage,
    TiersPayantAppareillage,
    par_membre,
    part_complementaire,
    prochain_renouvellement,
    reste_a_charge,
    sans_base,
    taux_de_la_personne,
)
from openfisca_cpam.variables.appareillage.dispositif import (
    montant_irregulier_du_dispositif,
    part_amo_du_dispositif,
    part_regime_local_du_dispositif,
    prise_en_charge_totale_du_dispositif,
    tiers_payant_du_dispositif,
)
from openfisca_cpam.variables.appareillage.dispositif_liste import R165_24
from openfisca_cpam.variables.appareillage.prescription import L160_8, sans_echange_oral

VPH = [
    "Nomenclature des véhicules pour personnes en situation de handicap, en vigueur le 1er décembre 2025",
    "Article L. 165-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000046822845",
]
R160_16 = [
    "Article R. 160-16, V, 1°, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000037964533",
]
R871_2 = [
    "Article R. 871-2, 8°, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000052861614",
]
D315_5 = [
    "Article D. 315-5 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000052967811",
]
R165_105 = [
    "Article R. 165-105 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051349822",
]
L861_3 = [
    "Article L. 861-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000046812151",
    "Article L. 165-6 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000048697490",
]


class ModeFauteuil(Enum):
    aucun = "Aucun fauteuil roulant"
    achat = "Achat"
    location_longue = "Location de longue durée, plus de six mois"
    location_courte = "Location de courte durée"


class CategorieFauteuil(Enum):
    autre = "Autre catégorie : base et prix limite à donner"
    manuel_non_modulaire = "Fauteuil manuel non modulaire"
    electrique_modulaire_classe_a = "Fauteuil électrique modulaire de classe A"


class ConnaissanceBaseFauteuil(Enum):
    connue = "Base et prix limite connus, ou sans objet"
    supposee = "Base supposée égale au prix limite : à confirmer sur le devis"
    inconnue = "Base inconnue : rien n'est calculé"


class appareillage_fauteuil_mode(Variable):
    value_type = Enum
    possible_values = ModeFauteuil
    default_value = ModeFauteuil.aucun
    entity = Individu
    definition_period = DAY
    label = "Achat ou location du fauteuil roulant"
    label_en = "Purchase or rental"
    reference = VPH


class appareillage_fauteuil_categorie(Variable):
    value_type = Enum
    possible_values = CategorieFauteuil
    default_value = CategorieFauteuil.autre
    entity = Individu
    definition_period = DAY
    label = "Catégorie du fauteuil roulant"
    label_en = "Category"
    reference = VPH


class appareillage_fauteuil_prix(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Prix du fauteuil roulant, ou de la location facturée"
    label_en = "Price"
    reference = VPH


class appareillage_fauteuil_base_devis(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Base de remboursement du fauteuil, lue sur le devis ; par semaine pour une location courte"
    label_en = "Base from the quote"
    reference = VPH


class appareillage_fauteuil_prix_limite_devis(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Prix limite de vente ou de location, lu sur le devis"
    label_en = "Maximum price from the quote"
    reference = L165_3


class appareillage_fauteuil_ancienne_nomenclature(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Prescription, devis et facture suivent l'ancienne nomenclature"
    label_en = "Old list followed"
    reference = VPH
    documentation = "Possible pour un achat jusqu'au 30 novembre 2026. Sans effet avant le 1er décembre 2025."


class appareillage_fauteuil_ordonnance_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date de la prescription du fauteuil roulant"
    label_en = "Date of the prescription"
    reference = R165_40


class appareillage_fauteuil_executer_avant_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Jour de la mention « à exécuter avant le » de la prescription du fauteuil roulant"
    label_en = "Last day set by the prescriber"
    reference = R165_40
    documentation = "Dernier jour d'exécution ; à défaut (1970-01-01), six mois."


class appareillage_fauteuil_premiere_delivrance(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = DAY
    label = "Première délivrance ou première facture sur cette prescription"
    label_en = "First delivery"
    reference = R165_40
    documentation = "Faux pour les factures suivantes d'une location : les six mois ne valent que pour la première."


class appareillage_fauteuil_delivrance_precedente_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Délivrance du précédent fauteuil roulant"
    label_en = "Previous dispensing"
    reference = VPH


class appareillage_fauteuil_renouvellement_anticipe_accorde(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La caisse accepte de renouveler le fauteuil roulant avant la durée fixée"
    label_en = "Early renewal agreed"
    reference = R165_24
    documentation = "Fauteuil hors d'usage, irréparable ou inadapté, après avis du médecin-conseil."


class appareillage_fauteuil_accord_exige(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La liste exige un accord préalable pour ce fauteuil"
    label_en = "Prior agreement required"
    reference = D315_5


class appareillage_fauteuil_engagement_restitution_exige(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La liste exige l'engagement de rendre le fauteuil"
    label_en = "Promise to return required"
    reference = R165_105


class appareillage_fauteuil_engagement_restitution_signe(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "L'engagement de rendre le fauteuil est enregistré"
    label_en = "Promise to return recorded"
    reference = R165_105


class appareillage_fauteuil_location_semaines(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 60
    label = "Semaines de location courte facturées"
    label_en = "Weeks billed"
    reference = VPH


class appareillage_fauteuil_location_semaines_deja_facturees(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 60
    label = "Semaines de location courte déjà facturées dans la période"
    label_en = "Weeks already billed"
    reference = VPH


class appareillage_fauteuil_location_premiere_semaine_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Première semaine de location courte facturée"
    label_en = "First week billed"
    reference = VPH
    documentation = (
        "La période de douze mois glissants part d'elle ; à défaut, les semaines déjà facturées sont de la période en "
        "cours."
    )


class appareillage_fauteuil_location_renouvelee(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La location courte a été renouvelée"
    label_en = "The short rental was renewed"
    reference = VPH


class appareillage_fauteuil_garantie_totale(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Garantie du contrat pour le fauteuil, part de l'Assurance Maladie comprise"
    label_en = "Contract guarantee"
    reference = R871_2


class appareillage_fauteuil_c2s_tarif_maximum(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Prise en charge maximale de la C2S pour le fauteuil"
    label_en = "C2S maximum"
    reference = L861_3
    documentation = "0 quand il n'est pas connu."


def _achat(individu, period):
    return individu("appareillage_fauteuil_mode", period) == ModeFauteuil.achat


def _courte(individu, period):
    return individu("appareillage_fauteuil_mode", period) == ModeFauteuil.location_courte


def _nouvelle(individu, period, parameters):
    """Le fauteuil suit la nouvelle nomenclature."""
    nouvelle = parameters(period).appareillage.dispositifs.fauteuil_roulant.nouvelle_liste
    return nouvelle & not_(_achat(individu, period) & individu("appareillage_fauteuil_ancienne_nomenclature", period))


class appareillage_fauteuil_prix_limite_vente(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Prix limite du fauteuil roulant"
    label_en = "Maximum price"
    reference = L165_3
    documentation = (
        "0 quand il n'est pas connu. Celui du devis l'emporte ; les autres catégories ne sont pas dans la table."
    )

    def formula_2012_09_01(individu, period):
        """Jusqu'au 30 novembre 2025 : celui du devis."""
        return individu("appareillage_fauteuil_prix_limite_devis", period)

    def formula_2025_12_01(individu, period, parameters):
        """Depuis le 1er décembre 2025 : un prix limite par catégorie, pour un achat selon la nouvelle nomenclature."""
        limites = parameters(period).appareillage.dispositifs.fauteuil_roulant.prix_limite_vente
        par_categorie = numpy.take(
            par_membre(limites, CategorieFauteuil), codes(individu("appareillage_fauteuil_categorie", period))
        )
        devis = individu("appareillage_fauteuil_prix_limite_devis", period)
        en_table = _achat(individu, period) & _nouvelle(individu, period, parameters)
        return where(devis > 0, devis, en_table * par_categorie)


class appareillage_fauteuil_location_semaines_prises_nombre(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "count"
    label = "Semaines de location courte prises en charge"
    label_en = "Weeks covered"
    reference = VPH

    def formula_2012_09_01(individu, period):
        """Jusqu'au 30 novembre 2025 : toutes les semaines facturées."""
        return individu("appareillage_fauteuil_location_semaines", period)

    def formula_2025_12_01(individu, period, parameters):
        """Depuis le 1er décembre 2025 : treize semaines, vingt-six avec un renouvellement, sur douze mois glissants."""
        regles = parameters(period).appareillage.dispositifs.fauteuil_roulant
        limites = regles.location_courte_semaines
        limite = where(
            individu("appareillage_fauteuil_location_renouvelee", period), limites.renouvelee, limites.initiale
        )
        premiere = individu("appareillage_fauteuil_location_premiere_semaine_date", period)
        fin = ajoute_mois(premiere, regles.location_courte_periode_mois)
        en_cours = not_(est_renseignee(premiere)) | (premier_jour(period) < fin)
        deja = en_cours * individu("appareillage_fauteuil_location_semaines_deja_facturees", period)
        return max_(0, min_(individu("appareillage_fauteuil_location_semaines", period), limite - deja))


class appareillage_fauteuil_base_remboursement(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Base de remboursement du fauteuil roulant, ou de la location facturée"
    label_en = "Reimbursement base"
    reference = VPH
    documentation = "À défaut de base sur le devis, le prix limite : voir appareillage_fauteuil_base_motif."

    def formula_2012_09_01(individu, period):
        """La base du devis ; par semaine prise en charge pour une location courte ; à défaut, le prix limite."""
        devis = individu("appareillage_fauteuil_base_devis", period)
        limite = individu("appareillage_fauteuil_prix_limite_vente", period)
        base = where(devis > 0, devis, limite)
        return where(
            _courte(individu, period),
            devis * individu("appareillage_fauteuil_location_semaines_prises_nombre", period),
            base,
        )


class appareillage_fauteuil_base_motif(Variable):
    value_type = Enum
    possible_values = ConnaissanceBaseFauteuil
    default_value = ConnaissanceBaseFauteuil.connue
    entity = Individu
    definition_period = DAY
    label = "La base du fauteuil roulant est-elle connue"
    label_en = "Whether the base is known"
    reference = VPH

    def formula_2012_09_01(individu, period):
        """Supposée égale au prix limite quand le devis ne la donne pas."""
        objet = (individu("appareillage_fauteuil_mode", period) != ModeFauteuil.aucun) & (
            individu("appareillage_fauteuil_base_devis", period) == 0
        )
        limite = (individu("appareillage_fauteuil_prix_limite_vente", period) > 0) & not_(_courte(individu, period))
        return premier_vrai(
            [(objet & limite, ConnaissanceBaseFauteuil.supposee), (objet, ConnaissanceBaseFauteuil.inconnue)],
            sinon=ConnaissanceBaseFauteuil.connue,
        )


class appareillage_fauteuil_prise_en_charge_renforcee(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le contrat responsable couvre l'achat jusqu'au prix limite"
    label_en = "Reinforced coverage"
    reference = R871_2
    documentation = "R. 871-2, 8°, ne dit que l'acquisition."

    def formula_2012_09_01(individu, period, parameters):
        """Achat selon la nouvelle nomenclature, depuis le 1er décembre 2025."""
        return _achat(individu, period) & _nouvelle(individu, period, parameters)


class appareillage_fauteuil_prochain_renouvellement_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Premier jour où le fauteuil roulant peut être renouvelé"
    label_en = "First renewal day"
    reference = VPH
    documentation = (
        "Sans objet (1970-01-01) sans fauteuil précédent, et avant décembre 2025. La caisse peut accepter plus tôt : "
        "voir appareillage_fauteuil_renouvellement_anticipe_accorde."
    )

    def formula_2025_12_01(individu, period, parameters):
        """Depuis le 1er décembre 2025 : cinq ans, trois ans avant seize ans."""
        regles = parameters(period).appareillage.dispositifs.fauteuil_roulant
        delais = regles.renouvellement_mois
        precedente = individu("appareillage_fauteuil_delivrance_precedente_date", period)
        return prochain_renouvellement(
            individu,
            period,
            precedente,
            lambda age: where(age < regles.age_adulte, delais.moins_de_16_ans, delais.a_partir_de_16_ans),
        )


class appareillage_fauteuil_options_limite_reponse_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour répondre sur des options ou adjonctions sur devis"
    label_en = "Last day to answer on options"
    reference = D315_5
    documentation = "Passé ce jour, le silence vaut accord. Sans objet (1970-01-01) sans demande."

    def formula_2025_12_01(individu, period, parameters):
        """Deux mois à compter de la réception de la demande complète (D. 315-5, I, troisième alinéa)."""
        demande = individu("appareillage_demande_accord_date", period)
        mois = parameters(period).appareillage.dispositifs.fauteuil_roulant.options_delai_reponse_mois
        return where(est_renseignee(demande), ajoute_mois(demande, mois), NON_RENSEIGNEE)


class appareillage_fauteuil_motif(Variable):
    value_type = Enum
    possible_values = MotifAppareillage
    default_value = MotifAppareillage.sans_objet
    entity = Individu
    definition_period = DAY
    label = "Le fauteuil roulant est-il pris en charge, et pourquoi"
    label_en = "Whether covered, and why"
    reference = VPH + R165_40 + R165_24 + L160_8 + D315_5 + R165_105

    def formula_2012_09_01(individu, period, parameters):
        """Prescription de moins de six mois, et dans le délai que le prescripteur a écrit, nomenclature admise, accord
        et engagement s'ils sont exigés, délai de renouvellement écoulé ou levé par la caisse (R. 165-24), location
        courte non épuisée. L'échange oral s'exige des prescriptions établies depuis le 28 décembre 2023.
        """
        jour, ordonnance = premier_jour(period), individu("appareillage_fauteuil_ordonnance_date", period)
        dispositifs = parameters(period).appareillage.dispositifs
        regles = dispositifs.fauteuil_roulant
        trop_ancienne = ajoute_mois(ordonnance, dispositifs.liste.ordonnance_validite_mois) <= jour
        sans_ordonnance = not_(est_renseignee(ordonnance)) | (jour < ordonnance)
        avant = individu("appareillage_fauteuil_executer_avant_date", period)
        trop_ancienne = trop_ancienne | (est_renseignee(avant) & (avant < jour))
        perimee = individu("appareillage_fauteuil_premiere_delivrance", period) & trop_ancienne
        # Depuis la nouvelle liste, seul un achat peut encore suivre l'ancienne, pour un temps.
        ancienne = individu("appareillage_fauteuil_ancienne_nomenclature", period) & regles.nouvelle_liste
        expiree = ancienne & not_(_achat(individu, period) & regles.ancienne_liste_admise)
        sans_accord = individu("appareillage_fauteuil_accord_exige", period) & not_(
            individu("appareillage_accord_prealable_acquis", period)
        )
        engagement = individu("appareillage_fauteuil_engagement_restitution_exige", period) & not_(
            individu("appareillage_fauteuil_engagement_restitution_signe", period)
        )
        epuisee = _courte(individu, period) & (
            individu("appareillage_fauteuil_location_semaines_prises_nombre", period) == 0
        )
        trop_tot = _achat(individu, period) & (
            jour < individu("appareillage_fauteuil_prochain_renouvellement_date", period)
        )
        trop_tot = trop_tot & not_(individu("appareillage_fauteuil_renouvellement_anticipe_accorde", period))
        aucun = (individu("appareillage_fauteuil_mode", period) == ModeFauteuil.aucun) | (
            individu("appareillage_fauteuil_prix", period) == 0
        )
        return premier_vrai(
            [
                (aucun, MotifAppareillage.sans_objet),
                (expiree, MotifAppareillage.ancienne_liste_expiree),
                (sans_ordonnance, MotifAppareillage.sans_ordonnance),
                (sans_echange_oral(individu, period, parameters, ordonnance), MotifAppareillage.sans_echange_oral),
                (perimee, MotifAppareillage.ordonnance_perimee),
                (sans_accord, MotifAppareillage.accord_absent),
                (engagement & regles.engagement_restitution_possible, MotifAppareillage.engagement_restitution_absent),
                (epuisee, MotifAppareillage.location_epuisee),
                (trop_tot, MotifAppareillage.delai_non_ecoule),
                (
                    sans_base(individu, period, individu("appareillage_fauteuil_base_remboursement", period)),
                    MotifAppareillage.base_inconnue,
                ),
            ],
            sinon=MotifAppareillage.eligible,
        )


class appareillage_fauteuil_eligible(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le fauteuil roulant est pris en charge"
    label_en = "Covered"
    reference = VPH

    def formula_2012_09_01(individu, period):
        """Vrai quand toutes les conditions sont remplies."""
        return individu("appareillage_fauteuil_motif", period) == MotifAppareillage.eligible


class appareillage_fauteuil_taux(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "/1"
    label = "Taux de prise en charge du fauteuil roulant"
    label_en = "Rate"
    reference = R160_16 + L160_13

    def formula_2012_09_01(individu, period, parameters):
        """Achat : 100 %. Location : le taux de la liste jusqu'au 30 novembre 2025."""
        taux = parameters(period).soins.taux_remboursement
        de_base = where(_achat(individu, period), taux.grand_appareillage, taux.dispositif_medical)
        return taux_de_la_personne(individu, period, parameters, de_base)

    def formula_2025_12_01(individu, period, parameters):
        """Depuis le 1er décembre 2025 : achat et location longue 100 %, location courte 60 %."""
        taux = parameters(period).soins.taux_remboursement
        regles = parameters(period).appareillage.dispositifs.fauteuil_roulant
        longue = taux.grand_appareillage if regles.location_longue_taux_plein else taux.dispositif_medical
        de_base = numpy.select(
            [_achat(individu, period), _courte(individu, period)],
            [taux.grand_appareillage, regles.location_courte_taux],
            longue,
        )
        return taux_de_la_personne(individu, period, parameters, de_base)


class appareillage_fauteuil_part_amo(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part de l'Assurance Maladie pour le fauteuil roulant"
    label_en = "Assurance Maladie's part, wheelchair"
    reference = VPH + R160_16 + L160_13

    def formula_2012_09_01(individu, period, parameters):
        """Le taux sur le plus petit du prix et de la base ; base majorée en accident du travail où le prix est libre,
        frais réels après un acte de terrorisme.
        """
        return part_amo_du_dispositif(individu, period, parameters, "appareillage_fauteuil")


class appareillage_fauteuil_part_regime_local(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part du régime local d'Alsace-Moselle pour le fauteuil roulant"
    label_en = "Part of the local scheme, wheelchair"
    reference = L325_1

    def formula_2012_09_01(individu, period, parameters):
        """Le complément jusqu'à 90 % de la base."""
        return part_regime_local_du_dispositif(individu, period, parameters, "appareillage_fauteuil")


class appareillage_fauteuil_prise_en_charge_totale(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Prise en charge par tous les organismes pour le fauteuil roulant"
    label_en = "Total paid, wheelchair"
    reference = R871_2 + L861_3

    def formula_2012_09_01(individu, period):
        """Contrat responsable : jusqu'au prix limite d'un article à prise en charge renforcée, sinon la base ou la
        garantie. C2S : jusqu'au maximum donné, sinon la base.
        """
        maximum = individu("appareillage_fauteuil_c2s_tarif_maximum", period)
        return prise_en_charge_totale_du_dispositif(individu, period, "appareillage_fauteuil", maximum_c2s=maximum)


class appareillage_fauteuil_part_complementaire(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part complémentaire pour le fauteuil roulant"
    label_en = "Complementary part, wheelchair"
    reference = R871_2 + L861_3

    def formula_2012_09_01(individu, period):
        """La prise en charge totale moins les parts de l'Assurance Maladie et du régime local."""
        return part_complementaire(individu, period, "appareillage_fauteuil")


class appareillage_fauteuil_reste_a_charge(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Reste à charge pour le fauteuil roulant"
    label_en = "What is left, wheelchair"
    reference = L160_13

    def formula_2012_09_01(individu, period):
        """Le prix moins la prise en charge totale."""
        return reste_a_charge(individu, period, "appareillage_fauteuil", individu("appareillage_fauteuil_prix", period))


class appareillage_fauteuil_montant_irregulier(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Somme facturée au-delà du prix limite de vente pour le fauteuil roulant"
    label_en = "Sum above the cap, wheelchair"
    reference = L165_3
    documentation = "Elle reste dans le reste à charge calculé."

    def formula_2012_09_01(individu, period):
        """Un prix égal au prix limite est régulier."""
        return montant_irregulier_du_dispositif(individu, period, "appareillage_fauteuil")


class appareillage_fauteuil_prix_irregulier(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le prix dépasse le prix limite de vente, pour le fauteuil roulant"
    label_en = "The price breaks the cap, wheelchair"
    reference = L165_3

    def formula_2012_09_01(individu, period):
        """Vrai dès le premier centime au-delà."""
        return individu("appareillage_fauteuil_montant_irregulier", period) > 0


class appareillage_fauteuil_c2s_maximum_inconnu(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le maximum de la C2S n'est pas connu pour le fauteuil roulant : seule la base est payée"
    label_en = "C2S maximum unknown"
    reference = L861_3
    documentation = "Le reste à charge calculé est peut-être trop élevé : à vérifier auprès du gestionnaire de la C2S."

    def formula_2012_09_01(individu, period):
        """Fauteuil pris en charge d'un bénéficiaire de la C2S, à un prix supérieur à la base, sans maximum donné."""
        inconnu = individu("appareillage_fauteuil_c2s_tarif_maximum", period) == 0
        prix = arrondi_centime(individu("appareillage_fauteuil_prix", period))
        base = individu("appareillage_fauteuil_base_remboursement", period)
        c2s = individu("appareillage_couverture_complementaire", period) == CouvertureComplementaire.c2s
        return c2s & inconnu & individu("appareillage_fauteuil_eligible", period) & (prix > base)


class appareillage_fauteuil_tiers_payant(Variable):
    value_type = Enum
    possible_values = TiersPayantAppareillage
    default_value = TiersPayantAppareillage.sans_objet
    entity = Individu
    definition_period = DAY
    label = "Tiers payant pour le fauteuil roulant"
    label_en = "Third-party payment, wheelchair"
    reference = L871_1

    def formula_2012_09_01(individu, period, parameters):
        """Intégral avec la C2S ; jusqu'à la base avec un contrat responsable depuis 2017 ; jusqu'au prix limite d'un article à
        prise en charge renforcée depuis 2022.
        """
        return tiers_payant_du_dispositif(individu, period, parameters, "appareillage_fauteuil")
