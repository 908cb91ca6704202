"""What one conference changed of its tasks, laid over the pack."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from flows.conference.model import Conference, OwnMotive, OwnTask
from flows.pack.asking import static_items
from flows.pack.form import Pack
from flows.pack.items import Task
from flows.pack.tailor import AddedTask, tailor
from flows.recommendation.evidence import items_of
from flows.words import ConferenceState, Level, Secrecy
from storage.packs import read_pack


@pytest.fixture(scope="module")
def shipped() -> Pack:
    return read_pack("vooronderzoek")


def make_conference(pack: Pack, *own: OwnTask, **levels: Level) -> Conference:
    return Conference(
        id="dal",
        slug="dal",
        name="Samenwerken in het Dal",
        pack=pack.id,
        pack_version=pack.version,
        secrecy=Secrecy.MUNICIPALITY,
        state=ConferenceState.ACTIVE,
        phase="voorbereiding",
        created_at=datetime(2026, 3, 2, 13, 0, tzinfo=UTC),
        own_tasks=own,
        sensitivities=levels,
    )


def own_task(pack: Pack, number: int = 1) -> OwnTask:
    group = next(iter(items_of(pack, Task).values())).group
    return OwnTask(id=f"eigen_{number}", title="Kermisvergunning", text="Vergunning voor de kermis.", group=group)


def test_pack_without_changes_is_the_pack_itself(shipped: Pack) -> None:
    assert tailor(shipped, make_conference(shipped)) is shipped


def test_own_task_is_a_task_of_the_core_that_says_who_added_it(shipped: Pack) -> None:
    own = own_task(shipped)
    pack = tailor(shipped, make_conference(shipped, own))
    added = items_of(pack, Task)["eigen_1"]
    template = next(t for phase in pack.phases for t in phase.rounds if t.items == "groslijst")
    core = static_items(pack, template, selection="core")
    group = static_items(pack, template, selection=f"group:{own.group}")

    assert isinstance(added, AddedTask)
    assert (added.mandatory, added.sensitivity) == ("onbekend", Level.MIDDLE)
    assert (core[-1].id, core[-1].note) == ("eigen_1", "Toegevoegd door de begeleider.")
    assert "eigen_1" in {item.id for item in group}


def test_tailoring_twice_is_tailoring_once(shipped: Pack) -> None:
    conference = make_conference(shipped, own_task(shipped), eigen_1=Level.HIGH)
    once = tailor(shipped, conference)

    assert list(items_of(tailor(once, conference), Task).items()) == list(items_of(once, Task).items())
    assert tailor(shipped, replace(conference, version=9)) is once


def test_sensitivity_of_the_conference_goes_before_the_packs(shipped: Pack) -> None:
    task = next(t for t in items_of(shipped, Task).values() if t.sensitivity is not Level.HIGH)
    pack = tailor(shipped, make_conference(shipped, **{task.id: Level.HIGH}))

    assert items_of(pack, Task)[task.id] == task.model_copy(update={"sensitivity": Level.HIGH})
    assert items_of(shipped, Task)[task.id] == task


def test_task_of_a_deellijst_that_is_gone_is_left_out(shipped: Pack) -> None:
    pack = tailor(shipped, make_conference(shipped, replace(own_task(shipped), group="weg")))

    assert "eigen_1" not in items_of(pack, Task)


def test_own_motives_stand_behind_the_others_under_a_heading_of_their_own(shipped: Pack) -> None:
    own = tuple(OwnMotive(id=f"eigen_{n:016}", title=f"Een eigen motief {n} " + "w" * 40) for n in (1, 2))

    tailored = tailor(shipped, replace(make_conference(shipped), own_motives=own))
    put = static_items(tailored, shipped.round("motieven"), selection="core")

    assert [(item.id, item.title, item.group) for item in put[-2:]] == [
        (motive.id, motive.title, "Eigen motief") for motive in own
    ]
    assert tailored.lists["motieven"].items[:-2] == shipped.lists["motieven"].items
    assert tailor(tailored, replace(make_conference(shipped), own_motives=own)).lists == tailored.lists


def test_list_without_proposals_takes_no_own_motives(shipped: Pack) -> None:
    closed = shipped.lists["motieven"].model_copy(update={"proposals": False})
    bare = shipped.model_copy(update={"lists": {**shipped.lists, "motieven": closed}})
    own = (OwnMotive(id="eigen_1", title="Een eigen motief"),)

    tailored = tailor(bare, replace(make_conference(shipped), own_motives=own))

    assert tailored.lists["motieven"] == closed
