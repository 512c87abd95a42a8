"""Run by benchmarks/c2s.py with the Python of openfisca-france's own environment: the same households, timed.

    python benchmarks/c2s_openfisca_france.py IN.npz OUT.npz

The columns are those of the package; the amounts of the period are given as equal months, as views without a copy. The
best of several sizes of blocks is kept; loading the law is not counted.
"""

import importlib.metadata
import json
import sys
import time
from pathlib import Path

import numpy
from openfisca_france import FranceTaxBenefitSystem

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "complementaire_sante_solidaire" / "openfisca_france"))

from calcule import simule
from tirage_openfisca_france import NOMBRE_DE_MOIS, Tirage

TAILLES = (10_000, 25_000, 50_000, 100_000)
SORTIES = ("cmu_c", "css_participation_forfaitaire")
MENSUELS = {
    "salaire_net": "c2s_salaires",
    "chomage_net": "c2s_chomage",
    "indemnites_journalieres": "c2s_indemnites_journalieres",
    "retraite_nette": "c2s_retraites",
    "aah": "c2s_aah",
    "asi": "c2s_asi",
    "aspa": "c2s_aspa",
    "pensions_alimentaires_percues": "c2s_pensions_alimentaires_recues",
    "pensions_alimentaires_versees_individu": "c2s_avis_pensions_alimentaires_versees",
}


def bloc(entree, debut: int, fin: int) -> Tirage:
    """The households of a block."""
    du_foyer = entree["foyer_id"]
    lignes = slice(*numpy.searchsorted(du_foyer, [debut, fin]))

    def mois(valeurs):
        return numpy.broadcast_to(valeurs[:, None], (valeurs.size, NOMBRE_DE_MOIS))

    personnes = {
        "date_naissance": entree["date_naissance"][lignes],
        "chomeur": entree["c2s_chomage_indemnise"][lignes],
        "garde_alternee": entree["c2s_residence_alternee"][lignes] > 0,
        "regime_local": entree["regime_local_alsace_moselle"][lignes],
    }
    menages = {
        "statut": entree["statut_logement"][debut:fin],
        "aide_logement": mois(entree["c2s_aide_logement"][debut:fin] / 12),
        "rsa": entree["beneficiaire_rsa"][debut:fin],
        "outre_mer": entree["zone_residence"][debut:fin] > 0,
    }
    mensuel = {leur: mois(entree[notre][lignes] / 12) for leur, notre in MENSUELS.items()}
    return Tirage(
        str(entree["mois"]), du_foyer[lignes] - debut, entree["foyer_role"][lignes], personnes, mensuel, menages
    )


def main(chemin: str, sortie: str) -> None:
    """Time the blocks, save the results, print the measure."""
    systeme = FranceTaxBenefitSystem()
    entree = dict(numpy.load(chemin))
    menages = entree["statut_logement"].size
    mesures = {}
    for taille in [une for une in TAILLES if une <= menages] or [menages]:
        debut = time.process_time()
        resultats = {nom: [] for nom in SORTIES}
        for depart in range(0, menages, taille):
            tirage = bloc(entree, depart, min(depart + taille, menages))
            simulation = simule(systeme, tirage)
            for nom in SORTIES:
                resultats[nom].append(numpy.asarray(simulation.calculate(nom, tirage.mois), dtype=float))
        mesures[taille] = time.process_time() - debut
    numpy.savez(sortie, **{nom: numpy.concatenate(morceaux) for nom, morceaux in resultats.items()})
    meilleure = min(mesures, key=mesures.get)
    version = importlib.metadata.version("openfisca-france")
    print(json.dumps({"bloc": meilleure, "secondes": mesures[meilleure], "version": version}))


if __name__ == "__main__":
    main(*sys.argv[1:])
