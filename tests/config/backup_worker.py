"""A service that is backed up, lost, and put back on another machine; each of them a process of its own."""

import base64
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import time_machine
from django.conf import settings
from django.core.management import call_command
from django.test import Client

import visavis.mediation  # noqa: F401 - registers kinds and acts
from tests.bad_input.town import drawing
from tests.doors.lived import Lived
from tests.journal.service import MEDIATOR, Service
from tests.worlds.test_http import ONE_TIME, Seeded
from visavis.config import cli
from visavis.config.erasing import erase_due
from visavis.doors.shared import carrying, keyring
from visavis.journal import archive, models, requests
from visavis.journal.keys import create_tenant, keeper_ring, open_service
from visavis.journal.requests import Asked, Asker
from visavis.journal.root import create_root, open_root
from visavis.journal.worklist import case_tag
from visavis.people import signing_in
from visavis.people.models import Sitting

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
ROOT_PASSPHRASE = "een goede zin voor de test"
STAFF_PASSPHRASE = "vijf groene eenden op het dak"


def pages(words: dict[str, str], trajectory: str) -> dict[str, Any]:
    """What each of them sees: status and bytes, without the form's token and one-time keys."""
    found = {}
    carrying.secrets = Seeded()
    for who, five in words.items():
        client = Client()
        client.post("/plek/in/", {"words": five})
        for path in ("/plek/", "/plek/mensen/", "/plek/schrijven/", "/plek/over-mij/"):
            found[f"{who} {path}"] = _seen(client, path)
    desk = Client()
    desk.post("/werk/binnen/", {"login": "mediator", "passphrase": STAFF_PASSPHRASE})
    for path in ("/werk/", "/werk/trajecten/", f"/werk/trajecten/{trajectory}/?alles=1"):
        found[f"desk {path}"] = _seen(desk, path)
    return found


def _seen(client: Client, path: str) -> tuple[int, str]:
    answer = client.get(path)
    return answer.status_code, ONE_TIME.sub(b"", answer.content).decode()


def lives(place: dict[str, str]) -> dict[str, Any]:
    """Lives, anchors, is backed up; then one person is erased, and all is anchored again."""
    var = Path(settings.VISAVIS_VAR)
    keys = create_tenant(create_root(var / "root.key", ROOT_PASSPHRASE, log_n=4), "7" * 32)
    os.environ["VISAVIS_ROOT_PASSPHRASE"] = ROOT_PASSPHRASE
    os.environ["VISAVIS_RECIPIENT_PASSPHRASE"] = "een andere zin voor de kluis"
    service = Service(keys, now=datetime(2026, 11, 2, 9, tzinfo=UTC))
    lived = Lived(service, lambda now: None).ready()
    lived.offered(lived.released("Wist je dat ik thuis was?"))
    keyring.hold(keys)
    drawing(lived, lived.a)
    keyring.hold(None)
    other = Lived(service, lambda now: None).ready()
    for model in (
        models.Trajectory,
        models.TaskRow,
    ):  # a colleague's, so that no page compared shows it
        model.objects.exclude(**_of(lived, service, model)).update(mediator="a-colleague")
    signing_in.open_staff_account(
        "mediator", STAFF_PASSPHRASE, "Mieke", frozenset({"mediator"}), account=MEDIATOR.id
    )
    words = {"a": lived.opened_place(lived.a)[1], "b": lived.opened_place(lived.b)[1]}
    gone = other.opened_place(other.a)[1]
    seen = pages(words, lived.where.trajectory)
    (var / "snapshots/one").mkdir(parents=True)
    (var / "snapshots/one/people.parquet").write_bytes(b"frozen")
    anchor_key = ["journal", "anchor", "--key", str(var / "anchor.pem")]
    assert cli.main([*anchor_key, "--make-key"]) == 0
    assert cli.main(["backup", "--make-recipient", place["recipient"]]) == 0
    public = place["public"] = _public(place["recipient"])
    assert Sitting.objects.exists()
    made = ["backup", "--to", public, "--data", place["data"], "--keys", place["keys"]]
    assert cli.main(made) == 0
    ring = keeper_ring(keys)
    asked = requests.ask(
        ring, Asked.ERASURE, other.a, other.where.trajectory, NOW, Asker("els", "intake")
    )
    requests.stand_for(ring, asked.id, Asker("po", "privacy_officer"), NOW)
    assert erase_due(keys, NOW, Path(settings.VISAVIS_ANCHORS))["erased"] == 1
    assert cli.main(anchor_key) == 0
    return {"words": words, "gone": gone, "trajectory": lived.where.trajectory, "pages": seen}


def _of(lived: Lived, service: Service, model: Any) -> dict[str, str]:
    if model is models.Trajectory:
        return {"id": lived.where.trajectory}
    return {"case": case_tag(service.desk, lived.where.trajectory)}


def _public(path: str) -> str:
    key = archive.open_recipient(Path(path), os.environ["VISAVIS_RECIPIENT_PASSPHRASE"])
    return base64.b64encode(archive.raw(key.public_key())).decode()


def put_back(place: dict[str, Any]) -> dict[str, Any]:
    """On a new machine; ``place`` says what is asked of the command, and what was seen on the old one."""
    os.environ["VISAVIS_ROOT_PASSPHRASE"] = ROOT_PASSPHRASE
    os.environ["VISAVIS_RECIPIENT_PASSPHRASE"] = "een andere zin voor de kluis"
    asked = [
        "restore",
        "--data",
        place["data"],
        "--keys",
        place["keys"],
        "--recipient",
        place["recipient"],
    ]
    code = cli.main(asked)
    if code:
        closed = models.Tenant.objects.filter(closed=True).exists()
        shut = Client().get("/plek/in/").status_code if closed else 0
        keys_given = True
        try:
            keyring.hold(None)
            keyring.keys()
        except Exception:
            keys_given = False
        return {"code": code, "closed": closed, "keys": keys_given, "door": shut}
    keyring.hold(None)
    seen = pages(place["words"], place["trajectory"])
    erased = Client()
    erased.post("/plek/in/", {"words": place["gone"]})
    var = Path(settings.VISAVIS_VAR)
    open_service(open_root(var / "root.key", ROOT_PASSPHRASE))
    return {
        "code": code,
        "same": seen == {name: tuple(each) for name, each in place["pages"].items()},
        "different": [n for n in seen if list(seen[n]) != list(place["pages"][n])],
        "gone": erased.get("/plek/").status_code,
        "again": cli.main(asked),
        "verify": cli.main(["journal", "verify"]),
        "erased": models.ErasureRow.objects.exclude(finished=None).count(),
        "epochs": len(open_root(var / "root.key", ROOT_PASSPHRASE).tenants.of("7" * 32)),
        "snapshot": (var / "snapshots/one/people.parquet").read_bytes().decode(),
        "pictures": models.FileRow.objects.count(),
        "anchors": sorted(path.name for path in Path(settings.VISAVIS_ANCHORS).iterdir()),
    }


def main(what: str, place: dict[str, Any]) -> None:
    with time_machine.travel(NOW, tick=False):
        call_command("migrate", verbosity=0)
        found = {"lives": lives, "put_back": put_back}[what](place)
    print(json.dumps(found))
