"""SVG to PNG in a process of its own."""

import struct
import sys

import pytest

from report.charts import raster
from report.charts.drawing import gap, paragraph, render
from report.charts.raster import rasterise


def picture(text: str) -> str:
    return render(paragraph(text, size=44, bold=True), title=text, described=text)


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_png_is_twice_as_large_and_in_order() -> None:
    one, two = rasterise([picture("Inkoop"), picture("Samenwerken bij de inkoop van jeugdhulp in de regio")])
    assert (size_of(one), size_of(two)) == ((1600, 110), (1600, 220))


def test_same_picture_has_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = rasterise([picture("Inkoop")])
    monkeypatch.setattr(raster, "_drawn", {})
    assert rasterise([picture("Inkoop")]) == first


def test_text_is_drawn_with_the_shipped_typeface() -> None:
    empty, written = rasterise([render(gap(55), title="", described=""), picture("Inkoop")])
    assert len(written) > len(empty) + 1000


def test_what_is_no_svg_is_refused() -> None:
    with pytest.raises(OSError, match="could not be drawn"):
        rasterise(["<p>geen beeld</p>"])


def test_nothing_is_drawn_of_nothing() -> None:
    assert rasterise([]) == ()


def test_pictures_are_drawn_in_another_process_so_that_nothing_waits_here() -> None:
    rasterise([picture("Inkoop")])

    assert "resvg_py" not in sys.modules
