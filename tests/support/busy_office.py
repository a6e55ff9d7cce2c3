"""A practice office on a busy Monday: quarrels at every stage, beside the worked cases where they are wanted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from mediation_desk.acts.acceptance import AcceptCase, ChooseMediator, ReceiveApplication, SignFileReceipt
from mediation_desk.acts.intake import OpenTrack, Referral, RegisterCase
from mediation_desk.acts.people import PartyDraft, PersonDraft
from mediation_desk.acts.recorded import RecordConsent
from mediation_desk.acts.sessions import PlanSession
from mediation_desk.desk.offices import OfficeDoor
from mediation_desk.desk.practice import PracticeOffice, demo_scripts
from mediation_desk.desk.surroundings import SHANGHAI, Surroundings, system
from mediation_desk.terms.money import Money
from mediation_desk.ui.session import Session
from tests.support.kept_offices import CHEAP, PASSWORD, practice_office
from tests.support.practice_desk import Case, staff

TODAY = date(2026, 11, 23)
MORNING = datetime.combine(TODAY, time(9, 12), tzinfo=SHANGHAI)


@dataclass(frozen=True, kw_only=True)
class Quarrel:
    """A quarrel of the busy day. `ago` are days since it came; `stage` is how far it has got."""

    applicant: str
    respondent: str
    phones: tuple[str, str]
    dispute: str
    ago: int
    summary: str
    request: str
    procedure: str = ""
    body: str = ""
    mediator: str = ""
    amount: str | None = None
    source: str = "self"
    stage: str = "mediating"  # enquiry | registered | opened | mediating
    meets: tuple[int, int, int, str] | None = None
    organ: str = ""


QUARRELS = (
    Quarrel(
        applicant="周桂英",
        respondent="钱志远",
        phones=("13806582207", "15968016630"),
        dispute="neighbours",
        ago=28,
        summary="2026年9月钱志远在自家南侧搭建雨棚，外挑约1.1米。周桂英认为遮挡一楼采光，双方多次口角，村里调解过一次未成。",
        request="拆除雨棚或缩短外挑",
        procedure="people.general",
        body="shiqiao",
        mediator="wangshi",
        amount="8000",
        meets=(0, 9, 30, "第一调解室"),
    ),
    Quarrel(
        applicant="孙家铭",
        respondent="枫源建材有限公司",
        phones=("13757531188", "057588802600"),
        dispute="contract",
        ago=40,
        summary="孙家铭等人为枫源建材装卸货物，公司拖欠劳务报酬。孙家铭起诉后，法院委派调解。",
        request="支付劳务报酬186,400元",
        procedure="judicial.before_filing",
        body="invited",
        mediator="lin",
        amount="186400",
        source="court_pre",
        organ="临溪县人民法院",
    ),
    Quarrel(
        applicant="吴敏",
        respondent="恒安物业服务有限公司",
        phones=("13906750021", "057588803311"),
        dispute="property_management",
        ago=26,
        summary="小区电梯多次停运，吴敏等业主拒交半年物业费，物业公司要求补交。",
        request="减免停运期间物业费4,860元",
        procedure="people.general",
        body="fengtang",
        mediator="guo",
        amount="4860",
        meets=(1, 14, 0, "第二调解室"),
    ),
    Quarrel(
        applicant="曹丽",
        respondent="明达服饰有限公司",
        phones=("13588530077", "057588804422"),
        dispute="unpaid_wages",
        ago=9,
        summary="明达服饰拖欠曹丽三个月工资，曹丽向镇劳动争议调解委员会申请调解。",
        request="支付工资21,500元",
        procedure="professional.labour",
        body="labour",
        mediator="xu",
        amount="21500",
    ),
    Quarrel(
        applicant="何建国",
        respondent="临溪县人民医院",
        phones=("13735281920", "057588805500"),
        dispute="medical",
        ago=12,
        summary="何建国做疝气手术后感染，认为医院处置不当，双方共同申请调解。",
        request="赔偿120,000元",
        procedure="professional.medical",
        body="medical",
        mediator="tang",
        amount="120000",
        meets=(0, 14, 0, "医调室"),
    ),
    Quarrel(
        applicant="蒋美琴",
        respondent="蒋卫东",
        phones=("13867530156", "13867530199"),
        dispute="marriage_family",
        ago=4,
        summary="蒋美琴年过七旬，称儿子蒋卫东两年没有给付赡养费。",
        request="每月给付赡养费800元",
        procedure="people.general",
        body="fengtang",
        mediator="guo",
    ),
    Quarrel(
        applicant="李浩",
        respondent="王磊",
        phones=("15157501234", "15157504321"),
        dispute="damages",
        ago=2,
        summary="李浩与王磊在夜市争执后互殴，李浩鼻骨受伤，派出所移交调解民事赔偿部分。",
        request="赔偿医疗费3,200元",
        procedure="people.general",
        body="fengtang",
        amount="3200",
        source="police_110",
        stage="opened",
    ),
    Quarrel(
        applicant="徐芳",
        respondent="顾勇",
        phones=("13675750866", "13675750233"),
        dispute="contract",
        ago=1,
        summary="顾勇向徐芳借款五万元，到期没有归还，约定利息有争议。",
        request="归还借款50,000元",
        amount="50000",
        stage="registered",
    ),
    Quarrel(
        applicant="周桂英",
        respondent="钱志远",
        phones=("13806582207", "15968016630"),
        dispute="neighbours",
        ago=60,
        summary="来电询问隔壁搭棚子挡光怎么办，告知可以先申请村调委会调解。",
        request="",
        stage="enquiry",
    ),
)


def busy(folder: Path, *, worked: bool = False) -> PracticeOffice:
    """A practice office with every quarrel of the day; `worked` plays the worked cases before."""
    office = practice_office(folder)
    if worked:
        for file, script in demo_scripts(system().resources):
            played = office.play(script, file)
            assert played.problem is None, played.problem
    for number, quarrel in enumerate(sorted(QUARRELS, key=lambda one: -one.ago)):
        _bring(office, quarrel, Case(office, f"busy-{number}", by="zhou"))
    office.clock.moment = MORNING
    return office


def monday() -> Surroundings:
    """The world on the busy day, its clock standing still."""
    return system().at(lambda: MORNING)


def open_accounts(office: PracticeOffice, *accounts: str) -> None:
    """Give members of staff a way in with the one password of these tests."""
    for account in accounts:
        office.door.give_account(office.desk, account, PASSWORD)


def session_of(folder: Path, account: str = "shen") -> Session:
    """Somebody signed in on the busy day."""
    door = OfficeDoor(folder, monday(), CHEAP)
    return Session(door.sign_in(account, PASSWORD), door, account)


def _bring(office: PracticeOffice, quarrel: Quarrel, case: Case) -> None:
    came = TODAY - timedelta(days=quarrel.ago)
    people = (
        PersonDraft(id=case.id("n1"), name=quarrel.applicant, phone=quarrel.phones[0], address="临溪县枫塘镇"),
        PersonDraft(
            id=case.id("n2"),
            name=quarrel.respondent,
            phone=quarrel.phones[1],
            address="临溪县枫塘镇",
            kind="company" if "公司" in quarrel.respondent or "医院" in quarrel.respondent else "natural",
        ),
    )
    parties = (
        PartyDraft(id=case.id("p1"), person=people[0].id, side="applicant"),
        PartyDraft(id=case.id("p2"), person=people[1].id, side="respondent"),
    )
    act = RegisterCase(
        source=quarrel.source,
        region="330699101201",
        summary=quarrel.summary,
        request=quarrel.request,
        dispute_type=quarrel.dispute,
        enquiry=quarrel.stage == "enquiry",
        people=people,
        parties=parties,
        amount_claimed=None if quarrel.amount is None else Money.parse(quarrel.amount),
    )
    case.do(act, came, at=time(9, 0), by="zhou")
    if quarrel.stage in ("opened", "mediating"):
        _open(quarrel, case, came)


def _open(quarrel: Quarrel, case: Case, came: date) -> None:
    track = case.id("t")
    referral = Referral(organ=quarrel.organ, number="（2026）浙0699诉前调1187号") if quarrel.organ else None
    case.do(
        OpenTrack(track=track, procedure=quarrel.procedure, body=staff(quarrel.body), referral=referral),
        came,
        by="zhou",
    )
    if quarrel.stage == "opened":
        return
    if referral is None:
        case.do(ReceiveApplication(track=track), came, by="zhou")
    else:
        case.do(_receipt(track), came, by="zhou")
    for party in () if quarrel.procedure == "people.general" else ("p1", "p2"):
        agreed = RecordConsent(track=track, id=case.id(f"c-{party}"), subject="mediation", party=case.id(party))
        case.do(agreed, came, by="zhou")
    case.do(AcceptCase(track=track), came, by="zhou")
    case.do(ChooseMediator(track=track, staff=staff(quarrel.mediator)), came, by="zhou")
    if quarrel.meets is not None:
        days, hour, minute, place = quarrel.meets
        at = datetime.combine(TODAY + timedelta(days=days), time(hour, minute))
        case.do(
            PlanSession(track=track, id=case.id("plan"), at=at, place=place, subject="第 1 次调解"), came, by="zhou"
        )


def _receipt(track: str) -> SignFileReceipt:
    return SignFileReceipt(
        track=track,
        handed_over_by="临溪县人民法院立案庭",
        received_by="林远",
        documents=("起诉状副本", "委派调解书"),
    )
