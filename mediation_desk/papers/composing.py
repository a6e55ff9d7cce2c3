"""Composing an office's own template in a process of its own: facts come in as JSON, XML goes out, nothing else does.

Started as `python -m mediation_desk.papers.composing`. It knows no database and no network, opens no file once it
has begun, and is ended by the system when it takes too long or too much. The text was looked through before it came
here; this is the second wall.
"""

from __future__ import annotations

import json
import re
import signal
import sys
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Any, Final

import jinja2.debug  # noqa: F401  # loaded by the first fault otherwise, when no file may be opened any more
from jinja2 import FunctionLoader, StrictUndefined, TemplateSyntaxError, UndefinedError
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import LoopContext
from jinja2.utils import Namespace

from .environment import PaperEnvironment
from .filters import FILTERS, nothing_for_none
from .plain import Plain, freeze

OWN: Final = "own"
"""The name under which the office's text is loaded."""
MARK, MARK_END = "\ue000", "\ue001"
_MARKED = re.compile(f"{MARK}(\\d+){MARK_END}")
_NAMED = re.compile(r"'([^']*)'(?: is undefined)?$")
_FILTERS: Final = (
    *("length", "list", "selectattr", "rejectattr", "replace", "first", "last", "join"),
    *("select", "map"),
)
_TESTS: Final = ("none", "true", "false", "equalto")
_GLOBALS: Final = ("range", "namespace")
"""What the shipped parts need beyond that; an own text that names these is refused before it comes here."""


class _Lines(Extension):
    """Marks every line of the office's text in what it prints, so that a fault of the XML is found again."""

    def filter_stream(self, stream: TokenStream) -> TokenStream | Iterable[Token]:
        """Marks, but none in what a macro would hand on as a value."""
        return self._marked(stream) if stream.name == OWN else stream

    def _marked(self, stream: TokenStream) -> Iterator[Token]:
        for token in stream:
            yield Token(token.lineno, token.type, _marks(token)) if token.type == "data" else token


class OwnEnvironment(PaperEnvironment):
    """The sandbox of the shipped templates with less in it: attributes of plain data and of loops, and no others."""

    intercepted_binops = frozenset({"*", "/", "//", "%", "**"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """No template reckons: what multiplies texts or fills formats is not for it."""
        raise SecurityError(operator)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A key of plain data, a loop's own numbers, a macro of a shipped file."""
        if isinstance(obj, Plain):
            return super().getattr(obj, attribute)
        if attribute.startswith("_") or not isinstance(obj, LoopContext | TemplateModule | Namespace):
            return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """A key, or a place in a list or a text."""
        if isinstance(obj, Plain):
            return super().getitem(obj, argument)
        if not isinstance(argument, int | slice):
            return self.undefined(obj=obj, name=str(argument))
        try:
            return obj[argument]
        except (IndexError, TypeError):
            return self.undefined(obj=obj, name=str(argument))


def environment(sources: dict[str, str]) -> OwnEnvironment:
    """The sandbox with these texts and no others."""
    made = OwnEnvironment(
        loader=FunctionLoader(lambda name: (sources[name], name, lambda: True) if name in sources else None),
        extensions=[_Lines],
        undefined=StrictUndefined,
        autoescape=True,
        finalize=nothing_for_none,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters = {name: made.filters[name] for name in _FILTERS} | FILTERS
    made.tests = {name: made.tests[name] for name in _TESTS}
    made.globals = {name: made.globals[name] for name in _GLOBALS}
    return made


def composed(request: dict[str, Any], papers: OwnEnvironment, job: dict[str, Any]) -> dict[str, Any]:
    """The paper in pieces, each with the line of the template it comes from; or what is wrong and where."""
    try:
        facts = freeze(job["facts"])
        assert isinstance(facts, Plain)
        page = papers.get_template(OWN)
        return {
            "pieces": _printed(page.generate(wording=freeze(request["wording"]), blank=job["blank"], **facts), request)
        }
    except UndefinedError as fault:
        found = _NAMED.search(str(fault))
        return _fault("template.unknown_name", fault, name=found[1] if found else str(fault))
    except TemplateSyntaxError as fault:
        return {"code": "template.syntax", "line": fault.lineno, "detail": fault.message}
    except SecurityError as fault:
        return _fault("template.not_allowed", fault, thing=str(fault))
    except (MemoryError, _TooMuch) as fault:
        return _fault("template.too_big", fault)
    except Exception as fault:  # whatever a privileged text does wrong is its own fault, not the program's
        return _fault("template.broken", fault, detail=f"{type(fault).__name__}: {fault}"[:200])


class _TooMuch(Exception):
    """More characters than any paper has."""


def _printed(chunks: Iterable[str], request: dict[str, Any]) -> list[list[Any]]:
    printed, size = list[str](), 0
    for chunk in chunks:
        size += len(chunk)
        if size > request["most"]:
            raise _TooMuch
        printed.append(chunk)
    first, *rest = _MARKED.split("".join(printed))
    return [[1, first], *([int(line), text] for line, text in zip(rest[::2], rest[1::2], strict=True))]


def _marks(token: Token) -> str:
    lines = str(token.value).split("\n")
    return "\n".join(f"{MARK}{token.lineno + number}{MARK_END}{line}" for number, line in enumerate(lines))


def _fault(code: str, fault: Exception, **facts: Any) -> dict[str, Any]:
    return {"code": code, "line": _line(fault.__traceback__), **facts}


def _line(trace: TracebackType | None) -> int | None:
    """The last line of the office's own text on the way to the fault."""
    line = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == OWN:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _warm(papers: OwnEnvironment) -> None:
    """What Python loads at the first text and at the first fault is loaded while files may still be opened."""
    try:
        papers.from_string("{{ '\\u4e00' }}{{ nothing }}").render()
    except UndefinedError:
        return


def _limit(size: int) -> None:
    """No more memory than this, no file written, none opened: all that this system can hold us to."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _alarm(seconds: float) -> None:
    """The system ends this process then, whatever it is doing."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


def main() -> None:
    """Answer one request: a line of JSON for each paper."""
    request = json.loads(sys.stdin.buffer.read())
    papers = environment({**request["shared"], OWN: request["text"]})
    _warm(papers)
    _limit(request["memory"])
    for job in request["jobs"]:
        _alarm(request["seconds"])
        answer = json.dumps(composed(request, papers, job), ensure_ascii=True)
        _alarm(0)
        sys.stdout.write(answer + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
