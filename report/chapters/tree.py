"""The beslisboom: uitgangspunten, dilemmas, and the place on the continuum."""

from collections.abc import Iterable, Sequence

from flows.pack.items import Question
from flows.recommendation.model import Principle, RegionPlace
from report import phrases
from report.blocks import Block, Column, Heading, Paragraph, Table, points
from report.case import Case, sentence
from report.chapters.moving import tell_both_sides
from report.chapters.talk import tell_talk


def tell_tree(case: Case) -> tuple[Block, ...]:
    """Per hoofdcriterium what the municipalities share, then where they differ, then the place."""
    blocks: list[Block] = [Heading(phrases.TREE)]
    found = case.recommendation
    if found is None or not case.evidence.asked(Question):
        return (*blocks, Paragraph(phrases.NOT_TREATED))
    blocks.append(Paragraph(phrases.TREE_INTRO))
    shared = [principle for principle in found.principles if not principle.dilemma]
    for group in dict.fromkeys(principle.group for principle in shared):
        members = [principle for principle in shared if principle.group == group]
        blocks += [Heading(group, 2), _list_principles(case, group, members)]
    blocks += _tell_dilemmas(case, [principle for principle in found.principles if principle.dilemma])
    if found.place is not None:
        blocks += _tell_place(case, found.place)
    asked = case.evidence.asked(Question)
    talk = tell_talk(case, asked, case.evidence.derived("principles"))
    return (*blocks, *talk, *tell_both_sides(case, asked))


def place_word(case: Case, place: int) -> str:
    """The place in words, as the pack has them."""
    return next(verdict.word for verdict in case.dossier.pack.verdicts if place <= verdict.up_to)


def _list_principles(case: Case, group: str, members: Sequence[Principle]) -> Table:
    question, text, reservation = phrases.COLUMNS_PRINCIPLES
    rows = tuple(
        (principle.title, principle.text, _say(case, principle.reservations) or phrases.NONE) for principle in members
    )
    return Table(
        phrases.PRINCIPLES_CAPTION.format(group=group),
        (Column(question, 1.6), Column(text, 3), Column(reservation, 2.2)),
        rows,
    )


def _say(case: Case, statements: Iterable[tuple[str, str]]) -> str:
    return " ".join(f"{case.town(town)}: {sentence(text)}" for town, text in statements)


def _tell_dilemmas(case: Case, dilemmas: Sequence[Principle]) -> Iterable[Block]:
    if not dilemmas:
        return
    yield Heading(phrases.DILEMMAS, 2)
    yield Paragraph(phrases.DILEMMAS_INTRO)
    question, sides, reasons = phrases.COLUMNS_DILEMMAS
    rows = tuple(
        (
            dilemma.title,
            _say(case, dilemma.sides) or phrases.NOT_SHOWN,
            _say(case, dilemma.reservations) or phrases.NONE,
        )
        for dilemma in dilemmas
    )
    yield Table(phrases.DILEMMAS_CAPTION, (Column(question, 1.4), Column(sides, 3), Column(reasons, 3)), rows)


def _tell_place(case: Case, place: RegionPlace) -> Iterable[Block]:
    yield Heading(phrases.PLACE, 2)
    if place.region is None:
        yield Paragraph(place.text)
    else:
        line = phrases.PLACE_REGION.format(place=place.region, word=place.word)
        yield Paragraph(f"{line} {sentence(place.text)}")
    if place.municipalities:
        rows = tuple(
            (name, str(place.municipalities[town]), place_word(case, place.municipalities[town]))
            for town, name in case.names.items()
            if town in place.municipalities
        )
        yield _places(phrases.PLACES_CAPTION, phrases.COLUMNS_PLACES, rows)
    if place.criteria:
        groups = case.group_titles(Question)
        rows = tuple(
            (groups[name].title if name in groups else name, str(mark), place_word(case, mark))
            for name, mark in place.criteria.items()
        )
        yield _places(phrases.CRITERIA_CAPTION, phrases.COLUMNS_CRITERIA, rows)
    if place.findings:
        yield Heading(phrases.CHECKS, 2)
        yield points(*place.findings)


def _places(caption: str, titles: tuple[str, str, str], rows: tuple[tuple[str, ...], ...]) -> Table:
    who, number, word = titles
    return Table(caption, (Column(who, 2), Column(number, 1, "right"), Column(word, 2)), rows)
