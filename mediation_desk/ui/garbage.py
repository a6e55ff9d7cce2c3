"""Python's garbage, collected on the window's thread between two events and nowhere else.

Python collects reference cycles in whichever thread happens to allocate, in the middle of whatever that thread does.
A widget in such a cycle would then be destroyed by a lane of the jobs, or while Qt is walking through its parents.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_LOOK_EVERY_MS: Final = 200


class GarbageRound(QObject):
    """Takes collecting over from Python, and gives it back when stopped."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.collect_due)

    def start(self) -> None:
        """From here on only this round collects. What stands now stands until the end and is never looked at again."""
        gc.disable()
        gc.freeze()
        self._timer.start()

    def stop(self) -> None:
        """Python collects by itself again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def collect_due(self) -> None:
        """Collect the oldest generation that Python itself would have collected by now, and those younger."""
        counts = gc.get_count()
        due = [age for age, (count, limit) in enumerate(zip(counts, self._thresholds, strict=True)) if count > limit]
        if due:
            gc.collect(due[-1])
