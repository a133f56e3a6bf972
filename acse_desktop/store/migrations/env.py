"""What alembic runs: the migrations, on the connection that `migrating` gives."""

from alembic import context

from acse_desktop.models import Base
from acse_desktop.store import search_index

connection = context.config.attributes["connection"]
# The caller owns the transaction: a migration that stops half-way leaves nothing.
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
    compare_type=True,
    include_name=search_index.is_declared,
    render_item=context.config.attributes.get("render_item"),
)
context.run_migrations()
