"""The examples of docs/ecrire_un_cas.md pass."""

import json
import re
from pathlib import Path

from openfisca_cpam.quality.check import check
from openfisca_cpam.quality.files import File

PAGE = Path(__file__).parents[2] / "docs" / "ecrire_un_cas.md"


def _blocs(langue: str) -> list[str]:
    return re.findall(rf"```{langue}\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)


def test_les_cas_de_la_page_passent(systeme, tmp_path):
    cas = _blocs("yaml")
    assert len(cas) == 2
    for rang, texte in enumerate(cas):
        chemin = tmp_path / f"{rang}.yaml"
        chemin.write_text(texte, "utf-8")
        rapport = check(File(chemin, chemin.name, "cas"), systeme)
        assert ([faute.text("") for faute in rapport.mistakes], [un.gaps for un in rapport.cases]) == ([], [[]])


def test_les_reglages_de_la_page_se_lisent():
    (reglages,) = map(json.loads, _blocs("json"))
    assert set(reglages["yaml.schemas"]) == {
        f".cache/schemas/{nom}.schema.json" for nom in ("cas", "parametres")
    }  # the names that the command writes
