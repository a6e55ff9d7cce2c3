"""The self-check: what the program, the machine and the office need in order to be relied upon, one line each."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from sqlalchemy import func, select

from mediation_desk import __version__
from mediation_desk.law.reading import faults_in
from mediation_desk.model.audit import AuditEntry
from mediation_desk.model.blob import Blob
from mediation_desk.model.search import SearchText
from mediation_desk.papers.faces import FILES, Typecase
from mediation_desk.preparing.machine_clock import mark
from mediation_desk.queries.certificates import TO_SEE_TO, Certificates, certificate_words
from mediation_desk.queries.editions import RulesInForce
from mediation_desk.store import audit, counters, search
from mediation_desk.store.connecting import PRAGMAS
from mediation_desk.store.migrating import current, pending
from mediation_desk.store.selftest import require_fit_engine
from mediation_desk.terms.refusal import Refusal

from .desk import Desk
from .permissions import DEEDS, may
from .rulebook import shipped_law
from .surroundings import Surroundings

GOOD, WARN, BAD = "good", "warn", "bad"
LIBRARIES: Final = ("SQLAlchemy", "sqlcipher3", "reportlab", "Jinja2", "pyHanko", "pypdfium2", "PySide6-Essentials")
LITTLE_SPACE, NO_SPACE = 2 * 1024**3, 200 * 1024**2
_SAMPLE = "调解𬭬"
"""Common characters, and one of names that only a large font has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that was examined. `refusal` says what is wrong, where something is."""

    name: str
    state: str
    detail: str = ""
    refusal: Refusal | None = None


def examine(surroundings: Surroundings, desk: Desk | None = None) -> tuple[Line, ...]:
    """Examine the program, and the office where one is open. Nothing stops at the first fault."""
    lines = [line for check in _OF_THE_PROGRAM for line in check(surroundings)]
    if desk is None:
        return (*lines, _free(surroundings.data_folder))
    if not may(DEEDS, "self_check", desk.actor.roles):
        raise Refusal("permission.denied", what="self_check", roles="、".join(sorted(desk.actor.roles)))
    return (*lines, *(line for check in _OF_THE_OFFICE for line in _guarded(check, desk)))


def _guarded(check: Callable[[Desk], Iterator[Line]], desk: Desk) -> list[Line]:
    """A check that cannot be made is itself a finding."""
    try:
        return list(check(desk))
    except Refusal as refusal:
        return [Line(name=_NAMES[check.__name__], state=BAD, refusal=refusal)]


# -- the program


def _versions(surroundings: Surroundings) -> Iterator[Line]:
    yield Line(name="程序", state=GOOD, detail=f"调解工作台 {__version__}")
    yield Line(name="Python", state=GOOD, detail=f"{platform.python_version()}（{platform.system()}）")
    found = {name: _version(name) for name in LIBRARIES}
    missing = [name for name, held in found.items() if held is None]
    detail = "，".join(f"{name} {held}" for name, held in found.items() if held)
    lacking = "".join(f"；缺少{name}" for name in missing)
    yield Line(name="组件", state=WARN if missing else GOOD, detail=detail + lacking)


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _engine(surroundings: Surroundings) -> Iterator[Line]:
    try:
        require_fit_engine()
    except Refusal as refusal:
        yield Line(name="数据库引擎", state=BAD, refusal=refusal)
        return
    yield Line(name="数据库引擎", state=GOOD, detail="加密、全文检索和版本符合要求")


def _fonts(surroundings: Surroundings) -> Iterator[Line]:
    folder = surroundings.resources / "fonts"
    missing = [name for name in FILES.values() if not (folder / name).is_file()]
    if missing:
        yield Line(name="字体", state=BAD, detail="缺少" + "、".join(missing))
        return
    case = Typecase(folder)
    unprintable = [sign for sign in _SAMPLE if not case.has(sign)]
    detail = f"{len(FILES)}个字体文件" + "".join(f"；不能印“{sign}”" for sign in unprintable)
    yield Line(name="字体", state=BAD if unprintable else GOOD, detail=detail)


def _rules(surroundings: Surroundings) -> Iterator[Line]:
    try:
        law = shipped_law(surroundings.resources)
    except Refusal as refusal:
        yield from (Line(name="规则", state=BAD, detail=fault.words) for fault in faults_in(refusal))
        return
    count = len(law.rules.limits())
    yield Line(name="规则", state=GOOD, detail=f"{len(law.rules.procedures)}个程序、{count}项期限，算例全部复算一致")
    yield from _calendar(surroundings)


def _calendar(surroundings: Surroundings) -> Iterator[Line]:
    years, today = shipped_law(surroundings.resources).calendar.years, surroundings.now().date()
    doubtful = [f"{year}年未公布（暂按周末计算）" for year, known in sorted(years.items()) if known.provisional]
    lacking = [f"缺少{year}年" for year in (today.year, today.year + 1) if year not in years]
    detail = "，".join([f"{min(years)}—{max(years)}年", *doubtful, *lacking])
    this_year = today.year in years and not years[today.year].provisional
    yield Line(name="节假日", state=GOOD if this_year and not lacking else WARN, detail=detail)


def _free(folder: Path) -> Line:
    there = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(there).free
    state = BAD if free < NO_SPACE else WARN if free < LITTLE_SPACE else GOOD
    return Line(name="磁盘空间", state=state, detail=f"{folder} 剩余{free / 1024**3:.1f} GB")


# -- the office


def _settings(desk: Desk) -> Iterator[Line]:
    """Each setting of the database is read back from a connection that is in use."""
    with desk.store.writing() as session:
        connection = session.connection()
        held = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name, _, _ in PRAGMAS}
        sqlite = connection.exec_driver_sql("SELECT sqlite_version()").scalar()
        cipher = connection.exec_driver_sql("PRAGMA cipher_version").scalar()
    wrong = [f"{name}={held[name]}" for name, _, expected in PRAGMAS if held[name] != expected]
    yield Line(name="数据库", state=GOOD, detail=f"SQLite {sqlite}，SQLCipher {cipher}")
    detail = "，".join(f"{name}={value}" for name, value in held.items())
    yield Line(name="数据库设置", state=BAD if wrong else GOOD, detail="不符：" + "，".join(wrong) if wrong else detail)


def _migrations(desk: Desk) -> Iterator[Line]:
    waiting = pending(desk.store, desk.surroundings.migrations)
    detail = f"待升级{len(waiting)}步" if waiting else f"数据结构 {current(desk.store)}，无待升级"
    yield Line(name="数据升级", state=WARN if waiting else GOOD, detail=detail)


def _damage(desk: Desk) -> Iterator[Line]:
    found = desk.store.damage()
    yield Line(name="数据文件", state=BAD if found else GOOD, detail="；".join(found[:5]) or "逐页校验无误")


def _search(desk: Desk) -> Iterator[Line]:
    with desk.store.reading() as session:
        newest = session.scalars(select(SearchText).order_by(SearchText.id.desc())).first()
        if newest is None:
            yield Line(name="检索", state=GOOD, detail="尚无可检索的内容")
            return
        count = session.scalar(select(func.count()).select_from(SearchText))
        found = search.find(session, _two_signs(newest.text), compartments=[newest.compartment], limit=200)
        hit = any(one.ref == newest.ref for one in found)
    said = "两字检索可用" if hit else "已登记的内容检索不到"
    yield Line(name="检索", state=GOOD if hit else BAD, detail=f"{count}条，{said}")


def _two_signs(spaced: str) -> str:
    words = search.unspaced(spaced).split()
    return max(words, key=lambda word: len(word) > 1)[:2]


def _clock(desk: Desk) -> Iterator[Line]:
    with desk.store.reading() as session:
        recorded = mark(session)
    now = desk.surroundings.now()
    last = now if recorded is None else recorded.replace(tzinfo=now.tzinfo)
    late = last > now
    said = f"早于最近一次记录{last:%Y-%m-%d %H:%M}，请校准" if late else "，不早于最近一次记录"
    yield Line(name="时钟", state=WARN if late else GOOD, detail=f"本机时间{now:%Y-%m-%d %H:%M}{said}")


def _chain(desk: Desk) -> Iterator[Line]:
    with desk.store.reading() as session:
        bad, count = audit.verify_chain(session), session.scalar(select(func.count()).select_from(AuditEntry))
    detail = f"{count}条，首尾相连" if bad is None else f"第{bad.seq}条不相连（{bad.why}），请保留现场并联系管理员"
    yield Line(name="操作记录链", state=GOOD if bad is None else BAD, detail=detail)


def _blobs(desk: Desk) -> Iterator[Line]:
    with desk.store.reading() as session:
        unsound, count = desk.store.blobs.unsound(session), session.scalar(select(func.count()).select_from(Blob))
    said = f"{len(unsound)}个缺失或损坏" if unsound else "全部完好"
    first = unsound[0] if unsound else None
    yield Line(name="文书和附件", state=BAD if unsound else GOOD, detail=f"{count}个，{said}", refusal=first)


def _numbers(desk: Desk) -> Iterator[Line]:
    with desk.store.reading() as session:
        found = counters.gaps(session)
    detail = "；".join(f"{series}（{year}年）" for _, series, year in found)
    yield Line(name="编号", state=BAD if found else GOOD, detail=f"有缺号：{detail}" if found else "各编号簿连续")


def _local_rules(desk: Desk) -> Iterator[Line]:
    """Settings of the office that the law no longer allows. Faulty rule files leave nothing to judge them by."""
    if _faulty_rules(desk.surroundings):
        yield Line(name="本单位设置", state=WARN, detail="规则文件有误，改正后才能核对")
        return
    for aside in desk.law.set_aside:
        detail = f"“{aside.setting}”已失效，暂按原规定执行"
        yield Line(name="本单位设置", state=BAD, detail=detail, refusal=aside.refusal)
    if not desk.law.set_aside:
        yield Line(name="本单位设置", state=GOOD, detail="与现行规则一致")


def _editions(desk: Desk) -> Iterator[Line]:
    """Which rules the office goes by, and whether it has to go over to those of the program."""
    if _faulty_rules(desk.surroundings):
        yield Line(name="规则版本", state=WARN, detail="规则文件有误，改正后才能核对")
        return
    held = desk.ask(RulesInForce())
    if held.unread is not None:
        yield Line(name="规则版本", state=BAD, refusal=held.unread)
        yield from (Line(name="规则版本", state=BAD, detail=fault.words) for fault in faults_in(held.unread))
    elif held.number is None:
        yield Line(name="规则版本", state=WARN, detail="本单位没有采用过规则，按程序自带的规则执行；请在设置中采用")
    elif held.waits:
        detail = f"第{held.number}版，{held.adopted_on}采用；程序带有新规则，采用后才生效"
        yield Line(name="规则版本", state=WARN, detail=detail)
    else:
        yield Line(name="规则版本", state=GOOD, detail=f"第{held.number}版，{held.adopted_on}采用，与程序自带的一致")
    if held.uncounted:
        yield Line(name="规则版本", state=WARN, detail=f"{held.uncounted}件案件的期限还按以前的规则或设置计算")


def _faulty_rules(surroundings: Surroundings) -> bool:
    try:
        shipped_law(surroundings.resources)
    except Refusal:
        return True
    return False


def _office_space(desk: Desk) -> Iterator[Line]:
    yield _free(desk.store.folder)


def _certificates(desk: Desk) -> Iterator[Line]:
    sheet = desk.ask(Certificates())
    ending = [certificate_words(row) for row in sheet.rows if row.state in TO_SEE_TO and not row.why]
    held = sum(1 for row in sheet.rows if row.state in ("active", "soon"))
    yield Line(name="证书", state=WARN if ending else GOOD, detail="；".join(ending) or f"{held}张在用，没有将要到期的")


_OF_THE_PROGRAM: Final = (_versions, _engine, _fonts, _rules)
_OF_THE_OFFICE: Final = (
    _certificates,
    _settings,
    _migrations,
    _editions,
    _local_rules,
    _damage,
    _search,
    _clock,
    _chain,
    _blobs,
    _numbers,
    _office_space,
)
_NAMES: Final = {
    "_certificates": "证书",
    "_settings": "数据库设置",
    "_migrations": "数据升级",
    "_editions": "规则版本",
    "_local_rules": "本单位设置",
    "_damage": "数据文件",
    "_search": "检索",
    "_clock": "时钟",
    "_chain": "操作记录链",
    "_blobs": "文书和附件",
    "_numbers": "编号",
    "_office_space": "磁盘空间",
}
