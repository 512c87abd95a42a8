"""Mutation: what a mutant is, who can see it, what is left of it afterwards; and a sample of the law's own values."""

import json
import re

import pytest
from click import UsageError
from click.testing import CliRunner

from openfisca_cpam.cli.group import group
from openfisca_cpam.quality import mutation, survivants
from openfisca_cpam.quality.execution import DONNEES, Cas, dossier_des_cas, joue, lit_les_cas, parametres, releve_tout
from openfisca_cpam.quality.mutation import Banc, changements, echantillon, lance, score, score_hors_expliques, tous

TRAJET = "franchises.transport.par_trajet"


def un_cas(day, amount, trips=1):
    content = {
        "name": f"{trips} trajets le {day}",
        "period": day,
        "input": {"transport_nombre_trajets": trips, "transport_mode": "vsl"},
        "output": {"franchise_transport_jour": amount},
    }
    return Cas("tests/essai.yaml", trips, content)


def un_banc(system, cases):
    return Banc(system, cases, releve_tout(cases, system, 1))


def mutants(system, name, **options):
    return [one for one in tous(system, **options) if one.nom == name]


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (0.55, "/1", [0.56, 0.54]),
        (0.0, "/1", [1]),
        (2, "currency", [2.02, 1.98]),
        (0.3, "currency/km", [0.31, 0.29]),
        (13957.65, "currency", [14097.2265, 13818.0735]),
        (150, "km", [151, 149]),
        (12, "day", [13, 11]),
        (45, "percent-point", [46, 44]),
        (False, "boolean", [True]),
        ("01-01", "date-mmdd", ["01-02", "12-31"]),
        (["a", "b", "c"], "list", [["b", "c"], ["a", "b"]]),
        (None, "currency", []),
    ],
)
def test_what_a_value_becomes(value, unit, expected):
    assert changements(value, unit) == expected


def test_a_value_is_seen_by_the_cases_of_its_own_dates(systeme):
    early, late = un_cas("2023-06-01", 2), un_cas("2024-06-01", 4)
    bench = un_banc(systeme, [early, late])
    seen = {one.date: bench.voient(one) for one in mutants(systeme, TRAJET)}
    assert seen["2024-03-31"] == [late]
    assert early in seen["2008-01-01"] and late not in seen["2008-01-01"]


def test_a_mutant_is_killed_or_survives_and_leaves_the_law_as_it_was(systeme):
    before = {one.name: [(e.instant_str, e.value) for e in one.values_list] for one in parametres(systeme)}
    case = un_cas("2024-06-01", 4)
    report = lance(un_banc(systeme, [case]), mutants(systeme, TRAJET), workers=1)
    found = {(one.mutant.date, one.tue_par is not None, one.cas) for one in report.resultats}
    assert ("2024-03-31", True, 1) in found and ("2008-01-01", False, 0) in found
    # Many trips reach the cap of the day: the price of one is no longer seen.
    capped = un_cas("2024-06-01", 8, trips=5)
    assert joue(capped, systeme) is None
    results = lance(un_banc(systeme, [capped]), mutants(systeme, TRAJET), workers=1).resultats
    assert [(one.tue_par, one.cas) for one in results if one.mutant.date == "2024-03-31"] == [(None, 1), (None, 1)]
    assert before == {one.name: [(e.instant_str, e.value) for e in one.values_list] for one in parametres(systeme)}
    assert joue(case, systeme) is None


def test_a_date_of_effect_is_seen_by_the_cases_of_the_day(systeme):
    wanted = [one for one in mutants(systeme, TRAJET, dates=True) if one.genre == "date" and one.date == "2024-03-31"]
    assert [one.apres for one in wanted] == ["2024-04-01", "2024-03-30"]
    later = lance(un_banc(systeme, [un_cas("2024-03-31", 4), un_cas("2024-06-01", 4)]), wanted, workers=1)
    assert [one.tue_par is not None for one in later.resultats] == [True, False]
    both = lance(un_banc(systeme, [un_cas("2024-03-31", 4), un_cas("2024-03-30", 2)]), wanted, workers=1)
    assert score(both.resultats) == 1


def test_what_is_unknown_together_becomes_known_together(systeme):
    ends = [one for one in tous(systeme) if one.genre == "fin" and len(one.apres) > 1]
    assert ends and all(value is not None for one in ends for value in one.apres.values())
    mutant = ends[0]
    bench = un_banc(systeme, [un_cas("2024-06-01", 4)])
    put_back = bench._applique(mutant)
    by_name = {one.name: one for one in parametres(systeme)}
    values = {name: by_name[name]._get_at_instant(mutant.date) for name in mutant.apres}
    put_back()
    assert values == mutant.apres
    assert all(by_name[name]._get_at_instant(mutant.date) is None for name in mutant.apres)


def test_operators_of_formulas_and_of_shared_functions(systeme):
    found = tous(systeme, formules=True)
    for sign in (" < ", " >= ", " & ", " | ", "min_("):
        assert any(sign in one.changement for one in found), sign
    cap = [one for one in found if one.nom == "franchise_transport_jour"]
    case = un_cas("2024-06-01", 8, trips=5)
    results = lance(un_banc(systeme, [case]), cap, workers=1).resultats
    assert any(one.tue_par for one in results)
    assert joue(case, systeme) is None
    shared = [one for one in found if "." in one.nom]
    assert shared and mutation._formules_qui_appellent(systeme, shared[0].avant)


def test_a_run_goes_on_where_it_stopped(systeme, tmp_path, monkeypatch):
    state = tmp_path / "dossier" / "etat.json"
    case = un_cas("2024-06-01", 4)
    wanted = mutants(systeme, TRAJET)
    first = lance(un_banc(systeme, [case]), wanted, etat=state, workers=1)
    monkeypatch.setattr(Banc, "joue", lambda *_: pytest.fail("joué deux fois"))
    assert lance(un_banc(systeme, [case]), wanted, etat=state, workers=1).resultats == first.resultats
    # Another case that can see the mutant: it is played again, the others are not.
    monkeypatch.undo()
    played = []
    play = Banc.joue
    monkeypatch.setattr(Banc, "joue", lambda bench, mutant: played.append(mutant.date) or play(bench, mutant))
    lance(un_banc(systeme, [case, un_cas("2024-07-01", 4)]), wanted, etat=state, workers=1)
    assert played and set(played) == {"2024-03-31"}
    state.write_text("illisible", "utf-8")
    assert lance(un_banc(systeme, [case]), wanted, etat=state, workers=1).resultats == first.resultats


def test_a_stopped_run_keeps_what_it_played(systeme, tmp_path):
    state = tmp_path / "etat.json"
    wanted = mutants(systeme, TRAJET)
    done = []

    def stop():
        done.append(1)
        if len(done) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        lance(un_banc(systeme, [un_cas("2024-06-01", 4)]), wanted, etat=state, workers=1, avance=stop)
    assert len(json.loads(state.read_text("utf-8"))) == 2


def explications(monkeypatch, tmp_path, text):
    path = tmp_path / DONNEES / "survivants.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    monkeypatch.setattr(survivants, "FICHIER", path)


def test_an_explained_survivor_says_why_and_is_set_aside(systeme, tmp_path, monkeypatch):
    text = (
        f"- nom: {TRAJET}\n  date: 2008-01-01\n  mutant: 2,00 € devient 2,02 €\n  raison: Aucun cas de cette époque.\n"
    )
    explications(monkeypatch, tmp_path, text)
    report = lance(un_banc(systeme, [un_cas("2024-06-01", 4)]), mutants(systeme, TRAJET), workers=1)
    aside = [one for one in report.resultats if one.explique]
    assert [(one.mutant.changement, one.raison) for one in aside] == [
        ("2,00 € devient 2,02 €", "Aucun cas de cette époque.")
    ]
    assert score(report.resultats) == 2 / 4 and score_hors_expliques(report.resultats) == 2 / 3
    assert report.refusees == []
    found = report.en_json()
    assert (found["mutants"], found["tues"], found["survivants_expliques"][0]["raison"]) == (
        4,
        2,
        "Aucun cas de cette époque.",
    )
    assert [one["changement"] for one in found["survivants"]] == ["2,00 € devient 1,98 €"]


def test_an_explanation_that_explains_nothing_is_refused(systeme, tmp_path, monkeypatch):
    text = f"""
- nom: {TRAJET}
  date: 2024-03-31
  raison: Un cas le voit pourtant.
- nom: franchises.transport.disparu
  raison: N'existe plus.
- nom: {TRAJET}
  raison: Juste pour 2008.
- nom: transport.serie.periode_mois
  raison: Rien n'en a été joué.
"""
    explications(monkeypatch, tmp_path, text)
    report = lance(un_banc(systeme, [un_cas("2024-06-01", 4)]), mutants(systeme, TRAJET), workers=1)
    assert [(str(one), why) for one, why in report.refusees] == [
        (f"{TRAJET}@2024-03-31", "un cas le tue désormais"),
        ("franchises.transport.disparu", "aucun mutant de ce nom, de cette date et de ce changement"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- nom: age\n", "survivants.yaml, entrée 1 (age) : « raison » manque."),
        ("- raison: Rien.\n", "survivants.yaml, entrée 1 (sans nom) : « nom » manque."),
        ("- age\n", "survivants.yaml, entrée 1 : une entrée a « nom » et « raison »."),
        (
            "- nom: age\n  raisons: x\n",
            "clé inconnue « raisons » ; les clés sont couverture, date, mutant, nom, raison.",
        ),
    ],
)
def test_an_explanation_badly_written_is_refused(tmp_path, monkeypatch, text, expected):
    explications(monkeypatch, tmp_path, text)
    with pytest.raises(ValueError, match=re.escape(expected)):
        survivants.lit()
    refused = _run("--state", str(tmp_path / "etat.json")).exception
    assert isinstance(refused, UsageError) and expected in str(refused)


def test_each_explanation_fits_a_mutant(systeme):
    everything = [*tous(systeme, dates=True), *tous(systeme, formules=True)]
    assert survivants.refusees(survivants.lit(), everything, [], []) == []


def test_a_sample_is_always_the_same_and_spread(systeme):
    everything = tous(systeme)
    one, two = echantillon(everything, 12), echantillon(list(reversed(everything)), 12)
    assert {(m.nom, m.changement) for m in one} == {(m.nom, m.changement) for m in two} and len(one) == 12
    assert {m.domaine for m in one} == {m.domaine for m in everything} or len({m.domaine for m in everything}) > 12


def test_a_sample_of_the_law_is_seen_by_its_cases(systeme):
    """The franchises on trips, against the cases that expect them: each change of each value makes one fail."""
    names = {name for name in systeme.variables if name.startswith("franchise_transport")}
    cases = [one for one in lit_les_cas(dossier_des_cas()) if one.de_la_loi and one.sorties(systeme) & names]
    wanted = [one for one in tous(systeme, domaine="franchises") if one.nom.startswith("franchises.transport.")]
    report = lance(un_banc(systeme, cases), wanted)
    assert len(wanted) >= 6
    assert not [one.mutant for one in report.resultats if one.tue_par is None]


CASE = """
- name: Un trajet
  period: 2024-03-31
  input:
    transport_nombre_trajets: 1
    transport_mode: vsl
  output:
    franchise_transport_jour: {amount}
"""


def _run(*arguments):
    from openfisca_cpam.cli import COMMANDES

    return CliRunner().invoke(group(COMMANDES), ["mutate", *arguments], standalone_mode=False)


def test_the_command(tmp_path):
    (tmp_path / "cas.yaml").write_text(CASE.format(amount=4), "utf-8")
    options = ["--cases", str(tmp_path), "--state", str(tmp_path / "etat.json"), "--name", TRAJET, "--workers", "1"]
    found = _run(*options, "--json")
    report = json.loads(found.output)
    assert found.return_value == 0 and 0 < report["score"] < 1
    assert {one["nom"] for one in report["survivants"]} == {TRAJET}
    assert _run(*options, "--fail-under", "99").return_value == 1
    shown = _run(*options, "--fresh").output
    assert "Survivants" in shown and f"{TRAJET} (01/01/2008)" in shown and "aucun cas ne le lit" in shown


def test_the_command_sets_the_explained_apart_and_refuses_what_explains_nothing(tmp_path, monkeypatch):
    (tmp_path / "cas.yaml").write_text(CASE.format(amount=4), "utf-8")
    options = ["--cases", str(tmp_path), "--state", str(tmp_path / "etat.json"), "--name", TRAJET, "--workers", "1"]
    text = f"- nom: {TRAJET}\n  date: 2008-01-01\n  raison: Trop ancien.\n"
    explications(monkeypatch, tmp_path, text)
    found = _run(*options, "--fail-under", "99")
    assert found.return_value == 0 and "franchises : expliqués" in found.output and "Trop ancien." in found.output
    assert "franchises : survivants" not in found.output
    explications(monkeypatch, tmp_path, text.replace("2008-01-01", "2024-03-31"))
    found = _run(*options)
    assert found.return_value == 1
    assert f"« {TRAJET}@2024-03-31 » est à retirer, un cas le tue désormais" in found.output


def test_the_command_refuses_cases_that_fail_on_the_law_itself(tmp_path):
    (tmp_path / "cas.yaml").write_text(CASE.format(amount=5), "utf-8")
    found = _run("--cases", str(tmp_path), "--name", TRAJET)
    assert found.return_value == 1 and "échoue sur la loi elle-même" in found.output
