"""Points in time: days, weekdays, months, years, and the parts of a day."""

from __future__ import annotations

from typing import Any

from musnad.mentions.time_lexicon import DIGITS, TimeWords
from musnad.mentions.time_parts import Core, Pattern

_YEARS = range(1000, 2200)
_BARE_YEARS = range(1900, 2100)
_HIJRI_YEARS = range(1300, 1500)
_SEPARATORS = frozenset("/-–")
NO_DATE = ""  # the rule of what looks like a date and is none: it is passed over whole


class DateReader:
    """Reads dates at a token; every method returns None where its pattern does not begin."""

    def __init__(self, words: TimeWords) -> None:
        """Read the time words of one document."""
        self.words = words
        day = frozenset({"day", "weekday", "cardinal", "ordinal", "day-word", DIGITS})
        month = frozenset({"edge", "of", "month-word", "month", "hijri-month"})
        self.patterns: tuple[Pattern, ...] = (
            (frozenset({"part"}), self.with_part),
            (day, self.core),
            (month, self._month),
            (frozenset({"night-phrase"}), self._night),
            (frozenset({"part", "day-phrase"}), self._anaphor),
        )

    def core(self, index: int) -> Core | None:
        """A day: «اليوم الثلاثاء», «الأحد الماضي», «15 مارس/آذار 2016», «22/07/2015»."""
        for reader in (self._relative_day, self._weekday, self._numeric, self._day_month):
            found = reader(index)
            if found is not None:
                return found
        worded = self.words.read(index, "day-word")
        if worded is None:
            return None
        for reader in (self._weekday, self._numeric, self._day_month):
            found = reader(worded[1])
            if found is not None and not found[3]:
                return found[0], found[1], found[2], worded[2]
        return None

    def with_part(self, index: int) -> Core | None:
        """A part of a day: «مساء الثلاثاء», «بعد ظهر أمس», «ليل 15/16 تموز»."""
        part = self.words.read(index, "part")
        if part is None:
            return None
        core = self.core(part[1])
        if core is None or core[3] > 0:
            return None
        _, parts, after, _ = core
        if part[0] == "NI" and "weekday" in parts and "month" not in parts:
            second = self.words.read(after, "weekday", bare=True)
            if second is not None:
                parts = {**parts, "weekday_to": int(second[0])}
                after = second[1]
        return "part-of-day", {**parts, "part": part[0]}, after, part[2]

    def _relative_day(self, index: int) -> Core | None:
        day = self.words.read(index, "day")
        if day is None or self._is_no_today(index, day):
            return None
        parts: dict[str, Any] = {"offset": int(day[0])}
        after = day[1]
        inside = self.words.norm(after) == "("
        weekday = self.words.read(after + inside, "weekday", bare=True)
        if weekday is not None and (not inside or self.words.norm(weekday[1]) == ")"):
            parts["weekday"] = int(weekday[0])
            after = weekday[1] + inside
        return "relative-day", parts, after, day[2]

    def _is_no_today(self, index: int, day: tuple[str, int, int]) -> bool:
        """«اليوم العالمي», «صحيفة اليوم», «لليوم الثاني»: not the day of publication."""
        if day[0] != "0":
            return False
        if self.words.read(index - 1, "paper-title") is not None:
            return True
        after = day[1]
        if self.words.read(after, "no-today", bare=True) is not None:
            return True
        is_weekday = self.words.read(after, "weekday", bare=True) is not None
        return not is_weekday and self.words.read(after, "ordinal", bare=True) is not None

    def _weekday(self, index: int) -> Core | None:
        weekday = self.words.read(index, "weekday")
        if weekday is None or self.words.read(index - 1, "no-weekday") is not None:
            return None
        parts: dict[str, Any] = {"weekday": int(weekday[0])}
        after = weekday[1]
        shift = self._shift(after)
        if shift is not None:
            parts["shift"], after = shift
        elif (day := self.words.read(after, "day", bare=True)) is not None:
            parts["offset"], after = int(day[0]), day[1]
        opened = self.words.norm(after) in ("،", "(")
        for reader in (self._numeric, self._day_month):
            dated = reader(after + opened)
            if dated is not None and not dated[3]:
                closed = opened and self.words.norm(dated[2]) == ")"
                return "weekday-date", {**parts, **dated[1]}, dated[2] + closed, weekday[2]
        return "weekday", parts, after, weekday[2]

    def _shift(self, index: int) -> tuple[int, int] | None:
        """«الماضي», «المقبل», «الجاري»: the shift and the index after it."""
        for kind in ("last", "next", "this"):
            found = self.words.read(index, kind, bare=True)
            if found is not None:
                return int(found[0]), found[1]
        return None

    def _numeric(self, index: int) -> Core | None:
        """«22/07/2015», «2018-7-24», «19 / 10 / 1436هـ»."""
        numbers: list[int] = []
        after = index
        while len(numbers) < 3:
            token = self.words.tokens[after] if after < len(self.words.tokens) else None
            if token is None or token.kind != "number" or not token.norm.isdigit():
                return None
            numbers.append(int(token.norm))
            after += 1
            if len(numbers) < 3:
                if self.words.norm(after) not in _SEPARATORS:
                    return None
                after += 1
        ordered = _order(numbers)
        if ordered is None:
            return None
        day, month, year = ordered
        hijri, after = self._era(year, after)
        parts = {"day": day, "month": month, "year": year, "hijri": hijri}
        return "numeric-date", parts, after, 0

    def _era(self, year: int, after: int) -> tuple[bool, int]:
        """Whether a year is Hijri, and the index after its mark."""
        mark = self.words.read(after, "hijri-mark", bare=True)
        if mark is not None and year in _HIJRI_YEARS:
            return True, mark[1]
        mark = self.words.read(after, "gregorian-mark", bare=True)
        return year in _HIJRI_YEARS, mark[1] if mark is not None else after

    def _day_month(self, index: int) -> Core | None:
        """«4 تشرين الأول/أكتوبر», «الثلاثين من سبتمبر 2015», «28-29 حزيران/يونيو الجاري»."""
        bracket = self.words.norm(index) == "("
        day = self.words.number(index + bracket) or self.words.ordinal(index)
        if day is None or not 1 <= day[0] <= 31:
            return None
        parts: dict[str, Any] = {"day": day[0]}
        after = day[1]
        until = self._range_end(after)
        if until is not None:
            parts["day_to"], after = until
        if bracket:
            if self.words.norm(after) != ")":
                return None
            after += 1
        month = self._month_name(after, day_before=True)
        if month is None:
            return None
        named, after = month
        if self._is_named_after(index):
            return NO_DATE, {}, after, day[2]
        parts.update(named)
        tail, after = self._year_or_shift(after, hijri=bool(parts.get("hijri")))
        parts.update(tail)
        return "day-month", parts, after, day[2]

    def _is_named_after(self, index: int) -> bool:
        """«شارع 14 تموز», «قوى 14 آذار»."""
        return self.words.read(index - 1, "no-date") is not None

    def _range_end(self, index: int) -> tuple[int, int] | None:
        to = self.words.read(index, "to")
        if self.words.norm(index) in _SEPARATORS or to is not None:
            end = self.words.number(to[1] if to is not None else index + 1)
            if end is not None and 1 <= end[0] <= 31:
                return end[0], end[1]
        return None

    def _month_name(self, index: int, *, day_before: bool) -> tuple[dict[str, Any], int] | None:
        """A month under one name or two («مايو (أيار)»), «من» and «شهر» before it passed over."""
        after = index
        for kind in ("of", "month-word"):
            skipped = self.words.read(after, kind, bare=not day_before and kind == "of")
            if skipped is not None:
                after = skipped[1]
        month = self.words.read(after, "month", bare=day_before)
        if month is None:
            return self._hijri_month(after, index, day_before=day_before)
        number, after = int(month[0]), month[1]
        return {"month": number}, self._second_name(after, number)

    def _hijri_month(
        self, after: int, index: int, *, day_before: bool
    ) -> tuple[dict[str, Any], int] | None:
        month = self.words.read(after, "hijri-month", bare=day_before)
        if month is None:
            return None
        following = self.words.number(month[1])
        dated = following is not None and following[0] in _HIJRI_YEARS
        said = after > index and self.words.read(after - 1, "month-word") is not None
        if not (day_before or dated or said):
            return None
        return {"month": int(month[0]), "hijri": True}, month[1]

    def _second_name(self, index: int, number: int) -> int:
        """Index after the other name of the same month: «/أكتوبر», «(أيار)», «نوفمبر»."""
        mark = self.words.norm(index)
        skip = 1 if mark in ("/", "(", "-") else 0
        second = self.words.read(index + skip, "month", bare=True)
        if second is None or int(second[0]) != number:
            return index
        if mark == "(":
            return second[1] + 1 if self.words.norm(second[1]) == ")" else index
        return second[1]

    def _year_or_shift(self, index: int, *, hijri: bool) -> tuple[dict[str, Any], int]:
        """«2016», «من عام 1958», «الماضي» after a month."""
        shift = self._shift(index)
        if shift is not None:
            return {"shift": shift[0]}, shift[1]
        after = index
        for kind in ("of", "year-word"):
            skipped = self.words.read(after, kind)
            if skipped is not None:
                after = skipped[1]
        if after > index:
            shift = self._shift(after)
            if shift is not None and self.words.read(after - 1, "year-word") is not None:
                return {"year_shift": shift[0]}, shift[1]
        if self.words.norm(after) in ("/", "،", ","):
            slash = self.words.number(after + 1)
            if slash is not None and slash[0] in _BARE_YEARS:
                after += 1
        year = self.words.number(after)
        if year is None or (year[0] not in _YEARS):
            return {}, index
        is_hijri, end = self._era(year[0], year[1])
        return {"year": year[0], "hijri": hijri or is_hijri}, end

    def _month(self, index: int) -> Core | None:
        """«كانون الأول/ديسمبر الماضي», «مطلع حزيران/يونيو», «ديسمبر 2016»."""
        edge = self.words.read(index, "edge")
        start = edge[1] if edge is not None else index
        found = self._month_name(start, day_before=False)
        if found is None or self._starts_with_of(start):
            return None
        parts, after = found
        month_word = self.words.read(start, "month-word")
        month = self.words.read(month_word[1] if month_word is not None else start, "month")
        cut = edge[2] if edge is not None else self._cut(start)
        tail, end = self._year_or_shift(after, hijri=bool(parts.get("hijri")))
        doubled = month is not None and after > month[1]
        sure = bool(tail) or edge is not None or doubled or month_word is not None
        if not sure and self._is_doubtful(start):
            return None
        if edge is not None:
            parts = {**parts, "edge": edge[0]}
        return "month", {**parts, **tail}, end, cut

    def _starts_with_of(self, index: int) -> bool:
        return self.words.read(index, "of", bare=True) is not None

    def _cut(self, index: int) -> int:
        for kind in ("month-word", "month", "hijri-month"):
            found = self.words.read(index, kind)
            if found is not None:
                return found[2]
        return 0

    def _is_doubtful(self, index: int) -> bool:
        """A month whose name is an ordinary word («مارس»), with nothing to show it is a month."""
        if self.words.read(index, "doubtful") is None:
            return False
        return self.words.read(index - 1, "date-preposition") is None

    def _night(self, index: int) -> Core | None:
        night = self.words.read(index, "night-phrase")
        if night is None:
            return None
        return "night", {"offset": int(night[0]), "part": "NI"}, night[1], night[2]

    def _anaphor(self, index: int) -> Core | None:
        """«اليوم نفسه», «اليوم التالي»; a part of the day may stand before it."""
        part = self.words.read(index, "part")
        phrase = self.words.read(part[1] if part is not None else index, "day-phrase")
        if phrase is None:
            return None
        parts: dict[str, Any] = {"same": phrase[0]}
        if part is not None:
            parts["part"] = part[0]
        return "anaphor", parts, phrase[1], part[2] if part is not None else phrase[2]


def _order(numbers: list[int]) -> tuple[int, int, int] | None:
    """Day, month and year of three numbers in either order; None where they make no date."""
    first, month, third = numbers
    for day, year in ((first, third), (third, first)):
        if 1 <= day <= 31 and 1 <= month <= 12 and year in _YEARS:
            return day, month, year
    return None
