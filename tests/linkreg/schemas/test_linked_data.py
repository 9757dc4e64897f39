"""What search engines are told of an organization."""

from __future__ import annotations

from datetime import date

from fixtures.factories import ProfileFactory
from linkreg.privacy import public_profile
from linkreg.profile import Profile
from linkreg.schemas.linked_data import present_linked_data

_PAGE = "https://ormas.contoh.example/ormas/k3v9"


def test_it_is_an_ngo_by_the_names_of_schema_org() -> None:
    profile = ProfileFactory(
        complete=True, name="Yayasan Contoh", short_name="YC", founded_on=date(2012, 5, 17)
    )
    told = present_linked_data(profile, _PAGE)
    assert (told["@context"], told["@type"], told["@id"]) == ("https://schema.org", "NGO", _PAGE)
    assert told["name"] == "Yayasan Contoh"
    assert told["alternateName"][0] == "YC"
    assert told["foundingDate"] == "2012-05-17"
    assert told["address"]["addressLocality"] == "Kota Makassar, Sulawesi Selatan"
    assert told["numberOfEmployees"]["value"] == profile.personnel.permanent
    assert told["identifier"][0]["value"] == profile.identifiers[0].id


def test_what_is_not_stated_is_left_out() -> None:
    told = present_linked_data(Profile(name="Yayasan Contoh", region="73.71"), _PAGE)
    assert set(told) == {"@context", "@type", "@id", "name", "mainEntityOfPage", "address"}


def test_it_never_names_a_person_and_tells_the_public_no_more_than_it_sees() -> None:
    profile = ProfileFactory(complete=True)
    told = present_linked_data(profile, _PAGE)
    assert profile.board
    assert not any(member.name in repr(told) for member in profile.board)
    assert told == present_linked_data(public_profile(profile, consented=False), _PAGE)
