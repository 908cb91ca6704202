"""`volledig.csv` after somebody moved: his earlier answers stand with the municipality that he answered for."""

from collections.abc import Callable
from dataclasses import replace

from flows.words import Role
from report.dossier import Dossier
from report.tables import FULL_COLUMNS, read_table, write_full


def test_full_table_names_the_municipality_of_the_electorate(build: Callable[..., Dossier]) -> None:
    dossier = build(rounds_until="groslijst")
    moved = {
        p.id: "g5" for p in dossier.participants if p.municipality == "g1" and p.role is Role.VOTER
    }  # all of the first municipality, after the last round was closed
    rounds = tuple(
        replace(
            entry,
            ballots=tuple(replace(b, municipality=moved.get(b.participant, b.municipality)) for b in entry.ballots),
        )
        for entry in dossier.rounds
    )
    people = tuple(replace(p, municipality=moved.get(p.id, p.municipality)) for p in dossier.participants)

    after = write_full(replace(dossier, rounds=rounds, participants=people))

    assert moved
    assert after == write_full(dossier)
    assert after is not None
    assert "g1" in {line["municipality"] for line in read_table(after, columns=FULL_COLUMNS)}
