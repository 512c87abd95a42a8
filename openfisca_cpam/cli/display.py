"""Results and steps for a terminal, in French."""

from collections.abc import Iterator

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from openfisca_cpam.explanation.formats import texte
from openfisca_cpam.explanation.model import Etape, ParametreLu
from openfisca_cpam.situation.compute import CompteRendu
from openfisca_cpam.situation.dates import long_period, period

LARGEUR_SANS_TERMINAL = 1000
_NATURES = {"donnee": "donnée", "defaut": "par défaut", "calcul": ""}


def console() -> Console:
    """Standard output; when it is not a terminal, wide enough for one line a result or a step."""
    out = Console(highlight=False)
    return out if out.is_terminal else Console(highlight=False, width=LARGEUR_SANS_TERMINAL)


def show(reports: list[CompteRendu], explain: bool, details: bool = False) -> None:
    """Print a table a situation and, when asked, the tree of each result and what it all rests on."""
    out = console()
    for rank, report in enumerate(reports):
        if rank:
            out.print()
        title = report.situation.name or (report.situation.source if len(reports) > 1 else None)
        if title:
            out.print(Text(title, style="bold"))
        out.print(_table(report))
        if explain:
            cited: set[tuple[str, str]] = set()
            for result in report.resultats:
                if result.explication is not None:
                    reason = result.motif.texte if result.motif else None
                    out.print(arbre(result.explication, reason, cited))
        if details:
            for line in _details(report):
                out.print(line)


def _details(report: CompteRendu) -> Iterator[Text]:
    """Inputs that nothing read, defaults used, values of the law that are not sure."""
    found = report.details()
    several = len(report.situation.persons) > 1

    def title(line: str) -> Text:
        return Text(f"\n{line}", style="bold")

    if found.donnees_non_lues:
        yield title("Données qu'aucun résultat n'a lues")
        for one in found.donnees_non_lues:
            yield Text(f"  {one.variable}{f' [{one.id}]' if several else ''} : {one.libelle} ({_when(one.periode)})")
    yield title("Données non fournies : valeur par défaut")
    for one in found.valeurs_par_defaut:
        who = f" [{', '.join(one.ids)}]" if one.ids else ""
        value = one.texte or texte(one.valeur, one.unite, one.type)
        yield Text(f"  {one.variable}{who} : {one.libelle} : {value} ({_when(one.periode)})")
    if not found.valeurs_par_defaut:
        yield Text("  aucune")
    level = found.confiance.niveau
    yield title(f"Confiance des valeurs de la loi : {level or 'sans objet'}")
    if level == "A":
        yield Text("  toutes de texte officiel ou de deux sources")
    cited: set[tuple[str, str]] = set()
    for read in found.confiance.valeurs:
        yield Text.assemble(f"  {read.confiance} ", _parameter(read, cited), f"\n  {read.nom}")


def _when(written: str) -> str:
    return long_period(period(written))


def _table(report: CompteRendu) -> Table:
    several = len({(one.entite, one.id) for one in report.resultats}) > 1 or len(report.situation.persons) > 1
    periods = {one.periode for one in report.resultats}
    reasons = any(one.motif for one in report.resultats)
    words = any(one.texte for one in report.resultats)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    if several:
        table.add_column("Personne ou foyer", no_wrap=True)
    table.add_column("Résultat", overflow="fold")
    if len(periods) > 1:
        table.add_column("Période", no_wrap=True)
    table.add_column("Valeur", justify="left" if words else "right", overflow="fold", style="bold")
    if reasons:
        table.add_column("Raison", overflow="fold")
    if len(periods) == 1:
        table.caption = f"Période : {long_period(period(next(iter(periods))))}"
        table.caption_justify = "left"
    for one in report.resultats:
        row: list[str | Text] = [escape(one.id)] if several else []
        row.append(escape(one.libelle))
        if len(periods) > 1:
            row.append(long_period(period(one.periode)))
        row.append(escape(one.texte or texte(one.valeur, one.unite, one.type)))
        if reasons:
            row.append(escape(one.motif.texte) if one.motif else "")
        table.add_row(*row)
    return table


def arbre(etape: Etape, reason: str | None, cited: set[tuple[str, str]]) -> Tree:
    """The steps of a result; the articles of a parameter are shown once for the same ``cited``."""
    tree = Tree(_step(etape, None), guide_style="dim")
    if reason:
        tree.add(Text(f"Raison : {reason}", style="italic"))
    _grow(tree, etape, cited)
    return tree


def _grow(tree: Tree, etape: Etape, cited: set[tuple[str, str]]) -> None:
    if etape.regle and not etape.deja_vu:
        tree.add(Text(etape.regle, style="dim"))
    for read in etape.parametres if not etape.deja_vu else ():
        tree.add(_parameter(read, cited))
    for child in etape.etapes:
        _grow(tree.add(_step(child, etape)), child, cited)


def _step(etape: Etape, parent: Etape | None) -> Text:
    line = Text(etape.libelle)
    if etape.id and parent is not None and (etape.entite, etape.id) != (parent.entite, parent.id):
        line.append(f" [{etape.id}]")
    if etape.valeurs is not None:
        shown = " ; ".join(f"{name} {texte(one, etape.unite, etape.type)}" for name, one in etape.valeurs.items())
    else:
        shown = etape.texte or texte(etape.valeur, etape.unite, etape.type)
    line.append(" : ")
    line.append(shown, style="bold")
    notes = [_NATURES[etape.nature]]
    if parent is None or parent.periode != etape.periode:
        notes.append(long_period(period(etape.periode)))
    if etape.deja_vu:
        notes.append("voir plus haut")
    notes = [note for note in notes if note]
    if notes:
        line.append(f" ({', '.join(notes)})", style="dim")
    return line


def _parameter(read: ParametreLu, cited: set[tuple[str, str]]) -> Text:
    """A parameter, with its articles the first time that it is cited."""
    line = Text("§ ", style="cyan")
    line.append(read.libelle, style="cyan")
    if read.nombre > 1:
        line.append(f" : barème de {read.nombre} valeurs")
    else:
        line.append(f" : {texte(read.valeur, read.unite)}")
    if read.depuis:
        line.append(f", depuis le {texte(read.depuis)}")
    if read.confiance == "C":
        line.append(" — valeur à confirmer", style="bold yellow")
    if read.references and (read.nom, read.date) in cited:
        line.append(" (article cité plus haut)", style="dim")
        return line
    cited.add((read.nom, read.date))
    for reference in read.references:
        line.append(f"\n  {reference.titre}", style="dim")
        if reference.href and reference.href != reference.titre:
            line.append(f"\n  {reference.href}", style="dim")
    return line
