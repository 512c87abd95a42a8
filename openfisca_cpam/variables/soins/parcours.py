"""Dans le parcours de soins coordonnés, ou hors de lui, et pourquoi (R8 à R11 ; L. 162-5-3, D. 162-1-6, D. 162-1-7)."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.soins.acte import AccesMedecin, ObjetSoin, Specialite, acte_de_medecin

L162_5_3 = [
    "Article L. 162-5-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000048691431",
    "Article R. 160-6 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031796275",
    "Article D. 162-1-6 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038925697",
    "Article D. 162-1-7 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006735431",
]


class MotifParcours(Enum):
    sans_objet = "Sans objet : le parcours ne concerne que les actes des médecins"
    avant_2006 = "Avant le 1er janvier 2006 : le parcours de soins n'existait pas"
    moins_16_ans = "Dans le parcours : moins de seize ans (L. 162-5-3)"
    ame = "Dans le parcours : l'aide médicale de l'État n'y est pas soumise"
    sans_declaration_exigee = "Dans le parcours : aucune déclaration n'est demandée à cette personne"
    urgence = "Dans le parcours : urgence (L. 162-5-3, 1° ; R. 160-6, 2°)"
    permanence_des_soins = "Dans le parcours : permanence des soins (D. 162-1-6, 5°)"
    eloignement = "Dans le parcours : loin de la résidence habituelle (R. 160-6, 1°)"
    medecin_traitant_indisponible = "Dans le parcours : médecin traitant indisponible (D. 162-1-6, 4°)"
    generaliste_installation = "Dans le parcours : généraliste nouvellement installé (L. 162-5-4, D. 162-1-8)"
    medecin_traitant_parti = "Dans le parcours : année du départ du médecin traitant (L. 162-5-3, 5°)"
    protocole_ald = "Dans le parcours : acte prévu par le protocole de soins (D. 162-1-6, 3°)"
    tabacologie_addictologie = "Dans le parcours : tabacologie, alcoologie, addictologie (D. 162-1-6, 6°)"
    medecin_des_armees = "Dans le parcours : prescription d'un médecin des armées (L. 162-5-3, 3°)"
    genetique = "Dans le parcours : consultation de génétique (D. 162-1-6, 8°)"
    medecine_preventive_etudiante = "Dans le parcours : médecine préventive étudiante (D. 162-1-6, 9°)"
    centre_planification = "Dans le parcours : centre de planification, médecine humanitaire (L. 162-5-3)"
    examen_obligatoire_enfant = "Dans le parcours : examen obligatoire de l'enfant (D. 162-1-6, 10°)"
    oriente_infirmier_pratique_avancee = "Dans le parcours : infirmier en pratique avancée (D. 162-1-6, 11°)"
    oriente_sage_femme = "Dans le parcours : adressé par une sage-femme (L. 162-5-3, 4°)"
    medecin_traitant = "Dans le parcours : médecin traitant"
    remplacant = "Dans le parcours : remplaçant du médecin traitant"
    oriente_medecin_traitant = "Dans le parcours : orientation par le médecin traitant"
    soins_iteratifs = "Dans le parcours : plan de soins ou suite concertée (D. 162-1-6, 1° et 2°)"
    acces_direct_gynecologue = "Dans le parcours : gynécologue, en accès direct (D. 162-1-7)"
    acces_direct_ophtalmologue = "Dans le parcours : ophtalmologue, en accès direct (D. 162-1-7)"
    acces_direct_psychiatre = "Dans le parcours : psychiatre, en accès direct (D. 162-1-7)"
    acces_direct_stomatologue = "Dans le parcours : stomatologue, en accès direct (convention)"
    hors_sans_medecin_traitant = "Hors du parcours : aucun médecin traitant déclaré"
    hors_psychiatre_age = "Hors du parcours : psychiatre vu sans orientation, à partir de vingt-six ans"
    hors_sans_orientation = "Hors du parcours : consulté sans orientation du médecin traitant"


_HORS = (
    MotifParcours.hors_sans_medecin_traitant,
    MotifParcours.hors_psychiatre_age,
    MotifParcours.hors_sans_orientation,
)
# Ways that need no declared médecin traitant, in order; each member bears one name in both Enums.
_SANS_MEDECIN_TRAITANT = (
    "urgence", "permanence_des_soins", "eloignement", "medecin_traitant_indisponible", "generaliste_installation",
    "tabacologie_addictologie", "medecin_des_armees", "genetique", "medecine_preventive_etudiante",
    "centre_planification",
)  # fmt: skip
_PAR_LE_MEDECIN_TRAITANT = ("medecin_traitant", "remplacant", "oriente_medecin_traitant", "soins_iteratifs")


class soins_parcours_motif(Variable):
    value_type = Enum
    possible_values = MotifParcours
    default_value = MotifParcours.sans_objet
    entity = Individu
    definition_period = DAY
    label = "Dans le parcours de soins ou non, et pourquoi"
    label_en = "Within the coordinated care pathway or not, and why"
    reference = L162_5_3

    def formula_2005_01_01(individu, period):
        """Avant 2006, aucun parcours."""
        return premier_vrai(
            [(acte_de_medecin(individu, period), MotifParcours.avant_2006)], sinon=MotifParcours.sans_objet
        )

    def formula_2006_01_01(individu, period, parameters):
        """Depuis le 1er janvier 2006 ; infirmier en pratique avancée 2019, sage-femme 2021, départ du médecin 2023."""
        parcours = parameters(period).soins.parcours
        mois = period.first_month
        age, acces = individu("age", period), individu("soins_acces", period)
        specialite = individu("soins_specialite", period)
        declare = individu("medecin_traitant_declare", mois)
        protocole = individu("soins_prevu_protocole", period)
        examen_enfant = individu("soins_objet", period) == ObjetSoin.examen_obligatoire_enfant
        psychiatre = parmi(specialite, Specialite.psychiatre, Specialite.neuropsychiatre)
        psychiatre_jeune = psychiatre & (age < valeur(parcours, "limite_age_acces_direct_psychiatrie", sinon=numpy.inf))
        gynecologue = parmi(specialite, Specialite.gynecologue_medical, Specialite.gynecologue_obstetricien)
        stomatologue = (specialite == Specialite.stomatologue) & bool(parcours.acces_direct_stomatologie)
        M = MotifParcours
        return premier_vrai(
            [
                (not_(acte_de_medecin(individu, period)), M.sans_objet),
                (age < parcours.age_minimum, M.moins_16_ans),
                (individu("beneficiaire_ame", mois), M.ame),
                (acces == AccesMedecin.sans_declaration_exigee, M.sans_declaration_exigee),
                *((acces == AccesMedecin[nom], M[nom]) for nom in _SANS_MEDECIN_TRAITANT),
                (
                    (acces == AccesMedecin.medecin_traitant_parti) & bool(parcours.depart_medecin_traitant),
                    M.medecin_traitant_parti,
                ),
                (protocole, M.protocole_ald),
                (examen_enfant, M.examen_obligatoire_enfant),
                (
                    (acces == AccesMedecin.oriente_infirmier_pratique_avancee)
                    & bool(parcours.infirmier_pratique_avancee),
                    M.oriente_infirmier_pratique_avancee,
                ),
                (
                    (acces == AccesMedecin.oriente_sage_femme) & bool(parcours.sage_femme),
                    M.oriente_sage_femme,
                ),
                (not_(declare), M.hors_sans_medecin_traitant),
                *((acces == AccesMedecin[nom], M[nom]) for nom in _PAR_LE_MEDECIN_TRAITANT),
                (gynecologue, M.acces_direct_gynecologue),
                (specialite == Specialite.ophtalmologue, M.acces_direct_ophtalmologue),
                (psychiatre_jeune, M.acces_direct_psychiatre),
                (stomatologue, M.acces_direct_stomatologue),
                (psychiatre, M.hors_psychiatre_age),
            ],
            sinon=M.hors_sans_orientation,
        )


class soins_dans_parcours(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = DAY
    label = "Dans le parcours de soins, ou acte qu'il ne concerne pas"
    label_en = "Within the care pathway, or not concerned by it"
    reference = L162_5_3

    def formula_2005_01_01(individu, period):
        """Faux pour les seuls motifs « hors du parcours »."""
        return not_(parmi(individu("soins_parcours_motif", period), *_HORS))
