"""The entrance: reads the line, hands it to one command, prints one answer, and tells by its exit code how it went."""

from __future__ import annotations

import sys
import traceback
from argparse import SUPPRESS, ArgumentParser
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from mediation_desk import __version__
from mediation_desk.desk.surroundings import Surroundings, system
from mediation_desk.terms.refusal import Refusal
from mediation_desk.words.refusals import sentence

from . import (
    cases,
    checking,
    deadlines,
    demo,
    numbers,
    offices,
    paper_files,
    performing,
    reviews,
    rules,
    scanning,
    searching,
    strokes,
    templates,
    verifying,
    window,
)
from .answer import FAULT, REFUSED, USAGE, Answer, show
from .call import Call
from .grammar import Parser, UsageFault

COMMANDS = (
    demo,
    offices,
    cases,
    performing,
    deadlines,
    rules,
    checking,
    paper_files,
    scanning,
    verifying,
    strokes,
    searching,
    numbers,
    reviews,
    templates,
)
"""Every module that adds commands, in the order in which help lists them."""


def main(argv: Sequence[str] | None = None, surroundings: Surroundings | None = None) -> int:
    """Run one command. Returns the exit code: 0 done, 1 refused, 2 usage, 3 fault."""
    line = list(sys.argv[1:] if argv is None else argv)
    world = surroundings or system()
    as_json, debug = "--json" in line, "--debug" in line
    try:
        answer = _run(line, world)
        show(answer, sys.stdout, as_json=as_json)
        return answer.code
    except UsageFault as fault:
        answer = _failed("usage", str(fault), USAGE)
    except Refusal as refusal:
        answer = _refused(refusal)
    except OSError as fault:
        answer = _refused(Refusal("cli.file_unusable", file=fault.filename or "", why=fault.strerror or str(fault)))
    except Exception as fault:
        if debug:
            traceback.print_exc()
        answer = replace(_refused(Refusal("cli.fault", kind=type(fault).__name__)), code=FAULT)
    show(answer, sys.stdout if as_json else sys.stderr, as_json=as_json)
    return answer.code


def _run(line: Sequence[str], surroundings: Surroundings) -> Answer:
    arguments = parser().parse_args(line)
    call = Call(arguments=arguments, surroundings=surroundings, stdin=sys.stdin)
    answer: Answer = arguments.run(call)
    return answer


def parser() -> ArgumentParser:
    """The whole grammar. Global options may stand before or after the command."""
    top = Parser(prog="mediation-desk", description="调解工作台：不带命令时打开窗口。")
    top.add_argument("--version", action="version", version=__version__)
    _globals(top, None, False)
    top.set_defaults(run=window.open_window)
    common = Parser(add_help=False)
    _globals(common, SUPPRESS, SUPPRESS)
    commands: Any = top.add_subparsers(title="命令", metavar="命令", parser_class=Parser)
    for module in COMMANDS:
        module.add(commands, common)
    return top


def _globals(parser: ArgumentParser, nothing: object, off: object) -> None:
    parser.add_argument("--office", metavar="DIR", default=nothing, help="单位的文件夹")
    parser.add_argument("--account", metavar="NAME", default=nothing, help="登录账号（或 MEDIATION_DESK_ACCOUNT）")
    parser.add_argument(
        "--password-file", metavar="FILE", default=nothing, help="第一行是密码的文件（或 MEDIATION_DESK_PASSWORD）"
    )
    parser.add_argument("--json", action="store_true", default=off, help="输出一个 JSON 文档")
    parser.add_argument("--debug", action="store_true", default=off, help="出现故障时显示细节")


def _refused(refusal: Refusal) -> Answer:
    return _failed(refusal.code, sentence(refusal), REFUSED)


def _failed(code: str, words: str, exit_code: int) -> Answer:
    return Answer(document={"error": {"code": code, "message": words}}, lines=[words], code=exit_code)


if __name__ == "__main__":
    sys.exit(main())
