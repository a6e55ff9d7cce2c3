"""What the window says back: refusals as sentences on the page, questions before what cannot be undone, bug reports."""

from __future__ import annotations

import platform
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from PySide6.QtCore import QCoreApplication, Qt, qVersion
from PySide6.QtWidgets import QMessageBox, QWidget

from mediation_desk import __version__
from mediation_desk.terms.refusal import Refusal

Sentence = Callable[[Refusal], str]
"""Turns a refusal into the one Chinese sentence that names the field and the next step."""


class NoticeTone(StrEnum):
    """What a notice is: a refusal, a fault of the program, something done, or something to know."""

    REFUSAL = "refusal"
    FAULT = "fault"
    DONE = "done"
    TELL = "tell"


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence for the top of a page; `field` names the input that is wrong."""

    tone: NoticeTone
    text: str
    field: str | None = None


def refusal_notice(refusal: Refusal, sentence: Sentence) -> Notice:
    """A refusal as it is shown: its sentence and the field it names."""
    field = refusal.facts.get("field")
    return Notice(NoticeTone.REFUSAL, sentence(refusal), None if field is None else str(field))


def done_notice(text: str) -> Notice:
    """Something was done."""
    return Notice(NoticeTone.DONE, text)


def confirm(parent: QWidget, title: str, text: str, go_ahead: str) -> bool:
    """Ask before something that cannot be undone. The button says what it does; Escape and Enter leave all as it is."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, f"<b>{_plain(title)}</b>", parent=parent)
    box.setInformativeText(text)
    box.setTextFormat(Qt.TextFormat.AutoText)
    go = box.addButton(go_ahead, QMessageBox.ButtonRole.AcceptRole)
    stay = box.addButton(QCoreApplication.translate("messages", "先不办"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is go


def bug_report(bug: BaseException) -> str:
    """A report that can be copied: where it failed, never what was in the data.

    The message of an exception may quote a name or a number, so only its type and the places are told.
    """
    places = [
        f"  {PurePath(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(bug.__traceback__)
    ]
    head = f"Mediation Desk {__version__} · Python {platform.python_version()} · Qt {qVersion()} · {platform.system()}"
    return "\n".join([head, type(bug).__qualname__, *places])


def show_bug(parent: QWidget | None, bug: BaseException) -> None:
    """Say that the program failed, that nothing was stored, and offer the report."""
    box = QMessageBox(parent)
    box.setWindowTitle(QCoreApplication.translate("messages", "程序出错"))
    box.setText(QCoreApplication.translate("messages", "这一步没有办成，数据没有改动。可以重试。"))
    advice = QCoreApplication.translate("messages", "若再次出现，请把报告发给维护人员；报告里没有当事人信息。")
    box.setInformativeText(advice)
    box.setDetailedText(bug_report(bug))
    select = Qt.TextInteractionFlag
    box.setTextInteractionFlags(select.TextSelectableByMouse | select.TextSelectableByKeyboard)
    box.addButton(QCoreApplication.translate("messages", "知道了"), QMessageBox.ButtonRole.AcceptRole)
    box.open()


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
