"""A person of a case as papers and screens know him."""

from __future__ import annotations

from datetime import date

from mediation_desk.law.identity import age_on
from mediation_desk.law.in_force import LawInForce
from mediation_desk.model.party import Person

from .shapes import PersonFacts


def person_facts(row: Person, today: date, law: LawInForce) -> PersonFacts:
    """The facts of a person, with the age on a day and whether that is a minor's."""
    age = None if row.birth is None else age_on(row.birth, today)
    return PersonFacts(
        id=row.id,
        kind=row.kind,
        name=row.name,
        document_kind=row.document_kind,
        document=law.words("id_documents", row.document_kind) if row.document_kind else None,
        id_number=row.id_number,
        sex=row.sex,
        birth=row.birth,
        age=age,
        minor=age is not None and age < law.ages.full.years,
        ethnicity=law.words("ethnicities", row.ethnicity) if row.ethnicity else None,
        occupation=row.occupation,
        phone=row.phone,
        address=row.address,
        credit_code=row.credit_code,
        legal_representative=row.legal_representative,
        representative_post=row.representative_post,
        account=row.account,
    )
