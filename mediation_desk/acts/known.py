"""The closed list of acts, by subject. What is not here cannot be done."""

from __future__ import annotations

from typing import Final

from .acceptance import (
    AcceptCase,
    ChooseMediator,
    DecideRecusal,
    Disclose,
    ReceiveApplication,
    RecordTurningPoint,
    RefuseCase,
    SignFileReceipt,
    TellRights,
)
from .act import Act
from .agreement import FinaliseAgreement, RecordOralAgreement, RecordReached, WithdrawText
from .archive import CloseVolume, SupplementVolume
from .authority import IssueSeal, LoadRevocationList, RenewCertificate, SetTimeService
from .certificates import ConnectToken, ImportKey, LoadCertificate, ReleasePin, RequestCertificate, RetireKey
from .clauses import DropClause, KeepClause
from .court import ApplyExecution, RecordRuling
from .drawings import ConfirmDrawing, ProposeDrawing, WithdrawDrawing
from .ending import ApplyConfirmation, EndTrack, ReopenTrack, ReverseAct, TakeRoute
from .evaluation import (
    AskEvaluation,
    ChooseEvaluator,
    DiscloseAsEvaluator,
    ListMaterial,
    ObjectToEvaluator,
    ProposeEvaluator,
    SignMandate,
)
from .handover import ReferAside, ReportDanger, SplitTrack, Transfer
from .intake import CorrectCase, OpenTrack, RegisterCase, TakeUpEnquiry
from .machine_clock import AcceptClock
from .office import AddOrganisation, AppointStaff, ChangeSettings, DismissStaff
from .opinions import ChooseToHear, CloseEvaluation, LockOpinion, ReleaseEvaluation, StateLaterUse
from .papers import IssuePaper, VoidPaper
from .people import (
    AddParty,
    AddPerson,
    AddRelation,
    CorrectPerson,
    EndRelation,
    WithdrawParty,
    WithholdFact,
)
from .performance import MeetCondition, RecordDefault, RecordPerformance, RecordVisit
from .plans import ConfirmSilence, ProposePlan, RecordObjection, WithdrawPlan
from .printing import EndPrinting, StartPrinting
from .reading_aloud import RecordReadingAloud, RecordReadingNeed
from .recorded import AttachFile, PauseClock, RecordConsent, RecordContact, RecordOutside, RecordService, ResumeClock
from .referrals import (
    CloseOutside,
    FeedBack,
    ReceiveReferral,
    RecordHandoverAnswer,
    RecordHandoverDeclined,
    RecordHandoverTaken,
)
from .representatives import ElectRepresentatives
from .reviews import LoadReviewSheet, UseShippedReview
from .risk import AskLowerRisk, AssessRisk, LowerRisk
from .rules import AdoptRules, RecountClocks
from .scans import FileScan
from .sessions import PlanSession, RecordInquiry, RecordPrivateTalk, RecordSession, Suggest
from .signing import AffixSeal, ConfirmScan, RecordSignature, RefuseToSign
from .signing_session import EndSigning, FaceSigner, StartSigning
from .templates import ActivateTemplate, ProposeTemplate, WithdrawTemplate
from .time import ExtendLimit
from .true_copies import SealTrueCopy
from .undisputed import RecordUndisputedFacts

ACTS: Final[tuple[type[Act], ...]] = (
    RegisterCase,
    TakeUpEnquiry,
    CorrectCase,
    OpenTrack,
    AddPerson,
    CorrectPerson,
    AddParty,
    WithdrawParty,
    AddRelation,
    EndRelation,
    WithholdFact,
    ReceiveApplication,
    SignFileReceipt,
    RecordTurningPoint,
    AcceptCase,
    RefuseCase,
    ChooseMediator,
    Disclose,
    DecideRecusal,
    TellRights,
    RecordConsent,
    RecordContact,
    RecordService,
    RecordOutside,
    AttachFile,
    PlanSession,
    RecordSession,
    RecordInquiry,
    RecordPrivateTalk,
    Suggest,
    RecordReached,
    RecordOralAgreement,
    FinaliseAgreement,
    WithdrawText,
    ProposePlan,
    WithdrawPlan,
    RecordObjection,
    ConfirmSilence,
    RecordSignature,
    AffixSeal,
    RefuseToSign,
    StartSigning,
    FaceSigner,
    EndSigning,
    RecordReadingNeed,
    RecordReadingAloud,
    ConfirmScan,
    SealTrueCopy,
    FileScan,
    PauseClock,
    ResumeClock,
    ExtendLimit,
    EndTrack,
    RecordUndisputedFacts,
    ReopenTrack,
    TakeRoute,
    ApplyConfirmation,
    RecordRuling,
    ApplyExecution,
    ElectRepresentatives,
    ReverseAct,
    RecordPerformance,
    MeetCondition,
    RecordDefault,
    RecordVisit,
    SplitTrack,
    Transfer,
    ReferAside,
    ReportDanger,
    AssessRisk,
    AskLowerRisk,
    LowerRisk,
    RecordHandoverTaken,
    RecordHandoverDeclined,
    RecordHandoverAnswer,
    ReceiveReferral,
    FeedBack,
    CloseOutside,
    AskEvaluation,
    SignMandate,
    ProposeEvaluator,
    ChooseEvaluator,
    DiscloseAsEvaluator,
    ObjectToEvaluator,
    ListMaterial,
    LockOpinion,
    ChooseToHear,
    ReleaseEvaluation,
    StateLaterUse,
    CloseEvaluation,
    IssuePaper,
    VoidPaper,
    StartPrinting,
    EndPrinting,
    CloseVolume,
    SupplementVolume,
    AddOrganisation,
    IssueSeal,
    ImportKey,
    ConnectToken,
    RequestCertificate,
    LoadCertificate,
    RenewCertificate,
    RetireKey,
    ReleasePin,
    SetTimeService,
    LoadRevocationList,
    AppointStaff,
    DismissStaff,
    ChangeSettings,
    AcceptClock,
    AdoptRules,
    RecountClocks,
    ProposeTemplate,
    ActivateTemplate,
    WithdrawTemplate,
    ProposeDrawing,
    ConfirmDrawing,
    WithdrawDrawing,
    KeepClause,
    DropClause,
    LoadReviewSheet,
    UseShippedReview,
)
BY_NAME: Final[dict[str, type[Act]]] = {act.act_name: act for act in ACTS}
