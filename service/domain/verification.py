"""What is handed to verification, and the results of its eight independent rungs.

The rungs are those of the trust ladder in the product specification: they are never collapsed into
one mark, and *failed*, *could not check* and *not applicable* are three different words.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Literal

from service.domain.noun import noun
from service.domain.text import Slot

Container = Literal["none", "png", "svg", "pdf"]
"""What the credential was taken out of; "none" where the file is the credential itself."""


@noun
class Presented:
    """One credential exactly as a file or link presented it, before anything is believed.

    `format` is the code of the detected format: "ob1-json", "ob2-hosted" (an assertion, badge
    class or issuer that lives at its own URL), "ob2-jws", "ob3-json", "ob3-jwt", "vc1-json",
    "vc1-jwt", "vc2-json", "vc2-jwt" (VC-JOSE), "clr2-json", "clr2-jwt", "vp-json" and "vp-jwt" (a
    presentation), "elm3-jsonld" (without a seal), "elm3-jwt", "elm3-jades", "edc2-xml",
    "elmo-xml", "ctdl", "case", "pdf", "descriptor". A baked image keeps the format of what is
    inside ("ob3-json") and names the image in `container`. `document` is the parsed JSON of the
    credential itself (for a JWS or JWT: its payload; for JAdES: the payload), or None where it is
    not JSON. `raw` are the bytes of the credential as received: JSON text, compact JWS, JWS in JSON
    form, XML; never the image or PDF around it. Nothing in here is a guess.
    """

    format: str
    document: Mapping[str, Any] | None
    raw: bytes
    container: Container = "none"


class Rung(StrEnum):
    """The eight checks, in the order of the trust ladder."""

    FORMAT_RECOGNISED = "format_recognised"
    CONTENT_INTACT = "content_intact"
    ISSUER_KEY = "issuer_key"
    ISSUER_IDENTITY = "issuer_identity"
    ISSUER_RECOGNISED = "issuer_recognised"
    RECIPIENT = "recipient"
    VALIDITY = "validity"
    STATUS = "status"


class RungResult(StrEnum):
    """Four different words, never collapsed into one tick."""

    PASSED = "passed"
    FAILED = "failed"
    COULD_NOT_CHECK = "could_not_check"
    NOT_APPLICABLE = "not_applicable"


@noun
class RungFinding:
    """The result of one rung: `reason` is a code of the catalogue, `detail` fills its slots.

    `detail` never holds the recipient's e-mail address and never a whole document.
    """

    rung: Rung
    result: RungResult
    reason: str
    detail: tuple[tuple[str, Slot], ...] = ()

    def get(self, name: str) -> Slot | None:
        """Return the detail `name`, or None where the finding does not carry it."""
        return dict(self.detail).get(name)


@noun
class Verification:
    """All eight rungs of one credential, in ladder order.

    `format` repeats what was presented. `unsigned` names what the document shows but its signature
    does not cover (labels of types that no context maps): never shown as verified.
    """

    format: str
    rungs: tuple[RungFinding, ...]
    unsigned: tuple[str, ...] = ()

    def of(self, rung: Rung) -> RungFinding:
        """Return the finding of `rung`. Raises KeyError where the ladder does not hold it."""
        for finding in self.rungs:
            if finding.rung is rung:
                return finding
        raise KeyError(rung)
