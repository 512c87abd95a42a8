"""One run of pytest plays everything: Python tests, and OpenFisca's YAML cases with core's own runner.

Under ``openfisca test`` core brings its plugin: the Python tests then stand aside.
"""

import functools
import importlib.util
from pathlib import Path

import pytest
import yaml
from openfisca_core.tools import test_runner

TESTS = Path(__file__).parent
YAML = {".yaml", ".yml"}
# A folder of this name holds files that tests read, not cases.
DATA_FOLDER = "donnees"


@functools.cache
def load_system():
    from openfisca_cpam import CountryTaxBenefitSystem

    return CountryTaxBenefitSystem()


@pytest.fixture(scope="session")
def systeme():
    """The tax and benefit system, loaded once a process."""
    return load_system()


@pytest.fixture(scope="session")
def petit():
    """The small law of ``petit.py``."""
    import petit

    return petit.systeme()


@pytest.fixture
def commande(petit, monkeypatch, capsys):
    """Run the command line on the small law: ``commande("calculate", …) -> (status, out, err)``."""
    import openfisca_cpam
    from openfisca_cpam.cli import COMMANDES
    from openfisca_cpam.cli.group import run

    monkeypatch.setattr(openfisca_cpam, "CountryTaxBenefitSystem", lambda: petit)

    def call(*arguments: str) -> tuple[int, str, str]:
        status = run(COMMANDES, list(arguments))
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


@pytest.fixture
def fichier(tmp_path, monkeypatch):
    """Write a file in an empty working directory and give its name."""
    monkeypatch.chdir(tmp_path)

    def write(text: str | bytes, name: str = "cas.yaml") -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
        return name

    return write


class CaseFile(test_runner.YamlFile):
    """Core's file of cases, each item under the name of its case."""

    def collect(self):
        with open(self.path, encoding="utf-8") as file:
            # Core reads cases with a loader that can run code; a safe one goes first.
            yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        for number, item in enumerate(super().collect(), start=1):
            item.name = item.test.name or f"cas {number}"
            item._nodeid = f"{self.nodeid}::{number} {item.name}"
            yield item


def _openfisca_runs(config) -> bool:
    return any(isinstance(plugin, test_runner.OpenFiscaPlugin) for plugin in config.pluginmanager.get_plugins())


def pytest_configure(config):
    config.addinivalue_line("markers", "complet: long; left to `make test-all`")
    if importlib.util.find_spec("hypothesis"):  # `openfisca test` does without
        from hypothesis import settings

        # A busy machine is no fault of the code.
        settings.register_profile("depot", deadline=None)
        settings.load_profile("depot")


def pytest_ignore_collect(collection_path, config):
    if collection_path.suffix in YAML and DATA_FOLDER in collection_path.relative_to(TESTS.parent).parts:
        return True
    if collection_path.suffix == ".py" and _openfisca_runs(config):
        return True
    return None


def pytest_collect_file(file_path, parent):
    if file_path.suffix in YAML and not _openfisca_runs(parent.config):
        return CaseFile.from_parent(parent, path=file_path, tax_benefit_system=load_system(), options={})
    return None


def pytest_collection_modifyitems(items):
    # The longest first: two workers then end together.
    items.sort(key=lambda item: "test_wheel" not in item.nodeid)
