"""The checker on the real tree, and on whatever is thrown at it."""

import time
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings
from test_quality_check_cas import CAS

from openfisca_cpam.quality.cases import A_COMPLETER
from openfisca_cpam.quality.check import check, check_all
from openfisca_cpam.quality.files import File, find
from openfisca_cpam.quality.new_case import new_case
from openfisca_cpam.situation import shipped
from openfisca_cpam.situation.guard import lit

RACINE = Path(__file__).parents[2]


def test_les_situations_et_les_parametres_passent(systeme):
    files = find([str(RACINE / "openfisca_cpam" / name) for name in ("parameters", "situations")])
    assert {file.kind for file in files} == {"parametre", "dossier", "situation", "liste"}
    lines = [mistake.text(report.file.name) for report in check_all(files, systeme) for mistake in report.mistakes]
    assert not lines, "\n".join(lines)


def test_la_verification_des_cas_est_rapide(systeme):
    """500 cases in less than 20 seconds on one core, measured on a part of them."""
    files = [file for file in find([str(RACINE / "tests")]) if file.kind == "cas"]
    start, count = time.process_time(), 0
    for report in check_all(files, systeme, workers=1):
        count += len(report.cases)
        if count > 100:
            break
    assert (time.process_time() - start) / count < 20 / 500


STORIES = [name for name in shipped.paths() if name.startswith("parcours_")]


@pytest.mark.parametrize("name", sorted(set(shipped.paths()) - set(STORIES)) + STORIES[::5])  # a story is long
def test_chaque_situation_fournie_devient_un_cas_qui_passe(name, systeme, tmp_path):
    path = shipped.path(name)
    (situation,) = lit(path.read_bytes(), systeme, path.name)
    file = tmp_path / f"{name}.yaml"
    file.write_text(new_case(situation, systeme), "utf-8")
    (mistake,) = check(File(file, file.name, "cas"), systeme).mistakes
    assert mistake.message.startswith("description à compléter")
    file.write_text(file.read_text("utf-8").replace(A_COMPLETER, "Source : R. 322-10"), "utf-8")
    report = check(File(file, file.name, "cas"), systeme)
    assert (report.mistakes, [case.gaps for case in report.cases]) == ([], [[]])


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_un_fichier_abime_donne_des_lignes_jamais_une_trace(data, petit, tmp_path):
    """A right file with a few characters changed: read, or refused line by line."""
    text = CAS
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(text)))
        text = text[:place] + data.draw(st.text("\t\n :-{}[]&*!|>'\"#%@,?0a€é\x00", max_size=3)) + text[place + 1 :]
    path = tmp_path / "cas.yaml"
    path.write_bytes(text.encode("utf-8"))
    for kind in ("cas", "situation", "parametre", "dossier", "liste"):
        report = check(File(path, "cas.yaml", kind), petit)
        assert all(mistake.line >= 1 and "\n" not in mistake.text("cas.yaml") for mistake in report.mistakes)
        assert report.mistakes or report.cases or kind == "situation"
