"""`paritas frameworks import` and `paritas frameworks export`: files of others in, ours out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import typer

from service.domain.framework import Framework
from service.domain.register import Register
from service.errors import InputError
from service.importing.framework_draft import draft_files
from service.importing.framework_files import read_framework_files
from service.importing.framework_import import ImportedFramework
from service.pipeline.register import read_register
from service.reporting.error_words import error_line
from service.reporting.framework_as_csv import framework_csv
from service.reporting.framework_as_ctdl import framework_ctdl
from service.settings import read_settings

FORMATS = {"ctdl": (framework_ctdl, "jsonld"), "csv": (framework_csv, "csv")}


def run_import(paths: tuple[Path, ...], out: Path) -> int:
    """Write every framework of `paths` as a draft folder below `out`; one line for each.

    A file that cannot be read is named on the error stream and the others go on. Returns 2 where
    a file failed, else 0. Raises InputError import_into_content, import_folder_exists,
    output_unwritable.
    """
    _refuse_content(out)
    batch = read_framework_files(paths, date.today().isoformat())
    for problem in batch.errors:
        typer.echo(error_line(problem, "en"), err=True)
    for framework in batch.frameworks:
        folder = out / framework.id
        if folder.exists():
            raise InputError("import_folder_exists", where=str(folder))
    for framework in batch.frameworks:
        _write(framework, out / framework.id)
        typer.echo(_line(framework, out))
    return 2 if batch.errors else 0


def _refuse_content(out: Path) -> None:
    content, target = read_settings().frameworks.resolve(), out.resolve()
    if target == content or content in target.parents:
        raise InputError("import_into_content", where=str(out))


def _write(framework: ImportedFramework, folder: Path) -> None:
    try:
        folder.mkdir(parents=True)
        for name, text in draft_files(framework).items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as problem:
        raise InputError("output_unwritable", where=str(folder), problem=str(problem)) from None


def _line(framework: ImportedFramework, out: Path) -> str:
    statements = sum(len(level.statements) for level in framework.levels)
    counts = f"levels={len(framework.levels)} statements={statements}"
    counts += f" alignments={len(framework.alignments)}"
    return f"{out / framework.id}  {counts} unread={len(framework.unread)}"


def run_export(place_name: str, format_name: str, out: Path | None) -> int:
    """Write every framework of a place in force today below `out`; print it where `out` is None.

    `format_name` is "ctdl" or "csv". A country with several frameworks needs `out`, or the id of
    one of them. Returns 0. Raises InputError place_unknown, format_unknown,
    export_several_frameworks, output_unwritable.
    """
    if format_name not in FORMATS:
        known = ", ".join(FORMATS)
        raise InputError("format_unknown", where="--format", value=format_name, known=known)
    register = read_register(read_settings().frameworks)
    frameworks = _frameworks(register, place_name)
    write, suffix = FORMATS[format_name]
    if out is None:
        if len(frameworks) > 1:
            known = ", ".join(framework.id for framework in frameworks)
            raise InputError("export_several_frameworks", where=place_name, known=known)
        typer.echo(write(register, frameworks[0], date.today()), nl=False)
        return 0
    for framework in frameworks:
        path = out / f"{framework.id}.{suffix}"
        try:
            out.mkdir(parents=True, exist_ok=True)
            path.write_text(write(register, framework, date.today()), encoding="utf-8", newline="")
        except OSError as problem:
            raise InputError("output_unwritable", where=str(out), problem=str(problem)) from None
        typer.echo(str(path))
    return 0


def _frameworks(register: Register, place_name: str) -> tuple[Framework, ...]:
    place = register.place(place_name)
    if place is None:
        known = ", ".join(register.places())
        raise InputError("place_unknown", where="PLACE", place=place_name, known=known)
    return place.frameworks
