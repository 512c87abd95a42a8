"""``openfisca-cpam explain``: a variable, a parameter, a folder; and, on the real law, who reads what."""

import json

import pytest

from openfisca_cpam.explanation.fiche import fiche, noms, variables_lues


def test_une_variable_calculee(commande):
    status, out, err = commande("explain", "remboursement", "--date", "2024-03-31")
    assert (status, err) == (0, "")
    for text in (
        "Remboursement",
        "Variable calculée, nombre, en euros ; une valeur par individu pour un jour",
        "Article R. 1 du code d'essai",
        "https://exemple.fr/r1",
        "La règle au 31/03/2024",
        "Depuis 2010, tant par kilomètre (article R. 1).",
        "Le taux local s'y ajoute.",
        "essai.par_km — Par kilomètre : 1,00 €/km",
        "distance — Distance",
        "foyer_total — Total du foyer",
    ):
        assert text in out


def test_une_variable_avant_et_apres_ses_regles(commande):
    _, out, _ = commande("explain", "remboursement", "--date", "2009-12-31")
    assert "Non couverte ce jour-là : la règle est couverte à partir du 01/01/2010." in out
    assert "Depuis 2010, tant par kilomètre" not in out.partition("Histoire")[0]
    _, out, _ = commande("explain", "ancienne_aide", "--date", "2016-01-01")
    assert "la règle est couverte jusqu'au 31/12/2015" in out and "dernier jour : 31/12/2015" in out


def test_une_donnee(commande):
    _, out, _ = commande("explain", "distance")
    assert "Variable donnée" in out and "Bornes : au moins 0 km, au plus 1 000 km" in out
    assert "remboursement_eligible — Remboursement dû" in out
    _, out, _ = commande("explain", "mode", "--date", "2024-01-01")
    assert "  taxi : Taxi conventionné" in out and "Sans réponse : vsl" in out


def test_un_parametre(commande):
    status, out, _ = commande("explain", "essai.par_km", "--date", "2023-12-31")
    assert status == 0
    assert "Paramètre ; au 31/12/2023 : 0,50 €/km" in out and "Vérifié jusqu'au 22/11/2026" in out
    lines = out.splitlines()
    assert "  depuis le 01/01/2024 : 1,00 €/km — valeur à confirmer" in lines
    assert "→ depuis le 01/01/2010 : 0,50 €/km" in lines
    assert "Article D. 1 ancien" in out and "https://exemple.fr/d1" in out
    assert "remboursement — Remboursement" in out
    assert "au 31/12/2009 : inconnu" in commande("explain", "essai.par_km", "--date", "2009-12-31")[1]


def test_un_dossier(commande):
    _, out, _ = commande("explain", "essai.par_mode", "--date", "2024-01-01")
    assert "Tarif par mode" in out and "essai.par_mode.taxi" in out


def test_en_json(commande):
    page = json.loads(commande("explain", "essai.par_km", "--date", "2024-01-01", "--json")[1])
    assert (page["genre"], page["valeur"], len(page["valeurs"])) == ("parametre", 1, 2)
    assert page["valeurs"][1]["references"][0]["href"] == "https://exemple.fr/d1"
    page = json.loads(commande("explain", "remboursement", "--date", "2024-01-01", "--json")[1])
    assert page["formules"][0]["depuis"] == "2010-01-01" and page["lue_par"] == ["foyer_total"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["remboursemant"], "ni variable ni paramètre « remboursemant » ; vouliez-vous dire « remboursement » ?"),
        (["bareme"], "contiennent ce mot : somme_du_bareme, essai.bareme, "),
        (["rien_de_tel"], "ni variable ni paramètre « rien_de_tel »"),
        (["distance", "--date", "31/03/2024"], "vouliez-vous dire « 2024-03-31 » ?"),
        (["distance", "--date", "2024-02-30"], "ce jour n'existe pas"),
        ([], "argument manquant : NOM"),
    ],
)
def test_les_fautes(commande, arguments, message):
    status, out, err = commande("explain", *arguments)
    assert (status, out) == (2, "")
    assert message in err and err.count("\n") == 1


def test_chaque_nom_de_la_loi_a_sa_fiche(systeme):
    for name in noms(systeme):
        assert fiche(systeme, name, "2026-01-01").nom == name


def test_qui_lit_quoi_dans_la_loi(systeme):
    assert "transport_nombre_trajets" in variables_lues(systeme, "franchise_transport_jour")
    page = fiche(systeme, "franchise_transport_jour", "2024-04-01")
    assert set(page.lit_parametres) == {
        "franchises.transport.par_trajet",
        "franchises.transport.plafond_journalier",
    }
    assert "franchise_transport_due" in page.lue_par
    assert "franchise_transport_jour" in fiche(systeme, "franchises.transport.par_trajet", "2024-04-01").lu_par
    # One value a department: the formula that may read it is known without running it.
    assert fiche(systeme, "transport.taxi.tarif_kilometrique.d13", "2026-01-01").lu_par
