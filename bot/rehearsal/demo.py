"""The demo: a whole 0-fase with simulated boards, over real HTTP against the strict loopback server.

It shows progress and the group's transcript, and leaves the exports. The clock runs sixty times as fast, so
that limits, debounces and pauses are those of a real afternoon.
"""

import asyncio
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from bot.clock import ScaledClock
from bot.rehearsal.afternoon import do_homework, lead_afternoon
from bot.rehearsal.bot_process import BotStopped, Orders, run_bot
from bot.rehearsal.conductor import Conductor
from bot.rehearsal.ledger import Ledger
from bot.rehearsal.members import BoardMember, Lost, Tally
from bot.rehearsal.objects import Chat
from bot.rehearsal.opinions import Character, invent_people, town_names
from bot.rehearsal.people import Person
from bot.rehearsal.server import BotApiServer

SPEED: Final = 60.0
"""One real second is a simulated minute."""
START: Final = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
FACILITATOR: Final = 700_001
FIRST_MEMBER: Final = 710_001
NAME: Final = "Samenwerken in het Dal"
OWN_MOTIVE: Final = "Jongeren in de regio houden"
"""What somebody proposes who likes to talk."""
SLUG: Final = "samenwerken-in-het-dal"
GROUP_LIMIT: Final = 20
ARRIVING: Final = 3.0
"""Seconds of the clock between two people who come in."""
WHOLE: Final = ("Groslijst",)
"""Rounds of which every item is asked; elsewhere the core."""

WIDTH: Final = 78


class DemoFailed(Exception):
    """The demo did not come to its end; the text is the sentence for the operator."""


@dataclass(frozen=True, kw_only=True)
class DemoPlan:
    """What to play."""

    towns: int = 5
    voters: int = 25
    seed: int = 1
    folder: Path = Path("uitvoer")
    whole: tuple[str, ...] = WHOLE
    speed: float = SPEED
    eventful: bool = False
    """With homework, a conversation, a round together, a schorsing and an amended article."""


@dataclass(kw_only=True)
class Rehearsal:
    """What a rehearsal leaves: the ledger, the group, what the members did, and the files."""

    ledger: Ledger
    group: Chat
    members: list[BoardMember]
    folder: Path
    minutes: int
    tally: Tally = field(default_factory=Tally)


def run_demo(plan: DemoPlan, *, console: Console | None = None) -> None:
    """Play it and show it. Raises DemoFailed."""
    out = console or Console(width=None if (console or Console()).is_terminal else WIDTH + 2, highlight=False)
    out.print(f"[bold]Rondetafel[/bold]: een 0-fase met {plan.towns} gemeenten en {plan.voters} bestuurders")
    try:
        found = asyncio.run(rehearse(plan, tell=lambda line: out.print(f"  {line}")))
    except (Lost, TimeoutError, LookupError, BotStopped, OSError) as error:
        raise DemoFailed(f"De demo liep vast: {error or type(error).__name__}.") from error
    _show_transcript(out, found)
    _show_report(out, found)
    if found.ledger.refused() or found.ledger.unanswered() or _busiest(found) > GROUP_LIMIT:
        raise DemoFailed("De demo liep af, maar Telegram zou niet alles hebben aangenomen; zie hierboven.")


async def rehearse(plan: DemoPlan, *, tell: Callable[[str], None]) -> Rehearsal:
    """Play a whole conference. Raises Lost, TimeoutError, BotStopped or OSError."""
    clock = ScaledClock(plan.speed, START)
    with tempfile.TemporaryDirectory(prefix="rondetafel-") as folder:
        async with BotApiServer(clock) as server:
            orders = Orders(
                token=server.token,
                api_url=server.url,
                facilitators=(str(FACILITATOR),),
                database=str(Path(folder) / "rondetafel.db"),
                exports=str(plan.folder.resolve()),
                factor=clock.factor,
                start=clock.start.isoformat(),
                origin=clock.origin,
            )
            async with run_bot(orders) as process:
                played = asyncio.create_task(_play(plan, server, tell))
                ended = asyncio.create_task(process.wait())
                await asyncio.wait({played, ended}, return_when=asyncio.FIRST_COMPLETED)
                ended.cancel()
                if not played.done():
                    played.cancel()
                    raise BotStopped("the bot stopped half-way")
                return played.result()


async def _play(plan: DemoPlan, server: BotApiServer, tell: Callable[[str], None]) -> Rehearsal:
    clock = server.world.clock
    begun = clock.now()
    towns = make_boards(plan, server)
    members = [member for board in towns.values() for member in board]
    lead = Conductor(Person(server, FACILITATOR, "Begeleider"), clock=clock, tell=tell)
    await lead.make_conference(NAME, towns)
    observer = Person(server, FIRST_MEMBER - 1, "Toehoorder")
    await lead.add_observer("T. Luister, griffier")
    group = await lead.link_group(NAME, [*(m.person for m in members), observer])
    links = await lead.fetch_links()
    await asyncio.gather(*(_arrive(n, member, links[member.name]) for n, member in enumerate(members)))
    tell(f"{len(members)} bestuurders zijn binnen met hun eigen link")
    next(member for member in members if member.character.talks).own_motive = OWN_MOTIVE
    if plan.eventful:
        await do_homework(lead, members)
        await lead_afternoon(lead, members, all_of=plan.whole)
    else:
        await lead.lead(members, all_of=plan.whole)
    await lead.export()
    await clock.sleep(20)
    return Rehearsal(
        ledger=server.ledger,
        group=group,
        members=members,
        folder=plan.folder / SLUG,
        minutes=round((clock.now() - begun).total_seconds() / 60),
        tally=_add_up(members),
    )


async def _arrive(number: int, member: BoardMember, link: str) -> None:
    """People come in one after another."""
    await member.clock.sleep(number * ARRIVING)
    await member.join(link)


def make_boards(plan: DemoPlan, server: BotApiServer) -> Mapping[str, list[BoardMember]]:
    """The boards, evenly over the municipalities; the first of each speaks for it."""
    names = town_names(plan.towns)
    people = invent_people(plan.voters, seed=plan.seed)
    boards: dict[str, list[BoardMember]] = {name: [] for name in names}
    for number, (name, function) in enumerate(people):
        town = names[number % plan.towns]
        first = not boards[town]
        character = Character(
            seed=plan.seed,
            town=town,
            name=name,
            boldness=1 - 2 * (names.index(town) / max(1, plan.towns - 1)),
            talks=number % 3 != 1,
        )
        boards[town].append(
            BoardMember(
                person=Person(server, FIRST_MEMBER + number, name),
                character=character,
                clock=server.world.clock,
                function="burgemeester" if first else function,
                speaks=first,
            )
        )
    return boards


def _add_up(members: list[BoardMember]) -> Tally:
    total = Tally()
    for member in members:
        for name in vars(total):
            setattr(total, name, getattr(total, name) + getattr(member.tally, name))
    return total


def _busiest(found: Rehearsal) -> int:
    return max(found.ledger.busiest_minutes().values(), default=0)


def _show_transcript(out: Console, found: Rehearsal) -> None:
    """The group's chat, as it stands at the end."""
    out.print()
    out.print("[bold]De groep, zoals een bestuurder die leest[/bold]")
    for shown in found.ledger.transcript(found.group.id).standing:
        if not shown.text or shown.sender in {m.person.id for m in found.members} or shown.text.startswith("/"):
            continue
        body = Text(f"[beeld] {shown.text}" if shown.picture else shown.text)
        for row in shown.buttons:
            body.append("\n" + " ".join(f"[ {label} ]" for label in row), style="bold")
        out.print(Panel(body, width=min(46, WIDTH), border_style="dim"))


def _show_report(out: Console, found: Rehearsal) -> None:
    tally, ledger = found.tally, found.ledger
    out.print("[bold]Wat er gebeurde[/bold]")
    out.print(f"  {tally.presses} tikken, {tally.doubles} dubbel, {tally.changes} bedacht, {tally.late} te laat,")
    out.print(f"  {tally.texts} teksten; {found.minutes} nagebootste minuten")
    out.print(f"  {len(ledger.calls)} aanroepen, {len(ledger.refused())} geweigerd door de strenge server")
    out.print(f"  {len(ledger.unanswered())} tikken zonder antwoord; drukste minuut in de groep: {_busiest(found)}")
    for call in ledger.refused()[:5]:
        out.print(f"    geweigerd: {call.method} {call.status} {call.description}", style="red")
    out.print(f"[bold]De bestanden staan in {found.folder}[/bold]")
    for path in sorted(found.folder.rglob("*")):
        if path.is_file():
            out.print(f"  {path.relative_to(found.folder)}  {path.stat().st_size:,} bytes".replace(",", "."))
    out.print(f"  Narekenen: .venv/bin/rondetafel verify {found.folder}")
