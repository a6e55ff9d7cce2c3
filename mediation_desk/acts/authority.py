"""The office's own certificates and what holds for all keys: renewal, time stamp service, revocation lists."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cryptography import x509
from sqlalchemy import select

from mediation_desk.model.office import OfficeKey, RevocationListFile
from mediation_desk.preparing.attesting import SETTING
from mediation_desk.preparing.keys import AUTHORITY, SEAL, WITNESS, chain_of_row, credential, key_row
from mediation_desk.preparing.preparation import Preparation
from mediation_desk.signatures.authority import create_authority, endorsement, issue_seal, issue_witness
from mediation_desk.signatures.certificates import in_pem, is_root, read_certificates
from mediation_desk.signatures.fetching import forget_silence, require_address
from mediation_desk.signatures.moments import SHANGHAI
from mediation_desk.signatures.revocation import describe_list, read_list, require_issued_by
from mediation_desk.signatures.timestamps import TimeService
from mediation_desk.terms.ids import OrganisationId
from mediation_desk.terms.refusal import Refusal

from .act import Act
from .certificates import find_key, put_in_use
from .work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueSeal(Act):
    """签发机构电子签章证书, by the office's own authority, and labelled as such."""

    id: str
    organisation: OrganisationId

    def perform(self, work: Work) -> None:
        body = work.organisation(self.organisation)
        if body.route == "paper":
            raise Refusal("seal.on_paper_only", field="organisation", name=body.name)
        root = credential(work.session, AUTHORITY)
        made = issue_seal(root, body.name, work.now.replace(tzinfo=SHANGHAI), work.random_bytes)
        row = key_row(self.id, SEAL, body.id, made, work.now, work.random_bytes)
        put_in_use(work, row, made.certificate)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewCertificate(Act):
    """续期自建证书. Another key and certificate take its place; what the old one signed stays valid."""

    id: str
    key: str

    def perform(self, work: Work) -> None:
        row = find_key(work, self.key)
        if row.kind != "self_made" or row.ready_at is None:
            raise Refusal("certificate.renewed_by_its_issuer", field="key")
        if row.ended_at is not None:
            raise Refusal("certificate.ended_already", field="key")
        if row.purpose == SEAL:
            IssueSeal(id=self.id, organisation=OrganisationId(row.organisation_id or "")).perform(work)
        elif row.purpose == WITNESS:
            root, now = credential(work.session, AUTHORITY), work.now.replace(tzinfo=SHANGHAI)
            made = issue_witness(root, work.office().name, now, work.random_bytes)
            put_in_use(work, key_row(self.id, WITNESS, None, made, work.now, work.random_bytes), made.certificate)
        else:
            self._renew_root(work)

    def _renew_root(self, work: Work) -> None:
        """The old root stays trusted; keys from elsewhere get the new one's word."""
        made = create_authority(work.office().name, work.now.replace(tzinfo=SHANGHAI), work.random_bytes)
        root = key_row(self.id, AUTHORITY, None, made.root, work.now, work.random_bytes)
        witness = key_row(work.new_row_id("witness"), WITNESS, None, made.witness, work.now, work.random_bytes)
        put_in_use(work, root, made.root.certificate)
        put_in_use(work, witness, made.witness.certificate)
        elsewhere = select(OfficeKey).where(OfficeKey.kind != "self_made", OfficeKey.ended_at.is_(None))
        for row in work.session.scalars(elsewhere):
            if row.ready_at is not None:
                row.endorsement = endorsement(made.root, chain_of_row(row)[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTimeService(Act):
    """设定时间戳服务. Asked once before it is taken; without an address signatures carry the office's own time."""

    url: str | None = None
    root: str = ""
    """The service's root certificate in PEM, where its time stamps do not bring it along."""
    every: bool = False
    """Stamp each hand too, not only the seal."""
    chain: tuple[str, ...] = ()
    """The certificates of a trial stamp, its own first, in PEM."""

    def prepare(self, preparation: Preparation) -> SetTimeService:
        if not self.url or self.chain:
            return self
        forget_silence()
        found = TimeService(require_address(self.url)).certificates()
        return replace(self, chain=tuple(in_pem(read_certificates(one)[0]) for one in found))

    def perform(self, work: Work) -> None:
        office = work.office()
        kept = {key: value for key, value in office.settings.items() if key != SETTING}
        if self.url:
            if not self.chain:
                raise Refusal("stamp.no_answer", field="url", url=self.url)
            roots = self.root or "".join(one for one in self.chain if is_root(read_certificates(one.encode())[0]))
            if not roots:
                raise Refusal("stamp.root_missing", field="root", url=self.url)
            parts = [in_pem(one) for one in read_certificates(roots.encode())]
            kept[SETTING] = {
                "url": require_address(self.url),
                "roots": parts,
                "chain": list(self.chain),
                "every": self.every,
            }
        office.settings = kept


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadRevocationList(Act):
    """载入吊销列表. Of an authority whose certificates are used here; a newer list takes the older one's place."""

    id: str
    list: str
    """The list in PEM."""

    def perform(self, work: Work) -> None:
        data = read_list(self.list.encode())
        require_issued_by(data, _known_issuers(work))
        about = describe_list(data)
        made = about.made.replace(tzinfo=None)
        for old in work.session.scalars(select(RevocationListFile).filter_by(issuer=about.issuer)):
            if old.made_at > made:
                raise Refusal("certificate.list_older", field="file", issuer=about.issuer, made=old.made_at)
            work.session.delete(old)
        row = RevocationListFile(
            id=self.id, issuer=about.issuer, data=data, made_at=made, loaded_at=work.now, staff_id=work.actor.staff
        )
        work.add_to_office(row)


def _known_issuers(work: Work) -> list[x509.Certificate]:
    rows = work.session.scalars(select(OfficeKey).where(OfficeKey.ready_at.is_not(None)))
    own = [one for row in rows if row.pkcs12 or row.token for one in chain_of_row(row)[1:]]
    setting = work.office().settings.get(SETTING) or {}
    stamping = [*setting.get("chain", ()), *setting.get("roots", ())]
    return [*own, *(one for text in stamping for one in read_certificates(text.encode()))]
