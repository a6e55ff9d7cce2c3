"""Pictures of characters: two persons, checked, used by every paper from then on."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from uuid import uuid4

import pytest

from mediation_desk.acts.drawings import ConfirmDrawing, ProposeDrawing, WithdrawDrawing
from mediation_desk.acts.office import AppointStaff
from mediation_desk.acts.papers import IssuePaper
from mediation_desk.desk.desk import Desk
from mediation_desk.desk.practice import PracticeOffice
from mediation_desk.model.paper import Paper
from mediation_desk.papers.proof import extracted, squeezed
from mediation_desk.queries.drawings import CharacterDrawings, DrawingRow
from mediation_desk.queries.papers import PaperBytes
from tests.support.drawn import picture
from tests.support.kept_offices import practice_office
from tests.support.practice_desk import Case, desk_of, refused, staff

PRIVATE, RARE = "\ue123", "\U00031350"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeOffice]:
    office = practice_office(tmp_path_factory.mktemp("drawings") / "office")
    office.desk.perform(AppointStaff(id=staff("second"), name="沈副主任", roles=("director",)))
    yield office
    office.desk.close()


@pytest.fixture
def desk(office: PracticeOffice) -> Iterator[Desk]:
    yield office.desk
    for row in rows(office.desk):
        if row.state in ("active", "proposed"):
            office.desk.perform(WithdrawDrawing(drawing=row.id, reason="试完"))


@pytest.fixture
def case(office: PracticeOffice) -> Case:
    return Case(office).mediating()


def rows(desk: Desk) -> tuple[DrawingRow, ...]:
    return desk.ask(CharacterDrawings())


def proposal(character: str = PRIVATE, *, png: bytes | None = None, source: str = "张某身份证原件") -> ProposeDrawing:
    encoded = b64encode(picture() if png is None else png).decode()
    return ProposeDrawing(id=str(uuid4()), character=character, png=encoded, source=source)


def in_use(office: PracticeOffice, character: str = PRIVATE, png: bytes | None = None) -> str:
    act = proposal(character, png=png)
    office.desk.perform(act)
    desk_of(office, "second").perform(ConfirmDrawing(drawing=act.id))
    return act.id


def issue(case: Case, visitor: str) -> str:
    id = str(uuid4())
    case.do(IssuePaper(id=id, code="RM-VISITOR", track=case.id("t"), subject={"visitors": visitor}))
    return id


def text(case: Case, paper: str) -> str:
    return squeezed(extracted(case.office.desk.ask(PaperBytes(paper=paper))))


def test_that_a_picture_is_used_once_a_second_person_has_confirmed_it(
    desk: Desk, office: PracticeOffice, case: Case
) -> None:
    name = f"张{PRIVATE}"
    act = proposal()
    refused("paper.private_character", lambda: issue(case, name))
    desk.perform(act)
    refused("paper.private_character", lambda: issue(case, name))
    refused("picture.same_person", lambda: desk.perform(ConfirmDrawing(drawing=act.id)))
    desk_of(office, "second").perform(ConfirmDrawing(drawing=act.id))
    assert name in text(case, issue(case, name))
    (row,) = (one for one in rows(desk) if one.id == act.id)
    assert (row.state, row.code, row.private, row.activated_by, row.png) == (
        "active",
        "U+E123",
        True,
        "沈副主任",
        picture(),
    )


def test_that_papers_keep_the_picture_they_were_made_with(desk: Desk, office: PracticeOffice, case: Case) -> None:
    name = f"张{RARE}"
    first = in_use(office, RARE)
    made = issue(case, name)
    before = desk.ask(PaperBytes(paper=made))
    in_use(office, f"U+{ord(RARE):04X}", picture(shift=20))
    assert [row.state for row in rows(desk) if row.id == first] == ["ended"], "one picture for a character"
    again = issue(case, name)
    with desk.store.reading() as session:
        faces = [session.get_one(Paper, id).fonts_digest for id in (made, again)]
    assert faces[0] != faces[1]
    for row in rows(desk):
        if row.state == "active":
            desk.perform(WithdrawDrawing(drawing=row.id, reason="字形有误"))
    refused("paper.glyph_missing", lambda: issue(case, name))
    assert desk.ask(PaperBytes(paper=made)) == before


def test_that_no_picture_takes_the_place_of_a_character_that_fonts_have(desk: Desk) -> None:
    refused("picture.font_has_it", lambda: desk.perform(proposal("䶮")))


def test_that_what_is_proposed_is_checked(desk: Desk) -> None:
    refused("picture.not_black_on_white", lambda: desk.perform(proposal(png=picture(ink="red"))))
    refused("picture.no_character", lambda: desk.perform(proposal("张三")))
    assert refused("field.empty", lambda: desk.perform(proposal(source=" "))).facts["field"] == "source"
    wrong = ProposeDrawing(id=str(uuid4()), character=PRIVATE, png="не Base64", source="身份证")
    refused("picture.unreadable", lambda: desk.perform(wrong))


def test_that_a_picture_is_confirmed_and_ended_once(desk: Desk, office: PracticeOffice) -> None:
    id = in_use(office)
    second = desk_of(office, "second")
    refused("picture.not_waiting", lambda: second.perform(ConfirmDrawing(drawing=id)))
    desk.perform(WithdrawDrawing(drawing=id, reason="字形有误"))
    refused("picture.not_in_use", lambda: desk.perform(WithdrawDrawing(drawing=id, reason="再停")))
    refused("picture.unknown", lambda: desk.perform(WithdrawDrawing(drawing="x", reason="再停")))
