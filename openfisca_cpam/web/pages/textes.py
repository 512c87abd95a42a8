"""The words of the pages, in French and in English: ``web/textes/<page>.yaml``, one key a sentence.

A file is ``key: {fr: …, en: …}``; the key is asked as ``<page>.<key>``. French spacing before « : ; ? ! » is set here.
"""

import re
from functools import cache
from pathlib import Path

import yaml

DOSSIER = Path(__file__).resolve().parent.parent / "textes"
LANGUES = ("fr", "en")
FINE, INSECABLE = "\u202f", "\u00a0"
_AVANT = re.compile(r" ([;!?%€])")
_ARTICLE = re.compile(r"(\b[LRDA]\.|n°) (?=\d)")


def typographie(words: str) -> str:
    """French spacing: no line begins with a sign of punctuation.

    >>> typographie("Combien ? « 40 € » : oui").replace(FINE, "~").replace(INSECABLE, "_")
    'Combien~? «_40~€_»_: oui'
    >>> typographie("l'article L. 861-1").replace(INSECABLE, "_")
    'l’article L._861-1'
    """
    words = _AVANT.sub(rf"{FINE}\1", words).replace("'", "’")
    words = _ARTICLE.sub(rf"\1{INSECABLE}", words)
    return words.replace(" :", f"{INSECABLE}:").replace("« ", f"«{INSECABLE}").replace(" »", f"{INSECABLE}»")


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Every sentence, by its full key and language."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(DOSSIER.glob("*.yaml")):
        for key, words in (yaml.safe_load(path.read_text("utf-8")) or {}).items():
            found[f"{path.stem}.{key}"] = {
                language: typographie(text.strip()) if language == "fr" else text.strip()
                for language, text in words.items()
            }
    return found


def dit(key: str, lang: str, **values: object) -> str:
    """A sentence in a language, with its values filled in.

    Raises:
        KeyError: for a key that no file has.
    """
    words = catalogue()[key][lang]
    return words.format_map(values) if values else words
