"""Forms of what is done for many tracks at once: whom it can be done for, what is asked once, and the acts of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from mediation_desk.acts.act import Act
from mediation_desk.acts.agreement import FinaliseAgreement
from mediation_desk.acts.court import RecordRuling
from mediation_desk.acts.handover import SplitTrack
from mediation_desk.acts.household_table import HouseholdLine, household_lines, one_each
from mediation_desk.acts.household_texts import BatchDraft, CommonText, HouseholdDraft, household_drafts
from mediation_desk.acts.performance import RecordDefault, RecordPerformance
from mediation_desk.queries.case_shapes import CaseSheet, Choice, TrackSheet
from mediation_desk.terms.agreement import LIVE, AgreementDraft, Due
from mediation_desk.terms.ids import AgreementId, InstalmentId, PaperId, TrackId
from mediation_desk.terms.money import Money
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.dialogs.act_fields import ActForm, Field, Ground, Kind, Values
from mediation_desk.ui.dialogs.act_forms import FORMS
from mediation_desk.ui.dialogs.members import member_names

Made = tuple[tuple[Act | Refusal, ...], ...]
"""The acts of each target, or why one of them cannot be made."""
Build = Callable[[Values, Sequence[Ground]], Made]
DONE_BEFORE: Final = "done_before"
"""In the extra choices of a ground: whoever has had it already, with name and number."""
_GAP: Final = re.compile(r"[\s,，;；]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One of many: a track, or for a split a party of the track that is looked at.

    `done` says that it has had it already.
    """

    key: str
    words: str
    hint: str
    track: TrackSheet
    party: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ManyForm:
    """A form that is filled in once. `build` makes the acts of each target, in the order of the grounds."""

    form: ActForm
    build: Build
    of_parties: bool = False
    is_done: Callable[[TrackSheet], bool] = lambda track: False
    """Whether a track has had it already: it stays in the list, so that one can go on with the others later."""

    def targets(self, sheet: CaseSheet, track: TrackSheet) -> tuple[Target, ...]:
        """Whom it can be done for today."""
        if self.of_parties:
            return _parties(sheet, track) if self._is_open(track) else ()
        return tuple(_target(sheet, one, self.is_done(one)) for one in sheet.tracks if self._is_open(one))

    def done(self, sheet: CaseSheet) -> tuple[Target, ...]:
        """Who has had it already, whether or not it could be done once more."""
        return tuple(_target(sheet, one, True) for one in sheet.tracks if self.is_done(one))

    def _is_open(self, track: TrackSheet) -> bool:
        return any(one.act == self.form.act for one in track.acts)


def _parties(sheet: CaseSheet, track: TrackSheet) -> tuple[Target, ...]:
    """Those of the side with the most people; the others stay, and take part in every sibling."""
    sides = {party.id: party.side for party in sheet.facts.parties}
    many = max(sides.values(), key=[sides[one.code] for one in track.choices["parties"]].count)
    return tuple(
        Target(key=one.code, words=one.words, hint=one.hint, track=track, party=one.code)
        for one in track.choices["parties"]
        if sides[one.code] == many
    )


def _target(sheet: CaseSheet, track: TrackSheet, done: bool) -> Target:
    words = "、".join(member_names(sheet, track)) or track.facts.procedure_name
    return Target(key=track.id, words=words, hint=track.facts.docket or "", track=track, done=done)


def _has_text(track: TrackSheet) -> bool:
    return any(agreement.state in LIVE for agreement in track.facts.agreements)


def _as_one(form: ActForm) -> ManyForm:
    """The act's own form, its answers the same for each."""
    return ManyForm(form=form, build=lambda values, grounds: tuple(form.build(values, one) for one in grounds))


def _each(make: Callable[[Values, Ground], Act]) -> Build:
    return lambda values, grounds: tuple((make(values, one),) for one in grounds)


def _split(values: Values, ground: Ground) -> Act:
    sheet, party = ground.sheet, ground.subject
    sides = {one.id: one.side for one in sheet.facts.parties}
    others = tuple(one.code for one in ground.choices("parties") if sides[one.code] != sides[party])
    return SplitTrack(
        track=TrackId(ground.the_track),
        into=TrackId(ground.new_id()),
        parties=(party,),
        shared_parties=others,
        reason=values["reason"],
    )


def _instalment(values: Values, ground: Ground) -> tuple[str, Money]:
    """The instalment of that number in the track's agreement, and what is left of it."""
    assert ground.track is not None
    number = values["number"]
    for agreement in ground.track.facts.agreements:
        for duty in agreement.duties if agreement.state == "effective" else ():
            for item in duty.instalments:
                if item.number == number:
                    return item.id, item.amount - item.paid
    raise Refusal("households.no_instalment", field="number", number=number, track=ground.track.facts.docket or "")


def _paid(values: Values, ground: Ground) -> Act:
    id, left = _instalment(values, ground)
    return RecordPerformance(
        track=TrackId(ground.the_track),
        id=ground.new_id(),
        instalment=InstalmentId(id),
        amount=left,
        payer=values["payer"],
        manner=values["manner"],
    )


def _defaulted(values: Values, ground: Ground) -> Act:
    id, _ = _instalment(values, ground)
    return RecordDefault(track=TrackId(ground.the_track), instalment=InstalmentId(id), note=values["note"])


def _papers(values: Values, grounds: Sequence[Ground]) -> tuple[tuple[Act, ...], ...]:
    """The papers of that kind which each track still needs, each about the fact of its own."""
    made = []
    for ground in grounds:
        wanted = tuple(one.code for one in ground.choices("papers_due") if _code(one.code) == values["code"])
        made.append(FORMS["issue_paper"].build({"papers": wanted, "route": None}, ground))
    return tuple(made)


def _code(paper: str) -> str:
    return paper.partition("|")[0]


def _name(ground: Ground) -> str:
    assert ground.track is not None
    return "、".join(member_names(ground.sheet, ground.track))


def _places(whose: Sequence[str], field: str, grounds: Sequence[Ground]) -> list[int]:
    """Which line of a pasted table is each track's."""
    numbers = [ground.track.facts.docket or "" for ground in grounds if ground.track is not None]
    done = {words for one in grounds[0].choices(DONE_BEFORE) for words in (one.words, one.hint)}
    return one_each(whose, [_name(ground) for ground in grounds], numbers, field, done)


def _rulings(values: Values, grounds: Sequence[Ground]) -> tuple[tuple[Act, ...], ...]:
    lines = [_GAP.sub(" ", line.strip()).partition(" ") for line in values["numbers"]]
    numbers = [lines[place][2] for place in _places([line[0] for line in lines], "numbers", grounds)]
    return tuple(
        (RecordRuling(track=TrackId(ground.the_track), result=values["result"], number=number),)
        for ground, number in zip(grounds, numbers, strict=True)
    )


def _agreements(values: Values, grounds: Sequence[Ground]) -> Made:
    lines = household_lines(values["households"], "households")
    places = _places([line.whose for line in lines], "households", grounds)
    common, new_id = _common(values, grounds[0]), grounds[0].new_id
    households = [_household(ground, place + 1, lines[place]) for ground, place in zip(grounds, places, strict=True)]
    beside = [line.total for place, line in enumerate(lines) if place not in places]
    drafts = household_drafts(common, households, new_id, values["stated_total"], beside)
    return tuple((_text_of(ground, draft),) for ground, draft in zip(grounds, drafts, strict=True))


def _text_of(ground: Ground, draft: AgreementDraft | Refusal) -> Act | Refusal:
    if isinstance(draft, Refusal):
        return draft
    return FinaliseAgreement(
        track=TrackId(ground.the_track),
        agreement=AgreementId(ground.new_id()),
        paper=PaperId(ground.new_id()),
        content=draft,
        route="paper",
    )


def _household(ground: Ground, number: int, line: HouseholdLine) -> HouseholdDraft:
    return HouseholdDraft(
        number=number,
        track=ground.the_track,
        party=_members(ground)[0],
        name=_name(ground),
        total=line.total,
        entries=line.entries,
        clauses=line.clauses,
    )


def _common(values: Values, ground: Ground) -> CommonText:
    members = set(_members(ground))
    return CommonText(
        facts=values["facts"],
        dispute=values["dispute"],
        responsibility=values["responsibility"],
        debtors=tuple(one.code for one in ground.choices("parties") if one.code not in members),
        pays_for=values["pays_for"],
        manner=values["manner"],
        batches=tuple(_batch(line) for line in values["batches"]),
        other_clauses=tuple(values["other_clauses"]),
    )


def _members(ground: Ground) -> list[str]:
    assert ground.track is not None
    names = set(member_names(ground.sheet, ground.track))
    return [one.code for one in ground.choices("parties") if one.words in names]


def _batch(line: str) -> BatchDraft:
    """30 2026-05-31."""
    percent, _, day = _GAP.sub(" ", line.replace("%", " ").replace("％", " ").strip()).partition(" ")
    try:
        return BatchDraft(percent=Decimal(percent), due=Due(kind="on", on=date.fromisoformat(day)))
    except (InvalidOperation, ValueError) as fault:
        raise Refusal("households.batch_unreadable", field="batches", line=line) from fault


def papers_wanted(targets: Sequence[Target]) -> tuple[Choice, ...]:
    """The papers that any of the targets still needs."""
    found = {
        _code(one.code): one.words.partition(" ")[0] for each in targets for one in each.track.choices["papers_due"]
    }
    return tuple(Choice(code, words) for code, words in found.items())


def _again(act: str, **changes: Any) -> ActForm:
    own = FORMS[act]
    given = {"act": act, "title": own.title, "fields": own.fields, "build": own.build, "go_ahead": own.go_ahead}
    return ActForm(**{**given, **changes})


_BY_NUMBER = Field(name="number", words="第几期", kind=Kind.NUMBER, required=True)
MANY_FORMS: Final[tuple[ManyForm, ...]] = (
    ManyForm(
        of_parties=True,
        build=_each(_split),
        form=_again(
            "split_track",
            remark="每一位选中的当事人各成一个并列的程序，取得自己的案号；另一方同时参加每个程序。",
            fields=(Field(name="reason", words="理由", kind=Kind.LONG, required=True),),
        ),
    ),
    _as_one(_again("record_reached", remark="")),
    ManyForm(
        build=_agreements,
        is_done=_has_text,
        form=ActForm(
            act="finalise_agreement",
            title="分户协议定稿",
            build=lambda values, ground: (),
            go_ahead="逐户定稿",
            remark="共同文本里写【户主】【金额】【序号】和分户表列名的地方逐户替换；各批按比例分，尾差计入最后一批。",
            fields=(
                Field(name="facts", words="主要事实", kind=Kind.LONG, required=True),
                Field(name="dispute", words="争议事项", kind=Kind.LONG, required=True),
                Field(name="responsibility", words="责任", kind=Kind.LONG),
                Field(name="pays_for", words="款项名称", required=True),
                Field(name="manner", words="付款方式", initial=lambda g: "银行转账"),
                Field(
                    name="batches",
                    words="批次（每行：比例 日期）",
                    kind=Kind.LINES,
                    required=True,
                    hint="30 2026-05-31",
                ),
                Field(
                    name="households",
                    words="分户表（每行：户主 金额）",
                    kind=Kind.LINES,
                    required=True,
                    hint="可以从表格里复制粘贴；有更多列的，第一行写列名：户主 金额 房号 另加条款",
                ),
                Field(name="stated_total", words="约定的总额", kind=Kind.MONEY),
                Field(name="other_clauses", words="其他条款（每行一条）", kind=Kind.LINES),
            ),
        ),
    ),
    ManyForm(
        build=_papers,
        form=_again(
            "issue_paper",
            remark="只列出选中的程序还缺的文书。",
            fields=(Field(name="code", words="文书", kind=Kind.CHOICE, choices="papers_wanted", required=True),),
        ),
    ),
    _as_one(_again("apply_confirmation", fields=(Field(name="court", words="法院", required=True),))),
    ManyForm(
        build=_rulings,
        form=_again(
            "record_ruling",
            remark="发生日期写裁定作出的日期。",
            fields=(
                Field(name="result", words="结果", kind=Kind.CHOICE, choices="rulings", required=True),
                Field(name="numbers", words="案号表（每行：户主 案号）", kind=Kind.LINES, required=True),
            ),
        ),
    ),
    ManyForm(
        build=_each(_paid),
        form=_again(
            "record_performance",
            remark="按各程序这一期的未付数登记付清；只付了一部分的，请单独登记。",
            fields=(_BY_NUMBER, Field(name="payer", words="付款人"), Field(name="manner", words="付款方式")),
        ),
    ),
    ManyForm(
        build=_each(_defaulted),
        form=_again("record_default", fields=(_BY_NUMBER, Field(name="note", words="说明", kind=Kind.LONG))),
    ),
    _as_one(FORMS["apply_execution"]),
    _as_one(FORMS["take_route"]),
    _as_one(FORMS["record_visit"]),
    _as_one(FORMS["end_track"]),
)
"""What the window offers for many, in the order of a case's course."""
