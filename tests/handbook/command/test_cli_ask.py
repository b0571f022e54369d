"""`tierbook timeline`, `kit` and `who` as the console script: the same words as the documents."""

from __future__ import annotations

from tests.command import document, error, tierbook

SPA, INN, POOL = "foot-spa", "inn", "pool"


def text(*words: str) -> str:
    done = tierbook(*words)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode()


def test_a_process_on_a_date_line() -> None:
    words = ("timeline", SPA, "spread-information", "--from", "2026-02-13", "--on", "2026-01-15")
    told, found = text(*words), document(*words)
    assert found["steps"][2]["due"] == "2026-02-14"
    lines = told.splitlines()
    assert lines[0] == found["text"]
    for row in found["steps"]:
        assert f"  {row['number']}  {row['text']}{row['when']}。" in lines
    for count in found["counts"]:
        assert count["text"] in lines
    assert any(line.startswith("裁定 批卡那天算不算") for line in lines)


def test_events_can_be_named() -> None:
    found = document("timeline", INN, "reception", "arrival=2026-05-01T14:30")
    same = document("timeline", INN, "reception", "--from", "2026-05-01T14:30")
    assert found == same
    assert found["steps"][6]["due"] == "2026-05-01T14:10"


def test_from_is_what_the_process_counts_from_even_where_an_event_has_its_name() -> None:
    found = document("timeline", POOL, "application", "--from", "2026-03-02")
    assert found == document("timeline", POOL, "application", "form-submitted=2026-03-02")
    assert found["steps"][-1]["due"] == "2026-03-09"


def test_what_is_open_comes_with_the_words_to_type() -> None:
    asked = text("timeline", INN, "liaison").splitlines()
    assert "  可以写 departure=2026-02-13T10:00（客人出院）" in asked
    early = text("timeline", INN, "reception", "--from", "2026-05-01").splitlines()
    assert "  可以写明几点 arrival=2026-05-01T10:00（客人进院）" in early
    unset = text("due", POOL, "exit-notice", "--from", "2026-10-08").splitlines()
    assert "  可以试填 --set notice_period=值（提前几天说，单位：天）" in unset
    laid = text("kit", INN, "a=2", "--set", "lychee_count=2").splitlines()
    assert "  可以试填 --set flower_pots=值（大盆花的盆数，单位：盆）" in laid
    assert not [line for line in laid if "--set lychee_count" in line]
    assert (
        "--from 2026-05-01T10:00" in (error("due", INN, "call", "--from", "2026-05-01")["message"])
    )
    assert error("timeline", SPA, "spread-information", "approval=soon")["message"].startswith(
        "“馆主批下贵客卡”的时间写的是“soon”"
    )


def test_what_to_prepare() -> None:
    words = ("kit", SPA, "svip=3", "vip=2")
    found, lines = document(*words), text(*words).splitlines()
    assert lines[0] == found["text"]
    assert lines[0] == "金卡客 3 位、银卡客 2 位：要备 3 项；另有 2 项要做到。"
    # Things with their quantities first, under their own head what else there is to do.
    place = lines.index("要做到的")
    for listed, counted in ((lines[1:place], True), (lines[place + 1 :], False)):
        wanted = [item["text"] for item in found["items"] if item["counted"] is counted]
        assert [line.strip() for line in listed] == wanted
    assert "  擦脚巾：金卡客 3 × 3 条 + 银卡客 2 × 1 条 = 11 条（二 1、二 2）。" in lines


def test_a_kit_cites_the_clauses_of_its_tiers_alone() -> None:
    words = ("kit", INN, "a=1")
    assert {clause["id"] for item in document(*words)["items"] for clause in item["clause"]} == {
        "standard-a"
    }
    shown = text(*words)
    assert "  篮里的橘子：上客(甲) 1 × 3 个 = 3 个（七、甲等，接待标准）。\n" in shown
    assert "等，接待标准" not in shown.replace("七、甲等，接待标准", "")


def test_what_a_fine_rests_on_is_said() -> None:
    words = ("fine", SPA, "status-disclosed-without-permission=1", "application-disclosed-early=1")
    found, lines = document(*words), text(*words).splitlines()
    assert found["text"] in lines
    for key, begin in (("ruling", "裁定"), ("open", "同时发生时")):
        assert found[key]
        for ruling in found[key]:
            answer = ruling["ruling"] or "公司还没有决定。"
            assert f"{begin} {ruling['question']}{answer}" in lines
    wrong = error("fine", SPA, "information-late=1", "record-table-lost:front-desk=x")
    assert wrong["message"].startswith("第 6 条处罚（门迎）的次数填的是“x”")


def test_who_must_know() -> None:
    words = ("who", SPA, "approval", "--from", "2026-02-13")
    found, told = document(*words), text(*words)
    assert told.startswith(found["text"])
    assert all(row["text"] in told and row["when"] in told for row in found["notices"])
    assert "最晚 2026 年 2 月 14 日（星期六）" in told


def test_mistakes_are_sentences() -> None:
    assert error("timeline", SPA, "spreading")["code"] == "unknown-process"
    assert error("timeline", SPA, "daily-room-check", "--from", "2026-02-13")["input"] == "from"
    for about in ("using-card", "using-card:pay"):
        undated = error("who", POOL, about, "--from", "2026-02-13")["message"]
        assert undated == "“用卡”里没有从某件事起算的时限，不用写 --from。"
    twice = ("--from", "2026-02-13", "approval=2026-02-13")
    assert error("timeline", SPA, "spread-information", *twice)["message"] == (
        "--from 就是“馆主批下贵客卡”的时间，只写一处。"
    )
    assert error("who", SPA, "aproval", "--from", "2026-02-13")["code"] == "unknown-event"
    assert error("kit", SPA, "svip")["code"] == "usage"
    for one in (("svip=x", "vip=1"), ("vip=1", "svip=x")):
        wrong = error("kit", SPA, *one)
        assert (wrong["code"], wrong["input"]) == ("bad-count", "svip")
        assert wrong["message"].startswith("“金卡客”的数量填的是“x”")
    assert error("kit", SPA)["code"] == "usage"
