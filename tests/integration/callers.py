"""Logical callers of `dunghan commands`: what each wishes, what it was answered, what it cannot know.

A wish carries its own id in its text as well ("w:…"), so that what was done can be counted in the log
without trusting the ids by which the program itself tells repetitions.
"""
import hashlib
import json

HOLDERS = ["Sở Du lịch", "Sở Y tế", "Sở Nội vụ", "Sở Tài chính", "Thanh tra tỉnh"]
SHARED = ["2.8", "3.1", "4.1"]  # tasks of the demo plan that every caller writes to


def command_of(name):
    """The id under which the log keeps a wish: see command_id_from() of engine/base/ids.h."""
    return hashlib.sha256(name.encode()).hexdigest()[:32]


class Wish:
    def __init__(self, name, fields):
        self.name = name
        self.line = (json.dumps({"id": name, **fields}, ensure_ascii=False) + "\n").encode()
        self.fields = fields
        self.answer = None   # the first one; stays
        self.tries = 0
        self.unknown = 0      # the cycle that killed its process before the answer


class Caller:
    """Waits for each answer before the next wish, as a program behind the pipe would."""

    def __init__(self, number, chance, today):
        self.number = number
        self.chance = chance
        self.today = today     # () -> "25/10/2022", by the simulated clock
        self.count = 0
        self.tasks = {}        # own ones: version, or None when somebody else may have moved it
        self.wish = None
        self.done = []         # answered ones, to be repeated now and then

    def next(self):
        if self.done and self.chance.random() < 0.04:
            self.wish = self.chance.choice(self.done)
        else:
            self.count += 1
            name = f"c{self.number}-{self.count}"
            self.wish = Wish(name, {"actor": f"caller{self.number}", **self.fields("w:" + name)})
        return self.wish

    def fields(self, mark):
        chance = self.chance.random()
        if not self.tasks or chance < 0.01:
            return self.assign(mark)
        if chance < 0.5:
            return self.report(mark)
        task = self.chance.choice(SHARED + list(self.tasks))
        if chance < 0.7:
            return {"task": task, "action": "evidence", "number": mark}
        if chance < 0.85:
            return {"task": task, "action": "wait-on", "reason": mark}
        if chance < 0.95:
            return {"task": task, "action": "request-extension", "until": "năm 2030",
                    "reason": mark}
        return {"task": task, "action": "rate", "reason": mark,
                "rating": self.chance.choice(["HT", "ĐTH-Đ", "ĐTH-T", "CTH-T"])}

    def assign(self, mark):
        due = self.today() if self.chance.random() < 0.25 else "Tháng 12/2030"
        return {"task": f"k{self.number}.{self.count}", "action": "assign", "title": mark,
                "holder": self.chance.choice(HOLDERS), "deadline": due}

    def report(self, mark):
        task, version = self.chance.choice(list(self.tasks.items()))
        fields = {"task": task, "action": self.chance.choice(["start", "submit"]), "note": mark}
        if version is not None:
            fields["expect_version"] = version
        return fields

    def hear(self, answer):
        """Keeps the first answer, returns what is wrong with a later one."""
        wish, self.wish = self.wish, None
        if wish.answer is None:
            wish.answer = answer
            wish.unknown = 0
            self.remember(wish, answer)
            return None
        # Only what changed something is remembered by the log
        if not wish.answer["ok"] or wish.answer["events"] == 0:
            return None
        again = {**answer, "repeated": wish.answer["repeated"]}
        if again != wish.answer or not answer["repeated"]:
            return f"{wish.name}: first {wish.answer}, then {answer}"
        return None

    def remember(self, wish, answer):
        task = wish.fields["task"]
        if answer["ok"]:
            if answer["events"]:
                self.done.append(wish)
            if wish.fields["action"] == "assign" or task in self.tasks:
                self.tasks[task] = answer["version"] if answer["events"] else self.tasks[task]
        elif task in self.tasks:
            self.tasks[task] = None

    def others_wrote(self):
        self.tasks = dict.fromkeys(self.tasks)
