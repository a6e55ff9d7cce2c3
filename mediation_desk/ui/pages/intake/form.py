"""The registration form as it was typed, and the acts it becomes. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time

from mediation_desk.acts.intake import MatterDraft, RegisterCase
from mediation_desk.acts.people import PartyDraft as PartyOfAct
from mediation_desk.acts.people import PersonDraft, RelationDraft
from mediation_desk.queries.people import PersonHint
from mediation_desk.terms.ids import MatterId, PersonId
from mediation_desk.terms.money import Money
from mediation_desk.ui.dialogs.party_draft import PartyDraft


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Somebody who stands for a party: agent, guardian, representative."""

    kind: str
    name: str = ""
    id_number: str | None = None
    phone: str | None = None
    powers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyEntry:
    """A party with those who stand for it."""

    party: PartyDraft
    standing: tuple[Standing, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing was typed."""
        return not self.standing and self.party == PartyDraft(side=self.party.side, kind=self.party.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeForm:
    """Everything that stands in the form."""

    source: str = ""
    region: str = ""
    received_on: date | None = None
    received_at: time | None = None
    entries: tuple[PartyEntry, ...] = field(
        default_factory=lambda: (
            PartyEntry(party=PartyDraft(side="applicant")),
            PartyEntry(party=PartyDraft(side="respondent")),
        )
    )
    summary: str = ""
    request: str = ""
    matters: str = ""
    dispute_type: str = ""
    amount: Money | None = None
    case_title: str = ""
    """What the case is called; where it is left empty the act makes a name of parties and dispute."""

    @property
    def untouched(self) -> bool:
        """Whether nothing was typed that would be missed."""
        typed = (self.summary, self.request, self.matters, self.case_title)
        return all(entry.empty for entry in self.entries) and not any(typed) and self.amount is None

    @property
    def title(self) -> str:
        """What a list of drafts calls it."""
        return self.case_title or "与".join(entry.party.name for entry in self.entries if entry.party.name)

    def hints(self) -> tuple[PersonHint, ...]:
        """The people as far as they are known."""
        return tuple(
            PersonHint(
                name=one.party.name,
                id_number=one.party.id_number,
                credit_code=one.party.credit_code,
                phone=one.party.phone,
            )
            for one in self.entries
            if one.party.name or one.party.id_number or one.party.phone
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """The first thing that keeps the form from being sent: which entry (None for the dispute), which field, why."""

    entry: int | None
    field: str
    sentence: str


def problem_of(form: IntakeForm, *, enquiry: bool) -> Problem | None:
    """What is missing. An enquiry needs somebody and what he asks about, nothing more."""
    named = [entry for entry in form.entries if not entry.empty]
    for number, entry in enumerate(form.entries):
        if not entry.empty and not entry.party.name.strip():
            return Problem(number, "name", "请填写姓名（名称）")
        if any(not one.name.strip() for one in entry.standing):
            return Problem(number, "standing", f"请填写{entry.party.name}的代理人或监护人的姓名，或者移除这一行")
    if not named:
        return Problem(0, "name", "请至少填写一位当事人")
    if not form.dispute_type:
        return Problem(None, "dispute_type", "请选择纠纷类型")
    if not form.summary.strip():
        return Problem(None, "summary", "请写明纠纷事实：谁和谁，因为什么，什么时候")
    if not enquiry and not any(entry.party.side == "respondent" for entry in named):
        respondent = next((n for n, one in enumerate(form.entries) if one.party.side == "respondent"), None)
        return Problem(respondent, "name", "登记纠纷要有被申请人；只是咨询的，请点“存为咨询”")
    return None


def registration(
    form: IntakeForm, *, enquiry: bool, new_id: Callable[[], str], ethnicities: Mapping[str, str]
) -> RegisterCase:
    """The act that the form becomes. `ethnicities` turns the words that were typed into codes."""
    people: list[PersonDraft] = []
    parties: list[PartyOfAct] = []
    relations: list[RelationDraft] = []
    for entry in (entry for entry in form.entries if not entry.empty):
        person = _person(entry.party, PersonId(new_id()), ethnicities)
        party = PartyOfAct(id=new_id(), person=person.id, side=entry.party.side)
        people.append(person)
        parties.append(party)
        for one in entry.standing:
            standing = PersonDraft(id=PersonId(new_id()), name=one.name, id_number=one.id_number, phone=one.phone)
            people.append(standing)
            relations.append(
                RelationDraft(id=new_id(), kind=one.kind, person=standing.id, party=party.id, powers=one.powers)
            )
    return RegisterCase(
        title=form.case_title.strip(),
        source=form.source,
        region=form.region,
        summary=form.summary.strip(),
        request=form.request.strip(),
        dispute_type=form.dispute_type,
        amount_claimed=form.amount,
        enquiry=enquiry,
        people=tuple(people),
        parties=tuple(parties),
        relations=tuple(relations),
        matters=tuple(MatterDraft(id=MatterId(new_id()), text=text) for text in split_matters(form.matters)),
    )


def split_matters(text: str) -> tuple[str, ...]:
    """Matters are typed in one line, parted by semicolons."""
    return tuple(part.strip() for part in text.replace(";", "；").split("；") if part.strip())


def same_as_before(form: IntakeForm, before: IntakeForm, field_name: str) -> IntakeForm:
    """The form with one field as it was in the registration before."""
    return replace(form, **{field_name: getattr(before, field_name)})


def _person(party: PartyDraft, id: PersonId, ethnicities: Mapping[str, str]) -> PersonDraft:
    ethnicity = None if party.ethnicity is None else ethnicities.get(party.ethnicity, party.ethnicity)
    return PersonDraft(
        id=id,
        kind=party.kind,
        name=party.name,
        document_kind=party.document_kind,
        id_number=party.id_number,
        sex=party.sex,
        birth=party.birth,
        ethnicity=ethnicity,
        occupation=party.occupation,
        phone=party.phone,
        address=party.address,
        credit_code=party.credit_code,
        legal_representative=party.legal_representative,
        representative_post=party.representative_post,
        account=party.account,
    )
