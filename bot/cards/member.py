"""What a member sees in the own chat: invitation, privacy, practice, the walk, the overview."""

from collections.abc import Callable, Mapping
from typing import Final

from bot import buttons, phrases
from bot.cards.arguing import argue_key, beside_no_opinion
from bot.cards.card import Card, Key, Row, bold, esc, italic, lines, rows_of
from bot.cards.day import closing_words, request_pause_row
from bot.cards.following import BeforeView, context_lines, own_line, place_line, units_line, with_keep
from bot.cards.keys import no_opinion_row, ticked
from bot.cards.pieces import approve_lines, approve_rows, open_lines, open_rows, rank_lines, rank_rows
from bot.cards.proposing import propose_row
from bot.cards.standing import together_card, who_answers
from bot.cards.values import LETTERS, count_units, legend_of, letter_of, uses_letters
from bot.phrases import following as further
from bot.phrases import leading, secrecy
from bot.phrases import preparing as together
from bot.phrases.correcting import WITHDRAWN_WALK
from bot.phrases.standing import BEFORE, PER_MEMBER
from flows.conference.model import Ballot, Conference, Municipality, Participant, Round, RoundItem
from flows.pack.form import Pack
from flows.services.answering import NO_BOUND, Walk, consent_word, needs_bound, needs_text, neighbour
from flows.services.standing import begins_together
from flows.words import Consent, Deciding, Grade, Kind, Mode, Party, Role, RoundState, Secrecy

SMALL_DELEGATION: Final = 2
_ROW_OF_LETTERS: Final = 8
_OPEN_SHOWN: Final = 12
_LINE_SHOWN: Final = 900

_WHAT_IS_SHOWN: Final[Mapping[Secrecy, tuple[str, ...]]] = {
    Secrecy.MUNICIPALITY: (
        "Uw naam staat niet in de uitslag.",
        "Iedereen ziet hoe uw gemeente als geheel antwoordt, en de totalen.",
        "Is een ronde open? Dan ziet niemand uw antwoord, ook de begeleider niet.",
        "Dit wordt later nooit ruimer.",
    ),
    Secrecy.NAMED: (
        "De begeleider en de bijlage tonen wie wat heeft geantwoord.",
        "De bijlage kan openbaar worden.",
        "Is een ronde open? Dan ziet niemand uw antwoord.",
        "Dit wordt later nooit ruimer.",
    ),
    Secrecy.SECRET: (
        "De uitslag toont alleen totalen, vanaf vijf antwoorden. Geen namen.",
        "Ook uw gemeente is niet te zien.",
        "Is een ronde vastgesteld? Dan kan niemand meer zien wat u koos.",
        "Antwoordt iedereen hetzelfde? Dan weet men ook wat u koos.",
        "Is een ronde open? Dan ziet niemand uw antwoord, ook de begeleider niet.",
        "Dit wordt later nooit ruimer.",
    ),
}
_COUNT_WORDS: Final = {1: "één persoon", 2: "twee personen"}


def invitation_card(
    conference: Conference, participant: Participant, town: Municipality | None, *, token: str
) -> Card:
    """First contact by a personal link. Opening it consumes nothing; pressing does."""
    leads = participant.role is Role.FACILITATOR
    who = ", ".join(esc(part) for part in (participant.name, participant.function, town.name if town else "") if part)
    text = lines(
        [
            bold(conference.name),
            leading.INVITED_LEADER if leads else "U bent uitgenodigd als:",
            f"<b>{who}</b>",
            leading.LEADER_TASK if leads else "U beantwoordt korte vragen. De uitslag bespreekt u samen aan tafel.",
        ]
    )
    keys = ((Key(phrases.THAT_IS_ME, buttons.Join(token)),), (Key(phrases.NOT_ME, buttons.NotMe(token)),))
    return Card(text, keys)


def privacy_card(conference: Conference, participant: Participant, *, town: Municipality | None, size: int) -> Card:
    """What happens with the answers, before the first one."""
    small = town is not None and participant.role is Role.VOTER and 0 < size <= SMALL_DELEGATION
    small = small and conference.secrecy is not Secrecy.SECRET  # it is about the beeld, which geheim does not show
    text = lines(
        [
            bold("Wat gebeurt er met uw antwoorden"),
            f"Niveau: {bold(phrases.SECRECY[conference.secrecy])}",
            *(f"• {line}" for line in _WHAT_IS_SHOWN[conference.secrecy]),
            f"• {esc(town.name)} is hier met {_COUNT_WORDS[size]}. Uw antwoord is dan soms af te leiden."
            if small and town
            else None,
            "• Antwoorden van adviseurs staan apart en tellen niet mee."
            if participant.role is Role.ADVISER
            else None,
        ]
    )
    return Card(text, ((Key(phrases.UNDERSTOOD, buttons.Understood(conference.id)),), (_more_privacy(conference),)))


def privacy_details(conference: Conference, *, informed: bool) -> Card:
    """Meer over privacy."""
    text = lines(
        [
            bold("Meer over privacy"),
            f"Niveau: {bold(phrases.SECRECY[conference.secrecy])}",
            *(f"• {line}" for line in _WHAT_IS_SHOWN[conference.secrecy]),
            f"• {PER_MEMBER}"
            if conference.deciding is Deciding.MEMBERS
            else "• Standpunten geeft de woordvoerder namens de gemeente; die staan altijd met de gemeente erbij.",
            "• Gevoelige vragen tonen alleen totalen, vanaf vijf antwoorden.",
            f"• {secrecy.NOT_CUT}" if conference.secrecy is Secrecy.SECRET else None,
            "• Doel: een advies aan de colleges en raden. Wij bewaren uw naam, uw gemeente en uw antwoorden.",
            "• Wilt u iets inzien of laten wissen? Dat kan met /mijngegevens en /vergeetmij.",
        ]
    )
    rows = () if informed else ((Key(phrases.UNDERSTOOD, buttons.Understood(conference.id)),),)
    return Card(text, rows)


def practice_card(pack: Pack, conference: Conference) -> Card:
    """The practice question; its answer is not stored."""
    practice = pack.practice
    text = lines(
        [
            bold(practice.title),
            esc(practice.text),
            "",
            esc(practice.question),
            italic(pack.scales[practice.scale].legend),
        ]
    )
    keys = tuple(Key(str(n), buttons.Practise(conference.id, str(n))) for n in range(1, 6))
    return Card(text, (keys, (Key(phrases.NO_OPINION, buttons.Practise(conference.id, "0")),)))


def may_answer(participant: Participant, round_: Round) -> bool:
    """Whether this person's answers are asked in this round."""
    if round_.party is Party.SPOKESPERSONS:
        return participant.spokesperson and participant.role is Role.VOTER
    return participant.role is Role.VOTER or (participant.role is Role.ADVISER and not round_.decides)


def round_invitation(pack: Pack, round_: Round, participant: Participant, *, minutes: int) -> Card:
    """Told in private when a round opens for somebody."""
    again = round_.follows is not None
    count = units_line(pack, round_) if again else f"{count_units(pack, round_)}."
    title = further.NAME.format(title=round_.title, number=round_.number) if again else round_.title
    role = "Er is een vraag voor u als woordvoerder." if round_.party is Party.SPOKESPERSONS else None
    stays = further.STAYS if again else None
    time = f"{count} Ongeveer {phrases.count_word(minutes, 'minuut', 'minuten')}."
    text = lines([bold(title), role, time, stays])
    if not may_answer(participant, round_):
        return Card(text)
    return Card(text, ((Key(phrases.TO_MY_QUESTIONS, buttons.Resume(round_.key)),),))


def walk_card(pack: Pack, walk: Walk, town: Municipality | None, *, before: BeforeView | None = None) -> Card:
    """The card of the walk: an item, what an answer still needs, or the overview; `before` in a further round."""
    item = walk.item
    if walk.round.state is not RoundState.OPEN:
        return closed_card(walk.round)
    if item is None:
        return overview_card(pack, walk)
    if begins_together(walk):
        return together_card(pack, walk, town)
    ballot = walk.answers.get(item.id)
    if ballot is not None and needs_text(walk.round, ballot):
        return reason_card(walk.round, item, ballot)
    if ballot is not None and needs_bound(item, ballot):
        return bound_card(walk.round, item)
    return item_card(pack, walk, item, town, before=before)


def closed_card(round_: Round) -> Card:
    """The round takes no answers any more."""
    if round_.state is RoundState.WITHDRAWN:
        return Card(lines([bold(round_.title), WITHDRAWN_WALK]))
    return Card(lines([bold(round_.title), "Deze ronde is gesloten. Wat u antwoordde, telt. De uitslag volgt."]))


def item_card(
    pack: Pack, walk: Walk, item: RoundItem, town: Municipality | None, *, before: BeforeView | None = None
) -> Card:
    """One question with its buttons; in a further round with what came out before."""
    round_, ballot = walk.round, walk.answers.get(item.id)
    again = before is not None and round_.follows is not None
    told = _tell_again(pack, walk, item, town, before) if again and before else _tell(pack, walk, item, town)
    rows = _ANSWER_ROWS[round_.kind](round_, item, ballot)
    details = [Key(name, buttons.Detail(round_.key, item.id, n)) for n, (name, _) in enumerate(item.details)]
    more = (*_mark_row(round_, item, walk), *request_pause_row(walk))
    why = argue_key(walk, item)
    rows = with_keep(rows, round_, item, ballot, why) if again else beside_no_opinion(rows, why)
    return Card(lines(told), (*rows, *rows_of(details, 2), *more, *_navigation(walk, item)))


def _tell(pack: Pack, walk: Walk, item: RoundItem, town: Municipality | None) -> list[str | None]:
    round_ = walk.round
    template = pack.round(round_.template)
    place = [i.id for i in round_.items].index(item.id) + 1
    total = len(round_.items)
    named = town.name if town else "uw gemeente"
    head = f"{template.noun.capitalize()} {place} van {total}" if total > 1 else round_.title
    task = _task(round_)
    return [
        " · ".join(esc(part) for part in (head, item.group) if part) if task is None else None,
        bold(task or item.title),
        *_told(round_, item),
        _own_text(walk.answers.get(item.id)),
        who_answers(round_, named),
        *_question(pack, round_, item, named),
        _direction(round_, item),
        *_option_lines(round_, item, walk.answers.get(item.id)),
    ]


def _question(pack: Pack, round_: Round, item: RoundItem, named: str) -> list[str]:
    """What is asked, and what the numbers mean."""
    question = (item.question or pack.round(round_.template).question or "").replace("{gemeente}", named)
    return [esc(part) for part in (question, legend_of(pack, round_)) if part]


def _tell_again(
    pack: Pack, walk: Walk, item: RoundItem, town: Municipality | None, before: BeforeView
) -> list[str | None]:
    """Who answered it before knows the question, and sees what stands; who did not is asked in full."""
    round_, ballot = walk.round, walk.answers.get(item.id)
    place = place_line(round_, item, total=len(round_.items))
    own = own_line(round_, item, ballot)
    asked = [] if own is not None else _question(pack, round_, item, town.name if town else "uw gemeente")
    return [
        esc(place),
        bold(_task(round_) or item.title),
        *([] if own is not None else _told(round_, item)),
        _direction(round_, item),
        *_option_lines(round_, item, ballot),
        *context_lines(before, item),
        *asked,
        own,
    ]


def _task(round_: Round) -> str | None:
    """What there is to do, where that is the heading: points go over all options, and the item has no name."""
    return phrases.DIVIDE_POINTS.format(budget=round_.budget) if round_.kind is Kind.POINTS else None


def overview_card(pack: Pack, walk: Walk) -> Card:
    """Where somebody is, and what is still open."""
    items = walk.round.items
    left = walk.open_items
    numbers = {item.id: n for n, item in enumerate(items, start=1)}
    shown = ", ".join(f"{numbers[i.id]} {esc(i.title)}" for i in left[:_OPEN_SHOWN])
    more = f" en nog {len(left) - _OPEN_SHOWN}" if len(left) > _OPEN_SHOWN else ""
    is_further = walk.round.follows is not None
    count = {"done": len(items) - len(left), "total": len(items)}
    named = (further.TO_LOOK_AT if is_further else "Nog open: {items}").format(items=f"{shown}{more}")
    text = lines(
        [
            bold("Uw antwoorden"),
            (further.LOOKED_AT if is_further else "{done} van {total} beantwoord").format(**count),
            named if left else None,
            further.COUNTS_ANYWAY if is_further and left else None,
            f"Alles is opgeslagen. U kunt wijzigen {closing_words(walk.round)}.",
            together.NEXT_FOLLOWS if walk.round.mode is Mode.TOGETHER else None,
        ]
    )
    keys = [Key(str(numbers[i.id]), buttons.GoTo(walk.round.key, i.id)) for i in left[:_OPEN_SHOWN]]
    last: Row = (
        Key(phrases.WALK_ALL, buttons.WalkAll(walk.round.key)),
        Key(phrases.DONE, buttons.Done(walk.round.key)),
    )
    again: Row = (Key(phrases.REFRESH, buttons.Resume(walk.round.key)),)
    own = (row,) if (row := propose_row(pack, walk)) else ()
    return Card(text, (*rows_of(keys, 6), *own, *((again,) if walk.round.mode is Mode.TOGETHER else ()), last))


def done_card(walk: Walk) -> Card:
    """After Klaar."""
    left = len(walk.open_items)
    rest = (
        f"Nog {left} open; u kunt verdergaan tot de ronde sluit." if left else "U kunt wijzigen tot de ronde sluit."
    )
    if left and walk.round.follows is not None:
        rest = further.LEFT.format(left=left)
    text = lines([bold("Dank u wel"), f"Uw antwoorden bij {esc(walk.round.title)} zijn opgeslagen. {rest}"])
    return Card(text, ((Key("Ga verder" if left else phrases.WALK_ALL, _go_on(walk, left)),),))


def reason_card(round_: Round, item: RoundItem, ballot: Ballot) -> Card:
    """The text of a mits or bezwaar is asked at once."""
    condition = consent_word(ballot) is Consent.CONDITION
    text = lines([bold(item.title), phrases.ASK_CONDITION if condition else phrases.ASK_OBJECTION])
    agree = Key(phrases.AGREE_AFTER_ALL, buttons.Answer(round_.key, item.id, Consent.AGREE.value))
    return Card(text, ((agree,),))


def bound_card(round_: Round, item: RoundItem) -> Card:
    """An objector to an uitgangspunt names the heaviest option that is still acceptable."""
    text = lines(
        [
            bold(item.title),
            "Wat is de zwaarste keuze die uw gemeente nog wel aanvaardt?",
            *(f"{letter_of(item, o.id)} {esc(o.title)}" for o in item.options),
        ]
    )
    keys = [Key(letter_of(item, o.id), buttons.Bound(round_.key, item.id, o.id)) for o in item.options]
    none = Key(phrases.NONE_OF_THESE, buttons.Bound(round_.key, item.id, NO_BOUND))
    agree = Key(phrases.AGREE_AFTER_ALL, buttons.Answer(round_.key, item.id, Consent.AGREE.value))
    return Card(text, (*rows_of(keys, 6), (none,), (agree,)))


def detail_card(walk: Walk, item: RoundItem, number: int) -> Card:
    """What stands behind one of an item's own buttons."""
    name, body = item.details[number]
    text = lines([bold(item.title), italic(name), "", *(esc(line[:_LINE_SHOWN]) for line in body.split("\n"))])
    return Card(text, ((Key(phrases.BACK, buttons.GoTo(walk.round.key, item.id)),),))


def _more_privacy(conference: Conference) -> Key:
    return Key(phrases.MORE_PRIVACY, buttons.Privacy(conference.id))


def _go_on(walk: Walk, left: int) -> buttons.Button:
    return buttons.Resume(walk.round.key) if left else buttons.WalkAll(walk.round.key)


def _told(round_: Round, item: RoundItem) -> list[str]:
    """The item's text and its note; of a form the official name comes first."""
    text = [esc(item.text)] if item.text else []
    text += [italic(BEFORE.format(text=item.before))] if item.before else []
    note = [italic(item.note)] if item.note else []
    return note + text if round_.kind is Kind.GRADE else text + note


def _own_text(ballot: Ballot | None) -> str | None:
    """What somebody wrote with a mits or bezwaar, so that he sees what stands."""
    return f"Uw tekst: {italic(ballot.text)}" if ballot is not None and ballot.text else None


def _direction(round_: Round, item: RoundItem) -> str | None:
    """Ordered options lie between zelfstandig and samen; the letters alone do not say which end is which."""
    if not round_.ordered or not uses_letters(round_, item):
        return None
    return italic(phrases.FROM_TO.format(first=LETTERS[0], last=LETTERS[len(item.options) - 1]))


def _option_lines(round_: Round, item: RoundItem, ballot: Ballot | None) -> list[str]:
    if round_.kind in _PIECES:
        return _PIECES[round_.kind](round_, item, ballot)
    if not uses_letters(round_, item) or item.proposed is not None:
        return []
    if round_.kind is not Kind.POINTS:
        return [f"{letter_of(item, o.id)} {esc(o.title)}" for o in item.options]
    placed = _placed(ballot)
    left = (round_.budget or 0) - sum(placed.values())
    shown = [f"{letter_of(item, o.id)} {esc(o.title)}: {bold(str(placed.get(o.id, 0)))}" for o in item.options]
    rest = phrases.count_word(left, "punt", "punten")
    return [*shown, bold(f"Nog {rest} over" if left else "Alle punten zijn verdeeld")]


_PIECES: Final[Mapping[Kind, Callable[[Round, RoundItem, Ballot | None], list[str]]]] = {
    Kind.APPROVE: approve_lines,
    Kind.RANK: rank_lines,
    Kind.OPEN: open_lines,
}


def _placed(ballot: Ballot | None) -> Mapping[str, int]:
    return ballot.value if ballot is not None and isinstance(ballot.value, Mapping) else {}


def _rate_rows(round_: Round, item: RoundItem, ballot: Ballot | None) -> tuple[Row, ...]:
    keys = tuple(
        Key(ticked(ballot is not None and ballot.value == n, str(n)), buttons.Answer(round_.key, item.id, str(n)))
        for n in range(1, 6)
    )
    return (keys, no_opinion_row(round_, item, ballot))


def _choose_rows(round_: Round, item: RoundItem, ballot: Ballot | None) -> tuple[Row, ...]:
    letters = uses_letters(round_, item)
    keys = [
        Key(
            ticked(ballot is not None and ballot.value == o.id, LETTERS[n] if letters else o.title),
            buttons.Answer(round_.key, item.id, o.id),
        )
        for n, o in enumerate(item.options)
    ]
    rows = rows_of(keys, 6 if letters else 2)
    return rows if round_.party is Party.SPOKESPERSONS else (*rows, no_opinion_row(round_, item, ballot))


def _grade_rows(round_: Round, item: RoundItem, ballot: Ballot | None) -> tuple[Row, ...]:
    keys = [
        Key(
            ticked(ballot is not None and ballot.value == grade.value, phrases.GRADES[grade]),
            buttons.Answer(round_.key, item.id, grade.value),
        )
        for grade in Grade
    ]
    return rows_of([*keys, *no_opinion_row(round_, item, ballot)], 2)


def _consent_rows(round_: Round, item: RoundItem, ballot: Ballot | None) -> tuple[Row, ...]:
    word = consent_word(ballot) if ballot is not None else None
    standpunt = round_.party is Party.SPOKESPERSONS
    keys = [
        Key(ticked(word is c, phrases.CONSENT[c]), buttons.Answer(round_.key, item.id, c.value))
        for c in Consent
        if c is not Consent.COLLEGE
    ]
    college = Consent.COLLEGE
    last = (
        (Key(ticked(word is college, phrases.CONSENT[college]), buttons.Answer(round_.key, item.id, college.value)),)
        if standpunt
        else no_opinion_row(round_, item, ballot)
    )
    return (*rows_of(keys, 3), last)


def _points_rows(round_: Round, item: RoundItem, ballot: Ballot | None) -> tuple[Row, ...]:
    placed = _placed(ballot)
    left = (round_.budget or 0) - sum(placed.values())
    rows: list[Row] = []
    width = -(-len(item.options) // -(-len(item.options) // _ROW_OF_LETTERS)) if item.options else 1
    for start in range(0, len(item.options), width):
        part = item.options[start : start + width]
        for sign, step in (("+", 1), ("−", -1)):
            rows.append(
                tuple(
                    Key(
                        f"{letter_of(item, o.id)} {sign}",
                        buttons.Points(round_.key, item.id, o.id, max(0, placed.get(o.id, 0) + step)),
                    )
                    for o in part
                )
            )
    again = Key(phrases.AGAIN, buttons.ClearPoints(round_.key, item.id))
    stands = ballot is not None and ballot.carried
    rows.append((again,) if left or stands else (again, Key(phrases.DONE, buttons.Done(round_.key))))
    rows.append(no_opinion_row(round_, item, ballot))
    return tuple(rows)


_ANSWER_ROWS: Final[Mapping[Kind, Callable[[Round, RoundItem, Ballot | None], tuple[Row, ...]]]] = {
    Kind.RATE: _rate_rows,
    Kind.CHOOSE: _choose_rows,
    Kind.GRADE: _grade_rows,
    Kind.CONSENT: _consent_rows,
    Kind.POINTS: _points_rows,
    Kind.APPROVE: approve_rows,
    Kind.RANK: rank_rows,
    Kind.OPEN: open_rows,
}


def _mark_row(round_: Round, item: RoundItem, walk: Walk) -> tuple[Row, ...]:
    if not round_.unacceptable or walk.participant.role is not Role.VOTER:
        return ()
    ballot = walk.answers.get(item.id)
    marked = ballot is not None and ballot.unacceptable
    key = Key(ticked(marked, phrases.UNACCEPTABLE), buttons.Unacceptable(round_.key, item.id, 0 if marked else 1))
    return ((key,),)


def _navigation(walk: Walk, item: RoundItem) -> tuple[Row, ...]:
    if len(walk.round.items) == 1:
        return ()
    key = walk.round.key
    return (
        (
            Key(phrases.PREVIOUS, buttons.GoTo(key, neighbour(walk, item.id, -1))),
            Key(phrases.OVERVIEW, buttons.Overview(key)),
            Key(phrases.NEXT, buttons.GoTo(key, neighbour(walk, item.id, 1))),
        ),
    )
