"""Stretches of time: years, weeks, decades, durations, sets, hours of the clock."""

from __future__ import annotations

from typing import Any

from musnad.mentions.time_dates import DateReader
from musnad.mentions.time_lexicon import DIGITS, TimeWords
from musnad.mentions.time_parts import Core, Pattern
from musnad.text.morphology import analyse

_BARE_YEARS = range(1900, 2100)
_YEARS = range(600, 2200)
_QUOTES = frozenset("«»\"“”'")


class SpanReader:
    """Reads years, units, durations and clock times at a token."""

    def __init__(self, words: TimeWords) -> None:
        """Read the time words of one document."""
        self.words = words
        self.dates = DateReader(words)
        self.patterns: tuple[Pattern, ...] = (
            (frozenset({"edge", "demonstrative", "the-unit"}), self._unit),
            (frozenset({"earlier"}), self._earlier),
            (frozenset({"edge", "year-word", DIGITS}), self._year),
            (frozenset({"edge", "decade", "the-unit"}), self._decade),
            (frozenset({"season", "quarter", "half"}), self._part_of_year),
            (frozenset({"ago"}), self._ago),
            (frozenset({"cardinal", "vague-count", "unit", DIGITS}), self._duration),
            (frozenset({"clock", DIGITS}), self._clock),
            (frozenset({"set", "every"}), self._set),
            (frozenset({"part-alone"}), self._part_alone),
        )

    def _shift(self, index: int) -> tuple[int, int] | None:
        for kind in ("last", "next", "this"):
            found = self.words.read(index, kind, bare=True)
            if found is not None:
                return int(found[0]), found[1]
        return None

    def _unit(self, index: int) -> Core | None:
        """«الأسبوع الماضي», «هذا الشهر», «مطلع العام», «نهاية الأسبوع المقبل»."""
        edge = self.words.read(index, "edge")
        start = edge[1] if edge is not None else index
        cut = edge[2] if edge is not None else None
        parts: dict[str, Any] = {"edge": edge[0]} if edge is not None else {}
        this = self.words.read(start, "demonstrative", bare=edge is not None)
        unit_at = this[1] if this is not None else start
        unit = self.words.read(unit_at, "the-unit", bare=edge is not None or this is not None)
        if unit is None or unit[0] == "Q" or self._is_title(unit_at):
            return None
        cut = cut if cut is not None else (this[2] if this is not None else unit[2])
        shift = self._shift(unit[1])
        same = self.words.read(unit[1], "same", bare=True)
        if shift is not None:
            return "unit", {**parts, "unit": unit[0], "shift": shift[0]}, shift[1], cut
        if same is not None and this is None:
            return "unit", {**parts, "unit": unit[0], "same": "same"}, same[1], cut
        if this is not None or (edge is not None and self._closes(unit[1])):
            return "unit", {**parts, "unit": unit[0], "shift": 0}, unit[1], cut
        return None

    def _closes(self, index: int) -> bool:
        """Whether no number follows, as in «مطلع العام 2016»."""
        number = self.words.number(index)
        return number is None or number[0] not in _YEARS

    def _is_title(self, index: int) -> bool:
        return self.words.read(index - 1, "general-title") is not None

    def _earlier(self, index: int) -> Core | None:
        """«في وقت سابق من هذا الشهر»."""
        phrase = self.words.read(index, "earlier")
        of = self.words.read(phrase[1], "of", bare=True) if phrase is not None else None
        if phrase is None or of is None:
            return None
        inner = self._unit(of[1]) or self.dates.core(of[1])
        if inner is None:
            return None
        return "earlier", inner[1], inner[2], phrase[2]

    def _year(self, index: int) -> Core | None:
        """«عام 2016», «العام 2015», «أواخر 2016», a bare year after a preposition, «2010-2013»."""
        edge = self.words.read(index, "edge")
        start = edge[1] if edge is not None else index
        worded = self.words.read(start, "year-word", bare=edge is not None)
        at = worded[1] if worded is not None else start
        number = self.words.number(at)
        if number is None or self.words.tokens[at].kind != "number":
            return None
        year, after, _ = number
        hijri = False
        mark = self.words.read(after, "hijri-mark", bare=True)
        if mark is not None and 1300 <= year < 1500:
            hijri, after = True, mark[1]
        elif (
            worded is None and not self._is_bare_year(at, year, edged=edge is not None)
        ) or year not in _YEARS:
            return None
        parts: dict[str, Any] = {"year": year, "hijri": hijri}
        if edge is not None:
            parts["edge"] = edge[0]
        after = self._year_range(parts, after)
        gregorian = self.words.read(after, "gregorian-mark", bare=True)
        if (
            gregorian is not None
            and self.words.tokens[after].start == self.words.tokens[after - 1].end
        ):
            after = gregorian[1]
        cut = edge[2] if edge is not None else worded[2] if worded is not None else 0
        return "year", parts, after, cut

    def _year_range(self, parts: dict[str, Any], after: int) -> int:
        if self.words.norm(after) in ("-", "–"):
            until = self.words.number(after + 1)
            if until is not None and until[0] in _BARE_YEARS and until[0] > parts["year"]:
                parts["year_to"] = until[0]
                return until[1]
        return after

    def _is_bare_year(self, index: int, year: int, *, edged: bool) -> bool:
        """Whether a number without «عام» is a year: after a preposition, in brackets, no count."""
        token = self.words.tokens[index]
        if year not in _BARE_YEARS or len(token.norm) != 4:
            return False
        previous = self.words.norm(index - 1)
        following = self.words.tokens[index + 1] if index + 1 < len(self.words.tokens) else None
        if following is not None and following.text in ("%", "٪", "/", "."):
            glued = following.start == token.end and following.text != "."
            if glued:
                return False
        joined = index > 0 and self._joins_year(index)
        introduced = edged or joined or self.words.read(index - 1, "date-preposition") is not None
        bracketed = previous == "(" or previous in ("-", "–")
        if not (introduced or bracketed):
            return False
        return bracketed or following is None or not self._counts(following.norm, following.text)

    def _joins_year(self, index: int) -> bool:
        """«2015 و2016»: «و» before a number, after another year."""
        earlier = self.words.number(index - 2) if index > 1 else None
        is_and = len(self.words.norm(index - 1)) == 1
        return is_and and earlier is not None and earlier[0] in _BARE_YEARS

    def _counts(self, norm: str, text: str) -> bool:
        """Whether a word is a noun that a number before it counts: «2000 جندي»."""
        best = next(iter(analyse(norm, text)), None)
        return (
            best is not None
            and best.pos in ("noun", "adj", "participle")
            and not best.definite
            and not best.cut
            and not best.enclitic
        )

    def _decade(self, index: int) -> Core | None:
        """«أواخر التسعينيات», «ستينيات القرن الماضي», «القرن الحادي عشر»."""
        edge = self.words.read(index, "edge")
        start = edge[1] if edge is not None else index
        cut = edge[2] if edge is not None else 0
        parts: dict[str, Any] = {"edge": edge[0]} if edge is not None else {}
        decade = self.words.read(start, "decade")
        if decade is not None:
            after = decade[1]
            of = self.words.read(after, "of", bare=True)
            century = self.words.read(of[1] if of is not None else after, "the-unit", bare=True)
            shift = self._shift(century[1]) if century is not None and century[0] == "CE" else None
            parts["decade"] = int(decade[0])
            end = shift[1] if shift is not None else after
            return "decade", parts, end, cut or decade[2]
        unit = self.words.read(start, "the-unit", bare=edge is not None)
        if unit is not None and unit[0] == "CE":
            ordinal = self.words.ordinal(unit[1])
            if ordinal is not None:
                return "century", {**parts, "century": ordinal[0]}, ordinal[1], cut or unit[2]
        return None

    def _part_of_year(self, index: int) -> Core | None:
        """«صيف 2012», «الشتاء المقبل», «الربع الأول من 2018», «النصف الثاني من العام»."""
        for kind, name in (("season", "season"), ("quarter", "quarter"), ("half", "half")):
            found = self.words.read(index, kind)
            if found is None:
                continue
            value: Any = found[0] if kind == "season" else int(found[0])
            of = self.words.read(found[1], "of", bare=True)
            at = of[1] if of is not None else found[1]
            year = self._year(at)
            if year is not None or (number := self.words.number(at)) is None:
                tail = year or self._unit(at)
            else:
                tail = None
                if number[0] in _BARE_YEARS:
                    tail = "year", {"year": number[0]}, number[1], 0
            shift = self._shift(found[1]) if kind == "season" else None
            if tail is not None and not tail[3]:
                return "part-of-year", {**tail[1], name: value}, tail[2], found[2]
            if shift is not None:
                return "part-of-year", {name: value, "shift": shift[0]}, shift[1], found[2]
        return None

    def _ago(self, index: int) -> Core | None:
        """«قبل يومين»: a point, unless it is reckoned from an event («قبل يومين من القمة»)."""
        ago = self.words.read(index, "ago")
        if ago is None:
            return None
        approx = self.words.read(ago[1], "approx", bare=True)
        span = self._length(approx[1] if approx is not None else ago[1], loose=True)
        if span is None:
            return None
        _, parts, after, cut = span
        if cut or self.words.read(after, "of", bare=True) is not None:
            return None
        edge = {"edge": "APPROX"} if approx is not None else {}
        return "ago", {**parts, **edge, "ago": True}, after, ago[2]

    def _duration(self, index: int) -> Core | None:
        """«ثلاثة أيام», «عقدين», «السنوات الثلاث الماضية», «أشهر» after «منذ»."""
        previous = any(
            self.words.read(index - 1, kind) is not None
            for kind in ("since", "after", "date-preposition", "to")
        )
        attached = bool(self.words.tokens[index].norm[:1]) and self._is_attached(index)
        return self._length(index, loose=previous or attached)

    def _is_attached(self, index: int) -> bool:
        """«لأسابيع»: the preposition written on the unit."""
        unit = self.words.read(index, "unit")
        return unit is not None and unit[2] > 0 and unit[0].endswith(":p")

    def _length(self, index: int, *, loose: bool) -> Core | None:
        """A number of units. ``loose``: a bare plural counts («منذ أشهر»)."""
        number = self.words.number(index)
        if number is not None:
            return self._counted(index, number)
        vague = self.words.read(index, "vague-count")
        unit = self.words.read(vague[1] if vague is not None else index, "unit")
        if unit is None:
            return None
        code, _, shape = unit[0].partition(":")
        cut = vague[2] if vague is not None else unit[2]
        if vague is not None and shape == "p":
            return "duration", {"unit": code}, unit[1], cut
        if shape == "d":
            shift = self._shift(unit[1])
            after = shift[1] if shift is not None else unit[1]
            return "duration", {"unit": code, "count": 2}, after, cut
        if shape == "p":
            return self._plural(index, (code, unit[1], cut), loose=loose)
        singular = loose and shape == "s" and self._stands_alone(unit[1])
        if singular:
            return "duration", {"unit": code, "count": 1}, unit[1], cut
        return None

    def _stands_alone(self, index: int) -> bool:
        """Whether a singular unit is «a week» and not the head of a phrase («يوم الانتخابات»)."""
        if index >= len(self.words.tokens):
            return True
        token = self.words.tokens[index]
        if token.kind != "word":
            return token.kind == "mark" and token.text not in _QUOTES
        best = next(iter(analyse(token.norm, token.text)), None)
        return best is None or best.pos not in ("noun", "number", "masdar") or bool(best.cut)

    def _counted(self, index: int, number: tuple[int, int, int]) -> Core | None:
        value, after, cut = number
        token = self.words.tokens[index]
        if token.kind == "number" and self.words.norm(index - 1) == "(":
            return None  # an age: «(66 عاما)»
        until = None
        if self.words.norm(after) in ("-", "–"):
            until = self.words.number(after + 1)
        unit_at = until[1] if until is not None else after
        unit = self.words.read(unit_at, "unit", bare=True)
        if unit is None or (
            self.words.ordinal(index) is not None
            and token.kind == "word"
            and (self.words.read(index, "cardinal") is None)
        ):
            return None
        code = unit[0].partition(":")[0]
        shift = self._shift(unit[1])
        end = shift[1] if shift is not None else unit[1]
        few = self.words.read(end, "few", bare=True)
        return "duration", {"unit": code, "count": value}, few[1] if few else end, cut

    def _plural(self, index: int, unit: tuple[str, int, int], *, loose: bool) -> Core | None:
        """«السنوات الثلاث الماضية», «الأيام القليلة المقبلة», «أشهر»."""
        code, after, cut = unit
        count: int | None = None
        number = self.words.number(after) if self._is_number_word(after) else None
        if number is not None:
            count, after = number[0], number[1]
        few = self.words.read(after, "few", bare=True)
        if few is not None:
            after = few[1]
        shift = self._shift(after)
        if shift is not None:
            return "duration", {"unit": code, "count": count}, shift[1], cut
        if few is not None or loose:
            return "duration", {"unit": code, "count": count}, after, cut
        return None

    def _is_number_word(self, index: int) -> bool:
        definite = self.words.read(index, "cardinal-definite", bare=True)
        return definite is not None or (
            index < len(self.words.tokens) and self.words.tokens[index].kind == "number"
        )

    def _clock(self, index: int) -> Core | None:
        """«الساعة الثانية صباحا», «الساعة 23:15 مساء الخميس», «14:30»."""
        said = self.words.read(index, "clock")
        at = said[1] if said is not None else index
        hour = self._hour(at, said=said is not None)
        if hour is None:
            return None
        parts, after = hour
        alone = self.words.read(after, "part-alone", bare=True)
        dated = self.dates.with_part(after)
        if dated is not None and not dated[3]:
            parts, after = {**dated[1], **parts}, dated[2]
        elif alone is not None:
            parts, after = {**parts, "part": alone[0]}, alone[1]
            day = self.dates.core(after)
            if day is not None and not day[3]:
                parts, after = {**day[1], **parts}, day[2]
        return "clock", parts, after, said[2] if said is not None else 0

    def _hour(self, index: int, *, said: bool) -> tuple[dict[str, Any], int] | None:
        token = self.words.tokens[index] if index < len(self.words.tokens) else None
        if token is None:
            return None
        if token.kind == "number":
            for mark in (":", ".", ","):
                hours, found, minutes = token.norm.partition(mark)
                exact = found and hours.isdigit() and minutes.isdigit() and len(minutes) == 2
                if exact and (said or mark == ":") and int(hours) < 25 and int(minutes) < 60:
                    return {"hour": int(hours), "minute": int(minutes)}, index + 1
            if said and token.norm.isdigit() and int(token.norm) < 25:
                return {"hour": int(token.norm), "minute": 0}, index + 1
            return None
        if not said:
            return None
        number = self.words.ordinal(index) or self.words.number(index)
        if number is None or not 1 <= number[0] <= 12:
            return None
        for kind, minutes_past in (("half-hour", 30), ("quarter-hour", 15), ("third-hour", 20)):
            past = self.words.read(number[1], kind)
            if past is not None:
                return {"hour": number[0], "minute": minutes_past}, past[1]
        return {"hour": number[0], "minute": 0}, number[1]

    def _set(self, index: int) -> Core | None:
        """«يوميا», «كل عام», «كل 10 سنوات»."""
        fixed = self.words.read(index, "set")
        if fixed is not None:
            return "set", {"every": fixed[0]}, fixed[1], fixed[2]
        every = self.words.read(index, "every")
        if every is None:
            return None
        span = self._length(every[1], loose=False)
        if span is None or span[3]:
            return None
        parts = span[1]
        return "set", {**parts, "every": ""}, span[2], every[2]

    def _part_alone(self, index: int) -> Core | None:
        part = self.words.read(index, "part-alone")
        if part is None:
            return None
        return "part-alone", {"part": part[0]}, part[1], part[2]
