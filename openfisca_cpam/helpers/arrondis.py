"""Rounding of euros, exact on the decimal amounts that binary floats only approach."""

import numpy
from numpy.typing import ArrayLike, NDArray

from openfisca_cpam.helpers.uniforme import valeur_commune

# Six decimals (of a cent, of a euro) absorb the noise of float64 (2.5 / 100 * 60 and the like) and nothing that the law
# knows: what lies within half of the sixth decimal below a bound has reached it.
_DECIMALES_DE_BRUIT = 6
_BRUIT = 0.5 * 10.0**-_DECIMALES_DE_BRUIT


def _euros(montant: ArrayLike) -> NDArray[numpy.float64]:
    return numpy.asanyarray(montant, dtype=numpy.float64)


def _centimes_entiers(montant: ArrayLike, ajout: float) -> NDArray[numpy.float64]:
    """The whole cents of amounts to which a part of a cent is added, in euros."""
    centimes = _euros(montant) * 100
    if type(centimes) is not numpy.ndarray:  # a number, or a value held once
        return numpy.floor(centimes + ajout) / 100
    centimes += ajout  # each step in the same memory
    numpy.floor(centimes, out=centimes)
    centimes /= 100
    return centimes


def arrondi_centime(montant: ArrayLike) -> NDArray[numpy.float64]:
    """Round euros to the nearest cent, half up.

    Args:
        montant: euros, any shape.

    Returns:
        Euros, same shape, float64.

    >>> float(arrondi_centime(3.575)), float(arrondi_centime(27.489)), float(arrondi_centime(35.475))
    (3.58, 27.49, 35.48)
    """
    return _centimes_entiers(montant, 0.5 + _BRUIT)


def fois(montant: ArrayLike, nombre: ArrayLike) -> NDArray[numpy.float64]:
    """Amounts times whole numbers; the numbers made floats in one go take half the time that they take in a product.

    Args:
        montant: euros or kilometres, one a person, or one for all.
        nombre: whole numbers, one a person, or one for all.

    >>> fois(numpy.array([16.1, 0.35]), numpy.array([1, 2])).tolist()
    [16.1, 0.7]
    """
    return montant * (nombre.astype(numpy.float64) if isinstance(nombre, numpy.ndarray) else nombre)


def centimes_fois(montant: NDArray[numpy.float64], nombre: ArrayLike) -> NDArray[numpy.float64]:
    """Amounts already rounded to the cent, times a number of acts; one act each needs no sum.

    Args:
        montant: euros, in whole cents.
        nombre: whole numbers.

    >>> centimes_fois(numpy.array([16.1, 0.35]), 3).tolist()
    [48.3, 1.05]
    """
    return montant if valeur_commune(nombre) == 1 else arrondi_centime(fois(montant, nombre))


def tronque_centime(montant: ArrayLike) -> NDArray[numpy.float64]:
    """Cut euros after the second decimal.

    Args:
        montant: euros, any shape.

    Returns:
        Euros, same shape, float64.

    >>> float(tronque_centime(41.479)), float(tronque_centime(0.29 * 100))
    (41.47, 29.0)
    """
    return _centimes_entiers(montant, _BRUIT)


def sans_bruit(montant: ArrayLike) -> NDArray[numpy.float64]:
    """Exact amounts that the law does not round, freed of float64 noise: six decimals.

    >>> float(sans_bruit(0.1 + 0.2)), float(sans_bruit(14769.99 * 0.7))
    (0.3, 10338.993)
    """
    return numpy.round(_euros(montant), _DECIMALES_DE_BRUIT)


def arrondi_euro(montant: ArrayLike) -> NDArray[numpy.float64]:
    """Round euros to the nearest euro, half up.

    >>> float(arrondi_euro(10.5)), float(arrondi_euro(10.49))
    (11.0, 10.0)
    """
    return numpy.floor(_euros(montant) + (0.5 + _BRUIT))


def somme_de(*montants: NDArray[numpy.float64]) -> NDArray[numpy.float64]:
    """The sum of amounts of the same persons, in their order; what is zero for everyone is left out.

    >>> somme_de(numpy.array([1.5, 2.0]), numpy.array([0.25, 4.0])).tolist()
    [1.75, 6.0]
    """
    reels = [montant for montant in montants if valeur_commune(montant) != 0]
    if not reels:
        return montants[0]
    if len(reels) == 1:
        return reels[0]
    total = reels[0] + reels[1]
    for montant in reels[2:]:
        total += montant
    return total
