"""Results as JSON-ready dictionaries."""

from dataclasses import asdict
from typing import Any

from openfisca_cpam.explanation.model import en_json
from openfisca_cpam.situation.compute import CompteRendu, Resultat


def comptes_rendus(reports: list[CompteRendu], details: bool = False) -> dict[str, Any]:
    """``{"resultats": […], "avertissements": […]}``, all situations one after the other.

    A result has ``situation`` (the file's name, with the case's name when it has one), ``entite``, ``id``,
    ``variable``, ``periode``, ``libelle``, ``valeur``, ``texte`` (of an Enum), ``unite``, ``motif`` (or null),
    ``references`` and, when steps were asked, ``explication``. With ``details``, also what each situation
    rests on.
    """
    found = {
        "resultats": [_result(report, one) for report in reports for one in report.resultats],
        "avertissements": [
            {"fichier": report.situation.source, "ligne": one.line, "message": one.message}
            for report in reports
            for one in report.avertissements
        ],
    }
    if details:
        found["details"] = [{"situation": report.situation.source, **asdict(report.details())} for report in reports]
    return found


def _result(report: CompteRendu, result: Resultat) -> dict[str, Any]:
    found = {"situation": report.situation.source}
    if report.situation.name:
        found["cas"] = report.situation.name
    found |= {
        name: getattr(result, name)
        for name in ("entite", "id", "variable", "periode", "libelle", "valeur", "texte", "type", "unite")
    }
    found["motif"] = asdict(result.motif) if result.motif else None
    found["references"] = [asdict(reference) for reference in result.references]
    if result.explication is not None:
        found["explication"] = en_json(result.explication)
    return found
