"""Are the citations of a post true? Writes posts with sources in galley and reads them again without galley's own check.

Without a model, a server on this machine cites rightly, wrongly, passages that do not exist, and quotations that it made
up. With --gguf FILE, that model writes a post, which is then checked, exported, imported, and commented. Standard library
only. The status is 1 if a bar is missed.
"""

import argparse
import http.server
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading

NOTES = {
    "bakery.md": """# Bakery notes

## Starter

The starter at Hill Street is fed twice a day with 50 grams of rye flour. Its baker, Ines Koller, says: "A starter forgives cold, but never hunger."

A young starter needs 14 days before it lifts a loaf. Koller throws away 80 percent of it at each feeding.

## Oven

The oven in Graz is heated to 250 degrees for 45 minutes before the first loaf goes in. Steam from 200 millilitres of water keeps the crust soft for 10 minutes.

## Flour

Rye flour of the mill in Lannach holds 1.15 percent ash. Wheat flour costs 0.90 euros a kilogram there, rye flour 1.20 euros.
""",
    "yeast.txt": """Yeast turns sugar into carbon dioxide and alcohol. Gluten holds about 85 percent of that gas.

Salt slows fermentation by one third at 2 percent. In 1857, Louis Pasteur showed that yeast is alive, and wrote: "Fermentation is life without air."

A dough at 24 degrees doubles in 90 minutes, a dough at 5 degrees in 16 hours. Marta Huber lets hers rest for 12 hours in the cellar.
""",
}
TITLES = ["Why yeast matters", "Keeping a starter alive", "What the oven does", "Salt and time", "Flour and its price"]
TOPIC = "How bread rises"
PATIENCE = 3000


class Pen(http.server.BaseHTTPRequestHandler):
    """A model that writes a section out of the passages that it is offered, with faults of every kind."""

    protocol_version = "HTTP/1.1"
    lock = threading.Lock()
    dice = random.Random(1)
    faults = {}

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.reply("application/json", b'{"object":"list","data":[{"id":"pen-70b","object":"model"}]}')

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")
        messages = [m["content"] for m in asked["messages"] if m["role"] == "user" and isinstance(m["content"], str)]
        with Pen.lock:
            text = self.section("\n\n".join(messages))
        usage = {"prompt_tokens": 10, "completion_tokens": 10, "total_tokens": 20}
        if not asked.get("stream"):
            choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}
            return self.reply("application/json", json.dumps({"choices": [choice], "usage": usage}).encode())
        events = [{"choices": [{"index": 0, "delta": {"content": text}}]},
                  {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}], "usage": usage}]
        self.reply("text/event-stream", b"".join(b"data: " + json.dumps(e).encode() + b"\n\n" for e in events)
                   + b"data: [DONE]\n\n")

    def section(self, asked):
        passages = re.findall(r"(?m)^\[(\d+#\d+)\] (?:\([^)\n]*\) )?(.*)$", asked)
        if not passages:
            return "Nothing was offered here. It says so in a few plain words."
        isAgain = "This sentence" in asked
        lines = []
        for number, (address, text) in enumerate(passages):
            for first in re.split(r"(?<=[.\"])\s+(?=[A-Z])", text)[:2]:
                kind = "right" if isAgain and Pen.dice.random() < 0.5 else Pen.dice.choice(
                    ["right", "right", "number", "name", "quote", "range", "uncited", "other", "two"])
                Pen.faults[kind] = Pen.faults.get(kind, 0) + 1
                lines.append(self.sentence(kind, first.rstrip("."), address, passages[number - 1][0]))
        return " ".join(lines[:9])

    def sentence(self, kind, words, address, other):
        words = f"As the notes say, {words[:1].lower()}{words[1:]}"
        if kind == "number":
            words = re.sub(r"\d+", lambda m: str(int(m[0]) + Pen.dice.randint(1, 9)), words, count=1)
        if kind == "name":
            words = re.sub(r"(?<=[a-z,] )[A-Z][a-z]{3,}", "Brandt", words, count=1)
        if kind == "quote":
            words += ', or as the baker puts it, "a loaf is patient with everyone but the clock"'
        mark = {"range": "[9#9]", "uncited": "", "other": f"[{other}]", "two": f"[{address}, {other}]"}.get(kind, f"[{address}]")
        return f"{words} {mark}".rstrip() + "."

    def reply(self, kind, body):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Galley:
    def __init__(self, program, folder, **env):
        self.program, self.folder = program, folder
        self.env = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": folder, "LANG": "C.UTF-8", **env}
        if "XDG_DATA_HOME" in os.environ:
            self.env["XDG_DATA_HOME"] = os.environ["XDG_DATA_HOME"]

    def __call__(self, *arguments, fails=False):
        command = [self.program, "--sessions-dir", os.path.join(self.folder, "sessions"), *arguments]
        done = subprocess.run(command, cwd=self.folder, env=self.env, stdin=subprocess.DEVNULL, capture_output=True,
                              text=True, timeout=PATIENCE)
        if done.returncode != 0 and not fails:
            sys.exit(f"galley {' '.join(arguments)} ended with {done.returncode}: {done.stderr.strip()}")
        return done.stdout

    def objects(self, *arguments):
        return [json.loads(line) for line in self(*arguments, fails=True).splitlines() if line.startswith("{")]

    def session(self, name):
        with open(os.path.join(self.folder, "sessions", f"{name}.json")) as file:
            return json.load(file)


# The independent reading: it knows only the session file and the passages, and none of galley's rules for claims.

MARK = re.compile(r"\s*\[(\d+#\d+(?:[,; ]+\d+#\d+)*)\]")


def plain(text):
    text = re.sub(r"[*_`]", "", text).replace("“", '"').replace("”", '"').replace("’", "'")
    return " ".join(text.lower().split())


def sections(node):
    for section in node:
        text = next((v for v in section.get("versions", []) if v["number"] == section.get("current")), None)
        if text:
            yield text
        yield from sections(section.get("children", []))


def sentences(text):
    """The sentences of a text with the marks in them."""
    for paragraph in re.split(r"\n\s*\n", text):
        flat = " ".join(paragraph.split())
        for sentence in re.split(r"(?<=[.!?])\s+(?=[\"“A-Z])|(?<=[.!?][\"”])\s+(?=[A-Z])", flat):
            yield sentence


def numbers(text):
    return [n.rstrip(".,").replace(",", "") for n in re.findall(r"\d[\d.,]*", text)]


def names(text):
    """Capitalised words that do not begin a sentence or a quotation."""
    words = re.findall(r"\S+", text)
    return [w.strip(".,;:!?()\"'“”’").removesuffix("'s").removesuffix("’s")
            for before, w in zip(words, words[1:])
            if re.match(r"[A-Z][a-z]{2,}", w) and not re.search(r"[.!?:\"“]$", before)]


def read(galley, name):
    """Counts what the cited sentences of a post, and those that galley flags, have right."""
    session = galley.session(name)
    passages = {}
    for source in session.get("sources", []):
        for answer in galley.objects("-r", name, "--json", "-x", f":source show {source['number']}"):
            for passage in answer["result"]["passages"]:
                passages[passage["address"]] = f"{passage.get('heading', '')} {passage['text']}"
    flagged = []
    for answer in galley.objects("-r", name, "--json", "-x", ":check"):
        for check in answer["result"]["checks"]:
            if check["name"] == "citations":
                flagged += [re.search(r'"(.*?)(?: …)?" (?:cites|has)', f) for f in check["findings"]]
    starts = {plain(m[1])[:40] for m in flagged if m}
    counts = {"marks": 0, "out of range": 0, "quotes": 0, "quotes found": 0, "facts": 0, "facts found": 0,
              "flagged": 0, "sentences": 0}
    missing = []
    for version in sections(session["outline"]):
        offered = set(version.get("offered") or [])
        for sentence in sentences(version["text"]):
            cited = [a for m in MARK.findall(sentence) for a in re.split(r"[,; ]+", m)]
            counts["marks"] += len(cited)
            counts["out of range"] += sum(a not in passages or a not in offered for a in cited)
            if not cited:
                continue
            counts["sentences"] += 1
            words = MARK.sub("", sentence)
            if any(plain(words).startswith(s) or plain(words)[:40] == s for s in starts):
                counts["flagged"] += 1
                continue
            found = plain(" ".join(passages.get(a, "") for a in cited))
            for quote in re.findall(r"[\"“]([^\"“”]+)[\"”]", words):
                if len(quote.split()) > 2:
                    counts["quotes"] += 1
                    isFound = plain(quote).strip(" .,") in found
                    counts["quotes found"] += isFound
                    missing += [] if isFound else [(sentence, quote)]
            known = numbers(found)
            for fact in numbers(words):
                counts["facts"] += 1
                counts["facts found"] += fact in known
                missing += [] if fact in known else [(sentence, fact)]
            for fact in names(words):
                isFound = re.search(rf"\b{re.escape(fact.lower())}", found) is not None
                counts["facts"] += 1
                counts["facts found"] += isFound
                missing += [] if isFound else [(sentence, fact)]
    return counts, missing


def report(what, counts, missing):
    """Prints the figures and returns true if every bar is held."""
    quotes = counts["quotes found"] / counts["quotes"] if counts["quotes"] else 1
    facts = counts["facts found"] / counts["facts"] if counts["facts"] else 1
    print(f"{what}: {counts['sentences']} cited sentences, {counts['marks']} marks, {counts['flagged']} sentences flagged")
    bars = [("marks out of range left", counts["out of range"], "0", counts["out of range"] == 0),
            ("quotations found", f"{100 * quotes:.1f} % of {counts['quotes']}", "100 %", quotes == 1),
            ("numbers and names found", f"{100 * facts:.1f} % of {counts['facts']}", "≥ 98 %", facts >= 0.98)]
    for name, figure, limit, holds in bars:
        print(f"  {name:26} {figure!s:16} {limit:8} {'ok' if holds else 'MISSED'}")
    for sentence, fact in missing[:12]:
        print(f"  not found: {fact!r} in {sentence!r}")
    return all(bar[3] for bar in bars)


def scripted(program, folder, posts):
    """Posts against a server that makes faults."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pen)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    galley = Galley(program, folder, GALLEY_API_KEY="none")
    total, missing = {}, []
    for seed in range(posts):
        Pen.dice = random.Random(seed)
        name = f"post-{seed}"
        lines = [f":new {name}"] + [f":add {n + 1} {t}" for n, t in enumerate(TITLES)]
        lines += [f":source add {f}" for f in NOTES] + [":set words 900", ":set parallel 1", ":write"]
        galley("--base-url", f"http://127.0.0.1:{server.server_port}/v1", "-m", "pen-70b",
               *[w for line in lines for w in ("-x", line)])
        counts, gone = read(galley, name)
        total = {key: total.get(key, 0) + counts[key] for key in counts}
        missing += gone
    server.shutdown()
    print("sentences of the server: " + ", ".join(f"{count} {kind}" for kind, count in sorted(Pen.faults.items())))
    return report(f"{posts} posts from a scripted server", total, missing)


def local(program, folder, gguf, words):
    """A post from a model on this machine: written, checked, exported, imported, and a comment answered."""
    galley = Galley(program, folder, GALLEY_GGUF=os.path.abspath(gguf))
    model = ["--provider", "builtin"]
    sources = [w for f in NOTES for w in ("--source", f)]
    galley("write", TOPIC, *model, *sources, "-o", "post.md", "--sections", "5", "--words", str(words))
    name = next(f[:-5] for f in os.listdir(os.path.join(folder, "sessions")) if f.endswith(".json"))
    holds = report(f"a post of {os.path.basename(gguf)}", *read(galley, name))
    with open(os.path.join(folder, "post.md")) as file:
        post = file.read()
    isListed = not re.search(r"\[\d+\](?!\()", post.split("\n## References")[0]) or "\n## References\n" in post
    print(f"  references listed          {isListed}")
    galley("import", "post.md", "-s", name, "-y")
    galley("import", "post.md", "-s", "fresh")
    galley("export", "fresh", "-o", "fresh.md")
    with open(os.path.join(folder, "fresh.md")) as file:
        isSame = file.read() == post
    print(f"  imported byte for byte     {isSame}")
    bodies = [m for m in re.finditer(r"(?m)^(?![#\[>|\-\d]).{60,}$", post)]
    comment = "{>>Too long: say it in one short sentence.<<}"
    place = bodies[0].end()
    with open(os.path.join(folder, "post.md"), "w") as file:
        file.write(post[:place] + comment + post[place:])
    galley("import", "post.md", "-s", name, "-y")
    before = [v["text"] for v in sections(galley.session(name)["outline"])]
    answer = galley.objects(*model, "-r", name, "--json", "-x", ":review list", "-x", ":review 1 apply")
    after = [v["text"] for v in sections(galley.session(name)["outline"])]
    changed = [n for n, (old, new) in enumerate(zip(before, after)) if old != new]
    isAnswered = len(changed) == 1
    print(f"  comment answered           {isAnswered} (sections changed: {len(changed)}) {'' if isAnswered else answer[-1]}")
    return holds and isListed and isSame and isAnswered


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("--gguf", help="a model file; without one, a scripted server writes")
    parser.add_argument("--posts", type=int, default=8, help="posts of the scripted server")
    parser.add_argument("--words", type=int, default=700, help="length of the model's post")
    parser.add_argument("--keep", help="a folder for the posts, which stays")
    wishes = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = os.path.abspath(wishes.keep or made)
        os.makedirs(folder, exist_ok=True)
        for name, text in NOTES.items():
            with open(os.path.join(folder, name), "w") as file:
                file.write(text)
        program = os.path.abspath(wishes.program)
        holds = local(program, folder, wishes.gguf, wishes.words) if wishes.gguf else scripted(program, folder, wishes.posts)
    sys.exit(0 if holds else 1)


if __name__ == "__main__":
    main()
