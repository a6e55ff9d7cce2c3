"""设置: the office, its bodies and people, the rules it works by, and whether all is sound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import func, select

from mediation_desk.law.calendars import Calendar
from mediation_desk.law.local_rules import LocalValue
from mediation_desk.law.risk_local import RISK
from mediation_desk.model.audit import AuditEntry
from mediation_desk.model.case import CaseFile
from mediation_desk.model.office import Office, OfficeKey, Organisation, Staff
from mediation_desk.model.paper import Paper
from mediation_desk.preparing.machine_clock import is_set_back
from mediation_desk.preparing.phone_rules import phones_allowed
from mediation_desk.store import audit
from mediation_desk.terms.refusal import Refusal

from .certificates import certificate_words, ending_certificates
from .editions import RulesInForce
from .query import Query, View


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRow:
    """A body, and whether it has a seal certificate."""

    id: str
    name: str
    short: str
    kind_words: str
    region: str
    address: str
    phone: str
    route: str
    sealed_since: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRow:
    """A person who works or worked here."""

    id: str
    name: str
    account: str
    roles: tuple[str, ...]
    roles_words: str
    body: str
    qualification: str
    active: bool
    since: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalRow:
    """One thing the office may set: what is shipped, what holds now, and on which rule that stands."""

    key: str
    kind: str  # length | series | standing | copies
    where: str
    name: str
    shipped: str
    now: str
    value: str
    unit: str
    source: str
    certain: bool
    bound: str
    own: bool
    set_aside: Refusal | None = None
    """Why the office's own length no longer holds; the one that was shipped is used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarRow:
    """A year of holidays; without its notice the days of its deadlines are doubtful."""

    year: int
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Everything the settings show."""

    name: str
    region: str
    region_name: str
    practice: bool
    bodies: tuple[BodyRow, ...]
    staff: tuple[StaffRow, ...]
    local: tuple[LocalRow, ...]
    calendars: tuple[CalendarRow, ...]
    phone_signing: bool


@dataclass(frozen=True, slots=True)
class OfficeOverview(Query[Overview]):
    """The office as it is set up."""

    def answer(self, view: View) -> Overview:
        office = view.session.scalars(select(Office)).one()
        return Overview(
            name=office.name,
            region=office.region,
            region_name=office.region_name,
            practice=office.practice,
            bodies=tuple(_bodies(view)),
            staff=tuple(_staff(view)),
            local=tuple(_locals(view)),
            calendars=tuple(_calendars(view.law.calendar, view.today)),
            phone_signing=phones_allowed(view.session),
        )


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A setting that the law no longer allows, and why; what was shipped is used in its place."""

    setting: str
    why: Refusal


@dataclass(frozen=True, slots=True)
class LapsedSettings(Query[tuple[Lapsed, ...]]):
    """The office's settings that no longer hold."""

    def answer(self, view: View) -> tuple[Lapsed, ...]:
        return tuple(Lapsed(one.setting, one.refusal) for one in view.law.set_aside)


CLOCK: Final = "时钟"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at, and whether it is sound."""

    name: str
    words: str
    sound: bool


@dataclass(frozen=True, slots=True)
class SelfCheck(Query[tuple[Finding, ...]]):
    """自检: the chain of audit entries, the calendar ahead, seals and counts."""

    def answer(self, view: View) -> tuple[Finding, ...]:
        return tuple(_findings(view))


def _clock(view: View) -> Finding:
    last = is_set_back(view.session, view.now)
    now = f"本机时间 {view.now:%Y-%m-%d %H:%M}"
    behind = "" if last is None else f"，早于最近一次记录 {last:%Y-%m-%d %H:%M}；校准以前不能在屏幕上签署"
    return Finding(name=CLOCK, words=now + behind, sound=last is None)


def _findings(view: View) -> Iterator[Finding]:
    entries, bad = _count(view, AuditEntry), audit.verify_chain(view.session)
    broken = "" if bad is None else f"第 {bad.seq} 条起不连续，请停止使用并联系维护人员"
    yield Finding(name="操作记录", words=broken or f"{entries} 条，首尾相连，没有改动", sound=bad is None)
    yield _clock(view)
    doubtful = view.law.calendar.doubtful_years(view.today, view.today.replace(month=12, day=31))
    words = f"{view.today.year} 年的放假安排齐全" if not doubtful else "今年的放假安排没有装入，期限顺延以法定节日估算"
    yield Finding(name="日历", words=words, sound=not doubtful)
    without = [row.name for row in _bodies(view) if row.route == "screen" and row.sealed_since is None]
    words = f"没有电子签章证书：{'、'.join(without)}" if without else "屏幕签署的机构都有电子签章证书"
    yield Finding(name="签章", words=words, sound=not without)
    yield _certificates_finding(view)
    odd = "、".join(
        f"{row.name}（{row.region}）" for row in _bodies(view) if view.law.regions.warning(row.region, view.today)
    )
    words = f"请核对这些机构的区划代码：{odd}" if odd else "机构的区划代码没有疑问"
    yield Finding(name="区划代码", words=words, sound=not odd)
    yield _rules_finding(view)
    lapsed = "、".join(one.setting for one in view.law.set_aside)
    words = f"已失效，暂按原规定执行：{lapsed}。请在“本地规定”中重新设定或恢复原规定" if lapsed else "与现行规则一致"
    yield Finding(name="本单位设置", words=words, sound=not lapsed)
    cases, papers = _count(view, CaseFile), _count(view, Paper)
    yield Finding(name="数据", words=f"{cases} 件案件，{papers} 份文书，数据库已加密", sound=True)


def _certificates_finding(view: View) -> Finding:
    ending = ending_certificates(view)
    words = "；".join(certificate_words(row) for row in ending)
    return Finding(name="证书", words=words or "没有将要到期、已经到期或者被吊销的证书", sound=not ending)


def _rules_finding(view: View) -> Finding:
    standing = RulesInForce().answer(view)
    if standing.unread is not None:
        words = "已采用的规则本程序不能读取，暂按程序自带的规则执行。请在“规则版本”中采用新规则"
    elif standing.waits:
        words = "程序带有尚未采用的规则。请在“规则版本”中查看变化并采用"
    elif standing.uncounted:
        words = f"{standing.uncounted} 件案件的期限还按以前的规则或设置计算。请在“规则版本”中重新计算"
    else:
        words = f"第 {standing.number} 版，{standing.adopted_on} 采用"
    return Finding(name="规则版本", words=words, sound=words.startswith("第"))


def _count(view: View, table: type[AuditEntry | CaseFile | Paper]) -> int:
    return view.session.scalar(select(func.count()).select_from(table)) or 0


def _bodies(view: View) -> Iterator[BodyRow]:
    usable = select(OfficeKey).filter_by(purpose="seal", ended_at=None).where(OfficeKey.ready_at.is_not(None))
    keys = view.session.scalars(usable.order_by(OfficeKey.ready_at))
    sealed = {key.organisation_id: key.ready_at.date() for key in keys if key.ready_at is not None}
    for row in view.session.scalars(select(Organisation).filter_by(active=True).order_by(Organisation.region)):
        yield BodyRow(
            id=row.id,
            name=row.name,
            short=row.short,
            kind_words=view.law.words("organisation_kinds", row.kind),
            region=row.region,
            address=row.address or "",
            phone=row.phone or "",
            route=row.route,
            sealed_since=sealed.get(row.id),
        )


def _staff(view: View) -> Iterator[StaffRow]:
    bodies = {row.id: row.name for row in view.session.scalars(select(Organisation))}
    for row in view.session.scalars(select(Staff).order_by(Staff.active.desc(), Staff.since, Staff.id)):
        yield StaffRow(
            id=row.id,
            name=row.name,
            account=row.account or "",
            roles=tuple(row.roles),
            roles_words="、".join(view.law.words("roles", role) for role in row.roles),
            body=bodies.get(row.organisation_id or "", ""),
            qualification=row.qualification or "",
            active=row.active,
            since=row.since,
        )


def _locals(view: View) -> Iterator[LocalRow]:
    aside = {one.setting: one.refusal for one in view.law.set_aside}
    values = view.law.rules.local_values()
    yield from (_local(one, aside.get(one.key)) for one in values)
    known = {one.key for one in values}
    yield from (_vanished(key, refusal) for key, refusal in aside.items() if key not in known)


def _vanished(key: str, refusal: Refusal) -> LocalRow:
    """An own value of something that the rules no longer leave open; it stands here so that it can be given up."""
    return LocalRow(
        key=key,
        kind="",
        where="风险信号" if key.startswith(RISK) else "规则中已没有的事项",
        name=key,
        shipped="",
        now="—",
        value="",
        unit="",
        source="",
        certain=False,
        bound="",
        own=True,
        set_aside=refusal,
    )


def _local(value: LocalValue, set_aside: Refusal | None) -> LocalRow:
    return LocalRow(
        key=value.key,
        kind=value.kind,
        where=value.where,
        name=value.name,
        shipped=value.shipped_words,
        now=value.now_words,
        value=value.now,
        unit=value.unit,
        source=value.source,
        certain=value.certainty != "memory",
        bound=value.bound,
        own=value.own,
        set_aside=set_aside,
    )


def _calendars(calendar: Calendar, today: date) -> Iterator[CalendarRow]:
    for year in range(today.year, today.year + 2):
        doubtful = calendar.doubtful_years(date(year, 1, 1), date(year, 12, 31))
        yield CalendarRow(year=year, known=not doubtful)
