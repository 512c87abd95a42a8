"""Each domain, and each branch of cash benefits, on the first day of each quarter since its earliest law, computes or
says that it does not cover it.

The situations are the domain's own cases, the ones that read the most, moved from quarter to quarter.
"""

import datetime
import math

import pytest
import yaml

from openfisca_cpam import PACKAGE
from openfisca_cpam.quality import couverture
from openfisca_cpam.quality.execution import dossier_des_cas, lit_les_cas
from openfisca_cpam.situation.compute import calcule
from openfisca_cpam.situation.guard import lit
from openfisca_cpam.situation.mistakes import SituationError

_VARIABLES = PACKAGE / "variables"
# The folders of variables/: a domain, or a branch of one.
PARTIES = sorted({path.parent.relative_to(_VARIABLES).as_posix() for path in _VARIABLES.glob("**/[a-z]*.py")})
# The composition of a household: the law gives it no first day.
SANS_DATE = {"foyer"}
DERNIER = datetime.date(2026, 10, 1)
# What was the law before is another matter: an age is computed since 1945.
PREMIERE_ANNEE = 1985
SITUATIONS = 1


def _trimestres(first: datetime.date) -> list[str]:
    """The first days of quarters, from the last one that ends before the law begins."""
    quarter = first.year * 4 + (first.month - 1) // 3 - 1
    year, month = quarter // 4, quarter % 4 * 3 + 1
    found = []
    while (day := datetime.date(year, month, 1)) <= DERNIER:
        found.append(day.isoformat())
        year, month = (year + 1, 1) if month == 10 else (year, month + 3)
    return found


def _partie_de(variable) -> str:
    return "/".join(type(variable).__module__.split(".")[2:-1])


def _situations(systeme, part: str) -> list[dict]:
    """The inputs of the part's richest cases that no period ties to a date."""
    names = {name for name, variable in systeme.variables.items() if _partie_de(variable) == part}
    cases = [case for case in lit_les_cas(dossier_des_cas()) if case.de_la_loi and case.sorties(systeme) & names]
    free = [case for case in cases if all(name in systeme.variables for name in case.contenu.get("input") or {})]
    free = [
        case
        for case in free
        if not any(isinstance(value, dict) for value in (case.contenu.get("input") or {}).values())
    ]
    free.sort(key=lambda case: -len(case.entrees(systeme)))
    return [case.contenu.get("input") or {} for case in free[:SITUATIONS]] or [{}]


def test_every_domain_and_branch_is_there(systeme):
    domains = {rule.domaine for rule in couverture.lit(couverture.FICHIER.read_text("utf-8"))}
    assert domains <= {part.split("/")[0] for part in PARTIES}
    branches = {"maladie", "maternite", "accident_travail", "invalidite", "deces"}
    assert {f"prestations_especes/{branch}" for branch in branches} <= set(PARTIES)
    # Nothing that computes stands elsewhere, each part computes something.
    assert {_partie_de(variable) for variable in systeme.variables.values() if variable.formulas} == set(PARTIES)


@pytest.mark.parametrize("domain", PARTIES)
def test_each_quarter_computes_or_says_that_it_is_not_covered(systeme, domain):
    asked = [v for v in systeme.variables.values() if v.formulas and _partie_de(v) == domain]
    starts = {v.name: v.formulas.keys()[0] for v in asked}
    dated = [day for day in starts.values() if day >= str(PREMIERE_ANNEE)]
    assert bool(dated) == (domain not in SANS_DATE)
    if not dated:
        return
    computed, refused = 0, 0
    for given in _situations(systeme, domain):
        for day in _trimestres(datetime.date.fromisoformat(min(dated))):
            text = yaml.safe_dump([{"period": day, "input": given, "output": {}}], allow_unicode=True)
            covered = [v for v in asked if _couvre(v, day)]
            outside = [v.name for v in asked if not _couvre(v, day)]
            if covered:
                (situation,) = lit(text.encode(), systeme, f"{domain} {day}", None, [v.name for v in covered])
                for result in calcule(situation, systeme).resultats:
                    assert not isinstance(result.valeur, float) or math.isfinite(result.valeur), (day, result)
                    computed += 1
            for name in outside[:3]:
                with pytest.raises(SituationError, match="n'est pas calculé pour"):
                    lit(text.encode(), systeme, f"{domain} {day}", None, [name])
                refused += 1
    assert computed and refused


def _couvre(variable, day: str) -> bool:
    """Whether a variable has a formula for the period of its own length that holds a day."""
    begins = {"month": f"{day[:7]}-01", "year": f"{day[:4]}-01-01"}.get(str(variable.definition_period), day)
    return variable.formulas.keys()[0] <= begins and (variable.end is None or begins <= variable.end.isoformat())
