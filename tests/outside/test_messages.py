"""Messages that leave: neutral, in the way someone chose, and nothing by itself that is not mail."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from visavis.journal.keys import Keys, create_tenant, desk_ring, outbox_ring, sign_up_ring
from visavis.journal.outbox import mark_sent
from visavis.journal.record import Recorded, Where, carry_out, sign_up
from visavis.journal.root import Root, create_root
from visavis.mediation.entries import Actor, Audience, PartyId
from visavis.mediation.sign_up import DeclineToTakeUp, SignUp
from visavis.mediation.views import Reach
from visavis.outside.messages import Recipient, send_round, waiting_by_hand

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=2)


@pytest.fixture
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    root: Root = create_root(
        tmp_path_factory.mktemp("keys") / "root.key", "a passphrase for a test"
    )
    return create_tenant(root, "tenant")


def someone_with_a_message(keys: Keys, reach: Reach) -> PartyId:
    """Signed up and told "not taken up": there is one message for them."""
    act = SignUp("harmed", "Ann", 30, reach=reach)
    begun = sign_up(act, sign_up_ring(keys), NOW, random.Random(1))
    assert isinstance(begun, Recorded)
    decline = DeclineToTakeUp(begun.where.party, "outside_scope")
    done = carry_out(
        decline,
        Actor(Audience.INTAKE, "i"),
        Where(trajectory=begun.where.trajectory),
        desk_ring(keys),
        NOW,
    )
    assert isinstance(done, Recorded)
    return begun.where.party


def round_for(keys: Keys, reach: Reach, now: datetime = LATER) -> object:
    return send_round(outbox_ring(keys), now, lambda party: Recipient(reach, "nl"))


def test_mail_is_one_neutral_sentence_without_a_link_or_a_name(keys: Keys) -> None:
    reach = Reach(channel="email", email="ann@example.org")
    someone_with_a_message(keys, reach)

    round_for(keys, reach)

    (sent,) = mail.outbox
    assert sent.subject == "Bericht"
    assert "http" not in sent.body
    assert "Ann" not in sent.body
    assert sent.to == ["ann@example.org"]


def test_a_message_leaves_once(keys: Keys) -> None:
    reach = Reach(channel="email", email="ann@example.org")
    someone_with_a_message(keys, reach)

    round_for(keys, reach)
    round_for(keys, reach)

    assert len(mail.outbox) == 1


def test_a_message_waits_for_its_day(keys: Keys) -> None:
    reach = Reach(channel="email", email="ann@example.org")
    someone_with_a_message(keys, reach)

    round_for(keys, reach, NOW)

    assert mail.outbox == []


def test_who_is_called_is_called_by_a_person(keys: Keys) -> None:
    reach = Reach(channel="phone", phone="06")
    someone_with_a_message(keys, reach)

    round_for(keys, reach)
    (waiting,) = waiting_by_hand(
        outbox_ring(keys), LATER.date(), lambda party: Recipient(reach, "nl")
    )
    mark_sent(waiting.id, LATER)

    assert mail.outbox == []
    assert not waiting_by_hand(
        outbox_ring(keys), LATER.date(), lambda party: Recipient(reach, "nl")
    )


def test_who_looks_for_themselves_is_told_nothing(keys: Keys) -> None:
    reach = Reach(channel="none")
    someone_with_a_message(keys, reach)

    round_for(keys, reach)

    assert mail.outbox == []
    assert not waiting_by_hand(
        outbox_ring(keys), LATER.date(), lambda party: Recipient(reach, "nl")
    )
