"""Recounts an export: are the files as they were written, and do the figures follow from the answers?

Needs nothing but the folder. It names every difference in a sentence, and says what it could not recount.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from flows.errors import RondetafelError
from flows.pack.form import Thresholds
from flows.recommendation.packages import choose_package
from flows.words import Kind, Party, Region, Secrecy, Status
from report import recount_phrases as phrases
from report import uitkomst as form
from report.export import ANSWERS, DOCUMENT, FULL, OUTCOME, SUMS
from report.recount import Line, Tally, recount_full, recount_persons, recount_positions, recount_words
from report.tables import ANSWERS_COLUMNS, FULL_COLUMNS, read_table
from report.uitkomst import read_uitkomst

_SUM = re.compile(r"(?P<sum>[0-9a-f]{64}) [ *](?P<name>(?:grafieken/)?[^/\\]+)")
_SUMMED = (ANSWERS, DOCUMENT, OUTCOME)


class NotAnExport(RondetafelError):
    """The folder holds no export."""

    def __init__(self, folder: Path) -> None:
        super().__init__(phrases.NO_FOLDER.format(folder=folder))


@dataclass(frozen=True, kw_only=True)
class VerifyReport:
    """What a recount found: `checked` figures, a sentence per difference, and what could not be recounted."""

    checked: int
    differences: tuple[str, ...]
    not_recounted: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        return not self.differences


def verify(folder: Path) -> VerifyReport:
    """Check sums and schema, recount every figure that the files let be recounted. Raises NotAnExport."""
    if not (folder / OUTCOME).is_file():
        raise NotAnExport(folder)
    tally = Tally(differences=list(_check_sums(folder)))
    try:
        told = read_uitkomst((folder / OUTCOME).read_bytes())
    except ValidationError as error:
        tally.differences += _schema_faults(error)
        return VerifyReport(checked=0, differences=tuple(tally.differences), not_recounted=())
    thresholds = Thresholds.model_validate(told.thresholds.model_dump())
    answers = _read_lines(folder / ANSWERS, ANSWERS_COLUMNS, told, tally=tally)
    full = _read_lines(folder / FULL, FULL_COLUMNS, told, tally=tally) if (folder / FULL).is_file() else None
    if full is not None and told.conference.secrecy is Secrecy.SECRET:
        tally.differences.append(phrases.FULL_UNDER_SECRET)
    for round_ in told.rounds:
        if answers is not None:
            recount_persons(round_, answers.get(round_.id, ()), thresholds=thresholds, tally=tally)
        if full is not None and told.conference.secrecy is not Secrecy.SECRET:
            _recount_round(round_, full.get(round_.id, ()), thresholds=thresholds, tally=tally)
    _check_positions(told, thresholds=thresholds, tally=tally)
    _check_recommendation(told, tally=tally)
    return VerifyReport(
        checked=tally.checked,
        differences=tuple(tally.differences),
        not_recounted=tuple(_not_recounted(told, full=full is not None)),
    )


def _check_sums(folder: Path) -> Iterator[str]:
    """A sentence for each public file that is missing, unlisted or changed."""
    try:
        text = (folder / SUMS).read_text(encoding="utf-8")
    except FileNotFoundError:
        yield phrases.NO_SUMS
        return
    except UnicodeDecodeError:
        yield phrases.BAD_SUMS
        return
    found = [_SUM.fullmatch(line) for line in text.splitlines()]
    listed = {match["name"]: match["sum"] for match in found if match}
    if None in found:
        yield phrases.BAD_SUMS
    for name in _SUMMED:
        if name not in listed:
            yield phrases.NOT_LISTED.format(name=name)
    for name, digest in listed.items():
        if not (folder / name).is_file():
            yield phrases.GONE.format(name=name)
        elif hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
            yield phrases.CHANGED.format(name=name)


def _schema_faults(error: ValidationError) -> Iterator[str]:
    for fault in error.errors(include_url=False, include_input=False):
        place = ".".join(str(part) for part in fault["loc"]) or OUTCOME
        yield phrases.NOT_THE_SCHEMA.format(place=place, reason=fault["type"])


def _read_lines(
    path: Path, columns: Sequence[str], told: form.Uitkomst, *, tally: Tally
) -> Mapping[str, Sequence[Line]] | None:
    """The lines by round; None, and a difference, when the file is missing or is no table of ours."""
    try:
        lines = read_table(path.read_bytes(), columns=columns)
    except FileNotFoundError:
        return None  # the sums say so
    except ValueError:
        tally.differences.append(phrases.NOT_A_TABLE.format(name=path.name))
        return None
    rounds: dict[str, list[Line]] = {round_.id: [] for round_ in told.rounds}
    for line in lines:
        rounds.setdefault(line["round"], []).append(line)
    for unknown in list(rounds)[len(told.rounds) :]:
        tally.differences.append(phrases.UNKNOWN_ROUND.format(source=path.name, round=unknown))
    return rounds


def _recount_round(round_: form.AnyRound, lines: Sequence[Line], *, thresholds: Thresholds, tally: Tally) -> None:
    secret = {item.id for item in round_.items if item.sensitive}
    if any(line["item"] in secret for line in lines):
        tally.differences.append(phrases.SECRET_LINES.format(round=round_.id))
    recount_full(round_, lines, thresholds=thresholds, tally=tally)


def _check_positions(told: form.Uitkomst, *, thresholds: Thresholds, tally: Tally) -> None:
    """The rounds that decide follow from the list of standpunten, at every level of secrecy."""
    asked = {(round_.id, item.id) for round_ in told.rounds for item in round_.items}
    for place in told.positions:
        if (place.round, place.item) not in asked:
            where = phrases.POSITIONS.format(round=place.round, item=place.item, town=place.municipality)
            tally.differences.append(phrases.POSITION_EXTRA.format(where=where))
    for round_ in told.rounds:
        if round_.party is Party.SPOKESPERSONS or round_.decides:
            given = [place for place in told.positions if (place.round, place.item) in asked]
            own = [place for place in given if place.round == round_.id]
            recount = recount_words if round_.decides else recount_positions
            recount(round_, own, thresholds=thresholds, tally=tally)


def _check_recommendation(told: form.Uitkomst, *, tally: Tally) -> None:
    """What of the recommendation follows from the rounds: packages, points, decisions."""
    found = told.recommendation
    if found is None:
        return
    items = {(round_.id, item.id): item for round_ in told.rounds for item in round_.items}
    for task in found.packages:
        where = phrases.ADVICE.format(part=f"{task.item} ({task.title})")
        package = _package_again(task, items, towns=len(told.municipalities))
        if package is not None:
            tally.compare(
                where=where, name="package", stored=task.package, counted=package, source=phrases.ROUNDS_SOURCE
            )
    for motive in found.motives:
        points = [item for item in _grounds(motive.grounds, items) if isinstance(item, form.PointsItem)]
        shares = None if not points else points[-1].shares if "region" in points[-1].hidden else points[-1].region
        if shares is not None:
            where = phrases.ADVICE.format(part=f"{motive.item} ({motive.title})")
            counted = shares.get(motive.item, 0.0)
            tally.compare(
                where=where, name="points", stored=motive.points, counted=counted, source=phrases.ROUNDS_SOURCE
            )
    for article in found.articles:
        put = [round_ for round_ in told.rounds if _asks_articles(round_, found)]
        asked = [item for round_ in put for item in round_.items if item.id == article.id]
        if asked and isinstance(asked[-1], form.ConsentItem):
            where = phrases.ADVICE.format(part=article.id)
            tally.compare(
                where=where,
                name="outcome",
                stored=article.outcome,
                counted=asked[-1].region,
                source=phrases.ROUNDS_SOURCE,
            )


def _asks_articles(round_: form.AnyRound, found: form.RecommendationPart) -> bool:
    """A round of standpunten that asks nothing but articles of the recommendation."""
    articles = {article.id for article in found.articles}
    return (
        round_.kind is Kind.CONSENT
        and (round_.decides or round_.party is Party.SPOKESPERSONS)
        and bool(round_.items)
        and all(item.id in articles for item in round_.items)
    )


def _package_again(
    task: form.PackagePart, items: Mapping[tuple[str, str], form.AnyItem], *, towns: int
) -> str | None:
    """The package by the rules; None where what they look at was not shown, and by heads where that counts."""
    rated = [item for item in _grounds(task.grounds, items) if isinstance(item, form.RateItem)]
    chosen = [item for item in _grounds(task.grounds, items) if isinstance(item, form.ChooseItem)]
    if not rated or ("unacceptable" in rated[-1].hidden and "region" not in rated[-1].hidden):
        return None
    by_heads = "region" in rated[-1].hidden
    little = rated[-1].region is Region.TOO_FEW_VOICES
    if by_heads:  # of what almost nobody had an opinion on no standpunt was asked
        little = rated[-1].status is Status.TOO_FEW and not chosen
    voices = (chosen[-1].voices or {}) if chosen else {}
    return choose_package(
        mandatory=task.mandatory,
        unacceptable=bool(rated[-1].unacceptable),
        too_few_voices=little,
        positions={town: str(word) for town, word in voices.items() if word is not None},
        municipalities=towns,
    )


def _grounds(
    grounds: Sequence[form.GroundPart], items: Mapping[tuple[str, str], form.AnyItem]
) -> Iterator[form.AnyItem]:
    for ground in grounds:
        item = items.get((ground.round, ground.item))
        if item is not None:
            yield item


def _not_recounted(told: form.Uitkomst, *, full: bool) -> Iterator[str]:
    """What was left, and why."""
    if not full:
        secret = told.conference.secrecy is Secrecy.SECRET
        yield phrases.WITHOUT_FULL_SECRET if secret else phrases.WITHOUT_FULL
    for round_ in told.rounds:
        sensitive = sum(item.sensitive for item in round_.items)
        hidden = sum(bool(item.hidden) for item in round_.items)
        if not round_.items:
            yield phrases.NOT_PUBLISHED.format(round=round_.id)
        elif full and sensitive:
            yield phrases.SENSITIVE.format(round=round_.id, count=sensitive)
        if any(item.movement is not None for item in round_.items):
            yield phrases.MOVEMENT.format(round=round_.id)
        if hidden:
            yield phrases.HIDDEN.format(round=round_.id, count=hidden)
    if told.recommendation is not None:
        yield phrases.WORDING
        if told.recommendation.place is not None:
            yield phrases.PLACE
    if told.audit.events:
        yield phrases.AUDIT.format(events=told.audit.events)
