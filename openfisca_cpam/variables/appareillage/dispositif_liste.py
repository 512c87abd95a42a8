"""Les autres dispositifs de la liste des produits et prestations : conditions, renouvellement, parts."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.appareillage.articles import L160_13, L165_1, L165_3, L325_1, L871_1, R165_40
from openfisca_cpam.variables.appareillage.commun import (
    MotifAppareillage,
    TiersPayantAppareillage,
    part_complementaire,
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
from openfisca_cpam.variables.appareillage.prescription import L160_8, sans_echange_oral

R165_24 = [
    "Article R. 165-24 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006747769",
]
R165_25 = [
    "Article R. 165-25 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000021020293",
]
R165_36 = [
    "Articles R. 165-36, R. 165-41 et R. 165-43 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000026153102",
]
R165_23 = [
    "Article R. 165-23 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006747767",
]
R160_16 = [
    "Article R. 160-16, V, 1°, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000037964533",
]
R871_2 = [
    "Article R. 871-2, 1°, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000052861614",
]
L861_3 = [
    "Article L. 861-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000046812151",
    "Article L. 165-6 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000048697490",
]


class NatureDispositif(Enum):
    ordinaire = "Dispositif ordinaire de la liste"
    orthoprothese = "Orthoprothèse"
    prothese_oculaire_ou_faciale = "Prothèse oculaire ou faciale"
    chaussures_orthopediques = "Chaussures orthopédiques ou autre appareil du titre II"


class appareillage_lpp_nature(Variable):
    value_type = Enum
    possible_values = NatureDispositif
    default_value = NatureDispositif.ordinaire
    entity = Individu
    definition_period = DAY
    label = "Nature du dispositif"
    label_en = "Kind of device"
    reference = L165_1


class appareillage_lpp_prix(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Prix du dispositif"
    label_en = "Price"
    reference = L165_1


class appareillage_lpp_base_devis(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Base de remboursement du dispositif"
    label_en = "Base"
    reference = L165_1
    documentation = "Tarif de la liste, lu sur le devis ou la note."


class appareillage_lpp_prix_limite_vente(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Prix limite de vente du dispositif"
    label_en = "Maximum price"
    reference = L165_3
    documentation = "0 quand le prix est libre."


class appareillage_lpp_inscrit_liste(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = DAY
    label = "Le dispositif est inscrit sur la liste"
    label_en = "Listed"
    reference = L165_1


class appareillage_lpp_sur_mesure_accorde(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Dispositif sur mesure hors de la liste, accepté par la caisse sur devis"
    label_en = "Custom device agreed"
    reference = R165_25
    documentation = "Aucun produit de la liste ne convient, après avis du médecin-conseil."


class appareillage_lpp_delivre(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = DAY
    label = "Le dispositif a été effectivement délivré"
    label_en = "Delivered"
    reference = R165_36


class appareillage_lpp_ordonnance_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date de l'ordonnance"
    label_en = "Date of the prescription"
    reference = R165_40


class appareillage_lpp_executer_avant_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Jour de la mention « à exécuter avant le » de l'ordonnance"
    label_en = "Last day set by the prescriber"
    reference = R165_40
    documentation = "Dernier jour d'exécution ; à défaut, six mois."


class appareillage_lpp_premiere_delivrance(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = DAY
    label = "Première délivrance sur cette ordonnance"
    label_en = "First delivery"
    reference = R165_40


class appareillage_lpp_teleconsultation(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Prescription établie pendant une téléconsultation"
    label_en = "Prescribed by teleconsultation"
    reference = L160_8


class appareillage_lpp_echange_oral(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La téléconsultation a comporté un échange oral"
    label_en = "Oral exchange"
    reference = L160_8


class appareillage_lpp_prescription_mois(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "month"
    minimum = 0
    maximum = 120
    label = "Durée de la prescription, en mois"
    label_en = "Months prescribed"
    reference = R165_36


class appareillage_lpp_jours_delivres(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "day"
    minimum = 0
    maximum = 1000
    label = "Durée de traitement délivrée en une fois, en jours"
    label_en = "Days delivered at once"
    reference = R165_36
    documentation = "0 pour un dispositif durable."


class appareillage_lpp_conditionnement_superieur(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le conditionnement le plus économique couvre plus d'un mois"
    label_en = "Larger packaging"
    reference = R165_36


class appareillage_lpp_accord_exige(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La liste exige une entente préalable"
    label_en = "Prior agreement required"
    reference = R165_23


class appareillage_lpp_renouvellement(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Renouvellement d'un dispositif déjà pris en charge"
    label_en = "Renewal"
    reference = R165_24


class appareillage_lpp_hors_usage_ou_inadapte(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le dispositif précédent est hors d'usage, irréparable ou inadapté à l'état du patient"
    label_en = "Unusable or unfit"
    reference = R165_24


class appareillage_lpp_delivrance_precedente_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Délivrance du dispositif précédent"
    label_en = "Previous dispensing"
    reference = R165_24


class appareillage_lpp_duree_normale_mois(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "month"
    minimum = 0
    maximum = 600
    label = "Durée normale d'utilisation fixée par la liste, en mois"
    label_en = "Normal life in months"
    reference = R165_24
    documentation = "0 quand la liste n'en fixe pas."


class appareillage_lpp_garantie_fin_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour de la garantie du dispositif précédent"
    label_en = "Last day of the guarantee"
    reference = R165_24
    documentation = "À défaut (1970-01-01), garantie écoulée."


class appareillage_lpp_renouvellement_anticipe_accorde(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La caisse accepte un renouvellement avant la durée normale"
    label_en = "Early renewal agreed"
    reference = R165_24
    documentation = "Après avis du médecin-conseil."


class appareillage_lpp_garantie_totale(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Garantie du contrat pour le dispositif, part de l'Assurance Maladie comprise"
    label_en = "Contract guarantee"
    reference = R871_2


class appareillage_lpp_c2s_tarif_maximum(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Prise en charge maximale de la C2S pour le dispositif"
    label_en = "C2S maximum"
    reference = L861_3
    documentation = "Pour un dispositif de la liste de la C2S ; 0 sinon, ou quand il n'est pas connu."


class appareillage_lpp_prise_en_charge_renforcee(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Dispositif d'une classe à prise en charge renforcée"
    label_en = "Reinforced coverage"
    reference = R871_2
    documentation = "Aucune pour ces dispositifs à ce jour ; à donner si la liste en crée une."


class appareillage_lpp_prochain_renouvellement_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Premier jour où le dispositif peut être renouvelé"
    label_en = "First renewal day"
    reference = R165_24
    documentation = "Sans objet (1970-01-01) sans dispositif précédent."

    def formula_2012_09_01(individu, period):
        """La fin de la durée normale fixée par la liste, ou le lendemain de la garantie si elle finit plus tard."""
        precedente = individu("appareillage_lpp_delivrance_precedente_date", period)
        fin = ajoute_mois(precedente, individu("appareillage_lpp_duree_normale_mois", period))
        garantie = individu("appareillage_lpp_garantie_fin_date", period)
        fin = where(est_renseignee(garantie), max_(fin, ajoute_jours(garantie, 1)), fin)
        return where(est_renseignee(precedente), fin, NON_RENSEIGNEE)


class appareillage_lpp_base_remboursement(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Base de remboursement du dispositif"
    label_en = "Reimbursement base"
    reference = L165_1

    def formula_2012_09_01(individu, period):
        """Le tarif de la liste, ou du devis accepté pour un dispositif sur mesure."""
        return arrondi_centime(individu("appareillage_lpp_base_devis", period))


class appareillage_lpp_motif(Variable):
    value_type = Enum
    possible_values = MotifAppareillage
    default_value = MotifAppareillage.sans_objet
    entity = Individu
    definition_period = DAY
    label = "Le dispositif est-il pris en charge, et pourquoi"
    label_en = "Whether covered, and why"
    reference = L165_1 + R165_40 + R165_24 + R165_25 + L160_8

    def formula_2012_09_01(individu, period, parameters):
        """Inscription, ordonnance de moins de six mois, délivrance effective et mesurée, entente préalable,
        renouvellement, tarif connu. L'échange oral s'exige des prescriptions établies depuis le 28 décembre 2023.
        """
        jour, ordonnance = premier_jour(period), individu("appareillage_lpp_ordonnance_date", period)
        regles = parameters(period).appareillage.dispositifs.liste
        avant = individu("appareillage_lpp_executer_avant_date", period)
        fin = ajoute_jours(ajoute_mois(ordonnance, regles.ordonnance_validite_mois), -1)
        fin = where(est_renseignee(avant), min_(fin, avant), fin)
        perimee = individu("appareillage_lpp_premiere_delivrance", period) & (fin < jour)
        admis = individu("appareillage_lpp_inscrit_liste", period) | individu(
            "appareillage_lpp_sur_mesure_accorde", period
        )
        muette = individu("appareillage_lpp_teleconsultation", period) & not_(
            individu("appareillage_lpp_echange_oral", period)
        )
        exige = a_la_date(
            ordonnance, lambda date: parameters(date).appareillage.dispositifs.liste.teleconsultation_echange_oral
        )
        trop = individu("appareillage_lpp_jours_delivres", period) > regles.delivrance_jours_maximum
        trop = trop & not_(individu("appareillage_lpp_conditionnement_superieur", period))
        sans_accord = individu("appareillage_lpp_accord_exige", period) & not_(
            individu("appareillage_accord_prealable_acquis", period)
        )
        renouvele = individu("appareillage_lpp_renouvellement", period)
        garantie = individu("appareillage_lpp_garantie_fin_date", period)
        sous_garantie = renouvele & est_renseignee(garantie) & (jour <= garantie)
        utilisable = renouvele & not_(individu("appareillage_lpp_hors_usage_ou_inadapte", period))
        trop_tot = renouvele & (jour < individu("appareillage_lpp_prochain_renouvellement_date", period))
        trop_tot = trop_tot & not_(individu("appareillage_lpp_renouvellement_anticipe_accorde", period))
        trop_longue = individu("appareillage_lpp_prescription_mois", period) > regles.prescription_mois_maximum
        return premier_vrai(
            [
                (individu("appareillage_lpp_prix", period) == 0, MotifAppareillage.sans_objet),
                (not_(admis), MotifAppareillage.hors_liste),
                (not_(individu("appareillage_lpp_delivre", period)), MotifAppareillage.non_delivre),
                (not_(est_renseignee(ordonnance)) | (jour < ordonnance), MotifAppareillage.sans_ordonnance),
                (
                    (muette & exige) | sans_echange_oral(individu, period, parameters, ordonnance),
                    MotifAppareillage.sans_echange_oral,
                ),
                (perimee, MotifAppareillage.ordonnance_perimee),
                (trop_longue, MotifAppareillage.prescription_trop_longue),
                (trop, MotifAppareillage.delivrance_trop_importante),
                (sans_accord, MotifAppareillage.accord_absent),
                (sous_garantie, MotifAppareillage.garantie_en_cours),
                (utilisable, MotifAppareillage.encore_utilisable),
                (trop_tot, MotifAppareillage.delai_non_ecoule),
                (
                    sans_base(individu, period, individu("appareillage_lpp_base_remboursement", period)),
                    MotifAppareillage.base_inconnue,
                ),
            ],
            sinon=MotifAppareillage.eligible,
        )


class appareillage_lpp_eligible(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le dispositif est pris en charge"
    label_en = "Covered"
    reference = L165_1

    def formula_2012_09_01(individu, period):
        """Vrai quand toutes les conditions sont remplies."""
        return individu("appareillage_lpp_motif", period) == MotifAppareillage.eligible


class appareillage_lpp_taux(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "/1"
    label = "Taux de prise en charge du dispositif"
    label_en = "Rate"
    reference = L160_13 + R160_16

    def formula_2012_09_01(individu, period, parameters):
        """Le taux de la liste ; 100 % pour les orthoprothèses et les prothèses oculaires et faciales, et en cas
        d'exonération.
        """
        taux = parameters(period).soins.taux_remboursement
        nature = individu("appareillage_lpp_nature", period)
        grand = parmi(nature, NatureDispositif.orthoprothese, NatureDispositif.prothese_oculaire_ou_faciale)
        return taux_de_la_personne(
            individu, period, parameters, where(grand, taux.grand_appareillage, taux.dispositif_medical)
        )


class appareillage_lpp_part_amo(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part de l'Assurance Maladie pour le dispositif"
    label_en = "Assurance Maladie's part, device"
    reference = L165_1 + L160_13

    def formula_2012_09_01(individu, period, parameters):
        """Le taux sur le plus petit du prix et de la base ; base majorée en accident du travail où le prix est libre,
        frais réels après un acte de terrorisme.
        """
        return part_amo_du_dispositif(individu, period, parameters, "appareillage_lpp")


class appareillage_lpp_part_regime_local(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part du régime local d'Alsace-Moselle pour le dispositif"
    label_en = "Part of the local scheme, device"
    reference = L325_1

    def formula_2012_09_01(individu, period, parameters):
        """Le complément jusqu'à 90 % de la base."""
        return part_regime_local_du_dispositif(individu, period, parameters, "appareillage_lpp")


class appareillage_lpp_prise_en_charge_totale(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Prise en charge par tous les organismes pour le dispositif"
    label_en = "Total paid, device"
    reference = R871_2 + L861_3

    def formula_2012_09_01(individu, period):
        """Contrat responsable : jusqu'au prix limite d'un article à prise en charge renforcée, sinon la base ou la
        garantie. C2S : jusqu'au maximum donné, sinon la base.
        """
        maximum = individu("appareillage_lpp_c2s_tarif_maximum", period)
        return prise_en_charge_totale_du_dispositif(individu, period, "appareillage_lpp", maximum_c2s=maximum)


class appareillage_lpp_part_complementaire(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part complémentaire pour le dispositif"
    label_en = "Complementary part, device"
    reference = R871_2 + L861_3

    def formula_2012_09_01(individu, period):
        """La prise en charge totale moins les parts de l'Assurance Maladie et du régime local."""
        return part_complementaire(individu, period, "appareillage_lpp")


class appareillage_lpp_reste_a_charge(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Reste à charge pour le dispositif"
    label_en = "What is left, device"
    reference = L160_13

    def formula_2012_09_01(individu, period):
        """Le prix moins la prise en charge totale."""
        return reste_a_charge(individu, period, "appareillage_lpp", individu("appareillage_lpp_prix", period))


class appareillage_lpp_montant_irregulier(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Somme facturée au-delà du prix limite de vente pour le dispositif"
    label_en = "Sum above the cap, device"
    reference = L165_3
    documentation = "Elle reste dans le reste à charge calculé."

    def formula_2012_09_01(individu, period):
        """Un prix égal au prix limite est régulier."""
        return montant_irregulier_du_dispositif(individu, period, "appareillage_lpp")


class appareillage_lpp_prix_irregulier(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le prix dépasse le prix limite de vente, pour le dispositif"
    label_en = "The price breaks the cap, device"
    reference = L165_3

    def formula_2012_09_01(individu, period):
        """Vrai dès le premier centime au-delà."""
        return individu("appareillage_lpp_montant_irregulier", period) > 0


class appareillage_lpp_tiers_payant(Variable):
    value_type = Enum
    possible_values = TiersPayantAppareillage
    default_value = TiersPayantAppareillage.sans_objet
    entity = Individu
    definition_period = DAY
    label = "Tiers payant pour le dispositif"
    label_en = "Third-party payment, device"
    reference = L871_1

    def formula_2012_09_01(individu, period, parameters):
        """Intégral avec la C2S ; jusqu'à la base avec un contrat responsable depuis 2017 ; jusqu'au prix limite d'un article à
        prise en charge renforcée depuis 2022.
        """
        return tiers_payant_du_dispositif(individu, period, parameters, "appareillage_lpp")
