"""`tierbook quiz`: a paper of questions made from policies, for the class or for other programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click
from tiercalc import InputError
from tiercalc.given import require_in_force
from tierquiz import KINDS, Book, Paper, Question, quiz_document
from tierquiz.documents import QuizDocument

from handbook.command.options import Reply, calendars, day_of, json_text, named_policy, shared
from handbook.command.usage import Command

_USUAL, _MOST = 10, 500
_VERSION = 12
_HOW = {"one": "", "several": "（选出所有对的）", "order": "（写出先后顺序）"}


@click.command(
    cls=Command,
    short_help="出一份练习卷。",
    help="从一份或几份制度出一份练习卷，每道题的答案都由计算引擎判定。"
    "种子、制度、岗位、题型和日期都相同，出的卷就相同。"
    f"题型有：{'、'.join(f'{each.id}（{each.label}）' for each in KINDS.values())}。",
)
@click.argument("policies", metavar="制度…", nargs=-1, required=True)
@click.option("--role", metavar="岗位", help="只出与这个岗位有关的，和人人都要知道的。")
@click.option("--kind", "kinds", metavar="题型", multiple=True, help="只出这种题，可以写几次。")
@click.option(
    "--count", metavar="题数", default=str(_USUAL), help=f"出几道题，不写为 {_USUAL} 道。"
)
@click.option("--seed", metavar="种子", help="随意的一个词，决定出哪些题；不写为当天的日期。")
@click.option("--key", "with_key", is_flag=True, help="附上答案、理由和条款。")
@shared("on", "json", "policies")
def quiz(
    policies: tuple[str, ...],
    role: str | None,
    kinds: tuple[str, ...],
    count: str,
    seed: str | None,
    with_key: bool,
    on: str | None,
    as_json: bool,
    directory: str | None,
) -> Reply:
    """A paper from policies, without or with its key."""
    day, number = day_of(on), _number(count)
    known = [named_policy(each, directory) for each in dict.fromkeys(policies)]
    for each in known:
        require_in_force(each, day, "on")
    days = calendars(directory)
    books = [Book.of(each, day, days.of(each)) for each in known]
    named = day.isoformat() if seed is None else seed
    paper = Paper(books, named, [_kind(each) for each in kinds], role)
    questions = paper.questions(0, number)
    document = quiz_document(paper, questions, named, role, with_key)
    if as_json:
        return Reply(json_text(document))
    short = "" if len(questions) == number else f"这些制度里这样的题只有 {len(questions)} 道。\n"
    lines = [*_sheet(document, books, questions)]
    if with_key:
        lines += _key(questions)
    return Reply("".join(f"{line}\n" for line in lines), notes=short)


def _number(text: str) -> int:
    if (
        text.isascii()
        and text.isdigit()
        and len(text) <= len(str(_MOST))
        and 0 < int(text) <= _MOST
    ):
        return int(text)
    message = f"题数写的是“{text[:40]}”；应填 1 到 {_MOST} 之间的整数，例如 --count 20。"
    raise InputError("bad-value", "count", message)


def _kind(name: str) -> str:
    """The id of a kind by its id or its name."""
    return next((each.id for each in KINDS.values() if each.label == name), name)


def _sheet(
    document: QuizDocument, books: Sequence[Book], questions: Sequence[Question]
) -> Iterator[str]:
    """The paper as one hands it out."""
    titles = {book.whole.id: book.whole.title for book in books}
    yield f"练习卷　种子 {document['seed']}　按 {document['on']} 的规定　共 {len(questions)} 题"
    for policy, version in document["versions"].items():
        yield f"《{titles[policy]}》版本 {version[:_VERSION]}"
    yield "姓名：____________　日期：____________"
    last = None
    for number, asked in enumerate(questions, 1):
        yield ""
        if asked.policy != last and len(document["versions"]) > 1:
            yield f"《{titles[asked.policy]}》"
        last = asked.policy
        yield f"{number}. 【{KINDS[asked.kind].label}】{asked.text}{_HOW[asked.how]}"
        yield from (f"   {option.id}. {option.text}" for option in asked.options)


def _key(questions: Sequence[Question]) -> Iterator[str]:
    """The answers, each with the reason and its clauses."""
    yield ""
    yield "答案"
    for number, asked in enumerate(questions, 1):
        yield f"{number}. {''.join(asked.right)}　{asked.why}"
