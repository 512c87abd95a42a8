"""Nonsense at the doors of the command: one sentence, status 2; nothing is ignored without a word, nothing is lost."""

# ruff: noqa: E501

import io
import os
import sys

import pytest

CAS = "period: 2024-03-31\ninput: {distance: 10}\noutput: {remboursement: 10}\n"
API = '{"individus": {"Anne": {"distance": {"2024-03-31": 1}, "remboursement": {"2024-03-31": null}}}}'


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["calcul"], "commande inconnue « calcul » ; vouliez-vous dire « calculate » ?"),
        (["calculate", "-", "-"], "« - » (l'entrée standard) ne se donne qu'une fois"),
        (["calculate", "cas.yaml", "--output", ""], "--output : nom d'une variable attendu"),
        (["calculate", "cas.yaml", "--output", "remboursement", "--output", ","], "--output : nom d'une variable attendu"),
        (
            ["calculate", "cas.yaml", "--period", "2024-03-31", "--period", "2023-03-31"],
            "l'option « --period » se donne une seule fois",
        ),
        (["calculate", "x" * 5000], f"fichier illisible « {'x' * 60} » (nom trop long)"),
        (["calculate", "a\0b"], "fichier illisible « a\0b » (nom qui ne peut pas être celui d'un fichier)"),
        (["calculate", "."], "fichier illisible « . » (c'est un dossier)"),
        (["sweep", "cas.yaml", "--over", "distance=0:5:1", "--csv", "--json"], "« --csv » et « --json » ne vont pas ensemble"),
        (["sweep", "cas.yaml", "--over", "mode=vsl:taxi:1"], "--over : mode n'est pas un nombre"),
        (
            ["sweep", "cas.yaml", "--over", "distance=0:1:1", "--over", "trajets=1:2:1"],
            "l'option « --over » se donne une seule fois",
        ),
        (["sweep", "cas.yaml", "--over", "distance=0:1:1", "--out", "."], "--out : c'est un dossier, un fichier est attendu"),
        (
            ["sweep", "cas.yaml", "--over", "distance=0:1:1", "--out", "nulle/part.csv"],
            "--out : « nulle/part.csv » ne peut pas être écrit (il n'existe pas, ou son dossier)",
        ),
        (["schema", "ca"], "« ca » inconnu (attendu : cas, situations, parametres) ; vouliez-vous dire « cas » ?"),
        (["schema", "--write", "cas.yaml"], "dossier impossible à écrire « cas.yaml » (un fichier porte déjà ce nom)"),
        (["mcp", "--langue", "de"], "--langue : « de » inconnu (attendu : fr, en)"),
        (["serve", "--port", "0"], "--port : nombre entier de 1 à 65535 attendu, « 0 » reçu"),
        (["population", "generate", "--individus", "10"], "--individus : nombre entier d'au moins 1000 attendu, « 10 » reçu"),
        (["serve", "--cors", "exemple.fr"], "--cors : une origine (https://exemple.fr) ou * est attendue, « exemple.fr » reçu"),
        (["serve", "--cors", ""], "--cors : une origine (https://exemple.fr) ou * est attendue, «  » reçu"),
        (["coverage", "--domain", "transprt"], "--domain : domaine inconnu « transprt » ; vouliez-vous dire « transport » ?"),
        (["mutate", "--domain", "soin"], "--domain : domaine inconnu « soin » ; vouliez-vous dire « soins » ?"),
        (["coverage", "--fail-under", "abc"], "--fail-under : nombre attendu, « abc » reçu"),
    ],
)  # fmt: skip
def test_une_phrase(arguments, line, commande, fichier):
    fichier(CAS)
    assert commande(*arguments) == (2, "", f"openfisca-cpam: {line}\n")


@pytest.mark.parametrize("name", ["calculate", "new-case"])
def test_une_periode_que_rien_ne_lirait_est_refusee(name, commande, fichier):
    place = fichier(API, "s.json")
    status, out, err = commande(name, place, "--period", "2020-01-01")
    assert (status, out) == (2, "")
    assert err.startswith("s.json:1: la période demandée (2020-01-01) ne sert à rien")
    assert commande("calculate", place, "--period", "2024-03-31", "--output", "distance")[0] == 0


def test_un_resultat_attendu_qui_n_est_pas_obtenu_est_dit(commande, fichier):
    assert commande("calculate", fichier(CAS), "--json")[2] == ""
    status, _, err = commande("calculate", fichier(CAS.replace("remboursement: 10", "remboursement: 12.5")), "--json")
    assert (status, err) == (
        0, "attention : cas.yaml:3: remboursement : 12,5 attendu, 10 obtenu (« test » dit pourquoi)\n",
    )  # fmt: skip


def test_une_donnee_balayee_que_rien_ne_lit_est_dite(commande, fichier):
    place = fichier(CAS)
    assert commande("sweep", place, "--over", "distance=5:20:5", "--csv")[2] == ""
    _, _, err = commande("sweep", place, "--over", "distance=5:20:5", "--csv", "--output", "trajets")
    assert err == "attention : aucun résultat ne change quand distance change\n"


def test_en_json_sur_une_ligne_on_sait_ou(commande, fichier):
    status, _, err = commande("calculate", fichier(API.replace("2024-03-31", "2023-02-29", 1), "s.json"))
    assert (status, err) == (
        2, "s.json:1: individus/Anne/distance/2023-02-29 : « 2023-02-29 » : ce jour n'existe pas dans le calendrier\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("bonjour : tout le monde\nsuite\n", "cas non ajouté : cas.yaml:"),
        ("a: 1\n", "cas non ajouté : cas.yaml n'est pas une liste de cas"),
        ("- a\0\n", "cas non ajouté : cas.yaml:1: caractère interdit (caractère de commande)"),
    ],
)
def test_un_cas_n_est_pas_ajoute_a_un_fichier_qui_n_en_est_pas(before, told, commande, fichier):
    place, other = fichier(CAS, "s.yaml"), fichier(before)
    status, _, err = commande("new-case", place, "--write", other)
    assert status == 2
    assert told in err
    with open(other, encoding="utf-8") as file:
        assert file.read() == before


@pytest.mark.parametrize("role", ["conjoint", "personnes_a_charge"])
def test_un_foyer_a_un_demandeur(role, commande, fichier):
    place = fichier(API[:-1] + f', "foyers": {{"f": {{"{role}": ["Anne"]}}}}}}', "s.json")
    status, _, err = commande("calculate", place)
    assert (status, err) == (2, "s.json:1: le foyer « f » n'a pas de demandeur : dites qui, dans « demandeur »\n")


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("2024-03-20T10:00:00", "2024-03-20"),
        ("2024-03-20 00:00:00", "2024-03-20"),
        ("20240320", "2024-03-20"),
        ("20 mars 2024", "2024-03-20"),
        ("1er Août 2023", "2023-08-01"),
        ("20 thermidor 2024", None),
        ("20240230", None),
    ],
)
def test_une_date_ecrite_autrement_a_son_ecriture(written, right):
    from openfisca_cpam.situation.dates import day
    from openfisca_cpam.situation.mistakes import Problem

    with pytest.raises(Problem) as refused:
        day(written)
    assert refused.value.suggestion == right


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("transport_prix_du_trajet", "transport_prix_trajet"),
        ("prix_trajets_transport", "transport_prix_trajet"),
        ("transport_objet_trajet", None),
        ("transport", None),
        ("franchis", "franchises_annee"),
    ],
)
def test_le_nom_fait_des_memes_mots(word, right):
    from openfisca_cpam.situation.mistakes import nearest

    assert nearest(word, ["transport_prix_trajet", "transport_objet", "franchises_annee"]) == right


def test_un_fichier_que_le_systeme_refuse_est_dit_en_une_phrase(commande, fichier, monkeypatch):
    from openfisca_cpam.cli import calculate

    def full(*_):
        raise OSError(28, os.strerror(28), "sortie.csv")

    monkeypatch.setattr(calculate, "text_of", full)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert commande("calculate", "-") == (2, "", "openfisca-cpam: « sortie.csv » : plus de place sur le disque\n")


@pytest.mark.parametrize("written", ["month:2024-03-15", "month:2024-03-15:2", "year:2024-03-31"])
def test_des_mois_qui_commencent_au_milieu_d_un_mois_sont_refuses(written, commande, fichier):
    status, _, err = commande("calculate", fichier(CAS.replace("2024-03-31", written)))
    told = f"période « {written} » invalide (écrivez 2024, 2024-03, 2024-03-31 ou month:2024-01:6)"
    assert (status, err) == (2, f"cas.yaml:1: {told}\n")


def test_une_moitie_de_caractere_est_dite(commande, fichier):
    status, _, err = commande("calculate", fichier(API.replace("Anne", "\\ud800"), "s.json"))
    assert (status, err) == (2, "s.json:1: JSON illisible : caractère incomplet (moitié de paire Unicode)\n")


def test_celui_qui_n_est_pas_ne_est_dit(systeme):
    from openfisca_cpam.situation import calcule, lit

    def said(birth, death):
        text = f"period: 2026-03-31\ninput: {{date_naissance: {birth}, date_deces: {death}}}\noutput: [age]\n"
        (situation,) = lit(text, systeme)
        return [one.message for one in calcule(situation, systeme).avertissements if "lu par" not in one.message]

    assert said("2026-03-31", "2026-03-31") == []
    assert said("1990-01-01", "1970-01-01") == []
    assert said("2026-04-01", "2027-01-01") == [
        "date_naissance : « individu » naît le 1er avril 2026, après toutes les périodes demandées"
    ]
    assert said("1990-01-01", "1989-12-31") == [
        "date_deces : « individu » meurt le 31 décembre 1989, avant de naître (1er janvier 1990)"
    ]
