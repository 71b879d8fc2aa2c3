"""The components of every door as template tags: ``{% load look %}``.

Wrappers without logic (``sheet``, ``now``, ``row``, ``doors``, ``pairs``, ``gate``, ``cards``) are
plain classes; what carries a drawing, a state or a role is a tag, so that it is right everywhere.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import forms, template
from django.conf import settings
from django.template import Context, TemplateSyntaxError
from django.template.base import Node, Parser, Token
from django.urls import translate_url
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi, gettext, override

from visavis.doors.shared import icons
from visavis.doors.shared import languages as spoken
from visavis.doors.shared.door import OPEN
from visavis.doors.shared.languages import plain
from visavis.doors.shared.titles import NEUTRAL_TITLES

register = template.Library()
register.simple_tag(icons.icon, name="icon")
register.simple_tag(icons.mark, name="mark")
register.simple_tag(icons.dot, name="dot")
register.filter("plain", plain)


class NeutralTitle(Node):
    def __init__(self, key: str) -> None:
        self.key = key

    def render(self, context: Context) -> str:
        return str(NEUTRAL_TITLES[self.key])


@register.tag
def neutral_title(parser: Parser, token: Token) -> NeutralTitle:
    """``{% neutral_title "write" %}``: a title of the closed list; another name does not compile."""
    bits = token.split_contents()
    key = bits[1].strip("\"'") if len(bits) == 2 else ""
    if key not in NEUTRAL_TITLES:
        raise TemplateSyntaxError(
            f"{key!r} is not one of the neutral titles {list(NEUTRAL_TITLES)}"
        )
    return NeutralTitle(key)


@register.filter
def tel(number: str) -> str:
    """A telephone number as the address of a link: ``088 000`` → ``tel:088000``."""
    return "tel:" + "".join(sign for sign in str(number) if sign.isdigit() or sign == "+")


@register.filter(name="is")
def is_(value: object, name: str) -> bool:
    """``here|is:"today"``: whether the page stands at that entry of the navigation."""
    return value == name


@register.simple_tag(takes_context=True)
def same_page_in(context: Context, language: str) -> str:
    """The address of this page in another language, without the query of this one."""
    request = context.get("request")
    return _translated(request.path, language) if request else "/"


def _translated(path: str, language: str) -> str:
    return _translated_from(path, get_language(), language)


@lru_cache(maxsize=4096)
def _translated_from(path: str, here: str | None, language: str) -> str:
    """``here``: the language in which the path was found. It follows from nothing else, and each page asks it for
    all its languages, twice: looking it up anew took a fifth of the home page."""
    return translate_url(path, language)


@register.simple_tag(takes_context=True)
def absolute_in(context: Context, language: str) -> str:
    """The whole address of this page in a language, as search engines ask for it."""
    request = context.get("request")
    return request.build_absolute_uri(_translated(request.path, language)) if request else "/"


@register.simple_tag(takes_context=True)
def languages(context: Context) -> list[dict[str, Any]]:
    """For each language that can be chosen here: code, own name, whether it was chosen. All of them where anybody
    may come; behind a door Dutch, English and the one that somebody came with."""
    here = spoken.chosen(get_language())
    offered = dict(settings.LANGUAGES)
    if context.get("door") not in OPEN:
        offered = {code: name for code, name in offered.items() if code in (*spoken.OURS, here)}
    return [{"code": code, "name": name, "here": code == here} for code, name in offered.items()]


@register.simple_tag(takes_context=True)
def alternates(context: Context) -> list[str]:
    """The languages in which search engines may find this very page."""
    request = context.get("request")
    found = request.resolver_match.func if request and request.resolver_match else None
    return spoken.found_in(found)


@register.inclusion_tag("shared/parts/language_note.html", takes_context=True)
def language_note(context: Context) -> dict[str, Any]:
    """What whoever chose a language beside Dutch and English must know of this page: that it is Dutch, or that
    nobody checked its words yet. Said in their language."""
    code = spoken.chosen(get_language())
    note: dict[str, Any] = {"code": code, "service": context.get("service")}
    if code in spoken.OURS:
        return note
    with override(code):
        note["direction"] = "rtl" if get_language_bidi() else "ltr"
    request = context.get("request")
    note["in_english"] = translate_url(request.path, "en") if request else ""
    return note | {
        "dutch": plain(get_language()) == "nl",
        "unchecked": code not in settings.VISAVIS_CHECKED,
    }


@register.inclusion_tag("shared/parts/crossing.html")
def crossing() -> dict[str, Any]:
    """Said at the end of a way in such a language: what comes next is in Dutch or English, with an interpreter."""
    return {"other": plain(get_language()) not in spoken.OURS}


@register.simple_tag(takes_context=True)
def door_card(
    context: Context, url: str, picture: str, title: str, hint: str = "", count: int = 0
) -> SafeString:
    """A large way in; inside ``<ul class="doors">``. A page that is ``easy`` says no more than its title."""
    hint = "" if context.get("easy") else hint
    number = format_html(' <span class="count">{}</span>', count) if count else ""
    below = format_html('<span class="door__hint">{}</span>', hint) if hint else ""
    return format_html(
        '<li><a class="door" href="{}">{}<span><strong>{}</strong>{}{}</span>{}</a></li>',
        url,
        icons.icon(picture),
        title,
        number,
        below,
        icons.icon("on"),
    )


@register.simple_tag
def back(url: str, text: str) -> SafeString:
    """A link back, named after where it goes; a place without a name is only back."""
    return format_html(
        '<a class="back" href="{}">{}{}</a>', url, icons.icon("back"), text or gettext("Back")
    )


@register.simple_tag(takes_context=True)
def key(context: Context, action: str) -> SafeString:
    """``{% key "note" %}``: the attribute by which a link or a field bears its key; nothing where there is none."""
    found = (context.get("keys") or {}).get(action)
    return format_html(' data-key="{}"', found) if found else SafeString("")


@register.simple_tag
def nav_item(
    url: str, text: str, here: bool = False, count: int = 0, unit: str = "", key: str = ""
) -> SafeString:
    """One entry of the desk's or the research pages' navigation. ``unit`` says what is counted; ``key``: which
    key presses it."""
    current = SafeString(' aria-current="page"') if here else ""
    borne = format_html(' data-key="{}"', key) if key else ""
    said = format_html('<span class="unseen"> {}</span>', unit) if unit else ""
    number = format_html(' <span class="count">{}{}</span>', count, said) if count else ""
    return format_html('<li><a href="{}"{}{}>{}{}</a></li>', url, current, borne, text, number)


@register.simple_tag
def way(places: Iterable[Any], css: str = "") -> SafeString:
    """The way as a list of places. Each has ``name`` and may have ``state`` (done, here, later),
    ``said`` (one line: since when, on whom) and ``text``; dicts or objects."""

    def of(place: Any, field: str) -> Any:
        return place.get(field) if isinstance(place, dict) else getattr(place, field, None)

    def one(place: Any) -> SafeString:
        state = of(place, "state")
        said, text = of(place, "said"), of(place, "text")
        return format_html(
            "<li{}>{}<strong>{}</strong>{}{}</li>",
            format_html(' class="{}"', state) if state else "",
            icons.dot(state or "later"),
            of(place, "name"),
            format_html('<span class="state">{}</span>', said) if said else "",
            format_html("<p>{}</p>", text) if text else "",
        )

    items = format_html_join("", "{}", ((one(place),) for place in places))
    return format_html('<ol class="{}">{}</ol>', f"way {css}".strip(), items)


@register.inclusion_tag("shared/parts/knows.html")
def knows(known: Iterable[Any], unknown: Iterable[Any]) -> dict[str, Any]:
    """What the other knows and does not know; lines are texts or have ``text`` and ``since``."""
    return {"known": list(known), "unknown": list(unknown)}


@register.simple_block_tag
def notice(content: str, kind: str = "") -> SafeString:
    """A remark beside the page. ``kind``: nothing, ``plain`` or ``done``."""
    sign = icons.icon("done" if kind == "done" else "info")
    css = f"notice notice--{kind}" if kind else "notice"
    return format_html('<div class="{}">{}<div class="stack">{}</div></div>', css, sign, content)


@register.simple_block_tag
def letter(content: str, label: str, lang: str = "") -> SafeString:
    """Somebody's own words on paper; the content is paragraphs: ``{{ text|linebreaks }}``."""
    spoken = format_html(' lang="{}"', lang) if lang else ""
    return format_html(
        '<article class="letter" aria-label="{}"{}>{}</article>', label, spoken, content
    )


@register.simple_block_tag
def more(content: str, summary: str) -> SafeString:
    return format_html(
        '<details class="more"><summary>{}</summary><div class="stack">{}</div></details>',
        summary,
        content,
    )


@register.simple_block_tag
def side(content: str, half: str, heading: str, anchor: str, paused: bool = False) -> SafeString:
    """One side at the desk. ``half`` is ``a`` or ``b``; the heading must say the side in words."""
    css = f"side side--{half} stack" + (" side--paused" if paused else "")
    return format_html(
        '<section class="{}" aria-labelledby="{}"><div class="side__name">{}<h2 id="{}">{}</h2></div>'
        "{}</section>",
        css,
        anchor,
        icons.half(half),
        anchor,
        heading,
        content,
    )


@register.simple_tag
def saved(text: str = "") -> SafeString:
    """The line that says whether a draft was kept; ``shared.js`` writes in it, politely."""
    return format_html(
        '<p class="saved{}" role="status" data-saved data-not-saved="{}">{}<span>{}</span></p>',
        " is-saved" if text else "",
        gettext("We could not save this. Your text is still here. Try again."),
        icons.icon("done"),
        text,
    )


@register.simple_tag
def facts(pairs: Iterable[tuple[str, str]]) -> SafeString:
    """Short answers to short questions."""
    items = format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>", pairs)
    return format_html('<dl class="facts">{}</dl>', items)


@register.simple_tag
def flow(rows: Iterable[tuple[str, str, float]]) -> SafeString:
    """The response flow: name, count as written, share of the first row in percent (0–100)."""
    line = (
        '<li><span>{}</span><span class="num"><strong>{}</strong></span><svg viewBox="0 0 100 4" '
        'preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="rest" width="100" '
        'height="4"/><rect width="{}" height="4"/></svg></li>'
    )
    items = format_html_join(
        "", line, ((name, count, f"{min(max(share, 0), 100):.1f}") for name, count, share in rows)
    )
    return format_html('<ol class="flow">{}</ol>', items)


@register.simple_tag
def field(bound: forms.BoundField, heading: str = "", tell: bool = True) -> SafeString:
    """A question with its hint, error and answer. ``heading="h1"`` when it is the page's question;
    ``tell=False`` leaves the error to a line of the page's own."""
    if heading not in ("", "h1", "h2", "h3"):
        raise ValueError(f"{heading!r} is not a heading")
    return bound.form.render(
        bound.field.template_name or bound.form.renderer.field_template_name,
        {"field": bound, "heading": heading, "tell": tell},
    )


@register.inclusion_tag("shared/parts/error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    """What went wrong, first on the page and focused, each line linked to its field."""
    lines = []
    if form.is_bound:
        for name, errors in form.errors.items():
            unseen = name == forms.forms.NON_FIELD_ERRORS or form[name].is_hidden
            target = "" if unseen else first_input(form[name])
            lines += [{"text": error, "target": target} for error in errors]
    return {"lines": lines}


def first_input(bound: forms.BoundField) -> str:
    """The id of the element that takes the answer, or of its first choice or box."""
    widget = bound.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple | forms.MultiWidget):
        return f"{bound.auto_id}_0"
    return bound.id_for_label or bound.auto_id
