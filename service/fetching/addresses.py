"""Which addresses of the network may be asked: public ones only."""

from __future__ import annotations

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# IPv6 prefixes that carry an IPv4 address: NAT64 (RFC 6052, 8215), 6to4 (RFC 3056), Teredo
# (RFC 4380), IPv4-compatible (RFC 4291). What is asked through them is the address inside.
_NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
_COMPATIBLE = ipaddress.IPv6Network("::/96")
_EXTRA_BLOCKED = (
    ipaddress.ip_network("0.0.0.0/8"),
    ipaddress.ip_network("100.64.0.0/10"),
    ipaddress.ip_network("192.0.0.0/24"),
    ipaddress.ip_network("192.88.99.0/24"),
    ipaddress.ip_network("198.18.0.0/15"),
    ipaddress.ip_network("240.0.0.0/4"),
    ipaddress.ip_network("fec0::/10"),
    ipaddress.ip_network("2001::/23"),
    ipaddress.ip_network("2001:db8::/32"),
    ipaddress.ip_network("2002::/16"),
)


def is_public(text: str) -> bool:
    """Whether the address `text` is public unicast, also where it carries another one inside.

    False for private, loopback, link-local, multicast, reserved, unspecified, shared (RFC 6598),
    documentation and transition addresses, for zone ids, and for what is no address.
    """
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id is not None:
            return False
        inner = _inside(address)
        if inner is not None and not _plain_public(inner):
            return False
        if any(address in network for network in _NAT64) or address.ipv4_mapped is not None:
            return inner is not None
    return _plain_public(address)


def is_loopback(text: str) -> bool:
    """Whether the address `text` is this machine itself (127.0.0.0/8, ::1)."""
    try:
        return ipaddress.ip_address(text).is_loopback
    except ValueError:
        return False


def _inside(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if address in _COMPATIBLE or any(address in network for network in _NAT64):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def _plain_public(address: Address) -> bool:
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    return not any(
        address in network for network in _EXTRA_BLOCKED if network.version == address.version
    )
