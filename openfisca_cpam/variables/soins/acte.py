"""L'acte de soin, la ligne de pharmacie, le produit : sa nature, son nombre, son prix et ce qui décide de sa prise en charge.

Une cellule est une personne, un jour et une nature d'acte. Deux actes différents de même nature le même jour sont deux
demandes, ou deux lignes d'une table, ce qui a déjà été retenu se donnant en entrée.
"""

from openfisca_cpam.base import *
from openfisca_cpam.variables.soins.articles import L160_8, L160_14, L162_16_7, L162_58, R160_16, R160_17

R160_5 = [
    "Article R. 160-5 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053285637",
]
L162_5_3 = [
    "Article L. 162-5-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000048691431",
    "Article D. 162-1-6 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038925697",
]
L162_5 = [
    "Article L. 162-5 du code de la sécurité sociale (convention nationale des médecins)",
    "Article L. 162-14-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000048688021",
]
D160_8 = [
    "Article D. 160-8 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031806226",
]
L162_1_12 = [
    "Article L. 162-1-12 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051284949",
]


class NatureSoin(Enum):
    aucun = "Aucun soin ce jour-là"
    medecin = "Consultation ou acte d'un médecin"
    sage_femme = "Consultation ou acte d'une sage-femme"
    dentaire = "Soin ou consultation dentaire"
    dentaire_prothese = "Prothèse dentaire"
    orthodontie = "Traitement d'orthodontie"
    dentaire_acte_medical = "Acte dentaire principalement réalisé par des médecins (ATM, ADI, ADC)"
    auxiliaire_medical = (
        "Acte d'un auxiliaire médical (infirmier, kinésithérapeute, orthophoniste, orthoptiste, pédicure)"
    )
    biologie = "Examen de biologie médicale"
    biologie_medecin = "Anatomo-cyto-pathologie, ou prélèvement fait par un médecin ou une sage-femme"
    medicament = "Médicament"
    honoraire_dispensation = "Honoraire de dispensation du pharmacien"
    vaccin = "Vaccin"
    dispositif_medical = "Dispositif médical de la liste (LPP)"
    grand_appareillage = "Grand appareillage (orthoprothèse, prothèse oculaire ou faciale, fauteuil roulant)"
    produit_sanguin = "Sang, plasma, lait humain"
    cure_surveillance = "Cure thermale : surveillance médicale"
    cure_forfait_thermal = "Cure thermale : soins thermaux"
    cure_hebergement = "Cure thermale : hébergement"
    psychologue = "Séance d'accompagnement psychologique"
    telesurveillance = "Télésurveillance médicale"
    dispositif_numerique = "Dispositif médical numérique à visée thérapeutique"
    teleexpertise = "Télé-expertise"
    praticien_non_reconnu = "Praticien dont les actes ne sont pas remboursés (ostéopathe, chiropracteur, diététicien…)"
    automedication = "Automédication"
    confort = "Confort et prestations non médicales"


class ServiceMedical(Enum):
    majeur_important = "Service médical rendu majeur ou important (65 %)"
    irremplacable = "Médicament irremplaçable, accès précoce ou compassionnel, importation pour rupture (100 %)"
    modere = "Service médical rendu modéré (30 %)"
    faible = "Service médical rendu faible (15 %)"
    homeopathie = "Homéopathie"
    non_remboursable = "Médicament non remboursable"


class Specialite(Enum):
    generaliste = "Médecin généraliste"
    specialiste = "Autre spécialiste"
    psychiatre = "Psychiatre"
    neurologue = "Neurologue"
    neuropsychiatre = "Neuropsychiatre"
    gynecologue_medical = "Gynécologue médical"
    gynecologue_obstetricien = "Gynécologue obstétricien"
    ophtalmologue = "Ophtalmologue"
    stomatologue = "Stomatologue"
    pediatre = "Pédiatre"
    geriatre = "Gériatre"
    mpr = "Médecin de médecine physique et de réadaptation"
    dermatologue = "Dermatologue"
    cardiologue = "Cardiologue"
    radiologue = "Radiologue"


class Secteur(Enum):
    secteur_1 = "Secteur 1"
    secteur_2_optam = "Secteur 2, adhérent à l'Optam"
    secteur_2_non_optam = "Secteur 2, non adhérent à l'Optam"
    secteur_3 = "Non conventionné (secteur 3)"


class TypeActe(Enum):
    consultation = "Consultation"
    avis_ponctuel_consultant = "Avis ponctuel de consultant"
    consultation_complexe = "Consultation complexe"
    consultation_tres_complexe = "Consultation très complexe"
    examen_obligatoire_enfant = "Examen obligatoire de l'enfant par un pédiatre"
    certificat_obligatoire_enfant = "Consultation obligatoire de l'enfant avec certificat"
    depistage_melanome = "Dépistage du mélanome par un dermatologue"
    cardiologue_specifique = "Consultation spécifique du cardiologue"
    longue_medecin_traitant = "Consultation longue du médecin traitant"
    bilan_prevention = "Mon bilan prévention"
    consultation_dentiste = "Consultation d'un chirurgien-dentiste"
    seance_kinesitherapie = "Séance de kinésithérapie (AMS 7,5)"
    acte_technique = "Acte technique"


class ObjetSoin(Enum):
    ordinaire = "Aucune particularité"
    contraception = "Contraception"
    contraception_urgence = "Contraception d'urgence"
    preservatif = "Préservatifs délivrés en pharmacie"
    sante_sexuelle = "Consultation de prévention en santé sexuelle"
    ivg = "Interruption volontaire de grossesse et soins liés"
    depistage_vih_vhc = "Dépistage du VIH ou de l'hépatite C"
    depistage_ist = "Dépistage des infections sexuellement transmissibles"
    depistage_organise = "Dépistage organisé"
    examen_obligatoire_maternite = "Examen prénatal ou postnatal obligatoire"
    grossesse_liste = "Soin lié à la grossesse, inscrit sur la liste de l'arrêté (L. 160-9, 2°)"
    examen_obligatoire_enfant = "Examen obligatoire de l'enfant"
    neuro_developpement = "Examen de repérage des troubles du neuro-développement"
    consultation_cancer_25_ans = "Consultation unique de dépistage des cancers, femmes de 25 ans"
    bilan_prevention = "Rendez-vous de prévention (Mon bilan prévention)"
    cancer_sein_liste = "Soin du cancer du sein inscrit sur la liste"
    depistage_cancer_sein_risque = "Dépistage du cancer du sein d'une personne à risque élevé, attestation délivrée"
    infertilite = "Diagnostic ou traitement de l'infertilité, accord de la caisse"
    amp = "Assistance médicale à la procréation sans stérilité, accord de la caisse"
    don = "Don d'organe, de tissu, de cellules, de sang ou de gamètes"
    mt_dents_examen = "Examen bucco-dentaire de prévention (M'T dents)"
    mt_dents_soins = "Soin dentaire consécutif à l'examen de prévention"
    vaccin_ror = "Vaccin contre la rougeole, les oreillons et la rubéole"
    vaccin_grippe = "Vaccin contre la grippe, personne visée par le calendrier"
    vaccin_campagne_scolaire = "Vaccin d'une campagne scolaire (papillomavirus, méningocoques)"


class AccesMedecin(Enum):
    medecin_traitant = "Le médecin traitant, ou un médecin de son cabinet désigné avec lui"
    remplacant = "Le remplaçant du médecin traitant"
    oriente_medecin_traitant = "Sur orientation du médecin traitant"
    oriente_infirmier_pratique_avancee = "Sur demande d'un infirmier en pratique avancée"
    oriente_sage_femme = "Adressé par une sage-femme"
    soins_iteratifs = "Soins itératifs d'un plan de soins, ou suite de soins concertée avec le médecin traitant"
    urgence = "En urgence"
    permanence_des_soins = "Au titre de la permanence des soins"
    eloignement = "Loin de la résidence habituelle"
    medecin_traitant_indisponible = "Médecin traitant indisponible : un médecin du même centre ou des mêmes locaux"
    generaliste_installation = "Généraliste nouvellement installé (première installation ou zone sous-dotée)"
    medecin_traitant_parti = "Dans l'année du départ du médecin traitant"
    tabacologie_addictologie = "Consultation hospitalière de tabacologie, d'alcoologie ou d'addictologie"
    genetique = "Consultation de génétique"
    medecine_preventive_etudiante = "Médecine préventive étudiante"
    centre_planification = "Centre de planification, médecine humanitaire"
    medecin_des_armees = "Militaire, sur prescription d'un médecin des armées"
    sans_declaration_exigee = "Personne à qui aucune déclaration de médecin traitant n'est demandée"
    direct = "Directement, sans orientation ni urgence"


def acte_de_medecin(individu, period):
    """An act done by a doctor, a dental act by a stomatologist included: L. 160-13, II, and R. 160-6 look at who does it."""
    nature = individu("soins_nature", period)
    dentaire = parmi(
        nature,
        NatureSoin.dentaire,
        NatureSoin.dentaire_prothese,
        NatureSoin.orthodontie,
        NatureSoin.dentaire_acte_medical,
    )
    return (nature == NatureSoin.medecin) | (
        dentaire & (individu("soins_specialite", period) == Specialite.stomatologue)
    )


class soins_nature(Variable):
    value_type = Enum
    possible_values = NatureSoin
    default_value = NatureSoin.aucun
    entity = Individu
    definition_period = DAY
    label = "Nature du soin"
    label_en = "Kind of care"
    reference = R160_5 + L160_8


class soins_nombre_actes(Variable):
    value_type = int
    default_value = 1
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 1_000
    label = "Nombre d'actes de la journée, ou de boîtes de la ligne de pharmacie"
    label_en = "Number of acts of the day, or of boxes"
    reference = D160_8


class soins_medicament_service(Variable):
    value_type = Enum
    possible_values = ServiceMedical
    default_value = ServiceMedical.majeur_important
    entity = Individu
    definition_period = DAY
    label = "Service médical rendu du médicament"
    label_en = "Medical benefit class of the medicine"
    reference = R160_5
    documentation = "Sert aussi à l'honoraire de dispensation, qui suit le taux de son médicament."


class soins_medicament_nombre_lignes(Variable):
    value_type = int
    default_value = 1
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 100
    label = "Nombre de lignes remboursables de l'ordonnance"
    label_en = "Number of reimbursable lines of the prescription"
    reference = [
        "Article R. 160-7 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031796508",
    ]


class soins_medicament_generique_refuse(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le patient a refusé le générique, sans mention « non substituable »"
    label_en = "The patient refused the generic"
    reference = L162_16_7


class soins_medicament_prix_generique(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100_000
    label = "Prix d'une boîte du générique refusé"
    label_en = "Price of a box of the refused generic"
    reference = L162_16_7
    documentation = "0 : prix inconnu, la base reste celle du médicament délivré."


class soins_specialite(Variable):
    value_type = Enum
    possible_values = Specialite
    default_value = Specialite.generaliste
    entity = Individu
    definition_period = DAY
    label = "Spécialité du médecin"
    label_en = "Speciality of the doctor"
    reference = L162_5
    documentation = (
        "Un soin dentaire fait par un stomatologue est l'acte d'un médecin : il garde le taux de l'acte dentaire, mais "
        "supporte la participation forfaitaire et relève du parcours de soins (L. 160-13, II, R. 160-6)."
    )


class soins_secteur(Variable):
    value_type = Enum
    possible_values = Secteur
    default_value = Secteur.secteur_1
    entity = Individu
    definition_period = DAY
    label = "Secteur conventionnel du médecin"
    label_en = "Sector of the doctor"
    reference = L162_5


class soins_type_acte(Variable):
    value_type = Enum
    possible_values = TypeActe
    default_value = TypeActe.consultation
    entity = Individu
    definition_period = DAY
    label = "Type d'acte"
    label_en = "Type of act"
    reference = L162_5
    documentation = "Le tarif d'un acte technique se donne en entrée."


class soins_objet(Variable):
    value_type = Enum
    possible_values = ObjetSoin
    default_value = ObjetSoin.ordinaire
    entity = Individu
    definition_period = DAY
    label = "Ce que l'acte a de particulier"
    label_en = "What is special about the act"
    reference = R160_17 + L160_14


class soins_acces(Variable):
    value_type = Enum
    possible_values = AccesMedecin
    default_value = AccesMedecin.medecin_traitant
    entity = Individu
    definition_period = DAY
    label = "Comment le patient est venu chez ce médecin"
    label_en = "How the patient came to this doctor"
    reference = L162_5_3

    def formula_2005_01_01(individu, period):
        """À défaut de réponse : le généraliste est le médecin traitant, le spécialiste est vu sur orientation."""
        generaliste = individu("soins_specialite", period) == Specialite.generaliste
        return premier_vrai([(generaliste, AccesMedecin.medecin_traitant)], sinon=AccesMedecin.oriente_medecin_traitant)


class soins_coefficient(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "letter-key"
    minimum = 0
    maximum = 10_000
    label = "Coefficient de l'acte"
    label_en = "Coefficient of the act"
    reference = R160_16


class soins_imagerie(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Acte de radiodiagnostic, d'IRM, de scanner, de scintigraphie ou de tomographie (TEP)"
    label_en = "Imaging act"
    reference = R160_16


class soins_actes_cumules(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Actes réalisés dans le même temps par le même praticien : leurs tarifs se cumulent"
    label_en = "Acts done at the same time by the same practitioner"
    reference = R160_16
    documentation = (
        "Sert à atteindre le seuil des actes coûteux en additionnant des actes qui ne l'atteignent pas seuls ; jamais pour "
        "l'imagerie."
    )


class soins_meme_professionnel(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = DAY
    label = "Les actes de la journée sont d'un même professionnel"
    label_en = "The acts of the day are by one professional"
    reference = D160_8 + R160_16
    documentation = (
        "Le maximum du jour se compte par professionnel ; un laboratoire de biologie compte pour un. Les actes coûteux d'un "
        "même praticien sont tenus pour faits au cours d'une même consultation : ils ne supportent qu'un forfait "
        "(R. 160-16, I). Deux consultations du même jour se décrivent à part."
    )


class soins_prelevement_pour_biologie(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Acte de prélèvement fait pour un examen de biologie"
    label_en = "Sampling act done for a biology examination"
    reference = D160_8
    documentation = "Seul l'examen de biologie supporte alors la participation forfaitaire."


class soins_en_etablissement(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Soin donné dans un établissement de santé"
    label_en = "Care given in a hospital"
    reference = R160_17


class soins_lie_ald(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Soin lié à l'affection de longue durée"
    label_en = "Care linked to the long-term condition"
    reference = L160_14


class soins_prevu_protocole(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Acte prévu dans le protocole de soins"
    label_en = "Act foreseen in the care protocol"
    reference = L160_14 + L162_5_3


class soins_suivi_post_ald(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Acte portant la mention « suivi post-ALD »"
    label_en = "Follow-up act after a long-term condition"
    reference = L160_14
    documentation = (
        "Actes et examens médicaux ou biologiques seulement : ni médicament, ni appareil, ni acte d'auxiliaire."
    )


class soins_lie_at_mp(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Soin dû à un accident du travail ou à une maladie professionnelle"
    label_en = "Care due to a work accident or occupational disease"
    reference = [
        "Article L. 432-1 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031686537",
    ]


class soins_lie_terrorisme(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Soin en rapport avec l'acte de terrorisme"
    label_en = "Care linked to the act of terrorism"
    reference = [
        "Article L. 169-2 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000048702157",
    ]


class soins_lie_pension_militaire(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Soin de l'infirmité qui donne droit à la pension militaire"
    label_en = "Care of the pensioned infirmity"
    reference = [
        "Article L. 212-1 du code des pensions militaires d'invalidité et des victimes de la guerre",
        "Article L. 371-6 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053611031",
    ]
    documentation = (
        "Soigné au titre de la pension, à la charge de l'État : ni participation forfaitaire ni franchise, qui ne frappent "
        "que ce que l'Assurance Maladie prend en charge (L. 160-13, II et III)."
    )


class soins_lie_violences_sexuelles(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Soin consécutif à des violences sexuelles subies pendant la minorité"
    label_en = "Care following sexual violence suffered as a minor"
    reference = R160_17


class soins_personne_detenue(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    label = "Personne détenue"
    label_en = "Detained person"
    reference = [
        "Article L. 382-35 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000046448365",
    ]


class soins_teleconsultation(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Téléconsultation"
    label_en = "Teleconsultation"
    reference = L162_5


class soins_teleconsultation_conditions_remplies(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = DAY
    label = "Les conditions de la téléconsultation sont remplies (vidéo, connaissance du patient, proximité)"
    label_en = "The conditions of the teleconsultation are met"
    reference = L162_5


class soins_teleconsultation_mois_depuis_consultation(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "month"
    minimum = 0
    maximum = 1_200
    label = "Mois écoulés depuis la dernière consultation physique avec ce médecin"
    label_en = "Months since the last physical consultation with this doctor"
    reference = L162_5
    documentation = (
        "Lu jusqu'au 31 mars 2022 ; la condition se donne ensuite par soins_teleconsultation_conditions_remplies."
    )


class soins_exigence_particuliere(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Exigence particulière du patient (hors des heures, visite non justifiée)"
    label_en = "Particular demand of the patient"
    reference = ["Article L. 162-5 du code de la sécurité sociale (convention, dépassement pour exigence)"]


class soins_prescrit(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = DAY
    label = "Inscrit sur la liste des soins remboursables et, s'il le faut, prescrit"
    label_en = "Listed and, where needed, prescribed"
    reference = L160_8
    documentation = (
        "Oui aussi pour ce que la loi rembourse sans ordonnance : contraception d'urgence, préservatifs de la liste, "
        "dépistages du VIH et des infections sexuellement transmissibles demandés au laboratoire (L. 162-13-2)."
    )


class soins_psychologue_seances_anterieures(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 1_000
    label = "Séances d'accompagnement psychologique déjà remboursées dans l'année civile"
    label_en = "Psychologist sessions already reimbursed in the year"
    reference = L162_58


class soins_psychologue_adressage(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Lettre d'adressage d'un médecin, de moins de six mois"
    label_en = "Doctor's letter"
    reference = L162_58


class soins_orthodontie_accord(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Accord préalable de la caisse pour le traitement d'orthodontie"
    label_en = "Prior agreement for the orthodontic treatment"
    reference = ["Nomenclature générale des actes professionnels, orthopédie dento-faciale"]


class soins_orthodontie_age_debut(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "year"
    minimum = 0
    maximum = 130
    label = "Âge au début du traitement d'orthodontie"
    label_en = "Age at the start of the orthodontic treatment"
    reference = ["Nomenclature générale des actes professionnels, orthopédie dento-faciale"]

    def formula_2005_01_01(individu, period):
        """À défaut de réponse, l'âge du jour."""
        return individu("age", period)


class soins_mt_dents_mois_depuis_examen(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "month"
    minimum = 0
    maximum = 1_200
    label = "Mois écoulés depuis l'examen bucco-dentaire de prévention"
    label_en = "Months since the preventive dental examination"
    reference = L162_1_12


class soins_cure_ressources(Variable):
    value_type = float
    entity = Individu
    definition_period = YEAR
    set_input = etend_la_periode
    unit = "currency"
    minimum = 0
    maximum = 100_000_000
    label = "Ressources annuelles du foyer, pour l'hébergement d'une cure"
    label_en = "Yearly resources of the household, for the cure's lodging"
    reference = ["Action sanitaire et sociale des caisses, prestations supplémentaires (article L. 262-1)"]


class soins_cure_personnes_a_charge(Variable):
    value_type = int
    entity = Individu
    definition_period = YEAR
    set_input = etend_la_periode
    unit = "count"
    minimum = 0
    maximum = 30
    label = "Conjoint et personnes à charge, pour l'hébergement d'une cure"
    label_en = "Dependants, for the cure's lodging"
    reference = ["Action sanitaire et sociale des caisses, prestations supplémentaires (article L. 262-1)"]
