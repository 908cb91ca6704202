"""The commands `rondetafel pack list|check|schema|new`.

Exit codes: 0 done, 1 faults found or not written, 2 wrong use. Errors go to stderr, one sentence a line.
"""

import json
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot import pack_phrases as phrases
from flows.pack.form import Pack, export_schema
from storage.packs import PackUnreadable, list_packs, read_pack

STARTER = Path(__file__).parent / "starter_pack"

app = typer.Typer(help=phrases.HELP, no_args_is_help=True, add_completion=False)


@app.command("list", help=phrases.HELP_LIST)
def list_shipped() -> None:
    """One line for each pack that ships."""
    try:
        packs = list_packs()
    except PackUnreadable as exc:
        _report_faults(exc)
    for pack in packs:
        typer.echo(phrases.listed(pack_id=pack.id, version=pack.version, title=pack.title))


@app.command("check", help=phrases.HELP_CHECK)
def check_pack(path: Annotated[str | None, typer.Argument(metavar="PAD", help=phrases.HELP_PATH)] = None) -> None:
    """Exit 1 with every fault and its place when the pack cannot be used."""
    try:
        names = [path] if path is not None else [str(pack.folder) for pack in list_packs()]
        packs = [read_pack(name) for name in names]
    except PackUnreadable as exc:
        _report_faults(exc)
    for pack in packs:
        typer.echo(_summarise(pack))


@app.command("schema", help=phrases.HELP_SCHEMA)
def write_schema() -> None:
    """The JSON Schema on stdout."""
    typer.echo(json.dumps(export_schema(), ensure_ascii=False, indent=2))


@app.command("new", help=phrases.HELP_NEW)
def make_pack(folder: Annotated[Path, typer.Argument(metavar="MAP", help=phrases.HELP_FOLDER)]) -> None:
    """A starter pack that passes the check; an existing folder with anything in it is left alone."""
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            _refuse(phrases.not_empty(folder=str(folder)), code=2)
        folder.mkdir(parents=True, exist_ok=True)
        for source in sorted(STARTER.glob("*.yaml")):
            (folder / source.name).write_bytes(source.read_bytes())
    except OSError:
        _refuse(phrases.not_written(folder=str(folder)), code=1)
    typer.echo(phrases.made(folder=str(folder)))


def _summarise(pack: Pack) -> str:
    return phrases.in_order(
        pack_id=pack.id,
        version=pack.version,
        phases=len(pack.phases),
        rounds=sum(len(phase.rounds) for phase in pack.phases),
        items=sum(len(items.items) for items in pack.lists.values()),
    )


def _report_faults(error: PackUnreadable) -> NoReturn:
    for fault in error.faults:
        typer.echo(str(fault), err=True)
    _refuse(phrases.counted(faults=len(error.faults)), code=1)


def _refuse(sentence: str, *, code: int) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(code)
