# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A private OpenLDAP server on loopback, for tests of user federations.

On Debian and its kin the packages are unpacked below build/ and nothing is installed; elsewhere the system's `slapd`
runs. It has a directory, a configuration and a port of its own, and never touches the system's.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Union

from . import archive, process

SUFFIX = "dc=example,dc=org"
PEOPLE, GROUPS = f"ou=people,{SUFFIX}", f"ou=groups,{SUFFIX}"
READER = f"cn=reader,{SUFFIX}"
# the server itself, and the one library of it that a plain system lacks
PACKAGES = ("slapd", "libltdl7")
SCHEMAS = ("core", "cosine", "inetorgperson")
SYSTEM_MODULES = ("usr/lib/ldap", "usr/lib/openldap", "usr/lib64/openldap", "usr/libexec/openldap")
SYSTEM_SCHEMAS = (Path("/etc/ldap/schema"), Path("/etc/openldap/schema"), Path("/usr/local/etc/openldap/schema"))
READY_SECONDS = 20
Entry = Mapping[str, Union[str, Sequence[str]]]


@dataclass(frozen=True)
class Program:
    """An slapd that can be run.

    :param path: the executable
    :param schemas: directory of its schemas
    :param root: what it was unpacked to
    :param libraries: directories of libraries that the system lacks
    """

    path: Path
    schemas: Path
    root: Path = Path("/")
    libraries: tuple[Path, ...] = ()

    def environment(self) -> dict[str, str]:
        """Return the environment that it needs."""
        found = [str(each) for each in self.libraries] + [os.environ.get("LD_LIBRARY_PATH", "")]
        return {**os.environ, "LD_LIBRARY_PATH": ":".join(filter(None, found))}


def obtain() -> Program:
    """Return an slapd: unpacked from the distribution's packages, or the system's.

    Raises ServerError when neither can be had; the message says how a newcomer gets one.
    """
    if shutil.which("apt-get") and shutil.which("dpkg"):
        root = archive.cache_directory() / "openldap"
        if not root.is_dir():
            _unpack(root)
        libraries = tuple(
            sorted({each.parent for each in root.glob("usr/lib/**/*.so.*") if each.parent.name != "ldap"})
        )
        return Program(root / "usr/sbin/slapd", root / "etc/ldap/schema", root, libraries)
    path = shutil.which("slapd", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/libexec"]))
    schemas = next((each for each in SYSTEM_SCHEMAS if each.is_dir()), None)
    if path is None or schemas is None:
        raise archive.ServerError("there is no OpenLDAP server: install slapd (openldap-servers) and its schemas")
    return Program(Path(path), schemas)


def _unpack(root: Path) -> None:
    root.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root.parent) as work:
        archive.say(f"openldap: downloading {', '.join(PACKAGES)} (kept in {root})")
        tree = Path(work) / "tree"
        said = _download(Path(work))
        packages = sorted(Path(work).glob("*.deb"))
        if len(packages) < len(PACKAGES):
            raise archive.ServerError(f"apt-get could not bring {' and '.join(PACKAGES)}:\n{said[-2000:]}")
        for package in packages:
            subprocess.run(["dpkg", "-x", str(package), str(tree)], check=True)
        os.replace(tree, root)


def _download(work: Path) -> str:
    """Let apt-get download the packages; where the system has no lists of them yet, with lists of our own."""
    lists = work / "lists"
    (lists / "partial").mkdir(parents=True)
    own = ["-o", f"Dir::State::Lists={lists}", "-o", f"Dir::Cache={work}", "-o", "APT::Sandbox::User="]
    said = _run(["apt-get", "-q", "download", *PACKAGES], work)
    if len(list(work.glob("*.deb"))) < len(PACKAGES):
        said += _run(["apt-get", "-q", *own, "update"], work)
        said += _run(["apt-get", "-q", *own, "download", *PACKAGES], work)
    return said


def _run(command: Sequence[str], work: Path) -> str:
    done = subprocess.run(
        command, cwd=work, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=300
    )
    return done.stdout


@dataclass(frozen=True)
class Directory:
    """A running server with its entries.

    :param url: where it answers
    :param password: the reader's password
    """

    url: str
    password: str


@contextmanager
def running(password: str, entries: Sequence[Entry]) -> Iterator[Directory]:
    """Run a server as long as the context lasts.

    `entries` come below the suffix, after the reader and the units of people and groups; each has its `dn`.
    Raises ServerError when the server can't be had or doesn't start.
    """
    program = obtain()
    with tempfile.TemporaryDirectory(prefix="openldap-") as work:
        home = Path(work)
        (home / "data").mkdir()
        (home / "slapd.conf").write_text(_configuration(program, home))
        (home / "entries.ldif").write_text(ldif([*_base(password), *entries]))
        config = ["-f", str(home / "slapd.conf")]
        _load(program, [*config, "-l", str(home / "entries.ldif")])
        (port,) = process.free_ports(1)
        url = f"ldap://127.0.0.1:{port}"
        with (home / "slapd.log").open("wb") as log:
            # -d keeps it in the foreground, so that its id is known
            server = subprocess.Popen(
                [str(program.path), *config, "-h", url, "-d", "0"],
                env=program.environment(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        born = process.birth(server.pid)
        try:
            _wait(server, port, home / "slapd.log")
            yield Directory(url, password)
        finally:
            process.end(server.pid, born)
            server.wait()


def _load(program: Program, arguments: Sequence[str]) -> None:
    done = subprocess.run(
        [str(program.path), "-T", "add", *arguments],
        env=program.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise archive.ServerError(f"slapd could not load its entries:\n{done.stdout[-2000:]}")


def _wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if server.poll() is not None or time.monotonic() > deadline:
                said = log.read_text(errors="replace")[-2000:]
                raise archive.ServerError(f"slapd did not start:\n{said}") from None
            time.sleep(0.05)


def _configuration(program: Program, home: Path) -> str:
    includes = [f"include {program.schemas / name}.schema" for name in SCHEMAS]
    return "\n".join(
        [
            *includes,
            f"pidfile {home / 'slapd.pid'}",
            *_module(program, "back_mdb"),
            "database mdb",
            f'suffix "{SUFFIX}"',
            f"directory {home / 'data'}",
            f'access to attrs=userPassword by dn.exact="{READER}" write by anonymous auth by * none',
            f'access to * by dn.exact="{READER}" write by * none',
            "",
        ]
    )


def _module(program: Program, name: str) -> list[str]:
    """Return the lines that load a module; a server without it has it built in."""
    found = [program.root / each for each in SYSTEM_MODULES if list((program.root / each).glob(f"{name}*.so*"))]
    return [f"modulepath {found[0]}", f"moduleload {name}"] if found else []


def _base(password: str) -> list[Entry]:
    return [
        {"dn": SUFFIX, "objectClass": ["dcObject", "organization"], "dc": "example", "o": "Example"},
        {"dn": READER, "objectClass": ["organizationalRole", "simpleSecurityObject"], "userPassword": password},
        {"dn": PEOPLE, "objectClass": "organizationalUnit"},
        {"dn": GROUPS, "objectClass": "organizationalUnit"},
    ]


def person(uid: str, password: str, **more: str) -> Entry:
    """Return the entry of somebody who can log in."""
    names = {"cn": uid.title(), "sn": "Tester", "mail": f"{uid}@example.org"}
    entry = {"dn": f"uid={uid},{PEOPLE}", "objectClass": "inetOrgPerson", "uid": uid, "userPassword": password}
    return {**entry, **names, **more}


def group(name: str, *members: str) -> Entry:
    """Return the entry of a group of people, by their uids."""
    names = [f"uid={uid},{PEOPLE}" for uid in members]
    return {"dn": f"cn={name},{GROUPS}", "objectClass": "groupOfNames", "cn": name, "member": names}


def ldif(entries: Sequence[Entry]) -> str:
    """Return entries as LDIF."""
    blocks = []
    for entry in entries:
        lines = []
        for name, values in entry.items():
            lines += [f"{name}: {value}" for value in ([values] if isinstance(values, str) else values)]
        if not any(line.startswith("ou:") for line in lines) and str(entry["dn"]).startswith("ou="):
            lines.append("ou: " + str(entry["dn"]).partition(",")[0][3:])
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)
