"""Forgetting: what is deleted so that nothing ties a participant to somebody any more.

The writing connection has `secure_delete` on, so that what is deleted or overwritten is zeroes in the file once the
write-ahead log was copied into it.
"""

import sqlalchemy as sa

from flows.ports import Account
from storage import schema


def erasing(
    participant: str, conference: str, account: Account | None, *, is_elsewhere: bool
) -> tuple[sa.Delete, ...]:
    """The statements for one participant. With `is_elsewhere` the account takes part in another conference too:
    its own questions and cards there stay."""
    own = [
        sa.delete(table).where(table.c.participant == participant)
        for table in (schema.binding, schema.position, schema.invitation, schema.answer_key, schema.argument_request)
    ]
    return (
        *own,
        _cards(participant, conference, account, is_elsewhere=is_elsewhere),
        _notices(participant, conference, account),
        *(() if account is None else _of_account(account, conference, is_elsewhere=is_elsewhere)),
    )


def _of_account(account: Account, conference: str, *, is_elsewhere: bool) -> tuple[sa.Delete, ...]:
    """A question that waits, a request to take part, and updates of his that could not be read."""
    dialog, admission, quarantine = schema.dialog, schema.admission, schema.quarantine
    asked = sa.and_(dialog.c.channel == account.channel, dialog.c.external == account.external)
    if is_elsewhere:
        asked = sa.and_(asked, sa.func.instr(sa.cast(dialog.c.data, sa.Text), conference) > 0)
    requested = sa.and_(
        admission.c.conference == conference,
        admission.c.channel == account.channel,
        admission.c.external == account.external,
    )
    unread = sa.and_(quarantine.c.channel == account.channel, sa.func.instr(quarantine.c.raw, account.external) > 0)
    return (
        sa.delete(dialog).where(asked),
        sa.delete(admission).where(requested),
        sa.delete(quarantine).where(unread),
    )


def _cards(participant: str, conference: str, account: Account | None, *, is_elsewhere: bool) -> sa.Delete:
    """Where his own cards stand: those named after him, his desk, and without another conference all in his chat."""
    table = schema.card
    is_his = sa.or_(
        table.c.name.in_([f"walk:{participant}", f"homework:{participant}"]),
        table.c.name.startswith("asked:") & table.c.name.endswith(f":{participant}"),
    )
    if account is None:
        return sa.delete(table).where(is_his)
    desk = f"desk:{conference}:{account.channel}:{account.external}"
    is_in_his_chat = sa.literal(not is_elsewhere) & (table.c.chat == account.external)
    return sa.delete(table).where(is_his | (table.c.name == desk) | is_in_his_chat)


def _notices(participant: str, conference: str, account: Account | None) -> sa.Delete:
    """Messages to him, sent or waiting."""
    table = schema.notice
    to = [participant] if account is None else [participant, f"{account.channel}:{account.external}"]
    return sa.delete(table).where(table.c.conference == conference, table.c.recipient.in_(to))
