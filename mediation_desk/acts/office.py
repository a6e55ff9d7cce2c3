"""The office's own affairs: its bodies, its people, its settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from mediation_desk.law import identity
from mediation_desk.law.local_rules import LocalLength, LocalText
from mediation_desk.law.regions import division
from mediation_desk.law.risk_local import RISK, risk_keys, risk_without
from mediation_desk.model.office import Organisation, Staff
from mediation_desk.preparing.phone_rules import PHONE_SIGNING
from mediation_desk.terms.ids import OrganisationId, StaffId
from mediation_desk.terms.plain import to_plain
from mediation_desk.terms.refusal import Refusal

from .act import Act
from .lookups import require_text
from .work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOrganisation(Act):
    """登记机构: a committee, an organ, a court we work with."""

    id: OrganisationId
    name: str
    short: str
    kind: str
    region: str
    address: str | None = None
    phone: str | None = None
    credit_code: str | None = None
    route: str = "screen"

    def perform(self, work: Work) -> None:
        work.law.require("organisation_kinds", self.kind, field="kind")
        if self.route not in ("screen", "paper"):
            raise Refusal("code.unknown", list="route", field="route", code=self.route)
        division(self.region, field="region")
        code = self.credit_code and identity.credit_code(self.credit_code, field="credit_code").number
        work.add_to_office(
            Organisation(
                id=self.id,
                name=require_text(self.name, "name"),
                short=require_text(self.short, "short"),
                kind=self.kind,
                region=self.region,
                address=self.address,
                phone=self.phone,
                credit_code=code,
                route=self.route,
                active=True,
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointStaff(Act):
    """登记工作人员. The account's password is set at the key file, never here."""

    id: StaffId
    name: str
    roles: tuple[str, ...]
    account: str | None = None
    organisation: OrganisationId | None = None
    phone: str | None = None
    qualification: str | None = None
    villages: tuple[str, ...] = ()

    def perform(self, work: Work) -> None:
        require_text(self.name, "name")
        for role in self.roles:
            work.law.require("roles", role, field="roles")
        if self.account is not None and _account_taken(work, self.account):
            raise Refusal("account.taken", field="account", account=self.account)
        if self.organisation is not None:
            work.organisation(self.organisation)
        work.add_to_office(
            Staff(
                id=self.id,
                name=self.name,
                account=self.account,
                roles=list(self.roles),
                organisation_id=self.organisation,
                phone=self.phone,
                qualification=self.qualification,
                villages=list(self.villages),
                active=True,
                since=work.happened_on,
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DismissStaff(Act):
    """停用工作人员. What he did stays under his name."""

    staff: StaffId
    reason: str

    def perform(self, work: Work) -> None:
        member = work.staff(self.staff)
        if member.id == work.actor.staff:
            raise Refusal("staff.not_oneself", field="staff")
        require_text(self.reason, "reason")
        member.active = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalDraft:
    """A local length in the unit of the limit, and the local rule it stands on."""

    length: int
    source: str
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalTextDraft:
    """A local value that is no length: a number series, a standing, a number of copies; and what it stands on."""

    value: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskDraft:
    """The office's own weights of risk signals by the weight's id, the signals it leaves out, and why."""

    weights: dict[str, int] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSettings(Act):
    """修改单位设置. Local limits may only move in the direction the law leaves open; hard rules of risk stay."""

    name: str | None = None
    region_name: str | None = None
    local: dict[str, LocalDraft] = field(default_factory=dict)
    """The office's own length for limits marked local, by limit id."""
    values: dict[str, LocalTextDraft] = field(default_factory=dict)
    """Own values of what else is local, by kind and procedure: series:…, standing:…, copies:…."""
    given_up: tuple[str, ...] = ()
    """What goes back to what was shipped; also how a value is mended that the law no longer allows."""
    risk: RiskDraft | None = None
    """Replaces what the office had set before; grades given earlier stay as they were given."""
    phone_signing: bool | None = None
    """Whether parties may sign on their own phones; off until somebody turns it on."""

    def perform(self, work: Work) -> None:
        office = work.office()
        if self.name is not None:
            office.name = require_text(self.name, "name")
        if self.region_name is not None:
            office.region_name = require_text(self.region_name, "region_name")
        if self.local or self.values or self.given_up:
            office.settings = self._settings(work, office.settings)
        if self.risk is not None:
            require_text(self.risk.source, "source")
            work.law.risk.with_local(self.risk.weights, self.risk.left_out)
            office.settings = {**office.settings, RISK: _whole(self.risk)}
        if self.phone_signing is not None:
            office.settings = {**office.settings, PHONE_SIGNING: self.phone_signing}

    def _settings(self, work: Work, stored: dict[str, Any]) -> dict[str, Any]:
        """Only what is new is judged: an old value that the law no longer allows shuts nobody out."""
        lengths, values, risk = stored.get("local", {}), stored.get("local_values", {}), stored.get(RISK)
        own = {*lengths, *values, *risk_keys(risk)}
        for key in self.given_up:
            if key not in own:
                raise Refusal("limit.not_own", field="given_up", limit=key)
        work.law.rules.with_local(
            {id: LocalLength(own.length, own.source, own.unit) for id, own in self.local.items()},
            {key: LocalText(own.value, own.source) for key, own in self.values.items()},
        )
        return {
            **stored,
            "local": {**self._kept(lengths), **to_plain(self.local)},
            "local_values": {**self._kept(values), **to_plain(self.values)},
            RISK: risk and risk_without(risk, self.given_up),
        }

    def _kept(self, stored: dict[str, Any]) -> dict[str, Any]:
        return {key: own for key, own in stored.items() if key not in self.given_up}


def _whole(draft: RiskDraft) -> dict[str, object]:
    return {"weights": dict(draft.weights), "left_out": list(draft.left_out), "source": draft.source.strip()}


def _account_taken(work: Work, account: str) -> bool:
    return work.session.scalar(select(Staff.id).where(Staff.account == account)) is not None
