"""What shows the clock: end times, reminders, schorsingen, who is awaited, and the plan of the day."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Final

from bot import buttons, phrases
from bot.buttons import day as day_buttons
from bot.cards.card import Card, Key, Row, bold, code, esc, italic, length, lines
from bot.phrases import day as words
from bot.phrases import following as further
from flows.conference.day import DayPlan, PhaseStanding, PhaseTime, advice_of_day
from flows.conference.deadlines import end_of, pause_of, time_left
from flows.conference.local_time import to_local, to_moment
from flows.conference.model import Conference, Municipality, Participant, Round
from flows.services.answering import Walk
from flows.services.timing import Absent, stamp
from flows.words import Role, RoundState

LENGTHS: Final = (10, 15, 20, 30)
"""Minutes that an end time can be away."""
PAUSES: Final = (5, 10, 15)
"""Minutes of a schorsing."""

_TITLE_WIDTH: Final = 20
_NAMES_SHOWN: Final = (8, 3, 1, 0)
"""Of a group; fewer where there are so many long names that they would not fit, and then only how many."""
_NAMES_LENGTH: Final = 3800
_DAYS: Final = (
    (words.TODAY, 0, (9, 0), (12, 30)),
    (words.TODAY, 0, (13, 0), (17, 0)),
    (words.TOMORROW, 1, (13, 0), (17, 0)),
)


def end_tail(round_: Round, now: datetime) -> str:
    """', tot 14.25 uur' behind the estimate on the group's card; empty without an end time, and after it."""
    ends_at = end_of(round_)
    return f", {words.until(ends_at, now)}" if ends_at is not None and ends_at > now else ""


def clock_lines(round_: Round, now: datetime) -> list[str]:
    """The countdown and the schorsing, for the group's card. It reads the same between two marks of the countdown."""
    told = []
    ends_at, pause = end_of(round_), pause_of(round_)
    if pause is not None and pause > now:
        told.append(bold(words.PAUSED.format(until=words.until(pause, now))))
    left = time_left(ends_at, now=now) if ends_at is not None else None
    if left is not None:
        told.append(bold(words.CLOSES_IN.get(left, words.TIME_IS_OVER)))
    return told


def closing_words(round_: Round) -> str:
    """'tot de ronde sluit, om 14.25 uur', for the overview; the day is named where it is not that of the opening."""
    if round_.closes_at is None or round_.opened_at is None or round_.opened_at >= round_.closes_at:
        return "tot de ronde sluit"
    return f"tot de ronde sluit, {words.at(round_.closes_at, round_.opened_at)}"


def end_card(round_: Round, *, now: datetime) -> Card:
    """Eindtijd: what it is, and how to change it."""
    ends_at = end_of(round_)
    if ends_at is None:
        told = words.END_NONE
    elif ends_at > now:
        told = words.END_SET.format(until=words.until(ends_at, now))
    else:
        told = words.END_PAST.format(clock=words.at(ends_at, now))
    text = lines([bold(words.END_HEAD.format(title=round_.title)), told])
    lengths = tuple(Key(words.MINUTES.format(minutes=m), day_buttons.EndIn(round_.key, m)) for m in LENGTHS)
    other = Key(words.OTHER_TIME, day_buttons.TypeEnd(round_.key))
    last: Row = (other,)
    if ends_at is not None:
        later = Key(words.MORE_TIME, day_buttons.ExtendEnd(round_.key, stamp(ends_at)))
        last = (later, other, Key(words.NO_END_TIME, day_buttons.DropEnd(round_.key)))
    return Card(text, (lengths[:2], lengths[2:], last, _home(round_.conference)))


def time_over_card(round_: Round, *, done: int, total: int) -> Card:
    """To the facilitators when the time is over: a person ends a round."""
    told = words.OVER_TEXT.format(done=done, total=total)
    text = lines([bold(words.OVER_HEAD.format(title=round_.title)), told])
    rows: list[Row] = [(Key(phrases.CLOSE_ROUND, buttons.DeskRound("close", round_.key)),)]
    if round_.closes_at is not None:
        rows.append((Key(words.MORE_TIME, day_buttons.ExtendEnd(round_.key, stamp(round_.closes_at))),))
    return Card(text, tuple(rows))


def reminder_card(rounds: Sequence[Round], *, left: int, now: datetime) -> Card:
    """To who is not done: how much is left, and until when. More rounds than one are homework."""
    round_, total = rounds[0], sum(len(r.items) for r in rounds)
    ends_at = end_of(round_)
    title = words.HOMEWORK if round_.homework else round_.title
    subject, head, done = words.QUESTION, words.REMINDER_HEAD, words.REMINDER_DONE
    if round_.follows is not None:
        subject, head, done = further.SUBJECT, further.REMINDER_HEAD, further.REMINDER_DONE
    end = words.REMINDER_END.format(title=esc(title), clock=words.at(ends_at, now)) if ends_at else None
    text = lines(
        [
            bold(head.format(left=phrases.count_word(left, *subject))),
            end or words.REMINDER_OPEN.format(title=esc(title)),
            done.format(done=total - left, total=total),
        ]
    )
    keys = (
        Key(words.GO_ON, buttons.Resume(round_.key)),
        Key(words.THAT_WAS_IT, day_buttons.Enough(round_.key)),
    )
    return Card(text, (keys,))


def enough_card(round_: Round) -> Card:
    """After Dit was het: the walk can still be taken up."""
    text = lines([bold(round_.title), words.ENOUGH])
    rows = ((Key(words.GO_ON, buttons.Resume(round_.key)),),) if round_.state is RoundState.OPEN else ()
    return Card(text, rows)


def awaited_card(conference: Conference, round_: Round, absent: Sequence[Absent]) -> Card:
    """Wie nog niet: names, and nothing of what was answered."""
    names = {m.id: m.name for m in conference.municipalities}
    tries = [[_absent_line(group, names, most=most) for group in absent] for most in _NAMES_SHOWN]
    told = next((found for found in tries if sum(map(length, found)) <= _NAMES_LENGTH), tries[-1])
    text = lines([bold(words.WHO_HEAD.format(title=round_.title)), *(told or [words.WHO_NOBODY])])
    remind = ((Key(words.REMIND, day_buttons.Remind(round_.key)),),) if any(g.busy for g in absent) else ()
    return Card(text, (*remind, _home(round_.conference)))


def pause_card(round_: Round, *, now: datetime) -> Card:
    """Schorsing: how long, or what it is now."""
    until = pause_of(round_)
    running = until is not None and until > now
    told = words.PAUSE_NOW.format(until=words.until(until, now)) if running and until else words.PAUSE_NONE
    rows: tuple[Row, ...] = (_pause_lengths(round_),)
    if running and until is not None:
        seen = stamp(until)
        rows = (
            (
                Key(words.MORE_TIME, day_buttons.ExtendPause(round_.key, seen)),
                Key(words.END_PAUSE, day_buttons.EndPause(round_.key, seen)),
            ),
        )
    return Card(lines([bold(words.PAUSE_HEAD.format(title=round_.title)), told]), (*rows, _home(round_.conference)))


def pause_asked_card(round_: Round, person: Participant, town: Municipality | None) -> Card:
    """To the facilitators: a woordvoerder asks for a schorsing."""
    who = f"{person.name} ({town.name})" if town is not None else person.name
    text = lines([bold(words.PAUSE_ASKED.format(name=who)), words.PAUSE_ASKED_OF.format(title=esc(round_.title))])
    return Card(text, (_pause_lengths(round_),))


def pause_over_card(round_: Round) -> Card:
    """To the group at the end of a schorsing."""
    told = words.PAUSE_OVER_TEXT.format(title=esc(round_.title))
    return Card(lines([bold(words.PAUSE_OVER), told]))


def request_pause_row(walk: Walk) -> tuple[Row, ...]:
    """'Schorsing vragen' on the card of who gives a standpunt; nothing in other rounds, and for advisers."""
    if not walk.round.decides or walk.participant.role is not Role.VOTER:
        return ()
    return ((Key(words.REQUEST_PAUSE, day_buttons.RequestPause(walk.round.key)),),)


def day_card(conference: Conference, plan: DayPlan) -> Card:
    """Dagplan: one line per phase, about 38 characters wide."""
    advice = advice_of_day(plan)
    current = next((p.title for p in plan.phases if p.standing is PhaseStanding.NOW), None)
    waited = sum(p.spent.waiting for p in plan.phases)
    text = lines(
        [
            bold(words.DAY_HEAD),
            esc(conference.name),
            _times(plan),
            "",
            code("\n".join(_phase_line(phase) for phase in plan.phases)),
            italic(words.DAY_LEGEND),
            words.DAY_WAITED.format(waited=phrases.count_word(waited, "minuut", "minuten")) if waited else None,
            words.DAY_NOW.format(title=esc(current)) if current else None,
            "",
            words.time_now(advice),
            bold(f"Advies: {words.advise(advice)}"),
        ]
    )
    return Card(text, (*_day_rows(conference, plan), _home(conference.id)))


def _times(plan: DayPlan) -> str:
    if plan.begins_at is None or plan.ends_at is None:
        return words.DAY_UNSET
    begin, end = words.clock_words(plan.begins_at), words.clock_words(plan.ends_at)
    return words.DAY_TIMES.format(begin=begin, end=end, day=words.day_words(plan.begins_at))


def _phase_line(phase: PhaseTime) -> str:
    """'13.00 Motieven              4   21'."""
    done = phase.standing is PhaseStanding.DONE
    answering, talking = (phase.spent.answering, phase.spent.talking) if done else (phase.answering, phase.talking)
    clock = words.clock_words(phase.begins_at) if phase.begins_at is not None else ""
    title = phase.title if len(phase.title) <= _TITLE_WIDTH else phase.title[: _TITLE_WIDTH - 1] + "…"
    return f"{clock:>5} {title:<{_TITLE_WIDTH}} {answering:>4} {talking:>4}"


def _day_rows(conference: Conference, plan: DayPlan) -> tuple[Row, ...]:
    """Days that are still to come, until one is set; then the end half an hour later."""
    typed = Key(words.TYPE_DAY, day_buttons.TypeDay(conference.id))
    if plan.begins_at is not None and plan.ends_at is not None:
        later = stamp(plan.ends_at + timedelta(minutes=30))
        return ((typed, Key(words.LATER_END, day_buttons.SetDay(conference.id, stamp(plan.begins_at), later))),)
    today = to_local(plan.now).date()
    keys = []
    for name, days, begin, end in _DAYS:
        on = today + timedelta(days=days)
        begins_at, ends_at = to_moment(on, time(*begin)), to_moment(on, time(*end))
        if ends_at > plan.now:
            shown = words.SPAN.format(day=name, begin=words.clock_words(begins_at), end=words.clock_words(ends_at))
            keys.append(Key(shown, day_buttons.SetDay(conference.id, stamp(begins_at), stamp(ends_at))))
    return (*((key,) for key in keys), (typed,))


def _pause_lengths(round_: Round) -> Row:
    return tuple(Key(words.MINUTES.format(minutes=m), day_buttons.Pause(round_.key, m)) for m in PAUSES)


def _absent_line(group: Absent, towns: Mapping[str, str], *, most: int) -> str:
    head = words.WHO_ADVISERS if group.municipality is None else towns.get(group.municipality, group.municipality)
    busy = [_names(group.busy, most=most)] if group.busy else []
    never = [words.WHO_NEVER.format(names=_names(group.never, most=most))] if group.never else []
    return f"{bold(head)}: {'; '.join([*busy, *never])}"


def _names(names: Sequence[str], *, most: int) -> str:
    if not most:
        return phrases.count_word(len(names), *words.PERSON)
    more = f" en nog {len(names) - most}" if len(names) > most else ""
    return esc(", ".join(names[:most])) + more


def _home(conference: str) -> Row:
    return (Key(phrases.DESK, buttons.Desk("home", conference, "x")),)
