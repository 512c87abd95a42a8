"""click in French: a group whose commands are imported when they run, help and mistakes in one line."""

import importlib
import os
import re
import sys

import click

from openfisca_cpam.situation.mistakes import FILES, nearest, reason

NOM = "openfisca-cpam"
TRACE = "OPENFISCA_CPAM_TRACE"


class _French:
    """Help texts of click, in French."""

    def format_usage(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = self.collect_usage_pieces(context)  # type: ignore[attr-defined]
        formatter.write_usage(context.command_path, " ".join(pieces), prefix="Usage : ")

    def get_help_option(self, context: click.Context) -> click.Option | None:
        option = super().get_help_option(context)  # type: ignore[misc]
        if option is not None:
            option.help = "Affiche cette aide et s'arrête."
        return option

    def format_options(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        options = (item for item in self.get_params(context) if isinstance(item, click.Option))  # type: ignore[attr-defined]
        rows = [record for item in options if (record := item.get_help_record(context)) is not None]
        if rows:
            with formatter.section("Options "):
                formatter.write_dl(rows)


class Command(_French, click.Command):
    """A command with French help; an option that takes one value is refused two."""

    def parse_args(self, context: click.Context, arguments: list[str]) -> list[str]:
        """As click, which would keep the last of two values and not say so."""
        if not context.resilient_parsing:
            given = self.make_parser(context).parse_args(list(arguments))[2]
            for one in dict.fromkeys(given):
                if isinstance(one, click.Option) and not (one.multiple or one.is_flag) and given.count(one) > 1:
                    raise click.UsageError(f"l'option « {one.opts[0]} » se donne une seule fois", context)
        return super().parse_args(context, arguments)


class Group(_French, click.Group):
    """A group that imports a command's module only when the command is run."""

    def __init__(self, commandes: dict[str, tuple[str, str]], **options) -> None:
        super().__init__(**options)
        self.commandes = commandes

    def list_commands(self, context: click.Context) -> list[str]:
        return list(self.commandes)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in self.commandes:
            return None
        return importlib.import_module(self.commandes[name][0]).command

    def resolve_command(self, context: click.Context, arguments: list[str]):
        name = arguments[0]
        if name not in self.commandes and not name.startswith("-"):
            raise click.UsageError(_suggest(f"commande inconnue « {name} »", name, self.commandes))
        return super().resolve_command(context, arguments)

    def format_options(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(context, formatter)
        with formatter.section("Commandes "):
            formatter.write_dl([(name, line) for name, (_, line) in self.commandes.items()])


def _suggest(message: str, word: str, names) -> str:
    near = nearest(word, names)
    return f"{message} ; vouliez-vous dire « {near} » ?" if near else message


def _version(context: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    if asked:
        from importlib.metadata import PackageNotFoundError, version

        try:
            number = version(NOM)
        except PackageNotFoundError:
            number = "(paquet non installé)"
        click.echo(f"{NOM} {number}")
        context.exit()


def group(commandes: dict[str, tuple[str, str]]) -> Group:
    """The command line."""
    version = click.Option(
        ["--version"], is_flag=True, expose_value=False, is_eager=True, callback=_version,
        help="Affiche la version et s'arrête.",
    )  # fmt: skip
    return Group(
        commandes,
        name=NOM,
        params=[version],
        help="L'Assurance Maladie en règles qui calculent : ce qui est payé, ce qui reste, et pourquoi.",
        subcommand_metavar="COMMANDE [OPTIONS]…",
        options_metavar="[OPTIONS]",
        no_args_is_help=True,
    )


def run(commandes: dict[str, tuple[str, str]], arguments: list[str]) -> int:
    """Run the command line.

    Args:
        commandes: module and help line by name.
        arguments: without the program's name.

    Returns:
        The exit status: 0, 1 for an internal fault, 2 for a mistake of the user, 130 after Ctrl-C.
    """
    try:
        result = group(commandes).main(arguments, NOM, standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help())
        return 0
    except click.ClickException as error:
        click.echo(f"{NOM}: {_in_french(error)}", err=True)
        return 2
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:  # « | head »
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get(TRACE):
            raise
        if isinstance(error, OSError) and error.errno in FILES:
            click.echo(f"{NOM}: « {error.filename or '?'} » : {reason(error)}", err=True)
            return 2
        click.echo(f"{NOM}: erreur interne ({type(error).__name__} : {error}) ; {TRACE}=1 montre où", err=True)
        return 1
    return result if isinstance(result, int) else 0


def _in_french(error: click.ClickException) -> str:
    """The message of click's exceptions, in French; our own are French already."""
    for kind, message in _MESSAGES:
        if isinstance(error, kind) and (found := message(error)):
            return found
    return error.format_message()


def _no_such_option(error: click.NoSuchOption) -> str:
    parameters = error.ctx.command.get_params(error.ctx) if error.ctx is not None else []
    names = [name for parameter in parameters for name in parameter.opts]
    return _suggest(f"option inconnue « {error.option_name} »", error.option_name, names)


def _missing(error: click.MissingParameter) -> str:
    if error.param is None or error.ctx is None:
        return "argument manquant"
    return f"argument manquant : {error.param.make_metavar(error.ctx)}"


def _bad(error: click.BadParameter) -> str:
    if error.param is None or error.ctx is None:
        return ""
    kind, name = error.param.type, error.param.opts[0] if error.param.opts[0].startswith("-") else ""
    place = f"{name} : " if name else ""
    found = re.match(r"'?(.*?)'? is not ", error.message, re.DOTALL)
    written = found.group(1) if found else ""
    if isinstance(kind, click.Choice):
        among = f"{place}« {written} » inconnu (attendu : {', '.join(map(str, kind.choices))})"
        return _suggest(among, written, list(map(str, kind.choices)))
    if isinstance(kind, click.types.IntParamType | click.types.FloatParamType):
        wanted = "nombre entier" if isinstance(kind, click.types.IntParamType) else "nombre"
        low, high = getattr(kind, "min", None), getattr(kind, "max", None)
        least = "" if low is None else f" d'au moins {low}" if high is None else f" de {low} à {high}"
        return f"{place}{wanted}{least} attendu, « {written} » reçu"
    if isinstance(kind, click.Path) and "is a directory" in error.message:
        return f"{place}c'est un dossier, un fichier est attendu"
    return f"valeur refusée pour « {error.param.opts[0]} » ({error.param.make_metavar(error.ctx)} attendu)"


def _extra(error: click.UsageError) -> str:
    match = re.search(r"unexpected extra arguments? \((.*)\)", error.format_message())
    return f"argument de trop : {match.group(1)}" if match else ""


_MESSAGES = (
    (click.NoSuchOption, _no_such_option),
    (click.MissingParameter, _missing),
    (click.BadOptionUsage, lambda error: f"l'option « {error.option_name} » attend une valeur"),
    (click.BadParameter, _bad),
    (click.UsageError, _extra),
)
