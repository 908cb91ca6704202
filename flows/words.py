"""The words that are stored and exchanged: one word for one thing, everywhere.

They appear in the database, in `uitkomst.json` and in button data, so their values never change.
What people read stands in the packs and the text catalogues, not here.
"""

from enum import StrEnum


class Kind(StrEnum):
    """How an item is answered (METHOD.md, kinds of question)."""

    RATE = "rate"
    CHOOSE = "choose"
    APPROVE = "approve"
    RANK = "rank"
    POINTS = "points"
    GRADE = "grade"
    OPEN = "open"
    CONSENT = "consent"


class Sort(StrEnum):
    """A voorstel has outcomes and further rounds; a beeld is a finding, read by heads."""

    VOORSTEL = "voorstel"
    BEELD = "beeld"


class Party(StrEnum):
    """Whose answers a round takes: every voter for himself, or each municipality's woordvoerder."""

    VOTERS = "voters"
    SPOKESPERSONS = "spokespersons"


class Polarity(StrEnum):
    """Whether 'present' is good news (a success factor) or bad news (a risk)."""

    POSITIVE = "positive"
    RISK = "risk"


class Mark(StrEnum):
    """How certain a fact in a pack is; anything but certain stays visible to facilitators and in the document."""

    ESTIMATE = "inschatting"
    DERIVED = "afgeleid"
    UNVERIFIED = "te verifieren"


class Level(StrEnum):
    """Low, middle or high: how politically sensitive a task is."""

    LOW = "laag"
    MIDDLE = "midden"
    HIGH = "hoog"


class Approach(StrEnum):
    """Vision first (ontwerpaanpak) or tasks first (ontwikkelaanpak)."""

    DESIGN = "ontwerp"
    DEVELOP = "ontwikkel"


class Secrecy(StrEnum):
    """What may be shown of the answers; chosen before the first answer, never loosened."""

    NAMED = "op_naam"
    MUNICIPALITY = "per_gemeente"
    SECRET = "geheim"


class Role(StrEnum):
    """What somebody is in one conference."""

    VOTER = "voter"
    ADVISER = "adviser"
    OBSERVER = "observer"
    FACILITATOR = "facilitator"


class Presence(StrEnum):
    """Where a participant stands: invited, taking part, afgemeld, or with somebody else in his place."""

    INVITED = "invited"
    JOINED = "joined"
    ABSENT = "absent"
    REPLACED = "replaced"


class Mode(StrEnum):
    """How a round is held: at everybody's own pace, or one item at a time in the group."""

    INDIVIDUAL = "individueel"
    TOGETHER = "samen"


class Deciding(StrEnum):
    """Who gives a municipality's standpunt: its woordvoerder, or its voters together ('per lid')."""

    SPOKESPERSON = "woordvoerder"
    MEMBERS = "per_lid"


class TaskFact(StrEnum):
    """What is told of a task beforehand, beside what the pack says of it."""

    DEPENDENCE = "afhankelijkheid"
    CONFLICT = "belangentegenstelling"
    KINSHIP = "verwantschap"
    STRONG = "doet_het_goed"
    WEAK = "kwetsbaar"
    EXISTING = "bestaat_al"


class RoundState(StrEnum):
    """concept -> open -> gesloten -> gepubliceerd -> gesprek -> vastgesteld, or ingetrokken."""

    DRAFT = "concept"
    OPEN = "open"
    CLOSED = "gesloten"
    PUBLISHED = "gepubliceerd"
    TALK = "gesprek"
    SETTLED = "vastgesteld"
    WITHDRAWN = "ingetrokken"


class ArgumentState(StrEnum):
    """Where a line of somebody stands: with the facilitator, shown, back with who wrote it, or refused."""

    WAITING = "waiting"
    ADMITTED = "admitted"
    RETURNED = "returned"
    REFUSED = "refused"


class RequestState(StrEnum):
    """Whether somebody was asked for a line on an item, gave it, or would rather not."""

    WAITING = "waiting"
    GIVEN = "given"
    DECLINED = "declined"


class ProposalState(StrEnum):
    """An own motive that somebody proposed: with the facilitator, admitted, merged with another, or refused."""

    WAITING = "waiting"
    ADMITTED = "admitted"
    MERGED = "merged"
    REFUSED = "refused"


class ConferenceState(StrEnum):
    """A conference runs, is finished, or was cancelled."""

    ACTIVE = "active"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class Status(StrEnum):
    """A rated item over all voters (METHOD.md, the status of a rated item)."""

    TOO_FEW = "too_few"
    AGREED_FOR = "agreed_for"
    AGREED_AGAINST = "agreed_against"
    CONTESTED = "contested"
    OPEN = "open"


class Voice(StrEnum):
    """The beeld of one municipality on a rated item."""

    FOR = "for"
    BETWEEN = "between"
    AGAINST = "against"
    NONE = "none"


class Region(StrEnum):
    """The outcome of a rated item over the municipalities."""

    CARRIED = "carried"
    CARRIED_PENDING = "carried_pending"
    REJECTED = "rejected"
    REJECTED_PENDING = "rejected_pending"
    SPLIT = "split"
    TOO_FEW_VOICES = "too_few_voices"
    UNDECIDED = "undecided"


class Consent(StrEnum):
    """What somebody answers to a proposal: instemmen, mits, bezwaar, eerst terug naar college."""

    AGREE = "agree"
    CONDITION = "condition"
    OBJECTION = "objection"
    COLLEGE = "college"


class Decision(StrEnum):
    """The outcome of a proposal over the municipalities' standpunten."""

    ADOPTED = "adopted"
    ADOPTED_CONDITIONS = "adopted_conditions"
    CARRIED_MINORITY = "carried_minority"
    NOT_CARRIED = "not_carried"
    PENDING = "pending"


class Grade(StrEnum):
    """A verdict in words, best first."""

    VERY_GOOD = "zeer_geschikt"
    GOOD = "geschikt"
    FAIR = "redelijk"
    POOR = "matig"
    UNFIT = "ongeschikt"


class Package(StrEnum):
    """Where a task ends up (METHOD.md, composing the recommendation)."""

    EXISTING = "bestaat_al"
    DISCUSS = "bespreken"
    TOO_LITTLE = "onvoldoende_beeld"
    BASIC = "basispakket"
    PLUS = "pluspakket"
    NOT_NOW = "niet_nu"
