"""Les congés de maternité, de paternité, d'adoption, de deuil et de naissance : durées, dates, délais."""

from openfisca_cpam.base import *
from openfisca_cpam.helpers.calendrier import coefficients_depuis, lit_au_jour
from openfisca_cpam.variables.individu.travail import StatutProfessionnel
from openfisca_cpam.variables.prestations_especes.maladie.arret import DOMAINES, NatureArret, jour_couvert
from openfisca_cpam.variables.prestations_especes.maladie.droits import MotifDroit
from openfisca_cpam.variables.prestations_especes.maladie.travailleurs_independants import jour_du_premier_versement

L331_3 = [
    "Article L. 331-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006742545",
]
L331_4 = [
    "Article L. 331-4 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006742550",
]
L331_4_1 = [
    "Article L. 331-4-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006742532",
]
L331_5 = [
    "Article L. 331-5 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006742553",
]
L331_6 = [
    "Article L. 331-6 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000029962473",
]
L331_7 = [
    "Article L. 331-7 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053152886",
]
L331_8 = [
    "Article L. 331-8 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053152849",
]
L331_8_1 = [
    "Article L. 331-8-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053270151",
]
L331_9 = [
    "Article L. 331-9 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053279206",
]
L333_1 = [
    "Article L. 333-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006742577",
]
L161_6 = [
    "Article L. 161-6 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000045205251",
]
D331_6 = [
    "Article D. 331-6 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000043495235",
]
D623_1 = [
    "Article D. 623-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000041966440",
]
D623_2 = [
    "Article D. 623-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000043495239",
]


class CategorieConge(Enum):
    simple = "Un enfant, rang un ou deux : 6 et 10 semaines"
    rang_trois = "Un enfant, deux au moins déjà à charge ou mis au monde : 8 et 18 semaines"
    jumeaux = "Jumeaux : 12 et 22 semaines"
    triples = "Trois enfants ou plus : 24 et 22 semaines"


class maternite_enfants_attendus_nombre(Variable):
    value_type = int
    default_value = 1
    entity = Individu
    definition_period = ETERNITY
    unit = "count"
    minimum = 1
    maximum = 9
    label = "Nombre d'enfants attendus, nés ou adoptés ensemble"
    label_en = "Children expected, born or adopted together"
    reference = L331_3


class maternite_enfants_deja_nombre(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "count"
    minimum = 0
    maximum = 30
    label = "Enfants déjà à charge du ménage, ou déjà mis au monde viables (le plus grand des deux nombres)"
    label_en = "Children already in charge or born"
    reference = L331_4


class maternite_enfant_hospitalise(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Enfant hospitalisé après la naissance"
    label_en = "Child in hospital after birth"
    reference = L331_3


class maternite_supplement_prenatal_semaines(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "count"
    minimum = 0
    maximum = 4
    label = "Semaines ajoutées avant la date présumée et retirées après (troisième enfant : 2 ; jumeaux : 4)"
    label_en = "Weeks moved before the due date"
    reference = L331_3 + L331_4


class maternite_report_postnatal_semaines(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "count"
    minimum = 0
    maximum = 3
    label = "Semaines prénatales reportées après l'accouchement, sur prescription"
    label_en = "Prenatal weeks moved after birth"
    reference = L331_4_1


class maternite_jours_restants(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "day"
    minimum = 0
    maximum = 400
    label = "Jours du congé de maternité qui restent à indemniser, quand ils sont décrits seuls"
    label_en = "Days of maternity leave left, described alone"
    reference = L331_5 + L331_6
    documentation = (
        "Reportés à la sortie de l'hôpital d'un enfant encore hospitalisé six semaines après la naissance, ou pris par le "
        "père, le conjoint ou le partenaire après le décès de la mère. Pour un report, donner aussi le premier jour du "
        "congé (ij_arret_initial_debut) : il fixe le salaire et les plafonds."
    )


class maternite_deces_mere(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Jours restants pris par le père, le conjoint ou le partenaire après le décès de la mère"
    label_en = "Remaining days taken after the mother's death"
    reference = L331_6
    documentation = (
        "Aucune condition d'heures, de cotisations ni d'affiliation n'est exigée. L'allocation forfaitaire due à un "
        "indépendant quand la mère ne l'a pas reçue (article L. 623-4) n'est pas calculée."
    )


class maternite_conge_categorie(Variable):
    value_type = Enum
    possible_values = CategorieConge
    default_value = CategorieConge.simple
    entity = Individu
    definition_period = DAY
    label = "Catégorie du congé de maternité"
    label_en = "Category of maternity leave"
    reference = L331_3 + L331_4

    def formula_2018_01_01(individu, period, parameters):
        """Naissances multiples d'abord, puis le rang de l'enfant."""
        duree = parameters(period).prestations_especes.maternite.duree
        attendus = individu("maternite_enfants_attendus_nombre", period)
        deja = individu("maternite_enfants_deja_nombre", period)
        # More than one is twins; more than two, triplets.
        return premier_vrai(
            [
                (attendus > 1 + 1, CategorieConge.triples),
                (attendus > 1, CategorieConge.jumeaux),
                (deja >= duree.enfants_rang_trois, CategorieConge.rang_trois),
            ],
            sinon=CategorieConge.simple,
        )


def _semaines(individu, period, parameters, cote):
    duree = parameters(period).prestations_especes.maternite.duree
    valeurs = {membre: getattr(duree, f"{membre.name}_{cote}") for membre in CategorieConge}
    return numpy.take(table(CategorieConge, valeurs), codes(individu("maternite_conge_categorie", period)))


class maternite_semaines_prenatales(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "count"
    label = "Semaines de congé avant la date présumée"
    label_en = "Weeks before the due date"
    reference = L331_3 + L331_4 + L331_4_1

    def formula_2018_01_01(individu, period, parameters):
        """La durée de la catégorie, plus les semaines ajoutées (dans leur limite), moins celles qui sont reportées."""
        duree = parameters(period).prestations_especes.maternite.duree
        limites = {
            CategorieConge.rang_trois: duree.rang_trois_report_maximal,
            CategorieConge.jumeaux: duree.jumeaux_report_maximal,
        }
        limite = numpy.take(table(CategorieConge, limites), codes(individu("maternite_conge_categorie", period)))
        ajout = min_(individu("maternite_supplement_prenatal_semaines", period), limite)
        report = min_(individu("maternite_report_postnatal_semaines", period), duree.report_postnatal_maximal)
        return _semaines(individu, period, parameters, "prenatal") + ajout - report


class maternite_semaines_totales(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "count"
    label = "Semaines du congé de maternité"
    label_en = "Weeks of maternity leave"
    reference = L331_3 + L331_4

    def formula_2018_01_01(individu, period, parameters):
        """16, 26, 34 ou 46 semaines."""
        return _semaines(individu, period, parameters, "prenatal") + _semaines(
            individu, period, parameters, "postnatal"
        )


class maternite_conge_debut_prevu_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Premier jour prévu du congé de maternité"
    label_en = "Planned first day of maternity leave"
    reference = L331_3 + L331_4

    def formula_2018_01_01(individu, period, parameters):
        """La date présumée, moins les semaines prénatales."""
        presumee = individu("date_presumee_accouchement", period)
        jours = individu("maternite_semaines_prenatales", period) * (
            parameters(period).prestations_especes.maternite.jours_par_semaine
        )
        return where(est_renseignee(presumee), ajoute_jours(presumee, -jours), NON_RENSEIGNEE)


class maternite_conge_debut_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Premier jour du congé de maternité"
    label_en = "First day of maternity leave"
    reference = L331_3 + L331_4

    def formula_2018_01_01(individu, period):
        """Le jour prévu, ou l'accouchement s'il vient plus tôt."""
        prevu, naissance = individu("maternite_conge_debut_prevu_date", period), individu("date_accouchement", period)
        connus = est_renseignee(naissance) & est_renseignee(prevu)
        return where(connus, min_(naissance, prevu), prevu)


class maternite_jours_prematurite(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "day"
    label = "Jours ajoutés pour un accouchement très prématuré avec hospitalisation de l'enfant"
    label_en = "Days added for prematurity"
    reference = L331_3

    def formula_2018_01_01(individu, period, parameters):
        """Plus de six semaines avant la date prévue : les jours de l'accouchement au début du congé des articles L. 331-3
        et L. 331-4.

        Les semaines reportées après la naissance (L. 331-4-1) ne retardent pas ce début.
        """
        maternite = parameters(period).prestations_especes.maternite
        naissance, presumee = individu("date_accouchement", period), individu("date_presumee_accouchement", period)
        avance = jours_entre(naissance, presumee) > maternite.duree.prematurite * maternite.jours_par_semaine
        reportees = min_(
            individu("maternite_report_postnatal_semaines", period), maternite.duree.report_postnatal_maximal
        )
        debut = ajoute_jours(
            individu("maternite_conge_debut_prevu_date", period), -reportees * maternite.jours_par_semaine
        )
        jours = max_(jours_entre(naissance, debut), 0)
        connues = est_renseignee(naissance) & est_renseignee(presumee)
        return where(connues & avance & individu("maternite_enfant_hospitalise", period), jours, 0)


class maternite_conge_fin_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour du congé de maternité"
    label_en = "Last day of maternity leave"
    reference = L331_3 + L331_4

    def formula_2018_01_01(individu, period, parameters):
        """Compté de l'accouchement réel s'il est tardif ; une naissance avant terme ne réduit pas le total.

        L'accouchement qui précède le début prévu fait partir le congé, de sa durée entière, ce jour-là.
        """
        presumee, naissance = individu("date_presumee_accouchement", period), individu("date_accouchement", period)
        par_semaine = parameters(period).prestations_especes.maternite.jours_par_semaine
        totale = individu("maternite_semaines_totales", period) * par_semaine
        retard = where(est_renseignee(naissance), max_(jours_entre(presumee, naissance), 0), 0)
        jours = totale + retard + individu("maternite_jours_prematurite", period)
        fin = ajoute_jours(individu("maternite_conge_debut_date", period), jours - 1)
        return where(est_renseignee(presumee), fin, NON_RENSEIGNEE)


class maternite_conge_jours(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "day"
    label = "Jours du congé de maternité"
    label_en = "Days of maternity leave"
    reference = L331_3 + L331_4

    def formula_2018_01_01(individu, period):
        """Du premier au dernier jour."""
        debut, fin = individu("maternite_conge_debut_date", period), individu("maternite_conge_fin_date", period)
        return where(est_renseignee(debut), jours_entre(debut, fin) + 1, 0)


class maternite_repos_pathologique_jours(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "day"
    label = "Jours de repos supplémentaire pour grossesse pathologique"
    label_en = "Days of pathological rest"
    reference = [*L331_5, "Article D. 623-4 du code de la sécurité sociale"]

    def formula_2018_01_01(individu, period, parameters):
        """Quatorze jours ; trente pour une travailleuse indépendante (deux périodes de quinze)."""
        maternite = parameters(period).prestations_especes.maternite
        return where(
            individu("ij_travailleur_independant", period),
            maternite.travailleurs_independants.pathologie_jours,
            maternite.duree.pathologique_jours,
        )


class paternite_jours_deja_pris(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "day"
    minimum = 0
    maximum = 100
    label = "Jours de congé de paternité déjà indemnisés pour cette naissance"
    label_en = "Days of paternity leave already paid"
    reference = L331_8


class paternite_hospitalisation_enfant_jours(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "day"
    minimum = 0
    maximum = 400
    label = "Jours d'hospitalisation immédiate de l'enfant après la naissance"
    label_en = "Days of neonatal hospital stay"
    reference = D331_6


def _date_de_naissance_lue(individu, period):
    """La plus tardive de la naissance et de la date prévue : l'une des deux depuis le 1er juillet 2021 suffit.

    À défaut des deux, le premier jour du congé.
    """
    naissance = max_(individu("date_accouchement", period), individu("date_presumee_accouchement", period))
    return where(est_renseignee(naissance), naissance, individu("ij_date_regle", period))


class paternite_duree_jours(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "day"
    label = "Jours indemnisés du congé de paternité, hors hospitalisation de l'enfant"
    label_en = "Days of paternity leave"
    reference = L331_8 + D623_2

    def formula_2018_01_01(individu, period, parameters):
        """11 jours (18, naissances multiples) ; 25 (32) pour les naissances ou termes depuis le 1er juillet 2021."""
        jour = jour_couvert(parameters, period, _date_de_naissance_lue(individu, period))
        simple = lit_au_jour(
            individu, parameters, jour, lambda jour: jour.prestations_especes.maternite.paternite.duree_jours, DOMAINES
        )
        multiple = lit_au_jour(
            individu,
            parameters,
            jour,
            lambda jour: jour.prestations_especes.maternite.paternite.duree_multiple_jours,
            DOMAINES,
        )
        return where(individu("maternite_enfants_attendus_nombre", period) > 1, multiple, simple)


class paternite_jours_hospitalisation(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "day"
    label = "Jours ajoutés pendant l'hospitalisation immédiate de l'enfant"
    label_en = "Days added for the child's hospital stay"
    reference = D331_6

    def formula_2018_01_01(individu, period, parameters):
        """Trente jours consécutifs au plus, naissances depuis le 1er juillet 2019 ; aucun avant."""
        jour = jour_couvert(parameters, period, individu("date_accouchement", period))
        maximum = lit_au_jour(
            individu,
            parameters,
            jour,
            lambda jour: jour.prestations_especes.maternite.paternite.hospitalisation_jours,
            DOMAINES,
        )
        return min_(individu("paternite_hospitalisation_enfant_jours", period), maximum)


class paternite_jours_immediats(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "day"
    label = "Jours à prendre aussitôt après la naissance"
    label_en = "Days to take at once"
    reference = L331_8 + D623_2

    def formula_2018_01_01(individu, period, parameters):
        """Quatre jours à la suite du congé de naissance depuis le 1er juillet 2021 ; sept pour un indépendant."""
        jour = jour_couvert(parameters, period, _date_de_naissance_lue(individu, period))
        salarie = lit_au_jour(
            individu,
            parameters,
            jour,
            lambda jour: jour.prestations_especes.maternite.paternite.jours_immediats,
            DOMAINES,
        )
        independant = lit_au_jour(
            individu,
            parameters,
            jour,
            lambda jour: jour.prestations_especes.maternite.travailleurs_independants.paternite_jours_immediats,
            DOMAINES,
        )
        return where(individu("ij_travailleur_independant", period), independant, salarie)


class paternite_periodes_maximum(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "count"
    label = "Périodes en lesquelles le congé peut se prendre, après les jours immédiats (indépendants : en tout)"
    label_en = "Periods of paternity leave"
    reference = ["Article D. 1225-8 du code du travail", *D623_2]

    def formula_2018_01_01(individu, period, parameters):
        """Une seule avant le 1er juillet 2021, puis deux ; trois pour un indépendant."""
        jour = jour_couvert(parameters, period, _date_de_naissance_lue(individu, period))
        salarie = lit_au_jour(
            individu,
            parameters,
            jour,
            lambda jour: jour.prestations_especes.maternite.paternite.periodes_maximum,
            DOMAINES,
        )
        independant = lit_au_jour(
            individu,
            parameters,
            jour,
            lambda jour: jour.prestations_especes.maternite.travailleurs_independants.paternite_periodes_maximum,
            DOMAINES,
        )
        return where(individu("ij_travailleur_independant", period), independant, salarie)


class paternite_periode_minimale_jours(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "day"
    label = "Durée minimale de chaque période"
    label_en = "Shortest period"
    reference = ["Article D. 1225-8 du code du travail", *D623_2]

    def formula_2018_01_01(individu, period, parameters):
        """Cinq jours depuis le 1er juillet 2021 ; avant, le congé entier."""
        jour = jour_couvert(parameters, period, _date_de_naissance_lue(individu, period))
        return lit_au_jour(
            individu,
            parameters,
            jour,
            lambda jour: jour.prestations_especes.maternite.paternite.periode_minimale_jours,
            DOMAINES,
        )


class paternite_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour prendre le congé de paternité"
    label_en = "Last day to take paternity leave"
    reference = ["Article D. 1225-8 du code du travail", *D623_2]

    def formula_2018_01_01(individu, period, parameters):
        """Quatre mois après la naissance ; six pour les naissances ou termes depuis le 1er juillet 2021.

        Enfant hospitalisé : le délai d'un salarié court de la fin de l'hospitalisation (D. 1225-8, 1°) ; celui d'un
        indépendant, toujours de la naissance (D. 623-2).
        """
        naissance = individu("date_accouchement", period)
        jour = jour_couvert(parameters, period, _date_de_naissance_lue(individu, period))
        mois = lit_au_jour(
            individu, parameters, jour, lambda jour: jour.prestations_especes.maternite.paternite.delai_mois, DOMAINES
        )
        hospitalise = where(
            individu("ij_travailleur_independant", period),
            0,
            individu("paternite_hospitalisation_enfant_jours", period),
        )
        limite = ajoute_mois(ajoute_jours(naissance, hospitalise), mois)
        return where(est_renseignee(naissance), limite, NON_RENSEIGNEE)


class adoption_arrivee_date(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Date d'arrivée de l'enfant adopté au foyer"
    label_en = "Arrival of the adopted child"
    reference = L331_7


class adoption_enfants_charge_nombre(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "count"
    minimum = 0
    maximum = 30
    label = "Enfants à charge, l'enfant adopté compris"
    label_en = "Dependent children, adopted one included"
    reference = L331_7


class adoption_conge_partage(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Congé d'adoption partagé entre les deux parents"
    label_en = "Leave shared by both parents"
    reference = L161_6


def _adoption(individu, period, parameters, nom):
    arrivee = individu("adoption_arrivee_date", period)
    jour = where(est_renseignee(arrivee), arrivee, individu("ij_date_regle", period))
    return lit_au_jour(
        individu,
        parameters,
        jour_couvert(parameters, period, jour),
        lambda jour: getattr(jour.prestations_especes.maternite.adoption, nom),
        DOMAINES,
    )


class adoption_duree_jours(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "day"
    label = "Jours indemnisés du congé d'adoption d'un seul parent"
    label_en = "Days of adoption leave"
    reference = [
        *L331_7,
        "Article L. 623-1, III, 2°, du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053152840",
    ]

    def formula_2018_01_01(individu, period, parameters):
        """10 semaines, 16 depuis le 1er juillet 2021 ; 18 avec trois enfants à charge ; 22, adoptions multiples.

        Travailleurs indépendants : les trois quarts de la durée de la maternité (L. 623-1, III, 2°), selon le nombre
        d'enfants adoptés et d'enfants à charge, le demi-jour ne comptant pas.
        """
        maternite = parameters(period).prestations_especes.maternite
        nombre = individu("maternite_enfants_attendus_nombre", period)
        trois = individu("adoption_enfants_charge_nombre", period) >= maternite.adoption.enfants_charge
        salarie = where(
            nombre > 1,
            _adoption(individu, period, parameters, "semaines_multiple"),
            where(
                trois,
                _adoption(individu, period, parameters, "semaines_trois_enfants"),
                _adoption(individu, period, parameters, "semaines"),
            ),
        )
        duree = maternite.duree
        simple, rang_trois, jumeaux, triples = (
            getattr(duree, f"{membre.name}_prenatal") + getattr(duree, f"{membre.name}_postnatal")
            for membre in CategorieConge
        )
        independant = where(nombre > 1 + 1, triples, where(nombre > 1, jumeaux, where(trois, rang_trois, simple)))
        fraction = maternite.travailleurs_independants.duree_adoption_fraction
        semaines = where(individu("ij_travailleur_independant", period), independant * fraction, salarie)
        return floor(semaines * maternite.jours_par_semaine).astype(numpy.int64)


class adoption_duree_partagee_jours(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "day"
    label = "Jours du congé d'adoption partagé, pour les deux parents"
    label_en = "Days of the shared leave, both parents"
    reference = L161_6

    def formula_2018_01_01(individu, period, parameters):
        """La durée la plus longue, plus 11 jours (18, adoptions multiples) ; 25 (32) depuis le 1er juillet 2021."""
        multiple = individu("maternite_enfants_attendus_nombre", period) > 1
        ajout = where(
            multiple,
            _adoption(individu, period, parameters, "partage_multiple_jours"),
            _adoption(individu, period, parameters, "partage_jours"),
        )
        partage = individu("adoption_conge_partage", period)
        return individu("adoption_duree_jours", period) + where(partage, ajout, 0)


class adoption_part_minimale_jours(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "day"
    label = "Part la plus courte de l'un des parents, en cas de partage"
    label_en = "Shortest part of one parent"
    reference = L161_6

    def formula_2018_01_01(individu, period, parameters):
        """11 jours, 25 depuis le 1er juillet 2021, aucune depuis le 23 février 2022."""
        partage = individu("adoption_conge_partage", period)
        return where(partage, _adoption(individu, period, parameters, "part_minimale_jours"), 0)


class adoption_debut_au_plus_tot_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Premier jour possible du congé d'adoption"
    label_en = "Earliest first day"
    reference = [
        *L331_7,
        "Article L. 623-1, III, 2°, du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053152840",
    ]

    def formula_2018_01_01(individu, period, parameters):
        """Sept jours avant l'arrivée de l'enfant (depuis le 23 février 2022 : article L. 1225-37 du code du
        travail).

        Travailleurs indépendants : l'arrivée même, l'indemnité étant due pour les jours qui la suivent (L. 623-1, III,
        2°).
        """
        arrivee = individu("adoption_arrivee_date", period)
        jours = where(
            individu("ij_travailleur_independant", period),
            0,
            parameters(period).prestations_especes.maternite.adoption.anticipation_jours,
        )
        return where(est_renseignee(arrivee), ajoute_jours(arrivee, -jours), NON_RENSEIGNEE)


class ij_deuil_jours_deja_pris(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "day"
    minimum = 0
    maximum = 100
    label = "Jours de congé de deuil déjà indemnisés pour ce décès"
    label_en = "Days of bereavement leave already paid"
    reference = L331_9


class ij_deuil_duree_jours(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "day"
    label = "Jours indemnisés du congé de deuil d'un enfant"
    label_en = "Days of bereavement leave"
    reference = [*L331_9, "Article L. 623-1, III bis, du code de la sécurité sociale"]

    def formula_2018_01_01(individu, period, parameters):
        """Décès depuis le 1er juillet 2020 : 8 jours pour un salarié, 15 pour un demandeur d'emploi ou un
        indépendant.
        """
        jour = jour_couvert(parameters, period, individu("ij_deces_enfant_date", period))

        def au_jour(nom):
            return lit_au_jour(
                individu,
                parameters,
                jour,
                lambda jour: getattr(jour.prestations_especes.maternite.deuil_enfant, nom),
                DOMAINES,
            )

        salarie = individu("statut_professionnel", period) == StatutProfessionnel.salarie
        return where(salarie, au_jour("jours_salarie"), au_jour("jours_autres"))


class conge_naissance_mois_deja_pris(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "month"
    minimum = 0
    maximum = 2
    label = "Mois de congé supplémentaire de naissance déjà pris par ce parent"
    label_en = "Months of supplementary leave already taken"
    reference = L331_8_1


def _naissance_ou_arrivee(individu, period):
    return max_(
        max_(individu("date_accouchement", period), individu("date_presumee_accouchement", period)),
        individu("adoption_arrivee_date", period),
    )


class conge_naissance_ouvert(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Congé supplémentaire de naissance ouvert"
    label_en = "Supplementary birth leave open"
    reference = L331_8_1
    documentation = (
        "Le congé de maternité, de paternité ou d'adoption doit être épuisé (article L. 1225-46-2 du code du travail)."
    )

    def formula_2018_01_01(individu, period, parameters):
        """Enfant né, prévu ou arrivé depuis le 1er janvier 2026 ; congé pris depuis le 1er juillet 2026."""
        naissance = jour_couvert(parameters, period, _naissance_ou_arrivee(individu, period))
        ouvre = lit_au_jour(
            individu,
            parameters,
            naissance,
            lambda jour: jour.prestations_especes.maternite.conge_supplementaire_naissance.naissance_ouvre_droit,
            DOMAINES,
        )
        ouvert = lit_au_jour(
            individu,
            parameters,
            individu("ij_date_regle", period),
            lambda jour: jour.prestations_especes.maternite.conge_supplementaire_naissance.ouvert,
            DOMAINES,
        )
        return ouvre & ouvert


class conge_naissance_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour prendre le congé supplémentaire de naissance (décret non vu)"
    label_en = "Last day to take the supplementary leave"
    reference = L331_8_1

    def formula_2018_01_01(individu, period, parameters):
        """Neuf mois après la naissance ou l'arrivée ; du 1er juillet 2026 pour celles de janvier à juin 2026."""
        naissance = where(
            est_renseignee(individu("adoption_arrivee_date", period)),
            individu("adoption_arrivee_date", period),
            where(
                est_renseignee(individu("date_accouchement", period)),
                individu("date_accouchement", period),
                individu("date_presumee_accouchement", period),
            ),
        )
        conge = "prestations_especes.maternite.conge_supplementaire_naissance.ouvert"
        premier = max(jour for jour, ouvert in coefficients_depuis(individu, conge) if ouvert)
        mois = lit_au_jour(
            individu,
            parameters,
            jour_couvert(parameters, period, _naissance_ou_arrivee(individu, period)),
            lambda jour: jour.prestations_especes.maternite.conge_supplementaire_naissance.delai_mois,
            DOMAINES,
        )
        connue = est_renseignee(naissance) & (mois > 0)
        return where(connue, ajoute_mois(max_(naissance, premier), mois), NON_RENSEIGNEE)


class ij_conge_limite(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Congé dont la durée est fixée par la loi"
    label_en = "Leave of fixed length"
    reference = L331_3 + L331_7 + L331_8
    documentation = (
        "Faux pour un congé de maternité décrit par ses seules dates, sans la date présumée de l'accouchement."
    )

    def formula_2018_01_01(individu, period):
        """Congés de naissance, d'adoption, de deuil, repos pathologique."""
        nature = individu("ij_nature", period)
        return parmi(
            nature,
            NatureArret.pathologie_grossesse,
            NatureArret.paternite,
            NatureArret.adoption,
            NatureArret.deuil_enfant,
            NatureArret.naissance_supplementaire,
        ) | (
            (nature == NatureArret.maternite)
            & (
                est_renseignee(individu("date_presumee_accouchement", period))
                | (individu("maternite_jours_restants", period) > 0)
            )
        )


class ij_conge_jours_maximum(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "day"
    label = "Jours que la loi laisse indemniser pour ce congé"
    label_en = "Days payable for this leave"
    reference = L331_3 + L331_7 + L331_8

    def formula_2018_01_01(individu, period, parameters):
        """Selon la nature du congé, moins les jours déjà pris. Indépendantes avant 2019 : 74 jours de maternité au
        plus.

        Adoption partagée : aucun des deux parents ne dépasse la durée d'un parent seul (L. 161-6). Maternité reprise
        après un report (L. 331-5) ou par le père (L. 331-6) : les jours qui restent.
        """
        nature, debut = individu("ij_nature", period), individu("ij_debut", period)
        maternite = individu("maternite_conge_jours", period)
        anciens = lit_au_jour(
            individu,
            parameters,
            jour_couvert(parameters, period, debut),
            lambda jour: valeur(
                jour.prestations_especes.maternite.travailleurs_independants, "anciens_jours_maximum", sinon=0
            ),
            DOMAINES,
        )
        independant = individu("ij_travailleur_independant", period)
        maternite = where(independant & (anciens > 0), min_(maternite, anciens), maternite)
        restants = individu("maternite_jours_restants", period)
        maternite = where(restants > 0, where(maternite > 0, min_(restants, maternite), restants), maternite)
        mois = lit_au_jour(
            individu,
            parameters,
            jour_couvert(parameters, period, debut),
            lambda jour: jour.prestations_especes.maternite.conge_supplementaire_naissance.mois_maximum,
            DOMAINES,
        )
        mois = max_(mois - individu("conge_naissance_mois_deja_pris", period), 0)
        paternite = (
            individu("paternite_duree_jours", period)
            + individu("paternite_jours_hospitalisation", period)
            - individu("paternite_jours_deja_pris", period)
        )
        deuil = individu("ij_deuil_duree_jours", period) - individu("ij_deuil_jours_deja_pris", period)
        jours = numpy.zeros(individu.count, dtype=numpy.int64)
        for membre, nombre in (
            (NatureArret.maternite, maternite),
            (NatureArret.pathologie_grossesse, individu("maternite_repos_pathologique_jours", period)),
            (NatureArret.paternite, paternite),
            (NatureArret.adoption, individu("adoption_duree_jours", period)),
            (NatureArret.deuil_enfant, deuil),
            (NatureArret.naissance_supplementaire, jours_entre(debut, ajoute_mois(debut, mois))),
        ):
            jours = where(nature == membre, nombre, jours)
        return max_(jours, 0)


class ij_conge_premier_jour_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Premier jour que la loi laisse indemniser pour un congé de maternité ou d'adoption"
    label_en = "First payable day of maternity or adoption leave"
    reference = L331_3 + L331_4 + L331_7
    documentation = (
        "Un arrêt commencé plus tôt n'est payé qu'à partir de ce jour. Sans objet (1970-01-01) pour les autres natures, "
        "ou quand la date présumée de l'accouchement ou l'arrivée de l'enfant n'est pas donnée."
    )

    def formula_2018_01_01(individu, period):
        """Le début du congé calculé de la date présumée (L. 331-3) ; sept jours avant l'arrivée de l'enfant adopté
        (L. 331-7), l'arrivée même pour un indépendant (L. 623-1, III, 2°).
        """
        nature = individu("ij_nature", period)
        conge = (nature == NatureArret.maternite) & (individu("maternite_jours_restants", period) == 0)
        premier = where(conge, individu("maternite_conge_debut_date", period), NON_RENSEIGNEE)
        return where(nature == NatureArret.adoption, individu("adoption_debut_au_plus_tot_date", period), premier)


class ij_conge_dernier_jour_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour que la loi laisse indemniser : congé de maternité, salariée enceinte exposée"
    label_en = "Last payable day of maternity leave, or of the allowance before it"
    reference = [*L331_3, *L331_4, *L333_1]
    documentation = (
        "Sans objet (1970-01-01) pour les autres natures, sans la date présumée de l'accouchement, ou pour les jours "
        "restants d'un congé, qui ne sont limités qu'en nombre."
    )

    def formula_2018_01_01(individu, period):
        """La fin du congé de maternité ; pour la salariée enceinte exposée, la veille du congé (L. 333-1 : hors de la
        période qui y ouvre droit), sauf une suspension commencée après lui.
        """
        nature, fin = individu("ij_nature", period), individu("maternite_conge_fin_date", period)
        veille = ajoute_jours(individu("maternite_conge_debut_date", period), -1)
        exposee = (nature == NatureArret.allocation_grossesse_exposee) & est_renseignee(fin)
        exposee = exposee & (individu("ij_debut", period) <= fin)
        conge = (nature == NatureArret.maternite) & (individu("maternite_jours_restants", period) == 0)
        return where(conge, fin, where(exposee, veille, NON_RENSEIGNEE))


class ij_conge_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour commencer le congé"
    label_en = "Last day to begin the leave"
    reference = L331_8 + L331_9 + L331_8_1

    def formula_2018_01_01(individu, period, parameters):
        """Paternité : quatre puis six mois. Deuil : un an. Congé supplémentaire : neuf mois annoncés."""
        nature, deces = individu("ij_nature", period), individu("ij_deces_enfant_date", period)
        mois = lit_au_jour(
            individu,
            parameters,
            jour_couvert(parameters, period, deces),
            lambda jour: valeur(jour.prestations_especes.maternite.deuil_enfant, "delai_mois", sinon=0),
            DOMAINES,
        )
        deuil = where(est_renseignee(deces), ajoute_mois(deces, mois), NON_RENSEIGNEE)
        limite = numpy.full(individu.count, NON_RENSEIGNEE)
        for membre, jour in (
            (NatureArret.paternite, individu("paternite_date_limite", period)),
            (NatureArret.deuil_enfant, deuil),
            (NatureArret.naissance_supplementaire, individu("conge_naissance_date_limite", period)),
        ):
            limite = where(nature == membre, jour, limite)
        return limite


class ij_conge_non_ouvert(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Congé qui n'existait pas encore à cette date"
    label_en = "Leave not open yet"
    reference = L331_9 + L331_8_1

    def formula_2018_01_01(individu, period):
        """Deuil d'un enfant décédé avant le 1er juillet 2020 ; congé supplémentaire avant le 1er juillet 2026."""
        nature = individu("ij_nature", period)
        deuil = (nature == NatureArret.deuil_enfant) & (individu("ij_deuil_duree_jours", period) == 0)
        supplementaire = nature == NatureArret.naissance_supplementaire
        return deuil | (supplementaire & not_(individu("conge_naissance_ouvert", period)))


class maternite_allocation_repos(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Allocation forfaitaire de repos maternel d'une travailleuse indépendante"
    label_en = "Maternity rest allowance, self-employed"
    reference = [
        *D623_1,
        "Article D. 623-3 du code de la sécurité sociale",
        "Article L. 623-1 du code de la sécurité sociale",
    ]

    def formula_2018_01_01(individu, period, parameters):
        """Un plafond mensuel au jour prévu du premier versement ; la moitié à l'adoption ; un dixième sous le seuil.

        Jusqu'à la fin de 2018, l'allocation n'exigeait aucune cessation d'activité ; les six semaines de repos après la
        naissance ne sont exigées que de l'indemnité journalière (D. 623-2). L'ancien droit salarié, plus favorable,
        ne remplace que l'indemnité journalière (D. 623-8, second alinéa).
        """
        ti = parameters(period).prestations_especes.maternite.travailleurs_independants
        nature = individu("ij_nature", period)
        plafond = lit_au_jour(
            individu,
            parameters,
            jour_du_premier_versement(individu, period),
            lambda jour: jour.references_nationales.plafond_securite_sociale.mensuel,
            DOMAINES,
        )
        part = where(nature == NatureArret.adoption, ti.allocation_adoption_fraction, 1)
        part = part * where(individu("ij_ti_revenu_insuffisant", period), ti.fraction_faible_revenu, 1)
        due = parmi(nature, NatureArret.maternite, NatureArret.adoption) & individu(
            "ij_travailleur_independant", period
        )
        # The days left of a leave come after the allowance of its beginning.
        due = due & (individu("maternite_jours_restants", period) == 0)
        sans_cessation = lit_au_jour(
            individu,
            parameters,
            individu("ij_date_regle", period),
            lambda jour: valeur(
                jour.prestations_especes.maternite.travailleurs_independants, "anciens_jours_cessation", sinon=0
            ),
            DOMAINES,
        )
        motif = individu("ij_motif", period)
        courte = (sans_cessation > 0) & (motif == MotifDroit.conge_trop_court)
        courte = courte | (motif == MotifDroit.repos_postnatal_trop_court)
        return where(due & (individu("ij_eligible", period) | courte), arrondi_centime(part * plafond), 0)


def _naissance_avant_la_fin_du_septieme_mois(individu, period, parameters):
    mois = parameters(
        period
    ).prestations_especes.maternite.travailleurs_independants.allocation_entiere_mois_avant_terme
    naissance, presumee = individu("date_accouchement", period), individu("date_presumee_accouchement", period)
    connues = est_renseignee(naissance) & est_renseignee(presumee)
    return connues & (naissance < ajoute_mois(presumee, -mois))


class maternite_allocation_premier_versement(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part de l'allocation versée au début de l'arrêt (en entier à l'arrivée d'un enfant adopté)"
    label_en = "First payment of the allowance"
    reference = D623_1
    documentation = "Si l'accouchement précède la fin du septième mois, l'allocation est versée en entier après lui."

    def formula_2018_01_01(individu, period, parameters):
        """La moitié au début, la moitié après huit semaines de cessation ; le tout, en une fois, pour une adoption ou
        un accouchement avant la fin du septième mois.
        """
        part = parameters(period).prestations_especes.maternite.travailleurs_independants.allocation_part_initiale
        entiere = (individu("ij_nature", period) == NatureArret.adoption) | _naissance_avant_la_fin_du_septieme_mois(
            individu, period, parameters
        )
        return arrondi_centime(individu("maternite_allocation_repos", period) * where(entiere, 1, part))


class maternite_allocation_second_versement_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date du second versement de l'allocation"
    label_en = "Date of the second payment"
    reference = D623_1
    documentation = "Sans objet (1970-01-01) quand l'allocation est versée en une fois."

    def formula_2018_01_01(individu, period, parameters):
        """Au terme des huit semaines de cessation."""
        maternite = parameters(period).prestations_especes.maternite
        jours = maternite.cessation_semaines * maternite.jours_par_semaine
        due = (individu("maternite_allocation_repos", period) > 0) & (
            individu("ij_nature", period) == NatureArret.maternite
        )
        due = due & not_(_naissance_avant_la_fin_du_septieme_mois(individu, period, parameters))
        return where(due, ajoute_jours(individu("ij_debut", period), jours), NON_RENSEIGNEE)
