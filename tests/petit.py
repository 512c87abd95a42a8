"""A small law, so that the tests of the machinery do not move with the real one."""

# ruff: noqa: F403, F405

from openfisca_core.parameters import ParameterNode
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.base import *
from openfisca_cpam.entities import entities


class Mode(Enum):
    vsl = "Véhicule sanitaire léger"
    taxi = "Taxi conventionné"
    ambulance = "Ambulance"


class Raison(Enum):
    paye = "Pris en charge"
    trop_court = "Moins d'un kilomètre"


class distance(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    label = "Distance"
    unit = "km"
    minimum = 0
    maximum = 1000


class trajets(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    default_value = 1
    label = "Nombre de trajets"
    unit = "count"


class retour(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Aller et retour"


class mode(Variable):
    value_type = Enum
    possible_values = Mode
    default_value = Mode.vsl
    entity = Individu
    definition_period = DAY
    label = "Mode de transport"


class departement(Variable):
    value_type = str
    entity = Individu
    definition_period = DAY
    label = "Département"


class date_naissance(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Date de naissance"


class regime_local(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    label = "Régime local"


class sans_extension(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Statut au mois, sans extension"


class plafond_annuel(Variable):
    value_type = float
    entity = Individu
    definition_period = YEAR
    label = "Plafond de l'année"
    unit = "currency"


class age_ce_jour(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    label = "Âge"
    unit = "year"

    def formula(individu, period):
        """L'âge de date à date."""
        return age_revolu(individu("date_naissance", period), premier_jour(period))


class remboursement(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    label = "Remboursement"
    unit = "currency"
    reference = ["Article R. 1 du code d'essai", "https://exemple.fr/r1"]

    def formula_2010_01_01(individu, period, parameters):
        """Depuis 2010, tant par kilomètre (article R. 1).

        Le taux local s'y ajoute.
        """
        par_km = parameters(period).essai.par_km
        local = individu("regime_local", period.first_month)
        brut = individu("distance", period) * par_km * individu("trajets", period)
        return arrondi_centime(where(local, brut * 2, brut)) * individu("remboursement_eligible", period)


class remboursement_eligible(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Remboursement dû"

    def formula_2010_01_01(individu, period):
        """Au moins un kilomètre."""
        return individu("distance", period) >= 1


class remboursement_motif(Variable):
    value_type = Enum
    possible_values = Raison
    default_value = Raison.paye
    entity = Individu
    definition_period = DAY
    label = "Pourquoi"

    def formula_2010_01_01(individu, period):
        """Dit pourquoi."""
        du = individu("remboursement_eligible", period)
        return premier_vrai([(du, Raison.paye)], Raison.trop_court)


class ancienne_aide(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    end = "2015-12-31"
    label = "Ancienne aide"
    unit = "currency"

    def formula_2010_01_01(individu, period):
        """Jusqu'en 2015."""
        return individu("distance", period) * 0 + 7


class echeance(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Échéance"

    def formula(individu, period):
        """Sans objet sans trajet."""
        jour = ajoute_mois(premier_jour(period), 1)
        return where(individu("distance", period) > 0, jour, NON_RENSEIGNEE)


class sans_valeur(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    label = "Lit une valeur qui manque avant 2024"
    unit = "currency"

    def formula(individu, period, parameters):
        """Une valeur de 2024."""
        return individu("distance", period) * parameters(period).essai.tardif


class tarif_du_mode(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    label = "Tarif du mode"
    unit = "currency"

    def formula(individu, period, parameters):
        """Un tarif par mode."""
        tarifs = parameters(period).essai.par_mode
        valeurs = table(Mode, {membre: getattr(tarifs, membre.name) for membre in Mode})
        return numpy.take(valeurs, codes(individu("mode", period)))


class tarif_indexe(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    label = "Tarif lu par un tableau"
    unit = "currency"

    def formula(individu, period, parameters):
        """Le même, lu d'un coup."""
        return parameters(period).essai.par_mode[individu("mode", period)]


class somme_du_bareme(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    label = "Somme d'un barème"

    def formula(individu, period, parameters):
        """Tout le barème."""
        bareme = parameters(period).essai.bareme
        return individu("distance", period) * 0 + sum(getattr(bareme, f"rang_{rang}") for rang in range(10))


class foyer_total(Variable):
    value_type = float
    entity = Foyer
    definition_period = DAY
    label = "Total du foyer"
    unit = "currency"

    def formula(foyer, period):
        """La somme des membres."""
        return foyer.sum(foyer.members("remboursement", period))


class foyer_loyer(Variable):
    value_type = float
    entity = Foyer
    definition_period = MONTH
    label = "Loyer"
    unit = "currency"


_PARAMETRES = {
    "essai": {
        "par_km": {
            "description": "Montant par kilomètre",
            "values": {"2010-01-01": {"value": 0.5}, "2024-01-01": {"value": 1}},
            "metadata": {
                "short_label": "Par kilomètre",
                "unit": "currency/km",
                "last_value_still_valid_on": "2026-11-22",
                "confidence": {"2010-01-01": "A", "2024-01-01": "C"},
                "reference": {
                    "2010-01-01": [{"title": "Article D. 1 ancien"}],
                    "2024-01-01": [{"title": "Article D. 1 nouveau", "href": "https://exemple.fr/d1"}],
                },
            },
        },
        "par_mode": {
            "description": "Tarif par mode",
            **{
                nom: {"description": f"Tarif, {nom}", "values": {"2000-01-01": {"value": euros}}}
                for nom, euros in {"vsl": 10, "taxi": 20, "ambulance": 50}.items()
            },
        },
        "bareme": {
            "description": "Barème à dix rangs",
            **{
                f"rang_{rang}": {
                    "description": f"Rang {rang}",
                    "values": {"2000-01-01": {"value": rang}},
                    "metadata": {"reference": {"2000-01-01": [{"title": "Article D. 2"}]}},
                }
                for rang in range(10)
            },
        },
        "tardif": {"description": "Valeur tardive", "values": {"2024-01-01": {"value": 3}}},
    }
}


def systeme() -> TaxBenefitSystem:
    """The small law."""
    system = TaxBenefitSystem(entities)
    for item in list(globals().values()):
        if isinstance(item, type) and issubclass(item, Variable) and item.__module__ == __name__:
            system.add_variable(item)
    system.parameters = ParameterNode("", data=_PARAMETRES)
    return system
