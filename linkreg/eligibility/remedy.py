"""What would help against a judgement that fails, in words for people and as changes to the facts.

Made only when somebody asks for the next steps: most assessments are made for the index and never read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from linkreg.eligibility.facts import EvidenceFact
from linkreg.eligibility.what_if import Accepted, Begun, Change, Supplied
from linkreg.vocabulary import Action, Basis, EvidenceKind, EvidenceState
from linkreg.wording import Wording, either, joined


@dataclass(frozen=True, slots=True)
class Remedy:
    """An action on a document of any one of some kinds, or on something else, and what it changes."""

    action: Action
    changes: tuple[Change, ...]
    kinds: tuple[EvidenceKind, ...] = ()
    what: str = ""
    detail: str = ""

    @property
    def text(self) -> Wording:
        """Return the sentence."""
        documents = either(kind.label for kind in self.kinds)
        if self.detail:
            documents = joined(" ", (documents, self.detail))
        return Wording(self.action.label, documents=documents, what=self.what)

    def helps(self, need: Need) -> bool:
        """Say whether this remedy would change at least what one of those asked for would."""
        return any(
            all(any(mine.covers(its) for mine in self.changes) for its in other.changes)
            for other in need
        )


#: What a judgement that fails asks for: any one of these remedies.
Need = tuple[Remedy, ...]


def document_remedies(
    kind: EvidenceKind, held: Sequence[EvidenceFact], on: date, basis: Basis
) -> Iterator[Remedy]:
    """Yield what would make a document of a kind count on a day, by what is held of that kind.

    There is a choice only between several documents that wait for an officer. Nothing held of the
    kind is taken to count already.
    """
    usable = [fact for fact in held if fact.state is not EvidenceState.REJECTED]
    current = [fact for fact in usable if fact.valid.contains(on)]
    coming = [fact for fact in usable if not _over(fact, on)]
    if current:
        for fact in current:
            yield Remedy(Action.VERIFY, (Accepted(fact.id),), (kind,))
    elif coming:
        yield Remedy(Action.WAIT, _changes_of_waiting(coming, basis), (kind,))
    else:
        action = Action.RENEW if usable else Action.REPLACE if held else Action.SUPPLY
        yield Remedy(action, (Supplied(kind),), (kind,))


def _over(fact: EvidenceFact, on: date) -> bool:
    return fact.valid.end is not None and fact.valid.end < on


def _changes_of_waiting(coming: Sequence[EvidenceFact], basis: Basis) -> tuple[Change, ...]:
    """Wait for the first that is accepted; one that is not must be by then, where that counts."""
    accepted = [fact for fact in coming if fact.state is EvidenceState.ACCEPTED]
    first = min(accepted or coming, key=lambda fact: fact.valid.start or date.min)
    begun = Begun(first.id)
    return (begun,) if accepted or basis is Basis.DECLARED else (begun, Accepted(first.id))
