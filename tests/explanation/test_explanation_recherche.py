"""Search in the law: what readers write, and what they write wrong."""

import pytest
import yaml

from openfisca_cpam.explanation import liens
from openfisca_cpam.explanation.model import Reference
from openfisca_cpam.explanation.recherche import cherche, mots, sans_accent


def noms(systeme, question, limit=8):
    return [one.nom for one in cherche(systeme, question, limit).resultats]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("forfait journalier", "hospitalisation_forfait_journalier"),
        ("FORFAIT JOURNALIER", "hospitalisation_forfait_journalier"),
        ("combien coûte le forfait journalier ?", "hospitalisation_forfait_journalier"),
        ("franchises transports", "franchises.transport"),
        ("ticket modérateur", "soins_ticket_moderateur"),
        ("ticket moderateur", "soins_ticket_moderateur"),
        ("transport_versement", "transport_versement"),
        ("franchises.transport.par_trajet", "franchises.transport.par_trajet"),
        ("daily charge hospital", "hospitalisation_forfait_journalier"),
        ("plafond c2s", "c2s_plafond_avec_participation"),
        ("lunettes", "appareillage.optique"),
    ],
)
def test_ce_que_l_on_cherche_est_parmi_les_premiers(systeme, question, expected):
    assert expected in noms(systeme, question)


def test_un_nom_exact_vient_en_premier(systeme):
    assert noms(systeme, "transport_versement")[0] == "transport_versement"
    assert noms(systeme, "transport versement")[0] == "transport_versement"


@pytest.mark.parametrize("written", ["R322-10", "R. 322-10", "r 322-10", "article R. 322-10", "art. R*322-10"])
def test_un_article_donne_tout_ce_qui_le_cite(systeme, written):
    found = cherche(systeme, written, 1000)
    assert found.article.cle == "R322-10"
    names = {one.nom for one in found.resultats}
    # Told by hand from the files: « Article R. 322-10 » is a reference of both.
    assert {"transport_motif", "transport_objet"} <= names
    for name in names & set(systeme.variables):
        assert "322-10" in str(systeme.variables[name].reference)


def test_accents_pluriels_et_feminins():
    assert sans_accent("Œdème à l'Hôpital") == "oedeme a l'hopital"
    assert mots("journalières") == mots("journalier")
    assert mots("médicaux") == mots("médicale")


def test_un_mot_mal_ecrit_est_propose(systeme):
    found = cherche(systeme, "transport_versemant")
    assert found.suggestions == ["transport_versement"]
    assert "franchise" in cherche(systeme, "franchize").suggestions[0]


def test_une_recherche_partielle_le_dit(systeme):
    found = cherche(systeme, "franchise girafe")
    assert found.partielle
    assert any("franchise" in one.nom for one in found.resultats)


@pytest.mark.parametrize(
    "question", ["", "   ", "?", "'; drop table", "<script>alert(1)</script>", "\0", "a" * 10_000, "🩺", "%00"]
)
def test_rien_ne_casse(systeme, question):
    found = cherche(systeme, question)
    assert len(found.question) <= 200
    assert found.total >= len(found.resultats)


def test_un_genre(systeme):
    found = cherche(systeme, "forfait", 100, ["parametre"])
    assert {one.genre for one in found.resultats} == {"parametre"}


@pytest.mark.parametrize(
    ("titre", "href", "keys"),
    [
        ("Article R. 322-10 du code de la sécurité sociale", None, ["R322-10"]),
        ("Article L. 251-1 du code de l'action sociale et des familles", None, ["L251-1-casf"]),
        ("Article L. 1111-3-2 du code de la santé publique et arrêté du 2 octobre 2008", None, ["L1111-3-2-csp"]),
        ("Articles L. 3121-27 et L. 3232-3 du code du travail", None, ["L3121-27-ct", "L3232-3-ct"]),
        ("Décret n° 2024-114", "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000049158651", ["D160-9"]),
        ("Arrêté du 30 mars 2023", None, []),
    ],
)  # fmt: skip
def test_les_articles_d_une_reference(titre, href, keys):
    assert [key for key, *_ in liens.cites(Reference(titre, href))] == keys


@pytest.mark.complet
def test_les_cas_lus_ligne_a_ligne_sont_ceux_de_yaml(systeme):
    """The quick reading of the cases says what a whole reading of them says."""
    root = liens.dossier_des_cas()
    expected = {}

    def names(content):
        for key, value in content.items() if isinstance(content, dict) else ():
            yield key
            yield from names(value)

    for path in sorted(root.rglob("*.yaml")):
        if "donnees" in path.parts:
            continue
        content = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        for case in content if isinstance(content, list) else [content]:
            for name in {one for one in names(case.get("output")) if one in systeme.variables}:
                expected[name] = expected.get(name, 0) + 1
    assert {name: len(liens.cas_de(name)) for name in expected} == expected


def test_les_cas_d_un_calcul(systeme):
    found = liens.cas_de("franchise_transport_jour")
    assert found
    for case in found[:5]:
        lines = (liens.dossier_des_cas().parent / case.fichier).read_text("utf-8").splitlines()
        assert lines[case.ligne - 1].startswith("- ")
        assert case.nom in lines[case.ligne - 1]


def test_les_regles_d_un_nom():
    assert "T15" in {one.id for one in liens.regles_de("franchise_transport_jour")}
    assert "V1.4" in {one.id for one in liens.regles_de("franchises.transport.par_trajet")}
