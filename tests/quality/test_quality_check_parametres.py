"""Each slip of a file of parameters gives one line; the right ones pass."""

# ruff: noqa: E501

import pytest

from openfisca_cpam.quality.parameters import fautes_d_un_fichier, fautes_d_un_index, fautes_du_nom

PARAMETRE = """\
description: Franchise par trajet
values:
  2008-01-01:
    value: 2
  2024-03-31:
    value: 4
metadata:
  short_label: Franchise par trajet
  unit: currency
  last_value_still_valid_on: "2026-11-22"
  confidence:
    2008-01-01: A
    2024-03-31: B
  reference:
    2008-01-01:
    - title: Décret n° 2007-1937 du 26 décembre 2007
    2024-03-31:
    - title: Article D. 160-9 du code de la sécurité sociale
      href: https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000049158651
"""
TABLE = f"""\
description: Franchises
metadata:
  short_label: Franchises
d01:
{"".join("  " + ligne for ligne in PARAMETRE.splitlines(keepends=True))}\
d02:
{"".join("  " + ligne for ligne in PARAMETRE.splitlines(keepends=True))}\
"""

UNE_LIGNE = {
    "nombre entre guillemets": (
        "    value: 4", "    value: '4'",
        "6: values 2024-03-31 : « 4 » n'est pas un nombre entre guillemets (un texte) ; vouliez-vous dire « 4 » ?",
    ),
    "virgule": (
        "value: 4", "value: 4,50",
        "6: values 2024-03-31 : « 4,50 » n'est pas un nombre ; vouliez-vous dire « 4.50 » ?",
    ),
    "euros": (
        "value: 4", "value: 4 €", "6: values 2024-03-31 : « 4 € » n'est pas un nombre ; vouliez-vous dire « 4 » ?",
    ),
    "milliers": (
        "value: 4", "value: 4 005",
        "6: values 2024-03-31 : « 4 005 » n'est pas un nombre ; vouliez-vous dire « 4005 » ?",
    ),
    "sexagésimal": ("value: 4", "value: 4:30", "6: values 2024-03-31 : « 4:30 » n'est pas un nombre (une heure)"),
    "booléen pour un nombre": ("value: 4", "value: true", "6: values 2024-03-31 : « true » n'est pas un nombre"),
    "pas un nombre": ("value: 4", "value: .nan", "6: values 2024-03-31 : « .nan » n'est pas un nombre fini"),
    "rien": (
        "value: 4", "value:", "6: values 2024-03-31 : valeur vide ; une fin s'écrit null ; vouliez-vous dire « null » ?",
    ),
    "note dans la valeur": (
        "    value: 4", "    value: 4\n    note: x",
        "7: values 2024-03-31 : « value » et rien d'autre ; clé inconnue « note » (attendu : value)",
    ),
    "valeur mal nommée": (
        "    value: 4", "    valeu: 4",
        "6: values 2024-03-31 : « value » et rien d'autre ; clé inconnue « valeu » ; vouliez-vous dire « value » ?",
    ),
    "valeur nue": (
        "  2024-03-31:\n    value: 4", "  2024-03-31: 4",
        "5: values 2024-03-31 : « value: … » attendu, « 4 » reçu ; vouliez-vous dire « value: 4 » ?",
    ),
    "unité": (
        "unit: currency", "unit: curency",
        "9: metadata.unit : « curency » hors de units.yaml ; vouliez-vous dire « currency » ?",
    ),
    "unité sans voisine": ("unit: currency", "unit: dollars", "9: metadata.unit : « dollars » hors de units.yaml"),
    "unité absente": ("  unit: currency\n", "", "8: metadata.unit manquante"),
    "nom court": ("  short_label: Franchise par trajet\n", "", "8: metadata.short_label manquant"),
    "description": ("description: Franchise par trajet\n", "", "1: description manquante"),
    "description vide": ("description: Franchise par trajet", "description: ''", "1: description manquante"),
    "clé": (
        "values:", "value:", "2: clé inconnue « value » ; vouliez-vous dire « values » ?",
    ),
    "clé sans voisine": (
        "metadata:", "remarque: x\nmetadata:",
        "7: clé inconnue « remarque » (attendu : description, values, brackets, metadata, documentation)",
    ),
    "métadonnée": (
        "  short_label:", "  short_labl:",
        "8: metadata : clé inconnue « short_labl » ; vouliez-vous dire « short_label » ?",
    ),
    "documentation": ("metadata:", "documentation: ''\nmetadata:", "7: documentation vide"),
    "date de vérification": (
        '"2026-11-22"', "2026-11-22",
        "10: metadata.last_value_still_valid_on : date entre guillemets exigée ; vouliez-vous dire « \"2026-11-22\" » ?",
    ),
    "date de vérification française": (
        '"2026-11-22"', '"22/11/2026"',
        '10: metadata.last_value_still_valid_on : "AAAA-MM-JJ" entre guillemets exigé, pas « 22/11/2026 » ; '
        'vouliez-vous dire « "2026-11-22" » ?',
    ),
    "confiance absente": (
        "    2024-03-31: B\n", "",
        "12: metadata.confidence : mêmes dates que les valeurs exigées, 2024-03-31 manque",
    ),
    "confiance": ("2024-03-31: B", "2024-03-31: D", "13: confidence 2024-03-31 : A, B ou C, pas « D »"),
    "référence d'une autre date": (
        "    2024-03-31:\n    - title: Art", "    2024-04-01:\n    - title: Art",
        "17: metadata.reference : mêmes dates que les valeurs exigées, « 2024-04-01 » n'y est pas ; "
        "vouliez-vous dire « 2024-03-31 » ?",
    ),
    "référence sans titre": (
        "    - title: Décret n° 2007-1937 du 26 décembre 2007", "    - href: https://exemple.fr/x",
        "16: reference 2008-01-01 : titre manquant",
    ),
    "titre vide": (
        "title: Décret n° 2007-1937 du 26 décembre 2007", "title: ''", "16: reference 2008-01-01 : titre manquant",
    ),
    "titre mal nommé": (
        "- title: Décret", "- titel: Décret",
        "16: reference 2008-01-01 : clé inconnue « titel » ; vouliez-vous dire « title » ?",
    ),
    "adresse": (
        "href: https://www.", "href: www.",
        "19: reference 2024-03-31 : adresse « www.legifrance.gouv.fr/codes/article_lc/ » illisible",
    ),
    "ordre": (
        "  2024-03-31:\n    value: 4", "  2007-03-31:\n    value: 4", None,
    ),
    "date entre guillemets": (
        "  2008-01-01:\n    value: 2", "  '2008-01-01':\n    value: 2",
        "3: values : date AAAA-MM-JJ sans guillemets exigée ; vouliez-vous dire « 2008-01-01 » ?",
    ),
    "année": (
        "  2008-01-01:\n    value: 2", "  2008:\n    value: 2",
        "3: values : date attendue sous la forme 2024-03-31, « 2008 » reçu",
    ),
    "jour qui n'existe pas": (
        "  2024-03-31:\n    value: 4", "  2024-02-30:\n    value: 4",
        "5: values : « 2024-02-30 » : ce jour n'existe pas dans le calendrier",
    ),
    "année fausse": (
        "2024-03-31", "2042-03-31",
        "5: values : « 2042-03-31 » est loin après la dernière vérification (2026-11-22)",
    ),
    "clé en double": (
        "    value: 4", "    value: 4\n    value: 5", "7: clé « value » en double (déjà ligne 6)",
    ),
    "tabulation": ("    value: 4", "\tvalue: 4", "6: YAML illisible : tabulation : indentez avec des espaces"),
    "balise": (
        "value: 4", "value: !!python/name:os.system x",
        "6: balise « !!python/name:os.system » refusée : n'écrivez que des valeurs",
    ),
}  # fmt: skip


def lignes(texte: str) -> list[str]:
    return [faute.text("p").removeprefix("p:") for faute in fautes_d_un_fichier(texte)]


def test_un_parametre_juste_passe():
    assert lignes(PARAMETRE) == []
    assert lignes(TABLE) == []
    assert lignes(PARAMETRE.replace("value: 4", "value: null")) == []


@pytest.mark.parametrize("nom", UNE_LIGNE)
def test_une_ligne(nom):
    avant, apres, ligne = UNE_LIGNE[nom]
    assert avant in PARAMETRE
    texte = PARAMETRE.replace(avant, apres, 1)
    if nom == "année fausse":
        texte = PARAMETRE.replace(avant, apres)
    if ligne is None:  # every date moves with it
        texte = PARAMETRE.replace("2024-03-31", "2007-03-31")
        assert lignes(texte) == [
            "5: values : dates dans l'ordre croissant exigées",
            "13: metadata.confidence : dates dans l'ordre croissant exigées",
            "17: metadata.reference : dates dans l'ordre croissant exigées",
        ]
        return
    assert lignes(texte) == [ligne]


@pytest.mark.parametrize(
    ("unite", "juste", "faux", "suggestion"),
    [
        ("boolean", "true", "oui", "true"),
        ("boolean", "false", "1", "true"),
        ("list", "['01']", "'01'", None),
        ("date-mmdd", '"12-31"', '"31-12"', None),
        ("date-mmdd", '"12-31"', "12-31", '"12-31"'),
        ("/1", "0.55", "55 %", "0.55"),
        ("/1", "0.655", "65,5%", "0.655"),
        ("currency", "null", "[4]", None),
    ],
)
def test_une_valeur_est_de_son_unite(unite, juste, faux, suggestion):
    base = PARAMETRE.replace("unit: currency", f"unit: {unite}").replace("value: 2", f"value: {juste}")
    assert lignes(base.replace("value: 4", f"value: {juste}")) == []
    (faute,) = fautes_d_un_fichier(base.replace("value: 4", f"value: {faux}"))
    assert (faute.line, faute.suggestion) == (6, suggestion)


def test_un_taux_va_de_0_a_1():
    taux = PARAMETRE.replace("description: Franchise", "description: Taux").replace("currency", "/1")
    assert lignes(taux.replace("value: 2", "value: 0.65").replace("value: 4", "value: 65")) == [
        "6: values 2024-03-31 : un taux va de 0 à 1, « 65 » reçu ; vouliez-vous dire « 0.65 » ?"
    ]


def test_une_table_est_lue_enfant_par_enfant():
    assert lignes(TABLE.replace("d02:", "D 02:")) == ["24: D 02 : minuscules sans accent, chiffres et _ exigés"]
    (ligne,) = lignes(TABLE.replace("value: 4", "value: quatre", 1))
    assert ligne == "10: d01 : values 2024-03-31 : « quatre » n'est pas un nombre"
    assert lignes(TABLE.replace("unit: currency", "unit: km", 1)) == [
        "1: une table n'a qu'une unité : séparer les grandeurs en plusieurs fichiers"
    ]
    assert lignes(TABLE.replace("description: Franchises\n", "")) == ["1: description manquante"]
    assert lignes(TABLE.replace("description: Franchises\n", "desciption: Franchises\n")) == [
        "1: clé inconnue « desciption » ; vouliez-vous dire « description » ?"
    ]
    assert lignes("[]") == ["1: un fichier, une grandeur : des clés (description, values, metadata) attendues"]
    assert lignes("description: Vide\nmetadata: {short_label: Vide}")


def test_chaque_borne_d_un_bareme_est_lue():
    debut, fin = PARAMETRE.partition("values:\n")[0], PARAMETRE[PARAMETRE.index("metadata:") :]
    tranche = (
        "brackets:\n- threshold:\n    2008-01-01: {value: 0}\n    2024-03-31: {value: 0}\n  rate:\n"
        "    2008-01-01: {value: x}\n"
    )
    assert lignes(debut + tranche + fin) == ["7: brackets[0].rate 2008-01-01 : « x » n'est pas un nombre"]
    faux = tranche.replace("rate", "taux").replace("{value: x}", "{value: 1}")
    assert lignes(debut + faux + fin) == [
        "6: brackets[0] : clé inconnue « taux » (attendu : threshold, rate, amount, average_rate)"
    ]


def test_un_index_est_decrit():
    assert fautes_d_un_index("description: Transport\nmetadata: {short_label: Transport}") == []
    assert len(fautes_d_un_index("metadata: {}")) == 2
    assert [faute.line for faute in fautes_d_un_index("desciption: T\nmetadata: {short_label: T}")] == [1]
    assert fautes_d_un_index("- a")


def test_le_nom_d_un_fichier(tmp_path):
    assert fautes_du_nom(tmp_path / "0_16_ans.yaml") == []
    assert len(fautes_du_nom(tmp_path / "Par Trajet.yaml")) == 1
    assert len(fautes_du_nom(tmp_path / "par_trajet.yml")) == 1
    (tmp_path / "par_trajet").mkdir()
    assert len(fautes_du_nom(tmp_path / "par_trajet.yaml")) == 1


def test_la_commande_les_reconnait(commande, fichier):
    fichier(PARAMETRE.replace("value: 4", "value: 4 €"), "parameters/franchises/par_trajet.yaml")
    fichier("description: x\n", "parameters/franchises/index.yaml")
    fichier(PARAMETRE.replace("value: 4", "value: 5 €"), "seul.yaml")  # known by its content
    status, out, _ = commande("check", "parameters", "seul.yaml")
    assert status == 1
    assert [ligne.split(": ")[0] for ligne in out.splitlines()] == [
        "parameters/franchises/index.yaml:1", "parameters/franchises/par_trajet.yaml:6", "seul.yaml:6",
    ]  # fmt: skip


def test_un_parametre_faux_qui_empeche_la_loi_de_se_charger_est_nomme(commande, fichier, monkeypatch, tmp_path):
    """The very file that a legal expert has just changed: its line is given, by « check » and by « test »."""
    import openfisca_cpam
    from openfisca_cpam.loading.parameters import charge_parametres
    from openfisca_cpam.quality import check

    fichier(PARAMETRE.replace("value: 4", "value: {a: 4}"), "openfisca_cpam/parameters/franchises/par_trajet.yaml")
    fichier("description: F\nmetadata: {short_label: F}\n", "openfisca_cpam/parameters/franchises/index.yaml")
    fichier("- name: x\n", "tests/x.yaml")
    monkeypatch.setattr(check, "PACKAGE", tmp_path / "openfisca_cpam")
    monkeypatch.setattr(
        openfisca_cpam, "CountryTaxBenefitSystem", lambda: charge_parametres(tmp_path / "openfisca_cpam" / "parameters")
    )
    line = (
        "openfisca_cpam/parameters/franchises/par_trajet.yaml:6: "
        "values 2024-03-31 : une seule valeur attendue, un groupe de clés reçu\n"
    )
    for command in ("check", "test"):
        status, out, err = commande(command, "tests")
        assert (status, out) == (1, line)
        assert err == "la loi ne se charge pas : les cas, les situations et les questions ne sont pas vérifiés\n"


def test_une_loi_qui_ne_se_charge_pas_dit_pourquoi(commande, fichier, monkeypatch, tmp_path):
    import openfisca_cpam
    from openfisca_cpam.quality import check

    def casse():
        raise SyntaxError("invalid syntax")

    fichier(PARAMETRE, "openfisca_cpam/parameters/par_trajet.yaml")
    monkeypatch.setattr(check, "PACKAGE", tmp_path / "openfisca_cpam")
    monkeypatch.setattr(openfisca_cpam, "CountryTaxBenefitSystem", casse)
    status, out, err = commande("check", "openfisca_cpam")
    assert (status, out) == (1, "")
    assert "la loi ne se charge pas (SyntaxError : invalid syntax)" in err
