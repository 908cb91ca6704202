"""The beslisdocument: its chapters in order, and the PDF of them."""

from report import phrases
from report.blocks import Cover, Document
from report.case import Case, date, join, sentence
from report.chapters.account import account_for
from report.chapters.approach import tell_approach
from report.chapters.articles import tell_articles, tell_next
from report.chapters.factors import tell_factors
from report.chapters.figures import list_figures
from report.chapters.forms import tell_forms
from report.chapters.knowledge import list_facts
from report.chapters.motives import tell_motives
from report.chapters.people import introduce
from report.chapters.summary import summarise
from report.chapters.tasks import tell_tasks
from report.chapters.tree import tell_tree
from report.dossier import Dossier, moment
from report.happened_phrases import FACT_REASON
from report.pdf import render_pdf

_CHAPTERS = (
    introduce,
    tell_motives,
    tell_factors,
    tell_approach,
    tell_tasks,
    tell_tree,
    tell_forms,
    tell_articles,
    tell_next,
    account_for,
    list_figures,
    list_facts,
)


def compose_document(dossier: Dossier) -> Document:
    """The document as blocks, for every format the same."""
    case = Case(dossier)
    conference = dossier.conference
    cover = Cover(
        title=phrases.TITLE,
        subtitle=conference.name,
        facts=(
            (phrases.FACT_TOWNS, join(list(case.names.values()))),
            (phrases.FACT_DATE, date(moment(dossier))),
            (phrases.FACT_STATE, phrases.STATES[conference.state]),
            *(((FACT_REASON, sentence(conference.reason)),) if conference.reason else ()),
            (phrases.FACT_LEVEL, phrases.SECRECY[conference.secrecy]),
        ),
    )
    return Document(
        cover=cover,
        opening=summarise(case),
        contents=phrases.CONTENTS,
        blocks=tuple(block for chapter in _CHAPTERS for block in chapter(case)),
        footer=phrases.FOOTER.format(name=conference.name),
        language=dossier.pack.language,
    )


def write_document(dossier: Dossier) -> bytes:
    """`beslisdocument.pdf`: PDF/UA-1, the same bytes for the same dossier."""
    return render_pdf(compose_document(dossier), moment=moment(dossier))
