"""A practice office with a busy day in it: the worked cases, and quarrels that are still under way on one fixed day."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from mediation_desk.acts.acceptance import AcceptCase, ChooseMediator, TellRights
from mediation_desk.acts.intake import MatterDraft, OpenTrack, Referral, RegisterCase
from mediation_desk.acts.people import PartyDraft, PersonDraft
from mediation_desk.acts.sessions import PlanSession
from mediation_desk.desk.offices import OfficeDoor
from mediation_desk.desk.practice import PracticeOffice, demo_scripts, found_practice
from mediation_desk.desk.surroundings import SHANGHAI, Surroundings, system
from mediation_desk.store.passwords import GuessCost
from mediation_desk.terms.ids import MatterId, OrganisationId, PersonId, StaffId, TrackId, named_id
from mediation_desk.terms.money import Money
