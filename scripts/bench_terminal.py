"""What a person at the terminal waits for: a key, a paste, a rendered reply; side by side with others in one run.

Standard library only. The figures of keys and pastes stand beside bash's own line editor, those of a rendered reply
beside the same reply with `--raw`, which is printed as it comes, and beside `curl -N`.
"""

import http.server
import json
import os
import pty
import re
import select
import signal
import statistics
import sys
import tempfile
import termios
import threading
import time

KEYS = 600
PASTED = 200_000
PASTES = 5
TOKENS = 5000
RUNS = 7
PATIENCE = 20.0
OPTIONS = ["-m", "bench"]
CURL = ["curl", "-sN", "-H", "Content-Type: application/json", "-d", '{"stream":true}']


def reply():
    """Markdown of TOKENS tokens with every kind of block; words that differ, as prose has them."""
    tokens, number = [], 0

    def word():
        nonlocal number
        number += 1
        if number % 17 == 0:
            return f" **word{number}**"
        if number % 29 == 0:
            return f" `word{number}`"
        if number % 83 == 0:
            return f" [word{number}](https://example.org/{number})"
        return f" word{number}" + ("." if number % 12 == 0 else "")

    block = 0
    while len(tokens) < TOKENS:
        block += 1
        if block % 5 == 2:
            for _ in range(4):
                tokens += ["- "] + [word() for _ in range(14)] + ["\n"]
        elif block % 5 == 3:
            tokens += ["```\n"] + [w + "\n" for w in (word() for _ in range(12))] + ["```\n"]
        elif block % 5 == 4:
            tokens += ["| a | b |\n|---|---|\n"] + [f"|{word()} |{word()} |\n" for _ in range(6)]
        else:
            tokens += [word() for _ in range(90)] + ["\n"]
        tokens.append("\n")
    return tokens[:TOKENS]


REPLY = reply()


class Model(http.server.BaseHTTPRequestHandler):
    """Streams the reply under /long, at once or under /paced a thousand tokens a second; one token under /short."""

    disable_nagle_algorithm = True
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        body = b'{"object":"list","data":[{"id":"bench","object":"model"}]}'
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.close_connection = True
        self.end_headers()
        begin = time.monotonic()
        for number, token in enumerate(REPLY[:1] if "/short/" in self.path else REPLY):
            if "/paced/" in self.path:
                time.sleep(max(0.0, begin + number / 1000 - time.monotonic()))
            self.event({"content": token})
        self.event({}, "stop")
        self.wfile.write(b"data: [DONE]\n\n")

    def event(self, delta, finish=None):
        body = {"id": "b", "object": "chat.completion.chunk", "created": 0, "model": "bench",
                "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}
        self.wfile.write(b"data: " + json.dumps(body).encode() + b"\n\n")


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass


def plain(data):
    return re.sub(rb"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b[78()=>].?|\x1b\][^\x07\x1b]*(\x07|\x1b\\)", b"", data)


class Terminal:
    """A program in a pseudo-terminal of 80 columns and 24 rows."""

    def __init__(self, command, env):
        self.process, self.end = pty.fork()
        if self.process == 0:
            try:
                os.execvpe(command[0], command, env)
            finally:
                os._exit(127)
        termios.tcsetwinsize(self.end, (24, 80))
        self.seen = b""

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
        """Seconds until something is shown, or None."""
        begin = time.monotonic()
        while time.monotonic() - begin < PATIENCE:
            if wanted in plain(self.seen):
                return time.monotonic() - begin
            self.read(0.1)
        return None

    def calm(self):
        while self.read(0.2):
            pass
        self.seen = b""

    def send(self, data):
        while data:
            select.select([], [self.end], [], 1)
            data = data[os.write(self.end, data[:1024]):]
            # Who pastes reads what is echoed in the meantime.
            while self.read(0):
                pass

    def close(self):
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.end)


def keys(terminal):
    """Milliseconds from each key to its character on the screen."""
    took = []
    for number in range(KEYS):
        if number % 50 == 49:
            terminal.send(b"\x15")
            terminal.calm()
        letter = b"abcdefghijklmnopqrstuvwxyz"[number % 26:number % 26 + 1]
        terminal.seen = b""
        begin = time.monotonic()
        os.write(terminal.end, letter)
        while letter not in plain(terminal.seen) and time.monotonic() - begin < 1:
            terminal.read(1)
        took.append((time.monotonic() - begin) * 1000)
        # Somebody who types fast leaves that much between two keys.
        time.sleep(0.005)
    terminal.send(b"\x15")
    terminal.calm()
    return took


def paste(terminal, text, shown):
    begin = time.monotonic()
    terminal.send(b"\x1b[200~" + text + b"\x1b[201~")
    return None if terminal.until(shown) is None else (time.monotonic() - begin) * 1000


def big(folder):
    """A session of more than 1 MB."""
    text, moment = "Some words that say what a section says, and then say it again. " * 60, "2026-10-01T10:00:00Z"
    session(folder, "big", [
        {"title": f"Section {number}", "words": 700, "current": 1,
         "versions": [{"number": 1, "text": text, "origin": "written", "at": moment}]}
        for number in range(1 + 1_000_000 // len(text))])


def session(folder, name, sections):
    moment = "2026-10-01T10:00:00Z"
    with open(os.path.join(folder, f"{name}.json"), "w") as file:
        json.dump({"format": "galley-session", "version": 1, "id": name, "name": name, "topic": "A story",
                   "createdAt": moment, "updatedAt": moment, "settings": {"lengthRetry": False},
                   "outline": [{"id": f"s{number}", **section} for number, section in enumerate(sections)]}, file)


def cpu(command, env, last):
    """CPU seconds of a command on a terminal, and what it wrote; None where `last` is missing."""
    terminal = Terminal(command, env)
    while terminal.read(PATIENCE):
        pass
    os.close(terminal.end)
    _, status, usage = os.wait4(terminal.process, 0)
    whole = os.waitstatus_to_exitcode(status) == 0 and last in plain(terminal.seen)
    return (usage.ru_utime + usage.ru_stime) * 1000 if whole else None, len(terminal.seen)


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] if values else None


def line(what, galley, other, name, unit="ms"):
    def figure(value):
        return "     –" if value is None else f"{value:6.1f}"
    ratio = f"{galley / other:.2f}" if galley is not None and other else "–"
    print(f"{what:<44} galley {figure(galley)} {unit}   {name} {figure(other)} {unit}   ratio {ratio}", flush=True)


def main():
    program = os.path.abspath(sys.argv[1])
    server = Server(("127.0.0.1", 0), Model)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_address[1]}"
    with tempfile.TemporaryDirectory() as home:
        sessions = f"{home}/sessions"
        os.makedirs(sessions)
        os.chdir(home)
        env = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": home, "TERM": "xterm-256color",
               "LANG": "C.UTF-8", "GALLEY_API_KEY": "bench", "PS1": "bash> "}
        big(sessions)
        common = [program, "--sessions-dir", sessions, *OPTIONS]
        galley = Terminal([*common, "--base-url", f"{base}/short/v1", "-r", "big"], env)
        bash = Terminal(["bash", "--norc", "--noprofile", "-i"], env)
        if galley.until(b"Model: ") is None or bash.until(b"bash> ") is None:
            sys.exit("no prompt in 20 s")
        galley.calm()
        bash.calm()
        took = {"galley": keys(galley), "bash": keys(bash)}
        for name, share in (("median", 0.5), ("p99", 0.99)):
            line(f"terminal  key to screen, 1 MB open, {name}", percentile(took["galley"], share),
                 percentile(took["bash"], share), "bash")
        text = b"".join(b"line %d of a text that is pasted\n" % number for number in range(PASTED // 33))[:PASTED]
        pasted = {"galley": [], "bash": []}
        for _ in range(PASTES):
            pasted["galley"].append(paste(galley, text + b"end", b"[pasted "))
            # bash shows all of it.
            pasted["bash"].append(paste(bash, text + b"end", b"end"))
            for terminal in (galley, bash):
                terminal.send(b"\x03")
                terminal.calm()
        for values in pasted.values():
            values[:] = [value for value in values if value is not None]
        line(f"terminal  a paste of {len(text) // 1000} KB until shown", percentile(pasted["galley"], 0.5),
             percentile(pasted["bash"], 0.5), "bash")
        galley.close()
        bash.close()
        last = f"word{max(int(n) for n in re.findall(r'word([0-9]+)', ''.join(REPLY)))}".encode()
        for pace in ("long", "paced"):
            used, sent = {}, {}
            for run in range(RUNS if pace == "long" else 3):
                for which in (pace, "short"):
                    for who, more in (("rendered", []), ("raw", ["--raw"]), ("curl", None)):
                        session(sessions, "story", [{"title": "A long story", "words": TOKENS}])
                        command = [*CURL, f"{base}/{which}/v1/chat/completions"] if more is None else [
                            *common, "--base-url", f"{base}/{which}/v1", "-r", "story", *more, "-x", ":write"]
                        took, size = cpu(command, env, b"word1" if which == "short" else last)
                        if took is not None:
                            used.setdefault((who, which), []).append(took)
                            sent[who, which] = size

            def net(who):
                long, short = used.get((who, pace)), used.get((who, "short"))
                return statistics.median(long) - statistics.median(short) if long and short else None
            speed = "at once" if pace == "long" else "1000 a second"
            line(f"terminal  CPU, {TOKENS} tokens rendered, {speed}", net("rendered"), net("raw"), "--raw")
            line("          the same beside a plain transfer", net("rendered"), net("curl"), "curl -N")
            if ("rendered", pace) in sent and ("raw", pace) in sent:
                print(f"          bytes sent to the terminal: {sent['rendered', pace]} rendered, {sent['raw', pace]} raw")


if __name__ == "__main__":
    main()
