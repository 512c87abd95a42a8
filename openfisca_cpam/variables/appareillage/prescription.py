"""La prescription faite à distance : ce que tous les articles de la liste ont en commun."""

from openfisca_cpam.base import *

L160_8 = [
    "Article L. 160-8, dernier alinéa, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053282923",
]


class appareillage_prescription_sans_echange_oral(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Prescription établie en téléconsultation, sans échange oral avec le prescripteur"
    label_en = "Prescribed in a teleconsultation without oral contact"
    reference = L160_8
    documentation = (
        "Lunettes, lentilles, aides auditives, fauteuil roulant, prothèse capillaire ou dispositif de la liste de ce "
        "jour. Sans effet pour une prescription d'avant le 28 décembre 2023."
    )


def sans_echange_oral(individu, period, parameters, ordonnance):
    """Prescrit à distance sans l'échange oral exigé à la date de l'ordonnance (L. 160-8, dernier alinéa)."""
    muette = individu("appareillage_prescription_sans_echange_oral", period)
    if not muette.any():
        return muette
    exige = a_la_date(
        ordonnance,
        lambda date: valeur(
            parameters(date).appareillage.dispositifs.liste, "teleconsultation_echange_oral", sinon=False
        ),
    )
    return muette & exige
