# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A mail server on loopback that keeps what it gets."""

from __future__ import annotations

import socketserver
import threading
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message


@dataclass(frozen=True)
class Mail:
    """A mail and to whom it was sent."""

    to: list[str]
    message: Message

    @property
    def text(self) -> str:
        """Return its plain text."""
        parts = [part for part in self.message.walk() if part.get_content_type() == "text/plain"]
        return "".join(part.get_payload(decode=True).decode("utf-8") for part in parts)


class _Conversation(socketserver.StreamRequestHandler):
    """Speaks as much SMTP as a client needs that has one mail to give."""

    server: Mailbox

    def handle(self) -> None:
        to: list[str] = []
        self._say("220 ready")
        for line in self.rfile:
            command = line[:4].upper()
            if command == b"RCPT":
                to.append(line.decode().partition("<")[2].partition(">")[0])
            elif command == b"DATA":
                self._say("354 go on")
                self.server.mails.append(Mail(to, message_from_bytes(self._data())))
            self._say("221 bye" if command == b"QUIT" else "250 fine")
            if command == b"QUIT":
                return

    def _data(self) -> bytes:
        lines = iter(self.rfile.readline, b".\r\n")
        return b"".join(line[1:] if line.startswith(b"..") else line for line in lines)

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")


class Mailbox(socketserver.ThreadingTCPServer):
    """The mail server; it ends with its ``with`` block."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.mails: list[Mail] = []
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def settings(self) -> dict[str, str]:
        """Return a realm's ``smtpServer`` that sends here."""
        return {"host": "127.0.0.1", "port": str(self.server_address[1]), "from": "keycloak@example.org"}

    def __exit__(self, *error: object) -> None:
        self.shutdown()
        super().__exit__(*error)
