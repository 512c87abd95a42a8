"""A value that is the same for everyone, held once: what nobody gave costs nothing, and the law is written the same.

An input that no table gives has its default for everyone. Core fills an array with it, and each formula then works
person by person on equal numbers. ``Uniforme`` is an array of the same length whose elements share one cell of
memory; an operation on uniform values alone is made once and gives a uniform value. With other arrays, it behaves as
NumPy's own. Results are those of ordinary arrays, to the bit and to the type.
"""

from collections.abc import Callable

import numpy
from openfisca_core.indexed_enums import Enum, EnumArray

# Below this number of persons ordinary arrays are as fast.
SEUIL = 1_000

_BOOLEEN = numpy.dtype(bool)
_BOOLEENS = (numpy.array([False]), numpy.array([True]))


def est_nombreux(personnes: int) -> bool:
    """Whether a number of persons is worth holding their common values once."""
    return personnes >= SEUIL


def _est_uniforme(valeur: object) -> bool:
    return isinstance(valeur, Uniforme) and valeur.strides == (0,)


def _ordinaire(valeur: object) -> object:
    """The same argument without the class: NumPy then works as usual (the memory stays shared, and read-only)."""
    if isinstance(valeur, Uniforme):
        return valeur.view(numpy.ndarray)
    if type(valeur) in (list, tuple):
        return type(valeur)(_ordinaire(un) for un in valeur)
    return valeur


def _un_seul(valeur: object) -> object:
    return valeur.view(numpy.ndarray)[:1] if isinstance(valeur, Uniforme) else valeur


class Uniforme(numpy.ndarray):
    """An array whose elements are one and the same: read-only, made by ``uniforme``."""

    __slots__ = ()

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        if method == "__call__" and not options and ufunc.nout == 1 and self.strides == (0,):
            taille, seuls = self.size, []
            for un in inputs:
                if isinstance(un, Uniforme) and un.strides == (0,) and un.size == taille:
                    seuls.append(un.view(numpy.ndarray)[:1])
                elif isinstance(un, numpy.ndarray) and un.ndim:
                    break
                else:
                    seuls.append(un)
            if taille and len(seuls) == len(inputs):
                return _repete(ufunc(*seuls), taille)
            if ufunc in _ABSORBANTS and (resultat := _absorbe(ufunc, *inputs)) is not None:
                return resultat
            if ufunc in _NEUTRES and (resultat := _inchange(ufunc, *inputs)) is not None:
                return resultat
        return getattr(ufunc, method)(*map(_ordinaire, inputs), **{nom: _ordinaire(un) for nom, un in options.items()})

    def __array_function__(self, func, types, args, kwargs):
        rapide = _FONCTIONS.get(func)
        if rapide is not None and (resultat := rapide(*args, **kwargs)) is not None:
            return resultat
        return func(*map(_ordinaire, args), **{nom: _ordinaire(un) for nom, un in kwargs.items()})

    def __getitem__(self, rangs):
        if isinstance(rangs, numpy.ndarray) and rangs.ndim == 1 and self.strides == (0,) and self.size:
            if rangs.dtype == _BOOLEEN and rangs.size == self.size:
                return uniforme(self[:1], int(numpy.count_nonzero(rangs)))
            if rangs.dtype.kind in "iu":
                return uniforme(self[:1], rangs.size)
        return super().__getitem__(rangs)

    def __setitem__(self, rangs, valeur) -> None:
        raise ValueError("une valeur égale pour tous ne se modifie pas en place : where(condition, autre, valeur)")

    def astype(self, dtype, *args, **kwargs):
        """The same values in another type, still held once."""
        if self.strides == (0,) and self.size:
            return uniforme(self.view(numpy.ndarray)[:1].astype(dtype, *args, **kwargs), self.size)
        return self.view(numpy.ndarray).astype(dtype, *args, **kwargs)

    def any(self, *args, **kwargs):
        """Whether the value is true."""
        return (_un_seul if self.strides == (0,) and not args else _ordinaire)(self).any(*args, **kwargs)

    def all(self, *args, **kwargs):
        """Whether the value is true."""
        return (_un_seul if self.strides == (0,) and not args else _ordinaire)(self).all(*args, **kwargs)

    def copy(self, *args, **kwargs) -> numpy.ndarray:
        """An ordinary array, each element with its own memory."""
        return self.view(numpy.ndarray).copy(*args, **kwargs)

    def __copy__(self) -> numpy.ndarray:
        return self.copy()

    def __deepcopy__(self, memo) -> numpy.ndarray:
        return self.copy()

    def __reduce__(self):
        return self.copy().__reduce__()


def _en_place(nom: str) -> Callable:
    operation = getattr(numpy.ndarray, nom)

    def remplace(self, autre):
        return operation(self, autre)

    return remplace


# ``total += x`` gives ``total`` a new value, as it does for a number.
for _nom in ("add", "sub", "mul", "truediv", "and", "or", "xor"):
    setattr(Uniforme, f"__i{_nom}__", _en_place(f"__{_nom}__"))


class EnumUniforme(EnumArray):
    """The same member of an Enum for everyone."""

    def __eq__(self, autre):
        if type(autre) is self.possible_values and self.strides == (0,) and self.size:
            return _repete(_BOOLEENS[self.item(0) == autre.index], self.size)
        if self.strides != (0,) or not self.size:
            return super().__eq__(autre)
        return uniforme(EnumArray(self.view(numpy.ndarray)[:1], self.possible_values) == autre, self.size)

    def __ne__(self, autre):
        if type(autre) is self.possible_values and self.strides == (0,) and self.size:
            return _repete(_BOOLEENS[self.item(0) != autre.index], self.size)
        if self.strides != (0,) or not self.size:
            return super().__ne__(autre)
        return uniforme(EnumArray(self.view(numpy.ndarray)[:1], self.possible_values) != autre, self.size)

    __hash__ = None

    def __getitem__(self, rangs):
        if isinstance(rangs, numpy.ndarray) and rangs.ndim == 1 and self.strides == (0,) and self.size:
            return membre_uniforme(self, codes_uniformes(self)[rangs].size)
        return super().__getitem__(rangs)


def uniforme(valeur, taille: int) -> numpy.ndarray:
    """One value for a number of persons.

    Args:
        valeur: a number, a bool or a date, or an array of one of them.
        taille: number of persons.

    >>> un, deux = uniforme(1.5, 3), uniforme(2, 3)
    >>> (un * deux).tolist(), type(un * deux).__name__
    ([3.0, 3.0, 3.0], 'Uniforme')
    """
    return _repete(numpy.asarray(valeur).reshape(1), taille)


def _repete(seul: numpy.ndarray, taille: int) -> "Uniforme":
    """An array of one element, repeated; its bytes are a buffer that nobody can write."""
    return _nouveau(Uniforme, (taille,), seul.dtype, seul.tobytes(), 0, (0,))


_nouveau = numpy.ndarray.__new__


# So many first elements are compared before all of them.
_APERCU = 64


def une_fois(tableau: numpy.ndarray) -> numpy.ndarray:
    """The same array, held once when its elements are equal; looking costs next to nothing when they are not.

    >>> type(une_fois(numpy.zeros(2_000))).__name__, type(une_fois(numpy.arange(2_000.0))).__name__
    ('Uniforme', 'ndarray')
    """
    if not est_nombreux(tableau.size) or tableau.dtype == object or _est_uniforme(tableau):
        return tableau
    simple = tableau.view(numpy.ndarray)
    premier, taille = simple.item(0), simple.size
    if premier != simple.item(taille - 1) or premier != simple.item(taille // 2) or premier != simple.item(taille // 3):
        return tableau
    if (simple[:_APERCU] != simple[0]).any() or (simple != simple[0]).any():
        return tableau
    if isinstance(tableau, EnumArray):
        return membre_uniforme(tableau, tableau.size)
    return uniforme(simple[0], tableau.size)


def valeur_commune(tableau: object):
    """The value of everyone when it is held once, else None."""
    return tableau.view(numpy.ndarray)[0] if _est_uniforme(tableau) and tableau.size else None


def distincts(entiers: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray]:
    """The distinct whole numbers, in order, and the rank of each among them (``numpy.unique``, without sorting all).

    >>> [resultat.tolist() for resultat in distincts(numpy.array([7, 3, 7, 4]))]
    [[3, 4, 7], [2, 0, 2, 1]]
    """
    if valeur_commune(entiers) is not None or not entiers.size:
        return numpy.unique(entiers, return_inverse=True)
    plus_petit, plus_grand = int(entiers.min()), int(entiers.max())
    if plus_grand - plus_petit > 4 * entiers.size:
        return numpy.unique(entiers, return_inverse=True)
    ecarts = entiers - plus_petit
    vus = numpy.zeros(plus_grand - plus_petit + 1, dtype=bool)
    vus[ecarts] = True
    return numpy.flatnonzero(vus) + plus_petit, numpy.take(numpy.cumsum(vus) - 1, ecarts)


def codes_uniformes(valeurs: EnumArray) -> numpy.ndarray:
    """The integer codes of an array of members, held once where the array is."""
    return valeurs.view(Uniforme) if isinstance(valeurs, EnumUniforme) else valeurs.view(numpy.ndarray)


def membre_uniforme(membre: Enum | EnumArray, taille: int) -> EnumArray:
    """One member for a number of persons."""
    possibles = membre.possible_values if isinstance(membre, EnumArray) else type(membre)
    code = membre.view(numpy.ndarray)[0] if isinstance(membre, EnumArray) else membre.index
    valeurs = uniforme(numpy.uint8(code), taille).view(EnumUniforme)
    valeurs.possible_values = possibles
    return valeurs


def _taille_commune(arguments) -> int | None:
    """The length of the arguments when all are uniform or single numbers."""
    taille = None
    for un in arguments:
        if _est_uniforme(un):
            if taille is not None and un.size != taille:
                return None
            taille = un.size
        elif isinstance(un, numpy.ndarray) and un.ndim:
            return None
    return taille if taille else None


# What one value decides alone, whatever the other bools are.
_ABSORBANTS = {
    numpy.logical_and: False,
    numpy.bitwise_and: False,
    numpy.logical_or: True,
    numpy.bitwise_or: True,
    numpy.multiply: False,
}


def _absorbe(operation, un, autre):
    """What one value makes of an array of bools of the same length, when it needs no operation; else None."""
    if not isinstance(autre, numpy.ndarray) or not isinstance(un, numpy.ndarray) or un.shape != autre.shape:
        return None
    if not _est_uniforme(un):
        un, autre = autre, un
    if not un.size or autre.dtype != _BOOLEEN:
        return None
    seul = un.view(numpy.ndarray)[:1]
    if seul.dtype == _BOOLEEN:
        # Either the value decides alone, or the bools stay what they are (their copy is thirty times faster).
        return uniforme(seul[0], un.size) if seul[0] == _ABSORBANTS[operation] else autre.copy()
    # A product by zero is zero where no NaN can hide: among bools.
    zero = operation is numpy.multiply and seul.dtype.kind in "if" and seul[0] == 0 and not numpy.signbit(seul[0])
    return uniforme(operation(seul, autre[:1]), un.size) if zero else None


# The value that changes nothing, and whether it may stand first.
_NEUTRES = {numpy.add: (0, True), numpy.subtract: (0, False), numpy.multiply: (1, True)}


def _inchange(operation, un, autre):
    """The numbers to which nothing is added or that are taken once, when their type stays; else None."""
    neutre, commute = _NEUTRES[operation]
    if _est_uniforme(un) and commute:
        un, autre = autre, un
    if type(un) is not numpy.ndarray or not _est_uniforme(autre) or un.shape != autre.shape or not un.size:
        return None
    seul = autre.view(numpy.ndarray)[:1]
    if un.dtype.kind not in "if" or seul[0] != neutre or numpy.result_type(un, seul) != un.dtype:
        return None
    return _lecture_seule(un)


def _lecture_seule(tableau: numpy.ndarray) -> numpy.ndarray:
    """The same elements, not copied: who would write into them must not change the variable that was read."""
    vue = tableau.view()
    vue.flags.writeable = False
    return vue


def _where(*args, **options):
    if len(args) != 3 or options:
        return None
    condition, alors, sinon = args
    taille = _taille_commune(args)
    if taille is not None and not any(isinstance(un, EnumArray) for un in args):
        return uniforme(numpy.where(*map(_un_seul, args)), taille)
    if not _est_uniforme(condition) or condition.dtype != _BOOLEEN or not condition.size:
        return _meme_des_deux_cotes(condition, alors, sinon)
    choisi, autre = (alors, sinon) if condition.view(numpy.ndarray)[0] else (sinon, alors)
    if isinstance(choisi, (EnumArray, Enum, list)) or isinstance(autre, (EnumArray, Enum, list)):
        return None
    commun = numpy.result_type(choisi, _un_seul(autre))
    if numpy.shape(choisi) == () and numpy.shape(autre) in ((), condition.shape):
        return uniforme(numpy.asarray(choisi, dtype=commun), condition.size)
    if numpy.shape(choisi) != condition.shape:
        return None
    if choisi.dtype != commun or _est_uniforme(choisi):
        return choisi.astype(commun)
    return _lecture_seule(choisi)


def _meme_des_deux_cotes(condition, alors, sinon):
    """The uniform result when both sides hold the same value; else None."""
    taille = _taille_commune((alors, sinon))
    if taille is None or numpy.shape(condition) != (taille,):
        return None
    resultat = numpy.where([False, True], _un_seul(alors), _un_seul(sinon))
    return uniforme(resultat[0], taille) if resultat[:1].tobytes() == resultat[1:].tobytes() else None


def _une_a_une(fonction: Callable) -> Callable:
    """A function that works element by element on its first argument, the others being single values."""

    def rapide(valeurs, *args, **options):
        if not _est_uniforme(valeurs) or not valeurs.size or options.get("out") is not None:
            return None
        if any(isinstance(un, numpy.ndarray) and un.ndim for un in (*args, *options.values())):
            return None
        return uniforme(fonction(_un_seul(valeurs), *args, **options), valeurs.size)

    return rapide


def _bincount(groupes, weights=None, minlength=0):
    if weights is None or not _est_uniforme(weights) or not weights.size or _est_uniforme(groupes):
        return None
    if weights.view(numpy.ndarray)[0] != 0:
        return None
    return uniforme(0.0, max(int(numpy.max(groupes)) + 1, minlength))


def _unique(valeurs, return_index=False, return_inverse=False, **options):
    if not _est_uniforme(valeurs) or not valeurs.size or return_index or options:
        return None
    seul = valeurs.view(numpy.ndarray)[:1].copy()
    return (seul, uniforme(numpy.intp(0), valeurs.size)) if return_inverse else seul


def _searchsorted(table, valeurs, side="left", sorter=None):
    if not _est_uniforme(valeurs) or not valeurs.size or sorter is not None:
        return None
    return uniforme(numpy.searchsorted(_ordinaire(table), _un_seul(valeurs), side=side), valeurs.size)


def _flatnonzero(valeurs):
    if not _est_uniforme(valeurs) or (valeurs.size and valeurs.view(numpy.ndarray)[0]):
        return None
    return numpy.zeros(0, dtype=numpy.intp)


def _copyto(vers, valeurs, casting="same_kind", where=True):
    if not _est_uniforme(where) or not where.size or where.view(numpy.ndarray)[0]:
        return None
    return False  # nothing to copy; any answer but None


_FONCTIONS: dict[Callable, Callable] = {
    numpy.where: _where,
    numpy.bincount: _bincount,
    numpy.unique: _unique,
    numpy.searchsorted: _searchsorted,
    numpy.flatnonzero: _flatnonzero,
    numpy.copyto: _copyto,
    numpy.round: _une_a_une(numpy.round),
    numpy.clip: _une_a_une(numpy.clip),
}
