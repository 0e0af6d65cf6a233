"""As many requests as a day has seconds: memory stays where it was, and so do the descriptors."""
import os
import socket
import unittest

from api import OWN, ApiTest

REQUESTS = 24 * 60 * 60
# A sanitizer keeps for a while what was given back.
SLACK_KIB = int(os.environ.get("DUNGHAN_MEMORY_SLACK_KIB", 8 * 1024))
PIPELINED = 50  # requests sent at once; one connection carries at most a thousand


class ApiSoak(ApiTest):
    def setUp(self):
        super().setUp()
        self.token_text = self.token("coordinator")["token"]
        self.process = self.start()

    def request(self, number):
        """Mostly readings of one task; pages, changes, refused and unknown ones between."""
        head = f"Host: h\r\nAuthorization: Bearer {self.token_text}\r\n"
        if number % 100 == 7:
            return f"GET /v1/tasks?limit=20&verdict=overdue HTTP/1.1\r\n{head}\r\n"
        if number % 100 == 17:
            body = f'{{"issuer":"UBND","number":"{number}/QĐ"}}'
            return (f"POST /v1/tasks/{OWN.replace('#', '%23')}/evidence HTTP/1.1\r\n{head}"
                    f"Content-Type: application/json\r\nContent-Length: {len(body.encode())}\r\n\r\n{body}")
        if number % 100 == 27:
            return f"GET /v1/tasks/nope HTTP/1.1\r\n{head}\r\n"
        if number % 100 == 37:
            return "GET /v1/tasks HTTP/1.1\r\nHost: h\r\n\r\n"
        return f"GET /v1/tasks/5.2 HTTP/1.1\r\n{head}\r\n"

    def send(self, begin, count):
        """Over a connection of their own; answers counted by status."""
        statuses = {}
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as connection:
            reader = connection.makefile("rb")
            for first in range(begin, begin + count, PIPELINED):
                numbers = range(first, min(first + PIPELINED, begin + count))
                connection.sendall("".join(map(self.request, numbers)).encode())
                for _ in numbers:
                    status = int(reader.readline().split()[1])
                    length = 0
                    while (line := reader.readline()) != b"\r\n":
                        if line.lower().startswith(b"content-length:"):
                            length = int(line.split(b":")[1])
                    reader.read(length)
                    statuses[status] = statuses.get(status, 0) + 1
            reader.close()
        return statuses

    def memory_kib(self):
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            return int(next(line for line in file if line.startswith("VmRSS:")).split()[1])

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def test_a_day_of_requests_leaves_memory_and_descriptors_as_they_were(self):
        each = 900
        statuses = {}
        memory = []
        for begin in range(0, REQUESTS, each):
            for status, count in self.send(begin, each).items():
                statuses[status] = statuses.get(status, 0) + count
            memory.append(self.memory_kib())
        before = self.descriptors()
        hundredth = REQUESTS // 100
        self.assertEqual(statuses, {200: REQUESTS - 2 * hundredth, 404: hundredth, 401: hundredth})
        # The second half against the end of the first: what grew before was warming up.
        half = len(memory) // 2
        self.assertLess(max(memory[half:]) - memory[half], SLACK_KIB, memory)
        self.send(0, each)
        self.assertLessEqual(self.descriptors(), before + 1)


if __name__ == "__main__":
    unittest.main()
