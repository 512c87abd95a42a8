"""The one import of a variable file: ``from openfisca_cpam.base import *``.

It gives the entities, our ``Variable`` (float64 and int64), periods, NumPy's usual names and the vector helpers.
"""

import ast
import functools
import inspect
import linecache
import sys
import textwrap
from datetime import date
from pathlib import Path

import numpy
from numpy import floor
from numpy import logical_not as not_
from numpy import maximum as max_
from numpy import minimum as min_
from openfisca_core import variables as _core
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit, Period

from openfisca_cpam.entities import Foyer, Individu
from openfisca_cpam.helpers.arrondis import (
    arrondi_centime,
    arrondi_euro,
    centimes_fois,
    fois,
    sans_bruit,
    somme_de,
    tronque_centime,
)
from openfisca_cpam.helpers.choix import (
    codes,
    lit,
    par_valeur,
    parmi,
    pour_les_seuls,
    pourvu_que,
    premier_vrai,
    rangs,
    table,
    where,
)
from openfisca_cpam.helpers.dates import (
    DIMANCHE,
    NON_RENSEIGNEE,
    SAMEDI,
    age_revolu,
    ajoute_annees,
    ajoute_jours,
    ajoute_mois,
    annee,
    au_plus_tard,
    dernier_jour,
    est_avant,
    est_renseignee,
    fin_de_duree,
    jour_de_la_semaine,
    jours_des,
    jours_entre,
    moins_de,
    premier_de_l_annee,
    premier_du_mois,
    premier_du_trimestre_suivant,
    premier_jour,
    premiere_date_valable,
)
from openfisca_cpam.helpers.foyers import (
    nombre_parmi,
    ordre_dans_le_foyer,
    rang_dans_le_foyer,
    un_des_membres,
    un_du_foyer,
)
from openfisca_cpam.helpers.parametres import a_la_date, valeur, valeur_connue
from openfisca_cpam.helpers.periodes import etend_la_periode
from openfisca_cpam.helpers.seuls import Seuls
from openfisca_cpam.helpers.uniforme import est_nombreux, membre_uniforme, uniforme

DAY, MONTH, YEAR, ETERNITY = DateUnit.DAY, DateUnit.MONTH, DateUnit.YEAR, DateUnit.ETERNITY

_PACKAGE = Path(__file__).parent
_OWN_ATTRIBUTES = ("minimum", "maximum", "label_en", "motif", "connu")


@functools.cache
def _lines_of_classes(path: str) -> dict[str, tuple[list[str], int]]:
    """The lines and the first line of each class of a file, parsed once (``inspect`` parses it again for each)."""
    lines = linecache.getlines(path)
    classes = (node for node in ast.parse("".join(lines)).body if isinstance(node, ast.ClassDef))
    return {node.name: (lines[node.lineno - 1 : node.end_lineno], node.lineno) for node in classes}


class Variable(_core.Variable):
    """A variable of the law, stored in float64 or int64.

    Class attributes beyond those of OpenFisca:

        minimum, maximum: bounds (numbers, included); a value outside them is a mistake and is refused by the guards.
        label_en: the label in English.
        motif: name of the Enum variable that gives the reason, where it is not that of the same room.
        connu: name of the bool variable that is false where the value cannot be known; it is then shown as unknown.

    Every variable has a French ``label``, a ``reference`` (article, then address) and, for numbers, a ``unit`` of
    ``units.yaml``. An input that a longer or shorter period can carry takes ``set_input = etend_la_periode``.

    Raises:
        ValueError: from core, for an attribute that it does not know.
    """

    def __init_subclass__(cls, **options) -> None:
        super().__init_subclass__(**options)
        # Core refuses attributes that it does not know, save those between double underscores.
        cls.__own__ = {name: cls.__dict__[name] for name in _OWN_ATTRIBUTES if name in cls.__dict__}
        for name in cls.__own__:
            delattr(cls, name)

    def __init__(self, baseline_variable=None) -> None:
        super().__init__(baseline_variable)
        for name in _OWN_ATTRIBUTES:
            setattr(self, name, self.__own__.get(name, getattr(baseline_variable, name, None)))
        if self.value_type is float:
            self.dtype = numpy.float64
        elif self.value_type is int:
            self.dtype = numpy.int64
        elif self.value_type is Enum:
            self.dtype = numpy.uint8  # that of every encoded Enum: core's int16 would be one more copy

    def get_formula(self, period=None):
        """The formula of the period; that of an input is its default, which core asks for when nobody gave it."""
        if self.formulas:
            return super().get_formula(period)
        return lambda population, period: self.default_of(population.count)

    def default_of(self, persons: int) -> numpy.ndarray:
        """The default of everyone, held once when they are many (core would fill an array with it)."""
        if not est_nombreux(persons) or self.dtype == object:
            return self.default_array(persons)
        if self.value_type is Enum:
            return membre_uniforme(self.default_value, persons)
        return uniforme(numpy.asarray(self.default_value, dtype=self.dtype), persons)

    @classmethod
    def get_introspection_data(cls):
        """The file, source text and first line of the class, read only when someone asks (core reads them at start)."""
        path = inspect.getsourcefile(cls)
        if "__line__" in cls.__dict__:
            lines, start = _lines_of_call(cls)
        else:
            lines, start = _lines_of_classes(path).get(cls.__qualname__) or inspect.getsourcelines(cls)
        try:
            path = "/openfisca_cpam/" + Path(path).relative_to(_PACKAGE).as_posix()
        except ValueError:  # a reform written elsewhere
            path = Path(path).name
        return path, textwrap.dedent("".join(lines)), start


_TOLD_EACH_TIME = frozenset({"label", "label_en", "documentation"})


def comme(modele: type[Variable], nom: str, **differences) -> type[Variable]:
    """Write a variable that is like another one, save its name, its label and what else is told.

    It is put in the module of its model, where the system finds it as if it were a class of the file.

    Args:
        modele: the variable that it is like; its label and documentation are not taken.
        nom: name of the variable.
        differences: its own attributes and formulas.
    """
    taken = {
        name: value
        for name, value in (modele.__dict__ | modele.__own__).items()
        if not name.startswith(("_", "formula")) and name not in _TOLD_EACH_TIME
    }
    frame = inspect.currentframe().f_back
    while frame is not None and (frame.f_code.co_name, frame.f_globals["__name__"]) != ("<module>", modele.__module__):
        frame = frame.f_back  # a function of the file may write several variables
    own = {"__module__": modele.__module__, "__line__": frame.f_lineno if frame else 0}
    classe = type(nom, (Variable,), taken | differences | own)
    setattr(sys.modules[modele.__module__], nom, classe)
    return classe


def _lines_of_call(cls: type) -> tuple[list[str], int]:
    """The lines of the call that wrote a variable, and the first of them."""
    source = inspect.getsource(sys.modules[cls.__module__])
    for call in ast.parse(source).body:
        if call.lineno <= cls.__line__ <= call.end_lineno:
            return source.splitlines(keepends=True)[call.lineno - 1 : call.end_lineno], call.lineno
    return [], 0  # written from elsewhere


__all__ = [
    "DAY",
    "DIMANCHE",
    "ETERNITY",
    "MONTH",
    "NON_RENSEIGNEE",
    "SAMEDI",
    "YEAR",
    "Enum",
    "Foyer",
    "Individu",
    "Period",
    "Seuls",
    "Variable",
    "a_la_date",
    "age_revolu",
    "ajoute_annees",
    "ajoute_jours",
    "ajoute_mois",
    "annee",
    "arrondi_centime",
    "arrondi_euro",
    "au_plus_tard",
    "centimes_fois",
    "codes",
    "comme",
    "date",
    "dernier_jour",
    "est_avant",
    "est_renseignee",
    "etend_la_periode",
    "fin_de_duree",
    "floor",
    "fois",
    "jour_de_la_semaine",
    "jours_des",
    "jours_entre",
    "lit",
    "max_",
    "min_",
    "moins_de",
    "nombre_parmi",
    "not_",
    "numpy",
    "ordre_dans_le_foyer",
    "par_valeur",
    "parmi",
    "pour_les_seuls",
    "pourvu_que",
    "premier_de_l_annee",
    "premier_du_mois",
    "premier_du_trimestre_suivant",
    "premier_jour",
    "premier_vrai",
    "premiere_date_valable",
    "rang_dans_le_foyer",
    "rangs",
    "sans_bruit",
    "somme_de",
    "table",
    "tronque_centime",
    "un_des_membres",
    "un_du_foyer",
    "uniforme",
    "valeur",
    "valeur_connue",
    "where",
]  # fmt: skip
