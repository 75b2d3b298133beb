"""`python -m service.reporting.catalogues update | check`: the catalogues follow the registry.

`update` rewrites every catalogue in the order of the registry, with the comments and the English
words that a translator needs. New messages come in empty; where the English words have changed
the translation is marked fuzzy; entries with words but
without a message become obsolete. `check` prints one
coded line for each fault and exits with 1 if there is any.
"""

from __future__ import annotations

import sys
from io import BytesIO

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import write_po

from service.errors import RenderError
from service.reporting import cldr
from service.reporting.catalogue_checks import check_catalogue
from service.reporting.catalogue_files import (
    LANGUAGES,
    english_note,
    forms_of,
    is_english_note,
    key_of,
    po_path,
    read_catalog,
)
from service.reporting.messages import REGISTRY
from service.reporting.slots import Message as Entry

_REFERENCE = "en"
_UNWRAPPED = 100_000  # one line an entry: the English quoted in comments must stay whole
_HEADER = """\
# Paritas: the words of reports in {name}.
# The ids are stable keys; `make translate` keeps this file in step with the registry
# (service/reporting/messages). Lines "#. en:" hold the English words at that time."""
# Gettext reads plural rules on whole numbers only; CLDR's for these also look at exponents.
_PLURALS = {
    "fr": "(n == 0 || n == 1) ? 0 : n % 1000000 == 0 ? 1 : 2",
    "es": "n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2",
    "ar": "n == 0 ? 0 : n == 1 ? 1 : n == 2 ? 2 : n % 100 >= 3 && n % 100 <= 10 ? 3 : "
    "n % 100 >= 11 ? 4 : 5",
    "zh": "0",
}


def update() -> None:
    """Rewrite the catalogue of every language. The English one first: the others quote it."""
    for language in LANGUAGES:
        old = _read(language)
        english = old if language == _REFERENCE else _read(_REFERENCE)
        new = _updated(old, english, language)
        path = po_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_written(new, language))


def check() -> list[str]:
    """Faults of all catalogues, one line each; empty where all is well."""
    faults: list[str] = []
    for language in LANGUAGES:
        try:
            catalog = read_catalog(language)
        except RenderError:
            faults.append(f"{language}: C01 no catalogue {po_path(language)}")
            continue
        faults += [f"{language}: {fault}" for fault in check_catalogue(catalog, language)]
    return faults


def _read(language: str) -> Catalog:
    try:
        return read_catalog(language)
    except RenderError:
        return Catalog(locale=language)


def _updated(old: Catalog, english: Catalog, language: str) -> Catalog:
    new = Catalog(
        locale=language, domain="paritas", project="Paritas", charset="utf-8", fuzzy=False
    )
    new.mime_headers = [("Plural-Forms", _plural_forms(language))]
    before = {key_of(entry.id): entry for entry in old if entry.id}
    before |= {key_of(entry.id): entry for entry in old.obsolete.values()}
    for key, entry in REGISTRY.items():
        known = before.pop(key, None)
        reference = english.get(key)
        words = forms_of(reference.string) if reference is not None else ("",)
        note = english_note(words) if language != _REFERENCE else []
        string, flags = _words(entry, known, note, language)
        new.add(
            (key, key) if entry.plural else key,
            string,
            auto_comments=[*_notes(entry), *note],
            user_comments=known.user_comments if known is not None else (),
            flags=flags,
        )
    for key, gone in before.items():
        if any(forms_of(gone.string)):
            new.obsolete[key] = gone
    return new


def _words(
    entry: Entry, known: Message | None, note: list[str], language: str
) -> tuple[str | tuple[str, ...], set[str]]:
    """Words kept from the catalogue, in the right number of forms, and the flags."""
    wanted = len(cldr.plural_tags(language)) if entry.plural else 1
    forms = forms_of(known.string) if known is not None else ()
    kept = (*forms, *("",) * wanted)[:wanted]
    flags = set(known.flags) & {"fuzzy", "same"} if known is not None else set()
    if known is not None and note and any(kept):
        seen = [line for line in known.auto_comments if is_english_note(line)]
        if seen and " ".join(seen) != " ".join(note):
            flags.add("fuzzy")
    return (kept if entry.plural else kept[0]), flags


def _notes(entry: Entry) -> list[str]:
    """What the translator is told: the comment, and what each placeholder stands for."""
    lines = [entry.comment]
    lines += [f"{{{slot.name}}} is {slot.kind.value}" for slot in entry.slots]
    if entry.plural:
        names = [slot.name for slot in entry.slots if entry.plural in slot.reads]
        lines.append(f"the plural form follows {{{names[0]}}}")
    return lines


def _written(catalog: Catalog, language: str) -> bytes:
    name = cldr.locale_of(language).get_display_name("en")
    catalog.header_comment = _HEADER.format(name=name)
    target = BytesIO()
    write_po(target, catalog, width=_UNWRAPPED, omit_header=True, ignore_obsolete=False)
    header = (
        f'{catalog.header_comment}\nmsgid ""\nmsgstr ""\n"Language: {language}\\n"\n'
        f'"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {_plural_forms(language)}\\n"\n\n'
    )
    return header.encode() + target.getvalue()


def _plural_forms(language: str) -> str:
    count = len(cldr.plural_tags(language))
    return f"nplurals={count}; plural=({_PLURALS.get(language, 'n != 1')});"


def main(arguments: list[str]) -> int:
    """Run one of the two commands; return the exit code."""
    if arguments == ["update"]:
        update()
        return 0
    if arguments == ["check"]:
        faults = check()
        sys.stdout.writelines(f"{fault}\n" for fault in faults)
        return 1 if faults else 0
    sys.stderr.write(f"{__doc__}\n")
    return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
