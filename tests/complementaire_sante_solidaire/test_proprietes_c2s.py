"""What holds for every household: ceilings, ranks, monotonicity, months against the amount of the window."""

import copy

import numpy
import pytest
from openfisca_core.periods import period as une_periode
from openfisca_core.simulations import SimulationBuilder

ROLES = numpy.array(["demandeur", "conjoint", "personne_a_charge"])
JOUR, MOIS = "2025-10-15", "2025-10"
MOIS_DE_LA_PERIODE = [f"2024-{m:02d}" for m in range(9, 13)] + [f"2025-{m:02d}" for m in range(1, 9)]
DATES_DES_PLAFONDS = [
    "2019-11-01", "2020-04-01", "2021-04-01", "2022-04-01", "2022-07-01", "2023-04-01", "2024-04-01", "2025-04-01",
    "2026-04-01",
]  # fmt: skip


def simule(systeme, foyer, role, entrees):
    """A simulation of persons in households, with arrays of inputs by (variable, period)."""
    constructeur = SimulationBuilder()
    constructeur.create_entities(systeme)
    constructeur.declare_person_entity("individu", numpy.arange(len(foyer)))
    instance = constructeur.declare_entity("foyer", numpy.arange(foyer.max() + 1))
    constructeur.join_with_persons(instance, foyer, ROLES[role])
    simulation = constructeur.build(systeme)
    for (nom, quand), valeurs in entrees.items():
        simulation.set_input(nom, quand, valeurs)
    return simulation


def menages(hasard, combien):
    """Random households of one to seven: household and role of each person, dates of birth."""
    tailles = hasard.integers(1, 8, combien)
    foyer = numpy.repeat(numpy.arange(combien), tailles)
    rang = numpy.arange(foyer.size) - numpy.searchsorted(foyer, foyer)
    couple = hasard.random(combien)[foyer] < 0.5
    role = numpy.where(rang == 0, 0, numpy.where((rang == 1) & couple, 1, 2))
    ages = numpy.where(role == 2, hasard.integers(0, 22, foyer.size), hasard.integers(25, 80, foyer.size))
    # Few different birthdays: twins are frequent.
    naissance = numpy.datetime64("2025-03-01") - (ages * 366).astype("timedelta64[D]")
    return foyer, role, naissance


def ressources_au_hasard(hasard, foyer):
    """Monthly inputs of every kind that is read month by month, some of them zero for all."""
    combien = foyer.size
    entrees = {}
    for nom in ("salaire_net", "chomage_net", "aah", "aspa", "asi", "af", "pension_source_etrangere"):
        percoit = hasard.random(combien) < 0.3
        for mois in MOIS_DE_LA_PERIODE:
            montants = numpy.round(hasard.uniform(0, 700, combien), 2) * (hasard.random(combien) < 0.8)
            entrees[nom, mois] = montants * percoit
    for mois in MOIS_DE_LA_PERIODE[:7]:
        aides = numpy.round(hasard.uniform(0, 300, foyer.max() + 1), 2)
        entrees["aide_logement", mois] = aides * (hasard.random(foyer.max() + 1) < 0.5)
    return entrees


SORTIES = (
    "c2s_coefficient", "c2s_base_ressources", "c2s_ressources_logement", "c2s_plafond_sans_participation",
    "c2s_participation_mensuelle_foyer",
)  # fmt: skip


def test_months_give_the_same_alone_and_together(systeme):
    hasard = numpy.random.default_rng(3)
    foyer, role, naissance = menages(hasard, 60)
    entrees = ressources_au_hasard(hasard, foyer)
    entrees["date_naissance", "ETERNITY"] = naissance
    alternee = systeme.variables["c2s_residence_alternee"].possible_values
    entrees["c2s_residence_alternee", JOUR] = alternee.encode(hasard.integers(0, 4, foyer.size))
    ensemble = simule(systeme, foyer, role, entrees)
    attendus = {nom: ensemble.calculate(nom, JOUR) for nom in SORTIES}
    for un_foyer in range(foyer.max() + 1):
        membres = numpy.flatnonzero(foyer == un_foyer)
        ses_entrees = {
            (nom, quand): valeurs[membres] if systeme.variables[nom].entity.is_person else valeurs[[un_foyer]]
            for (nom, quand), valeurs in entrees.items()
        }
        seul = simule(systeme, numpy.zeros(membres.size, int), role[membres], ses_entrees)
        for nom in SORTIES:
            assert seul.calculate(nom, JOUR)[0] == pytest.approx(attendus[nom][un_foyer], abs=1e-9), (nom, un_foyer)


def test_equal_months_are_the_amount_of_the_window(systeme):
    """AAH, ASPA, ASI and housing benefit given once, or twelve times the same."""
    hasard = numpy.random.default_rng(5)
    foyer, role, naissance = menages(hasard, 200)
    par_mois = {nom: numpy.round(hasard.uniform(0, 600, foyer.size), 2) for nom in ("aah", "aspa", "asi")}
    aide = numpy.round(hasard.uniform(0, 300, foyer.max() + 1), 2)
    commun = {("date_naissance", "ETERNITY"): naissance}
    mensuelles = {
        (nom, mois): v for nom, v in [*par_mois.items(), ("aide_logement", aide)] for mois in MOIS_DE_LA_PERIODE
    }
    annuelles = {(f"c2s_{nom}", JOUR): v * 12 for nom, v in [*par_mois.items(), ("aide_logement", aide)]}
    en_mois = simule(systeme, foyer, role, commun | mensuelles).calculate("c2s_base_ressources", JOUR)
    en_une_fois = simule(systeme, foyer, role, commun | annuelles).calculate("c2s_base_ressources", JOUR)
    assert numpy.allclose(en_mois, en_une_fois, atol=0.005)


def coefficient_naif(membres):
    """The coefficient of article R. 861-3, one person after the other.

    Args:
        membres: (role, date of birth, at half rate) of each member.
    """
    total = 0.0
    for rang, (_, _, demi_taux) in enumerate(sorted(membres), start=1):
        taux = 1 if rang == 1 else 0.5 if rang == 2 else 0.3 if rang <= 4 else 0.4
        total += taux / 2 if demi_taux else taux
    return total


def test_the_coefficient_is_that_of_the_article_person_by_person(systeme):
    hasard = numpy.random.default_rng(11)
    foyer, role, naissance = menages(hasard, 400)
    alternee = systeme.variables["c2s_residence_alternee"].possible_values
    partagee = hasard.random(foyer.size) < 0.3
    codes = numpy.where(partagee, alternee.charge_partagee.index, alternee.non.index)
    entrees = {("date_naissance", "ETERNITY"): naissance, ("c2s_residence_alternee", JOUR): alternee.encode(codes)}
    simulation = simule(systeme, foyer, role, entrees)
    membre, demi_taux = simulation.calculate("c2s_membre", JOUR), simulation.calculate("c2s_taux_reduit", JOUR)
    obtenus = simulation.calculate("c2s_coefficient", JOUR)
    assert demi_taux.any()
    for un_foyer in range(foyer.max() + 1):
        du_foyer = [
            (int(role[i]), str(naissance[i]), bool(demi_taux[i]))
            for i in numpy.flatnonzero((foyer == un_foyer) & membre)
        ]
        assert obtenus[un_foyer] == pytest.approx(coefficient_naif(du_foyer), abs=1e-9), du_foyer


@pytest.mark.parametrize("jour", DATES_DES_PLAFONDS)
@pytest.mark.parametrize("zone", ["metropole", "dom"])
def test_the_published_table_is_the_formula_to_one_euro(systeme, jour, zone):
    """What the caisses print is the formula of the law, or one euro less; to four persons."""
    loi = systeme.get_parameters_at_instant(jour).complementaire_sante_solidaire.plafond
    outre_mer = 1 + (zone == "dom") * loi.majoration_dom
    bareme = loi.bareme.metropole if zone == "metropole" else loi.bareme.outre_mer
    for table, majoration in (
        (bareme.sans_participation, 0),
        (bareme.avec_participation, loi.majoration_avec_participation),
    ):
        for personnes, coefficient in ((1, 1), (2, 1.5), (3, 1.8), (4, 2.1)):
            formule = numpy.floor(round(loi.base_personne_seule * coefficient * outre_mer * (1 + majoration), 6) + 0.5)
            assert 0 <= formule - getattr(table, f"personnes_{personnes}") <= 1


def test_the_formula_holds_for_all_without_the_published_table(systeme):
    """The boolean parameter turns every ceiling into the formula's."""
    reforme = copy.copy(systeme)
    reforme.parameters = systeme.parameters.clone()
    reforme._parameters_at_instant_cache = {}
    noeud = reforme.parameters.complementaire_sante_solidaire.plafond.bareme_publie
    noeud.update(period=une_periode("year:2019:20"), value=False)
    foyer, role = numpy.zeros(3, int), numpy.array([0, 2, 2])
    entrees = {("date_naissance", "ETERNITY"): numpy.array(["1980-01-01", "2015-01-01", "2016-01-01"], "datetime64[D]")}
    # 10 339 × 1.8 = 18 610.20; the table prints 18 609.
    assert simule(reforme, foyer, role, entrees).calculate("c2s_plafond_sans_participation", "2025-05-15")[0] == 18610
    assert simule(systeme, foyer, role, entrees).calculate("c2s_plafond_sans_participation", "2025-05-15")[0] == 18609


def test_more_resources_never_give_a_better_right(systeme):
    droits = systeme.variables["c2s_droit"].possible_values
    faveur = numpy.zeros(3)
    faveur[droits.sans_participation.index], faveur[droits.avec_participation.index] = 2, 1
    for jour in DATES_DES_PLAFONDS:
        ressources = numpy.arange(8000, 18000, 7.31)
        foyer = numpy.arange(ressources.size)
        entrees = {("c2s_autres_ressources", jour): ressources}
        droit = simule(systeme, foyer, numpy.zeros(foyer.size, int), entrees).calculate("c2s_droit", jour)
        rangs = faveur[numpy.asarray(droit)]
        assert (numpy.diff(rangs) <= 0).all() and set(rangs) == {0, 1, 2}


@pytest.mark.parametrize("jour", DATES_DES_PLAFONDS)
def test_the_yearly_contribution_stays_under_five_per_cent_of_the_ceiling(systeme, jour):
    """L. 861-11; no cap is reached, so the amounts of the order are those paid."""
    loi = systeme.get_parameters_at_instant(jour).complementaire_sante_solidaire
    plus_cher = loi.participation.regime_general.calc(numpy.array([95]))[0]
    assert plus_cher * 12 <= loi.participation.plafond_taux * loi.plafond.base_personne_seule
