"""Credential files of every format, built by hand, for the tests of importing."""

from __future__ import annotations

import base64
import json
import struct
import zlib
from typing import Any

OB3_CONTEXT = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
VC1, VC2 = "https://www.w3.org/2018/credentials/v1", "https://www.w3.org/ns/credentials/v2"


def badge(title: str = "Teamwork at sea", **extra: Any) -> dict[str, Any]:
    """An Open Badge 3 of a made-up school."""
    return {
        "@context": [VC2, OB3_CONTEXT],
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "id": "urn:uuid:0b8f1f0e-0000-4000-8000-000000000001",
        "issuer": {"id": "did:example:school", "type": ["Profile"], "name": "Harbour School"},
        "validFrom": "2024-05-02T10:00:00Z",
        "credentialSubject": {
            "id": "did:example:sailor",
            "type": ["AchievementSubject"],
            "identifier": [
                {"identityType": "emailAddress", "hashed": True, "identityHash": "sha256$ab"}
            ],
            "achievement": {
                "id": "urn:a",
                "type": ["Achievement"],
                "name": title,
                "criteria": {"narrative": "A week on board was assessed by the skipper."},
            },
        },
        **extra,
    }


def badge_2(**extra: Any) -> dict[str, Any]:
    """An Open Badge 2 assertion with its badge class and issuer inside."""
    return {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Assertion",
        "id": "https://badges.example/a/1",
        "recipient": {"type": "email", "hashed": True, "salt": "s", "identity": "sha256$cd"},
        "issuedOn": "2023-02-01T00:00:00Z",
        "expires": "2030-02-01T00:00:00Z",
        "verification": {"type": "hosted"},
        "badge": {
            "type": "BadgeClass",
            "id": "https://badges.example/b/1",
            "name": "Knots and splices",
            "description": "Ties eight knots blindfold.",
            "criteria": {"narrative": "All eight knots hold."},
            "issuer": {
                "type": "Issuer",
                "id": "https://badges.example/i",
                "name": "Harbour School",
                "url": "https://harbour.example",
            },
        },
        **extra,
    }


def clr() -> dict[str, Any]:
    """A CLR 2 of two badges, one of them part of the other, and a bare achievement."""
    return {
        "@context": [VC2, "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"],
        "type": ["VerifiableCredential", "ClrCredential"],
        "id": "urn:clr",
        "issuer": {"id": "did:example:school", "name": "Harbour School"},
        "validFrom": "2024-05-02T10:00:00Z",
        "credentialSubject": {
            "type": ["ClrSubject"],
            "verifiableCredential": [badge("Seamanship", id="urn:1"), badge("Knots", id="urn:2")],
            "achievement": [{"id": "urn:3", "type": ["Achievement"], "name": "Rowing"}],
            "association": [
                {"associationType": "isPartOf", "sourceId": "urn:2", "targetId": "urn:1"}
            ],
        },
    }


def presentation(*credentials: Any) -> dict[str, Any]:
    """A presentation of credentials by one holder."""
    return {
        "@context": [VC2],
        "type": ["VerifiablePresentation"],
        "holder": "did:example:sailor",
        "verifiableCredential": list(credentials),
        "proof": {"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022"},
    }


def degree_credential(**extra: Any) -> dict[str, Any]:
    """A plain VC 1.1 with a degree, as the data model's own examples write it."""
    return {
        "@context": [VC1],
        "type": ["VerifiableCredential", "UniversityDegreeCredential"],
        "issuer": "did:example:school",
        "issuanceDate": "2020-06-01T00:00:00Z",
        "credentialSubject": {
            "id": "did:example:sailor",
            "name": "Ada Rowe",
            "degree": {"type": "BachelorDegree", "name": "Bachelor of Nautical Science"},
        },
        **extra,
    }


def ctdl() -> dict[str, Any]:
    """A CTDL graph: a degree, its owner, and a competency that it teaches."""
    return {
        "@context": "https://credreg.net/ctdl/schema/context/json",
        "@graph": [
            {
                "@id": "ex:degree",
                "@type": "ceterms:BachelorDegree",
                "ceterms:name": {"en": "Bachelor of Nautical Science"},
                "ceterms:ownedBy": ["ex:school"],
                "ceterms:creditValue": [{"schema:value": 180}],
                "ceterms:teaches": ["ex:skill"],
                "ceterms:ctid": "ce-1",
            },
            {
                "@id": "ex:school",
                "@type": "ceterms:CredentialOrganization",
                "ceterms:name": {"en": "Harbour School"},
            },
            {
                "@id": "ex:skill",
                "@type": "ceasn:Competency",
                "ceasn:competencyText": {"en": "Plots a course by hand."},
            },
        ],
    }


def case_package() -> dict[str, Any]:
    """A CASE package of two items, one below the other."""
    return {
        "CFDocument": {
            "identifier": "d",
            "title": "Seamanship standard",
            "creator": "Harbour School",
            "language": "en",
        },
        "CFItems": [
            {"identifier": "i1", "fullStatement": "Ties knots."},
            {"identifier": "i2", "fullStatement": "Ties a bowline."},
        ],
        "CFAssociations": [
            {
                "associationType": "isChildOf",
                "originNodeURI": {"identifier": "i2"},
                "destinationNodeURI": {"identifier": "i1"},
            }
        ],
    }


ELMO = """<?xml version="1.0" encoding="UTF-8"?>
<elmo xmlns="https://github.com/emrex-eu/elmo-schemas/tree/v1">
  <generatedDate>2024-01-01T00:00:00Z</generatedDate>
  <learner>
    <identifier type="nationalIdentifier">X1</identifier>
    <givenNames>Ada</givenNames><familyName>Rowe</familyName><bday>1999-04-01</bday>
  </learner>
  <report>
    <issuer>
      <country>FI</country><identifier type="pic">9</identifier>
      <title xml:lang="en">Harbour School</title><url>https://harbour.example</url>
    </issuer>
    <learningOpportunitySpecification>
      <title xml:lang="en">Bachelor of Nautical Science</title><type>Degree Programme</type>
      <iscedCode>1041</iscedCode>
      <specifies><learningOpportunityInstance>
        <date>2023-06-15</date>
        <credit><scheme>ects</scheme><value>180</value></credit>
        <level><type>EQF</type><value>6</value></level>
      </learningOpportunityInstance></specifies>
      <hasPart><learningOpportunitySpecification>
        <identifier type="local">NAV1</identifier>
        <title xml:lang="en">Navigation</title><type>Course</type>
        <specifies><learningOpportunityInstance>
          <date>2021-12-20</date><status>passed</status>
          <gradingSchemeLocalId>FI</gradingSchemeLocalId><resultLabel>4,5</resultLabel>
          <credit><scheme>ects</scheme><value>{credits}</value></credit>
          <engagementHours>30</engagementHours>
        </learningOpportunityInstance></specifies>
      </learningOpportunitySpecification></hasPart>
    </learningOpportunitySpecification>
    <issueDate>2023-07-01T00:00:00+02:00</issueDate>
    <gradingScheme localId="FI"><description xml:lang="en">0 to 5</description></gradingScheme>
  </report>
</elmo>
"""


def elmo(credits: str = "5") -> bytes:
    """An ELMO 1 file: one degree with one course."""
    return ELMO.replace("{credits}", credits).encode()


EDC = """<europassCredential xmlns="http://data.europa.eu/snb">
  <identifier>N-1</identifier>
  <type uri="http://data.europa.eu/snb/credential/x"><targetName>
    <text lang="en">Micro-credential</text></targetName></type>
  <validFrom>2022-03-01T00:00:00+01:00</validFrom>
  <title><text lang="en">Course on tides</text></title>
  <credentialSubject>
    <fullName><text lang="en">Ada Rowe</text></fullName><dateOfBirth>1999-04-01</dateOfBirth>
    <achievements><learningAchievement>
      <title><text lang="en">Tides</text></title>
      <wasDerivedFrom><title><text lang="en">Written test</text></title><grade>very good</grade>
      </wasDerivedFrom>
      <wasAwardedBy idref="p"/><specifiedBy idref="s"/>
    </learningAchievement></achievements>
  </credentialSubject>
  <learningSpecificationReferences><qualification id="s">
    <volumeOfLearning>PT50H</volumeOfLearning><hasECTSCreditPoints>2</hasECTSCreditPoints>
    <eqfLevel uri="http://data.europa.eu/snb/eqf/5"/>
    <learningOutcomes><learningOutcome idref="o"/></learningOutcomes>
  </qualification></learningSpecificationReferences>
  <learningOutcomeReferences><learningOutcome id="o">
    <prefLabel><text lang="en">Reads tide tables.</text></prefLabel>
  </learningOutcome></learningOutcomeReferences>
  <awardingProcessReferences><awardingProcess id="p">
    <awardingBody idref="b"/><awardingDate>2022-02-28</awardingDate>
  </awardingProcess></awardingProcessReferences>
  <agentReferences><organization id="b">
    <prefLabel><text lang="en">Harbour School</text></prefLabel>
    <hasLocation><hasAddress>
      <country uri="http://publications.europa.eu/resource/authority/country/IRL"/>
    </hasAddress></hasLocation>
  </organization></agentReferences>
</europassCredential>
"""


def token(payload: Any, header: dict[str, Any] | None = None) -> str:
    """A compact JWS with a signature of no worth."""
    parts = [json.dumps(header or {"alg": "ES256"}), json.dumps(payload)]
    encoded = [base64.urlsafe_b64encode(part.encode()).decode().rstrip("=") for part in parts]
    return ".".join([*encoded, "c2ln"])


def chunk(kind: bytes, body: bytes, *, checksum: int | None = None) -> bytes:
    """One PNG chunk."""
    crc = zlib.crc32(kind + body) if checksum is None else checksum
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", crc)


def itxt(text: bytes, keyword: bytes = b"openbadges", *, packed: bool = False) -> bytes:
    """An iTXt chunk, as the baking specifications want it."""
    body = zlib.compress(text) if packed else text
    return chunk(b"iTXt", keyword + b"\0" + bytes([packed]) + b"\0\0\0" + body)


def png(*chunks: bytes, width: int = 1, height: int = 1, after: bytes = b"") -> bytes:
    """A PNG with a header of any size, the chunks, and no pixels worth the name."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + pixels + chunk(b"IEND", b"") + after


def svg(inside: str, head: str = "") -> bytes:
    """An SVG picture with `inside` beside a circle."""
    return (
        f'{head}<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="http://openbadges.org"'
        f' xmlns:xlink="http://www.w3.org/1999/xlink">{inside}<circle r="4"/></svg>'
    ).encode()


def pdf(
    *pages: list[str],
    attached: bytes | None = None,
    stream: bytes | None = None,
    count: int | None = None,
    repeat: int = 1,
) -> bytes:
    """A PDF whose pages hold the given lines; `stream` replaces the content of every page.

    `count` lies about the number of pages, `repeat` names each page so many times, `attached` is
    embedded as a file.
    """
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    font = add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>")
    kids = []
    for lines in pages:
        words = "".join(
            f"BT /F1 10 Tf 40 {780 - 14 * at} Td ({_escaped(line)}) Tj ET\n"
            for at, line in enumerate(lines)
        )
        body = stream if stream is not None else zlib.compress(words.encode("latin-1"))
        content = add(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(body) + body + b"\nendstream"
        )
        kids.append(
            add(
                b"<< /Type /Page /Parent 0 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
                b" /Resources << /Font << /F1 %d 0 R >> >> >>" % (content, font)
            )
        )
    listed = b" ".join(b"%d 0 R" % kid for kid in kids * repeat)
    tree = add(b"<< /Type /Pages /Kids [%s] /Count %d >>" % (listed, count or len(kids) * repeat))
    names = b""
    if attached is not None:
        held = add(b"<< /Length %d >>\nstream\n" % len(attached) + attached + b"\nendstream")
        spec = add(b"<< /Type /Filespec /F (c.json) /UF (c.json) /EF << /F %d 0 R >> >>" % held)
        names = b" /Names << /EmbeddedFiles << /Names [(c.json) %d 0 R] >> >>" % spec
    root = add(b"<< /Type /Catalog /Pages %d 0 R%s >>" % (tree, names))
    made, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(made))
        body = body.replace(b"/Parent 0 0 R", b"/Parent %d 0 R" % tree)
        made += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % at for at in offsets)
    made += b"trailer << /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        root,
        start,
    )
    return made


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


SUPPLEMENT = [
    "DIPLOMA SUPPLEMENT",
    "1 INFORMATION IDENTIFYING THE HOLDER OF THE QUALIFICATION",
    "1.1 Family name(s): Rowe",
    "1.2 Given name(s): Ada",
    "1.3 Date of birth (day/month/year): 01/04/1999",
    "1.4 Student identification number or code: 4711",
    "2 INFORMATION IDENTIFYING THE QUALIFICATION",
    "2.1 Name of qualification and title conferred:",
    "Bachelor of Nautical Science",
    "2.2 Main field(s) of study: Navigation",
    "2.3 Name and status of awarding institution:",
    "Harbour School, a private university college",
    "2.5 Language(s) of instruction/examination: English",
    "3.1 Level of qualification: EQF 6, first cycle",
    "3.2 Official length of programme: 3 years, 180 ECTS",
    "4.5 Overall classification of the qualification: 1,7",
    "5.1 Access to further study: Master's programmes",
    "7.1 Date: 12 July 2021",
]
"""Lines of a made-up Diploma Supplement."""
