"""``visavis serve`` in a process of its own: it starts, answers, names no product, and stops."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.pure


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def served(tmp_path):
    port = free_port()
    env = {k: v for k, v in os.environ.items() if not k.startswith(("VISAVIS_", "DJANGO_"))}
    env |= {"VISAVIS_MODE": "demo", "VISAVIS_VAR": str(tmp_path)}
    env["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    env.pop("DATABASE_URL", None)
    log = tmp_path / "serve.log"
    command = [sys.executable, "-m", "visavis.config.cli", "serve", "--port", str(port)]
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(command, env=env, stdout=out, stderr=subprocess.STDOUT)
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.1)
        yield port, log
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0


def ask(port, path, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return answer, answer.read()


@pytest.mark.skipif(os.name != "posix", reason="gunicorn runs on POSIX only")
def test_it_serves_pages_and_hashed_files_and_its_log_holds_no_address(served):
    port, log = served
    answer, body = ask(port, "/")
    assert answer.status == 200
    assert answer.headers["Set-Cookie"] is None
    assert answer.headers["Server"] == "web"
    style = re.search(rb'href="(/static/shared/all\.[0-9a-f]{12}\.css)"', body).group(1)
    answer, _ = ask(port, style.decode(), **{"Accept-Encoding": "gzip"})
    assert answer.status == 200
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "immutable" in answer.headers["Cache-Control"]
    assert ask(port, "/kanarie-in-een-adres")[0].status == 404
    assert ask(port, "/", Host="elsewhere.example")[0].status == 400
    assert "kanarie" not in log.read_text(encoding="utf-8")
