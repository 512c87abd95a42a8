"""The checks refuse what they are made to refuse: each is shown one fault at a time."""

import ast
import datetime

import controles
import pytest
from arbre import lit_yaml
from openfisca_core import variables as core_variables

from openfisca_cpam.base import MONTH, Enum, Individu, Variable, etend_la_periode
from openfisca_cpam.entities import entities

UNITES = {"currency", "km", "boolean", "list", "date-mmdd", "/1", "count", "day"}
PARAMETRE = """
description: Franchise par trajet
values:
  2008-01-01:
    value: 2
  2024-03-31:
    value: 4
metadata:
  short_label: Franchise par trajet
  unit: currency
  last_value_still_valid_on: "2026-11-22"
  confidence:
    2008-01-01: A
    2024-03-31: B
  reference:
    2008-01-01:
    - title: Décret n° 2007-1937 du 26 décembre 2007
    2024-03-31:
    - title: Article D. 160-9 du code de la sécurité sociale
      href: https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000049158651
"""


def test_a_right_parameter_passes():
    assert controles.fautes_d_un_parametre(lit_yaml(PARAMETRE), UNITES) == []


@pytest.mark.parametrize(
    ("avant", "apres", "motif"),
    [
        ("    value: 4", "    value: '4'", "nombre"),
        ("    value: 4", "    value: true", "nombre"),
        ("    value: 4", "    value: .nan", "fini"),
        ("    value: 4", "    value: 4\n    note: x", "rien d'autre"),
        ("  2024-03-31:\n    value: 4", "  2024-03-31: 4", "rien d'autre"),
        ("unit: currency", "unit: euros", "units.yaml"),
        ("unit: currency", "unit: boolean", "true ou false"),
        ("  unit: currency\n", "", "units.yaml"),
        ("  short_label: Franchise par trajet\n", "", "short_label"),
        ("description: Franchise par trajet\n", "", "description"),
        ('"2026-11-22"', "2026-11-22", "guillemets"),
        ('"2026-11-22"', '"22/11/2026"', "guillemets"),
        ("    2024-03-31: B\n", "", "confidence"),
        ("    2024-03-31: B", "    2024-03-31: D", "A, B ou C"),
        ("    2024-03-31:\n    - title: Art", "    2024-04-01:\n    - title: Art", "mêmes dates"),
        ("    - title: Décret n° 2007-1937 du 26 décembre 2007", "    - href: https://example.org/x", "titre"),
        ("    - title: Décret n° 2007-1937 du 26 décembre 2007", "    - title: ''", "titre"),
        ("href: https://www.", "href: www.", "illisible"),
        ("  2008-01-01:\n    value: 2", "  2024-04-01:\n    value: 2", "croissant"),
        ("  2008-01-01:\n    value: 2", "  '2008-01-01':\n    value: 2", "sans guillemets"),
        ("values:", "valeurs:", "une grandeur"),
    ],
)
def test_a_wrong_parameter_is_refused(avant, apres, motif):
    assert avant in PARAMETRE
    fautes = controles.fautes_d_un_parametre(lit_yaml(PARAMETRE.replace(avant, apres, 1)), UNITES)
    assert any(motif in faute for faute in fautes), fautes


def test_a_table_is_checked_child_by_child():
    enfant = lit_yaml(PARAMETRE)
    table = {"description": "Franchises", "metadata": {"short_label": "Franchises"}, "d01": enfant, "d02": enfant}
    assert controles.fautes_d_un_fichier(table, UNITES) == []
    autre_unite = {**enfant, "metadata": {**enfant["metadata"], "unit": "km"}}
    assert any("une unité" in f for f in controles.fautes_d_un_fichier({**table, "d02": autre_unite}, UNITES))
    assert controles.fautes_d_un_fichier({**table, "d02": {**enfant, "description": ""}}, UNITES) == [
        "d02 : description manquante"
    ]
    assert controles.fautes_d_un_fichier({**table, "D 03": enfant}, UNITES)
    assert controles.fautes_d_un_fichier({**table, "description": ""}, UNITES)
    assert controles.fautes_d_un_fichier({"description": "Vide", "metadata": {"short_label": "Vide"}}, UNITES)
    assert controles.fautes_d_un_fichier([], UNITES)


def test_each_bound_of_a_scale_is_checked():
    bareme = lit_yaml(PARAMETRE)
    del bareme["values"]
    jours = (datetime.date(2008, 1, 1), datetime.date(2024, 3, 31))
    bareme["brackets"] = [{"threshold": {jour: {"value": 0} for jour in jours}, "rate": {jours[0]: {"value": "x"}}}]
    assert controles.fautes_d_un_parametre(bareme, UNITES) == ["brackets[0].rate 2008-01-01 : 'x' n'est pas un nombre"]


@pytest.mark.parametrize(
    ("unite", "juste", "faux"),
    [("boolean", True, 1), ("list", ["01"], "01"), ("date-mmdd", "12-31", "31-12"), ("currency", None, "4 €")],
)
def test_a_value_is_of_its_unit(unite, juste, faux):
    assert controles._faute_de_valeur(juste, unite) is None
    assert controles._faute_de_valeur(faux, unite)


def test_an_index_is_described():
    assert controles.fautes_d_un_index(lit_yaml("description: Transport\nmetadata: {short_label: Transport}")) == []
    assert len(controles.fautes_d_un_index(lit_yaml("metadata: {}"))) == 2
    assert controles.fautes_d_un_index(None)


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


CAS = {
    "name": "Trois trajets",
    "description": "Source : D. 160-9.",
    "period": "2024-03-31",
    "input": {"transport_nombre_trajets": 3},
    "output": {"franchise_transport_jour": 8},
}


def test_a_right_case_passes():
    assert controles.fautes_d_un_cas(CAS, entities) == []
    assert controles.fautes_d_un_cas({**CAS, "output": {"individus": {"a": {"x": 8}}}}, entities) == []


@pytest.mark.parametrize(
    ("change", "motif"),
    [
        ({"name": ""}, "name"),
        ({"description": "Trois trajets le même jour"}, "source"),
        ({"description": None}, "source"),
        ({"period": None}, "period"),
        ({"output": {}}, "output vide"),
        ({"output": {"franchise_transport_jour": {}}}, "attendue manquante"),
        ({"output": {"individus": {"a": {}}}}, "attendue manquante"),
        ({"absolute_error_margin": 1}, "marge"),
        ({"absolute_error_margin": {"default": 0.01}}, "marge"),
        ({"relative_error_margin": 0.05}, "refusées"),
        ({"ouput": {}}, "inconnues"),
        ({"ignore_variables": ["x"]}, "refusées"),
    ],
)
def test_a_wrong_case_is_refused(change, motif):
    fautes = controles.fautes_d_un_cas({**CAS, **change}, entities)
    assert any(motif in faute for faute in fautes), fautes
