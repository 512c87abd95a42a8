"""Every file of parameters: format, units, sources, names."""

import controles
import pytest
from arbre import PARAMETRES, lit_yaml, parametres, refuse, unites

pytestmark = pytest.mark.skipif(not PARAMETRES.is_dir(), reason="parameters/ n'existe pas encore")


def test_each_file_is_sourced_and_dated():
    assert parametres(), "aucun paramètre"
    refuse(
        [
            f"{chemin} : {faute}"
            for chemin, contenu in parametres().items()
            for faute in controles.fautes_d_un_fichier(contenu, unites())
        ]
    )


def test_each_folder_says_what_it_holds():
    fautes = []
    for dossier in sorted(chemin for chemin in PARAMETRES.rglob("*") if chemin.is_dir()):
        index = dossier / "index.yaml"
        nom = dossier.relative_to(PARAMETRES)
        if not index.is_file():
            fautes.append(f"{nom} : index.yaml manquant")
        else:
            fautes += [
                f"{nom}/index.yaml : {f}" for f in controles.fautes_d_un_index(lit_yaml(index.read_text("utf-8")))
            ]
        if not any(chemin.name != "index.yaml" for chemin in dossier.iterdir()):
            fautes.append(f"{nom} : dossier vide")
    refuse(fautes)


def test_names_and_places():
    fautes = []
    for chemin in sorted(PARAMETRES.rglob("*")):
        nom = chemin.relative_to(PARAMETRES)
        if nom.parts[0] not in controles.DOMAINES_DES_PARAMETRES and nom.as_posix() != "index.yaml":
            fautes.append(f"{nom} : domaine {nom.parts[0]} inconnu")
        if not controles.NOM_DE_PARAMETRE.fullmatch(chemin.stem):
            fautes.append(f"{nom} : minuscules ASCII, chiffres et _ exigés")
        if chemin.is_file() and chemin.suffix != ".yaml":
            fautes.append(f"{nom} : seuls des fichiers .yaml vont dans parameters/")
        if chemin.is_file() and chemin.with_suffix("").is_dir():
            fautes.append(f"{nom} : un dossier porte le même nom, les deux définissent le même paramètre")
    refuse(fautes)
