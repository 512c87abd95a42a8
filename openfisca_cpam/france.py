"""A population computed by openfisca-france, and what the Assurance Maladie owes it.

    from openfisca_cpam import france
    ours = france.simulation(theirs, "2024-06-01")
    ours.calculate("c2s_motif", "2024-06-01")

Both packages in one environment need openfisca-core 44.7 (openfisca-france 176.1.8 refuses a newer one). Persons keep
their order; a household of ours is a *famille* of theirs, in the same order. Read here from openfisca-france:

- the date of birth; for each of the months that the C2S may read, the resources that both packages know by one name
  (``MENSUELLES``, ``FAMILIALES``), rounded to the cent, since core's own floats hold six digits;
- the benefits of the household that our rules want by person: family ones go to the *demandeur*; the ASPA to the
  members whom openfisca-france finds eligible, in equal shares, else to the *demandeur*;
- on the day: unemployment, ASPA, ASI, ASS and RSA received, shared custody, housing, overseas, the régime local.

What openfisca-france does not know keeps our default and can be set afterwards, before anything is computed: six months
of sick leave, the tax notice's alimony, rights already open, self-employed income (``non_reprises`` names what a
household has and that is not read).
"""

from collections.abc import Iterator

import numpy
from openfisca_core.periods import Period, period
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.helpers.arrondis import arrondi_centime

# By month and by person, under one name in both packages.
MENSUELLES = (
    "salaire_net", "chomage_net", "ass", "indemnites_journalieres", "retraite_nette", "pensions_invalidite",
    "rente_accident_travail", "aah", "asi", "revenus_stage_formation_pro", "pensions_alimentaires_percues",
    "pensions_alimentaires_versees_individu",
)  # fmt: skip
# Theirs are of the household, ours of a person.
FAMILIALES = ("af", "cf", "asf", "paje_prepare")
# Their self-employed incomes: the years and regimes are not cut as the C2S reads them.
NON_REPRISES = (
    "rpns_auto_entrepreneur_benefice", "rpns_micro_entreprise_benefice", "rpns_benefice_exploitant_agricole",
    "rpns_autres_revenus",
)  # fmt: skip
# The month of the application and the thirteen before it: every reference period of article R. 861-8 is among them.
_MOIS = 14
_LOGEMENTS = {
    "proprietaire": ("proprietaire", "primo_accedant"),
    "heberge_gratuitement": ("loge_gratuitement",),
    "autre": ("locataire_foyer", "sans_domicile"),
}
_ZONES = {"mayotte": ("mayotte",), "dom": ("guadeloupe", "martinique", "guyane", "reunion", "saint_martin",
                                            "saint_bartelemy")}  # fmt: skip


def simulation(france: Simulation, jour: str, system: TaxBenefitSystem | None = None) -> Simulation:
    """A simulation of this package for the households of openfisca-france.

    Args:
        france: a simulation of openfisca-france, with its entities ``individu``, ``famille`` and ``menage``.
        jour: the day of the application and of the results (``2024-06-01``).
        system: the law; the package's by default.

    Returns:
        A simulation with its inputs set and nothing computed: persons as ``individu`` of ``france``, households as its
        ``famille``.

    Raises:
        ValueError: for a date that is no day, or a *famille* without a *demandeur*.
    """
    if system is None:
        from openfisca_cpam import CountryTaxBenefitSystem

        system = CountryTaxBenefitSystem()
    day = _day(jour)
    month = day.first_month
    famille, individu = france.populations["famille"], france.populations["individu"]
    first = _demandeurs(famille)
    ours = _empty(system, famille)

    def amount(name: str, of: Period) -> numpy.ndarray:
        return arrondi_centime(france.calculate(name, of))

    def of_demandeur(values: numpy.ndarray) -> numpy.ndarray:
        given = numpy.zeros(individu.count)
        given[first] = values
        return given

    ours.set_input("date_naissance", "ETERNITY", france.calculate("date_naissance", month))
    for one in (month.offset(-back, "month") for back in range(_MOIS)):
        for name in MENSUELLES:
            ours.set_input(name, one, amount(name, one))
        for name in FAMILIALES:
            ours.set_input(name, one, of_demandeur(amount(name, one)))
        ours.set_input("aspa", one, _aspa(france, one, of_demandeur))
        ours.set_input("aide_logement", one, amount("aide_logement", one))
    for name, resource in (
        ("c2s_chomage_indemnise", "chomage_net"), ("c2s_percoit_asi", "asi"), ("c2s_percoit_ass", "ass"),
    ):  # fmt: skip
        ours.set_input(name, day, amount(resource, month) > 0)
    ours.set_input("c2s_percoit_aspa", day, _aspa(france, month, of_demandeur) > 0)
    ours.set_input("beneficiaire_rsa", month, amount("rsa", month) > 0)
    ours.set_input(
        "regime_local_alsace_moselle", month, france.calculate("salarie_regime_alsace_moselle", month).astype(bool)
    )
    shared = numpy.asarray(france.calculate("garde_alternee", month), dtype=bool)
    ours.set_input("c2s_residence_alternee", day, _members(system, "c2s_residence_alternee", "non", {
        "charge_partagee": shared}))  # fmt: skip
    housing = individu.menage("statut_occupation_logement", month)
    known = housing.possible_values
    ours.set_input("statut_logement", month, _members(system, "statut_logement", "locataire", {
        name: numpy.isin(housing.view(numpy.ndarray), [known[one].index for one in theirs])[first]
        for name, theirs in _LOGEMENTS.items()}))  # fmt: skip
    ours.set_input("zone_residence", month, _members(system, "zone_residence", "metropole", {
        name: sum(_lives_in(individu, place, month) for place in places)[first] > 0
        for name, places in _ZONES.items()}))  # fmt: skip
    return ours


def non_reprises(france: Simulation, jour: str) -> list[str]:
    """Names of the incomes of openfisca-france that some household has the year before and that are not read."""
    last = _day(jour).this_year.offset(-1)
    return [name for name in NON_REPRISES if numpy.any(_known(france, name, last))]


def _known(france: Simulation, name: str, year: Period) -> numpy.ndarray:
    variable = france.tax_benefit_system.get_variable(name, check_existence=True)
    if str(variable.definition_period) == "year":
        return france.calculate(name, year)
    return france.calculate_add(name, year)


def _day(text: str) -> Period:
    try:
        found = period(text)
    except ValueError:
        found = None
    if found is None or found.unit != "day" or found.size != 1:
        raise ValueError(f"« {text} » : un jour est attendu (2024-06-01)")
    return found


def _demandeurs(famille) -> numpy.ndarray:
    """The rank of the *demandeur* of each household."""
    rank = numpy.full(famille.count, -1)
    people = numpy.flatnonzero(famille.members_role == famille.entity.DEMANDEUR)
    rank[famille.members_entity_id[people]] = people
    if (rank < 0).any():
        raise ValueError(f"famille n° {int(numpy.flatnonzero(rank < 0)[0]) + 1} : aucun demandeur")
    return rank


def _empty(system: TaxBenefitSystem, famille) -> Simulation:
    """Our entities, with the persons and households of theirs."""
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("individu", famille.members.ids)
    foyers = builder.declare_entity("foyer", famille.ids)
    roles = famille.members_role
    names = numpy.select(
        [roles == famille.entity.DEMANDEUR, roles == famille.entity.CONJOINT],
        ["demandeur", "conjoint"],
        "personne_a_charge",
    )
    builder.join_with_persons(foyers, famille.members_entity_id, names)
    return builder.build(system)


def _aspa(france: Simulation, month: Period, of_demandeur) -> numpy.ndarray:
    """The household's ASPA, in equal shares between those who may have it."""
    famille = france.populations["famille"]
    total = arrondi_centime(france.calculate("aspa", month))
    may = numpy.asarray(france.calculate("aspa_eligibilite", month), dtype=bool) & (
        famille.members_role != famille.entity.ENFANT
    )
    number = famille.sum(may)
    share = numpy.divide(total, number, out=numpy.zeros(famille.count), where=number > 0)
    return arrondi_centime(may * share[famille.members_entity_id]) + of_demandeur(total * (number == 0))


def _lives_in(individu, place: str, month: Period) -> numpy.ndarray:
    return numpy.asarray(individu.menage(f"residence_{place}", month), dtype=int)


def _members(system: TaxBenefitSystem, name: str, otherwise: str, where: dict[str, numpy.ndarray]):
    """An array of members: the first whose condition holds."""
    possible = system.variables[name].possible_values
    codes = numpy.select(list(where.values()), [possible[one].index for one in where], possible[otherwise].index)
    return possible.encode(codes)


def droits(
    france: Simulation, jour: str, variables: tuple[str, ...], system: TaxBenefitSystem | None = None
) -> Iterator[tuple[str, numpy.ndarray]]:
    """Name and array of each entitlement, in the order of their persons (or of their households).

    Args:
        france, jour, system: as ``simulation`` takes them.
        variables: of this package; a variable of a month or a year takes those of the day.

    Raises:
        openfisca_core.errors.VariableNotFoundError: for an unknown variable.
    """
    ours = simulation(france, jour, system)
    day = _day(jour)
    periods = {"day": day, "month": day.first_month, "year": day.this_year, "eternity": day}
    for name in variables:
        variable = ours.tax_benefit_system.get_variable(name, check_existence=True)
        yield name, ours.calculate(name, periods[str(variable.definition_period)])
