"""The parser: it raises instead of leaving, so that a fault can be JSON too, and says in Chinese what is wrong."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from typing import Final, NoReturn

_SAYINGS: Final = (
    (r"the following arguments are required: (.*)", r"缺少 \1"),
    (r"unrecognized arguments: (.*)", r"不认识的参数 \1"),
    (r"argument (\S+): expected one argument", r"\1 后面缺少内容"),
    (r"argument (\S+): expected at least one argument", r"\1 至少要写一个"),
    (r"argument (\S+): invalid choice: (\S+) \(choose from (.*)\)", r"\1 没有 \2，可以是 \3"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 不能和 \2 一起用"),
    (r"argument (\S+): (.*)", r"\1：\2"),
)
"""What argparse says, and how it is said here; anything else is passed on as it is."""


class UsageFault(Exception):
    """The line itself is wrong."""


class Parser(ArgumentParser):
    """A parser whose faults are exceptions."""

    def error(self, message: str) -> NoReturn:
        raise UsageFault(f"{in_chinese(message)}。用 {self.prog} --help 查看用法。")


def in_chinese(message: str) -> str:
    """What is wrong with the line."""
    for pattern, words in _SAYINGS:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found is not None:
            return found.expand(words)
    return message
