"""A couple and their child: gross wages to openfisca-france, then their C2S from this package.

make test-all        # makes .venv-openfisca-france, where both packages are
.venv-openfisca-france/bin/python examples/avec_openfisca_france.py
"""

from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_france import FranceTaxBenefitSystem

from openfisca_cpam import france

JOUR = "2024-06-01"
ANNEES = ("2023", "2024")


def chaque_annee(value):
    """The same value in each of the years."""
    return dict.fromkeys(ANNEES, value)


SITUATION = {
    "individus": {
        "Awa": {"date_naissance": {"ETERNITY": "1990-03-12"}, "salaire_de_base": chaque_annee(12 * 1_250)},
        "Brice": {"date_naissance": {"ETERNITY": "1988-11-02"}, "salaire_de_base": chaque_annee(12 * 400)},
        "Chloé": {"date_naissance": {"ETERNITY": "2017-07-30"}},
    },
    "familles": {"famille": {"parents": ["Awa", "Brice"], "enfants": ["Chloé"]}},
    "foyers_fiscaux": {"foyer": {"declarants": ["Awa", "Brice"], "personnes_a_charge": ["Chloé"]}},
    "menages": {
        "menage": {
            "personne_de_reference": ["Awa"],
            "conjoint": ["Brice"],
            "enfants": ["Chloé"],
            "statut_occupation_logement": dict.fromkeys(ANNEES, "locataire_vide"),
            "loyer": chaque_annee(12 * 620),
        }
    },
}
DROITS = ("c2s_base_ressources", "c2s_plafond_avec_participation", "c2s_motif", "c2s_participation_mensuelle_foyer")


def euros(amount: float) -> str:
    """As they are written in French."""
    return f"{amount:,.2f} €".translate({ord(","): " ", ord("."): ","})


def main() -> None:
    """Compute with the first, hand over to the second, print."""
    theirs = SimulationBuilder().build_from_entities(FranceTaxBenefitSystem(), SITUATION)
    for name, values in france.droits(theirs, JOUR, DROITS):
        shown = values.decode()[0].value if hasattr(values, "decode") else euros(values[0])
        print(f"{name:40} {shown}")
    for name in france.non_reprises(theirs, JOUR):
        print(f"non repris : {name}")


if __name__ == "__main__":
    main()
