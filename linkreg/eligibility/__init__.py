"""Who qualifies for Swakelola Tipe III, by which rule, on which day: law as data, judged purely.

Nothing here reads a database, a clock or the network.
"""

from linkreg.eligibility.assessment import Assessment, Finding, assess
from linkreg.eligibility.facts import (
    EvidenceFact,
    ExperienceFact,
    Facts,
    PackageFacts,
    SanctionFact,
    validity,
)
from linkreg.eligibility.loading import load_ruleset, load_rulesets
from linkreg.eligibility.next_steps import NextStep, next_steps
from linkreg.eligibility.period import PeriodVerdict, qualified_throughout
from linkreg.eligibility.remedy import Remedy
from linkreg.eligibility.ruleset import Citation, Criterion, Ruleset, RulesetLibrary
from linkreg.eligibility.stretches import OutcomeChange, Stretch, stretches
from linkreg.eligibility.timeline import qualified_spans, timeline
from linkreg.eligibility.what_if import (
    Accepted,
    Begun,
    Change,
    PackageStated,
    Stated,
    Supplied,
    what_if,
)

__all__ = [
    "Accepted",
    "Assessment",
    "Begun",
    "Change",
    "Citation",
    "Criterion",
    "EvidenceFact",
    "ExperienceFact",
    "Facts",
    "Finding",
    "NextStep",
    "OutcomeChange",
    "PackageFacts",
    "PackageStated",
    "PeriodVerdict",
    "Remedy",
    "Ruleset",
    "RulesetLibrary",
    "SanctionFact",
    "Stated",
    "Stretch",
    "Supplied",
    "assess",
    "load_ruleset",
    "load_rulesets",
    "next_steps",
    "qualified_spans",
    "qualified_throughout",
    "stretches",
    "timeline",
    "validity",
    "what_if",
]
