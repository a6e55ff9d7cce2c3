"""Making an office, and examining one."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any, Final

from mediation_desk.desk.maintenance import BAD, Line, examine
from mediation_desk.desk.offices import Founder, NewOffice
from mediation_desk.words.refusals import sentence

from .answer import DONE, REFUSED, Answer, table
from .call import ACCOUNT, Call

_STATES: Final = {"good": "正常", "warn": "注意", "bad": "异常"}


def add(commands: Any, common: ArgumentParser) -> None:
    """init and doctor."""
    init = commands.add_parser("init", parents=[common], help="在 --office 的文件夹里建立单位")
    init.add_argument("--name", required=True, help="单位名称")
    init.add_argument("--region", required=True, type=_region, help="行政区划代码（6、9或12位）")
    init.add_argument("--region-name", default=None, help="行政区划名称")
    init.add_argument("--person", default="管理员", help="第一个账号的姓名")
    init.set_defaults(run=make_office)
    doctor = commands.add_parser("doctor", parents=[common], help="自检；加 --office 时连同单位的数据")
    doctor.set_defaults(run=self_check)


def make_office(call: Call) -> Answer:
    """A new office with its first account. The password comes from outside; there is no default one."""
    options = call.arguments
    account = options.account or call.surroundings.environment.get(ACCOUNT) or "admin"
    founder = Founder(name=options.person, account=account, password=call.password())
    new = NewOffice(
        name=options.name, region=options.region, region_name=options.region_name or options.region, founder=founder
    )
    call.entrance().found(new).close()
    folder = str(call.folder())
    return Answer(
        document={"folder": folder, "name": options.name, "account": account},
        lines=[f"已建立“{options.name}”（{folder}），第一个账号是 {account}。"],
    )


def self_check(call: Call) -> Answer:
    """Examine the program; where an office is named, that office too."""
    if call.names_office:
        with call.desk(to_examine=True) as desk:
            lines = examine(call.surroundings, desk)
    else:
        lines = examine(call.surroundings)
    rows = [(_STATES[line.state], line.name, _detail(line)) for line in lines]
    code = REFUSED if any(line.state == BAD for line in lines) else DONE
    plain = [{"name": line.name, "state": line.state, "detail": _detail(line)} for line in lines]
    lines_shown = table(("状态", "项目", "说明"), rows)
    return Answer(document={"sound": code == DONE, "checks": plain}, lines=lines_shown, code=code)


def _detail(line: Line) -> str:
    said = [line.detail] if line.detail else []
    return "；".join([*said, *([sentence(line.refusal)] if line.refusal else [])])


def _region(text: str) -> str:
    if not re.fullmatch(r"\d{6}(\d{3}){0,2}", text, re.ASCII):
        raise ArgumentTypeError(f"“{text}”不是行政区划代码，应为6、9或12位数字")
    return text
