"""Who reads which parameter: what the source tells holds all that the tracer sees, and hardly more."""

import importlib.util
import sys

import pytest
from openfisca_core.errors import ParameterNotFoundError
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit, Period
from openfisca_core.simulations import SimulationBuilder

from openfisca_cpam.explanation import lecteurs
from openfisca_cpam.explanation.fiche import periode

JOURS = ("2007-03-01", "2012-06-01", "2018-01-15", "2021-06-01", "2024-04-15", "2026-11-22")


@pytest.fixture(scope="module")
def lus(systeme):
    return lecteurs.parametres_par_formule(systeme)


def vus_par_le_traceur(systeme, day):
    """What each formula looks up on a day, for one person of whom nothing is said."""
    simulation = SimulationBuilder().build_from_dict(
        systeme, {"individus": {"A": {}}, "foyers": {"F": {"demandeur": ["A"]}}}
    )
    simulation.trace = True
    for variable in systeme.variables.values():
        period = periode(variable, day)
        if variable.formulas and variable.get_formula(period) is not None:
            try:
                eternal = variable.definition_period == DateUnit.ETERNITY
                simulation.calculate(variable.name, Period.eternity() if eternal else period)
            except ParameterNotFoundError:  # not covered on that day
                continue
    for node in simulation.tracer.browse_trace():
        formula = systeme.variables[node.name].get_formula(node.period) if node.parameters else None
        if formula is not None:
            start = next(key for key, one in systeme.variables[node.name].formulas.items() if one is formula)
            yield node.name, start, {read.name.partition("[")[0] for read in node.parameters}


@pytest.mark.parametrize("day", JOURS)
def test_tout_ce_qui_est_lu_est_dit(systeme, lus, day):
    seen = list(vus_par_le_traceur(systeme, day))
    assert len(seen) > 50
    missing = {(name, start): read - lus[name, start] for name, start, read in seen if read - lus[name, start]}
    assert not missing


def test_presque_rien_de_plus(systeme, lus):
    """A table with one value a department, a list of resources… are read whole; other formulas read what they name."""
    by_variable = {}
    for day in JOURS:
        for name, start, read in vus_par_le_traceur(systeme, day):
            by_variable.setdefault((name, start), set()).update(read)
    exact = sum(lus[key] == read for key, read in by_variable.items())
    assert exact / len(by_variable) > 0.9


def test_des_lecteurs_connus(systeme, lus):
    turned = lecteurs.par_parametre(lus)
    assert "franchise_transport_jour" in turned["franchises.transport.par_trajet"]
    assert set(turned["transport.taxi.tarif_kilometrique.d13"]) >= {"transport_tarif_estime"}
    assert "prestations_especes.maladie.taux" in turned
    assert all(name in systeme.variables for readers in turned.values() for name in readers)


ESSAI = """
NOMS = ("premier", "second")
def aide(noeud, nom):
    return getattr(noeud, nom)
def recursive(noeud, n):
    return recursive(noeud.c, n - 1) if n else noeud.d
def formule_directe(individu, period, parameters):
    return parameters(period).a.b
def formule_par_aide(individu, period, parameters):
    lois = parameters(period)
    return aide(lois.a, "b") + sum(aide(lois.serie, nom) for nom in NOMS)
def formule_lambda(individu, period, parameters):
    lecture = lambda jour: parameters(jour).a.c.d
    return lecture(period)
def formule_inconnue(individu, period, parameters, nom="x"):
    return parameters(period).serie[individu("nom", period)]
def formule_recursive(individu, period, parameters):
    return recursive(parameters(period).a, 3)
def formule_table(individu, period, parameters):
    table = {1: formule_directe, 2: formule_lambda}
    return [f(individu, period, parameters) for _, f in table.items()]
def formule_sans_lecture(individu, period, parameters):
    return isinstance(parameters(period).a, dict)
def formule_en_toutes_lettres(individu, period):
    return confiance("a.c.d")
"""
VALEUR = {"values": {"2020-01-01": {"value": 1}}}


@pytest.fixture(scope="module")
def essai(tmp_path_factory):
    file = tmp_path_factory.mktemp("essai") / "essai_des_lecteurs.py"
    file.write_text(ESSAI, "utf-8")
    spec = importlib.util.spec_from_file_location("essai_des_lecteurs", file)
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("formule_directe", {"a.b"}),
        ("formule_par_aide", {"a.b", "serie.premier", "serie.second"}),
        ("formule_lambda", {"a.c.d"}),
        ("formule_inconnue", {"serie.premier", "serie.second", "serie.troisieme"}),
        ("formule_recursive", {"a.d"}),
        ("formule_table", {"a.b", "a.c.d"}),
        ("formule_sans_lecture", set()),
        ("formule_en_toutes_lettres", {"a.c.d"}),
    ],
)
def test_chaque_facon_de_lire(essai, monkeypatch, name, expected):
    monkeypatch.setattr(lecteurs, "_PACKAGE", essai.__name__)
    serie = dict.fromkeys(("premier", "second", "troisieme"), VALEUR)

    class System:
        parameters = ParameterNode("", data={"a": {"b": VALEUR, "d": VALEUR, "c": {"d": VALEUR}}, "serie": serie})

    assert lecteurs._Lecteur(System()).formule(getattr(essai, name)) == expected
