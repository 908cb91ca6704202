"""Pictures of what came out of rounds, drawn when they are asked for, beside the event loop: no vote waits."""

import asyncio
from dataclasses import dataclass, field
from typing import Final

from bot.screens.memory import remember
from flows.conference.model import Round
from flows.outcomes import RoundOutcome
from flows.pack.form import Pack
from flows.pack.tailor import tailor
from flows.ports import Store, View
from flows.services.concluding import COUNTED, record_round
from report.charts.asking import subject_of
from report.charts.picture import draw_picture
from report.charts.raster import rasterise
from report.charts.subject import Subject

_KEPT: Final = 16
"""Pictures that are kept: without a group every member gets the same one."""


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A picture as it is sent: the file, and what it shows in words."""

    png: bytes = field(repr=False)
    caption: str


class Pictures:
    """Draws one picture at a time, and each once."""

    def __init__(self, store: Store, *, pack: Pack) -> None:
        self._store = store
        self._pack = pack
        self._turn = asyncio.Lock()
        self._drawn: dict[tuple[int, int], Drawn | None] = {}

    async def of_round(self, key: int) -> Drawn | None:
        """The picture of a published round; None where nothing may be drawn, or it is published no more.

        Raises NotFound, StorageError, and OSError when it cannot be drawn.
        """
        async with self._turn:
            async with self._store.reading() as view:
                round_ = await view.round(key)
                place = (round_.key, round_.version)
                if round_.state not in COUNTED:
                    return None
                if place in self._drawn:
                    return self._drawn[place]
                subject = await self._subject(view, round_)
            drawn = await asyncio.to_thread(_draw, subject)
            remember(self._drawn, place, drawn, most=_KEPT)
            return drawn

    async def _subject(self, view: View, round_: Round) -> Subject:
        conference = await view.conference(round_.conference)
        pack = tailor(self._pack, conference)
        rounds = await view.rounds(conference.id)
        record = await record_round(view, pack, conference, round_, rounds=rounds)
        before: RoundOutcome | None = None
        for earlier in rounds:
            if earlier.key == round_.follows and earlier.state in COUNTED:
                before = (await record_round(view, pack, conference, earlier, rounds=rounds)).disclosed
        names = {town.id: town.name for town in conference.municipalities}
        return subject_of(round_, record.disclosed, pack=pack, names=names, before=before)


def _draw(subject: Subject) -> Drawn | None:
    picture = draw_picture(subject)
    if picture is None:
        return None
    (png,) = rasterise([picture.svg])
    return Drawn(png=png, caption=picture.caption)
