"""Valeurs datées des prestations en espèces, recopiées du dossier, et les outils de la feuille de calcul.

Aucune ne vient des paramètres du paquet.
"""

import calendar
import datetime
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

Jour = datetime.date
D = Decimal
SANS_DATE = Jour(1970, 1, 1)
TOUJOURS = Jour(1900, 1, 1)
UN_JOUR = datetime.timedelta(days=1)
CENTIME = D("0.01")


def _dates(texte: str) -> list:
    """« 2018-01-01 3 450 ; 2019-04-01 3 461 » en liste de (jour, valeur)."""
    valeurs = []
    for ligne in texte.split(";"):
        jour, montant = ligne.split(maxsplit=1)
        valeurs.append((Jour.fromisoformat(jour), D(montant.replace(" ", ""))))
    return valeurs


def au(serie: list, jour: Jour):
    """La valeur en vigueur ce jour-là."""
    trouvees = [valeur for debut, valeur in serie if debut <= jour]
    if not trouvees:
        raise LookupError(f"aucune valeur au {jour}")
    return trouvees[-1]


# 1.1 Références
SMIC = _dates(
    "2015-01-01 9.61; 2016-01-01 9.67; 2017-01-01 9.76; 2018-01-01 9.88; 2019-01-01 10.03; 2020-01-01 10.15; "
    "2021-01-01 10.25; 2021-10-01 10.48; 2022-01-01 10.57; 2022-05-01 10.85; 2022-08-01 11.07; 2023-01-01 11.27; "
    "2023-05-01 11.52; 2024-01-01 11.65; 2024-11-01 11.88; 2026-01-01 12.02; 2026-06-01 12.31"
)
HEURES_DU_MOIS = Fraction(1820, 12)
# 2015 à 2017 : leur moyenne, 38 628 €, est celle du seuil de 2018 (1.8).
PASS = _dates(
    "2015-01-01 38040; 2016-01-01 38616; 2017-01-01 39228; 2018-01-01 39732; 2019-01-01 40524; 2020-01-01 41136; "
    "2023-01-01 43992; 2024-01-01 46368; 2025-01-01 47100; 2026-01-01 48060"
)
CSG, CRDS = D("0.062"), D("0.005")

# 1.2 Maladie
PLAFOND_EN_SMIC = [(TOUJOURS, D("1.8")), (Jour(2025, 4, 1), D("1.4"))]
CARENCE, IJ_EN_TROIS_ANS, ANS_AFFECTION, MOIS_DE_REPRISE, IJ_DES_RETRAITES = 3, 360, 3, 12, 60
RETRAITES_COMPTES = Jour(2021, 4, 14)
RETRAITES_INDEPENDANTS_COMPTES = Jour(2022, 1, 1)
HEURES_TROIS_MOIS, SMIC_SIX_MOIS, HEURES_DOUZE_MOIS, SMIC_DOUZE_MOIS, AFFILIATION_LONGUE = 150, 1015, 600, 2030, 12
HEURES_PAR_JOUR_ASSIMILE = 6
FIN_MAJORATION_ENFANTS = Jour(2020, 7, 1)

# 1.3 Maternité : minimum par jour, date d'effet du minimum de l'invalidité
TAUX_FORFAITAIRE = D("0.21")
MINIMUM_JOURNALIER = _dates(
    "2017-04-01 9.29; 2018-04-01 9.39; 2019-01-01 9.53; 2020-01-01 9.63; 2021-01-01 9.66; 2022-01-01 9.77; "
    "2022-07-01 10.16; 2023-01-01 10.24; 2024-01-01 10.79; 2025-01-01 11.02; 2026-01-01 11.12"
)
# Décret n° 2023-790, article 3 : les congés commencés après le 20 août 2023.
AFFILIATION_MATERNITE = [(TOUJOURS, 10), (Jour(2023, 8, 21), 6)]
NOUVEAUX_CONGES = Jour(2021, 7, 1)
SEMAINES = {"simple": (6, 10), "rang_trois": (8, 18), "jumeaux": (12, 22), "triples": (24, 22)}

# 1.4 Accident du travail
AT_TAUX, AT_TAUX_MAJORE, AT_PLAFOND, AT_JOURS = D("0.6"), D("0.8"), D("0.00834"), 28

# 1.5 Invalidité
INVALIDITE_TAUX = {"categorie_1": D("0.3"), "categorie_2": D("0.5"), "categorie_3": D("0.5")}
INVALIDITE_MINIMUM = _dates(
    "2017-04-01 3393.46; 2018-04-01 3427.39; 2019-01-01 3478.80; 2020-01-01 3513.58; 2021-01-01 3527.63; "
    "2022-01-01 3566.43; 2022-07-01 3709.08; 2023-01-01 3738.75; 2024-01-01 3936.90; 2025-01-01 4023.51; "
    "2026-01-01 4059.72"
)
TIERCE_PERSONNE = _dates(
    "2017-04-01 1107.49; 2018-04-01 1118.57; 2019-04-01 1121.92; 2020-04-01 1125.29; 2021-04-01 1126.41; "
    "2022-04-01 1146.69; 2022-07-01 1192.55; 2023-04-01 1210.90; 2024-04-01 1266.60; 2025-04-01 1288.13; "
    "2026-04-01 1298.43"
)
REVALORISATION = _dates(
    "2018-04-01 1.010; 2019-04-01 1.003; 2020-04-01 1.003; 2021-04-01 1.001; 2022-04-01 1.018; 2022-07-01 1.040; "
    "2023-04-01 1.0154; 2024-04-01 1.046; 2025-04-01 1.017; 2026-04-01 1.008"
)
REVALORISATION_2020_PETITES = (Jour(2020, 4, 1), D("1.009"), D(2000))

# 1.6 Incapacité permanente
_TAUX_CAPITAL = """
411.12 416.47 417.71 418.96 419.37 426.91 443.98 450.81 471.54 479.55 483.38
668.20 676.90 678.93 680.96 681.64 693.90 721.65 732.76 766.46 779.48 785.71
976.44 989.15 992.11 995.08 996.07 1013.99 1054.54 1070.77 1120.02 1139.06 1148.17
1541.13 1561.20 1565.88 1570.57 1572.14 1600.43 1664.44 1690.07 1767.81 1797.86 1812.24
1952.33 1977.76 1983.69 1989.64 1991.62 2027.46 2108.55 2141.02 2239.50 2277.57 2295.79
2414.71 2446.16 2453.49 2460.85 2463.31 2507.64 2607.94 2648.10 2769.91 2816.99 2839.52
2928.25 2966.40 2975.29 2984.21 2987.19 3040.95 3162.58 3211.28 3358.99 3416.09 3443.41
3493.59 3539.11 3549.72 3560.36 3563.92 3628.07 3773.19 3831.29 4007.52 4075.64 4108.24
4110.06 4163.61 4176.10 4188.62 4192.80 4268.27 4439.00 4507.36 4714.69 4794.83 4833.18
"""
_DATES_CAPITAL = [
    Jour(2016, 4, 1), Jour(2018, 4, 1), Jour(2019, 4, 1), Jour(2020, 4, 1), Jour(2021, 4, 1), Jour(2022, 4, 1),
    Jour(2022, 7, 1), Jour(2023, 4, 1), Jour(2024, 4, 1), Jour(2025, 4, 1), Jour(2026, 4, 1),
]  # fmt: skip
CAPITAL = {
    taux: list(zip(_DATES_CAPITAL, (D(montant) for montant in ligne.split()), strict=True))
    for taux, ligne in enumerate(_TAUX_CAPITAL.strip().splitlines(), start=1)
}
SALAIRE_MINIMUM_RENTE = _dates(
    "2016-04-01 18281.80; 2017-04-01 18336.64; 2018-04-01 18520.00; 2019-04-01 18575.56; 2020-04-01 18631.28; "
    "2021-04-01 18649.91; 2022-04-01 18985.60; 2022-07-01 19745.02; 2023-04-01 20049.09; 2024-04-01 20971.34; "
    "2025-04-01 21327.85; 2026-04-01 21498.47"
)
_PCRTP = """2016-04-01 552.08 1104.16 1656.26
2018-04-01 559.26 1118.54 1677.83
2019-04-01 560.93 1121.89 1682.86
2020-04-01 562.61 1125.25 1687.90
2021-04-01 563.17 1126.37 1689.58
2022-04-01 573.30 1146.64 1719.99
2022-07-01 596.23 1192.50 1788.78
2023-04-01 605.41 1210.86 1816.32
2024-04-01 633.25 1266.55 1899.87
2025-04-01 644.01 1288.08 1932.16
2026-04-01 649.16 1298.38 1947.61"""
PCRTP = [
    (Jour.fromisoformat(ligne.split()[0]), tuple(D(montant) for montant in ligne.split()[1:]))
    for ligne in _PCRTP.splitlines()
]

# 1.7 Décès
CAPITAL_DECES = _dates(
    "2017-04-01 3415; 2018-04-01 3450; 2019-04-01 3461; 2020-04-01 3472; 2021-04-01 3476; 2022-04-01 3539; "
    "2022-07-01 3681; 2023-04-01 3738; 2024-04-01 3910; 2025-04-01 3977; 2026-04-01 4009"
)
# 1.11 Allocation veuvage : ce que le dossier donne (rien entre 2011 et 2022).
ALLOCATION_VEUVAGE = _dates(
    "2022-01-01 632.19; 2023-01-01 662.70; 2024-01-01 697.82; 2025-01-01 713.17; 2026-01-01 719.58"
)

# --------------------------------------------------------------------------------------------------------------------
# Arrondis (R0)


def exact(valeur) -> Fraction:
    return Fraction(valeur)


def tronque(valeur) -> Decimal:
    """Au centime inférieur."""
    centimes = Fraction(valeur) * 100
    return D(centimes.numerator // centimes.denominator) / 100


def arrondi(valeur) -> Decimal:
    """Au centime le plus proche, un demi-centime vers le haut."""
    centimes = Fraction(valeur) * 100 + Fraction(1, 2)
    return D(centimes.numerator // centimes.denominator) / 100


def borne(valeur, maximum) -> Decimal:
    """Un résultat tronqué ; le maximum publié, arrondi, quand il est atteint."""
    return arrondi(maximum) if Fraction(valeur) >= Fraction(maximum) else tronque(valeur)


# --------------------------------------------------------------------------------------------------------------------
# Dates


def jours_plus(jour: Jour, nombre: int) -> Jour:
    return jour + datetime.timedelta(days=nombre)


def mois_plus(jour: Jour, nombre: int) -> Jour:
    """De quantième à quantième ; le dernier jour du mois quand le quantième n'existe pas."""
    rang = jour.year * 12 + jour.month - 1 + nombre
    annee, mois = divmod(rang, 12)
    return Jour(annee, mois + 1, min(jour.day, calendar.monthrange(annee, mois + 1)[1]))


def ans_plus(jour: Jour, nombre: int) -> Jour:
    return mois_plus(jour, 12 * nombre)


def premier_du_mois(jour: Jour) -> Jour:
    return jour.replace(day=1)


def fin_du_mois(jour: Jour) -> Jour:
    return jours_plus(mois_plus(premier_du_mois(jour), 1), -1)


def veille_du_mois(jour: Jour) -> Jour:
    """Le dernier jour du mois civil précédent."""
    return jours_plus(premier_du_mois(jour), -1)


def mois_precedents(jour: Jour, nombre: int) -> list:
    """Les (année, mois) des mois civils qui précèdent celui de ce jour, le plus ancien d'abord."""
    premiers = [mois_plus(premier_du_mois(jour), -rang) for rang in range(nombre, 0, -1)]
    return [(premier.year, premier.month) for premier in premiers]


def premier_janvier_avant(jour: Jour) -> Jour:
    """Le 1er janvier qui précède le début d'une période ; lui-même quand elle commence un 1er janvier."""
    return Jour(jour.year, 1, 1)


__all__ = [nom for nom in dir() if not nom.startswith("_")] + ["ROUND_CEILING", "ROUND_DOWN", "ROUND_HALF_UP"]
