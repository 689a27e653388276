# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates for tests: an authority of one's own, and what it signs."""

from __future__ import annotations

import datetime
import ipaddress
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID


@dataclass(frozen=True)
class Pair:
    """PEM files of a certificate and its key."""

    certificate: Path
    key: Path

    @property
    def both(self) -> Path:
        """One file with certificate and key."""
        path = self.certificate.with_suffix(".both.pem")
        path.write_bytes(self.certificate.read_bytes() + self.key.read_bytes())
        return path


class Authority:
    """A certificate authority that keeps its files in a directory."""

    def __init__(self, directory: Path, name: str = "Test authority") -> None:
        self.directory = directory
        self.name = _name(name)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.file = directory / f"{name.replace(' ', '-')}.pem"
        built = _builder(self.name, self.name, self.key.public_key())
        built = built.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        usage = x509.KeyUsage(True, False, False, False, False, True, True, False, False)
        built = built.add_extension(usage, critical=True)
        self.file.write_bytes(built.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))

    def issue(self, name: str, *, host: Optional[str] = "127.0.0.1") -> Pair:
        """Make a certificate for a server at a host, or for a client (``None``)."""
        key = ec.generate_private_key(ec.SECP256R1())
        built = _builder(_name(name), self.name, key.public_key())
        # Python 3.13 refuses a certificate that doesn't name the key that signed it.
        signer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        built = built.add_extension(signer, critical=False)
        usage = ExtendedKeyUsageOID.SERVER_AUTH if host else ExtendedKeyUsageOID.CLIENT_AUTH
        built = built.add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
        if host:
            names: list[x509.GeneralName] = [x509.DNSName(host)]
            if host[0].isdigit():
                names = [x509.IPAddress(ipaddress.ip_address(host))]
            built = built.add_extension(x509.SubjectAlternativeName(names), critical=False)
        pair = Pair(self.directory / f"{name}.pem", self.directory / f"{name}.key")
        certificate = built.sign(self.key, hashes.SHA256())
        pair.certificate.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        pair.key.write_bytes(key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ))
        return pair


def server_context(pair: Pair, clients: Optional[Authority] = None, *, required: bool = True) -> ssl.SSLContext:
    """Return a server's TLS settings; with ``clients`` it wants certificates of that authority."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pair.certificate, pair.key)
    if clients is not None:
        context.load_verify_locations(clients.file)
        context.verify_mode = ssl.CERT_REQUIRED if required else ssl.CERT_OPTIONAL
    return context


def _name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _builder(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.timezone.utc)
    return (
        x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key)
        .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(hours=1))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )
