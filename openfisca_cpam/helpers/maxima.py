"""Amounts cut to the cent, except at their maximum, which is published rounded."""

import numpy

from openfisca_cpam.helpers.arrondis import arrondi_centime, tronque_centime

_EGALITE = 1e-9


def tronque_sous_maximum(montant, maximum) -> numpy.ndarray:
    """The amount cut to the cent; the maximum, rounded half up, when the amount reaches it.

    Args:
        montant: euros before rounding.
        maximum: the largest amount, before rounding.

    >>> float(tronque_sous_maximum(36.1644, 42.967)), float(tronque_sous_maximum(42.967, 42.967))
    (36.16, 42.97)
    """
    return numpy.where(montant >= maximum - _EGALITE, arrondi_centime(maximum), tronque_centime(montant))


def en_dix_milliemes(taux) -> numpy.ndarray:
    """A rate as a whole number of hundredths of one per cent, cut down: two thirds are 6,666.

    >>> int(en_dix_milliemes(2 / 3)), int(en_dix_milliemes(0.66))
    (6666, 6600)
    """
    return numpy.floor(numpy.round(numpy.asarray(taux, dtype=numpy.float64) * 10_000, 6)).astype(numpy.int64)


def en_pour_cent(taux) -> numpy.ndarray:
    """A rate as a whole number of per cent.

    >>> int(en_pour_cent(0.07))
    7
    """
    return numpy.round(numpy.asarray(taux, dtype=numpy.float64) * 100).astype(numpy.int64)
