"""What a procedure file may say: a whole file read word for word, and each mistake in it told at its key."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from mediation_desk.law.procedure import (
    AgreementRule,
    AlsoCopies,
    Basis,
    Copies,
    Docket,
    Ending,
    Move,
    PaperDue,
    Procedure,
    RefuseReason,
    Route,
    Stage,
)
from mediation_desk.law.procedure_reading import read_ending, read_procedure
from mediation_desk.law.reading import Fault, Section, Table

from .spoiling import GONE, Place, spoiled
from .test_limits import FILE as LIMIT

ACTS = frozenset({"accept_case", "record_visit", "end_track"})
CITED = {"source": "某法 1", "certainty": "read"}
AGREED = Ending(code="agreed", internal="达成协议", for_parties="已达成协议", **CITED)

SHARED = Table(
    {"id": "registered", "name": "登记", "acts": ["accept_case", "end_track"]}, file="part.toml", path="stage[1]."
)

FILE: dict[str, Any] = {
    "id": "people.small",
    "kind": "people",
    "name": "人民调解",
    "bodies": ["village_committee"],
    "forum": "people",
    "endings": ["agreed"],
    "basis": [
        {
            "law": "人民调解法",
            "articles": "1、2",
            "valid_from": date(2011, 1, 1),
            "valid_to": date(2030, 1, 1),
            "certainty": "page",
            "aside": True,
        }
    ],
    "docket": {"series": "（{year}）{body}第{n}号", "drawn_on": "accepted", "local": True, **CITED},
    "refuse": [{"code": "filed", "words": "已立案", "unless": "法院委托", "routes": ["诉讼"], **CITED}],
    "always": [{"acts": ["record_visit"]}, {"acts": ["record_visit"]}],
    "stage": [
        SHARED,
        {"id": "ended", "name": "终结", "acts": []},
        {"id": "registered", "without": ["end_track"], "acts": ["record_visit"]},
    ],
    "move": [{"from": ["registered"], "on": "ended", "to": "ended"}],
    "limit": [],
    "agreement": [
        {
            "form": "written",
            "name": "调解协议书",
            "effective": ["all_parties_signed", "body_sealed"],
            "sign_group": [{"roles": ["party", "agent"]}, {"roles": ["body_seal"]}],
            "copies": "parties + 2",
            "also": [{"from": "police_110", "copies": 1, **CITED}],
            "local": True,
            **CITED,
        }
    ],
    "paper": [
        {"code": "RM-AGR", "at": "ended", "must": "按需", "instead": ["RM-ORAL"], "not_for": ["agreed"]},
    ],
    "route": [
        {
            "id": "suit",
            "name": "起诉",
            "open_on": ["ended"],
            "after": ["accepted"],
            "when": ["written", "payment"],
            "standing": "ask_court",
            "limit": "suit.days",
            "advice": "可以起诉",
            "local": True,
            **CITED,
        }
    ],
    "start": [{"by": ["oral"], "consent": "none_refuses", **CITED}],
    "mediators": {"least": 1, "who": "调解员", "how": ["appointed"], **CITED},
    "confidential": {"default": "closed", **CITED},
    "charge": {"kind": "free", **CITED},
    "no_agent": {"sides": ["applicant"], "words": "本人到场", **CITED},
    "note": [{"code": "n", "words": "须知", **CITED}],
}


def read(file: dict[str, Any]) -> tuple[Procedure, list[tuple[str, str]]]:
    faults: list[Fault] = []
    procedure, limits = read_procedure(Section("p.toml", file, faults), ACTS, {"agreed": AGREED})
    assert procedure.limits == tuple(limit for _, limit in limits)
    return procedure, [(fault.key, fault.reason) for fault in faults]


def test_that_a_file_is_read_word_for_word() -> None:
    procedure, faults = read(FILE)
    assert faults == []
    assert (procedure.id, procedure.kind, procedure.name) == ("people.small", "people", "人民调解")
    assert (procedure.bodies, procedure.forum) == (("village_committee",), "people")
    assert procedure.endings == (AGREED,)
    assert procedure.basis == (
        Basis(
            law="人民调解法",
            articles="1、2",
            valid_from=date(2011, 1, 1),
            valid_to=date(2030, 1, 1),
            certainty="page",
            aside=True,
        ),
    )
    assert procedure.docket == Docket(series="（{year}）{body}第{n}号", drawn_on="accepted", local=True, **CITED)
    assert procedure.refuse_reasons == (
        RefuseReason(code="filed", words="已立案", unless="法院委托", routes=("诉讼",), **CITED),
    )
    assert procedure.moves == (Move(sources=("registered",), on="ended", to="ended"),)
    assert procedure.agreements == (
        AgreementRule(
            form="written",
            name="调解协议书",
            effective=("all_parties_signed", "body_sealed"),
            sign_order=(("party", "agent"), ("body_seal",)),
            copies=Copies(more=2, also=(AlsoCopies(origin="police_110", more=1, **CITED),)),
            local=True,
            **CITED,
        ),
    )
    assert procedure.papers == (
        PaperDue(code="RM-AGR", at="ended", must="按需", instead=("RM-ORAL",), not_for=("agreed",)),
    )
    assert procedure.routes == (
        Route(
            id="suit",
            name="起诉",
            open_on=("ended",),
            after=("accepted",),
            when=("written", "payment"),
            standing="ask_court",
            limit="suit.days",
            advice="可以起诉",
            local=True,
            **CITED,
        ),
    )


def test_that_limits_come_with_the_tables_they_were_read_from() -> None:
    faults: list[Fault] = []
    file = {**FILE, "limit": [LIMIT, {**LIMIT, "id": "visit"}]}
    procedure, limits = read_procedure(Section("p.toml", file, faults), ACTS, {"agreed": AGREED})
    assert (faults, [limit.id for limit in procedure.limits]) == ([], ["people.conclude", "visit"])
    limits[1][0].fault("due", "有误")
    assert (limits[1][1], faults[0].key) == (procedure.limits[1], "limit[2].due")


def test_that_how_it_is_conducted_is_read_with_it() -> None:
    procedure, _ = read(FILE)
    assert [rule.by for rule in procedure.starts] == [("oral",)]
    assert procedure.mediators is not None and procedure.mediators.who == "调解员"
    assert procedure.openness is not None and procedure.openness.default == "closed"
    assert procedure.charge is not None and procedure.charge.kind == "free"
    assert procedure.agent_bar is not None and procedure.agent_bar.words == "本人到场"
    assert [note.words for note in procedure.notes] == ["须知"]


def test_that_a_later_mention_of_a_stage_adds_acts_or_takes_some_out() -> None:
    procedure, _ = read(FILE)
    assert procedure.stages == (
        Stage(id="registered", name="登记", acts=("accept_case", "record_visit")),
        Stage(id="ended", name="终结", acts=()),
    )
    assert procedure.always == ("record_visit",)


def test_that_a_later_mention_may_name_the_stage_anew() -> None:
    procedure, _ = read(spoiled(FILE, ("stage", 2), "name", "立案"))
    assert procedure.stage("registered").name == "立案"


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        (((), "kind", "royal"), [("kind", "应为people、administrative、judicial、professional之一，现为royal")]),
        (((), "bodies", 7), [("bodies", "应为文字列表")]),
        (((), "endings", ["bored"]), [("endings", "未知的终结原因：bored")]),
        (((), "colour", "red"), [("colour", "未知的键")]),
        ((("basis", 0), "certainty", "sure"), [("basis[1].certainty", "应为read、page、memory之一，现为sure")]),
        ((("basis", 0), "aside", 1), [("basis[1].aside", "应为true或false")]),
        ((("docket",), "drawn_on", "born"), [("docket.drawn_on", ...)]),
        ((("docket",), "series", "{n}"), [("docket.series", "{year}和{n}应各出现一次")]),
        ((("docket",), "series", ""), [("docket.series", "缺少内容")]),
        ((("docket",), "local", "yes"), [("docket.local", "应为true或false")]),
        ((("docket",), "colour", "red"), [("docket.colour", "未知的键")]),
        ((("refuse", 0), "routes", GONE), [("refuse[1].routes", "不予受理须告知其他途径")]),
        ((("always", 0), "acts", ["sing"]), [("always[1].acts", "未知的操作：sing")]),
        ((("always", 0), "colour", "red"), [("always[1].colour", "未知的键")]),
        ((("stage", 0), "acts", ["sing"]), [("stage[1].acts", "未知的操作：sing")]),
        ((("stage", 2), "without", ["sing"]), [("stage[3].without", "未知的操作：sing")]),
        ((("stage", 1), "name", GONE), [("stage[2].name", "缺少内容")]),
        ((("move", 0), "on", "born"), [("move[1].on", ...)]),
        ((("agreement", 0), "form", "sung"), [("agreement[1].form", "应为written、oral、no_objection之一，现为sung")]),
        ((("agreement", 0), "effective", ["born"]), [
            ("agreement[1].effective", "未知的事件：born"),
            ("agreement[1].effective", "缺少生效所需的事件"),
        ]),
        ((("agreement", 0, "sign_group", 0), "roles", ["king"]), [
            ("agreement[1].sign_group[1].roles", "未知的签署角色：king"),
        ]),
        ((("agreement", 0), "copies", "parties + 12"), [("agreement[1].copies", "应写作parties + 1")]),
        ((("agreement", 0), "local", 1), [("agreement[1].local", "应为true或false")]),
        ((("agreement", 0, "also", 0), "copies", 0), [("agreement[1].also[1].copies", "应为正整数")]),
        ((("paper", 0), "at", "born"), [("paper[1].at", ...)]),
        ((("paper", 0), "must", "也许"), [("paper[1].must", "应为必须、按需之一，现为也许")]),
        ((("route", 0), "open_on", ["born"]), [("route[1].open_on", "未知的事件：born")]),
        ((("route", 0), "after", ["born"]), [("route[1].after", "未知的事件：born")]),
        ((("route", 0), "when", ["rain"]), [("route[1].when", "未知的条件：rain")]),
        ((("route", 0), "standing", "shut"), [("route[1].standing", "应为open、ask_court、closed之一，现为shut")]),
        ((("route", 0), "local", 1), [("route[1].local", "应为true或false")]),
    ],
)  # fmt: skip
def test_that_each_mistake_is_told_at_its_key(change: tuple[Place, str, object], faults: list[tuple[str, Any]]) -> None:
    _, told = read(spoiled(FILE, *change))
    expected = [(key, told[place][1] if words is ... else words) for place, (key, words) in enumerate(faults)]
    assert told == expected


@pytest.mark.parametrize(
    "place",
    [("basis", 0), ("refuse", 0), ("stage", 0), ("move", 0), ("agreement", 0), ("agreement", 0, "also", 0),
     ("paper", 0), ("route", 0)],
)  # fmt: skip
def test_that_a_slip_of_the_pen_is_told_in_every_table(place: tuple[str | int, ...]) -> None:
    _, told = read(spoiled(FILE, place, "colour", "red"))
    assert [(key.rpartition(".")[2], reason) for key, reason in told] == [("colour", "未知的键")]


def test_that_a_stage_is_named_once_in_a_file() -> None:
    file = deepcopy(FILE)
    file["stage"].append({"id": "registered", "acts": []})
    assert read(file)[1] == [("stage[4].id", "重复：registered")]


def test_that_copies_that_cannot_be_read_are_one_more_than_the_parties() -> None:
    procedure, _ = read(spoiled(FILE, ("agreement", 0), "copies", "many"))
    assert procedure.agreement("written").copies.count(2) == 3


def without(*keys: str) -> dict[str, Any]:
    return {key: value for key, value in FILE.items() if key not in keys}


def test_that_what_may_be_left_out_is_left_out() -> None:
    procedure, faults = read(without("docket", "no_agent", "always", "refuse", "note"))
    assert faults == []
    assert (procedure.docket, procedure.agent_bar, procedure.always) == (None, None, ())


def test_that_a_rule_without_local_or_aside_is_the_law_s_own() -> None:
    file = deepcopy(FILE)
    for table in (file["docket"], file["agreement"][0], file["route"][0]):
        del table["local"]
    del file["basis"][0]["aside"], file["basis"][0]["valid_to"], file["route"][0]["limit"]
    procedure, faults = read(file)
    assert faults == [] and procedure.docket is not None
    flags = (procedure.docket.local, procedure.agreements[0].local, procedure.routes[0].local)
    assert flags == (False, False, False)
    assert (procedure.basis[0].aside, procedure.basis[0].valid_to, procedure.routes[0].limit) == (False, None, None)


def test_that_an_ending_has_words_for_the_office_and_for_the_parties() -> None:
    faults: list[Fault] = []
    table = {"code": "agreed", "internal": "达成协议", "for_parties": "已达成协议", **CITED}
    assert read_ending(Section("codes/endings.toml", table, faults)) == AGREED
    assert faults == []
    read_ending(Section("codes/endings.toml", {**table, "colour": "red"}, faults))
    assert [(fault.key, fault.reason) for fault in faults] == [("colour", "未知的键")]
