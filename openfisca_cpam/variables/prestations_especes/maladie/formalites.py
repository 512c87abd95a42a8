"""Les pièces et les délais ; la durée des prescriptions ; ce qui reste à confirmer."""

from openfisca_cpam.base import *
from openfisca_cpam.helpers.calendrier import lit_au_jour
from openfisca_cpam.variables.prestations_especes.maladie.arret import D323_2, DOMAINES, NatureArret, jour_couvert

R321_2 = [
    "Article R. 321-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051819783",
]
L162_4_1 = [
    "Article L. 162-4-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053283630",
]
L332_1 = [
    "Article L. 332-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031686666",
]
L431_2 = [
    "Article L. 431-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000041399093",
]


class Prescripteur(Enum):
    medecin = "Médecin"
    sage_femme = "Sage-femme"
    sage_femme_ivg = "Sage-femme, pour une interruption volontaire de grossesse médicamenteuse"


class PrescriptionDuree(Enum):
    conforme = "Durée prescrite dans la limite, ou sans limite"
    a_motiver = "Au-delà du plafond : le prescripteur doit le motiver (article L. 162-4-1 ; décret non vu)"
    excessive = "Au-delà de ce que le prescripteur peut prescrire"


class ij_avis_papier(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Avis d'arrêt de travail sur papier"
    label_en = "Paper notice"
    reference = R321_2
    documentation = "Un avis transmis par le prescripteur n'a pas à être envoyé par l'assuré."


class ij_prescripteur(Variable):
    value_type = Enum
    possible_values = Prescripteur
    default_value = Prescripteur.medecin
    entity = Individu
    definition_period = ETERNITY
    label = "Prescripteur de l'arrêt"
    label_en = "Prescriber"
    reference = L162_4_1


class ij_prescription_jours(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "day"
    minimum = 0
    maximum = 1_100
    label = "Durée prescrite (première prescription ou prolongation)"
    label_en = "Prescribed length"
    reference = L162_4_1


class ij_avis_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour envoyer l'avis d'arrêt sur papier"
    label_en = "Last day to send the paper notice"
    reference = R321_2
    documentation = "Sans objet (1970-01-01) quand l'arrêt est transmis par le prescripteur."

    def formula_2018_01_01(individu, period, parameters):
        """Deux jours après l'interruption du travail ; sur le formulaire sécurisé depuis le 1er juillet 2025.

        Aucun délai pour une victime du terrorisme (L. 169-2, 3°), ni pour un congé de naissance, d'adoption ou de
        deuil, qui n'est pas un arrêt prescrit.
        """
        delai = parameters(period).prestations_especes.maladie.envoi_tardif.delai_jours
        debut = individu("ij_debut", period)
        conge = parmi(
            individu("ij_nature", period),
            NatureArret.maternite,
            NatureArret.paternite,
            NatureArret.adoption,
            NatureArret.deuil_enfant,
            NatureArret.naissance_supplementaire,
        )
        du = (
            individu("ij_avis_papier", period)
            & est_renseignee(debut)
            & not_(conge)
            & not_(individu("ij_victime_terrorisme", period))
        )
        return where(du, ajoute_jours(debut, delai), NON_RENSEIGNEE)


class ij_formulaire_securise(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Formulaire papier sécurisé exigé"
    label_en = "Secured paper form required"
    reference = R321_2

    def formula_2018_01_01(individu, period, parameters):
        """Arrêts prescrits ou renouvelés depuis le 1er juillet 2025 (décret n° 2025-587)."""
        prescription, debut = individu("ij_prescription_date", period), individu("ij_debut", period)
        jour = jour_couvert(parameters, period, where(est_renseignee(prescription), prescription, debut))
        exige = lit_au_jour(
            individu,
            parameters,
            jour,
            lambda jour: jour.prestations_especes.maladie.envoi_tardif.formulaire_securise,
            DOMAINES,
        )
        return exige & individu("ij_avis_papier", period)


class ij_envoi_tardif(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Avis d'arrêt sur papier envoyé en retard"
    label_en = "Late paper notice"
    reference = R321_2 + D323_2

    def formula_2018_01_01(individu, period):
        """Plus de deux jours après l'interruption. Le premier retard vaut avertissement ; le second réduit
        l'indemnité.
        """
        envoi, limite = individu("ij_envoi_date", period), individu("ij_avis_date_limite", period)
        return est_renseignee(envoi) & est_renseignee(limite) & (envoi > limite)


class ij_recidive_retard_fin_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Fin de la période pendant laquelle un nouveau retard serait sanctionné"
    label_en = "End of the period in which a new delay is punished"
    reference = D323_2

    def formula_2018_01_01(individu, period, parameters):
        """Vingt-quatre mois depuis la prescription de l'arrêt envoyé en retard."""
        mois = parameters(period).prestations_especes.maladie.envoi_tardif.mois_entre_retards
        prescription, debut = individu("ij_prescription_date", period), individu("ij_debut", period)
        depuis = where(est_renseignee(prescription), prescription, debut)
        return where(individu("ij_envoi_tardif", period), ajoute_mois(depuis, mois), NON_RENSEIGNEE)


class ij_demande_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour réclamer les indemnités"
    label_en = "Last day to claim"
    reference = L332_1 + L431_2
    documentation = (
        "Maternité : sans objet (1970-01-01) tant que la date de la première constatation de la grossesse "
        "(date_constatation_grossesse), d'où court le délai, n'est pas donnée."
    )

    def formula_2018_01_01(individu, period, parameters):
        """Deux ans : maladie, depuis le trimestre suivant celui de l'indemnité ; maternité, depuis la constatation
        de la grossesse ; accident du travail, depuis la dernière indemnité.

        Le jour de la constatation ou de la dernière indemnité n'est pas compté (articles 2228 et 2229 du code civil). Pour
        la maladie, la date donnée est celle des derniers jours de l'arrêt.
        """
        annees = parameters(period).prestations_especes.accident_travail.declaration.prescription_annees
        fin, debut = individu("ij_fin", period), individu("ij_debut", period)
        fin = where(est_renseignee(fin), fin, debut)
        constatation = individu("date_constatation_grossesse", period)
        nature = individu("ij_nature", period)
        grossesse = parmi(nature, NatureArret.maternite, NatureArret.pathologie_grossesse)
        ordinaire = ajoute_jours(ajoute_annees(premier_du_trimestre_suivant(fin), annees), -1)
        limite = where(
            grossesse,
            ajoute_annees(constatation, annees),
            where(individu("ij_categorie_at_mp", period), ajoute_annees(fin, annees), ordinaire),
        )
        connu = est_renseignee(debut) & (not_(grossesse) | est_renseignee(constatation))
        return where(connu, limite, NON_RENSEIGNEE)


class ij_prescription_duree(Variable):
    value_type = Enum
    possible_values = PrescriptionDuree
    default_value = PrescriptionDuree.conforme
    entity = Individu
    definition_period = DAY
    label = "Durée de la prescription, au regard de son plafond"
    label_en = "Length of the prescription against its ceiling"
    reference = [
        *L162_4_1,
        "Article D. 331-2 du code de la sécurité sociale",
        "Article D. 323-5 du code de la sécurité sociale",
    ]

    def formula_2018_01_01(individu, period, parameters):
        """Aucun plafond avant le 1er septembre 2026, puis un mois, deux pour une prolongation (annoncés, décret non
        vu).

        Sage-femme : quinze jours jusqu'au 27 avril 2021 ; interruption volontaire de grossesse : quatre jours.
        """
        prescription, debut = individu("ij_prescription_date", period), individu("ij_debut", period)
        jour = jour_couvert(parameters, period, where(est_renseignee(prescription), prescription, debut))
        jours, prescripteur = individu("ij_prescription_jours", period), individu("ij_prescripteur", period)

        def au_jour(nom):
            return lit_au_jour(
                individu,
                parameters,
                jour,
                lambda jour: valeur(jour.prestations_especes.maladie.prescription, nom, sinon=0),
                DOMAINES,
            )

        prolongation = individu("ij_prolongation", period) | est_renseignee(individu("ij_arret_initial_debut", period))
        mois = where(prolongation, au_jour("prolongation_mois"), au_jour("initiale_mois"))
        plafond = jours_entre(jour, ajoute_mois(jour, mois.astype(numpy.int64)))
        sage_femme, ivg = au_jour("sage_femme_jours"), au_jour("ivg_jours")
        excessive = ((prescripteur == Prescripteur.sage_femme) & (sage_femme > 0) & (jours > sage_femme)) | (
            (prescripteur == Prescripteur.sage_femme_ivg) & (jours > ivg)
        )
        return premier_vrai(
            [
                (excessive, PrescriptionDuree.excessive),
                ((mois > 0) & (jours > plafond), PrescriptionDuree.a_motiver),
            ],
            sinon=PrescriptionDuree.conforme,
        )


class ij_a_confirmer(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Résultat reposant sur un décret non vu ou sur une date à confirmer"
    label_en = "Result to be confirmed"
    reference = [
        "Loi n° 2025-1403 du 30 décembre 2025, articles 81 et 99",
        "Article L. 331-8-1 du code de la sécurité sociale",
        "Article L. 433-1 du code de la sécurité sociale",
    ]
    documentation = (
        "Congé supplémentaire de naissance (taux et durées annoncés), durée des prescriptions depuis septembre 2026, "
        "durée maximale des accidents du travail survenus depuis 2027, limite des arrêts prescrits à distance."
    )

    def formula_2018_01_01(individu, period, parameters):
        """Vrai quand le résultat de cet arrêt dépend de l'une de ces règles."""
        nature = individu("ij_nature", period)
        at_2027 = lit_au_jour(
            individu,
            parameters,
            individu("ij_date_regle", period),
            lambda jour: jour.prestations_especes.accident_travail.indemnites.duree_maximale_annoncee,
            DOMAINES,
        )
        return (
            (nature == NatureArret.naissance_supplementaire)
            | (individu("ij_prescription_duree", period) == PrescriptionDuree.a_motiver)
            | (at_2027 & individu("ij_categorie_at_mp", period))
            | est_renseignee(individu("ij_limite_teleconsultation_date", period))
        )
