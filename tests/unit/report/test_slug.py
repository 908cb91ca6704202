import pytest

from report.export import checksums, safe_slug


@pytest.mark.parametrize(
    ("slug", "folder"),
    [
        ("samenwerken-in-het-dal", "samenwerken-in-het-dal"),
        ("../../etc/passwd", "etc-passwd"),
        ("/absoluut", "absoluut"),
        ("..", "conferentie"),
        ("", "conferentie"),
        ("🎂\u202e\x00", "conferentie"),
        ("Één & Twéé", "een-twee"),
        ("C:\\map", "c-map"),
        ("x" * 300, "x" * 60),
    ],
)
def test_slug_never_leads_out_of_the_folder(slug: str, folder: str) -> None:
    assert safe_slug(slug) == folder


def test_checksums_are_written_as_sha256sum_reads_them() -> None:
    assert checksums({"b": b"", "a": b"x"}) == (
        b"2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881  a\n"
        b"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  b\n"
    )
