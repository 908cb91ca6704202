"""The annex: measures of agreement stand beside the counts that they follow from, and are hidden with them."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from flows.consensus.ordinal import agreement, concentration
from flows.outcomes import Outcome
from flows.words import Kind, Secrecy
from report import phrases
from report.blocks import Paragraph, Table
from report.case import Case, decimal
from report.chapters.figures import list_figures
from report.chapters.tasks import tell_tasks
from report.dossier import Dossier


def rated_rows(dossier: Dossier) -> list[tuple[str, ...]]:
    return [
        row
        for block in list_figures(Case(dossier))
        if isinstance(block, Table) and block.caption == phrases.RATE_CAPTION
        for row in block.rows
    ]


def test_agreement_and_concentration_follow_from_the_counts_in_the_same_row(dossier: Dossier) -> None:
    rows = rated_rows(dossier)
    shown = [row for row in rows if row[1] != phrases.NOT_SHOWN]

    assert shown
    for row in shown:
        counts = [int(cell) for cell in row[1:6]]
        assert row[9:11] == (decimal(agreement(counts)), decimal(concentration(counts)))


def test_agreement_and_concentration_are_hidden_where_the_counts_are(build: Callable[..., Dossier]) -> None:
    """Under geheim with four voters, nothing but how many answered is shown."""
    rows = rated_rows(build(towns=4, voters=1, secrecy=Secrecy.SECRET))

    assert {cell for row in rows for cell in row[1:6] + row[9:11]} == {phrases.NOT_SHOWN}


def test_totals_of_advisers_stand_apart_below_the_figures(dossier: Dossier) -> None:
    entry = next(entry for entry in dossier.rounds if entry.round.kind is Kind.RATE)
    first, second = entry.round.items[:2]
    counts = {"1": 0, "2": 1, "3": 0, "4": 3, "5": 1}
    total = Outcome(item=first.id, counts=counts, no_opinion=1, answered=6, electorate=6)
    hidden = replace(total, item=second.id, counts=None, no_opinion=None, hidden=frozenset({"counts", "no_opinion"}))
    with_advisers = replace(entry, advisers={first.id: total, second.id: hidden})

    blocks = list_figures(
        Case(replace(dossier, rounds=tuple(with_advisers if e is entry else e for e in dossier.rounds)))
    )
    tables = [b for b in blocks if isinstance(b, Table) and b.caption == phrases.ADVISERS_CAPTION]

    assert [table.rows for table in tables] == [
        ((first.title, "6", "cijfer 2: 1; cijfer 4: 3; cijfer 5: 1; geen mening: 1"),)
    ]


def test_matrix_of_numbers_says_that_it_counts(build: Callable[..., Dossier]) -> None:
    told = [b.text for b in tell_tasks(Case(build(secrecy=Secrecy.SECRET))) if isinstance(b, Paragraph)]

    assert phrases.MATRIX_COUNTS_INTRO in told
    assert phrases.MATRIX_INTRO not in told


@pytest.mark.parametrize(
    ("secrecy", "said"),
    [(Secrecy.MUNICIPALITY, "waarbij elke gemeente even zwaar telt."), (Secrecy.SECRET, "alle bestuurders samen.")],
)
def test_order_of_the_motives_says_whose_points_it_follows(
    build: Callable[..., Dossier], secrecy: Secrecy, said: str
) -> None:
    """With three municipalities of two, geheim shows totals and no numbers of municipalities."""
    recommendation = build(towns=3, voters=2, secrecy=secrecy).recommendation

    assert recommendation is not None
    why = [text for name, text in recommendation.articles[0].details if name == "Waarom dit"]
    assert why
    assert why[-1].endswith(said)
