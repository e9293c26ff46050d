"""Parts of the measurements: the report and its rows, programs in pipes and terminals, and a home without settings."""

import json
import os
import pty
import re
import select
import signal
import statistics
import subprocess
import sys
import termios
import time
from typing import NamedTuple

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PATIENCE = 60.0
MOMENT = "2026-10-01T10:00:00Z"


class Report:
    """The rows of the table, and the points of the plots: `lines[plot][line]` is a list of (x, y)."""

    def __init__(self, quick=False):
        self.rows, self.lines, self.quick = [], {}, quick

    def row(self, what, galley, unit, other=None, name="", most_ratio=None, most=None, least=None, note=""):
        """Adds a row and prints it. An aim is a limit on the ratio of Galley to the other, or on Galley's own figure."""
        ratio = galley / other if galley is not None and other and other > 0 else None
        value, aim, ok = galley, "", None
        if most_ratio is not None:
            value, aim, most = ratio, f"ratio ≤ {most_ratio:g}", most_ratio
        elif most is not None or least is not None:
            aim = f"≤ {most:g}" if most is not None else f"≥ {least:g}"
        if aim:
            ok = value is not None and (value <= most if most is not None else value >= least)
        self.rows.append({"what": what, "galley": galley, "unit": unit, "other": other, "name": name, "ratio": ratio,
                          "aim": aim, "ok": ok, "note": note})
        print(" | ".join(cell for cell in cells(self.rows[-1]) if cell), flush=True)

    def point(self, plot, line, x, y):
        self.lines.setdefault(plot, {}).setdefault(line, []).append((x, y))

    def is_well(self):
        return all(row["ok"] is not False for row in self.rows)


def figure(value, unit=""):
    """A figure with three digits that count."""
    if value is None:
        return "–"
    text = f"{value:.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
    return f"{text} {unit}".rstrip()


def cells(row):
    """The cells of a row of the table."""
    verdict = {True: "ok", False: "**failed**", None: ""}[row["ok"]]
    # A figure with a name has no other to stand beside where that could not be measured.
    beside = f"{row['name']}: {figure(row['other'], row['unit'])}" if row["name"] else ""
    return [row["what"], figure(row["galley"], row["unit"]), beside, "" if row["ratio"] is None else figure(row["ratio"]),
            row["aim"], verdict, row["note"]]


def median(values):
    good = [value for value in values if value is not None]
    return statistics.median(good) if good else None


def environment(home, **more):
    """A home of its own, so that no settings, keys or history of the person who measures take part."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": home, "TERM": "xterm-256color",
            "LANG": "C.UTF-8", "GALLEY_API_KEY": "bench", **more}


def galley(program, home, base, *arguments):
    """A command line of Galley with a model at `base` and its sessions in the home."""
    return [program, "--sessions-dir", f"{home}/sessions", "--base-url", f"{base}/v1", "-m", "bench", *arguments]


def session(home, name, sections):
    """Writes a session file with these sections."""
    os.makedirs(f"{home}/sessions", exist_ok=True)
    with open(f"{home}/sessions/{name}.json", "w") as file:
        json.dump({"format": "galley-session", "version": 1, "id": name, "name": name, "topic": "A story",
                   "createdAt": MOMENT, "updatedAt": MOMENT, "settings": {"lengthRetry": False},
                   "outline": [{"id": f"s{number}", **section} for number, section in enumerate(sections)]}, file)


def megabyte(home, name):
    """Writes a session of a little more than 1 MB."""
    text = "Some words that say what a section says, and then say it again. " * 60
    session(home, name, [
        {"title": f"Section {number}", "words": 700, "current": 1,
         "versions": [{"number": 1, "text": text, "origin": "written", "at": MOMENT}]}
        for number in range(1 + 1_000_000 // len(text))])


def installed(requirement, quick=False):
    """The folder of the programs of a Python package, in an environment of its own in `.bench`, or None and the reason."""
    folder = os.path.join(ROOT, ".bench", "programs", requirement.split("==")[0])
    python, done = os.path.join(folder, "bin", "python"), os.path.join(folder, "installed")
    if os.path.exists(done):
        with open(done) as file:
            if file.read() == requirement:
                return os.path.join(folder, "bin"), ""
    if quick:
        return None, "not installed"
    for command in ([sys.executable, "-m", "venv", "--clear", folder], [python, "-m", "pip", "install", "-q", requirement]):
        run = subprocess.run(command, capture_output=True, text=True)
        if run.returncode != 0:
            return None, "cannot be installed: " + (run.stderr.strip().splitlines() or ["no reason given"])[-1]
    with open(done, "w") as file:
        file.write(requirement)
    return os.path.join(folder, "bin"), ""


def peak_memory(process):
    """Megabytes of memory that a running process had at most; where the system does not tell, those that it has."""
    try:
        with open(f"/proc/{process}/status") as status:
            found = re.search(r"VmHWM:\s+(\d+)", status.read())
            return int(found.group(1)) / 1024 if found else 0.0
    except OSError:
        with os.popen(f"ps -o rss= -p {process}") as said:
            return int(said.read() or 0) / 1024


class Used(NamedTuple):
    """What a command took: seconds of processor time, seconds by the clock, and the moment `wanted` came, if it did."""
    cpu: float
    wall: float
    moment: float
    status: int
    output: bytes


def piped(command, env, wanted=b""):
    """Runs a command whose output goes into a pipe."""
    begin = time.monotonic()
    child = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return drained(child.stdout.fileno(), child.pid, begin, wanted)


def drained(end, process, begin, wanted):
    """Reads the output of a process to its end."""
    seen, moment = bytearray(), None
    while True:
        try:
            piece = os.read(end, 65536)
        except OSError:
            break
        if not piece:
            break
        before = len(seen)
        seen += piece
        if wanted and moment is None and seen.find(wanted, max(0, before - len(wanted))) >= 0:
            moment = time.monotonic()
    _, status, usage = os.wait4(process, 0)
    return Used(usage.ru_utime + usage.ru_stime, time.monotonic() - begin, moment, os.waitstatus_to_exitcode(status), bytes(seen))


def plain(data):
    """Terminal output without escape sequences."""
    return re.sub(rb"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b[()].|\x1b[78=>]|\x1b\][^\x07\x1b]*(\x07|\x1b\\)", b"", bytes(data))


class Terminal:
    """A program in a pseudo-terminal of 80 columns and 24 rows."""

    def __init__(self, command, env, typed=b""):
        self.begin = time.monotonic()
        self.process, self.end = pty.fork()
        if self.process == 0:
            try:
                os.chdir(env["HOME"])
                os.execvpe(command[0], command, env)
            finally:
                os._exit(127)
        termios.tcsetwinsize(self.end, (24, 80))
        self.seen = bytearray()
        if typed:
            os.write(self.end, typed)

    def read(self, seconds):
        """Takes what comes within that time; false where nothing does."""
        if not select.select([self.end], [], [], seconds)[0]:
            return False
        try:
            piece = os.read(self.end, 65536)
        except OSError:
            return False
        self.seen += piece
        return bool(piece)

    def until(self, wanted):
        """Seconds from the start of the program until something is shown, or None."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if wanted in plain(self.seen):
                return time.monotonic() - self.begin
            if select.select([self.end], [], [], 0.1)[0] and not self.read(0):
                return None
        return None

    def calm(self):
        while self.read(0.2):
            pass
        self.seen = bytearray()

    def send(self, data):
        while data:
            select.select([], [self.end], [], 1)
            data = data[os.write(self.end, data[:1024]):]
            # Who pastes reads what is echoed in the meantime.
            while self.read(0):
                pass

    def finish(self, wanted=b""):
        """Waits until the program ends."""
        used = drained(self.end, self.process, self.begin, wanted)
        os.close(self.end)
        return used

    def close(self):
        """Ends the program, and returns its seconds of processor time."""
        os.kill(self.process, signal.SIGKILL)
        _, _, usage = os.wait4(self.process, 0)
        os.close(self.end)
        return usage.ru_utime + usage.ru_stime
