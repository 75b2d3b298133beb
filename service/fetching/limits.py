"""How much one run of this service may ask of the network."""

from __future__ import annotations

from service.domain.noun import noun


@noun
class Limits:
    """Bounds of fetching. Sizes in bytes, times in seconds, budgets in requests a run.

    `body` and `compressed` bound one answer, `kept` all answers that a run remembers.
    """

    body: int = 4_000_000
    compressed: int = 1_500_000
    kept: int = 32_000_000
    deadline: float = 4.0
    redirects: int = 3
    per_host: int = 20
    per_run: int = 100


class Budget:
    """Counts requests; one host must not be asked for every file of a batch."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._hosts: dict[str, int] = {}
        self._all = 0

    def take(self, host: str) -> bool:
        """Count one request to `host`; False, and nothing counted, where the budget is spent."""
        asked = self._hosts.get(host, 0)
        if self._all >= self._limits.per_run or asked >= self._limits.per_host:
            return False
        self._hosts[host] = asked + 1
        self._all += 1
        return True
