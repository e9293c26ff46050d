"""How time and memory of commands grow with the size of what they look at.

Standard library only. For each kind of session (many sections, one long text, many turns, many sessions in a folder) and
each command it prints the time and the peak memory at four sizes, and the exponent k of time ~ size^k, fitted by least
squares through the logarithms. The time of an empty run is taken off first, so that small sizes do not look flat.
Exit status 1 where an exponent is above LIMIT.
"""

import json
import math
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time

LIMIT = 1.15
RUNS = 3
PATIENCE = 120
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


KINDS = [
    ("sections", one(sections), [500, 1000, 2000, 4000], [":outline", ":status", ":check", ":show all", ":export text -"]),
    ("bytes of one text", one(text), [250_000, 500_000, 1_000_000, 2_000_000], [":outline", ":status", ":check", ":show all"]),
    ("turns", one(turns), [250, 500, 1000, 2000], [":undo 100000", ":history"]),
    ("sessions", many, [625, 1250, 2500, 5000], [":sessions"]),
]


def run(program, folder, command, home):
    """Seconds of processor time and bytes of peak memory: what else runs on the machine does not count."""
    options = [] if command == ":sessions" else ["-s", "x"]
    line = [program, "--sessions-dir", folder, "--base-url", "http://127.0.0.1:9/v1", *options, "-x", command]
    environment = {"HOME": home, "PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"}
    process = subprocess.Popen(line, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    end = time.monotonic() + PATIENCE
    while True:
        found, _, usage = os.wait4(process.pid, os.WNOHANG)
        if found:
            return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024
        if time.monotonic() > end:
            process.kill()
            os.wait4(process.pid, 0)
            return math.inf, 0
        time.sleep(0.002)


def exponent(points):
    points = [(math.log(size), math.log(seconds)) for size, seconds in points if seconds >= LEAST]
    if len(points) < 3:
        return None
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)


def measured(program, make, sizes, commands, root):
    found = {command: [] for command in commands}
    for size in sizes:
        folder = f"{root}/{size}"
        os.mkdir(folder)
        make(folder, size, random.Random(size))
        for command in commands:
            best = None
            for _ in range(RUNS):
                work = folder
                if command.startswith(":undo"):
                    work = f"{root}/copy"
                    shutil.rmtree(work, ignore_errors=True)
                    shutil.copytree(folder, work)
                result = run(program, work, command, root)
                best = result if best is None else (min(best[0], result[0]), min(best[1], result[1]))
                if best[0] > 10:
                    break
            found[command].append((size, *best))
            if best[0] == math.inf:
                commands = [other for other in commands if other != command]
        shutil.rmtree(folder)
    return found


def main():
    program = sys.argv[1]
    is_well = True
    root = tempfile.mkdtemp()
    try:
        os.mkdir(f"{root}/empty")
        save(f"{root}/empty", "x", session("x", []))
        # A command that asks no model: one that waits for a server would count as a start of many times the length.
        start = min(run(program, f"{root}/empty", ":status", root)[0] for _ in range(5))
        for name, make, sizes, commands in KINDS:
            for command, rows in measured(program, make, sizes, commands, root).items():
                k = exponent([(size, seconds - start) for size, seconds, _ in rows if seconds < math.inf])
                figures = "  ".join(f"{size}: {seconds:.2f} s {memory >> 20} MB" for size, seconds, memory in rows)
                ended = any(seconds == math.inf for _, seconds, _ in rows)
                fits = not ended and (k is None or k <= LIMIT)
                is_well = is_well and fits
                shown = "no end" if ended else "too fast to fit" if k is None else f"exponent {k:.2f}"
                print(f"scale   {command:14} {name:18} {figures}  {shown}{'' if fits else '  above ' + str(LIMIT)}", flush=True)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    return 0 if is_well else 1


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.exit(main())
