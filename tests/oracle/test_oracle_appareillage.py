"""The package against the second reading of devices: no cent, no date, no reason may differ.

The package runs vectorised, every purchase of one day in one simulation; the reading takes one purchase at a time.
"""

import random
from collections import Counter
from decimal import Decimal

import pytest

from . import appareillage as lecture
from .appareillage_accord import accord
from .appareillage_dentaire import dentaire, mt_dents, orthodontie
from .appareillage_dispositifs import capillaire, fauteuil, lpp
from .test_oracle_transport import _different, _remplit, _simulation
from .tirage_appareillage import CHANGEMENTS, UN_JOUR, facultatifs, jours, tire

PIECES = (
    lecture.commun,
    lecture.optique,
    lecture.lentilles,
    lecture.audition,
    accord,
    dentaire,
    orthodontie,
    mt_dents,
    lpp,
    fauteuil,
    capillaire,
)
PARTIES, PAR_PARTIE = 20, 5_000


def lit(situation, jour) -> dict:
    """Every result of the second reading, for one person."""
    achat = lecture.Achat(situation)
    return {nom: valeur for piece in PIECES for nom, valeur in piece(achat, jour).items()}


def calcule_par_le_paquet(systeme, situations, jour, noms) -> dict:
    simulation = _simulation(systeme, len(situations))
    _remplit(simulation, situations, jour)
    resultats = {}
    for nom in noms:
        tableau = simulation.calculate(nom, str(jour))
        resultats[nom] = tableau.decode_to_str() if hasattr(tableau, "decode_to_str") else tableau
    return resultats


def ecarts(systeme, graine: int, nombre: int) -> tuple[list, Counter]:
    """(variable, day, expected, got, situation) of every difference, and how often each reason was met."""
    hasard = random.Random(graine)
    dates = jours(hasard)
    trouves, motifs = [], Counter()
    for rang, jour in enumerate(dates):
        donnes = facultatifs(hasard)
        combien = nombre // len(dates) + (rang < nombre % len(dates))
        situations = [tire(hasard, jour, donnes) for _ in range(combien)]
        attendus = [lit(situation, jour) for situation in situations]
        obtenus = calcule_par_le_paquet(systeme, situations, jour, attendus[0])
        for numero, (situation, attendu) in enumerate(zip(situations, attendus, strict=True)):
            for nom, valeur in attendu.items():
                if nom.endswith("motif") or "_motif_" in nom:
                    motifs[nom, valeur] += 1
                if _different(Decimal(valeur) if type(valeur) is int else valeur, obtenus[nom][numero]):
                    trouves.append((nom, jour, valeur, obtenus[nom][numero], situation))
    return trouves, motifs


def decrit(trouves: list) -> str:
    lignes = [f"{len(trouves)} écarts {dict(Counter(ecart[0] for ecart in trouves))}"]
    for nom, jour, attendu, obtenu, situation in trouves[:5]:
        piece = nom.split("_")[0]
        utile = {c: str(v) for c, v in situation.items() if v and (c.split("_")[0] == piece or "_" not in c)}
        lignes.append(f"{nom} le {jour} : seconde lecture {attendu}, paquet {obtenu}\n    {utile}")
    return "\n".join(lignes)


def test_trois_mille_achats(systeme):
    trouves, motifs = ecarts(systeme, 20261122, 3_000)
    assert not trouves, decrit(trouves)
    # The draw reaches what it is for.
    for nom in (
        "optique_monture_motif",
        "optique_verres_motif",
        "optique_lentilles_motif",
        "audition_oreille_droite_motif",
        "dentaire_motif",
        "dentaire_orthodontie_motif",
        "dentaire_mt_dents_motif",
        "appareillage_lpp_motif",
        "appareillage_fauteuil_motif",
        "appareillage_capillaire_motif",
    ):
        assert motifs[nom, "eligible"] > 150, nom


@pytest.mark.complet
@pytest.mark.parametrize("partie", range(PARTIES))
def test_cent_mille_achats(systeme, partie):
    trouves, _ = ecarts(systeme, partie, PAR_PARTIE)
    assert not trouves, decrit(trouves)


def test_les_dates_de_changement_sont_tirees():
    dates = set(jours(random.Random(1)))
    for jour in CHANGEMENTS:
        assert {jour - UN_JOUR, jour, jour + UN_JOUR} <= dates


def test_tout_resultat_est_compare(systeme):
    """Every amount, date and reason of the domain is in the reading."""
    lus = set(lit(tire(random.Random(2), CHANGEMENTS[-1], set()), CHANGEMENTS[-1]))
    domaine = {
        nom
        for nom, variable in systeme.variables.items()
        if ".variables.appareillage" in type(variable).__module__ and variable.formulas
    }
    # Passed through: what a table or a quotation gives, the reading takes as an input.
    donnes = {
        "dentaire_orthodontie_accord_date",
        "dentaire_orthodontie_premier_accord_date",
        "optique_contrat_equipement_precedent_date",
        "optique_delivrance_precedente_monture_date",
        "optique_delivrance_precedente_verres_date",
    }
    assert domaine - lus == donnes
