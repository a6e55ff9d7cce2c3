"""Volumes of the worked cases: bound, archival, in order, with the originals beside them untouched."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest

from mediation_desk.desk.volumes import (
    COURT,
    LEFT_OUT,
    ORIGINALS,
    SPINE,
    VOLUME,
    BoundVolume,
    bind_volume,
    hand_over,
)
from mediation_desk.papers.proof import extracted, squeezed
from mediation_desk.queries.case_record import CaseRecord
from mediation_desk.queries.volume import VolumeOf, VolumeSheet
from mediation_desk.terms.ids import named_id
from mediation_desk.terms.refusal import Refusal
from tests.support.archives import archival_faults
from tests.support.worked_cases import WorkedOffice

pytestmark = pytest.mark.thorough

LATER = date(2027, 1, 15)
NAMES = ("C01", "C03", "C04", "C09", "C11", "C13", "C14", "C15", "C19")


def track(worked: WorkedOffice, name: str) -> str:
    return worked.track(name, LATER).id


def sheet(worked: WorkedOffice, name: str) -> VolumeSheet:
    return worked.desk.ask(VolumeOf(case=named_id(name, "case"), track=track(worked, name)))


def bind_into(worked: WorkedOffice, name: str, folder: Path, *, for_court: bool = False) -> BoundVolume:
    binding = bind_volume(worked.desk, named_id(name, "case"), track(worked, name), folder, for_court=for_court)
    assert binding is not None
    assert not folder.exists(), "binding only reads"
    return hand_over(worked.desk, binding)


@pytest.fixture(scope="module")
def bound(worked: WorkedOffice, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folders = {name: tmp_path_factory.mktemp("volumes") / name for name in NAMES}
    for name, folder in folders.items():
        bind_into(worked, name, folder)
    return folders


@pytest.mark.parametrize("name", NAMES)
def test_that_a_volume_is_archival_and_every_font_is_inside(bound: dict[str, Path], name: str) -> None:
    volume = bound[name] / VOLUME
    assert archival_faults(volume.read_bytes()) == []
    fonts = subprocess.run(["pdffonts", str(volume)], capture_output=True, check=True).stdout.decode().splitlines()[2:]
    assert fonts and all(line.split()[-5] == "yes" for line in fonts)
    assert squeezed(extracted((bound[name] / SPINE).read_bytes())) != ""


@pytest.mark.parametrize("name", NAMES)
def test_that_the_catalogue_names_every_piece_in_the_mandated_order(
    worked: WorkedOffice, bound: dict[str, Path], name: str
) -> None:
    text = squeezed(extracted((bound[name] / VOLUME).read_bytes()))
    left = bound[name] / LEFT_OUT
    kept_out = left.read_text(encoding="utf-8") if left.exists() else ""
    lines = [line for line in sheet(worked, name).lines if f"{line.title}：" not in kept_out]
    catalogue = text[text.index("卷内目录") :]
    places = [catalogue.index(squeezed(line.title)) for line in lines]
    assert places == sorted(places)


def test_that_signed_originals_lie_beside_the_volume_byte_for_byte(
    worked: WorkedOffice, bound: dict[str, Path]
) -> None:
    (signed,) = worked.papers("C03", "RM-AGR")
    kept = [path for path in (bound["C03"] / ORIGINALS).iterdir() if path.read_bytes() == signed.pdf]
    assert len(kept) == 1
    copy = squeezed(extracted((bound["C03"] / VOLUME).read_bytes()))
    assert f"签署原件：原件/{squeezed(kept[0].name)}" in copy


def test_that_a_paper_signed_by_hand_is_bound_as_its_scan(worked: WorkedOffice, bound: dict[str, Path]) -> None:
    assert "纸质签署原件的扫描件" in squeezed(extracted((bound["C14"] / VOLUME).read_bytes()))
    scan = (Path("resources/demo") / "C14-scan.pdf").read_bytes()
    assert scan in [path.read_bytes() for path in (bound["C14"] / ORIGINALS).iterdir()]


def test_that_an_evaluation_lies_apart_and_the_volume_says_so(bound: dict[str, Path]) -> None:
    said = (bound["C13"] / LEFT_OUT).read_text(encoding="utf-8")
    assert "中立评估报告：中立评估另立卷保管" in said


def test_that_a_court_is_sent_neither_records_nor_evaluations(worked: WorkedOffice, tmp_path: Path) -> None:
    for name in ("C11", "C13"):
        done = bind_into(worked, name, tmp_path / name, for_court=True)
        text = squeezed(extracted((tmp_path / name / COURT).read_bytes()))
        left = dict(done.left_out)
        assert any("记录" in title or "笔录" in title for title in left)
        assert all(reason for reason in left.values())
        assert "协议书" in text and "本页经核对无误" not in text
        assert archival_faults((tmp_path / name / COURT).read_bytes()) == []
    assert "评估报告不得移送" in left["中立评估报告"]


def test_that_the_checklist_names_each_missing_paper_with_the_party_it_is_about(worked: WorkedOffice) -> None:
    people = {party.id: party.person.name for party in worked.case("C19", LATER).parties}
    missing = [check for check in sheet(worked, "C19").checks if check.words.startswith("缺少")]
    assert {(check.done, check.act, check.code) for check in missing} == {(False, "issue_paper", "RM-ID")}
    assert {check.ref: check.words for check in missing} == {
        id: f"缺少：当事人身份证明（{name}）" for id, name in people.items()
    }


def test_that_the_checklist_says_of_each_paper_whether_it_is_signed_and_how_it_is_mended(worked: WorkedOffice) -> None:
    signing = {paper.id: paper.route for paper in worked.papers("C14") if paper.state == "signing"}
    said = {check.ref: check for check in sheet(worked, "C14").checks if "签名、盖章不全" in check.words}
    record = worked.desk.ask(CaseRecord(case=named_id("C14", "case")))
    assert {ref: check.words for ref, check in said.items()} == {
        paper.id: f"{paper.title}：签名、盖章不全（{'、'.join(paper.waiting)}）"
        for paper in record.papers
        if paper.waiting
    }
    assert {ref: check.act for ref, check in said.items()} == {
        id: "confirm_scan" if route == "paper" else "record_signature" for id, route in signing.items()
    }
    assert signing and not any(check.done or check.code for check in said.values())


def test_that_what_is_too_late_is_named_and_no_act_is_offered_that_could_not_mend_it(worked: WorkedOffice) -> None:
    late = [check for check in sheet(worked, "C15").checks if check.words.startswith("超期")]
    assert [check.words for check in late] == ["超期未办：申请司法确认", "超期未办：等待回复：临溪县教育局"]
    assert {(check.done, check.act, check.code, check.ref) for check in late} == {(False, None, None, None)}


def test_that_what_is_in_order_is_ticked_and_offers_nothing(worked: WorkedOffice) -> None:
    done = [check for check in sheet(worked, "C03").checks if check.done]
    assert "劳动争议调解协议书：齐全" in [check.words for check in done]
    assert {(check.act, check.code, check.ref) for check in done} == {(None, None, None)}


def test_that_points_are_lost_line_by_line_with_the_reason(worked: WorkedOffice) -> None:
    scored = sheet(worked, "C15")
    lost = {score.words: (score.points, score.earned, score.why) for score in scored.scores if score.why}
    assert lost["有当事人身份证明"] == (10, 0, "卷内没有")
    assert lost["没有超期的期限"] == (10, 0, "申请司法确认、等待回复：临溪县教育局")
    assert set(lost) == {"有当事人身份证明", "没有超期的期限", "文书签名、盖章齐全"}
    assert all(score.earned == score.points for score in scored.scores if not score.why)
    assert (scored.points, scored.full) == (65, 100)


def test_that_a_volume_is_never_mixed_with_an_older_one(worked: WorkedOffice, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        bind_volume(worked.desk, named_id("C01", "case"), track(worked, "C01"), tmp_path)
    assert refused.value.code == "volume.folder_exists"


def test_that_a_stopped_binding_leaves_nothing_behind(worked: WorkedOffice, tmp_path: Path) -> None:
    case, of = named_id("C01", "case"), track(worked, "C01")
    stopped = bind_volume(worked.desk, case, of, tmp_path / "x", progress=lambda done, whole: done < 1)
    assert stopped is None
    assert not (tmp_path / "x").exists()
