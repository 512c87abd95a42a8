"""``openfisca-cpam coverage``: what the cases reach of the law."""

import json
from pathlib import Path

import click

from openfisca_cpam.cli.group import Command

AIDE = """Mesure ce que les cas atteignent : chaque valeur datée et chaque formule datée, le premier jour et la veille ;
chaque variable, attendue ou donnée ; chaque règle de couverture.yaml, nommée par un de ses cas.

Les cas sont ceux du dossier tests de la copie de travail. But : 100 %.
"""
COLONNES = (
    ("valeurs", "Valeurs, 1er jour"),
    ("veilles", "Valeurs, veille"),
    ("formules", "Formules, 1er jour"),
    ("veilles_des_formules", "Formules, veille"),
    ("variables", "Variables"),
    ("regles", "Règles"),
)


@click.command("coverage", cls=Command, options_metavar="[OPTIONS]", help=AIDE)
@click.option("--cases", "directory", metavar="DOSSIER", type=click.Path(), help="Le dossier des cas.")
@click.option("--domain", metavar="DOMAINE", help="Seulement ce domaine.")
@click.option("--all", "everything", is_flag=True, help="Liste tous les manques (vingt par domaine sinon).")
@click.option("--fail-under", metavar="PART", type=float, help="Code de retour 1 si moins de PART % est atteint.")
@click.option("--workers", metavar="N", type=click.IntRange(1), help="Nombre de processus (un par cœur par défaut).")
@click.option("--json", "as_json", is_flag=True, help="Donne le rapport en JSON.")
def command(
    *,
    directory: str | None,
    domain: str | None,
    everything: bool,
    fail_under: float | None,
    workers: int | None,
    as_json: bool,
) -> int:
    """Play every case once, measure, print."""
    from openfisca_cpam import CountryTaxBenefitSystem
    from openfisca_cpam.cli.cases import MEMOIRE, check_domain, progression, tous
    from openfisca_cpam.quality import survivants
    from openfisca_cpam.quality.couverture_des_cas import mesure
    from openfisca_cpam.quality.execution import releve_tout

    try:
        survivants.lit()
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if domain is not None:
        check_domain(domain)
    cases = tous(directory)
    system = CountryTaxBenefitSystem()
    with progression("Cas joués", len(cases)) as advance:
        report = mesure(system, cases, releve_tout(cases, system, workers, advance, Path(MEMOIRE)))
    if domain is not None:
        if domain not in report.domaines:
            raise click.UsageError(f"--domain : domaine inconnu « {domain} » ({', '.join(report.domaines)})")
        report.domaines = {domain: report.domaines[domain]}
        report.manques = [gap for gap in report.manques if gap.domaine == domain]
        report.refusees = [one for one in report.refusees if one.nom.split(".")[0] == domain]
    if as_json:
        click.echo(json.dumps(report.en_json(), ensure_ascii=False, indent=2))
    else:
        _show(report, everything)
    for line in report.echecs:
        click.echo(f"cas en échec : {line}", err=True)
    for explanation in report.refusees:
        click.echo(
            f"{survivants.FICHIER.name} : « {explanation} » est à retirer, elle n'explique aucun manque", err=True
        )
    return 1 if report.echecs or report.refusees or (fail_under is not None and report.part * 100 < fail_under) else 0


def _show(report, everything: bool) -> None:
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    from openfisca_cpam.cli.display import console
    from openfisca_cpam.explanation.formats import nombre, texte

    out = console()
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Domaine", no_wrap=True)
    for _, title in COLONNES:
        table.add_column(title, justify="right")
    for name, bilan in report.domaines.items():
        table.add_row(name, *(f"{bilan.compte[kind][1]}/{bilan.compte[kind][0]}" for kind, _ in COLONNES))
    out.print(table)
    before = sum(bilan.avant_les_regles for bilan in report.domaines.values())
    if before:
        out.print(f"{before} valeurs datées ont pris fin avant les formules qui les lisent : elles ne comptent pas.")
    explained = sum(bilan.expliquees for bilan in report.domaines.values())
    if explained:
        out.print(
            f"{explained} valeurs datées que rien ne lit sont expliquées (survivants.yaml) : elles ne comptent pas."
        )
    for name in report.domaines:
        gaps = [gap for gap in report.manques if gap.domaine == name]
        if not gaps:
            continue
        out.print(f"\n[bold]{name}[/bold] : {len(gaps)} manques")
        shown = gaps if everything else gaps[:20]
        for gap in shown:
            since = f" (depuis le {texte(gap.date)})" if gap.date and gap.date != gap.jour else ""
            day = f" : {texte(gap.jour)}" if gap.jour else ""
            out.print(f"  {escape(gap.nom)}{since} : {gap.quoi}{day}")
        if len(shown) < len(gaps):
            out.print(f"  … et {len(gaps) - len(shown)} autres (--all les liste)")
    out.print(f"\n{report.cas} cas, {nombre(report.part * 100, 0, 1)} % atteint")
