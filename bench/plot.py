"""Lines over a logarithmic axis as SVG, for a light page: no script, no font of its own."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 330, 340
LEFT, RIGHT, TOP, BOTTOM = 62, 18, 92, 62
# Told apart without colours too: each line has a mark of its own.
COLOURS = ("#0b5394", "#b45309", "#047857", "#7e22ce")
INK, GREY, RULE = "#1f2328", "#59636e", "#d1d9e0"
FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', sans-serif"

type _Scale = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Line:
    """A line by its points."""

    title: str
    points: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Panel:
    """Lines over one axis."""

    title: str
    unit: str
    lines: Sequence[Line]


def svg(panels: Sequence[Panel], sizes: Sequence[int], along: str) -> str:
    """Panels side by side, over the same sizes."""
    width = WIDTH * len(panels)
    extent = f'width="{width}" height="{HEIGHT}" viewBox="0 0 {width} {HEIGHT}"'
    letters = f'font-family="{FONT}" font-size="12"'
    said = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {extent} role="img" {letters}>',
        f"<title>{escape('; '.join(panel.title for panel in panels))}</title>",
        f'<rect width="{width}" height="{HEIGHT}" fill="#ffffff"/>',
    ]
    for place, panel in enumerate(panels):
        said.append(f'<g transform="translate({place * WIDTH} 0)">')
        said += _panel(panel, sizes, along)
        said.append("</g>")
    return "\n".join([*said, "</svg>", ""])


def _panel(panel: Panel, sizes: Sequence[int], along: str) -> Iterator[str]:
    most = max((value for line in panel.lines for value in line.points.values()), default=1.0)
    ticks = steps(most)
    across, up = _across(sizes), _up(ticks[-1])
    middle = (LEFT + WIDTH - RIGHT) / 2
    yield _text(LEFT - 44, 22, panel.title, size=14, weight=600)
    yield _text(LEFT - 44, 40, panel.unit, colour=GREY)
    for tick in ticks:
        y = up(tick)
        yield f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="{RULE}"/>'
        yield _text(LEFT - 8, y + 4, f"{tick:,g}", anchor="end", colour=GREY)
    for size in sizes:
        x = across(size)
        yield f'<path d="M{x:.1f} {HEIGHT - BOTTOM}v5" stroke="{GREY}"/>'
        yield _text(x, HEIGHT - BOTTOM + 19, short(size), anchor="middle")
        if not any(size in line.points for line in panel.lines):
            yield _missing(x)
    yield _text(middle, HEIGHT - 12, f"{along} (logarithmic)", anchor="middle", colour=GREY)
    for number, line in enumerate(panel.lines):
        yield from _legend(number, line.title)
        if where := [(across(size), up(value)) for size, value in sorted(line.points.items())]:
            yield from _drawn(number, where)
    if gaps := _gaps(panel, sizes):
        yield _text(middle, HEIGHT - 28, f"not measured: {gaps}", anchor="middle", colour=GREY)


def _gaps(panel: Panel, sizes: Sequence[int]) -> str:
    """Lines that lack a size which others have; what all lack is said at the size."""
    had = [size for size in sizes if any(size in line.points for line in panel.lines)]
    lacks = {
        line.title.partition(" ")[0]: [short(size) for size in had if size not in line.points]
        for line in panel.lines
    }
    return "; ".join(f"{name} at {', '.join(where)}" for name, where in lacks.items() if where)


def _missing(x: float) -> str:
    top, foot = TOP + 8, HEIGHT - BOTTOM
    turned = f'transform="rotate(-90 {x - 5:.1f} {foot - 10})"'
    return (
        f'<path d="M{x:.1f} {top}V{foot}" stroke="{GREY}" stroke-dasharray="3 4"/>'
        f'<text x="{x - 5:.1f}" y="{foot - 10}" fill="{GREY}" {turned}>not measured</text>'
    )


def _legend(number: int, title: str) -> Iterator[str]:
    x, y = LEFT + 132 * (number % 2), 58 + 18 * (number // 2)
    yield _mark(number, x, y - 4)
    yield _text(x + 11, y, title)


def _drawn(number: int, where: Sequence[tuple[float, float]]) -> Iterator[str]:
    way = " ".join(f"{x:.1f},{y:.1f}" for x, y in where)
    yield f'<polyline points="{way}" fill="none" stroke="{COLOURS[number]}" stroke-width="2"/>'
    for x, y in where:
        yield _mark(number, x, y)


def _mark(number: int, x: float, y: float) -> str:
    colour = f'fill="{COLOURS[number]}"'
    corners = {1: ((-4, -4), (4, -4), (4, 4), (-4, 4)), 2: ((0, -5), (5, 4), (-5, 4))}
    corners[3] = ((0, -5), (5, 0), (0, 5), (-5, 0))
    if number not in corners:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" {colour}/>'
    around = " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in corners[number])
    return f'<polygon points="{around}" {colour}/>'


def _text(
    x: float,
    y: float,
    words: str,
    *,
    anchor: str = "start",
    colour: str = INK,
    size: int = 12,
    weight: int = 400,
) -> str:
    more = f' font-size="{size}"' if size != 12 else ""
    more += f' font-weight="{weight}"' if weight != 400 else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}"{more}>'
        f"{escape(words)}</text>"
    )


def _across(sizes: Sequence[int]) -> _Scale:
    low, high = math.log10(sizes[0]), math.log10(sizes[-1])
    inner = (LEFT + 24, WIDTH - RIGHT - 24)
    share = (inner[1] - inner[0]) / ((high - low) or 1)
    return lambda size: inner[0] + (math.log10(size) - low) * share


def _up(top: float) -> _Scale:
    foot = HEIGHT - BOTTOM
    return lambda value: foot - value / top * (foot - TOP)


def steps(most: float) -> list[float]:
    """Round numbers from nothing to above the most, some five of them."""
    rough = most / 4
    power = 10 ** math.floor(math.log10(rough))
    step = next(each * power for each in (1, 2, 2.5, 5, 10) if each * power >= rough)
    return [round(number * step, 10) for number in range(math.ceil(most / step) + 1)]


def short(size: int) -> str:
    """100k, 8M."""
    for unit, letter in ((1_000_000, "M"), (1_000, "k")):
        if size >= unit:
            return f"{size / unit:g}{letter}"
    return str(size)
