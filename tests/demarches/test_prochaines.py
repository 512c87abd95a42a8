"""The texts and the order of the next steps, for one person and for many."""

import numpy
import pytest
from openfisca_core.simulations import SimulationBuilder

JOUR = "2026-05-12"


def calcule(systeme, entrees, jour=JOUR, nom="demarches_prochaines"):
    """One variable of one person."""
    constructeur = SimulationBuilder()
    constructeur.set_default_period(jour)
    return constructeur.build_from_dict(systeme, entrees).calculate(nom, jour)[0]


DECISION = {"demarches_decision_nature": "administrative", "demarches_decision_notification_date": "2026-03-15"}
ECRIRE = "écrire d'abord aux services de la caisse ; le médiateur l'exige, mais le délai de recours court toujours"
SAISIR = "saisir la commission de recours amiable de la caisse"
C2S = {"c2s_demande": {"2026-02-15": True}, "c2s_decision_date": {"2026-02-15": "2026-03-18"}}


@pytest.mark.parametrize(
    ("entrees", "jour", "lignes"),
    [
        # A last day: to come, the day itself, past.
        (DECISION, "2026-05-12", [f"au plus tard le 15/05/2026 : {SAISIR}", f"{ECRIRE} (conseillé)"]),
        (DECISION, "2026-05-15", [f"au plus tard le 15/05/2026 : {SAISIR}", f"{ECRIRE} (conseillé)"]),
        (DECISION, "2026-05-16", [f"délai expiré le 15/05/2026 : {SAISIR}", f"{ECRIRE} (conseillé)"]),
        # A window: before it opens, its first day.
        (C2S, "2026-11-29", ["du 30/11/2026 au 31/01/2027 : demander le renouvellement de la C2S"]),
        (C2S, "2026-11-30", ["au plus tard le 31/01/2027 : demander le renouvellement de la C2S"]),
        # The last day of an answer, and the day after.
        (
            {"appareillage_demande_accord_date": "2026-05-04"},
            "2026-05-19",
            ["jusqu'au 19/05/2026 : attendre la réponse de la caisse ; son silence vaut ensuite accord"],
        ),
        (
            {"appareillage_demande_accord_date": "2026-05-04"},
            "2026-05-20",
            ["passé le 19/05/2026 : sans refus donné à cette date, l'accord préalable est acquis"],
        ),
        # A first day.
        (
            {"audition_essai_debut_date": "2026-05-01"},
            "2026-05-12",
            ["à partir du 31/05/2026 : conclure l'achat après l'essai d'au moins trente jours"],
        ),
        (
            {"audition_essai_debut_date": "2026-05-01"},
            "2026-05-31",
            ["depuis le 31/05/2026 : conclure l'achat après l'essai d'au moins trente jours"],
        ),
        # A day that brings something.
        (
            {
                "demarches_indu_notification_date": "2026-05-02",
                "demarches_indu_rectification_demande_date": "2026-05-03",
            },
            "2026-06-02",
            [
                "le 03/06/2026 : sans réponse d'ici là, la demande de rectification est rejetée",
                "au plus tard le 03/08/2026 : rembourser, ou accepter un échéancier de douze mois au plus, pour éviter"
                " les retenues sur les prestations",
                "au plus tard le 03/08/2026 : contester la somme réclamée devant la commission de recours amiable",
            ],
        ),
        ({}, JOUR, [""]),
    ],
)  # fmt: skip
def test_a_step_in_one_line(systeme, entrees, jour, lignes):
    assert calcule(systeme, entrees, jour).split("\n") == lignes


def test_many_persons_are_as_if_alone(systeme):
    notifiees = numpy.array(["2026-03-15", "2026-03-15", "1970-01-01", "2026-04-02", "2026-03-15"], "datetime64[D]")
    natures = ["administrative", "medicale", "aucune", "administrative", "administrative"]
    constructeur = SimulationBuilder()
    simulation = constructeur.build_default_simulation(systeme, count=len(natures))
    nature = systeme.variables["demarches_decision_nature"].possible_values
    simulation.set_input("demarches_decision_nature", JOUR, nature.encode(numpy.array(natures)))
    simulation.set_input("demarches_decision_notification_date", JOUR, notifiees)
    ensemble = {
        nom: simulation.calculate(nom, JOUR)
        for nom in ("demarches_prochaines", "demarches_liste", "demarche_prochaine", "demarches_nombre")
    }
    for rang, (une, date) in enumerate(zip(natures, notifiees, strict=True)):
        entrees = {"demarches_decision_nature": une, "demarches_decision_notification_date": str(date)}
        for nom, valeurs in ensemble.items():
            assert valeurs[rang] == calcule(systeme, entrees, nom=nom), (rang, nom)
    assert list(ensemble["demarches_nombre"]) == [2, 2, 0, 2, 2]


def test_nothing_given_reads_no_amount(systeme):
    """A person without event costs the reading of the inputs that would make something due, and no more."""
    constructeur = SimulationBuilder()
    simulation = constructeur.build_default_simulation(systeme, count=1)
    simulation.trace = True
    simulation.calculate("demarches_prochaines", JOUR)
    lues = {noeud.name for noeud in simulation.tracer.browse_trace()}
    assert not lues & {"transport_versement", "soins_versement", "c2s_droit", "ij_eligible", "capital_deces_montant"}
    calculees = {nom for nom in lues if systeme.variables[nom].formulas}
    assert len(calculees) < 40, sorted(calculees)
