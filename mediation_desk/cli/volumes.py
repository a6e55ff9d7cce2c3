"""case volume: what lies in a volume, what is missing, and binding it."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from mediation_desk.desk.desk import Desk
from mediation_desk.desk.volumes import BoundVolume, bind_volume, hand_over
from mediation_desk.queries.case_record import CaseRecord
from mediation_desk.queries.volume import VolumeOf, VolumeSheet
from mediation_desk.terms.refusal import Refusal

from .answer import Answer, table
from .call import Call


def add_to_cases(group: Any, common: ArgumentParser) -> None:
    """case volume."""
    parser = group.add_parser("volume", parents=[common], help="卷宗：卷内目录、检查单、评查分；装订成一个文件")
    parser.add_argument("number", metavar="NUMBER", help="案件编号或者调解文号")
    parser.add_argument("--out", metavar="FOLDER", type=Path, default=None, help="装订到这个新文件夹")
    parser.add_argument("--court", action="store_true", help="只装订可以送人民法院的材料")
    parser.set_defaults(run=volume)


def volume(call: Call) -> Answer:
    """The volume of the track that the number names, or of the case's only one."""
    options = call.arguments
    with call.desk() as desk:
        case = call.case(desk)
        track = _track(desk, case, options.number)
        if options.out is not None:
            bound = bind_volume(desk, case, track, options.out, for_court=options.court)
            assert bound is not None  # nobody stops it here
            handed = hand_over(desk, bound)
            return Answer(document={"volume": handed}, lines=_bound(handed))
        sheet = desk.ask(VolumeOf(case=case, track=track))
    return Answer(document={"volume": sheet}, lines=_lines(sheet))


def _track(desk: Desk, case: str, number: str) -> str:
    tracks = desk.ask(CaseRecord(case)).facts.tracks
    named = [track for track in tracks if track.docket == number] or list(tracks)
    if len(named) != 1:
        dockets = "、".join(track.docket or track.procedure_name for track in tracks)
        raise Refusal("volume.which_track", field="NUMBER", dockets=dockets)
    return named[0].id


def _lines(sheet: VolumeSheet) -> list[str]:
    inside = [(line.place, line.title, line.pages or "", line.left_out or "") for line in sheet.lines]
    checks = [("✓" if check.done else "✗", check.words) for check in sheet.checks]
    scores = [(score.words, score.points, score.earned, score.why) for score in sheet.scores]
    return [
        "卷内文书",
        *table(("顺序", "名称", "页数", "未放入的原因"), inside),
        "",
        "检查单",
        *table(("", "事项"), checks),
        "",
        f"{sheet.review}：{sheet.points}／{sheet.full}",
        *table(("项目", "分值", "得分", "失分原因"), scores),
    ]


def _bound(bound: BoundVolume) -> list[str]:
    kept = [f"未放入：{title}（{reason}）" for title, reason in bound.left_out]
    return [f"已装订到 {bound.folder}：{bound.file}（{bound.pieces}份，原件{bound.originals}件）。", *kept]
