"""certificate: the keys the office signs with, and until when they hold."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from mediation_desk.queries.certificates import CertificateRow, Certificates
from mediation_desk.words.certificates import KINDS, STATES, USES

from .answer import Answer, table
from .call import Call


def add(commands: Any, common: ArgumentParser) -> None:
    """certificate list."""
    parser = commands.add_parser("certificate", help="证书")
    kinds = parser.add_subparsers(title="命令", metavar="命令", required=True)
    listed = kinds.add_parser("list", parents=[common], help="本单位的全部证书：谁的、种类、颁发者、到期、状态")
    listed.set_defaults(run=list_certificates)


def list_certificates(call: Call) -> Answer:
    """Every key; the time stamp service and the revocation lists where there are some."""
    with call.desk() as desk:
        sheet = desk.ask(Certificates())
    lines = table(("谁的", "用途", "种类", "颁发者", "到期", "状态"), [_cells(row) for row in sheet.rows])
    if sheet.service is not None:
        lines = [*lines, "", f"时间戳服务：{sheet.service.url}（{sheet.service.by}）"]
    lists = [f"吊销列表：{row.issuer}，{row.made:%Y-%m-%d} 发布" for row in sheet.lists]
    return Answer(document=sheet, lines=[*lines, *lists])


def _cells(row: CertificateRow) -> tuple[object, ...]:
    return row.whose, USES[row.purpose], KINDS[row.kind], row.issuer, row.ends or "", STATES[row.state]
