"""The log never says who gave an answer that is treated as secret, nor who changed his mind in a further round."""

from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from flows.conference.model import RoundItem
from flows.words import Party, Secrecy
from storage import schema


async def _who(scene: Any) -> list[str]:
    async with scene.store.reading() as view:
        return [event.who for _, _, event in await view.audit("dal") if event.kind == "answer"]


async def _make_secret(scene: Any) -> None:
    """As if it had been chosen at the beginning: nothing else can."""
    async with scene.store.writing() as work:
        await work.run(sa.text("DROP TRIGGER keep_secrecy"))
        await work.run(sa.update(schema.conference).values(secrecy=Secrecy.SECRET.value))
        await work.commit()


async def test_log_names_who_answered_per_gemeente(scene: Any) -> None:
    await scene.store.record(scene.press())

    assert [bool(who) for who in await _who(scene)] == [True]


async def test_log_does_not_say_who_answered_under_geheim(scene: Any) -> None:
    await _make_secret(scene)

    await scene.store.record(scene.press())
    async with scene.store.writing() as work:
        await work.put_paper(scene.round.key, "bram", "inkoop", "3")
        await work.commit()

    assert await _who(scene) == ["", ""]
    assert await scene.store.verify_chain("dal") is None


async def test_log_does_not_say_who_answered_a_sensitive_item(scene: Any) -> None:
    items = (RoundItem(id="inkoop", title="Inkoop"), RoundItem(id="vertrouwen", title="Vertrouwen", sensitive=True))
    await scene.open_another(replace(scene.round, id="aanpak-1", items=items))

    await scene.store.record(scene.press())
    await scene.store.record(scene.press(item="vertrouwen"))

    assert [bool(who) for who in await _who(scene)] == [True, False]


async def test_log_names_the_woordvoerder_under_geheim(scene: Any) -> None:
    await _make_secret(scene)
    await scene.open_another(replace(scene.round, id="pakketten-1", party=Party.SPOKESPERSONS))

    await scene.store.record(scene.press())

    assert [bool(who) for who in await _who(scene)] == [True]


@pytest.mark.parametrize("value", ["4", "2"])
async def test_confirmation_leaves_the_same_line_as_a_change(scene: Any, value: str) -> None:
    await scene.store.record(scene.press(value="4"))
    async with scene.store.writing() as work:
        made = await work.add_round(replace(scene.round, id="groslijst-2", number=2, follows=scene.round.key))
        await work.carry_answers(made.key)
        await work.commit()
    scene.round = made

    await scene.store.record(scene.press(value=value))
    await scene.store.record(scene.press(value=value))

    assert len(await _who(scene)) == 2
