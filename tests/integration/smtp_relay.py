"""A relay that answers as it is told, on a free port of 127.0.0.1.

Prints one JSON object a line: first {"event": "ready", "port": …}, then what it is offered: "auth",
"mail", "rcpt", "content". Ends when its standard input is closed, so it never outlives its test.
"""

import argparse
import asyncio
import hashlib
import json
import logging
import ssl
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult


def say(event, **facts):
    print(json.dumps({"event": event, **facts}), flush=True)


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    parser.add_argument("--tls", choices=["none", "starttls", "first"], default="starttls")
    parser.add_argument("--account", help="user:password that may send")
    parser.add_argument("--rcpt", help="answer to every recipient")
    parser.add_argument("--content", help="answer to every content")
    parser.add_argument("--cut", type=int, default=0, help="connections cut after the final dot")
    parser.add_argument("--hang-up", action="store_true", help="close after each mail")
    parser.add_argument("--keep", help="file the last content is written to")
    return parser.parse_args()


ACCEPTED = "250 2.0.0 Ok: queued as 4C1D2"


class HangingUp(SMTP):
    async def push(self, status):
        await super().push(status)
        if status == ACCEPTED:
            self.transport.close()
            say("hung up")


class Relay:
    def __init__(self, asked):
        self.asked = asked
        self.left_to_cut = asked.cut

    async def handle_MAIL(self, server, session, envelope, address, options):
        say("mail", address=address, tls=session.ssl is not None)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        say("rcpt", address=address)
        if self.asked.rcpt:
            return self.asked.rcpt
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        content = envelope.original_content
        digest = hashlib.sha256(content).hexdigest()
        say("content", sha256=digest, to=envelope.rcpt_tos)
        if self.asked.keep:
            with open(self.asked.keep, "wb") as kept:
                kept.write(content)
        if self.left_to_cut > 0:
            self.left_to_cut -= 1
            server.transport.abort()
            await asyncio.Event().wait()
        return self.asked.content or ACCEPTED

    def authenticate(self, server, session, envelope, mechanism, data):
        offered = f"{data.login.decode()}:{data.password.decode()}"
        say("auth", right=offered == self.asked.account)
        return AuthResult(success=offered == self.asked.account, handled=False)


def context(asked):
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(asked.certificate, asked.key)
    return made


def session(asked, relay):
    starttls = asked.tls == "starttls"
    return (HangingUp if asked.hang_up else SMTP)(
        relay,
        hostname="relay.test",
        tls_context=context(asked) if starttls else None,
        require_starttls=starttls,
        authenticator=relay.authenticate,
        auth_required=asked.account is not None,
        auth_require_tls=starttls,
        loop=asyncio.get_running_loop(),
    )


async def closed_input():
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    await reader.read()


async def main():
    # A client that breaks off is what many tests are about, and no news.
    warnings.simplefilter("ignore")  # "AUTH without TLS": asked for
    logging.getLogger("mail.log").setLevel(logging.CRITICAL + 1)
    asked = arguments()
    relay = Relay(asked)
    server = await asyncio.get_running_loop().create_server(
        lambda: session(asked, relay),
        "127.0.0.1",
        0,
        ssl=context(asked) if asked.tls == "first" else None,
    )
    say("ready", port=server.sockets[0].getsockname()[1])
    await closed_input()


asyncio.run(main())
