import sys
from pathlib import Path

import pytest

# The small law of the tests of the command.
sys.path.insert(0, str(Path(__file__).parents[1] / "cli"))


@pytest.fixture(scope="session")
def petit():
    """The small law of ``petit.py``."""
    import petit

    return petit.systeme()


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


@pytest.fixture
def commande(petit, monkeypatch, capsys):
    """Run the command line on the small law: ``commande("check", …) -> (status, out, err)``."""
    import openfisca_cpam
    from openfisca_cpam.cli import COMMANDES
    from openfisca_cpam.cli.group import run

    monkeypatch.setattr(openfisca_cpam, "CountryTaxBenefitSystem", lambda: petit)

    def call(*arguments: str) -> tuple[int, str, str]:
        status = run(COMMANDES, list(arguments))
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call
