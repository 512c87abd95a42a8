"""Each slip of a case gives one line, « file:line: message », status 1, no traceback; none passes in silence."""

# ruff: noqa: E501

import pytest

CAS = """\
- name: Dix kilomètres
  description: "Source : article R. 1."
  period: 2024-03-31
  input:
    distance: 10
    trajets: 2
  output:
    remboursement: 20
"""


def change(avant: str, apres: str, texte: str = CAS) -> str:
    assert texte.count(avant) >= 1
    return texte.replace(avant, apres, 1)


PLUSIEURS = """\
- name: Deux personnes
  description: "Source : article R. 1."
  period: 2024-03-31
  input:
    individus:
      anne: {distance: 10}
      benoit: {distance: 5}
    foyers:
      un:
        demandeur: anne
        conjoint: benoit
  output:
    foyers:
      un:
        foyer_total: 15
"""

UNE_LIGNE = {
    # Unknown names
    "clé": (change("output:", "ouput:"), "7: clé inconnue « ouput » ; vouliez-vous dire « output » ?"),
    "clé sans voisine": (
        CAS + "  remarque: x\n",
        "9: clé inconnue « remarque » (attendu : period, input, output, name, description)",
    ),
    "variable donnée": (
        change("distance:", "distnce:"), "5: variable inconnue « distnce » ; vouliez-vous dire « distance » ?",
    ),
    "variable attendue": (
        change("remboursement:", "rembousement:"),
        "8: variable inconnue « rembousement » ; vouliez-vous dire « remboursement » ?",
    ),
    "entité": (
        change("    individus:", "    indivdus:", PLUSIEURS),
        "5: entité inconnue « indivdus » ; vouliez-vous dire « individus » ?",
    ),
    "personne attendue": (
        change("      un:\n        foyer_total", "      deux:\n        foyer_total", PLUSIEURS),
        "14: foyer inconnu « deux »",
    ),
    "rôle": (
        change("conjoint:", "conjoints:", PLUSIEURS),
        "11: variable ou rôle inconnu « conjoints » ; vouliez-vous dire « conjoint » ?",
    ),
    "membre donné": (
        change("    trajets: 2\n", "    trajets: 2\n    mode: txi\n", CAS).replace("remboursement: 20", "tarif_du_mode: 3"),
        "7: mode : valeur inconnue « txi » ; vouliez-vous dire « taxi » ?",
    ),
    "membre attendu": (
        change("remboursement: 20", "remboursement_motif: payé"),
        "8: remboursement_motif : valeur inconnue « payé » ; vouliez-vous dire « paye » ?",
    ),
    # Periods
    "période absente": (
        change("  period: 2024-03-31\n", ""),
        "1: « period » manque : la date du cas (par exemple period: 2024-03-31)",
    ),
    "période fausse": (change("2024-03-31", "2024-13-31"), "3: « 2024-13-31 » : le mois va de 01 à 12"),
    "période française": (
        change("2024-03-31", "31/03/2024"),
        "3: période « 31/03/2024 » invalide (écrivez 2024, 2024-03 ou 2024-03-31) ; vouliez-vous dire « 2024-03-31 » ?",
    ),
    "année pour un mois": (
        change("    trajets: 2\n", "    trajets: 2\n    sans_extension: {2024: true}\n"),
        "7: sans_extension : période attendue : un mois (par exemple 2024-03), « 2024 » reçu",
    ),
    "résultat d'un mois pour un jour": (
        change("remboursement: 20", "remboursement: {2024-03: 20}"),
        "8: remboursement : période attendue : un jour (par exemple 2024-03-31), « 2024-03 » reçu",
    ),
    # Numbers
    "texte": (
        change("distance: 10", "distance: dix"), "5: distance : nombre attendu, « dix » reçu",
    ),
    "entre guillemets": (
        change("distance: 10", 'distance: "10"'),
        "5: distance : nombre attendu, « 10 » reçu entre guillemets (un texte) ; vouliez-vous dire « 10 » ?",
    ),
    "virgule": (
        change("distance: 10", "distance: 10,5"),
        "5: distance : nombre attendu, « 10,5 » reçu ; vouliez-vous dire « 10.5 » ?",
    ),
    "milliers espacés": (
        change("distance: 10", "distance: 1 000"),
        "5: distance : nombre attendu, « 1 000 » reçu ; vouliez-vous dire « 1000 » ?",
    ),
    "euros": (
        change("remboursement: 20", "remboursement: 20 €"),
        "8: remboursement : nombre attendu, « 20 € » reçu ; vouliez-vous dire « 20 » ?",
    ),
    "sexagésimal": (
        change("distance: 10", "distance: 1:30"),
        "5: distance : nombre attendu, « 1:30 » reçu (une heure n'est pas un nombre)",
    ),
    "octal": (
        change("trajets: 2", "trajets: 010"),
        "6: trajets : nombre entier attendu, « 010 » reçu ; vouliez-vous dire « 10 » ?",
    ),
    "hors limites": (
        change("distance: 10", "distance: -1"), "5: distance : « -1 » hors limites (de 0 à 1000)",
    ),
    # Form
    "tabulation": (
        change("    distance: 10", "\tdistance: 10"), "5: YAML illisible : tabulation : indentez avec des espaces",
    ),
    "indentation": (
        change("    trajets", "   trajets"), "6: YAML illisible : indentation fausse, ou clé mal formée",
    ),
    "output dans input": (
        change("  output:\n    remboursement: 20", "    output:\n      remboursement: 20"),
        "7: « output » est écrit à l'intérieur de « input » : indentation fausse",
    ),
    "clé en double": (
        change("    trajets: 2", "    distance: 2"), "6: clé « distance » en double (déjà ligne 5)",
    ),
    "balise": (
        change("distance: 10", "distance: !!python/object/apply:os.system ['false']"),
        "5: balise « !!python/object/apply:os.system » refusée : n'écrivez que des valeurs",
    ),
    "ancre": (
        change("distance: 10", "distance: &un 10"), "5: ancre « &un » refusée : écrivez la valeur à chaque endroit",
    ),
    "vide": ("", "1: fichier vide"),
    # A case that tests nothing
    "output vide": (
        change("output:\n    remboursement: 20", "output: {}"), "7: « output » vide : aucun résultat n'est demandé",
    ),
    "output absent": (
        change("  output:\n    remboursement: 20\n", ""), "1: « output » manque : les résultats demandés",
    ),
    "valeur attendue absente": (
        change("remboursement: 20", "remboursement:"), "8: remboursement : la valeur attendue manque",
    ),
    "résultats sans valeur": (
        change("output:\n    remboursement: 20", "output: [remboursement]"), "7: remboursement : la valeur attendue manque",
    ),
    "output répété dans input": (
        change("    trajets: 2\n", "    trajets: 2\n    remboursement: 20\n"),
        "9: remboursement est à la fois donné (ligne 7) et attendu : le cas n'éprouve rien",
    ),
    "donnée attendue": (
        change("remboursement: 20", "remboursement: 20\n    retour: false"),
        "9: retour est une donnée, pas un résultat : le cas n'éprouve rien",
    ),
    "donnée que rien ne lit": (
        change("    trajets: 2\n", "    trajets: 2\n    retour: true\n"),
        "7: retour (31/03/2024) n'est lu par aucun résultat demandé",
    ),
    "donnée d'un autre mois": (
        change("    trajets: 2\n", "    trajets: 2\n    regime_local: {2024-02: true}\n"),
        "7: regime_local (février 2024) n'est lu par aucun résultat demandé",
    ),
    "période plus courte que celle du résultat": (
        "- name: Loyer\n  description: R. 1\n  period: 2024-03-31\n  input: {}\n  output:\n    loyer_double: true\n",
        "6: loyer_double : période attendue : un mois (par exemple 2024-03), celle du cas est plus courte ; "
        "vouliez-vous dire « loyer_double: {2024-03: true} » ?",
    ),
    # Persons
    "personne hors des foyers": (
        change("        conjoint: benoit\n", "", PLUSIEURS),
        "7: « benoit » n'est dans aucun foyer : ajoutez cette personne dans « foyers »",
    ),
    "personnes sans foyers": (
        change("    foyers:\n      un:\n        demandeur: anne\n        conjoint: benoit\n", "", PLUSIEURS)
        .replace("    foyers:\n      un:\n        foyer_total: 15", "    individus:\n      anne:\n        remboursement: 10")
        .replace("benoit: {distance: 5}", "benoit: {}"),
        "6: 2 personnes sans « foyers » : dites qui vit avec qui (foyers: {nom: {rôle: [personne]}}, "
        "rôles : demandeur, conjoint, personnes_a_charge)",
    ),
    "personne inconnue": (
        change("conjoint: benoit", "conjoint: [benoit, benoir]", PLUSIEURS).replace("[benoit, benoir]", "benoir")
        .replace("      benoit: {distance: 5}\n", ""),
        "10: personne inconnue « benoir »",
    ),
    # Dates of the law
    "avant la loi": (
        change("2024-03-31", "2009-12-31"),
        "8: remboursement n'est pas calculé pour « 2009-12-31 » : les règles sont couvertes à partir du 1er janvier 2010",
    ),
    "après la loi": (
        change("2024-03-31", "2016-01-01").replace("remboursement: 20", "ancienne_aide: 7"),
        "8: ancienne_aide n'est pas calculé pour « 2016-01-01 » : la règle a pris fin, dernier jour couvert le 31 décembre 2015",
    ),
    "valeur de la loi inconnue": (
        change("2024-03-31", "2020-03-31").replace("remboursement: 20", "sans_valeur: 20"),
        "8: sans_valeur : une valeur de la loi n'est pas connue à cette date (essai.tardif, 2020-03-31)",
    ),
    "année fausse": (
        change("2024-03-31", "2042-03-31"),
        "8: remboursement est attendu en 2042, les valeurs de la loi sont vérifiées jusqu'au 22 novembre 2026",
    ),
    "donnée d'un foyer dont rien n'est demandé": (
        change("        conjoint: benoit\n", "      deux:\n        demandeur: benoit\n", PLUSIEURS).replace("foyer_total: 15", "foyer_total: 10"),
        "7: distance (31/03/2024) n'est lu par aucun résultat demandé",
    ),
    # What a case says of itself
    "nom absent": (
        change("- name: Dix kilomètres\n  desc", "- desc"), "1: « name » manque : un nom qui dit ce que le cas éprouve",
    ),
    "description absente": (
        change('  description: "Source : article R. 1."\n', ""),
        "1: « description » manque : la source (article, arrêté, règle) est exigée",
    ),
    "description sans source": (
        change('"Source : article R. 1."', "Dix kilomètres aller"),
        "2: description sans source : nommez l'article, l'arrêté ou la règle",
    ),
    "description à compléter": (
        change('"Source : article R. 1."', '"À compléter : la source (article, règle) et ce que le cas éprouve."'),
        "2: description à compléter : dites la source et ce que le cas éprouve",
    ),
    "marge": (
        CAS + "  absolute_error_margin: 1\n", "9: marge d'erreur « 1 » refusée : un nombre de 0 à 0.005",
    ),
    "marge d'une variable": (
        CAS + "  absolute_error_margin:\n    remboursemen: 0.001\n",
        "10: absolute_error_margin : variable inconnue « remboursemen » ; vouliez-vous dire « remboursement » ?",
    ),
    "marge relative": (
        CAS + "  relative_error_margin: 0.05\n", "9: marge relative refusée : absolute_error_margin, 0.005 au plus",
    ),
    "réforme d'ailleurs": (
        CAS + "  reforms: os.system\n", "9: réforme « os.system » refusée : un nom qui commence par openfisca_cpam.reforms.",
    ),
    "paramètre inconnu": (
        CAS + "  parameters:\n    essai:\n      par_kms:\n        values: {2010-01-01: {value: 1}}\n",
        "11: parameters : paramètre inconnu « par_kms » ; vouliez-vous dire « par_km » ?",
    ),
    "paramètre en texte": (
        CAS + "  parameters:\n    essai:\n      par_km:\n        values: {2010-01-01: {value: 1 €}}\n",
        "12: parameters : par_km : values 2010-01-01 : « 1 € » n'est pas un nombre ; vouliez-vous dire « 1 » ?",
    ),
    "deux fois le même nom": (CAS + CAS, "9: deux cas portent le nom « Dix kilomètres » (déjà ligne 1)"),
    # What is on purpose says why
    "sans effet, sans raison": (
        change("    trajets: 2\n", "    trajets: 2\n    retour: true  # sans effet\n"),
        "7: retour : « # sans effet : » doit dire pourquoi",
    ),
    "sans effet, mais lu": (
        change("    trajets: 2\n", "    trajets: 2  # sans effet : on ne compte pas\n"),
        "6: trajets est dit « sans effet », mais un résultat le lit",
    ),
    "hors couverture, mais couvert": (
        change("remboursement: 20", "remboursement: 20  # hors couverture : pas encore de règle"),
        "8: remboursement est dit « hors couverture », mais la règle couvre cette date",
    ),
}  # fmt: skip


@pytest.fixture(scope="session")
def petit(petit):
    """The small law, with a result of a month."""
    from openfisca_cpam.base import MONTH, Individu, Variable

    class loyer_double(Variable):
        value_type = bool
        entity = Individu
        definition_period = MONTH
        label = "Loyer double"

        def formula(individu, period):
            """Vrai en 2024."""
            return individu("regime_local", period) == individu("regime_local", period)

    system = petit.clone()
    system.add_variable(loyer_double)
    return system


@pytest.mark.parametrize("name", UNE_LIGNE)
def test_une_ligne(name, commande, fichier):
    text, line = UNE_LIGNE[name]
    status, out, err = commande("check", fichier(text))
    assert out == f"cas.yaml:{line}\n"
    assert status == 1
    assert err.endswith(": 1 erreur\n")


def test_un_cas_juste_passe(commande, fichier):
    for text in (CAS, PLUSIEURS, CAS + "  keywords: [distance]\n  absolute_error_margin: 0.005\n"):
        assert commande("check", fichier(text)) == (0, "", "1 fichier, 1 cas : aucune erreur\n")


def test_ce_qui_est_voulu_le_dit(commande, fichier):
    useless = change(
        "    trajets: 2\n", "    trajets: 2\n    retour: true  # sans effet : la règle naît le lendemain\n"
    )
    assert commande("check", fichier(useless))[0] == 0
    before = change("2024-03-31", "2009-12-31").replace(
        "    distance: 10\n    trajets: 2\n", "    distance: 1  # sans effet : avant la règle\n"
    )
    marked = before.replace(
        "remboursement: 20", "remboursement: 0  # hors couverture : le droit naît le 1er janvier 2010"
    )
    assert commande("check", fichier(marked)) == (0, "", "1 fichier, 1 cas : aucune erreur\n")
    wrong = marked.replace("remboursement: 0", "remboursement: 1")
    assert commande("test", fichier(wrong))[0] == 1


def test_une_erreur_n_arrete_ni_les_autres_cas_ni_les_autres_fichiers(commande, fichier):
    fichier("a: [\n", "tests/un.yaml")
    fichier(b"\xff\xfe\x00", "tests/deux.yaml")
    fichier(
        change("distance: 10", "distance: dix") + change("Dix", "Vingt").replace("trajets", "trajet"),
        "tests/trois.yaml",
    )
    fichier(CAS, "tests/quatre.yaml")
    fichier(CAS.replace("10", "!!str 10"), "tests/donnees/ignore.yaml")
    status, out, err = commande("check", "tests")
    assert status == 1
    assert [line.split(": ")[0] for line in out.splitlines()] == [
        "tests/deux.yaml:1", "tests/trois.yaml:5", "tests/trois.yaml:14", "tests/un.yaml:2",
    ]  # fmt: skip
    assert "Traceback" not in out + err
    assert "4 fichiers, 3 cas : 4 erreurs" in err


def test_le_nombre_de_processus_ne_change_rien(commande, fichier):
    for rank in range(4):
        fichier(change("distance: 10", f"distance: {'dix' if rank % 2 else 10}"), f"tests/f{rank}.yaml")
    alone = commande("check", "tests", "--workers", "1")
    assert alone == commande("check", "tests", "--workers", "3")
    assert alone[0] == 1


def test_le_format_des_annotations(commande, fichier):
    name = fichier(change("distance: 10", "distance: 50 %"))
    status, out, _ = commande("check", name, "--format", "github")
    assert status == 1
    assert out == "::error file=cas.yaml,line=5,col=15::distance : nombre attendu, « 50 %25 » reçu\n"


def test_un_chemin_absent_et_rien_a_verifier(commande, fichier):
    fichier(CAS, "tests/cas.yaml")
    status, out, err = commande("check", "tests/cass.yaml")
    assert (status, out) == (2, "")
    assert "fichier ou dossier introuvable « tests/cass.yaml » ; vouliez-vous dire « tests/cas.yaml » ?" in err
    assert commande("check")[0] == 0  # tests/ is found alone
    (fichier("", "rien/.cache"),)
    assert "aucun fichier à vérifier" in commande("check", "rien")[2]


def test_fix_retire_ce_que_rien_ne_lit_et_rien_d_autre(commande, fichier, tmp_path):
    text = change("    trajets: 2\n", "    trajets: 2  # deux\n    retour: true\n    mode: taxi # un commentaire\n")
    name = fichier(text)
    status, out, err = commande("check", "--fix", name)
    assert (status, out) == (0, "")
    assert "cas.yaml : 2 données retirées" in err
    assert (tmp_path / name).read_text("utf-8") == change("trajets: 2", "trajets: 2  # deux")
    alone = "- name: Âge\n  description: R. 1\n  period: 2024-03-31\n  input:\n    distance: 3\n  output:\n    age_ce_jour: 54\n"
    commande("check", "--fix", fichier(alone))
    assert (tmp_path / name).read_text("utf-8") == alone.replace("  input:\n    distance: 3\n", "  input: {}\n")


def test_fix_ne_touche_pas_un_fichier_illisible(commande, fichier, tmp_path):
    for text in (change("    trajets: 2", "    distance: 2"), "a: [\n"):
        commande("check", "--fix", fichier(text))
        assert (tmp_path / "cas.yaml").read_text("utf-8") == text
