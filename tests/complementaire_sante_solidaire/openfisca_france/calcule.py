"""Run by the Python of openfisca-france's own environment: its results for the drawn households.

python calcule.py RESULT.npz
"""

import sys

import numpy
from openfisca_core.simulations import SimulationBuilder
from openfisca_france import FranceTaxBenefitSystem
from tirage_openfisca_france import mois_de_demande, tire

# What the base reads month by month and that no household of ours has.
NULS_INDIVIDU = (
    "allocation_securisation_professionnelle", "ass", "bourse_recherche", "caah", "dedommagement_victime_amiante",
    "gains_exceptionnels", "indemnites_chomage_partiel", "indemnites_stage", "indemnites_compensatrices_conges_payes",
    "pensions_invalidite", "prestation_compensatoire", "prime_forfaitaire_mensuelle_reprise_activite",
    "retraite_combattant", "revenus_stage_formation_pro", "rsa_base_ressources_patrimoine_individu",
    "rente_accident_travail", "rpns_auto_entrepreneur_benefice", "bourse_enseignement_sup",
)  # fmt: skip
NULS_FAMILLE = ("af", "asf", "cf", "paje_clca", "paje_prepare")
NULS_ANNUELS = ("rpns_micro_entreprise_benefice", "rpns_benefice_exploitant_agricole", "rpns_autres_revenus")
STATUTS = ("locataire_vide", "proprietaire", "loge_gratuitement")
SORTIES = (
    "cmu_c_plafond", "acs_plafond", "css_cmu_base_ressources", "cmu_c", "css_participation_forfaitaire",
    "css_participation_forfaitaire_montant",
)  # fmt: skip


def simule(systeme, tirage):
    """A simulation of openfisca-france with the drawn households."""
    constructeur = SimulationBuilder()
    constructeur.create_entities(systeme)
    personnes = numpy.arange(tirage.foyer.size)
    constructeur.declare_person_entity("individu", personnes)
    roles = {
        "famille": ("demandeur", "conjoint", "enfant"),
        "foyer_fiscal": ("declarant", "declarant", "personne_a_charge"),
        "menage": ("personne_de_reference", "conjoint", "enfant"),
    }
    for entite, cles in roles.items():
        groupe = constructeur.declare_entity(entite, numpy.arange(tirage.foyer.max() + 1))
        constructeur.join_with_persons(groupe, tirage.foyer, numpy.array(cles)[tirage.role])
    simulation = constructeur.build(systeme)
    combien, menages = tirage.foyer.size, tirage.foyer.max() + 1
    mois = tirage.mois
    simulation.set_input("date_naissance", "ETERNITY", tirage.personnes["date_naissance"])
    for rang, un_mois in enumerate(tirage.mois_connus):
        for nom, valeurs in tirage.mensuel.items():
            if nom == "aspa":
                par_foyer = numpy.bincount(tirage.foyer, weights=valeurs[:, rang], minlength=menages)
                simulation.set_input("aspa", un_mois, par_foyer)
            else:
                simulation.set_input(nom, un_mois, valeurs[:, rang])
        simulation.set_input(
            "indemnites_journalieres_maladie", un_mois, tirage.mensuel["indemnites_journalieres"][:, rang]
        )
        recoivent = numpy.bincount(tirage.foyer, weights=tirage.mensuel["aspa"][:, rang] > 0, minlength=menages)
        simulation.set_input("aspa_couple", un_mois, recoivent > 1)
        simulation.set_input("aide_logement", un_mois, tirage.menages["aide_logement"][:, rang])
        for nom in NULS_INDIVIDU:
            simulation.set_input(nom, un_mois, numpy.zeros(combien))
        for nom in NULS_FAMILLE:
            simulation.set_input(nom, un_mois, numpy.zeros(menages))
    for annee in {un_mois[:4] for un_mois in tirage.mois_connus}:
        for nom in NULS_ANNUELS:
            simulation.set_input(nom, annee, numpy.zeros(combien))
        simulation.set_input("enfant_a_charge", annee, tirage.role == 2)
    simulation.set_input("rsa", mois, tirage.menages["rsa"] * 500.0)
    simulation.set_input("boursier", mois, numpy.zeros(combien, dtype=bool))
    simulation.set_input("garde_alternee", mois, tirage.personnes["garde_alternee"])
    simulation.set_input("salarie_regime_alsace_moselle", mois, tirage.personnes["regime_local"])
    activites = systeme.variables["activite"].possible_values
    activite = numpy.where(tirage.personnes["chomeur"], activites.chomeur.index, activites.inactif.index)
    simulation.set_input("activite", mois, activites.encode(activite))
    statuts = systeme.variables["statut_occupation_logement"].possible_values
    codes = numpy.array([statuts[nom].index for nom in STATUTS])[tirage.menages["statut"]]
    simulation.set_input("statut_occupation_logement", mois, statuts.encode(codes))
    for lieu in ("guadeloupe", "martinique", "guyane", "mayotte"):
        simulation.set_input(f"residence_{lieu}", mois, numpy.zeros(menages, dtype=bool))
    simulation.set_input("residence_reunion", mois, tirage.menages["outre_mer"])
    return simulation


def main(chemin: str) -> None:
    """Compute every month and save the results in one file."""
    systeme = FranceTaxBenefitSystem()
    resultats = {}
    for mois in mois_de_demande():
        simulation = simule(systeme, tire(mois))
        for nom in SORTIES:
            resultats[f"{mois} {nom}"] = numpy.asarray(simulation.calculate(nom, mois), dtype=float)
    numpy.savez_compressed(chemin, **resultats)


if __name__ == "__main__":
    main(sys.argv[1])
