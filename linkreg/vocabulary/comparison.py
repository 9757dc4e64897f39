"""By what organizations are compared, side by side; nothing of it is stored."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


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


ASPECT_LABELS: Mapping[Aspect, str] = MappingProxyType(
    {
        Aspect.STATUS: "Status profil",
        Aspect.VERDICT: "Hasil penilaian",
        Aspect.HOLDS_UNTIL: "Berlaku sampai",
        Aspect.CRITERION: "Persyaratan",
        Aspect.SANCTIONS: "Sanksi pada hari itu",
        Aspect.URUSAN: "Bidang urusan",
        Aspect.SERVICES: "Layanan",
        Aspect.BENEFICIARIES: "Penerima manfaat",
        Aspect.REGION: "Kedudukan",
        Aspect.OPERATING_REGIONS: "Wilayah kerja",
        Aspect.LEGAL_FORM: "Bentuk organisasi",
        Aspect.FOUNDED_ON: "Berdiri",
        Aspect.YEARS_WORKED: "Tahun kalender dengan pengalaman",
        Aspect.LAST_WORKED: "Tahun pengalaman terakhir",
        Aspect.WORKS: "Banyaknya pekerjaan",
        Aspect.LARGEST_WORK: "Pekerjaan terbesar (rupiah)",
        Aspect.STAFF: "Tenaga tetap",
        Aspect.WOMEN: "Tenaga tetap perempuan",
        Aspect.MEN: "Tenaga tetap laki-laki",
        Aspect.STRENGTHS: "Kelebihan",
    }
)


class AspectGroup(StrEnum):
    """The parts of a comparison, in their order."""

    ASSESSMENT = "assessment"
    FIELDS = "fields"
    CAPACITY = "capacity"


GROUP_LABELS: Mapping[AspectGroup, str] = MappingProxyType(
    {
        AspectGroup.ASSESSMENT: "Penilaian",
        AspectGroup.FIELDS: "Bidang dan wilayah",
        AspectGroup.CAPACITY: "Pengalaman dan orang",
    }
)
