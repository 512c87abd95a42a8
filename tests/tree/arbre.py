"""The tree as files: parameters, variables, cases."""

import functools
from pathlib import Path

import yaml

RACINE = Path(__file__).parents[2]
PAQUET = RACINE / "openfisca_cpam"
PARAMETRES = PAQUET / "parameters"
VARIABLES = PAQUET / "variables"
TESTS = RACINE / "tests"

_Chargeur = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _ChargeurDeCas(_Chargeur):
    """Dates stay texts, as in core's own loader."""


_ChargeurDeCas.add_constructor("tag:yaml.org,2002:timestamp", lambda _, noeud: noeud.value)


def lit_yaml(texte: str):
    """YAML read with a safe loader."""
    return yaml.load(texte, Loader=_Chargeur)


@functools.cache
def unites() -> frozenset[str]:
    """The closed list of units."""
    return frozenset(lit_yaml((PAQUET / "units.yaml").read_text("utf-8")))


@functools.cache
def parametres() -> dict[str, object]:
    """Content of each file of parameters, keyed by its path from parameters/; index.yaml left out."""
    chemins = sorted(chemin for chemin in PARAMETRES.rglob("*.yaml") if chemin.name != "index.yaml")
    return {chemin.relative_to(PARAMETRES).as_posix(): lit_yaml(chemin.read_text("utf-8")) for chemin in chemins}


@functools.cache
def sources() -> dict[str, str]:
    """Source of each Python file of variables/, keyed by its path from variables/."""
    chemins = sorted(VARIABLES.rglob("*.py"))
    return {chemin.relative_to(VARIABLES).as_posix(): chemin.read_text("utf-8") for chemin in chemins}


def fichiers_de_cas() -> list[Path]:
    """The files of cases: every YAML file of tests/, save those of a folder named donnees."""
    return sorted(chemin for chemin in TESTS.rglob("*.y*ml") if "donnees" not in chemin.parts)


@functools.cache
def cas() -> list[tuple[str, dict]]:
    """Every case, with the path of its file from the root."""
    trouves = []
    for chemin in fichiers_de_cas():
        contenu = yaml.load(chemin.read_text("utf-8"), Loader=_ChargeurDeCas)
        for un_cas in contenu if isinstance(contenu, list) else [contenu]:
            trouves.append((chemin.relative_to(RACINE).as_posix(), un_cas))
    return trouves


def variables_des_sorties(un_cas: dict, entites) -> set[str]:
    """Names of the variables that a case's output asks for.

    Args:
        un_cas: the case.
        entites: the system's entities.
    """
    noms = set()
    for cle, attendu in (un_cas.get("output") or {}).items():
        if any(cle == entite.key for entite in entites):
            noms.update(attendu)
        elif any(cle == entite.plural for entite in entites):
            for valeurs in attendu.values():
                noms.update(valeurs)
        else:
            noms.add(cle)
    return noms


def domaine(variable) -> str | None:
    """First level of variables/ where a variable of the system is written."""
    parties = type(variable).__module__.split(".")
    return parties[2] if parties[:2] == ["openfisca_cpam", "variables"] else None


def refuse(fautes: list[str]) -> None:
    """Fail with every fault, one a line."""
    assert not fautes, f"{len(fautes)} :\n" + "\n".join(fautes)
