"""A log with a person in it, whose data no reader of its files may find."""
import base64
import json
import subprocess

from program import PROGRAM, SECONDS_MAX, ProgramTest

CLOCK = ["--clock", "2022-10-25T07:55:00+07:00"]
A_MINUTE_LATER = ["--clock", "2022-10-25T07:56:00+07:00"]  # at one instant the two would be one past
NAME = "Trần Thị Mốc Đánh Dấu"
EMAIL = "moc.danh-dau.7391@khanhhoa.example"
PHONE = "0258 3739 173"


def traces_of(text):
    """The ways in which the octets of a text could lie in a file."""
    forms = {text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be"),
             text.encode().hex().encode(), text.encode().hex().upper().encode(),
             json.dumps(text)[1:-1].encode()}
    for shift in range(3):  # base64 at each alignment, without the digits its neighbours touch
        digits = base64.b64encode(b"\0" * shift + text.encode())
        forms.add(digits[4 if shift else 0:len(digits) // 4 * 4 - 4])
    return forms


TRACES = {form for text in (NAME, EMAIL, PHONE) for form in traces_of(text)}


class SealedTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.said = []
        self.ask(*CLOCK, "import", *self.demo_files(), "--effective", "2022-10-25")

    def run_program(self, *arguments, data=None, code=0, stdin=None):
        result = subprocess.run(
            [PROGRAM, "--data", data or self.data, *map(str, arguments)], input=stdin,
            capture_output=True, text=True, timeout=SECONDS_MAX, check=False)
        self.assertEqual(result.returncode, code,
                         f"{arguments}\n{result.stdout}\n{result.stderr}")
        self.said += [result.stdout, result.stderr]
        return result

    def describe(self, person="cb-017", agency="so-du-lich"):
        self.run_program(*CLOCK, "person", "set", person, "--agency", agency, "--from", "-",
                         "--actor", "vt-01",
                         stdin=json.dumps({"name": NAME, "email": EMAIL, "phone": PHONE}))

    def erase(self, person="cb-017"):
        self.run_program(*A_MINUTE_LATER, "erase", person, "--basis", "Đơn ngày 25/10/2022",
                         "--actor", "vt-01")

    def serve(self, until="2022-10-25T08:05:00+07:00"):
        self.run_program(*CLOCK, "--clock-rate", 3600, "serve", "--until", until)

    def key_of(self, person="cb-017", data=None):
        return (data or self.data) / "keys" / f"{person}.key"

    def keys(self, data=None):
        return sorted(file.stem for file in ((data or self.data) / "keys").glob("*.key"))

    @staticmethod
    def put(key, octets):
        key.touch(mode=0o600)
        key.write_bytes(octets)

    @staticmethod
    def files_with(octets, folder):
        return [path for path in folder.rglob("*")
                if path.is_file() and octets in path.read_bytes() + path.name.encode()]

    def found_in(self, folder):
        return [(str(path), form) for form in TRACES for path in self.files_with(form, folder)]
