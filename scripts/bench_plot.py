"""Plots as SVG, drawn by hand: bars, and lines over a logarithmic or a plain axis."""

import math

WIDTH, HEIGHT = 720, 400
LEFT, RIGHT, TOP, BOTTOM = 80, 190, 44, 52
COLOURS = ["#1b6ca8", "#c8553d", "#4f8a3c", "#8a5a9e", "#b8860b", "#555555"]
STYLE = 'font-family="sans-serif" font-size="13" fill="#222"'


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def text(x, y, words, anchor="start", more=""):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {more}>{escaped(words)}</text>'


def short(value):
    """A figure for an axis."""
    for unit, size in (("M", 1e6), ("K", 1e3)):
        if value >= size:
            return f"{value / size:g}{unit}"
    return f"{value:g}"


def page(title, parts, height=HEIGHT):
    """The picture: its own background, so that it can be read on a dark page."""
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" {STYLE}>',
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>', text(16, 26, title, more='font-size="16" font-weight="bold"'),
        *parts, "</svg>", ""])


def bars(title, unit, values):
    """A bar for each name, the longest with the largest figure."""
    largest, parts, left = max(value for _, value in values), [], 190
    for place, (name, value) in enumerate(values):
        y = TOP + 10 + place * 34
        length = max(2, (WIDTH - left - 110) * value / largest)
        parts += [text(left - 10, y + 16, name, "end"),
                  f'<rect x="{left}" y="{y}" width="{length:.1f}" height="22" fill="{COLOURS[0 if place == 0 else 5]}"/>',
                  text(left + length + 8, y + 16, f"{value:,.0f} {unit}" if value >= 10 else f"{value:.2g} {unit}")]
    return page(title, parts, TOP + 20 + 34 * len(values))


class Axis:
    """Values along a length, from `start` to `end` of the picture."""

    def __init__(self, values, start, end, is_log):
        self.start, self.end, self.log = start, end, is_log
        low, high = min(values), max(values)
        if is_log:
            self.low, self.high = math.log10(low), math.log10(high)
            if self.high - self.low < 0.5:
                self.low, self.high = self.low - 0.25, self.high + 0.25
        else:
            self.low, self.high = 0, high * 1.05

    def place(self, value):
        at = math.log10(value) if self.log else value
        return self.start + (self.end - self.start) * (at - self.low) / (self.high - self.low)

    def marks(self):
        """The values that are written at the axis."""
        if self.log:
            powers = [10.0 ** power for power in range(math.ceil(self.low - 1e-9), math.floor(self.high + 1e-9) + 1)]
            if len(powers) > 2:
                return powers
            steps = [factor * 10.0 ** power for power in range(math.floor(self.low), math.ceil(self.high) + 1)
                     for factor in (1, 2, 5)]
            return [step for step in steps if self.low - 1e-9 <= math.log10(step) <= self.high + 1e-9]
        step = 10 ** math.floor(math.log10(self.high))
        step = next(part for part in (step / 5, step / 2, step, step * 2) if self.high / part <= 6)
        return [step * number for number in range(int(self.high / step) + 1)]


def lines(title, x_name, y_name, series, logs=(True, True), x_marks=None):
    """A line for each name, with its points; the names stand at the right, as high as their lines end."""
    every = [point for points in series.values() for point in points]
    x_axis = Axis([x for x, _ in every], LEFT, WIDTH - RIGHT, logs[0])
    y_axis = Axis([y for _, y in every], HEIGHT - BOTTOM, TOP, logs[1])
    parts = []
    for value in x_marks or x_axis.marks():
        x = x_axis.place(value)
        parts += [f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#ddd"/>',
                  text(x, HEIGHT - BOTTOM + 18, short(value), "middle")]
    for value in y_axis.marks():
        y = y_axis.place(value)
        parts += [f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>', text(LEFT - 8, y + 4, short(value), "end")]
    middle = (TOP + HEIGHT - BOTTOM) / 2
    parts += [text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12, x_name, "middle"),
              text(22, middle, y_name, "middle", f'transform="rotate(-90 22 {middle})"')]
    heights = {name: y_axis.place(points[-1][1]) for name, points in series.items()}
    free = 0.0
    for name in sorted(series, key=heights.get):
        free = max(heights[name] + 4, free + 17)
        heights[name] = free
    # Labels that were pushed below the picture move up again, together.
    over = max(0.0, free - (HEIGHT - BOTTOM))
    for number, (name, points) in enumerate(series.items()):
        colour = COLOURS[number % len(COLOURS)]
        places = [(x_axis.place(x), y_axis.place(y)) for x, y in points]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
        parts += [f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>']
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in places]
        parts += [text(WIDTH - RIGHT + 12, heights[name] - over, name, more=f'style="fill:{colour}"')]
    return page(title, parts)
