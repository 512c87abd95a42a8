"""The reader of situations: whatever comes in, a checked situation or a list of mistakes comes out."""

import doctest
import json

import hypothesis.strategies as st
import pytest
from hypothesis import example, given, settings

from openfisca_cpam.situation import SituationError, calcule, forme_api, lit, mistakes, parse, simule
from openfisca_cpam.situation import dates as periods
from openfisca_cpam.situation.text import Scalar, resolve

MOTS = st.sampled_from(
    ["individus", "foyers", "Anne", "Léo", "distance", "mode", "taxi", "2024-03-31", "2024-03", "ETERNITY", "null",
     "demandeur", "personnes_a_charge", "f", "input", "output", "period", "remboursement", "foyer_total", "retour",
     "date_naissance", "1980-01-01", "axes", "é", "", "year:2024:1000"],
)  # fmt: skip
FEUILLES = MOTS | st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
ARBRES = st.recursive(
    FEUILLES, lambda below: st.lists(below, max_size=3) | st.dictionaries(MOTS, below, max_size=4), max_leaves=25
)


@pytest.mark.parametrize("module", [mistakes, periods])
def test_exemples_des_docstrings(module):
    assert doctest.testmod(module).failed == 0


@settings(max_examples=300, deadline=None)
@given(ARBRES)
def test_un_arbre_quelconque_donne_un_resultat_ou_des_erreurs(petit, tree):
    try:
        situations = lit(json.dumps(tree, ensure_ascii=False), petit)
    except SituationError as error:
        assert error.mistakes
        assert all(mistake.line >= 1 and mistake.message for mistake in error.mistakes)
    else:
        for situation in situations:
            calcule(situation, petit, etapes=True)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60) | st.binary(max_size=60))
@example("a: b: c")
@example("? [a]\n: b")
@example("- - - -")
@example("%YAML 9.9\n---\na: 1")
@example("a: 'b")
@example("\x00")
@example("!!binary a: b")
@example("<<: {a: 1}")
def test_un_texte_quelconque(petit, text):
    with pytest.raises(SituationError) as caught:
        lit(text, petit)
    assert caught.value.lines()


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.text(), st.recursive(st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(), lambda below: st.dictionaries(st.text(), below, max_size=3), max_leaves=5), min_size=1, max_size=4))  # fmt: skip # noqa: E501
def test_le_json_se_lit_comme_du_json(tree):
    """Whatever is accepted has the value that a JSON reader gives."""
    text = json.dumps(tree)
    try:
        root = parse(text)
    except SituationError:
        return

    def plain(node):
        return node.value if isinstance(node, Scalar) else {key.raw: plain(value) for key, value in node.entries}

    assert plain(root) == tree


def test_les_mots_qui_trompent_restent_du_texte():
    for word in ("1:30", "010", "0x1F", "1_000", "yes", "no", "on", "off", "2024-03-31", "1,5", "12 €", "=", "0o7"):
        assert resolve(word) == word
    assert resolve("TRUE") is True
    assert resolve("~") is None
    assert resolve("-0") == 0
    assert resolve("1e3") == 1000.0


FAMILLE = {
    "individus": {
        "Zoé": {"distance": {"2024-03-31": 4.5}, "mode": {"2024-03-31": "taxi"}, "remboursement": {"2024-03-31": None}},
        "Anne": {"regime_local": {"2024": True}, "distance": {"2024-03-31": 7}, "remboursement": {"2024-03-31": None}},
        "Léo": {"date_naissance": {"ETERNITY": "2010-04-01"}, "age_ce_jour": {"2024-03-31": None}},
        "Max": {"departement": {"2024-03-31": "2A"}, "retour": {"2024-03-31": True}},
    },
    "foyers": {
        "b": {"demandeur": ["Max"], "foyer_total": {"2024-03-31": None}},
        "a": {
            "demandeur": "Anne",
            "conjoint": "Zoé",
            "personnes_a_charge": ["Léo"],
            "foyer_total": {"2024-03-31": None},
        },
    },
}


def test_la_simulation_est_celle_du_moteur(petit):
    """Built from arrays, it computes what core's own builder computes."""
    from openfisca_core.simulations import SimulationBuilder

    situation = lit(json.dumps(FAMILLE), petit)[0]
    ours = simule(situation, petit)
    core = SimulationBuilder().build_from_entities(petit, forme_api(situation))
    for name in petit.variables:
        if name in ("ancienne_aide", "foyer_loyer", "plafond_annuel", "sans_extension", "regime_local"):
            continue
        assert ours.calculate(name, "2024-03-31").tolist() == core.calculate(name, "2024-03-31").tolist(), name
    roles = [role.key for role in ours.populations["foyer"].members_role]
    assert roles == ["conjoint", "demandeur", "personne_a_charge", "demandeur"]


def test_la_forme_de_l_api_se_relit(petit):
    situation = lit(json.dumps(FAMILLE), petit)[0]
    again = lit(json.dumps(forme_api(situation)), petit)[0]
    assert forme_api(again) == forme_api(situation)
    values = [(one.variable, one.id, one.valeur) for one in calcule(situation, petit).resultats]
    assert values == [(one.variable, one.id, one.valeur) for one in calcule(again, petit).resultats]
    assert ("foyer_total", "a", 18.5) in values


def test_le_chemin_de_l_erreur(petit):
    text = '{"individus": {"Anne": {"distance": {"2024-03-31": "x"}, "remboursement": {"2024-03-31": null}}}}'
    with pytest.raises(SituationError) as caught:
        lit(text, petit)
    (mistake,) = caught.value.mistakes
    assert mistake.path == ("individus", "Anne", "distance", "2024-03-31")
    assert (mistake.line, mistake.column) == (1, text.index('"x"') + 1)


def test_chaque_situation_fournie_se_lit_se_calcule_et_se_decrit(systeme):
    from openfisca_cpam.situation import shipped

    assert shipped.paths()
    stories = [name for name in shipped.paths() if name.startswith("parcours_")]
    left_out = set(stories) - set(stories[::8])  # long, and computed by their own test
    for name, path in shipped.paths().items():
        if name in left_out:
            continue
        for situation in lit(path.read_bytes(), systeme, name):
            report = calcule(situation, systeme, etapes=True)
            assert report.resultats, name
            # A leave may end after the day to which the law was verified: that is said, and is no fault.
            faults = [one for one in report.avertissements if "vérifiées jusqu'au" not in one.message]
            assert faults == [], name
    assert all(shipped.descriptions().values()), "a shipped situation has no description"
