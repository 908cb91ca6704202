"""Articles on why and how to work together: the motives, the approach, the gedragscode with what comes first."""

from flows.pack.items import Commitment, Factor, Indication, Motive
from flows.recommendation import article_phrases as sentences
from flows.recommendation import phrases
from flows.recommendation.approach import approach_text, find_conditions, indicate_approach, pitfall_lines
from flows.recommendation.evidence import Asked, Evidence, items_of, merge_grounds
from flows.recommendation.findings import AGREED, STANDS, Findings, all_grounds, decision_on, tell_more
from flows.recommendation.model import Article
from flows.recommendation.motives import are_points_by_heads, find_risks, find_strengths
from flows.words import Approach


def write_motives(findings: Findings) -> Article | None:
    evidence = findings.evidence
    asked = evidence.derived("kept_motives")
    if not all_grounds(evidence.asked(Motive)):
        return None
    carried = [finding for finding in findings.motives if finding.carried]
    divided = [finding for finding in findings.motives if not finding.carried]
    attention = [finding for finding in findings.motives if finding.threats or not finding.carried]
    ranked = bool(asked) and any(finding.points is not None for finding in carried)
    return Article(
        id="a01",
        title=sentences.MOTIVES_TITLE if carried else sentences.NO_MOTIVES_TITLE,
        text=sentences.motives_text([finding.title for finding in carried], ranked=ranked, divided=len(divided)),
        details=tell_more(
            (sentences.MOTIVES, [sentences.motive_line(finding.title, finding.points) for finding in carried]),
            (
                sentences.ATTENTION,
                [sentences.attention_line(f.title, f.threats, divided=not f.carried) for f in attention],
            ),
            (
                phrases.WHY,
                sentences.MOTIVES_WHY_BY_HEADS if are_points_by_heads(evidence) else sentences.MOTIVES_WHY,
            ),
        ),
        grounds=merge_grounds(*(finding.grounds for finding in findings.motives))
        or all_grounds(evidence.asked(Motive)),
    )


def write_approach(findings: Findings) -> Article | None:
    evidence, approach = findings.evidence, findings.evidence.conference.approach
    put = evidence.derived("indicated_approach")
    grounds = merge_grounds(
        all_grounds(evidence.asked(Indication)),
        *(put.grounds(item.id) for item in put.items),
    )
    if not grounds:
        return None
    text = approach_text(evidence.pack, approach) if approach else None
    reason = evidence.conference.approach_reason
    return Article(
        id="a02",
        title=sentences.approach_title(text.title) if text else sentences.NO_APPROACH_TITLE,
        text=sentences.approach_text(
            text.title if text else None,
            _wording(put, approach) or (text.text if text else ""),
            agreed=approach is not None and decision_on(put, approach.value) in AGREED,
        ),
        details=tell_more(
            (phrases.STEPS, text.steps if text else ()),
            (phrases.PITFALLS, pitfall_lines(evidence.pack, approach) if approach else ()),
            (
                phrases.WHY,
                (*indicate_approach(evidence).reasons, *([sentences.reason_line(reason)] if reason else [])),
            ),
        ),
        grounds=grounds,
    )


def _wording(put: Asked, approach: Approach | None) -> str:
    """How the approach was put last, where that was amended after an objection."""
    return next((item.text for item in put.items if approach and item.id == approach.value and item.before), "")


def write_code(findings: Findings) -> Article | None:
    evidence = findings.evidence
    asked, conditions = evidence.asked(Commitment), _conditions(evidence)
    risks, strengths = find_risks(evidence), find_strengths(evidence)
    decisions = {item.id: decision_on(asked, item.id) for item in asked.items}
    points = {item: decision in STANDS for item, decision in decisions.items() if decision is not None}
    if not points and not conditions and not risks:
        return None
    titles = {name: entry.title for name, entry in items_of(evidence.pack, Commitment).items()}
    factors = evidence.asked(Factor)
    return Article(
        id="a03",
        title=sentences.CODE_TITLE if points else sentences.CONDITIONS_TITLE,
        text=sentences.code_text(len(points), sum(points.values()), conditions=len(conditions), risks=len(risks)),
        details=tell_more(
            (
                sentences.CODE,
                [sentences.code_line(titles[name], adopted=adopted) for name, adopted in points.items()],
            ),
            (phrases.CONDITIONS, conditions),
            (sentences.RISKS, [factor.title for factor in risks]),
            (sentences.STRENGTHS, [factor.title for factor in strengths]),
            (phrases.WHY, sentences.CODE_WHY),
        ),
        grounds=merge_grounds(
            all_grounds(asked),
            all_grounds(evidence.asked(Indication)) if conditions else (),
            *(factors.grounds(factor.id) for factor in (*risks, *strengths)),
        ),
    )


def _conditions(evidence: Evidence) -> tuple[str, ...]:
    """Those of the approach that was chosen; as long as there is none, of the indicated one."""
    if not evidence.asked(Indication):
        return ()
    return find_conditions(evidence, evidence.conference.approach or indicate_approach(evidence).approach)
