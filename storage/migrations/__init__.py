"""Leading a database file to the schema that this version knows."""

from pathlib import Path
from typing import Final

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

_FOLDER: Final = Path(__file__).parent


def known_revisions() -> tuple[str, ...]:
    """All revisions that this version knows, newest first."""
    return tuple(script.revision for script in ScriptDirectory(str(_FOLDER)).walk_revisions())


def current_revision(connection: sa.Connection) -> str | None:
    """The revision of the file; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(connection: sa.Connection, *, to: str = "head") -> None:
    """Run what the file misses up to this revision, inside the transaction of this connection."""
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
