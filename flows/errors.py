"""What can go wrong, as a tree. Errors carry data; channels turn them into sentences.

RondetafelError
├── Refused            the rules do not allow it; `reason` is a word of the catalogue, `data` fills the sentence
│   ├── NotAllowed     not by this person
│   ├── Lost           somebody else was first: the state has changed meanwhile
│   └── Invalid        the input itself is wrong; nothing was stored
├── NotFound           there is no such thing
└── StorageError       nothing was stored; trying again is right
    ├── StaleWrite     a record was saved by somebody else since it was loaded
    ├── WrongDatabase  a newer version made it, or it is no database of ours
    ├── Corrupt        the file is damaged; a backup must be restored
    └── AlreadyRunning another process has the data folder
"""


class RondetafelError(Exception):
    """The root of all our errors."""


class Refused(RondetafelError):
    """The rules do not allow it. Nothing was stored.

    `reason` is a key of the catalogue of sentences; `data` are the values that the sentence needs.
    """

    def __init__(self, reason: str, /, **data: str | int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.data = data


class NotAllowed(Refused):
    """This person may not do this."""


class Lost(Refused):
    """The state has changed since the person saw it."""


class Invalid(Refused):
    """The input itself is wrong."""


class NotFound(RondetafelError):
    """There is no such conference, round, participant or item."""


class StorageError(RondetafelError):
    """Storing failed and nothing was stored. `path` is the file or folder, where one is to blame."""

    def __init__(self, message: str = "", /, *, path: str = "") -> None:
        super().__init__(message)
        self.path = path


class StaleWrite(StorageError):
    """The record was saved by somebody else since it was loaded."""


class WrongDatabase(StorageError):
    """The database was made by a newer version, or is not one of ours."""


class Corrupt(StorageError):
    """The database file is damaged."""


class AlreadyRunning(StorageError):
    """Another process holds the data folder."""
