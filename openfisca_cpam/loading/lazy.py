"""A dictionary whose values are made when they are first asked for: a computation reads few of them."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

# One for all: making a value may ask for others, in this thread or by another dictionary.
_LOCK = threading.RLock()


class Lazy(dict):
    """A dictionary of values not yet made, in the order of their names.

    Args:
        prepared: what makes each value, by name.
    """

    def __init__(self, prepared: dict[str, Callable[[], Any]]) -> None:
        super().__init__(dict.fromkeys(prepared))
        self._prepared = dict(prepared)

    def __getitem__(self, name: str) -> Any:
        if name in self._prepared:
            with _LOCK:
                make = self._prepared.get(name)  # another thread may have made it
                if make is not None:
                    self[name] = make()
        return super().__getitem__(name)

    def __setitem__(self, name: str, value: Any) -> None:
        super().__setitem__(name, value)
        self._prepared.pop(name, None)

    def __delitem__(self, name: str) -> None:
        super().__delitem__(name)
        self._prepared.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        # Its own, so that ``{**lazy}`` and ``dict(lazy)`` ask for each value.
        return super().__iter__()

    def get(self, name: str, default: Any = None) -> Any:
        """As a dictionary's."""
        found = dict.get(self, name, default)
        return self[name] if found is None and name in self else found  # None stands for what is not made

    def items(self):
        """As a dictionary's."""
        self._make_all()
        return super().items()

    def values(self):
        """As a dictionary's."""
        self._make_all()
        return super().values()

    def made(self) -> list[str]:
        """Names of the values that are made, or were given."""
        return [name for name in self if name not in self._prepared]

    def copy(self) -> "Lazy":
        """Another dictionary of the same values, each made once for both."""
        return Lazy({name: partial(self.__getitem__, name) for name in self})

    def __copy__(self) -> "Lazy":
        return self.copy()

    def __reduce__(self):
        return dict, (dict(self),)

    def _make_all(self) -> None:
        for name in tuple(self._prepared):
            self[name]
