"""Every kind of round, at every level, small and large, with names that try to break it."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import pytest

from flows.outcomes import Movement
from flows.words import Consent, Kind, Party, Polarity, Secrecy, Sort
from report.charts import palette
from report.charts.drawing import SMALL, WIDTH
from report.charts.picture import HIGHEST, draw_picture

Reader = Callable[[str], Any]

DRAWN = [kind for kind in Kind if kind is not Kind.OPEN]
HOSTILE = "<b>&\u202ex\U0001f3db&lt;/b><a href='x'>\u05d0" + "W" * 37
SIZES = [(3, 3, 1), (5, 5, 12), (20, 10, 70)]


def assert_readable(picture: Any) -> None:
    """Every text lies within the picture, is large enough, and can be read on what lies below it; none overlap."""
    for written in picture.texts:
        assert written.left >= 0, written
        assert written.right <= WIDTH, written
        assert written.top >= 0, written
        assert written.bottom <= picture.height, written
        assert written.size >= SMALL
        middle = (written.left + written.right) / 2, (written.top + written.bottom) / 2
        below = [box for box in picture.boxes if box.holds(*middle)][-1]
        assert palette.contrast(written.fill, below.fill) >= palette.READABLE, written
    texts = picture.texts
    assert [(a.text, b.text) for n, a in enumerate(texts) for b in texts[n + 1 :] if a.meets(b)] == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("secrecy", list(Secrecy))
@pytest.mark.parametrize("kind", DRAWN)
def test_picture_is_readable(
    maker: Any, read: Reader, kind: Kind, secrecy: Secrecy, size: tuple[int, int, int]
) -> None:
    towns, voters, items = size
    count = items if kind not in {Kind.POINTS, Kind.RANK} else 1
    round_ = maker.round(kind, *(f"Taak nummer {n} van de regio" for n in range(count)))
    answers = maker.random(round_, towns=towns, voters=voters)
    picture = draw_picture(maker.subject(round_, answers, secrecy=secrecy))
    assert picture is not None
    found = read(picture.svg)
    assert_readable(found)
    assert found.height <= HIGHEST
    assert len(picture.caption.encode("utf-16-le")) // 2 <= 1024
    assert picture.caption.startswith(f"Groslijst, ronde 1. {found.title}.")


@pytest.mark.parametrize("kind", DRAWN)
def test_hostile_names_break_nothing(maker: Any, read: Reader, kind: Kind) -> None:
    round_ = maker.round(kind, HOSTILE, f"{HOSTILE} 2", title=HOSTILE)
    options = tuple(replace(option, title=HOSTILE) for option in round_.items[0].options)
    round_ = replace(round_, items=tuple(replace(item, options=options) for item in round_.items))
    answers = maker.random(round_, towns=20, voters=4)
    subject = maker.subject(
        round_, answers, names=dict.fromkeys(answers, HOSTILE), nouns=(HOSTILE, HOSTILE), labels=(HOSTILE,) * 5
    )
    picture = draw_picture(subject)
    assert picture is not None
    assert_readable(read(picture.svg))
    assert len(picture.caption.encode("utf-16-le")) // 2 <= 1024


@pytest.mark.parametrize("kind", DRAWN)
def test_same_round_gives_the_same_picture(maker: Any, kind: Kind) -> None:
    round_ = maker.round(kind)
    answers = maker.random(round_, towns=3, voters=4)
    assert draw_picture(maker.subject(round_, answers)) == draw_picture(maker.subject(round_, answers))


@pytest.mark.parametrize("kind", list(Kind))
def test_round_without_answers_has_no_picture(maker: Any, kind: Kind) -> None:
    round_ = maker.round(kind)
    answers: dict[str, list[list[Any]]] = {"aldermeer": [[None]] * 2, "boskerk": [[None]] * 2}
    picture = draw_picture(maker.subject(round_, answers, secrecy=Secrecy.SECRET))
    assert picture is None


def test_open_question_has_no_picture(maker: Any) -> None:
    round_ = maker.round(Kind.OPEN)
    assert draw_picture(maker.subject(round_, maker.random(round_, towns=3, voters=4))) is None


@pytest.mark.parametrize("kind", DRAWN)
def test_under_geheim_no_municipality_is_in_the_picture(maker: Any, read: Reader, kind: Kind) -> None:
    round_ = maker.round(kind, "Inkoop", "Archief") if kind not in {Kind.POINTS, Kind.RANK} else maker.round(kind)
    answers = maker.random(round_, towns=5, voters=5)
    names = {town: f"Zonnedorp {town}" for town in answers}
    picture = draw_picture(maker.subject(round_, answers, secrecy=Secrecy.SECRET, names=names))
    assert picture is not None
    assert "Zonnedorp" not in picture.svg + picture.caption


@pytest.mark.parametrize("kind", DRAWN)
def test_picture_needs_nothing_that_was_hidden(maker: Any, kind: Kind) -> None:
    """Whatever else stood in the suppressed fields, the picture would be the same: it does not look at them."""
    round_ = maker.round(kind)
    answers = maker.random(round_, towns=3, voters=5, seed=2)
    subject = maker.subject(round_, answers, secrecy=Secrecy.SECRET)
    found = subject.outcome.items["i0"]
    names = {field.name for field in fields(found)}
    assert found.hidden <= names
    assert all(getattr(found, name) in (None, ()) for name in found.hidden)
    assert draw_picture(subject) is not None


def test_standpunten_stand_by_municipality_under_geheim_too(maker: Any, read: Reader) -> None:
    round_ = maker.round(Kind.CONSENT, party=Party.SPOKESPERSONS)
    answers = {"aldermeer": [["agree"]], "boskerk": [["objection"]], "dalwijk": [[None]]}
    picture = draw_picture(maker.subject(round_, answers, secrecy=Secrecy.SECRET))
    assert picture is not None
    words = [written.text for written in read(picture.svg).texts]
    assert {"Aldermeer", "Boskerk", "Dalwijk", "eens", "bezwaar", "–"} <= set(words)


def test_answers_are_printed_in_the_bar(maker: Any, read: Reader) -> None:
    round_ = maker.round(Kind.RATE)
    picture = draw_picture(maker.subject(round_, {"aldermeer": [[1], [3], [3]], "boskerk": [[4], [5], [5], [5]]}))
    assert picture is not None
    words = [written.text for written in read(picture.svg).texts]
    assert words[:14] == [
        *(
            "Groslijst, ronde 1",
            "Eén van twee gemeenten",
            "vindt ‘Inkoop’ kansrijk",
            "7 van 7 bestuurders, 2 gemeenten",
        ),
        *("niet kansrijk", "1", "2", "3", "4", "5", "zeer kansrijk"),
        *("Nog open (1)", "voor – tussen – tegen", "Inkoop"),
    ]
    assert words[14:19] == ["1–1–0", "1", "2", "1", "3"]


def test_middle_of_every_bar_lies_in_one_line(maker: Any, read: Reader) -> None:
    round_ = maker.round(Kind.RATE, "Inkoop", "Archief")
    answers = {"aldermeer": [[1, 5], [2, 5], [3, 3]], "boskerk": [[3, 3], [5, 4], [1, 5]]}
    picture = draw_picture(maker.subject(round_, answers))
    assert picture is not None
    grey = [box for box in read(picture.svg).boxes if box.fill == palette.SIDES[2]][1:]
    assert len({round((box.left + box.right) / 2, 1) for box in grey}) == 1


def test_risk_changes_the_colours_and_not_the_figures(maker: Any, read: Reader) -> None:
    round_ = maker.round(Kind.RATE, sort=Sort.BEELD)
    risky = replace(round_, items=(replace(round_.items[0], polarity=Polarity.RISK),))
    answers = {"aldermeer": [[5], [5], [4]], "boskerk": [[5], [4], [5]]}
    pictures = [draw_picture(maker.subject(one, answers)) for one in (round_, risky)]
    good, bad = (read(picture.svg) for picture in pictures if picture is not None)
    assert [box.fill for box in good.boxes][-2:] == [palette.SIDES[3], palette.SIDES[4]]
    assert [box.fill for box in bad.boxes][-2:] == [palette.SIDES[1], palette.SIDES[0]]
    assert [w.text for w in good.texts][-3:-1] == [w.text for w in bad.texts][-3:-1]


def test_where_not_all_fit_bespreekpunten_are_drawn(maker: Any, read: Reader) -> None:
    titles = [f"Taak {n}" for n in range(70)]
    round_ = maker.round(Kind.RATE, *titles)
    answers = maker.random(round_, towns=5, voters=5)
    talking = ("i61", "i7")
    picture = draw_picture(maker.subject(round_, answers, talking=talking))
    assert picture is not None
    words = read(picture.svg).words
    assert "Taak 61 " in words
    assert "Taak 7 " in words
    assert "van 70 taken; de uitslag toont alles." in words


def test_further_round_shows_before_and_now(maker: Any, read: Reader) -> None:
    first = maker.round(Kind.RATE)
    again = replace(first, id="ronde-2", number=2, follows=1)
    before = maker.outcome(first, {"aldermeer": [[2], [2], [3]], "boskerk": [[4], [4], [5]]})
    answers = {"aldermeer": [[4], [4], [3]], "boskerk": [[4], [4], [5]]}
    subject = maker.subject(again, answers, before=before)
    moved = replace(subject.outcome.items["i0"], movement=Movement(changed=2, up=2, down=0, of=6))
    picture = draw_picture(replace(subject, outcome=replace(subject.outcome, items={"i0": moved})))
    assert picture is not None
    words = [written.text for written in read(picture.svg).texts]
    assert words[words.index("eerst") :][:9] == ["eerst", "2", "1", "2", "1", "nu", "1", "4", "1"]
    assert "2 van 6 wijzigden: 2 omhoog" in words
    assert read(picture.svg).title == "‘Inkoop’ is nu gedragen"


def test_municipalities_stand_on_the_continuum_from_light_to_heavy(maker: Any, read: Reader) -> None:
    round_ = maker.round(Kind.CHOOSE)
    answers = {"aldermeer": [["c"]] * 3, "boskerk": [["a"]] * 3, "dalwijk": [["b"]] * 3}
    picture = draw_picture(maker.subject(round_, answers))
    assert picture is not None
    found = read(picture.svg)
    rows = [(name, place) for name, place in zip(found.texts, found.texts[1:], strict=False) if place.text.isdigit()]
    marks = [(name.text, place.text) for name, place in rows if not name.text.isdigit()]
    assert marks[:3] == [("Boskerk", "10"), ("Dalwijk", "50"), ("Aldermeer", "90")]
    assert "midden van de regio: 50" in found.words
    assert [place.left for _, place in rows[:3]] == sorted(place.left for _, place in rows[:3])


def test_matrix_has_words_with_few_municipalities_and_signs_with_many(maker: Any, read: Reader) -> None:
    round_ = maker.round(Kind.CONSENT, "Artikel 1", "Artikel 2", party=Party.SPOKESPERSONS)
    said = [word.value for word in Consent]
    few, many = (
        draw_picture(maker.subject(round_, {f"g{n}": [[said[n % 4], said[n % 3]]] for n in range(towns)}))
        for towns in (4, 20)
    )
    assert few is not None
    assert many is not None
    assert [t.text for t in read(few.svg).texts].count("bezwaar") == 2 + 2
    assert [t.text for t in read(many.svg).texts].count("B") == 5 + 6 + 1
