"""The office's own affairs: asked for and changed through the same doors as cases. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mediation_desk.acts.act import Outcome
from mediation_desk.acts.office import (
    AddOrganisation,
    AppointStaff,
    ChangeSettings,
    DismissStaff,
    IssueSeal,
    LocalDraft,
)
from mediation_desk.desk.permissions import ACTS, QUERIES, may
from mediation_desk.queries.choices import Choices, Offer
from mediation_desk.queries.office import Finding, LimitRow, OfficeOverview, Overview, SelfCheck, StaffRow
from mediation_desk.terms.ids import OrganisationId, StaffId
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.session import Session
from mediation_desk.words.acts import act_words
from mediation_desk.words.deadlines import with_doubt
from mediation_desk.words.refusals import sentence
from mediation_desk.words.roles import ROLES

_BOUNDS: Final = {"max": "最长", "min": "最短", "fixed": "法定"}


@dataclass(frozen=True, slots=True)
class Affairs:
    """What the page shows. `opened` are the accounts that have a way in; findings are for who runs the office."""

    overview: Overview
    offer: Offer
    opened: frozenset[str]
    findings: tuple[Finding, ...]


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
        return Affairs(desk.ask(OfficeOverview()), desk.ask(Choices()), opened, findings)

    def rename(self, name: str, region_name: str) -> Outcome:
        """Another name of the office or of its county."""
        return self._session.desk.perform(ChangeSettings(name=name, region_name=region_name))

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

    def set_limit(self, limit: str, length: int, source: str) -> Outcome:
        """The office's own length for a local limit, and the local rule it stands on."""
        return self._session.desk.perform(ChangeSettings(local={limit: LocalDraft(length=length, source=source)}))

    def give_up_limit(self, limit: str) -> Outcome:
        """Back to the length as shipped."""
        return self._session.desk.perform(ChangeSettings(given_up=(limit,)))

    def change_password(self, old: str, new: str) -> None:
        """Another password of one's own; the data stay as they are."""
        self._session.door.change_password(self._session.account, old, new)


def role_rows() -> tuple[RoleRow, ...]:
    """The table of permissions, a line a role."""
    return tuple(_role(code, words) for code, words in ROLES.items())


def limit_words(row: LimitRow) -> str:
    """最长 30日, marked where the office has set it itself, or did so and may no longer."""
    if not row.length_words:
        return "—"
    own = "（本地规定已失效）" if row.set_aside else "（本地规定）" if row.own else ""
    return f"{_BOUNDS[row.bound]} {row.length_words}{own}"


def length_tip(row: LimitRow) -> str:
    """Why the office's own length no longer holds; else the length."""
    return limit_words(row) if row.set_aside is None else sentence(row.set_aside)


def source_words(row: LimitRow) -> str:
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
