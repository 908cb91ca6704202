"""The buttons of the desk, by where the conference stands: every step that can be taken now, and no other.

The next sensible step stands first. What is rarely needed stands behind 'Meer', so that the desk stays short.
"""

from collections.abc import Iterable

from bot import buttons, phrases
from bot.buttons import correcting, day, following, leading, papers, people, settling, standing, talk
from bot.cards.card import Key, Row, rows_of
from bot.cards.correcting import between_keys, ways
from bot.cards.desk_view import DeskView
from bot.cards.following import follow_key
from bot.cards.knowing import sheet_key
from bot.cards.moderating import read_key
from bot.cards.preparing import choose_key, homework_key
from bot.cards.proposing import motives_key
from bot.cards.together import lead_keys, mode_keys
from bot.phrases import correcting as correcting_words
from bot.phrases import day as day_words
from bot.phrases import following as further_words
from bot.phrases import leading as leading_words
from bot.phrases import papers as paper_words
from bot.phrases import people as people_words
from bot.phrases import settling as settling_words
from bot.phrases import standing as standing_words
from bot.phrases import talk as talk_words
from flows.conference.model import Round
from flows.services.timing import stamp
from flows.words import Approach, Kind

Rows = tuple[Row, ...]


def preparing_rows(view: DeskView, *, listed: bool) -> Rows:
    """Before the first phase: names, invitations, the group, homework, and then the first phase."""
    stage = view.stage
    cid = stage.conference.id
    towns = [Key(town.name, buttons.DeskTown("people", cid, town.id)) for town in stage.conference.municipalities]
    voters = any(stage.voters_of(town) for town in stage.conference.municipalities)
    return _filled(
        [
            *rows_of(towns, 2),
            (
                Key(phrases.ADVISERS, buttons.Desk("advisers", cid, "x")),
                Key(phrases.OBSERVERS, buttons.Desk("observers", cid, "x")),
            ),
            (
                Key(phrases.LINKS, buttons.Desk("links", cid, "x")) if listed else None,
                Key(phrases.SPOKESPEOPLE, buttons.Desk("speakers", cid, "x")) if voters else None,
            ),
            (None if view.grouped else Key(phrases.ADD_TO_GROUP, url=view.group_link),),
            (homework_key(stage, complete=view.blocked is None), _day_key(view)),
            (_requests_key(view), _more_key(view)),
            (None if view.blocked else _advance_key(view),),
        ]
    )


def draft_rows(view: DeskView, round_: Round) -> Rows:
    """A round that stands ready: what it asks, how it is held, and opening it."""
    articles = view.stage.pack.round(round_.template).derived == "articles"
    again = round_.follows is not None
    return _filled(
        [
            (
                Key(further_words.CHOOSE, following.FurtherItems(round_.key, 0))
                if again
                else choose_key(view.stage.pack, round_),
                Key(standing_words.AGREED, standing.Agreed(round_.key)) if articles else None,
            ),
            mode_keys(round_, grouped=view.grouped),
            (
                Key(phrases.OPEN_ROUND, buttons.DeskRound("open", round_.key)),
                Key(further_words.WITHDRAW, correcting.Withdraw(round_.key)) if again else None,
            ),
            (read_key(view.moderation), motives_key(view.proposals)),
            _ways(view),
            (_day_key(view), _requests_key(view), _more_key(view)),
        ]
    )


def open_rows(view: DeskView, round_: Round) -> Rows:
    """An open round: who is awaited, its time, and closing it."""
    ends_at = round_.closes_at
    later = None if ends_at is None else Key(day_words.MORE_TIME, day.ExtendEnd(round_.key, stamp(ends_at)))
    return _filled(
        [
            lead_keys(round_),
            (Key(day_words.REMIND, day.Remind(round_.key)) if view.can_remind else None, later),
            (
                Key(day_words.WHO_NOT, day.Awaited(round_.key)),
                Key(phrases.CLOSE_ROUND, buttons.DeskRound("close", round_.key)),
            ),
            (
                Key(day_words.END_TIME, day.EndTime(round_.key)),
                Key(day_words.PAUSE, day.PauseChoice(round_.key)) if round_.decides else None,
            ),
            (_requests_key(view), _more_key(view)),
        ]
    )


def closed_rows(view: DeskView, round_: Round) -> Rows:
    """A closed round: the facilitator looks first; then it is shown, or opened again."""
    reopen = view.corrections is not None and view.corrections.reopen is not None
    return _filled(
        [
            (
                _look_key(round_),
                None if round_.kind is Kind.OPEN else Key(paper_words.PAPERS, papers.PaperRound(round_.key)),
            ),
            (Key(phrases.PUBLISH, buttons.DeskRound("publish", round_.key)),),
            (Key(talk_words.CHOOSE, talk.ChooseTalk(round_.key)), read_key(view.moderation)),
            (motives_key(view.proposals),),
            (
                Key(correcting_words.REOPEN, correcting.Reopen(round_.key)) if reopen else None,
                _requests_key(view),
                _more_key(view),
            ),
        ]
    )


def published_rows(view: DeskView, round_: Round) -> Rows:
    """A published round: the conversation, and setting it."""
    return _filled(
        [
            (_look_key(round_), Key(talk_words.CHOOSE, talk.ChooseTalk(round_.key))),
            _amend_row(view, round_),
            _follow_row(view, round_),
            (Key(phrases.SETTLE, buttons.DeskRound("settle", round_.key)), read_key(view.moderation)),
            (motives_key(view.proposals),),
            (_day_key(view), _requests_key(view), _more_key(view)),
        ]
    )


def talking_rows(view: DeskView, round_: Round) -> Rows:
    """While it is talked about: the facilitator's card of the conversation, and setting it."""
    return _filled(
        [
            (Key(talk_words.TO_TALK, talk.LeadTalk(round_.key)), _look_key(round_)),
            _amend_row(view, round_),
            _follow_row(view, round_),
            (Key(phrases.SETTLE, buttons.DeskRound("settle", round_.key)), read_key(view.moderation)),
            (motives_key(view.proposals),),
            (_day_key(view), _requests_key(view), _more_key(view)),
        ]
    )


def approach_rows(view: DeskView) -> Rows:
    """Where the facilitator decides the approach."""
    conference = view.stage.conference
    names = {text.id: text.title for text in view.stage.pack.approaches}
    choices = tuple(Key(names[a], buttons.Desk("approach", conference.id, a.value)) for a in Approach)
    return _filled([choices, _ways(view), (_day_key(view), _requests_key(view), _more_key(view))])


def between_rows(view: DeskView) -> Rows:
    """All rounds of the phase are settled: on, back, or once more."""
    return _filled(
        [
            (None if view.blocked else _advance_key(view),),
            *(between_keys(view.stage, view.corrections) if view.corrections is not None else ()),
            (homework_key(view.stage, complete=False), _export_key(view), motives_key(view.proposals)),
            (_day_key(view), _requests_key(view), _more_key(view)),
        ]
    )


def over_rows(view: DeskView) -> Rows:
    """Nothing changes any more; what there is can be taken along."""
    cid = view.stage.conference.id
    return _filled([(_export_key(view),), (Key(people_words.PEOPLE, people.People("home", cid)),)])


def more_rows(view: DeskView) -> Rows:
    """Everything that is not the next step."""
    stage = view.stage
    cid = stage.conference.id
    return _filled(
        [
            (
                Key(people_words.PEOPLE, people.People("home", cid)),
                Key(leading_words.LEADERS, leading.Leaders(cid)),
            ),
            (Key(talk_words.ANNOUNCE, talk.Announce(cid)), Key(day_words.DAY_PLAN, day.DayPlanCard(cid))),
            (Key(settling_words.SETTINGS, settling.Settings(cid)), Key(settling_words.TASKS, settling.OwnTasks(cid))),
            (sheet_key(cid), _export_key(view)),
            (Key(correcting_words.CORRECT, correcting.Corrections(cid)),),
            (Key(phrases.DESK, buttons.Desk("home", cid, "x")),),
        ]
    )


def _ways(view: DeskView) -> Row:
    """Skipping a phase, and going back to one."""
    return () if view.corrections is None else ways(view.stage, view.corrections)


def _amend_row(view: DeskView, round_: Round) -> tuple[Key | None, ...]:
    """A proposal can be amended after an objection, and asked again."""
    return (Key(standing_words.AMEND, standing.Amendments(round_.key)) if view.amendable else None,)


def _follow_row(view: DeskView, round_: Round) -> Row:
    """'Volgende ronde', where there is something to ask in one."""
    return (follow_key(round_),) if view.further is not None and view.further.items else ()


def _look_key(round_: Round) -> Key:
    return Key(phrases.SHOW_RESULT, buttons.Result(round_.key, "short", 0))


def _advance_key(view: DeskView) -> Key:
    conference = view.stage.conference
    return Key(phrases.NEXT_PHASE, buttons.Desk("advance", conference.id, conference.phase))


def _day_key(view: DeskView) -> Key:
    return Key(day_words.DAY_PLAN, day.DayPlanCard(view.stage.conference.id))


def _export_key(view: DeskView) -> Key | None:
    return Key(phrases.EXPORT, buttons.Desk("export", view.stage.conference.id, "x")) if view.counted else None


def _requests_key(view: DeskView) -> Key | None:
    if not view.requests:
        return None
    label = people_words.REQUESTS.format(count=view.requests)
    return Key(label, people.Requests(view.stage.conference.id, ""))


def _more_key(view: DeskView) -> Key:
    return Key(phrases.MORE, buttons.Desk("more", view.stage.conference.id, "x"))


def _filled(rows: Iterable[Iterable[Key | None]]) -> Rows:
    """Without the keys that are not there, and the rows that are empty then."""
    kept = (tuple(key for key in row if key is not None) for row in rows)
    return tuple(row for row in kept if row)
