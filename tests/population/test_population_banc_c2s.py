"""The law of the C2S written by hand for the benchmark gives the package's results, whatever the month."""

import importlib.util
from pathlib import Path

import pytest

from openfisca_cpam.helpers import uniforme

BANC = Path(__file__).parents[2] / "benchmarks" / "c2s.py"


@pytest.fixture(scope="module")
def banc():
    ecrit = importlib.util.spec_from_file_location("banc_c2s", BANC)
    module = importlib.util.module_from_spec(ecrit)
    ecrit.loader.exec_module(module)
    return module


@pytest.mark.parametrize("seuil", [0, 1_000_000])
@pytest.mark.parametrize("mois", ["2024-01", "2024-06", "2024-12", "2025-04", "2025-09"])
def test_the_package_and_the_law_by_hand_agree_to_the_cent(systeme, banc, monkeypatch, mois, seuil):
    monkeypatch.setattr(uniforme, "SEUIL", seuil)
    personnes, foyers = banc.tire(3_000, mois, graine=int(mois[-2:]))
    paquet = banc.le_paquet(systeme, personnes, foyers, mois)(1_300)
    ecrite = [banc.a_la_main(systeme, mois, *bloc) for bloc in banc.par_blocs(personnes, foyers, 700)]
    assert banc.identiques(paquet, ecrite)
    assert len({int(un) for bloc in ecrite for un in bloc[1]}) > 5  # reasons met


def test_a_wrong_cent_is_seen(systeme, banc, capsys):
    personnes, foyers = banc.tire(500, "2024-12")
    paquet = banc.le_paquet(systeme, personnes, foyers, "2024-12")(500)
    ecrite = [banc.a_la_main(systeme, "2024-12", personnes, foyers)]
    ecrite[0][3][7] += 0.01
    assert not banc.identiques(paquet, ecrite)
    assert "1 foyers diffèrent, dont le 7" in capsys.readouterr().out
