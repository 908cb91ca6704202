"""A day in which everything happens that can happen, laid over a dossier of the folder above."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from flows.conference.model import Ballot, TalkingPoint
from flows.conference.secrecy import disclose
from flows.kinds.summary import summarise_round
from flows.outcomes import RoundOutcome
from flows.ports import Event
from flows.recommendation.compose import compose
from flows.recommendation.evidence import Evidence
from flows.services.concluding import RoundRecord, settled_of
from flows.words import Consent, Mode, Presence, RoundState, TaskFact
from report.dossier import Dossier, RoundDossier

START = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
"""The moment at which the dossiers begin."""


def _hold_again(dossier: Dossier, template: str, texts: Mapping[str, str]) -> Dossier:
    """With a second round of a template that puts these items again with another text, and everybody agrees."""
    first = next(entry for entry in dossier.rounds if entry.round.template == template)
    items = tuple(
        replace(item, text=texts[item.id], before=item.text) for item in first.round.items if item.id in texts
    )
    key = max(entry.round.key for entry in dossier.rounds) + 1
    round_ = replace(first.round, key=key, id=f"{template}-2", number=2, items=items)
    ballots = tuple(
        replace(b, value=Consent.AGREE.value, text="", late=False) for b in first.ballots if b.item in texts
    )
    again = _summarise(replace(first, round=round_, ballots=ballots, talked=()), dossier)
    return _recompose(replace(dossier, rounds=(*dossier.rounds, again)))


def _summarise(entry: RoundDossier, dossier: Dossier) -> RoundDossier:
    """The round with what its ballots give now."""
    thresholds = dossier.pack.thresholds
    full = summarise_round(entry.round, entry.ballots, entry.electorate, thresholds=thresholds)
    shown = disclose(full, round_=entry.round, secrecy=dossier.conference.secrecy, thresholds=thresholds)
    return replace(entry, full=full, disclosed=shown)


def _recorded(entry: RoundDossier, *, full: RoundOutcome, shown: RoundOutcome) -> RoundRecord:
    return RoundRecord(
        round=entry.round, ballots=tuple(entry.ballots), electorate=entry.electorate, full=full, disclosed=shown
    )


def _recompose(dossier: Dossier) -> Dossier:
    """The dossier with the recommendation that its rounds give now."""
    settled = tuple(
        settled_of(dossier.conference, _recorded(entry, full=entry.full, shown=entry.disclosed))
        for entry in dossier.rounds
        if entry.full is not None and entry.disclosed is not None
    )
    evidence = Evidence(pack=dossier.pack, conference=dossier.conference, rounds=settled)
    return replace(dossier, recommendation=compose(evidence))


def _change_round(dossier: Dossier, id_: str, change: Callable[[RoundDossier], RoundDossier]) -> Dossier:
    """With this round otherwise."""
    return replace(dossier, rounds=tuple(change(e) if e.round.id == id_ else e for e in dossier.rounds))


def _name_round(dossier: Dossier, id_: str, **changed: object) -> Dossier:
    """With another round beside the one with this template, that is merely named."""
    like = next(entry for entry in dossier.rounds if entry.round.id == id_)
    number = 1 + sum(entry.round.template == like.round.template for entry in dossier.rounds)
    key = max(entry.round.key for entry in dossier.rounds) + 1
    round_ = replace(like.round, key=key, id=f"{like.round.template}-{number}", number=number, **changed)
    named = RoundDossier(round=round_, full=None, disclosed=None, ballots=(), electorate=like.electorate)
    return replace(dossier, rounds=(*dossier.rounds, named))


def _write_history(dossier: Dossier, *events: tuple[int, str, Mapping[str, str | int]]) -> Dossier:
    """With these events: (minutes after the start, kind, data)."""
    lines = tuple(
        (number, START + timedelta(minutes=minutes), Event(conference="c1", kind=kind, who="r0", data=data))
        for number, (minutes, kind, data) in enumerate(events, start=1)
    )
    return replace(dossier, history=lines)


@pytest.fixture(scope="session")
def told(build: Callable[..., Dossier]) -> Dossier:
    """A day with everything that can happen: talk, paper, a late standpunt, corrections, other people."""
    return _play_the_day(build())


def _play_the_day(dossier: Dossier) -> Dossier:
    """The same for any dossier that went through to the articles."""

    def open_(entry: RoundDossier) -> RoundDossier:
        closed = entry.round.closed_at or START
        return replace(entry, round=replace(entry.round, opened_at=closed - timedelta(minutes=14)))

    dossier = replace(dossier, rounds=tuple(map(open_, dossier.rounds)))
    for id_, changed in (
        ("motieven-1", {"homework": True, "opened_at": START - timedelta(days=4), "closed_at": START}),
        ("aanpak-1", {"mode": Mode.TOGETHER}),
        ("groslijst-1", {"selection": "all"}),
    ):
        dossier = _change_round(dossier, id_, lambda e, c=changed: replace(e, round=replace(e.round, **c)))
    for id_, notes in (
        (
            "motieven-1",
            ("Eerst de raden erbij betrekken.", "Iedereen ziet dit anders; in het voorjaar verder praten"),
        ),
        ("groslijst-1", ("Boskerk wil eerst een proef van een jaar.",)),
        ("aanpakkeuze-1", ("De burgemeesters leggen het samen aan de raden uit.",)),
        ("beslisboom-1", ("Zeggenschap blijft bij de raden.",)),
        ("vorm-1", ("Begin licht; kijk na twee jaar of meer nodig is.",)),
        ("artikelen-1", ("De datum van de evaluatie komt erbij.",)),
    ):
        dossier = _change_round(dossier, id_, lambda e, n=notes: replace(e, talked=_points(e, n)))
    dossier = _change_round(dossier, "groslijst-1", lambda e: replace(e, ballots=_on_paper(e, 3)))
    dossier = _change_round(dossier, "artikelen-1", lambda e: _summarise(_say_later(e), dossier))
    dossier = _name_round(dossier, "groslijst-1", state=RoundState.WITHDRAWN, reason="de verkeerde lijst stond klaar")
    dossier = _name_round(dossier, "vorm-1", state=RoundState.OPEN, closed_at=None)
    return _tell_day(_change_people(_recompose(dossier)))


def _points(entry: RoundDossier, notes: Sequence[str]) -> tuple[TalkingPoint, ...]:
    noted = tuple(TalkingPoint(item=item.id, note=note) for item, note in zip(entry.round.items, notes, strict=False))
    return (*noted, TalkingPoint(item=entry.round.items[-1].id)) if len(entry.round.items) > len(noted) else noted


def _on_paper(entry: RoundDossier, count: int) -> tuple[Ballot, ...]:
    people = sorted(person for voters in entry.electorate.voters.values() for person in voters)[:count]
    return tuple(replace(b, paper=b.participant in people) for b in entry.ballots)


def _say_later(entry: RoundDossier) -> RoundDossier:
    """Of the first article one standpunt came later, one municipality is back at its college, one was silent."""
    first = entry.round.items[0].id
    changed = {
        "v1_1": {"value": Consent.AGREE.value, "text": "", "late": True},
        "v2_1": {"value": Consent.COLLEGE.value, "text": ""},
    }
    ballots = (b for b in entry.ballots if not (b.item == first and b.participant == "v3_1"))
    return replace(
        entry,
        ballots=tuple(replace(b, **changed.get(b.participant, {})) if b.item == first else b for b in ballots),
    )


def _change_people(dossier: Dossier) -> Dossier:
    people = [replace(p, ref=f"r{number}") for number, p in enumerate(dossier.participants, start=1)]
    known = {p.id: p for p in people}
    known["v2_2"] = replace(known["v2_2"], presence=Presence.REPLACED, function="burgemeester")
    known["v3_1"] = replace(known["v3_1"], spokesperson=False)
    known["v4_1"] = replace(known["v4_1"], spokesperson=False, substitute=True)
    known["v5_5"] = replace(known["v5_5"], council=True)
    came = replace(known["v2_2"], id="n1", ref="r90", presence=Presence.JOINED, replaces="v2_2", function="wethouder")
    conference = replace(
        dossier.conference,
        mixed=True,
        givens="De vier kleine gemeenten zijn even groot.\nDe provincie dringt aan; niemand is verplicht.",
        approach_reason="drie van de vijf gemeenten willen met taken beginnen",
    )
    facts = {
        "t01": {TaskFact.EXISTING: "gezamenlijke inkoop sinds 2019", TaskFact.DEPENDENCE: "hoog"},
        "t02": {TaskFact.CONFLICT: "laag", TaskFact.STRONG: "g1,g3", TaskFact.WEAK: "g2"},
    }
    tasks = [item.id for entry in dossier.rounds if entry.round.id == "groslijst-1" for item in entry.round.items]
    named = dict(zip(tasks, facts.values(), strict=False))
    return replace(dossier, participants=(*known.values(), came), conference=conference, facts=named)


def _tell_day(dossier: Dossier) -> Dossier:
    refs = {p.id: p.ref for p in dossier.participants}
    return _write_history(
        dossier,
        (-9000, "conference_made", {}),
        (-8900, "mixed_chosen", {"mixed": 1}),
        (-8800, "people_added", {"count": 25}),
        (5, "admitted", {"ref": refs["v1_5"]}),
        (30, "round_reopen", {"round": "motieven-1"}),
        (40, "round_withdraw", {"round": "groslijst-2", "reason": "de verkeerde lijst stond klaar"}),
        (45, "announced", {"scope": "group"}),
        (46, "announced", {"scope": "group"}),
        (50, "approach_decided", {"approach": "ontwikkel"}),
        (55, "signed_off", {"ref": refs["v4_1"]}),
        (56, "signed_off", {"ref": refs["v4_2"]}),
        (60, "person_replaced", {"ref": refs["v2_2"]}),
        (61, "person_moved", {"ref": refs["v1_4"], "left": "g2", "to": "g1"}),
        (70, "phase_returned", {"phase": "motieven", "left": "aanpak"}),
        (75, "phase_skipped", {"phase": "factoren", "reason": "geen tijd; dit komt in de stuurgroep terug"}),
        (80, "handed_over", {"ref": "r99"}),
        (90, "round_paused", {"round": "artikelen-1", "until": (START + timedelta(minutes=100)).isoformat()}),
        (95, "round_paused", {"round": "artikelen-1", "until": (START + timedelta(minutes=105)).isoformat()}),
        (4000, "late_position", {"round": "artikelen-1", "item": "a01", "municipality": "g1"}),
    )


@pytest.fixture(scope="session")
def play_the_day() -> Callable[[Dossier], Dossier]:
    return _play_the_day


@pytest.fixture(scope="session")
def hold_again() -> Callable[[Dossier, str, Mapping[str, str]], Dossier]:
    return _hold_again


@pytest.fixture(scope="session")
def change_round() -> Callable[[Dossier, str, Callable[[RoundDossier], RoundDossier]], Dossier]:
    return _change_round


@pytest.fixture(scope="session")
def note() -> Callable[[RoundDossier, Sequence[str]], RoundDossier]:
    """The round with these notes at its first items."""
    return lambda entry, notes: replace(entry, talked=_points(entry, notes))


@pytest.fixture(scope="session")
def write_history() -> Callable[..., Dossier]:
    return _write_history
