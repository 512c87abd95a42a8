"""The two entities: the insured person, and the household of article R. 861-2."""

from openfisca_core.entities import build_entity

Individu = build_entity(
    key="individu",
    plural="individus",
    label="Personne",
    doc="Une personne : l'assuré, son conjoint, son enfant. Tout ce qui arrive un jour lui est attaché.",
    is_person=True,
)

Foyer = build_entity(
    key="foyer",
    plural="foyers",
    label="Foyer",
    doc="Le foyer de l'article R. 861-2 du code de la sécurité sociale : demandeur, conjoint, personnes à charge.",
    roles=[
        {
            "key": "demandeur",
            "label": "Demandeur",
            "doc": "La personne qui demande le droit ou pour laquelle il est calculé.",
            "max": 1,
        },
        {
            "key": "conjoint",
            "label": "Conjoint, partenaire de Pacs ou concubin",
            "doc": "La personne qui vit en couple avec le demandeur.",
            "max": 1,
        },
        {
            "key": "personne_a_charge",
            "plural": "personnes_a_charge",
            "label": "Personnes à charge",
            "doc": "Les enfants et les autres personnes à charge du foyer.",
        },
    ],
)

entities = [Individu, Foyer]
