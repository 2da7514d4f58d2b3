"""The colours that things come in, as custom properties for the drawings. A drawing uses `--p` for its body, `--hi` and
`--lo` for light and shade, `--edge` for its outline, `--on` for marks on it and `--acc` for its one accent."""

from typing import NamedTuple


class Colour(NamedTuple):
    """Lightness 0..1, chroma and hue (OKLCH) of a body, and of its accent."""

    light: float
    chroma: float
    hue: float
    accent: str = "oklch(0.62 0.13 250)"


RED, BROWN, PINK = "oklch(0.6 0.17 25)", "oklch(0.55 0.07 55)", "oklch(0.78 0.09 5)"
WARM, FRESH = "oklch(0.75 0.13 65)", "oklch(0.72 0.11 190)"

COLOURS: dict[str, Colour] = {
    "obsidian": Colour(0.30, 0.014, 265),
    "ivory": Colour(0.925, 0.018, 88, WARM),
    "lake-teal": Colour(0.60, 0.068, 200, FRESH),
    "graphite": Colour(0.43, 0.012, 260, WARM),
    "champagne": Colour(0.83, 0.05, 78, BROWN),
    "cloud-grey": Colour(0.79, 0.010, 255),
    "pearl": Colour(0.965, 0.007, 90),
    "cherry-pink": Colour(0.875, 0.058, 8, PINK),
    "night-black": Colour(0.29, 0.016, 285, RED),
    "neon-green": Colour(0.87, 0.185, 124, "oklch(0.35 0.02 265)"),
    "sky-blue": Colour(0.77, 0.092, 236, WARM),
    "cream-yellow": Colour(0.915, 0.078, 96, FRESH),
    "silver": Colour(0.84, 0.007, 260),
    "white": Colour(0.975, 0.003, 260),
    "black": Colour(0.28, 0.008, 265),
    "space-grey": Colour(0.42, 0.012, 262),
    "mist-blue": Colour(0.77, 0.045, 242),
    "coral": Colour(0.72, 0.145, 38, WARM),
    "army-green": Colour(0.47, 0.05, 124, WARM),
    "moon-silver": Colour(0.87, 0.007, 255),
    "olive": Colour(0.53, 0.062, 115),
    "dark-grey": Colour(0.36, 0.008, 260),
    "cream-brown": Colour(0.93, 0.024, 85, BROWN),
    "cream-red": Colour(0.93, 0.024, 85, RED),
    "grey-silent": Colour(0.44, 0.010, 262, PINK),
}

NAMED = {"cream-brown-switches": "cream-brown", "cream-red-switches": "cream-red"}


def paint(slug: str) -> str:
    """The colour of COLOURS that suits the slug of a product's colour ("black-2-m" is black)."""
    if slug in NAMED:
        return NAMED[slug]
    found = [name for name in COLOURS if slug == name or slug.startswith(f"{name}-")]
    return max(found, key=len, default="cloud-grey")


def _tone(light: float, chroma: float, hue: float) -> str:
    return f"oklch({max(0.08, min(1.0, light)):.3f} {chroma:.3f} {hue:g})"


def _rule(name: str, colour: Colour, lift: float = 0.0) -> str:
    light, chroma, hue = colour.light + lift, colour.chroma, colour.hue
    dark = light < 0.6
    tones = {
        "p": _tone(light, chroma, hue),
        "hi": _tone(light + (0.15 if dark else 0.07), chroma * 0.9, hue),
        "lo": _tone(light - (0.09 if dark else 0.13), chroma, hue),
        "edge": _tone(light - (0.13 if dark else 0.26), chroma * 0.9, hue),
        "on": _tone(0.86 if dark else 0.46, chroma * 0.4, hue),
        "acc": colour.accent,
    }
    return f".c-{name}{{{';'.join(f'--{key}:{value}' for key, value in tones.items())}}}"


def sheet() -> str:
    """The style sheet: one class a colour. What is nearly black gets lighter on a dark page, to stand out from it."""
    dark = "".join(_rule(name, colour, 0.015) for name, colour in COLOURS.items() if colour.light < 0.4)
    return "\n".join(_rule(name, colour) for name, colour in COLOURS.items()) + (
        f"\n@media (prefers-color-scheme: dark){{{dark}}}\n"
    )
