"""The one program that opens PDF files: run as a process of its own, with memory and time bounded.

It imports nothing of ours, reads the file from standard input and writes to standard output: with
`text` JSON (pages, attachments, or an error code), with `render N` page N as a grey PGM picture.
"""

from __future__ import annotations

import base64
import io
import json
import logging
import sys
from typing import Any

MEMORY_BYTES = 600_000_000
"""Address space; a worker that needs more ends, and its parent says that the file is too heavy."""
CPU_SECONDS = 9
MAX_PAGES = 200
MAX_CHARACTERS = 2_000_000
MAX_ATTACHMENTS = 20
MAX_ATTACHED_BYTES = 8_000_000
DOTS_PER_INCH = 200
MAX_PIXELS = 12_000_000


def main(arguments: list[str], data: bytes) -> bytes:
    """Do what `arguments` ask with the PDF in `data`."""
    _bound()
    logging.disable(logging.CRITICAL)
    try:
        if arguments[0] == "render":
            return _picture(data, int(arguments[1]))
        return json.dumps(_text(data)).encode()
    except MemoryError:
        return json.dumps({"error": "input_pdf_too_heavy"}).encode()
    except Exception as problem:  # a broken file may raise anything; its kind is all that is told
        return json.dumps(
            {"error": "input_pdf_damaged", "problem": type(problem).__name__}
        ).encode()


def _bound() -> None:
    try:
        import resource
    except ImportError:  # no such limits here; time and output are still bounded by the parent
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


def _text(data: bytes) -> dict[str, Any]:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        return {"error": "input_pdf_locked"}
    count = reader.get_num_pages()
    if count > MAX_PAGES:
        return {"error": "input_pdf_pages", "count": count, "limit": MAX_PAGES}
    attached = []
    for parts in list(reader.attachments.values())[:MAX_ATTACHMENTS]:
        for part in parts[:MAX_ATTACHMENTS]:
            if len(part) <= MAX_ATTACHED_BYTES:
                attached.append(base64.b64encode(part).decode())
    pages, left = [], MAX_CHARACTERS
    for page in reader.pages:
        plain = _clean(page.extract_text())[:left]
        try:
            laid = _clean(page.extract_text(extraction_mode="layout"))[:left]
        except Exception:  # the layout is a help; where it fails the plain text stands alone
            laid = ""
        left -= len(plain)
        pages.append({"plain": plain, "laid": laid})
        if left <= 0:
            break
    return {"pages": pages, "attached": attached}


def _clean(text: str) -> str:
    # No-break spaces are spaces, and producers write hyphens as soft hyphens.
    text = text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u00ad", "-")
    lines = (line.rstrip() for line in text.splitlines())
    kept = "\n".join(line for line in lines if line)
    return "".join(c for c in kept if c in "\n\t" or (c.isprintable() and ord(c) != 0))


def _picture(data: bytes, number: int) -> bytes:
    import pypdfium2

    page = pypdfium2.PdfDocument(data)[number]
    scale = DOTS_PER_INCH / 72
    while page.get_width() * page.get_height() * scale * scale > MAX_PIXELS:
        scale /= 1.25
    bitmap = page.render(scale=scale, grayscale=True)
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    rows = bytes(bitmap.buffer)
    body = b"".join(rows[at * stride : at * stride + width] for at in range(height))
    return b"P5\n%d %d\n255\n" % (width, height) + body


if __name__ == "__main__":
    sys.stdout.buffer.write(main(sys.argv[1:], sys.stdin.buffer.read()))
