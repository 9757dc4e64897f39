"""The profile an organization hands in: one schema for registration, correction and import."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from linkreg.errors import InvalidInput, Mistake
from linkreg.identifiers import MAX_LENGTH, check_identifier
from linkreg.profile import (
    BoardMember,
    BySex,
    Contact,
    Experience,
    Identifier,
    Personnel,
    Profile,
    Strengths,
    to_plain,
)
from linkreg.schemas.fields import (
    TEXT_FORM,
    Code,
    Day,
    Many,
    Text,
    count,
    refuse_nik,
    region_code,
    urusan_code,
    year,
)
from linkreg.strict_schema import (
    UNKNOWN_FIELD,
    CodedMessage,
    StrictSchema,
    json_pointer,
    mistakes_in,
)
from linkreg.vocabulary import (
    AccountabilityStandard,
    BeneficiaryGroup,
    IdentifierScheme,
    LegalForm,
    Sdg,
    Service,
)
from linkreg.wording import Wording, joined

_MAX_RUPIAH = 10**15

_PHONE = validate.Regexp(
    r"^\+?[0-9][0-9 ()./-]{4,28}(?:ext\.? ?[0-9]{1,5})?$",  # JSON Schema reads it too
    error=CodedMessage("invalid_phone", "Bukan nomor telepon; tulis misalnya 0411-123456."),
)


def _at_most(length: int) -> validate.Length:
    message = CodedMessage(
        "too_long", "Terlalu panjang; paling banyak {length} huruf.", length=length
    )
    return validate.Length(max=length, error=message)


_ADDRESS = (_at_most(300), refuse_nik)


class ContactSchema(StrictSchema):
    """How to reach the institution."""

    email = fields.Email(allow_none=True, validate=refuse_nik)
    phone = Text(max_length=40, validate=_PHONE, metadata={"pattern": _PHONE.regex.pattern})
    website = fields.Url(allow_none=True, schemes={"http", "https"}, validate=_ADDRESS)

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> Contact:
        """Return a ``Contact``."""
        return Contact(**data)


class BoardMemberSchema(StrictSchema):
    """A member of the board."""

    name = Text(max_length=120, required=True)
    position = Text(max_length=80, required=True)

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> BoardMember:
        """Return a ``BoardMember``."""
        return BoardMember(**data)


class BySexSchema(StrictSchema):
    """Head counts by sex."""

    male = count(at_most=100_000, allow_none=True)
    female = count(at_most=100_000, allow_none=True)

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> BySex:
        """Return a ``BySex``."""
        return BySex(**data)


class PersonnelSchema(StrictSchema):
    """Permanent staff."""

    permanent = count(at_most=100_000, allow_none=True)
    by_sex = fields.Nested(BySexSchema)

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> Personnel:
        """Return a ``Personnel``; counts by sex never exceed the whole."""
        personnel = Personnel(**data)
        parts = (personnel.by_sex.male or 0) + (personnel.by_sex.female or 0)
        if personnel.permanent is not None and parts > personnel.permanent:
            message = Wording(
                "Jumlah menurut jenis kelamin ({parts}) melebihi {permanent}.",
                parts=parts,
                permanent=personnel.permanent,
            )
            raise ValidationError(CodedMessage("inconsistent", message), "by_sex")
        return personnel


class ExperienceSchema(StrictSchema):
    """One piece of work done."""

    title = Text(max_length=300, required=True)
    start_year = year(required=True)
    end_year = year(allow_none=True)
    partner = Text(max_length=200)
    urusan = Many(urusan_code(), at_most=10)
    region = region_code(allow_none=True)
    value = count(at_most=_MAX_RUPIAH, allow_none=True)

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> Experience:
        """Return an ``Experience`` that ends no earlier than it starts."""
        experience = Experience(**data)
        if experience.end_year is not None and experience.end_year < experience.start_year:
            message = "Tahun selesai mendahului tahun mulai."
            raise ValidationError(CodedMessage("inconsistent", message), "end_year")
        return experience


class StrengthsSchema(StrictSchema):
    """What speaks for the organization without being required."""

    audited_years = Many(year(), at_most=50)
    accountability_standards = Many(Code(AccountabilityStandard), at_most=7)
    open_government_commitments = Many(Text(max_length=300), at_most=20)
    catalogue_url = fields.Url(allow_none=True, schemes={"https"}, validate=_ADDRESS)

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> Strengths:
        """Return ``Strengths`` with the years in their order."""
        strengths = Strengths(**data)
        return replace(strengths, audited_years=tuple(sorted(strengths.audited_years)))


class IdentifierSchema(StrictSchema):
    """A number in a scheme; loads in the scheme's normal form."""

    scheme = Code(IdentifierScheme, required=True)
    id = fields.String(
        required=True,
        validate=_at_most(MAX_LENGTH),
        metadata={"minLength": 1, "pattern": TEXT_FORM},
    )

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> Identifier:
        """Return an ``Identifier`` as ``check_identifier`` normalizes it."""
        try:
            checked = check_identifier(data["scheme"], data["id"])
        except InvalidInput as error:
            raise ValidationError(_coded(error), "id") from None
        return Identifier(checked.scheme, checked.id)


def _coded(error: InvalidInput) -> list[Any]:
    said = [CodedMessage(m.code, m.message) for m in error.mistakes]
    return said or [CodedMessage(error.code, error.message)]


class ProfileSchema(StrictSchema):
    """Everything an organization may declare about itself."""

    name = Text(max_length=200, required=True)
    short_name = Text(max_length=60)
    aliases = Many(Text(max_length=200), at_most=20)
    legal_form = Code(LegalForm, allow_none=True)
    founded_on = Day(allow_none=True)
    description = Text(max_length=5000, lines=True)
    region = region_code(required=True)
    address = Text(max_length=400)
    contact = fields.Nested(ContactSchema)
    urusan = Many(urusan_code(), at_most=32)
    services = Many(Code(Service), at_most=30)
    operating_regions = Many(region_code(), at_most=600)
    beneficiaries = Many(Code(BeneficiaryGroup), at_most=30)
    sdgs = Many(Code(Sdg), at_most=17)
    board = Many(fields.Nested(BoardMemberSchema), at_most=50)
    personnel = fields.Nested(PersonnelSchema)
    experiences = Many(fields.Nested(ExperienceSchema), at_most=200)
    strengths = fields.Nested(StrengthsSchema)
    identifiers = Many(fields.Nested(IdentifierSchema), at_most=10)

    @validates_schema
    def one_number_per_scheme(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Refuse two different numbers in one scheme."""
        schemes = [identifier.scheme for identifier in data.get("identifiers", ())]
        twice = sorted({scheme.label for scheme in schemes if schemes.count(scheme) > 1})
        if twice:
            message = Wording(
                "Hanya satu nomor untuk setiap jenis: {twice}.", twice=joined(", ", twice)
            )
            raise ValidationError(CodedMessage("inconsistent", message), "identifiers")

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> Profile:
        """Return a ``Profile``."""
        return Profile(**data)


_SCHEMA = ProfileSchema()


def load_profile(data: Mapping[str, Any]) -> Profile:
    """Check JSON-ready data; raise ``InvalidInput`` with every mistake and where it stands."""
    try:
        profile: Profile = _SCHEMA.load(data)
    except ValidationError as error:
        mistakes = tuple(mistakes_in(error))
        raise InvalidInput(_told(mistakes), mistakes) from None
    return profile


def load_patch(current: Profile, changes: Any) -> Profile:
    """Return the profile changed as RFC 7396 says; raise ``InvalidInput`` with every mistake."""
    unknown = tuple(_unknown_fields(_SCHEMA, changes, ()))
    if unknown:
        raise InvalidInput(_told(unknown), unknown)
    return load_profile(merge_patch(to_plain(current), changes))


def _unknown_fields(schema: Schema, patch: Any, place: tuple[str, ...]) -> Iterator[Mistake]:
    """Yield fields that do not exist: merging would drop those that are set to ``null``."""
    for name, value in patch.items() if isinstance(patch, Mapping) else ():
        field, here = schema.fields.get(name), (*place, name)
        if field is None:
            yield Mistake(json_pointer(here), UNKNOWN_FIELD.code, UNKNOWN_FIELD)
        elif isinstance(field, fields.Nested):
            yield from _unknown_fields(field.schema, value, here)


def _told(mistakes: tuple[Mistake, ...]) -> Wording:
    return Wording("Profil belum benar: {count} isian perlu diperbaiki.", count=len(mistakes))


def merge_patch(target: Any, patch: Any) -> Any:
    """Return the target changed as RFC 7396 says: ``null`` removes, objects merge, others replace."""
    if not isinstance(patch, Mapping):
        return patch
    merged = dict(target) if isinstance(target, Mapping) else {}
    for key, value in patch.items():
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = merge_patch(merged.get(key), value)
    return merged


def identifier_warnings(profile: Profile) -> tuple[Mistake, ...]:
    """Return what is unusual, but not forbidden, about the numbers of a profile."""
    return tuple(
        Mistake(f"/identifiers/{index}/id", warning.code, warning.message)
        for index, identifier in enumerate(profile.identifiers)
        for warning in check_identifier(identifier.scheme, identifier.id).warnings
    )
