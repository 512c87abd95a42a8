"""Le logement dans les ressources : avantage en nature (R. 861-5), aide au logement plafonnée (R. 861-7)."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.complementaire_sante_solidaire.fenetre import (
    Mensualites,
    chaque_mois,
    fenetre,
    montant_de_la_periode,
)
from openfisca_cpam.variables.foyer.logement import StatutLogement, ZoneResidence

R861_5 = [
    "Article R. 861-5 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031694499",
]
R861_7 = [
    "Article R. 861-7 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038929244",
]


class c2s_aide_logement(Variable):
    value_type = float
    entity = Foyer
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Aide au logement perçue sur la période de référence"
    label_en = "Housing benefit received in the reference period"
    reference = R861_7
    documentation = "Donnée pour la période, elle l'emporte sur les mois et est tenue pour douze mensualités égales."


class c2s_aide_logement_de_la_periode(Variable):
    value_type = float
    entity = Foyer
    definition_period = DAY
    unit = "currency"
    label = "Aide au logement perçue sur la période de référence, montant retenu"
    label_en = "Housing benefit of the reference period, amount used"
    reference = R861_7

    def formula_2019_11_01(foyer, period, parameters):
        """Le montant donné pour le foyer ; à défaut, la somme de ses mois."""
        return montant_de_la_periode(foyer, period, "c2s_aide_logement", fenetre(period, parameters), "aide_logement")


class c2s_forfait_sans_aide_logement(Variable):
    value_type = float
    entity = Foyer
    definition_period = DAY
    unit = "currency"
    label = "Forfait mensuel du propriétaire sans aide ou de la personne logée gratuitement"
    label_en = "Monthly flat rate, owner or housed free"
    reference = R861_5

    def formula_2019_11_01(foyer, period, parameters):
        """12 % du montant forfaitaire du RSA d'une personne, 14 % de celui de deux, 14 % de celui de trois."""
        taux = parameters(period).complementaire_sante_solidaire.forfait_logement.taux_sans_aide_logement
        return _forfait(foyer, period, parameters, taux)


class c2s_forfait_avec_aide_logement(Variable):
    value_type = float
    entity = Foyer
    definition_period = DAY
    unit = "currency"
    label = "Forfait mensuel auquel l'aide au logement est comptée au plus"
    label_en = "Monthly cap of the housing benefit counted"
    reference = R861_7

    def formula_2019_11_01(foyer, period, parameters):
        """12 % du montant forfaitaire du RSA d'une personne, 16 % de celui de deux, 16,5 % de celui de trois."""
        taux = parameters(period).complementaire_sante_solidaire.forfait_logement.taux_avec_aide_logement
        return _forfait(foyer, period, parameters, taux)


class c2s_ressources_logement(Variable):
    value_type = float
    entity = Foyer
    definition_period = DAY
    unit = "currency"
    label = "Logement compté dans les ressources"
    label_en = "Housing counted in the resources"
    reference = R861_5 + R861_7
    documentation = "Le forfait est celui de la date de la demande ; il ne se cumule pas, un même mois, avec l'aide."

    def formula_2019_11_01(foyer, period, parameters):
        """Chaque mois : l'aide dans la limite du forfait, ou sans aide le forfait du propriétaire."""
        plage = fenetre(period, parameters)
        aide = Mensualites(foyer, plage, "aide_logement", foyer("c2s_aide_logement_de_la_periode", period))
        sans_aide = foyer("c2s_forfait_sans_aide_logement", period)
        avec_aide = foyer("c2s_forfait_avec_aide_logement", period)
        statut = foyer("statut_logement", period.first_month)
        avantage = parmi(statut, StatutLogement.proprietaire, StatutLogement.heberge_gratuitement) * sans_aide
        mois = chaque_mois(plage)
        fois = plage.size if aide.uniforme else 1
        total = numpy.zeros(foyer.count)
        for un_mois in mois[:1] if aide.uniforme else mois:
            montant = aide(un_mois)
            total = total + fois * where(montant > 0, min_(montant, avec_aide), avantage)
        return sans_bruit(total)


def _forfait(foyer, period, parameters, taux):
    """La part du montant forfaitaire du RSA, selon le nombre de personnes, arrondie au centime."""
    rsa = parameters(period).references_nationales.rsa
    parts = numpy.array(
        [
            taux.personnes_1 * rsa.coefficient.personnes_1,
            taux.personnes_2 * rsa.coefficient.personnes_2,
            taux.personnes_3_et_plus * rsa.coefficient.personnes_3,
        ]
    )
    personnes = foyer("c2s_nombre_personnes", period)

    def forfait(coefficient_de_zone):
        return par_valeur(
            personnes,
            lambda nombre: arrondi_centime(
                numpy.take(parts, min_(max_(nombre, 1), len(parts)) - 1) * (rsa.montant_base * coefficient_de_zone)
            ),
        )

    mayotte = foyer("zone_residence", period.first_month) == ZoneResidence.mayotte
    return where(mayotte, forfait(rsa.coefficient_mayotte), forfait(1))
