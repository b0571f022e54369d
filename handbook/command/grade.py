"""`tierbook grade`: a list of customers, one answer a row, with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
from tiercalc import InputError, Policy
from tiercalc.given import require_in_force
from tiercalc.words import say

from handbook.command.documents import GradeCountDocument, GradeDocument
from handbook.command.list_options import takes_list
from handbook.command.options import Reply, day_of, json_text, named_policy, shared, trial_figures
from handbook.command.usage import Command
from handbook.grading.cells import Guard, as_it_is
from handbook.grading.sheet import Sheet
from handbook.grading.template import save_template, template
from handbook.grading.told import Told
from handbook.grading.writing import check_target, held, save


@click.command(
    cls=Command,
    short_help="给名册里的每位客户判定，并说明理由。",
    help="给名册里的每位客户判定，并说明理由。名册是工作簿（.xlsx、.xls、.ods）或 CSV 文件："
    "有一行列名（填写项在表单上或制度里的名称，可以带单位），下面一行一位客户；"
    "工作表、列名在哪一行、编码和分隔符会自己认出来，合计行不算，别的列照原样保留。"
    "空白的格是不知道；多选的格写“无”是一项也没有。",
)
@click.argument("policy", metavar="制度")
@click.argument("customers", metavar="[名册]", type=click.Path(path_type=Path), required=False)
@click.option(
    "-o",
    "--output",
    metavar="文件",
    type=click.Path(path_type=Path),
    help="结果写进这个文件，不写则直接输出；加 --json 时只在写明文件时才写结果。",
)
@click.option(
    "--template",
    "is_template",
    is_flag=True,
    help="不判定，写一份空白名册：这份制度要的各列，带单位、可选的值、检查和一行例子。",
)
@click.option(
    "--as-is",
    is_flag=True,
    help="名册里原有的格一字不改。不写时，像公式的格前面加一个 '，表格软件就不会计算它。",
)
@takes_list
@shared("on", "set", "json", "policies")
def grade(
    policy: str,
    customers: Path | None,
    output: Path | None,
    is_template: bool,
    as_is: bool,
    told: Told,
    on: str | None,
    sets: tuple[str, ...],
    as_json: bool,
    directory: str | None,
) -> Reply:
    """One answer a row, and how many customers got which."""
    known = named_policy(policy, directory)
    if is_template:
        return _template(known, day_of(on), customers, output)
    if customers is None:
        raise InputError("usage", "名册", "少写了“名册”。运行 tierbook grade --help 看用法。")
    figures = trial_figures(known, sets)
    if output is not None:
        check_target(output, customers)
    require_in_force(known, day_of(on), "on")
    known = known.on(day_of(on))
    guard = Guard()
    sheet = Sheet(known, customers, day_of(on), figures, as_it_is if as_is else guard, told)
    if output is not None:
        save(sheet, output, lambda: _summary(_document(sheet, output, _notes(sheet, guard)), sheet))
    elif as_json:
        for _ in sheet.rows():
            pass
    else:
        table = held(sheet)
        return Reply("", table=table, notes="".join(f"{each}\n" for each in _notes(sheet, guard)))
    document = _document(sheet, output, _notes(sheet, guard))
    return Reply(json_text(document) if as_json else _text(document, sheet))


def _template(policy: Policy, on: date, customers: Path | None, output: Path | None) -> Reply:
    """An empty list to fill in."""
    if customers is not None or output is None:
        message = "--template 写一份空白名册：不写名册，用 -o 写明文件，例如 -o 名册.xlsx。"
        raise InputError("usage", "--template", message)
    check_target(output, None)
    made = template(policy.on(on), on)
    save_template(made, output)
    return Reply(f"《{policy.title}》的空白名册写进了 {output}，有 {len(made.inputs)} 列要填。\n")


def _notes(sheet: Sheet, guard: Guard) -> list[str]:
    """What is to be said of a list that has been graded."""
    changed = (
        f"原有的内容里有 {guard.changed:,} 格像公式，前面加了一个 '，表格软件就不会计算它；"
        "要一字不改，加上 --as-is。"
    )
    skipped = [f"跳过了 {sheet.skipped:,} 行：", *sheet.complaints] if sheet.skipped else []
    return [
        *sheet.opened.notes,
        *sheet.customers.notes,
        *([changed] if guard.changed else []),
        *skipped,
    ]


def _document(sheet: Sheet, output: Path | None, notes: list[str]) -> GradeDocument:
    situation = sheet.situation
    return {
        "policy": situation.policy.id,
        "version": situation.policy.version,
        "on": situation.on.isoformat(),
        "list": str(sheet.table.path),
        "form": sheet.table.form,
        "customers": sheet.count,
        "output": None if output is None else str(output),
        "counts": {
            decision.id: [
                {
                    "outcome": list(each.outcome)
                    if isinstance(each.outcome, tuple)
                    else each.outcome,
                    "outcome_label": each.name,
                    "undetermined": each.undetermined,
                    "customers": each.customers,
                }
                for each in sheet.counts(decision)
            ]
            for decision in sheet.decisions
        },
        "left_out": [
            {"row": each.row, "text": each.text, "what": each.what}
            for each in sheet.opened.left_out
        ],
        "skipped": sheet.skipped,
        "unused": sheet.unused,
        "notes": notes,
    }


def _text(document: GradeDocument, sheet: Sheet) -> str:
    lines = [*_summary(document, sheet), f"结果写进了 {document['output']}。"]
    return "".join(f"{line}\n" for line in lines)


def _summary(document: GradeDocument, sheet: Sheet) -> Iterator[str]:
    policy = sheet.situation.policy
    yield f"《{policy.title}》，按 {document['on']} 有效的数字"
    yield f"读了 {document['customers']:,} 位客户（{document['form']}）。"
    for decision, counts in document["counts"].items():
        shown = "，".join(_count(each) for each in counts)
        yield f"{policy.decisions[decision].label}：{shown or '没有客户'}"
    if document["unused"]:
        yield f"照原样保留的列：{'、'.join(document['unused'])}"
    yield from document["notes"]


def _count(each: GradeCountDocument) -> str:
    partly = "（还不能确定全部）" if each["undetermined"] and each["outcome"] else ""
    return say(each["outcome_label"], partly, f"{each['customers']:,} 位")
