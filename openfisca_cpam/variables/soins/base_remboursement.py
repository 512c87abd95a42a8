"""Le tarif, la dépense, la base de remboursement et le dépassement (R1, R12, R14, R17 ; tarifs de la convention)."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.soins.acte import (
    NatureSoin,
    ObjetSoin,
    Secteur,
    ServiceMedical,
    Specialite,
    TypeActe,
)
from openfisca_cpam.variables.soins.articles import L160_8, L162_58, L861_3
from openfisca_cpam.variables.soins.confiance import est_a_confirmer

L160_10 = [
    "Article L. 160-10 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000033714767",
    "Article R. 160-22 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031796475",
]
CONVENTION = [
    "Article L. 162-5 du code de la sécurité sociale (convention nationale des médecins)",
    "Convention médicale 2024-2029",
]

# Prices that the law sets: without a tariff given, the price paid is the tariff.
PRIX_REGLEMENTES = (
    NatureSoin.medicament,
    NatureSoin.honoraire_dispensation,
    NatureSoin.vaccin,
    NatureSoin.biologie,
    NatureSoin.auxiliaire_medical,
    NatureSoin.grand_appareillage,
    NatureSoin.produit_sanguin,
)
# Professionals bound by a tariff towards holders of the C2S.
HONORAIRES = (
    NatureSoin.medecin,
    NatureSoin.sage_femme,
    NatureSoin.dentaire,
    NatureSoin.dentaire_acte_medical,
    NatureSoin.auxiliaire_medical,
    NatureSoin.biologie,
    NatureSoin.biologie_medecin,
    NatureSoin.cure_surveillance,
    NatureSoin.psychologue,
)


class MotifTarif(Enum):
    sans_objet = "Sans objet"
    connu = "Tarif donné, ou lu dans les tarifs de la convention"
    prix_reglemente = "Prix réglementé : le prix payé tient lieu de tarif"
    non_conventionne = "Médecin non conventionné : tarif d'autorité (L. 162-5-10)"
    inconnu = "Tarif inconnu : à donner"


class MotifRemboursement(Enum):
    aucun_soin = "Aucun soin"
    rembourse = "Soin remboursable"
    gratuit = "Télé-expertise : gratuite pour le patient"
    praticien_non_reconnu = "Jamais remboursé : praticien non reconnu par l'Assurance Maladie"
    automedication = "Jamais remboursé : automédication"
    confort = "Jamais remboursé : confort, chambre particulière, prestations non médicales (R. 162-27)"
    non_prescrit = "Non remboursé : non inscrit sur la liste, ou non prescrit"
    medicament_non_remboursable = "Non remboursé : médicament hors de la liste"
    homeopathie_radiee = "Non remboursé : homéopathie, radiée de la liste le 1er janvier 2021"
    orthodontie = "Non remboursé : orthodontie sans accord préalable, ou commencée à seize ans ou plus"
    teleconsultation_non_ouverte = "Non remboursé : téléconsultation antérieure au 15 septembre 2018"
    teleconsultation_conditions = "Non remboursé : conditions de la téléconsultation non remplies"
    psychologue_non_ouvert = "Non remboursé : séance antérieure au dispositif d'accompagnement psychologique"
    psychologue_age = "Non remboursé : patient trop jeune (R. 162-64)"
    psychologue_adressage = "Non remboursé : lettre d'adressage manquante (R. 162-64)"
    psychologue_nombre = "Non remboursé : nombre annuel de séances atteint (R. 162-65)"
    numerique_non_ouvert = "Non remboursé : télésurveillance ou dispositif numérique avant son entrée en vigueur"
    cure_ressources = "Non remboursé : ressources supérieures au plafond de l'hébergement en cure"
    exclu_ame = "Non couvert par l'aide médicale de l'État (majeur)"
    taux_inconnu = "Taux inconnu à cette date"


def _pediatre(age, tarifs):
    """Tarif selon l'âge, avant le dernier âge."""
    deux, six, _ = tarifs.pediatre_ages
    return where(
        age < deux, tarifs.pediatre_0_2_ans, where(age < six, tarifs.pediatre_2_6_ans, tarifs.pediatre_6_16_ans)
    )


class soins_tarif_convention(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Tarif de la convention pour la consultation décrite, 0 s'il est inconnu"
    label_en = "Tariff of the convention for the consultation, 0 when unknown"
    reference = CONVENTION
    documentation = (
        "Métropole. Secteur 1 et Optam ; bases propres au secteur 2 non Optam et au secteur 3. Le psychiatre et le "
        "neurologue ont leurs propres tarifs hors du parcours et pour un avis ponctuel : à donner. Le gynécologue médical "
        "garde le sien en accès direct, même sans médecin traitant déclaré : seul le taux baisse."
    )

    def formula_2005_01_01(individu, period, parameters):
        """Par spécialité, âge, coordination et secteur ; hors du parcours, base non coordonnée (psychiatre : à donner)."""
        tarifs = parameters(period).soins.tarif
        lu = lambda nom: valeur(tarifs, nom, sinon=0)  # noqa: E731
        specialite, age = individu("soins_specialite", period), individu("age", period)
        jeune = age < lu("age_enfant_generaliste")
        generaliste = where(jeune, lu("generaliste_moins_6_ans"), lu("generaliste_6_ans_et_plus"))
        coordonnes = numpy.full(len(Specialite), lu("specialiste_coordonne"), dtype=float)
        for membres, nom in (
            (
                (Specialite.psychiatre, Specialite.neurologue, Specialite.neuropsychiatre),
                "psychiatre_neurologue_coordonne",
            ),
            ((Specialite.gynecologue_medical,), "gynecologue_medical_coordonne"),
            ((Specialite.geriatre,), "geriatre_coordonne"),
            ((Specialite.mpr,), "mpr_coordonne"),
        ):
            # Before a tariff of its own, a specialty has that of the others; the psychiatrist's was never theirs.
            commun = 0 if nom == "psychiatre_neurologue_coordonne" else lu("specialiste_coordonne")
            for membre in membres:
                coordonnes[membre.index] = valeur(tarifs, nom, sinon=commun)
        coordonne = lit(coordonnes, codes(specialite))
        if valeur_connue(tarifs, "pediatre_ages"):
            # Past the last age, the tariff of the other specialists.
            enfant = (specialite == Specialite.pediatre) & (age < tarifs.pediatre_ages[-1])
            coordonne = pour_les_seuls(enfant, lambda rangs: _pediatre(age[rangs], tarifs), sinon=coordonne)
        est_generaliste = specialite == Specialite.generaliste
        # The medical gynaecologist's own tariff is that of direct access too, with or without a médecin traitant.
        tarif_propre = (specialite == Specialite.gynecologue_medical) & valeur_connue(
            tarifs, "gynecologue_medical_coordonne"
        )
        hors_parcours = not_(est_generaliste | tarif_propre) & not_(individu("soins_dans_parcours", period))
        psychiatre = parmi(specialite, Specialite.psychiatre, Specialite.neurologue, Specialite.neuropsychiatre)
        non_coordonne = where(psychiatre, 0, lu("specialiste_acces_non_coordonne"))
        specialiste = where(hors_parcours, non_coordonne, coordonne)
        secteur_1 = where(est_generaliste, generaliste, specialiste)

        non_optam = valeur(tarifs, "secteur_2_non_optam", sinon=None)
        secteur = individu("soins_secteur", period)
        en_secteur_2 = secteur == Secteur.secteur_2_non_optam
        g_2 = where(
            en_secteur_2 & jeune,
            valeur(non_optam, "generaliste_moins_6_ans", sinon=0),
            valeur(non_optam, "generaliste", sinon=0),
        )
        base_2 = where(est_generaliste, g_2, where(psychiatre, 0, valeur(non_optam, "specialiste", sinon=0)))
        autorite = where(est_generaliste, tarifs.autorite.generaliste, tarifs.autorite.specialiste)
        consultation = where(secteur == Secteur.secteur_3, autorite, where(en_secteur_2, base_2, secteur_1))
        teleconsultation = individu("soins_teleconsultation", period) & est_generaliste
        consultation = where(
            teleconsultation & parmi(secteur, Secteur.secteur_1, Secteur.secteur_2_optam),
            lu("teleconsultation_generaliste"),
            consultation,
        )
        particuliers = table(
            TypeActe,
            {
                TypeActe.avis_ponctuel_consultant: lu("avis_ponctuel_consultant"),
                TypeActe.consultation_complexe: lu("consultation_complexe"),
                TypeActe.consultation_tres_complexe: lu("consultation_tres_complexe"),
                TypeActe.examen_obligatoire_enfant: lu("examen_obligatoire_enfant_pediatre"),
                TypeActe.certificat_obligatoire_enfant: lu("consultation_obligatoire_certificat"),
                TypeActe.depistage_melanome: lu("depistage_melanome_dermatologue"),
                TypeActe.cardiologue_specifique: lu("cardiologue_consultation_specifique"),
                TypeActe.longue_medecin_traitant: lu("consultation_longue_medecin_traitant"),
                TypeActe.bilan_prevention: lu("bilan_prevention"),
                TypeActe.consultation_dentiste: lu("dentiste_consultation"),
                TypeActe.seance_kinesitherapie: lu("kine_seance"),
            },
        )
        type_acte, nature = individu("soins_type_acte", period), individu("soins_nature", period)
        particulier = lit(particuliers, codes(type_acte))
        trop_jeune = (type_acte == TypeActe.longue_medecin_traitant) & (age < lu("consultation_longue_age"))
        autre_avis = psychiatre & (type_acte == TypeActe.avis_ponctuel_consultant)
        dentaire = (nature == NatureSoin.dentaire) & (type_acte == TypeActe.consultation_dentiste)
        kine = (nature == NatureSoin.auxiliaire_medical) & (type_acte == TypeActe.seance_kinesitherapie)
        medecin = nature == NatureSoin.medecin
        du_medecin = where(trop_jeune | autre_avis | (secteur == Secteur.secteur_3), 0, particulier)
        psychologue = (
            parameters(period).soins.psychologue if valeur_connue(parameters(period).soins, "psychologue") else None
        )
        seance = where(
            individu("soins_psychologue_seances_anterieures", period) == 0,
            valeur(psychologue, "tarif_premiere", sinon=0),
            valeur(psychologue, "tarif_suivantes", sinon=0),
        )
        cure = parameters(period).soins.cure
        tarif = where(medecin & (type_acte == TypeActe.consultation), consultation, 0)
        tarif = where(medecin & (type_acte != TypeActe.consultation), du_medecin, tarif)
        tarif = where(dentaire | kine, particulier, tarif)
        tarif = where(nature == NatureSoin.psychologue, seance, tarif)
        return where(nature == NatureSoin.cure_hebergement, cure.base_hebergement, tarif)


class soins_tarif(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Tarif de l'Assurance Maladie pour un acte ou une boîte"
    label_en = "Tariff of the Assurance Maladie for one act or box"
    reference = CONVENTION + L160_10
    documentation = "Un tarif donné l'emporte, majorations justifiées comprises (nuit, dimanche, visite). 0 : inconnu."

    def formula_2005_01_01(individu, period):
        """À défaut, le tarif de la convention."""
        return individu("soins_tarif_convention", period)


class soins_prix(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Prix demandé pour un acte ou une boîte"
    label_en = "Price charged for one act or box"
    reference = L160_10

    def formula_2005_01_01(individu, period):
        """À défaut, le tarif : aucun dépassement."""
        return individu("soins_tarif", period)


class soins_tarif_motif(Variable):
    value_type = Enum
    possible_values = MotifTarif
    default_value = MotifTarif.sans_objet
    entity = Individu
    definition_period = DAY
    label = "D'où vient le tarif"
    label_en = "Where the tariff comes from"
    reference = CONVENTION + L160_10

    def formula_2005_01_01(individu, period):
        """Tarif donné ou de la convention, prix réglementé, tarif d'autorité, ou inconnu."""
        nature = individu("soins_nature", period)
        connu = individu("soins_tarif", period) > 0
        prix = individu("soins_prix", period) > 0
        autorite = (nature == NatureSoin.medecin) & (individu("soins_secteur", period) == Secteur.secteur_3)
        return premier_vrai(
            [
                (parmi(nature, NatureSoin.aucun, NatureSoin.teleexpertise), MotifTarif.sans_objet),
                (connu & autorite, MotifTarif.non_conventionne),
                (connu, MotifTarif.connu),
                (parmi(nature, *PRIX_REGLEMENTES) & prix, MotifTarif.prix_reglemente),
            ],
            sinon=MotifTarif.inconnu,
        )


class soins_remboursement_motif(Variable):
    value_type = Enum
    possible_values = MotifRemboursement
    default_value = MotifRemboursement.aucun_soin
    entity = Individu
    definition_period = DAY
    label = "Le soin est-il remboursable, et sinon pourquoi"
    label_en = "Whether the care is reimbursable, and why not"
    reference = [
        *L160_8,
        "Article R. 162-27 du code de la sécurité sociale (confort)",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000050942717",
    ]

    def formula_2005_01_01(individu, period, parameters):
        """Ce qui n'est jamais remboursé est nommé ; le reste a un taux."""
        soins = parameters(period).soins
        taux = soins.taux_remboursement
        nature, objet = individu("soins_nature", period), individu("soins_objet", period)
        service = individu("soins_medicament_service", period)
        age = individu("age", period)
        medicament = parmi(nature, NatureSoin.medicament, NatureSoin.honoraire_dispensation)
        homeopathie, faible = service == ServiceMedical.homeopathie, service == ServiceMedical.faible
        radiee = valeur(taux.medicament, "homeopathie", sinon=1) == 0
        sans_taux = (faible & (not valeur_connue(taux.medicament, "faible"))) | (
            homeopathie & (not valeur_connue(taux.medicament, "homeopathie"))
        )
        tele = individu("soins_teleconsultation", period) & (nature == NatureSoin.medecin)
        delai = valeur(soins.teleconsultation, "delai_consultation_physique_mois", sinon=numpy.inf)
        inconnu_du_medecin = individu("soins_teleconsultation_mois_depuis_consultation", period) > delai
        conditions = individu("soins_teleconsultation_conditions_remplies", period) & not_(inconnu_du_medecin)
        orthodontie = individu("soins_orthodontie_accord", period) & (
            individu("soins_orthodontie_age_debut", period) < soins.orthodontie.age_limite
        )
        psychologue = nature == NatureSoin.psychologue
        seances = valeur(soins, "psychologue", sinon=None)
        lettre = individu("soins_psychologue_adressage", period)
        anterieures = individu("soins_psychologue_seances_anterieures", period)
        plafond = soins.cure.plafond_ressources * (
            1 + soins.cure.majoration_plafond_par_personne * individu("soins_cure_personnes_a_charge", period.this_year)
        )
        ressources = individu("soins_cure_ressources", period.this_year)
        hebergement = nature == NatureSoin.cure_hebergement
        ame_majeur = individu("beneficiaire_ame", period.first_month) & (age >= soins.exonerations.ame_age_majeur)
        exclu_ame = (medicament & faible) | (objet == ObjetSoin.amp) | (objet == ObjetSoin.infertilite)
        exclu_ame = exclu_ame | parmi(
            nature, NatureSoin.cure_surveillance, NatureSoin.cure_forfait_thermal, NatureSoin.cure_hebergement
        )
        numerique = ((nature == NatureSoin.telesurveillance) & (not valeur_connue(taux, "telesurveillance"))) | (
            (nature == NatureSoin.dispositif_numerique) & (not valeur_connue(taux, "dispositif_numerique"))
        )
        M = MotifRemboursement
        return premier_vrai(
            [
                (
                    (nature == NatureSoin.aucun) | (individu("soins_nombre_actes", period) == 0),
                    M.aucun_soin,
                ),
                (nature == NatureSoin.teleexpertise, M.gratuit),
                (nature == NatureSoin.praticien_non_reconnu, M.praticien_non_reconnu),
                (nature == NatureSoin.automedication, M.automedication),
                (nature == NatureSoin.confort, M.confort),
                (not_(individu("soins_prescrit", period)), M.non_prescrit),
                (medicament & (service == ServiceMedical.non_remboursable), M.medicament_non_remboursable),
                (medicament & homeopathie & radiee, M.homeopathie_radiee),
                (medicament & sans_taux, M.taux_inconnu),
                ((nature == NatureSoin.orthodontie) & not_(orthodontie), M.orthodontie),
                (tele & (not soins.teleconsultation.ouverte), M.teleconsultation_non_ouverte),
                (tele & not_(conditions), M.teleconsultation_conditions),
                (psychologue & (not valeur_connue(taux, "psychologue")), M.psychologue_non_ouvert),
                (psychologue & (age < valeur(seances, "age_minimum", sinon=0)), M.psychologue_age),
                (
                    psychologue & not_(lettre) & bool(valeur(seances, "adressage_obligatoire", sinon=False)),
                    M.psychologue_adressage,
                ),
                (
                    psychologue & (anterieures >= valeur(seances, "nombre_seances", sinon=0)),
                    M.psychologue_nombre,
                ),
                (numerique, M.numerique_non_ouvert),
                (hebergement & (arrondi_centime(ressources) > arrondi_centime(plafond)), M.cure_ressources),
                (ame_majeur & exclu_ame, M.exclu_ame),
            ],
            sinon=M.rembourse,
        )


class soins_remboursable(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le soin est remboursable"
    label_en = "The care is reimbursable"
    reference = L160_8

    def formula_2005_01_01(individu, period):
        """Ni exclu, ni gratuit."""
        return individu("soins_remboursement_motif", period) == MotifRemboursement.rembourse


class soins_nombre_rembourse(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "count"
    label = "Nombre d'actes ou de boîtes remboursés"
    label_en = "Number of acts or boxes reimbursed"
    reference = [*L160_8, "Articles R. 162-65 et D. 160-13 du code de la sécurité sociale"]

    def formula_2005_01_01(individu, period, parameters):
        """Dans la limite des séances de psychologue de l'année, et d'une boîte de préservatifs à 100 % par délivrance (2026)."""
        soins = parameters(period).soins
        nombre = individu("soins_nombre_actes", period)
        seances = valeur(valeur(soins, "psychologue", sinon=None), "nombre_seances", sinon=0)
        reste = max_(0, seances - individu("soins_psychologue_seances_anterieures", period))
        nombre = where(individu("soins_nature", period) == NatureSoin.psychologue, min_(nombre, reste), nombre)
        boites = valeur(soins.exonerations, "preservatif_boites_par_delivrance", sinon=None)
        if boites is not None:
            preservatif = individu("soins_preservatif_100", period)
            nombre = where(preservatif, min_(nombre, boites), nombre)
        return individu("soins_remboursable", period) * nombre


class soins_tarif_retenu(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Tarif retenu pour un acte ou une boîte"
    label_en = "Tariff used for one act or box"
    reference = CONVENTION + L160_10

    def formula_2005_01_01(individu, period, parameters):
        """Le tarif ; le prix quand il est réglementé ; le prix du générique refusé ; le coefficient des AT/MP."""
        soins = parameters(period).soins
        nature = individu("soins_nature", period)
        motif = individu("soins_tarif_motif", period)
        tarif = where(
            motif == MotifTarif.prix_reglemente, individu("soins_prix", period), individu("soins_tarif", period)
        )
        generique = individu("soins_medicament_prix_generique", period)
        refuse = individu("soins_medicament_generique_refuse", period) & (nature == NatureSoin.medicament)
        refuse = refuse & (generique > 0) & bool(soins.generique.base_du_generique)
        tarif = where(refuse, min_(tarif, generique), tarif)
        coefficient = valeur(valeur(soins, "at_mp", sinon=None), "coefficient_appareillage", sinon=1)
        appareillage = parmi(nature, NatureSoin.dispositif_medical, NatureSoin.dentaire_prothese)
        return where(individu("soins_lie_at_mp", period) & appareillage, arrondi_centime(tarif * coefficient), tarif)


class soins_depassement_interdit(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Aucun dépassement ne peut être demandé au patient"
    label_en = "No excess fee may be charged"
    reference = L861_3 + L162_58
    documentation = (
        "Bénéficiaire de la C2S ou de l'AME chez un praticien conventionné, sauf exigence particulière ; pour tous, séance "
        "de psychologue prise en charge (L. 162-58)."
    )

    def formula_2005_01_01(individu, period):
        """La dépense est alors limitée au tarif : le surplus n'est pas dû ; pour tous, depuis 2022, chez le psychologue."""
        mois = period.first_month
        protege = individu("beneficiaire_c2s", mois) | individu("beneficiaire_ame", mois)
        nature = individu("soins_nature", period)
        conventionne = (nature != NatureSoin.medecin) | (individu("soins_secteur", period) != Secteur.secteur_3)
        tenu_au_tarif = (
            protege & conventionne & parmi(nature, *HONORAIRES) & not_(individu("soins_exigence_particuliere", period))
        )
        # Article L. 162-58: no excess fee on the sessions that are covered; none is before the scheme.
        tenu_au_tarif = tenu_au_tarif | (nature == NatureSoin.psychologue)
        return tenu_au_tarif & individu("soins_remboursable", period) & (individu("soins_tarif_retenu", period) > 0)


class soins_depense(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Dépense : ce qui est dû pour les actes de la journée"
    label_en = "What is owed for the acts of the day"
    reference = L160_10

    def formula_2005_01_01(individu, period):
        """Prix par nombre ; le tarif quand le dépassement est interdit ; rien pour une télé-expertise, gratuite.

        Les séances de psychologue au-delà du nombre de l'année ne sont pas prises en charge : leur prix est libre.
        """
        prix = individu("soins_prix", period)
        limite = min_(prix, individu("soins_tarif_retenu", period))
        rembourses = individu("soins_nombre_rembourse", period)
        surplus = individu("soins_depassement_interdit", period) * (prix - limite) * rembourses
        du = not_(parmi(individu("soins_nature", period), NatureSoin.aucun, NatureSoin.teleexpertise))
        nombre = individu("soins_nombre_actes", period) * du
        return arrondi_centime(prix * nombre - surplus)


class soins_base_acte(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Base de remboursement d'un acte ou d'une boîte"
    label_en = "Reimbursement base of one act or box"
    reference = L160_10

    def formula_2005_01_01(individu, period):
        """Le tarif, limité au prix payé ; 0 quand le soin n'est pas remboursable."""
        base = min_(individu("soins_tarif_retenu", period), individu("soins_prix", period))
        return individu("soins_remboursable", period) * arrondi_centime(base)


class soins_base_remboursement(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Base de remboursement des actes de la journée"
    label_en = "Reimbursement base of the day's acts"
    reference = L160_10

    def formula_2005_01_01(individu, period):
        """Base d'un acte par nombre d'actes remboursés."""
        return centimes_fois(individu("soins_base_acte", period), individu("soins_nombre_rembourse", period))


class soins_depassement(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Dépassement, ou dépense sans base de remboursement"
    label_en = "Excess over the base"
    reference = L160_10

    def formula_2005_01_01(individu, period):
        """Dépense moins base."""
        ecart = individu("soins_depense", period) - individu("soins_base_remboursement", period)
        return max_(0, arrondi_centime(ecart))


_TARIFS_DOUTEUX = {
    Secteur.secteur_1: ("soins.tarif.specialiste_coordonne",),
    Secteur.secteur_2_optam: ("soins.tarif.specialiste_coordonne",),
    Secteur.secteur_2_non_optam: (
        "soins.tarif.secteur_2_non_optam.generaliste",
        "soins.tarif.secteur_2_non_optam.generaliste_moins_6_ans",
        "soins.tarif.secteur_2_non_optam.specialiste",
    ),
}


class soins_tarif_a_confirmer(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le tarif lu dans la convention reste à confirmer"
    label_en = "The tariff remains to be confirmed"
    reference = CONVENTION

    def formula_2005_01_01(individu, period):
        """Vrai quand la valeur lue est de confiance C et que le tarif n'a pas été donné."""
        nature, secteur = individu("soins_nature", period), individu("soins_secteur", period)
        type_acte = individu("soins_type_acte", period)
        medecin = nature == NatureSoin.medecin
        consultation = medecin & (type_acte == TypeActe.consultation)
        generaliste = individu("soins_specialite", period) == Specialite.generaliste
        tele = individu("soins_teleconsultation", period)
        lu = individu("soins_tarif", period) == individu("soins_tarif_convention", period)
        doute = numpy.zeros(individu.count, dtype=bool)
        for membre, noms in _TARIFS_DOUTEUX.items():
            specialiste = not_(generaliste) | (membre == Secteur.secteur_2_non_optam)
            doute = doute | (
                consultation & specialiste & (secteur == membre) & est_a_confirmer(individu, period, *noms)
            )
        doute = doute | (
            consultation
            & generaliste
            & tele
            & est_a_confirmer(individu, period, "soins.tarif.teleconsultation_generaliste")
        )
        doute = doute | (
            medecin
            & (type_acte == TypeActe.avis_ponctuel_consultant)
            & est_a_confirmer(individu, period, "soins.tarif.avis_ponctuel_consultant")
        )
        doute = doute | (
            (nature == NatureSoin.psychologue) & est_a_confirmer(individu, period, "soins.psychologue.tarif_premiere")
        )
        return lu & doute
