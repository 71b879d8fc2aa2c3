"""Own line drawings: small signs (24 × 24) and pictures with half a disc behind (48 × 48).

One meaning each, always beside words, so always hidden from screen readers.
"""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

SIGNS = {
    "away": '<path d="M10 4H5v16h5M14 8l5 4-5 4M19 12H9"/>',
    "on": '<path d="M9 5l7 7-7 7"/>',
    "back": '<path d="M15 5l-7 7 7 7"/>',
    "done": '<path d="M5 13l4 4L19 7"/>',
    "info": '<circle cx="12" cy="12" r="9.5"/><path d="M12 11v6M12 7.5v.2"/>',
    "knows": '<path d="M2 12s4-6 10-6 10 6 10 6-4 6-10 6S2 12 2 12z"/><circle cx="12" cy="12" r="2.5"/>',
    "knows_not": '<path d="M3 10s3.5 5 9 5 9-5 9-5M6 14l-2 3M12 15v3.5M18 14l2 3"/>',
}
BOLD = {"away", "on", "back", "done"}
FLIPS = {"on", "back", "refer", "to_me", "from_me"}
"""What points the way one reads."""

LEFT = '<path class="a" d="M24 8a16 16 0 0 0 0 32z"/>'
RIGHT = '<path class="b" d="M24 8a16 16 0 0 1 0 32z"/>'
PICTURES = {
    # ways in
    "contact": '<path class="a" d="M22 8a16 16 0 0 0 0 32z"/><path d="M28 14h14v20H28zM28 15l7 8 7-8"/>',
    "letter": '<path class="b" d="M26 8a16 16 0 0 1 0 32z"/><path d="M6 15h28v20H6zM6 16l14 11 14-11"/>',
    "refer": (
        '<path class="a" d="M20 10a14 14 0 0 0 0 28z"/><path class="b" d="M28 10a14 14 0 0 1 0 28z"/>'
        '<path d="M10 24h27M30 16l8 8-8 8"/>'
    ),
    # my place
    "story": LEFT + '<path d="M13 8h19l5 6v26H13zM19 20h12M19 27h12M19 33h7"/>',
    "appointments": LEFT + '<path d="M9 12h30v28H9zM9 20h30M17 7v8M31 7v8M20 30l3 3 6-7"/>',
    "people": (
        LEFT + '<circle cx="17" cy="18" r="5"/><circle cx="32" cy="19" r="4"/>'
        '<path d="M7 38c0-8 4-12 10-12s10 4 10 12M30 28c6 0 10 3 10 10"/>'
    ),
    "question": LEFT
    + '<path d="M8 11h32v22H24l-8 7v-7H8zM20 19c0-5 8-5 8 0 0 3-4 3-4 6M24 29v.3"/>',
    "questionnaire": (
        LEFT + '<path d="M11 8h26v32H11zM17 17l2.5 2.5L24 15M28 18h4M17 28l2.5 2.5L24 26M28 29h4"/>'
    ),
    "pause": LEFT + '<circle cx="24" cy="24" r="16"/><path d="M20 18v12M28 18v12"/>',
    "stop": LEFT + '<circle cx="24" cy="24" r="16"/><path d="M18 18h12v12H18z"/>',
    "phone": (
        RIGHT
        + '<path d="M15 8l6 2 2 8-4 3c2 4 4 6 8 8l3-4 8 2 2 6c-1 5-4 7-8 6C20 36 12 28 9 16c-1-4 1-7 6-8z"/>'
    ),
    # answers of the guide
    "crime": LEFT + '<path d="M11 9h26v30H11zM24 9v10l-5 5 6 5-3 10M11 24h8M25 29l12-4"/>',
    "traffic": (
        LEFT + '<path d="M13 33H7v-8l5-11h20l6 11h4v8h-6M19 33h11M12 25h26"/>'
        '<circle cx="16" cy="33" r="3.5"/><circle cx="33" cy="33" r="3.5"/>'
    ),
    "work_or_care": LEFT + '<path d="M9 40V13h30v27zM24 18v10M19 23h10M20 40v-7h8v7"/>',
    "cloud": LEFT + '<path d="M14 35a7.500 7.500 0 0 1 1-15 10 10 0 0 1 19-1 8 8 0 0 1 0 16z"/>',
    "unknown": RIGHT + '<path d="M17 19c0-10 14-10 14 0 0 6-7 5-7 11M24 37v.3"/>',
    "to_me": (
        RIGHT
        + '<circle cx="31" cy="15" r="5"/><path d="M21 40c0-10 4-15 10-15s10 5 10 15M5 27h12M12 22l5 5-5 5"/>'
    ),
    "from_me": (
        LEFT
        + '<circle cx="17" cy="15" r="5"/><path d="M7 40c0-10 4-15 10-15s10 5 10 15M31 27h12M38 22l5 5-5 5"/>'
    ),
    "candle": LEFT
    + '<path d="M20 22h8v18h-8zM24 22v-4M24 17c-4-4-1-6 0-9 1 3 4 5 0 9zM14 40h20"/>',
    "tell": RIGHT + '<path d="M8 11h32v22H24l-8 7v-7H8zM15 19h18M15 26h11"/>',
    "hear": (
        LEFT
        + '<path d="M17 29c1 6 2 11 7 11 6 0 4-6 7-9 3-4 5-6 5-12a12 12 0 0 0-24 0M19 20a5 5 0 0 1 10 0c0 5-5 4-5 9"/>'
    ),
    "cross_paths": (
        RIGHT
        + '<path d="M10 39c0-16 28-14 28-30M38 39c0-16-28-14-28-30M5 14l5-5 5 5M33 14l5-5 5 5"/>'
    ),
    # easy to read: one for each choice, and for each line that is to be known
    "easy": LEFT
    + '<path d="M9 8h30v32H9zM25 18h9M15 28h18M15 34h11"/><circle cx="18" cy="18" r="4"/>',
    "words": RIGHT + '<path d="M10 8h28v32H10zM16 16h16M16 22h16M16 28h16M16 34h9"/>',
    "read": RIGHT + '<path d="M14 22V8h20v14M6 20l18 12 18-12v20H6zM19 14h10M19 20h10"/>',
    "together": (
        LEFT + '<circle cx="12" cy="15" r="5"/><circle cx="36" cy="15" r="5"/>'
        '<path d="M4 39c0-10 3-14 8-14M44 39c0-10-3-14-8-14M17 23h14v17H17zM21 29h6M21 34h6"/>'
    ),
    "aloud": LEFT + '<path d="M7 19h8l11-9v28l-11-9H7zM31 18c3 3 3 9 0 12M36 13c6 6 6 16 0 22"/>',
    "put_away": LEFT + '<path d="M6 26h36v14H6zM20 33h8M12 26V10h24v16M12 11l12 9 12-9"/>',
    "another_day": (
        LEFT + '<path d="M9 12h30v28H9zM9 20h30M17 7v8M31 7v8M16 30h15M26 25l5 5-5 5"/>'
    ),
    "send": RIGHT + '<path d="M4 14h25v20H4zM4 15l12 10 13-10M33 24h11M39 19l5 5-5 5"/>',
    "pencil": LEFT + '<path d="M9 40l3-11 19-19 8 8-19 19zM27 14l8 8M12 29l8 8"/>',
    "entrance": RIGHT + '<path d="M13 41V8h22v33M7 41h34M29 24v3"/>',
    "leave": LEFT + '<path d="M9 41V8h17v33M5 41h26M31 24h13M39 19l5 5-5 5"/>',
    "hand": (
        LEFT + '<path d="M17 42c-5-6-9-12-7-14 2-1 4 2 6 4V13c0-4 5-4 5 0v10-13c0-4 5-4 5 0v13-11'
        'c0-4 5-4 5 0v12-8c0-4 5-4 5 0v15c0 5-2 8-4 11z"/>'
    ),
    "sees": (
        RIGHT
        + '<path d="M5 24s7-11 19-11 19 11 19 11-7 11-19 11S5 24 5 24z"/><circle cx="24" cy="24" r="5"/>'
    ),
    "sees_not": LEFT
    + '<path d="M5 20s7 11 19 11 19-11 19-11M10 27l-4 6M24 31v8M38 27l4 6M17 30l-2 7M31 30l2 7"/>',
    "home": LEFT + '<path d="M7 24L24 9l17 15M12 20v20h24V20M20 40V29h8v11"/>',
}

MARK = (
    '<svg class="mark" viewBox="0 0 40 40" aria-hidden="true" focusable="false">'
    '<path d="M17.5 4a16 16 0 0 0 0 32z"/><path d="M22.5 4a16 16 0 0 1 0 32z"/></svg>'
)
HALVES = {"a": "M20 0a18 18 0 0 0 0 36z", "b": "M0 0a18 18 0 0 1 0 36z"}
DOTS = {
    "done": '<circle cx="16" cy="16" r="14"/><path d="M10 16.5l4 4 8-9"/>',
    "here": '<path d="M14.5 2a14 14 0 0 0 0 28z"/><path d="M17.5 2a14 14 0 0 1 0 28z"/>',
    "later": '<circle cx="16" cy="16" r="13"/>',
}


def drawing(css: str, size: str, inside: str) -> SafeString:
    """One decorative SVG. ``inside`` is a constant of this module, never text of a person."""
    return format_html(
        '<svg class="{}" viewBox="0 0 {}" aria-hidden="true" focusable="false">{}</svg>',
        css,
        size,
        mark_safe(inside),  # noqa: S308 - a drawing of this module
    )


def icon(name: str) -> SafeString:
    """The sign or picture of that name; ``KeyError`` when there is none."""
    if name in PICTURES:
        return drawing("pict flip" if name in FLIPS else "pict", "48 48", PICTURES[name])
    css = "icon icon--bold" if name in BOLD else "icon"
    return drawing(f"{css} flip" if name in FLIPS else css, "24 24", SIGNS[name])


def half(side: str) -> SafeString:
    """The half circle that stands before the heading of side ``a`` or ``b``."""
    path = format_html('<path d="{}"/>', HALVES[side])
    return drawing("side__half", "20 36", path)


def dot(state: str) -> SafeString:
    """Where one is on the way: ``done``, ``here`` or ``later``."""
    return drawing("way__dot", "32 32", DOTS[state])


def mark() -> SafeString:
    """The split circle."""
    return mark_safe(MARK)  # noqa: S308 - a drawing of this module
