"""From the members to their household and back, by looking only at those whom a condition concerns."""

import numpy

from openfisca_cpam.helpers.dates import jours_des
from openfisca_cpam.helpers.uniforme import uniforme, valeur_commune


def un_des_membres(foyer, condition: numpy.ndarray) -> numpy.ndarray:
    """Whether a condition holds for a member of each household (``foyer.any``, without a sum).

    Args:
        foyer: the households of the formula.
        condition: bools, one a person.
    """
    if valeur_commune(condition) == numpy.False_:
        return uniforme(False, foyer.count)
    trouve = numpy.zeros(foyer.count, dtype=bool)
    trouve[foyer.members_entity_id[condition]] = True
    return trouve


def un_du_foyer(individu, condition: numpy.ndarray) -> numpy.ndarray:
    """Whether a condition holds for a person of each person's household (``individu.foyer.any``, without a sum).

    Args:
        individu: the persons of the formula.
        condition: bools, one a person.
    """
    foyer = individu.simulation.populations["foyer"]
    return un_des_membres(foyer, condition)[foyer.members_entity_id]


def nombre_parmi(groupes: numpy.ndarray, condition: numpy.ndarray) -> numpy.ndarray:
    """For each of some persons, how many of them meet a condition in the same household.

    Args:
        groupes: the household of each.
        condition: bools, one each.
    """
    _, rangs = numpy.unique(groupes, return_inverse=True)
    return numpy.bincount(rangs, weights=condition)[rangs]


# More than the days between two dates that a case may give.
_JOURS = 2**23


def ordre_dans_le_foyer(groupes: numpy.ndarray, *cles: numpy.ndarray) -> numpy.ndarray:
    """The order of persons by household, then by keys, the first one first; equal keys keep no order.

    Args:
        groupes: the household of each.
        cles: bools or dates, one each.
    """
    cle = groupes.astype(numpy.int64)
    for une in cles:
        cle = cle * 2 + une if une.dtype == bool else cle * _JOURS + (jours_des(une) + _JOURS // 4)
    return numpy.argsort(cle)


def rang_dans_le_foyer(groupes: numpy.ndarray) -> numpy.ndarray:
    """The rank, from 1, of each person in its household, for persons in the order of their households.

    >>> rang_dans_le_foyer(numpy.array([3, 3, 7, 9, 9, 9])).tolist()
    [1, 2, 1, 1, 2, 3]
    """
    debuts = numpy.flatnonzero(numpy.diff(groupes, prepend=-1))
    return numpy.arange(1, groupes.size + 1) - numpy.repeat(debuts, numpy.diff(debuts, append=groupes.size))


class Roles(numpy.ndarray):
    """The role of each person as a small code, compared with OpenFisca's roles (an array of objects is slow)."""

    def __array_finalize__(self, origine) -> None:
        self.roles = getattr(origine, "roles", ())

    def __eq__(self, role):
        return self.view(numpy.ndarray) == (self.roles.index(role) if role in self.roles else len(self.roles))

    def __ne__(self, role):
        return ~(self == role)

    __hash__ = None


def roles_des(entite, codes: numpy.ndarray) -> Roles:
    """The roles of persons, for ``members_role``.

    Args:
        entite: the group entity.
        codes: the rank of the role of each person among ``entite.flattened_roles``.
    """
    roles = numpy.asarray(codes, dtype=numpy.uint8).view(Roles)
    roles.roles = tuple(entite.flattened_roles)
    return roles
