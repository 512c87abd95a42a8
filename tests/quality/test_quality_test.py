"""``openfisca-cpam test``: cases checked, played, explained when they fail; and ``new-case``, which writes one."""

# ruff: noqa: E501

import datetime
import json

import numpy
import pytest

from openfisca_cpam.quality.cases import read
from openfisca_cpam.quality.check import check_all
from openfisca_cpam.quality.files import File, find
from openfisca_cpam.quality.play import play, same

CAS = """\
- name: Dix kilomètres
  description: "Source : article R. 1."
  period: 2024-03-31
  keywords: [distance, kilometre]
  input:
    distance: 10
    trajets: 2
  output:
    remboursement: 20
    remboursement_motif: paye
    remboursement_eligible: true
    echeance: 2024-04-30
- name: Moins d'un kilomètre
  description: "Source : article R. 1."
  period: 2024-03-31
  input:
    distance: 0.5
  output:
    remboursement: 0
    remboursement_motif: trop_court
"""


def test_des_cas_justes_passent(commande, fichier):
    status, out, _ = commande("test", fichier(CAS))
    assert status == 0
    assert out.splitlines()[-1] == "2 cas : 2 réussis"


def test_un_echec_dit_tout(commande, fichier):
    fichier(CAS.replace("remboursement: 20", "remboursement: 25.5"), "tests/soins/cas.yaml")
    status, out, _ = commande("test", "tests")
    lines = [line.rstrip() for line in out.splitlines()]
    assert status == 1
    assert lines[0] == "ÉCHEC tests/soins/cas.yaml:1: Dix kilomètres"
    assert lines[1] == (
        "  tests/soins/cas.yaml:9: Remboursement (remboursement, 31/03/2024) : "
        "attendu 25,50 €, obtenu 20,00 €, écart -5,50 €"
    )
    assert "    Remboursement : 20,00 € (31/03/2024)" in lines
    assert any("§ Par kilomètre : 1,00 €/km, depuis le 01/01/2024" in line for line in lines)
    assert any("Article D. 1 nouveau" in line for line in lines)
    assert any(line.split() == ["soins", "2", "1", "1", "–"] for line in lines)
    assert lines[-1] == "2 cas : 1 réussi, 1 en échec"
    short = commande("test", "tests", "--short")[1]
    assert "écart -5,50 €" in short
    assert "Par kilomètre" not in short


@pytest.mark.parametrize(
    ("avant", "apres", "ligne"),
    [
        ("remboursement_motif: paye", "remboursement_motif: trop_court", "attendu trop_court, obtenu paye (Pris en charge)"),
        ("remboursement_eligible: true", "remboursement_eligible: false", "attendu non, obtenu oui"),
        ("echeance: 2024-04-30", "echeance: 2024-05-01", "attendu 01/05/2024, obtenu 30/04/2024"),
        ("remboursement: 20\n", "remboursement: 20.000001\n", "attendu 20.000001, obtenu 20.0, écart -1e-06"),
        ("remboursement: 20\n", "remboursement: 20.005\n", "attendu 20,005 €, obtenu 20,00 €, écart -0.005"),
    ],
)  # fmt: skip
def test_chaque_type_est_compare_exactement(avant, apres, ligne, commande, fichier):
    assert avant in CAS
    status, out, _ = commande("test", fichier(CAS.replace(avant, apres)), "--short")
    assert status == 1
    assert out.splitlines()[1].rstrip().endswith(ligne)


def test_une_marge_s_applique(commande, fichier):
    text = CAS.replace("remboursement: 20\n", "remboursement: 20.004\n")
    assert commande("test", fichier(text))[0] == 1
    margin = text.replace(
        "  input:\n    distance: 10", "  absolute_error_margin: {remboursement: 0.005}\n  input:\n    distance: 10"
    )
    assert commande("test", fichier(margin))[0] == 0


def test_les_nombres_se_comparent_en_64_bits(petit):
    montant, compte = petit.variables["remboursement"], petit.variables["age_ce_jour"]
    for value, other in ((16777216.0, 16777217.0), (3_000_000_000.0, 3_000_000_001.0), (16.505, 16.50499)):
        assert same(montant, numpy.array([value]), 0, value)
        assert not same(montant, numpy.array([value]), 0, other)
        assert numpy.float32(value) == numpy.float32(other) or value < 100
    assert same(montant, numpy.array([0.1 + 0.2]), 0, 0.3)
    assert not same(montant, numpy.array([numpy.nan]), 0, 0.0)
    assert not same(compte, numpy.array([16777217]), 0, 16777216)
    jour = petit.variables["echeance"]
    assert same(jour, numpy.array(["2024-04-30"], "datetime64[D]"), 0, "2024-04-30")
    assert not same(jour, numpy.array(["2024-04-30"], "datetime64[D]"), 0, datetime.date(2024, 4, 29).isoformat())


def test_k_choisit_par_nom_par_mot_cle_et_par_fichier(commande, fichier):
    fichier(CAS, "tests/un.yaml")
    fichier(CAS.replace("distance: 10", "distance: dix"), "tests/deux.yaml")
    assert commande("test", "tests", "-k", "moins d'un")[1].splitlines()[-1] == "2 cas : 2 réussis"
    assert commande("test", "tests/un.yaml", "-k", "kilometre")[1].splitlines()[-1] == "1 cas : 1 réussi"
    assert commande("test", "tests", "-k", "deux")[0] == 1
    assert commande("test", "tests", "-k", "un")[1].count("\n") > 2
    status, out, err = commande("test", "tests", "-k", "introuvable")
    assert (status, out) == (2, "")
    assert "aucun cas ne contient « introuvable »" in err


def test_un_cas_mal_ecrit_n_est_pas_joue_et_fait_echouer(commande, fichier):
    status, out, _ = commande("test", fichier(CAS.replace("distance: 10", "distance: dix")))
    assert status == 1
    assert out.startswith("cas.yaml:6: distance : nombre attendu, « dix » reçu")
    assert out.splitlines()[-1] == "2 cas : 1 réussi, 1 mal écrit (1 erreur)"


def test_une_formule_qui_echoue_ne_montre_pas_de_trace(petit, fichier, tmp_path):
    from openfisca_cpam.base import DAY, Individu, Variable

    class casse(Variable):
        value_type = float
        entity = Individu
        definition_period = DAY
        label = "Casse"

        def formula(individu, period):
            """Casse."""
            raise ZeroDivisionError("zéro\nici")

    system = petit.clone()
    system.add_variable(casse)
    text = "- name: Casse\n  description: R. 1\n  period: 2024-03-31\n  input: {}\n  output:\n    casse: 1\n"
    (report,) = check_all([File(tmp_path / fichier(text), "cas.yaml", "cas")], system)
    assert [mistake.text("cas.yaml") for mistake in report.mistakes] == [
        "cas.yaml:6: casse : le calcul échoue (ZeroDivisionError : zéro ici)"
    ]


def test_une_faute_du_verificateur_n_arrete_pas_les_autres_fichiers(petit, fichier, tmp_path, monkeypatch):
    from openfisca_cpam.quality import cases, check

    calls = []

    def broken(text, system, source):
        calls.append(source)
        raise RecursionError("trop\nprofond")

    monkeypatch.setattr(cases, "read", broken)
    files = [File(tmp_path / fichier(CAS, name), name, "cas") for name in ("un.yaml", "deux.yaml")]
    reports = [check.check(file, petit) for file in files]
    assert len(calls) == 2
    assert reports[1].mistakes[0].message == "erreur interne de la vérification (RecursionError : trop profond)"


def test_windows_et_marque_d_ordre(commande, fichier):
    assert commande("test", fichier("\ufeff" + CAS.replace("\n", "\r\n")))[0] == 0


def test_des_parametres_donnes_par_le_cas(petit):
    tree = "  parameters:\n    essai:\n      par_km:\n        values: {2010-01-01: {value: 3}}\n"
    cases, mistakes = read((CAS.partition("- name: Moins")[0] + tree).encode(), petit, "cas.yaml")
    assert not mistakes
    assert not cases[0].mistakes
    (gap,) = play(cases[0], petit).gaps
    assert (gap.expected, gap.got, gap.difference) == (20.0, 60.0, 40.0)


def test_les_fichiers_d_un_dossier(fichier, tmp_path):
    for name in (
        "tests/a/x.yaml",
        "tests/donnees/y.yaml",
        "tests/.cache/z.yaml",
        "mkdocs.yml",
        "situations/index.yaml",
    ):
        fichier("a: 1", name)
    assert [(file.name, file.kind, file.domain) for file in find(["tests", "situations", "tests/a/x.yaml"])] == [
        ("tests/a/x.yaml", "cas", "a"), ("situations/index.yaml", "liste", "situations"),
    ]  # fmt: skip


# new-case --------------------------------------------------------------------------------------------------------

SITUATION = {
    "individus": {
        "Anne": {
            "distance": {"2024-03-31": 10.25},
            "retour": {"2024-03-31": True},
            "regime_local": {"2024-03": True},
            "remboursement": {"2024-03-31": None},
            "remboursement_motif": {"2024-03-31": None},
            "echeance": {"2024-03-31": None},
        }
    },
    "foyers": {"f": {"demandeur": "Anne"}},
}
ECRIT = """\
- name: "Anne, dix kilomètres"
  description: "À compléter : la source (article, règle) et ce que le cas éprouve."
  period: 2024-03-31
  # retour est retirée : aucun résultat ne la lit.
  input:
    distance: 10.25
    regime_local:
      2024-03: true
  # Articles appliqués :
  # - Article R. 1 du code d'essai
  # - Article D. 1 nouveau (Par kilomètre : 1,00 €/km)
  output:
    remboursement: 20.5
    remboursement_motif: paye  # Pris en charge
    echeance: 2024-04-30
"""


def test_new_case_ecrit_un_cas(commande, fichier):
    name = fichier(json.dumps(SITUATION), "anne.json")
    status, out, err = commande("new-case", name, "--name", "Anne, dix kilomètres")
    assert (status, out, err) == (0, ECRIT, "")


def test_le_cas_ecrit_attend_sa_description_puis_passe(commande, fichier):
    text = commande("new-case", fichier(json.dumps(SITUATION), "anne.json"))[1]
    status, out, _ = commande("test", fichier(text))
    assert status == 1
    assert "description à compléter" in out
    assert commande("test", fichier(text.replace("À compléter : la source", "Source : R. 1,")))[0] == 0


def test_new_case_de_plusieurs_personnes_et_plusieurs_jours(commande, fichier):
    people = {
        "individus": {
            "Léo B": {"distance": {"2024-03-31": 0, "2024-04-01": 4}, "echeance": {"2024-03-31": None}},
            "2": {"distance": {"2024-03-31": 3}, "remboursement": {"2024-03-31": None, "2024-04-01": None}},
            "vide": {},
        },
        "foyers": {
            "f": {"demandeur": "Léo B", "personnes_a_charge": ["2", "vide"], "foyer_total": {"2024-04-01": None}}
        },
    }
    text = commande("new-case", fichier(json.dumps(people), "p.json"))[1]
    assert "        echeance: 1970-01-01  # sans objet\n" in text
    assert commande("test", fichier(text.replace("À compléter : la source", "Source : R. 1,")))[0] == 0


def test_new_case_ajoute_a_un_fichier(commande, fichier, tmp_path):
    name, target = fichier(json.dumps(SITUATION), "anne.json"), fichier(CAS)
    status, out, err = commande("new-case", name, "--write", target, "--output", "remboursement")
    assert (status, out) == (0, ""), err
    assert "1 cas ajouté, description à compléter" in err
    after = (tmp_path / target).read_text("utf-8")
    assert after.startswith(CAS + "\n- name:")
    assert "echeance" not in after.removeprefix(CAS)


def test_new_case_refuse_en_une_ligne(commande, fichier):
    wrong = fichier(json.dumps(SITUATION).replace("10.25", '"10,25"'), "anne.json")
    status, out, err = commande("new-case", wrong)
    assert (status, out) == (2, "")
    assert (
        err
        == "anne.json:1: individus/Anne/distance/2024-03-31 : distance : nombre attendu, « 10,25 » reçu ; vouliez-vous dire « 10.25 » ?\n"
    )
    assert "variable inconnue « rembousement »" in commande("new-case", wrong, "--output", "rembousement")[2]
    assert "introuvable" in commande("new-case", "anne.jsn")[2]


# Situations ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("avant", "apres", "message"),
    [
        ('"retour": {"2024-03-31": true}, ', "", None),
        ("", "", "retour (31/03/2024) n'est lu par aucun résultat demandé"),
        ('"distance"', '"distnce"', "variable inconnue « distnce » ; vouliez-vous dire « distance » ?"),
        ('"foyers"', '"foyer"', "entité inconnue « foyer » ; vouliez-vous dire « foyers » ?"),
        ('"demandeur"', '"demandeurs"', "variable ou rôle inconnu « demandeurs » ; vouliez-vous dire « demandeur » ?"),
        ('"2024-03": true', '"2024": true', None),
        ('"2024-03-31": 10.25', '"2024-03": 10.25', "distance : période attendue : un jour (par exemple 2024-03-31), « 2024-03 » reçu"),
        ("10.25", "1025", "distance : « 1025 » hors limites (de 0 à 1000)"),
    ],
)  # fmt: skip
def test_une_situation(avant, apres, message, commande, fichier):
    text = json.dumps(SITUATION)
    if message is None or "retour" not in message:
        text = text.replace('"retour": {"2024-03-31": true}, ', "")
        if "retour" not in avant:
            assert avant in text
            text = text.replace(avant, apres)
    status, out, _ = commande("check", fichier(text, "situations/anne.json"))
    where, _, told = out.partition(":1: ")  # then the path: the text is one line
    assert (where, told.endswith(f"{message}\n"), out.count("\n")) == (
        ("situations/anne.json", True, 1) if message else ("", False, 0)
    )
    assert status == (1 if message else 0)


def test_la_liste_des_situations(commande, fichier):
    fichier(json.dumps(SITUATION).replace('"retour": {"2024-03-31": true}, ', ""), "situations/anne.json")
    fichier("ane: Une situation\nanne:\n", "situations/index.yaml")
    assert commande("check", "situations")[1].splitlines() == [
        "situations/index.yaml:1: aucune situation ne s'appelle « ane » ; vouliez-vous dire « anne » ?",
        "situations/index.yaml:2: « anne » : description attendue",
    ]
