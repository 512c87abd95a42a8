"""Les plafonds annuels de ressources : barème publié, ou formule de l'article R. 861-3."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.foyer.logement import ZoneResidence

L861_1 = [
    "Article L. 861-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000037950247",
    "Article R. 861-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038701537",
    "Article D. 861-1 du code de la sécurité sociale (outre-mer)",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038682687",
]


class c2s_plafond_sans_participation(Variable):
    value_type = float
    entity = Foyer
    definition_period = DAY
    unit = "currency"
    label = "Plafond annuel de ressources de la C2S sans participation"
    label_en = "Yearly ceiling without contribution"
    reference = L861_1
    documentation = "En vigueur à la date de la demande ; 0 à Mayotte avant 2024, où le droit n'existe pas."

    def formula_2019_11_01(foyer, period, parameters):
        """Depuis le 1er novembre 2019 : barème publié ; la formule quand un enfant compte à demi-taux."""
        plafond = parameters(period).complementaire_sante_solidaire.plafond
        bareme = plafond.bareme
        return _plafond(
            foyer, period, plafond, (bareme.metropole.sans_participation, bareme.outre_mer.sans_participation), 0
        )


class c2s_plafond_avec_participation(Variable):
    value_type = float
    entity = Foyer
    definition_period = DAY
    unit = "currency"
    label = "Plafond annuel de ressources de la C2S avec participation"
    label_en = "Yearly ceiling with contribution"
    reference = L861_1
    documentation = "Le plafond majoré de 35 %, arrondi une seule fois."

    def formula_2019_11_01(foyer, period, parameters):
        """Depuis le 1er novembre 2019 : le plafond majoré de 35 %, du produit non arrondi."""
        plafond = parameters(period).complementaire_sante_solidaire.plafond
        bareme = plafond.bareme
        return _plafond(
            foyer,
            period,
            plafond,
            (bareme.metropole.avec_participation, bareme.outre_mer.avec_participation),
            plafond.majoration_avec_participation,
        )


class c2s_plafond_a_confirmer(Variable):
    value_type = bool
    entity = Foyer
    definition_period = DAY
    label = "Plafond calculé, à confirmer par l'arrêté"
    label_en = "Computed ceiling, to be confirmed"
    reference = L861_1
    documentation = "Vrai depuis le 1er avril 2026 : l'arrêté n'a pas été lu, le plafond est à un euro près."

    def formula_2019_11_01(foyer, period, parameters):
        """Marque des plafonds calculés."""
        return numpy.full(foyer.count, parameters(period).complementaire_sante_solidaire.plafond.a_confirmer)


def _plafond(foyer, period, plafond, baremes, majoration):
    """Le plafond du foyer, à la date de la demande."""
    zone = foyer("zone_residence", period.first_month)
    outre_mer = zone != ZoneResidence.metropole
    personnes = foyer("c2s_nombre_personnes", period)

    def publie(bareme):
        cellules = numpy.array([bareme.personnes_1, bareme.personnes_2, bareme.personnes_3, bareme.personnes_4])

        def du_nombre(personnes):
            rang = min_(max_(personnes, 1), len(cellules)) - 1
            return numpy.take(cellules, rang) + max_(personnes - len(cellules), 0) * bareme.personne_supplementaire

        return par_valeur(personnes, du_nombre)

    metropole, dom = map(publie, baremes)
    coefficient = foyer("c2s_coefficient", period)
    demi_taux = un_des_membres(foyer, foyer.members("c2s_taux_reduit", period))

    def formule(rangs):
        produit = plafond.base_personne_seule * coefficient[rangs]
        return arrondi_euro(produit * (1 + outre_mer[rangs] * plafond.majoration_dom) * (1 + majoration))

    montant = pour_les_seuls(demi_taux | not_(plafond.bareme_publie), formule, sinon=where(outre_mer, dom, metropole))
    return where((zone == ZoneResidence.mayotte) & not_(plafond.mayotte_ouvert), 0, montant)
