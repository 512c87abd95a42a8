"""Les cas où la participation est supprimée (R19 à R28) : dans l'ordre, le premier qui s'applique donne le motif.

Chacun dit ce qu'il ne couvre pas : les médicaments à 30 % et à 15 % (R. 160-18), la majoration hors du parcours (R. 160-6,
alinéa 2). Aucun ne couvre les dépassements.
"""

from openfisca_cpam.base import *
from openfisca_cpam.variables.individu.complementaire import Sexe, TypeComplementaire
from openfisca_cpam.variables.individu.droits import TypeALD
from openfisca_cpam.variables.soins.acte import NatureSoin, ObjetSoin, ServiceMedical
from openfisca_cpam.variables.soins.articles import L160_14, R160_17

R160_18 = [
    "Article R. 160-18 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031797224",
]
L162_1_12 = [
    "Article L. 162-1-12 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051284949",
    "Article L. 160-8, 6°, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053282923",
]
L160_9 = [
    "Article L. 160-9 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000041397831",
]
# Article L. 160-14, 10°, and D. 160-5: the medical acts and biological examinations of a follow-up, nothing else.
ACTES_ET_EXAMENS_DE_SUIVI = (
    NatureSoin.medecin,
    NatureSoin.sage_femme,
    NatureSoin.dentaire,
    NatureSoin.dentaire_acte_medical,
    NatureSoin.biologie,
    NatureSoin.biologie_medecin,
)


class MotifExonerationSoins(Enum):
    aucune = "Aucune exonération : taux ordinaire"
    ame = "Aide médicale de l'État : 100 % des tarifs (L. 251-2 du code de l'action sociale et des familles)"
    at_mp = "Accident du travail ou maladie professionnelle (L. 432-1)"
    terrorisme = "Victime d'un acte de terrorisme, soin lié (L. 169-2)"
    maternite = "Période de maternité (L. 160-9, D. 160-3)"
    examen_maternite = "Examen obligatoire ou soin listé de la grossesse (L. 160-9, 1° et 2°)"
    nouveau_ne = "Nouveau-né de trente jours au plus, en établissement (R. 160-17, I, 1°)"
    ald = "Affection de longue durée exonérante, soin lié (R. 160-11)"
    suivi_post_ald = "Suivi après une affection de longue durée (L. 160-14, 10°)"
    pension_militaire = "Titulaire d'une pension militaire d'invalidité (L. 371-6)"
    detenu = "Personne détenue (L. 382-35)"
    violences_sexuelles = "Violences sexuelles subies pendant la minorité (R. 160-17, II)"
    contraception = "Contraception (R. 160-17, I, 5°)"
    contraception_urgence = "Contraception d'urgence (R. 160-17, I, 5° bis)"
    preservatif = "Préservatifs, moins de vingt-six ans (R. 160-17, I, 5°, c)"
    sante_sexuelle = "Prévention en santé sexuelle, moins de vingt-six ans (R. 160-17, I, 5°, e)"
    ivg = "Interruption volontaire de grossesse (R. 160-17, I, 4°)"
    depistage_vih_vhc = "Dépistage du VIH ou de l'hépatite C (R. 160-8, R. 160-17, I, 8° bis)"
    depistage_ist = "Dépistage des infections sexuellement transmissibles, moins de vingt-six ans (R. 160-17, I, 5°, f)"
    depistage_organise = "Dépistage organisé (R. 160-17, I, 8°)"
    examen_enfant = "Examen obligatoire de l'enfant (R. 160-17, I, 7°)"
    neuro_developpement = "Repérage des troubles du neuro-développement (L. 162-1-12-1 A)"
    consultation_cancer = "Consultation unique de dépistage des cancers (R. 160-17, I, 8°)"
    bilan_prevention = "Rendez-vous de prévention (R. 160-17, I, 8°)"
    cancer_sein = "Soin listé du cancer du sein (L. 16-11-1)"
    cancer_sein_risque = "Dépistage du cancer du sein, risque élevé (R. 160-17, I, 6°)"
    infertilite = "Infertilité (R. 160-17, I, 2°)"
    amp = "Assistance médicale à la procréation (R. 160-17, I, 9°)"
    don = "Don d'éléments du corps humain (R. 160-17, I, 3°)"
    mt_dents = "M'T dents : examen, ou soins des six mois suivants (L. 162-1-12, L. 160-14, 17°)"
    vaccin = "Vaccination prise en charge à 100 % (L. 160-14, 29° à 31°)"
    pension_invalidite = "Titulaire d'une pension d'invalidité (R. 160-10)"
    rente_at_mp = "Rente d'accident du travail d'au moins deux tiers, ou ayant droit (R. 371-1, R. 160-10)"
    teleconsultation_covid = "Téléconsultation pendant l'épidémie de covid-19 (décret n° 2020-277)"


# The increase out of the pathway is a share of the patient's own participation: it spares those whom these protect.
SANS_MAJORATION = (
    MotifExonerationSoins.ame,
    MotifExonerationSoins.at_mp,
    MotifExonerationSoins.terrorisme,
    MotifExonerationSoins.maternite,
    MotifExonerationSoins.examen_maternite,
    MotifExonerationSoins.pension_militaire,
    MotifExonerationSoins.detenu,
    MotifExonerationSoins.examen_enfant,
    MotifExonerationSoins.cancer_sein,
    MotifExonerationSoins.teleconsultation_covid,
)


class soins_medicament_a_participation_maintenue(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Médicament à 30 % ou à 15 %, dont certaines exonérations ne dispensent pas"
    label_en = "Medicine at 30 % or 15 %, kept out of some exemptions"
    reference = R160_18

    def formula_2005_01_01(individu, period):
        """R. 160-18 : participation des 6° et 14° de l'article R. 160-5, honoraire de dispensation compris."""
        medicament = parmi(individu("soins_nature", period), NatureSoin.medicament, NatureSoin.honoraire_dispensation)
        return medicament & parmi(
            individu("soins_medicament_service", period), ServiceMedical.modere, ServiceMedical.faible
        )


class soins_contraception_100(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Contraception prise en charge à 100 %"
    label_en = "Contraception covered in full"
    reference = R160_17

    def formula_2016_01_01(individu, period, parameters):
        """2016 : filles de 15 à 17 ans ; 28 août 2020 : moins de 18 ans ; 2022 : moins de 26 ans ; septembre 2024 : tous."""
        regle = parameters(period).soins.exonerations.contraception
        age = individu("age", period)
        visee = not_(individu("sexe", period) == Sexe.homme) | bool(regle.ouverte_aux_hommes)
        contraception = individu("soins_objet", period) == ObjetSoin.contraception
        return contraception & visee & (age >= regle.age_minimum) & (age < regle.age_limite)


class soins_preservatif_100(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Préservatifs délivrés en pharmacie à une personne de l'âge qui les a à 100 %"
    label_en = "Condoms dispensed to a person of the age that has them in full"
    reference = R160_17

    def formula_2023_01_01(individu, period, parameters):
        """Moins de vingt-six ans ; le dispositif inscrit sur la liste, non un acte."""
        limite = parameters(period).soins.exonerations.preservatif_age_limite
        preservatif = individu("soins_objet", period) == ObjetSoin.preservatif
        dispositif = individu("soins_nature", period) == NatureSoin.dispositif_medical
        return preservatif & dispositif & (individu("age", period) < limite)


class soins_mt_dents_ouvert(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Examen M'T dents de cet âge, ou soins dans les six mois"
    label_en = "M'T dents examination of this age, or its care"
    reference = L162_1_12

    def formula_2020_01_01(individu, period, parameters):
        """Tous les trois ans de 3 à 24 ans (le jour de l'examen), tous les ans depuis avril 2025 ; ni prothèse, ni orthodontie."""
        regle = parameters(period).soins.mt_dents
        concernes = Seuls(
            individu,
            parmi(individu("soins_objet", period), ObjetSoin.mt_dents_examen, ObjetSoin.mt_dents_soins)
            & parmi(individu("soins_nature", period), NatureSoin.dentaire, NatureSoin.dentaire_acte_medical),
        )
        age, mois = concernes("age", period), concernes("soins_mt_dents_mois_depuis_examen", period)
        a_l_examen = age_revolu(concernes("date_naissance", period), ajoute_mois(premier_jour(period), -mois))
        examen = concernes("soins_objet", period) == ObjetSoin.mt_dents_examen
        age_compte = where(examen, age, a_l_examen)
        dans_les_ages = (age_compte >= regle.age_minimum) & (age_compte <= regle.age_maximum)
        de_cet_age = (age - regle.age_minimum) % regle.periodicite_annees == 0
        a_temps = mois <= regle.delai_soins_mois
        return concernes.rend(dans_les_ages & where(examen, de_cet_age, a_temps), sinon=False)


class soins_bilan_prevention_ouvert(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Rendez-vous de prévention à un âge prévu"
    label_en = "Prevention appointment at one of the ages"
    reference = R160_17

    def formula_2024_06_02(individu, period, parameters):
        """18-25, 45-50, 60-65 et 70-75 ans, une fois chacun."""
        regle = parameters(period).soins.exonerations.bilan_prevention
        venus = Seuls(individu, individu("soins_objet", period) == ObjetSoin.bilan_prevention)
        age = venus("age", period)
        prevu = numpy.zeros(venus.count, dtype=bool)
        for debut, fin in zip(regle.ages_debut, regle.ages_fin, strict=True):
            prevu = prevu | ((age >= debut) & (age <= fin))
        return venus.rend(prevu, sinon=False)


class soins_exoneration_motif(Variable):
    value_type = Enum
    possible_values = MotifExonerationSoins
    default_value = MotifExonerationSoins.aucune
    entity = Individu
    definition_period = DAY
    label = "Suppression de la participation, et pourquoi"
    label_en = "Exemption from the patient's share, and why"
    reference = L160_14 + R160_17 + R160_18 + L160_9
    documentation = (
        "La Complémentaire santé solidaire n'est pas une exonération : elle paie ce qui reste après elles (L. 861-3)."
    )

    def formula_2005_01_01(individu, period, parameters):
        """D'abord celles qui épargnent la majoration hors du parcours ; aucune pour l'hébergement en cure."""
        regles = parameters(period).soins.exonerations
        taux = parameters(period).soins.taux_remboursement
        mois = period.first_month
        nature, objet = individu("soins_nature", period), individu("soins_objet", period)
        age = individu("age", period)
        femme = individu("sexe", period) != Sexe.homme
        garde = not_(individu("soins_medicament_a_participation_maintenue", period))
        # R. 160-11: what the protocole de soins foresees.
        de_l_ald = individu("soins_lie_ald", period) | individu("soins_prevu_protocole", period)
        lie_ald = de_l_ald & (individu("ald_type", mois) == TypeALD.exonerante)
        terrorisme = individu("victime_terrorisme", mois) & individu("soins_lie_terrorisme", period)
        tele = individu("soins_teleconsultation", period) & (nature == NatureSoin.medecin)
        examen_maternite = parmi(objet, ObjetSoin.examen_obligatoire_maternite, ObjetSoin.grossesse_liste)
        vaccins = regles.vaccination
        # Articles L. 160-14, 29° to 31°: the vaccine that is bought, not the act.
        vaccin = (nature == NatureSoin.vaccin) & (
            ((objet == ObjetSoin.vaccin_ror) & (age < vaccins.ror_age_limite))
            | (objet == ObjetSoin.vaccin_grippe)
            | ((objet == ObjetSoin.vaccin_campagne_scolaire) & bool(vaccins.campagne_scolaire))
        )
        urgence_limite = valeur(regles, "contraception_urgence_age_limite", sinon=numpy.inf)
        sante_sexuelle = age < valeur(regles, "sante_sexuelle_age_limite", sinon=0)
        ist = age < valeur(regles, "depistage_ist_age_limite", sinon=0)
        contraception_urgence = (objet == ObjetSoin.contraception_urgence) & (nature == NatureSoin.medicament)
        depistage_vih_vhc = (objet == ObjetSoin.depistage_vih_vhc) & (nature == NatureSoin.biologie)
        suivi_post_ald = individu("soins_suivi_post_ald", period) & parmi(nature, *ACTES_ET_EXAMENS_DE_SUIVI)
        exceptionnelle = tele & valeur_connue(taux, "teleconsultation_exceptionnel")
        cancer_25 = femme & (age == valeur(regles, "consultation_cancer_age", sinon=-1))
        M = MotifExonerationSoins
        cas = [
            (individu("beneficiaire_ame", mois), M.ame),
            (individu("soins_lie_at_mp", period), M.at_mp),
            (terrorisme, M.terrorisme),
            (individu("periode_maternite", period), M.maternite),
            (examen_maternite, M.examen_maternite),
            (individu("beneficiaire_pension_militaire", mois), M.pension_militaire),
            (individu("soins_personne_detenue", mois), M.detenu),
            ((objet == ObjetSoin.cancer_sein_liste) & bool(regles.cancer_sein), M.cancer_sein),
            (exceptionnelle, M.teleconsultation_covid),
            (garde & individu("nouveau_ne", period) & individu("soins_en_etablissement", period), M.nouveau_ne),
            (lie_ald, M.ald),
            (suivi_post_ald & bool(regles.suivi_post_ald), M.suivi_post_ald),
            (individu("soins_lie_violences_sexuelles", period), M.violences_sexuelles),
            (garde & individu("soins_contraception_100", period), M.contraception),
            (
                garde & contraception_urgence & (age < urgence_limite),
                M.contraception_urgence,
            ),
            (individu("soins_preservatif_100", period), M.preservatif),
            (garde & (objet == ObjetSoin.sante_sexuelle) & sante_sexuelle, M.sante_sexuelle),
            (garde & (objet == ObjetSoin.ivg) & bool(regles.ivg), M.ivg),
            (depistage_vih_vhc, M.depistage_vih_vhc),
            (garde & (objet == ObjetSoin.depistage_ist) & ist, M.depistage_ist),
            (garde & (objet == ObjetSoin.depistage_organise), M.depistage_organise),
            (
                garde & (objet == ObjetSoin.examen_obligatoire_enfant) & (age < regles.examen_enfant_age_limite),
                M.examen_enfant,
            ),
            ((objet == ObjetSoin.neuro_developpement) & bool(regles.neuro_developpement), M.neuro_developpement),
            (garde & (objet == ObjetSoin.consultation_cancer_25_ans) & cancer_25, M.consultation_cancer),
            (garde & individu("soins_bilan_prevention_ouvert", period), M.bilan_prevention),
            (
                garde & (objet == ObjetSoin.depistage_cancer_sein_risque) & bool(regles.cancer_sein_risque),
                M.cancer_sein_risque,
            ),
            (garde & (objet == ObjetSoin.infertilite), M.infertilite),
            (garde & (objet == ObjetSoin.amp) & bool(regles.amp_sans_sterilite), M.amp),
            (garde & (objet == ObjetSoin.don), M.don),
            (vaccin, M.vaccin),
            (garde & individu("beneficiaire_pension_invalidite", mois), M.pension_invalidite),
            (garde & individu("rente_at_mp_deux_tiers", mois), M.rente_at_mp),
            (individu("soins_mt_dents_ouvert", period), M.mt_dents),
        ]
        possible = individu("soins_remboursable", period) & (nature != NatureSoin.cure_hebergement)
        return premier_vrai([(not_(possible), M.aucune), *cas], sinon=M.aucune)


class soins_taux_exonere(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "/1"
    label = "Part de la base payée par l'Assurance Maladie quand la participation est supprimée"
    label_en = "Statutory share of the base under an exemption"
    reference = L160_14 + L162_1_12

    def formula_2005_01_01(individu, period):
        """Toute la base."""
        return uniforme(1.0, individu.count)

    def formula_2020_01_01(individu, period, parameters):
        """Toute la base ; M'T dents avec une complémentaire : 60 % depuis le 1er avril 2025."""
        mois = period.first_month
        couvert = (individu("complementaire_type", mois) != TypeComplementaire.aucune) | individu(
            "beneficiaire_c2s", mois
        )
        mt_dents = individu("soins_exoneration_motif", period) == MotifExonerationSoins.mt_dents
        return where(mt_dents & couvert, parameters(period).soins.mt_dents.taux_avec_complementaire, 1)
