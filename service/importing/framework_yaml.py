"""Read `frameworks/<id>/*.yml` into domain values.

One folder a framework: `framework.yml`, and where they apply `levels.yml`, `referencing.yml`,
`qualification_types.yml`. Each file may open with `defaults:` for values that repeat; sources
are named once in `framework.yml` under `sources:` and referred to by key.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from service.domain.framework import (
    AwardKind,
    CreditLoad,
    DescriptorDomain,
    Framework,
    FrameworkKind,
    Level,
    LevelDescriptor,
    QualificationType,
    Referencing,
    ReferencingKind,
    Stage,
    TypeNote,
)
from service.domain.noun import noun
from service.domain.text import Confidence, Source, Text
from service.errors import ContentError
from service.importing.compiled import Read
from service.importing.strict import Fields, numbered, read_yaml

FILES = (
    "framework.yml",
    "levels.yml",
    "descriptors.yml",
    "referencing.yml",
    "qualification_types.yml",
)


@noun
class FrameworkFolder:
    """Everything that one folder of `frameworks/` holds."""

    framework: Framework
    levels: tuple[Level, ...]
    referencing: tuple[Referencing, ...]
    types: tuple[QualificationType, ...]
    descriptors: tuple[LevelDescriptor, ...] = ()


def read_folders(root: Path, read: Read = read_yaml) -> tuple[FrameworkFolder, ...]:
    """Read every folder below `root`, in order of name.

    Raises ContentError where the folder is missing or empty, something in it would be passed
    over, or a file is not sound in itself.
    """
    folders, strays = framework_folders(root)
    if strays:
        where = f"{root.name}/{strays[0]}"
        raise ContentError("content_framework_missing", where=where, name="framework.yml")
    return tuple(read_folder(path, read) for path in folders)


def framework_folders(root: Path) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Folders of frameworks below `root`, and names of folders and YAML files that are none.

    Hidden ones and other files (a README) are nobody's content. Raises ContentError
    content_folder_missing where there is no framework at all.
    """
    found = sorted(root.iterdir()) if root.is_dir() else []
    folders = tuple(path for path in found if (path / "framework.yml").is_file())
    if not folders:
        raise ContentError("content_folder_missing", where=str(root))
    strays = tuple(
        path.name
        for path in found
        if path not in folders
        and not path.name.startswith((".", "__"))
        and (path.is_dir() or path.suffix in (".yml", ".yaml"))
    )
    return folders, strays


def content_version(root: Path) -> str:
    """SHA-256 over the names and bytes of all framework files: the version of the content."""
    digest = hashlib.sha256()
    for path in sorted(root.glob("*/*.yml")):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(b"\0")
        digest.update(path.read_bytes())
        digest.update(b"\0")
    return digest.hexdigest()


def read_folder(folder: Path, read: Read = read_yaml) -> FrameworkFolder:
    """Read one framework through `read`. Raises ContentError naming file, place and key."""
    where = f"{folder.name}/framework.yml"
    strays = sorted({path.name for path in folder.glob("*.y*ml")} - set(FILES))
    if strays:
        raise ContentError("content_unknown_key", where=folder.name, key=", ".join(strays))
    fields = Fields(read(folder / "framework.yml"), where)
    sources = read_sources(fields.take("sources"), where)
    framework = _framework(fields, folder.name, sources)
    levels = tuple(
        _level(Fields(raw, place, defaults), framework, sources)
        for place, raw, defaults in _rows(folder / "levels.yml", "levels", read)
    )
    referencing = tuple(
        row
        for place, raw, defaults in _rows(folder / "referencing.yml", "referencing", read)
        for row in _referencing(Fields(raw, place, defaults), framework, sources)
    )
    types = tuple(
        _type(Fields(raw, place, defaults), framework, sources)
        for place, raw, defaults in _rows(folder / "qualification_types.yml", "types", read)
    )
    descriptors = tuple(
        made
        for place, raw, defaults in _rows(folder / "descriptors.yml", "descriptors", read)
        for made in _descriptors(Fields(raw, place, defaults), framework, sources)
    )
    return FrameworkFolder(
        framework=framework,
        levels=levels,
        referencing=referencing,
        types=types,
        descriptors=descriptors,
    )


def _rows(path: Path, key: str, read: Read) -> list[tuple[str, Any, Mapping[str, Any]]]:
    if not path.is_file():
        return []
    where = f"{path.parent.name}/{path.name}"
    fields = Fields(read(path), where)
    defaults = fields.take("defaults") or {}
    rows = fields.items(key)
    fields.done()
    return [(place, raw, defaults) for place, raw in numbered(rows, where)]


def read_sources(raw: Any, where: str) -> dict[str, Source]:
    """Read `sources:` of a file: key → title, date, url."""
    found = {}
    if not isinstance(raw or {}, dict):
        raise ContentError("content_not_mapping", where=f"{where}:sources")
    for key, row in (raw or {}).items():
        fields = Fields(row, f"{where}:sources.{key}")
        found[key] = Source(
            title=fields.text("title"), date=fields.day("date"), url=fields.optional("url")
        )
        fields.done()
    return found


def named_source(fields: Fields, sources: Mapping[str, Source]) -> Source:
    """The source that a row names by key. Raises ContentError content_unknown_source."""
    key = fields.text("source")
    if key not in sources:
        raise ContentError("content_unknown_source", where=fields.where, key=key)
    return sources[key]


def read_texts(raw: Any, where: str) -> tuple[Text, ...]:
    """Read `{language: value or [values]}`; the order of the file is kept."""
    if raw is None or raw == "":
        return ()
    if not isinstance(raw, dict):
        raise ContentError("content_bad_value", where=where, key="texts", value=repr(raw))
    found = []
    for language, values in raw.items():
        for value in values if isinstance(values, list) else [values]:
            if not isinstance(value, str) or not value.strip():
                raise ContentError(
                    "content_bad_value", where=where, key=language, value=repr(value)
                )
            found.append(Text(value=value, language=language))
    return tuple(found)


def _framework(fields: Fields, name: str, sources: Mapping[str, Source]) -> Framework:
    identifier = fields.text("id")
    if identifier != name:
        raise ContentError("content_id_not_folder", where=fields.where, key=identifier, name=name)
    authority = read_texts(fields.take("authority"), fields.where)
    names = read_texts(fields.take("names"), fields.where)
    if not authority or not names:
        raise ContentError("content_missing_key", where=fields.where, key="authority, names")
    made = Framework(
        id=identifier,
        kind=fields.choice("kind", FrameworkKind),
        country=fields.optional("country"),
        region=fields.optional("region"),
        acronym=fields.text("acronym"),
        names=names,
        languages=tuple(fields.items("languages")),
        sector=fields.text("sector"),
        preferred=fields.parsed("preferred", _flag) is not False,
        authority=authority[0],
        legal_basis=fields.optional("legal_basis"),
        website=fields.optional("website"),
        schooling_years=fields.parsed("schooling_years", int),
        since=fields.day("since"),
        until=fields.day("until"),
        source=named_source(fields, sources),
        confidence=fields.choice("confidence", Confidence),
    )
    fields.done()
    return made


def _flag(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(text)
    return text == "true"


def _level(fields: Fields, framework: Framework, sources: Mapping[str, Source]) -> Level:
    rank = fields.parsed("rank", int)
    if rank is None:
        raise ContentError("content_missing_key", where=fields.where, key="rank")
    made = Level(
        framework=framework.id,
        code=fields.text("code"),
        rank=rank,
        labels=read_texts(fields.take("labels"), fields.where),
        isced_2011=tuple(fields.items("isced_2011")),
        since=fields.day("since") or fields.text("since"),
        until=fields.day("until"),
        source=named_source(fields, sources),
        confidence=fields.choice("confidence", Confidence),
    )
    fields.done()
    return made


def _descriptors(
    fields: Fields, framework: Framework, sources: Mapping[str, Source]
) -> list[LevelDescriptor]:
    """One row a level; each of its columns is a descriptor of its own."""
    code = fields.text("level")
    source = named_source(fields, sources)
    official = fields.optional("official") == "true"
    made = []
    for domain in DescriptorDomain:
        texts = read_texts(fields.take(domain.value), fields.where)
        if texts:
            made.append(
                LevelDescriptor(
                    framework=framework.id,
                    level=code,
                    domain=domain,
                    texts=tuple(replace(text, official=official) for text in texts),
                    source=source,
                )
            )
    fields.done()
    return made


def _referencing(
    fields: Fields, framework: Framework, sources: Mapping[str, Source]
) -> list[Referencing]:
    to = fields.text("to")
    kind = fields.choice("kind", ReferencingKind)
    since = fields.day("since") or fields.text("since")
    until = fields.day("until")
    source = named_source(fields, sources)
    confidence = fields.choice("confidence", Confidence)
    levels = fields.take("levels")
    if not isinstance(levels, dict) or not levels:
        raise ContentError("content_missing_key", where=fields.where, key="levels")
    fields.done()
    return [
        Referencing(
            framework=framework.id,
            level=code,
            to_framework=to,
            to_levels=_codes(to_codes, fields.where),
            kind=kind,
            since=since,
            until=until,
            source=source,
            confidence=confidence,
        )
        for code, to_codes in levels.items()
    ]


def _codes(raw: Any, where: str) -> tuple[str, ...]:
    """One level code or a list of them; [] says that the two sides agreed on none."""
    codes = tuple(raw) if isinstance(raw, list) else (raw,)
    if not all(isinstance(code, str) and code for code in codes):
        raise ContentError("content_bad_value", where=where, key="levels", value=repr(raw))
    return codes


def _type(fields: Fields, framework: Framework, sources: Mapping[str, Source]) -> QualificationType:
    local = fields.text("id")
    titles = read_texts(fields.take("titles"), fields.where)
    if not titles:
        raise ContentError("content_missing_key", where=fields.where, key="titles")
    made = QualificationType(
        id=f"{framework.id}/{local}",
        framework=framework.id,
        country=framework.country,
        region=framework.region,
        level=fields.optional("level"),
        kind=fields.choice("kind", AwardKind),
        titles=titles,
        title_en=fields.text("title_en"),
        aliases=read_texts(fields.take("aliases"), fields.where),
        abbreviations=tuple(fields.items("abbreviations")),
        entry=fields.parsed("entry", Stage),
        access=fields.choices("access", Stage),
        duration_years=fields.span("duration_years"),
        total_years=fields.span("total_years"),
        credits=_credits(fields),
        isced_2011=tuple(fields.items("isced_2011")),
        fields=tuple(fields.items("fields")),
        notes=fields.choices("notes", TypeNote),
        since=fields.day("since"),
        until=fields.day("until"),
        source=named_source(fields, sources),
        confidence=fields.choice("confidence", Confidence),
    )
    fields.done()
    return made


def _credits(fields: Fields) -> CreditLoad | None:
    raw = fields.take("credits")
    if raw is None:
        return None
    inner = Fields(raw, f"{fields.where}.credits")
    amount, system = inner.span("amount"), inner.text("system")
    inner.done()
    if amount is None:
        raise ContentError("content_missing_key", where=inner.where, key="amount")
    return CreditLoad(amount=amount, system=system)
