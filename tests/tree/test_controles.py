"""The checks refuse what they are made to refuse: each is shown one fault at a time."""

import ast

import controles
import pytest
from openfisca_core import variables as core_variables

from openfisca_cpam.base import MONTH, Enum, Individu, Variable, etend_la_periode

UNITES = {"currency", "km", "boolean", "list", "date-mmdd", "/1", "count", "day"}

SOURCE = '''
from openfisca_cpam.base import *


class transport_franchise(Variable):
    value_type = float
    default_value = 12.5
    minimum = -3

    def formula_2024_03_31(individu, period, parameters):
        """Depuis le 31 mars 2024, 4 € par trajet."""
        return min_(individu("trajets", period) - 1, parameters(period).franchises.plafond) * 0
'''


def _fautes_de_source(source: str) -> list[str]:
    arbre = ast.parse(source)
    return [
        *controles.nombres_de_la_loi(arbre),
        *controles.formules_mal_ecrites(arbre, "transport"),
        *controles.importe_la_machinerie(arbre),
    ]


def test_a_right_source_passes():
    assert _fautes_de_source(SOURCE) == []
    assert controles.variables_definies(ast.parse(SOURCE)) == ["transport_franchise"]


@pytest.mark.parametrize(
    ("avant", "apres", "motif"),
    [
        ("* 0", "* 4", "4 écrit"),
        ("* 0", "* 0.55", "0.55 écrit"),
        ("- 1", "- 150", "150 écrit"),
        ("\n\n\nclass", "\n\nPLAFOND = 50\n\n\nclass", "50 écrit"),
        ("minimum = -3", "plafond = 8", "8 écrit"),
        ("* 0", '* (premier_jour(period) >= numpy.datetime64("2024-03-31"))', "date 2024-03-31"),
        ("formula_2024_03_31", "formula", "datée"),
        ("formula_2024_03_31", "formula_depuis_2024", "datée"),
        ('        """Depuis le 31 mars 2024, 4 € par trajet."""\n', "", "docstring"),
        ("* 0", "* (period.start.year > 1)", "date de la période"),
        ("* 0", "* numpy.vectorize(abs)(0)", "vectorize"),
        ("from openfisca_cpam.base import *", "from openfisca_cpam.web import app", "importé"),
        ("from openfisca_cpam.base import *", "from openfisca_cpam import quality", "importé"),
        ("from openfisca_cpam.base import *", "import openfisca_cpam.cli.serve", "importé"),
        ("from openfisca_cpam.base import *", "from ..population import blocs", "importé"),
    ],
)
def test_a_wrong_source_is_refused(avant, apres, motif):
    assert avant in SOURCE
    fautes = _fautes_de_source(SOURCE.replace(avant, apres, 1))
    assert any(motif in faute for faute in fautes), fautes


@pytest.mark.parametrize(
    ("nom", "domaine", "accepte"),
    [
        ("transport_taux", "transport", True),
        ("franchise_transport_jour", "franchises", True),
        ("participation_forfaitaire", "franchises", True),
        ("age", "individu", True),
        ("taux", "transport", False),
        ("transport_age", "individu", False),
        ("transport_Taux", "transport", False),
        ("transport__taux", "transport", False),
        ("transport_durée", "transport", False),
        ("autre_taux", "autre", False),
    ],
)
def test_names(nom, domaine, accepte):
    assert (controles.nom_refuse(nom, domaine) is None) is accepte


class Motif(Enum):
    accorde = "Accordé : la prescription est valable"
    refuse = "Refusé : la prescription manque"


def _variable(nom="transport_prix", base=Variable, **attributs):
    corps = {
        "value_type": float, "entity": Individu, "definition_period": MONTH, "unit": "currency", "minimum": 0,
        "label": "Prix payé", "reference": ["Article R. 322-10-5 du code de la sécurité sociale"],
        "set_input": etend_la_periode, **attributs,
    }  # fmt: skip
    return type(nom, (base,), {cle: valeur for cle, valeur in corps.items() if valeur is not ...})()


def test_a_right_variable_passes():
    assert controles.fautes_d_une_variable(_variable(), UNITES) == []
    motif = _variable("transport_motif", value_type=Enum, possible_values=Motif, default_value=Motif.accorde,
                      unit=..., minimum=...)  # fmt: skip
    assert controles.fautes_d_une_variable(motif, UNITES) == []


@pytest.mark.parametrize(
    ("nom", "attributs", "motif"),
    [
        ("transport_prix", {"label": ...}, "label"),
        ("transport_prix", {"reference": ...}, "reference"),
        ("transport_prix", {"reference": ["https://example.org/article"]}, "reference"),
        ("transport_prix", {"unit": ...}, "unit"),
        ("transport_prix", {"unit": "euros"}, "unit"),
        ("transport_prix", {"minimum": ...}, "minimum"),
        ("transport_prix", {"minimum": 5}, "hors de la borne"),
        ("transport_prix", {"maximum": -1}, "au-dessus"),
        ("transport_prix", {"base": core_variables.Variable, "minimum": ...}, "float32"),
        ("transport_prix", {"base": core_variables.Variable, "minimum": ..., "value_type": int}, "int32"),
        ("transport_eligible", {}, "_eligible"),
        ("transport_taux", {}, "_taux"),
        ("transport_nombre", {}, "_nombre"),
        ("transport_motif", {}, "_motif"),
    ],
)
def test_a_wrong_variable_is_refused(nom, attributs, motif):
    fautes = controles.fautes_d_une_variable(_variable(nom, **attributs), UNITES)
    assert any(motif in faute for faute in fautes), fautes


def test_the_silent_set_input_of_core_is_refused():
    from openfisca_core.holders import set_input_dispatch_by_period

    fautes = controles.fautes_d_une_variable(_variable(set_input=set_input_dispatch_by_period), UNITES)
    assert any("etend_la_periode" in faute for faute in fautes)


@pytest.mark.parametrize("textes", [{"a": ""}, {"a": "a"}, {"a": "code_de_motif"}, {"a": "Le même", "b": "Le même"}])
def test_an_enum_without_words_is_refused(textes):
    enumeration = Enum("Motifs", textes)
    variable = _variable("transport_motif", value_type=Enum, possible_values=enumeration,
                         default_value=next(iter(enumeration)), unit=..., minimum=...)  # fmt: skip
    assert controles.fautes_d_une_variable(variable, UNITES)
