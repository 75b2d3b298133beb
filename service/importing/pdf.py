"""PDF files: a credential that is attached inside, else the text, else the recognised scan."""

from __future__ import annotations

from service.domain.text import say
from service.importing.contents import Contents
from service.importing.document_award import read_document
from service.importing.ocr import recognise
from service.importing.pdf_text import PdfText
from service.importing.reading import Reading


def read_pdf(data: bytes, text: PdfText, reading: Reading) -> Contents:
    """Read the award that the pages of a PDF state; text is evidence, never verified data.

    Raises InputError: input_document_no_award, and for a scan those of `recognise`.
    """
    if text.has_text:
        return Contents(
            awards=(read_document(text, reading),), notes=(say("read.document_evidence"),)
        )
    lines = recognise(data, reading.file, text.pages, text.seconds_left)
    scan = PdfText(pages=text.pages, laid=lines, plain=lines, attached=())
    award = read_document(scan, reading)
    recognised = len({line.page for line in lines})
    notes = [say("read.scan_recognised", pages=recognised)]
    if text.pages > recognised:
        notes.append(say("read.pages_not_recognised", pages=text.pages - recognised))
    return Contents(awards=(award,), notes=tuple(notes))
