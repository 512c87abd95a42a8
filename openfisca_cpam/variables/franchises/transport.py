"""La franchise sur les transports : par trajet, plafonnée par jour (D. 160-9, c, et D. 160-11, b)."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.franchises.exonerations import MotifFranchise

D160_9 = [
    "Article D. 160-9, c, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000049158651",
]
D160_11 = [
    "Article D. 160-11, b, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000049158648",
]
L160_13 = [
    "Article L. 160-13, III, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051284908",
]


class franchise_transport_motif(Variable):
    value_type = Enum
    possible_values = MotifFranchise
    default_value = MotifFranchise.sans_objet
    entity = Individu
    definition_period = DAY
    label = "La franchise sur les transports est-elle due, et pourquoi"
    label_en = "Whether the transport franchise is due, and why"
    reference = L160_13

    def formula_2008_01_01(individu, period):
        """Ambulance, VSL, taxi, hors transport d'urgence (demande du SAMU) ; l'urgence attestée ne suffit pas."""
        personne = individu("franchise_personne_motif", period)
        terrorisme = individu("victime_terrorisme", period.first_month) & individu(
            "transport_soin_lie_terrorisme", period
        )
        militaire = individu("beneficiaire_pension_militaire", period.first_month) & individu(
            "transport_soin_lie_pension_militaire", period
        )
        personnelles = [
            (personne == motif, motif)
            for motif in (
                MotifFranchise.mineur,
                MotifFranchise.c2s,
                MotifFranchise.acs,
                MotifFranchise.ame,
                MotifFranchise.maternite,
            )
        ]
        return premier_vrai(
            [
                (not_(individu("transport_vehicule_facture", period)), MotifFranchise.sans_objet),
                (individu("transport_demande_samu", period), MotifFranchise.urgence_samu),
                *personnelles,
                (terrorisme, MotifFranchise.terrorisme),
                (militaire, MotifFranchise.pension_militaire),
                (
                    individu("transport_situation_engagement_maternite", period),
                    MotifFranchise.engagement_maternite,
                ),
                (individu("transport_situation_vaccination", period), MotifFranchise.vaccination),
            ],
            sinon=MotifFranchise.due,
        )


class franchise_transport_deja_retenue_jour(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000
    label = "Franchise sur les transports déjà retenue pour la même journée"
    label_en = "Transport franchise already withheld for the same day"
    reference = D160_11
    documentation = "Pour d'autres trajets du même jour, traités à part."


class franchise_transport_jour(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Franchise due pour les trajets de la journée, plafond du jour appliqué"
    label_en = "Franchise of the day's trips, within the daily cap"
    reference = D160_9 + D160_11
    documentation = "Avant la limite du montant remboursé et le plafond de l'année."

    def formula_2008_01_01(individu, period, parameters):
        """Un montant par trajet, dans la limite du plafond du jour, par patient et non par transporteur."""
        franchise = parameters(period).franchises.transport
        due = individu("franchise_transport_motif", period) == MotifFranchise.due
        deja_retenue = individu("franchise_transport_deja_retenue_jour", period)
        reste_du_jour = max_(0, franchise.plafond_journalier - deja_retenue)
        return due * min_(fois(franchise.par_trajet, individu("transport_nombre_trajets", period)), reste_du_jour)


class franchise_transport_due(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    connu = "transport_base_connue"
    label = "Franchise due sur les transports de la journée, avant le plafond de l'année"
    label_en = "Transport franchise of the day, before the yearly cap"
    reference = D160_9 + D160_11

    def formula_2008_01_01(individu, period, parameters):
        """Trajet par trajet, jamais plus que ce que l'Assurance Maladie rembourse (D. 160-9, dernier alinéa)."""
        franchise = parameters(period).franchises.transport
        remboursement = individu("transport_part_amo_trajet", period)
        par_trajet = min_(franchise.par_trajet, remboursement)
        trajets = individu("transport_nombre_trajets", period)
        return arrondi_centime(min_(individu("franchise_transport_jour", period), fois(par_trajet, trajets)))
