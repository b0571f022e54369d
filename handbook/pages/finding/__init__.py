"""What the search finds: one entry a fact of a policy, each with the sentence that answers."""

from handbook.pages.finding.document import document, help_rows

__all__ = ["document", "help_rows"]
