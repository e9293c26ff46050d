"""What the posts are like that a model makes in galley, beside the procedure of the notebook that galley grew out of.

Both get the same model, topics and seeds; every figure is one of `galley check`. Standard library only.
"""

import argparse
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request

TOPICS = ["What is data engineering?", "How to bake bread at home", "Why rivers meander", "How public libraries work",
          "How printing changed Europe", "How lighthouses were lit", "Choosing a first telescope",
          "What bees do in winter", "How to write a good bug report", "Why cities plant trees"]
# Entries of the notebook's outline, and tokens of each of its replies at most. The notebook bounds neither; but a tiny model
# gives one entry where it may, and ends few replies by itself.
ENTRIES = 8
CEILING = 250
PATIENCE = 900
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

# What the notebook asks for, in other words: the outline as a flat list of numbered titles, then a call for each
# entry that is told the topic, the three titles before and the three after, and not which one it is about.
OUTLINE = """You are an experienced writer and plan the outline of a blog post about this topic.
Topic: {topic}
Split the post into main sections and subsections and number them like this:
1. First section
    1.1 First subsection
    1.2 Second subsection
2. Second section
Give titles only, in a logical order. No text, no remarks, no opinions, nothing empty."""
ENTRY = """You are an experienced writer. From a topic and the titles of its sections you write a detailed blog post, which says
something of use about every section and subsection.
Topic: {topic}
The three sections that were written last: {before}
The three sections that come next: {after}
The post is well ordered, lively and informative, in Markdown. No filler, no remarks about the task, no opinions, nothing
empty. Give the text of the post alone, without headings.
The text of the current section: """

# Key, heading, decimals, and 1 where more is better.
COLUMNS = [("fidelity", "fidel", 0, 1), ("hygiene", "hyg", 0, -1), ("retold sections", "ret.s", 1, -1),
           ("retold paragraphs", "ret.p", 1, -1), ("copied text", "copied", 1, -1), ("redefinition", "redef", 1, -1),
           ("near-same sentences", "near", 1, -1), ("sentence openings", "open", 1, -1),
           ("sentence lengths", "vary", 2, 1), ("compressibility", "zlib", 2, -1), ("stock phrases", "stock", 1, -1),
           ("length", "length", 1, 1), ("title echo", "echo", 0, -1), ("lists", "lists", 1, -1),
           ("template", "templ", 0, -1), ("subject", "subj", 1, 1), ("words", "words", 0, 1),
           ("seconds", "sec", 0, -1), ("times raw", "raw×", 2, -1)]
LEGEND = """As in `:check`: fidelity, hygiene (faults), retold sections and paragraphs, copied text, redefinition, near-same
sentences, sentence openings and lengths, compressibility, stock phrases (per 1,000 words), title echoes.
length: the mean S_l of the sections (100: as many words as asked for); for the notebook each entry's share of the words
lists: lines of the text that belong to a list, percent; template: titles that are the template's, percent
subj: content words of a section's title and brief that occur in its text, percent
raw×: seconds of the whole post by those that one plain reply of the same server, just before it, takes for as many tokens
The notebook's fidelity is that of its text as it joins it. Its other figures are those of the same text with each reply
below its entry's heading, which is kinder: without headings nothing could be compared."""


class Failed(Exception):
    """A post that could not be made or measured; the message says why."""


class Server:
    """An OpenAI-compatible server: the given one, or galley's built-in model or a GGUF file, served until the end."""

    def __init__(self, program, url, model, gguf):
        self.process, self.key = None, os.environ.get("GALLEY_API_KEY", "")
        self.url, self.model = url, model
        if not url:
            env = {**os.environ, **({"GALLEY_GGUF": gguf} if gguf else {})}
            self.process = subprocess.Popen([program, "model", "serve"], stdin=subprocess.DEVNULL, env=env,
                                            stdout=subprocess.PIPE, text=True)
            for line in self.process.stdout:
                name, _, value = line.strip().partition("=")
                if name == "GALLEY_BASE_URL":
                    self.url = value
                if name == "GALLEY_API_KEY":
                    self.key = value
                    break
            if not self.url:
                raise Failed("the built-in model does not start; `galley model install` installs it")
        self.model = self.model or self.call("models", None)["data"][0]["id"]
        # The folder's name for its posts.
        self.name = re.sub(r"[^\w.-]+", "-", os.path.basename(gguf or self.model))

    def call(self, path, body, base=None):
        request = urllib.request.Request(
            f"{base or self.url}/{path}", data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {self.key}"})
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as reply:
                return json.load(reply)
        except urllib.error.HTTPError as error:
            raise Failed(f"{path}: status {error.code}, {error.read(300).decode(errors='replace')}") from error
        except OSError as error:
            raise Failed(f"{path}: {error}") from error

    def answer(self, prompt, seed, **fields):
        """One answer, sampled as the notebook does."""
        return self.call("chat/completions", {
            "model": self.model, "messages": [{"role": "system", "content": prompt}], "temperature": 0.7,
            "seed": seed, **fields})

    def reply(self, prompt, seed, **fields):
        """The text of one answer."""
        return self.answer(prompt, seed, **fields)["choices"][0]["message"]["content"] or ""

    def seconds_for(self):
        """A function of a text: the seconds that one plain reply, made now, would take for as many tokens."""
        begin = time.monotonic()
        answer = self.answer("Tell a long story about a river.", 1, max_tokens=200)
        took = time.monotonic() - begin
        made = answer["usage"]["completion_tokens"]
        plain = len(answer["choices"][0]["message"]["content"])
        return lambda text: took / made * self.tokens(text, len(text) * made / plain)

    def tokens(self, text, otherwise):
        """The number of tokens of a text; `otherwise` where the server cannot tell."""
        try:
            return len(self.call("tokenize", {"content": text}, self.url.removesuffix("/v1"))["tokens"])
        except Failed:
            return otherwise

    def close(self):
        if self.process:
            self.process.terminate()
            self.process.wait()


class Bench:
    def __init__(self, program, server, words, folder):
        self.program, self.server, self.words, self.folder = program, server, words, folder
        # A home of its own, so that no settings or keys of the person who measures take part.
        self.env = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": folder, "LANG": "C.UTF-8",
                    "GALLEY_API_KEY": server.key or "none"}

    def run(self, *arguments):
        done = subprocess.run([self.program, *arguments], cwd=self.folder, env=self.env, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=PATIENCE)
        return done.returncode, done.stdout, done.stderr

    def figures(self, *arguments):
        """Runs a command that checks a post; its figures by name, or None where there is nothing that it could check."""
        _, out, _ = self.run(*arguments)
        found = {}
        for line in out.splitlines():
            for check in (json.loads(line).get("result") or {}).get("checks", []):
                found[check["name"]] = check["figure"]
        return found or None

    def galley(self, topic, seed, path):
        """Writes a post in galley and returns its figures."""
        sessions = path + ".sessions"
        common = ["--sessions-dir", sessions, "--base-url", self.server.url, "-m", self.server.model]
        raw = self.server.seconds_for()
        begin = time.monotonic()
        status, _, said = self.run(
            *common, "-x", f":new {topic}", "-x", f":set seed {seed}", "-x", f":set words {self.words}",
            "-x", ":outline", "-x", ":write --repair", "-x", f':export md "{path}"')
        took = time.monotonic() - begin
        if status != 0:
            raise Failed(said.strip().splitlines()[-1] if said.strip() else f"galley ended with {status}")
        found = self.figures("--sessions-dir", sessions, "-c", "--json", "-x", ":check")
        with open(path) as file:
            text = file.read()
        return {**(found or {}), **shape(text), "seconds": took, "times raw": took / raw(text)}

    def notebook(self, topic, seed, path):
        """Writes a post as the notebook does and returns its figures."""
        raw = self.server.seconds_for()
        begin = time.monotonic()
        entries = self.outline(topic, seed)
        replies = []
        for index in range(len(entries)):
            titles = [title for title, _ in entries]
            prompt = ENTRY.format(topic=topic, before="\n".join(titles[max(0, index - 3):index]),
                                  after="\n".join(titles[index + 1:index + 4]))
            replies.append(self.server.reply(prompt, seed, max_tokens=CEILING))
        took = time.monotonic() - begin
        levels = [(re.sub(r"^[\d.)\s]+", "", title).strip() or title, "#" * (depth + 1)) for title, depth in entries]
        headed = "\n\n".join(f"{mark} {title}\n\n{reply}" for (title, mark), reply in zip(levels, replies))
        for name, text in [(path, "\n".join(replies)), (path + ".headed", headed),
                           (path + ".outline", "\n".join(f"{mark} {title}" for title, mark in levels))]:
            with open(name, "w") as file:
                file.write(text + "\n")
        outline = ["--outline", path + ".outline", "--json"]
        joined = self.figures("check", path, *outline)
        found = self.figures("check", path + ".headed", *outline) or {}
        for name in ("subject", "template"):
            found.pop(name, None)
        share = self.words / max(len(entries), 1)
        return {**found, **shape("\n\n".join(replies)), "fidelity": (joined or {}).get("fidelity", 0), "seconds": took,
                "times raw": took / raw("\n\n".join(replies)),
                "length": statistics.mean(score(len(reply.split()), share) for reply in replies)}

    def outline(self, topic, seed):
        """The notebook's outline: titles as they come, with their depth."""
        schema = {"type": "object", "required": ["outline_sections"], "properties": {"outline_sections": {
            "type": "array", "items": {"type": "string", "maxLength": 80}, "minItems": ENTRIES, "maxItems": ENTRIES}}}
        text = self.server.reply(OUTLINE.format(topic=topic), seed, max_tokens=600, response_format={
            "type": "json_schema", "json_schema": {"name": "outline", "schema": schema}})
        try:
            titles = json.loads(text)["outline_sections"]
        except (ValueError, KeyError, TypeError):
            titles = re.findall(r'"([^"]+)"\s*[,\]]', text)
        entries = []
        for title in titles:
            title = " ".join(str(title).split())
            number = re.match(r"\d+(?:\.\d+)*", title)
            if title:
                entries.append((title, min(number.group().count(".") + 1 if number else 1, 5)))
        if not entries:
            raise Failed("the model gave no outline")
        return entries


def score(words, budget):
    """S_l of LongBench-Write, as `:check` has it."""
    if words == 0:
        return 0
    ratio = words / budget
    return 100 * max(0, 1 - (ratio - 1) / 3 if ratio > 1 else 1 - (1 / ratio - 1) / 2)


def template_titles():
    """The titles of the outline's template, from its source."""
    path = os.path.join(ROOT, "Sources", "Chains", "Outlining", "OutlineTemplate.swift")
    with open(path) as file:
        return set(re.findall(r'\(\s*(?:title: )?"([^"]+)", (?:brief: )?"', file.read()))


def shape(text):
    """The share of list lines, the share of headings that are the template's, and the number of words."""
    lines = [line for line in text.splitlines() if line.strip()]
    heads = [line.lstrip("# ").strip() for line in lines if re.match(r"#{2,6} ", line)]
    prose = [line for line in lines if not line.startswith("#")]
    listed = sum(bool(re.match(r"\s*([-*+]|\d+[.)])\s", line)) for line in prose)
    known = template_titles()
    found = {"lists": 100 * listed / max(len(prose), 1), "words": sum(len(line.split()) for line in prose)}
    if heads:
        found["template"] = 100 * sum(head in known for head in heads) / len(heads)
    return found


def row(name, figures):
    cells = []
    for key, head, decimals, _ in COLUMNS:
        value = figures.get(key)
        cells.append(("–" if value is None else f"{value:.{decimals}f}").rjust(max(len(head), 4)))
    print(f"{name:<38.38} " + " ".join(cells), flush=True)


def summary(name, rows):
    if not rows:
        return
    for what, pick in [("median", lambda values, _: statistics.median(values)),
                       ("worst", lambda values, sign: min(values) if sign > 0 else max(values))]:
        found = {}
        for key, _, _, sign in COLUMNS:
            values = [figures[key] for figures in rows if figures.get(key) is not None]
            if values:
                found[key] = pick(values, sign)
        row(f"{name}, {what} of {len(rows)}", found)


def stopped(*_):
    raise KeyboardInterrupt


def main():
    # A run that is told to stop takes the server with it.
    signal.signal(signal.SIGTERM, stopped)
    parser = argparse.ArgumentParser(prog="scripts/bench quality", description=__doc__.splitlines()[0])
    parser.add_argument("--topics", type=int, default=len(TOPICS), help=f"how many topics, 1 to {len(TOPICS)}")
    parser.add_argument("--from-topic", type=int, default=1, help="the first topic, to go on where a run was stopped")
    parser.add_argument("--seeds", type=int, default=3, help="how many seeds for each topic")
    parser.add_argument("--from-seed", type=int, default=1, help="the first seed, to go on where a run was stopped")
    parser.add_argument("--words", type=int, default=700, help="words of a post")
    parser.add_argument("--base-url", help="another server, such as http://127.0.0.1:11434/v1; GALLEY_API_KEY is its key")
    parser.add_argument("--model", help="the model's id; else the first that the server lists")
    parser.add_argument("--only", choices=["galley", "notebook"], help="one of the two procedures")
    parser.add_argument("--gguf", metavar="FILE", action="append", default=[],
                        help="a model's file instead of the built-in one; may be given several times")
    parser.add_argument("--keep", metavar="FOLDER", default=os.path.join(ROOT, ".bench", "quality"),
                        help="where the posts are left to be read, a folder for each model")
    parser.add_argument("program")
    asked = parser.parse_args()
    failures = 0
    for gguf in asked.gguf or [None]:
        try:
            server = Server(asked.program, asked.base_url, asked.model, gguf)
        except Failed as failure:
            sys.exit(f"bench: {failure}")
        try:
            failures += measured(server, asked)
        finally:
            server.close()
    sys.exit(1 if failures else 0)


def measured(server, asked):
    """Measures one model and returns the number of posts that failed."""
    results, failures = {"galley": [], "notebook": []}, 0
    folder = os.path.join(os.path.abspath(asked.keep), server.name)
    os.makedirs(folder, exist_ok=True)
    bench = Bench(asked.program, server, asked.words, folder)
    print(f"quality  {server.name}, {asked.words} words a post\n{LEGEND}\n")
    print(" " * 39 + " ".join(head.rjust(4) for _, head, _, _ in COLUMNS), flush=True)
    chosen = list(enumerate(TOPICS))[asked.from_topic - 1:]
    for number, topic in chosen[:max(asked.topics, 1)]:
        for seed in range(asked.from_seed, asked.from_seed + asked.seeds):
            for who in results:
                if asked.only not in (None, who):
                    continue
                name = f"{who}, {seed}, {topic}"
                path = os.path.join(folder, f"{who}-{number + 1}-{seed}.md")
                # A session that an earlier run left would be continued.
                shutil.rmtree(path + ".sessions", ignore_errors=True)
                try:
                    found = getattr(bench, who)(topic, seed, path)
                except (Failed, subprocess.TimeoutExpired) as failure:
                    failures += 1
                    print(f"{name:<38.38} {failure}", flush=True)
                    continue
                results[who].append(found)
                row(name, found)
    print()
    for who, rows in results.items():
        summary(who, rows)
    return failures


if __name__ == "__main__":
    main()
