"""What the cases reach, measured on cases written for it."""

import json

import numpy
import pytest
from click.testing import CliRunner
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from openfisca_cpam import entities
from openfisca_cpam.cli.group import group
from openfisca_cpam.helpers import calendrier
from openfisca_cpam.quality import execution, survivants
from openfisca_cpam.quality.couverture_des_cas import _arrondi, _precedent, mesure, premiere_lecture
from openfisca_cpam.quality.execution import Cas, Lecture, Releve, joue, lit_les_cas, releve, releve_tout
from openfisca_cpam.quality.mutation import tous

TRAJET = "franchises.transport.par_trajet"


def un_cas(day, trips=1, expected=None):
    # The amount expected does not matter to what is reached.
    content = {
        "name": f"Le {day}",
        "period": day,
        "input": {"transport_nombre_trajets": trips, "transport_mode": "vsl"},
        "output": {"franchise_transport_jour": 2 if expected is None else expected},
    }
    return Cas("tests/essai.yaml", 1, content)


def manques(system, cases, genre, name):
    report = mesure(system, cases, releve_tout(cases, system, 1))
    return {(gap.date, gap.jour, gap.quoi) for gap in report.manques if gap.genre == genre and gap.nom == name}


def test_a_value_is_reached_on_its_first_day_only(systeme):
    wanted = ("2024-03-31", "2024-03-31", "aucun cas le premier jour")
    assert wanted in manques(systeme, [un_cas("2024-04-01")], "valeurs", TRAJET)
    assert wanted not in manques(systeme, [un_cas("2024-03-31")], "valeurs", TRAJET)
    assert wanted in manques(systeme, [un_cas("2024-03-30")], "valeurs", TRAJET)


def test_the_day_before_is_another_case(systeme):
    wanted = ("2024-03-31", "2024-03-30", "aucun cas la veille")
    assert wanted in manques(systeme, [un_cas("2024-03-31")], "veilles", TRAJET)
    assert wanted not in manques(systeme, [un_cas("2024-03-31"), un_cas("2024-03-30")], "veilles", TRAJET)


def test_the_first_value_of_all_has_no_day_before(systeme):
    found = manques(systeme, [un_cas("2024-03-31")], "veilles", TRAJET)
    assert all(date != "2008-01-01" or day >= "2006" for date, day, _ in found)


def test_what_is_never_read_is_missing(systeme):
    # A case of a date of birth reads no amount of the transport law.
    other = Cas(
        "tests/essai.yaml", 1,
        {"name": "Âge", "period": "2024-03-31", "input": {"date_naissance": "2000-01-01"}, "output": {"age": 24}},
    )  # fmt: skip
    assert {what for _, _, what in manques(systeme, [other], "valeurs", TRAJET)} == {"jamais lue"}
    assert manques(systeme, [other], "variables", "age") == set()
    assert manques(systeme, [other], "variables", "date_naissance") == set()
    assert manques(systeme, [other], "variables", "transport_mode") == {(None, None, "donnée dans aucun cas")}
    assert manques(systeme, [other], "variables", "transport_versement") == {(None, None, "attendue dans aucun cas")}


def test_what_no_formula_reads_may_be_explained(systeme):
    name = "transport.serie.periode_mois"
    report = mesure(systeme, [un_cas("2024-03-31")], releve_tout([un_cas("2024-03-31")], systeme, 1))
    assert not [gap for gap in report.manques if gap.nom == name]
    assert report.domaines["transport"].expliquees >= 1
    # The explanation is about values that nothing reads, not about a missing case.
    explained = {one.nom for one in survivants.lit() if one.mutant is None}
    assert TRAJET not in explained and manques(systeme, [un_cas("2024-04-01")], "valeurs", TRAJET)


class deux_epoques(Variable):
    value_type = float
    entity = entities.Individu
    definition_period = DateUnit.DAY

    def formula_2010_01_01(individu, period, parameters):
        return _montant(parameters(period))

    def formula_2020_01_01(individu, period, parameters):
        return parameters(period).franchises.transport.plafond_journalier

    def formula_2022_01_01(individu, period, parameters):
        return _montant(parameters(period))


def _montant(loi):
    return loi.franchises.transport.par_trajet


def test_a_value_may_be_read_from_the_first_formula_that_names_it(systeme):
    class _Systeme:
        variables = {"deux_epoques": deux_epoques()}

    def start(parameter, period, day=None):
        return premiere_lecture(_Systeme, [Lecture(parameter, day or period, "deux_epoques", period)])

    # In force in 2020, and the formula before it says nothing of the cap.
    assert start("franchises.transport.plafond_journalier", "2021-06-01") == "2020-01-01"
    # In force in 2022, but that of 2010 reads it too: no case there is a gap.
    assert start(TRAJET, "2023-06-01") == "2010-01-01"
    assert start(TRAJET, "2010-06-01") == "2010-01-01"
    # Looked up on the day of an event.
    assert start(TRAJET, "2023-06-01", "2009-05-01") == "2009-05-01"
    assert premiere_lecture(_Systeme, []) is None


def gaps_of(system, *releves):
    report = mesure(system, [un_cas("2024-03-31")] * len(releves), list(releves))
    return {(gap.genre, gap.date, gap.jour) for gap in report.manques if gap.nom == TRAJET}


def test_a_formula_that_goes_through_all_the_dated_values_reads_on_the_day_computed(systeme):
    reads = [Lecture(TRAJET, day, "franchise_transport_jour", "2010-05-05") for day in ("2008-01-01", "2024-03-31")]
    whole = gaps_of(systeme, Releve(lectures=set(reads)))
    assert {("valeurs", "2008-01-01", "2008-01-01"), ("valeurs", "2024-03-31", "2024-03-31")} <= whole
    # Two cases that each look one day up are another matter.
    assert gaps_of(systeme, *(Releve(lectures={one}) for one in reads)) == {("veilles", "2024-03-31", "2024-03-30")}


def test_what_a_monthly_formula_reads_is_first_applied_on_its_own_months(systeme):
    name, monthly, daily = (
        "individu.rente_at_mp.taux_minimum",
        "rente_at_mp_deux_tiers",
        "hospitalisation_urgences_forfait_motif",
    )
    assert systeme.variables[monthly].definition_period == DateUnit.MONTH
    late = Releve(lectures={Lecture(name, "2010-01-05", daily, "2010-01-05")})
    for read, expected in (("1986-01-01", set()), ("1986-02-01", {"1986-01-01"})):
        early = Releve(lectures={Lecture(name, read, monthly, read)})
        report = mesure(systeme, [un_cas("2024-03-31")] * 2, [early, late])
        assert {gap.jour for gap in report.manques if gap.nom == name} == expected


def test_a_value_looked_up_on_a_person_s_own_day_is_noted_on_that_day(systeme):
    content = {
        "period": "2021-10-15",
        "input": {"ij_arret_debut": "2021-10-15"},
        "output": {"ij_smic_mensuel": 1554.58},
    }
    found = releve(Cas("tests/essai.yaml", 1, {"name": "Arrêt", **content}), systeme)
    days = {one.jour for one in found.lectures if one.parametre == "references_nationales.smic.horaire_brut"}
    assert days == {"2021-09-30"}
    changes = numpy.array(["2020-01-01", "2021-01-01"], dtype="datetime64[D]")
    dates = numpy.array(["2019-05-01", "2021-03-04", "2020-12-31", "2021-03-04"], dtype="datetime64[D]")
    read, ranks = execution._les_dates_memes(changes, dates)
    assert [str(day) for day in read[ranks]] == ["2020-01-01", "2021-03-04", "2020-12-31", "2021-03-04"]
    read, ranks = calendrier.jours_lus(changes, dates)
    assert [str(day) for day in read[ranks]] == ["2020-01-01", "2021-01-01", "2020-01-01", "2021-01-01"]


def test_a_day_that_no_case_can_reach_may_be_explained(systeme, tmp_path, monkeypatch):
    path = tmp_path / "survivants.yaml"
    text = f"- nom: {TRAJET}\n  date: 2024-03-31\n  couverture: premier jour\n  raison: Rien n'y mène.\n"
    path.write_text(text, "utf-8")
    monkeypatch.setattr(survivants, "FICHIER", path)
    missed, reached = [un_cas("2024-04-01")], [un_cas("2024-03-31", expected=4)]
    report = mesure(systeme, missed, releve_tout(missed, systeme, 1))
    assert not [gap for gap in report.manques if (gap.nom, gap.genre, gap.date) == (TRAJET, "valeurs", "2024-03-31")]
    assert [gap for gap in report.manques if (gap.nom, gap.genre, gap.date) == (TRAJET, "veilles", "2024-03-31")]
    assert report.refusees == []
    report = mesure(systeme, reached, releve_tout(reached, systeme, 1))
    assert [str(one) for one in report.refusees] == [f"{TRAJET}@2024-03-31 : premier jour"]
    # It says nothing of mutants.
    assert all(survivants.raison(mutant, survivants.lit()) is None for mutant in tous(systeme) if mutant.nom == TRAJET)
    path.write_text(text.replace("premier jour", "lendemain"), "utf-8")
    with pytest.raises(ValueError, match="« couverture » est l'un de : premier jour, veille"):
        survivants.lit()


def test_what_cases_reach_is_kept_from_one_run_to_the_next(systeme, tmp_path, monkeypatch):
    path = tmp_path / "dossier" / "releves.json"
    cases = [un_cas("2024-03-30"), un_cas("2024-03-31", expected=4), un_cas("2024-04-01", expected=3)]
    played = releve_tout(cases, systeme, 1)
    assert [one.echec is None for one in played] == [True, True, False]
    assert releve_tout(cases, systeme, 1, memoire=path) == played
    seen = []
    noted = execution.releve
    monkeypatch.setattr(execution, "releve", lambda case, system: seen.append(case.nom) or noted(case, system))
    assert releve_tout(cases, systeme, 1, memoire=path) == played and seen == []
    assert releve_tout([*cases, un_cas("2024-05-01")], systeme, 1, memoire=path)[:3] == played
    assert seen == ["Le 2024-05-01"]
    # Another law, or a file that cannot be read: everything is played again.
    monkeypatch.setattr(execution, "empreinte_de_la_loi", lambda: "une autre loi")
    assert releve_tout(cases, systeme, 1, memoire=path) == played and len(seen) == 4
    path.write_text("illisible", "utf-8")
    assert releve_tout(cases, systeme, 1, memoire=path) == played and len(seen) == 7


def test_a_value_read_twice_on_one_day_is_noted_for_each_reader(systeme):
    first, second = releve(un_cas("2024-03-31"), systeme), releve(un_cas("2024-03-31"), systeme)
    assert first.lectures == second.lectures and first.passages == second.passages
    assert any(one.parametre == TRAJET and one.jour == "2024-03-31" for one in first.lectures)


def test_the_verdict_is_the_runner_s(systeme):
    assert joue(un_cas("2024-03-31", expected=4), systeme) is None
    assert "franchise_transport_jour" in joue(un_cas("2024-03-31", expected=2), systeme)
    broken = un_cas("2024-03-31")
    broken.contenu["input"]["inconnue"] = 1
    assert joue(broken, systeme) is not None


def test_two_processes_find_what_one_finds(systeme):
    days = [f"2024-03-{day:02}" for day in range(10, 31)]
    cases = [un_cas(day) for day in days]
    one, two = releve_tout(cases, systeme, 1), releve_tout(cases, systeme, 2)
    assert [each.lectures for each in one] == [each.lectures for each in two]


def test_cases_keep_their_line(tmp_path):
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "un.yaml").write_text(
        "# un commentaire\n- name: a\n  period: 2024-01-01\n\n- name: b\n  period: 2024-01-01\n", "utf-8"
    )
    found = lit_les_cas(tmp_path / "tests")
    assert [(case.lieu, case.nom, case.contenu["period"]) for case in found] == [
        ("tests/un.yaml:2", "a", "2024-01-01"), ("tests/un.yaml:5", "b", "2024-01-01"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "step", "first", "before"),
    [
        ("2024-03-31", "day", "2024-03-31", "2024-03-30"),
        ("2024-03-31", "month", "2024-04-01", "2024-03-01"),
        ("2024-12-31", "month", "2025-01-01", "2024-12-01"),
        ("2024-03-01", "month", "2024-03-01", "2024-02-01"),
        ("2024-03-31", "year", "2025-01-01", "2024-01-01"),
        ("2024-01-01", "year", "2024-01-01", "2023-01-01"),
    ],
)
def test_the_first_period_and_the_one_before(day, step, first, before):
    assert _arrondi(day, step) == first
    assert _precedent(first, step) == before


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

    return CliRunner().invoke(group(COMMANDES), ["coverage", *arguments], standalone_mode=False)


def test_the_command_reports_in_json_and_fails_under_a_share(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cas.yaml").write_text(CASE.format(amount=4), "utf-8")
    found = _run("--cases", str(tmp_path), "--json", "--domain", "franchises", "--workers", "1")
    report = json.loads(found.output)
    assert found.return_value == 0 and report["cas"] == 1 and list(report["domaines"]) == ["franchises"]
    assert (
        0
        < report["domaines"]["franchises"]["valeurs"]["atteints"]
        < report["domaines"]["franchises"]["valeurs"]["total"]
    )
    assert _run("--cases", str(tmp_path), "--fail-under", "99").return_value == 1


def test_the_command_says_which_case_fails(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cas.yaml").write_text(CASE.format(amount=5), "utf-8")
    found = _run("--cases", str(tmp_path))
    assert found.return_value == 1 and "cas en échec" in found.output and "cas.yaml:2" in found.output
