"""How fast `tierbook grade` is beside a loop written by hand for the one policy.

    python -m tests.bench.grade [customers]

Both read the same generated list, work out shares and ranks, and write the same bytes. The loop
has the policy's four tables by heart, as comparisons of Decimals; `grade` reads them from the file.
"""

from __future__ import annotations

import csv
import random
import resource
import sys
from bisect import bisect_right
from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_05UP, Context, Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from tiercalc.bulk.judgements import judge
from tiercalc.case.situation import Situation

from handbook.checking.load import load_policy
from handbook.grading.cells import harmless
from handbook.grading.sheet import Sheet
from handbook.grading.told import Told
from handbook.grading.writing import save

POLICY = load_policy(Path(__file__).parents[2] / "policy" / "generic-vip-abc.yaml").policy
DAY = date(2026, 7, 1)
SEED = 1
CENT, NONE = Decimal("0.01"), Decimal(0)
TENTH, EXACT = Decimal("1e-10"), Context(prec=60, rounding=ROUND_05UP)


def main(customers: int) -> None:
    with TemporaryDirectory() as folder:
        source, ours, theirs = (Path(folder) / name for name in ("list.csv", "ours", "theirs"))
        generate(source, customers)
        sheet = Sheet(POLICY, source, DAY, {}, harmless, Told())
        graded = seconds(lambda: save(sheet, ours, list))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        by_hand = seconds(lambda: hand_written(source, theirs, sheet.header))
        if ours.read_bytes() != theirs.read_bytes():
            sys.exit("The two do not give the same list.")
    lines = [
        f"{customers:,} customers",
        f"{'':<20}{'seconds':>10}{'rows/s':>12}",
        *(
            f"{name:<20}{spent:>10.1f}{customers / spent:>12,.0f}"
            for name, spent in (("tierbook grade", graded), ("written by hand", by_hand))
        ),
        f"grade / by hand: {graded / by_hand:.2f}; grade needs at most {memory} MB",
    ]
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def generate(path: Path, customers: int) -> None:
    """Customers whose amounts spread as incomes do: many small ones, few large ones."""
    chance = random.Random(SEED)  # noqa: S311 — a list to measure with
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["客户编号", "年度消费额", "年度购买次数", "客单价"])
        for number in range(customers):
            spend, order = chance.lognormvariate(10.8, 1.2), chance.lognormvariate(7, 1)
            writer.writerow([f"K{number}", f"{spend:.2f}", chance.randrange(30), f"{order:.2f}"])


def seconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def hand_written(source: Path, target: Path, header: list[str]) -> None:
    limit = {figure.id: figure.on(DAY) for figure in POLICY.figures.values()}
    vip, a, b = (limit[name] for name in ("VIP 级年度消费额", "A 级年度消费额", "B 级年度消费额"))
    frequent, high_value = limit["高频客户的年度购买次数"], limit["高价值客户的客单价"]
    high, middle, low = (limit[name] for name in ("VIP 级占比", "A 级占比", "B 级占比"))
    of_tier = [cells("客户等级", {"年度消费额": each}) for each in (vip + CENT, a, b, NONE)]
    of_label = [
        cells("客户标签", {"年度购买次数": purchases, "客单价": order})
        for purchases in (frequent, frequent + 1)
        for order in (high_value, high_value + CENT)
    ]
    of_share = [
        cells("销售占比示例", {"占全体消费额的比例": each}) for each in (high, middle, low, NONE)
    ]
    of_rank = [
        cells("消费排名示例", {"消费额名次百分比": each}) for each in (NONE, low, high + CENT)
    ]

    with source.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        spends = sorted(Decimal(row[1]) for row in reader)
    total, count = sum(spends), len(spends)
    with (
        source.open(encoding="utf-8-sig", newline="") as file,
        target.open("w", encoding="utf-8-sig", newline="") as out,
    ):
        reader, writer = csv.reader(file), csv.writer(out)
        next(reader)
        writer.writerow(header)
        for row in reader:
            spend, purchases, order = Decimal(row[1]), int(row[2]), Decimal(row[3])
            share = (EXACT.divide(spend * 100, total)).quantize(TENTH, context=EXACT)
            place = count - bisect_right(spends, spend) + 1
            rank = EXACT.divide(Decimal(place * 100), count).quantize(TENTH, context=EXACT)
            writer.writerow(
                [
                    *row,
                    f"{share:f}".rstrip("0").rstrip("."),
                    f"{rank:f}".rstrip("0").rstrip("."),
                    *of_tier[0 if spend > vip else 1 if spend >= a else 2 if spend >= b else 3],
                    *of_label[(purchases > frequent) * 2 + (order > high_value)],
                    *of_share[
                        0 if share >= high else 1 if share >= middle else 2 if share >= low else 3
                    ],
                    *of_rank[0 if rank < low else 1 if rank <= high else 2],
                ]
            )


def cells(decision: str, values: Mapping[str, Decimal]) -> tuple[str, str, str]:
    """What is written for a kind of customer: no text of the policy stands in this file."""
    show = judge([POLICY.decisions[decision]], Situation(POLICY, {}, DAY, {}), lambda found: found)
    (found,) = show(values)
    return found.name, found.basis, found.missing


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
