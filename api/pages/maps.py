"""A map of dots: every kabupaten and kota a faint one, those with organizations larger by count.

No outlines and no tiles: the reference points alone show the islands. Equirectangular, which near the
equator keeps shapes; an area is drawn so that twice the organizations are twice the ink.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import sqrt

from api.pages.map_names import Label, Spot, place_labels
from linkreg.reference import Region, RegionLevel, all_regions, display_name, get_region, regencies


@dataclass(frozen=True, slots=True)
class Frame:
    """What part of the world is drawn, and how large: degrees west and north, units a degree."""

    west: float
    north: float
    scale: float
    width: float
    height: float
    largest: float
    smallest: float

    def place(self, region: Region) -> tuple[float, float]:
        """Return where a region's point lies in the drawing."""
        x = (region.longitude - self.west) * self.scale
        return round(x, 1), round((self.north - region.latitude) * self.scale, 1)

    def holds(self, x: float, y: float) -> bool:
        """Say whether a point lies in the drawing."""
        return 0 <= x <= self.width and 0 <= y <= self.height

    def radius(self, count: int, most: int) -> float:
        """Return the radius of a dot whose area stands for a count; zero for none."""
        return round(max(self.smallest, self.largest * sqrt(count / most)), 1) if count else 0


@dataclass(frozen=True, slots=True)
class Dot:
    """A place with organizations; ``inner`` is the radius for some of them, zero for none."""

    x: float
    y: float
    radius: float
    inner: float = 0


@dataclass(frozen=True, slots=True)
class Target:
    """Dots that lead somewhere together: a kabupaten or kota, or all those of a province."""

    name: str
    address: str
    count: int
    inner: int
    chosen: bool
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class DotMap:
    """A drawing. ``empty`` and ``around`` are paths: places without anybody, and other provinces."""

    frame: Frame
    empty: str
    around: str
    targets: tuple[Target, ...]
    labels: tuple[Label, ...]
    has_inner: bool


#: Units of a drawing of the whole country and of a province; a province is about as wide as a phone.
_NATION_WIDTH, _PROVINCE_WIDTH = 930, 440
_ASPECT = 1.6
_LEAST_DEGREES = 0.5

#: The largest dot stands for no fewer, so that one organization never looks like many.
_FEW = 12


def draw_map(
    counts: Mapping[str, int],
    address: Callable[[str], str],
    *,
    province: str | None = None,
    inner: Mapping[str, int] | None = None,
    chosen: Collection[str] = (),
) -> DotMap | None:
    """Draw counts by region, of the country or of one province; ``None`` where there is nobody.

    ``address`` says where a region's dots lead: over the whole country a province's lead together.
    ``inner`` counts some of the same organizations.
    """
    inside = {code: n for code, n in counts.items() if n and (not province or _in(code, province))}
    if not inside:
        return None
    frame = _frame(province)
    most, some = max(_FEW, *inside.values()), inner or {}
    dots = {code: _dot(frame, code, n, some.get(code, 0), most) for code, n in inside.items()}
    groups = {code: (code,) for code in inside} if province else _by_province(inside)
    targets = [
        Target(
            _name(code, province),
            address(code),
            sum(inside[one] for one in group),
            sum(some.get(one, 0) for one in group),
            code in chosen,
            tuple(dots[one] for one in group),
        )
        for code, group in groups.items()
    ]
    empty = [it for it in places_within(province) if it.code not in inside]
    return DotMap(
        frame=frame,
        empty=_path(map(frame.place, empty)),
        around=_path(_neighbors(frame, province)) if province else "",
        targets=tuple(sorted(targets, key=lambda target: -target.count)),
        labels=_labels(frame, dots, empty) if province else (),
        has_inner=inner is not None,
    )


def _in(code: str, province: str) -> bool:
    return get_region(code).province_code == province


def _name(code: str, province: str | None) -> str:
    return display_name(code) if province is None else get_region(code).name


def _by_province(codes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for code in codes:
        groups.setdefault(get_region(code).province_code, []).append(code)
    return {province: tuple(group) for province, group in groups.items()}


def _dot(frame: Frame, code: str, count: int, inner: int, most: int) -> Dot:
    x, y = frame.place(get_region(code))
    return Dot(x, y, frame.radius(count, most), frame.radius(inner, most))


@cache
def places_within(province: str | None) -> tuple[Region, ...]:
    """Return the kabupaten and kota of a province, or all of them."""
    if province:
        return regencies(province)
    return tuple(it for it in all_regions() if it.level is not RegionLevel.PROVINCE)


def _neighbors(frame: Frame, province: str | None) -> Iterator[tuple[float, float]]:
    for region in places_within(None):
        if region.province_code != province and frame.holds(*(at := frame.place(region))):
            yield at


def _path(points: Iterable[tuple[float, float]]) -> str:
    """Return a path of no length through each point: drawn with round ends, each is a dot."""
    return "".join(f"M{x:g} {y:g}h0" for x, y in points)


@cache
def _frame(province: str | None) -> Frame:
    """Return the extent of the points with a margin; a province's in a fixed shape."""
    points = places_within(province)
    west, east = _ends([it.longitude for it in points])
    south, north = _ends([it.latitude for it in points])
    if province is None:
        scale = _NATION_WIDTH / (east - west)
        height = round((north - south) * scale)
        return Frame(west, north, scale, _NATION_WIDTH, height, largest=15, smallest=2.6)
    width = max(east - west, (north - south) * _ASPECT)
    scale = _PROVINCE_WIDTH / width
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    west, north = middle_x - width / 2, middle_y + width / _ASPECT / 2
    height = round(_PROVINCE_WIDTH / _ASPECT)
    return Frame(west, north, scale, _PROVINCE_WIDTH, height, largest=19, smallest=4.5)


def _ends(values: list[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    margin = max((high - low) * 0.07, (_LEAST_DEGREES - (high - low)) / 2)
    return low - margin, high + margin


def _labels(frame: Frame, dots: Mapping[str, Dot], empty: Iterable[Region]) -> tuple[Label, ...]:
    """Name the places with most organizations, then others, as far as there is room."""
    ordered = sorted(dots.items(), key=lambda item: -item[1].radius)
    spots = [Spot(_short(get_region(code)), it.x, it.y, it.radius) for code, it in ordered]
    spots += [Spot(_short(region), *frame.place(region), 2) for region in empty]
    return place_labels(spots, frame.width, frame.height)


def _short(region: Region) -> str:
    return region.name.removeprefix("Kabupaten ").replace("Administrasi ", "")
