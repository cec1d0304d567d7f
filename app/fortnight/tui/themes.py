"""The five themes, made for walls and for eyes that differ; every text in them has a contrast of 4.5:1 or more.

Style sheets use the names of `NAMES` only, never a colour of their own:

    quiet         text that stands back: hints, labels, what was said last time
    rule          lines and frames
    chosen        ground of what is chosen or under the cursor; `chosen-text` stands on it
    good warn bad text that says how something stands; always beside a sign or a word that says it too
    lead          text of titles, keys and what leads the eye
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from textual.theme import Theme


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours that a theme decides; the rest follows."""

    name: str
    title: str
    dark: bool
    ground: str
    surface: str
    panel: str
    text: str
    quiet: str
    rule: str
    chosen: str
    chosen_text: str
    lead: str
    good: str
    warn: str
    bad: str

    @property
    def colours(self) -> dict[str, str]:
        """Every colour by its name here, as #rrggbb."""
        return {field.name: getattr(self, field.name) for field in fields(self)
                if field.name not in ("name", "title", "dark")}


PALETTES = (
    Palette("projector-dark", "Projector, dark", True, "#0d1420", "#141d2b", "#1c2838", "#f1f4f8", "#a9b7c8",
             "#41546b", "#24476b", "#ffffff", "#7cc7ff", "#84d99a", "#f5c65b", "#ff9c91"),
    Palette("projector-light", "Projector, light", False, "#ffffff", "#f3f6f9", "#e7edf3", "#111a24", "#495766",
             "#8b9bab", "#cfe3f7", "#0a1520", "#00528f", "#17652f", "#664a1a", "#a3142a"),
    Palette("high-contrast", "High contrast", True, "#000000", "#000000", "#121212", "#ffffff", "#e4e4e4",
             "#ffffff", "#ffe14d", "#000000", "#ffe14d", "#6dff8a", "#ffd23f", "#ff9d9d"),
    Palette("colour-blind-safe", "Colour-blind safe", True, "#10151b", "#18202a", "#1e2833", "#f4f6f8", "#b2bdc9",
             "#4b5c6e", "#0b4f7d", "#ffffff", "#72c4f2", "#56b4e9", "#f0e442", "#ffa04d"),
    Palette("monochrome", "Monochrome", True, "#000000", "#0c0c0c", "#1c1c1c", "#ffffff", "#bdbdbd",
             "#7d7d7d", "#dedede", "#000000", "#ffffff", "#ffffff", "#e6e6e6", "#ffffff"),
)

TITLES = {palette.name: palette.title for palette in PALETTES}
"""Each theme's name and what people read for it, in the order in which they are offered."""

DEFAULT = "projector-dark"
NO_COLOUR = "monochrome"
"""The theme that a terminal without colour gets, whatever was chosen."""


def _names(palette: Palette) -> dict[str, str]:
    return {
        "quiet": palette.quiet,
        "rule": palette.rule,
        "chosen": palette.chosen,
        "chosen-text": palette.chosen_text,
        "good": palette.good,
        "warn": palette.warn,
        "bad": palette.bad,
        "lead": palette.lead,
    }


def theme_of(palette: Palette) -> Theme:
    """Return the Textual theme; its derived, half-transparent text colours are replaced by solid ones."""
    return Theme(
        name=palette.name,
        dark=palette.dark,
        primary=palette.lead,
        secondary=palette.quiet,
        accent=palette.lead,
        warning=palette.warn,
        error=palette.bad,
        success=palette.good,
        foreground=palette.text,
        background=palette.ground,
        surface=palette.surface,
        panel=palette.panel,
        boost=palette.panel,
        variables=_names(palette) | {
            "text": palette.text,
            "text-muted": palette.quiet,
            "text-disabled": palette.quiet,
            "text-primary": palette.lead,
            "text-accent": palette.lead,
            "text-success": palette.good,
            "text-warning": palette.warn,
            "text-error": palette.bad,
            "foreground-muted": palette.quiet,
            "foreground-disabled": palette.quiet,
            "block-cursor-foreground": palette.chosen_text,
            "block-cursor-background": palette.chosen,
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-foreground": palette.text,
            "block-cursor-blurred-background": palette.panel,
            "block-cursor-blurred-text-style": "none",
            "block-hover-background": palette.panel,
            "border": palette.lead,
            "border-blurred": palette.rule,
            "input-cursor-background": palette.text,
            "input-cursor-foreground": palette.ground,
            "input-selection-background": palette.chosen,
            "input-selection-foreground": palette.chosen_text,
            "screen-selection-background": palette.chosen,
            "screen-selection-foreground": palette.chosen_text,
            "scrollbar": palette.rule,
            "scrollbar-hover": palette.quiet,
            "scrollbar-active": palette.lead,
            "scrollbar-background": palette.ground,
            "scrollbar-background-hover": palette.ground,
            "scrollbar-background-active": palette.ground,
            "scrollbar-corner-color": palette.ground,
            "button-foreground": palette.text,
            "button-color-foreground": palette.chosen_text,
            "button-focus-text-style": "bold",
            "link-color": palette.lead,
            "link-style": "underline",
        },
    )


THEMES = tuple(theme_of(palette) for palette in PALETTES)

NAMES = _names(PALETTES[0])
"""The names that style sheets may use besides Textual's own, with the values of the default theme."""
