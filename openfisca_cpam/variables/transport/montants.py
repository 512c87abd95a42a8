"""Ce qui est payé et par qui, dans l'ordre de la loi : base, taux, franchise, complémentaires publics, reste."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.individu.complementaire import TypeComplementaire
from openfisca_cpam.variables.individu.droits import TypeALD
from openfisca_cpam.variables.transport.prise_en_charge import Payeur

L160_13 = [
    "Article L. 160-13 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051284908",
]
L325_1 = [
    "Articles L. 325-1 et D. 325-7 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031813563",
]
L861_3 = [
    "Article L. 861-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000046812151",
]
R871_2 = [
    "Article L. 871-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051382496",
    "Article R. 871-2, 1°, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000052861614",
]
L322_5_1 = [
    "Article L. 322-5-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000048703185",
    "Article L. 162-1-21 du code de la sécurité sociale",
]


class MotifTiersPayant(Enum):
    remboursement = "Pas de tiers payant : remboursement sur demande, avec les justificatifs"
    non_pris_en_charge = "Sans objet : le transport n'est pas pris en charge par l'Assurance Maladie"
    refus_partage = "Pas de tiers payant : transport partagé refusé (L. 322-5-1)"
    transporteur_conventionne = "Tiers payant : transporteur conventionné (L. 322-5-1, convention des taxis)"
    maternite_ou_ald = "Tiers payant : maternité ou affection de longue durée (L. 162-1-21)"
    couverture = "Tiers payant intégral : C2S ou AME"


class transport_part_amo_trajet(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    connu = "transport_base_connue"
    label = "Part de l'Assurance Maladie pour un trajet en ambulance, en VSL ou en taxi, avant franchise"
    label_en = "Assurance Maladie's part of one invoiced trip, before the franchise"
    reference = L160_13

    def formula_2006_12_30(individu, period):
        """Le tarif d'un trajet par le taux, arrondi au centime."""
        du = individu("transport_eligible", period) & individu("transport_vehicule_facture", period)
        return du * arrondi_centime(individu("transport_tarif_trajet", period) * individu("transport_taux", period))


class transport_part_amo(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    connu = "transport_base_connue"
    label = "Part de l'Assurance Maladie, avant franchise"
    label_en = "Assurance Maladie's part, before the franchise"
    reference = L160_13

    def formula_2006_12_30(individu, period):
        """Trajets facturés, arrondis un à un ; véhicule personnel et billets, arrondis ensemble."""
        facture = fois(individu("transport_part_amo_trajet", period), individu("transport_nombre_trajets", period))
        autres = individu("transport_base_autres", period) * individu("transport_taux", period)
        return arrondi_centime(facture + arrondi_centime(autres))


class transport_franchise(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    motif = "franchise_transport_motif"
    connu = "transport_base_connue"
    label = "Franchise retenue sur les trajets de la journée"
    label_en = "Franchise withheld on the day's trips"
    reference = [
        "Articles D. 160-9 à D. 160-12 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000049158651",
    ]

    def formula_2008_01_01(individu, period):
        """La part du transport dans les franchises retenues, après les plafonds du jour et de l'année civile."""
        return individu("franchise_transport_retenue", period)


class transport_versement(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    connu = "transport_base_connue"
    label = "Versement de l'Assurance Maladie, franchise déduite"
    label_en = "Payment of the Assurance Maladie, after the franchise"
    reference = L160_13

    def formula_2006_12_30(individu, period):
        """La part de l'Assurance Maladie moins la franchise, qui ne peut la dépasser."""
        return arrondi_centime(individu("transport_part_amo", period) - individu("transport_franchise", period))


class transport_part_regime_local(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    connu = "transport_base_connue"
    label = "Part du régime local d'Alsace-Moselle"
    label_en = "Part of the local scheme of Alsace-Moselle"
    reference = L325_1

    def formula_2006_12_30(individu, period, parameters):
        """Le complément jusqu'au taux total du régime local, jamais la franchise ni un dépassement."""
        taux_total = parameters(period).transport.regime_local_alsace_moselle.taux_total
        affilies = Seuls(individu, individu("regime_local_alsace_moselle", period.first_month))
        total = arrondi_centime(affilies("transport_base_remboursement", period) * taux_total)
        return affilies.rend(max_(0, arrondi_centime(total - affilies("transport_part_amo", period))))


class transport_part_c2s(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    connu = "transport_base_connue"
    label = "Part de la Complémentaire santé solidaire"
    label_en = "Part of the Complémentaire santé solidaire"
    reference = L861_3

    def formula_2006_12_30(individu, period):
        """Le reste de la base, après l'Assurance Maladie et le régime local."""
        couverts = Seuls(individu, individu("beneficiaire_c2s", period.first_month))
        paye = couverts("transport_part_amo", period) + couverts("transport_part_regime_local", period)
        return couverts.rend(max_(0, arrondi_centime(couverts("transport_base_remboursement", period) - paye)))


class transport_part_complementaire_regime(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    connu = "transport_base_connue"
    label = "Part des complémentaires publics : régime local et C2S"
    label_en = "Part of the public complements: local scheme and C2S"
    reference = L325_1 + L861_3

    def formula_2006_12_30(individu, period):
        """Somme des deux."""
        return individu("transport_part_regime_local", period) + individu("transport_part_c2s", period)


class transport_reste_a_charge(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    connu = "transport_depense_connue"
    label = "Reste à charge du patient, avant une complémentaire privée"
    label_en = "What is left to the patient, before private insurance"
    reference = L160_13
    documentation = (
        "Dépense moins versement moins part des complémentaires publics ; 0 quand l'établissement paie. À ne pas lire "
        "quand transport_base_motif dit que la base est inconnue."
    )

    def formula_2006_12_30(individu, period):
        """Ticket modérateur, franchise et ce qui dépasse la base."""
        reste = (
            individu("transport_depense", period)
            - individu("transport_versement", period)
            - individu("transport_part_complementaire_regime", period)
        )
        a_charge_hopital = individu("transport_payeur", period) == Payeur.etablissement
        return not_(a_charge_hopital) * max_(0, arrondi_centime(reste))


class transport_part_non_remboursable(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    connu = "transport_depense_connue"
    label = "Part du reste qu'une complémentaire responsable ne peut pas ou n'a pas à rembourser"
    label_en = "Part that no responsible complementary insurance pays"
    reference = [
        "Article L. 871-1 du code de la sécurité sociale (franchise)",
        "Article L. 160-13, III, du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051284908",
    ]

    def formula_2006_12_30(individu, period):
        """La franchise et ce qui dépasse la base de remboursement."""
        depassement = max_(0, individu("transport_depense", period) - individu("transport_base_remboursement", period))
        a_charge_hopital = individu("transport_payeur", period) == Payeur.etablissement
        return where(a_charge_hopital, 0, arrondi_centime(individu("transport_franchise", period) + depassement))


class transport_ticket_moderateur(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    connu = "transport_base_connue"
    label = "Ticket modérateur laissé au patient, qu'une complémentaire peut rembourser"
    label_en = "Patient's share that a complementary insurance may pay"
    reference = L160_13

    def formula_2006_12_30(individu, period):
        """La base moins ce qu'en paient l'Assurance Maladie et les complémentaires publics."""
        paye = individu("transport_part_amo", period) + individu("transport_part_complementaire_regime", period)
        return max_(0, arrondi_centime(individu("transport_base_remboursement", period) - paye))


class transport_part_complementaire(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    connu = "transport_base_connue"
    label = "Part de la complémentaire privée"
    label_en = "Part of the private complementary insurance"
    reference = R871_2
    documentation = (
        "Le ticket modérateur, après le régime local : ni la franchise, ni la minoration pour refus d'un transport partagé, "
        "ni ce qui dépasse la base. Avant le 1er avril 2015, un contrat responsable n'avait pas à le payer : rien n'est "
        "compté. Un contrat non responsable est tenu pour le payer comme lui."
    )

    def formula_2006_12_30(individu, period):
        """Jusqu'au 31 mars 2015, aucune règle n'oblige un contrat à payer la participation aux transports : 0."""
        return numpy.zeros(individu.count)

    def formula_2015_04_01(individu, period):
        """R. 871-2, 1°, depuis le 1er avril 2015 : toute la participation de R. 160-5, dont celle des transports (9°)."""
        mois = period.first_month
        couvert = (individu("complementaire_type", mois) != TypeComplementaire.aucune) & not_(
            individu("beneficiaire_c2s", mois)
        )
        couverts = Seuls(individu, couvert)
        return couverts.rend(couverts("transport_ticket_moderateur", period))


class transport_reste_a_charge_final(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    connu = "transport_depense_connue"
    label = "Reste à charge du patient, après une complémentaire privée"
    label_en = "What is left to the patient, after private insurance"
    reference = L160_13 + R871_2

    def formula_2006_12_30(individu, period):
        """Le reste à charge moins la part de la complémentaire : avec elle, la franchise et ce qui dépasse la base."""
        reste = individu("transport_reste_a_charge", period) - individu("transport_part_complementaire", period)
        return max_(0, arrondi_centime(reste))


class transport_tiers_payant_motif(Variable):
    value_type = Enum
    possible_values = MotifTiersPayant
    default_value = MotifTiersPayant.remboursement
    entity = Individu
    definition_period = DAY
    label = "Tiers payant, et pourquoi"
    label_en = "Third-party payment, and why"
    reference = L322_5_1

    def formula_2006_12_30(individu, period):
        """Dispense d'avance pour la part obligatoire chez un transporteur conventionné."""
        return premier_vrai(_tiers_payant(individu, period), sinon=MotifTiersPayant.remboursement)

    def formula_2018_01_01(individu, period):
        """Depuis le 1er janvier 2018, aussi pour la maternité et l'affection de longue durée, chez tout transporteur.

        Depuis le 2 mars 2025, la dispense est perdue au refus d'un transport partagé.
        """
        vehicule = individu("transport_vehicule_facture", period)
        maternite_ou_ald = (
            individu("periode_maternite", period)
            | individu("transport_situation_engagement_maternite", period)
            | (
                individu("transport_soin_lie_ald", period)
                & (individu("ald_type", period.first_month) == TypeALD.exonerante)
            )
        )
        return premier_vrai(
            [*_tiers_payant(individu, period), (vehicule & maternite_ou_ald, MotifTiersPayant.maternite_ou_ald)],
            sinon=MotifTiersPayant.remboursement,
        )


def _tiers_payant(individu, period):
    mois = period.first_month
    conventionne = individu("transport_vehicule_facture", period) & individu("transport_conventionne", period)
    protege = individu("beneficiaire_c2s", mois) | individu("beneficiaire_ame", mois)
    return [
        (not_(individu("transport_eligible", period)), MotifTiersPayant.non_pris_en_charge),
        (individu("transport_partage_refus_sanctionne", period), MotifTiersPayant.refus_partage),
        (individu("transport_vehicule_facture", period) & protege, MotifTiersPayant.couverture),
        (conventionne, MotifTiersPayant.transporteur_conventionne),
    ]


class transport_tiers_payant(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le patient est dispensé d'avancer la part des régimes obligatoires"
    label_en = "The patient does not advance the part of the mandatory schemes"
    reference = L322_5_1

    def formula_2006_12_30(individu, period):
        """Vrai pour les trois motifs de dispense."""
        return parmi(
            individu("transport_tiers_payant_motif", period),
            MotifTiersPayant.transporteur_conventionne,
            MotifTiersPayant.maternite_ou_ald,
            MotifTiersPayant.couverture,
        )


class transport_avance_patient(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    connu = "transport_depense_connue"
    label = "Somme que le patient avance le jour du transport"
    label_en = "What the patient pays on the day"
    reference = L322_5_1
    documentation = "La franchise n'est pas avancée : elle est retenue sur le versement, ou plus tard sur un autre."

    def formula_2006_12_30(individu, period):
        """Toute la dépense sans tiers payant ; sinon la dépense moins les parts publiques.

        L'article L. 322-5-1 dispense de l'avance de la part garantie par les régimes obligatoires : le régime local
        d'Alsace-Moselle, complémentaire mais obligatoire (L. 325-1), en est un.
        """
        depense = individu("transport_depense", period)
        parts = individu("transport_part_amo", period) + individu("transport_part_complementaire_regime", period)
        a_charge_hopital = individu("transport_payeur", period) == Payeur.etablissement
        avec_dispense = max_(0, arrondi_centime(depense - parts))
        return where(a_charge_hopital, 0, where(individu("transport_tiers_payant", period), avec_dispense, depense))
