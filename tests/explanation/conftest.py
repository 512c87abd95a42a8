import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "cli"))


@pytest.fixture(scope="session")
def petit():
    """The small law of ``tests/cli/petit.py``."""
    import petit

    return petit.systeme()
