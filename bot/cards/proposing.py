"""Own motives: proposing one, and deciding about them one at a time, without a name."""

from bot import buttons, phrases
from bot.buttons.proposing import (
    AdmitMotive,
    MergeChoice,
    MergeMotive,
    OwnMotives,
    Propose,
    ProposeNot,
    RefuseMotive,
    UndoMotive,
)
from bot.cards.card import Card, Key, Row, bold, esc, italic, lines
from bot.phrases import proposing as words
from flows.conference.model import OwnProposal, Round
from flows.pack.form import Pack
from flows.services.answering import Walk
from flows.services.proposing import LENGTH, Proposals, can_propose, motive_id
from flows.words import ProposalState


def propose_row(pack: Pack, walk: Walk) -> Row:
    """'Eigen motief' below the overview, where it can be."""
    if not can_propose(pack, walk.round, walk.participant):
        return ()
    return (Key(words.PROPOSE, Propose(walk.round.key)),)


def motives_key(found: Proposals | None) -> Key | None:
    """'2 eigen motieven', for the desk: how many are to be judged; nothing once points were asked."""
    if found is None or found.final or not found.proposals:
        return None
    one, more = words.DESK_ONE, words.DESK_MORE.format(count=found.waiting)
    label = (one if found.waiting == 1 else more) if found.waiting else words.DESK_DONE
    return Key(label, OwnMotives(found.stage.conference.id, ""))


def ask_motive_card(round_: Round) -> Card:
    """The question for the line."""
    text = lines([bold(words.PROPOSE), words.ASK.format(limit=LENGTH)])
    return Card(text, ((Key(words.RATHER_NOT, ProposeNot(round_.key)),),))


def stored_motive_card(round_: Round, title: str) -> Card:
    """What was kept, and on with the questions."""
    text = lines([words.STORED, italic(title), words.STORED_NEXT])
    return Card(text, ((Key(words.GO_ON, buttons.Resume(round_.key)),),))


def motive_told_card(proposal: OwnProposal, into: str) -> Card:
    """To who proposed it: what became of it."""
    told = words.TOLD[proposal.state].format(into=esc(into))
    return Card(lines([bold(words.TOLD_HEAD), f"‘{esc(proposal.title)}’", told]))


def motives_card(found: Proposals, at: str) -> Card:
    """One own motive with what can be done with it; else the first that is to be judged."""
    shown = _place(found, at)
    home = (Key(phrases.DESK, buttons.Desk("home", found.stage.conference.id, "x")),)
    if shown is None:
        return Card(lines([bold(words.DESK_DONE), words.NONE]), (home,))
    number = found.proposals.index(shown) + 1
    text = lines(
        [
            bold(words.HEAD.format(number=number, total=len(found.proposals))),
            words.UNNAMED,
            "",
            f"‘{esc(shown.title)}’",
            "",
            words.STANDS[shown.state].format(into=esc(found.title_of(shown.merged_into))),
            words.FINAL if found.final else _hint(shown),
        ]
    )
    deciding = () if found.final else _deciding(shown)
    return Card(text, tuple(row for row in (*deciding, _turns(found, number), home) if row))


def merge_card(found: Proposals, proposal: OwnProposal) -> Card:
    """The motives that it can be the same as."""
    own = motive_id(proposal)
    rows = [(Key(known.title, MergeMotive(proposal.id, known.id)),) for known in found.known if known.id != own]
    back = (Key(phrases.BACK, OwnMotives(found.stage.conference.id, proposal.id)),)
    return Card(lines([bold(words.MERGE_HEAD), f"‘{esc(proposal.title)}’"]), (*rows, back))


def _place(found: Proposals, at: str) -> OwnProposal | None:
    waiting = (p for p in found.proposals if p.state is ProposalState.WAITING)
    named = next((p for p in found.proposals if p.id == at), None)
    return named or next(waiting, next(iter(found.proposals), None))


def _hint(proposal: OwnProposal) -> str | None:
    return words.SAME_HINT if proposal.state is ProposalState.WAITING else None


def _deciding(proposal: OwnProposal) -> tuple[Row, ...]:
    if proposal.state is not ProposalState.WAITING:
        return ((Key(words.UNDO, UndoMotive(proposal.id)),),)
    admit = Key(words.ADMIT, AdmitMotive(proposal.id))
    refuse = Key(words.REFUSE, RefuseMotive(proposal.id))
    return ((admit, refuse), (Key(words.SAME_AS, MergeChoice(proposal.id)),))


def _turns(found: Proposals, number: int) -> Row:
    """Round in a circle, where there is more than one."""
    if len(found.proposals) == 1:
        return ()
    total, cid = len(found.proposals), found.stage.conference.id
    before, after = found.proposals[(number - 2) % total], found.proposals[number % total]
    return (Key(phrases.PREVIOUS, OwnMotives(cid, before.id)), Key(phrases.NEXT, OwnMotives(cid, after.id)))
