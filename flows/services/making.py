"""Making rounds and telling of them: what every service that changes the course of a conference needs.

Functions on a `Work`: they belong to the transaction of who calls them, and commit nothing.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from flows.conference.model import Conference, Participant, Round, RoundItem
from flows.conference.phase_machine import left_for_later, phase_order
from flows.pack import form
from flows.pack.asking import static_items
from flows.pack.form import Pack
from flows.ports import Event, Notice, View, Work
from flows.recommendation.derive import derive_items
from flows.recommendation.outdated import outdated_rounds
from flows.services.concluding import gather_evidence
from flows.services.stage import Stage, load_stage
from flows.words import ConferenceState, Deciding, Mode, Party, Presence, Role, RoundState

_TOLD: Final = {"open": ("round_opened",), "close": ("round_closed",), "publish": ("round_published", "picture")}
"""What the group hears of a step of a round, in order."""

FURTHER: Final = "follow"
"""The selection of a further round: bespreekpunten of the round before."""


async def make_next_round(work: Work, pack: Pack, conference: Conference) -> Conference:
    """Make the next round of the phase as a concept. One that would ask nothing is passed over, on record."""
    stage = replace(await load_stage(work, pack, conference.id), conference=conference)
    for template in stage.remaining:
        if template.id in stage.latest:
            await renew_draft(work, stage, stage.latest[template.id])
            return conference
        items = await items_of(work, stage, template)
        if items:
            await make_round(work, stage, template, items)
            return conference
        conference = await work.save_conference(replace(conference, skipped=(*conference.skipped, template.id)))
        await work.record(Event(conference=conference.id, kind="round_passed_over", data={"round": template.id}))
    return conference


async def make_round(
    work: Work, stage: Stage, template: form.Round, items: tuple[RoundItem, ...], *, homework: bool = False
) -> Round:
    """A concept of this round, numbered on from the earlier ones of the same template."""
    number = 1 + sum(1 for r in stage.rounds if r.template == template.id)
    draft = replace(_draft(stage, template, items), id=f"{template.id}-{number}", number=number, homework=homework)
    round_ = await work.add_round(draft)
    await work.record(round_event(round_, "round_made", None))
    return round_


async def make_further(work: Work, stage: Stage, before: Round, items: tuple[RoundItem, ...]) -> Round:
    """A concept on these items of a settled round, asked in the same way, at everybody's own pace."""
    number = 1 + sum(1 for r in stage.rounds if r.template == before.template)
    draft = replace(
        before,
        key=0,
        id=f"{before.template}-{number}",
        number=number,
        mode=Mode.INDIVIDUAL,
        state=RoundState.DRAFT,
        selection=FURTHER,
        homework=False,
        opened_at=None,
        closed_at=None,
        published_at=None,
        settled_at=None,
        closes_at=None,
        paused_until=None,
        at=None,
        version=0,
        items=items,
        follows=before.key,
    )
    round_ = await work.add_round(draft)
    await work.record(round_event(round_, "round_made", None))
    return round_


async def items_of(view: View, stage: Stage, template: form.Round) -> tuple[RoundItem, ...]:
    """What a round asks when it is made: the core of its list, or what follows from earlier rounds."""
    if template.derived is None:
        return static_items(stage.pack, template, selection="core")
    return derive_items(template.derived, await gather_evidence(view, stage.pack, stage.conference))


async def renew_draft(work: Work, stage: Stage, draft: Round) -> None:
    """Derive a concept anew where what it rests on was asked again meanwhile; an amended one stays as it is.

    So does a further round: it asks what was asked in the round before.
    """
    template = stage.pack.round(draft.template)
    amended = any(item.before for item in draft.items)
    if draft.state is not RoundState.DRAFT or template.derived is None or amended or draft.follows is not None:
        return
    if template.id not in outdated_rounds(stage.rounds):
        return
    items = await items_of(work, stage, template)
    if items and items != draft.items:
        await work.replace_items(draft.key, items)
        await work.record(round_event(draft, "round_derived_anew", None))


async def enter_phase(work: Work, pack: Pack, stage: Stage, moved: Conference, actor: Participant) -> Conference:
    """Save a conference that came into another phase, tell when it is over, and make the next round."""
    moved = await work.save_conference(moved)
    await work.record(Event(conference=moved.id, kind="phase_entered", who=actor.ref, data={"phase": moved.phase}))
    for phase in _passed_over(stage, moved):
        await work.record(
            Event(conference=moved.id, kind="phase_left_for_later", who=actor.ref, data={"phase": phase})
        )
    if moved.state is ConferenceState.FINISHED:
        await tell_everybody(work, stage, "finished", f"finished:{moved.id}")
    return await make_next_round(work, pack, moved)


def _passed_over(stage: Stage, moved: Conference) -> list[str]:
    """The instrument that this step went past, because the plan leaves it for later."""
    order = phase_order(stage.pack, moved.approach, planned={*moved.optional, stage.conference.phase, moved.phase})
    between = order[order.index(stage.conference.phase) + 1 : order.index(moved.phase)]
    return [phase for phase in between if phase in left_for_later(stage.pack, moved)]


async def announce_round(work: Work, stage: Stage, round_: Round, trigger: str) -> None:
    """The group hears it; without a group everybody does; woordvoerders hear of their own rounds in private."""
    for kind in _TOLD.get(trigger, ()):
        await _announce(work, stage, round_, trigger, kind)


async def _announce(work: Work, stage: Stage, round_: Round, trigger: str, kind: str) -> None:
    key = f"{kind}:{round_.key}:{round_.version}"
    grouped = bool(await work.chats(round_.conference))
    if grouped:
        await work.tell(Notice(key=key, conference=round_.conference, kind=kind, data={"round": round_.key}))
    speakers = {p.id for p in stage.electors_of(round_)} if round_.party is Party.SPOKESPERSONS else set()
    for participant in stage.participants:
        speaks = participant.id in speakers and trigger == "open"
        listens = not grouped and trigger != "close" and participant.role is not Role.FACILITATOR
        if participant.presence is Presence.JOINED and (speaks or listens):
            await work.tell(
                Notice(
                    key=f"{key}:{participant.id}",
                    conference=round_.conference,
                    kind=kind,
                    to=participant.id,
                    data={"round": round_.key},
                )
            )


async def tell_everybody(work: Work, stage: Stage, kind: str, key: str, **data: str | int) -> None:
    """The group(s), and everybody who joined in the own chat; facilitators left out."""
    conference = stage.conference.id
    if await work.chats(conference):
        await work.tell(Notice(key=key, conference=conference, kind=kind, data=data))
    for participant in stage.participants:
        if participant.presence is Presence.JOINED and participant.role is not Role.FACILITATOR:
            await work.tell(
                Notice(key=f"{key}:{participant.id}", conference=conference, kind=kind, to=participant.id, data=data)
            )


async def tell_facilitators(work: Work, stage: Stage, kind: str, key: str, **data: str | int) -> None:
    """Every facilitator in the own chat."""
    for participant in stage.participants:
        if participant.role is Role.FACILITATOR and participant.presence is Presence.JOINED:
            await work.tell(
                Notice(
                    key=f"{key}:{participant.id}",
                    conference=stage.conference.id,
                    kind=kind,
                    to=participant.id,
                    data=data,
                )
            )


def round_event(round_: Round, kind: str, actor: Participant | None, **data: str | int) -> Event:
    """A line of the audit log about a round."""
    full: Mapping[str, str | int] = {"round": round_.id, **data}
    return Event(conference=round_.conference, kind=kind, who=actor.ref if actor else "", data=full)


def _draft(stage: Stage, template: form.Round, items: tuple[RoundItem, ...]) -> Round:
    phase = next(phase for phase in stage.pack.phases if template in phase.rounds)
    decides = template.party is Party.SPOKESPERSONS
    per_member = decides and stage.conference.deciding is Deciding.MEMBERS
    return Round(
        key=0,
        id="",
        conference=stage.conference.id,
        template=template.id,
        phase=phase.id,
        number=1,
        kind=template.kind,
        sort=template.sort,
        party=Party.VOTERS if per_member else template.party,
        mode=Mode.INDIVIDUAL,
        state=RoundState.DRAFT,
        title=template.title,
        selection="core" if template.items else "derived",
        unacceptable=template.unacceptable,
        budget=template.budget,
        ordered=template.ordered,
        items=items,
        decides=decides,
        top=None if template.top is None else min(template.top, *(len(item.options) for item in items)),
    )
