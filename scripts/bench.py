"""Figures for scripts/bench: galley beside Python and curl, interleaved in one run. Standard library only."""

import http.server
import json
import os
import pty
import re
import select
import shutil
import signal
import statistics
import sys
import tempfile
import threading
import time

# How galley is called; {program}, {url} and {sessions} are filled in.
BASE = "{program} --sessions-dir {sessions} --base-url {url} -m bench"
PROMPT = BASE.split()
STREAM = BASE.split() + ["-r", "story", "-x", ":write"]
OPEN = BASE.split() + ["-r", "big"]
CURL = ["curl", "-sN", "-H", "Content-Type: application/json", "-d", '{"stream":true}', "{url}/chat/completions"]
PYTHON = ["/usr/bin/python3", "-c", "pass"]

START_RUNS = 40
STREAM_RUNS = 10
TOKENS = 5000
PATIENCE = 20.0


class Model(http.server.BaseHTTPRequestHandler):
    """A model that streams TOKENS tokens under /long, one under /short, and one, a pause, and two under /pause."""

    # As model servers do: else a small write waits some 40 ms for the acknowledgement of the one before it.
    disable_nagle_algorithm = True
    protocol_version = "HTTP/1.1"
    sent_first = 0.0

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.reply(b'{"object":"list","data":[{"id":"bench","object":"model"}]}')

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")
        count = TOKENS if "/long/" in self.path else 1
        if not asked.get("stream"):
            return self.reply(json.dumps({"choices": [{"index": 0, "finish_reason": "stop", "message": {
                "role": "assistant", "content": " word" * count}}]}).encode())
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.close_connection = True
        self.end_headers()
        Model.sent_first = time.monotonic()
        for number in range(count):
            # Words that differ, in sentences, as prose has them: a model that goes round in circles is stopped.
            end = "." if number % 12 == 11 else ""
            self.event({"content": "Firstword" if number == 0 else f" word{number}{end}"})
        if "/pause/" in self.path:
            time.sleep(0.3)
            self.event({"content": " word."})
        self.event({}, "stop", {"prompt_tokens": 10, "completion_tokens": count, "total_tokens": 10 + count})
        self.wfile.write(b"data: [DONE]\n\n")

    def event(self, delta, finish=None, usage=None):
        body = {"id": "b", "object": "chat.completion.chunk", "created": 0, "model": "bench",
                "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}
        if usage:
            body["usage"] = usage
        self.wfile.write(b"data: " + json.dumps(body).encode() + b"\n\n")

    def reply(self, body):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass


def environment(home):
    """A home of its own, so that no settings, keys or history of the person who measures take part."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": home, "TERM": "xterm-256color",
            "LANG": "C.UTF-8", "GALLEY_API_KEY": "bench"}


def plain(data):
    """Terminal output without escape sequences."""
    return re.sub(rb"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b[()].|\x1b[=>]|\x1b\][^\x07\x1b]*(\x07|\x1b\\)", b"", data)


def in_terminal(command, env, wanted, keep=None):
    """Seconds from the start of a command in a pseudo-terminal until `wanted` appears (None: until it ends), or None.

    `keep` is called with the process id at that moment.
    """
    begin = time.monotonic()
    process, terminal = pty.fork()
    if process == 0:
        try:
            os.execvpe(command[0], command, env)
        finally:
            os._exit(127)
    seen, took, ended = b"", None, False
    while time.monotonic() - begin < PATIENCE:
        if not select.select([terminal], [], [], 0.1)[0]:
            continue
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            piece = b""
        if not piece:
            ended = True
            break
        seen += piece
        if wanted and wanted in plain(seen):
            took = time.monotonic() - begin
            if keep:
                time.sleep(0.3)
                keep(process)
            break
    if not ended:
        os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    if wanted is None and ended:
        took = time.monotonic() - begin
    os.close(terminal)
    return took


def on_terminal(command, env, wanted):
    """What a command takes that writes to a terminal, as a person sees it.

    CPU seconds (user and system, by wait4), the moment `wanted` came out of it, its status, and its output.
    """
    process, terminal = pty.fork()
    if process == 0:
        try:
            os.execvpe(command[0], command, env)
        finally:
            os._exit(127)
    seen, moment = b"", None
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            piece = b""
        if not piece:
            break
        seen += piece
        if moment is None and wanted in seen:
            moment = time.monotonic()
    os.close(terminal)
    _, status, usage = os.wait4(process, 0)
    return usage.ru_utime + usage.ru_stime, moment, os.waitstatus_to_exitcode(status), seen


def session(folder, name, sections):
    """Writes a session file with these sections."""
    moment = "2026-10-01T10:00:00Z"
    with open(os.path.join(folder, f"{name}.json"), "w") as file:
        json.dump({"format": "galley-session", "version": 1, "id": name, "name": name, "topic": "A story",
                   "createdAt": moment, "updatedAt": moment, "settings": {"lengthRetry": False},
                   "outline": [{"id": f"s{number}", **section} for number, section in enumerate(sections)]}, file)


def filled(command, **values):
    return [part.format(**values) if "{" in part and not part.startswith("{\"") else part for part in command]


def milliseconds(values):
    good = [value for value in values if value is not None]
    return statistics.median(good) * 1000 if good else None


def line(what, galley, other, name, unit="ms"):
    def figure(value):
        return "     –" if value is None else f"{value:6.1f}"
    # A difference that is lost in the noise has no ratio.
    ratio = f"{galley / other:.2f}" if galley is not None and other and other > 0 else "–"
    print(f"{what:<44} galley {figure(galley)} {unit}   {name} {figure(other)} {unit}   ratio {ratio}", flush=True)


def start(values, env):
    galley, python = [], []
    for _ in range(START_RUNS):
        galley.append(in_terminal(filled(PROMPT, **values), env, b"> "))
        if galley[-1] is None:
            break
        python.append(in_terminal(PYTHON, env, None))
    line(f"start   to the prompt, {len(python)} runs", milliseconds(galley), milliseconds(python), "python -c pass")


def stream(values, env, base):
    cpu = {(who, which): [] for who in ("galley", "curl") for which in ("long", "short")}
    delay = {"galley": [], "curl": []}
    commands = {"galley": STREAM, "curl": CURL}
    if not shutil.which("curl"):
        del commands["curl"]
    for _ in range(STREAM_RUNS):
        for who, command in commands.items():
            for which in ("long", "short", "pause"):
                shutil.rmtree(values["sessions"], ignore_errors=True)
                os.makedirs(values["sessions"])
                session(values["sessions"], "story", [{"title": "A long story", "words": TOKENS}])
                called = filled(command, **{**values, "url": f"{base}/{which}/v1"})
                used, moment, status, seen = on_terminal(called, env, b"Firstword")
                if which == "long" and seen.count(b"word") < TOKENS:
                    continue
                if which == "pause":
                    delay[who].append(moment and moment - Model.sent_first)
                elif status == 0:
                    cpu[who, which].append(used)
    def net(who):
        long, short = milliseconds(cpu[who, "long"]), milliseconds(cpu[who, "short"])
        return None if long is None or short is None else long - short
    runs = len(cpu["galley", "long"])
    line(f"stream  CPU of {TOKENS} tokens less that of one, {runs} runs", net("galley"), net("curl"), "curl -N")
    line(f"stream  CPU of {TOKENS} tokens, start included",
         milliseconds(cpu["galley", "long"]), milliseconds(cpu["curl", "long"]), "curl -N")
    line("stream  first token, sent to printed", milliseconds(delay["galley"]), milliseconds(delay["curl"]), "curl -N")


def resident(process):
    """Megabytes of a process that are in memory."""
    try:
        with open(f"/proc/{process}/status") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) / 1024
    except OSError:
        with os.popen(f"ps -o rss= -p {process}") as said:
            return int(said.read() or 0) / 1024


def memory(values, env):
    sizes = {}
    in_terminal(filled(PROMPT, **values), env, b"> ", lambda process: sizes.update(prompt=resident(process)))
    in_terminal(["/usr/bin/python3", "-i"], env, b">>> ", lambda process: sizes.update(python=resident(process)))
    text = "Some words that say what a section says, and then say it again. " * 60
    moment = "2026-10-01T10:00:00Z"
    session(values["sessions"], "big", [
        {"title": f"Section {number}", "words": 700, "current": 1,
         "versions": [{"number": 1, "text": text, "origin": "written", "at": moment}]}
        for number in range(1 + 1_000_000 // len(text))])
    in_terminal(filled(OPEN, **values), env, b"> ", lambda process: sizes.update(big=resident(process)))
    line("memory  at the prompt", sizes.get("prompt"), sizes.get("python"), "python -i", "MB")
    line("memory  with a session of 1 MB open", sizes.get("big"), sizes.get("python"), "python -i", "MB")
    size = os.path.getsize(os.path.join(values["sessions"], "big.json"))
    print(f"        (the session's file has {size / 1e6:.2f} MB)")


def main():
    program, what = sys.argv[1:3]
    print(f"cores   {os.cpu_count()}")
    server = Server(("127.0.0.1", 0), Model)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_address[1]}"
    with tempfile.TemporaryDirectory() as home:
        values = {"program": program, "url": f"{base}/short/v1", "sessions": f"{home}/sessions"}
        os.makedirs(values["sessions"])
        os.chdir(home)
        env = environment(home)
        if what in ("default", "all", "start"):
            start(values, env)
        if what in ("default", "all", "stream"):
            stream(values, env, base)
        if what in ("default", "all", "memory"):
            memory(values, env)


if __name__ == "__main__":
    main()
