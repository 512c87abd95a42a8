"""``openfisca-cpam serve``: OpenFisca's Web API on this law."""

import errno
import re
import socket
from pathlib import Path

import click

from openfisca_cpam import PACKAGE
from openfisca_cpam.cli.group import Command

EXEMPLE = "transport_100_km_2024"


@click.command(
    "serve",
    cls=Command,
    options_metavar="[OPTIONS]",
    help="Sert l'API Web d'OpenFisca : /calculate, /trace, /variables, /parameters, /spec ; et /explain, "
    "/calculate/columns, /situations. "
    "Ctrl-C pour arrêter.",
)
@click.option("--host", metavar="ADRESSE", default="127.0.0.1", help="Adresse d'écoute (127.0.0.1 par défaut).")
@click.option("--port", metavar="PORT", type=click.IntRange(1, 65535), default=5000, help="Port (5000 par défaut).")
@click.option("--workers", metavar="NOMBRE", type=click.IntRange(1, 64), default=2, help="Processus (2 par défaut).")
@click.option(
    "--cors",
    metavar="ORIGINE",
    help="Origine dont les navigateurs peuvent appeler (https://exemple.fr, ou * pour toutes) ; aucune par défaut.",
)
def command(host: str, port: int, workers: int, cors: str | None) -> None:
    """Check the port, load the law once, serve."""
    if cors is not None and cors != "*" and not re.fullmatch(r"https?://[^/\s,*]+", cors):
        raise click.UsageError(f"--cors : une origine (https://exemple.fr) ou * est attendue, « {cors} » reçu")
    _free(host, port)
    from openfisca_cpam.web.application import application
    from openfisca_cpam.web.pages.questionnaire import QuestionnaireError
    from openfisca_cpam.web.server import serve

    try:
        app = application(cors=cors)
    except QuestionnaireError as error:  # a file of questions/: each mistake on its line
        raise click.UsageError(str(error)) from None
    serve(app, host, port, workers, lambda: click.echo(_welcome(host, port)))


def _free(host: str, port: int) -> None:
    """Refuse a port that cannot be had, in one line."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            probe.listen(1)
    except PermissionError:
        raise click.UsageError(f"le port {port} demande des droits d'administration : choisissez --port 5000") from None
    except socket.gaierror:
        raise click.UsageError(f"adresse inconnue « {host} »") from None
    except OSError as error:
        if error.errno == errno.EADDRNOTAVAIL:
            raise click.UsageError(f"l'adresse {host} n'est pas celle de cette machine") from None
        raise click.UsageError(
            f"le port {port} est déjà pris sur {host} : choisissez-en un autre avec --port"
        ) from None


def _example() -> str:
    """The path of a shipped situation, from here when it is below."""
    path = PACKAGE / "situations" / f"{EXEMPLE}.json"
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def _welcome(host: str, port: int) -> str:
    url = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    return (
        f"openfisca-cpam sert sur {url}\n"
        "Ouvrez cette adresse dans un navigateur. "
        "Ou essayez, dans un autre terminal :\n"
        f'  curl -s {url}/calculate -H "Content-Type: application/json" '
        f'-d "@{_example()}"\n'
        f"  curl -s {url}/parameter/franchises.transport.par_trajet\n"
        "Ctrl-C pour arrêter."
    )
