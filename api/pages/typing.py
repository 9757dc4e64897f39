"""What somebody typed into a step, against what they saw and what is stored by now.

Fields they did not touch are as they are stored now, whatever their page still showed: of two people
at one profile nobody undoes what the other saved, unless both changed the same field.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

from api.pages.profile_form import ProfileForm
from api.pages.step_list import Step
from linkreg.profile import Profile
from linkreg.records import OrganizationRecord
from linkreg.services.filling import Problem, StepChange


@dataclass(frozen=True, slots=True)
class Typing:
    """A step's form with what was typed over what is stored; ``contested`` are fields of both."""

    step: Step
    form: ProfileForm
    profile: Profile
    change: StepChange
    contested: tuple[str, ...]

    @classmethod
    def read(cls, step: Step, record: OrganizationRecord, seen: Profile | None) -> Typing:
        """Read the request's form; ``seen``: the profile it was filled in over, if that is known."""
        sent = ProfileForm.typed(request.form, step.fields)
        stored = ProfileForm.of(record.profile, step.fields)
        base = stored if seen is None else ProfileForm.of(seen, step.fields)
        mine = sent.typed_anew(base)
        moved = mine.keys() if seen is None else stored.typed_anew(base).keys()
        form = stored.with_typed(mine)
        unsaved = form.typed_anew(stored)
        draft = request.form.get("draft", "")
        change = StepChange(step.key, form.patch(record.profile), unsaved, draft)
        contested = tuple(name for name in unsaved if name in moved)
        return cls(step, form, record.profile, change, contested)

    def judged(self, problem: Problem | None) -> ProfileForm:
        """Return the form with what is wrong with it."""
        return self.form.refused(problem, self.profile) if problem is not None else self.form
