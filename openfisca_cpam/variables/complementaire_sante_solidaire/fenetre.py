"""La période de référence des ressources (R. 861-8), comptée depuis le mois de la demande."""

import functools

from openfisca_cpam.base import *

R861_8 = [
    "Article R. 861-8 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051821176",
]


def la_ou_connue(dates, calcul):
    """Une date calculée pour les seules personnes dont la date d'origine est donnée ; sans objet pour les autres.

    Args:
        dates: les dates d'origine.
        calcul: reçoit les dates données et leurs rangs, rend les dates calculées.
    """
    return pour_les_seuls(est_renseignee(dates), lambda rangs: calcul(dates[rangs], rangs), sinon=NON_RENSEIGNEE)


def fenetre(period, parameters) -> Period:
    """Les douze mois civils de la période de référence d'une demande déposée ce jour-là."""
    reference = parameters(period).complementaire_sante_solidaire.ressources.periode_reference
    return mois_avant(period.first_month, reference.recul_mois, reference.nombre_mois)


@functools.cache
def mois_avant(mois, recul, nombre) -> Period:
    """Tant de mois, qui commencent tant de mois avant un mois."""
    return Period((MONTH, mois.start.offset(-recul, MONTH), nombre))


@functools.cache
def chaque_mois(plage) -> tuple[Period, ...]:
    """Les mois d'une plage, dans l'ordre."""
    return tuple(plage.get_subperiods(MONTH))


def mois_connus(population, nom, plage) -> list[Period]:
    """Les mois d'une plage dont la valeur a été donnée : les seuls qu'il faille lire."""
    connus = population.get_holder(nom).get_known_periods()
    return [mois for mois in chaque_mois(plage) if mois in connus] if connus else []


def somme(population, plage, *noms):
    """La somme de données mensuelles sur une plage ; un mois qui n'a pas été donné vaut zéro."""
    total = uniforme(0.0, population.count)
    for nom in noms:
        for mois in mois_connus(population, nom, plage):
            total = total + population(nom, mois)
    return arrondi_centime(total)


def montant_de_la_periode(population, period, nom, plage, *noms_mensuels):
    """Le montant donné pour la période, personne par personne ; à défaut, la somme des mois donnés.

    Une situation peut donner le montant de l'un et les mois de l'autre : chacun garde les siens.
    """
    donne = population(nom, period)
    if not any(mois_connus(population, nom_mensuel, plage) for nom_mensuel in noms_mensuels):
        return donne
    return where(donne > 0, donne, somme(population, plage, *noms_mensuels))


class Mensualites:
    """Une ressource mois par mois : les mois donnés, ou le montant de la période réparti également.

    Attributes:
        uniforme: aucun mois n'a été donné, le montant de la période se répartit sur tous.
        percue: qui a perçu la ressource, un mois au moins.
    """

    def __init__(self, population, plage, nom, total):
        self._population, self._nom = population, nom
        self._total, self._mois = total, plage.size
        self._connus = mois_connus(population, nom, plage)
        self.uniforme = not self._connus
        self.percue = total != 0
        if self._connus:
            mensuel = sum(population(nom, mois) for mois in self._connus)
            self.percue = self.percue | (mensuel != 0)
            # Un montant donné pour la période l'emporte sur les mois.
            self._au_mois = arrondi_centime(mensuel) == arrondi_centime(total)

    def __call__(self, mois, rangs=slice(None)):
        """Le montant d'un mois, pour tous ou pour ceux de certains rangs."""
        reparti = self._total[rangs] / self._mois
        if self.uniforme:
            return reparti
        donne = self._population(self._nom, mois)[rangs] if mois in self._connus else 0.0
        return where(self._au_mois[rangs], donne, reparti)


class c2s_periode_ressources_debut_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Premier jour de la période de référence des ressources"
    label_en = "First day of the reference period"
    reference = R861_8

    def formula_2019_11_01(foyer, period, parameters):
        """Jusqu'à fin 2021, le douzième mois civil avant la demande ; depuis 2022, le treizième."""
        return numpy.full(foyer.count, premier_jour(fenetre(period, parameters)))


class c2s_periode_ressources_fin_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Dernier jour de la période de référence des ressources"
    label_en = "Last day of the reference period"
    reference = R861_8

    def formula_2019_11_01(foyer, period, parameters):
        """Jusqu'à fin 2021, le mois qui précède la demande ; depuis 2022, le deuxième mois qui la précède."""
        return numpy.full(foyer.count, dernier_jour(fenetre(period, parameters)))
