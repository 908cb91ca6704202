"""The one thing that is read with every tap, in one statement on a connection of its own.

It bypasses the toolkit on purpose: compiling, pooling and beginning a transaction cost many times the question.
"""

import json
from pathlib import Path
from typing import Final

from flows.conference.model import Ballot, Participant
from flows.errors import NotFound
from flows.ports import Account, Footing
from flows.words import Presence, Role, RoundState
from storage.columns import from_micros
from storage.connection import BUSY_MILLISECONDS
from storage.driver import Driver, open_driver
from storage.failures import translated
from storage.rows import to_earlier, to_value

_FOOTING: Final = """
SELECT r.state, r."at", CASE WHEN r.opened_at < r.closes_at THEN r.closes_at END,
    p.id, p.conference, p.name, p.role, p.municipality, p.function,
    p.spokesperson OR p.substitute AND NOT EXISTS (
        SELECT 1 FROM participant AS s
        WHERE s.conference = p.conference AND s.municipality = p.municipality AND s.spokesperson
            AND s.presence IN ('invited', 'joined')),
    p.presence,
    p.informed, p.ref, p.council, p.substitute, p.replaces,
    (SELECT json_group_array(json_array(a.item, json(a.value), a.no_opinion, a.unacceptable, a.text,
        a.carried, a.earlier))
     FROM answer AS a WHERE a.round = r.key AND a.participant = p.id),
    (SELECT json_group_object(g.item, g.text) FROM argument AS g WHERE g.round = r.key AND g.participant = p.id)
FROM round AS r
LEFT JOIN binding AS b ON b.channel = ? AND b.external = ? AND b.conference = r.conference
LEFT JOIN participant AS p ON p.id = b.participant AND p.role <> 'facilitator'
WHERE r.key = ?
"""


async def open_glance(path: Path) -> "Glance":
    """A connection that only reads."""
    connection = open_driver(str(path), isolation_level=None, check_same_thread=False)
    await connection
    await connection.execute_fetchall(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    await connection.execute_fetchall("PRAGMA query_only = ON")
    return Glance(connection)


class Glance:
    """Each question sees one moment: it is a single statement."""

    def __init__(self, connection: Driver) -> None:
        self._connection = connection

    async def footing(self, account: Account, key: int) -> Footing:
        """Raises NotFound for a round that is not there."""
        with translated():
            found = list(await self._connection.execute_fetchall(_FOOTING, (account.channel, account.external, key)))
        if not found:
            raise NotFound(f"round {key}")
        state, at, ends, *person, answers, lines = found[0]
        participant = _to_participant(person) if person[0] is not None else None
        ballots = _to_ballots(participant, answers) if participant is not None else {}
        closes_at = None if ends is None else from_micros(ends)
        return Footing(
            state=RoundState(state),
            participant=participant,
            answers=ballots,
            at=at,
            closes_at=closes_at,
            lines=json.loads(lines),
        )

    async def close(self) -> None:
        await self._connection.close()


def _to_participant(row: list[object]) -> Participant:
    id_, conference, name, role, municipality, function, spokesperson, presence, informed, ref = row[:10]
    council, substitute, replaces = row[10:]
    return Participant(
        id=str(id_),
        conference=str(conference),
        name=str(name),
        role=Role(str(role)),
        municipality=None if municipality is None else str(municipality),
        function=str(function),
        spokesperson=bool(spokesperson),
        presence=Presence(str(presence)),
        informed=bool(informed),
        ref=str(ref),
        council=bool(council),
        substitute=bool(substitute),
        replaces=None if replaces is None else str(replaces),
    )


def _to_ballots(participant: Participant, answers: str) -> dict[str, Ballot]:
    return {
        item: Ballot(
            item=item,
            participant=participant.id,
            municipality=participant.municipality,
            role=participant.role,
            value=to_value(value),
            no_opinion=bool(no_opinion),
            unacceptable=bool(unacceptable),
            text=text,
            carried=bool(carried),
            earlier=to_earlier(earlier),
        )
        for item, value, no_opinion, unacceptable, text, carried, earlier in json.loads(answers)
    }
