"""The fields of one party, for the registration page and for the party dialog. What is asked follows the kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from mediation_desk.ui.dialogs.party_draft import KINDS, SIDES, PartyDraft
from mediation_desk.ui.dialogs.person_readers import ReadDocument, ReadNumber
from mediation_desk.ui.generated.party_fields import Ui_PartyFields
from mediation_desk.ui.widgets.id_number_edit import IdReading
from mediation_desk.words.fields import HEADS

_PERSONAL = ("document_kind", "id_number", "sex", "birth", "ethnicity", "occupation")
_CORPORATE = ("credit_code", "legal_representative", "representative_post")
ASKED = {
    "natural": _PERSONAL,
    "company": _CORPORATE,
    "self_employed": ("document_kind", "id_number", "credit_code", "legal_representative"),
    "village": _CORPORATE,
    "group": ("legal_representative",),
    "agency": _CORPORATE,
}
"""What is asked beside name, phone, address and account, which everyone has."""

MORE = ("document_kind", "sex", "birth", "ethnicity", "occupation", "account", "representative_post")
"""Left out while the fields are brief; an identity number tells two of them anyway."""

_TEXTS = (
    "ethnicity", "occupation", "phone", "address", "legal_representative", "representative_post", "account",
)  # fmt: skip


class PartyFields(QWidget):
    """A hidden field keeps what was typed while the kind is tried out, and is left out of the draft."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_PartyFields()
        self.ui.setupUi(self)
        self._brief = False
        self.ui.id_note.attend(self.ui.id_number)
        self.ui.code_note.attend(self.ui.credit_code)
        self.ui.kind.currentIndexChanged.connect(self._kind_changed)
        self.ui.id_number.read.connect(self._number_read)
        self.ui.credit_code.read.connect(lambda reading: self.ui.code_note.say(reading.note))
        self.ui.document_kind.currentIndexChanged.connect(self._document_changed)
        self.ui.side.currentIndexChanged.connect(self.changed)
        for edit in self.findChildren(QLineEdit):
            edit.textChanged.connect(self.changed)
        self._kind_changed()

    def set_readers(
        self,
        id_number: ReadDocument,
        credit_code: ReadNumber,
        today: Callable[[], date],
        kinds: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Who checks the numbers, which day it is, and the kinds of documents to choose from."""
        for code, words in kinds:
            self.ui.document_kind.addItem(words, code)
        self.ui.id_number.set_reader(lambda number: id_number(number, self._document_kind()))
        self.ui.credit_code.set_reader(credit_code)
        self.ui.birth.set_today(today)

    def set_brief(self, brief: bool) -> None:
        """Show only what is asked at the counter, or everything."""
        self._brief = brief
        self._kind_changed()

    def kind(self) -> str:
        """The kind that is chosen."""
        return KINDS[self.ui.kind.currentIndex()]

    def set_side(self, side: str, fixed: bool = False) -> None:
        """Choose the side; a fixed one is not asked."""
        self.ui.side.setCurrentIndex(SIDES.index(side))
        for part in (self.ui.side, self.ui.side_label):
            part.setVisible(not fixed)

    def draft(self) -> PartyDraft:
        """What stands in the fields that are asked."""
        asked = {*ASKED[self.kind()], "phone", "address", "account"}
        texts = {name: self._text(name).text().strip() or None for name in _TEXTS if name in asked}
        return PartyDraft(
            side=SIDES[self.ui.side.currentIndex()],
            kind=self.kind(),
            name=self.ui.name.text().strip(),
            document_kind=self._document_kind() if "document_kind" in asked else None,
            id_number=self.ui.id_number.value() if "id_number" in asked else None,
            credit_code=self.ui.credit_code.value() if "credit_code" in asked else None,
            sex=(self.ui.sex.currentText() or None) if "sex" in asked else None,
            birth=self.ui.birth.value() if "birth" in asked else None,
            **texts,
        )

    def show_draft(self, draft: PartyDraft) -> None:
        """Fill the fields."""
        self.ui.side.setCurrentIndex(SIDES.index(draft.side))
        self.ui.kind.setCurrentIndex(KINDS.index(draft.kind))
        self.ui.name.setText(draft.name)
        for name in _TEXTS:
            self._text(name).setText(getattr(draft, name) or "")
        self.ui.credit_code.set_value(draft.credit_code)
        self.ui.document_kind.setCurrentIndex(max(0, self.ui.document_kind.findData(draft.document_kind)))
        self.ui.id_number.set_value(draft.id_number)
        self.ui.sex.setCurrentText(draft.sex or self.ui.sex.currentText())
        if draft.birth is not None:
            self.ui.birth.set_value(draft.birth)

    def problem(self) -> tuple[str, str] | None:
        """The first asked field that cannot be read, with its sentence."""
        checked = {"id_number": self.ui.id_number, "credit_code": self.ui.credit_code, "birth": self.ui.birth}
        for name, edit in checked.items():
            if name in ASKED[self.kind()]:
                edit.settle()
                if edit.problem():
                    return name, edit.problem()
        return None

    def focus_field(self, name: str) -> None:
        """Put the keyboard on the field a refusal names."""
        part = getattr(self.ui, name, None)
        if isinstance(part, (QLineEdit, QComboBox)):
            part.setFocus()

    def _kind_changed(self) -> None:
        asked = ASKED[self.kind()]
        for name in {*_PERSONAL, *_CORPORATE}:
            for part in (getattr(self.ui, name), getattr(self.ui, f"{name}_label")):
                part.setVisible(name in asked and not (self._brief and name in MORE))
        for part in (self.ui.account, self.ui.account_label):
            part.setVisible(not self._brief)
        person = self.kind() == "natural"
        self._place_address(beside=self._brief and person)
        self.ui.name_label.setText(self.tr("姓名") if person else self.tr("名称"))
        self.ui.address_label.setText(self.tr("住址") if person else self.tr("住所"))
        head = HEADS.get(self.kind(), self.tr("法定代表人或负责人"))
        self.ui.legal_representative_label.setText(head)
        for note, name in ((self.ui.id_note, "id_number"), (self.ui.code_note, "credit_code")):
            note.setVisible(name in asked and bool(note.text()))
        self.changed.emit()

    def _place_address(self, beside: bool) -> None:
        """Beside the identity number while sex stays away, else in a row of its own."""
        row, label, edit, span = (2, 2, 3, 1) if beside else (9, 0, 1, 3)
        self.ui.grid.addWidget(self.ui.address_label, row, label)
        self.ui.grid.addWidget(self.ui.address, row, edit, 1, span)

    def _document_kind(self) -> str | None:
        """The kind that was chosen; None where the number is to tell it."""
        chosen = self.ui.document_kind.currentData()
        return None if chosen is None else str(chosen)

    def _document_changed(self) -> None:
        self.ui.id_number.settle()
        self.changed.emit()

    def _number_read(self, reading: IdReading) -> None:
        if reading.sex:
            self.ui.sex.setCurrentText(reading.sex)
        if reading.birth is not None:
            self.ui.birth.set_value(reading.birth)
        self.ui.id_note.say(reading.note)

    def _text(self, name: str) -> QLineEdit:
        edit = getattr(self.ui, name)
        assert isinstance(edit, QLineEdit)
        return edit
