"""Example 15 with article D. 325-7 read strictly: the local scheme leaves a tenth of the base to the patient."""

from openfisca_core.reforms import Reform
from openfisca_core.simulation_builder import SimulationBuilder

DAY = "2026-04-14"


class LectureStricte(Reform):
    """90 % instead of 100 %."""

    def apply(self):
        def limit(parameters):
            parameters.transport.regime_local_alsace_moselle.taux_total.update(start="2006-12-30", value=0.9)
            return parameters

        self.modify_parameters(limit)


def received(system) -> float:
    situation = {
        "individus": {
            "p": {
                "transport_mode": {DAY: "vsl"},
                "transport_objet": {DAY: "hospitalisation"},
                "transport_prescription_date": {DAY: "2026-04-01"},
                "transport_prix_trajet": {DAY: 40},
                "regime_local_alsace_moselle": {"2026-04": True},
            }
        },
        "foyers": {"f": {"demandeur": ["p"]}},
    }
    simulation = SimulationBuilder().build_from_dict(system, situation)
    paid = simulation.calculate("transport_versement", DAY) + simulation.calculate("transport_part_regime_local", DAY)
    return float(paid[0])


def test_practice_and_text(systeme):
    # 40.00 at 55 % = 22.00, less 4.00; the local scheme adds 18.00 (practice) or 36.00 - 22.00 = 14.00 (text).
    assert received(systeme) == 36.00
    assert received(LectureStricte(systeme)) == 32.00
