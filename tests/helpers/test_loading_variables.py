"""The variables' index: every variable, each made once when it is asked for, a change met at once."""

import copy
import json
import subprocess
import sys
import threading

import pytest
from openfisca_core.errors import VariableNameConflictError

from openfisca_cpam import PACKAGE, CountryTaxBenefitSystem
from openfisca_cpam.loading.lazy import Lazy
from openfisca_cpam.loading.variables import charge_variables

MODULE = """
from openfisca_cpam.base import *

class {name}(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = DAY
    label = "Essai"
    reference = ["Essai"]
"""


@pytest.fixture
def room(tmp_path, monkeypatch):
    """A package of rules of its own, with a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.syspath_prepend(tmp_path)
    package = f"regles_{tmp_path.name.replace('-', '_')}"
    folder = tmp_path / package
    folder.mkdir()
    yield folder, package
    for name in [name for name in sys.modules if name.startswith(package)]:
        del sys.modules[name]


def test_every_class_of_the_files_is_there_in_order():
    variables = CountryTaxBenefitSystem().variables
    written = {
        line.split("(")[0].removeprefix("class ")
        for path in (PACKAGE / "variables").rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if line.startswith("class ") and line.endswith("(Variable):")
    }
    assert written <= set(variables)
    assert [one.name for one in variables.values()] == list(variables)


def test_a_new_system_imports_no_rule():
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, openfisca_cpam as o; s = o.CountryTaxBenefitSystem(); s = o.CountryTaxBenefitSystem();"
            "loaded = lambda: sum(n.startswith('openfisca_cpam.variables.') for n in sys.modules);"
            "before = loaded(); s.get_variable('transport_taux'); print(before, loaded() > before, len(s.variables))",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    before, after, number = done.stdout.split()
    assert (before == "0", after) == (True, "True")
    assert int(number) > 1000


def test_a_file_added_is_seen_at_once_and_a_name_met_twice_is_refused(room):
    folder, package = room
    (folder / "a.py").write_text(MODULE.format(name="essai_a"), "utf-8")
    assert list(charge_variables(folder, package)) == ["essai_a"]
    assert list(charge_variables(folder, package)) == ["essai_a"]  # from the cache
    (folder / "b.py").write_text(MODULE.format(name="essai_b"), "utf-8")
    found = charge_variables(folder, package)
    assert [one.name for one in found.values()] == ["essai_a", "essai_b"]
    (folder / "c.py").write_text(MODULE.format(name="essai_a"), "utf-8")
    with pytest.raises(VariableNameConflictError, match=r"essai_a: defined in \w+\.a and in \w+\.c"):
        charge_variables(folder, package)


def test_a_system_and_its_copy_share_each_variable():
    system = CountryTaxBenefitSystem()
    other = copy.copy(system.variables)
    assert other["transport_taux"] is system.variables["transport_taux"]
    del other["transport_taux"]
    assert "transport_taux" not in other
    assert system.variables["transport_taux"].name == "transport_taux"
    system.neutralize_variable("transport_versement")
    assert system.variables["transport_versement"].is_neutralized


def test_made_once_whatever_the_threads_and_whole_when_copied():
    made = []

    def make():
        made.append(1)
        return object()

    lazy = Lazy({"un": make, "deux": lambda: lazy["un"]})
    seen = []
    threads = [threading.Thread(target=lambda: seen.append(lazy["deux"])) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(made) == 1
    assert set(map(id, seen)) == {id(lazy["un"])}
    assert json.dumps({**Lazy({"a": lambda: 1})}) == '{"a": 1}'
    lazy["un"] = 3
    assert lazy["un"] == 3
    with pytest.raises(KeyError):
        lazy["trois"]
