"""The JSON Schemas: valid, true of the whole tree, refusing the slips that a schema can refuse."""

# ruff: noqa: E501

import json
from pathlib import Path

import pytest
from test_quality_check_cas import CAS, PLUSIEURS, UNE_LIGNE
from test_quality_check_parametres import PARAMETRE, TABLE
from test_quality_check_parametres import UNE_LIGNE as LIGNES_DE_PARAMETRES

from openfisca_cpam.quality import schema
from openfisca_cpam.quality.files import find
from openfisca_cpam.situation.mistakes import SituationError
from openfisca_cpam.situation.text import parse, plain

jsonschema = pytest.importorskip("jsonschema")

RACINE = Path(__file__).parents[2]
PAQUET = RACINE / "openfisca_cpam"
FICHIERS = {"cas": RACINE / "tests", "situations": PAQUET / "situations", "parametres": PAQUET / "parameters"}


def lecteur(contenu: dict):
    jsonschema.Draft202012Validator.check_schema(contenu)
    return jsonschema.Draft202012Validator(contenu)


@pytest.mark.parametrize("nom", FICHIERS)
def test_tout_l_arbre_suit_son_schema(nom, systeme):
    valide = lecteur(schema.SCHEMAS[nom](systeme))
    fichiers = [file.path for file in find([str(FICHIERS[nom])]) if file.kind != "liste"]
    assert fichiers
    fautes = []
    for chemin in fichiers:
        for faute in valide.iter_errors(plain(parse(chemin.read_bytes()))):
            pire = jsonschema.exceptions.best_match([faute])
            fautes.append(f"{chemin.name} {list(pire.absolute_path)} : {pire.message[:200]}")
    assert not fautes, "\n".join(fautes)


# What a schema cannot say: what a case computes, what other places of the file say, what is only in its text.
HORS_SCHEMA = {
    "personne attendue", "année pour un mois", "résultat d'un mois pour un jour", "période fausse",
    "output répété dans input", "donnée que rien ne lit", "donnée d'un autre mois",
    "période plus courte que celle du résultat", "personne hors des foyers", "personnes sans foyers",
    "personne inconnue", "année fausse", "donnée d'un foyer dont rien n'est demandé", "avant la loi", "après la loi", "valeur de la loi inconnue", "description sans source",
    "description à compléter", "marge d'une variable", "réforme d'ailleurs", "paramètre inconnu", "paramètre en texte",
    "deux fois le même nom", "sans effet, sans raison", "sans effet, mais lu", "hors couverture, mais couvert",
}  # fmt: skip
HORS_SCHEMA_DES_PARAMETRES = {
    "nombre entre guillemets", "virgule", "euros", "milliers", "sexagésimal", "booléen pour un nombre", "pas un nombre",
    "rien", "unité absente", "date de vérification", "confiance absente", "référence d'une autre date", "ordre",
    "date entre guillemets", "année fausse", "jour qui n'existe pas",
}  # fmt: skip


def _refuse(valide, texte: str) -> bool:
    try:
        contenu = plain(parse(texte))
    except SituationError:
        return True
    return not valide.is_valid(contenu)


def test_le_schema_refuse_ce_qu_un_schema_peut_refuser(petit):
    valide = lecteur(schema.cas(petit))
    assert valide.is_valid(plain(parse(CAS)))
    assert valide.is_valid(plain(parse(PLUSIEURS)))
    refusees = {nom for nom, (texte, _) in UNE_LIGNE.items() if _refuse(valide, texte)}
    assert set(UNE_LIGNE) - refusees <= HORS_SCHEMA
    assert len(refusees) > 25


def test_le_schema_des_parametres_aussi():
    valide = lecteur(schema.parametres())
    assert valide.is_valid(plain(parse(PARAMETRE)))
    assert valide.is_valid(plain(parse(TABLE)))
    refusees = {
        nom for nom, (avant, apres, _) in LIGNES_DE_PARAMETRES.items() if _refuse(valide, PARAMETRE.replace(avant, apres, 1))
    }  # fmt: skip
    assert set(LIGNES_DE_PARAMETRES) - refusees <= HORS_SCHEMA_DES_PARAMETRES
    assert len(refusees) > 18


def test_le_schema_documente(petit):
    definitions = schema.cas(petit)["$defs"]
    distance, mode = definitions["donnee_distance"], definitions["donnee_mode"]
    assert distance["title"] == "Distance"
    assert (
        "Unité : kilomètres · Période : un jour (par exemple 2024-03-31) · Minimum : 0 · Maximum : 1000 · Donnée"
        in (distance["description"])
    )
    assert distance["anyOf"][0] == {"type": "number", "minimum": 0, "maximum": 1000}
    assert mode["anyOf"][0]["enum"] == ["vsl", "taxi", "ambulance"]
    assert mode["anyOf"][0]["markdownEnumDescriptions"][1] == "Taxi conventionné"
    assert "Article R. 1 du code d'essai" in definitions["resultat_remboursement"]["description"]
    assert "resultat_distance" not in definitions  # an input is not a result
    assert "resultat_distance" not in json.dumps(definitions["output"])


def test_chaque_variable_et_chaque_membre_y_sont(systeme):
    definitions = schema.situations(systeme)["$defs"]
    for nom, variable in systeme.variables.items():
        valeur = definitions[f"valeur_{nom}"]
        assert valeur["title"] == variable.label
        if getattr(variable, "possible_values", None) is not None:
            assert valeur["enum"] == [membre.name for membre in variable.possible_values]


def test_la_commande(commande, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    status, out, _ = commande("schema")
    assert (status, json.loads(out)["title"]) == (0, "Cas de l'Assurance Maladie")
    assert json.loads(commande("schema", "parametres")[1])["$defs"]["metadata"]
    status, out, _ = commande("schema", "--write", "schemas")
    names = ["cas", "situations", "parametres"]
    assert (status, out.splitlines()) == (0, [f"schemas/{name}.schema.json" for name in names])
    for name in names:
        lecteur(json.loads(Path(f"schemas/{name}.schema.json").read_text("utf-8")))
    assert commande("schema", "autre")[0] == 2
