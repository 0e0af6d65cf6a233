"""Bodies that are no JSON, or not the JSON that is asked for: each is refused, and nothing happens."""
import http.client
import time
import unittest

from api import ApiTest
from program import SECONDS_MAX

# RFC 8259, clause by clause. Each stands where a value of the member "note" would.
BROKEN_VALUES = [
    b"", b"\x22", b"'x'", b"x", b"tru", b"True", b"nul", b"NULL", b"undefined", b"NaN", b"-NaN",
    b"Infinity", b"-Infinity", b"01", b"-01", b"+1", b".5", b"1.", b"-", b"--1", b"1e", b"1e+",
    b"1eE2", b"0x10", b"1_000", b"1 000", b"\xef\xbc\x91", b'"\\x00"', b'"\\u12"', b'"\\u12G4"',
    b'"\\a"', b'"\\"', b'"a\nb"', b'"a\tb"', b'"a\x00b"', b'"\x1f"', b'"\xff"', b'"\xc0\xaf"',
    b'"\xed\xa0\x80"', b'"\xf4\x90\x80\x80"', b'"\xe1\xba"', b'"\\uD800"', b'"\\uDC00\\uD800"',
    b'"a" "b"', b"[", b"[1", b"[1,]", b"[,1]", b"[1 2]", b"{", b'{"a"}', b'{"a":}', b'{"a" 1}',
    b'{"a":1,}', b"{a:1}", b"{1:1}", b'"a"//c', b'"a"/*c*/', b'"a"#c',
]
BROKEN_BODIES = [
    b"", b" ", b"\x00", b"{", b"}", b'{"note":"x"', b'{"note":"x"}}', b'{"note":"x"}]',
    b'{"note":"x"},', b'{"note":"x"}{}', b'{"note":"x"}\x00', b'\x00{"note":"x"}',
    b'{"note":"x"}123\x00', b'\xef\xbb\xbf{"note":"x"}', b'\xfe\xff\x00{', b'{"note":"x",}',
    b'{,"note":"x"}', b'{"note":"x";}', b'\x0b{"note":"x"}', b'\xc2\xa0{"note":"x"}',
    b"[]", b"null", b"1", b'"note"', b'[{"note":"x"}]',
    b'{"note":"x","note":"y"}', b'{"note":"x","\\u006eote":"y"}', b'{"":"x"}', b'{"Note":"x"}',
]
# What is sound JSON of another shape.
OTHER_SHAPES = [b"1", b"null", b"true", b"[]", b"{}", b'["x"]', b'{"note":"x"}', b"1e400", b"-0"]
SOUND = [
    b'{}', b' {"note":"x"} ', b'\t{\r\n"note" : "x"\n}', b'{"note":""}', b'{"note":"\\u0111"}',
    b'{"note":"\\uD83D\\uDE00"}', b'{"note":"\\/\\\\\\"\\b\\f\\n\\r\\t"}',
    '{"note":"đúng hạn 😀"}'.encode(), b'{"\\u006eote":"x"}', b'{"note":"\x7f"}',
]


class Bodies(ApiTest):
    def setUp(self):
        super().setUp()
        self.admin = self.token("admin")["token"]
        self.start()

    def send(self, body):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS_MAX)
        connection.request("POST", "/v1/tasks/2.8/start", body=body, headers={
            "Authorization": f"Bearer {self.admin}", "Content-Type": "application/json"})
        response = connection.getresponse()
        said = response.status, response.read().decode()
        connection.close()
        return said

    def version(self):
        return self.get("/v1/tasks/2.8", self.admin).fields["etag"]

    def test_what_is_no_json_or_another_shape_is_refused_and_changes_nothing(self):
        before = self.version()
        bodies = [b'{"note":' + value + b"}" for value in BROKEN_VALUES + OTHER_SHAPES]
        for body in bodies + BROKEN_BODIES:
            with self.subTest(body=body):
                status, text = self.send(body)
                self.assertEqual(status, 400, text)
                self.assertIn('"code":"', text)
        self.assertEqual(self.version(), before)

    def test_sound_json_is_taken_however_it_is_spelled(self):
        for body in SOUND:
            with self.subTest(body=body):
                status, text = self.send(body)
                self.assertEqual(status, 200, text)

    def test_depth_ends_at_once(self):
        for opening, depth in [(b"[", 10**power) for power in range(2, 5)] + [(b'{"a":', 10**4)]:
            for body in (opening * depth, b'{"note":' + opening * depth):
                with self.subTest(opening=opening, depth=depth):
                    begin = time.monotonic()
                    status, text = self.send(body[:60_000])
                    self.assertEqual(status, 400, text)
                    self.assertLess(time.monotonic() - begin, SECONDS_MAX)
        self.assertEqual(self.get("/healthz").status, 200)


del ApiTest

if __name__ == "__main__":
    unittest.main()
