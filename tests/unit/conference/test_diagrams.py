"""docs/machines.md says what the tables say. Make it anew with
`python tests/unit/conference/test_diagrams.py`."""

from pathlib import Path

import pytest

from flows.conference.diagrams import describe_machines, draw_phases, draw_rounds
from flows.pack.form import Pack
from storage.packs import read_pack

PAGE = Path(__file__).parents[3] / "docs" / "machines.md"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_pack("vooronderzoek")


def test_machines_page_equals_what_the_tables_give(pack: Pack) -> None:
    assert PAGE.read_text(encoding="utf-8") == describe_machines(pack)


def test_rounds_drawn_with_every_step_of_the_method() -> None:
    assert draw_rounds().splitlines() == [
        "stateDiagram-v2",
        "    [*] --> concept",
        "    concept --> open: open",
        "    open --> gesloten: close",
        "    gesloten --> open: reopen",
        "    gesloten --> gepubliceerd: publish",
        "    gepubliceerd --> gesprek: talk",
        "    gepubliceerd --> vastgesteld: settle",
        "    gesprek --> vastgesteld: settle",
        "    concept --> ingetrokken: withdraw",
        "    open --> ingetrokken: withdraw",
        "    gesloten --> ingetrokken: withdraw",
        "    gepubliceerd --> ingetrokken: withdraw",
        "    gesprek --> ingetrokken: withdraw",
        "    vastgesteld --> [*]",
        "    ingetrokken --> [*]",
    ]


def test_phases_drawn_in_the_order_of_both_approaches(pack: Pack) -> None:
    assert draw_phases(pack).splitlines() == [
        "stateDiagram-v2",
        "    [*] --> voorbereiding",
        "    voorbereiding --> voorgesprek: voorgesprek planned",
        "    voorbereiding --> verwachtingen: verwachtingen planned, voorgesprek not planned",
        "    voorbereiding --> motieven: verwachtingen not planned, voorgesprek not planned",
        "    voorgesprek --> verwachtingen: verwachtingen planned",
        "    voorgesprek --> motieven: verwachtingen not planned",
        "    verwachtingen --> motieven",
        "    motieven --> factoren",
        "    factoren --> aanpak",
        "    vorm --> aanbeveling",
        "    aanbeveling --> afgerond",
        "    aanpak --> beslisboom: ontwerp",
        "    beslisboom --> groslijst: ontwerp, plan both",
        "    beslisboom --> vorm: ontwerp, plan own",
        "    groslijst --> vorm: ontwerp",
        "    aanpak --> groslijst: ontwikkel",
        "    groslijst --> beslisboom: ontwikkel",
        "    beslisboom --> vorm: ontwikkel",
        "    afgerond --> [*]",
    ]


if __name__ == "__main__":
    PAGE.write_text(describe_machines(read_pack("vooronderzoek")), encoding="utf-8")
