"""What the numbers of a person say, for fields that check them while they are typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol

from mediation_desk.queries.readings import IdSays, NumberRules
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.messages import Sentence
from mediation_desk.ui.widgets.id_number_edit import IdReading
from mediation_desk.words.deadlines import with_doubt
from mediation_desk.words.identity import warning_words

ReadNumber = Callable[[str], IdReading]


class ReadDocument(Protocol):
    """Reads a number as that of a kind of document; without a kind the number tells it."""

    def __call__(self, number: str, kind: str | None = None, /) -> IdReading:
        """What it says, or what is wrong with it."""


def id_reader(rules: NumberRules, today: Callable[[], date], sentence: Sentence) -> ReadDocument:
    """The kind of document, birth date and sex, or the sentence that says what is wrong with the number."""

    def read(number: str, kind: str | None = None, /) -> IdReading:
        try:
            said = rules.document(number, today(), kind)
        except Refusal as refusal:
            return IdReading(problem=sentence(refusal))
        return IdReading(birth=said.birth, sex=said.sex, note=_note(said))

    return read


def credit_reader(rules: NumberRules, sentence: Sentence) -> ReadNumber:
    """Whether a unified credit code can be right, and what kind of body it belongs to."""

    def read(number: str) -> IdReading:
        try:
            said = rules.credit_code(number)
        except Refusal as refusal:
            return IdReading(problem=sentence(refusal))
        return IdReading(note=said.body and with_doubt(said.body, said.certain))

    return read


def _note(said: IdSays) -> str:
    if said.birth is None:
        return f"{with_doubt(said.document, said.certain)}，只核对了号码样式；请填写性别和出生日期"
    born = said.birth
    told = f"已由证件号填入：{said.sex}，{born.year} 年 {born.month} 月 {born.day} 日出生（{said.age} 岁）"
    return "；".join((f"{with_doubt(said.document, said.certain)}，{told}", *warning_words(said.warnings)))
