"""How long a whole `:write` takes beside the least that the server's speed allows, and how much of it its cache serves.

A model server of its own stands in for a real one: it works on so many calls at once (further ones wait), takes a
while to read what it has not read before, and streams so many tokens a second. It keeps to the length it is asked for.
"""

import http.server
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time

SLOTS = 4
FIRST_TOKEN = 0.10
TOKENS_A_SECOND = 400.0
WORDS = 120
# The notebook's outline: 34 headings over two levels; introduction and conclusion are leaves here.
SECTIONS = [("Definition and Scope", []),
            ("Core Components", ["Ingestion", "Storage", "Processing", "Orchestration"]),
            ("Key Technologies", ["Lakes", "Loading Platforms", "Stream Frameworks", "Schedulers"]),
            ("Workflow", ["Requirements", "Pipelines", "Implementation", "Monitoring"]),
            ("Best Practices", ["Scalability", "Quality", "Security", "Complexity"]),
            ("Career Path", ["Technical Skills", "Soft Skills", "Certificates"]),
            ("Comparison", ["Science", "Analytics", "Software"]),
            ("Future Trends", ["Serverless", "Mesh", "Real Time", "Automation"]),
            ("Closing Words", [])]


class Slow(http.server.BaseHTTPRequestHandler):
    """The server; `free` are its slots, `prompts` all that it has read so far."""
    protocol_version = "HTTP/1.1"
    free = threading.Semaphore(SLOTS)
    lock = threading.Lock()
    prompts = []
    cached = total = calls = 0
    begun, ended = None, 0.0

    def log_message(self, *_):
        pass

    def do_GET(self):
        body = json.dumps({"object": "list", "data": [{"id": "bench", "object": "model"}]}).encode()
        self.send_response(200 if self.path.endswith("/models") else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        with Slow.lock:
            Slow.begun = Slow.begun or time.monotonic()
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        prompt = "".join(f"<{m['role']}>{m['content']}" for m in asked["messages"])
        with self.free:
            with Slow.lock:
                shared = max((len(os.path.commonprefix([prompt, other])) for other in Slow.prompts), default=0)
                Slow.prompts.append(prompt)
                Slow.cached, Slow.total, Slow.calls = Slow.cached + shared, Slow.total + len(prompt), Slow.calls + 1
            wanted = int((re.findall(r"about (\d+) words", asked["messages"][-1]["content"]) or [WORDS])[-1])
            number = re.search(r"section ([0-9.]+),", asked["messages"][-1]["content"])
            self.answer(wanted, number.group(1) if number else "x")

    def answer(self, wanted, number):
        begin = time.monotonic()
        time.sleep(FIRST_TOKEN)
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        for place in range(wanted):
            # Against the clock, so that sleeping late does not add up.
            late = begin + FIRST_TOKEN + place / TOKENS_A_SECOND - time.monotonic()
            if late > 0.004:
                time.sleep(late)
            end = "." if place % 12 == 11 or place == wanted - 1 else ""
            self.event({"content": f"w{number.replace('.', 'x')}{place}{end} "})
        self.event({}, "stop")
        self.wfile.write(b"data: [DONE]\n\n")
        Slow.ended = time.monotonic()

    def event(self, delta, finish=None):
        self.wfile.write(b"data: " + json.dumps({"object": "chat.completion.chunk", "choices": [
            {"index": 0, "delta": delta, "finish_reason": finish}]}).encode() + b"\n\n")


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = socket.SOMAXCONN

    def handle_error(self, *_):
        pass


def outline():
    count = 0

    def leaf(title, role=None):
        nonlocal count
        count += 1
        points = [f"what {title.lower()} costs",
                  f"a case of {title.lower()}", f"mistakes with {title.lower()}"]
        section = {"id": f"s{count}", "title": title, "words": WORDS, "points": points,
                   "brief": f"What {title.lower()} means for a team that moves data, and what it decides first."}
        return {**section, "role": role} if role else section

    sections = []
    for place, (title, below) in enumerate(SECTIONS):
        role = {0: "introduction", len(SECTIONS) - 1: "conclusion"}.get(place)
        if below:
            sections.append({"id": f"h{place}", "title": title, "children": [leaf(name) for name in below]})
        else:
            sections.append(leaf(title, role))
    return sections, count


def run(program, base, home, parallel):
    """Seconds that `:write` takes by the server's clock: from the first call to the last word."""
    sections, count = outline()
    folder = os.path.join(home, f"sessions-{parallel}")
    os.makedirs(folder)
    moment = "2026-10-01T10:00:00Z"
    with open(os.path.join(folder, "post.json"), "w") as file:
        json.dump({"format": "galley-session", "version": 1, "id": "post", "name": "post", "topic": "What is data engineering?",
                   "createdAt": moment, "updatedAt": moment, "outline": sections, "settings": {"parallel": parallel}}, file)
    Slow.prompts, Slow.cached, Slow.total, Slow.calls, Slow.begun = [], 0, 0, 0, None
    env = {"PATH": os.environ.get("PATH", ""), "HOME": home, "LANG": "C.UTF-8", "GALLEY_API_KEY": "bench"}
    subprocess.run([program, "--sessions-dir", folder, "-r", "post", "-x", ":write", "--base-url", base], env=env, check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return Slow.ended - Slow.begun, count


def bound(count, slots):
    """The least that the server's speed allows: what has to be read first, then the longest chain of work.

    The first section's prompt is read before the others begin, since most of theirs is the same: what of it is read at
    the same time would be read twice. Introduction and conclusion speak of the rest and come after it, at the same time
    where there are two slots.
    """
    section = FIRST_TOKEN + WORDS / TOKENS_A_SECOND
    free = [0.0] + [FIRST_TOKEN] * (slots - 1)
    for _ in range(count - 2):
        free = sorted(free)
        free[0] += section
    return max(free) + -(-2 // slots) * section


def main(program):
    server = Server(("127.0.0.1", 0), Slow)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_address[1]}/v1"
    with tempfile.TemporaryDirectory() as home:
        for parallel in (1, SLOTS):
            took, count = run(program, base, home, parallel)
            least = bound(count, min(parallel, SLOTS))
            print(f"write   {count} sections, {parallel} at once{'':<12} galley {took:6.2f} s    bound {least:6.2f} s    "
                  f"ratio {took / least:.2f}", flush=True)
            print(f"write   prompt that is a prefix of an earlier one   {100 * Slow.cached / Slow.total:.1f} % of "
                  f"{Slow.total / 4000:.0f} thousand tokens, {Slow.calls} calls", flush=True)
    server.shutdown()


if __name__ == "__main__":
    main(sys.argv[1])
