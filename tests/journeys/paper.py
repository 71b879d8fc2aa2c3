"""What stands in a PDF, read as a person's eye would: the letters its fonts draw, in order."""

import re
from io import BytesIO
from typing import Any

import pikepdf

HEX = rb"<([0-9A-Fa-f]+)>\s*"
ONE, MANY = re.compile(HEX * 2), re.compile(HEX * 3)
SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)


def text_of(pdf: bytes) -> str:
    """The text of all pages without its line breaks; only for fonts that say which letters they draw."""
    made = pikepdf.open(BytesIO(pdf))
    return " ".join(_page(page) for page in made.pages)


def _page(page: pikepdf.Page) -> str:
    fonts = {name: _letters(font) for name, font in page.Resources.Font.items()}
    said, drawn = [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "Tf":
                drawn = fonts[str(operands[0])]
            case "Tj":
                said.append(_read(bytes(operands[0]), drawn))
            case "TJ":
                parts = [one for one in operands[0] if isinstance(one, pikepdf.String)]
                said.append("".join(_read(bytes(one), drawn) for one in parts))
            case "ET":
                said.append(" ")
    return re.sub(r"\s+", " ", "".join(said))


def _read(codes: bytes, letters: dict[int, str]) -> str:
    pairs = (codes[at : at + 2] for at in range(0, len(codes), 2))
    return "".join(letters.get(int.from_bytes(pair, "big"), "") for pair in pairs)


def _letters(font: Any) -> dict[int, str]:
    found: dict[int, str] = {}
    if "/ToUnicode" not in font:
        return found
    for kind, body in SECTION.findall(font.ToUnicode.read_bytes()):
        if kind == b"bfchar":
            for code, letter in ONE.findall(body):
                found[int(code, 16)] = bytes.fromhex(letter.decode()).decode("utf-16-be")
        else:
            for first, last, letter in MANY.findall(body):
                for step in range(int(last, 16) - int(first, 16) + 1):
                    found[int(first, 16) + step] = chr(int(letter, 16) + step)
    return found
