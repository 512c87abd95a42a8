"""Random households that ask for the C2S on the first of a month, from NumPy alone: two environments draw the same.

A month is numbered from January 1970. Amounts by month are arrays (persons, 14), from M-13 to M, M being the month of
the application.
"""

from dataclasses import dataclass

import numpy

PREMIER_MOIS, DERNIER_MOIS = "2021-04", "2024-12"
MENAGES = 10_000
NOMBRE_DE_MOIS = 14


@dataclass
class Tirage:
    """Households that ask on the same day.

    Attributes:
        mois: month of the application, YYYY-MM.
        foyer: rank of each person's household.
        role: 0 demandeur, 1 conjoint, 2 child.
        personnes: arrays by person; mensuel: arrays (persons, 14); menages: arrays by household.
    """

    mois: str
    foyer: numpy.ndarray
    role: numpy.ndarray
    personnes: dict
    mensuel: dict
    menages: dict

    @property
    def mois_connus(self) -> list[str]:
        fin = numpy.datetime64(self.mois, "M")
        return [str(fin - (NOMBRE_DE_MOIS - 1 - rang)) for rang in range(NOMBRE_DE_MOIS)]


def mois_de_demande() -> list[str]:
    """Every month of the comparison."""
    return [str(m) for m in numpy.arange(PREMIER_MOIS, numpy.datetime64(DERNIER_MOIS, "M") + 1, dtype="datetime64[M]")]


def ages_revolus(naissance: numpy.ndarray, premier_du_mois: numpy.datetime64) -> numpy.ndarray:
    """Completed years on the first of a month, for persons who were not born on the first of a month."""
    mois = premier_du_mois.astype("datetime64[M]").astype(int) - naissance.astype("datetime64[M]").astype(int)
    return (mois - 1) // 12


def tire(mois: str) -> Tirage:
    """The households of a month: a share of the ten thousand."""
    tous = mois_de_demande()
    rang_du_mois = tous.index(mois)
    combien = len(range(rang_du_mois, MENAGES, len(tous)))
    hasard = numpy.random.default_rng(20_251_001 + rang_du_mois)
    en_couple = hasard.random(combien) < 0.45
    enfants = hasard.choice(6, combien, p=[0.45, 0.22, 0.18, 0.09, 0.04, 0.02])
    foyer = numpy.repeat(numpy.arange(combien), 1 + en_couple + enfants)
    rang = numpy.arange(foyer.size) - numpy.searchsorted(foyer, foyer)
    role = numpy.where(rang == 0, 0, numpy.where((rang == 1) & en_couple[foyer], 1, 2))
    adulte, enfant = role < 2, role == 2
    total = foyer.size

    jour = numpy.datetime64(mois + "-01")
    annees = numpy.where(enfant, hasard.integers(0, 28, total), hasard.integers(28, 90, total))
    # Born from the 5th to the 25th of a month: openfisca-france's ages, counted in mean years, are then exact.
    mois_ecoules = annees * 12 + hasard.integers(1, 13, total)
    naissance = (numpy.datetime64(mois, "M") - mois_ecoules).astype("datetime64[D]") + hasard.integers(4, 25, total)
    age = ages_revolus(naissance, jour)

    def part(probabilite, condition=True):
        return (hasard.random(total) < probabilite) & condition

    def montant(bas, haut):
        return numpy.round(hasard.uniform(bas, haut, total), 2)

    vieux = age >= 62
    mensuel = {}

    def chaque_mois(nom, percoit, valeurs):
        mensuel[nom] = numpy.repeat((percoit * valeurs)[:, None], NOMBRE_DE_MOIS, axis=1)

    chomeur = part(0.15, adulte & ~vieux)
    chaque_mois("salaire_net", part(0.6, adulte & ~vieux) | part(0.25, enfant & (age >= 17)), montant(100, 1500))
    # A bonus in the last month, or one in the first: the two windows see one each.
    for colonne in (0, NOMBRE_DE_MOIS - 2):
        mensuel["salaire_net"][:, colonne] += part(0.15, mensuel["salaire_net"][:, 0] > 0) * montant(100, 2000)
    chaque_mois("chomage_net", chomeur, montant(200, 1200))
    malade = part(0.08, adulte & ~vieux)
    chaque_mois("indemnites_journalieres", malade, montant(200, 900))
    chaque_mois("retraite_nette", part(0.85, adulte & vieux), montant(200, 1300))
    chaque_mois("aah", part(0.08, adulte & ~vieux), montant(30, 1016))
    chaque_mois("asi", part(0.06, adulte & ~vieux), montant(10, 500))
    aspa = part(0.3, adulte & vieux)
    chaque_mois("aspa", aspa, montant(60, 700))
    chaque_mois("pensions_alimentaires_percues", part(0.06, adulte), montant(50, 400))
    versee = part(0.1, adulte)
    chaque_mois("pensions_alimentaires_versees_individu", versee, montant(50, 400))
    sur_un_an = mensuel["pensions_alimentaires_versees_individu"][:, 0] * 12
    personnes = {
        "date_naissance": naissance,
        "age": age,
        "chomeur": chomeur,
        "malade": malade,
        "malade_six_mois": malade & (hasard.random(total) < 0.5),
        "garde_alternee": part(0.12, enfant & (age < 18)),
        "regime_local": part(0.08, adulte),
        "avis_pensions_versees": numpy.where(hasard.random(total) < 0.3, sur_un_an // 2, sur_un_an),
    }
    statut = hasard.choice(3, combien, p=[0.6, 0.28, 0.12])
    aide = numpy.round(hasard.uniform(20, 400, combien), 2) * (hasard.random(combien) < 0.5) * (statut < 2)
    aide_mensuelle = numpy.repeat(aide[:, None], NOMBRE_DE_MOIS, axis=1)
    # For some the benefit began six months ago: a rate of the month is not that of the year.
    aide_mensuelle[hasard.random(combien) < 0.15, : NOMBRE_DE_MOIS - 6] = 0
    menages = {
        "statut": statut,
        "aide_logement": aide_mensuelle,
        "rsa": hasard.random(combien) < 0.04,
        "outre_mer": hasard.random(combien) < 0.15,
    }
    return Tirage(mois, foyer, role, personnes, mensuel, menages)
