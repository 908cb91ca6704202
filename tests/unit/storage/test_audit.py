"""The chain of the log and the commitments in it."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from storage.audit import Chain, Entry, commit_to, verify_chain

NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)
KEY = "00" * 32


def chain_of(count: int) -> list[Entry]:
    chain = Chain(conference="dal")
    return [chain.add("answer", at=NOON, who="ref", data={"n": number}) for number in range(count)]


@dataclass(frozen=True)
class Tampering:
    """A field of the second entry, and what somebody wrote there."""

    name: str
    value: str | int


def test_verify_chain_whole_is_well() -> None:
    assert [verify_chain(chain_of(count)) for count in (0, 1, 5)] == [None, None, None]


@pytest.mark.parametrize(
    "tampering",
    [
        Tampering("moment", 1),
        Tampering("kind", "joined"),
        Tampering("who", "x"),
        Tampering("data", "{}"),
        Tampering("commitment", "aa"),
        Tampering("conference", "berg"),
    ],
)
def test_verify_chain_names_the_entry_that_was_changed(tampering: Tampering) -> None:
    entries = chain_of(4)
    entries[1] = entries[1]._replace(**{tampering.name: tampering.value})  # type: ignore[arg-type] # any field

    assert verify_chain(entries) == 2


def test_verify_chain_finds_entries_left_out_or_swapped() -> None:
    entries = chain_of(4)

    assert verify_chain(entries[:1] + entries[2:]) == 2
    assert verify_chain([entries[0], entries[2], entries[1], entries[3]]) == 2


def test_commit_to_depends_on_key_item_value_and_flags() -> None:
    other_key = "01" * 32
    commitments = {
        commit_to(KEY, item="a", value="4", no_opinion=False, unacceptable=False),
        commit_to(other_key, item="a", value="4", no_opinion=False, unacceptable=False),
        commit_to(KEY, item="b", value="4", no_opinion=False, unacceptable=False),
        commit_to(KEY, item="a", value="5", no_opinion=False, unacceptable=False),
        commit_to(KEY, item="a", value=None, no_opinion=True, unacceptable=False),
        commit_to(KEY, item="a", value="4", no_opinion=False, unacceptable=True),
    }

    assert len(commitments) == 6


def test_commit_to_is_the_published_formula() -> None:
    # printf 'a|4|00' | openssl dgst -sha256 -mac HMAC -macopt hexkey:0000...00
    expected = "e6379fd0dcd73dbac5ca87975031a4686a98bfe43705c7fac9ef2c7497fab355"

    assert commit_to(KEY, item="a", value="4", no_opinion=False, unacceptable=False) == expected
