"""What the conditions of a policy may name, while the policy is being read."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tiercalc.policy.amounts import Amount
from tiercalc.policy.plain import Node
from tiercalc.policy.results import Things, as_input
from tiercalc.policy.rules import Decision, Input
from tiercalc.policy.scales import Scale

type ReadDecision = Callable[[str, Node, "Nameable"], Decision]


class Nameable:
    """The inputs of a policy, its amounts, and its decisions, each read when it is first named."""

    def __init__(
        self,
        inputs: Mapping[str, Input],
        amounts: Mapping[str, Amount],
        scales: Mapping[str, Scale],
        nodes: Mapping[str, Node],
        read: ReadDecision,
    ) -> None:
        self.inputs = inputs
        self.amounts = amounts
        self._scales = scales
        self._nodes = nodes
        self._read = read
        self._made: dict[str, Decision] = {}
        self._open: list[str] = []

    @property
    def decisions(self) -> Mapping[str, Decision]:
        """Every decision, in the order of the file."""
        return {name: made for name in self._nodes if (made := self.decision(name)) is not None}

    def declares(self, name: str) -> bool:
        """Whether a decision has the name."""
        return name in self._nodes

    def decision(self, name: str) -> Decision | None:
        """A decision; None where there is none of the name, or it hangs on its own result."""
        if name not in self._nodes or name in self._open:
            return None
        if name not in self._made:
            self._open.append(name)
            self._made[name] = self._read(name, self._nodes[name], self)
            self._open.pop()
        return self._made[name]

    @property
    def things(self) -> Things:
        """What amounts are made of; a decision that is being read is left out."""
        return Things(self.inputs.keys(), self.amounts.get, self.decision)

    def hangs_on_itself(self, amount: str) -> bool:
        """Whether an amount is made of a decision that is being read."""
        chain = [amount]
        for each in chain:
            its = self.amounts[each]
            if isinstance(its.times, str) and its.times in self._open:
                return True
            chain += [name for name in its.named() if name in self.amounts and name not in chain]
        return False

    def as_input(self, decision: Decision) -> Input:
        """A decision as what a condition tests."""
        return as_input(decision, self._scales)
