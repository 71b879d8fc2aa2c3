"""Files as people, and people who mean harm, bring them."""

import io
import struct
import zipfile
import zlib
from typing import Any

import pikepdf
from PIL import Image, PngImagePlugin

SECRET = "geheim-52.37-4.89"


def photo(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **more: Any) -> bytes:
    """Left half red, right half blue."""
    picture = Image.new("RGB", size, "red")
    picture.paste((0, 0, 255), (size[0] // 2, 0, *size))
    made = io.BytesIO()
    picture.save(made, kind, **more)
    return made.getvalue()


def with_gps() -> bytes:
    """As a telephone makes it: where, when, whose, a comment and a small copy; and lying on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter to the right
    exif[0x013B] = SECRET  # artist
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 22.0, 12.0), 3: "E", 4: (4.0, 53.0, 24.0)})
    return photo(exif=exif, comment=SECRET.encode(), xmp=f"<x>{SECRET}</x>".encode())


def png_with_words() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", SECRET)
    info.add_itxt("XML:com.adobe.xmp", SECRET)
    return photo("PNG", pnginfo=info)


def bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A PNG of a few kilobytes that says it is huge."""

    def part(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = part(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + head + part(b"IDAT", zlib.compress(bytes(1000))) + part(b"IEND", b"")
    )


def text_bomb() -> bytes:
    """A PNG whose words unpack to half a gigabyte."""
    packed = zlib.compressobj(9)
    body = b"".join(packed.compress(bytes(1 << 20)) for _ in range(500)) + packed.flush()
    chunk = b"zTXtAuthor\0\0" + body
    said = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    whole = photo("PNG")
    return whole[:33] + said + whole[33:]


def zipped() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as files:
        files.writestr("run.js", "alert(1)")
    return made.getvalue()


SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><image href='http://example.org/a.png'/></svg>"
XML = b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"


def pdf(pages: int = 1, text: str = "Lieve ander", **more: Any) -> bytes:
    """With its text on each page."""
    made = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    for _ in range(pages):
        made.add_blank_page(page_size=(595, 842))
        page = made.pages[-1]
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.Contents = made.make_stream(f"BT /F 24 Tf 72 700 Td ({text}) Tj ET".encode())
    made.docinfo["/Author"] = SECRET
    out = io.BytesIO()
    made.save(out, **more)
    return out.getvalue()


def locked_pdf() -> bytes:
    return pdf(encryption=pikepdf.Encryption(owner="o", user="u"))


def scripted_pdf() -> bytes:
    """Says something when it is opened, carries a file, and links elsewhere."""
    made = pikepdf.open(io.BytesIO(pdf()))
    made.Root.OpenAction = pikepdf.Dictionary(
        S=pikepdf.Name.JavaScript, JS=f"app.alert('{SECRET}')"
    )
    made.attachments["run.exe"] = pikepdf.AttachedFileSpec(made, b"MZ" + SECRET.encode())
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def huge_page() -> bytes:
    made = pikepdf.new()
    made.add_blank_page(page_size=(14_000, 14_000))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
