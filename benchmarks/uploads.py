"""Memory of the server while a picture of 10 MB comes in on a slow line, and what is left when the line drops.

    python benchmarks/uploads.py [--speed 1000] [--drops 40]

A real server (gunicorn, one worker, SQLite), one person signed in. Required, in the same run: the worker grows by
less than 64 MB for one upload, also with two at once; broken off at any byte nothing is recorded and the letter's
text stands as it was. The child that decodes has a memory of its own, said beside it. Needs Linux (/proc).
"""

import argparse
import http.client
import io
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIMIT, MEGABYTE, PORT = 64.0, 1024 * 1024, 8109
TEXT = "Dit is ons huis."


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--speed", type=int, default=1000, help="kilobytes a second")
    asked.add_argument("--drops", type=int, default=40)
    asked.add_argument("--prepare", action="store_true", help=argparse.SUPPRESS)
    said = asked.parse_args()
    if said.prepare:
        print(prepared())
        return 0
    with tempfile.TemporaryDirectory(prefix="visavis-uploads-") as folder:
        env = {**os.environ, "VISAVIS_VAR": folder, "VISAVIS_MODE": "demo"}
        env |= {
            "VISAVIS_ROOT_PASSPHRASE": "een zin voor de meting",
            "PYTHONPATH": f"{ROOT}:{ROOT}/src",
        }
        words = subprocess.run(
            [sys.executable, __file__, "--prepare"],
            env=env,
            check=True,
            capture_output=True,
            text=True,
        ).stdout.splitlines()[-1]
        serve = "from visavis.config.cli import main; main()"
        server = subprocess.Popen(
            [sys.executable, "-c", serve, "serve", "--port", str(PORT), "--workers", "1"],
            env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            return measured(Person(words), server.pid, said.speed * 1000, said.drops)
        finally:
            server.terminate()
            server.wait(20)


def prepared() -> str:
    """A service in which one person takes part; their five words."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "visavis.config.settings"
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    import visavis.mediation  # noqa: F401 - registers kinds and acts
    from tests.doors.lived import Lived
    from tests.journal.service import Service
    from visavis.doors.shared import keyring
    from visavis.journal.keys import create_tenant
    from visavis.journal.root import create_root

    call_command("migrate", verbosity=0)
    root = create_root(
        Path(settings.VISAVIS_VAR) / "root.key", os.environ["VISAVIS_ROOT_PASSPHRASE"], log_n=4
    )
    service = Service(create_tenant(root, "7" * 32))
    keyring.hold(service.keys)
    lived = Lived(service, lambda now: None).ready()
    return str(lived.opened_place(lived.a)[1])


class Person:
    """A browser with one cookie."""

    def __init__(self, words: str) -> None:
        self.cookie, until = "", time.monotonic() + 60
        while not self.cookie:
            try:
                page = self.get("/plek/in/")[1]
                self.post("/plek/in/", {"words": words, "csrfmiddlewaretoken": token_in(page)})
            except OSError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.3)
        page = self.get("/plek/schrijven/")[1]
        key = re.search(r'name="key" value="(\w+)"', page)
        assert key
        done = self.post("/plek/schrijven/", {"key": key[1], "csrfmiddlewaretoken": token_in(page)})
        self.letter = done[2]
        page = self.get(self.letter)[1]
        fields = {"text": TEXT, "go": "picture", "csrfmiddlewaretoken": token_in(page)}
        self.url = self.post(self.letter, fields)[2]

    def get(self, path: str) -> tuple[int, str, str]:
        return self._ask("GET", path, b"", {})

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, str, str]:
        from urllib.parse import urlencode

        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, urlencode(fields).encode(), kind)

    def _ask(self, how: str, path: str, body: bytes, more: dict[str, str]) -> tuple[int, str, str]:
        line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        line.request(
            how, path, body, {"Cookie": self.cookie, "Sec-Fetch-Site": "same-origin", **more}
        )
        answer = line.getresponse()
        said = answer.read().decode(errors="replace")
        found = answer.getheader("Set-Cookie")
        if found:
            self.cookie = found.split(";")[0]
        line.close()
        return answer.status, said, answer.getheader("Location") or ""

    def body(self, content: bytes) -> bytes:
        token = token_in(self.get(self.url)[1])
        return (
            f'--x\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'
            '--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
        ).encode() + content + b"\r\n--x--\r\n"  # fmt: skip

    def bring(self, body: bytes, speed: float = 0.0, drop: int = 0) -> int:
        """Status; 0 where the line dropped after ``drop`` bytes. ``speed``: bytes a second."""
        line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=120)
        line.putrequest("POST", self.url)
        head = {
            "Cookie": self.cookie, "Content-Length": str(len(body)),
            "Content-Type": "multipart/form-data; boundary=x", "Sec-Fetch-Site": "same-origin",
        }  # fmt: skip
        for name, value in head.items():
            line.putheader(name, value)
        line.endheaders()
        if drop:
            line.send(body[:drop])
            line.close()
            return 0
        step = int(speed / 10) or len(body)
        for at in range(0, len(body), step):
            line.send(body[at : at + step])
            if speed:
                time.sleep(0.1)
        answer = line.getresponse()
        answer.read()
        return answer.status


def token_in(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert found, page[:500]
    return found[1]


def memory(pid: int) -> float:
    """Megabytes resident."""
    try:
        found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0


def children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [int(one) for one in task.read_text().split()]
        except OSError:
            continue
    return found


class Watch(threading.Thread):
    """The most that the worker, and a child of it, held meanwhile."""

    def __init__(self, worker: int) -> None:
        super().__init__(daemon=True)
        self.worker, self.most, self.child, self.on = worker, 0.0, 0.0, True

    def run(self) -> None:
        while self.on:
            self.most = max(self.most, memory(self.worker))
            self.child = max([self.child, *(memory(one) for one in children(self.worker))])
            time.sleep(0.01)


def measured(person: Person, server: int, speed: int, drops: int) -> int:
    [worker] = children(server)
    picture = noise()
    print(
        f"A picture of {len(picture) / MEGABYTE:.1f} MB at {speed / 1000:.0f} kB/s; gunicorn, one worker"
    )
    person.bring(person.body(noise(200)))
    wrong = 0
    for many in (1, 2):
        bodies = [person.body(picture) for _ in range(many)]
        before, watch = memory(worker), Watch(worker)
        said: list[int] = []
        watch.start()
        began = time.monotonic()

        def bring(body: bytes, said: list[int] = said) -> None:
            said.append(person.bring(body, speed))

        lines = [threading.Thread(target=bring, args=(body,)) for body in bodies]
        for line in lines:
            line.start()
        for line in lines:
            line.join()
        watch.on = False
        watch.join()
        grew = (watch.most - before) / many
        wrong += grew >= LIMIT or set(said) != {302}
        print(
            f"{many} at once: {time.monotonic() - began:.1f} s, answers {said}; worker {before:.0f} MB, "
            f"grew {grew:.1f} MB an upload (limit {LIMIT:.0f}); decoding child {watch.child:.0f} MB at most"
        )
    kept = person.get(person.url)[1].count("<img ")
    whole, rng = person.body(picture), random.Random(7)
    for _ in range(drops):
        person.bring(whole, drop=rng.randrange(1, len(whole)))
    time.sleep(1)
    after = person.get(person.url)[1].count("<img ")
    text = TEXT in person.get(person.letter)[1]
    wrong += after != kept or not text
    print(
        f"{drops} lines dropped: {after - kept} pictures recorded, the text {'kept' if text else 'LOST'}"
    )
    print("Within the limits." if not wrong else "NOT within the limits.")
    return int(bool(wrong))


def noise(side: int = 0) -> bytes:
    """A JPEG of just under 10 MB that no encoder makes small."""
    from PIL import Image

    made, picture = io.BytesIO(), Image.effect_noise((side or 4000, side or 3000), 100)
    picture.convert("RGB").save(made, "JPEG", quality=88)
    return made.getvalue()


if __name__ == "__main__":
    sys.exit(main())
