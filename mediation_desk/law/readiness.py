"""How ready an agreement is for a court's confirmation: what may be asked, where, with which papers, until when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from .bars import Barred
from .checkup_matter import Matter, Party
from .checkup_rules import CheckRules, Finding
from .clocks import RunningClock
from .confirmation import ROUTE, Confirmability, ConfirmationRules
from .deadlines import chinese_date
from .procedure import Procedure
from .readiness_rules import CourtRule, LineRule, ReadinessRules

_NATURAL = "natural"
_OWNERSHIP = "ownership"
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What there is besides the text: the form, the papers, what has happened, the clock that runs."""

    form: str
    body: str
    body_address: str
    referred_by: str | None
    papers: frozenset[str]
    attachments: frozenset[str]
    waiting: tuple[str, ...]
    """What effect still waits for, in words."""
    clock: RunningClock | None


@dataclass(frozen=True, slots=True)
class Row:
    """One line: ready, missing, open (nothing to do yet, or to be asked) or closed."""

    code: str
    state: str
    text: str
    source: str
    certainty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """The lines, the terms that an application may list, and how long there is."""

    standing: str
    terms: tuple[int, ...]
    barred: tuple[Barred, ...]
    rows: tuple[Row, ...]
    last_day: date | None
    days_left: int | None

    @property
    def missing(self) -> tuple[Row, ...]:
        """What is still to be seen to."""
        return tuple(row for row in self.rows if row.state == "missing")


def readiness(
    matter: Matter,
    findings: Sequence[Finding],
    dossier: Dossier,
    procedure: Procedure,
    rules: ConfirmationRules,
    words: CheckRules,
) -> Readiness:
    """Every requirement of the application, met or not. A road that is closed is told with its reason alone."""
    judged = rules.judge(procedure, dossier.form, words.terms(matter.agreement))
    lines = rules.readiness
    rows = [_road(judged)]
    if judged.standing != "closed":
        rows += [
            _row(lines, "terms", True, terms=_numbers(judged.terms)),
            *_courts(matter, dossier, procedure, lines),
            *_text_rows(findings, lines),
            _row(lines, "signed", not dossier.waiting, waiting="、".join(dossier.waiting)),
            *_materials(matter, dossier, lines, words),
            _days(dossier.clock, procedure, lines),
        ]
    barred = [
        Row("barred", "closed", f"第{bar.term}项：{bar.words}", bar.source, bar.certainty) for bar in judged.barred
    ]
    clock = None if judged.standing == "closed" else dossier.clock
    return Readiness(
        standing=judged.standing,
        terms=judged.terms,
        barred=judged.barred,
        rows=(*rows[:2], *barred, *rows[2:]),
        last_day=None if clock is None else clock.last_day,
        days_left=None if clock is None else clock.days_left,
    )


def _road(judged: Confirmability) -> Row:
    state = {"open": "ready", "ask_court": "open"}.get(judged.standing, "closed")
    return Row("road", state, judged.reason, judged.source, judged.certainty)


def _row(lines: ReadinessRules, code: str, met: bool, **facts: str) -> Row:
    rule = lines.lines[code]
    words = rule.ready if met else rule.missing
    return Row(code, "ready" if met else "missing", words.format(**facts), rule.source, rule.certainty)


def _text_rows(findings: Sequence[Finding], lines: ReadinessRules) -> list[Row]:
    """What the check found, as far as it stands in the way of confirmation."""
    kinds = (("content", lines.content_findings), ("signers", lines.signer_findings))
    against = [(code, _standing_against(findings, starts)) for code, starts in kinds]
    return [_row(lines, code, not found, found=_told(found)) for code, found in against]


def _standing_against(findings: Iterable[Finding], starts: Sequence[str]) -> list[Finding]:
    return [one for one in findings if one.severity != "hint" and one.code.startswith(tuple(starts))]


def _told(findings: Iterable[Finding]) -> str:
    return "；".join(f"{'' if one.clause is None else f'第{one.clause}项'}{one.text}" for one in findings)


def _courts(matter: Matter, dossier: Dossier, procedure: Procedure, lines: ReadinessRules) -> list[Row]:
    """All that come into question: which of them is asked the parties decide."""
    rows = []
    for court in lines.courts:
        if procedure.kind in court.kinds:
            where = _where(court, matter, dossier)
            text = f"{court.words}（{where}）" if where else court.words
            rows.append(Row("court", "open", text, court.source, court.certainty))
    return rows


def _where(court: CourtRule, matter: Matter, dossier: Dossier) -> str:
    if court.place == "referral":
        return dossier.referred_by or ""
    if court.place == "body":
        return "，".join(part for part in (dossier.body, dossier.body_address) if part)
    if court.place == "domicile":
        homes = [f"{party.person.name}：{party.person.address or '住址未登记'}" for party in matter.parties]
        more = f"等{len(homes)}名当事人" if len(homes) > _MOST_NAMED else ""
        return "；".join(homes[:_MOST_NAMED]) + more
    return ""


def _materials(matter: Matter, dossier: Dossier, lines: ReadinessRules, words: CheckRules) -> list[Row]:
    rows = [_row(lines, code, bool(dossier.papers & {*lines.papers[code]})) for code in ("agreement", "proof")]
    rows.append(_property(matter, dossier, lines, words))
    lacking = [f"{party.person.name}（{lack}）" for party in matter.parties if (lack := _lacks(party))]
    rows.append(_row(lines, "identity", not lacking, lacking="；".join(lacking)))
    agents = [r.person.name for party in matter.parties for r in party.relations if r.kind == "agent"]
    if agents:
        held = dossier.papers & {*lines.papers["authority"]} or dossier.attachments & {*lines.attachments["authority"]}
        rows.append(_row(lines, "authority", bool(held), agents="、".join(agents)))
    return rows


def _property(matter: Matter, dossier: Dossier, lines: ReadinessRules, words: CheckRules) -> Row:
    """Proof of title is needed where the dispute or a term is about property; else it may be."""
    held = bool(dossier.attachments & {*lines.attachments["property"]})
    about = _OWNERSHIP in matter.dispute.flags or _OWNERSHIP in words.about(matter.whole)
    row = _row(lines, "property", held)
    return row if held or about else Row(row.code, "open", row.text, row.source, row.certainty)


def _lacks(party: Party) -> str:
    """A ward or a body may be reached through whoever stands for it."""
    person = party.person
    number = person.id_number if person.kind == _NATURAL else person.credit_code
    phones = (person.phone, *(relation.person.phone for relation in party.relations))
    parts = (("证件号码", number), ("住址", person.address), ("联系方式", any(phones)))
    return "、".join(name for name, value in parts if not value)


def _days(clock: RunningClock | None, procedure: Procedure, lines: ReadinessRules) -> Row:
    if clock is None:
        route = next(route for route in procedure.routes if route.id == ROUTE)
        length = "" if route.limit is None else procedure.limit(route.limit).length_words
        return _said(lines.lines["days_later"], "open", length=length)
    facts = {"last_day": chinese_date(clock.last_day), "days": str(clock.days_left)}
    if clock.answered_on is not None:
        return _said(lines.lines["days_done"], "ready", on=chinese_date(clock.answered_on))
    if clock.state == "expired":
        return _said(lines.lines["days_lost"], "closed", **facts)
    return _said(lines.lines["days"], "ready", **facts)


def _said(rule: LineRule, state: str, **facts: str) -> Row:
    return Row("days", state, rule.ready.format(**facts), rule.source, rule.certainty)


def _numbers(numbers: Sequence[int]) -> str:
    return "、".join(f"第{number}项" for number in numbers)
