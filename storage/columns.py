"""How values of the domain stand in columns: moments, flags and structured data in SQLite's three types."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_ENCODER: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":"))
BIG: Final = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def to_micros(moment: datetime) -> int:
    """Whole microseconds since 1970. Raises TypeError for a moment without a zone."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def from_micros(micros: int) -> datetime:
    """The moment in UTC, exactly as it was stored."""
    return EPOCH + timedelta(microseconds=micros)


def to_json(data: Any) -> str:
    """One text for one value: sorted keys, no spaces, ASCII, so that it can be hashed and holds any string."""
    return _ENCODER.encode(data)


class Moment(sa.types.TypeDecorator[datetime]):
    """A datetime, stored as microseconds UTC."""

    impl = BIG
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else to_micros(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else from_micros(value)


class Flag(sa.types.TypeDecorator[bool]):
    """A bool, stored as 0 or 1."""

    impl = sa.Integer()
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:
        return None if value is None else bool(value)


class Json(sa.types.TypeDecorator[Any]):
    """Something structured, stored as JSON text."""

    impl = sa.Text()
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        return to_json(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)
