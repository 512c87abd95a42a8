"""The express reading: what it accepts, the guard accepts, and reads the same; quick populations compute the same."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openfisca_cpam.situation import express, shipped
from openfisca_cpam.situation.build import forme_api, simule
from openfisca_cpam.situation.guard import lit, lit_noeud
from openfisca_cpam.situation.json_text import read_json
from openfisca_cpam.situation.mistakes import SituationError

NAMES = list(shipped.paths())
ODD = [
    None, True, False, 0, 1, -1, 1.5, 2**60, 10**400, 1e999, "", " ", "vsl", "2026-04-14", "2026-02-30", "é", "\ud800",
    "9**9", [], [1], {}, {"2026-04": 1}, {"2026-04-14": None}, "p" * 300,
]  # fmt: skip
KEYS = [
    "", " ", "2026", "2026-04", "2026-04-14", "2026-13", "2005-01-01", "ETERNITY", "month:2026-01:3", "year:2026:80",
    "axes", "transport_mod", "transport_mode", "date_naissance", "foyer_ressources_annuelles", "demandeur", "conjoint",
    "personnes_a_charge", "nouveau", "\ud800", "k" * 300,
]  # fmt: skip


@pytest.fixture(scope="module")
def contents(systeme):
    return {name: forme_api(lit(shipped.path(name).read_bytes(), systeme, name)[0]) for name in NAMES}


def by_the_guard(content, system):
    _, node, mistakes = read_json(json.dumps(content))
    if mistakes:
        return None
    try:
        return lit_noeud(node, system)
    except SituationError:
        return None


@pytest.mark.parametrize("name", NAMES)
def test_shipped_situations_are_read_at_once_and_the_same(contents, systeme, name):
    read = express.situation(contents[name], systeme)
    assert read is not None
    assert read == by_the_guard(contents[name], systeme)


def changed(content, rng: random.Random):
    """The content with one to three places replaced, removed, renamed or added; half of the time, plausibly."""
    content = json.loads(json.dumps(content))
    if rng.random() < 0.5:
        variables = rng.choice([*content["individus"].values(), *content["foyers"].values()])
        dated = [name for name, values in variables.items() if isinstance(values, dict)]
        for name in rng.sample(dated, min(len(dated), rng.randint(1, 3))):
            period, value = rng.choice(list(variables[name].items()))
            match rng.randint(0, 3):
                case 0:
                    variables[name][period] = None
                case 1:
                    variables[name][period[:7] if rng.random() < 0.5 else "2026-05-02"] = value
                case 2:
                    variables[name] = {rng.choice(["2026", "2026-03", "2026-03-02", "month:2026-01:3"]): value}
                case _:
                    del variables[name]
        return content
    for _ in range(rng.randint(1, 3)):
        holder, depth = content, rng.randint(0, 4)
        for _ in range(depth):
            below = [one for one in (holder.values() if isinstance(holder, dict) else holder) if one and _holds(one)]
            if not below:
                break
            holder = rng.choice(below)
        if isinstance(holder, list):
            holder.append(rng.choice([*ODD, "patient"]))
            continue
        key = rng.choice(list(holder)) if holder else "2026-04-14"
        match rng.randint(0, 3):
            case 0:
                holder[key] = rng.choice(ODD)
            case 1:
                holder.pop(key, None)
            case 2:
                holder[rng.choice(KEYS)] = holder.pop(key, None)
            case _:
                holder[rng.choice(KEYS)] = json.loads(json.dumps(holder.get(key)))
    return content


def _holds(value) -> bool:
    return isinstance(value, dict | list)


@settings(max_examples=600, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_whatever_is_accepted_is_what_the_guard_reads(contents, systeme, seed):
    rng = random.Random(seed)
    content = changed(contents[rng.choice(NAMES)], rng)
    read = express.situation(content, systeme)
    if read is not None:
        assert read == by_the_guard(content, systeme)


def test_the_changes_are_of_both_kinds(contents, systeme):
    found = {True: 0, False: 0}
    for seed in range(200):
        rng = random.Random(seed)
        found[express.situation(changed(contents[rng.choice(NAMES)], rng), systeme) is None] += 1
    assert min(found.values()) > 10


@pytest.mark.parametrize("name", NAMES)
def test_quick_populations_compute_what_the_engine_computes(contents, systeme, name):
    situation = express.situation(contents[name], systeme)
    quick, traced = simule(situation, systeme, trace=False), simule(situation, systeme, trace=True)
    for asked in situation.asked:
        got, expected = (one.calculate(asked.variable, asked.period) for one in (quick, traced))
        assert got.dtype == expected.dtype
        assert got.tolist() == expected.tolist()


def test_quick_populations_leave_faults_to_the_engine(contents, systeme):
    simulation = simule(express.situation(contents["transport_100_km_2024"], systeme), systeme, trace=False)
    person = simulation.persons
    for name, period in (
        ("inconnue", "2026-04-14"),
        ("transport_prix_trajet", "2026-04"),
        ("foyer_composition", "2026"),
    ):
        with pytest.raises(Exception):  # noqa: B017 - the engine's own, of several kinds
            person(name, period)
