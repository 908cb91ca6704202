"""Storing answers, all that wait at once, in few statements: what is asked goes in as JSON, what is written as rows.

These statements are SQLite's own; another database brings its own. They run on SQLite's own connection, in its
thread, inside a transaction that the caller begins and ends.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final

from flows.ports import Press, Randomness, UpdateRef, Verdict, VerdictWord
from flows.words import ConferenceState, Party, Presence, Role, RoundState, Secrecy
from storage.audit import ANSWERED, KEY_BYTES, Chain, Entry, commit_to
from storage.columns import to_json, to_micros
from storage.ruling import Seat, Standing, Stored, rule

_REMEMBER: Final = """
INSERT INTO processed (channel, epoch, number)
SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?) WHERE true
ON CONFLICT DO NOTHING RETURNING channel, epoch, number
"""

_IS_SECRET: Final = f"""
r.party = '{Party.VOTERS}' AND (c.secrecy = '{Secrecy.SECRET}' OR i.body ->> '$.sensitive')
"""
"""Of these the log never says who answered: it would still be there when the link was cut."""

_LOOK_UP: Final = f"""
WITH press AS MATERIALIZED (
    SELECT key AS place, value ->> 0 AS channel, value ->> 1 AS external, value ->> 2 AS round,
        value ->> 3 AS item, value ->> 4 AS is_mark
    FROM json_each(?)
)
SELECT
    press.place,
    CASE
        WHEN i.id IS NULL OR (press.is_mark AND NOT r.unacceptable) THEN '{VerdictWord.INVALID}'
        WHEN p.id IS NULL OR p.presence <> '{Presence.JOINED}' THEN '{VerdictWord.NOT_ALLOWED}'
        WHEN r.party = '{Party.VOTERS}' AND NOT (p.informed
            AND (p.role = '{Role.VOTER}' OR p.role = '{Role.ADVISER}' AND NOT r.decides))
            THEN '{VerdictWord.NOT_ALLOWED}'
        WHEN r.party = '{Party.SPOKESPERSONS}' AND NOT (p.role = '{Role.VOTER}' AND (p.spokesperson
            OR p.substitute AND NOT EXISTS (
                SELECT 1 FROM participant AS s
                WHERE s.conference = p.conference AND s.municipality = p.municipality AND s.spokesperson
                    AND s.presence IN ('{Presence.INVITED}', '{Presence.JOINED}'))))
            THEN '{VerdictWord.NOT_ALLOWED}'
        WHEN r.state <> '{RoundState.OPEN}' OR c.state <> '{ConferenceState.ACTIVE}' THEN '{VerdictWord.CLOSED}'
    END,
    r.conference, r.id, r.kind, p.id,
    CASE WHEN {_IS_SECRET} THEN '' ELSE p.ref END,
    k.key, a.participant IS NOT NULL,
    a.value, a.no_opinion, a.unacceptable, a.text, a.carried,
    a.channel, a.epoch, a.number, a.mark_channel, a.mark_epoch, a.mark_number
FROM press
LEFT JOIN round AS r ON r.key = press.round
LEFT JOIN round_item AS i ON i.round = r.key AND i.id = press.item
LEFT JOIN conference AS c ON c.id = r.conference
LEFT JOIN binding AS b
    ON b.channel = press.channel AND b.external = press.external AND b.conference = r.conference
LEFT JOIN participant AS p ON p.id = b.participant
LEFT JOIN answer AS a ON a.round = r.key AND a.participant = p.id AND a.item = i.id
LEFT JOIN answer_key AS k ON k.round = r.key AND k.participant = p.id
"""

_SAVE: Final = """
INSERT INTO answer (round, participant, item, value, no_opinion, unacceptable, text,
    channel, epoch, number, mark_channel, mark_epoch, mark_number)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (round, item, participant) DO UPDATE SET
    value = excluded.value, no_opinion = excluded.no_opinion, unacceptable = excluded.unacceptable,
    text = excluded.text, channel = excluded.channel, epoch = excluded.epoch, number = excluded.number,
    mark_channel = excluded.mark_channel, mark_epoch = excluded.mark_epoch, mark_number = excluded.mark_number,
    paper = 0, carried = 0
"""

_ENTER: Final = f"""
SELECT r.conference, r.id, CASE WHEN {_IS_SECRET} THEN '' ELSE p.ref END, k.key FROM round AS r
JOIN conference AS c ON c.id = r.conference
JOIN round_item AS i ON i.round = r.key AND i.id = ?
JOIN participant AS p ON p.id = ? AND p.conference = r.conference
LEFT JOIN answer_key AS k ON k.round = r.key AND k.participant = p.id
WHERE r.key = ?
"""

_SAVE_ENTERED: Final = """
INSERT INTO answer (round, participant, item, value, no_opinion, unacceptable, text, paper, late)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (round, item, participant) DO UPDATE SET
    value = excluded.value, no_opinion = excluded.no_opinion, unacceptable = excluded.unacceptable,
    text = excluded.text, paper = excluded.paper, late = excluded.late, carried = 0
"""

_ADD_KEYS: Final = "INSERT INTO answer_key (round, participant, key) VALUES (?, ?, ?)"

_HEADS: Final = """
SELECT e.conference, e.number, e.hash FROM json_each(?) AS wanted
JOIN event AS e ON e.conference = wanted.value
    AND e.number = (SELECT max(number) FROM event WHERE conference = wanted.value)
"""

_ADD_EVENTS: Final = """
INSERT INTO event (conference, number, moment, kind, who, data, commitment, hash)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""


@dataclass(frozen=True, kw_only=True)
class Entered:
    """An answer that no press of its giver brought: from paper, or a standpunt after the round was set."""

    value: str | None
    no_opinion: bool = False
    unacceptable: bool = False
    text: str = ""
    paper: bool = False
    late: bool = False


def enter_answer(
    connection: sqlite3.Connection,
    round_: int,
    participant: str,
    item: str,
    given: Entered,
    *,
    at: datetime,
    randomness: Randomness,
) -> bool:
    """Store it with its line in the log; nothing given takes the answer away. False without such item or person."""
    found = list(connection.execute(_ENTER, (item, participant, round_)))
    if not found:
        return False
    conference, round_id, ref, key = found[0]
    if key is None:
        key = randomness.token_bytes(KEY_BYTES).hex()
        connection.execute(_ADD_KEYS, (round_, participant, key))
    content = (given.value, int(given.no_opinion), int(given.unacceptable), given.text)
    connection.execute(_SAVE_ENTERED, (round_, participant, item, *content, int(given.paper), int(given.late)))
    chain = read_heads(connection, [conference])[conference]
    commitment = commit_to(
        key, item=item, value=given.value, no_opinion=given.no_opinion, unacceptable=given.unacceptable
    )
    source = "paper" if given.paper else "late"
    data = to_json({"round": round_id, "source": source})
    entry = chain.add_text(ANSWERED, micros=to_micros(at), who=ref, data=data, commitment=commitment)
    add_entries(connection, [entry])
    return True


def store_answers(
    connection: sqlite3.Connection, presses: Sequence[Press], *, at: datetime, randomness: Randomness
) -> tuple[Verdict, ...]:
    """A verdict per press. Raises sqlite3.Error, after which the transaction must be rolled back."""
    fresh = _remember(connection, presses)
    standings = _look_up(connection, presses)
    ruling = rule(presses, standings, fresh)
    written = [seat for seat in ruling.seats if seat.is_written]
    if written:
        connection.executemany(_SAVE, [_row(seat) for seat in written])
    changed = [seat for seat in written if seat.is_told]
    if changed:
        keys = _keys(connection, changed, randomness=randomness)
        add_entries(connection, _entries(connection, changed, keys, at=at))
    return ruling.verdicts


def read_heads(connection: sqlite3.Connection, conferences: Sequence[str]) -> dict[str, Chain]:
    """The end of each conference's log."""
    rows = connection.execute(_HEADS, (to_json(list(conferences)),))
    chains = {name: Chain(conference=name) for name in conferences}
    return chains | {name: Chain(conference=name, events=number, head=head) for name, number, head in rows}


def add_entries(connection: sqlite3.Connection, entries: Sequence[Entry]) -> None:
    """Add these to the log."""
    connection.executemany(_ADD_EVENTS, entries)


def remember_update(connection: sqlite3.Connection, update: UpdateRef) -> bool:
    """Whether this is the first time that it comes by."""
    row = [update.channel, update.epoch, update.number]
    return bool(list(connection.execute(_REMEMBER, (to_json([row]),))))


def _remember(connection: sqlite3.Connection, presses: Sequence[Press]) -> list[bool]:
    """Per press whether its update is new; of the same update twice in a batch only the first is."""
    updates = [press.update for press in presses]
    rows = [[ref.channel, ref.epoch, ref.number] for ref in updates if ref is not None]
    unseen = set()
    if rows:
        unseen = {tuple(row) for row in connection.execute(_REMEMBER, (to_json(rows),))}
    fresh = []
    for ref in updates:
        name = None if ref is None else (ref.channel, ref.epoch, ref.number)
        fresh.append(name is None or name in unseen)
        unseen.discard(name or ())
    return fresh


def _look_up(connection: sqlite3.Connection, presses: Sequence[Press]) -> list[Standing]:
    asked = [
        [press.account.channel, press.account.external, press.round, press.item, int(press.mark is not None)]
        for press in presses
    ]
    rows = connection.execute(_LOOK_UP, (to_json(asked),))
    return [_standing(row) for row in sorted(rows, key=itemgetter(0))]


def _standing(row: sqlite3.Row) -> Standing:
    _, refusal, conference, round_id, kind, participant, ref, key, is_stored = row[:9]
    return Standing(
        refusal=None if refusal is None else VerdictWord(refusal),
        conference=conference or "",
        round_id=round_id or "",
        kind=kind or "",
        participant=participant,
        ref=ref or "",
        key=key,
        stored=_stored(*row[9:]) if is_stored else None,
    )


def _stored(
    value: str | None,
    no_opinion: int,
    unacceptable: int,
    text: str,
    carried: int,
    *refs: *tuple[Any, Any, Any, Any, Any, Any],
) -> Stored:
    last, last_mark = _ref(*refs[:3]), _ref(*refs[3:])
    return Stored(value, bool(no_opinion), bool(unacceptable), text, bool(carried), last, last_mark)


def _ref(channel: str | None, epoch: int, number: int) -> UpdateRef | None:
    return None if channel is None else UpdateRef(channel=channel, number=number, epoch=epoch)


def _row(seat: Seat) -> tuple[str | int | None, ...]:
    value, no_opinion, unacceptable, text, _, last, last_mark = seat.after
    return (
        *(seat.round, seat.standing.participant, seat.item, value, no_opinion, unacceptable, text),
        *((None, None, None) if last is None else (last.channel, last.epoch, last.number)),
        *((None, None, None) if last_mark is None else (last_mark.channel, last_mark.epoch, last_mark.number)),
    )


def _keys(
    connection: sqlite3.Connection, seats: Sequence[Seat], *, randomness: Randomness
) -> dict[tuple[int, str | None], str]:
    """The key of everybody in his round; who answers there for the first time gets one."""
    keys: dict[tuple[int, str | None], str] = {}
    made: list[tuple[int, str | None, str]] = []
    for seat in seats:
        whose = (seat.round, seat.standing.participant)
        if whose in keys:
            continue
        keys[whose] = seat.standing.key or randomness.token_bytes(KEY_BYTES).hex()
        if seat.standing.key is None:
            made.append((*whose, keys[whose]))
    if made:
        connection.executemany(_ADD_KEYS, made)
    return keys


def _entries(
    connection: sqlite3.Connection, seats: Sequence[Seat], keys: dict[tuple[int, str | None], str], *, at: datetime
) -> list[Entry]:
    chains = read_heads(connection, sorted({seat.standing.conference for seat in seats}))
    micros, entries = to_micros(at), []
    for seat in seats:
        value, no_opinion, unacceptable = seat.after.content
        key = keys[seat.round, seat.standing.participant]
        commitment = commit_to(key, item=seat.item, value=value, no_opinion=no_opinion, unacceptable=unacceptable)
        chain, data = chains[seat.standing.conference], _data_of(seat.standing.round_id)
        who = seat.standing.ref
        entries.append(chain.add_text(ANSWERED, micros=micros, who=who, data=data, commitment=commitment))
    return entries


@lru_cache(maxsize=1_000)
def _data_of(round_id: str) -> str:
    """What the log says beside the commitment: in which round. The same for thousands."""
    return to_json({"round": round_id})
