"""Each slip of a file gives its exact line on standard error, status 2, and nothing is computed."""

# ruff: noqa: E501

import pytest

CAS = "period: 2024-03-31\ninput:\n  distance: 10\n{}output: [remboursement]\n"


def entree(line: str) -> str:
    return CAS.format(f"  {line}\n")


def api(anne: str = "", foyers: str = "  f: {demandeur: Anne}\n") -> str:
    asked = "    remboursement: {2024-03-31: null}\n"
    return f"individus:\n  Anne:\n{asked}{anne}foyers:\n{foyers}"


UNE_LIGNE = {
    # Names
    "variable inconnue": (entree("distence: 1"), "4: variable inconnue « distence » ; vouliez-vous dire « distance » ?"),
    "variable sans voisine": (entree("bonjour: 1"), "4: variable inconnue « bonjour »"),
    "résultat inconnu": (
        "period: 2024-03-31\ninput: {distance: 1}\noutput: [rembourssement]\n",
        "3: variable inconnue « rembourssement » ; vouliez-vous dire « remboursement » ?",
    ),
    "résultat inconnu avec valeur": (
        "period: 2024-03-31\ninput: {distance: 1}\noutput:\n  remboursemnt: 1\n",
        "4: variable inconnue « remboursemnt » ; vouliez-vous dire « remboursement » ?",
    ),
    "clé du cas": (
        "perriod: 2024-03-31\ninput: {distance: 1}\noutput: [remboursement]\n",
        "1: clé inconnue « perriod » ; vouliez-vous dire « period » ?",
    ),
    "clé du cas sans voisine": (
        CAS.format("") + "reforms: x\n",
        "5: clé inconnue « reforms » (attendu : period, input, output, name, description)",
    ),
    "entité inconnue": (
        "individu:\n  Anne:\n    remboursement: {2024-03-31: null}\n",
        "1: entité inconnue « individu » ; vouliez-vous dire « individus » ?",
    ),
    "axes": (api() + "axes: []\n", "6: « axes » n'est pas accepté dans une situation"),
    "rôle inconnu": (
        api(foyers="  f: {demandeurs: Anne}\n"),
        "5: variable ou rôle inconnu « demandeurs » ; vouliez-vous dire « demandeur » ?",
    ),
    "mauvaise entité": (
        api("    foyer_loyer: {2024-03: 500}\n"),
        "4: foyer_loyer se donne dans « foyers », pas dans « individus »",
    ),
    "valeur d'énumération": (
        entree("mode: taix"), "4: mode : valeur inconnue « taix » ; vouliez-vous dire « taxi » ?",
    ),
    "texte de l'énumération": (
        entree("mode: Taxi conventionné"),
        "4: mode : valeur inconnue « Taxi conventionné » ; vouliez-vous dire « taxi » ?",
    ),
    "énumération sans voisine": (
        entree("mode: fusée"), "4: mode : valeur inconnue « fusée » (valeurs possibles : vsl, taxi, ambulance)",
    ),
    "énumération par son rang": (
        entree("mode: 1"), "4: mode : valeur inconnue « 1 » (valeurs possibles : vsl, taxi, ambulance)",
    ),
    # Periods
    "mois 13": (
        "period: 2024-13-01\ninput: {distance: 1}\noutput: [remboursement]\n", "1: « 2024-13-01 » : le mois va de 01 à 12",
    ),
    "jour qui n'existe pas": (
        "period: 2023-02-29\ninput: {distance: 1}\noutput: [remboursement]\n",
        "1: « 2023-02-29 » : ce jour n'existe pas dans le calendrier",
    ),
    "jour sans zéro": (
        "period: 2024-3-31\ninput: {distance: 1}\noutput: [remboursement]\n",
        "1: période « 2024-3-31 » invalide (écrivez 2024, 2024-03 ou 2024-03-31) ; vouliez-vous dire « 2024-03-31 » ?",
    ),
    "date à la française": (
        "period: 31/03/2024\ninput: {distance: 1}\noutput: [remboursement]\n",
        "1: période « 31/03/2024 » invalide (écrivez 2024, 2024-03 ou 2024-03-31) ; vouliez-vous dire « 2024-03-31 » ?",
    ),
    "période manquante du cas": (
        "input: {distance: 1}\noutput: [remboursement]\n",
        "1: « period » manque : la date du cas (par exemple period: 2024-03-31)",
    ),
    "période manquante d'une valeur": (
        api("    distance: 10\n"),
        "4: distance : la période manque, un jour (par exemple 2024-03-31) (écrivez {période: 10})",
    ),
    "jour pour une année": (
        api("    plafond_annuel: {2024-03-31: 10}\n"),
        "4: plafond_annuel : période attendue : une année (par exemple 2024), « 2024-03-31 » reçu",
    ),
    "année pour un jour": (
        api("    distance: {2024: 10}\n"),
        "4: distance : période attendue : un jour (par exemple 2024-03-31), « 2024 » reçu",
    ),
    "jour pour un mois sans extension": (
        entree("sans_extension: true"),
        "4: sans_extension : période attendue : un mois (par exemple 2024-03), « 2024-03-31 » reçu",
    ),
    "résultat au mauvais pas": (
        "individus:\n  Anne:\n    remboursement: {2024-03: null}\n",
        "3: remboursement : période attendue : un jour (par exemple 2024-03-31), « 2024-03 » reçu",
    ),
    "cas au mauvais pas": (
        "period: 2024-03\ninput: {}\noutput: [remboursement]\n",
        "3: remboursement : période attendue : un jour (par exemple 2024-03-31), « 2024-03 » reçu",
    ),
    "donné deux fois": (
        api("    regime_local: {2024-03: true, 2024-03-31: false}\n"),
        "4: regime_local est donné deux fois pour « 2024-03 »",
    ),
    # Types
    "virgule": (entree("trajets: 2"), None),
    "virgule décimale": (
        "period: 2024-03-31\ninput:\n  distance: 12,50\noutput: [remboursement]\n",
        "3: distance : nombre attendu, « 12,50 » reçu ; vouliez-vous dire « 12.50 » ?",
    ),
    "milliers": (
        "period: 2024-03-31\ninput:\n  distance: 1 000\noutput: [remboursement]\n",
        "3: distance : nombre attendu, « 1 000 » reçu ; vouliez-vous dire « 1000 » ?",
    ),
    "euros": (
        "period: 2024-03-31\ninput:\n  distance: 12 €\noutput: [remboursement]\n",
        "3: distance : nombre attendu, « 12 € » reçu ; vouliez-vous dire « 12 » ?",
    ),
    "octal": (
        "period: 2024-03-31\ninput:\n  distance: 010\noutput: [remboursement]\n",
        "3: distance : nombre attendu, « 010 » reçu ; vouliez-vous dire « 10 » ?",
    ),
    "souligné": ("period: 2024-03-31\ninput:\n  distance: 1_0\noutput: [remboursement]\n", "3: distance : nombre attendu, « 1_0 » reçu"),
    "nombre entre guillemets": (
        'period: 2024-03-31\ninput:\n  distance: "12"\noutput: [remboursement]\n',
        "3: distance : nombre attendu, « 12 » reçu entre guillemets (un texte) ; vouliez-vous dire « 12 » ?",
    ),
    "expression": (
        'period: 2024-03-31\ninput:\n  distance: "9**9**9"\noutput: [remboursement]\n',
        "3: distance : nombre attendu, « 9**9**9 » reçu",
    ),
    "sexagésimal": (
        "period: 2024-03-31\ninput:\n  distance: 1:30\noutput: [remboursement]\n",
        "3: distance : nombre attendu, « 1:30 » reçu (une heure n'est pas un nombre)",
    ),
    "vrai pour un nombre": (
        "period: 2024-03-31\ninput:\n  distance: true\noutput: [remboursement]\n",
        "3: distance : nombre attendu, « true » reçu",
    ),
    "nombre pour vrai ou faux": (
        entree("retour: 1"), "4: retour : true (oui) ou false (non) attendu, « 1 » reçu ; vouliez-vous dire « true » ?",
    ),
    "oui": (
        entree("retour: oui"), "4: retour : true (oui) ou false (non) attendu, « oui » reçu ; vouliez-vous dire « true » ?",
    ),
    "décimal pour un entier": (
        entree("trajets: 2.0"), "4: trajets : nombre entier attendu, « 2.0 » reçu ; vouliez-vous dire « 2 » ?",
    ),
    "décimal pour un entier, sans suggestion": (entree("trajets: 2.5"), "4: trajets : nombre entier attendu, « 2.5 » reçu"),
    "entier trop grand": (entree("trajets: 99999999999999999999"), "4: trajets : nombre trop grand"),
    "NaN": ("period: 2024-03-31\ninput:\n  distance: .nan\noutput: [remboursement]\n", "3: distance : nombre fini attendu, « .nan » reçu"),
    "infini": ("period: 2024-03-31\ninput:\n  distance: 1e999\noutput: [remboursement]\n", "3: distance : nombre fini attendu, « 1e999 » reçu"),
    "au-dessus du maximum": (
        "period: 2024-03-31\ninput:\n  distance: 1000.5\noutput: [remboursement]\n",
        "3: distance : « 1000,5 » hors limites (de 0 à 1000)",
    ),
    "au-dessous du minimum": (
        "period: 2024-03-31\ninput:\n  distance: -1\noutput: [remboursement]\n",
        "3: distance : « -1 » hors limites (de 0 à 1000)",
    ),
    "date à l'envers": (
        entree("date_naissance: 31/12/1980"),
        "4: date_naissance : date attendue sous la forme 2024-03-31, « 31/12/1980 » reçu ; vouliez-vous dire « 1980-12-31 » ?",
    ),
    "date fausse": (
        entree("date_naissance: 1980-02-30"), "4: date_naissance : « 1980-02-30 » : ce jour n'existe pas dans le calendrier",
    ),
    "texte attendu": (entree("departement: 75"), '4: departement : texte attendu, « 75 » reçu ; vouliez-vous dire « "75" » ?'),
    "valeur vide": (entree("trajets:"), "4: trajets : valeur vide (nombre entier attendu)"),
    "liste": (
        entree("trajets: [1, 2]"),
        "4: trajets : une liste de valeurs pour une seule personne : pour plusieurs, nommez-les dans « individus »",
    ),
    # Persons
    "personne oubliée": (
        api("  Léo: {}\n"), "4: « Léo » n'est dans aucun foyer : ajoutez cette personne dans « foyers »",
    ),
    "personne dans deux foyers": (
        api(foyers="  f: {demandeur: Anne}\n  g: {demandeur: Anne}\n"),
        "6: « Anne » est dans « f » (ligne 5) et dans « g »",
    ),
    "personne deux fois": (
        api(foyers="  f: {demandeur: Anne, conjoint: Anne}\n"), "5: « Anne » est deux fois dans « f »",
    ),
    "deux demandeurs": (
        api("  Léo: {}\n", "  f: {demandeur: [Anne, Léo]}\n"), "6: « f » a 2 personnes « demandeur » (1 au plus)",
    ),
    "personne inconnue": (
        api("  Lucien: {}\n", "  f: {demandeur: Anne, conjoint: Lucien, personnes_a_charge: [Zoé]}\n"),
        "6: personne inconnue « Zoé »",
    ),
    "foyer vide": (api(foyers="  f: {demandeur: Anne}\n  g: {demandeur: []}\n"), "6: le foyer « g » n'a aucun membre"),
    "plusieurs sans foyer": (
        "individus:\n  Anne:\n    remboursement: {2024-03-31: null}\n  Léo: {}\n",
        "2: 2 personnes sans « foyers » : dites qui vit avec qui (foyers: {nom: {rôle: [personne]}}, "
        "rôles : demandeur, conjoint, personnes_a_charge)",
    ),
    "pour qui": (
        "period: 2024-03-31\ninput:\n  individus: {Anne: {}, Léo: {}}\n  foyers: {f: {demandeur: Anne, conjoint: Léo}}\n"
        "  distance: 1\noutput: [remboursement]\n",
        "5: distance : dites pour qui, dans « individus »",
    ),
    "aucune personne": ("individus: {}\n", "1: « individus » : au moins une personne, avec son nom"),
    # Coverage
    "avant la première règle": (
        "period: 2009-12-31\ninput: {distance: 1}\noutput: [remboursement]\n",
        "3: remboursement n'est pas calculé pour « 2009-12-31 » : "
        "les règles sont couvertes à partir du 1er janvier 2010",
    ),
    "après la fin": (
        "period: 2016-01-01\ninput: {distance: 1}\noutput: [ancienne_aide]\n",
        "3: ancienne_aide n'est pas calculé pour « 2016-01-01 » : "
        "la règle a pris fin, dernier jour couvert le 31 décembre 2015",
    ),
    # Form
    "vide": ("", "1: fichier vide"),
    "accolades vides": ("{}", "1: situation vide"),
    "rien demandé": (
        "individus: {Anne: {distance: {2024-03-31: 1}}}\n",
        "1: aucun résultat n'est demandé : donnez la valeur null à une variable",
    ),
    "output vide": ("period: 2024-03-31\ninput: {}\noutput: {}\n", "3: « output » vide : aucun résultat n'est demandé"),
    "clé en double": (
        CAS.format("  distance: 11\n"), "4: clé « distance » en double (déjà ligne 3)",
    ),
    "balise": (
        entree('trajets: !!python/object/apply:os.system ["echo oups"]'),
        "4: balise « !!python/object/apply:os.system » refusée : n'écrivez que des valeurs",
    ),
    "ancre": (
        entree("trajets: &un 1"), "4: ancre « &un » refusée : écrivez la valeur à chaque endroit",
    ),
    "tabulation": ("period: 2024-03-31\ninput:\n\tdistance: 1\n", "3: YAML illisible : tabulation : indentez avec des espaces"),
    "indentation": (
        "period: 2024-03-31\ninput:\n    distance: 1\n  trajets: 1\n", "4: YAML illisible : indentation fausse, ou clé mal formée",
    ),
    "deux documents": (CAS.format("") + "---\nperiod: 2024\n", "5: un seul document par fichier : « --- » de trop"),
    "JSON coupé": (
        '{"individus": {"Anne": {"distance": \n{"2024-03-31": 1', "2: JSON illisible : virgule, crochet ou accolade qui manque",
    ),
    "NaN de JSON": (
        '{"individus": {"Anne": {"distance": {"2024-03-31": NaN},\n "remboursement": {"2024-03-31": null}}}}',
        "1: individus/Anne/distance/2024-03-31 : distance : nombre fini attendu, « NaN » reçu",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", [name for name, (_, line) in UNE_LIGNE.items() if line])
def test_une_ligne(name, commande, fichier):
    text, line = UNE_LIGNE[name]
    status, out, err = commande("calculate", fichier(text))
    assert err == f"cas.yaml:{line}\n"
    assert (status, out) == (2, "")


@pytest.mark.parametrize("name", [name for name, (_, line) in UNE_LIGNE.items() if line is None])
def test_le_temoin_passe(name, commande, fichier):
    status, out, _ = commande("calculate", fichier(UNE_LIGNE[name][0]))
    assert status == 0
    assert "20,00 €" in out


def test_toutes_les_erreurs_de_tous_les_fichiers(commande, fichier):
    first = fichier("period: 2024-03-31\ninput:\n  distence: 1\n  retour: 1\noutput: [remboursment]\n", "a.yaml")
    second = fichier(CAS.format(""), "b.yaml")
    third = fichier("input: {}\n", "c.yaml")
    status, out, err = commande("calculate", first, second, third)
    assert (status, out) == (2, "")
    assert [line.split(": ")[0] for line in err.splitlines()] == [
        "a.yaml:3",
        "a.yaml:4",
        "a.yaml:5",
        "c.yaml:1",
        "c.yaml:1",
    ]


def test_une_balise_ne_fait_rien(commande, fichier, tmp_path):
    trace = tmp_path / "trace"
    commande("calculate", fichier(entree(f'trajets: !!python/object/apply:os.system ["touch {trace}"]')))
    assert not trace.exists()


def test_un_texte_profond_est_refuse(commande, fichier):
    status, _, err = commande("calculate", fichier("[" * 100_000))
    assert status == 2
    assert err == "cas.yaml:1: trop de niveaux emboîtés\n"


def test_alias_en_cascade(commande, fichier):
    bomb = "a: &a [1]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(3))
    status, _, err = commande("calculate", fichier(bomb))
    assert status == 2
    assert "cas.yaml:2: alias « *a » refusé : écrivez la valeur\n" in err


def test_pas_en_utf8(commande, fichier, tmp_path):
    name = fichier("")
    (tmp_path / name).write_bytes("period: 2024-03-31\nname: été\n".encode("latin-1"))
    status, _, err = commande("calculate", name)
    assert (status, err) == (2, "cas.yaml:2: le texte n'est pas en UTF-8\n")


def test_valeur_de_la_loi_inconnue(commande, fichier):
    text = "period: 2020-01-01\ninput: {distance: 1}\noutput: [sans_valeur]\n"
    status, out, err = commande("calculate", fichier(text))
    assert (status, out) == (2, "")
    assert err == (
        "cas.yaml:3: sans_valeur : une valeur de la loi n'est pas connue à cette date (essai.tardif, 2020-01-01)\n"
    )


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["calculat"], "commande inconnue « calculat » ; vouliez-vous dire « calculate » ?"),
        (["calculate"], "argument manquant : FICHIER…"),
        (["calculate", "absent.yaml"], "fichier introuvable « absent.yaml »"),
        (["calculate", "."], "fichier illisible « . » (c'est un dossier)"),
        (["calculate", "x", "--ouptut", "y"], "option inconnue « --ouptut » ; vouliez-vous dire « --output » ?"),
        (["calculate", "x", "--period"], "l'option « --period » attend une valeur"),
        (["situations", "x"], "argument de trop : x"),
        (["situations", "--path", "transport_100_km_2042"],
         "situation inconnue « transport_100_km_2042 » ; vouliez-vous dire « transport_100_km_2024 » ?"),
        (["calculate", "transport_100_km_2023"],
         "fichier introuvable « transport_100_km_2023 » ; vouliez-vous dire « transport_100_km_2024 » ?"),
        (["serve", "--port", "abc"], "--port : nombre entier de 1 à 65535 attendu, « abc » reçu"),
    ],
)  # fmt: skip
def test_options(arguments, line, commande):
    status, out, err = commande(*arguments)
    assert (status, out, err) == (2, "", f"openfisca-cpam: {line}\n")


def test_options_de_calculate(commande, fichier):
    name = fichier(CAS.format(""))
    assert commande("calculate", name, "--output", "remboursemnt")[2] == (
        "openfisca-cpam: --output : variable inconnue « remboursemnt » ; vouliez-vous dire « remboursement » ?\n"
    )
    assert commande("calculate", name, "--period", "2024-3-1")[2].endswith("vouliez-vous dire « 2024-03-01 » ?\n")
