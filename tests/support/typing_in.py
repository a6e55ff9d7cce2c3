"""Filling the counter's form with a quarrel, as a registrar types it."""

from __future__ import annotations

from mediation_desk.terms.money import Money
from mediation_desk.ui.dialogs.party_draft import PartyDraft
from mediation_desk.ui.pages.intake.form import IntakeForm, PartyEntry, Standing
from mediation_desk.ui.pages.intake.page import IntakePage


def quarrel(form: IntakeForm) -> IntakeForm:
    """A quarrel on what stands in an empty form."""
    return IntakeForm(
        source=form.source,
        region="330699101201",
        received_on=form.received_on,
        received_at=form.received_at,
        entries=(
            PartyEntry(
                party=PartyDraft(
                    side="applicant",
                    name="周桂英",
                    id_number="330699195703121540",
                    phone="13806582207",
                    address="枫塘镇石桥村3组12号",
                ),
                standing=(Standing(kind="agent", name="陈志明", phone="13805750011", powers=("settle",)),),
            ),
            PartyEntry(party=PartyDraft(side="respondent", name="钱志远", phone="15968016630")),
        ),
        summary="2026年9月，钱志远在自家南侧搭建雨棚，外挑约1.1米。周桂英认为遮挡一楼采光，双方多次口角，村里调解过一次未成。",
        request="拆除雨棚或缩短外挑",
        dispute_type="neighbours",
        amount=Money.parse("8000"),
    )


def fill_in(page: IntakePage) -> None:
    """Put it into the page's fields."""
    assert page.entry is not None
    page.entry.show_form(quarrel(page.entry.form()))
    page.entry.focus_first()
