"""Making the files of a conference, beside the event loop: record to dossier, dossier to files."""

import asyncio
from pathlib import Path

from flows.services.concluding import Concluding
from report.dossier import open_dossier
from report.export import Exported, write_exports


async def export_conference(concluding: Concluding, conference: str, folder: Path) -> Exported:
    """Write all files of a conference below `folder`. Raises NotFound, OSError; then nothing changed."""
    record = await concluding.conference_record(conference)
    return await asyncio.to_thread(write_exports, open_dossier(record), folder)
