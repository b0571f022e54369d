"""The policies of policy/ that can be read; what is wrong with the others their check says."""

from __future__ import annotations

from tiercalc.policy.policy import Policy

from handbook.checking.load import load_file, policy_files
from tests.paths import POLICY

LOADED = tuple(
    loading.policy for loading in map(load_file, policy_files(POLICY)) if loading.policy is not None
)
POLICIES: dict[str, Policy] = {loaded.id: loaded.policy for loaded in LOADED}
