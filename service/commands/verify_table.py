"""`paritas verify-table FOLDER…`: how many files of a collection are judged rightly, by class."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from service.commands.verify_truth import FROZEN, Expected, LocalCopies, Verdict, expected_files
from service.domain.noun import noun
from service.domain.verification import Rung, RungResult, Verification
from service.errors import InputError
from service.importing.presenting import present
from service.verifying.contexts import load_contexts
from service.verifying.ladder import Verifier


@noun
class Judged:
    """One file with what was expected, what we say, and the reasons that decided."""

    expected: Expected
    verdict: Verdict
    reasons: str

    @property
    def right(self) -> bool:
        """Whether the verdict is the expected one."""
        return self.verdict == self.expected.verdict


def run(folders: Iterable[Path], *, contexts: tuple[Path, ...]) -> None:
    """Judge every file of the collections with a frozen clock and offline; print tables."""
    console = Console()
    started = time.perf_counter()
    judged = [item for folder in folders for item in judge(folder, contexts)]
    seconds = time.perf_counter() - started
    console.print(table(judged))
    for item in judged:
        if not item.right:
            console.print(
                f"{item.expected.path}: {item.expected.verdict} → {item.verdict} {item.reasons}",
                soft_wrap=True,
                markup=False,
            )
    console.print(f"{len(judged)} files, {len(judged) / seconds:.0f} a second")


def judge(folder: Path, contexts: tuple[Path, ...]) -> Iterator[Judged]:
    """Judge every file of one collection that has an expected truth."""
    verifier = Verifier(load_contexts(contexts))
    copies = LocalCopies(folder)
    try:
        for expected in expected_files(folder):
            yield _judge_one(expected, verifier, copies)
    finally:
        verifier.close()


def _judge_one(expected: Expected, verifier: Verifier, copies: LocalCopies) -> Judged:
    try:
        presented = present(expected.path.read_bytes(), expected.path.name)
    except InputError as problem:
        return Judged(expected=expected, verdict="no_badge", reasons=problem.code)
    copies.current = presented.raw
    found = verifier.verify(presented, on=FROZEN, fetch=copies)
    reasons = " ".join(
        f"{finding.rung.value}={finding.reason}"
        for finding in found.rungs
        if finding.result in (RungResult.FAILED, RungResult.COULD_NOT_CHECK)
        and finding.rung not in (Rung.RECIPIENT, Rung.ISSUER_IDENTITY, Rung.ISSUER_RECOGNISED)
    )
    return Judged(expected=expected, verdict=verdict_of(found), reasons=reasons)


def verdict_of(found: Verification) -> Verdict:
    """Reduce the ladder to one class, for measuring only: a person is never shown this.

    What failed counts before what could not be checked. A clear bit in an intact list of somebody
    else counts as valid here, as the truths of the collections do; the rung itself stays open.
    """
    content, status = found.of(Rung.CONTENT_INTACT), found.of(Rung.STATUS)
    validity, key = found.of(Rung.VALIDITY), found.of(Rung.ISSUER_KEY)
    if content.result is RungResult.FAILED:
        return "tampered"
    if content.reason == "unsigned":
        return "unsigned"
    if status.result is RungResult.FAILED:
        return "revoked"
    if validity.result is RungResult.FAILED:
        return "not_yet_valid" if validity.reason == "not_yet_valid" else "expired"
    if RungResult.FAILED in (key.result, found.of(Rung.FORMAT_RECOGNISED).result):
        return "tampered"
    if content.result is not RungResult.PASSED:
        return "could_not_check"
    if status.result is RungResult.COULD_NOT_CHECK and status.reason != "status_list_other_issuer":
        return "status_unusable"
    return "valid"


def table(judged: list[Judged]) -> Table:
    """Rightly judged files of all, and of those whose truth was proved, by expected class."""
    made = Table("class", "right", "of", "proved right", "of", title="Rightly judged")
    counts: Counter[tuple[str, str]] = Counter()
    for item in judged:
        for group in (item.expected.verdict, "all", *_without_pictures(item)):
            counts[group, "of"] += 1
            counts[group, "right"] += item.right
            counts[group, "proved"] += item.expected.proved
            counts[group, "proved right"] += item.expected.proved and item.right
    groups = sorted({group for group, _ in counts} - {"all", "with a credential"})
    for group in (*groups, "with a credential", "all"):
        cells = (counts[group, name] for name in ("right", "of", "proved right", "proved"))
        made.add_row(group, *(str(cell) for cell in cells))
    accepted = sum(1 for item in judged if item.verdict == "valid" and not item.right)
    made.caption = f"accepted although not valid: {accepted}"
    return made


def _without_pictures(item: Judged) -> tuple[str, ...]:
    return () if item.expected.verdict == "no_badge" else ("with a credential",)
