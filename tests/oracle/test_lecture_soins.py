"""The second reading of care gives what the hand-written cases expect: the two never saw each other."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from . import soins as lecture

TESTS = Path(__file__).parent.parent
DEMI_CENTIME = Decimal("0.005")
FICHIERS = sorted(
    fichier
    for dossier in ("soins", "hospitalisation")
    for fichier in (TESTS / dossier).glob("*.yaml")
    if fichier.name != "situations.yaml"
)


def _valeur(systeme, nom, donnee):
    variable = systeme.get_variable(nom, check_existence=True)
    if isinstance(donnee, list):
        (donnee,) = donnee
    if variable.value_type is date:
        return date.fromisoformat(str(donnee))
    return Decimal(str(donnee)) if variable.value_type is float else donnee


def _journees(fichier):
    """The cases of one person and one day."""
    for cas in yaml.safe_load(fichier.read_text(encoding="utf-8")):
        simple = all(not isinstance(donnee, dict) for donnee in [*cas["input"].values(), *cas["output"].values()])
        if simple and len(str(cas["period"])) == len("2025-03-10") and "reforms" not in cas:
            yield cas


@pytest.mark.parametrize("fichier", FICHIERS, ids=lambda fichier: f"{fichier.parent.name}-{fichier.stem}")
def test_les_cas_ecrits_a_la_main(systeme, fichier):
    trouves, compares = [], 0
    for cas in _journees(fichier):
        jour = date.fromisoformat(str(cas["period"]))
        situation = {nom: _valeur(systeme, nom, donnee) for nom, donnee in cas["input"].items()}
        feuille = lecture.calcule(situation, jour)
        for nom in set(cas["output"]) & set(feuille):
            attendu, lu = _valeur(systeme, nom, cas["output"][nom]), feuille[nom]
            compares += 1
            egaux = abs(attendu - lu) <= DEMI_CENTIME if isinstance(lu, Decimal) else attendu == lu
            if not egaux:
                trouves.append(f"{cas['name']} : {nom}, cas {attendu}, seconde lecture {lu}")
    assert not trouves, "\n".join(trouves)
    assert compares or fichier.stem in {"orientation", "urgences_annee", "regime_local"}
