"""``visavis serve``: the pages, by gunicorn."""

import argparse
import gc
import os
import sys
from threading import Thread
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connection

from visavis.doors.desk import frame
from visavis.doors.shared import keyring
from visavis.journal.envelope import Damaged
from visavis.journal.keys import desk_ring
from visavis.journal.outbox import to_send
from visavis.journal.overview import STAYS, overview
from visavis.journal.root import KeyUnavailable
from visavis.journal.worklist import tasks
from visavis.mediation.entries import Audience
from visavis.people import clock
from visavis.study.catalogue import catalogue


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen at")
    parser.add_argument("--port", type=int, default=8000, help="port to listen at")
    parser.add_argument(
        "--workers", type=int, default=2, help="processes (with SQLite, two is enough)"
    )


def run(args: argparse.Namespace) -> int:
    """Bring the database up to date, and serve.

    Refuses to start where a questionnaire is switched on that cannot be asked.
    """
    call_command("migrate", verbosity=0)
    catalogue()
    scheme = "https" if settings.TLS.certificate else "http"
    print(f"Serving at {scheme}://{args.host}:{args.port}/ (stop with Ctrl-C)", flush=True)
    serve(args.host, args.port, args.workers)
    return 0


def warm() -> None:
    """Opens what lists over the whole service are made of, so that nobody's page has to wait for all of it.

    Where that does not succeed, the first page tries again and says what is wrong.
    """
    try:
        ring, today = desk_ring(keyring.keys()), clock.now().date()
        number = len(overview(ring).cards())
        to_send(ring, today)
        for role in (Audience.INTAKE, Audience.PLANNER, Audience.SUPERVISOR):
            tasks(ring, role, today, limit=frame.MOST)
        if number >= STAYS:  # what was opened after the cards stays too
            gc.freeze()
    except (DatabaseError, KeyUnavailable, Damaged):
        pass
    finally:
        connection.close()


def serve(host: str, port: int, workers: int = 2) -> None:
    """Collect the static files and serve until stopped.

    Without POSIX, where gunicorn does not run, by the standard library's server.
    """
    call_command("collectstatic", interactive=False, verbosity=0)
    if os.name != "posix":
        from wsgiref.simple_server import make_server

        with make_server(host, port, get_wsgi_application()) as server:
            server.serve_forever()
        return
    _gunicorn(host, port, workers)


def _gunicorn(host: str, port: int, workers: int) -> None:
    from gunicorn.app.base import BaseApplication
    from gunicorn.glogging import Logger
    from gunicorn.http import wsgi

    from visavis.doors.shared.log import Listed

    wsgi.SERVER = "web"  # the answer's Server header; ours names no product and no version

    class ListedLogger(Logger):  # type: ignore[misc]  # gunicorn has no types
        """gunicorn's own lines quote paths: only their level goes out."""

        def setup(self, cfg: Any) -> None:
            super().setup(cfg)
            for handler in self.error_log.handlers:
                handler.setFormatter(Listed())

    class Pages(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        def load_config(self) -> None:
            self.cfg.set("bind", f"{host}:{port}")
            self.cfg.set("workers", workers)
            self.cfg.set("worker_class", "gthread")
            self.cfg.set("threads", 4)
            self.cfg.set("timeout", 30)
            self.cfg.set("graceful_timeout", 10)
            self.cfg.set("limit_request_line", 2048)
            self.cfg.set("limit_request_fields", 60)
            self.cfg.set("accesslog", None)
            self.cfg.set("loglevel", "warning")
            self.cfg.set("logger_class", ListedLogger)
            self.cfg.set("forwarded_allow_ips", "")
            self.cfg.set("proc_name", "visavis")
            if settings.TLS.certificate:
                self.cfg.set("certfile", settings.TLS.certificate)
                self.cfg.set("keyfile", settings.TLS.key)

        def load(self) -> Any:
            application = get_wsgi_application()
            Thread(target=warm, daemon=True).start()
            return application

    sys.argv = sys.argv[:1]
    Pages().run()
