"""The command line `rondetafel`. Exit codes: 0 done, 1 the job failed, 2 wrong use; errors are one sentence."""

import asyncio
import signal
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any, Final

import click
import typer
from telegram.error import InvalidToken

from bot import cli_phrases as phrases
from bot import pack_commands
from bot.clock import SystemClock
from bot.exporting import export_conference
from bot.logs import configure_logs
from bot.rehearsal.demo import DemoFailed, DemoPlan, run_demo
from bot.settings import Settings, WrongSetting, load_settings
from bot.telegram_channel import ChannelSettings, open_channel
from bot.verify_command import verify_command
from flows.errors import AlreadyRunning, Corrupt, StorageError, WrongDatabase
from flows.pack.form import Pack
from flows.services.concluding import Concluding
from storage.engine import SystemRandomness, open_store
from storage.packs import PackUnreadable, read_pack

EXPORTS: Final = Path("uitvoer")

app = typer.Typer(
    help=phrases.HELP,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(pack_commands.app, name="pack")
app.command("verify", help=phrases.HELP_VERIFY)(verify_command)


class Failed(Exception):
    """The job failed; the text is the sentence for stderr."""


@app.command(help=phrases.HELP_RUN)
def run() -> None:
    """Take part in Telegram until SIGTERM or SIGINT."""
    settings = _settings()
    configure_logs(settings.log_level, settings.log_format, secrets=_secrets(settings))
    _perform(_serve(settings, _pack(settings.pack)))


@app.command(help=phrases.HELP_EXPORT)
def export(
    conference: Annotated[str, typer.Argument(metavar="CONFERENTIE", help=phrases.HELP_EXPORT_NAME)] = "",
    uit: Annotated[Path, typer.Option("--uit", metavar="MAP", help=phrases.HELP_EXPORT_FOLDER)] = EXPORTS,
) -> None:
    """Write the files of one conference; without a name of the only one."""
    settings = _settings()
    configure_logs(settings.log_level, settings.log_format, secrets=_secrets(settings))
    _perform(_export(settings, _pack(settings.pack), conference, uit))


@app.command(help=phrases.HELP_DEMO)
def demo(
    gemeenten: Annotated[int, typer.Option(min=3, max=20, help=phrases.HELP_DEMO_TOWNS)] = 5,
    deelnemers: Annotated[int, typer.Option(min=3, max=200, help=phrases.HELP_DEMO_VOTERS)] = 25,
    seed: Annotated[int, typer.Option(help=phrases.HELP_DEMO_SEED)] = 1,
    uit: Annotated[Path, typer.Option("--uit", metavar="MAP", help=phrases.HELP_EXPORT_FOLDER)] = EXPORTS,
) -> None:
    """Run a whole conference with simulated board members, over real HTTP."""
    if deelnemers < gemeenten:
        raise click.UsageError(phrases.DEMO_TOO_FEW)
    configure_logs("ERROR", "text")
    try:
        run_demo(DemoPlan(towns=gemeenten, voters=deelnemers, seed=seed, folder=uit, eventful=True))
    except DemoFailed as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error


def main() -> None:
    """The entry point. Wrong use is told in one sentence."""
    try:
        code = app(standalone_mode=False)
    except click.UsageError as error:
        typer.echo(phrases.WRONG_USE.format(message=error.format_message()), err=True)
        sys.exit(2)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)


def _settings() -> Settings:
    try:
        return load_settings()
    except WrongSetting as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error


def _secrets(settings: Settings) -> list[str]:
    return [settings.telegram_token.get_secret_value()] if settings.telegram_token is not None else []


def _pack(name: str) -> Pack:
    try:
        return read_pack(name)
    except PackUnreadable as error:
        for fault in error.faults:
            typer.echo(str(fault), err=True)
        typer.echo(phrases.PACK_UNREADABLE.format(name=name), err=True)
        raise typer.Exit(1) from error


def _perform(work: Coroutine[Any, Any, None]) -> None:
    try:
        asyncio.run(work)
    except AlreadyRunning as error:
        _fail(phrases.ALREADY_RUNNING.format(path=getattr(error, "path", "data")), error)
    except WrongDatabase as error:
        _fail(phrases.WRONG_DATABASE.format(path=getattr(error, "path", "")), error)
    except Corrupt as error:
        _fail(phrases.CORRUPT.format(path=getattr(error, "path", "")), error)
    except StorageError as error:
        _fail(phrases.NO_STORAGE, error)
    except InvalidToken as error:
        _fail(phrases.INVALID_TOKEN, error)
    except Failed as error:
        _fail(str(error), error)


def _fail(sentence: str, error: Exception) -> None:
    typer.echo(sentence, err=True)
    raise typer.Exit(1) from error


async def _serve(settings: Settings, pack: Pack) -> None:
    if settings.telegram_token is None:
        raise Failed(phrases.NO_TOKEN)
    clock, randomness = SystemClock(), SystemRandomness()
    channel_settings = ChannelSettings(
        token=settings.telegram_token.get_secret_value(),
        api_url=settings.telegram_api_url,
        facilitators=frozenset(str(number) for number in settings.facilitators),
        exports=EXPORTS,
        retention_days=settings.retention_days,
    )
    async with (
        open_store(settings.database_url, clock=clock, randomness=randomness) as store,
        open_channel(store, channel_settings, pack=pack, clock=clock, randomness=randomness) as channel,
    ):
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, channel.stop)
        typer.echo(phrases.RUNNING.format(username=channel.username))
        if channel.code is not None:
            typer.echo(phrases.FIRST_CODE.format(code=channel.code))
        await channel.polling.run()


async def _export(settings: Settings, pack: Pack, wanted: str, folder: Path) -> None:
    clock, randomness = SystemClock(), SystemRandomness()
    async with open_store(settings.database_url, clock=clock, randomness=randomness) as store:
        async with store.reading() as view:
            known = await view.conferences()
        found = [c for c in known if wanted in {"", c.id, c.slug, c.name}]
        if len(found) != 1:
            names = ", ".join(f"{c.slug} ({c.id})" for c in known) or phrases.NO_CONFERENCES
            raise Failed(phrases.WHICH_CONFERENCE.format(names=names))
        concluding = Concluding(store, pack=pack, randomness=randomness)
        try:
            exported = await export_conference(concluding, found[0].id, folder)
        except OSError as error:
            raise Failed(phrases.NOT_WRITTEN.format(folder=folder)) from error
    typer.echo(phrases.EXPORTED.format(folder=exported.folder))


if __name__ == "__main__":
    main()
