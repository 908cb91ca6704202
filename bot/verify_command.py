"""The command `rondetafel verify DIR`: recounts an export.

Exit codes: 0 everything agrees, 1 there are differences, 2 wrong use. Differences go to stdout, one sentence a
line; wrong use to stderr.
"""

from pathlib import Path
from typing import Annotated

import typer

from report import recount_phrases as phrases
from report.verify import NotAnExport, VerifyReport, verify


def verify_command(
    dir: Annotated[Path, typer.Argument(metavar="MAP", help=phrases.HELP_FOLDER)],  # noqa: A002 - the promised name
) -> None:
    """Telt de exports in een map na en controleert of er niets gewijzigd is."""
    try:
        found = verify(dir)
    except NotAnExport as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    except OSError as error:
        typer.echo(phrases.NO_FOLDER.format(folder=dir), err=True)
        raise typer.Exit(2) from error
    _tell(found)
    if not found.agrees:
        raise typer.Exit(1)


def _tell(found: VerifyReport) -> None:
    for sentence in found.differences:
        typer.echo(sentence)
    if found.not_recounted:
        typer.echo(phrases.NOT_RECOUNTED)
    for sentence in found.not_recounted:
        typer.echo(f"  {sentence}")
    count = len(found.differences)
    if found.agrees:
        typer.echo(phrases.EQUAL.format(checked=found.checked))
    elif count == 1:
        typer.echo(phrases.ONE_DIFFERENT.format(checked=found.checked))
    else:
        typer.echo(phrases.DIFFERENT.format(count=count, checked=found.checked))
