"""PNG of an SVG, with the shipped typeface and nothing of the system: the same bytes on every machine.

resvg holds Python's lock while it draws, half a second for a picture, and an event loop in the same process would
stand still. So it works in a process of its own: `rasterise` starts it and waits, which a thread can do.
"""

import json
import struct
import subprocess
import sys
from collections.abc import Sequence
from typing import Final

from report import typeface

SCALE: Final = 2.0
_PATIENCE: Final = 120.0
"""Seconds until a process that does not answer is ended."""
_KEPT: Final = 64
"""Pictures that are remembered, of about 200 kB each."""
_drawn: dict[str, bytes] = {}
_LENGTH: Final = struct.Struct(">Q")


def rasterise(svgs: Sequence[str]) -> tuple[bytes, ...]:
    """At twice the size, so that they are sharp on a phone; the pictures in their order.

    What was drawn lately is not drawn again: an export holds the pictures that the chat got.
    Raises OSError when the process fails, also for what is no SVG.
    """
    known = {svg: _drawn[svg] for svg in svgs if svg in _drawn}
    missing = [svg for svg in dict.fromkeys(svgs) if svg not in known]
    known.update(zip(missing, _draw(missing), strict=True))
    for svg in missing:
        _drawn[svg] = known[svg]
        while len(_drawn) > _KEPT:
            _drawn.pop(next(iter(_drawn)), None)
    return tuple(known[svg] for svg in svgs)


def _draw(svgs: Sequence[str]) -> list[bytes]:
    if not svgs:
        return []
    command, asked = [sys.executable, "-I", "-m", __name__], json.dumps(list(svgs)).encode()
    try:
        done = subprocess.run(command, input=asked, capture_output=True, check=True, timeout=_PATIENCE)
    except subprocess.SubprocessError as error:
        raise OSError("the pictures could not be drawn") from error
    pictures, rest = [], done.stdout
    while rest:
        (length,) = _LENGTH.unpack_from(rest)
        pictures.append(rest[_LENGTH.size : _LENGTH.size + length])
        rest = rest[_LENGTH.size + length :]
    return pictures


def _serve() -> None:
    """The other process: a list of SVGs comes in as JSON, each PNG goes out behind its length."""
    from resvg_py import svg_to_bytes  # noqa: PLC0415 - needed in the other process alone

    fonts = [str(typeface.FOLDER / name) for name in (typeface.REGULAR, typeface.BOLD)]
    for svg in json.load(sys.stdin.buffer):
        png = bytes(svg_to_bytes(svg_string=svg, zoom=SCALE, skip_system_fonts=True, font_files=fonts))
        sys.stdout.buffer.write(_LENGTH.pack(len(png)) + png)


if __name__ == "__main__":
    _serve()
