"""Pictures of characters that no font has: one person proposes, a second confirms that it is the right character."""

from __future__ import annotations

import binascii
from base64 import b64decode
from dataclasses import dataclass

from mediation_desk.model.office import CharacterDrawing
from mediation_desk.papers.pictured import is_private, read_character, require_sound
from mediation_desk.preparing.preparation import Preparation
from mediation_desk.store.drawings import drawings_in_use
from mediation_desk.terms.refusal import Refusal

from .act import Act
from .lookups import require_text
from .work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeDrawing(Act):
    """提出字图. Checked before it is kept; no paper uses it until a second person has confirmed it."""

    id: str
    character: str
    """The character itself, or its code as U+31350; a private code means something in the system it came from only."""
    png: str
    """The picture in Base64: PNG, square, black on white."""
    source: str
    """Where the right form was seen: whose identity card, which household register."""

    def prepare(self, preparation: Preparation) -> ProposeDrawing:
        character = read_character(self.character)
        if not is_private(character) and preparation.has_glyph(character):
            raise Refusal("picture.font_has_it", field="character", character=character)
        require_sound(_decoded(self.png))
        return self

    def perform(self, work: Work) -> None:
        work.add_to_office(
            CharacterDrawing(
                id=self.id,
                code_point=ord(read_character(self.character)),
                png=_decoded(self.png),
                source=require_text(self.source, "source"),
                proposed_on=work.happened_on,
                proposed_at=work.now,
                proposed_by=work.actor.staff,
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmDrawing(Act):
    """核对字图. Never by who proposed it; another picture of the same character is used no more."""

    drawing: str

    def perform(self, work: Work) -> None:
        row = _drawing(work, self.drawing)
        if row.state != "proposed":
            raise Refusal("picture.not_waiting", field="drawing", code_point=_code(row))
        if row.proposed_by == work.actor.staff:
            raise Refusal("picture.same_person", field="drawing", code_point=_code(row))
        for held in drawings_in_use(work.session):
            if held.code_point == row.code_point:
                _end(work, held, "改用新的字图")
        row.activated_on, row.activated_by = work.happened_on, work.actor.staff


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawDrawing(Act):
    """停用字图. Papers that were made with it keep it."""

    drawing: str
    reason: str

    def perform(self, work: Work) -> None:
        row = _drawing(work, self.drawing)
        if row.state not in ("proposed", "active"):
            raise Refusal("picture.not_in_use", field="drawing", code_point=_code(row))
        _end(work, row, require_text(self.reason, "reason"))


def _decoded(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except (binascii.Error, ValueError) as wrong:
        raise Refusal("picture.unreadable", field="png") from wrong


def _drawing(work: Work, id: str) -> CharacterDrawing:
    row = work.session.get(CharacterDrawing, id)
    if row is None:
        raise Refusal("picture.unknown", field="drawing", id=id)
    return row


def _code(row: CharacterDrawing) -> str:
    return f"U+{row.code_point:04X}"


def _end(work: Work, row: CharacterDrawing, why: str) -> None:
    row.ended_on, row.ended_by, row.ended_why = work.happened_on, work.actor.staff, why
