"""What the numbers of a person say, for fields that check them while they are typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from mediation_desk.queries.readings import read_credit_code, read_id_number
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.messages import Sentence
from mediation_desk.ui.widgets.id_number_edit import IdReading


def id_reader(today: Callable[[], date], sentence: Sentence) -> Callable[[str], IdReading]:
    """Birth date and sex from an identity number, or the sentence that says what is wrong with it."""

    def read(number: str) -> IdReading:
        try:
            said = read_id_number(number, today())
        except Refusal as refusal:
            return IdReading(problem=sentence(refusal))
        born = said.birth
        note = f"已由证件号填入：{said.sex}，{born.year} 年 {born.month} 月 {born.day} 日出生（{said.age} 岁）"
        return IdReading(birth=born, sex=said.sex, note=note)

    return read


def credit_reader(sentence: Sentence) -> Callable[[str], IdReading]:
    """Nothing but whether a unified credit code can be right."""

    def read(number: str) -> IdReading:
        try:
            read_credit_code(number)
        except Refusal as refusal:
            return IdReading(problem=sentence(refusal))
        return IdReading()

    return read
