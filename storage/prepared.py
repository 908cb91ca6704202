"""Questions that are asked with every card, worked out once: their text, and how values and rows are converted.

The toolkit makes a statement anew for each question and looks up how it is written; that costs many times the
question itself. What is asked seldom, stays with the toolkit alone.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

Row = Mapping[Any, Any]
"""By name of the column, as the columns' types convert it."""

_DIALECT: Final = sqlite.dialect(paramstyle="named")


@dataclass(frozen=True, slots=True)
class Question:
    """A prepared question with its values."""

    text: str
    values: Mapping[str, Any]
    read: Callable[[Sequence[Any]], Row]


class Prepared:
    """A question without its values: call it with these, by name. They are texts and whole numbers, bound as such."""

    def __init__(self, build: Callable[..., sa.Select[Any]]) -> None:
        self._build = build

    def __call__(self, **values: Any) -> Question:
        return Question(self._text, self._fixed | values, self._read)

    @cached_property
    def _statement(self) -> sa.Select[Any]:
        return self._build(**{name: sa.bindparam(name, None) for name in inspect.signature(self._build).parameters})

    @cached_property
    def _compiled(self) -> sa.Compiled:
        return self._statement.compile(dialect=_DIALECT, compile_kwargs={"render_postcompile": True})

    @cached_property
    def _text(self) -> str:
        return str(self._compiled)

    @cached_property
    def _fixed(self) -> dict[str, Any]:
        """Values that belong to the question itself; the others stand as None here."""
        return dict(self._compiled.params)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self._statement.selected_columns)

    @cached_property
    def _conversions(self) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
        """Of the columns that need one."""
        found = [
            (column.name, column.type.dialect_impl(_DIALECT).result_processor(_DIALECT, None))
            for column in self._statement.selected_columns
        ]
        return tuple((name, convert) for name, convert in found if convert is not None)

    def _read(self, stored: Sequence[Any]) -> Row:
        row = dict(zip(self._names, stored, strict=True))
        for name, convert in self._conversions:
            row[name] = convert(row[name])
        return row


def prepared(build: Callable[..., sa.Select[Any]]) -> Prepared:
    """Decorates a function that makes a statement from the places of its values, named as its parameters."""
    return Prepared(build)
