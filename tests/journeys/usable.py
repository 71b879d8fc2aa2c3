"""What axe finds on a page: every rule that is on by default (WCAG A, AA, best practice), and two of AAA.

A page is looked at when something on it was not looked at before in this width and these colours: an element
of another make (its kind, class, role and state, within what), or headings and landmarks in another order.
Another name or sentence changes nothing that axe sees. Ids that stand twice are found on every page.
"""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OPTIONS = {
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
MARKS = """() => {
  const nothing = new RegExp('^(id|for|name|href|value|content|datetime|aria-(labelledby|describedby)'
    + '|action|formaction|form|d|title|alt|checked|maxlength|rows|cols|inputmode|data-.*)$');
  const seen = new Set(), ids = new Map(), order = [];
  for (const one of document.querySelectorAll('*:not([type=hidden])')) {
    const marks = [...one.attributes].filter(a => !nothing.test(a.name)).map(a => a.name + '=' + a.value);
    seen.add([one.parentElement?.tagName, one.tagName, ...marks].join(' '));
    if (one.id) ids.set(one.id, (ids.get(one.id) || 0) + 1);
    if (/^(H[1-6]|MAIN|NAV|HEADER|FOOTER)$/.test(one.tagName) && order.at(-1) != one.tagName)
      order.push(one.tagName);
  }
  const twice = [...ids].filter(([id, times]) => times > 1).map(([id]) => id);
  return [[...seen, order.join(' ')], twice];
}"""
SEEN_IN = "() => innerWidth + ' ' + matchMedia('(prefers-color-scheme: dark)').matches"
_looked_at: set[str] = set()


def found_by_axe(page: Page) -> list[str]:
    """Each thing wrong, with where; empty when nothing is."""
    marks, twice = page.evaluate(MARKS)
    seen_in = page.evaluate(SEEN_IN)
    marks = [f"{mark} {seen_in}" for mark in marks]
    wrong = [f"the id {one} stands twice" for one in twice]
    if _looked_at.issuperset(marks):
        return wrong
    _looked_at.update(marks)
    return wrong + [
        f"{one['id']}: " + "; ".join(node["html"][:200] for node in one["nodes"][:3])
        for one in Axe().run(page, options=OPTIONS).response["violations"]
    ]
