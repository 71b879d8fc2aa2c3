"""The description of the open interface is valid, says what the routes do, and follows the Dutch API Design Rules."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.bad_input.routes import walk
from visavis.doors.referrer.api import RECEIPT, document
from visavis.doors.referrer.referral import REFERENCE, ReferralForm
from visavis.doors.shared import problems

pytestmark = pytest.mark.pure
BASE = "/verwijzen/api/v1"
DOCUMENT = document()


def operations() -> dict[tuple[str, str], dict[str, Any]]:
    return {
        (path, method): said
        for path, methods in DOCUMENT["paths"].items()
        for method, said in methods.items()
    }


def routes() -> dict[str, URLPattern]:
    found = walk(get_resolver().url_patterns, "")
    return {f"/{one.pattern}": one for space, one in found if space == "referrer_api"}


def test_it_is_valid_openapi_3_1() -> None:
    assert DOCUMENT["openapi"].startswith("3.1")
    assert list(OpenAPIV31SpecValidator(DOCUMENT).iter_errors()) == []


def test_it_is_published_at_a_fixed_address_for_everybody() -> None:
    answer = Client().get(f"{BASE}/openapi.json")
    assert answer.status_code == 200
    assert answer.json() == DOCUMENT
    assert answer["Content-Type"] == "application/json"
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_every_route_is_described_and_nothing_else_is() -> None:
    described = {re.sub(r"\{(\w+)\}", r"<str:\1>", path) for path, _method in operations()}
    assert described == set(routes())
    for (path, method), said in operations().items():
        route = routes()[re.sub(r"\{(\w+)\}", r"<str:\1>", path)]
        assert said["operationId"] == route.name
        url = reverse(f"referrer_api:{route.name}", args=["een"] if "{" in path else [])
        other = {"get": "post", "post": "get"}[method]
        refused = getattr(Client(), other)(url)
        assert refused.status_code == 405, "and only with the methods that stand there"
        assert method.upper() in refused["Allow"]


def test_the_fields_are_those_of_the_form() -> None:
    referral = DOCUMENT["components"]["schemas"]["Referral"]
    fields = ReferralForm.base_fields
    assert set(referral["properties"]) == {*fields, "language"}
    needed = {name for name, field in fields.items() if field.required}
    assert set(referral["required"]) == needed | {"consent"}
    for name in ("relation", "channel"):
        assert referral["properties"][name]["enum"] == [
            code for code, _said in fields[name].choices
        ]
    for name, said in referral["properties"].items():
        if "maxLength" in said:
            assert said["maxLength"] == fields[name].max_length, name
    pattern = DOCUMENT["components"]["schemas"]["Reference"]["pattern"]
    assert REFERENCE.pattern == pattern.replace("^", r"\A").replace("$", r"\Z")
    assert set(DOCUMENT["components"]["schemas"]["Receipt"]["properties"]) == set(RECEIPT)


def test_the_dutch_api_design_rules_hold() -> None:
    """API Design Rules 2.1 (Kennisplatform APIs): no trailing slash, version in the base and in a header, standard
    methods, lower case and hyphens, problem+json."""
    assert DOCUMENT["servers"][0]["url"] == BASE
    assert DOCUMENT["info"]["version"] == problems.VERSION
    assert problems.VERSION.split(".")[0] == BASE[-1]
    for (path, method), said in operations().items():
        assert not path.endswith("/")
        assert re.sub(r"\{\w+\}|\.json", "", path) == re.sub(r"\{\w+\}|\.json", "", path).lower()
        assert method in {"get", "post", "put", "patch", "delete"}
        for status, answer in said["responses"].items():
            whole = _whole(answer)
            assert "API-Version" in whole["headers"], (path, status)
            if int(status) >= 400:
                assert set(whole["content"]) == {"application/problem+json"}


def _whole(answer: dict[str, Any]) -> dict[str, Any]:
    name = answer.get("$ref", "").rpartition("/")[2]
    return DOCUMENT["components"]["responses"][name] if name else answer


def test_each_answer_that_we_give_is_described() -> None:
    given = {int(s) for said in operations().values() for s in said["responses"] if int(s) >= 400}
    assert given <= set(problems.TITLES)
