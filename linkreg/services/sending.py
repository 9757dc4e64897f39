"""Send what is due, letter by letter: one that is refused stops no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass

from linkreg.eligibility import RulesetLibrary
from linkreg.errors import MailRefused
from linkreg.mail import Letter
from linkreg.services import reminders
from linkreg.services.letters import write_reminder
from linkreg.services.reminders import Claim, Reminder
from linkreg.transaction import Transaction

#: Hands in a letter and returns the addresses refused; raises ``MailRefused`` when it took none.
Post = Callable[[Letter], tuple[str, ...]]

#: Opens a transaction: one that only reads, or one that changes.
Opener = Callable[[], AbstractContextManager[Transaction]]


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of one reminder; ``problem`` says in Indonesian why not all of it arrived.

    Neither sent nor a problem: no address is known.
    """

    reminder: Reminder
    sent: bool
    problem: str = ""


def send_due(
    read: Opener, write: Opener, rulesets: RulesetLibrary, post: Post, public_url: str
) -> Iterator[Delivery]:
    """Send today's reminders one by one and yield what became of each; the caller sets the pace.

    What another process sends at the same time is passed over. Whatever ``post`` raises other than
    ``MailRefused`` ends it, with the letter in hand due again.
    """
    with read() as tx:
        due = reminders.list_due(tx, rulesets)
    for reminder in due:
        if not reminder.recipients:
            yield Delivery(reminder, sent=False)
            continue
        with write() as tx:
            claimed = reminders.claim(tx, rulesets, reminder.record.id, reminder.on)
        if claimed is not None:
            yield _send(write, claimed, post, public_url)


def _send(write: Opener, claimed: Claim, post: Post, public_url: str) -> Delivery:
    letter = write_reminder(claimed.reminder, claimed.claimed_at, public_url)

    def confirm() -> None:
        with write() as tx:
            reminders.confirm(tx, claimed)

    def release() -> None:
        with write() as tx:
            reminders.release(tx, claimed)

    sent, problem = deliver(post, letter, confirm, release)
    return Delivery(claimed.reminder, sent, problem)


def deliver(
    post: Post, letter: Letter, confirm: Callable[[], None], release: Callable[[], None]
) -> tuple[bool, str]:
    """Hand a letter in and confirm it, or release it; return whether it went, and any problem."""
    try:
        refused = post(letter)
    except MailRefused as error:
        release()
        return False, error.message
    except Exception:  # whatever it was goes on up; the letter must be due again first
        release()
        raise
    confirm()
    return True, f"alamat yang ditolak: {', '.join(refused)}" if refused else ""
