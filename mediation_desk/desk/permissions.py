"""Who may do and look at what: one table. What is not in it nobody may do."""

from __future__ import annotations

from typing import Final

REGISTRAR, MEDIATOR, DIRECTOR = "registrar", "mediator", "director"
LAWYER, EVALUATOR, ADMINISTRATOR = "village_lawyer", "evaluator", "administrator"

_COUNTER = frozenset({REGISTRAR, MEDIATOR, DIRECTOR, LAWYER})
_MEDIATE = frozenset({MEDIATOR, DIRECTOR})
_FILE = frozenset({REGISTRAR, MEDIATOR, DIRECTOR})
_EVALUATE = frozenset({EVALUATOR})
_RUN = frozenset({ADMINISTRATOR, DIRECTOR})
_STAFF = frozenset({REGISTRAR, MEDIATOR, DIRECTOR, LAWYER, EVALUATOR})
_ANYONE = frozenset({REGISTRAR, MEDIATOR, DIRECTOR, LAWYER, EVALUATOR, ADMINISTRATOR})

ACTS: Final[dict[str, frozenset[str]]] = {
    "register_case": _COUNTER,
    "take_up_enquiry": _COUNTER,
    "correct_case": _FILE,
    "open_track": _FILE,
    "add_person": _COUNTER,
    "correct_person": _COUNTER,
    "add_party": _COUNTER,
    "withdraw_party": _FILE,
    "add_relation": _COUNTER,
    "end_relation": _FILE,
    "withhold_fact": _FILE,
    "receive_application": _FILE,
    "sign_file_receipt": _FILE,
    "record_turning_point": _FILE,
    "accept_case": _FILE,
    "refuse_case": _FILE,
    "choose_mediator": _FILE,
    "disclose": _MEDIATE,
    "decide_recusal": frozenset({DIRECTOR}),
    "tell_rights": _FILE,
    "record_consent": _FILE,
    "record_contact": _COUNTER,
    "record_service": _FILE,
    "record_outside": _FILE,
    "attach_file": _COUNTER,
    "plan_session": _FILE,
    "record_session": _MEDIATE,
    "record_inquiry": _COUNTER,
    "record_private_talk": _MEDIATE,
    "suggest": _MEDIATE,
    "record_reached": _MEDIATE,
    "record_oral_agreement": _MEDIATE,
    "finalise_agreement": _MEDIATE,
    "withdraw_text": _MEDIATE,
    "propose_plan": _MEDIATE,
    "withdraw_plan": _MEDIATE,
    "record_objection": _FILE,
    "confirm_silence": _MEDIATE,
    "record_signature": _FILE | _EVALUATE,
    "affix_seal": frozenset({DIRECTOR}),
    "refuse_to_sign": _FILE,
    "confirm_scan": _FILE,
    "file_scan": _FILE,
    "pause_clock": _MEDIATE,
    "resume_clock": _MEDIATE,
    "extend_limit": _MEDIATE,
    "end_track": _MEDIATE,
    "record_undisputed_facts": _MEDIATE,
    "reopen_track": _MEDIATE,
    "take_route": _FILE,
    "apply_confirmation": _FILE,
    "record_ruling": _FILE,
    "apply_execution": _FILE,
    "elect_representatives": _COUNTER,
    "reverse_act": _MEDIATE,
    "record_performance": _FILE,
    "meet_condition": _FILE,
    "record_default": _FILE,
    "record_visit": _COUNTER,
    "split_track": _MEDIATE,
    "transfer": _MEDIATE,
    "refer_aside": _FILE,
    "report_danger": _COUNTER,
    "assess_risk": _MEDIATE,
    "ask_lower_risk": _MEDIATE,
    "lower_risk": _MEDIATE,
    "record_handover_taken": _FILE,
    "record_handover_declined": _FILE,
    "record_handover_answer": _FILE,
    "receive_referral": _COUNTER,
    "feed_back": _FILE,
    "close_outside": _FILE,
    "ask_evaluation": _MEDIATE,
    "sign_mandate": _FILE,
    "propose_evaluator": _MEDIATE,
    "choose_evaluator": _FILE,
    "disclose_as_evaluator": _EVALUATE,
    "object_to_evaluator": _FILE,
    "list_material": _FILE | _EVALUATE,
    "lock_opinion": _EVALUATE,
    "choose_to_hear": _FILE,
    "release_evaluation": _MEDIATE,
    "state_later_use": _FILE,
    "close_evaluation": _MEDIATE,
    "issue_paper": _COUNTER,
    "void_paper": _FILE,
    "close_volume": _FILE,
    "supplement_volume": _FILE,
    "add_organisation": _RUN,
    "issue_seal": _RUN,
    "appoint_staff": _RUN,
    "dismiss_staff": _RUN,
    "change_settings": _RUN,
    "adopt_rules": _RUN,
    "recount_clocks": frozenset({DIRECTOR}),
}
"""Act to the roles that may perform it."""

QUERIES: Final[dict[str, frozenset[str]]] = {
    "today": _STAFF,
    "ledger": _STAFF,
    "whole_case": _STAFF,
    "paper_bytes": _STAFF,
    "find_text": _STAFF,
    "people_known": _COUNTER,
    "choices": _ANYONE,
    "office_overview": _ANYONE,
    "lapsed_settings": _ANYONE,
    "evaluation_sheet": _STAFF,
    "evaluations": _STAFF,
    "waiting_papers": _STAFF,
    "signing_sheet": _STAFF,
    "sorted_scans": _COUNTER,
    "draft_preview": _MEDIATE,
    "saved_draft": _ANYONE,
    "case_number": _STAFF,
    "number_books": _STAFF,
    "register_entry": _STAFF,
    "case_package": frozenset({DIRECTOR, MEDIATOR}),
    "journal_of_case": frozenset({DIRECTOR, MEDIATOR}),
    "case_preview": _STAFF,
    "performance_due": _STAFF,
    "triage_advice": _COUNTER,
    "self_check": _RUN,
    "trusted_roots": _ANYONE,
    "private_notes": _MEDIATE,
    "attachment_bytes": _STAFF,
    "case_record": _STAFF,
    "issued_papers": _STAFF,
    "agreement_check": _MEDIATE,
    "what_may_follow": _STAFF,
    "procedure_rules": _ANYONE,
    "rules_in_force": _ANYONE,
    "new_rules": _ANYONE,
    "cases_to_recount": frozenset({DIRECTOR}),
}
"""Query to the roles that may ask it. The administrator runs the office and sees no case."""

DEEDS: Final[dict[str, frozenset[str]]] = {
    "export_case": frozenset({DIRECTOR, MEDIATOR}),
    "import_case": frozenset({DIRECTOR}),
    "self_check": _RUN,
}
"""What is done to the office as a whole, besides acts: who may take a case out, let one in, examine the store."""


def may(table: dict[str, frozenset[str]], name: str, roles: frozenset[str]) -> bool:
    """Whether one of the roles may do what is named; what the table does not name is forbidden."""
    return bool(table.get(name, frozenset()) & roles)
