"""Colours, type sizes, spacings and radii: the only place where a colour is written.

The palette is the product's own. Text reaches 4.5:1 and field edges 3:1 in both themes
(tested); `ink3` is never used on a selected row, where it would fall to 4.0:1.
"""

from __future__ import annotations

from dataclasses import dataclass

STATUS_KINDS = ("success", "warning", "error", "information", "violet", "teal", "neutral")


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme, `#RRGGBB`; `<kind>_fill` is the background of a pill."""

    dark: bool
    primary: str
    primary_hover: str
    primary_pressed: str
    primary_tint: str
    primary_soft: str
    on_primary: str
    ink: str
    ink2: str
    ink3: str
    disabled: str
    app: str
    surface: str
    sub: str
    head: str
    hover: str
    sel: str
    line: str
    line2: str
    grid: str
    field: str
    success: str
    success_fill: str
    warning: str
    warning_fill: str
    error: str
    error_fill: str
    information: str
    information_fill: str
    violet: str
    violet_fill: str
    teal: str
    teal_fill: str
    neutral: str
    neutral_fill: str
    toast: str
    on_toast: str
    toast_link: str
    toast_mark: str
    charts: tuple[str, str, str, str, str, str]

    def status(self, kind: str) -> tuple[str, str]:
        """Text and fill of a status; an unknown kind is shown neutral."""
        known = kind if kind in STATUS_KINDS else "neutral"
        return getattr(self, known), getattr(self, f"{known}_fill")


LIGHT = Tokens(
    dark=False,
    primary="#24539F",
    primary_hover="#1D4383",
    primary_pressed="#17366B",
    primary_tint="#E4ECF8",
    primary_soft="#F1F5FC",
    on_primary="#FFFFFF",
    ink="#1A1D23",
    ink2="#4C525E",
    ink3="#667085",
    disabled="#A3A9B5",
    app="#F3F5F8",
    surface="#FFFFFF",
    sub="#F8F9FB",
    head="#F3F5F8",
    hover="#EEF1F5",
    sel="#DCE7F8",
    line="#DFE3E9",
    line2="#C9CFD8",
    grid="#ECEFF3",
    field="#858D9B",
    success="#156B3C",
    success_fill="#E1F3E8",
    warning="#8F4700",
    warning_fill="#FFF0DC",
    error="#B42318",
    error_fill="#FDECEA",
    information="#1D5BB5",
    information_fill="#E6EFFC",
    violet="#65399B",
    violet_fill="#F0E9FA",
    teal="#0B6369",
    teal_fill="#DDF2F2",
    neutral="#4C525E",
    neutral_fill="#ECEEF2",
    toast="#1A1D23",
    on_toast="#FFFFFF",
    toast_link="#93B8F4",
    toast_mark="#6FCF97",
    charts=("#24539F", "#6C94D2", "#D9E1EC", "#D97B16", "#2F8A67", "#7A5AA8"),
)

DARK = Tokens(
    dark=True,
    primary="#78A6F0",
    primary_hover="#93B8F4",
    primary_pressed="#5E90E3",
    primary_tint="#22324F",
    primary_soft="#1D2839",
    on_primary="#10151D",
    ink="#F0F2F5",
    ink2="#B9C0CC",
    ink3="#98A1B0",
    disabled="#646C7A",
    app="#14171C",
    surface="#1C2027",
    sub="#20252D",
    head="#20252D",
    hover="#29303A",
    sel="#263A5C",
    line="#313843",
    line2="#414A58",
    grid="#282E37",
    field="#7E8898",
    success="#6FCF97",
    success_fill="#16331F",
    warning="#F2B266",
    warning_fill="#3A2812",
    error="#FF9A91",
    error_fill="#41201D",
    information="#8BB8FF",
    information_fill="#1B2C48",
    violet="#C9A8F5",
    violet_fill="#2F2443",
    teal="#6FD0D4",
    teal_fill="#123234",
    neutral="#B9C0CC",
    neutral_fill="#2C323C",
    toast="#F0F2F5",
    on_toast="#1A1D23",
    toast_link="#1D4383",
    toast_mark="#156B3C",
    # c2 is lighter than the design's #3F5F92, which stood at 2.5:1 on a card.
    charts=("#6C9DEB", "#5577B0", "#2B323D", "#F0A04B", "#5CBF95", "#A98BDD"),
)

THEMES = {"clair": LIGHT, "sombre": DARK}

TYPE: dict[str, tuple[int, int]] = {
    "title": (20, 600),
    "card": (15, 600),
    "amount": (15, 600),
    "indicator": (22, 600),
    "body": (13, 400),
    "key": (13, 500),
    "strong": (13, 600),
    "label": (12, 500),
    "header": (12, 600),
    "help": (12, 400),
    "pill": (12, 500),
    "group": (11, 600),
    "table": (13, 400),
    "table_key": (13, 500),
    "table_strong": (13, 600),
    "room_amount": (56, 600),
    "room_title": (32, 600),
    "room_text": (32, 400),
    "room_name": (19, 600),
    "room_help": (19, 400),
}
"""Font role to size (logical px at 100 %) and weight; `table…` roles have tabular figures,
`room…` ones are read across a meeting room."""

STEP = 4
PAGE_MARGIN, NARROW_MARGIN = 20, 16
CARD_GAP, CARD_X, CARD_Y = 12, 16, 12
FIELD_GAP_X, FIELD_GAP_Y, LABEL_GAP = 16, 12, 4
CONTROL, CHIP, PILL, NAV_ITEM, TOP_BAR, STATUS_BAR = 32, 28, 20, 32, 38, 28
ROW = {"compact": 28, "normal": 32, "airy": 40}
NAVIGATION, FOLDED, FOLD_UNDER, SEARCH, SECTIONS = 218, 52, 1200, 260, 206
TARGET = 24
"""The smallest height or width of what can be clicked (WCAG 2.5.8)."""
RADIUS, CARD_RADIUS = 4, 8
SCALES = (0.9, 1.0, 1.15, 1.3, 2.0)
"""Text sizes; A− A A+ go through the first four, 2.0 is the accessibility requirement."""
