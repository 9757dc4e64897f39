"""``/ormas/<id>/isi``: filling in a profile step by step, kept while it is typed.

Whatever a form holds when it is sent is kept, right or wrong, before anything else is decided: saved
where it is right, else among what the account typed and has not saved (``linkreg.services.drafts``).
"""

from __future__ import annotations

from functools import partial
from http import HTTPStatus

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from api import messages
from api.errors import status_of
from api.identity import registry, session_actor
from api.pages.carrying import ask_to_log_in, require_login
from api.pages.choices import choices
from api.pages.formats import clock_time
from api.pages.profile_form import ProfileForm, label_of
from api.pages.step_list import (
    BY_KEY,
    FORMS,
    STEPS,
    Step,
    address_of_step,
    after,
    first_open,
    waypoints,
)
from api.pages.typing import Typing
from linkreg.errors import Conflict, InvalidInput, NotAuthenticated, StaleVersion
from linkreg.profile import Profile
from linkreg.records import OrganizationRecord
from linkreg.services.filling import Filling, StepChange

blueprint = Blueprint("steps", __name__)
blueprint.before_request(require_login)
blueprint.register_error_handler(NotAuthenticated, ask_to_log_in)
blueprint.register_error_handler(CSRFError, ask_to_log_in)

_ADDRESS = f"/ormas/<id:organization_id>/isi/<any({FORMS}):stage>"

Answer = Response | tuple[str, int]


@blueprint.get("/ormas/<id:organization_id>/isi")
def go_on(organization_id: str) -> Response:
    """Lead to the first step in which something is missing."""
    filling = registry().open_filling(organization_id, session_actor())
    return redirect(address_of_step(organization_id, first_open(filling).key), 303)


@blueprint.get(_ADDRESS)
def show(organization_id: str, stage: str) -> str:
    """Show a step as it was left: what is saved, and over it what was typed since."""
    filling = registry().open_filling(organization_id, session_actor())
    chosen, profile = BY_KEY[stage], filling.record.profile
    form = ProfileForm.of(profile, chosen.fields)
    draft = filling.drafts.get(stage)
    if draft is not None:
        form = form.with_typed(draft.typed)
        problem = registry().examine(organization_id, form.patch(profile), session_actor())
        form = form.refused(problem, profile) if problem else form
    return render_step(filling, chosen, form)


@blueprint.post(_ADDRESS)
def save(organization_id: str, stage: str) -> Answer:
    """Save a step and go to another; what cannot be saved is kept as typed and shown again."""
    seen = request.form.get("version", 0, int)
    filling = registry().open_filling(organization_id, session_actor(), seen_version=seen)
    typing = Typing.read(BY_KEY[stage], filling.record, filling.seen)
    if "more" in request.form:
        _keep(organization_id, typing)
        filling = registry().open_filling(organization_id, session_actor())
        return render_step(filling, typing.step, typing.form.with_rows()), HTTPStatus.OK
    try:
        if typing.contested:
            raise StaleVersion(seen, filling.record.version)
        version = filling.record.version
        registry().save_step(organization_id, typing.change, session_actor(), version=version)
    except (InvalidInput, Conflict) as error:
        return _answer_refusal(organization_id, typing, error)
    flash(gettext(messages.STEP_SAVED).format(step=gettext(typing.step.title)))
    return redirect(_wanted(organization_id) or _next(organization_id, typing.step), 303)


@blueprint.post(f"{_ADDRESS}/ketikan")
def keep(organization_id: str, stage: str) -> Response:
    """Keep what is being typed and say what is wrong with it, for the page's script."""
    typings: list[Typing] = []

    def read(record: OrganizationRecord, seen: Profile | None) -> StepChange:
        typings.append(Typing.read(BY_KEY[stage], record, seen))
        return typings[0].change

    version = request.form.get("version", 0, int)
    kept = registry().keep_typed(organization_id, read, session_actor(), seen_version=version)
    form = typings[0].judged(kept.problem)
    return jsonify(
        mark=kept.draft.mark if kept.draft else "",
        told=[{"field": it.field, "label": it.label, "message": it.message} for it in form.told],
        words=gettext(messages.TYPING_KEPT).format(time=clock_time(registry().clock())),
    )


@blueprint.post(f"{_ADDRESS}/buang")
def drop(organization_id: str, stage: str) -> Response:
    """Throw away what was typed and show what is saved."""
    registry().drop_typed(organization_id, stage, session_actor())
    flash(gettext(messages.TYPING_DROPPED))
    return redirect(address_of_step(organization_id, stage), 303)


def _answer_refusal(organization_id: str, typing: Typing, error: InvalidInput | Conflict) -> Answer:
    """Keep what was typed; go where it was wanted to go, or say on the spot what is wrong."""
    kept, wanted = _keep(organization_id, typing), _wanted(organization_id)
    if kept and wanted:
        flash(gettext(messages.STEP_LEFT).format(step=gettext(typing.step.title)))
        return redirect(wanted, 303)
    filling = registry().open_filling(organization_id, session_actor())
    stale = isinstance(error, StaleVersion)
    form = typing.form if stale else typing.judged(error)
    return render_step(filling, typing.step, form, stale=stale), status_of(error)


def _keep(organization_id: str, typing: Typing) -> bool:
    """Keep what was typed; say whether there was room for it."""
    seen = request.form.get("version", 0, int)
    try:
        registry().keep_typed(
            organization_id,
            lambda _record, _seen: typing.change,
            session_actor(),
            seen_version=seen,
        )
    except InvalidInput:
        return False
    return True


def _wanted(organization_id: str) -> str | None:
    """Return where it was chosen to go, if it was: to another step, or to add to the track record."""
    wanted = request.form.get("ke", "")
    if wanted == "pengalaman":
        return url_for("pages.experiences.show", organization_id=organization_id)
    return address_of_step(organization_id, wanted) if wanted in BY_KEY else None


def _next(organization_id: str, step: Step) -> str:
    return address_of_step(organization_id, after(step).key)


def render_step(filling: Filling, step: Step, form: ProfileForm, *, stale: bool = False) -> str:
    """Return the page of a step; ``stale``: others saved something else into the same fields."""
    saved = ProfileForm.of(filling.record.profile, step.fields)
    stored = [(label_of(name), saved.words(name)) for name in form.typed_anew(saved)]
    return render_template(
        f"steps/{step.key}.html",
        **surroundings_of(filling, step),
        form=form,
        choices=choices(),
        draft=filling.drafts.get(step.key),
        stored=stored,
        stale=stale,
    )


def surroundings_of(filling: Filling, step: Step) -> dict[str, object]:
    """Return what the page of every step shows around it."""
    return {
        "filling": filling,
        "record": filling.record,
        "step": step,
        "waypoints": waypoints(filling),
        "number": STEPS.index(step) + 1,
        "address_of_step": partial(address_of_step, filling.record.id),
    }
