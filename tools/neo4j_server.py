"""A real Neo4j Community server on loopback, from jars that Maven fetches. For tests and benchmarks; needs no Docker.

    python tools/neo4j_server.py            fetches, starts, prints address and password, stops with Ctrl-C

Settings by environment: NEO4J_TEST_VERSION (default 5.26.29), NEO4J_TEST_JAVA (path of a java to use),
NEO4J_TEST_CACHE (where jars are kept, default .cache/neo4j beside the project).
"""

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from contextlib import suppress
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
VERSION = os.environ.get("NEO4J_TEST_VERSION", "5.26.29")
CACHE = Path(os.environ.get("NEO4J_TEST_CACHE", ROOT / ".cache" / "neo4j"))
PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
ENTRIES = ("org.neo4j.server.Neo4jCommunity", "org.neo4j.server.CommunityEntryPoint")
ADMIN = "org.neo4j.cli.AdminTool"
HELLO = b"\x60\x60\xb0\x17" + b"\x00\x08\x08\x05" + b"\x00\x02\x04\x04" + b"\x00" * 8
"""A Bolt handshake: 5.0 to 5.8 or 4.2 to 4.4."""

# What the distribution's neo4j.conf passes to Java, less what only tunes.
FLAGS = (
    "-XX:+UseG1GC",
    "-XX:+DisableExplicitGC",
    "-Dio.netty.tryReflectionSetAccessible=true",
    "-Dlog4j2.disable.jmx=true",
    "-Dfile.encoding=UTF-8",
    "-Djava.awt.headless=true",
    *(f"--add-opens=java.base/{p}=ALL-UNNAMED" for p in ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")),
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
)

CONF = """
server.default_listen_address=127.0.0.1
server.default_advertised_address=127.0.0.1
server.bolt.enabled=true
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
server.directories.data={home}/data
server.directories.logs={home}/logs
server.directories.run={home}/run
server.directories.plugins={home}/plugins
server.directories.import={home}/import
server.directories.licenses={home}/licenses
server.directories.lib={jars}
server.memory.heap.initial_size={heap}
server.memory.heap.max_size={heap}
server.memory.pagecache.size={pages}
db.tx_log.preallocate=false
db.tx_log.rotation.retention_policy=256M size
dbms.usage_report.enabled=false
client.allow_telemetry=false
server.bolt.telemetry.enabled=false
server.config.strict_validation.enabled=false
"""


WATCH = """
import subprocess, sys, threading
child = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)
def watch():
    if sys.stdin.buffer.read(1):
        child.terminate()
        sys.stdin.buffer.read(1)
    child.kill()
threading.Thread(target=watch, daemon=True).start()
sys.exit(child.wait())
"""
"""Runs a command that ends when we write a byte, and at once when we close the pipe or die: no server is left over."""


class Unavailable(Exception):
    """This machine cannot run the server; says what is missing."""


@cache
def java() -> str:
    """A java of a version that this Neo4j runs on; Unavailable if there is none."""
    wanted = (17, 21) if VERSION.startswith("5.") else (21, 25)
    named = os.environ.get("NEO4J_TEST_JAVA")
    found = [named] if named else [*map(str, Path("/usr/lib/jvm").glob("*/bin/java")), shutil.which("java")]
    for path in (path for path in found if path):
        said = subprocess.run([path, "-version"], capture_output=True, text=True).stderr
        version = re.search(r'version "(\d+)', said)
        if version and int(version[1]) in wanted:
            return path
    raise Unavailable(f"Neo4j {VERSION} needs Java {' or '.join(map(str, wanted))}, which is not here")


@cache
def jars() -> Path:
    """The folder of the server's jars, fetched by Maven if they are not there; Unavailable if that fails."""
    folder = CACHE / f"lib-{VERSION}"
    if folder.exists():
        return folder
    maven = shutil.which("mvn")
    if maven is None:
        raise Unavailable("Neo4j's jars come by Maven (mvn), which is not here")
    CACHE.mkdir(parents=True, exist_ok=True)
    half = Path(tempfile.mkdtemp(prefix="lib-", dir=CACHE))
    pom, silent = ROOT / "tools" / "neo4j" / "pom.xml", ("-B", "-ntp", "-q")
    options = (f"-Dneo4j.version={VERSION}", "-DincludeScope=runtime", f"-DoutputDirectory={half}")
    done = subprocess.run([maven, *silent, "-f", str(pom), PLUGIN, *options], capture_output=True, text=True)
    if done.returncode:
        shutil.rmtree(half)
        raise Unavailable(f"Maven could not fetch Neo4j {VERSION}: {(done.stdout or done.stderr)[-300:].strip()}")
    half.replace(folder)
    return folder


def _entry() -> str:
    """The class that starts a server, under its name in this version."""
    for name in ENTRIES:
        for jar in sorted(jars().glob("neo4j*.jar")):
            with zipfile.ZipFile(jar) as archive:
                if name.replace(".", "/") + ".class" in archive.NameToInfo:
                    return name
    raise Unavailable(f"no server class in the jars of Neo4j {VERSION}")


class Server:
    """One server with a folder and a password of its own; a context manager that starts and stops it.

    After `kill` the same server can be started again, as after a crash. `conf` is added to its settings.
    """

    def __init__(self, heap: str = "1g", pages: str = "256m", conf: str = "") -> None:
        self.password = secrets.token_hex(12)  # never begins with a dash
        self.home = Path(tempfile.mkdtemp(prefix="liantu-neo4j-"))
        self.port = _free_port()
        self.uri = f"bolt://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None
        for name in ("conf", "data", "logs", "run", "plugins", "import", "licenses"):
            (self.home / name).mkdir()
        values = {"port": self.port, "home": self.home.as_posix(), "jars": jars().as_posix()}
        text = CONF.format(**values, heap=heap, pages=pages) + conf + "\n"
        (self.home / "conf" / "neo4j.conf").write_text(text, "utf-8")
        self._heap = heap
        try:
            self.admin("dbms", "set-initial-password", self.password)
        except BaseException:
            self.close()
            raise

    def start(self, seconds: float = 900) -> None:
        """Start and wait until it answers; RuntimeError with the end of its log if it does not."""
        log = self.home / "logs" / "console.log"
        with log.open("ab") as out:
            where = (f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}", "--console-mode")
            command = [java(), f"-Xmx{self._heap}", *FLAGS, "-cp", str(jars() / "*"), _entry(), *where]
            watched = [sys.executable, "-c", WATCH, *command]
            self._process = subprocess.Popen(watched, stdout=out, stderr=out, stdin=subprocess.PIPE, bufsize=0)
        end = time.monotonic() + seconds
        while time.monotonic() < end and self._process.poll() is None:
            if _answers(self.port):
                return
            time.sleep(0.2)
        self.kill()
        raise RuntimeError(f"Neo4j did not start: {log.read_text('utf-8', 'replace')[-2000:]}")

    def kill(self) -> None:
        """End it at once, as a crash would."""
        if self._process is not None:
            self._process.communicate()
            self._process = None

    def stop(self) -> None:
        """End it in good order, as an import needs it."""
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.write(b".")
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(60)
            self.kill()

    def admin(self, *words: str) -> str:
        """Run neo4j-admin on this server, which must be stopped; what it printed."""
        command = [java(), "-Xmx1g", *FLAGS, f"-Dbasedir={self.home}", "-cp", str(jars() / "*"), ADMIN, *words]
        env = {**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        # In its own folder, where it leaves a report.
        done = subprocess.run(command, env=env, cwd=self.home, capture_output=True, text=True, encoding="utf-8")
        if done.returncode:
            said = (done.stdout + done.stderr).replace(self.password, "***")
            raise RuntimeError(f"neo4j-admin {words[0]} {words[1]} failed: {said[-2000:]}")
        return done.stdout

    def close(self) -> None:
        self.kill()
        shutil.rmtree(self.home, ignore_errors=True)

    def __enter__(self) -> "Server":
        try:
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), 2) as connection:
            connection.settimeout(2)
            connection.sendall(HELLO)
            answer = connection.recv(4)
    except OSError:
        return False
    return len(answer) == 4 and any(answer)


def main() -> None:
    with Server() as server:
        print(f"Neo4j {VERSION}   {server.uri}   NEO4J_USERNAME=neo4j NEO4J_PASSWORD={server.password}", flush=True)
        print("Ctrl-C stops it and removes its data.", flush=True)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        with suppress(KeyboardInterrupt):
            while True:
                time.sleep(3600)


if __name__ == "__main__":
    try:
        main()
    except Unavailable as missing:
        sys.exit(str(missing))
