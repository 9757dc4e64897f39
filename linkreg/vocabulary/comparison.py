"""By what organizations are compared, side by side; nothing of it is stored."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from linkreg.wording import Wording


class Aspect(StrEnum):
    """What a row of a comparison is about; ``criterion`` stands for each requirement in turn."""

    STATUS = "status"
    VERDICT = "verdict"
    HOLDS_UNTIL = "holds_until"
    CRITERION = "criterion"
    SANCTIONS = "sanctions"
    URUSAN = "urusan"
    SERVICES = "services"
    BENEFICIARIES = "beneficiaries"
    REGION = "region"
    OPERATING_REGIONS = "operating_regions"
    LEGAL_FORM = "legal_form"
    FOUNDED_ON = "founded_on"
    YEARS_WORKED = "years_worked"
    LAST_WORKED = "last_worked"
    WORKS = "works"
    LARGEST_WORK = "largest_work"
    STAFF = "staff"
    WOMEN = "women"
    MEN = "men"
    STRENGTHS = "strengths"


ASPECT_LABELS: Mapping[Aspect, Wording] = MappingProxyType(
    {
        Aspect.STATUS: Wording("Status profil"),
        Aspect.VERDICT: Wording("Hasil penilaian"),
        Aspect.HOLDS_UNTIL: Wording("Berlaku sampai"),
        Aspect.CRITERION: Wording("Persyaratan"),
        Aspect.SANCTIONS: Wording("Sanksi pada hari itu"),
        Aspect.URUSAN: Wording("Bidang urusan"),
        Aspect.SERVICES: Wording("Layanan"),
        Aspect.BENEFICIARIES: Wording("Penerima manfaat"),
        Aspect.REGION: Wording("Kedudukan"),
        Aspect.OPERATING_REGIONS: Wording("Wilayah kerja"),
        Aspect.LEGAL_FORM: Wording("Bentuk organisasi"),
        Aspect.FOUNDED_ON: Wording("Berdiri"),
        Aspect.YEARS_WORKED: Wording("Tahun kalender dengan pengalaman"),
        Aspect.LAST_WORKED: Wording("Tahun pengalaman terakhir"),
        Aspect.WORKS: Wording("Banyaknya pekerjaan"),
        Aspect.LARGEST_WORK: Wording("Pekerjaan terbesar (rupiah)"),
        Aspect.STAFF: Wording("Tenaga tetap"),
        Aspect.WOMEN: Wording("Tenaga tetap perempuan"),
        Aspect.MEN: Wording("Tenaga tetap laki-laki"),
        Aspect.STRENGTHS: Wording("Kelebihan"),
    }
)


class AspectGroup(StrEnum):
    """The parts of a comparison, in their order."""

    ASSESSMENT = "assessment"
    FIELDS = "fields"
    CAPACITY = "capacity"


GROUP_LABELS: Mapping[AspectGroup, Wording] = MappingProxyType(
    {
        AspectGroup.ASSESSMENT: Wording("Penilaian"),
        AspectGroup.FIELDS: Wording("Bidang dan wilayah"),
        AspectGroup.CAPACITY: Wording("Pengalaman dan orang"),
    }
)
