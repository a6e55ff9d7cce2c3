"""Forms of the people of a case. Parties themselves have a dialog of their own."""

from __future__ import annotations

from typing import Final

from mediation_desk.acts.act import Act
from mediation_desk.acts.people import (
    AddPerson,
    AddRelation,
    EndRelation,
    PersonDraft,
    RelationDraft,
    WithdrawParty,
    WithholdFact,
)
from mediation_desk.acts.reading_aloud import RecordReadingNeed
from mediation_desk.acts.representatives import ElectRepresentatives
from mediation_desk.terms.ids import PersonId, TrackId
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.dialogs.act_fields import ActForm, Field, Ground, Kind, Values, simple


def _person(values: Values, ground: Ground) -> tuple[PersonId, tuple[Act, ...]]:
    """Someone who is in the case already, or is added to it first."""
    if values["person"]:
        return PersonId(values["person"]), ()
    if not values["name"]:
        raise Refusal("field.empty", field="name")
    id = PersonId(ground.new_id())
    draft = PersonDraft(
        id=id,
        name=values["name"],
        id_number=values["id_number"] or None,
        phone=values["phone"] or None,
        address=values["address"] or None,
    )
    return id, (AddPerson(person=draft),)


def _the_party(ground: Ground) -> tuple[str, ...]:
    """The party whose person was chosen in the list; several may share one representative."""
    chosen = [party.id for party in ground.sheet.facts.parties if party.person.id == ground.subject]
    return tuple(chosen)


def _relation(values: Values, ground: Ground) -> tuple[Act, ...]:
    person, first = _person(values, ground)
    relations = tuple(
        AddRelation(
            relation=RelationDraft(
                id=ground.new_id(),
                kind=values["kind"],
                person=person,
                party=party,
                powers=values["powers"],
                since=values["since"],
                until=values["until"],
                document=values["document"] or None,
            )
        )
        for party in values["parties"]
    )
    return (*first, *relations)


def _withdraw(values: Values, ground: Ground) -> tuple[Act, ...]:
    tracks = () if ground.track is None else (TrackId(ground.track.id),)
    return (WithdrawParty(party=values["party"], tracks=tracks, reason=values["reason"]),)


_NEW = (
    Field(name="name", words="姓名"),
    Field(name="id_number", words="证件号码"),
    Field(name="phone", words="电话"),
    Field(name="address", words="住址"),
)

FORMS: Final = (
    ActForm(
        act="add_relation",
        title="登记代理人、监护人、代表人",
        build=_relation,
        go_ahead="登记",
        fields=(
            Field(
                name="parties",
                words="为哪一方",
                kind=Kind.CHOICES,
                choices="parties",
                required=True,
                initial=_the_party,
            ),
            Field(name="kind", words="身份", kind=Kind.CHOICE, choices="relations", required=True),
            Field(name="person", words="人员", kind=Kind.CHOICE, choices="people", empty="新登记的人（填写下面四项）"),
            *_NEW,
            Field(name="powers", words="代理权限", kind=Kind.CHOICES, choices="powers"),
            Field(name="since", words="起", kind=Kind.DATE),
            Field(name="until", words="止", kind=Kind.DATE),
            Field(name="document", words="证明文件"),
        ),
    ),
    ActForm(
        act="elect_representatives",
        title="推举代表人",
        build=simple(ElectRepresentatives),
        go_ahead="登记",
        remark="先在“材料”中收取推举书。选了“代为和解”的，协议由代表人签；没有选的，协议由各人自己签。",
        fields=(
            Field(name="representatives", words="代表人", kind=Kind.CHOICES, choices="natural_parties", required=True),
            Field(name="members", words="推举人", kind=Kind.CHOICES, choices="natural_parties", required=True),
            Field(name="mandate", words="推举书", kind=Kind.CHOICE, choices="attachments", required=True),
            Field(name="powers", words="权限", kind=Kind.CHOICES, choices="powers"),
            Field(name="since", words="起", kind=Kind.DATE),
        ),
    ),
    ActForm(
        act="end_relation",
        title="终止代理、监护",
        build=simple(EndRelation),
        go_ahead="终止",
        fields=(
            Field(name="relation", words="关系", kind=Kind.CHOICE, choices="relations_held", required=True),
            Field(name="reason", words="理由", required=True),
        ),
    ),
    ActForm(
        act="withdraw_party",
        title="当事人退出",
        build=_withdraw,
        go_ahead="退出",
        fields=(
            Field(name="party", words="当事人", kind=Kind.CHOICE, choices="parties", required=True),
            Field(name="reason", words="理由", kind=Kind.LONG, required=True),
        ),
    ),
    ActForm(
        act="record_reading_need",
        title="阅读困难",
        build=simple(RecordReadingNeed),
        go_ahead="登记",
        remark="登记后，要先当面宣读全文并登记，此人才能签名。",
        fields=(
            Field(name="person", words="谁", kind=Kind.CHOICE, choices="people", required=True),
            Field(name="need", words="阅读困难", kind=Kind.CHOICE, choices="reading_needs", required=True),
        ),
    ),
    ActForm(
        act="withhold_fact",
        title="信息保密",
        build=simple(WithholdFact),
        go_ahead="保密",
        remark="这一项不会出现在所选当事人能看到的任何文书里。",
        fields=(
            Field(name="person", words="谁的信息", kind=Kind.CHOICE, choices="people", required=True),
            Field(name="field", words="哪一项", kind=Kind.CHOICE, choices="withheld_fields", required=True),
            Field(name="from_parties", words="对谁保密", kind=Kind.CHOICES, choices="parties", required=True),
            Field(name="reason", words="理由", required=True),
        ),
    ),
)
