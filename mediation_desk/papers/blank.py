"""The empty form of a paper, to be printed and filled in by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .paper import PEOPLE, SIGNER_LABELS, Paper
from .subjects import Shape

_ROWS: Final = 3
_PAPER = "code title number copies made_on version case_number id"
_OFFICE = "name region"
_BODY = "id name short kind address phone"
_PERSON = (
    "id kind name document_kind document id_number sex birth age minor ethnicity occupation phone address "
    "credit_code legal_representative representative_post account"
)
_CASE = (
    "id number version title enquiry source source_words received_at region summary request dispute_type dispute_words "
    "amount_claimed"
)
_TRACK = (
    "id procedure procedure_name kind kind_words body_id body body_kind stage stage_name docket recorder opened_on "
    "application_form accepted_on ended_on ending ending_words undisputed closed"
)
_AGREEMENT = (
    "id version form state number facts dispute responsibility manner copies route reached_on effective_on total"
)
_SESSION = "id kind number started ended place subject recorder rights_told verified course result"
_SIDES = (("applicant", "申请人"), ("respondent", "被申请人"))


def blank_context(paper: Paper, given: Mapping[str, object]) -> dict[str, object]:
    """Everything a template reads, empty, under whatever is already known (the office, the body)."""
    empty = _empty(paper)
    return {key: _over(value, given.get(key)) for key, value in empty.items()}


def _empty(paper: Paper) -> dict[str, object]:
    kind = PEOPLE if PEOPLE in paper.kinds else paper.kinds[0]
    return {
        "paper": _nothing(_PAPER) | {"code": paper.code, "title": paper.title_for(kind)},
        "office": _nothing(_OFFICE),
        "body": _nothing(_BODY),
        "case": _nothing(_CASE) | {"parties": [], "people": []},
        "track": _nothing(_TRACK)
        | {"kind": kind}
        | _lists("matters parties mediators agreements sessions deadlines open_acts plans conduct handovers must_end"),
        "parties": [_party(number, *side) for number, side in enumerate(_SIDES)],
        "agreement": _nothing(_AGREEMENT) | _lists("duties other_clauses signatures touches"),
        "signers": [_signer(number, role) for number, role in enumerate(_places(paper))],
        "subject": _subject(paper.subject),
    }


def _nothing(names: str) -> dict[str, object]:
    return dict.fromkeys(names.split())


def _lists(names: str) -> dict[str, object]:
    return {name: [] for name in names.split()}


def _person() -> dict[str, object]:
    return _nothing(_PERSON) | {"name": "", "minor": False, "kind": "natural"}


def _party(number: int, side: str, words: str) -> dict[str, object]:
    named = {"id": f"blank{number}", "side": side, "side_words": words, "number": 1, "statement": None}
    return named | {"person": _person(), "relations": [], "signer_names": []}


def _places(paper: Paper) -> list[str]:
    """One place for each role, two where both sides sign."""
    return [role for role in paper.signers for _ in range(2 if role in ("parties", "withdrawing") else 1)]


def _signer(number: int, role: str) -> dict[str, object]:
    named = {"key": f"blank.{number}", "role": role, "label": SIGNER_LABELS[role], "name": ""}
    return named | {"person": None, "group": 0, "for_parties": [], "for_party": None}


def _session() -> dict[str, object]:
    return _nothing(_SESSION) | _lists("attending invited mediators statements undisputed")


def _subject(shape: Shape) -> dict[str, object]:
    subject: dict[str, object] = {}
    for path in shape:
        _put(subject, path.rstrip("?").split("."))
    people = {name: _person() for name in ("principal",) if name in subject}
    sessions = {name: _session() for name in ("session",) if name in subject}
    for agent in subject.get("agents") or ():  # type: ignore[attr-defined]
        agent["person"] = _person()
    return subject | people | sessions


def _put(place: dict[str, object], steps: list[str]) -> None:
    name, many = steps[0].removesuffix("[]"), steps[0].endswith("[]")
    if len(steps) == 1:
        place.setdefault(name, [] if many else None)
        return
    if not place.get(name):
        place[name] = [{} for _ in range(_ROWS)] if many else {}
    inside = place[name]
    for item in inside if isinstance(inside, list) else [inside]:
        assert isinstance(item, dict)
        _put(item, steps[1:])


def _over(empty: object, given: object) -> object:
    if given is None:
        return empty
    return {**empty, **given} if isinstance(empty, Mapping) and isinstance(given, Mapping) else given
