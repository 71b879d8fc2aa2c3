"""Signing in tells nobody who exists (security.md §4; §9 row 19)."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError

from visavis.people import hashing, signing_in, staff, throttle, words_door
from visavis.people.models import Account, Invitation, Throttle
from visavis.people.signing_in import Known, Opened, Refused

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
HERE, ELSEWHERE = "192.0.2.7", "198.51.100.9"


@pytest.fixture
def rng():
    return random.Random(7)


@pytest.fixture
def place(rng):
    return signing_in.open_place("t" * 32, "p" * 32, rng)


def cost_of(attempt):
    before = hashing.work.done
    answer = attempt()
    return answer, hashing.work.done - before


def test_five_words_find_the_account_and_open_it(place):
    typed = "  ".join(place.words).upper()
    answer = signing_in.sign_in_participant(typed, HERE, NOW)
    assert answer == Known(place.account)


def test_a_passphrase_opens_a_staff_account_and_a_short_one_is_refused():
    roles = frozenset({"mediator"})
    made = signing_in.open_staff_account("Linde", "een lange zin van mij", "Noor", roles)
    answer = signing_in.sign_in_staff(" linde ", "een lange zin van mij", HERE, NOW)
    assert answer == Known(made)
    with pytest.raises(signing_in.WeakPassphrase):
        signing_in.open_staff_account("eik", "te kort", "Bo", roles)


def test_nobody_is_both_mediator_and_researcher():
    with pytest.raises(ValueError, match="both mediator and researcher"):
        signing_in.open_staff_account(
            "eik", "een lange zin van mij", "Bo", frozenset({"mediator", "researcher"})
        )


def test_row_19_unknown_wrong_closed_and_empty_are_one_answer_at_one_cost(place, rng):
    closed = signing_in.open_place("u" * 32, "q" * 32, rng)
    staff.close_account(closed.account, NOW)
    attempts = {
        "unknown": "zee boom huis fiets maan",
        "wrong": " ".join((*place.words[:2], "zee", "boom", "maan")),
        "closed": " ".join(closed.words),
        "one word": "zee",
        "empty": "",
        "very long": "zee " * 5000,
    }
    for words in attempts.values():
        answer, cost = cost_of(lambda words=words: signing_in.sign_in_participant(words, HERE, NOW))
        assert answer == Refused()
        assert cost == 1
        Throttle.objects.all().delete()
    assert cost_of(lambda: signing_in.sign_in_participant(" ".join(place.words), HERE, NOW)) == (
        Known(place.account),
        1,
    )


def test_row_19_delays_grow_alike_for_known_and_unknown_accounts(place):
    def waits(words):
        Throttle.objects.all().delete()
        moment, seen = NOW, []
        for _ in range(12):
            answer = signing_in.sign_in_participant(words, HERE, moment)
            seen.append(answer.wait)
            moment += answer.wait
        return seen

    known = waits(" ".join((*place.words[:2], "zee", "boom", "maan")))
    assert known == waits("zee boom huis fiets maan")
    assert known[3] == timedelta(0)
    assert known[-1] > known[6] > timedelta(0)


def test_while_one_must_wait_even_the_right_words_open_nothing_and_cost_the_same(place):
    wrong = " ".join((*place.words[:2], "zee", "boom", "maan"))
    for _ in range(8):
        signing_in.sign_in_participant(wrong, HERE, NOW)
    answer, cost = cost_of(lambda: signing_in.sign_in_participant(" ".join(place.words), HERE, NOW))
    assert isinstance(answer, Refused)
    assert answer.wait > timedelta(0)
    assert cost == 1


def test_nobody_elsewhere_can_lock_an_owner_out(place):
    right = " ".join(place.words)
    signing_in.sign_in_participant(right, HERE, NOW)
    wrong = " ".join((*place.words[:2], "zee", "boom", "maan"))
    for number in range(300):
        throttle.failed(f"participant:{'-'.join(place.words[:2])}", f"10.0.{number % 250}.1", NOW)
    assert isinstance(signing_in.sign_in_participant(wrong, ELSEWHERE, NOW), Refused)
    assert signing_in.sign_in_participant(right, HERE, NOW) == Known(place.account)
    later = NOW + throttle.THIS.most
    assert signing_in.sign_in_participant(right, "203.0.113.1", later) == Known(place.account)


def test_an_address_counts_by_its_network():
    assert throttle.prefix("192.0.2.7") == throttle.prefix("192.0.2.200") == "192.0.2.0/24"
    assert throttle.prefix("2001:db8:1:2::3") == "2001:db8:1::/48"
    assert throttle.prefix("::ffff:192.0.2.7") == "192.0.2.0/24"
    assert throttle.prefix("<script>") == "unknown"


def test_a_house_full_of_people_is_forgiven_its_typing_errors(place):
    moment = NOW
    for number in range(200):
        throttle.failed(f"participant:{number}", HERE, moment)
        moment += timedelta(minutes=5)
    assert throttle.wait("participant:somebody", HERE, moment) == timedelta(0)


def test_no_address_or_name_stands_in_the_table(place):
    signing_in.sign_in_participant("zee boom huis fiets maan", HERE, NOW)
    text = str(list(Throttle.objects.values()))
    assert "192.0" not in text
    assert "zee" not in text


def test_an_invitation_opens_a_place_once_and_its_words_work(rng):
    code = signing_in.invite("t" * 32, "p" * 32, "De Gele Fiets", NOW, rng).code
    opened = signing_in.redeem_invitation(" ".join(code), "de gele-fiets", HERE, NOW, NOW, rng)
    assert isinstance(opened, Opened)
    assert len(opened.words) == 5
    assert signing_in.sign_in_participant(" ".join(opened.words), HERE, NOW) == Known(
        opened.account
    )
    again = signing_in.redeem_invitation(" ".join(code), "de gele fiets", HERE, NOW, NOW, rng)
    assert again == Refused()
    assert Account.objects.count() == 1


def test_row_19_expired_used_guessed_and_wrong_invitations_are_one_answer_at_one_cost(rng):
    code = " ".join(signing_in.invite("t" * 32, "p" * 32, "gele fiets", NOW, rng).code)
    late = NOW + signing_in.INVITATION_VALID + timedelta(seconds=1)
    used = " ".join(signing_in.invite("u" * 32, "q" * 32, "gele fiets", NOW, rng).code)
    signing_in.redeem_invitation(used, "gele fiets", HERE, NOW, NOW, rng)
    for given, answer, moment in (
        (code, "gele fiets", late),
        (used, "gele fiets", NOW),
        ("zee boom huis fiets", "gele fiets", NOW),
        (code, "blauwe fiets", NOW),
        ("", "", NOW),
    ):
        result, cost = cost_of(
            lambda given=given, answer=answer, moment=moment: signing_in.redeem_invitation(
                given, answer, ELSEWHERE, moment, NOW, rng
            )
        )
        assert (result, cost) == (Refused(), 1)
        Throttle.objects.all().delete()
    just = NOW + signing_in.INVITATION_VALID
    assert isinstance(
        signing_in.redeem_invitation(code, "gele fiets", HERE, just, NOW, rng), Opened
    )


def test_the_code_of_an_invitation_is_nowhere_in_the_database(rng):
    made = signing_in.invite("t" * 32, "p" * 32, "gele fiets", NOW, rng)
    stored = str(list(Invitation.objects.values()))
    assert not any(f"'{word}'" in stored for word in made.code)
    assert "gele" not in stored


def test_a_second_invitation_gives_new_words_once_confirmed_and_ends_the_first(rng):
    first = signing_in.invite("t" * 32, "p" * 32, "fiets", NOW, rng).code
    second = signing_in.invite("t" * 32, "p" * 32, "fiets", NOW, rng).code
    refused = signing_in.redeem_invitation(" ".join(first), "fiets", HERE, NOW, NOW, rng)
    assert refused == Refused()
    one = signing_in.redeem_invitation(" ".join(second), "fiets", HERE, NOW, NOW, rng)
    third = signing_in.invite("t" * 32, "p" * 32, "fiets", NOW, rng, by="mediator").code
    assert signing_in.confirm("p" * 32, "intake")
    two = signing_in.redeem_invitation(" ".join(third), "fiets", HERE, NOW, NOW, rng)
    assert one.account == two.account
    assert signing_in.sign_in_participant(" ".join(one.words), HERE, NOW) == Refused()
    assert signing_in.sign_in_participant(" ".join(two.words), HERE, NOW) == Known(two.account)


def test_nobody_alone_makes_new_words_for_a_place_that_stands(rng):
    signing_in.open_place("t" * 32, "p" * 32, rng)
    made = signing_in.invite("t" * 32, "p" * 32, "fiets", NOW, rng, by="mediator")
    assert made.awaits_second
    assert signing_in.waiting_for_second("p" * 32, NOW) == "mediator"
    code = " ".join(made.code)
    assert not signing_in.confirm("p" * 32, "mediator")
    assert signing_in.redeem_invitation(code, "fiets", HERE, NOW, NOW, rng) == Refused()
    assert signing_in.confirm("p" * 32, "intake")
    assert signing_in.waiting_for_second("p" * 32, NOW) is None
    assert isinstance(signing_in.redeem_invitation(code, "fiets", HERE, NOW, NOW, rng), Opened)


def test_new_words_that_a_colleague_does_not_confirm_open_nothing(rng):
    place = signing_in.open_place("t" * 32, "p" * 32, rng)
    made = signing_in.invite("t" * 32, "p" * 32, "fiets", NOW, rng, by="mediator")
    signing_in.refuse("p" * 32)
    assert not signing_in.confirm("p" * 32, "intake")
    refused = signing_in.redeem_invitation(" ".join(made.code), "fiets", HERE, NOW, NOW, rng)
    assert refused == Refused()
    again = signing_in.sign_in_participant(" ".join(place.words), HERE, NOW)
    assert again == Known(place.account)


def test_an_invitation_that_could_not_be_made_does_not_end_the_one_before(rng):
    taken = signing_in.invite("u" * 32, "q" * 32, "fiets", NOW, random.Random(1))
    mine = signing_in.invite("t" * 32, "p" * 32, "fiets", NOW, rng).code
    with pytest.raises(IntegrityError):  # drew the words that another party has
        signing_in.invite("t" * 32, "p" * 32, "fiets", NOW, random.Random(1))
    assert taken.code != mine
    opened = signing_in.redeem_invitation(" ".join(mine), "fiets", HERE, NOW, NOW, rng)
    assert isinstance(opened, Opened)


GUEST = "g" * 32


def test_a_guest_has_an_account_of_its_own_kind_beside_the_place_of_a_party(place, rng):
    code = " ".join(signing_in.invite("t" * 32, "p" * 32, "haven", NOW, rng, guest=GUEST).code)
    opened = signing_in.redeem_invitation(code, "haven", HERE, NOW, NOW, rng, beside=True)
    assert isinstance(opened, Opened)
    assert opened.account != place.account
    words = " ".join(opened.words)
    assert signing_in.sign_in_guest(words, HERE, NOW) == Known(opened.account)
    assert signing_in.prove_again(opened.account, words, HERE, NOW) == Known(opened.account)
    assert signing_in.sign_in_participant(" ".join(place.words), HERE, NOW) == Known(place.account)
    assert signing_in.has_place("p" * 32, GUEST)
    assert not signing_in.has_place("p" * 32, "h" * 32)


def test_row_19_at_the_wrong_door_invitations_and_words_are_one_answer_at_one_cost(place, rng):
    guest = signing_in.open_place("t" * 32, "p" * 32, rng, guest=GUEST)
    codes = {
        beside: " ".join(signing_in.invite("u" * 32, "q" * 32, "haven", NOW, rng, guest=who).code)
        for beside, who in ((True, ""), (False, GUEST))
    }
    attempts = [
        lambda: signing_in.sign_in_participant(" ".join(guest.words), HERE, NOW),
        lambda: signing_in.sign_in_guest(" ".join(place.words), HERE, NOW),
        lambda: signing_in.sign_in_guest("zee boom huis fiets maan", HERE, NOW),
        *(
            lambda code=code, beside=beside: signing_in.redeem_invitation(
                code, "haven", HERE, NOW, NOW, rng, beside=beside
            )
            for beside, code in codes.items()
        ),
    ]
    for attempt in attempts:
        assert cost_of(attempt) == (Refused(), 1)
        Throttle.objects.all().delete()


def test_new_words_for_a_guest_end_the_old_ones_and_nothing_of_the_party(place, rng):
    first = signing_in.open_place("t" * 32, "p" * 32, rng, guest=GUEST)
    waits = signing_in.invite("t" * 32, "p" * 32, "fiets", NOW, rng, by="mediator")
    made = signing_in.invite("t" * 32, "p" * 32, "haven", NOW, rng, by="mediator", guest=GUEST)
    assert waits.awaits_second
    assert not made.awaits_second
    assert signing_in.waiting_for_second("p" * 32, NOW) == "mediator"
    code = " ".join(made.code)
    again = signing_in.redeem_invitation(code, "haven", HERE, NOW, NOW, rng, beside=True)
    assert again.account == first.account
    assert signing_in.sign_in_guest(" ".join(first.words), HERE, NOW) == Refused()
    assert signing_in.sign_in_participant(" ".join(place.words), HERE, NOW) == Known(place.account)
    assert signing_in.confirm("p" * 32, "intake")


def test_only_the_signed_in_person_proves_again(place, rng):
    other = signing_in.open_place("u" * 32, "q" * 32, rng)
    own = " ".join(place.words)
    assert signing_in.prove_again(place.account, own, HERE, NOW) == Known(place.account)
    last_three = " ".join(place.words[2:])
    assert signing_in.prove_again(place.account, last_three, HERE, NOW) == Known(place.account)
    assert isinstance(
        signing_in.prove_again(place.account, " ".join(other.words), HERE, NOW), Refused
    )


def test_three_words_open_their_own_page_for_a_year_after_the_last_letter(rng):
    first = " ".join(words_door.for_answer("t" * 32, "p" * 32, NOW, rng))
    reminder = NOW + timedelta(days=30)
    words_door.for_answer("t" * 32, "p" * 32, reminder, rng)
    late = datetime(2027, 4, 1, 9, tzinfo=UTC)
    opens = words_door.open_page(first, "answer", HERE, late, NOW)
    assert (opens.trajectory, opens.party) == ("t" * 32, "p" * 32)
    too_late = datetime(2027, 4, 2, 9, tzinfo=UTC)
    for words, purpose, moment in (
        (first, "answer", too_late),
        (first, "sign_up", NOW),
        ("zee boom maan", "answer", NOW),
        ("", "answer", NOW),
    ):
        result, cost = cost_of(
            lambda words=words, purpose=purpose, moment=moment: words_door.open_page(
                words, purpose, ELSEWHERE, moment, NOW
            )
        )
        assert (result, cost) == (Refused(), 1)
        Throttle.objects.all().delete()


def test_words_for_a_sign_up_work_until_the_first_call(rng):
    words = " ".join(words_door.for_sign_up("t" * 32, "p" * 32, rng))
    later = NOW + timedelta(days=900)
    assert words_door.open_page(words, "sign_up", HERE, later, NOW).party == "p" * 32
    words_door.end("sign_up", "p" * 32)
    assert words_door.open_page(words, "sign_up", HERE, NOW, NOW) == Refused()


def test_changing_the_key_of_the_service_makes_no_letter_useless(rng, settings):
    words = " ".join(words_door.for_answer("t" * 32, "p" * 32, NOW, rng))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key of the service " * 3
    assert words_door.open_page(words, "answer", HERE, NOW, NOW).party == "p" * 32


def test_erasing_a_party_leaves_nothing_of_it_here(place, rng):
    words_door.for_answer("t" * 32, "p" * 32, NOW, rng)
    staff.erase_party("p" * 32)
    assert not Account.objects.exists()
    assert signing_in.sign_in_participant(" ".join(place.words), HERE, NOW) == Refused()
