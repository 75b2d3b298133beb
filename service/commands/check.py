"""`paritas check`: is our own content sound?"""

from __future__ import annotations

import time

import typer

from service.importing.checked_content import Content
from service.importing.framework_checks import faults
from service.importing.framework_yaml import framework_folders, read_folder
from service.importing.grading_yaml import read_entry_rules, read_grade_scales
from service.importing.reference_yaml import (
    read_credit_systems,
    read_false_friends,
    read_fields_of_study,
    read_precedents,
)
from service.importing.teaching_yaml import read_teaching_licences
from service.settings import read_settings


def run() -> int:
    """Print every fault as one line; return 0 where there is none, else 1.

    Raises ContentError where a file cannot be read at all.
    """
    started = time.perf_counter()
    settings = read_settings()
    paths, strays = framework_folders(settings.frameworks)
    folders = tuple(read_folder(path) for path in paths)
    systems = read_credit_systems(settings.data)
    fields = read_fields_of_study(settings.data)
    friends = read_false_friends(settings.data)
    precedents = read_precedents(settings.data)
    scales = read_grade_scales(settings.data)
    rules = read_entry_rules(settings.data, scales)
    licences = read_teaching_licences(settings.data)
    found = faults(
        Content(
            folders=folders,
            credit_systems=frozenset(each.code for each in systems),
            strays=strays,
            fields=fields,
            licences=licences,
        )
    )
    for fault in found:
        typer.echo(f"{fault.code} {fault.where}: {fault.message}")
    counts = {
        "frameworks": len(folders),
        "levels": sum(len(folder.levels) for folder in folders),
        "level descriptors": sum(len(folder.descriptors) for folder in folders),
        "referencings": sum(len(folder.referencing) for folder in folders),
        "qualification types": sum(len(folder.types) for folder in folders),
        "credit systems": len(systems),
        "fields of study": len(fields),
        "false friends": len(friends),
        "grade scales": len(scales),
        "entry rule examples": len(rules),
        "teaching licences": len(licences),
        "precedents": len(precedents),
    }
    typer.echo(", ".join(f"{count} {name}" for name, count in counts.items()))
    typer.echo(f"{len(found)} faults, {time.perf_counter() - started:.2f} s")
    return 1 if found else 0
