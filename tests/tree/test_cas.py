"""The cases as a whole: each says its source, each computed variable and each parameter is put to the test."""

import pytest
from arbre import RACINE, cas, domaine, fichiers_de_cas, parametres, refuse, variables_des_sorties
from openfisca_core.parameters import ParameterNodeAtInstant, VectorialParameterNodeAtInstant
from openfisca_core.tracers import TracingParameterNodeAtInstant

from openfisca_cpam.quality import couverture
from openfisca_cpam.quality.check import check_all
from openfisca_cpam.quality.files import File


@pytest.fixture(scope="module")
def joues(systeme):
    """Every case checked and played once: the mistakes, and the names of the parameters, or tables of them, read."""
    lus = set()
    suivant = TracingParameterNodeAtInstant.get_traced_child

    def note(noeud, enfant, cle):
        lu = noeud.parameter_node_at_instant
        if not isinstance(enfant, ParameterNodeAtInstant | VectorialParameterNodeAtInstant):
            precis = isinstance(cle, str) and not isinstance(lu, VectorialParameterNodeAtInstant)
            lus.add(f"{lu._name}.{cle}" if precis else lu._name)
        return suivant(noeud, enfant, cle)

    fichiers = [File(chemin, chemin.relative_to(RACINE).as_posix(), "cas") for chemin in fichiers_de_cas()]
    with pytest.MonkeyPatch.context() as remplace:
        remplace.setattr(TracingParameterNodeAtInstant, "get_traced_child", note)
        rapports = list(check_all(fichiers, systeme, workers=1))
    assert sum(len(rapport.cases) for rapport in rapports) == len(cas())
    return [faute.text(rapport.file.name) for rapport in rapports for faute in rapport.mistakes], lus


def test_each_case_passes_the_checker(joues):
    """The rules of ``openfisca-cpam check``, cases played: inputs that nothing reads are refused too."""
    fautes, _ = joues
    refuse(fautes)


def test_each_computed_variable_is_asked_by_a_case(systeme):
    demandees = {nom for _, un_cas in cas() for nom in variables_des_sorties(un_cas, systeme.entities)}
    refuse(
        [
            f"{domaine(variable)} : {nom} n'est attendue dans aucun cas"
            for nom, variable in sorted(systeme.variables.items())
            if variable.formulas and nom not in demandees
        ]
    )


def _parametres_hors_calcul() -> tuple[str, ...]:
    """Parameters of rules that couverture.yaml says are not computed."""
    regles = couverture.lit(couverture.FICHIER.read_text("utf-8"))
    return tuple(nom for regle in regles if regle.statut != "fait" for nom in regle.parametres)


def test_each_parameter_is_read_by_a_case(joues):
    (_, lus), hors_calcul = joues, _parametres_hors_calcul()
    fautes = []
    for chemin in parametres():
        nom = chemin.removesuffix(".yaml").replace("/", ".")
        parents = {nom.rsplit(".", rang)[0] for rang in range(nom.count(".") + 1)} | {nom}
        lu = parents & lus or any(autre.startswith(f"{nom}.") for autre in lus)
        if not lu and not parents & set(hors_calcul):
            fautes.append(f"{nom} : lu dans aucun cas (ni donné par une règle hors calcul de couverture.yaml)")
    refuse(fautes)
