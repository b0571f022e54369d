"""Questions for practice, made from policies; the engine judges every answer."""

from tierquiz.book import Book
from tierquiz.kinds import KINDS, Kind
from tierquiz.paper import Paper, ask_again, role_of
from tierquiz.question import Case, Option, Question
from tierquiz.told import quiz_document, quiz_text

__all__ = [
    "KINDS",
    "Book",
    "Case",
    "Kind",
    "Option",
    "Paper",
    "Question",
    "ask_again",
    "quiz_document",
    "quiz_text",
    "role_of",
]
