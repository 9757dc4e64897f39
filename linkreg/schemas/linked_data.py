"""An organization for search engines: schema.org, of what everybody may read, and without persons."""

from __future__ import annotations

from typing import Any

from linkreg.profile import Profile
from linkreg.reference import display_name, get_urusan


def present_linked_data(profile: Profile, address: str) -> dict[str, Any]:
    """Return a public profile as JSON-LD (https://schema.org/NGO); ``address`` is that of its page.

    Each field is named here; the board is not among them, whether it is published or not.
    """
    contact = profile.contact
    stated = {
        "name": profile.name,
        "alternateName": [*filter(None, [profile.short_name]), *profile.aliases],
        "description": profile.description,
        "url": contact.website,
        "mainEntityOfPage": address,
        "email": contact.email,
        "telephone": contact.phone,
        "foundingDate": profile.founded_on and profile.founded_on.isoformat(),
        "address": _postal_address(profile),
        "areaServed": [display_name(code) for code in profile.operating_regions],
        "knowsAbout": [get_urusan(code).name for code in profile.urusan],
        "identifier": [
            {"@type": "PropertyValue", "propertyID": held.scheme.label, "value": held.id}
            for held in profile.identifiers
        ],
        "numberOfEmployees": _head_count(profile.personnel.permanent),
    }
    kept = {name: value for name, value in stated.items() if value not in (None, [])}
    return {"@context": "https://schema.org", "@type": "NGO", "@id": address, **kept}


def _postal_address(profile: Profile) -> dict[str, str]:
    place = {"@type": "PostalAddress", "addressCountry": "ID"}
    place["addressLocality"] = display_name(profile.region)
    return {**place, "streetAddress": profile.address} if profile.address else place


def _head_count(count: int | None) -> dict[str, Any] | None:
    return None if count is None else {"@type": "QuantitativeValue", "value": count}
