"""Films: sealed as they come in, kept under their maker's key, looked at in parts, gone with their time."""

from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.doors.conftest import lived
from tests.doors.lived import Lived
from tests.journal.service import Service
from tests.journal.test_files import lane_of, on_disk
from visavis.journal import files, films
from visavis.journal.envelope import Damaged
from visavis.journal.keys import OutsideReach, desk_ring, guest_ring, sweep_ring
from visavis.journal.models import FileRow
from visavis.journal.sweep import run_due
from visavis.journal.verify import verify
from visavis.mediation.entries import PartyId
from visavis.mediation.letters import OpenLetter, RecallLetter
from visavis.mediation.terms import FILM_KEPT
from visavis.mediation.video_message import BringTake, ChooseTake, DiscardVideo
from visavis.mediation.views import Picture

pytestmark = pytest.mark.once

__all__ = ["lived"]
CONTENT = b"\x1aE\xdf\xa3 a film of nobody" * 9000


@pytest.fixture
def made(lived: Lived, tmp_path: Path, settings: Any) -> Lived:
    settings.VISAVIS_VAR = tmp_path
    return lived.ready("video_message")


@pytest.fixture
def ended(django_capture_on_commit_callbacks: Any) -> Any:
    return lambda: django_capture_on_commit_callbacks(execute=True)


def whole(service: Service, party: PartyId, file: str) -> bytes:
    with films.look(party, file, desk_ring(service.keys)) as found:
        return b"".join(found.part(0, found.length))


def waiting(made: Lived) -> films.Brought:
    bringing = films.Bringing()
    for at in range(0, len(CONTENT), 40_000):
        bringing.add(CONTENT[at : at + 40_000])
    bringing.ends()
    ring = desk_ring(made.service.keys)
    name = bringing.waits_for(made.a, made.where.trajectory, "f" * 32, ring)
    bringing.drop()  # at the end of a request: nothing of what is kept goes
    found = films.brought(made.a, name, ring)
    assert found is not None
    return found


def test_what_is_brought_stands_sealed_and_goes_when_it_was_made_anew(
    made: Lived, ended: Any
) -> None:
    found, ring = waiting(made), desk_ring(made.service.keys)
    assert found.size == len(CONTENT)
    assert b"film of nobody" not in files.path_of(found.file).read_bytes()
    assert b"".join(films.pieces(found)) == CONTENT
    verify()
    with ended():
        films.forget(made.a, found, ring)
    assert films.brought(made.a, found.file, ring) is None
    assert on_disk() == set()
    with pytest.raises(Damaged):
        b"".join(films.pieces(found))


def test_what_was_broken_off_leaves_nothing(made: Lived) -> None:
    bringing = films.Bringing()
    bringing.add(CONTENT)
    bringing.drop()
    assert on_disk() == set()
    other = films.Bringing()
    other.ends()
    with pytest.raises(OutsideReach):
        other.waits_for(
            made.a, made.where.trajectory, "f" * 32, guest_ring(made.service.keys, made.a)
        )
    other.drop()
    assert on_disk() == set()


def test_a_film_is_looked_at_in_parts_in_its_own_lane_only(made: Lived) -> None:
    ring = desk_ring(made.service.keys)
    file = films.keep(made.a, [CONTENT[:70_000], CONTENT[70_000:]], len(CONTENT), ring)
    assert films.is_there(made.a, file, ring)
    assert not films.is_there(made.b, file, ring)
    with films.look(made.a, file, ring) as found:
        assert b"".join(found.part(65_000, 66_000)) == CONTENT[65_000:66_000]
    with pytest.raises(Damaged), films.look(made.b, file, ring):
        pass
    files.path_of(file).write_bytes(b"changed")
    with pytest.raises(Damaged), films.look(made.a, file, ring):
        pass
    with pytest.raises(ValueError, match="shorter"):
        films.keep(made.a, [CONTENT], len(CONTENT) + 1, ring)


def test_takes_that_are_not_chosen_are_gone_from_the_disk(made: Lived, ended: Any) -> None:
    ring = desk_ring(made.service.keys)
    takes = [
        Picture(
            films.keep(made.a, [content], len(content), ring),
            sha256(content).hexdigest(), 10, 10, seconds=1,
        )
        for content in (CONTENT, CONTENT + b"x")
    ]  # fmt: skip
    for take in takes:
        made.desk(BringTake(made.a, "f" * 32, take))
    with ended():
        made.desk(ChooseTake(made.a, "f" * 32, takes[1].file))
    assert on_disk() == {takes[1].file}
    with ended():
        made.own(DiscardVideo("f" * 32), made.a)
    assert on_disk() == set()
    assert not FileRow.objects.exists()


def test_it_travels_with_its_parcel_and_stands_with_who_saw_it_until_its_time_is_over(
    made: Lived, ended: Any
) -> None:
    letter = made.released_video(made.filmed())
    (mine,) = made.view(made.a).videos
    content = whole(made.service, made.a, mine.takes[0].file)
    offer = made.offered_video(letter)
    assert len(on_disk()) == 2
    with ended():
        made.own(OpenLetter(offer), made.b)
    found = made.view(made.b).offer(offer)
    assert found is not None
    assert found.film is not None
    assert whole(made.service, made.b, found.film.file) == content
    assert on_disk() == {mine.takes[0].file, found.film.file}
    verify()
    made.tick(days=FILM_KEPT.days + 1)
    with ended():
        run_due(sweep_ring(made.service.keys), made.service.now + timedelta(0))
    assert on_disk() == set()
    verify()
    seen = made.view(made.b).offer(offer)
    assert seen is not None
    assert seen.ended


def test_asked_back_it_is_gone_at_once_but_for_its_makers_own_copy(made: Lived, ended: Any) -> None:
    letter = made.released_video(made.filmed())
    made.offered_video(letter)
    with ended():
        made.own(RecallLetter(letter), made.a)
    (mine,) = made.view(made.a).videos
    assert on_disk() == {mine.takes[0].file}


def test_what_does_not_open_any_more_is_not_sent_along(made: Lived) -> None:
    video = made.filmed()
    (mine,) = made.view(made.a).videos
    files.path_of(mine.takes[0].file).write_bytes(b"changed")
    with pytest.raises(Damaged):
        made.released_video(video)
    assert lane_of(made.service, made.a)[0].party == made.a
