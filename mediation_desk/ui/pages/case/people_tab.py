"""The parties with those who stand for them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from mediation_desk.queries.case_shapes import CaseSheet, PartyFacts, TrackSheet
from mediation_desk.ui.models.columns import Column
from mediation_desk.ui.models.grown_table import GrownTable
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.fact_lines import FactLines
from mediation_desk.ui.widgets.scrolled import Scrolled
from mediation_desk.words.case import PERSON_KINDS
from mediation_desk.words.fields import HEADS

_PARTIES = (
    Column[PartyFacts](title="身份", text=lambda row: row.side_words, width=5),
    Column[PartyFacts](
        title="姓名（名称）", text=lambda row: row.person.name, width=10, bold=True, tip=lambda row: row.person.name
    ),
    Column[PartyFacts](title="种类", text=lambda row: PERSON_KINDS[row.person.kind], width=6),
    Column[PartyFacts](
        title="证件号码", text=lambda row: row.person.id_number or row.person.credit_code or "—", width=11
    ),
    Column[PartyFacts](title="电话", text=lambda row: row.person.phone or "—", width=8),
    Column[PartyFacts](title="代理、监护", text=lambda row: _standing(row), tip=lambda row: _standing(row)),
)


class PeopleTab(Scrolled):
    """`act_wanted` carries the act and the party's person it is about."""

    act_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parties: dict[str, PartyFacts] = {}
        self.table = GrownTable(_PARTIES, key=lambda row: row.id, name=self.tr("当事人"))
        self.table.chosen.connect(self._show_party)
        self.table.opened.connect(lambda _key: self._want("correct_person"))
        self.details = FactLines()
        self.buttons = {
            "add_party": QPushButton(self.tr("添加当事人…")),
            "correct_person": QPushButton(self.tr("更正…")),
            "add_person": QPushButton(self.tr("添加其他人员…")),
            "add_relation": QPushButton(self.tr("登记代理人、监护人…")),
            "withhold_fact": QPushButton(self.tr("信息保密…")),
            "record_reading_need": QPushButton(self.tr("阅读困难…")),
        }
        row = QHBoxLayout()
        row.setSpacing(px(6))
        for act, button in self.buttons.items():
            button.clicked.connect(_wanting(self, act))
            row.addWidget(button)
        row.addStretch(1)
        self.add(self.table)
        self.column.addLayout(row)
        self.heading = self.add_heading("")
        self.add(self.details)
        self.column.addStretch(1)

    def show_track(self, sheet: CaseSheet, track: TrackSheet | None) -> None:
        """The parties of the track, or of the case."""
        own = None if track is None else set(track.facts.parties)
        parties = [party for party in sheet.facts.parties if own is None or party.id in own]
        self._parties = {party.id: party for party in parties}
        self.table.show_rows(parties)
        if self.table.current_key() is None:
            self.table.choose_first()
        self._show_party(self.table.current_key() or "")

    def _show_party(self, key: str) -> None:
        party = self._parties.get(key)
        self.heading.setText("" if party is None else party.person.name)
        self.details.show_lines([] if party is None else _details(party))

    def _want(self, act: str) -> None:
        party = self._parties.get(self.table.current_key() or "")
        self.act_wanted.emit(act, "" if party is None else party.person.id)


def _wanting(tab: PeopleTab, act: str) -> object:
    return lambda: tab._want(act)


def _standing(party: PartyFacts) -> str:
    said = [f"{relation.kind_words} {relation.person.name}" for relation in party.relations]
    return "；".join(said) or "—"


def _details(party: PartyFacts) -> list[tuple[str, str]]:
    person = party.person
    age = "" if person.age is None else f"，{person.age} 岁" + ("（未成年）" if person.minor else "")
    lines = [
        ("证件", " ".join(part for part in (person.document, person.id_number) if part)),
        ("性别", person.sex or ""),
        ("出生", "" if person.birth is None else f"{person.birth.isoformat()}{age}"),
        ("民族", person.ethnicity or ""),
        ("职业", person.occupation or ""),
        ("住址", person.address or ""),
        (
            HEADS.get(person.kind, "法定代表人"),
            " ".join(part for part in (person.legal_representative, person.representative_post) if part),
        ),
        ("账户", person.account or ""),
        ("陈述", party.statement or ""),
    ]
    for relation in party.relations:
        since = "" if relation.since is None else f"{relation.since.isoformat()} 起"
        until = "" if relation.until is None else f"，至 {relation.until.isoformat()}"
        special = "，有特别授权" if relation.special_authority else "，一般授权" if relation.kind == "agent" else ""
        lines.append((relation.kind_words, f"{relation.person.name}  {since}{until}{special}"))
    return lines
