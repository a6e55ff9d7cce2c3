"""Documents that a person shows: which kind a number belongs to, and what it says of its holder."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from mediation_desk.terms.refusal import Refusal

from .codes import Code, CodeList
from .identity import resident_id

CHECKED: Final = "checked"
"""The number has a check digit and says birth and sex; the others are held to their form only."""
TOLD: Final = "told"
"""The number alone tells the kind. A passport must be named: half an identity number looks like one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSays:
    """What a document's number says. `certain` is False where the form is from memory (依据待核)."""

    kind: str
    words: str
    number: str
    certain: bool
    birth: date | None = None
    sex: str | None = None
    warnings: tuple[str, ...] = ()


def read_document(
    kinds: CodeList,
    text: str,
    today: date,
    *,
    kind: str | None = None,
    areas: Collection[str] = (),
) -> DocumentSays:
    """Read a number. Where no kind is named it is told from the number; a kind that contradicts it is refused."""
    number = re.sub(r"\s", "", text).upper()
    told = next((one for one in kinds.codes if TOLD in one.flags and _fits(one, number)), None)
    named = kinds.get(kind, "document_kind") if kind else told
    if named is None:
        resident_id(number, today)  # says what is wrong with it, as with an identity number
        raise Refusal("identity.document_unknown", field="document_kind", text=number)
    if named is not told and (CHECKED in named.flags or (told is not None and CHECKED in told.flags)):
        _refuse_other(named, told, number)
    if CHECKED in named.flags:
        return _checked(kinds, named, number, today, areas)
    if not _fits(named, number):
        raise Refusal("identity.document_form", field="id_number", document=named.words, text=number)
    return DocumentSays(kind=named.code, words=named.words, number=number, certain=kinds.is_certain(named))


def _refuse_other(named: Code, told: Code | None, number: str) -> None:
    if told is None:
        raise Refusal("identity.document_form", field="id_number", document=named.words, text=number)
    raise Refusal("identity.document_of_another_kind", field="document_kind", document=named.words, says=told.words)


def _checked(kinds: CodeList, named: Code, number: str, today: date, areas: Collection[str]) -> DocumentSays:
    says = resident_id(number, today, areas=areas)
    return DocumentSays(
        kind=named.code,
        words=named.words,
        number=says.number,
        certain=kinds.is_certain(named),
        birth=says.birth,
        sex=says.sex,
        warnings=says.warnings,
    )


def _fits(kind: Code, number: str) -> bool:
    return kind.form is not None and re.fullmatch(kind.form, number, re.ASCII) is not None
