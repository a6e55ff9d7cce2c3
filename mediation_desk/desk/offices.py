"""Making an office, opening it, and letting people in by their own account."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.law.regions import division
from mediation_desk.model.office import Office, RuleEdition, Staff
from mediation_desk.preparing.keys import AUTHORITY, WITNESS, key_row
from mediation_desk.signatures.authority import create_authority
from mediation_desk.store import audit
from mediation_desk.store.engines import Store, open_store
from mediation_desk.store.keyfile import KEY_FILE, KeyFile
from mediation_desk.store.migrating import upgrade
from mediation_desk.store.passwords import GuessCost
from mediation_desk.terms.actor import Actor
from mediation_desk.terms.refusal import Refusal

from .desk import Desk
from .rulebook import shipped_edition, shipped_law
from .surroundings import Surroundings

MARK_FILE = "office.mark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Founder:
    """The first account of a new office. There is no default password."""

    name: str
    account: str
    password: str
    roles: tuple[str, ...] = ("administrator", "director")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOffice:
    """What the first-start wizard asks for. `region` is the code of the administrative division."""

    name: str
    region: str
    region_name: str
    founder: Founder
    practice: bool = False


@dataclass(frozen=True, slots=True)
class OfficeDoor:
    """A folder that holds an office, and the way in."""

    folder: Path
    surroundings: Surroundings
    cost: GuessCost = field(default_factory=GuessCost)

    @property
    def exists(self) -> bool:
        """Whether an office has been made here."""
        return self._keys.exists

    @property
    def accounts(self) -> tuple[str, ...]:
        """The accounts that have a slot in the key file."""
        return self._keys.accounts

    @property
    def _keys(self) -> KeyFile:
        return KeyFile(self.folder / KEY_FILE, self.cost)

    def found(self, new: NewOffice) -> Desk:
        """Make an office and sign its founder in. Refuses a folder that already holds one, and faulty rule files."""
        shipped_law(self.surroundings.resources)
        if self.exists:
            raise Refusal("office.exists", folder=str(self.folder))
        for text, name in ((new.name, "name"), (new.region, "region"), (new.founder.name, "founder")):
            if not text.strip():
                raise Refusal("field.empty", field=name)
        division(new.region, field="region")
        self.folder.mkdir(parents=True, exist_ok=True)
        data_key = self._keys.create(new.founder.account, new.founder.password)
        store = self._open(data_key)
        with store.writing() as session:
            staff = self._write_founder(session, new)
        return self._desk(store, staff)

    def sign_in(self, account: str, password: str) -> Desk:
        """Open the office for one account, if the rule files are sound: nobody works by rules that are half read."""
        shipped_law(self.surroundings.resources)
        return self.sign_in_to_examine(account, password)

    def sign_in_to_examine(self, account: str, password: str) -> Desk:
        """Open the office whatever its rules are like, for the self-check.

        The database key is nowhere on the disk without a password.
        """
        if not self.exists:
            raise Refusal("office.missing", folder=str(self.folder))
        data_key = self._keys.open(account, password, self.surroundings.now())
        store = self._open(data_key)
        with store.reading() as session:
            staff = session.scalars(select(Staff).filter_by(account=account, active=True)).first()
        if staff is None:
            store.close()
            raise Refusal("account.not_active", field="account", account=account)
        return self._desk(store, staff)

    def give_account(self, desk: Desk, account: str, password: str) -> None:
        """A slot in the key file for a member of staff who was appointed with this account."""
        if not desk.actor.roles & {"administrator", "director"}:
            raise Refusal("permission.denied", what="give_account", roles="、".join(sorted(desk.actor.roles)))
        self._keys.add_slot(desk.store.blobs.data_key, account, password)

    def change_password(self, account: str, old: str, new: str) -> None:
        """A new password for the same slot; the data stay as they are."""
        self._keys.change_password(account, old, new, self.surroundings.now())

    def take_account(self, desk: Desk, account: str) -> None:
        """Remove a slot: the password opens nothing any more."""
        if not desk.actor.roles & {"administrator", "director"}:
            raise Refusal("permission.denied", what="take_account", roles="、".join(sorted(desk.actor.roles)))
        self._keys.remove_slot(account)

    def _open(self, data_key: bytes) -> Store:
        store = open_store(self.folder, data_key)
        upgrade(store, self.surroundings.migrations, self.surroundings.now().replace(tzinfo=None))
        return store

    def _write_founder(self, session: Session, new: NewOffice) -> Staff:
        now = self.surroundings.now()
        session.add(
            Office(
                id=self.surroundings.new_id(),
                name=new.name,
                region=new.region,
                region_name=new.region_name,
                practice=new.practice,
                created_at=now.replace(tzinfo=None),
                settings={},
                rules_digest=shipped_edition(self.surroundings.resources).digest,
            )
        )
        staff = Staff(
            id=self.surroundings.new_id(),
            name=new.founder.name,
            account=new.founder.account,
            roles=list(new.founder.roles),
            villages=[],
            active=True,
            since=now.date(),
        )
        session.add(staff)
        session.add(self._first_edition(staff))
        self._write_keys(session, new.name)
        return staff

    def _first_edition(self, founder: Staff) -> RuleEdition:
        now, shipped = self.surroundings.now(), shipped_edition(self.surroundings.resources)
        return RuleEdition(
            id=self.surroundings.new_id(),
            number=1,
            digest=shipped.digest,
            adopted_on=now.date(),
            adopted_at=now.replace(tzinfo=None),
            staff_id=founder.id,
            texts=shipped.packed,
        )

    def _write_keys(self, session: Session, office: str) -> None:
        now, random_bytes = self.surroundings.now(), self.surroundings.random_bytes
        authority = create_authority(office, now, random_bytes)
        for purpose, made in ((AUTHORITY, authority.root), (WITNESS, authority.witness)):
            session.add(
                key_row(self.surroundings.new_id(), purpose, None, made, now.replace(tzinfo=None), random_bytes)
            )

    def _desk(self, store: Store, staff: Staff) -> Desk:
        actor = Actor(staff=staff.id, name=staff.name, roles=frozenset(staff.roles), organisation=staff.organisation_id)
        return Desk(store, self.surroundings, actor, self._writer(store))

    def _writer(self, store: Store) -> str:
        mark = self.folder / MARK_FILE
        if not mark.exists():
            mark.write_text(self.surroundings.new_id(), encoding="ascii")
        now = self.surroundings.now()
        with store.writing() as session:
            return audit.writer_for(
                session,
                machine=self.surroundings.machine,
                mark=mark.read_text(encoding="ascii"),
                new_id=self.surroundings.new_id(),
                now=now,
            )
