"""« Réforme »: a form that does all without a script, a reform that is never stored, hostile values refused."""

import json
import re
from html import unescape
from urllib.parse import parse_qsl

import pytest

from openfisca_cpam.reforms import parametres
from openfisca_cpam.reforms.avant_apres import avant_apres
from openfisca_cpam.situation import shipped
from openfisca_cpam.situation.guard import lit
from openfisca_cpam.web.application import application
from openfisca_cpam.web.pages.reforme import REFORMES, adresse, valeur_ecrite

BROWSER = {"Accept": "text/html"}
FRANCHISE = "franchises.transport.par_trajet"
RANG = {"parametre": FRANCHISE, "date": "2026-04-01", "valeur": "6,50 €", "situation": "transport_alsace_moselle"}


@pytest.fixture(scope="module")
def client(systeme):
    return application(systeme).test_client()


def envoie(client, expected=200, lang="", **fields):
    answer = client.post(f"/reforme{lang}", data=fields, headers=BROWSER)
    assert answer.status_code == expected, answer.text[:3000]
    return unescape(answer.text).replace("\xa0", " ").replace("\u202f", " ").replace("’", "'")


def test_le_formulaire_part_d_un_parametre(client):
    page = client.get(f"/reforme?parametre={FRANCHISE}", headers=BROWSER).text
    assert f'value="{FRANCHISE}"' in page
    assert "4,00" in page, "the value of the law is shown"


def test_avant_et_apres(client):
    page = envoie(client, **RANG)
    assert "La réforme change 3 résultats de ce cas, sur 10." in page
    line = re.search(r"Reste à charge du patient.*?</tr>", page, re.S).group()
    assert re.findall(r"[+−]?\d+,\d{2} €", line) == ["4,00 €", "6,50 €", "+2,50 €"]


def test_rien_ne_reste_apres(client, systeme):
    """Two reforms one after the other: each starts from the law, which has not moved."""
    envoie(client, **RANG)
    page = envoie(client, **{**RANG, "valeur": "5"})
    line = re.search(r"Reste à charge du patient.*?</tr>", page, re.S).group()
    assert re.findall(r"[+−]?\d+,\d{2} €", line) == ["4,00 €", "5,00 €", "+1,00 €"]
    assert systeme.get_parameters_at_instant("2026-04-14").franchises.transport.par_trajet == 4


def test_la_reforme_est_dans_l_adresse_apres_le_diese(client):
    page = envoie(client, **RANG)
    address = re.search(r'data-adresse="([^"]+)"', page).group(1)
    path, _, fragment = address.partition("#")
    assert path == "/reforme"
    assert dict(parse_qsl(fragment)) == {f"{FRANCHISE}@2026-04-01": "6.5", "cas": "transport_alsace_moselle"}


def test_une_situation_collee_n_est_pas_dans_l_adresse(client):
    text = shipped.path("transport_alsace_moselle").read_text("utf-8").replace('"patient"', '"Jeanne Secret"')
    page = envoie(client, **{**RANG, "texte": text})
    address = re.search(r'data-adresse="([^"]+)"', page).group(1)
    assert "Secret" not in address and "cas=" not in address
    assert "La réforme change 3 résultats" in page


def test_le_yaml_et_le_python_de_la_page(client, systeme):
    page = envoie(client, **RANG)
    yaml = re.search(r'<pre id="reforme-yaml"[^>]*><code>(.*?)</code>', page, re.S).group(1)
    assert parametres.lit(yaml, systeme) == {FRANCHISE: {"2026-04-01": 6.5}}
    python = re.search(r'<pre id="reforme-python"[^>]*><code>(.*?)</code>', page, re.S).group(1)
    space: dict = {"__name__": "essai"}
    exec(compile(python, "reforme.py", "exec"), space)
    assert space["reforme"](systeme).get_parameters_at_instant("2026-04-01").franchises.transport.par_trajet == 6.5


@pytest.mark.parametrize(
    ("kind", "name"), [("yaml", "reforme.yaml"), ("python", "reforme.py"), ("../x", "reforme.yaml")]
)
def test_les_fichiers(client, kind, name):
    answer = client.post("/reforme/fichier", data={"yaml": f"{FRANCHISE}:\n  2026-04-01: 6.5", "format": kind})
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "6.5" in answer.text


def test_une_reforme_collee_remplit_les_rangs(client):
    text = f"{FRANCHISE}:\n  2026-04-01: 6\nfranchises.transport.plafond_journalier:\n  2026-04-01: 12"
    page = envoie(client, yaml=text, situation="transport_alsace_moselle")
    assert page.count("data-rang") == 2
    assert "6,00 €" in page


def test_sans_script_on_ajoute_on_cherche_on_prend_on_retire(client):
    page = envoie(client, action="ajouter", **{**RANG, "valeur": "6"})
    assert page.count("data-rang") == 2 and f'value="{FRANCHISE}"' in page
    page = envoie(client, action="chercher", q="franchise trajet")
    assert f'value="prendre:{FRANCHISE}"' in page
    page = envoie(client, action=f"prendre:{FRANCHISE}")
    assert re.search(rf'name="parametre" value="{re.escape(FRANCHISE)}"', page)
    page = envoie(client, action="retirer:0", **RANG)
    assert page.count("data-rang") == 1 and f'value="{FRANCHISE}"' not in page


def test_un_parametre_que_le_cas_ne_lit_pas_est_dit(client):
    page = envoie(client, **{**RANG, "parametre": "hospitalisation.forfait_journalier.general", "valeur": "30"})
    assert "ne change aucun résultat" in page
    assert "ne se sert pas, à ses dates, de" in page


@pytest.mark.parametrize("name", sorted(path.stem for path in REFORMES.glob("*.yaml") if path.stem != "index"))
def test_une_reforme_fournie_remplit_les_rangs(client, systeme, name):
    page = unescape(client.get(f"/reforme?reforme={name}", headers=BROWSER).text)
    fields = {one: re.findall(rf'name="{one}" value="([^"]*)"', page) for one in ("parametre", "date", "valeur")}
    changes = parametres.lit((REFORMES / f"{name}.yaml").read_text("utf-8"), systeme)
    assert list(zip(*fields.values(), strict=True)) == [
        (path, day, json.dumps(value)) for path, values in changes.items() for day, value in values.items()
    ]
    envoie(client, **fields, situation="transport_alsace_moselle")


@pytest.mark.parametrize(
    ("changed", "place", "words"),
    [
        ({"parametre": ""}, "parametre-0", "Quelle valeur de la loi"),
        ({"date": ""}, "date-0", "À partir de quelle date"),
        ({"valeur": ""}, "valeur-0", "nouvelle valeur"),
        ({"parametre": "franchises.transport.par_trajets"}, "parametre-0", "vouliez-vous dire"),
        ({"parametre": "franchises.transport"}, "parametre-0", "dossier"),
        ({"parametre": "__class__.__init__"}, "parametre-0", "inconnu"),
        ({"parametre": "<script>alert(1)</script>"}, "parametre-0", "inconnu"),
        ({"date": "2026-02-30"}, "date-0", "n'existe pas"),
        ({"date": "hier"}, "date-0", "date attendue"),
        ({"date": "1950-01-01"}, "date-0", "n'existe qu'à partir"),
        ({"valeur": "six"}, "valeur-0", "n'est pas un nombre"),
        ({"valeur": "9**9**9"}, "valeur-0", "n'est pas un nombre"),
        ({"valeur": "-1"}, "valeur-0", "négative"),
        ({"valeur": "1e999"}, "valeur-0", "n'est pas un nombre"),
        ({"valeur": "999999999999"}, "valeur-0", "au plus"),
        ({"valeur": "nan"}, "valeur-0", "n'est pas un nombre"),
        ({"valeur": "{{7*7}}"}, "valeur-0", "n'est pas un nombre"),
        ({"valeur": "9" * 300}, "valeur-0", ""),
        ({"situation": ""}, "situation", "Choisissez une situation"),
        ({"situation": "../../../etc/passwd"}, "situation", "Choisissez une situation"),
        ({"texte": "individus: [1"}, "texte", ""),
        ({"texte": "!!python/object/apply:os.system ['true']"}, "texte", "balise"),
        ({"texte": "&a [*a, *a]"}, "texte", ""),
        ({"texte": '{"individus": {"A": {"transport_mod": {"2026-04-14": "vsl"}}}}'}, "texte", "transport_mode"),
        ({"yaml": "a: &x {b: 1}"}, "yaml", "ancre"),
        ({"yaml": f"{FRANCHISE}: {{2026-04-01: [[[[1]]]]}}"}, "yaml", "une seule valeur"),
    ],
)  # fmt: skip
def test_une_faute_est_dite_a_sa_place(client, changed, place, words):
    page = envoie(client, 422, **{**RANG, **changed})
    summary = re.search(r'id="resume-erreurs"[^>]*>.*?</ul>', page, re.S).group()
    assert f'href="#{place}"' in summary
    assert words in summary
    assert f'id="{place}"' in page, "the link leads somewhere"
    assert ">49<" not in page and "Traceback" not in page


def test_ce_qui_est_ecrit_reste_echappe(client):
    raw = client.post(
        "/reforme", data={**RANG, "valeur": '"><script>alert(1)</script>', "texte": "</textarea><script>"}
    )
    assert "<script>alert" not in raw.text and "</textarea><script>" not in raw.text


def test_deux_fois_la_meme_date(client):
    fields = {
        "parametre": [FRANCHISE] * 2,
        "date": ["2026-04-01"] * 2,
        "valeur": ["5", "6"],
        "situation": "transport_c2s",
    }
    page = envoie(client, 422, **fields)
    assert "a déjà une valeur à cette date" in page


def test_trop_grand(client):
    persons = ", ".join(f'"p{rank}": {{"transport_motif": {{"2026-04-14": null}}}}' for rank in range(101))
    text = f'{{"individus": {{{persons}}}, "foyers": {{'
    text += ", ".join(f'"f{rank}": {{"demandeur": ["p{rank}"]}}' for rank in range(101)) + "}}"
    answer = client.post("/reforme", data={**RANG, "texte": text}, headers=BROWSER)
    assert (answer.status_code, answer.mimetype) == (422, "text/html")
    answer = client.post("/reforme", data={**RANG, "texte": "x" * 2_000_000}, headers=BROWSER)
    assert (answer.status_code, answer.mimetype) == (413, "text/html")
    rows = {name: [RANG[name]] * 5000 for name in ("parametre", "date", "valeur")}
    assert client.post("/reforme", data=rows, headers=BROWSER).status_code in (413, 422)


def test_en_anglais(client):
    page = envoie(client, lang="?lang=en", **RANG)
    assert "The reform changes 3 results of this case, of 10." in page
    assert "+€2.50" in page
    assert 'action="/reforme?lang=en"' in page


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("6,50", "currency", 6.5),
        ("6,50 €", "currency", 6.5),
        ("1 234,5", "currency", 1234.5),
        ("6.5", "currency", 6.5),
        ("65 %", "/1", 0.65),
        ("0,655", "/1", 0.655),
        ("16,5%", "/1", 0.165),
        ("oui", "boolean", True),
        ("Non", "boolean", False),
        ("true", "boolean", True),
        ("3 jours", "day", 3),
        ("2 ans", "year", 2),
        ("3, 7", "list", [3, 7]),
        ("[3, 7]", "list", [3, 7]),
        ("a, b", "list", ["a", "b"]),
        ("peut-être", "boolean", "peut-être"),
        ("65 %", "currency", "65 %"),
        ("0x10", "count", "0x10"),
    ],
)
def test_les_valeurs_comme_on_les_ecrit(text, unit, expected):
    found = valeur_ecrite(text, unit)
    assert (found, type(found)) == (expected, type(expected))


def test_l_adresse_porte_toute_valeur():
    changes = {FRANCHISE: {"2026-04-01": 6.5}, "a.b": {"2026-01-01": True}, "c[0].amount": {"2026-01-01": [1, "é"]}}
    pairs = dict(parse_qsl(adresse(changes).partition("#")[2]))
    assert pairs == {f"{FRANCHISE}@2026-04-01": "6.5", "a.b@2026-01-01": "true", "c[0].amount@2026-01-01": '[1,"é"]'}


def test_les_etapes_qui_changent(systeme):
    situation = lit(shipped.path("transport_alsace_moselle").read_bytes(), systeme)[0]
    found = avant_apres(situation, systeme, parametres.applique(systeme, {FRANCHISE: {"2026-04-01": 6}}), {FRANCHISE})
    changed = {one.variable: (one.avant, one.apres) for one in found.etapes}
    assert changed["franchise_transport_jour"] == (4, 6)
    assert found.parametres_lus == {FRANCHISE}
    assert not {one.avant.variable for one in found.lignes} & set(changed), "results are not said twice"
    same = avant_apres(situation, systeme, parametres.applique(systeme, {FRANCHISE: {"2027-01-01": 6}}), {FRANCHISE})
    assert not same.etapes and not any(line.change for line in same.lignes)
