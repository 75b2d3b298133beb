"""stub"""
from __future__ import annotations
from collections.abc import Callable
from service.errors import InputError
from service.importing.contents import Contents

def read_pdf(data: bytes, name: str, attached: Callable[[bytes], Contents]) -> Contents:
    raise InputError("input_format_not_yet", where=name, seen="PDF")
