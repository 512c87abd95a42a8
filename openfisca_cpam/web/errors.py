"""Mistakes as answers: one JSON shape, a sentence, the path, the nearest right name; never a value, never a trace."""

import logging
import uuid
from collections.abc import Iterable

from flask import Flask, Response, jsonify
from werkzeug.exceptions import HTTPException

from openfisca_cpam.situation.mistakes import Mistake, SituationError

log = logging.getLogger("openfisca_cpam.web")

_SENTENCES = {
    400: "La requête n'est pas comprise.",
    404: "Il n'y a rien à cette adresse.",
    405: "Cette méthode n'est pas admise à cette adresse.",
    413: "La requête est trop longue.",
    415: "Le corps de la requête doit être du JSON (Content-Type: application/json).",
    422: "Le calcul demandé est trop grand.",
}
MISTAKES_SHOWN = 100


class TooLarge(Exception):
    """A request beyond the limits; the message says which."""


def pointer(path: Iterable[str | int]) -> str:
    """A JSON pointer (RFC 6901).

    >>> pointer(("individus", "a/b", "age"))
    '/individus/a~1b/age'
    """
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def answer(status: int, message: str | None = None, mistakes: Iterable[Mistake] = (), **extra: str) -> Response:
    """An error in the one shape of this API.

    Args:
        status: HTTP status.
        message: a sentence in French; the status's own by default.
        mistakes: what is wrong, one entry each, a hundred at most.

    Returns:
        ``{"error": {"status", "message", "mistakes": [{"message", "path", "suggestion"}]}}``.
    """
    listed = [
        {"message": mistake.message, "path": pointer(mistake.path), "suggestion": mistake.suggestion}
        for mistake in mistakes
    ]
    error = {
        "status": status,
        "message": message or _SENTENCES.get(status, "La requête n'a pas abouti."),
        "mistakes": listed[:MISTAKES_SHOWN],
        "more": max(0, len(listed) - MISTAKES_SHOWN),
        **extra,
    }
    response = jsonify({"error": error})
    response.status_code = status
    return response


def install(app: Flask) -> None:
    """Every error of the application in this shape."""

    @app.errorhandler(SituationError)
    def wrong_situation(error: SituationError) -> Response:
        count = len(error.mistakes)
        message = f"{count} erreurs dans la situation." if count > 1 else error.mistakes[0].message[:300]
        return answer(400, message, error.mistakes)

    @app.errorhandler(TooLarge)
    def too_large(error: TooLarge) -> Response:
        return answer(422, str(error))

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Response:
        response = answer(error.code or 500)
        for name, value in error.get_headers():
            if name.lower() == "allow":
                response.headers[name] = value
        return response

    @app.errorhandler(Exception)
    @app.errorhandler(500)
    def unforeseen(error: Exception) -> Response:
        identifier = uuid.uuid4().hex[:12]
        cause = getattr(error, "original_exception", None) or error
        place = cause.__traceback__
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        where = f"{place.tb_frame.f_code.co_name}:{place.tb_lineno}" if place is not None else "?"
        # The kind and the place of the fault, never its message: it may hold a value.
        log.error("fault %s: %s at %s", identifier, type(cause).__name__, where)
        return answer(500, "Une erreur est survenue ; signalez cet identifiant.", id=identifier)
