"""The API under TLS: its certificate, what is spoken, and what is not."""
import http.client
import json
import os
import pathlib
import socket
import ssl
import subprocess
import time
import unittest
import warnings

from api import ApiTest
from program import PROGRAM, SECONDS_MAX


class ApiTls(ApiTest):
    def setUp(self):
        super().setUp()
        self.folder = pathlib.Path(self.data).parent
        self.certificate, self.key = self.make_certificate("ours")

    def make_certificate(self, name):
        certificate, key = (str(self.folder / f"{name}.{kind}") for kind in ("crt", "key"))
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
             "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1",
             "-keyout", key, "-out", certificate], check=True, capture_output=True)
        return certificate, key

    def start_tls(self):
        self.start("--tls-certificate", self.certificate, "--tls-key", self.key)

    def context(self, **versions):
        context = ssl.create_default_context(cafile=self.certificate)
        for name, version in versions.items():
            setattr(context, name, version)
        return context

    def ask_over_tls(self, path, context, **fields):
        connection = http.client.HTTPSConnection(
            "127.0.0.1", self.port, context=context, timeout=SECONDS_MAX)
        self.addCleanup(connection.close)
        connection.request("GET", path, headers=fields)
        response = connection.getresponse()
        return response, response.read()

    def test_what_is_read_is_read_by_who_knows_the_certificate(self):
        token = self.token("auditor")["token"]
        self.start_tls()
        bearer = {"Authorization": f"Bearer {token}"}
        for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            context = self.context(minimum_version=version, maximum_version=version)
            response, body = self.ask_over_tls("/v1/events/export", context, **bearer)
            self.assertEqual(response.status, 200)
            lines = body.splitlines()
            self.assertGreater(len(lines), 400)
            self.assertEqual(json.loads(lines[-1])["position"], len(lines), version)
            self.assertEqual(response.getheader("strict-transport-security"), "max-age=31536000")
        with self.assertRaises(ssl.SSLCertVerificationError):
            self.ask_over_tls("/healthz", ssl.create_default_context())

    def test_an_end_is_told_so_that_a_cut_is_none(self):
        self.start_tls()
        with socket.create_connection(("127.0.0.1", self.port), timeout=SECONDS_MAX) as plain:
            with self.context().wrap_socket(plain, server_hostname="127.0.0.1",
                                            suppress_ragged_eofs=False) as wire:
                wire.sendall(b"GET /healthz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
                octets = b""
                while piece := wire.recv(65536):  # raises where the end was not told
                    octets += piece
                self.assertTrue(octets.startswith(b"HTTP/1.1 200 "), octets)

    def test_old_versions_and_plain_text_are_not_spoken(self):
        self.start_tls()
        warnings.simplefilter("ignore", DeprecationWarning)
        old = self.context(minimum_version=ssl.TLSVersion.TLSv1_1,
                           maximum_version=ssl.TLSVersion.TLSv1_1)
        old.set_ciphers("ALL:@SECLEVEL=0")
        with self.assertRaises((ssl.SSLError, OSError)):
            self.ask_over_tls("/healthz", old)
        with socket.create_connection(("127.0.0.1", self.port), timeout=SECONDS_MAX) as plain:
            plain.sendall(b"GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n")
            answer = b""
            try:
                while piece := plain.recv(65536):
                    answer += piece
            except ConnectionResetError:
                pass
            self.assertNotIn(b"HTTP/1.1", answer)
        self.assertEqual(self.ask_over_tls("/healthz", self.context())[0].status, 200)

    def shown(self):
        """The certificate that a new connection is shown."""
        return ssl.get_server_certificate(("127.0.0.1", self.port), timeout=SECONDS_MAX)

    def replace(self, *names):
        made = self.make_certificate("new")
        for source, target in zip(made, (self.certificate, self.key)):
            if target in names:
                os.replace(source, target)

    def test_a_renewed_certificate_is_shown_and_a_broken_pair_is_not(self):
        process = self.start("--tls-certificate", self.certificate, "--tls-key", self.key)
        old = self.shown()
        connection = http.client.HTTPSConnection(
            "127.0.0.1", self.port, context=self.context(), timeout=SECONDS_MAX)
        self.addCleanup(connection.close)
        self.assertEqual(self.status_on(connection), 200)
        self.replace(self.key)  # of another certificate
        told = json.loads(process.stdout.readline())
        self.assertEqual(len(told["troubles"]), 1)
        self.assertIn(self.key, told["troubles"][0])
        self.assertEqual(self.shown(), old)
        self.replace(self.certificate, self.key)
        new = pathlib.Path(self.certificate).read_text()
        end = time.monotonic() + SECONDS_MAX
        while self.shown().split() != new.split():
            self.assertLess(time.monotonic(), end)
        self.assertEqual(self.ask_over_tls("/healthz", self.context())[0].status, 200)
        self.assertEqual(self.status_on(connection), 200)  # the connection of before goes on

    def status_on(self, connection):
        connection.request("GET", "/healthz")
        response = connection.getresponse()
        response.read()
        return response.status

    def test_a_key_of_another_certificate_is_named(self):
        _, other = self.make_certificate("other")
        for key in (other, str(self.folder / "absent.key")):
            refused = subprocess.run(
                [PROGRAM, "--data", self.data, *self.clock, "serve", "--listen", "127.0.0.1:0",
                 "--tls-certificate", self.certificate, "--tls-key", key],
                capture_output=True, text=True, timeout=SECONDS_MAX, check=False)
            self.assertEqual(refused.returncode, 65, refused.stderr)
            self.assertIn(key, refused.stderr)


if __name__ == "__main__":
    unittest.main()
