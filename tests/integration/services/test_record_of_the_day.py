"""What exports get of the day: corrections, talk, paper and history, from the services that did it."""

from pathlib import Path
from typing import Any

from flows.services.correcting import Correcting
from flows.services.papers import Papers
from flows.services.talking import Talking
from flows.words import RoundState
from report.chapters.happened import COUNTED, NOT_TOLD, TOLD
from report.document import compose_document
from report.dossier import open_dossier
from report.export import write_exports
from report.happened_phrases import CHANGES_CAPTION
from report.outcome import build_uitkomst
from report.verify import verify


async def hold_a_day(house: Any) -> None:
    """Motives reopened, on paper, talked about and set; their points withdrawn and asked once more."""
    correcting = Correcting(house.store, clock=house.clock, pack=house.pack)
    talking = Talking(house.store, clock=house.clock, pack=house.pack)
    await house.convene()
    await house.advance()
    motives = await house.opened()
    for item in motives.items:
        for name in ("aldermeer1", "boskerk1", "dalwijk1"):
            await house.press(name, motives, item.id, 5)
    await house.facilitation.close_round(house.fien, motives.key)
    await correcting.reopen(house.fien, motives.key)
    await house.facilitation.close_round(house.fien, motives.key)
    someone = await house.person("dalwijk2")
    for item in motives.items:
        await Papers(house.store, pack=house.pack).enter(house.fien, motives.key, someone.id, item.id, 4)
    await house.facilitation.publish_round(house.fien, motives.key)
    await talking.choose(house.fien, motives.key, motives.items[1].id, on=True)
    await talking.begin(house.fien, motives.key, 5)
    await talking.note(house.fien, motives.key, motives.items[1].id, "Hier ligt het meeste geld.")
    await house.facilitation.settle_round(house.fien, motives.key)
    points = await house.opened()
    await house.answer_all(points)
    await correcting.withdraw(house.fien, points.key, reason="de verkeerde motieven stonden erop")
    await house.opened()


async def test_record_holds_talk_and_paper_of_a_round(house: Any) -> None:
    await hold_a_day(house)

    record = await house.concluding.conference_record(house.conference)

    (motives,) = record.rounds
    assert [(point.item, point.note) for point in motives.talked] == [
        (motives.round.items[1].id, "Hier ligt het meeste geld.")
    ]
    dossier = open_dossier(record)
    assert (dossier.rounds[0].paper, dossier.rounds[0].late) == (1, frozenset())
    assert dossier.rounds[0].notes == {motives.round.items[1].id: "Hier ligt het meeste geld."}


async def test_record_names_rounds_that_were_withdrawn_or_are_open_without_answers(house: Any) -> None:
    await hold_a_day(house)

    record = await house.concluding.conference_record(house.conference)

    assert [(m.round.id, m.round.state, m.round.reason) for m in record.mentions] == [
        ("motievenpunten-1", RoundState.WITHDRAWN, "de verkeerde motieven stonden erop"),
        ("motievenpunten-2", RoundState.OPEN, ""),
    ]
    dossier = open_dossier(record)
    assert [entry.round.id for entry in dossier.rounds] == ["motieven-1", "motievenpunten-1", "motievenpunten-2"]
    assert [len(entry.ballots) > 0 for entry in dossier.rounds] == [True, False, False]
    assert [entry.disclosed is None for entry in dossier.rounds] == [False, True, True]


async def test_concept_that_nobody_saw_is_not_named(house: Any) -> None:
    await house.convene()
    await house.advance()

    record = await house.concluding.conference_record(house.conference)

    assert (record.rounds, record.mentions) == ((), ())


async def test_history_has_no_answers_and_only_kinds_that_the_document_knows(house: Any) -> None:
    await hold_a_day(house)

    record = await house.concluding.conference_record(house.conference)

    kinds = {event.kind for _, _, event in record.history}
    assert "answer" not in kinds
    assert kinds <= set(TOLD) | COUNTED | NOT_TOLD
    assert [number for number, _, _ in record.history] == sorted(number for number, _, _ in record.history)


async def test_document_and_exports_of_the_day_agree(house: Any, tmp_path: Path) -> None:
    await hold_a_day(house)

    dossier = open_dossier(await house.concluding.conference_record(house.conference))
    document, outcome = compose_document(dossier), build_uitkomst(dossier)

    rows = [
        row for block in document.blocks if getattr(block, "caption", "") == CHANGES_CAPTION for row in block.rows
    ]
    assert [what for _, what in rows] == [
        "De ronde ‘Motieven’ is na het sluiten weer geopend.",
        "De ronde ‘Punten voor motieven, ronde 1’ is ingetrokken: de verkeerde motieven stonden erop.",
    ]
    assert [(r.id, r.state, r.reason, r.paper) for r in outcome.rounds] == [
        ("motieven-1", RoundState.SETTLED, None, 1),
        ("motievenpunten-1", RoundState.WITHDRAWN, "de verkeerde motieven stonden erop", None),
        ("motievenpunten-2", RoundState.OPEN, None, None),
    ]
    assert verify(write_exports(dossier, tmp_path).folder).differences == ()


async def test_cancelled_conference_tells_its_reason_once(house: Any) -> None:
    await hold_a_day(house)
    correcting = Correcting(house.store, clock=house.clock, pack=house.pack)
    await correcting.cancel(house.fien, house.conference, reason="twee gemeenten zijn vertrokken")

    dossier = open_dossier(await house.concluding.conference_record(house.conference))

    rows = [
        row[1]
        for block in compose_document(dossier).blocks
        if getattr(block, "caption", "") == CHANGES_CAPTION
        for row in block.rows
    ]
    assert rows[-1] == "De conferentie is afgebroken: twee gemeenten zijn vertrokken."
    assert sum("twee gemeenten zijn vertrokken" in row for row in rows) == 1
    assert build_uitkomst(dossier).conference.reason == "twee gemeenten zijn vertrokken"
