"""``openfisca-cpam compare``: one situation on several days."""

import json
from datetime import date

import pytest

from openfisca_cpam.explanation.comparaison import compare
from openfisca_cpam.situation.deplace import deplace, jour_de_reference, repete
from openfisca_cpam.situation.guard import lit

CAS = """
name: Dix kilomètres
period: 2024-03-31
input:
  distance: 10
  regime_local: true
  date_naissance: 1990-05-02
output:
  remboursement: 20
  remboursement_eligible: true
  age_ce_jour: 33
"""


def test_cote_a_cote_avec_ce_qui_a_change(commande, fichier):
    status, out, err = commande("compare", fichier(CAS), "--dates", "2023-12-31", "2024-01-01")
    assert (status, err) == (0, "")
    rows = [line.split() for line in out.splitlines()]
    assert ["Remboursement", "10,00", "€", "20,00", "€"] in rows
    assert ["Remboursement", "dû", "oui", "oui"] in rows
    assert "Du 31/12/2023 au 01/01/2024" in out
    assert "§ Par kilomètre : 0,50 €/km → 1,00 €/km, depuis le 01/01/2024" in out
    assert "Article D. 1 nouveau https://exemple.fr/d1" in out


def test_les_dates_se_donnent_de_plusieurs_facons(commande, fichier):
    name = fichier(CAS)
    wanted = commande("compare", name, "--dates", "2023-12-31", "2024-01-01")[1]
    assert commande("compare", "--dates", "2023-12-31", "2024-01-01", name)[1] == wanted
    assert commande("compare", name, "--dates", "2023-12-31,2024-01-01")[1] == wanted
    assert commande("compare", name, "--dates", "2023-12-31", "--dates", "2024-01-01")[1] == wanted


def test_un_jour_que_les_regles_ne_couvrent_pas(commande, fichier):
    status, out, _ = commande("compare", fichier(CAS), "--dates", "2009-12-31", "2024-01-01", "2024-01-02")
    assert status == 0
    rows = [line.split() for line in out.splitlines()]
    assert ["Remboursement", "non", "couvert", "20,00", "€", "20,00", "€"] in rows
    assert "les règles sont couvertes à partir du 1er janvier 2010" in out
    assert "Du 01/01/2024 au 02/01/2024" in out and "les différences viennent des dates elles-mêmes" in out


def test_en_json(commande, fichier):
    found = json.loads(
        commande("compare", fichier(CAS), "--dates", "2009-12-31", "2023-12-31", "2024-01-01", "--json")[1]
    )
    first = found["resultats"][0]
    assert (first["variable"], first["valeurs"], first["change"]) == ("remboursement", [None, 10, 20], True)
    assert [one["nom"] for one in found["changements"][-1]["valeurs"]] == ["essai.par_km"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["cas.yaml", "--dates", "2024-01-01"], "deux jours différents au moins"),
        (["cas.yaml", "--dates", "2024-01-01", "2024-01-01"], "deux jours différents au moins"),
        (["cas.yaml", "autre.yaml", "--dates", "2024-01-01", "2024-01-02"], "une situation et une seule"),
        (["cas.yaml", "--dates", "2024-13-01", "2024-01-02"], "le mois va de 01 à 12"),
        (["absent.yaml", "--dates", "2024-01-01", "2024-01-02"], "fichier introuvable « absent.yaml »"),
        (["cas.yaml", "--dates", "2024-01-01", "2024-01-02", "--output", "distanse"], "vouliez-vous dire « distance »"),
    ],
)
def test_les_fautes(commande, fichier, arguments, message):
    fichier(CAS)
    fichier(CAS, "autre.yaml")
    status, _, err = commande("compare", *arguments)
    assert status == 2 and message in err and err.count("\n") == 1


def test_une_faute_du_fichier_se_lit_avec_sa_ligne(commande, fichier):
    status, _, err = commande(
        "compare", fichier(CAS.replace("distance", "distanse")), "--dates", "2024-01-01", "2024-01-02"
    )
    assert status == 2 and err.startswith("cas.yaml:5: ") and "vouliez-vous dire « distance » ?" in err


API = """
individus:
  Anne:
    echeance: {2024-03-31: null}
    distance: {2024-03-31: 3, 2024-03-30: 2}
    regime_local: {2024-03: true, 2024-01: true}
    plafond_annuel: {2024: 50, 2023: 40}
    date_naissance: {ETERNITY: 1990-05-02}
"""


def test_deplacer_garde_les_ecarts_et_la_naissance(petit):
    (situation,) = lit(API, petit)
    assert jour_de_reference(situation) == "2024-03-31"
    moved = deplace(situation, petit, "2023-01-01")
    cells = {(one.variable, str(cell), one.value) for one in moved.given for cell in one.cells}
    assert cells == {
        ("distance", "2023-01-01", 3.0),
        ("distance", "2022-12-31", 2.0),
        ("regime_local", "2023-01", True),
        ("regime_local", "2022-11", True),
        ("plafond_annuel", "2023", 50.0),
        ("plafond_annuel", "2022", 40.0),
        ("date_naissance", "ETERNITY", "1990-05-02"),
    }
    assert [str(one.period) for one in moved.asked] == ["2023-01-01"]
    back = deplace(moved, petit, "2024-03-31")
    assert [one.cells for one in back.given] == [one.cells for one in situation.given]


def test_les_dates_de_ce_qui_arrive_se_deplacent(systeme):
    text = """
period: 2026-03-10
input: {transport_prescription_date: 2026-02-01, transport_mode: vsl}
output: {transport_motif: pris_en_charge}
"""
    (situation,) = lit(text, systeme)
    (moved,) = [one for one in deplace(situation, systeme, "2024-03-10").given if one.variable.endswith("date")]
    assert (date.fromisoformat("2024-03-10") - date.fromisoformat(moved.value)).days == 37


def test_des_copies_cote_a_cote(petit):
    text = """
individus:
  Anne: {distance: {2024-03-31: 10}, remboursement: {2024-03-31: null}}
  Léo: {distance: {2024-03-31: 5}}
foyers:
  maison: {demandeur: Anne, personnes_a_charge: [Léo], foyer_total: {2024-03-31: null}}
"""
    from openfisca_cpam.situation.compute import calcule

    (situation,) = lit(text, petit)
    found = calcule(repete(situation, 3), petit).resultats
    assert [one.valeur for one in found] == [10, 10, 10, 15, 15, 15]
    assert len({one.id for one in found}) == 6


def test_le_taux_de_2023_et_la_franchise_de_2024(systeme):
    from openfisca_cpam.situation import shipped

    path = shipped.path("transport_100_km_2024")
    (situation,) = lit(path.read_bytes(), systeme, path.name)
    found = compare(situation, systeme, ["2023-07-31", "2023-08-01", "2024-03-31"])
    changed = [{one.nom for one in change.valeurs} for change in found.changements]
    assert changed[0] == {"transport.taux_prise_en_charge.droit_commun"}
    assert "franchises.transport.par_trajet" in changed[1]
    payment = next(line for line in found.lignes if line.variable == "transport_versement")
    assert [one.valeur for one in payment.resultats] == [19.5, 16.5, 16.5]
