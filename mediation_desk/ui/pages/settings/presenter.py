"""The office's own affairs: asked for and changed through the same doors as cases. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mediation_desk.acts.act import Outcome
from mediation_desk.acts.authority import IssueSeal
from mediation_desk.acts.machine_clock import AcceptClock
from mediation_desk.acts.office import (
    AddOrganisation,
    AppointStaff,
    ChangeSettings,
    DismissStaff,
    LocalDraft,
    LocalTextDraft,
)
from mediation_desk.desk.permissions import ACTS, QUERIES, may
from mediation_desk.queries.choices import Choices, Offer
from mediation_desk.queries.office import Finding, LocalRow, OfficeOverview, Overview, SelfCheck, StaffRow
from mediation_desk.queries.rules import ProcedureRules, RuleRow, RulesSheet
from mediation_desk.terms.ids import OrganisationId, StaffId
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.session import Session
from mediation_desk.words.acts import act_words
from mediation_desk.words.deadlines import with_doubt
from mediation_desk.words.refusals import sentence
from mediation_desk.words.roles import ROLES

_BOUNDS: Final = {"max": "只能缩短", "min": "只能延长", "local": "按本地规定", "": "按本地规定"}
UNITS: Final = {"calendar": "日", "working": "个工作日", "months": "个月"}
STANDINGS: Final = {"open": "可以申请", "ask_court": "先询当地法院", "closed": "不申请"}


@dataclass(frozen=True, slots=True)
class Affairs:
    """What the page shows. `opened` are the accounts that have a way in; findings are for who runs the office."""

    overview: Overview
    offer: Offer
    opened: frozenset[str]
    findings: tuple[Finding, ...]
    rules: tuple[RulesSheet, ...]


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role and what it may do."""

    code: str
    words: str
    acts: str
    count: int
    sees_cases: bool


class SettingsPresenter:
    """Everything here is called on a lane."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.runs_office = session.may_do("change_settings")

    def load(self) -> Affairs:
        """The office as it is."""
        desk = self._session.desk
        findings = desk.ask(SelfCheck()) if self._session.may_ask("self_check") else ()
        opened = frozenset(self._session.door.accounts)
        rules = desk.ask(ProcedureRules())
        return Affairs(desk.ask(OfficeOverview()), desk.ask(Choices()), opened, findings, rules)

    def rename(self, name: str, region_name: str) -> Outcome:
        """Another name of the office or of its county."""
        return self._session.desk.perform(ChangeSettings(name=name, region_name=region_name))

    def allow_phones(self, allowed: bool) -> Outcome:
        """Whether parties may sign on their own phones."""
        return self._session.desk.perform(ChangeSettings(phone_signing=allowed))

    def add_body(
        self, *, name: str, short: str, kind: str, region: str, address: str, phone: str, route: str
    ) -> tuple[Outcome, ...]:
        """A body, with a seal certificate where it seals on the screen."""
        desk, id = self._session.desk, OrganisationId(self._session.new_id())
        added = desk.perform(
            AddOrganisation(
                id=id,
                name=name,
                short=short,
                kind=kind,
                region=region,
                address=address or None,
                phone=phone or None,
                route=route,
            )
        )
        return (added, self.issue_seal(id)) if route == "screen" else (added,)

    def issue_seal(self, body: str) -> Outcome:
        """A seal certificate for a body."""
        return self._session.desk.perform(IssueSeal(id=self._session.new_id(), organisation=OrganisationId(body)))

    def accept_clock(self, reason: str) -> Outcome:
        """The machine's clock is right now, and was ahead before."""
        return self._session.desk.perform(AcceptClock(reason=reason))

    def appoint(
        self,
        *,
        name: str,
        roles: tuple[str, ...],
        body: str,
        phone: str,
        qualification: str,
        account: str,
        password: str,
    ) -> Outcome:
        """A person, with a way in where an account is given. The key slot comes last: it opens what then exists."""
        if account and account in self._session.door.accounts:
            raise Refusal("account.taken", field="account", account=account)
        done = self._session.desk.perform(
            AppointStaff(
                id=StaffId(self._session.new_id()),
                name=name,
                roles=roles,
                account=account or None,
                organisation=OrganisationId(body) if body else None,
                phone=phone or None,
                qualification=qualification or None,
            )
        )
        if account:
            self._session.door.give_account(self._session.desk, account, password)
        return done

    def open_account(self, account: str, password: str) -> None:
        """A way in for who was appointed with an account."""
        self._session.door.give_account(self._session.desk, account, password)

    def dismiss(self, member: StaffRow, reason: str) -> Outcome:
        """Nobody who left keeps a way in; what he did stays under his name."""
        done = self._session.desk.perform(DismissStaff(staff=StaffId(member.id), reason=reason))
        if member.account in self._session.door.accounts:
            self._session.door.take_account(self._session.desk, member.account)
        return done

    def set_length(self, limit: str, length: int, source: str, unit: str | None = None) -> Outcome:
        """The office's own length for a local limit, and the local rule it stands on."""
        draft = LocalDraft(length=length, source=source, unit=unit)
        return self._session.desk.perform(ChangeSettings(local={limit: draft}))

    def set_value(self, key: str, value: str, source: str) -> Outcome:
        """The office's own value of something else that is local."""
        return self._session.desk.perform(ChangeSettings(values={key: LocalTextDraft(value=value, source=source)}))

    def give_up(self, key: str) -> Outcome:
        """Back to what was shipped."""
        return self._session.desk.perform(ChangeSettings(given_up=(key,)))

    def change_password(self, old: str, new: str) -> None:
        """Another password of one's own; the data stay as they are."""
        self._session.door.change_password(self._session.account, old, new)


def role_rows() -> tuple[RoleRow, ...]:
    """The table of permissions, a line a role."""
    return tuple(_role(code, words) for code, words in ROLES.items())


def now_words(row: LocalRow) -> str:
    """30日, marked where the office has set it itself, or did so and may no longer."""
    if row.set_aside is not None:
        return f"{row.now}（本单位的已失效）"
    return f"{row.now}（本单位）" if row.own else row.now


def now_tip(row: LocalRow) -> str:
    """Why the office's own value no longer holds; else what holds."""
    return now_words(row) if row.set_aside is None else sentence(row.set_aside)


def leeway_words(row: LocalRow) -> str:
    """只能缩短."""
    return "只能增加" if row.kind == "copies" else _BOUNDS[row.bound]


def source_words(row: LocalRow | RuleRow) -> str:
    """The article, 依据待核 where nobody has read it."""
    return with_doubt(row.source, row.certain)


def account_words(row: StaffRow, opened: frozenset[str]) -> str:
    """The account, and whether it opens anything."""
    if not row.account:
        return "—"
    return row.account if row.account in opened else f"{row.account}（未开通）"


def _role(code: str, words: str) -> RoleRow:
    held = frozenset({code})
    acts = [act_words(name) for name in ACTS if may(ACTS, name, held)]
    return RoleRow(code, words, "、".join(acts), len(acts), may(QUERIES, "whole_case", held))
