"""What the ledger shows of a case, and which cases a filter keeps. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from mediation_desk.queries.ledger import CasePreview, Ledger, LedgerRow, LedgerSheet, Preview, PreviewTrack
from mediation_desk.ui.session import Session
from mediation_desk.words.deadlines import NEAR_DAYS, days_words, urgency
from mediation_desk.words.procedures import KINDS, procedure_short

OPEN: Final = "open"
STATES: Final[dict[str, str]] = {
    OPEN: "办理中",
    "waiting": "待受理",
    "mediating": "调解中",
    "performing": "履行中",
    "closed": "已办结",
    "enquiry": "咨询",
    "all": "全部",
}
DUES: Final[dict[str, str]] = {"": "期限不限", "overdue": "已超期", "soon": "5 日内到期", "month": "30 日内到期"}
KIND_CHOICES: Final[dict[str, str]] = {"": "类型不限"} | KINDS
_MONTH = timedelta(days=30)
_BY_CARD: Final = {
    "waiting": ("waiting", ""),
    "mediating": ("mediating", ""),
    "soon": (OPEN, "soon"),
    "overdue": (OPEN, "overdue"),
    "closed": ("closed", ""),
}


@dataclass(frozen=True, slots=True)
class Sieve:
    """What the buttons above the ledger let through; the text is the table's own business."""

    state: str = OPEN
    kind: str = ""
    mediator: str = ""
    due: str = ""

    def keeps(self, row: LedgerRow, today: date) -> bool:
        """Whether a case stays."""
        return (
            in_state(row, self.state)
            and (not self.kind or row.kind == self.kind)
            and (not self.mediator or self.mediator in row.mediators)
            and (not self.due or _in_due(row, self.due, today))
        )


class LedgerPresenter:
    """Asks for the ledger and for previews, and holds the sieve."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.sieve = Sieve()

    def load(self) -> LedgerSheet:
        """Every case in view."""
        return self._session.desk.ask(Ledger())

    def preview(self, case: str) -> Preview:
        """One case at a glance."""
        return self._session.desk.ask(CasePreview(case))

    def narrow(self, **parts: str) -> None:
        """Change a part of the sieve."""
        self.sieve = replace(self.sieve, **parts)

    def take_subject(self, subject: str) -> str:
        """A card of the first page sets the sieve; any other subject is a text to look for in all cases."""
        state, due = _BY_CARD.get(subject.removeprefix("#"), ("all", ""))
        self.sieve = Sieve(state=state, due=due)
        return "" if subject.startswith("#") else subject

    def mediators(self, sheet: LedgerSheet) -> tuple[str, ...]:
        """Who mediates in the cases in view."""
        return tuple(sorted({name for row in sheet.rows for name in row.mediators}))


def in_state(row: LedgerRow, state: str) -> bool:
    """Whether a case stands where a filter says."""
    if state == "all":
        return True
    if state == "enquiry" or row.enquiry:
        return row.enquiry and state == "enquiry"
    if state == OPEN:
        return not row.closed
    if state == "closed":
        return row.closed
    if state == "waiting":
        return not row.tracks or row.stage == "registered"
    stages = {"mediating": ("mediating", "signing"), "performing": ("performing",)}[state]
    return not row.closed and row.stage in stages


def state_mark(row: LedgerRow, today: date) -> str | None:
    """The shape beside the deadline; nothing runs in a closed case or before acceptance."""
    return None if row.closed or row.due is None else urgency(row.due, today, paused=row.paused)


def stage_words(row: LedgerRow) -> str:
    """调解, 待分流, 咨询; with several tracks the least advanced open one and how many are settled."""
    if not row.tracks:
        return "咨询" if row.enquiry else "待分流"
    return row.stage_name if row.tracks == 1 else f"{row.stage_name} {row.settled_tracks}/{row.tracks}"


def stage_tip(row: LedgerRow) -> str:
    """What the two figures are."""
    if row.tracks < 2:
        return ""
    counts = f"其中 {row.settled_tracks} 条已达成协议并生效，{row.open_tracks} 条在办"
    return f"共 {row.tracks} 条调解程序，{counts}；显示在办中进度最慢的一条"


def chip_words(row: LedgerRow) -> str:
    """人民, 司法・委派."""
    return procedure_short(row.procedure, row.kind)


def due_words(row: LedgerRow, today: date) -> str:
    """还剩 2 天; 已办结 for what is closed."""
    if row.closed:
        return "已办结"
    return days_words(row.due, today, paused=row.paused) or "—"


def amount_words(row: LedgerRow) -> str:
    """8,000.00, or a dash."""
    return "—" if row.amount is None else row.amount.figures


def received_words(row: LedgerRow, today: date) -> str:
    """10-26, with the year where it is another one."""
    return f"{row.received_at:%m-%d}" if row.received_at.year == today.year else f"{row.received_at:%Y-%m-%d}"


def track_words(track: PreviewTrack) -> str:
    """调解 · 沈若兰, or how it ended."""
    shown = track.ending_words or track.stage_name
    return " · ".join(part for part in (shown, "、".join(track.mediators)) if part)


def clock_words(track: PreviewTrack, today: date) -> tuple[str, str, str] | None:
    """How the track's next clock stands: shape, words, reason with article."""
    clock = track.clock
    if clock is None:
        return None
    words = f"{clock.name}：{days_words(clock.due, today, paused=clock.paused)}（{clock.due:%m-%d}）"
    return urgency(clock.due, today, paused=clock.paused), words, clock.reason


def _in_due(row: LedgerRow, due: str, today: date) -> bool:
    if row.due is None or row.paused or row.closed:
        return False
    if due == "overdue":
        return row.due < today
    most = timedelta(days=NEAR_DAYS) if due == "soon" else _MONTH
    return today <= row.due <= today + most
