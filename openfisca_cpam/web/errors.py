"""Mistakes as answers: one JSON shape, a sentence, the path, the nearest right name; never a value, never a trace."""

import logging
import uuid
from collections.abc import Iterable

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException

from openfisca_cpam.situation import messages as m
from openfisca_cpam.situation.mistakes import Mistake, SituationError

log = logging.getLogger("openfisca_cpam.web")

_SENTENCES = {
    400: m.NOT_UNDERSTOOD,
    404: m.NOTHING_HERE,
    405: m.WRONG_METHOD,
    413: m.BODY_TOO_LONG,
    415: m.NOT_JSON,
    422: m.TOO_MUCH,
}
MISTAKES_SHOWN = 100
LANGUAGES = ("fr", "en")


class TooLarge(Exception):
    """A request beyond the limits; its argument says which."""


class Unknown(Exception):
    """A name of an address that stands for nothing; its arguments are the sentence and the nearest name."""


class Packed(Exception):
    """The body is compressed (``Content-Encoding``)."""


class NoArrow(Exception):
    """Arrow was sent (415) or asked (406), and pyarrow is not installed; its argument is the status."""


def language() -> str:
    """The language that the request prefers, ``fr`` or ``en``; French unless English is asked for."""
    return request.accept_languages.best_match(LANGUAGES, LANGUAGES[0])


def said(text: str) -> str:
    """A text of the catalogue in the language of the request."""
    # Half a surrogate pair, echoed, could not be written.
    return m.in_language(text, language()).encode("utf-8", "replace").decode()


def pointer(path: Iterable[str | int]) -> str:
    """A JSON pointer (RFC 6901).

    >>> pointer(("individus", "a/b", "age"))
    '/individus/a~1b/age'
    """
    text = "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)
    return text.encode("utf-8", "replace").decode()


def answer(status: int, message: str | None = None, mistakes: Iterable[Mistake] = (), **extra: str) -> Response:
    """An error in the one shape of this API.

    Args:
        status: HTTP status.
        message: a sentence of the catalogue; the status's own by default.
        mistakes: what is wrong, one entry each, a hundred at most.

    Returns:
        ``{"error": {"status", "message", "mistakes": [{"message", "path", "suggestion"}]}}``.
    """
    mistakes = list(mistakes)
    listed = [
        {"message": said(mistake.message), "path": pointer(mistake.path), "suggestion": mistake.suggestion}
        for mistake in mistakes[:MISTAKES_SHOWN]
    ]
    error = {
        "status": status,
        "message": said(message or _SENTENCES.get(status, m.FAILED)())[:300],
        "mistakes": listed,
        "more": max(0, len(mistakes) - MISTAKES_SHOWN),
        **extra,
    }
    response = jsonify({"error": error})
    response.status_code = status
    response.content_language.add(language())
    return response


def install(app: Flask) -> None:
    """Every error of the application in this shape."""

    # Flask's own log of a fault holds its message, thus values.
    app.log_exception = lambda _: None

    @app.errorhandler(SituationError)
    def wrong_situation(error: SituationError) -> Response:
        count = len(error.mistakes)
        message = m.SEVERAL_MISTAKES(count=count) if count > 1 else error.mistakes[0].message
        return answer(400, message, error.mistakes)

    @app.errorhandler(TooLarge)
    def too_large(error: TooLarge) -> Response:
        return answer(422, *error.args)

    @app.errorhandler(Unknown)
    def unknown(error: Unknown) -> Response:
        return answer(404, error.args[0], [Mistake(1, *error.args)])

    @app.errorhandler(Packed)
    def packed(_error: Packed) -> Response:
        return answer(415, m.PACKED())

    @app.errorhandler(NoArrow)
    def no_arrow(error: NoArrow) -> Response:
        return answer(error.args[0], m.NO_PYARROW())

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
        return answer(500, m.FAULT(), id=identifier)
