"""Lighthouse (mobile, slow 4G, 4 × slower processor) for home and My place of a real server, and their weight.

    npm install --prefix var/bench lighthouse
    python benchmarks/lighthouse.py [--runs 5] [--lighthouse PROGRAM]

Starts ``visavis demo`` with twelve sign-ups in a folder of its own, on a free port. My place is read as
somebody whom the demo lets one look as; their session goes along as a header. Required of home: the median of each
category 100, the largest paint within 1.2 s, first view without fonts, as sent, ≤ 30 kB; of My place: ≥ 95 and 40 kB;
no other origin asked; no cookie before signing in.
"""

import argparse
import html
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener, urlopen

ROOT = Path(__file__).resolve().parents[1]
RUNS = 5


class Limits(NamedTuple):
    """Points of each category; bytes of the first view without fonts; milliseconds to the largest paint."""

    score: int
    bytes: int
    largest: float


HOME, PLACE = Limits(100, 30_000, 1200), Limits(95, 40_000, 10_000)
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless --no-sandbox --disable-gpu --disable-dev-shm-usage"
OPEN_PAGES = (
    "/",
    "/is-dit-iets/",
    "/zo-gaat-het/",
    "/brief/",
    "/aanmelden/",
    "/contact/",
    "/plek/in/",
    "/en/",
)
ASSETS = re.compile(r'<(?:link|script|img)\b[^>]*?\b(?:href|src)="([^"]+)"')


class NoRedirect(HTTPRedirectHandler):
    """The answer itself is wanted, with its cookie."""

    def redirect_request(self, *_: Any) -> None:
        return None


def signed_in(url: str) -> str:
    """The cookie of somebody with a place of their own, by one click on the demo's page."""
    page = urlopen(f"{url}/demo/").read().decode()
    form = re.search(
        r'action="(/demo/als/[^"]+)"><input[^>]*name="csrfmiddlewaretoken" value="([^"]+)"', page
    )
    assert form is not None, "the demo offers nobody to look as"
    post = Request(
        url + form[1],
        urlencode({"csrfmiddlewaretoken": html.unescape(form[2])}).encode(),
        {"Origin": url, "Sec-Fetch-Site": "same-origin"},
    )
    opener = build_opener(NoRedirect)
    try:
        answer = opener.open(post)
    except OSError as redirect:  # an HTTPError is how urllib hands over a 302
        answer = redirect
    assert answer.headers["Location"].startswith("/plek"), answer.headers["Location"]
    return str(answer.headers["Set-Cookie"]).split(";")[0]


def report(program: str, address: str, cookie: str, categories: tuple[str, ...]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "report.json"
        headers = Path(folder) / "headers.json"
        headers.write_text(json.dumps({"Cookie": cookie} if cookie else {}))
        ran = subprocess.run(
            [
                program, address, "--quiet", "--output=json", f"--output-path={kept}",
                f"--chrome-flags={FLAGS}", f"--only-categories={','.join(categories)}",
                f"--extra-headers={headers}",
            ],
            env={"CHROME_PATH": "/usr/bin/chromium"} | os.environ,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if ran.returncode:
            raise SystemExit(f"lighthouse: {ran.stderr.strip()[-600:]}")
        found: dict[str, Any] = json.loads(kept.read_text())
    said = urlsplit(found["finalDisplayedUrl"])
    asked = urlsplit(address)
    assert (said.netloc, said.path) == (asked.netloc, asked.path), f"landed at {said.path}"
    return found


def scores(reports: list[dict[str, Any]], categories: tuple[str, ...]) -> dict[str, list[int]]:
    return {
        name: sorted(round(100 * one["categories"][name]["score"]) for one in reports)
        for name in categories
    }


def requested(one: dict[str, Any]) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = one["audits"]["network-requests"]["details"]["items"]
    return [item for item in items if not item["url"].startswith(("data:", "chrome"))]


def weight(one: dict[str, Any]) -> int:
    """Bytes sent for the first view, headers left out, fonts left out."""
    return sum(
        item["transferSize"] for item in requested(one) if item.get("resourceType") != "Font"
    )


def others(one: dict[str, Any], url: str) -> list[str]:
    return [item["url"] for item in requested(one) if not item["url"].startswith(url)]


def cookies(url: str) -> list[str]:
    return [path for path in OPEN_PAGES if urlopen(url + path).headers["Set-Cookie"]]


def plain(url: str, path: str) -> int:
    """The same without compression, for comparison."""
    page = urlopen(url + path).read()
    assets = {one for one in ASSETS.findall(page.decode()) if not one.endswith(".woff2")}
    return len(page) + sum(
        len(urlopen(url + one).read()) for one in assets if one[:8] == "/static/"
    )


def worst(one: dict[str, Any], category: str) -> str:
    """What took points away, for a category under its limit."""
    audits = one["audits"]
    refs = [ref for ref in one["categories"][category]["auditRefs"] if ref.get("weight")]
    lost = [(ref["weight"] * (1 - (audits[ref["id"]]["score"] or 0)), ref["id"]) for ref in refs]
    return ", ".join(name for points, name in sorted(lost, reverse=True)[:4] if points > 0)


def measured(program: str, url: str, runs: int, *, only_home: bool = False) -> int:
    version, missed = "", []
    pages = [("Home", "/", "", CATEGORIES, HOME)]
    if not only_home:
        pages.append(("My place", "/plek/", signed_in(url), CATEGORIES[:3], PLACE))
    print(f"  {'page':10}{'category':18}{'median':>7}  runs (limit)")
    for name, path, cookie, categories, limits in pages:
        reports = [report(program, url + path, cookie, categories) for _ in range(runs)]
        version = reports[0]["lighthouseVersion"]
        for category, found in scores(reports, categories).items():
            middle = round(statistics.median(found))
            print(
                f"  {name:10}{category:18}{middle:7}  {' '.join(map(str, found))} ({limits.score})"
            )
            if middle < limits.score:
                missed.append(f"{name}, {category}: {middle}; {worst(reports[0], category)}")
        last = reports[-1]
        heavy, away = weight(last), others(last, url)
        times = [statistics.median(r["audits"][a]["numericValue"] for r in reports) for a in
                 ("first-contentful-paint", "largest-contentful-paint", "cumulative-layout-shift")]  # fmt: skip
        print(
            f"  {name:10}FCP {times[0] / 1000:.1f} s, LCP {times[1] / 1000:.1f} s, CLS {times[2]:.2f}"
        )
        print(
            f"  {name:10}first view without fonts {heavy / 1000:.1f} kB as sent (limit {limits.bytes / 1000:.0f}); "
            f"other origins {len(away)}"
        )
        if heavy > limits.bytes:
            missed.append(f"{name}: {heavy} bytes")
        if times[1] > limits.largest:
            missed.append(f"{name}: largest paint after {times[1] / 1000:.2f} s")
        if away:
            missed.append(f"{name} asks {away}")
    print(f"  Home uncompressed, for comparison: {plain(url, '/') / 1000:.1f} kB")
    with_cookie = cookies(url)
    print(f"  cookies before signing in, on {len(OPEN_PAGES)} pages: {len(with_cookie)}")
    missed += [f"a cookie at {path}" for path in with_cookie]
    print(f"  Lighthouse {version}, median of {runs}, load {os.getloadavg()[0]:.1f}")
    for line in missed:
        print(f"  missed: {line}")
    return 1 if missed else 0


def installed() -> str | None:
    here = ROOT / "var" / "bench" / "node_modules" / ".bin" / "lighthouse"
    return str(here) if here.exists() else shutil.which("lighthouse")


def main() -> int:
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    asked.add_argument("--lighthouse", default=installed(), help="the program")
    asked.add_argument("--runs", type=int, default=RUNS)
    asked.add_argument("--only-home", action="store_true", help="not My place")
    said = asked.parse_args()
    if not said.lighthouse:
        print("Lighthouse is not here. Get it by: npm install --prefix var/bench lighthouse")
        return 3
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    from tests.journeys.server import served

    with served() as demo:
        return measured(said.lighthouse, demo.url, said.runs, only_home=said.only_home)


if __name__ == "__main__":
    sys.exit(main())
