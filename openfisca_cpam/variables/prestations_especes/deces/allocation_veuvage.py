"""L'allocation veuvage, que sert la caisse de retraite et non la caisse d'assurance maladie."""

from openfisca_cpam.base import *
from openfisca_cpam.helpers.calendrier import MOIS_PAR_AN, TRIMESTRES_PAR_AN
from openfisca_cpam.variables.prestations_especes.maladie.arret import jour_couvert

L356_1 = [
    "Article L. 356-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000023034909",
]
D356_1 = [
    "Article D. 356-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000023413988",
]
D356_2 = [
    "Article D. 356-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000023413984",
]


class MotifAllocationVeuvage(Enum):
    sans_objet = "Pas de conjoint décédé"
    ouvert = "Droit ouvert à l'allocation veuvage"
    age = "Cinquante-cinq ans atteints : voir la pension de réversion"
    couple = "Remariage, Pacs ou concubinage"
    affiliation = "Conjoint décédé affilié moins de trois mois dans l'année (article D. 356-1)"
    duree = "Durée de l'allocation écoulée"
    ressources = "Ressources trop élevées (article D. 356-2)"


class allocation_veuvage_conjoint_decede_date(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Date du décès du conjoint (mariage)"
    label_en = "Date of death of the spouse"
    reference = L356_1


class allocation_veuvage_nouveau_couple(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Remarié, pacsé ou en concubinage"
    label_en = "New couple"
    reference = L356_1


class allocation_veuvage_mois_affiliation(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "month"
    minimum = 0
    maximum = 12
    label = "Mois d'affiliation du défunt dans les douze mois avant le décès"
    label_en = "Months of affiliation of the deceased"
    reference = D356_1


class allocation_veuvage_ressources_trimestre(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Ressources des trois mois civils précédents"
    label_en = "Resources of three months"
    reference = [
        *D356_2,
        "Article D. 356-3 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038929151",
    ]
    documentation = (
        "Sans le capital décès de la sécurité sociale, les aides au logement ni la prestation de compensation du handicap. "
        "Revenus d'une activité commencée pendant l'allocation : rien les trois premiers mois, la moitié les neuf suivants "
        "(D. 356-3, 3°)."
    )


class allocation_veuvage_fin_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour de l'allocation veuvage"
    label_en = "Last day of the allowance"
    reference = [*L356_1, "Articles D. 356-3 à D. 356-6 du code de la sécurité sociale"]

    def formula_2018_01_01(individu, period, parameters):
        """Deux ans depuis le premier jour du mois du décès ; jusqu'à 55 ans pour qui avait 50 ans au décès."""
        veuvage = parameters(period).prestations_especes.deces.allocation_veuvage
        deces, naissance = (
            individu("allocation_veuvage_conjoint_decede_date", period),
            individu("date_naissance", period),
        )
        ordinaire = ajoute_jours(ajoute_mois(premier_du_mois(deces), veuvage.duree_mois), -1)
        prolongee = est_renseignee(naissance) & (age_revolu(naissance, deces) >= veuvage.age_prolongation)
        jusqu_a = ajoute_jours(ajoute_annees(naissance, veuvage.age), -1)
        fin = where(prolongee, max_(ordinaire, jusqu_a), ordinaire)
        return where(est_renseignee(deces), fin, NON_RENSEIGNEE)


class allocation_veuvage_demande_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour demander l'allocation veuvage"
    label_en = "Last day to claim the allowance"
    reference = [
        *D356_2,
        "Article D. 356-5 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000023413967",
    ]
    documentation = "Le même pour qui avait cinquante ans au décès : seule la durée du versement est prolongée."

    def formula_2018_01_01(individu, period, parameters):
        """Deux ans depuis le premier jour du mois du décès (D. 356-2, dernier alinéa)."""
        duree = parameters(period).prestations_especes.deces.allocation_veuvage.duree_mois
        deces = individu("allocation_veuvage_conjoint_decede_date", period)
        limite = ajoute_jours(ajoute_mois(premier_du_mois(deces), duree), -1)
        return where(est_renseignee(deces), limite, NON_RENSEIGNEE)


class allocation_veuvage_motif(Variable):
    value_type = Enum
    possible_values = MotifAllocationVeuvage
    default_value = MotifAllocationVeuvage.sans_objet
    entity = Individu
    definition_period = MONTH
    label = "Droit à l'allocation veuvage, ou motif du refus"
    label_en = "Right to the widow's allowance"
    reference = L356_1 + D356_1 + D356_2

    def formula_2022_01_01(individu, period, parameters):
        """Conjoint marié, moins de 55 ans, sans nouveau couple, défunt affilié trois mois, ressources limitées.

        Depuis 2022 : les montants de 2012 à 2021 ne sont dans aucune source vue.
        """
        veuvage = parameters(period).prestations_especes.deces.allocation_veuvage
        jour, naissance = period.first_day, individu("date_naissance", period)
        deces = individu("allocation_veuvage_conjoint_decede_date", period)
        couvert = jour_couvert(parameters, period, deces) == deces
        commence = couvert & (premier_du_mois(deces) <= premier_jour(period))
        plafond = sans_bruit(veuvage.plafond_multiple * veuvage.montant_mensuel)
        return premier_vrai(
            [
                (not_(commence), MotifAllocationVeuvage.sans_objet),
                (individu("allocation_veuvage_nouveau_couple", period), MotifAllocationVeuvage.couple),
                (est_renseignee(naissance) & (individu("age", jour) >= veuvage.age), MotifAllocationVeuvage.age),
                (
                    individu("allocation_veuvage_mois_affiliation", period) < veuvage.affiliation_mois,
                    MotifAllocationVeuvage.affiliation,
                ),
                (individu("allocation_veuvage_fin_date", jour) < premier_jour(period), MotifAllocationVeuvage.duree),
                (
                    individu("allocation_veuvage_ressources_trimestre", period) > plafond,
                    MotifAllocationVeuvage.ressources,
                ),
            ],
            sinon=MotifAllocationVeuvage.ouvert,
        )


class allocation_veuvage_montant(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    unit = "currency"
    label = "Allocation veuvage du mois"
    label_en = "Widow's allowance of the month"
    reference = [*D356_2, "Article D. 356-7 du code de la sécurité sociale"]

    def formula_2022_01_01(individu, period, parameters):
        """Le montant mensuel, réduit du tiers de ce qui porterait le trimestre au-dessus du plafond de ressources."""
        veuvage = parameters(period).prestations_especes.deces.allocation_veuvage
        plafond = veuvage.plafond_multiple * veuvage.montant_mensuel
        reste = max_(plafond - individu("allocation_veuvage_ressources_trimestre", period), 0) / (
            MOIS_PAR_AN / TRIMESTRES_PAR_AN
        )
        ouvert = individu("allocation_veuvage_motif", period) == MotifAllocationVeuvage.ouvert
        return where(ouvert, tronque_centime(min_(veuvage.montant_mensuel, reste)), 0)
