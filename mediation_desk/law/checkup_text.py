"""The check of the words: what is vague, what reaches too far, what follows a default, what looks too high."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mediation_desk.terms.money import Money

from .bars import FLAGS, Bar
from .checkup_matter import Duty, Matter, clauses
from .checkup_rules import CheckRules, Finding
from .deadlines import add_months

_PAY = "pay"
_NUMERALS = "零一二三四五六七八九十"


def check_text(matter: Matter, words: CheckRules, bars: tuple[Bar, ...]) -> Iterator[Finding]:
    """Every clause by its words. `bars` say what a flag keeps a court or a screen from."""
    agreement = matter.agreement
    if not agreement.duties and not agreement.other_clauses:
        yield words.finding("duty.none", None)
    for number, text in clauses(agreement):
        for word in words.vague_in(text):
            yield words.finding("text.vague", number, word=word)
        for flag in sorted(words.about(text) - {"vague"}):
            effects = dict.fromkeys(bar.words for bar in bars if bar.flag == flag)
            yield words.finding("text.flagged", number, about=FLAGS[flag], effect="；".join(effects))
        yield from _clause(number, text, words)
    for word in words.vague_in(agreement.manner):
        yield words.finding("text.vague", None, word=word)
    yield from _defaults(matter, words)


def check_reason(matter: Matter, words: CheckRules) -> Iterator[Finding]:
    """Hints only: what a court might find too high, too long, or not in keeping with what was written before."""
    for number, text in clauses(matter.agreement):
        yield from _rates(number, text, words)
    for duty in matter.agreement.duties:
        yield from _penalty(duty, words)
        yield from _schedule(duty, matter, words)
    yield from _claim(matter, words)
    yield from _liability(matter.agreement.responsibility or "", words)


def _clause(number: int, text: str, words: CheckRules) -> Iterator[Finding]:
    if waived := words.first("waiver", text):
        yield words.finding("text.waiver", number, word=waived.group(0))
    if words.first("acceleration", text):
        if not words.first("grace", text):
            yield words.finding("default.no_grace", number)
        if not words.first("falls_due", text):
            yield words.finding("default.unclear", number)
    if words.first("penalty", text) and not words.first("penalty_sum", text):
        yield words.finding("penalty.no_amount", number)


def _defaults(matter: Matter, words: CheckRules) -> Iterator[Finding]:
    """One hint for the whole where nothing is said at all, else one for each schedule that goes without."""
    agreement = matter.agreement
    if not agreement.duties:
        return
    if not words.has("default_words", matter.whole):
        yield words.finding("text.default_clause_missing", None)
        return
    if words.has("default_words", "".join(agreement.other_clauses) + agreement.manner):
        return
    for duty in agreement.duties:
        if len(duty.instalments) > 1 and not words.has("default_words", duty.sentence):
            yield words.finding("default.instalments_bare", duty.number, count=len(duty.instalments))


def _rates(number: int, text: str, words: CheckRules) -> Iterator[Finding]:
    most = words.figure("lpr_one_year") * words.figure("lpr_times")
    for rate in words.rates:
        for match in rate.pattern.finditer(text):
            yearly = _number(match.group(1)) * rate.yearly
            if yearly > most:
                facts = {"said": match.group(0), "yearly": _plain(yearly), "most": _plain(most)}
                yield words.finding("rate.high", number, **facts, as_of=_as_of(words))


def _penalty(duty: Duty, words: CheckRules) -> Iterator[Finding]:
    if duty.penalty is None or duty.total is None:
        return
    if duty.penalty.fen * 100 > duty.total.fen * words.figure("penalty_percent"):
        percent = _plain(words.figure("penalty_percent"))
        yield words.finding("penalty.high", duty.number, penalty=duty.penalty.figures, percent=percent)


def _schedule(duty: Duty, matter: Matter, words: CheckRules) -> Iterator[Finding]:
    most = int(words.figure("most_instalments"))
    if len(duty.instalments) > most:
        yield words.finding("schedule.many", duty.number, count=len(duty.instalments), most=most)
    years = int(words.figure("most_years"))
    days = [instalment.due for instalment in duty.instalments if instalment.due is not None]
    if days and max(days) > add_months(matter.signing_day, years * 12):
        yield words.finding("schedule.long", duty.number, years=years)


def _claim(matter: Matter, words: CheckRules) -> Iterator[Finding]:
    paid = sum(duty.total.fen for duty in matter.agreement.duties if duty.kind == _PAY and duty.total is not None)
    claimed = matter.claimed
    if claimed is not None and claimed.fen and paid * 100 > claimed.fen * words.figure("above_claim_percent"):
        yield words.finding("sum.above_claim", None, total=Money(paid).figures, claimed=claimed.figures)


def _liability(text: str, words: CheckRules) -> Iterator[Finding]:
    """The shares named in 责任划分 make a hundred, and each is the part of the loss that it says."""
    shares = [Decimal(share) for share in words.all_of("share", text)]
    if len(shares) > 1 and sum(shares) != 100:
        yield words.finding("shares.words_not_hundred", None, sum=_plain(sum(shares, Decimal(0))))
    base = words.first("share_base", text)
    if base is None:
        return
    loss = Money.parse(base.group(1))
    for one in words.shapes["share_sum"]:
        for match in one.found_in(text):
            right = loss.fen * Decimal(match.group(1)) / 100
            if abs(right - Money.parse(match.group(2)).fen) > words.figure("share_tolerance") * 100:
                facts = {"percent": match.group(1), "sum": match.group(2), "right": Money(round(right)).figures}
                yield words.finding("shares.do_not_match_sums", None, base=loss.figures, **facts)


def _as_of(words: CheckRules) -> str:
    day = words.figures["lpr_one_year"].as_of
    return "" if day is None else f"{day.year}年{day.month}月"


def _number(text: str) -> Decimal:
    """In figures, or one Chinese numeral."""
    return Decimal(_NUMERALS.index(text)) if text in _NUMERALS else Decimal(text)


def _plain(number: Decimal) -> str:
    """Without zeros at the end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
