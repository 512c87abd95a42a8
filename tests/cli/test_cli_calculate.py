"""``openfisca-cpam calculate`` on right situations: both forms, tables, JSON, steps, warnings."""

import io
import json
import sys
from types import SimpleNamespace

import pytest

FAMILLE = """
individus:
  Anne:
    distance: {2024-03-31: 10}
    regime_local: {2024: true}
    remboursement: {2024-03-31: null}
  Léo:
    distance: {2024-03-31: 0.5}
    remboursement: {2024-03-31: null}
    echeance: {2023-12-31: null}
foyers:
  maison:
    demandeur: Anne
    personnes_a_charge: [Léo]
    foyer_total: {2024-03-31: null}
"""
CAS = """
name: Dix kilomètres
description: D'après R. 1.
period: 2024-03-31
input:
  distance: 10
output:
  remboursement: 10
  remboursement_eligible: true
"""


def test_forme_courte(commande, fichier):
    status, out, err = commande("calculate", fichier(CAS))
    assert (status, err) == (0, "")
    assert "Dix kilomètres" in out
    assert "Période : 31/03/2024" in out
    lines = [line.split() for line in out.splitlines()]
    assert ["Remboursement", "10,00", "€", "Pris", "en", "charge"] in lines
    assert ["Remboursement", "dû", "oui", "Pris", "en", "charge"] in lines


def test_plusieurs_personnes(commande, fichier):
    status, out, err = commande("calculate", fichier(FAMILLE))
    assert (status, err) == (0, "")
    lines = [line.split() for line in out.splitlines()]
    assert ["Anne", "Remboursement", "31/03/2024", "20,00", "€", "Pris", "en", "charge"] in lines
    assert ["Léo", "Remboursement", "31/03/2024", "0,00", "€", "Moins", "d'un", "kilomètre"] in lines
    assert ["Léo", "Échéance", "31/12/2023", "sans", "objet"] in lines
    assert ["maison", "Total", "du", "foyer", "31/03/2024", "20,00", "€"] in lines


def test_le_meme_cas_en_json_et_sur_l_entree_standard(commande, monkeypatch):
    text = json.dumps(
        {"individus": {"É\U0001f600": {"distance": {"2024-03-31": 10}, "remboursement": {"2024-03-31": None}}}}
    )
    assert "\\ud83d" in text
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
    status, out, err = commande("calculate", "-", "--json")
    assert (status, err) == (0, "")
    (result,) = json.loads(out)["resultats"]
    assert result["id"] == "É\U0001f600"
    assert result["situation"] == "entrée standard"
    assert result["valeur"] == 10


def test_json(commande, fichier):
    status, out, err = commande("calculate", fichier(FAMILLE), "--json")
    assert (status, err) == (0, "")
    answer = json.loads(out)
    first = answer["resultats"][0]
    assert first == {
        "situation": "cas.yaml",
        "entite": "individu",
        "id": "Anne",
        "variable": "remboursement",
        "periode": "2024-03-31",
        "libelle": "Remboursement",
        "valeur": 20.0,
        "texte": None,
        "type": "nombre",
        "unite": "currency",
        "motif": {"variable": "remboursement_motif", "valeur": "paye", "texte": "Pris en charge"},
        "references": [{"titre": "Article R. 1 du code d'essai", "href": "https://exemple.fr/r1"}],
    }
    assert [one["valeur"] for one in answer["resultats"]] == [20.0, 0.0, None, 20.0]
    assert answer["avertissements"] == []


@pytest.mark.parametrize(
    "output", ["[remboursement]", "remboursement", "{remboursement: }", "{individu: {remboursement: 10}}"]
)
def test_formes_de_output(output, commande, fichier):
    text = f"period: 2024-03-31\ninput: {{individu: {{distance: 10}}}}\noutput: {output}\n"
    status, out, err = commande("calculate", fichier(text), "--json")
    assert (status, err) == (0, "")
    assert [one["valeur"] for one in json.loads(out)["resultats"]] == [10.0]


def test_plusieurs_personnes_en_forme_courte(commande, fichier):
    text = """
period: 2024-03-31
input:
  individus:
    Anne: {distance: 10}
    Léo: {distance: {2024-03-31: 20}, date_naissance: 2010-04-01}
  foyers:
    f: {demandeur: Anne, personnes_a_charge: [Léo], foyer_loyer: {2024-03: 500}}
output:
  remboursement: [10, 20]
  individus: {Léo: {age_ce_jour: 13}}
  foyer_total: {2024-03-31: 30}
"""
    status, out, err = commande("calculate", fichier(text), "--json")
    assert status == 0
    values = [(one["id"], one["variable"], one["valeur"]) for one in json.loads(out)["resultats"]]
    assert values == [
        ("Anne", "remboursement", 10.0), ("Léo", "remboursement", 20.0), ("Léo", "age_ce_jour", 13),
        ("f", "foyer_total", 30.0),
    ]  # fmt: skip
    assert err == "attention : cas.yaml:8: foyer_loyer (mars 2024) n'est lu par aucun résultat demandé\n"


def test_un_statut_au_mois_donne_un_jour_est_elargi(commande, fichier):
    text = "period: 2024-03-31\ninput: {distance: 10, regime_local: true}\noutput: [remboursement]\n"
    status, out, err = commande("calculate", fichier(text))
    assert (status, err) == (0, "")
    assert "20,00 €" in out


def test_la_periode_la_plus_courte_l_emporte(commande, fichier):
    text = (
        "individus:\n  Anne:\n    distance: {2024-03-31: 10, 2024-04-01: 10}\n"
        "    regime_local: {2024: true, 2024-03: false}\n    remboursement: {2024-03-31: null, 2024-04-01: null}\n"
    )
    _, out, _ = commande("calculate", fichier(text), "--json")
    assert [one["valeur"] for one in json.loads(out)["resultats"]] == [10.0, 20.0]


def test_la_periode_d_une_personne_ne_recouvre_pas_celle_d_une_autre(commande, fichier):
    text = """
individus:
  Anne: {distance: {2024-03-31: 10}, regime_local: {2024: true}, remboursement: {2024-03-31: null}}
  Léo: {distance: {2024-03-31: 10}, regime_local: {2024-03: false}, remboursement: {2024-03-31: null}}
foyers: {f: {demandeur: Anne, conjoint: Léo}}
"""
    _, out, _ = commande("calculate", fichier(text), "--json")
    assert [one["valeur"] for one in json.loads(out)["resultats"]] == [20.0, 10.0]


def test_period_et_output(commande, fichier):
    name = fichier(CAS)
    status, out, _ = commande(
        "calculate", name, "--period", "2023-12-31", "--output", "remboursement,remboursement_motif", "--json"
    )
    assert status == 0
    results = json.loads(out)["resultats"]
    assert [(one["variable"], one["periode"], one["valeur"]) for one in results] == [
        ("remboursement", "2023-12-31", 5.0), ("remboursement_motif", "2023-12-31", "paye"),
    ]  # fmt: skip
    assert results[1]["texte"] == "Pris en charge"
    assert results[1]["motif"] is None


def test_output_sur_la_forme_de_l_api_prend_la_seule_periode(commande, fichier):
    text = "individus: {Anne: {distance: {2024-03-31: 10}}}\n"
    status, out, err = commande("calculate", fichier(text), "--output", "remboursement")
    assert (status, err) == (0, "")
    assert "10,00 €" in out
    text = "individus: {Anne: {distance: {2024-03-31: 10}, regime_local: {2024-03: true}}}\n"
    assert "20,00 €" in commande("calculate", fichier(text), "--output", "remboursement")[1]
    text = "individus: {Anne: {distance: {2024-03-31: 10, 2024-04-01: 1}}}\n"
    status, _, err = commande("calculate", fichier(text), "--output", "remboursement")
    assert (status, err) == (2, "cas.yaml:1: remboursement : donnez la période du résultat (--period)\n")


def test_plusieurs_cas_dans_un_fichier(commande, fichier):
    text = "".join(
        f"- name: Cas {km}\n  period: 2024-03-31\n  input: {{distance: {km}}}\n  output: [remboursement]\n"
        for km in (2, 3)
    )
    status, out, _ = commande("calculate", fichier(text))
    assert status == 0
    assert out.index("Cas 2") < out.index("2,00 €") < out.index("Cas 3") < out.index("3,00 €")


def test_donnee_non_lue(commande, fichier):
    text = CAS.replace("  distance: 10\n", "  distance: 10\n  retour: true\n  date_naissance: 1980-01-01\n")
    status, out, err = commande("calculate", fichier(text), "--json")
    assert status == 0
    assert err.splitlines() == [
        "attention : cas.yaml:7: retour (31/03/2024) n'est lu par aucun résultat demandé",
        "attention : cas.yaml:8: date_naissance n'est lu par aucun résultat demandé",
    ]
    assert json.loads(out)["avertissements"][0] == {
        "fichier": "cas.yaml", "ligne": 7, "message": "retour (31/03/2024) n'est lu par aucun résultat demandé",
    }  # fmt: skip


def test_une_date_au_dela_des_valeurs_verifiees_est_signalee(commande, fichier):
    status, _, err = commande("calculate", fichier(CAS), "--period", "2027-01-05")
    assert status == 0
    assert err == (
        "attention : cas.yaml:2: les valeurs de la loi sont vérifiées jusqu'au 22 novembre 2026, "
        "le calcul porte sur le 5 janvier 2027\n"
    )


def test_un_resultat_donne_n_est_pas_soumis_a_la_couverture(commande, fichier):
    text = "period: 2000-01-01\ninput: {remboursement: 3}\noutput: [remboursement]\n"
    status, out, _ = commande("calculate", fichier(text))
    assert status == 0
    assert "3,00 €" in out


def test_explain(commande, fichier):
    status, out, _ = commande("calculate", fichier(CAS), "--output", "remboursement", "--explain")
    assert status == 0
    lines = [line.strip("│├└─ ") for line in out.splitlines()]
    assert "Remboursement : 10,00 € (31/03/2024)" in lines
    assert "Raison : Pris en charge" in lines
    assert "Depuis 2010, tant par kilomètre (article R. 1)." in lines
    assert "§ Par kilomètre : 1,00 €/km, depuis le 01/01/2024 — valeur à confirmer" in lines
    assert "Article D. 1 nouveau" in lines
    assert "https://exemple.fr/d1" in lines
    assert "Distance : 10 km (donnée)" in lines
    assert "Nombre de trajets : 1 (par défaut)" in lines
    assert "Régime local : non (par défaut, mars 2024)" in lines
    assert "Article D. 1 ancien" not in lines


def test_explain_au_jour_de_l_ancienne_valeur(commande, fichier):
    _, out, _ = commande("calculate", fichier(CAS), "--period", "2023-12-31", "--explain")
    assert "§ Par kilomètre : 0,50 €/km, depuis le 01/01/2010" in out
    assert "Article D. 1 ancien" in out
    assert "à confirmer" not in out


def test_explain_en_json(commande, fichier):
    _, out, _ = commande("calculate", fichier(CAS), "--explain", "--json")
    step = json.loads(out)["resultats"][0]["explication"]
    assert step["variable"] == "remboursement"
    assert step["parametres"][0]["references"] == [{"titre": "Article D. 1 nouveau", "href": "https://exemple.fr/d1"}]
    assert {child["variable"]: child["nature"] for child in step["etapes"]} == {
        "regime_local": "defaut", "distance": "donnee", "trajets": "defaut", "remboursement_eligible": "calcul",
    }  # fmt: skip


def test_situations(commande):
    status, out, _ = commande("situations")
    assert status == 0
    assert any(line.startswith("transport_100_km_2024 ") for line in out.splitlines())
    status, out, _ = commande("situations", "--path", "transport_100_km_2024")
    assert status == 0
    assert out.endswith("/situations/transport_100_km_2024.json\n")
    status, out, _ = commande("situations", "--json")
    assert "transport_100_km_2024" in [one["nom"] for one in json.loads(out)]


def test_une_faute_interne_tient_en_une_ligne(commande, fichier, monkeypatch):
    from openfisca_cpam.situation import compute

    monkeypatch.setattr(compute, "simule", lambda *_, **__: 1 / 0)
    status, out, err = commande("calculate", fichier(CAS))
    assert (status, out) == (1, "")
    assert err == (
        "openfisca-cpam: erreur interne (ZeroDivisionError : division by zero) ; OPENFISCA_CPAM_TRACE=1 montre où\n"
    )
    monkeypatch.setenv("OPENFISCA_CPAM_TRACE", "1")
    with pytest.raises(ZeroDivisionError):
        commande("calculate", fichier(CAS))
