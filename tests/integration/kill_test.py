"""kill -9, five hundred times, under load: nothing acknowledged is lost, nothing is done twice.

DUNGHAN_KILL_SEED repeats a run's choices (not the machine's timing), DUNGHAN_KILL_CYCLES its length.
"""
import collections
import datetime
import json
import os
import random
import re
import selectors
import signal
import subprocess
import time
import unittest

from callers import Caller, command_of
from program import PROGRAM, SECONDS_MAX, ProgramTest

CALLERS = 24
CYCLES = int(os.environ.get("DUNGHAN_KILL_CYCLES", 500))
SEED = int(os.environ.get("DUNGHAN_KILL_SEED") or random.SystemRandom().randrange(1 << 30))
CHECK_EVERY = 50   # cycles
SERVE_EVERY = 10   # cycles: the scheduler is killed instead of the pipe
KILLS_PER_SLOT = 3
START = datetime.date(2022, 10, 25)
MARK = re.compile(r'w:c\d+-\d+(?=")')


class Log:
    """What `log --json` says, read on from where it was left, and the laws it must keep."""

    def __init__(self, test):
        self.test = test
        self.head = 0
        self.versions = collections.Counter()
        self.runs = {}                        # command -> [first position, events, version after]
        self.marks = collections.Counter()    # in the texts of events

    def read_on(self):
        # Killed between anchor and log, a store is refused to readers until a writer opens it.
        self.test.run_program("recover")
        lines = self.test.run_program("--json", "log", "--from", self.head + 1).stdout
        for line in lines.splitlines():
            self.add(json.loads(line), line)

    def add(self, event, line):
        test, command = self.test, event["command"]
        self.head += 1
        self.versions[event["stream"]] += 1
        test.assertEqual(event["position"], self.head, "a gap in the log")
        test.assertEqual(event["version"], self.versions[event["stream"]], event)
        run = self.runs.setdefault(command, [self.head, 0, 0])
        test.assertEqual(run[0] + run[1], self.head, f"done twice: {event}")
        run[1:] = [run[1] + 1, event["version"]]
        if event["actor"].startswith("person:caller"):
            mark, = MARK.findall(line)
            test.assertEqual(command, command_of(mark[2:]), event)
            self.marks[mark[2:]] += 1


class Kill(ProgramTest):
    def setUp(self):
        super().setUp()
        self.chance = random.Random(SEED)
        self.day = START
        self.ask(*self.clock(), "import", *self.demo_files(), "--effective", "2022-10-25")
        self.callers = [Caller(n, self.chance, lambda: self.day.strftime("%d/%m/%Y"))
                        for n in range(CALLERS)]
        self.wishes = {}
        self.log = Log(self)
        self.cycle = 0
        self.tally = collections.Counter()
        self.outcomes = collections.defaultdict(set)  # cycle -> what its unknown wishes had become

    def clock(self, at="07:59:59.990"):
        return ["--clock", f"{self.day.isoformat()}T{at}+07:00"]

    def test_acknowledged_is_durable_and_repeated_is_not_done_again(self):
        print(f"\nDUNGHAN_KILL_SEED={SEED}: {CYCLES} cycles", flush=True)
        for cycle in range(1, CYCLES + 1):
            self.cycle = cycle
            if cycle % SERVE_EVERY == 0:
                self.kill_serve()
            else:
                self.kill_commands()
            if cycle % CHECK_EVERY == 0:
                self.check()
        self.finish_commands()
        self.finish_serve()
        self.check()
        self.check_digests()
        self.assert_kills_landed_mid_write()

    # One life of `dunghan commands`

    def kill_commands(self):
        self.tally["cycles"] += 1
        process = self.start("commands")
        begun = time.monotonic()
        from_start = self.chance.random() < 0.2  # often enough while it opens
        wait = self.chance.uniform(0.005, 0.120)
        deadline = begun + (wait if from_start else SECONDS_MAX)
        for caller in self.callers:
            self.send(process, caller)
        heard = 0
        for answer in self.answers(process, lambda: deadline):
            if not from_start and heard == 0:
                deadline = time.monotonic() + wait
            heard += 1
            self.send(process, self.hear(answer))
        self.assertIsNone(process.poll(), "it ended by itself")
        process.kill()
        for answer in self.answers(process, lambda: None):  # written before it died: acknowledged
            heard += 1
            self.hear(answer)
        self.assertEqual(process.wait(SECONDS_MAX), -signal.SIGKILL)
        self.leave(heard)

    def leave(self, heard):
        for caller in self.callers:
            if caller.wish is not None and caller.wish.answer is None:
                caller.wish.unknown = caller.wish.unknown or self.cycle
        self.tally["killed before the first answer"] += heard == 0

    def start(self, command, *options):
        process = subprocess.Popen(
            [PROGRAM, "--data", self.data, *self.clock(), command, *options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stdin.close)
        self.addCleanup(process.wait, SECONDS_MAX)
        self.addCleanup(process.kill)
        return process

    def send(self, process, caller):
        wish = caller.wish or caller.next()
        self.wishes[wish.name] = (wish, caller)
        wish.tries += 1
        os.write(process.stdin.fileno(), wish.line)  # far less than the pipe holds: never waits

    def answers(self, process, deadline):
        """Whole lines until the deadline; without one until the end. A torn last line is no answer."""
        buffer = b""
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            while True:
                left = deadline() and max(0.0, deadline() - time.monotonic())
                if left == 0 or not selector.select(left):
                    return
                octets = os.read(process.stdout.fileno(), 1 << 16)
                if not octets:
                    return
                *lines, buffer = (buffer + octets).split(b"\n")
                yield from map(json.loads, lines)

    def hear(self, answer):
        wish, caller = self.wishes[answer["id"]]
        self.assertIs(caller.wish, wish, answer)
        if wish.unknown:
            what = "unknown, was done" if answer.get("repeated") else "unknown, was not"
            self.tally[what] += 1
            self.outcomes[wish.unknown].add(what)
        if not answer["ok"]:
            self.assertEqual(answer["code"], "conflict", answer)  # the scheduler was there first
            self.tally["conflicts"] += 1
        self.assertIsNone(caller.hear(answer))
        self.tally["answers"] += 1
        return caller

    def finish_commands(self):
        process = self.start("commands")
        for caller in self.callers:
            self.send(process, caller)
        process.stdin.close()
        for answer in self.answers(process, lambda: None):
            self.hear(answer)
        self.assertIn(process.wait(SECONDS_MAX), (0, 1))
        self.assertEqual([c.wish for c in self.callers], [None] * CALLERS)

    # The scheduler, killed while it reminds and delivers

    def kill_serve(self):
        process = self.start("serve")
        self.assertIn("đang chạy", process.stdout.readline().decode())
        try:
            process.wait(self.chance.uniform(0.0, 0.06))
        except subprocess.TimeoutExpired:
            pass
        process.kill()
        self.assertEqual(process.wait(SECONDS_MAX), -signal.SIGKILL)
        self.tally["serve killed"] += 1
        if self.tally["serve killed"] % KILLS_PER_SLOT == 0:
            self.day += datetime.timedelta(days=3 if self.day.weekday() == 4 else 1)
        for caller in self.callers:
            caller.others_wrote()

    def finish_serve(self):
        self.day += datetime.timedelta(days=3 if self.day.weekday() == 4 else 1)
        self.run_program(*self.clock(), "--clock-rate", 3600, "serve",
                         "--until", f"{self.day.isoformat()}T09:00:00+07:00")

    # The laws

    def check(self):
        self.log.read_on()
        for name, (wish, _) in self.wishes.items():
            if wish.answer is None:
                continue
            run = self.log.runs.get(command_of(name))
            if not wish.answer["ok"] or wish.answer["events"] == 0:
                self.assertIsNone(run, f"{name} was answered {wish.answer}")
                continue
            self.assertEqual(run, [wish.answer[k] for k in ("position", "events", "version")],
                             f"acknowledged, but not in the log as it was: {name}")
            self.assertEqual(self.log.marks[name], wish.answer["events"])
        self.assertLessEqual(set(self.log.marks), set(self.wishes), "done, but never wished")
        answer = self.ask("replay", "--verify")
        self.assertTrue(answer["ok"], answer)
        self.assertEqual(answer["events"], self.log.head)

    def check_digests(self):
        digests = [event["data"] for event in self.events("--type", "digest_issued")]
        self.tally["digests"] = len(digests)
        slots = collections.Counter((d["recipient"], d["slot"]) for d in digests)
        told = collections.Counter((d["recipient"], i["key"]) for d in digests for i in d["items"])
        self.assertEqual([s for s in slots if slots[s] > 1], [], "two digests of one slot")
        self.assertEqual([t for t in told if told[t] > 1], [], "told twice")
        sent = {e["stream"] for e in self.events("--type", "delivery_sent")}
        self.assertEqual(len(sent), sum(1 for d in digests if d["items"]))
        self.assertEqual(len(list((self.data / "mail" / "new").iterdir())), len(sent))

    def assert_kills_landed_mid_write(self):
        done, lost = (sum(what in each for each in self.outcomes.values())
                      for what in ("unknown, was done", "unknown, was not"))
        print(json.dumps({**self.tally, "cycles with unknown wishes that were done": done,
                          "cycles with unknown wishes that were not": lost,
                          "events": self.log.head}), flush=True)
        cycles = self.tally["cycles"]
        self.assertGreater(self.tally["answers"], 20 * cycles)
        self.assertGreater(done, cycles // 10)
        self.assertGreater(lost, cycles // 10)
        self.assertGreater(self.tally["digests"], 15)


if __name__ == "__main__":
    unittest.main()
