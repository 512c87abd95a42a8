"""French health insurance as rules that run: an OpenFisca tax and benefit system.

``CountryTaxBenefitSystem`` is imported when it is asked for, so that the help of the command is instant.
"""

from pathlib import Path

PACKAGE = Path(__file__).parent

__all__ = ["PACKAGE", "CountryTaxBenefitSystem"]


def __getattr__(name: str):
    if name == "CountryTaxBenefitSystem":
        from openfisca_cpam.system import CountryTaxBenefitSystem

        return CountryTaxBenefitSystem
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
