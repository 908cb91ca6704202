"""Telegram's HTML: what it makes of it, and in which words it refuses it."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.rehearsal.formatting import checked_link, command_entities, parse_html, units
from bot.rehearsal.people import Person

Caller = Callable[..., Awaitable[tuple[int, dict[str, Any]]]]

BOLD = {"offset": 0, "length": 3, "type": "bold"}


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("gewoon", "gewoon", []),
        ("<b>vet</b>", "vet", [BOLD]),
        ("<STRONG>vet</strong>", "vet", [BOLD]),
        ("<b>vet</>", "vet", [BOLD]),
        ("<b></b>leeg", "leeg", []),
        ("Jansen & Co &lt;b&gt; &amp;amp; &euro; &#233;&#x20AC;", "Jansen & Co <b> &amp; &euro; é€", []),
        (
            "<b>a<i>b</i></b>",
            "ab",
            [{"offset": 0, "length": 2, "type": "bold"}, {"offset": 1, "length": 1, "type": "italic"}],
        ),
        ("😀<u>é</u>", "😀é", [{"offset": 2, "length": 1, "type": "underline"}]),
        (
            '<a href="https://x.nl/?a=1&amp;b=2">x</a>',
            "x",
            [{"offset": 0, "length": 1, "type": "text_link", "url": "https://x.nl/?a=1&b=2"}],
        ),
        ("<a href='geen adres'>x</a>", "x", []),
        (
            '<span class="tg-spoiler">s</span><tg-spoiler>t</tg-spoiler>',
            "st",
            [
                {"offset": 0, "length": 1, "type": "spoiler"},
                {"offset": 1, "length": 1, "type": "spoiler"},
            ],
        ),
        (
            '<pre><code class="language-csv">a;b</code></pre>',
            "a;b",
            [{"offset": 0, "length": 3, "type": "pre", "language": "csv"}],
        ),
        (
            "<blockquote expandable>q</blockquote><del>w</del>",
            "qw",
            [
                {"offset": 0, "length": 1, "type": "expandable_blockquote"},
                {"offset": 1, "length": 1, "type": "strikethrough"},
            ],
        ),
    ],
)
def test_parse_html_gives_text_and_entities(source: str, text: str, entities: list[dict[str, Any]]) -> None:
    formatted = parse_html(source)

    assert formatted.text == text
    assert formatted.entities == entities


@pytest.mark.parametrize(
    ("source", "description"),
    [
        ("<h1>kop</h1>", 'Unsupported start tag "h1" at byte offset 0'),
        ("één <br/>", 'Unsupported start tag "br/" at byte offset 6'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("<b>a", "Can't find end tag corresponding to start tag b"),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<b>a</b x>", "Unclosed end tag at byte offset 4"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
        ('<a ="x">x</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href='x", "Unclosed start tag at byte offset 0"),
        ("<a href=x/y>x</a>", "Unexpected end of name token at byte offset 8"),
    ],
)
async def test_html_that_telegram_refuses_is_refused(
    call: Caller, anna: Person, source: str, description: str
) -> None:
    anna.start()

    reply = await call("sendMessage", chat_id=anna.id, text=source, parse_mode="HTML")

    refusal = {"ok": False, "error_code": 400, "description": f"Bad Request: can't parse entities: {description}"}
    assert reply == (400, refusal)


def test_trimming_keeps_entities_on_their_words() -> None:
    formatted = parse_html("\n <b> vet </b> \n").trimmed()

    assert formatted.text == "vet"
    assert formatted.entities == [BOLD]


def test_units_counts_what_is_beyond_the_first_plane_twice() -> None:
    assert [units("abc"), units("é"), units("😀")] == [3, 1, 2]


def test_checked_link_adds_a_scheme_and_refuses_what_is_no_address() -> None:
    found = [checked_link(url) for url in ("x.nl", "https://t.me/b?start=1", "tg://resolve?domain=b", "x", "")]

    assert found == ["http://x.nl", "https://t.me/b?start=1", "tg://resolve?domain=b", "", ""]


@pytest.mark.parametrize(
    ("text", "length"), [("/start abc", 6), ("/hulp@rondetafel_bot", 20), ("/ hulp", 0), ("a /b", 0)]
)
def test_command_entities_marks_a_command_at_the_beginning(text: str, length: int) -> None:
    marked = command_entities(text)

    assert marked == ([{"offset": 0, "length": length, "type": "bot_command"}] if length else [])
