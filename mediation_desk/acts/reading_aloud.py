"""Reading aloud: who cannot read a paper himself, and that it was read to him before he signed."""

from __future__ import annotations

from dataclasses import dataclass

from mediation_desk.law.reading_aloud import NEEDS, require_witness
from mediation_desk.model.paper import Paper
from mediation_desk.model.signing_session import ReadAloud, ReadingNeed
from mediation_desk.terms.ids import PaperId, PersonId
from mediation_desk.terms.refusal import Refusal

from .act import Act
from .lookups import require_text
from .work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReadingNeed(Act):
    """登记阅读困难. 不识字、看不清、听读不懂普通话: nothing is signed by this person that was not read aloud to him."""

    person: PersonId
    need: str

    def perform(self, work: Work) -> None:
        person = work.person(self.person)
        work.law.require(NEEDS, self.need, field="need")
        if work.rows(ReadingNeed, person_id=person.id, need=self.need, reversed_by=None):
            raise Refusal("reading.known_already", name=person.name)
        work.add(ReadingNeed, id=work.new_row_id(f"need:{person.id}:{self.need}"), person_id=person.id, need=self.need)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReadingAloud(Act):
    """宣读. The whole frozen text was read aloud to one signer, before a witness where one is due."""

    paper: PaperId
    signer: str
    reader: str
    witness: str = ""
    relation: str = ""

    def perform(self, work: Work) -> None:
        paper = work.find(Paper, self.paper, "paper")
        if paper.state == "void":
            raise Refusal("signing.paper_is_void", title=paper.title)
        signer = next((one for one in paper.signers if one["key"] == self.signer), None)
        if signer is None:
            raise Refusal("signing.signer_unknown", field="signer", signer=self.signer, title=paper.title)
        reader, witness = require_text(self.reader, "reader"), self.witness.strip()
        needs = [work.law.require(NEEDS, row.need, field="need") for row in needs_of(work, signer.get("person"))]
        parties = [one["name"] for one in paper.signers if one["for_parties"]]
        require_witness(needs, signer["name"], reader, witness, parties)
        work.add(
            ReadAloud,
            id=work.new_row_id(f"read_aloud:{paper.id}:{self.signer}"),
            compartment=paper.compartment,
            paper_id=paper.id,
            signer_key=self.signer,
            frozen_sha256=paper.frozen_sha256,
            at=work.moment,
            reader=reader,
            witness=witness or None,
            relation=self.relation.strip() or None,
        )


def needs_of(work: Work, person: str | None) -> list[ReadingNeed]:
    """Why a person cannot read a paper himself; empty for most."""
    return [] if person is None else work.rows(ReadingNeed, person_id=person, reversed_by=None)


def require_read_aloud(work: Work, paper: Paper, key: str, person: str | None, name: str) -> None:
    """Refuse the signature of somebody who cannot read, unless this very text was read aloud to him."""
    if not needs_of(work, person):
        return
    read = work.rows(ReadAloud, paper_id=paper.id, signer_key=key, reversed_by=None)
    if all(row.frozen_sha256 != paper.frozen_sha256 for row in read):
        raise Refusal("reading.not_read_aloud", name=name, title=paper.title)
