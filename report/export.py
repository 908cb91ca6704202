"""All exports of a conference, in one folder that appears at once or not at all.

Synchronous and without a clock; who calls it from an event loop puts it in a thread.
"""

import hashlib
import re
import tempfile
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from report.document import write_document
from report.dossier import Dossier
from report.outcome import build_uitkomst
from report.tables import write_answers, write_full
from report.uitkomst import write_uitkomst

DOCUMENT = "beslisdocument.pdf"
ANSWERS = "antwoorden.csv"
OUTCOME = "uitkomst.json"
SUMS = "SHA256SUMS"
FULL = "vertrouwelijk/volledig.csv"
"""For the facilitator alone; never listed in the sums, never sent with the others."""

_SLUG_LENGTH = 60
_NAMELESS = "conferentie"


@dataclass(frozen=True, kw_only=True)
class Exported:
    """Where the files are. `public` may go to everybody; `confidential` is None under 'geheim'."""

    folder: Path
    public: tuple[Path, ...]
    confidential: Path | None

    @property
    def document(self) -> Path:
        return self.folder / DOCUMENT

    @property
    def sums(self) -> Path:
        return self.folder / SUMS


def write_exports(dossier: Dossier, folder: Path) -> Exported:
    """Write everything to `<folder>/<slug>/`, in place of an earlier export. Raises OSError; then nothing changed."""
    files = {
        DOCUMENT: write_document(dossier),
        ANSWERS: write_answers(dossier),
        OUTCOME: write_uitkomst(build_uitkomst(dossier)),
    }
    files[SUMS] = checksums(files)
    full = write_full(dossier)
    target = folder / safe_slug(dossier.conference.slug)
    _replace_folder(target, files if full is None else {**files, FULL: full})
    return Exported(
        folder=target,
        public=tuple(target / name for name in files),
        confidential=None if full is None else target / FULL,
    )


def checksums(files: Mapping[str, bytes]) -> bytes:
    """A line per file as `sha256sum` writes and checks it, by name."""
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()


def safe_slug(slug: str) -> str:
    """A plain folder name: small letters, digits and hyphens; nothing that leads out of the folder."""
    plain = unicodedata.normalize("NFKD", slug).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_SLUG_LENGTH].strip("-") or _NAMELESS


def _replace_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Fill a folder beside the target, then let it take the target's place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as workplace:
        fresh, old = Path(workplace) / "new", Path(workplace) / "old"
        for name, content in files.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        if target.is_symlink() or target.is_file():
            raise FileExistsError(target)
        if target.exists():
            target.rename(old)
        try:
            fresh.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
