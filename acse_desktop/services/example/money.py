"""Amounts, funders and balanced budgets; euros."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from acse_desktop.baremes import bareme
from acse_desktop.services.example.chance import Chance, Money, spread
from acse_desktop.services.example.names import of

Row = dict[str, Any]
MEDIAN_ASKED = {
    "CUCS": 6_200, "E2C": 28_000, "ASV": 22_000, "VVV": 3_800, "FIPD": 10_500, "PARR": 13_000,
    "CULT": 5_600, "LCD": 8_500, "GUP": 12_000, "RELOG": 15_000, "FEC": 8_000, "DC": 7_500,
}  # fmt: skip
"""Half of the requests are under it."""
MOST_ASKED = 480_000
POST_RATES = {
    2007: "19678.30", 2008: "20308.00", 2009: "20572.00", 2010: "20664.60", 2011: "20991.10",
    2012: "21923.10", 2013: "17591.00", 2014: "17784.50",
}  # fmt: skip
"""Aid for a post of adulte-relais in a year (Sénat r16-128)."""
PER_CHILD = 690
"""Part of the Acsé in a PRE, euros for each child."""
PLACES_OF_QUARTERS = 0.6
"""Part of those reached whose place in an internat is paid for: pupils of the quarters."""
COORDINATOR = 35_000
BOARDERS = 40
"""From so many pupils on, an internat asks for an educator."""
CHARGES = {"641": 38, "645": 15, "604": 14, "601": 9, "625": 7, "613": 6, "623": 4, "616": 2,
           "IND-fixe": 5}  # fmt: skip
FEW_CHARGES = {"64": 55, "60": 25, "62": 12, "IND": 8}
FUNDERS = {"74com": 34, "74dep": 18, "74orgasoc": 18, "74region": 14, "74agenceserv": 8,
           "74epci": 5, "74aidespriv": 3}  # fmt: skip
FUNDER_NAMES = {
    "74com": "Commune {of}",
    "74dep": "Conseil général",
    "74orgasoc": "Caisse d’allocations familiales",
    "74region": "Conseil régional",
    "74agenceserv": "Agence de services et de paiement",
    "74epci": "Communauté d’agglomération",
    "74aidespriv": "Fondation privée",
}


def asked(
    dispositif: str, reached: int, exercice: int, chance: Chance, before: Money | None = None
) -> Money:
    """What is asked of the Acsé; a renewal asks about what was asked the year before."""
    if dispositif == "AR":
        return Decimal(POST_RATES.get(exercice, POST_RATES[2012])) * (2 if reached > 600 else 1)
    if dispositif == "PRE":
        return _rounded(reached * PER_CHILD * (0.85 + 0.3 * chance.real()), 1_000)
    if dispositif == "IE":
        rate = bareme("IE_PLACE", date(max(exercice, 2011), 9, 1))
        return int(reached * PLACES_OF_QUARTERS) * int(rate) + coordinator(reached, exercice)
    if before is not None:
        return _rounded(float(before) * (0.9 + 0.3 * chance.real()), 100)
    return _rounded(chance.around(MEDIAN_ASKED[dispositif], 0.72), 100 if chance.hit(0.5) else 500)


def coordinator(reached: int, exercice: int) -> int:
    """The aid to the educator of an internat, from the school year that allows it."""
    return COORDINATOR if reached >= BOARDERS and exercice >= 2012 else 0


def _rounded(amount: float, step: int) -> int:
    return min(MOST_ASKED, max(1_000, round(amount / step) * step))


def granted(dispositif: str, demande: Money, chance: Chance) -> Money:
    """What the committee grants: all of it, or a part in whole hundreds."""
    if dispositif == "AR" or chance.hit(0.45):
        return demande
    part = int(float(demande) * (0.55 + 0.4 * chance.real())) // 100 * 100
    return max(500, part)


class Budget:
    """The budget of an action: charges and products that balance, class 74 by funder."""

    def __init__(self, demande: Money, place: str, chance: Chance, light: bool,
                 cost: Money | None = None) -> None:  # fmt: skip
        """`cost`: what the action costs, when its grant is a rate of it."""
        self.demande = demande
        self.place = place
        self.spent: Money | None = None
        """What the action really cost, once it took place."""
        self.own_spent: list[Money] | None = None
        self.chance = chance
        self.light = light
        self.others = self._others(int(demande))
        own = max(40, int(float(demande) * (0.04 + 0.2 * chance.real())))
        self.own = dict(zip(("70", "756", "RP"), spread(own, (5, 2, 3)), strict=True))
        if cost is not None:
            self.others = {"74com": int(cost) - int(demande) - own}
        self.total: Money = demande + sum(self.others.values()) + own
        profile = FEW_CHARGES if light else CHARGES
        weights = [weight * (0.7 + 0.6 * chance.real()) for weight in profile.values()]
        self.charges = dict(zip(profile, spread(self.total, weights), strict=True))
        self.volunteer = self._volunteer()

    def _others(self, demande: int) -> dict[str, int]:
        number = 1 if self.light else self.chance.weighted({1: 45, 2: 35, 3: 20})
        names: dict[str, int] = {}
        while len(names) < number:
            share = (0.2 + 0.9 * self.chance.real()) / number
            names[self.chance.weighted(FUNDERS)] = max(100, int(demande * share) // 50 * 50)
        return names

    def _volunteer(self) -> tuple[int, int]:
        if self.light or not self.chance.hit(0.4):
            return 0, 0
        return self.chance.between(2, 60) * 50, self.chance.between(1, 20) * 50

    @property
    def share(self) -> Decimal:
        """Amount asked on all products, in %."""
        return (Decimal(self.demande) * 100 / self.total).quantize(Decimal("0.01"))

    def spend(self, accorde: Money) -> Money:
        """Say that the action took place; returns what it cost, paid by what it really got."""
        own = int(float(sum(self.own.values())) * (0.5 + 0.5 * self.chance.real()))
        self.own_spent = spread(own, (5, 2, 3))
        self.spent = accorde + sum(self.others.values()) + own
        return self.spent

    def lines(self, action_id: str) -> list[Row]:
        """The accounts, with what was really spent and received once it is known."""
        done = self.spent is not None
        weights = [float(amount) for amount in self.charges.values()]
        costs = spread(self.spent, weights) if self.spent is not None else None
        rows = [
            self._line(action_id, *line)
            for line in (*_lines(self.charges, costs), *_lines(self.own, self.own_spent))
        ]
        work, goods = self.volunteer
        if work:
            for account, amount in (("864", work), ("861", goods), ("870", work), ("871", goods)):
                rows.append(self._line(action_id, account, amount, amount if done else None))
        return rows

    def _line(self, action_id: str, compte: str, prevu: Money, realise: Money | None) -> Row:
        return {
            "id": self.chance.id(), "action_id": action_id, "compte": compte, "prevu": prevu,
            "realise": realise,
        }  # fmt: skip

    def funders(self, action_id: str, propose: Money | None, accorde: Money | None) -> list[Row]:
        """Class 74: the Acsé first, then the partners."""
        common = int(self.demande) // 300 * 100 if self.chance.hit(0.08) else 0
        share = Decimal(common) / Decimal(self.demande)
        paid = accorde if self.spent is not None else None
        acse = {
            **self._funder(action_id, "74etat", "Acsé", "ACQUIS" if accorde else "SOLLICITE"),
            "acse": True, "realise": paid,
        }  # fmt: skip
        acse |= _split("demande", self.demande, common) | _parts("propose", propose, share)
        return [acse | _parts("accorde", accorde, share), *self._partners(action_id)]

    def _partners(self, action_id: str) -> list[Row]:
        rows = []
        for compte, amount in self.others.items():
            done = self.spent is not None
            firm = done or self.chance.hit(0.4)
            name = FUNDER_NAMES[compte].format(of=of(self.place))
            row = self._funder(action_id, compte, name, "ACQUIS" if firm else "SOLLICITE")
            row |= {"acse": False, "realise": amount if done else None}
            row |= _split("demande", amount, amount) | _parts("propose", None, 1)
            rows.append(row | _parts("accorde", amount if firm else None, 1))
        return rows

    def _funder(self, action_id: str, compte: str, financeur: str, etat: str) -> Row:
        return {
            "id": self.chance.id(), "action_id": action_id, "compte": compte,
            "financeur": financeur, "etat": etat,
        }  # fmt: skip


def _lines(
    planned: dict[str, Money], done: list[Money] | None
) -> list[tuple[str, Money, Money | None]]:
    reached: list[Any] = done or [None] * len(planned)
    return [
        (compte, amount, real)
        for (compte, amount), real in zip(planned.items(), reached, strict=True)
    ]


def _split(name: str, total: Money, common: Money) -> Row:
    return {f"{name}_specifique": total - common, f"{name}_commun": common}


def _parts(name: str, total: Money | None, share: Decimal | int) -> Row:
    if total is None:
        return {f"{name}_specifique": None, f"{name}_commun": None}
    return _split(name, total, int(total * share))
