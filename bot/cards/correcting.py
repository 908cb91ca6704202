"""Corrections on the desk: what can be put right now, and what is told of it."""

from bot.buttons import Desk
from bot.buttons import correcting as buttons
from bot.cards.card import Card, Key, Row, bold, esc, lines, rows_of
from bot.phrases import DESK as TO_DESK
from bot.phrases import TO_MY_QUESTIONS
from bot.phrases import correcting as words
from flows.conference.model import Conference, Round
from flows.pack.form import Pack
from flows.recommendation.outdated import outdated_rounds
from flows.services.correcting import Corrections
from flows.services.stage import Stage
from flows.words import RoundState


def correcting_card(stage: Stage, can: Corrections) -> Card:
    """Everything that can be corrected now, a button each."""
    conference = stage.conference
    again = [Key(words.ASK_AGAIN.format(title=template.title), _again(stage, template.id)) for template in can.again]
    several = len(can.withdraw) > 1
    withdraw = [
        Key(words.WITHDRAW_OF.format(title=r.title) if several else words.WITHDRAW, buttons.Withdraw(r.key))
        for r in can.withdraw
    ]
    first = [Key(words.REOPEN, buttons.Reopen(can.reopen.key))] if can.reopen else []
    rows = (
        tuple(first),
        *rows_of([*withdraw, *again], 1),
        ways(stage, can),
        (Key(words.CANCEL, buttons.Cancel(conference.id)),) if can.cancel else (),
        _home(conference),
    )
    found = any(rows[:-1])
    text = [bold(words.TITLE), words.NOTHING_LOST if found else words.NOTHING_TO_CORRECT]
    return Card(lines([*text, *outdated_lines(stage)]), tuple(row for row in rows if row))


def between_keys(stage: Stage, can: Corrections) -> tuple[Row, ...]:
    """For the desk between two rounds: ask again, skip, back."""
    again = [Key(words.ASK_AGAIN.format(title=template.title), _again(stage, template.id)) for template in can.again]
    return tuple(row for row in (*rows_of(again, 1), ways(stage, can)) if row)


def outdated_lines(stage: Stage) -> list[str]:
    """What rests on something that was asked again later; advice for the desk."""
    titles = {template.id: template.title for phase in stage.pack.phases for template in phase.rounds}
    asked = {round_.template for round_ in stage.rounds if round_.state is not RoundState.WITHDRAWN}
    return [
        esc(words.OUTDATED.format(title=titles[name], other=titles[other].lower()))
        for name, other in outdated_rounds(stage.rounds).items()
        if name in asked
    ]


def back_card(stage: Stage, can: Corrections) -> Card:
    """Which phase to go back to."""
    conference = stage.conference
    keys = [
        Key(phase.title, buttons.GoBack(conference.id, phase.id, place_of(stage.pack, conference.phase)))
        for phase in can.back
    ]
    return Card(lines([bold(words.WHERE_BACK), words.BACK_NOTE]), (*rows_of(keys, 2), _home(conference)))


def sure_card(conference: Conference) -> Card:
    """Cancelling takes a second tap."""
    text = lines([bold(words.SURE.format(name=conference.name)), words.SURE_NOTE])
    yes = Key(words.CANCEL_SURE, buttons.CancelSure(conference.id))
    return Card(text, ((yes,), (Key(words.NOT_CANCEL, Desk("home", conference.id, "x")),)))


def reopened_card(round_: Round, *, link: str | None) -> Card:
    """Told when a round is open again."""
    from_now = words.REOPENED.format(title=round_.title, number=round_.number)
    rows = ((Key(TO_MY_QUESTIONS, url=link),),) if link else ()
    return Card(lines([bold(from_now), words.REOPENED_NOTE]), rows)


def withdrawn_card(round_: Round) -> Card:
    """Told in one line."""
    return Card(esc(words.WITHDRAWN.format(title=round_.title, number=round_.number, reason=round_.reason)))


def returned_card(pack: Pack, phase: str) -> Card:
    return Card(esc(words.RETURNED.format(title=pack.phase(phase).title.lower())))


def cancelled_card(conference: Conference) -> Card:
    """Told to everybody."""
    return Card(
        lines([bold(words.CANCELLED), esc(conference.name), esc(conference.reason), "", words.CANCELLED_NOTE])
    )


def place_of(pack: Pack, phase: str) -> int:
    """Where a phase stands in its pack: in a button it is shorter than its id."""
    return next(place for place, found in enumerate(pack.phases) if found.id == phase)


def ways(stage: Stage, can: Corrections) -> Row:
    """Back to an earlier phase, and skipping one, for the desk."""
    conference = stage.conference
    seen = place_of(stage.pack, conference.phase)
    back = (Key(words.BACK, buttons.BackTo(conference.id)),) if can.back else ()
    if can.skip is None:
        return back
    here = can.skip.id == conference.phase
    name = words.SKIP if here else words.SKIP_OF.format(title=can.skip.title.lower())
    return (*back, Key(name, buttons.Skip(conference.id, can.skip.id, seen)))


def _again(stage: Stage, template: str) -> buttons.AskAgain:
    newest = stage.latest.get(template)
    return buttons.AskAgain(stage.conference.id, template, newest.number if newest else 0)


def _home(conference: Conference) -> Row:
    return (Key(TO_DESK, Desk("home", conference.id, "x")),)
