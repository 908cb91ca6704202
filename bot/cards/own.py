"""What is kept of somebody, shown to himself alone; and what forgetting means."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot import phrases
from bot.buttons import Desk
from bot.buttons.own import Ask, ForgetMe, OwnAnswers, OwnData, OwnRounds, Part
from bot.cards.card import Card, Key, Row, bold, esc, italic, lines, pages_of
from bot.cards.values import value_words
from bot.phrases import own as words
from bot.phrases import people
from bot.phrases.preparing import moment_words
from flows.conference.local_time import to_local
from flows.conference.model import Ballot, Conference, ItemOption, Municipality, Participant, Round, RoundItem
from flows.kinds import KINDS
from flows.pack.form import Pack
from flows.services import forgetting
from flows.services.answering import NO_BOUND
from flows.services.forgetting import Kept, Parting
from flows.words import Kind, Secrecy

PER_PAGE: Final = 8
TEXTS_PER_PAGE: Final = 2
"""Of open questions: somebody may have written eight texts of 200 characters to each."""
_PAGE_LENGTH: Final = 3800
"""Characters of a page: a mits or bezwaar may be long."""
CONFERENCES_SHOWN: Final = 6
ROUNDS_SHOWN: Final = 40


def help_rows(*, leads: bool) -> tuple[Row, ...]:
    """A button for each command that asks something."""
    rows: tuple[Row, ...] = (
        (Key(words.STATUS, Ask("status")), Key(words.RESULT, Ask("uitslag"))),
        (Key(words.EXAMPLES, Ask("voorbeelden")), Key(words.MODELS, Ask("modellentool"))),
        (Key(words.OWN_DATA, Ask("mijngegevens")), Key(words.PRIVACY, Ask("privacy"))),
    )
    return (*rows, (Key(phrases.DESK, Ask("regie")),)) if leads else rows


def data_card(kept: Sequence[Kept], *, retention_days: int) -> Card:
    """Mijn gegevens: of each conference what is kept."""
    if not kept:
        return Card(lines([bold(words.HEAD), words.NOTHING]))
    shown = kept[:CONFERENCES_SHOWN]
    text = lines(
        [
            bold(words.HEAD),
            words.ONLY_YOU,
            *(line for entry in shown for line in ("", *_kept_lines(entry))),
            "",
            words.LOG,
            words.KEPT_FOR.format(days=retention_days),
        ]
    )
    return Card(text, tuple(row for entry in shown for row in _kept_rows(entry, only=len(kept) == 1)))


def rounds_card(entry: Kept) -> Card:
    """Mijn antwoorden: a button per round, the newest last."""
    back = (Key(phrases.BACK, OwnData()),)
    conference = esc(entry.stage.conference.name)
    if not entry.answered:
        return Card(lines([bold(words.OWN_ANSWERS), conference, words.NO_ANSWERS]), (back,))
    rows = tuple(
        (Key(words.ROUND_LINE.format(title=_title(round_), count=count), OwnAnswers(round_.key, 0)),)
        for round_, count in entry.answered[-ROUNDS_SHOWN:]
    )
    return Card(lines([bold(words.OWN_ANSWERS), conference, words.CHOOSE_ROUND]), (*rows, back))


def answers_card(pack: Pack, own: forgetting.OwnAnswers, page: int) -> Card:
    """One's own answers in a round, a page at a time."""
    size = TEXTS_PER_PAGE if own.round.kind is Kind.OPEN else PER_PAGE
    told = (_answer_lines(pack, own, item) for item in own.items)
    found = pages_of(told, most=size, longest=_PAGE_LENGTH)
    pages = len(found)
    at = min(page, pages - 1)
    text = lines(
        [
            bold(_title(own.round)),
            words.PAGE.format(page=at + 1, pages=pages) if pages > 1 else words.ONLY_YOU,
            *found[at],
            None if own.items else words.NO_ANSWERS,
        ]
    )
    steps = ((phrases.PREVIOUS, at - 1), (phrases.NEXT, at + 1))
    turn = tuple(Key(label, OwnAnswers(own.round.key, to)) for label, to in steps if 0 <= to < pages)
    back = (Key(phrases.BACK, OwnRounds(own.round.conference)),)
    return Card(text, (turn, back) if turn else (back,))


def choice_card(kept: Sequence[Kept]) -> Card:
    """For who takes part in more than one conference: which one forgets him."""
    rows = tuple((Key(k.stage.conference.name, Part(k.stage.conference.id)),) for k in kept[:ROUNDS_SHOWN])
    return Card(lines([bold(words.FORGET), words.WHICH]), rows)


def parting_card(parting: Parting) -> Card:
    """What forgetting means; or why it cannot be now."""
    conference, refusal = parting.stage.conference, parting.refusal
    head = [bold(words.FORGET), esc(conference.name), ""]
    stay = Key(words.RATHER_NOT, OwnData())
    if refusal is not None:
        sentence = phrases.refusal(refusal.reason, refusal.data)
        return Card(lines([*head, esc(sentence)]), ((Key(phrases.BACK, OwnData()),),))
    town = _town(conference, parting.participant)
    speaks = parting.participant.spokesperson and town is not None
    text = lines(
        [
            *head,
            *(f"• {line}" for line in words.PARTING),
            esc(words.SPEAKS.format(town=town.name)) if speaks and town else None,
            "",
            bold(words.FOR_GOOD),
        ]
    )
    return Card(text, ((Key(words.YES_FORGET, ForgetMe(conference.id)),), (stay,)))


def forgotten_card(conference: Conference) -> Card:
    """It is done."""
    return Card(lines([bold(words.FORGOTTEN_HEAD), esc(words.FORGOTTEN.format(conference=conference.name))]))


def told_card(conference: Conference, municipality: str, *, speaks: bool) -> Card:
    """For the facilitators, without a name."""
    town = next((m.name for m in conference.municipalities if m.id == municipality), None)
    who = words.TOLD_OF_TOWN.format(town=town) if town else words.TOLD_OF_NONE
    text = lines(
        [
            bold(words.TOLD_HEAD),
            esc(conference.name),
            esc(words.TOLD.format(who=who)),
            bold(words.TOLD_SPEAKER) if speaks else None,
        ]
    )
    key = Key(phrases.SPOKESPEOPLE, Desk("speakers", conference.id, "x"))
    return Card(text, ((key,),) if speaks else ())


def _kept_lines(entry: Kept) -> list[str]:
    me = entry.participant
    rounds = phrases.count_word(len(entry.answered), *words.ROUNDS)
    facts = [
        words.NAME.format(value=me.name),
        words.FUNCTION.format(value=me.function) if me.function else "",
        words.TOWN.format(value=entry.town) if entry.town else "",
        words.ROLE.format(value=_role(me)),
        words.CHANNEL.format(value=words.CHANNELS.get(entry.account.channel, words.OTHER_CHANNEL)),
        words.SINCE.format(value=_since(entry)) if entry.joined_at else "",
        words.ANSWERED.format(rounds=rounds) if entry.answered else words.ANSWERED_NONE,
        *(words.PROPOSED.format(value=title) for title in entry.proposed),
        _cut_words(entry),
        words.ASK_WHOM.format(names=phrases.join_names(entry.leaders)) if entry.leaders else "",
    ]
    return [bold(entry.stage.conference.name), *(esc(fact) for fact in facts if fact)]


def _cut_words(entry: Kept) -> str:
    """Which answers are cut loose from who gave them, in time."""
    if entry.stage.conference.secrecy is Secrecy.SECRET:
        return words.CUT
    asked = (item for round_ in entry.stage.rounds for item in round_.items)
    return words.CUT_SENSITIVE if any(item.sensitive for item in asked) else ""


def _kept_rows(entry: Kept, *, only: bool) -> tuple[Row, ...]:
    conference = entry.stage.conference
    answers, forget = OwnRounds(conference.id), Part(conference.id)
    if only:
        return ((Key(words.OWN_ANSWERS, answers), Key(words.FORGET, forget)),)
    labels = [words.OF_CONFERENCE.format(button=b, name=conference.name) for b in (words.OWN_ANSWERS, words.FORGET)]
    return ((Key(labels[0], answers),), (Key(labels[1], forget),))


def _role(me: Participant) -> str:
    office = people.OFFICE_SPEAKS if me.spokesperson else people.OFFICE_SECOND if me.substitute else ""
    role = people.COUNCIL if me.council else people.ROLES[me.role]
    return ", ".join(part for part in (role, office) if part)


def _since(entry: Kept) -> str:
    assert entry.joined_at is not None
    day, _, clock = moment_words(entry.joined_at).partition(",")
    return f"{day} {to_local(entry.joined_at).year},{clock}"


def _title(round_: Round) -> str:
    return words.FURTHER_ROUND.format(title=round_.title, number=round_.number) if round_.number > 1 else round_.title


def _town(conference: Conference, me: Participant) -> Municipality | None:
    return next((m for m in conference.municipalities if m.id == me.municipality), None)


def _answer_lines(pack: Pack, own: forgetting.OwnAnswers, item: RoundItem) -> list[str]:
    """What was answered, with nothing behind a letter: the walk that explained it may be long gone."""
    ballot, line = own.ballots.get(item.id), own.lines.get(item.id)
    given: list[str] = []
    if ballot is not None:
        given = _given(pack, own.round, item, ballot)
        given += [words.UNACCEPTABLE] if ballot.unacceptable else []
        given += [words.PAPER] if ballot.paper else []
    texts = [ballot.text] if ballot is not None and ballot.text else []
    return [
        "",
        bold(item.title),
        *(esc(said) for said in given),
        *(italic(words.TEXT.format(text=text)) for text in texts),
        *([italic(words.LINE.format(text=line))] if line else []),
    ]


def _given(pack: Pack, round_: Round, item: RoundItem, ballot: Ballot) -> list[str]:
    value = ballot.value
    if value is None:
        return [phrases.NO_OPINION_VALUE] if ballot.no_opinion else []
    titles = {option.id: option.title for option in item.options}
    if isinstance(value, Mapping):
        return [f"{titles.get(option, option)}: {points}" for option, points in value.items() if points]
    if isinstance(value, tuple):
        return _several(round_, item.options, value)
    encoded = KINDS[round_.kind].encode(value)
    said = value_words(pack, round_, item, encoded, no_opinion=False)
    return [said, *_bound(titles, str(value))] if round_.kind is Kind.CONSENT else [said]


def _several(round_: Round, options: Sequence[ItemOption], value: tuple[str, ...]) -> list[str]:
    if round_.kind is Kind.OPEN:
        return [f"‘{text}’" for text in value]
    titles = {option.id: option.title for option in options}
    named = [titles.get(option, option) for option in value]
    return [f"{n} {title}" for n, title in enumerate(named, start=1)] if round_.kind is Kind.RANK else named


def _bound(titles: Mapping[str, str], value: str) -> list[str]:
    """The heaviest option that an objection leaves acceptable."""
    bound = value.partition(":")[2]
    if not bound:
        return []
    return [words.NO_BOUND if bound == NO_BOUND else words.BOUND.format(option=titles.get(bound, bound))]
