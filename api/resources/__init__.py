"""The JSON API under ``/v1``: one module per noun, and here the table of contents."""

from flask import Blueprint

from api.resources import (
    assessments,
    changes,
    evidence,
    history,
    openapi,
    organizations,
    privacy,
    reference,
    rulesets,
    standing,
    tokens,
)
from api.route import add_operations

OPERATIONS = (
    organizations.search_organizations,
    organizations.suggest_organizations,
    organizations.register_organization,
    organizations.read_organization,
    organizations.change_organization,
    standing.submit_organization,
    standing.publish_organization,
    standing.send_back_organization,
    standing.suspend_organization,
    standing.archive_organization,
    standing.list_notices,
    standing.read_notice,
    standing.reply_to_notice,
    standing.decide_notice,
    standing.raise_flag,
    standing.lift_flag,
    evidence.list_evidence,
    evidence.supply_evidence,
    evidence.read_evidence,
    evidence.change_evidence,
    evidence.withdraw_evidence,
    evidence.attach_file,
    evidence.read_file,
    evidence.list_waiting_evidence,
    evidence.list_verifications,
    evidence.verify_evidence,
    privacy.list_consents,
    privacy.give_consent,
    privacy.withdraw_consent,
    privacy.list_accesses,
    privacy.list_erasures,
    privacy.erase_person,
    assessments.assess_organization,
    assessments.read_timeline,
    rulesets.list_rulesets,
    rulesets.read_ruleset,
    reference.list_regions,
    reference.read_region,
    reference.list_urusan,
    reference.read_vocabulary,
    history.read_history,
    changes.list_changes,
    tokens.issue_token,
    tokens.revoke_token,
    openapi.describe_api,
)

blueprint = Blueprint("v1", __name__, url_prefix="/v1")
add_operations(blueprint, OPERATIONS)
