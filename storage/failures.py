"""Errors of SQLite and SQLAlchemy, turned into ours in one place."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import sqlalchemy as sa

from flows.errors import Corrupt, NotFound, RondetafelError, StaleWrite, StorageError

_PRIMARY: Final = 0xFF
"""An extended result code of SQLite holds its primary code in the low byte."""


def translate(error: Exception, *, path: str = "") -> RondetafelError:
    """Ours for theirs. The text never holds a value that somebody gave."""
    cause = error.orig if isinstance(error, sa.exc.DBAPIError) else error
    if not isinstance(cause, sqlite3.Error):
        return StorageError(type(error).__name__, path=path)
    code = getattr(cause, "sqlite_errorcode", 0)
    if code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        return NotFound(str(cause))
    if code in {sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY}:
        return StaleWrite(str(cause), path=path)
    if code & _PRIMARY in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:  # other files were refused before
        return Corrupt(str(cause), path=path)
    return StorageError(str(cause), path=path)


@contextmanager
def translated(*, path: str = "") -> Iterator[None]:
    """Whatever the database raises inside leaves as an error of ours."""
    try:
        yield
    except (sa.exc.SQLAlchemyError, sqlite3.Error) as error:
        raise translate(error, path=path) from error
