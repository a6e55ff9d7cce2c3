"""What a procedure says, in Chinese rows: the same words for the window, the command line and docs/rules.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from mediation_desk.terms.events import EVENTS

from .codes import CodeList
from .conduct import Charge, MediatorRule, Openness, StartRule
from .limits import CONSENTS, PAUSES, Limit
from .local_rules import STANDINGS
from .procedure import AgreementRule, Basis, Copies, PaperDue, Procedure, Route

CERTAINTY_WORDS: Final = {"read": "已读原文", "page": "网页", "memory": "依据待核"}
KINDS: Final = {"people": "人民调解", "administrative": "行政调解", "judicial": "司法调解", "professional": "专业调解"}
CONDITIONS: Final = {
    "written": "有书面协议",
    "payment": "有给付内容",
    "terms_confirmable": "条款可以确认",
    "debtor_accepts_enforcement": "债务人愿受强制执行",
    "wages": "劳动报酬等",
    "no_cross_debts": "双方没有其他债务",
}
_BEGIN: Final = {
    "none_refuses": "没有一方明确拒绝",
    "others_agree": "申请以外的各方同意（登记“同意调解”）",
    "all_agree": "各方同意（登记“同意调解”）",
}
_HOWS: Final = {"appointed": "指定", "chosen": "当事人选定"}
_OPEN: Final = {"parties_choose": "由当事人选择是否公开", "closed": "不公开"}
_CHARGES: Final = {"free": "不收费", "may_charge": "可以收费", "half_court_fee": "减半收取案件受理费"}
_BOUNDS: Final = {"max": "至多", "min": "至少", "fixed": "", "local": ""}
_EXPIRY: Final = {
    "warn": "届满只作提示",
    "must_end": "届满未达成的，应当终结",
    "right_lost": "届满不能再申请",
    "opens_route": "届满可以",
}
_FORMS: Final = {"written": "书面", "oral": "口头", "no_objection": "无异议方案"}


class Sourced(Protocol):
    """A rule with its source."""

    @property
    def source(self) -> str:
        """Law and article."""

    @property
    def certainty(self) -> str:
        """read, page or memory."""


def basis_words(rule: Sourced) -> str:
    """The source, 依据待核 where it is from memory."""
    return rule.source if rule.certainty != "memory" else f"{rule.source}（{CERTAINTY_WORDS['memory']}）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing the rules say. `certainty` is empty for what no law says (the name of a stage)."""

    section: str
    name: str
    words: str
    source: str
    certainty: str

    @property
    def certainty_words(self) -> str:
        """已读原文, 网页, 依据待核."""
        return CERTAINTY_WORDS.get(self.certainty, "")

    @property
    def certain(self) -> bool:
        """False is marked 依据待核 wherever the row is shown."""
        return self.certainty != "memory"

    @property
    def basis(self) -> str:
        """The source, with its mark."""
        return basis_words(self)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of codes, papers and acts that a procedure names."""

    lists: Mapping[str, CodeList]
    paper: Callable[[str, str], str]
    """The title of a paper, by its code and the kind of mediation."""

    def of(self, list_id: str, codes: Iterable[str], between: str = "、") -> str:
        """The words of some codes."""
        return between.join(self.lists[list_id].words(code) for code in codes)


def explain(procedure: Procedure, words: Vocabulary) -> tuple[Row, ...]:
    """Everything a procedure says, in the order in which a case meets it."""
    parts = (
        _bases(procedure),
        _conduct(procedure, words),
        _refusals(procedure),
        _limits(procedure),
        _agreements(procedure, words),
        _papers(procedure, words),
        _routes(procedure),
        _endings(procedure),
        (_row("提示", "须知", note.words, note) for note in procedure.notes),
    )
    return tuple(row for part in parts for row in part)


def in_brief(procedure: Procedure) -> tuple[Row, ...]:
    """What one should see beside every case: how open it is, what it costs, when an agreement takes effect."""
    effect = (_row("协议", "生效", f"{rule.name}：{effect_words(rule)}", rule) for rule in procedure.agreements)
    return (*_openness(procedure), *effect)


def explain_limits(limits: Iterable[Limit], routes: Mapping[str, str] | None = None) -> Iterator[Row]:
    """A row for each limit; `routes` are the names of the ways that expiry may open."""
    for limit in limits:
        yield _row("期限", limit.name, f"{limit_words(limit)}。{expiry_words(limit, routes or {})}", limit)


def limit_words(limit: Limit) -> str:
    """至多30日；自受理起算；鉴定期间不计入；可延长；届满…"""
    parts = [f"{_BOUNDS[limit.bound]}{limit.length_words}", f"自{limit.starts_words}之日起算，当日不计"]
    if limit.restarts_on:
        parts.append(f"{_events(limit.restarts_on, '、')}的，自该日起另计")
    if limit.not_counted:
        parts.append("、".join(PAUSES[stem] for stem in limit.not_counted) + "期间不计入")
    if limit.roll == "next_working_day":
        parts.append("末日为休息日的顺延")
    parts.append(_extension(limit))
    if limit.local:
        parts.append("本地可以另定")
    return "；".join(part for part in parts if part)


def expiry_words(limit: Limit, routes: Mapping[str, str]) -> str:
    """What happens when it has passed."""
    return _EXPIRY[limit.on_expiry] + (routes.get(limit.opens, "") if limit.opens else "")


def start_words(rule: StartRule, words: Vocabulary) -> str:
    """书面申请、口头申请：没有一方明确拒绝."""
    return f"{words.of('application_forms', rule.by)}：{_BEGIN[rule.consent]}"


def openness_words(rule: Openness) -> str:
    """不公开（医患双方同意的除外）."""
    return _OPEN[rule.default] + (f"（{rule.unless}的除外）" if rule.unless else "")


def charge_words(charge: Charge) -> str:
    """不收费."""
    return _CHARGES[charge.kind] + (f"；{charge.note}" if charge.note else "")


def effect_words(rule: AgreementRule) -> str:
    """各方签署完毕、加盖印章，以最后一项之日为生效之日."""
    last = "，以最后一项之日为生效之日" if len(rule.effective) > 1 else "之日生效"
    return _events(rule.effective, "、") + last


def copies_words(copies: Copies, words: Vocabulary) -> str:
    """当事人各一份，另加1份；公安机关移交的再加1份."""
    parts = ["当事人各一份" + (f"，另加{copies.more}份" if copies.more else "")]
    parts += [f"{words.of('sources', [one.origin])}的再加{one.more}份" for one in copies.also]
    return "；".join(parts)


def _bases(procedure: Procedure) -> Iterator[Row]:
    for basis in procedure.basis:
        yield Row(
            section="依据",
            name=basis.law,
            words=_validity(basis),
            source=f"{basis.law} {basis.articles}",
            certainty=basis.certainty,
        )


def _validity(basis: Basis) -> str:
    until = f"至{basis.valid_to}" if basis.valid_to else "起施行"
    return f"{basis.articles}；{basis.valid_from}{until}"


def _conduct(procedure: Procedure, words: Vocabulary) -> Iterator[Row]:
    bodies = words.of("organisation_kinds", procedure.bodies)
    yield Row(section="机构", name="主持机构", words=bodies, source="", certainty="")
    for start in procedure.starts:
        yield _row("启动", "怎样启动", start_words(start, words), start)
    if procedure.mediators is not None:
        yield from _mediators(procedure.mediators)
    if procedure.agent_bar is not None:
        yield _row("调解员", "代理", procedure.agent_bar.words, procedure.agent_bar)
    yield from _openness(procedure)
    if procedure.docket is not None:
        yield _row("编号", "编号式样", procedure.docket.series, procedure.docket)
    stages = " → ".join(stage.name for stage in procedure.stages)
    yield Row(section="进程", name="阶段", words=stages, source="", certainty="")


def _openness(procedure: Procedure) -> Iterator[Row]:
    if procedure.openness is not None:
        yield _row("公开与收费", "公开", openness_words(procedure.openness), procedure.openness)
    if procedure.charge is not None:
        yield _row("公开与收费", "收费", charge_words(procedure.charge), procedure.charge)


def _mediators(rule: MediatorRule) -> Iterator[Row]:
    how = "或者".join(_HOWS[one] for one in rule.how) + ("（从名册中）" if rule.roster else "")
    more = f"；{rule.more.when}的，至少{rule.more.least}名" if rule.more else ""
    presides = "；两名以上的，指定一人主持" if rule.presides else ""
    yield _row("调解员", "人数和产生", f"至少{rule.least}名{more}{presides}；{how}", rule)
    yield _row("调解员", "资格", rule.who, rule)
    if rule.recusal is not None:
        unless = f"；{rule.recusal.unless}的除外" if rule.recusal.unless else ""
        said = f"{rule.recusal.grounds}的，应当回避{unless}；由{rule.recusal.decided_by}决定"
        yield _row("调解员", "回避", said, rule.recusal)


def _refusals(procedure: Procedure) -> Iterator[Row]:
    for reason in procedure.refuse_reasons:
        unless = f"（{reason.unless}的除外）" if reason.unless else ""
        yield _row("不予受理", reason.words + unless, f"告知：{'；'.join(reason.routes)}", reason)


def _limits(procedure: Procedure) -> Iterator[Row]:
    routes = {route.id: route.name for route in procedure.routes}
    return explain_limits(procedure.limits_in_use(), routes)


def _extension(limit: Limit) -> str:
    rule = limit.extend
    if rule is None:
        return "不能延长"
    times = "" if rule.times is None else f"{rule.times}次"
    most = f"，每次不超过{rule.most}{limit.unit_words}" if rule.most else ""
    return f"经{'、'.join(CONSENTS[who] for who in rule.consent)}同意可以延长{times}{most}"


def _agreements(procedure: Procedure, words: Vocabulary) -> Iterator[Row]:
    for rule in procedure.agreements:
        name = f"{rule.name}（{_FORMS[rule.form]}）"
        yield _row("协议", name, effect_words(rule), rule)
        if rule.sign_order:
            order = " → ".join(words.of("signing_roles", group) for group in rule.sign_order)
            yield _row("协议", "签署顺序", order, rule)
        yield _row("协议", "份数", copies_words(rule.copies, words), rule)


def _papers(procedure: Procedure, words: Vocabulary) -> Iterator[Row]:
    for paper in procedure.papers:
        title = words.paper(paper.code, procedure.kind)
        yield Row(section="文书", name=title, words=_paper_words(paper, words, procedure), source="", certainty="")


def _paper_words(paper: PaperDue, words: Vocabulary, procedure: Procedure) -> str:
    papers = (words.paper(code, procedure.kind) for code in paper.instead)
    files = (f"收取的{words.of('attachment_kinds', (kind,))}" for kind in paper.files)
    others = "、".join((*papers, *files))
    instead = f"（有{others}的可以不要）" if others else ""
    return f"{EVENTS[paper.at]}：{paper.must}{instead}"


def _routes(procedure: Procedure) -> Iterator[Row]:
    for route in procedure.routes:
        yield _row("后续途径", route.name, _route_words(route), route)


def _route_words(route: Route) -> str:
    when = f"；条件：{'、'.join(CONDITIONS[one] for one in route.when)}" if route.when else ""
    standing = f"；{STANDINGS[route.standing]}" if route.standing != "open" else ""
    return f"{_events(route.open_on, '、')}后{when}{standing}。{route.advice}"


def _endings(procedure: Procedure) -> Iterator[Row]:
    for ending in procedure.endings:
        yield _row("终结", ending.internal, f"告知当事人：{ending.for_parties}", ending)


def _events(names: Iterable[str], between: str) -> str:
    return between.join(EVENTS[name] for name in names)


def _row(section: str, name: str, words: str, rule: Sourced) -> Row:
    return Row(section=section, name=name, words=words, source=rule.source, certainty=rule.certainty)
