"""What alembic runs; the connection is handed in by ``linkreg.migrations``."""

from alembic import context

from linkreg.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
)
context.run_migrations()
