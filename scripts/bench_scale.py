"""How processor time and memory of commands grow with the size of what they look at.

The exponent k of time ~ size^k is fitted by least squares through the logarithms. The time of an empty run is taken off
first, so that small sizes do not look flat.
"""

import json
import math
import os
import random
import shutil
import subprocess
import time

import bench_common as common

LIMIT = 1.15
RUNS = 3
PATIENCE = 1200
# Below this many seconds net of start a figure is mostly noise, and an exponent fitted to it means nothing.
LEAST = 0.02


def vocabulary():
    """Words in the proportions of a language (Zipf): a few are everywhere, most are rare."""
    maker = random.Random(7)
    letters = "bcdfghlmnprst"
    words = []
    while len(words) < 4000:
        word = "".join(maker.choice(letters) + maker.choice("aeiou") for _ in range(maker.randint(2, 4)))
        words.append(word + maker.choice(["", "n", "r", "t"]))
    return words, [1 / (rank + 2) for rank in range(len(words))]


WORDS, WEIGHTS = vocabulary()


def prose(count, maker):
    words, sentences, paragraphs = maker.choices(WORDS, WEIGHTS, k=count), [], []
    while words:
        length = maker.randint(6, 18)
        sentence, words = words[:length], words[length:]
        sentences.append(" ".join(sentence).capitalize() + ".")
        if len(sentences) == 5 or not words:
            paragraphs.append(" ".join(sentences))
            sentences = []
    return "\n\n".join(paragraphs)


def section(number, count, maker, children=()):
    found = {
        "id": f"s{number}",
        "title": " ".join(maker.choices(WORDS[200:], k=4)).capitalize(),
        "brief": " ".join(maker.choices(WORDS, WEIGHTS, k=12)).capitalize() + ".",
        "points": [" ".join(maker.choices(WORDS[50:], k=6)) for _ in range(2)],
    }
    if count:
        found["words"] = max(20, min(count, 20000))
        found["versions"] = [{"at": "2026-10-06T07:34:57Z", "number": 1, "origin": "written", "text": prose(count, maker)}]
        found["current"] = 1
    if children:
        found["children"] = list(children)
    return found


def session(name, outline, turns=0):
    history = [{"at": "2026-10-05T08:12:40Z", "id": "t0", "input": ":new Scale", "kind": "new", "summary": "began"}]
    for number in range(turns):
        history.append({
            "at": "2026-10-05T08:12:40Z", "id": f"t{number + 1}", "input": f":rename 1 {number}", "kind": "rename",
            "summary": "renamed 1", "sections": ["s1"],
            "edits": [{"setTitle": {"_0": "s1", "_1": f"Title {number}"}}],
        })
    usage = dict.fromkeys(["cachedTokens", "calls", "completionTokens", "promptTokens", "reasoningTokens"], 0)
    return {
        "format": "galley-session", "version": 1, "id": "x1234567", "name": name, "createdAt": "2026-10-05T08:12:40Z",
        "updatedAt": "2026-10-07T06:48:03Z", "topic": "Scale", "settings": {}, "style": {}, "sources": [],
        "undone": [], "usage": usage, "history": history, "outline": outline,
    }


def sections(size, maker):
    parts = range(size // 10)
    return session("x", [section(i * 10, 0, maker, [section(i * 10 + j, 100, maker) for j in range(1, 10)]) for i in parts])


def text(size, maker):
    return session("x", [section(1, size // 6, maker), section(2, 100, maker)])


def turns(size, maker):
    return session("x", [section(1, 100, maker), section(2, 100, maker)], size)


def one(make):
    return lambda folder, size, maker: save(folder, "x", make(size, maker))


def many(folder, size, maker):
    body = session("x", [section(i, 400, maker) for i in range(20)])
    for number in range(size):
        save(folder, f"post-{number}", body)


def save(folder, name, value):
    with open(f"{folder}/{name}.json", "w") as file:
        json.dump(value, file, indent=2, sort_keys=True)


def bytes_of(size, maker):
    """A session of about that many bytes, in sections of 100 words."""
    part = len(json.dumps(sections(100, random.Random(7)), indent=2)) // 100
    return sections(max(10, size // part), maker)


SIZES = [10_000, 100_000, 1_000_000, 10_000_000, 100_000_000]
QUICK = [200_000, 600_000, 1_800_000]
# What each command does; one that changes the session gets a copy of it for each run.
OPERATIONS = {":usage": "open", ":rename 1.1 Another title": "save", ":undo": "undo", ":check": "check",
              ":export text -": "export"}
KINDS = [
    ("bytes", one(bytes_of), SIZES, [command for command in OPERATIONS if command != ":check"]),
    # More would take minutes.
    ("bytes", one(bytes_of), SIZES[:-1], [":check"]),
    ("sections", one(sections), [500, 1000, 2000, 4000], [":outline", ":status", ":show all"]),
    ("characters of one section", one(text), [250_000, 500_000, 1_000_000, 2_000_000], [":outline", ":check", ":show all"]),
    ("turns", one(turns), [250, 500, 1000, 2000], [":undo 100000", ":history"]),
    ("sessions in a folder", many, [625, 1250, 2500, 5000], [":sessions"]),
]


def run(program, folder, command, home):
    """Seconds of processor time and megabytes of peak memory: what else runs on the machine does not count."""
    options = [] if command == ":sessions" else ["-s", "x"]
    line = [program, "--sessions-dir", folder, "--base-url", "http://127.0.0.1:9/v1", *options, "-x", command]
    process = subprocess.Popen(line, env=common.environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               stdin=subprocess.DEVNULL)
    end, memory = time.monotonic() + PATIENCE, 0.0
    while True:
        # `ru_maxrss` would hold that of this process, too, from before the program was in its place.
        memory = max(memory, common.peak_memory(process.pid))
        found, status, usage = os.wait4(process.pid, os.WNOHANG)
        if found:
            # 1: a check failed.
            return (usage.ru_utime + usage.ru_stime if os.waitstatus_to_exitcode(status) < 2 else math.inf), memory
        if time.monotonic() > end:
            process.kill()
            os.wait4(process.pid, 0)
            return math.inf, 0
        time.sleep(0.004)


def exponent(points):
    points = [(math.log(size), math.log(seconds)) for size, seconds in points if LEAST <= seconds < math.inf]
    if len(points) < 3:
        return None
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)


def best(program, folder, command, home):
    """The least of some runs, each on a fresh copy where the command changes the session."""
    found = (math.inf, 0)
    for _ in range(RUNS):
        work = folder
        if command.startswith((":undo", ":rename")):
            work = f"{home}/copy"
            shutil.rmtree(work, ignore_errors=True)
            shutil.copytree(folder, work)
            if command == ":undo":
                run(program, work, ":rename 1.1 Another title", home)
        found = min(found, run(program, work, command, home))
        if found[0] > 10:
            break
    return found


def measured(program, make, sizes, commands, home):
    """Size, seconds and megabytes of each command at each size; one that does not end is not tried on larger ones."""
    found = {command: [] for command in commands}
    for size in sizes:
        folder = f"{home}/{size}"
        os.mkdir(folder)
        make(folder, size, random.Random(size))
        if make is KINDS[0][1]:
            size = os.path.getsize(f"{folder}/x.json")
        for command, rows in found.items():
            if not rows or rows[-1][1] < math.inf:
                rows.append((size, *best(program, folder, command, home)))
        shutil.rmtree(folder)
    return found


def measure(report, program, _, home):
    os.mkdir(f"{home}/empty")
    save(f"{home}/empty", "x", session("x", []))
    # A command that asks no model: one that waits for a server would count as a start of many times the length.
    start = min(run(program, f"{home}/empty", ":status", home)[0] for _ in range(5))
    for name, make, sizes, commands in KINDS[:2] if report.quick else KINDS:
        found = measured(program, make, QUICK if report.quick else sizes, commands, home)
        for command, rows in found.items():
            row(report, OPERATIONS.get(command, command) if name == "bytes" else command, name, rows, start)


def row(report, what, of, rows, start):
    """A row of one command, and its line in the plot."""
    k = exponent([(size, seconds - start) for size, seconds, _ in rows])
    size, seconds, memory = rows[-1]
    note = f"{figures(size)}: " + ("no end" if seconds == math.inf else f"{seconds:.2f} s, {memory:.0f} MB of memory")
    # Too fast to fit: no aim is missed.
    most = None if k is None and seconds < math.inf else LIMIT
    report.row(f"{what}, by {of} ({figures(rows[0][0])} to {figures(size)})", k, "exponent", most=most, note=note)
    if of == "bytes":
        for size, seconds, _ in rows:
            if seconds < math.inf:
                report.point("scale", what, size, seconds)


def figures(size):
    """A size in short."""
    for unit in ("", "K"):
        if size < 1000:
            return f"{size:.0f}{unit}"
        size /= 1000
    return f"{size:.0f}M"
