"""Words that nobody says by chance, one in every text: where one is found, its text was shown."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from random import Random
from string import ascii_lowercase

import pikepdf
from django.http import HttpResponse

from tests.journeys.paper import text_of as text_of_pdf

CANARY = re.compile(r"kana[a-z]{10}")


@dataclass
class Canaries:
    """Called with a text, gives it back with a canary of its own; knows which text each belongs to."""

    said: dict[str, str] = field(default_factory=dict)
    rng: Random = field(default_factory=lambda: Random(11))

    def __call__(self, text: str) -> str:
        canary = "kana" + "".join(self.rng.choices(ascii_lowercase, k=10))
        self.said[canary] = text
        return f"{text} {canary}"


def canaries_in(text: str) -> set[str]:
    return set(CANARY.findall(text))


def shown_in(answer: HttpResponse) -> set[str]:
    """All canaries of an answer: headers, cookies, page; of a PDF also what it draws and says of itself."""
    body = b"".join(answer) if answer.streaming else answer.content  # type: ignore[arg-type]  # not asynchronous
    said = [f"{name}: {value}" for name, value in answer.headers.items()]
    said += [cookie.OutputString() for cookie in answer.cookies.values()]
    return canaries_in("\n".join(said)) | _in_file(body)


@lru_cache(maxsize=4096)
def _in_file(body: bytes) -> frozenset[str]:
    said = [body.decode("utf-8", "replace")]
    if body.startswith(b"%PDF"):
        said += [text_of_pdf(body), _metadata(body)]
    return frozenset(canaries_in("\n".join(said)))


def _metadata(pdf: bytes) -> str:
    made = pikepdf.open(BytesIO(pdf))
    metadata = made.open_metadata()
    names = [str(one) for one in made.attachments]
    return " ".join([str(made.docinfo), *(str(value) for value in metadata.values()), *names])
