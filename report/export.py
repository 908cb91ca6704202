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

from report.charts.asking import subject_of
from report.charts.picture import draw_picture
from report.charts.raster import rasterise
from report.document import write_document
from report.dossier import Dossier, municipality_names, published
from report.outcome import build_uitkomst
from report.tables import write_answers, write_full
from report.uitkomst import write_uitkomst

DOCUMENT = "beslisdocument.pdf"
ANSWERS = "antwoorden.csv"
OUTCOME = "uitkomst.json"
SUMS = "SHA256SUMS"
FULL = "vertrouwelijk/volledig.csv"
"""For the facilitator alone; never listed in the sums, never sent with the others."""
PICTURES = "grafieken"
"""The folder of the pictures: for each published round one that can be drawn, as SVG and as PNG, by its id."""

_SLUG_LENGTH = 60
_NAMELESS = "conferentie"


@dataclass(frozen=True, kw_only=True)
class Exported:
    """Where the files are. `public` and `pictures` may go to everybody; `confidential` is None under 'geheim'."""

    folder: Path
    public: tuple[Path, ...]
    confidential: Path | None
    pictures: tuple[Path, ...] = ()

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
    pictures = _draw_pictures(dossier)
    files[SUMS] = checksums({**files, **pictures})
    full = write_full(dossier)
    target = folder / safe_slug(dossier.conference.slug)
    _replace_folder(target, {**files, **pictures, **({} if full is None else {FULL: full})})
    return Exported(
        folder=target,
        public=tuple(target / name for name in files),
        confidential=None if full is None else target / FULL,
        pictures=tuple(target / name for name in pictures),
    )


def checksums(files: Mapping[str, bytes]) -> bytes:
    """A line per file as `sha256sum` writes and checks it, by name."""
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()


def safe_slug(slug: str) -> str:
    """A plain folder name: small letters, digits and hyphens; nothing that leads out of the folder."""
    plain = unicodedata.normalize("NFKD", slug).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_SLUG_LENGTH].strip("-") or _NAMELESS


def _draw_pictures(dossier: Dossier) -> Mapping[str, bytes]:
    """The same pictures as in the chat, from what may be shown."""
    names = municipality_names(dossier.conference.municipalities)
    shown = {entry.round.key: outcome for entry, outcome in published(dossier)}
    svgs: dict[str, str] = {}
    for entry, outcome in published(dossier):
        before = shown.get(entry.round.follows or 0)
        picture = draw_picture(subject_of(entry.round, outcome, pack=dossier.pack, names=names, before=before))
        if picture is not None:
            svgs[f"{PICTURES}/{entry.round.id}"] = picture.svg
    pngs = dict(zip(svgs, rasterise(list(svgs.values())), strict=True))
    return {
        **{f"{name}.svg": svg.encode() for name, svg in svgs.items()},
        **{f"{name}.png": png for name, png in pngs.items()},
    }


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
