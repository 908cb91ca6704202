"""What changed on the way: the history of a conference in plain sentences, without a name of anybody.

One function for each kind of event. Kinds that say nothing of the course are listed as not told, so that a test
can show that none was forgotten; a kind that is in neither list is left out of the prose.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final

from flows.conference.local_time import to_local
from flows.ports import Event
from flows.words import Approach, ConferenceState, Deciding, Party, RoundState, Secrecy
from report import further_phrases as further
from report import happened_phrases as phrases
from report import phrases as words
from report.blocks import Block, Column, Heading, Table, points
from report.case import Case, clock, close_reason
from report.dossier import RoundDossier


@dataclass(frozen=True)
class Happening:
    """One event of a conference, with what a sentence about it needs."""

    case: Case
    number: int
    at: datetime
    event: Event

    @property
    def is_last(self) -> bool:
        """Whether nothing of this kind came later: an earlier choice that was changed again is not told."""
        return not any(e.kind == self.event.kind and n > self.number for n, _, e in self.case.dossier.history)

    @property
    def has_begun(self) -> bool:
        """Whether a round was opened before: until then the roster is being made, and nothing changes."""
        opened = [entry.round.opened_at for entry in self.case.dossier.rounds]
        return any(at is not None and at < self.at for at in opened)

    @cached_property
    def round(self) -> RoundDossier | None:
        """The round that it is about; None when nobody was ever asked it."""
        return self.case.entries.get(self.text("round"))

    @property
    def round_name(self) -> str:
        if self.round is not None:
            return self.case.round_name(self.round.round)
        name = self.text("round")
        titles = {template.id: template.title for phase in self.case.dossier.pack.phases for template in phase.rounds}
        return titles.get(name) or titles.get(name.rpartition("-")[0], name)

    @property
    def phase_title(self) -> str:
        name = self.text("phase")
        return next((phase.title for phase in self.case.dossier.pack.phases if phase.id == name), name)

    @property
    def item_title(self) -> str:
        name = self.text("item")
        asked = self.round.round.items if self.round is not None else ()
        return next((item.title for item in asked if item.id == name), name)

    @property
    def who(self) -> str:
        """Somebody of a municipality; under 'geheim' merely somebody, for a delegation may be one person."""
        person = next((p for p in self.case.dossier.participants if p.ref == self.text("ref")), None)
        return self.somebody_of(None if person is None else person.municipality)

    def somebody_of(self, town: str | None) -> str:
        if not town or town not in self.case.names or not self.names_towns:
            return phrases.SOMEBODY
        return phrases.SOMEBODY_OF.format(town=self.case.names[town])

    @property
    def names_towns(self) -> bool:
        return self.case.dossier.conference.secrecy is not Secrecy.SECRET

    @property
    def reason(self) -> str:
        return close_reason(self.text("reason"))

    def text(self, name: str) -> str:
        return str(self.event.data.get(name, ""))


Teller = Callable[[Happening], str | None]


def list_changes(case: Case) -> tuple[Block, ...]:
    """A chronological table, and below it what is merely counted; nothing when nothing changed."""
    rows = _merge([*_tell_history(case), *_tell_substitutes(case)])
    counted = tuple(_count_others(case))
    if not rows and not counted:
        return ()
    when, what = phrases.COLUMNS_CHANGES
    columns = (Column(when, 1.1), Column(what, 5))
    table = (Table(phrases.CHANGES_CAPTION, columns, rows),) if rows else ()
    return (Heading(phrases.CHANGES, 2), *table, *((points(*counted),) if counted else ()))


def _tell_history(case: Case) -> Iterable[tuple[datetime, str]]:
    for number, at, event in case.dossier.history:
        tell = TOLD.get(event.kind)
        said = tell(Happening(case, number, at, event)) if tell is not None else None
        if said is not None:
            yield at, said


def _merge(told: Iterable[tuple[datetime, str]]) -> tuple[tuple[str, str], ...]:
    """In order of time; what happened more than once on a day is said once, at the first time."""
    first: dict[tuple[object, str], datetime] = {}
    times: Counter[tuple[object, str]] = Counter()
    for at, said in sorted(told, key=lambda entry: entry[0]):
        place = (to_local(at).date(), said)
        first.setdefault(place, at)
        times[place] += 1
    return tuple((clock(at), _repeat(said, times[day, said])) for (day, said), at in first.items())


def _repeat(said: str, count: int) -> str:
    return said if count == 1 else phrases.TIMES.format(said=said.rstrip("."), count=count)


def _tell_substitutes(case: Case) -> Iterable[tuple[datetime, str]]:
    """Standpunten that a substitute gave, because the woordvoerder was afgemeld; at the close of the round."""
    for entry, _ in case.rounds:
        at = entry.round.closed_at
        if entry.round.party is Party.SPOKESPERSONS and at is not None:
            towns = _substituted(case, entry, at)
            if towns:
                yield at, phrases.SUBSTITUTE_SPOKE.format(towns=case.towns(towns))


def _substituted(case: Case, entry: RoundDossier, at: datetime) -> set[str]:
    """Municipalities of which the answer came from somebody who was their substitute at that time."""
    town_of = {person: town for town, people in entry.electorate.voters.items() for person in people}
    spoke = {ballot.participant for ballot in entry.ballots if not ballot.late}
    named = {str(e.data.get("ref", "")): t for _, t, e in case.dossier.history if e.kind == "substitute_named"}
    return {
        town_of[person.id]
        for person in case.dossier.participants
        if person.id in spoke
        and person.id in town_of
        and person.substitute
        and not person.spokesperson
        and named.get(person.ref, at) <= at
    }


def _count_others(case: Case) -> Iterable[str]:
    conference = case.dossier.conference
    announced = sum(event.kind == "announced" for _, _, event in case.dossier.history)
    for count, (one, more) in (
        (announced, phrases.ANNOUNCEMENTS),
        (len(conference.own_tasks), phrases.OWN_TASKS),
        (len(conference.own_motives), phrases.OWN_MOTIVES),
        (len(conference.sensitivities), phrases.WEIGHED),
    ):
        if count:
            yield one if count == 1 else more.format(count=count)


def _tell_reopened(found: Happening) -> str:
    return phrases.REOPENED.format(round=found.round_name)


def _tell_withdrawn(found: Happening) -> str | None:
    """Not of a concept that nobody saw, nor where a whole phase or the conference ended with it for that reason."""
    if found.round is None or _ended_with_more(found, found.round):
        return None
    return phrases.ROUND_WITHDRAWN.format(round=found.round_name, reason=found.reason)


def _ended_with_more(found: Happening, entry: RoundDossier) -> bool:
    conference, reason = found.case.dossier.conference, found.event.data.get("reason")
    skipped = {
        (event.data.get("phase"), event.data.get("reason"))
        for _, _, event in found.case.dossier.history
        if event.kind == "phase_skipped"
    }
    cancelled = conference.state is ConferenceState.CANCELLED and conference.reason == reason
    return cancelled or (entry.round.phase, reason) in skipped


def _tell_followed(found: Happening) -> str | None:
    return further.FOLLOWED.format(round=found.round_name) if found.round is not None else None


def _tell_asked_again(found: Happening) -> str | None:
    return phrases.ASKED_AGAIN.format(round=found.round_name) if found.round is not None else None


def _tell_amended(found: Happening) -> str | None:
    """Only where the new text was put: it can be taken away again before."""
    if found.round is None:
        return None
    asked = found.round.round
    later = [
        e.round for e in found.case.dossier.rounds if e.round.template == asked.template and e.round.key > asked.key
    ]
    if not any(item.id == found.text("item") and item.before for round_ in later for item in round_.items):
        return None
    return phrases.AMENDED.format(item=found.item_title)


def _tell_not_held(found: Happening) -> str:
    return phrases.NOT_HELD.format(round=found.round_name)


def _tell_returned(found: Happening) -> str:
    return phrases.RETURNED.format(phase=found.phase_title)


def _tell_skipped(found: Happening) -> str:
    held = [
        entry.round
        for entry in found.case.dossier.rounds
        if entry.round.phase == found.text("phase") and entry.round.state is not RoundState.WITHDRAWN
    ]
    text = phrases.REST_SKIPPED if held else phrases.SKIPPED
    return text.format(phase=found.phase_title, reason=found.reason)


def _tell_left_for_later(found: Happening) -> str:
    return phrases.LEFT_FOR_LATER.format(phase=found.phase_title)


def _tell_approach(found: Happening) -> str | None:
    """The facilitator's own decision; what the woordvoerders carried is the normal course."""
    if "round" in found.event.data:
        return None
    conference, approach = found.case.dossier.conference, Approach(found.text("approach"))
    title = words.APPROACHES[approach]
    if not (found.is_last and conference.approach is approach and conference.approach_reason):
        return phrases.APPROACH_DECIDED.format(approach=title)
    return phrases.APPROACH_DECIDED_WHY.format(approach=title, reason=close_reason(conference.approach_reason))


def _tell_plan(found: Happening) -> str | None:
    return phrases.PLAN_OWN if found.is_last and found.text("plan") == "own" else None


def _tell_deciding(found: Happening) -> str | None:
    chosen = found.is_last and found.text("deciding") == Deciding.MEMBERS
    return phrases.PER_MEMBER_CHOSEN if chosen else None


def _tell_mixed(found: Happening) -> str | None:
    if not found.is_last:
        return None
    return phrases.MIXED if found.event.data.get("mixed") else phrases.NOT_MIXED


def _tell_moved(found: Happening) -> str | None:
    if not found.has_begun:
        return None
    town = found.case.names.get(found.text("to"))
    if town is None or not found.names_towns:
        return phrases.MOVED_UNNAMED.format(who=found.somebody_of(found.text("left")))
    return phrases.MOVED.format(who=found.somebody_of(found.text("left")), town=town)


def _tell_added(found: Happening) -> str | None:
    count = int(found.event.data.get("count", 0))
    if not found.has_begun or not count:
        return None
    one, more = phrases.ADDED
    return one if count == 1 else more.format(count=count)


def _tell_speaker(found: Happening) -> str | None:
    """Who speaks for a municipality is open at every level, as its standpunten are."""
    person = next((p for p in found.case.dossier.participants if p.ref == found.text("ref")), None)
    if not found.has_begun or person is None or not person.municipality:
        return None
    return phrases.OTHER_SPEAKER.format(town=found.case.town(person.municipality))


def _tell_paused(found: Happening) -> str | None:
    """Once for a schorsing, however often it was extended: extending one that runs is recorded in the same way."""
    running: datetime | None = None
    for number, _, event in found.case.dossier.history:
        if number >= found.number:
            break
        if event.data.get("round") == found.event.data.get("round"):
            if event.kind == "round_paused":
                running = datetime.fromisoformat(str(event.data["until"]))
            elif event.kind in {"round_resumed", "round_close"}:
                running = None
    if running is not None and found.at <= running:
        return None
    return phrases.PAUSED.format(round=found.round_name)


def _tell_late(found: Happening) -> str:
    town = found.case.town(found.text("municipality"))
    return phrases.LATE_POSITION.format(town=town, item=found.item_title)


def _tell_cancelled(found: Happening) -> str:
    return phrases.CANCELLED.format(reason=found.reason)


def _say(text: str) -> Teller:
    """The same sentence, whoever and whatever it was about."""
    return lambda _: text


def _of_somebody(text: str) -> Teller:
    """About somebody on the list, once the conference has begun."""
    return lambda found: text.format(who=found.who) if found.has_begun else None


TOLD: Final[Mapping[str, Teller]] = {
    "round_reopen": _tell_reopened,
    "round_withdraw": _tell_withdrawn,
    "round_asked_again": _tell_asked_again,
    "round_followed": _tell_followed,
    "round_passed_over": _tell_not_held,
    "round_paused": _tell_paused,
    "item_amended": _tell_amended,
    "late_position": _tell_late,
    "phase_returned": _tell_returned,
    "phase_skipped": _tell_skipped,
    "phase_left_for_later": _tell_left_for_later,
    "approach_decided": _tell_approach,
    "approach_left": _say(phrases.APPROACH_LEFT),
    "plan_chosen": _tell_plan,
    "deciding_chosen": _tell_deciding,
    "mixed_chosen": _tell_mixed,
    "handed_over": _say(phrases.HANDED_OVER),
    "taken_over": _say(phrases.TAKEN_OVER),
    "takeover_confirmed": _say(phrases.LEADER_NAMED),
    "person_replaced": _of_somebody(phrases.REPLACED),
    "person_moved": _tell_moved,
    "signed_off": _of_somebody(phrases.SIGNED_OFF),
    "signed_on": _of_somebody(phrases.SIGNED_ON),
    "admitted": _of_somebody(phrases.LET_IN),
    "people_added": _tell_added,
    "spokesperson_appointed": _tell_speaker,
    "forgotten": _say(phrases.FORGOTTEN),
    "conference_cancelled": _tell_cancelled,
}
"""A sentence for each kind of event that belongs to the course; None of it where it says nothing here."""

COUNTED: Final = frozenset(
    {"announced", "task_added", "task_removed", "motive_admitted", "motive_undone", "sensitivity_set"}
)
"""Told below the table, as a number."""

NOT_TOLD: Final = frozenset(
    {
        # making and leading: the table of rounds shows what came of it
        *("conference_made", "group_linked", "group_moved", "phase_entered", "phase_planned", "day_planned"),
        *("round_made", "round_derived_anew", "round_selected", "further_chosen", "round_mode", "round_moved"),
        *("round_open", "round_close", "round_publish", "round_settle", "round_talk"),
        *("round_end", "round_reminded", "round_resumed", "pause_asked", "links_cut"),
        *("item_taken_together", "item_taken_apart", "amendment_left"),
        # the conversation: its notes stand with the figures
        *("talk_proposed", "talk_chosen", "talk_moved", "talk_extended", "talk_noted"),
        # lines why: those that were admitted stand with the conversation
        *("arguments_asked", "argument_admitted", "argument_returned", "argument_refused", "argument_taken_back"),
        # own motives: those that were admitted stand with the motives
        *("motive_merged", "motive_refused"),
        # the roster and what is told beforehand: shown as they ended up
        *("municipality_added", "municipality_renamed", "inhabitants_counted", "givens_written", "fact_told"),
        *("person_added", "person_renamed", "substitute_named"),
        # somebody's own steps, which are nobody else's matter
        *("joined", "declined", "informed", "link_renewed", "admission_asked", "admission_refused"),
        # asking somebody to lead: told when it happens
        *("leader_invited", "leader_withdrawn", "takeover_asked"),
    }
)
"""Kinds of event that the document leaves out on purpose."""
