"""Computes a certificate of a due instant again, from docs/formats/certificate.md alone.

usage: /usr/bin/python3 independent_certificate.py FILE

Shares no code with us. Prints what differs; exit code 0: nothing does. Printed terms are read as far
as their last line says: reading Vietnamese is another page.
"""

import calendar as months
import datetime as dt
import json
import pathlib
import sys

DAY = dt.timedelta(days=1)


def instant(text):
    return dt.datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%f%z")


class Term:
    def __init__(self, certificate):
        self.rule = certificate["rule"]
        zone = dt.timezone(dt.timedelta(minutes=certificate["zone"]["offset_minutes"]))
        local = lambda text: instant(text).astimezone(zone)
        self.zone = zone
        self.anchor = local(certificate["anchor"])
        self.pauses = [(local(p["from"]), local(p["until"])) for p in certificate["pauses"]]
        if self.rule["printed"]:
            self.pauses = []
        self.week = certificate["calendar"]["weekdays"]
        self.hours = certificate["calendar"]["hours"]
        self.named = {d["date"]: d for d in certificate["calendar"]["days"]}
        years = certificate["calendar"]["years"]
        self.known = {y["year"] for y in years if not y["provisional"]}
        self.lines = []

    def works(self, date):
        named = self.named.get(date.isoformat())
        return named["kind"] == "worked" if named else bool(self.week >> date.weekday() & 1)

    def paused(self, date):
        return any(begin.date() <= date < end.date() for begin, end in self.pauses)

    def write(self, date, why, so_far):
        named = self.named.get(date.isoformat())
        weekly = "weekday" if self.week >> date.weekday() & 1 else "rest_day"
        self.lines.append({
            "date": date.isoformat(), "why": why, "so_far": so_far,
            "day": named["kind"] if named else weekly, "worked": self.works(date),
            "name": named["name"] if named else "", "notice": named["notice"] if named else "",
            "layer": named["layer"] if named else "", "provisional": date.year not in self.known})

    def later(self, date):
        amount, unit = self.rule["amount"], self.rule["unit"]
        if unit != "months":
            return date + amount * DAY * (7 if unit == "weeks" else 1)
        year, month = divmod(date.year * 12 + date.month - 1 + amount, 12)
        return date.replace(year, month + 1, min(date.day, months.monthrange(year, month + 1)[1]))

    def roll(self, date):
        """The last day and how many lines may be provisional, from the end."""
        if self.rule["roll"] == "none":
            return date, 0
        touched = 1
        while not self.works(date) or (touched > 1 and self.paused(date)):
            date += DAY
            touched += 1
            ends = self.works(date) and not self.paused(date)
            why = "paused" if self.paused(date) else "rolled" if ends else "not_worked"
            self.write(date, why, self.lines[-1]["so_far"])
        return date, touched

    def days(self):
        working = self.rule["unit"] == "working_days"
        date, so_far = self.anchor.date(), 0
        total = self.rule["amount"] if working else (self.later(date) - date).days
        self.write(date, "first_day", 0)
        while so_far < total:
            date += DAY
            if self.paused(date):
                self.write(date, "paused", so_far)
            elif working and not self.works(date):
                self.write(date, "not_worked", so_far)
            else:
                so_far += 1
                self.write(date, "counted", so_far)
        if working:
            return self.end(date), len(self.lines) - 1
        date, touched = self.roll(date)
        return self.end(date), touched

    def printed(self, last):
        self.write(last, "printed", 0)
        date, touched = self.roll(last)
        return self.end(date), touched

    def end(self, date):
        return dt.datetime.combine(date + DAY, dt.time(), self.zone)

    def spans(self, date, since):
        """What is worked of a day: local spans without the pauses, and whether pauses took all."""
        spans = []
        if self.works(date):
            midnight = dt.datetime.combine(date, dt.time(), self.zone)
            for period in self.hours:
                begin = midnight + dt.timedelta(minutes=period["from_minute"])
                end = midnight + dt.timedelta(minutes=period["until_minute"])
                if max(begin, since) < end:
                    spans.append((max(begin, since), end))
        before = bool(spans)
        for stop, go in self.pauses:
            cut = []
            for begin, end in spans:
                cut += [(begin, min(end, stop)), (max(begin, go), end)] if stop < go else [(begin, end)]
            spans = sorted({(begin, end) for begin, end in cut if begin < end})
        return spans, before and not spans

    def working_hours(self):
        left = dt.timedelta(hours=self.rule["amount"])
        total, date = left, self.anchor.date()
        while True:
            spans, stood_still = self.spans(date, self.anchor)
            for begin, end in spans:
                if end - begin >= left:
                    self.write(date, "counted", total // dt.timedelta(minutes=1))
                    return begin + left, len(self.lines)
                left -= end - begin
            why = ("counted" if spans else "paused" if stood_still
                   else "first_day" if self.works(date) else "not_worked")
            self.write(date, why, (total - left) // dt.timedelta(minutes=1))
            date += DAY

    def compute(self, certificate):
        if self.rule["printed"]:
            return self.printed(dt.date.fromisoformat(certificate["lines"][0]["date"]))
        return self.working_hours() if self.rule["unit"] == "working_hours" else self.days()


def main(path):
    certificate = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    term = Term(certificate)
    end, touched = term.compute(certificate)
    provisional = any(line["provisional"] for line in term.lines[len(term.lines) - touched:])
    extensions = certificate["extensions"]
    in_force = instant(extensions[-1]["due_before"]) if extensions else end
    faults = 0
    for what, ours, theirs in [
        ("lines", term.lines, certificate["lines"]),
        ("end", end, instant(certificate["computed"]["due_before"])),
        ("provisional", provisional, certificate["computed"]["provisional"]),
        ("end in force", in_force, instant(certificate["due_before"])),
    ]:
        if ours != theirs:
            faults += 1
            print(f"{what}: expected {ours}, but it says {theirs}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
