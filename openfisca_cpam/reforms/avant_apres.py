"""One situation under the law and under a reform of it: the results side by side, and the steps that changed."""

from dataclasses import dataclass, field
from typing import Any

import numpy
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.explanation.steps import TYPES, lectures, texte_du_choix, valeur
from openfisca_cpam.situation.compute import Resultat, calcule
from openfisca_cpam.situation.model import Situation


@dataclass
class Ligne:
    """A result before and after."""

    avant: Resultat
    apres: Resultat

    @property
    def change(self) -> bool:
        """Whether the reform changes it, or its reason."""
        return (self.avant.valeur, self.avant.texte, self.avant.motif) != (
            self.apres.valeur,
            self.apres.texte,
            self.apres.motif,
        )

    @property
    def ecart(self) -> float | None:
        """After less before, for numbers, to the cent's noise."""
        values = (self.avant.valeur, self.apres.valeur)
        if any(isinstance(one, bool) or not isinstance(one, int | float) for one in values):
            return None
        return round(values[1] - values[0], 6)


@dataclass(frozen=True)
class EtapeChangee:
    """A step on the way whose value the reform changes."""

    variable: str
    libelle: str
    id: str
    periode: str
    unite: str | None
    type: str
    avant: Any
    apres: Any


@dataclass
class AvantApres:
    """The whole of it.

    Attributes:
        lignes: the results asked, in order.
        etapes: the steps on the way that changed, in the order in which they are computed, results left out.
        parametres_lus: those of the reform that the case reads, on the dates of the case.
    """

    lignes: list[Ligne]
    etapes: list[EtapeChangee] = field(default_factory=list)
    parametres_lus: set[str] = field(default_factory=set)


def avant_apres(
    situation: Situation, system: TaxBenefitSystem, reformed: TaxBenefitSystem, changed: set[str], limit: int = 50
) -> AvantApres:
    """Compute a situation twice.

    Args:
        situation: checked.
        system: the law.
        reformed: a reform of its parameters.
        changed: their names.
        limit: how many changed steps to give.

    Raises:
        SituationError: when a value of one of the laws is not known at the date.
    """
    before, after = calcule(situation, system), calcule(situation, reformed)
    lines = [Ligne(one, other) for one, other in zip(before.resultats, after.resultats, strict=True)]
    old, new = lectures(before.simulation), lectures(after.simulation)
    shown = {(one.variable, one.periode) for one in before.resultats}
    found = AvantApres(lines)
    for key, node in new.items():
        found.parametres_lus |= {read.name for read in node.parameters} & changed
        if key in shown or key not in old:
            continue
        variable = system.variables[key[0]]
        was, now = numpy.asarray(old[key].value), numpy.asarray(node.value)
        if was.shape != now.shape:
            continue
        ids = after.simulation.populations[variable.entity.key].ids
        for index in range(len(now)):
            one, other = valeur(variable, old[key].value, index), valeur(variable, node.value, index)
            if one != other:
                words = [texte_du_choix(variable, array, index) for array in (old[key].value, node.value)]
                found.etapes.append(
                    EtapeChangee(
                        key[0], variable.label or key[0], str(ids[index]), key[1], variable.unit,
                        "texte" if words[0] else TYPES[variable.value_type], words[0] or one, words[1] or other,
                    )
                )  # fmt: skip
    # The trace goes from the results down.
    found.etapes = list(reversed(found.etapes))[:limit]
    return found
