"""Reforms of parameters: read, refused, applied without touching the law, written as YAML and as Python."""

import subprocess
import sys
import time

import pytest
from openfisca_core.periods import instant

from openfisca_cpam.reforms import parametres
from openfisca_cpam.situation import shipped
from openfisca_cpam.situation.compute import calcule
from openfisca_cpam.situation.guard import lit as lit_la_situation
from openfisca_cpam.situation.mistakes import SituationError

FRANCHISE = "franchises.transport.par_trajet"
CONTRAT = "complementaire_sante_solidaire.contrat_sortie.tarif_mensuel"


def valeur(system, name, day):
    return parametres.parametre(system, name)._get_at_instant(day)


def valeurs(parameter):
    return [(entry.instant_str, entry.value) for entry in parameter.values_list]


def fautes(text, system):
    with pytest.raises(SituationError) as error:
        parametres.lit(text, system)
    return error.value.mistakes


def test_une_valeur_tient_a_partir_de_sa_date(systeme):
    changes = parametres.lit(f"{FRANCHISE}:\n  2020-01-01: 3\n  2026-12-01: 6.5\n", systeme)
    reformed = parametres.applique(systeme, changes)
    days = ("2019-12-31", "2020-01-01", "2024-03-31", "2026-11-30", "2026-12-01", "2100-01-01")
    assert [valeur(reformed, FRANCHISE, day) for day in days] == [2, 3, 3, 3, 6.5, 6.5]
    assert [valeur(systeme, FRANCHISE, day) for day in days] == [2, 2, 4, 4, 4, 4]
    assert reformed.get_parameters_at_instant("2026-12-01").franchises.transport.par_trajet == 6.5
    assert systeme.get_parameters_at_instant("2026-12-01").franchises.transport.par_trajet == 4


def test_ce_qui_ne_change_pas_est_partage(systeme):
    reformed = parametres.applique(systeme, {FRANCHISE: {"2026-12-01": 6}})
    assert reformed.parameters.transport is systeme.parameters.transport
    assert reformed.parameters.franchises is not systeme.parameters.franchises
    assert reformed.parameters.franchises.transport.plafond_journalier is (
        systeme.parameters.franchises.transport.plafond_journalier
    )


def test_une_reforme_d_une_reforme(systeme):
    first = parametres.applique(systeme, {FRANCHISE: {"2026-12-01": 6}})
    second = parametres.applique(first, {"franchises.transport.plafond_journalier": {"2026-12-01": 12}})
    day = second.get_parameters_at_instant("2026-12-01").franchises.transport
    assert (day.par_trajet, day.plafond_journalier) == (6, 12)
    assert first.get_parameters_at_instant("2026-12-01").franchises.transport.plafond_journalier == 8


def test_une_tranche_d_un_bareme(systeme):
    name = f"{CONTRAT}[1].amount"
    reformed = parametres.applique(systeme, parametres.lit(f"{name}:\n  2026-12-01: 30", systeme))
    days = ("2026-11-30", "2026-12-01")
    ages = 35
    found = [reformed.get_parameters_at_instant(day).complementaire_sante_solidaire.contrat_sortie for day in days]
    assert [one.tarif_mensuel.calc(ages) for one in found] == [28, 30]
    kept = systeme.get_parameters_at_instant("2026-12-01").complementaire_sante_solidaire.contrat_sortie
    assert kept.tarif_mensuel.calc(ages) == 28


def test_un_cas_avant_et_apres(systeme):
    """VSL à 40 € au régime local (tout est payé sauf la franchise) : elle seule reste au patient, 4 € puis 6 €."""
    situation = lit_la_situation(shipped.path("transport_alsace_moselle").read_bytes(), systeme)[0]
    reformed = parametres.applique(systeme, {FRANCHISE: {"2026-04-01": 6}})
    before, after = (
        {one.variable: one.valeur for one in calcule(situation, law).resultats} for law in (systeme, reformed)
    )
    assert (before["transport_franchise"], before["transport_reste_a_charge"]) == (4, 4)
    assert (after["transport_franchise"], after["transport_reste_a_charge"]) == (6, 6)


def test_la_reforme_est_legere(systeme):
    """Moins de 50 ms, chargement compris dans rien : le meilleur de cinq essais."""
    changes = {name: {"2026-12-01": 1} for name in (FRANCHISE, "franchises.transport.plafond_journalier")}
    best = 1.0
    for _ in range(5):
        start = time.perf_counter()
        parametres.applique(systeme, changes).get_parameters_at_instant("2026-12-01")
        best = min(best, time.perf_counter() - start)
    assert best < 0.05


@pytest.mark.parametrize(
    ("text", "line", "words", "suggestion"),
    [
        ("franchises.transport.par_trajets:\n  2026-12-01: 6", 1, "paramètre inconnu", FRANCHISE),
        ("franchises.transport:\n  2026-12-01: 6", 1, "est un dossier", None),
        (f"{CONTRAT}:\n  2026-12-01: 6", 1, "est un barème", f"{CONTRAT}[0].threshold"),
        (f"{CONTRAT}[99].amount:\n  2026-12-01: 6", 1, "paramètre inconnu", None),
        (f"{FRANCHISE}:\n  2026-12-01: 6 €", 2, "n'est pas un nombre", "6"),
        (f"{FRANCHISE}:\n  2026-12-01: '6'", 2, "entre guillemets", "6"),
        (f"{FRANCHISE}:\n  2026-12-01: true", 2, "n'est pas un nombre", None),
        (f"{FRANCHISE}:\n  2026-12-01: [6]", 2, "une seule valeur", None),
        (f"{FRANCHISE}:\n  2026-12-01:", 2, "valeur vide", None),
        (f"{FRANCHISE}:\n  2026-12-01: -6", 2, "négative", None),
        (f"{FRANCHISE}:\n  2026-12-01: .inf", 2, "fini", None),
        (f"{FRANCHISE}:\n  2026-12-01: 1e300", 2, "au plus", None),
        (f"{FRANCHISE}:\n  2026-12-01: 9**9**9", 2, "n'est pas un nombre", None),
        (f"{FRANCHISE}:\n  01/12/2026: 6", 2, "date attendue", "2026-12-01"),
        (f"{FRANCHISE}:\n  2026-02-30: 6", 2, "n'existe pas", None),
        (f"{FRANCHISE}:\n  1990-01-01: 6", 2, "n'existe qu'à partir du 1er janvier 2008", "2008-01-01"),
        (f"{FRANCHISE}: 6", 1, "des dates et leurs valeurs", None),
        (f"- {FRANCHISE}", 1, "une réforme en YAML", None),
        ("", 1, "fichier vide", None),
        ("{}", 1, "réforme vide", None),
        ("a: !!python/object/apply:os.system ['true']", 1, "balise", None),
        (f"{FRANCHISE}: &a\n  2026-12-01: 6", 1, "ancre", None),
        ("prestations_especes.maladie.taux:\n  2026-12-01: 60", 2, "entre 0 et 1", "0.6"),
        ("transport.accord_prealable.delai_silence_jours:\n  2026-12-01: 15.5", 2, "nombre entier", None),
        ("transport.ald.condition_deficience:\n  2026-12-01: oui", 2, "true ou false", "true"),
        (f"{FRANCHISE}.__class__:\n  2026-12-01: 6", 1, "paramètre inconnu", None),
        (f"{FRANCHISE}:\n  2026-12-01: 6\n  2026-12-01: 7", 3, "en double", None),
    ],
)  # fmt: skip
def test_une_faute_est_dite(systeme, text, line, words, suggestion):
    first = fautes(text, systeme)[0]
    assert first.line == line
    assert words in first.message
    if suggestion is not None:
        assert first.suggestion == suggestion


def test_chaque_faute_est_dite(systeme):
    found = fautes(f"{FRANCHISE}:\n  2026-13-01: 6\n  2026-12-01: six\nfranchise.x:\n  2026-01-01: 1\n", systeme)
    assert [one.line for one in found] == [2, 3, 4]


def test_trop_de_changements(systeme):
    many = {FRANCHISE: {f"{year}-01-{day:02}": 1 for year in range(2010, 2030) for day in range(1, 29)}}
    with pytest.raises(SituationError) as error:
        parametres.verifie(many, systeme)
    assert "trop de changements" in error.value.mistakes[0].message
    assert len(error.value.mistakes) == 1


def test_du_json_la_faute_a_son_chemin(systeme):
    assert parametres.verifie({FRANCHISE: {"2026-12-01": 6}}, systeme) == {FRANCHISE: {"2026-12-01": 6}}
    with pytest.raises(SituationError) as error:
        parametres.verifie({FRANCHISE: {"2026-12-01": "6"}}, systeme)
    assert error.value.mistakes[0].path == (FRANCHISE, "2026-12-01")


def test_ce_qui_est_ecrit_se_relit(systeme):
    changes = {
        FRANCHISE: {"2020-01-01": 3, "2026-12-01": 6.5},
        f"{CONTRAT}[1].amount": {"2026-12-01": 30},
        "transport.ald.condition_deficience": {"2026-12-01": False},
        "soins.tarif.pediatre_ages": {"2026-12-01": [3, 7]},
    }
    assert parametres.lit(parametres.en_yaml(changes), systeme) == changes


def test_le_python_donne_la_meme_loi(systeme):
    """Every parameter of the class written is that of the light copy, on each date of the law and of the reform."""
    changes = {
        FRANCHISE: {"2020-01-01": 3, "2026-12-01": 6.5},
        f"{CONTRAT}[1].amount": {"2026-12-01": 30},
        "transport.ald.condition_deficience": {"2026-12-01": False},
        "soins.tarif.pediatre_ages": {"2026-12-01": [3, 7]},
    }
    space: dict = {"__name__": "reforme_a_essayer"}
    exec(compile(parametres.en_python(changes, systeme, 'Mon "essai"'), "reforme.py", "exec"), space)
    executed = space["reforme"](systeme)
    light = parametres.applique(systeme, changes)
    assert space["reforme"].name == 'Mon "essai"'
    for name in parametres.noms(systeme):
        one, other = parametres.parametre(executed, name), parametres.parametre(light, name)
        assert [(v.instant_str, v.value) for v in one.values_list] == [
            (v.instant_str, v.value) for v in other.values_list
        ]
    assert executed.get_parameters_at_instant(instant("2026-12-01")).franchises.transport.par_trajet == 6.5


def test_le_python_s_execute_seul(systeme, tmp_path):
    file = tmp_path / "reforme.py"
    file.write_text(parametres.en_python({FRANCHISE: {"2026-12-01": 6.5}}, systeme), "utf-8")
    done = subprocess.run([sys.executable, str(file)], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "6.5"
