"""The parameters' cache: the same tree as core's, never stale, never needed."""

import shutil
from pathlib import Path

import pytest
import yaml
from openfisca_core.errors import ParameterNotFoundError
from openfisca_core.parameters import ParameterNode

import openfisca_cpam
from openfisca_cpam.loading.parameters import charge_parametres

PARAMETERS = openfisca_cpam.PACKAGE / "parameters"
AMOUNT = "franchises/transport/par_trajet.yaml"


@pytest.fixture
def copy(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Path(shutil.copytree(PARAMETERS, tmp_path / "parameters"))


def flat(node: ParameterNode) -> dict:
    return {
        item.name: (
            item.description,
            getattr(item, "documentation", None),
            item.metadata,
            item.file_path,
            [(value.instant_str, value.value, value.metadata) for value in getattr(item, "values_list", [])],
        )
        for item in node.get_descendants()
    }


def test_same_tree_as_core_first_read_and_cached(copy, tmp_path):
    expected = flat(ParameterNode("", directory_path=str(copy)))
    assert flat(charge_parametres(copy)) == expected
    assert len(list((tmp_path / "cache" / "openfisca-cpam").glob("parametres-*.json"))) == 1
    assert flat(charge_parametres(copy)) == expected


def test_a_changed_value_is_seen_at_once(copy):
    assert charge_parametres(copy)("2026-01-01").franchises.transport.par_trajet == 4
    path = copy / AMOUNT
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    date = max(content["values"])
    content["values"][date]["value"] = 5
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    assert charge_parametres(copy)("2026-01-01").franchises.transport.par_trajet == 5


def test_a_folder_that_cannot_be_written_or_a_broken_cache_is_no_fault(copy, tmp_path, monkeypatch):
    charge_parametres(copy)
    (cache,) = (tmp_path / "cache" / "openfisca-cpam").glob("parametres-*.json")
    cache.write_text("{", encoding="utf-8")
    assert charge_parametres(copy)("2026-01-01").franchises.transport.par_trajet == 4
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert charge_parametres(copy)("2026-01-01").franchises.transport.par_trajet == 4


def test_a_value_that_is_null_or_not_begun_is_not_found(copy):
    law = charge_parametres(copy)("2014-01-01").transport
    for name in ("indemnite_kilometrique", "inconnu"):
        with pytest.raises(ParameterNotFoundError, match=f"transport.{name}"):
            getattr(law, name)
    assert "indemnite_kilometrique" not in list(law)


def test_a_file_that_is_not_yaml_is_named(copy):
    (copy / AMOUNT).write_text("description: [", encoding="utf-8")
    with pytest.raises(yaml.YAMLError, match=r"par_trajet\.yaml"):
        charge_parametres(copy)


def test_les_enfants_faits_a_la_demande_se_copient_entiers(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    charge_parametres(PARAMETERS)  # stores them
    for copie in (lambda enfants: {**enfants}, dict, lambda enfants: dict(enfants.items())):
        racine = charge_parametres(PARAMETERS)
        assert None not in copie(racine.children).values()
        assert copie(racine.franchises.children).keys() == racine.franchises.children.keys()
