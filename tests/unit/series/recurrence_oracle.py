"""Holds days on which rules fall against dateutil.

usage: /usr/bin/python3 recurrence_oracle.py FILE

A line of FILE is a rule, its first day, a window [from, to) and the days found in it, between tabs.
Exit code 0: dateutil finds the same.
"""

import datetime
import pathlib
import sys
import types

import dateutil.rrule

#Of a rule that never falls on any day dateutil looks on to the year 9999, day by day.
YEAR_MAX = 2036
dateutil.rrule.datetime = types.SimpleNamespace(**{**vars(datetime), "MAXYEAR": YEAR_MAX})


def day(text):
    return datetime.datetime.strptime(text, "%Y-%m-%d")


def main(file):
    faults = 0
    lines = pathlib.Path(file).read_text(encoding="utf-8").split("\n")[:-1]
    for line in lines:
        text, start, begin, end, found = line.split("\t")
        theirs = []
        for at in dateutil.rrule.rrulestr(text, dtstart=day(start)):
            if at >= day(end):
                break
            if at >= day(begin):
                theirs.append(at.strftime("%Y-%m-%d"))
        assert day(end).year < YEAR_MAX
        if theirs != found.split():
            faults += 1
            print(f"{text} from {start} in [{begin}, {end}):\n  ours   {found}\n  theirs {theirs}")
    print(f"{len(lines)} rules, {faults} differ")
    return 1 if faults or not lines else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
