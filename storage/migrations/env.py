"""What Alembic runs around the revisions: on the connection that it is given, in that connection's transaction."""

from alembic import context

from storage.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters most things by making the table anew
    transactional_ddl=True,  # the whole upgrade or nothing of it
)
context.run_migrations()
