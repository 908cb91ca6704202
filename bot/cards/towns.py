"""The municipalities, before the first round opens and after."""

from bot.buttons.people import People, Town
from bot.cards.card import Card, Key, bold, esc, lines, rows_of
from bot.phrases import people as phrases
from flows.conference.model import Municipality
from flows.services.stage import Stage
from flows.services.towns import towns_may_change
from flows.words import ConferenceState


def towns_card(stage: Stage) -> Card:
    """The municipalities with their inhabitants; adding is possible until the first round opens."""
    conference = stage.conference
    open_still = towns_may_change(stage)
    text = lines(
        [
            bold(phrases.TOWNS_HEAD),
            *(esc(_inhabitants_line(town)) for town in conference.municipalities),
            "",
            phrases.INHABITANTS_ARE,
            None if open_still else phrases.TOWNS_FIXED_NOW,
        ]
    )
    active = conference.state is ConferenceState.ACTIVE
    keys = [Key(m.name, Town("show", conference.id, m.id)) for m in conference.municipalities] if active else []
    add = (Key(phrases.ADD_TOWN, People("add_town", conference.id)),) if active and open_still else ()
    back = (Key(phrases.BACK, People("home", conference.id)),)
    return Card(text, tuple(row for row in (*rows_of(keys, 2), add, back) if row))


def town_card(stage: Stage, town: Municipality) -> Card:
    """One municipality."""
    cid = stage.conference.id
    rename = (Key(phrases.RENAME, Town("rename", cid, town.id)),) if towns_may_change(stage) else ()
    text = lines([bold(town.name), esc(_inhabitants_line(town)), phrases.INHABITANTS_ARE])
    row = (*rename, Key(phrases.INHABITANTS, Town("count", cid, town.id)))
    return Card(text, (row, (Key(phrases.BACK, People("towns", cid)),)))


def _inhabitants_line(town: Municipality) -> str:
    if town.inhabitants is None:
        return phrases.TOWN_LINE_UNKNOWN.format(name=town.name)
    return phrases.TOWN_LINE.format(name=town.name, inhabitants=f"{town.inhabitants:,}".replace(",", "."))
