"""Qui ne doit pas la franchise, quel que soit l'acte."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.soins.acte import ObjetSoin

L160_15 = [
    "Article L. 160-15 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000037950367",
    "Article D. 160-12 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031806440",
    "Article L. 160-9 du code de la sécurité sociale (maternité)",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000041397831",
]


class MotifFranchise(Enum):
    due = "La franchise est due"
    sans_objet = "Aucun acte soumis à franchise ce jour-là"
    urgence_samu = "Transport d'urgence demandé par le SAMU (L. 160-13, III, 3°)"
    mineur = "Moins de dix-huit ans au 1er janvier (L. 160-15, D. 160-12)"
    c2s = "Bénéficiaire de la C2S, ou de la CMU complémentaire avant novembre 2019 (L. 160-15)"
    acs = "Contrat sélectionné de l'aide à la complémentaire santé, avant novembre 2019"
    ame = "Bénéficiaire de l'aide médicale de l'État"
    maternite = "Période de maternité (L. 160-9, D. 160-3)"
    terrorisme = "Victime d'un acte de terrorisme, soin lié (L. 169-2)"
    pension_militaire = "Pension militaire, soin de l'infirmité pensionnée"
    engagement_maternite = "Engagement maternité (L. 160-9)"
    vaccination = "Vaccination contre la covid-19, prise en charge intégralement (décret n° 2021-182)"


class franchise_personne_motif(Variable):
    value_type = Enum
    possible_values = MotifFranchise
    default_value = MotifFranchise.due
    entity = Individu
    definition_period = DAY
    label = "La personne doit-elle les franchises, et pourquoi"
    label_en = "Whether the person owes the franchises, and why"
    reference = L160_15
    documentation = (
        "Seules ces personnes en sont exonérées : ni l'affection de longue durée, ni l'accident du travail, ni "
        "l'invalidité, ni l'allocation de solidarité aux personnes âgées n'en dispensent."
    )

    def formula_2008_01_01(individu, period):
        """Du 1er janvier 2008 au 31 octobre 2019, avec les titulaires d'un contrat sélectionné (ACS)."""
        mois = period.first_month
        return premier_vrai(
            [
                (individu("beneficiaire_acs", mois), MotifFranchise.acs),
                *_exonerations(individu, period),
            ],
            sinon=MotifFranchise.due,
        )

    def formula_2019_11_01(individu, period):
        """Depuis le 1er novembre 2019 : mineurs, C2S, AME, maternité."""
        return premier_vrai(_exonerations(individu, period), sinon=MotifFranchise.due)


def _exonerations(individu, period):
    mois = period.first_month
    return [
        (individu("mineur_au_1er_janvier", period.this_year), MotifFranchise.mineur),
        (individu("beneficiaire_c2s", mois), MotifFranchise.c2s),
        (individu("beneficiaire_ame", mois), MotifFranchise.ame),
        (individu("periode_maternite", period), MotifFranchise.maternite),
    ]


def soin_de_la_grossesse(individu, period):
    """Article L. 160-9, 1° and 2°: whatever else exempts the act, it bears no participation of any kind."""
    objet = individu("soins_objet", period)
    return parmi(objet, ObjetSoin.examen_obligatoire_maternite, ObjetSoin.grossesse_liste)


def soin_lie_pension_militaire(individu, period):
    """Article L. 371-6: care of the pensioned infirmity, paid by the State, not by the Assurance Maladie."""
    return individu("beneficiaire_pension_militaire", period.first_month) & individu(
        "soins_lie_pension_militaire", period
    )


def soin_lie_terrorisme(individu, period):
    """Article L. 169-2, 5° and 6°."""
    return individu("victime_terrorisme", period.first_month) & individu("soins_lie_terrorisme", period)
