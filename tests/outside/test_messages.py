"""Messages that leave: neutral, in the way someone chose, and nothing by itself that is not mail."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from visavis.journal.envelope import Damaged
from visavis.journal.keys import Keys, create_tenant, desk_ring, outbox_ring, sign_up_ring
from visavis.journal.outbox import mark_sent, take, to_send
from visavis.journal.record import Recorded, Where, carry_out, sign_up
from visavis.journal.root import KeyUnavailable, Root, create_root
from visavis.mediation.entries import Actor, Audience, PartyId
from visavis.mediation.sign_up import DeclineToTakeUp, SignUp
from visavis.mediation.views import Appointment, PartyView, Reach
from visavis.outside.messages import (
    BODY,
    Recipient,
    send_round,
    waiting_by_hand,
    words_for,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=2)


@pytest.fixture
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    root: Root = create_root(
        tmp_path_factory.mktemp("keys") / "root.key", "a passphrase for a test"
    )
    return create_tenant(root, "tenant")


def someone_with_a_message(keys: Keys, reach: Reach, number: int = 1) -> PartyId:
    """Signed up and told "not taken up": there is one message for them."""
    act = SignUp("harmed", "Ann", 30, reach=reach)
    begun = sign_up(act, sign_up_ring(keys), NOW, random.Random(number))
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


ANN, BO = Reach("email", email="ann@example.org"), Reach("email", email="bo@example.org")


def test_of_two_rounds_at_once_one_sends(keys: Keys) -> None:
    someone_with_a_message(keys, ANN)
    begun: list[bool] = []

    def meanwhile(party: PartyId) -> Recipient:
        if not begun:
            begun.append(True)
            round_for(keys, ANN)
        return Recipient(ANN, "nl")

    send_round(outbox_ring(keys), LATER, meanwhile)
    assert len(mail.outbox) == 1


def test_what_a_crash_left_unsent_leaves_in_a_later_round(keys: Keys) -> None:
    someone_with_a_message(keys, ANN)
    (message,) = to_send(outbox_ring(keys), LATER.date())
    assert take(message.id, LATER)  # and then the power failed

    round_for(keys, ANN, LATER + timedelta(minutes=1))
    assert mail.outbox == []
    round_for(keys, ANN, LATER + timedelta(hours=1))
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "wrong", [Damaged("an entry was changed"), KeyUnavailable("gone"), OSError()]
)
def test_one_dossier_that_does_not_open_holds_up_nobody_elses_message(
    keys: Keys, wrong: Exception
) -> None:
    ann = someone_with_a_message(keys, ANN)
    someone_with_a_message(keys, BO, 2)

    def recipient(party: PartyId) -> Recipient:
        if party == ann:
            raise wrong
        return Recipient(BO, "nl")

    done = send_round(outbox_ring(keys), LATER, recipient)
    assert (done.sent, done.failed) == (1, 1)
    assert [sent.to for sent in mail.outbox] == [["bo@example.org"]]
    assert [one.party for one in to_send(outbox_ring(keys), LATER.date())] == [ann]


@pytest.mark.parametrize(
    "address",
    ["", "ann", "ann@example.org\nBcc: x@example.org", "a@example.org,b@example.org", "é@é.."],
)
def test_who_chose_mail_without_an_address_that_is_one_is_told_by_a_person(
    keys: Keys, address: str
) -> None:
    broken = Reach("email", email=address)
    someone_with_a_message(keys, broken)

    round_for(keys, broken)

    assert mail.outbox == []
    waiting = waiting_by_hand(
        outbox_ring(keys), LATER.date(), lambda party: Recipient(broken, "nl")
    )
    assert len(waiting) == 1


ON = datetime(2026, 5, 6, 8, 30, tzinfo=UTC)  # half past ten at the service


@pytest.mark.parametrize(
    ("channel", "state", "days_before", "language", "says"),
    [
        ("sms", "planned", 1, "nl", "Morgen 10.30 uur afspraak. Bel om af te zeggen."),
        ("sms", "planned", 1, "nl-je", "Morgen 10.30 uur afspraak. Bel om af te zeggen."),
        ("sms", "planned", 1, "en", "Tomorrow 10:30 appointment. Call to cancel."),
        ("sms", "planned", 2, "nl", BODY.nl),
        ("sms", "planned", 0, "nl", BODY.nl),
        ("sms", "off", 1, "nl", BODY.nl),
        ("sms", "cannot", 1, "nl", BODY.nl),
        ("phone", "planned", 1, "nl", BODY.nl),
        ("post", "planned", 1, "nl", BODY.nl),
    ],
)
def test_a_short_message_names_the_hour_the_day_before_and_nothing_else_ever_does(
    channel: str, state: str, days_before: int, language: str, says: str
) -> None:
    one = Appointment(
        "c", "conversation", ON, ON + timedelta(hours=1), "Zaal 2", "Links", state=state
    )
    me = PartyView(PartyId("a"), reach=Reach(channel=channel), appointments=(one,))
    assert words_for(me, language, ON - timedelta(days=days_before)) == says
