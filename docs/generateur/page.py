"""Pieces of pages: escaped text, links between pages, tables."""

import posixpath
import re
from collections.abc import Iterable
from html import escape

INSECABLE = "\N{NO-BREAK SPACE}"
# French typography: no line begins with « : », « ; », « ? », « ! » or a closing quotation mark.
_AVANT = re.compile(r" (?=(?:[:;?!»›]|€|%)(?:[\s.,)*<]|$))")
_CODE = re.compile(r"(```.*?```|`[^`\n]*`|<[^>\n]+>)", re.S)
_SPECIAUX = re.compile(r"([\\`*_{}\[\]#|])")


def echappe(text: object) -> str:
    """Text in HTML."""
    return typographie(escape(str(text), quote=False))


def typographie(text: str) -> str:
    """Text with the no-break spaces that French asks for.

    >>> typographie("Une « règle » : laquelle ?").replace(INSECABLE, "~")
    'Une «~règle~»~: laquelle~?'
    """
    return _AVANT.sub(INSECABLE, text).replace("« ", f"«{INSECABLE}")


def typographie_markdown(text: str) -> str:
    """A written page, its prose alone: code and tags stay as they are."""
    head, mark, body = text.partition("\n---\n") if text.startswith("---\n") else ("", "", text)
    parts = _CODE.split(body)
    return head + mark + "".join(part if rank % 2 else typographie(part) for rank, part in enumerate(parts))


def titre(level: int, text: str, anchor: str) -> str:
    """A heading in Markdown: the table of contents and the search know it."""
    shown = _SPECIAUX.sub(r"\\\1", echappe(text))
    return f"{'#' * level} {shown} {{ #{anchor} }}\n"


def tete(title: str, search: bool = True) -> str:
    """The front matter of a page."""
    text = title.replace('"', "'")
    # The law comes before what is written about it.
    found = "boost: 2" if search else "exclude: true"
    return f'---\ntitle: "{text}"\nsearch:\n  {found}\n---\n\n'


def adresse(source: str, target: str, anchor: str | None = None) -> str:
    """The relative address of a page, seen from another (both ``.md``, below ``docs/``)."""
    if source == target and anchor:
        return f"#{anchor}"
    relative = posixpath.relpath(target, posixpath.dirname(source) or ".")
    return relative.removesuffix(".md") + ".html" + (f"#{anchor}" if anchor else "")


def lien(href: str, text: str, code: bool = False) -> str:
    """A link; the text is escaped here."""
    shown = f"<code>{echappe(text)}</code>" if code else echappe(text)
    return f'<a href="{escape(href)}">{shown}</a>'


def paragraphes(text: str | None, css: str = "") -> str:
    """Plain text as paragraphs."""
    kind = f' class="{css}"' if css else ""
    blocks = re.split(r"\n\s*\n", (text or "").strip())
    return "".join(f"<p{kind}>{echappe(' '.join(block.split()))}</p>" for block in blocks if block.strip())


def tableau(
    columns: Iterable[str], rows: Iterable[Iterable[str]], css: str = "fiches", nombres: Iterable[int] = ()
) -> str:
    """A table of HTML cells; on a narrow screen each row becomes a card, its cells named by their column.

    Args:
        columns: names of the columns, in plain text.
        rows: cells in HTML.
        css: classes.
        nombres: ranks of the columns of numbers.
    """
    names, numbers = list(columns), set(nombres)
    kinds = [' class="n"' if rank in numbers else "" for rank in range(len(names))]
    head = "".join(f"<th{kind}>{echappe(name)}</th>" for name, kind in zip(names, kinds, strict=True))
    body = "".join(
        "<tr>"
        + "".join(
            f'<td{kind} data-col="{escape(name)}">{cell}</td>'
            for name, kind, cell in zip(names, kinds, row, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    return f'<table class="{css}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def bloc(*parts: str, css: str = "fiche") -> str:
    """Parts of HTML as one block that Markdown leaves as it is."""
    inside = "\n".join(part for part in parts if part)
    return f'<div class="{css}">\n{inside}\n</div>\n\n'


def pluriel(count: int, word: str, words: str | None = None) -> str:
    """A count and its noun.

    >>> pluriel(1, "règle"), pluriel(0, "cas", "cas"), pluriel(1200, "valeur")
    ('1 règle', '0 cas', '1\N{NO-BREAK SPACE}200 valeurs')
    """
    shown = f"{count:,}".replace(",", INSECABLE)
    return f"{shown} {word if count < 2 else words or word + 's'}"
