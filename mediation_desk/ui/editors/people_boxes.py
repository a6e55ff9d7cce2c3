"""Boxes for any number of people of a case."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from mediation_desk.ui.widgets.flow_layout import FlowLayout


class PeopleBoxes(QWidget):
    """Keeps the order in which the people stand in the case."""

    def __init__(self, people: tuple[tuple[str, str], ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes = {id: QCheckBox(name) for id, name in people}
        flow = FlowLayout(self, 10)
        for box in self.boxes.values():
            flow.addWidget(box)
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))

    def value(self) -> tuple[str, ...]:
        """The ids that are ticked."""
        return tuple(id for id, box in self.boxes.items() if box.isChecked())

    def set_value(self, ids: tuple[str, ...]) -> None:
        """Tick these."""
        for id, box in self.boxes.items():
            box.setChecked(id in ids)
