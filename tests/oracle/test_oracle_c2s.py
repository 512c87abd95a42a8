"""The package against the second reading of the C2S, the PUMa and the AME: no cent, no date, no reason differs.

The package runs vectorised, every household of a request date together; the reading takes one household at a time.
"""

from collections import Counter
from decimal import Decimal

import pytest

from openfisca_cpam import CountryTaxBenefitSystem

from . import complementaire_sante_solidaire as lecture
from . import tirage_c2s

# Exact amounts have more decimals than cents; half a cent is then the widest difference of an equal amount.
UN_DEMI_CENTIME = 0.005 + 1e-9
PARTIES, PAR_PARTIE = 20, 5_000


@pytest.fixture(scope="module")
def systeme():
    return CountryTaxBenefitSystem()


def egaux(attendu, obtenu) -> bool:
    if isinstance(attendu, Decimal):
        return abs(float(attendu) - obtenu) <= UN_DEMI_CENTIME
    return attendu == obtenu


def ecarts(systeme, lots) -> tuple[list[str], Counter]:
    """The differences, described, and how often each reason was met."""
    trouves, motifs = [], Counter()
    for lot in lots:
        feuilles = [lecture.calcule(menage) for menage in lot.menages]
        simulation = tirage_c2s.simule(systeme, lot)
        motifs.update(feuille["foyer"]["c2s_motif"] for feuille in feuilles)
        dossiers = {
            "foyer": ([feuille["foyer"] for feuille in feuilles], [(menage, None) for menage in lot.menages]),
            "individu": (
                [personne for feuille in feuilles for personne in feuille["personnes"]],
                [(menage, personne) for menage in lot.menages for personne in menage.personnes],
            ),
        }
        for attendus, qui in dossiers.values():
            for nom in attendus[0]:
                obtenus = tirage_c2s.resultats(simulation, systeme, nom, lot.jour)
                assert len(obtenus) == len(attendus)
                for attendu, obtenu, (menage, personne) in zip(attendus, obtenus, qui, strict=True):
                    if not egaux(attendu[nom], obtenu):
                        trouves.append(f"{nom} : {attendu[nom]} attendu, {obtenu} obtenu ; {personne} ; {menage}")
    return trouves, motifs


def refuse_les_ecarts(trouves):
    noms = Counter(ecart.split(" : ")[0] for ecart in trouves)
    assert not trouves, f"{len(trouves)} écarts {dict(noms)}\n" + "\n".join(trouves[:5])


def test_trois_mille_menages(systeme):
    trouves, motifs = ecarts(systeme, tirage_c2s.tire(2026, 3_000, 50))
    refuse_les_ecarts(trouves)
    # The draw reaches what it is for.
    assert motifs["ressources_sans_participation"] > 300
    assert motifs["ressources_avec_participation"] > 300
    assert motifs["plafond_depasse"] > 300
    assert {"rsa", "sans_puma", "mineur", "impaye", "droit_suspendu", "presomption_aspa"} <= set(motifs)


@pytest.mark.complet
@pytest.mark.parametrize("partie", range(PARTIES))
def test_cent_mille_menages(systeme, partie):
    trouves, _ = ecarts(systeme, tirage_c2s.tire(partie, PAR_PARTIE, 50))
    refuse_les_ecarts(trouves)


def test_les_dates_de_changement_sont_tirees():
    dates = set(tirage_c2s.dates_de_demande())
    for jour in tirage_c2s.CHANGEMENTS:
        assert {lecture.jours_plus(jour, -1), jour} <= dates
