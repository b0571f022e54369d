"""What a file refers to, and whether it is there."""

from handbook.findings import Finding
from handbook.yaml_source import Document


def reference_findings(document: Document) -> tuple[Finding, ...]:
    """What a file refers to, and whether it is there."""
    return ()
