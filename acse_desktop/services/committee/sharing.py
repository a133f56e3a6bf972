"""The rule that shares envelopes between actions: exact to the cent, the same for the same case.

What is wanted for an action is what is proposed, else what is asked. Then, in this order: nothing
under the minimum; no organisme above its cap; no envelope above its share, the most precise
envelopes first. A sum that is too large is cut in proportion, and the odd cents go to the largest
remainders. When a cut brings an action under the minimum, the smallest one is given up, which
leaves more to the others, and the sharing is done again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Share:
    """An action that shares in some envelopes; amounts are whole cents."""

    key: str
    organisme: str
    """Identifier of the organisme; empty when there is none."""
    wanted: int
    pools: frozenset[str]
    """The envelopes that it draws on."""


@dataclass(frozen=True)
class Limits:
    """What bounds a sharing, in whole cents; None for what is not bounded."""

    pools: Mapping[str, int]
    """What each envelope may give, the most precise envelopes first."""
    cap: int | None = None
    """Most that an organisme may get."""
    minimum: int = 0
    """Less than this is not worth an action: it gets nothing."""


def shared(shares: Sequence[Share], limits: Limits) -> dict[str, int]:
    """What each action gets, by key, in whole cents."""
    kept = {one.key: one for one in shares if one.wanted > 0 and one.wanted >= limits.minimum}
    while True:
        given = _cut_to_limits(list(kept.values()), limits)
        # Nothing left for an action, or too little: it makes room for the others.
        short = [key for key, cents in given.items() if cents < max(limits.minimum, 1)]
        if not short:
            return {one.key: given.get(one.key, 0) for one in shares}
        del kept[min(short, key=lambda key: (given[key], kept[key].wanted, key))]


def _cut_to_limits(shares: Sequence[Share], limits: Limits) -> dict[str, int]:
    given = {one.key: one.wanted for one in shares}
    if limits.cap is not None:
        for keys in _by_organisme(shares).values():
            _cut(given, keys, limits.cap)
    for pool, limit in limits.pools.items():
        _cut(given, [one.key for one in shares if pool in one.pools], limit)
    return given


def _by_organisme(shares: Iterable[Share]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for one in shares:
        found[one.organisme or one.key].append(one.key)
    return found


def _cut(given: dict[str, int], keys: Sequence[str], limit: int) -> None:
    """Bring the sum of some amounts down to a limit, each in proportion."""
    total = sum(given[key] for key in keys)
    if total > max(limit, 0):
        given |= proportional({key: given[key] for key in keys}, max(limit, 0))


def proportional(amounts: Mapping[str, int], total: int) -> dict[str, int]:
    """Amounts cut so that their sum is `total`; the odd cents go to the largest remainders.

    No amount grows; equal remainders are served in the order of the keys.
    """
    whole = sum(amounts.values())
    parts = {key: divmod(cents * total, whole) for key, cents in amounts.items()}
    given = {key: quotient for key, (quotient, _rest) in parts.items()}
    odd = total - sum(given.values())
    for key in sorted(parts, key=lambda key: (-parts[key][1], key))[:odd]:
        given[key] += 1
    return given
