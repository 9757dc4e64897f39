"""The JSON API under ``/v1``: one module per noun, and here the table of contents."""

from flask import Blueprint

from api.resources import (
    assessments,
    changes,
    evidence,
    openapi,
    organizations,
    reference,
    rulesets,
    tokens,
)
from api.route import add_operations

OPERATIONS = (
    organizations.search_organizations,
    organizations.register_organization,
    organizations.read_organization,
    organizations.change_organization,
    organizations.publish_organization,
    evidence.list_evidence,
    evidence.supply_evidence,
    evidence.attach_file,
    evidence.read_file,
    evidence.verify_evidence,
    assessments.assess_organization,
    assessments.read_timeline,
    rulesets.list_rulesets,
    rulesets.read_ruleset,
    reference.list_regions,
    reference.read_region,
    reference.list_urusan,
    reference.read_vocabulary,
    changes.list_changes,
    tokens.issue_token,
    tokens.revoke_token,
    openapi.describe_api,
)

blueprint = Blueprint("v1", __name__, url_prefix="/v1")
add_operations(blueprint, OPERATIONS)
