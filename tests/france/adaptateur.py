"""Run by the Python where both packages are: the adapter's results, and those of inputs set by hand, in one file.

python adaptateur.py MONTH RESULT.npz
"""

import sys
from pathlib import Path

import numpy

COMPARAISON = Path(__file__).parents[1] / "complementaire_sante_solidaire"
sys.path[:0] = [str(COMPARAISON), str(COMPARAISON / "openfisca_france")]

from calcule import simule  # noqa: E402
from openfisca_core.simulation_builder import SimulationBuilder  # noqa: E402
from openfisca_france import FranceTaxBenefitSystem  # noqa: E402
from test_openfisca_france import notre_simulation  # noqa: E402
from tirage_openfisca_france import tire  # noqa: E402

from openfisca_cpam import CountryTaxBenefitSystem, france  # noqa: E402

DROITS = ("c2s_base_ressources", "c2s_plafond_avec_participation", "c2s_motif", "c2s_participation_mensuelle_foyer")


def main(mois: str, chemin: str) -> None:
    """What openfisca-france does not know is left out of the inputs set by hand too."""
    tirage, systeme = tire(mois), CountryTaxBenefitSystem()
    jour = f"{mois}-01"
    tirage.personnes["malade_six_mois"][:] = False
    tirage.personnes["avis_pensions_versees"][:] = 0
    tirage.personnes["chomeur"] = tirage.mensuel["chomage_net"][:, -1] > 0
    # Their ASPA is of the household: it goes to one person, the demandeur, as no one is found eligible here.
    par_foyer = [numpy.bincount(tirage.foyer, weights=colonne) for colonne in tirage.mensuel["aspa"].T]
    theirs = simule(FranceTaxBenefitSystem(), tirage)
    theirs.set_input("aspa_eligibilite", mois, numpy.zeros(tirage.foyer.size, dtype=bool))
    for un_mois in tirage.mois_connus[:-1]:
        theirs.set_input("aspa_eligibilite", un_mois, numpy.zeros(tirage.foyer.size, dtype=bool))
    for rang, total in enumerate(par_foyer):
        tirage.mensuel["aspa"][:, rang] = (tirage.role == 0) * total[tirage.foyer]
    ours = notre_simulation(systeme, tirage)
    trouves = dict(france.droits(theirs, jour, DROITS, systeme))
    resultats = {}
    for nom in DROITS:
        resultats[f"main {nom}"] = numpy.asarray(ours.calculate(nom, jour), dtype=float)
        resultats[f"adaptateur {nom}"] = numpy.asarray(trouves[nom], dtype=float)
    resultats |= couple_de_retraites(systeme)
    numpy.savez_compressed(chemin, **resultats)


def couple_de_retraites(systeme) -> dict[str, numpy.ndarray]:
    """Both members of a couple may have the ASPA: half each. One of them has a business that is not read."""
    simulation = SimulationBuilder().build_from_entities(
        FranceTaxBenefitSystem(),
        {
            "individus": {
                "un": {"aspa_eligibilite": {"2024-06": True}, "rpns_autres_revenus": {"2023": 12}},
                "deux": {"aspa_eligibilite": {"2024-06": True}},
            },
            "familles": {"f": {"parents": ["un", "deux"], "aspa": {"2024-06": 1571.16}}},
            "foyers_fiscaux": {"f": {"declarants": ["un", "deux"]}},
            "menages": {"m": {"personne_de_reference": ["un"], "conjoint": ["deux"]}},
        },
    )
    ours = france.simulation(simulation, "2024-06-01", systeme)
    refus = []
    for jour in ("2024-06", "2024-13-01", "demain"):
        try:
            france.simulation(simulation, jour, systeme)
        except ValueError as erreur:
            refus.append(str(erreur))
    simulation.populations["famille"]._members_role[0] = simulation.populations["famille"].entity.ENFANT
    try:
        france.simulation(simulation, "2024-06-01", systeme)
    except ValueError as erreur:
        refus.append(str(erreur))
    return {
        "aspa": ours.calculate("aspa", "2024-06"),
        "percoit_aspa": ours.calculate("c2s_percoit_aspa", "2024-06-01"),
        "non_reprises": numpy.array(france.non_reprises(simulation, "2024-06-01")),
        "refus": numpy.array(refus),
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
