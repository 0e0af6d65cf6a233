"""An endpoint that answers as its path says, on a free port of 127.0.0.1.

Prints one JSON object a line: first {"event": "ready", "port": …}, then "connection" for each that
is opened and "request" for each call. Ends when its standard input is closed.
"""

import argparse
import base64
import json
import os
import ssl
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

speaking = threading.Lock()
over = threading.Event()


def say(event, **facts):
    with speaking:
        print(json.dumps({"event": event, **facts}), flush=True)


class Receiver(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def setup(self):
        super().setup()
        say("connection", peer=self.client_address[1])

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        say(
            "request",
            peer=self.client_address[1],
            line=self.requestline,
            headers=self.headers.items(),
            body=base64.b64encode(body).decode(),
        )
        url = urlsplit(self.path)
        getattr(self, url.path.strip("/"))({k: v[0] for k, v in parse_qs(url.query).items()})

    def answer(self, asked):
        self.send_response(int(asked.pop("status")))
        content = asked.pop("content", "").encode()
        for name, value in asked.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def hang(self, asked):
        over.wait()

    def cut(self, asked):
        self.close_connection = True

    def endless_body(self, asked):
        self.send_response(200)
        self.end_headers()
        self.pour(b"x" * 1000)

    def endless_headers(self, asked):
        self.send_response(200)
        self.flush_headers()
        self.pour(b"x: " + b"x" * 1000 + b"\r\n")

    def pour(self, octets):
        self.close_connection = True
        try:
            while not over.is_set():
                self.wfile.write(octets)
        except OSError:
            say("broken off")

    def log_message(self, *_):
        pass


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    asked = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    server.handle_error = lambda *_: None  # a client that breaks off is no news
    if asked.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(asked.certificate, asked.key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    say("ready", port=server.server_address[1])
    sys.stdin.read()
    over.set()
    os._exit(0)


main()
