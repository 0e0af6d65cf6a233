"""A relay that repeats in its answers all it knows of one recipient, as some do."""
import re
import socketserver
import threading


class _Talk(socketserver.StreamRequestHandler):
    timeout = 30

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())

    def handle(self):
        self.say("220 relay.example ESMTP")
        address = ""
        for line in iter(self.rfile.readline, b""):
            verb = line.decode().strip()
            if verb.upper().startswith("RCPT"):
                address = re.search("<(.*)>", verb)[1]
                if address == self.server.known and self.server.refuses:
                    self.say(f"550 5.1.1 <{address}>: user {address.split('@')[0]} is not here, "
                             f"says {self.server.gossip} {'x' * 120} {address}")
                    continue
            if verb.upper().startswith("DATA"):
                self.say("354 go on")
                octets = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.mails.append((address, octets))
                said = (f"for {address.upper()} ({address.replace('@', '=')}), {address[:7]}…, "
                        f"{self.server.gossip}"
                        if address == self.server.known else "as 9F2")
                self.say(f"250 2.0.0 queued {said}")
            elif verb.upper().startswith("QUIT"):
                self.say("221 bye")
                return
            else:
                self.say("250 relay.example" if "EHLO" in verb.upper() else "250 ok")


class GossipRelay(socketserver.ThreadingTCPServer):
    """Serves on 127.0.0.1 within a `with`; `mails` are (recipient, octets)."""
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, known, gossip, refuses):
        super().__init__(("127.0.0.1", 0), _Talk)
        self.known = known
        self.gossip = gossip
        self.refuses = refuses
        self.mails = []

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()

    @property
    def settings(self):
        return (f"mail:\n  transport: smtp://127.0.0.1:{self.server_address[1]}\n"
                "  starttls: never\n")
