"""The office's own templates: two persons, tried before used, a fault names its line, back to the shipped one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from mediation_desk.acts.office import AppointStaff
from mediation_desk.acts.papers import IssuePaper
from mediation_desk.acts.templates import ActivateTemplate, ProposeTemplate, WithdrawTemplate
from mediation_desk.desk.desk import Desk
from mediation_desk.desk.practice import PracticeOffice
from mediation_desk.model.office import TemplateEdition
from mediation_desk.model.paper import Paper
from mediation_desk.papers.proof import extracted, squeezed
from mediation_desk.queries.issued import IssuedPapers
from mediation_desk.queries.templates import Sheet, TemplatePreview, TemplateSheet, TemplatesInUse
from tests.support.kept_offices import practice_office
from tests.support.practice_desk import Case, desk_of, refused, staff

pytestmark = pytest.mark.thorough

CODE, NOTE = "RM-RIGHTS", "加一句本县的提示"
HINT = "本中心咨询电话见门口公示牌"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeOffice]:
    office = practice_office(tmp_path_factory.mktemp("templates") / "office")
    for name, role in (("second", "director"), ("admin", "administrator")):
        office.desk.perform(AppointStaff(id=staff(name), name=f"只任{name}", roles=(role,)))
    yield office
    office.desk.close()


@pytest.fixture
def desk(office: PracticeOffice) -> Iterator[Desk]:
    """The founder's desk; afterwards every paper is made by its shipped template again."""
    yield office.desk
    for edition in sheet(office.desk).editions:
        if edition.state in ("active", "proposed"):
            office.desk.perform(WithdrawTemplate(template=edition.id, reason="试完"))


@pytest.fixture
def case(office: PracticeOffice) -> Case:
    return Case(office).mediating()


def sheet(desk: Desk, code: str = CODE) -> Sheet:
    return desk.ask(TemplateSheet(code))


def hinted(desk: Desk, words: str = HINT) -> str:
    """The shipped template with one more sentence."""
    shipped = sheet(desk).shipped
    place = shipped.rindex("<p>") if "<p>" in shipped else shipped.index("</")
    return shipped[:place] + f"<p>{words}</p>\n" + shipped[place:]


def propose(desk: Desk, text: str, *, tried_on: str | None = None, code: str = CODE) -> str:
    id = str(uuid4())
    desk.perform(ProposeTemplate(id=id, code=code, text=text, note=NOTE, tried_on=tried_on))
    return id


def issue(case: Case, *, shipped: bool = False) -> str:
    id = str(uuid4())
    case.do(IssuePaper(id=id, code=CODE, track=case.id("t"), shipped_template=shipped))
    return id


def printed(case: Case, paper: str) -> str:
    (found,) = case.office.desk.ask(IssuedPapers(case.case, only=paper))
    return squeezed(extracted(found.pdf))


def kept(desk: Desk, paper: str) -> tuple[int | None, str]:
    with desk.store.reading() as session:
        row = session.get_one(Paper, paper)
        return row.template_edition, row.template_digest


def test_that_a_template_of_the_office_makes_papers_once_a_second_person_put_it_in_use(
    desk: Desk, office: PracticeOffice, case: Case
) -> None:
    before = issue(case)
    id = propose(desk, hinted(desk))
    waiting = issue(case)
    assert HINT not in printed(case, waiting), "a proposal makes no paper"
    refused("template.same_person", lambda: desk.perform(ActivateTemplate(template=id)))
    desk_of(office, "second").perform(ActivateTemplate(template=id))
    after = issue(case)
    assert HINT in printed(case, after) and HINT not in printed(case, before)
    edition = next(one for one in sheet(desk).editions if one.id == id)
    assert (edition.state, edition.proposed_by, edition.activated_by) == ("active", "沈若兰", "只任second")
    assert kept(desk, after)[0] == edition.number and kept(desk, before)[0] is None
    assert kept(desk, after)[1] != kept(desk, before)[1] == kept(desk, waiting)[1]
    line = next(row for row in desk.ask(TemplatesInUse()) if row.code == CODE)
    assert (line.active, line.waiting) == (edition.number, None)


def test_that_the_shipped_template_comes_back_by_one_person(desk: Desk, office: PracticeOffice, case: Case) -> None:
    id = propose(desk, hinted(desk))
    desk_of(office, "second").perform(ActivateTemplate(template=id))
    desk_of(office, "admin").perform(WithdrawTemplate(template=id, reason="县里收回"))
    assert HINT not in printed(case, issue(case))
    edition = next(one for one in sheet(desk).editions if one.id == id)
    assert (edition.state, edition.ended_why, edition.text) == ("ended", "县里收回", hinted(desk))
    refused("template.not_in_use", lambda: desk.perform(WithdrawTemplate(template=id, reason="再收")))
    refused("template.not_waiting", lambda: desk_of(office, "second").perform(ActivateTemplate(template=id)))


def test_that_a_later_edition_takes_the_place_of_the_earlier(desk: Desk, office: PracticeOffice, case: Case) -> None:
    first, second = propose(desk, hinted(desk)), propose(desk, hinted(desk, "第二次的提示"))
    for id in (first, second):
        desk_of(office, "admin").perform(ActivateTemplate(template=id))
    states = {one.id: one.state for one in sheet(desk).editions}
    assert (states[first], states[second]) == ("ended", "active")
    text = printed(case, issue(case))
    assert "第二次的提示" in text and HINT not in text


def test_that_a_proposal_is_declined_with_its_reason(desk: Desk, office: PracticeOffice) -> None:
    id = propose(desk, hinted(desk))
    desk_of(office, "second").perform(WithdrawTemplate(template=id, reason="表述不当"))
    assert next(one for one in sheet(desk).editions if one.id == id).state == "declined"
    refused("template.not_waiting", lambda: desk_of(office, "admin").perform(ActivateTemplate(template=id)))


def test_that_a_faulty_template_is_not_even_kept(desk: Desk) -> None:
    text = hinted(desk, "{{ case.titel }}")
    refusal = refused("template.unknown_name", lambda: propose(desk, text))
    assert "titel" in text.split("\n")[int(str(refusal.facts["line"])) - 1]
    refused("template.not_allowed", lambda: propose(desk, hinted(desk, "{{ case.__class__ }}")))
    refused("template.nothing_changed", lambda: propose(desk, sheet(desk).shipped))
    assert not [one for one in sheet(desk).editions if one.state == "proposed"]


def test_that_what_fails_on_the_case_it_was_looked_at_with_is_not_kept(desk: Desk, case: Case) -> None:
    paper = issue(case)
    assert paper in {one.paper for one in sheet(desk).cases}
    with desk.store.reading() as session:
        name = session.get_one(Paper, paper).context["case"]["number"]
    text = hinted(desk, f"{{% if case.number == '{name}' %}}{{{{ case.nix }}}}{{% endif %}}")
    propose(desk, text)
    refusal = refused("template.unknown_name", lambda: propose(desk, text + "\n", tried_on=paper))
    assert refusal.facts["sample"] == "预览的案件"
    refused("paper.unknown", lambda: propose(desk, text + "\n", tried_on=str(uuid4())))


def test_that_one_in_use_that_fails_names_itself_and_its_line_and_the_shipped_one_stays(
    desk: Desk, office: PracticeOffice, case: Case
) -> None:
    text = hinted(desk, "{% if case.number is none %}a{% else %}{{ track.nothing }}{% endif %}")
    id = propose(desk, hinted(desk))
    desk_of(office, "second").perform(ActivateTemplate(template=id))
    with desk.store.writing() as session:
        session.execute(update(TemplateEdition).where(TemplateEdition.id == id).values(text=text))
    made = len(rows(desk))
    refusal = refused("template.fails", lambda: issue(case))
    assert "nothing" in text.split("\n")[int(str(refusal.facts["line"])) - 1]
    assert refusal.facts["title"] == "人民调解当事人权利义务告知书" and len(rows(desk)) == made
    assert kept(desk, issue(case, shipped=True))[0] is None


def rows(desk: Desk) -> list[str]:
    with desk.store.reading() as session:
        return list(session.scalars(select(Paper.id)))


def test_that_only_who_runs_the_office_has_to_do_with_templates(desk: Desk, office: PracticeOffice) -> None:
    id = propose(desk, hinted(desk))
    for name in ("guo", "zhou"):
        other = desk_of(office, name)
        refused("permission.denied", lambda other=other: other.perform(ActivateTemplate(template=id)))
        refused("permission.denied", lambda other=other: other.ask(TemplateSheet(CODE)))
        refused("permission.denied", lambda other=other: other.ask(TemplatePreview(code=CODE, text="")))
        assert other.ask(TemplatesInUse())


def test_that_the_administrator_looks_at_samples_and_at_no_case(desk: Desk, office: PracticeOffice, case: Case) -> None:
    paper, runs = issue(case), desk_of(office, "admin")
    assert sheet(runs).cases == ()
    refused("case.unknown", lambda: runs.ask(TemplatePreview(code=CODE, text=hinted(desk), paper=paper)))
    assert runs.ask(TemplatePreview(code=CODE, text=hinted(desk), sample="blank")).pages


def test_that_a_preview_shows_a_real_case_without_its_people(desk: Desk, case: Case) -> None:
    paper = issue(case)
    text = squeezed(extracted(desk.ask(TemplatePreview(code=CODE, text=hinted(desk), paper=paper)).pdf))
    assert HINT in text and "某某、" in text
    assert "王有田" in printed(case, paper) and "王有田" not in text
    refusal = refused("template.unknown_name", lambda: preview_of(desk, hinted(desk, "{{ nix }}")))
    assert refusal.facts["name"] == "nix"
    refused("template.no_sample", lambda: desk.ask(TemplatePreview(code=CODE, text="", sample="other")))


def preview_of(desk: Desk, text: str) -> bytes:
    return desk.ask(TemplatePreview(code=CODE, text=text)).pdf


def test_that_an_unknown_edition_is_refused(desk: Desk) -> None:
    refused("template.unknown", lambda: desk.perform(ActivateTemplate(template=str(uuid4()))))
    refused("template.unknown", lambda: desk.perform(WithdrawTemplate(template=str(uuid4()), reason="x")))


def test_that_the_folder_of_templates_is_never_written(desk: Desk, office: PracticeOffice) -> None:
    folder = Path(desk.surroundings.resources) / "papers"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    desk_of(office, "second").perform(ActivateTemplate(template=propose(desk, hinted(desk))))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
