"""Below the figures of a round stands where persons and municipalities come to something else."""

from dataclasses import replace
from fractions import Fraction

from flows.conference.model import ItemOption, Round, RoundItem
from flows.outcomes import Heads, PointsOutcome, RateOutcome, RoundOutcome
from flows.words import Kind, Mode, Party, Region, RoundState, Sort, Status
from report.blocks import BulletList, Paragraph
from report.chapters.levels import tell_levels
from report.level_phrases import INTRO

ITEM = RoundItem(
    id="taak", title="Wijkteams", options=(ItemOption(id="a", title="Kracht"), ItemOption(id="b", title="Geld"))
)
ROUND = Round(
    key=1,
    id="groslijst-1",
    conference="c",
    template="groslijst",
    phase="groslijst",
    number=1,
    kind=Kind.RATE,
    sort=Sort.VOORSTEL,
    party=Party.VOTERS,
    mode=Mode.INDIVIDUAL,
    state=RoundState.PUBLISHED,
    title="Groslijst",
    items=(ITEM,),
)


def rated(region: Region | None, for_: int, against: int, of: int) -> RateOutcome:
    return RateOutcome(
        item="taak",
        counts=None,
        no_opinion=0,
        answered=of,
        electorate=of,
        median=None,
        leik=None,
        status=Status.OPEN,
        region=region,
        voices=None,
        voice_counts=None,
        heads=Heads(for_=for_, against=against, of=of),
        unacceptable=None,
        unacceptable_marks=None,
    )


def told(outcome: RateOutcome | PointsOutcome, round_: Round = ROUND) -> list[str]:
    shown = RoundOutcome(
        round=round_.id, kind=round_.kind, sort=round_.sort, items={"taak": outcome}, electorate={}, answered={}
    )
    blocks = tell_levels(round_, shown)
    return [
        text
        for block in blocks
        for text in (
            [point.text for point in block.points]
            if isinstance(block, BulletList)
            else [block.text] * (isinstance(block, Paragraph) and block.text != INTRO)
        )
    ]


def test_each_difference_and_each_close_item_is_one_sentence() -> None:
    assert told(rated(Region.CARRIED, 6, 3, 13)) == [
        "Wijkteams: de gemeenten zijn voor, maar niet meer dan de helft van de personen (6 van 13)."
    ]
    assert told(rated(Region.REJECTED, 3, 6, 13)) == [
        "Wijkteams: de gemeenten zijn tegen, maar niet meer dan de helft van de personen (6 van 13)."
    ]
    assert told(rated(Region.SPLIT, 11, 2, 13)) == [
        "Wijkteams: 11 van 13 personen zijn voor; per gemeente is het niet gedragen."
    ]
    assert told(rated(Region.SPLIT, 2, 11, 13)) == [
        "Wijkteams: 11 van 13 personen zijn tegen; per gemeente is het niet afgewezen."
    ]
    assert told(rated(Region.UNDECIDED, 6, 3, 13)) == [
        "Krap, met tussen een derde en twee derde van de personen voor: Wijkteams (6 van 13)."
    ]


def test_another_first_per_head_is_named() -> None:
    points = PointsOutcome(
        item="taak",
        counts={"a": 20, "b": 30},
        no_opinion=0,
        answered=5,
        electorate=5,
        givers=None,
        shares={"a": Fraction(2, 5), "b": Fraction(3, 5)},
        voices=None,
        region={"a": Fraction(2, 3), "b": Fraction(1, 3)},
    )

    assert told(points, replace(ROUND, kind=Kind.POINTS)) == [
        "Wijkteams: per persoon komt er iets anders uit dan per gemeente, namelijk Geld."
    ]


def test_nothing_is_said_of_a_beeld_of_agreement_or_of_what_is_not_shown() -> None:
    assert told(rated(Region.CARRIED, 12, 0, 13)) == []
    assert told(rated(None, 6, 3, 13)) == []
    assert told(rated(Region.CARRIED, 6, 3, 13), replace(ROUND, sort=Sort.BEELD)) == []
