"""``openfisca-cpam sweep``: one situation along the values of an input, and its thresholds."""

import csv
import io
import json

import pytest

from openfisca_cpam.explanation.balayage import balaie, points
from openfisca_cpam.situation.guard import lit
from openfisca_cpam.situation.mistakes import Problem

CAS = """
period: 2024-03-31
input:
  distance: 10
output:
  remboursement: 10
  remboursement_motif: paye
"""


def test_un_tableau(commande, fichier):
    status, out, err = commande("sweep", fichier(CAS), "--over", "distance=0:2:0.5")
    assert (status, err) == (0, "")
    rows = [line.split() for line in out.splitlines()]
    assert ["0,5", "km", "0,00", "€", "Moins", "d'un", "kilomètre"] in rows
    assert ["1", "km", "1,00", "€", "Pris", "en", "charge"] in rows
    assert "Seuils" in out


def test_en_csv_avec_le_seuil_a_sa_place(commande, fichier):
    _, out, _ = commande("sweep", fichier(CAS), "--over", "distance=0:2:0.5", "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["distance"] for row in rows] == ["0.0", "0.5", "1.0", "1.5", "2.0"]
    assert [row["remboursement"] for row in rows] == ["0.0", "0.0", "1.0", "1.5", "2.0"]
    assert [row["remboursement_motif"] for row in rows] == ["trop_court"] * 2 + ["paye"] * 3
    assert [bool(row["seuil"]) for row in rows] == [False, False, True, False, False]


def test_en_json(commande, fichier):
    found = json.loads(commande("sweep", fichier(CAS), "--over", "distance=0:2:0.5", "--json")[1])
    assert found["points"] == [0, 0.5, 1, 1.5, 2]
    (threshold,) = found["seuils"]
    assert 0.98 <= threshold["de"] < threshold["a"] == 1
    assert set(threshold["variables"]) == {"remboursement", "remboursement_motif"}


def test_sans_seuil(commande, fichier):
    assert "Aucun seuil" in commande("sweep", fichier(CAS), "--over", "distance=2:9:1")[1]


def test_une_donnee_absente_de_la_situation_et_deux_personnes(petit):
    text = """
individus:
  Anne: {distance: {2024-03-31: 10}, remboursement: {2024-03-31: null}}
  Léo: {distance: {2024-03-31: 5}, remboursement: {2024-03-31: null}}
foyers:
  maison: {demandeur: Anne, personnes_a_charge: [Léo], foyer_total: {2024-03-31: null}}
"""
    (situation,) = lit(text, petit)
    found = balaie(situation, petit, "trajets", points(1, 3, 1, True))
    assert [one.valeurs for one in found.series] == [[10, 20, 30], [5, 5, 5], [15, 25, 35]]
    found = balaie(situation, petit, "distance", [0.0, 10.0])
    assert [one.valeurs for one in found.series] == [[0, 10], [5, 5], [5, 15]]


def test_les_seuils_du_transport_sont_nommes(systeme):
    from openfisca_cpam.situation import shipped

    path = shipped.path("transport_consultation_151_km")
    (situation,) = lit(path.read_bytes(), systeme, path.name)
    found = balaie(situation, systeme, "transport_distance_aller", points(100, 200, 1, False))
    (threshold,) = found.seuils
    assert threshold.valeur == 150 and "R. 322-10" in threshold.nom() and threshold.parametres[0].nom
    # The same, one value at a time.
    from openfisca_cpam.situation.compute import calcule

    series = {one.variable: one for one in found.series}
    for value in (149.0, 150.0, 151.0):
        for given in situation.given:
            if given.variable == "transport_distance_aller":
                given.value = value
        for result in calcule(situation, systeme).resultats:
            assert series[result.variable].valeurs[found.points.index(value)] == result.valeur


def test_un_changement_de_pente_est_un_seuil(systeme):
    from openfisca_cpam.situation import shipped

    path = shipped.path("transport_taxi_estime")
    (situation,) = lit(path.read_bytes(), systeme, path.name)
    found = balaie(situation, systeme, "transport_distance_aller", points(1, 20, 1, False))
    assert [one.valeur for one in found.seuils] == [4]


@pytest.mark.parametrize(
    ("first", "last", "step", "whole", "found"),
    [
        (0, 1, 0.1, False, [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]),
        (0, 5, 2, True, [0, 2, 4]),
        (3, 3, 1, True, [3]),
    ],
)
def test_les_valeurs(first, last, step, whole, found):
    assert points(first, last, step, whole) == found


@pytest.mark.parametrize(
    "span", [(0, 1, 0), (1, 0, 1), (0, 1, -1), (0, float("inf"), 1), (0, 1e9, 1), (float("nan"), 1, 1)]
)
def test_les_valeurs_refusees(span):
    with pytest.raises(Problem):
        points(*span, False)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--over", "distanse=0:1:1"], "vouliez-vous dire « distance » ?"),
        (["--over", "distance"], "VARIABLE=de:à:pas attendu"),
        (["--over", "distance=0:1"], "distance=de:à:pas attendu"),
        (["--over", "distance=0:1:0"], "un pas positif"),
        (["--over", "distance=0:2000:500"], "le maximum est 1 000 km"),
        (["--over", "trajets=0:1:0.5"], "des nombres entiers sont attendus"),
        (["--over", "mode=0:1:1"], "mode n'est pas un nombre"),
        (["--over", "distance=0:1:1", "--out", "x.pdf"], "doit finir par .csv, .svg, .png ou .html"),
        (["--over", "distance=0:1:1", "--out", "absent/x.csv"], "ne peut pas être écrit"),
        ([], "argument manquant : VARIABLE=DE:À:PAS"),
    ],
)
def test_les_fautes(commande, fichier, arguments, message):
    status, out, err = commande("sweep", fichier(CAS), *arguments)
    assert (status, out) == (2, "")
    assert message in err and err.count("\n") == 1


def test_les_fichiers(commande, fichier, tmp_path):
    pytest.importorskip("altair")
    pytest.importorskip("vl_convert")
    names = ["r.csv", "r.svg", "r.png", "r.html"]
    status, out, _ = commande(
        "sweep", fichier(CAS), "--over", "distance=0:2:0.5", *(w for n in names for w in ("--out", n))
    )
    assert (status, out) == (0, "")
    contents = {name: (tmp_path / name).read_bytes() for name in names}
    assert contents["r.csv"].startswith(b"distance,")
    assert b"<svg" in contents["r.svg"][:200] and b"Remboursement" in contents["r.svg"]
    assert contents["r.png"].startswith(b"\x89PNG")
    # The page holds its own program: it opens without a network.
    assert b"<html" in contents["r.html"][:200] and b'src="http' not in contents["r.html"]


def test_sans_la_bibliotheque_de_graphiques(commande, fichier, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "altair", None)
    status, _, err = commande("sweep", fichier(CAS), "--over", "distance=0:2:0.5", "--out", "r.svg")
    assert status == 2 and "openfisca-cpam[charts]" in err


def test_rien_a_tracer(commande, fichier):
    pytest.importorskip("altair")
    pytest.importorskip("vl_convert")
    status, _, err = commande(
        "sweep", fichier(CAS), "--over", "distance=0:2:0.5", "--output", "remboursement_motif", "--out", "r.svg"
    )
    assert status == 2 and "aucun résultat n'est un nombre" in err
