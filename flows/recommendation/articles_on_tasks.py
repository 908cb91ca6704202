"""Articles on the tasks: basispakket, pluspakket, and what rests."""

from collections import Counter

from flows.pack.items import Task
from flows.recommendation import article_phrases as sentences
from flows.recommendation import phrases
from flows.recommendation.evidence import items_of, merge_grounds
from flows.recommendation.findings import Findings, all_grounds, grounds_of, tell_more
from flows.recommendation.model import Article
from flows.recommendation.packages import short_listed
from flows.words import Level, Package


def write_basic(findings: Findings) -> Article | None:
    evidence = findings.evidence
    if not evidence.asked(Task):
        return None
    if not evidence.derived("short_list"):
        return _write_unput(findings)
    tasks = findings.placed(Package.BASIC)
    sensitive = {name for name, task in items_of(evidence.pack, Task).items() if task.sensitivity is Level.HIGH}
    lines = [sentences.sensitive_task(t.title) if t.item in sensitive else t.title for t in tasks]
    return Article(
        id="a04",
        title=sentences.BASIC_TITLE if tasks else sentences.NO_BASIC_TITLE,
        text=sentences.basic_text(len(tasks)),
        details=tell_more((sentences.which_tasks(len(tasks)), lines), (phrases.WHY, sentences.BASIC_WHY)),
        grounds=grounds_of(tasks) or all_grounds(evidence.derived("short_list")),
    )


def write_plus(findings: Findings) -> Article | None:
    evidence = findings.evidence
    if not evidence.derived("short_list"):
        return None
    tasks = findings.placed(Package.PLUS)
    lines = [sentences.front_line(task.title, [evidence.names[town] for town in task.front]) for task in tasks]
    return Article(
        id="a05",
        title=sentences.PLUS_TITLE if tasks else sentences.NO_PLUS_TITLE,
        text=sentences.plus_text(len(tasks)),
        details=tell_more((sentences.FRONT, lines), (phrases.WHY, sentences.PLUS_WHY)),
        grounds=grounds_of(tasks) or all_grounds(evidence.derived("short_list")),
    )


def write_rest(findings: Findings) -> Article | None:
    rest = [placement for package in sentences.PACKAGE_BUTTONS for placement in findings.placed(package)]
    if not rest:
        return None
    lists = [
        (button, [placement.title for placement in findings.placed(package)])
        for package, button in sentences.PACKAGE_BUTTONS.items()
    ]
    return Article(
        id="a06",
        title=sentences.REST_TITLE,
        text=sentences.rest_text(Counter(placement.package for placement in rest)),
        details=tell_more(*lists, (phrases.WHY, sentences.REST_WHY)),
        grounds=grounds_of(rest),
    )


def _write_unput(findings: Findings) -> Article | None:
    """The tasks were rated, the standpunten on the short list are still to come."""
    evidence = findings.evidence
    tasks = short_listed(evidence)
    asked = evidence.asked(Task)
    if not tasks:
        return Article(
            id="a04",
            title=sentences.NO_BASIC_TITLE,
            text=sentences.basic_text(0),
            details=tell_more((phrases.WHY, sentences.BASIC_WHY)),
            grounds=all_grounds(asked),
        )
    return Article(
        id="a04",
        title=sentences.UNPUT_TITLE,
        text=sentences.unput_text(len(tasks)),
        details=tell_more((sentences.SHORT_LIST, [task.title for task in tasks]), (phrases.WHY, sentences.UNPUT_WHY)),
        grounds=merge_grounds(*(asked.grounds(task.id) for task in tasks)),
    )
