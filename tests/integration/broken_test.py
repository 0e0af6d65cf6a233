"""Files with one mistake each: the program says what and where, by every way in, and writes nothing."""
import collections

from program import SOURCE, ProgramTest

CONFIG = SOURCE / "config"
BROKEN = sorted((SOURCE / "tests" / "unit" / "config" / "broken").glob("*.yaml"))
TYPED = {"calendar": ("check", "publish"), "definition": ("check", "publish"), "series": ("publish",)}
ACTOR = ("--actor", "vt-01")


class Broken(ProgramTest):
    def setUp(self):
        super().setUp()
        self.ask("publish", CONFIG / "policy.yaml", CONFIG / "directory.yaml",
                 *sorted((CONFIG / "calendars").glob("*.yaml"), reverse=True),
                 *sorted((CONFIG / "definitions").glob("*.yaml")), *ACTOR)
        self.before = self.events()
        # News that would go in if a broken neighbour did not keep it out
        self.good = self.folder / "good.yaml"
        text = (CONFIG / "definitions" / "plan-task.yaml").read_text(encoding="utf-8")
        self.good.write_text(text.replace("version: 1", "version: 2"), encoding="utf-8")

    def test_there_are_many_and_of_every_kind(self):
        kinds = collections.Counter(path.name.split("-")[0] for path in BROKEN)
        self.assertGreaterEqual(sum(kinds.values()), 20)
        self.assertGreaterEqual(min(kinds[kind] for kind in ("calendar", "definition", "policy")), 5)

    def ways(self, path):
        """The commands that take such a file: the words, what stands before it and behind it."""
        yield ("publish",), (self.good,), ACTOR
        yield ("preview", "publish"), (self.good,), ()
        kind = path.name.split("-")[0]
        for word in TYPED.get(kind, ()):
            yield (kind, word), (), ACTOR if word == "publish" else ()

    def test_each_gives_one_precise_error_and_none_half_publishes(self):
        for path in BROKEN:
            expected = path.with_suffix(".expected").read_text(encoding="utf-8")
            for words, others, more in self.ways(path):
                with self.subTest(file=path.name, command=" ".join(words)):
                    told = self.run_program(*words, *others, path, *more, code=65)
                    self.assertEqual(told.stderr, f"dunghan: {path}:{expected}")
            self.assertEqual(self.events(), self.before, path.name)
        self.assertEqual(self.ask("publish", self.good, *ACTOR)["documents"][0]["events"], 1)

    def test_what_only_the_log_can_refuse_keeps_the_others_out_too(self):
        def written(name, source, *changes):
            text = (CONFIG / source).read_text(encoding="utf-8")
            for old, new in changes:
                self.assertIn(old, text)
                text = text.replace(old, new, 1)
            path = self.folder / name
            path.write_text(text, encoding="utf-8")
            return path

        raised = ("version: 1", "version: 2")
        for path, message in (
                (written("a.yaml", "calendars/khanh-hoa.yaml", raised, ("above: vn", "above: viet")),
                 "Expected a published calendar above 'khanh-hoa', but there is no 'viet'"),
                (written("b.yaml", "calendars/vn.yaml", raised, ("name:", "above: khanh-hoa\nname:")),
                 "Expected calendar 'vn' to stand below other calendars"),
                (written("c.yaml", "calendars/vn.yaml", ("2026-08-31", "2026-08-28")),
                 "Expected a version of calendar 'vn' above 1"),
                (written("d.yaml", "definitions/fan-out-duty.yaml", ("name: ", "name: Hai ")),
                 "Expected a version of definition fan-out-duty above 1"),
                (written("f.yaml", "series/monthly-report.yaml", ("each_of: cac-so", "each_of: moi-so")),
                 "Expected each_of to be a group of the directory"),
                (written("e.yaml", "policy.yaml", ("due_soon_days: 7", "due_soon_days: 5")),
                 "Expected a version of policy default above 1")):
            told = self.run_program("publish", self.good, path, *ACTOR, code=78)
            self.assertIn(message, told.stderr)
            self.assertEqual(told.stderr.count("\n"), 1, told.stderr)
            self.assertEqual(self.events(), self.before, path.name)
