"""Every file of parameters: format, units, sources, names."""

import controles
from arbre import PARAMETRES, parametres, refuse

from openfisca_cpam.quality.parameters import NOM, fautes_d_un_fichier, fautes_d_un_index, fautes_du_nom


def test_each_file_is_sourced_and_dated():
    assert parametres(), "aucun paramètre"
    refuse(
        [
            faute.text(chemin)
            for chemin in parametres()
            for faute in fautes_d_un_fichier((PARAMETRES / chemin).read_bytes())
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
            fautes += [faute.text(f"{nom}/index.yaml") for faute in fautes_d_un_index(index.read_bytes())]
        if not any(chemin.name != "index.yaml" for chemin in dossier.iterdir()):
            fautes.append(f"{nom} : dossier vide")
    refuse(fautes)


def test_names_and_places():
    fautes = []
    for chemin in sorted(PARAMETRES.rglob("*")):
        nom = chemin.relative_to(PARAMETRES)
        if nom.parts[0] not in controles.DOMAINES_DES_PARAMETRES and nom.as_posix() != "index.yaml":
            fautes.append(f"{nom} : domaine {nom.parts[0]} inconnu")
        if chemin.is_file():
            fautes += [faute.text(nom.as_posix()) for faute in fautes_du_nom(chemin)]
        elif not NOM.fullmatch(chemin.name):
            fautes.append(f"{nom} : minuscules ASCII, chiffres et _ exigés")
    refuse(fautes)
