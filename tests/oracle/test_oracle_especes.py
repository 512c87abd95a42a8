"""The package against the second reading of cash benefits: no cent, no date, no reason differs.

The package runs vectorised, every situation of a base date together; the reading takes one person at a time.
"""

from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from openfisca_cpam import CountryTaxBenefitSystem

from . import prestations_especes, rentes_especes, tirage_especes
from .valeurs_especes import fin_du_mois, jours_plus

# Binary floats against exact numbers: a thousandth of a cent is no difference.
TOLERANCE = 0.00001
PARTIES, PAR_PARTIE = 20, 5_000
# Reasons and endings that the draw of `make test` must meet.
ATTEINTS = {
    "ouvert_heures", "ouvert_cotisations", "ouvert_saisonnier", "ouvert_terrorisme", "ouvert_at_mp",
    "ouvert_independant", "ouvert_ancien_droit", "suppression", "sans_droit", "maintien_expire",
    "heures_et_cotisations_insuffisantes", "affiliation_insuffisante", "revenu_insuffisant",
    "profession_liberale_avant_2021", "pension_independant", "cure_ressources", "independant_at_mp",
    "temps_partiel_sans_arret", "conge_trop_court", "delai_depasse", "conge_non_ouvert", "salaires_non_renseignes",
    "carence", "fin_arret", "six_mois", "nombre_maximal", "trois_ans", "retraite", "profession_liberale",
    "teleconsultation", "duree_du_conge", "capacite", "age", "affiliation", "activite", "revenu_independant",
    "rente_insuffisante", "activite_insuffisante", "situation", "couple", "duree", "ressources", "non_invalide",
    "remariage", "reversion",
}  # fmt: skip


@pytest.fixture(scope="module")
def systeme():
    return CountryTaxBenefitSystem()


def egaux(attendu, obtenu) -> bool:
    """A set holds every answer that the law allows (several reasons refuse at once)."""
    if isinstance(attendu, (set, frozenset)):
        return obtenu in attendu
    if isinstance(attendu, (Decimal, Fraction)):
        return abs(float(attendu) - obtenu) <= TOLERANCE
    return attendu == obtenu


def lit(dit, jour) -> dict:
    if dit["sujet"] == "arret":
        return prestations_especes.calcule(dit)
    return rentes_especes.calcule(dit, jour)


def ecarts(systeme, lots) -> tuple[list, Counter]:
    """(variable, expected, got, situation, day asked) of every difference; how often each reason was met."""
    trouves, motifs = [], Counter()
    for lot in lots:
        feuilles = [lit(dit, lot.jour) for dit in lot.situations]
        simulation = tirage_especes.simule(systeme, lot)
        for nom in sorted({nom for feuille in feuilles for nom in feuille} - {"journal"}):
            obtenus = tirage_especes.resultats(simulation, systeme, nom, lot.jour)
            if nom.endswith("motif"):
                motifs.update(obtenus)
            for feuille, obtenu, dit in zip(feuilles, obtenus, lot.situations, strict=True):
                if nom in feuille and not egaux(feuille[nom], obtenu):
                    trouves.append((nom, feuille[nom], obtenu, dit, lot.jour))
        if lot.sujet == "arret":
            trouves += ecarts_de_versement(systeme, simulation, lot, feuilles)
    return trouves, motifs


def ecarts_de_versement(systeme, simulation, lot, feuilles) -> list:
    """Day by day and month by month, about the first day of the stops."""
    trouves = []
    jours = [jours_plus(lot.jour, ecart) for ecart in (0, 4, 30)]
    for jour in jours:
        obtenus = tirage_especes.resultats(simulation, systeme, "ij_jour", jour)
        for feuille, obtenu, dit in zip(feuilles, obtenus, lot.situations, strict=True):
            attendu = feuille["journal"].get(jour, Decimal(0))
            if not egaux(attendu, obtenu):
                trouves.append(("ij_jour", attendu, obtenu, dit, jour))
    mois = jours[-1]
    obtenus = tirage_especes.resultats(simulation, systeme, "ij_mois", mois)
    for feuille, obtenu, dit in zip(feuilles, obtenus, lot.situations, strict=True):
        dans_le_mois = [m for j, m in feuille["journal"].items() if fin_du_mois(j) == fin_du_mois(mois)]
        if not egaux(sum(dans_le_mois, Decimal(0)), obtenu):
            trouves.append(("ij_mois", sum(dans_le_mois, Decimal(0)), obtenu, dit, mois))
    return trouves


def refuse_les_ecarts(trouves):
    noms = Counter(nom for nom, *_ in trouves)
    lignes = [
        f"{nom} : {attendu} attendu, {obtenu} obtenu, le {jour} ; {dit}" for nom, attendu, obtenu, dit, jour in trouves
    ]
    assert not trouves, f"{len(trouves)} écarts {dict(noms)}\n" + "\n".join(lignes[:5])


def test_trois_mille_situations(systeme):
    trouves, motifs = ecarts(systeme, tirage_especes.tire(2026, 3_000, 50))
    refuse_les_ecarts(trouves)
    # The draw reaches what it is for.
    assert set(motifs) >= ATTEINTS, sorted(ATTEINTS - set(motifs))
    assert motifs["ouvert_heures"] > 200
    assert motifs["ouvert_independant"] > 100


@pytest.mark.complet
@pytest.mark.parametrize("partie", range(PARTIES))
def test_cent_mille_situations(systeme, partie):
    trouves, _ = ecarts(systeme, tirage_especes.tire(partie, PAR_PARTIE, 50))
    refuse_les_ecarts(trouves)


def test_les_dates_de_changement_sont_tirees():
    tirees = set(tirage_especes.dates())
    for jour in tirage_especes.CHANGEMENTS:
        assert {jours_plus(jour, -1), jour} <= tirees
    assert all(isinstance(jour, date) for jour in tirees)
