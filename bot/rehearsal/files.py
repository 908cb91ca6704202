"""Files on the server: what the bot uploaded, and what a picture needs."""

import mimetypes
import struct
from dataclasses import dataclass
from hashlib import sha256

from bot.rehearsal.objects import Json


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file as it came in a request."""

    name: str
    data: bytes


@dataclass(frozen=True, kw_only=True)
class File:
    """A stored file. `id` is what the bot may send again; `path` is where it can be fetched."""

    id: str
    unique_id: str
    name: str
    data: bytes
    path: str

    def as_json(self) -> Json:
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": len(self.data)}

    def as_document(self) -> Json:
        kind = mimetypes.guess_type(self.name)[0] or "application/octet-stream"
        return {**self.as_json(), "file_name": self.name, "mime_type": kind}


def store(upload: Upload, *, folder: str, number: int) -> File:
    """Make a file of an upload. The same content has the same unique id, as at Telegram."""
    digest = sha256(upload.data).hexdigest()
    suffix = upload.name[upload.name.rfind(".") :] if "." in upload.name else ""
    return File(
        id=f"BQACAgQAAxkD{number:06d}{digest[:24]}",
        unique_id=f"AgAD{digest[:12]}",
        name=upload.name,
        data=upload.data,
        path=f"{folder}/file_{number}{suffix}",
    )


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG or JPEG; None when it is neither."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    return _jpeg_size(data) if data.startswith(b"\xff\xd8") else None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """From the first start-of-frame segment."""
    position = 2
    while position + 9 <= len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", data[position + 5 : position + 9])
            return width, height
        position += 2 + int(struct.unpack(">H", data[position + 2 : position + 4])[0])
    return None
