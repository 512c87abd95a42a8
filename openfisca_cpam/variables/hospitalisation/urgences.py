"""Le passage aux urgences sans hospitalisation : 20 % jusqu'en 2021, forfait patient urgences depuis 2022 (R46, R47)."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.individu.complementaire import TypeComplementaire
from openfisca_cpam.variables.individu.droits import TypeALD

L160_13 = [
    "Article L. 160-13, I, al. 4, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051284908",
]
R160_17_1 = [
    "Article R. 160-17-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000045246636",
]
R160_5 = [
    "Article R. 160-5, 12° et 13°, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053285637",
]


class SuiteUrgences(Enum):
    aucun_passage = "Aucun passage aux urgences"
    sans_hospitalisation = "Retour à domicile"
    hospitalisation_mco = "Hospitalisation en médecine, chirurgie, obstétrique ou odontologie du même établissement"
    hospitalisation_autre = "Hospitalisation en psychiatrie ou en soins de réadaptation, ou dans un autre établissement"


class MotifForfaitUrgences(Enum):
    aucun_passage = "Aucun passage aux urgences"
    avant_2022 = "Avant le 1er janvier 2022 : participation de 20 % de la facture"
    programme = "Non dû : passage programmé"
    hospitalisation = "Non dû : passage suivi d'une hospitalisation (L. 160-13, I)"
    maternite = "Supprimé : période de maternité (R. 160-17-1, II, 1°)"
    nouveau_ne = "Supprimé : nouveau-né de trente jours au plus (R. 160-17-1, II, 2°)"
    rente_at_mp = "Supprimé : rente d'accident du travail d'au moins deux tiers (R. 160-17-1, II, 3°)"
    pension_invalidite = "Supprimé : pension d'invalidité (R. 160-17-1, II, 4°)"
    pension_militaire = "Supprimé : pension militaire (R. 160-17-1, II, 5°)"
    violences_sexuelles = "Supprimé : violences sexuelles subies pendant la minorité (R. 160-17-1, III, 1°)"
    don = "Supprimé : don d'éléments du corps humain (R. 160-17-1, III, 2°)"
    terrorisme = "Supprimé : victime d'un acte de terrorisme (R. 160-17-1, III, 3°)"
    risque_sanitaire = "Supprimé : soin en lien avec un risque sanitaire (R. 160-17-1, III, 4°)"
    ame = "Pris en charge : aide médicale de l'État"
    detenu = "Pris en charge : personne détenue (L. 382-35)"
    minore_ald = "Minoré : affection de longue durée (R. 160-17-1, I, 1°)"
    minore_at_mp = "Minoré : accident du travail ou maladie professionnelle (R. 160-17-1, I, 2°)"
    normal = "Forfait normal"


_MINORES = (MotifForfaitUrgences.minore_ald, MotifForfaitUrgences.minore_at_mp)


class hospitalisation_urgences_suite(Variable):
    value_type = Enum
    possible_values = SuiteUrgences
    default_value = SuiteUrgences.aucun_passage
    entity = Individu
    definition_period = DAY
    label = "Passage aux urgences et ce qui l'a suivi"
    label_en = "Emergency visit and what followed"
    reference = L160_13


class hospitalisation_urgences_programme(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Passage aux urgences programmé"
    label_en = "Planned visit"
    reference = L160_13


class hospitalisation_urgences_risque_sanitaire(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Passage en lien avec un risque sanitaire grave et exceptionnel, une épidémie par exemple (L. 16-10-1)"
    label_en = "Visit linked to a sanitary risk"
    reference = R160_17_1


class hospitalisation_urgences_facture(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100_000
    label = "Facture du passage aux urgences (forfait d'accueil et actes)"
    label_en = "Bill of the emergency visit"
    reference = R160_5


class hospitalisation_urgences_nombre_participations(Variable):
    value_type = int
    default_value = 1
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 20
    label = "Actes de médecin du passage soumis à la participation forfaitaire"
    label_en = "Doctor's acts liable to the participation"
    reference = L160_13
    documentation = "Le texte ne dit pas combien pour un passage : une par défaut."


class hospitalisation_urgences_forfait_motif(Variable):
    value_type = Enum
    possible_values = MotifForfaitUrgences
    default_value = MotifForfaitUrgences.aucun_passage
    entity = Individu
    definition_period = DAY
    label = "Forfait patient urgences : normal, minoré ou supprimé, et pourquoi"
    label_en = "Emergency charge: normal, reduced or none, and why"
    reference = L160_13 + R160_17_1

    def formula_2005_01_01(individu, period):
        """Avant 2022, la facture seule."""
        passage = individu("hospitalisation_urgences_suite", period) != SuiteUrgences.aucun_passage
        return premier_vrai([(passage, MotifForfaitUrgences.avant_2022)], sinon=MotifForfaitUrgences.aucun_passage)

    def formula_2022_01_01(individu, period, parameters):
        """La suppression l'emporte sur la minoration ; mineurs et ayants droit d'un rentier paient le forfait normal."""
        mois = period.first_month
        # Articles L. 160-13 (11° and 13° of L. 160-14, not 14°) and R. 160-17-1: the holder only.
        rentier = individu("rente_at_mp_taux", mois) >= parameters(period).individu.rente_at_mp.taux_minimum
        # Whatever the motive of the visit: who has care of article L. 431-1 that day, or a pension.
        victime_at_mp = (
            individu("hospitalisation_lie_at_mp", period)
            | individu("soins_lie_at_mp", period)
            | (individu("rente_at_mp_taux", mois) > 0)
        )
        suite = individu("hospitalisation_urgences_suite", period)
        M = MotifForfaitUrgences
        return premier_vrai(
            [
                (suite == SuiteUrgences.aucun_passage, M.aucun_passage),
                (suite == SuiteUrgences.hospitalisation_mco, M.hospitalisation),
                (individu("hospitalisation_urgences_programme", period), M.programme),
                (individu("periode_maternite", period), M.maternite),
                (individu("nouveau_ne", period), M.nouveau_ne),
                (rentier, M.rente_at_mp),
                (individu("beneficiaire_pension_invalidite", mois), M.pension_invalidite),
                (individu("beneficiaire_pension_militaire", mois), M.pension_militaire),
                (individu("hospitalisation_lie_violences_sexuelles", period), M.violences_sexuelles),
                (individu("hospitalisation_lie_don", period), M.don),
                (
                    individu("victime_terrorisme", mois) & individu("hospitalisation_lie_terrorisme", period),
                    M.terrorisme,
                ),
                (individu("hospitalisation_urgences_risque_sanitaire", period), M.risque_sanitaire),
                (individu("beneficiaire_ame", mois), M.ame),
                (individu("soins_personne_detenue", mois), M.detenu),
                (individu("ald_type", mois) == TypeALD.exonerante, M.minore_ald),
                (victime_at_mp, M.minore_at_mp),
            ],
            sinon=M.normal,
        )


class hospitalisation_urgences_forfait(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Forfait patient urgences"
    label_en = "Emergency charge"
    reference = L160_13 + R160_17_1
    documentation = "Remplace toute participation du passage (actes, biologie, imagerie) ; payé sur place."

    def formula_2022_01_01(individu, period, parameters):
        """19,61 € ou 8,49 € ; 23 € ou 9,96 € depuis le 1er mars 2026."""
        urgences = parameters(period).hospitalisation.urgences
        motif = individu("hospitalisation_urgences_forfait_motif", period)
        return where(
            motif == MotifForfaitUrgences.normal,
            urgences.forfait_normal,
            where(parmi(motif, *_MINORES), urgences.forfait_minore, 0),
        )


class hospitalisation_urgences_exonere_avant_2022(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Participation au passage aux urgences supprimée, avant 2022"
    label_en = "Exempt from the share before 2022"
    reference = ["Article L. 160-14 du code de la sécurité sociale"]

    def formula_2005_01_01(individu, period, parameters):
        """Les mêmes causes que pour les soins : AT/MP, maternité, nouveau-né, ALD liée, invalidité, rente, pension militaire."""
        mois = period.first_month
        regles = parameters(period).soins.exonerations
        ald = individu("hospitalisation_lie_ald", period) & (individu("ald_type", mois) == TypeALD.exonerante)
        terrorisme = individu("victime_terrorisme", mois) & individu("hospitalisation_lie_terrorisme", period)
        return (
            individu("beneficiaire_ame", mois)
            | individu("hospitalisation_lie_at_mp", period)
            | terrorisme
            | individu("periode_maternite", period)
            | individu("nouveau_ne", period)
            | ald
            | individu("beneficiaire_pension_militaire", mois)
            | individu("soins_personne_detenue", mois)
            | individu("hospitalisation_lie_violences_sexuelles", period)
            | individu("hospitalisation_lie_don", period)
            | (individu("hospitalisation_lie_ivg", period) & bool(regles.ivg))
            | individu("hospitalisation_lie_infertilite", period)
            | (individu("hospitalisation_lie_amp", period) & bool(regles.amp_sans_sterilite))
            | individu("beneficiaire_pension_invalidite", mois)
            | individu("rente_at_mp_deux_tiers", mois)
        )


class hospitalisation_urgences_participation_proportionnelle(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Participation au passage aux urgences laissée à l'assuré"
    label_en = "Share of the emergency visit"
    reference = R160_5 + L160_13

    def formula_2005_01_01(individu, period, parameters):
        """20 % de la facture d'un passage sans hospitalisation ; un acte coûteux la réduit au forfait (2006)."""
        taux = parameters(period).hospitalisation.urgences.taux_remboursement
        facture = individu("hospitalisation_urgences_facture", period)
        reste = arrondi_centime(facture - arrondi_centime(facture * taux))
        couteux = valeur(parameters(period).soins, "participation_actes_couteux", sinon=None)
        tarif = individu("hospitalisation_acte_tarif", period) >= valeur(couteux, "seuil_tarif", sinon=numpy.inf)
        coefficient = individu("hospitalisation_acte_coefficient", period) >= valeur(
            couteux, "seuil_coefficient", sinon=numpy.inf
        )
        reste = where(tarif | coefficient, min_(reste, valeur(couteux, "montant", sinon=numpy.inf)), reste)
        suite = individu("hospitalisation_urgences_suite", period)
        du = parmi(suite, SuiteUrgences.sans_hospitalisation, SuiteUrgences.hospitalisation_autre)
        return (du & not_(individu("hospitalisation_urgences_exonere_avant_2022", period))) * reste

    def formula_2022_01_01(individu, period):
        """Depuis le 1er janvier 2022 : le forfait patient urgences, même supérieur à la facture."""
        return individu("hospitalisation_urgences_forfait", period)


def _participations_du_passage(individu, period, parameters):
    suite = individu("hospitalisation_urgences_suite", period)
    passage = parmi(suite, SuiteUrgences.sans_hospitalisation, SuiteUrgences.hospitalisation_autre)
    if not passage.any():
        return numpy.zeros(individu.count, dtype=numpy.int64)
    regle = parameters(period).franchises.participation_forfaitaire
    mois = period.first_month
    terrorisme = individu("victime_terrorisme", mois) & individu("hospitalisation_lie_terrorisme", period)
    # Care of the pensioned infirmity is paid by the State (L. 371-6), not by the Assurance Maladie (L. 160-13, II).
    pensionne = individu("beneficiaire_pension_militaire", mois) & individu(
        "hospitalisation_lie_pension_militaire", period
    )
    dispense = (
        individu("mineur_au_1er_janvier", period.this_year)
        | individu("beneficiaire_c2s", mois)
        | individu("beneficiaire_ame", mois)
        | individu("periode_maternite", period)
        | terrorisme
        | pensionne
    )
    nombre = min_(individu("hospitalisation_urgences_nombre_participations", period), regle.nombre_maximum_journalier)
    return (passage & not_(dispense)) * nombre


class hospitalisation_urgences_participation_nombre_du(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "count"
    label = "Participations forfaitaires dues pour le passage aux urgences, avant le plafond de l'année"
    label_en = "Participations of the emergency visit, before the yearly cap"
    reference = ["Article L. 160-13, II, du code de la sécurité sociale"]

    def formula_2005_01_01(individu, period, parameters):
        """Par acte de médecin, quatre au plus ; mineurs, C2S, ACS, AME, maternité, terrorisme, infirmité pensionnée exceptés."""
        acs = individu("beneficiaire_acs", period.first_month)
        return not_(acs) * _participations_du_passage(individu, period, parameters)

    def formula_2019_11_01(individu, period, parameters):
        """L'aide à la complémentaire santé a pris fin : mineurs, C2S, AME, maternité, terrorisme, infirmité pensionnée exceptés."""
        return _participations_du_passage(individu, period, parameters)


class hospitalisation_urgences_participation_due(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Participation du passage aux urgences, nombre annuel appliqué, avant le montant maximal de 2024"
    label_en = "Participation of the emergency visit, before the euro cap of 2024"
    reference = [
        "Article L. 160-13, II, du code de la sécurité sociale",
        "Article D. 160-6 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000049536609",
    ]

    def formula_2005_01_01(individu, period, parameters):
        """Ce qui reste du nombre de l'année après les autres actes de la situation, ceux du même jour compris."""
        regle = parameters(period).franchises.participation_forfaitaire
        deja = (
            individu("participation_nombre_deja_annee", period)
            + individu("participation_nombre_avant", period)
            + individu("participation_nombre_du", period)
        )
        maximum = a_la_date(
            individu("franchises_remboursement_date", period),
            lambda jour: valeur(
                parameters(jour).franchises.participation_forfaitaire, "nombre_maximum_annuel", sinon=0
            ),
        ).astype(numpy.int64)
        reste_annee = max_(0, maximum - deja)
        montant = min_(individu("hospitalisation_urgences_participation_nombre_du", period), reste_annee)
        montant = montant * regle.montant
        facture = individu("hospitalisation_urgences_facture", period)
        rembourse = max_(0, facture - individu("hospitalisation_urgences_participation_proportionnelle", period))
        return arrondi_centime(where(facture > 0, min_(montant, rembourse), montant))


class hospitalisation_urgences_participation_forfaitaire(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Participation forfaitaire du passage aux urgences, à part du forfait"
    label_en = "Participation of the emergency visit, apart from the charge"
    reference = ["Article L. 160-13, II, du code de la sécurité sociale"]
    documentation = (
        "Ajoutée par la loi ; dans la limite du remboursement quand la facture est donnée, et de ce qui reste de l'année "
        "après les autres actes de la situation et ce qui est donné comme déjà retenu."
    )

    def formula_2005_01_01(individu, period, parameters):
        """1 €, 2 € depuis le 15 mai 2024, par acte de médecin ; en 2024, dans la limite aussi de 50 € par année."""
        maximum = a_la_date(
            individu("franchises_remboursement_date", period),
            lambda jour: valeur(
                parameters(jour).franchises.participation_forfaitaire, "montant_maximum_annuel", sinon=numpy.inf
            ),
        )
        deja = (
            individu("participation_montant_deja_annee", period)
            + individu("participation_due_avant", period)
            + individu("participation_due", period)
        )
        due = individu("hospitalisation_urgences_participation_due", period)
        return arrondi_centime(min_(due, max_(0, maximum - deja)))


class hospitalisation_urgences_depense(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Dépense du passage aux urgences"
    label_en = "What the emergency visit costs"
    reference = R160_5 + L160_13
    documentation = "La facture ; au moins le forfait et la participation quand la facture n'est pas donnée."

    def formula_2005_01_01(individu, period):
        """Facture, ou sommes dues par le patient si elles la dépassent."""
        suite = individu("hospitalisation_urgences_suite", period)
        passage = parmi(suite, SuiteUrgences.sans_hospitalisation, SuiteUrgences.hospitalisation_autre)
        dues = individu("hospitalisation_urgences_participation_proportionnelle", period) + individu(
            "hospitalisation_urgences_participation_forfaitaire", period
        )
        return passage * arrondi_centime(max_(individu("hospitalisation_urgences_facture", period), dues))


class hospitalisation_urgences_versement(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Versement de l'Assurance Maladie pour le passage aux urgences"
    label_en = "Payment of the Assurance Maladie for the visit"
    reference = R160_5 + L160_13

    def formula_2005_01_01(individu, period):
        """Dépense moins participation, moins participation forfaitaire."""
        retenues = individu("hospitalisation_urgences_participation_proportionnelle", period) + individu(
            "hospitalisation_urgences_participation_forfaitaire", period
        )
        return max_(0, arrondi_centime(individu("hospitalisation_urgences_depense", period) - retenues))


class hospitalisation_urgences_part_regime_local(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part du régime local d'Alsace-Moselle dans le passage aux urgences"
    label_en = "Part of the local scheme in the emergency visit"
    reference = [
        "Article L. 325-1, I, du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000048702040",
    ]
    documentation = (
        "Le forfait patient urgences, jamais la participation forfaitaire. Avant 2022, ce que le régime local payait de "
        "la facture d'un passage n'est pas connu : rien n'est compté."
    )

    def formula_2022_01_01(individu, period, parameters):
        """Depuis la décision du 29 mars 2022 de son conseil d'administration, tout le forfait, normal ou minoré."""
        taux = parameters(period).soins.regime_local_alsace_moselle.taux_total.forfait_patient_urgences
        affilie = individu("regime_local_alsace_moselle", period.first_month)
        return affilie * arrondi_centime(individu("hospitalisation_urgences_forfait", period) * taux)


class hospitalisation_urgences_part_c2s(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part de la Complémentaire santé solidaire dans le passage aux urgences"
    label_en = "Part of the C2S in the emergency visit"
    reference = ["Article L. 861-3, 1°, du code de la sécurité sociale"]

    def formula_2005_01_01(individu, period):
        """Toute la participation, forfait patient urgences compris, après le régime local."""
        return individu("beneficiaire_c2s", period.first_month) * _apres_le_regime_local(individu, period)


def _apres_le_regime_local(individu, period):
    """What is left of the share of the visit, or of the emergency charge, after the local scheme."""
    participation = individu("hospitalisation_urgences_participation_proportionnelle", period)
    return arrondi_centime(participation - individu("hospitalisation_urgences_part_regime_local", period))


class hospitalisation_urgences_part_complementaire(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part de la complémentaire privée dans le passage aux urgences"
    label_en = "Part of the private complementary insurance in the visit"
    reference = ["Articles L. 871-1 et R. 871-2, 1°, du code de la sécurité sociale"]
    documentation = "Le forfait patient urgences en entier, jamais la participation forfaitaire."

    def formula_2005_01_01(individu, period):
        """Toute la participation, avec un contrat, après le régime local."""
        mois = period.first_month
        couvert = (individu("complementaire_type", mois) != TypeComplementaire.aucune) & not_(
            individu("beneficiaire_c2s", mois)
        )
        return couvert * _apres_le_regime_local(individu, period)


class hospitalisation_urgences_reste_a_charge(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Reste à charge du patient pour le passage aux urgences"
    label_en = "What is left to the patient for the visit"
    reference = L160_13
    documentation = "Avant 2022, la part du régime local n'est pas connue : elle n'est pas comptée."

    def formula_2005_01_01(individu, period):
        """Dépense moins versement, régime local, C2S et complémentaire."""
        paye = (
            individu("hospitalisation_urgences_versement", period)
            + individu("hospitalisation_urgences_part_regime_local", period)
            + individu("hospitalisation_urgences_part_c2s", period)
            + individu("hospitalisation_urgences_part_complementaire", period)
        )
        return arrondi_centime(individu("hospitalisation_urgences_depense", period) - paye)
