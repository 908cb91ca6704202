"""From delegations to the region: the beeld of a municipality, the outcome over municipalities, heads beside it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.consensus.heads import Paradox, paradox_of
from flows.consensus.region import is_settled, one_voice_short, region_of
from flows.consensus.voices import finds_unacceptable, has_beeld, rate_voice
from flows.words import Region, Status, Voice

WORDS = {"+": Voice.FOR, "=": Voice.BETWEEN, "-": Voice.AGAINST, "?": Voice.NONE}
VOICES = st.lists(st.sampled_from(list(Voice)), max_size=12)
COUNTS = st.lists(st.integers(0, 5), min_size=5, max_size=5)
MIRRORED_VOICE = {Voice.FOR: Voice.AGAINST, Voice.AGAINST: Voice.FOR}
MIRRORED_REGION = {
    Region.CARRIED: Region.REJECTED,
    Region.REJECTED: Region.CARRIED,
    Region.CARRIED_PENDING: Region.REJECTED_PENDING,
    Region.REJECTED_PENDING: Region.CARRIED_PENDING,
}


def voices_of(signs: str) -> list[Voice]:
    return [WORDS[sign] for sign in signs]


@pytest.mark.parametrize(
    ("opinions", "voters", "expected"),
    [
        (0, 0, False),
        (0, 2, False),
        (1, 1, True),
        (1, 2, True),
        (1, 3, False),
        (2, 3, True),
        (2, 5, False),
        (3, 6, True),
    ],
)
def test_a_beeld_needs_half_of_the_delegation(opinions: int, voters: int, expected: bool) -> None:
    assert has_beeld(opinions, voters=voters) is expected


@pytest.mark.parametrize(
    ("counts", "voters", "expected"),
    [
        ([0, 0, 0, 0, 0], 0, Voice.NONE),  # municipality with 0 voters
        ([0, 0, 0, 0, 0], 3, Voice.NONE),
        ([0, 0, 0, 1, 0], 1, Voice.FOR),
        ([0, 0, 1, 0, 0], 1, Voice.BETWEEN),
        ([0, 1, 0, 0, 0], 1, Voice.AGAINST),
        ([0, 0, 0, 0, 1], 2, Voice.FOR),  # one of two: exactly half
        ([0, 0, 0, 0, 1], 3, Voice.NONE),  # one of three: fewer than half, looked at first
        ([1, 0, 0, 0, 1], 2, Voice.BETWEEN),  # lower median 1, upper median 5
        ([0, 0, 1, 1, 0], 2, Voice.BETWEEN),  # lower median 3
        ([0, 1, 1, 0, 0], 2, Voice.BETWEEN),  # upper median 3
        ([0, 0, 0, 2, 0], 2, Voice.FOR),
        ([1, 0, 0, 1, 1], 3, Voice.FOR),  # odd: one median, 4
        ([1, 1, 0, 0, 1], 3, Voice.AGAINST),
        ([0, 2, 0, 2, 0], 4, Voice.BETWEEN),  # even: 2 and 4
        ([0, 1, 0, 3, 0], 4, Voice.FOR),
        ([0, 3, 0, 1, 0], 4, Voice.AGAINST),
    ],
)
def test_voice_by_hand(counts: list[int], voters: int, expected: Voice) -> None:
    assert rate_voice(counts, voters=voters) is expected


def test_an_unacceptable_item_counts_as_against_but_not_without_a_beeld() -> None:
    assert rate_voice([0, 0, 0, 0, 3], voters=4, unacceptable=True) is Voice.AGAINST
    assert rate_voice([0, 0, 0, 0, 1], voters=4, unacceptable=True) is Voice.NONE


@pytest.mark.parametrize(
    ("marks", "opinions", "voters", "expected"),
    [
        (1, 1, 1, True),
        (1, 2, 2, False),  # exactly half is not more than half
        (2, 3, 5, True),  # of those with an opinion, not of all
        (2, 4, 5, False),
        (1, 1, 3, False),  # without beeld
        (0, 0, 0, False),
    ],
)
def test_unacceptable_needs_more_than_half_of_the_opinions(
    marks: int, opinions: int, voters: int, expected: bool
) -> None:
    assert finds_unacceptable(marks, opinions=opinions, voters=voters) is expected


@pytest.mark.parametrize(
    ("signs", "expected"),
    [
        ("", Region.TOO_FEW_VOICES),
        ("++?", Region.UNDECIDED),  # 2 of 3 have a beeld: enough; 67 % for
        ("+??", Region.TOO_FEW_VOICES),
        ("++++??", Region.UNDECIDED),  # exactly two thirds have a beeld; 67 % for
        ("+++??", Region.TOO_FEW_VOICES),  # 60 %, looked at first
        ("+++=", Region.CARRIED),  # exactly 75 %
        ("++++=", Region.CARRIED),
        ("+++==", Region.UNDECIDED),
        ("+++?", Region.CARRIED_PENDING),
        ("++++?", Region.CARRIED_PENDING),
        ("+++-", Region.SPLIT),  # one against
        ("+++-?", Region.SPLIT),
        ("---=", Region.REJECTED),
        ("---?", Region.REJECTED_PENDING),
        ("----+", Region.SPLIT),
        ("=====", Region.UNDECIDED),
        ("--===", Region.UNDECIDED),
    ],
)
def test_region_by_hand(signs: str, expected: Region) -> None:
    assert region_of(voices_of(signs), carried=75) is expected


@pytest.mark.parametrize(
    ("signs", "expected"),
    [
        ("+++==", True),  # 4 of 5 would be 80 %
        ("++===", False),
        ("++++=", False),  # carried already
        ("++++?", False),  # carried under reserve already
        ("+++-", True),  # the only one against could be for
        ("+++-=", True),
        ("+++--", False),
        ("++=?", True),  # 3 of 4, one without beeld: under reserve
        ("+++??", False),  # too few voices never is
        ("", False),
    ],
)
def test_one_voice_short_by_hand(signs: str, expected: bool) -> None:
    assert one_voice_short(voices_of(signs), carried=75) is expected


@pytest.mark.parametrize(
    ("region", "status", "expected"),
    [
        (Region.CARRIED, Status.AGREED_FOR, True),
        (Region.CARRIED, Status.CONTESTED, False),
        (Region.REJECTED, Status.OPEN, True),
        (Region.CARRIED_PENDING, Status.AGREED_FOR, False),
        (Region.UNDECIDED, Status.AGREED_FOR, False),
    ],
)
def test_settled_is_by_municipalities_and_not_contested_by_heads(
    region: Region, status: Status, expected: bool
) -> None:
    assert is_settled(region, status=status) is expected


@pytest.mark.parametrize(
    ("region", "for_", "against", "of", "expected"),
    [
        (Region.CARRIED, 6, 9, 15, Paradox.DISAGREE),  # compound majority
        (Region.CARRIED, 5, 5, 10, Paradox.DISAGREE),  # half is not more than half
        (Region.CARRIED, 6, 4, 10, Paradox.CLOSE),
        (Region.CARRIED, 8, 2, 12, Paradox.CLOSE),  # exactly 2/3
        (Region.CARRIED, 9, 2, 12, None),
        (Region.REJECTED, 7, 3, 10, Paradox.DISAGREE),
        (Region.REJECTED, 1, 9, 10, None),
        (Region.SPLIT, 9, 1, 10, Paradox.DISAGREE),
        (Region.UNDECIDED, 1, 9, 10, Paradox.DISAGREE),
        (Region.UNDECIDED, 4, 4, 12, Paradox.CLOSE),  # exactly 1/3
        (Region.UNDECIDED, 3, 4, 12, None),
        (Region.TOO_FEW_VOICES, 10, 0, 10, None),
        (Region.TOO_FEW_VOICES, 5, 5, 10, Paradox.CLOSE),
        (Region.UNDECIDED, 0, 0, 0, None),
    ],
)
def test_heads_are_set_against_the_region(
    region: Region, for_: int, against: int, of: int, expected: Paradox | None
) -> None:
    assert paradox_of(region, for_=for_, against=against, of=of) is expected


@settings(max_examples=100)
@given(VOICES.flatmap(lambda voices: st.tuples(st.just(voices), st.permutations(voices))))
def test_region_does_not_depend_on_which_municipality_is_which(pair: tuple[list[Voice], list[Voice]]) -> None:
    voices, shuffled = pair

    assert region_of(shuffled, carried=75) is region_of(voices, carried=75)
    assert one_voice_short(shuffled, carried=75) is one_voice_short(voices, carried=75)


@settings(max_examples=100)
@given(VOICES)
def test_reversing_every_voice_mirrors_the_region(voices: list[Voice]) -> None:
    region = region_of(voices, carried=75)

    assert region_of([MIRRORED_VOICE.get(v, v) for v in voices], carried=75) is MIRRORED_REGION.get(region, region)


@settings(max_examples=100)
@given(VOICES, st.integers(2, 4))
def test_multiplying_the_municipalities_keeps_the_region(voices: list[Voice], times: int) -> None:
    assert region_of(voices * times, carried=75) is region_of(voices, carried=75)


@settings(max_examples=100)
@given(COUNTS, st.integers(0, 8))
def test_reversing_the_scale_mirrors_the_voice(counts: list[int], absent: int) -> None:
    voters = sum(counts) + absent
    voice = rate_voice(counts, voters=voters)

    assert rate_voice(counts[::-1], voters=voters) is MIRRORED_VOICE.get(voice, voice)


@settings(max_examples=100)
@given(COUNTS, st.integers(0, 8), st.integers(2, 4))
def test_multiplying_a_delegation_keeps_its_voice(counts: list[int], absent: int, times: int) -> None:
    voters = sum(counts) + absent
    voice = rate_voice(counts, voters=voters)

    assert rate_voice([times * count for count in counts], voters=times * voters) is voice
