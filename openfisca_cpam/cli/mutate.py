"""``openfisca-cpam mutate``: would the cases see a wrong value of the law?"""

import json
from pathlib import Path

import click

from openfisca_cpam.cli.group import Command

ETAT = ".cache/mutation.json"
AIDE = """Change une à une les valeurs datées de la loi, et vérifie qu'un cas échoue à chaque fois.

Une valeur change d'une unité ou d'un pour cent, un taux d'un point, une date d'un jour, un oui devient non. Seuls les
cas qui la lisent sont joués. Une valeur qu'aucun cas ne voit changer est un survivant. Rien n'est écrit dans la loi.

Un survivant qu'aucun cas ne peut voir est expliqué dans openfisca_cpam/quality/survivants.yaml : il est montré à part,
et le score est donné avec et sans eux. Une explication qui n'explique plus rien est refusée (code de retour 1).

Le calcul reprend là où il s'est arrêté : ce qui a été joué sur la même loi et les mêmes cas n'est pas rejoué.
"""


@click.command("mutate", cls=Command, options_metavar="[OPTIONS]", help=AIDE)
@click.option(
    "--formulas",
    "--formules",
    "formulas",
    is_flag=True,
    help="Change les comparaisons, les liens logiques et les bornes des formules, au lieu des valeurs.",
)
@click.option("--dates", is_flag=True, help="Avance et retarde aussi d'un jour l'effet de chaque valeur.")
@click.option("--domain", metavar="DOMAINE", help="Seulement ce domaine.")
@click.option("--name", metavar="NOM", help="Seulement les paramètres, ou les variables, dont le nom commence ainsi.")
@click.option("--sample", metavar="N", type=click.IntRange(1), help="Seulement N mutants, toujours les mêmes.")
@click.option("--cases", "directory", metavar="DOSSIER", type=click.Path(), help="Le dossier des cas.")
@click.option(
    "--state", metavar="FICHIER", type=click.Path(dir_okay=False), default=ETAT, help=f"Où reprendre ({ETAT})."
)
@click.option("--fresh", is_flag=True, help="Rejoue tout.")
@click.option(
    "--fail-under",
    metavar="PART",
    type=float,
    help="Code de retour 1 si un domaine, expliqués mis à part, est sous PART %.",
)
@click.option("--workers", metavar="N", type=click.IntRange(1), help="Nombre de processus (un par cœur par défaut).")
@click.option("--json", "as_json", is_flag=True, help="Donne le rapport en JSON.")
def command(
    *,
    formulas: bool,
    dates: bool,
    domain: str | None,
    name: str | None,
    sample: int | None,
    directory: str | None,
    state: str,
    fresh: bool,
    fail_under: float | None,
    workers: int | None,
    as_json: bool,
) -> int:
    """Play the cases once, then each mutant against those that can see it."""
    from openfisca_cpam import CountryTaxBenefitSystem
    from openfisca_cpam.cli.cases import MEMOIRE, check_domain, progression, tous
    from openfisca_cpam.quality import mutation, survivants
    from openfisca_cpam.quality.execution import releve_tout

    try:
        survivants.lit()
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if domain is not None:
        check_domain(domain)
    cases = tous(directory)
    system = CountryTaxBenefitSystem()
    mutants = mutation.tous(system, formules=formulas, dates=dates, domaine=domain)
    if name is not None:
        mutants = [one for one in mutants if one.nom.startswith(name)]
    if not mutants:
        raise click.UsageError("rien à changer : aucun paramètre ni formule de ce nom ou de ce domaine")
    if sample is not None:
        mutants = mutation.echantillon(mutants, sample)
    path = Path(state)
    memory = path.with_name(Path(MEMOIRE).name)
    if fresh:
        path.unlink(missing_ok=True)
        memory.unlink(missing_ok=True)
    with progression("Cas joués", len(cases)) as advance:
        releves = releve_tout(cases, system, workers, advance, memory)
    if failed := [(case, one) for case, one in zip(cases, releves, strict=True) if one.echec]:
        for case, one in failed:
            click.echo(f"{case.lieu}: le cas échoue sur la loi elle-même : {one.echec}", err=True)
        return 1
    with progression("Mutants joués", len(mutants)) as advance:
        bench = mutation.Banc(system, cases, releves)
        report = mutation.lance(bench, mutants, etat=path, workers=workers, avance=advance)
    if as_json:
        click.echo(json.dumps(report.en_json(), ensure_ascii=False, indent=2, default=str))
    else:
        _show(report)
    for explanation, why in report.refusees:
        click.echo(f"{survivants.FICHIER.name} : « {explanation} » est à retirer, {why}", err=True)
    scores = [mutation.score_hors_expliques(results) * 100 for results in report.domaines().values()]
    low = fail_under is not None and min(scores, default=100) < fail_under
    return 1 if low or report.refusees else 0


def _show(report) -> None:
    from rich import box
    from rich.table import Table

    from openfisca_cpam.cli.display import console
    from openfisca_cpam.explanation.formats import nombre
    from openfisca_cpam.quality.mutation import score, score_hors_expliques

    out = console()
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Domaine")
    for title in ("Mutants", "Tués", "Survivants", "dont lus par aucun cas", "Expliqués", "Score", "hors expliqués"):
        table.add_column(title, justify="right")
    for name, results in [*report.domaines().items(), ("[bold]Total[/bold]", report.resultats)]:
        alive = [one for one in results if one.tue_par is None and not one.explique]
        table.add_row(
            name, str(len(results)), str(sum(one.tue_par is not None for one in results)), str(len(alive)),
            str(sum(one.cas == 0 for one in alive)), str(sum(one.explique for one in results)),
            *(f"{nombre(part * 100, 0, 1)} %" for part in (score(results), score_hors_expliques(results))),
        )  # fmt: skip
    for name, results in report.domaines().items():
        _liste(out, f"{name} : survivants", [one for one in results if one.tue_par is None and not one.explique])
        _liste(out, f"{name} : expliqués", [one for one in results if one.explique])
    out.print(table)


def _liste(out, title: str, results: list) -> None:
    from rich.markup import escape

    from openfisca_cpam.explanation.formats import texte

    if results:
        out.print(f"\n[bold]{title}[/bold]")
    for one in results:
        mutant = one.mutant
        since = f" ({texte(mutant.date)})" if mutant.date and mutant.date > "0001-01-01" else ""
        seen = f"{one.cas} cas" if one.cas else "aucun cas ne le lit"
        place = f"{mutant.lieu} " if mutant.lieu else ""
        why = f" — {one.raison}" if one.raison else ""
        out.print(escape(f"  {place}{mutant.nom}{since} : {mutant.changement} ; {seen}{why}"))
