from json import loads

import pytest
from pydantic import ValidationError

from report.uitkomst import SCHEMA_FILE, read_uitkomst, schema_text

EMPTY = b"""{"schema": "rondetafel/uitkomst/1", "conference": {}}"""


def test_shipped_schema_is_the_one_of_the_models() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text()


def test_schema_is_a_union_by_kind() -> None:
    schema = loads(schema_text())
    mapping = schema["properties"]["rounds"]["items"]["discriminator"]["mapping"]
    assert sorted(mapping) == ["approve", "choose", "consent", "grade", "open", "points", "rank", "rate"]


def test_reading_names_the_place_of_a_fault() -> None:
    with pytest.raises(ValidationError) as caught:
        read_uitkomst(EMPTY)
    assert ("conference", "id") in {fault["loc"] for fault in caught.value.errors()}
