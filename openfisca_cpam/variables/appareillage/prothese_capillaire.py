"""Les prothèses capillaires : classe, renouvellement, parts."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.appareillage.articles import L160_13, L165_3, L325_1, L871_1, R165_40
from openfisca_cpam.variables.appareillage.commun import (
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

CAPILLAIRE = [
    "Liste des produits et prestations, prothèses capillaires (arrêté de 2019 ; avis de l'automne 2025)",
    "Article L. 165-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000046822845",
]
R871_2 = [
    "Article R. 871-2, 7°, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000052861614",
]
L861_3 = [
    "Article L. 861-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000046812151",
    "Article L. 165-6 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000048697490",
]


class ClasseCapillaire(Enum):
    aucune = "Aucune prothèse capillaire"
    classe_1 = "Classe I"
    classe_2 = "Classe II"
    classe_3 = "Classe III"
    classe_4 = "Classe IV, à prix libre"
    partielle = "Prothèse partielle"


class appareillage_capillaire_classe(Variable):
    value_type = Enum
    possible_values = ClasseCapillaire
    default_value = ClasseCapillaire.aucune
    entity = Individu
    definition_period = DAY
    label = "Classe de la prothèse capillaire"
    label_en = "Class of the hair prosthesis"
    reference = CAPILLAIRE
    documentation = "Classes III et IV depuis 2026."


class appareillage_capillaire_prix(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Prix de la prothèse capillaire"
    label_en = "Price"
    reference = CAPILLAIRE


class appareillage_capillaire_ordonnance_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date de l'ordonnance de prothèse capillaire"
    label_en = "Date of the prescription"
    reference = R165_40


class appareillage_capillaire_executer_avant_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Jour de la mention « à exécuter avant le » de l'ordonnance de prothèse capillaire"
    label_en = "Last day set by the prescriber"
    reference = R165_40
    documentation = "Dernier jour d'exécution ; à défaut (1970-01-01), six mois."


class appareillage_capillaire_delivrance_precedente_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Délivrance de la précédente prothèse capillaire"
    label_en = "Previous dispensing"
    reference = CAPILLAIRE
    documentation = "À défaut (1970-01-01), aucune."


class appareillage_capillaire_renouvellement_anticipe_accorde(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La caisse accepte de renouveler la prothèse capillaire avant douze mois"
    label_en = "Early renewal agreed"
    reference = R165_24
    documentation = "Prothèse hors d'usage, irréparable ou inadaptée, après avis du médecin-conseil."


class appareillage_capillaire_garantie_totale(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Garantie du contrat pour la prothèse capillaire, part de l'Assurance Maladie comprise"
    label_en = "Contract guarantee"
    reference = R871_2


class appareillage_capillaire_base_devis(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Base de remboursement lue sur le devis"
    label_en = "Base from the quote"
    reference = CAPILLAIRE
    documentation = "À donner avant le 2 avril 2019, dont la base n'est pas connue."


class appareillage_capillaire_c2s_tarif_maximum(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Prise en charge maximale de la C2S pour la prothèse capillaire"
    label_en = "C2S maximum"
    reference = L861_3
    documentation = (
        "0 quand il n'est pas connu ; pour une classe à prise en charge renforcée, le prix limite le remplace."
    )


class appareillage_capillaire_base_remboursement(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Base de remboursement de la prothèse capillaire"
    label_en = "Reimbursement base"
    reference = CAPILLAIRE
    documentation = "0 quand elle n'est pas connue."

    def formula_2012_09_01(individu, period, parameters):
        """Un montant par classe depuis le 2 avril 2019, 350 € pour toute classe depuis 2026 ; la base du devis
        l'emporte.
        """
        bases = par_membre(
            parameters(period).appareillage.dispositifs.prothese_capillaire.base_remboursement, ClasseCapillaire
        )
        devis = individu("appareillage_capillaire_base_devis", period)
        return where(devis > 0, devis, numpy.take(bases, codes(individu("appareillage_capillaire_classe", period))))


class appareillage_capillaire_prix_limite_vente(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Prix limite de vente de la prothèse capillaire"
    label_en = "Maximum price"
    reference = L165_3
    documentation = "0 quand le prix est libre ou la limite inconnue."

    def formula_2012_09_01(individu, period, parameters):
        """Un montant par classe depuis le 2 avril 2019 ; la classe IV est libre."""
        limites = par_membre(
            parameters(period).appareillage.dispositifs.prothese_capillaire.prix_limite_vente, ClasseCapillaire
        )
        return numpy.take(limites, codes(individu("appareillage_capillaire_classe", period)))


class appareillage_capillaire_prise_en_charge_renforcee(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La classe est à prise en charge renforcée"
    label_en = "Reinforced coverage"
    reference = R871_2

    def formula_2012_09_01(individu, period, parameters):
        """Classes I et II depuis 2026."""
        noeud = parameters(period).appareillage.dispositifs.prothese_capillaire.prise_en_charge_renforcee
        return (
            numpy.take(par_membre(noeud, ClasseCapillaire), codes(individu("appareillage_capillaire_classe", period)))
            > 0
        )


class appareillage_capillaire_prochain_renouvellement_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Premier jour où la prothèse capillaire peut être renouvelée"
    label_en = "First renewal day"
    reference = CAPILLAIRE
    documentation = "Sans objet (1970-01-01) sans prothèse précédente."

    def formula_2019_04_02(individu, period, parameters):
        """Depuis le 2 avril 2019 : douze mois."""
        delai = parameters(period).appareillage.dispositifs.prothese_capillaire.renouvellement_mois
        precedente = individu("appareillage_capillaire_delivrance_precedente_date", period)
        return prochain_renouvellement(individu, period, precedente, lambda age: delai)


class appareillage_capillaire_motif(Variable):
    value_type = Enum
    possible_values = MotifAppareillage
    default_value = MotifAppareillage.sans_objet
    entity = Individu
    definition_period = DAY
    label = "La prothèse capillaire est-elle prise en charge, et pourquoi"
    label_en = "Whether covered, and why"
    reference = CAPILLAIRE + R165_40 + R165_24 + L160_8

    def formula_2012_09_01(individu, period, parameters):
        """Une classe de la liste, une ordonnance de moins de six mois, et dans le délai que le prescripteur a écrit, le
        délai de renouvellement écoulé ou levé par la caisse (R. 165-24), une base connue. L'échange oral s'exige des
        prescriptions établies depuis le 28 décembre 2023.
        """
        jour, ordonnance = premier_jour(period), individu("appareillage_capillaire_ordonnance_date", period)
        validite = parameters(period).appareillage.dispositifs.liste.ordonnance_validite_mois
        avant = individu("appareillage_capillaire_executer_avant_date", period)
        perimee = (ajoute_mois(ordonnance, validite) <= jour) | (est_renseignee(avant) & (avant < jour))
        trop_tot = jour < individu("appareillage_capillaire_prochain_renouvellement_date", period)
        trop_tot = trop_tot & not_(individu("appareillage_capillaire_renouvellement_anticipe_accorde", period))
        sans_ordonnance = not_(est_renseignee(ordonnance)) | (jour < ordonnance)
        # Une classe sans base, quand d'autres en ont une : elle n'est pas, ou plus, sur la liste.
        bases = par_membre(
            parameters(period).appareillage.dispositifs.prothese_capillaire.base_remboursement, ClasseCapillaire
        )
        classe = individu("appareillage_capillaire_classe", period)
        base = individu("appareillage_capillaire_base_remboursement", period)
        hors_liste = (base == 0) & (bases.max() > 0) & (classe != ClasseCapillaire.aucune)
        return premier_vrai(
            [
                (individu("appareillage_capillaire_prix", period) == 0, MotifAppareillage.sans_objet),
                (hors_liste, MotifAppareillage.hors_liste),
                (sans_ordonnance, MotifAppareillage.sans_ordonnance),
                (sans_echange_oral(individu, period, parameters, ordonnance), MotifAppareillage.sans_echange_oral),
                (perimee, MotifAppareillage.ordonnance_perimee),
                (trop_tot, MotifAppareillage.delai_non_ecoule),
                (sans_base(individu, period, base), MotifAppareillage.base_inconnue),
            ],
            sinon=MotifAppareillage.eligible,
        )


class appareillage_capillaire_eligible(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La prothèse capillaire est prise en charge"
    label_en = "Covered"
    reference = CAPILLAIRE

    def formula_2012_09_01(individu, period):
        """Vrai quand toutes les conditions sont remplies."""
        return individu("appareillage_capillaire_motif", period) == MotifAppareillage.eligible


class appareillage_capillaire_taux(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "/1"
    label = "Taux de prise en charge de la prothèse capillaire"
    label_en = "Rate"
    reference = L160_13

    def formula_2012_09_01(individu, period, parameters):
        """Le taux de la liste ; 100 % en cas d'exonération (affection de longue durée : le cas ordinaire)."""
        return taux_de_la_personne(
            individu, period, parameters, parameters(period).soins.taux_remboursement.dispositif_medical
        )


def _maximum_c2s(individu, period):
    """Le maximum donné ; à défaut, le prix limite d'une classe à prise en charge renforcée."""
    maximum = individu("appareillage_capillaire_c2s_tarif_maximum", period)
    renforcee = individu("appareillage_capillaire_prise_en_charge_renforcee", period)
    return where(maximum > 0, maximum, renforcee * individu("appareillage_capillaire_prix_limite_vente", period))


class appareillage_capillaire_part_amo(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part de l'Assurance Maladie pour la prothèse capillaire"
    label_en = "Assurance Maladie's part, hair prosthesis"
    reference = CAPILLAIRE + L160_13

    def formula_2012_09_01(individu, period, parameters):
        """Le taux sur le plus petit du prix et de la base ; base majorée en accident du travail où le prix est libre,
        frais réels après un acte de terrorisme.
        """
        return part_amo_du_dispositif(individu, period, parameters, "appareillage_capillaire")


class appareillage_capillaire_part_regime_local(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part du régime local d'Alsace-Moselle pour la prothèse capillaire"
    label_en = "Part of the local scheme, hair prosthesis"
    reference = L325_1

    def formula_2012_09_01(individu, period, parameters):
        """Le complément jusqu'à 90 % de la base."""
        return part_regime_local_du_dispositif(individu, period, parameters, "appareillage_capillaire")


class appareillage_capillaire_prise_en_charge_totale(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Prise en charge par tous les organismes pour la prothèse capillaire"
    label_en = "Total paid, hair prosthesis"
    reference = R871_2 + L861_3

    def formula_2012_09_01(individu, period):
        """Contrat responsable : jusqu'au prix limite d'un article à prise en charge renforcée, sinon la base ou la
        garantie. C2S : jusqu'au maximum donné, sinon la base.
        """
        maximum = _maximum_c2s(individu, period)
        return prise_en_charge_totale_du_dispositif(individu, period, "appareillage_capillaire", maximum_c2s=maximum)


class appareillage_capillaire_part_complementaire(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part complémentaire pour la prothèse capillaire"
    label_en = "Complementary part, hair prosthesis"
    reference = R871_2 + L861_3

    def formula_2012_09_01(individu, period):
        """La prise en charge totale moins les parts de l'Assurance Maladie et du régime local."""
        return part_complementaire(individu, period, "appareillage_capillaire")


class appareillage_capillaire_reste_a_charge(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Reste à charge pour la prothèse capillaire"
    label_en = "What is left, hair prosthesis"
    reference = L160_13

    def formula_2012_09_01(individu, period):
        """Le prix moins la prise en charge totale."""
        return reste_a_charge(
            individu, period, "appareillage_capillaire", individu("appareillage_capillaire_prix", period)
        )


class appareillage_capillaire_montant_irregulier(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Somme facturée au-delà du prix limite de vente pour la prothèse capillaire"
    label_en = "Sum above the cap, hair prosthesis"
    reference = L165_3
    documentation = "Elle reste dans le reste à charge calculé."

    def formula_2012_09_01(individu, period):
        """Un prix égal au prix limite est régulier."""
        return montant_irregulier_du_dispositif(individu, period, "appareillage_capillaire")


class appareillage_capillaire_prix_irregulier(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le prix dépasse le prix limite de vente, pour la prothèse capillaire"
    label_en = "The price breaks the cap, hair prosthesis"
    reference = L165_3

    def formula_2012_09_01(individu, period):
        """Vrai dès le premier centime au-delà."""
        return individu("appareillage_capillaire_montant_irregulier", period) > 0


class appareillage_capillaire_tiers_payant(Variable):
    value_type = Enum
    possible_values = TiersPayantAppareillage
    default_value = TiersPayantAppareillage.sans_objet
    entity = Individu
    definition_period = DAY
    label = "Tiers payant pour la prothèse capillaire"
    label_en = "Third-party payment, hair prosthesis"
    reference = L871_1

    def formula_2012_09_01(individu, period, parameters):
        """Intégral avec la C2S ; jusqu'à la base avec un contrat responsable depuis 2017 ; jusqu'au prix limite d'un article à
        prise en charge renforcée depuis 2022.
        """
        return tiers_payant_du_dispositif(individu, period, parameters, "appareillage_capillaire")


class appareillage_capillaire_plafond_c2s_non_verifie(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le maximum de la C2S n'est pas connu pour la prothèse capillaire"
    label_en = "C2S maximum not verified"
    reference = L861_3

    def formula_2012_09_01(individu, period):
        """Bénéficiaire de la C2S, aucun maximum donné."""
        inconnu = individu("appareillage_capillaire_c2s_tarif_maximum", period) == 0
        return (
            individu("beneficiaire_c2s", period.first_month)
            & individu("appareillage_capillaire_eligible", period)
            & inconnu
        )
