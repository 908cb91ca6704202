"""The data folder: where the database stands, and the lock that lets one process write."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from flows.errors import AlreadyRunning, StorageError, WrongDatabase

LOCK_NAME: Final = "rondetafel.lock"
_MAGIC: Final = b"SQLite format 3\x00"


def find_file(url_or_path: str | Path) -> Path:
    """The database file that a URL (`sqlite:///...`) or path names. Raises StorageError for anything else."""
    text = str(url_or_path)
    if "://" not in text:
        path = text
    else:
        try:
            url = sa.make_url(text)
        except sa.exc.ArgumentError as error:
            raise StorageError("not a database URL") from error
        if url.get_backend_name() != "sqlite":
            raise StorageError(f"no storage for {url.get_backend_name()}")
        path = url.database or ""
    if not path or path == ":memory:" or path.startswith("file:"):
        raise StorageError("the database must be a file")
    return Path(path).absolute()


@contextmanager
def hold_folder(folder: Path) -> Iterator[None]:
    """Hold the data folder, making it when there is none. The lock ends with the process, however that ends.

    Raises AlreadyRunning with the folder as `path`; StorageError when the folder cannot be used.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StorageError(error.strerror or "the data folder cannot be used", path=str(folder)) from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise AlreadyRunning("another process has this data folder", path=str(folder)) from error
        yield
    finally:
        os.close(handle)


def prepare_file(path: Path) -> None:
    """Make an empty file for us alone when there is none. Raises WrongDatabase for a file that is not SQLite's."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except OSError as error:
        raise StorageError(error.strerror or "the database cannot be used", path=str(path)) from error
    if start and start != _MAGIC:
        raise WrongDatabase("this file is no database", path=str(path))
