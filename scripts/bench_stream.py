"""Streaming an answer, into a pipe and rendered in a terminal, beside curl and llm."""

import os
import re
import shutil

import bench_common as common
import bench_start as start

AIMS = {"raw": 2, "rendered": 5}
CURL = ["curl", "-sN", "-H", "Content-Type: application/json", "-d", '{"stream":true}']


def commands(program, home, base, report):
    """The command of each program."""
    found = {"galley": common.galley(program, home, base, "-r", "story", "-x", ":write")}
    if shutil.which("curl"):
        found["curl -N"] = [*CURL, f"{base}/v1/chat/completions"]
    folder, _ = common.installed(start.OTHERS[0][0], report.quick)
    if folder:
        found[f"llm {start.OTHERS[0][0].partition('==')[2]}"] = [
            os.path.join(folder, "llm"), "-m", "bench", "--no-log", "Tell me a story."]
    return found


# Tokens, and how many a second come; 0: as fast as they are read.
CASES = [(5_000, 0), (50_000, 0), (5_000, 1_000)]


def once(command, env, home, tokens, is_rendered, wanted):
    """One run; None where the answer did not arrive whole."""
    # The most words that a section may have.
    common.session(home, "story", [{"title": "A long story", "words": min(tokens, 20_000)}])
    used = common.Terminal(command, env).finish(wanted) if is_rendered else common.piped(command, env, wanted)
    return used if used.status == 0 and used.moment else None


def measure(report, program, server, home):
    for tokens, pace in CASES[:1] if report.quick else CASES:
        base = f"{server.base}/{tokens}@{pace}"
        env = start.environment(home, base)
        text = "".join(server.answer(f"/{tokens}/v1", {}).tokens)
        last = f"word{max(int(number) for number in re.findall(r'word([0-9]+)', text))}".encode()
        called = commands(program, home, base, report)
        for kind in AIMS:
            used = {name: [] for name in called}
            for turn in range(3 if report.quick or pace else 7):
                # One that takes seconds needs fewer runs.
                for name, command in list(called.items())[:2 if turn > 1 else None]:
                    used[name].append(once(command, env, home, tokens, kind == "rendered", last))
            rows(report, f"{tokens:,} tokens{f', {pace:,} a second' if pace else ''}, {kind}", AIMS[kind], used)
            if not pace:
                points(report, f"stream-{kind}", tokens, used)
    delay(report, program, server, home)


def medians(used, field):
    """The median of each program that brought the whole answer."""
    return {name: common.median(getattr(run, field) for run in runs if run) for name, runs in used.items()}


def rows(report, what, aim, used):
    for field, meaning in (("cpu", "processor time"), ("wall", "by the clock")):
        found = medians(used, field)
        for name, value in found.items():
            if name != "galley":
                most = aim if (field, name) == ("cpu", "curl -N") else None
                report.row(f"{what}, {meaning}", found["galley"], "s", value, name, most_ratio=most)


def points(report, plot, tokens, used):
    for name, value in medians(used, "cpu").items():
        if value is not None:
            report.point(plot, "Galley" if name == "galley" else name, tokens, value)


def delay(report, program, server, home):
    """From the moment at which the server sends the first token until it is shown in the terminal."""
    base, waited = f"{server.base}/pause", {}
    env = start.environment(home, base)
    for _ in range(3 if report.quick else 10):
        for name, command in commands(program, home, base, report).items():
            server.reset()
            used = once(command, env, home, 5, True, b"Firstword")
            waited.setdefault(name, []).append(used and (used.moment - server.first_token) * 1000)
    for name, values in waited.items():
        if name != "galley":
            report.row("first token, sent to shown", common.median(waited["galley"]), "ms", common.median(values), name)
