"""A year of care of 100,000 persons: its counts give the participations and franchises of the acts one by one."""

import numpy
import pytest
from openfisca_core.simulations import SimulationBuilder

PERSONNES = 100_000


def _simulation(systeme, naissances):
    constructeur = SimulationBuilder()
    constructeur.create_entities(systeme)
    rangs = numpy.arange(PERSONNES)
    constructeur.declare_person_entity("individu", rangs)
    foyers = constructeur.declare_entity("foyer", rangs)
    constructeur.join_with_persons(foyers, rangs, numpy.full(PERSONNES, "demandeur"))
    simulation = constructeur.build(systeme)
    simulation.set_input("date_naissance", "ETERNITY", naissances)
    return simulation


# Days of acts of the year, with the day on which the amount changes among them.
ANNEES = {
    2023: ["2023-01-05", "2023-02-01", "2023-04-03", "2023-06-10", "2023-08-21", "2023-10-02", "2023-11-30"],
    2024: ["2024-01-15", "2024-03-30", "2024-03-31", "2024-05-14", "2024-05-15", "2024-09-02", "2024-12-30"],
    2026: ["2026-01-02", "2026-03-01", "2026-05-20", "2026-10-05"],
}
GENRES = ("actes", "boites", "soins", "trajets")
HAUSSE_PARTICIPATION, HAUSSE_FRANCHISE = {2024: "2024-05-15"}, {2024: "2024-03-31"}


@pytest.mark.parametrize("an", ANNEES)
def test_a_year_from_its_counts_is_its_acts_one_by_one(systeme, an):
    hasard = numpy.random.default_rng(an)
    ages = hasard.integers(0, 90 * 365, PERSONNES)
    naissances = numpy.datetime64(f"{an}-12-31") - ages
    acte_par_acte, comptes = _simulation(systeme, naissances), _simulation(systeme, naissances)
    # Some consult seldom, some nearly daily: each day stands for many acts by different professionals.
    intensite = hasard.choice([1, 4, 12], PERSONNES, p=[0.5, 0.3, 0.2])
    totaux = {nom: [numpy.zeros(PERSONNES, int), numpy.zeros(PERSONNES, int)] for nom in GENRES}
    majeurs = ~numpy.asarray(acte_par_acte.calculate("mineur_au_1er_janvier", str(an)))
    for jour in ANNEES[an]:
        nombres = {nom: hasard.poisson(intensite) for nom in totaux}
        acte_par_acte.set_input("participation_nombre_actes", jour, nombres["actes"])
        acte_par_acte.set_input("participation_remboursement_acte", jour, numpy.full(PERSONNES, 18.55))
        meme = hasard.random(PERSONNES) < 0.5
        acte_par_acte.set_input("soins_meme_professionnel", jour, meme)
        acte_par_acte.set_input("franchise_medicament_nombre_boites", jour, nombres["boites"])
        acte_par_acte.set_input("franchise_medicament_remboursement", jour, nombres["boites"] * 10.0)
        acte_par_acte.set_input("franchise_acte_paramedical_nombre", jour, nombres["soins"])
        acte_par_acte.set_input("franchise_acte_paramedical_remboursement", jour, nombres["soins"] * 10.0)
        par_trajet = systeme.get_parameters_at_instant(jour).franchises.transport.par_trajet
        trajets = numpy.minimum(nombres["trajets"], 2)
        acte_par_acte.set_input("franchise_transport_due", jour, majeurs * trajets * float(par_trajet))
        comptables = {
            "trajets": trajets,
            "actes": numpy.where(meme, numpy.minimum(nombres["actes"], 4), nombres["actes"]),
            "boites": nombres["boites"],
            "soins": numpy.minimum(nombres["soins"], 4),
        }
        for nom in GENRES:
            hausse = HAUSSE_PARTICIPATION if nom == "actes" else HAUSSE_FRANCHISE
            totaux[nom][0] += comptables[nom]
            if jour < hausse.get(an, "0"):
                totaux[nom][1] += comptables[nom]
    for nom, variable in (
        ("actes", "participation_annee_nombre_actes"),
        ("boites", "franchises_annee_nombre_boites"),
        ("soins", "franchises_annee_nombre_actes"),
        ("trajets", "franchises_annee_nombre_trajets"),
    ):
        comptes.set_input(variable, str(an), totaux[nom][0])
        comptes.set_input(f"{variable}_avant_hausse", str(an), totaux[nom][1])

    un_a_un = sum(acte_par_acte.calculate("participation_retenue", jour) for jour in ANNEES[an])
    # participation_nombre_actes is given here: those of persons under 18 are none.
    numpy.testing.assert_allclose(comptes.calculate("participation_annee", str(an)), majeurs * un_a_un, atol=1e-9)
    # franchise_transport_due is given for everyone; a person under 18 owes none.
    une_a_une = sum(acte_par_acte.calculate("franchises_retenues_jour", jour) for jour in ANNEES[an])
    numpy.testing.assert_allclose(comptes.calculate("franchises_annee", str(an)), une_a_une, atol=1e-9)
    # The caps are met and not met, and both kinds of persons are there.
    for montants, plafond in ((un_a_un, 50), (une_a_une, 50)):
        assert (montants == plafond).any() and (montants < plafond).any()
        assert (montants <= plafond).all()


def test_counts_of_the_year_come_from_the_days_described(systeme):
    simulation = _simulation(systeme, numpy.full(PERSONNES, numpy.datetime64("1970-02-01")))
    medecin = systeme.variables["soins_nature"].possible_values.medecin
    nombres = numpy.arange(PERSONNES) % 7
    for jour in ANNEES[2026]:
        simulation.set_input("soins_nature", jour, numpy.full(PERSONNES, medecin.index, numpy.uint8))
        simulation.set_input("soins_nombre_actes", jour, nombres)
    attendu = numpy.minimum(nombres, 4) * len(ANNEES[2026])
    numpy.testing.assert_array_equal(simulation.calculate("participation_annee_nombre_actes", "2026"), attendu)
    numpy.testing.assert_allclose(simulation.calculate("participation_annee", "2026"), numpy.minimum(attendu, 25) * 2)


def test_acts_of_a_day_are_acts_one_by_one(systeme):
    """Several acts in one cell, or each alone with the numbers already counted: the same participations."""
    jour, hasard = "2025-06-05", numpy.random.default_rng(7)
    naissances = numpy.full(PERSONNES, numpy.datetime64("1970-02-01"))
    medecin = numpy.full(PERSONNES, systeme.variables["soins_nature"].possible_values.medecin.index, numpy.uint8)
    nombre, deja = hasard.integers(0, 7, PERSONNES), hasard.integers(0, 30, PERSONNES)
    tarifs = hasard.choice([1.0, 2.5, 30.0, 57.0], PERSONNES)

    def retenue(nombre_actes, comptees, du_jour):
        simulation = _simulation(systeme, naissances)
        simulation.set_input("soins_nature", jour, medecin)
        simulation.set_input("soins_tarif", jour, tarifs)
        simulation.set_input("soins_nombre_actes", jour, nombre_actes)
        simulation.set_input("participation_nombre_deja_annee", jour, comptees)
        simulation.set_input("participation_nombre_deja_jour", jour, du_jour)
        return simulation.calculate("participation_retenue", jour), simulation.calculate(
            "participation_nombre_retenu", jour
        )

    ensemble, _ = retenue(nombre, deja, numpy.zeros(PERSONNES, int))
    un_a_un, retenues = numpy.zeros(PERSONNES), numpy.zeros(PERSONNES, int)
    for rang in range(6):
        montant, combien = retenue((nombre > rang).astype(int), deja + retenues, retenues)
        un_a_un, retenues = un_a_un + montant, retenues + combien
    numpy.testing.assert_allclose(ensemble, un_a_un, atol=1e-9)
