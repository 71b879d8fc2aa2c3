"""The eye that looks at every page sees what is wrong with one: so that finding nothing means something."""

import pytest
from playwright.sync_api import Browser

from tests.bad_input.routes import Stop
from tests.looks.looking import Looker, served
from tests.looks.pages import Shown
from tests.looks.ways import Way

pytestmark = pytest.mark.browser

HEAD = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Een</title>
<meta name="viewport" content="width=device-width"><style>%s</style></head><body>"""
BAR = '<a class="skip" href="#content">Naar de inhoud</a><header class="bar"><a href="/">Voorkant</a></header>'
TALL = "a, button { display: block; min-height: 48px; min-width: 48px } :focus { outline: 3px solid black }"
WRONG = {
    "it scrolls sideways": ("", '<p style="width: 400px">Breed</p>'),
    "with wider spacing it scrolls sideways": ("", f'<p>{"a" * 38}</p>'),
    "it a part scrolls or is cut off": ("", f'<p style="overflow: hidden">{"w" * 60}</p>'),
    "squeezed to": ("", '<p style="width: 12px; overflow-wrap: anywhere">Letter na letter</p>'),
    "a target of": ("", '<p><button style="min-height: 20px">Klein</button></p>'),
    "the focus is not drawn": ("button:focus { outline: 0 }", "<p><button>Waar ben ik</button></p>"),
    "has the focus out of sight": (
        ".bar { position: sticky; top: 0; height: 200px; background: white }",
        "".join(f"<p><button>{number}</button></p>" for number in range(40)),
    ),
    "Tab comes to": ("", '<p><button tabindex="3">Later</button></p>'),
    "the first place is not the link to the content": (".skip { visibility: hidden }", ""),
    "no edge in the device's own colours": ("", '<p><input aria-label="Naam" style="border: 0; min-height: 48px">'),
    "axe image-alt": ("", '<p><img src="/niets.png"></p>'),
    "the id content stands twice": ("", '<p id="content">Twee</p>'),
}  # fmt: skip


def looked_at(browser: Browser, style: str, body: str, colours: str) -> list[str]:
    html = f'{HEAD % (TALL + style)}{BAR}<main id="content" tabindex="-1"><h1>Een</h1>{body}</main></body></html>'
    page = Shown("een", "nl", Stop("", "", "", ""), html.encode(), {"Content-Type": "text/html"}, 200)  # fmt: skip
    with served([page]) as place:
        looker = Looker(browser, place)
        looker.looks(0, "een", Way("320", colours))
        return looker.wrong


@pytest.mark.parametrize("said", WRONG)
def test_what_is_wrong_with_a_page_is_seen(browser: Browser, said: str) -> None:
    found = looked_at(browser, *WRONG[said], "forced-light" if "colours" in said else "light")
    assert any(said in one for one in found), found


def test_nothing_is_said_of_a_page_with_which_nothing_is_wrong(browser: Browser) -> None:
    body = '<p>Lees <a href="/" style="display: inline">dit</a> eerst.</p>'
    assert looked_at(browser, "", body, "dark") == []
