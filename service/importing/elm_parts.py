"""Parts of a European Learning Model file that occur in several places of it."""

from __future__ import annotations

from typing import Any

from service.domain.credential import CreditClaim, Organisation
from service.domain.text import Text
from service.importing.elm_concepts import Concept, concepts, country_of, credit_system_of
from service.importing.quoting import credit_claim
from service.importing.reading import Node

_LEGAL_IDENTIFIERS = (
    "eIDASIdentifier",
    "registration",
    "vatIdentifier",
    "taxIdentifier",
    "identifier",
)


def pop_concepts(node: Node, key: str) -> list[Concept]:
    """Pop the concepts at `key`; a member of another shape stays unread."""
    found = concepts(node.peek(key)) if key in node else []
    if found:
        node.pop(key)
    return found


def labels(node: Node, key: str, field: str) -> tuple[Text, ...]:
    """Pop concepts as the words that a person would read."""
    place = node.place(key)
    texts = tuple(
        Text(value=concept.words, language=concept.label_language)
        for concept in pop_concepts(node, key)
    )
    for text in texts:
        node.reading.quote(field, place, text.value, text.language)
    return texts


def notes(node: Node, key: str, field: str) -> tuple[Text, ...]:
    """Pop the texts of Note objects (`noteLiteral`), or plain texts in their place."""
    plain = node.texts(key, field)
    if plain:
        return plain
    found: tuple[Text, ...] = ()
    for note in node.nodes(key):
        found += note.texts("noteLiteral", field)
    return found


def pop_country(node: Node, key: str, field: str) -> str | None:
    """Pop a country concept; one that is no ISO country stays unread."""
    for concept in concepts(node.peek(key)) if key in node else []:
        code = country_of(concept)
        if code is not None:
            node.pop(key)
            node.reading.quote(field, node.place(key), concept.address or concept.words)
            return code
    return None


def organisation(node: Node) -> Organisation:
    """Read an Organisation: legal names, country, identifiers as "kind:notation".

    The country is that of its location, else the one in which a legal identifier is registered.
    """
    country = _location_country(node)
    if country is None:
        for key in _LEGAL_IDENTIFIERS:
            raw = node.peek(key)
            for item in raw if isinstance(raw, list) else [raw]:
                spatial = item.get("spatial") if isinstance(item, dict) else None
                for concept in concepts(spatial) if spatial else []:
                    country = country or country_of(concept)
        if country:
            node.reading.quote("awarding_body.country", node.pointer, country)
    node.reading.country = node.reading.country or country
    names = node.texts("legalName", "awarding_body") or node.texts("altLabel", "awarding_body")
    identifiers = _identifiers(node)
    if not names:
        # DC4EU issuers are a DID and nothing else: unnamed, but not nobody.
        identifier = node.string("id", "awarding_body.identifiers")
        identifiers += [identifier] if identifier else []
    return Organisation(names=names, country=country, identifiers=tuple(identifiers))


def _location_country(node: Node) -> str | None:
    for location in node.nodes("location"):
        for address in location.nodes("address"):
            found = pop_country(address, "countryCode", "awarding_body.country")
            if found:
                return found
        found = pop_country(location, "spatial", "awarding_body.country")
        if found:
            return found
    return None


def _identifiers(node: Node) -> list[str]:
    made = []
    for key in _LEGAL_IDENTIFIERS:
        for item in node.nodes(key):
            notation = item.string("notation", "awarding_body.identifiers")
            if notation is not None:
                item.pop("spatial")  # used by `organisation` for the country
                made.append(f"{key}:{notation}")
    return made


def place_country(node: Node, field: str) -> str | None:
    """Read the country of an awarding process, where DC4EU files state it."""
    found = pop_country(node, "country", field)
    for location in [] if found else node.nodes("location"):
        found = found or pop_country(location, "spatial", field)
    return found


def credit_points(node: Node, key: str) -> tuple[CreditClaim, ...]:
    """Pop CreditPoint objects: `point` exactly, `framework` as the system's code or words."""
    made = []
    for item in node.nodes(key):
        raw: Any = item.pop("point")
        if raw is None:
            continue
        place = item.place("point")
        framework = pop_concepts(item, "framework")
        system = credit_system_of(framework[0] if framework else None)
        if framework:
            node.reading.quote("credits", item.place("framework"), framework[0].words)
        made.append(credit_claim(raw, system, place, node.reading))
    return tuple(made)
