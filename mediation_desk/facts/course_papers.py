"""Papers about what came of a text or a letter: it was served, a sum was paid, somebody was visited."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any, Final

from mediation_desk.model.agreement import Duty, Instalment
from mediation_desk.model.paper import Attachment, Paper
from mediation_desk.model.performance import Payment, Visit
from mediation_desk.model.service import Service

from .scene import Scene, fact

Subject = dict[str, Any]
_MOST_NAMED: Final = 3


def service(scene: Scene) -> Subject:
    """送达回证."""
    row = fact(scene, Service, "送达")
    party = next(p for p in scene.case.parties if p.id == row.party_id)
    served = None if row.paper_id is None else scene.builder.session.get(Paper, row.paper_id)
    proof = None if row.proof_id is None else scene.builder.session.get(Attachment, row.proof_id)
    return {
        "service": {
            "paper": row.paper_title,
            "copies": 1,
            "number": None if served is None else served.number,
            "addressee": party.person.name,
            "address": row.address or party.person.address or "",
            "manner": scene.law.words("service_manners", row.manner),
            "served_on": datetime.combine(row.served_on, time()),
            "receiver": row.receiver,
            "relation": row.receiver_relation,
            "refused_reason": row.refused_reason,
            "witness": row.witness,
            "server": row.server,
            "photos": None if proof is None else proof.name,
            "arrived_at": datetime.combine(row.served_on, time()) if row.manner == "electronic" else None,
            "note": row.note,
        }
    }


def payment(scene: Scene) -> Subject:
    """履行凭证."""
    row = fact(scene, Payment, "付款")
    instalment = scene.builder.session.get_one(Instalment, row.instalment_id)
    duty = scene.builder.session.get_one(Duty, instalment.duty_id)
    clause = next(d for a in scene.the_track.agreements for d in a.duties if d.id == duty.id)
    return {
        "payment": {
            "amount": row.amount,
            "payer": row.payer or clause.payer or "、".join(clause.debtors),
            "payee": clause.account_holder or _together(clause.beneficiaries),
            "on": row.on,
            "manner": row.manner,
            "clause": f"协议第{duty.number}项",
            "instalment": f"第{instalment.number}期",
        }
    }


def _together(names: tuple[str, ...]) -> str:
    """A crowd is named by its first member and its number: one of them signs the receipt."""
    return "、".join(names) if len(names) <= _MOST_NAMED else f"{names[0]}等{len(names)}人"


def visit(scene: Scene) -> Subject:
    """回访记录."""
    row = fact(scene, Visit, "回访")
    return {
        "visit": {
            "reason": scene.case.title,
            "performance": row.performance,
            "satisfaction": None if row.satisfaction is None else f"{row.satisfaction}分（满分5分）",
            "dispute": row.dispute,
            "measures": row.measures,
            "visitor": row.visitor,
            "on": row.on,
            "manner": row.manner,
        }
    }
