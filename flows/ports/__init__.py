"""What the services need from outside, in domain words. Adapters implement these; tests fake few of them."""

from flows.ports.records import (
    ANSWERING,
    Account,
    Admission,
    AuditHead,
    CardRef,
    Chat,
    Dialog,
    Event,
    Footing,
    Invitation,
    Notice,
    Pending,
    Press,
    Progress,
    UpdateRef,
    Verdict,
    VerdictWord,
)
from flows.ports.store import Clock, Randomness, Store
from flows.ports.view import View
from flows.ports.work import Work

__all__ = [
    "ANSWERING",
    "Account",
    "Admission",
    "AuditHead",
    "CardRef",
    "Chat",
    "Clock",
    "Dialog",
    "Event",
    "Footing",
    "Invitation",
    "Notice",
    "Pending",
    "Press",
    "Progress",
    "Randomness",
    "Store",
    "UpdateRef",
    "Verdict",
    "VerdictWord",
    "View",
    "Work",
]
