"""Measures Galley beside other programs in one run, and writes a table and plots of it.

A whole run leaves report.md, report.json and the plots in .bench (with --quick: in .bench/quick). A run of some parts only
prints its rows. The status is 1 if an aim is missed. Standard library only.
"""

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import bench_common as common  # noqa: E402
import bench_plot as plot  # noqa: E402
import bench_post  # noqa: E402
import bench_scale  # noqa: E402
import bench_server  # noqa: E402
import bench_start  # noqa: E402
import bench_stream  # noqa: E402
import bench_terminal  # noqa: E402

PARTS = {"start": bench_start, "stream": bench_stream, "terminal": bench_terminal, "write": bench_post, "scale": bench_scale}
FOLDER = os.path.join(common.ROOT, ".bench")
PAGE = os.path.join(common.ROOT, "Sources", "galley", "galley.docc", "measured.md")
HEAD = ["what", "Galley", "beside", "ratio", "aim", "", "remarks"]
PLOTS = {
    "start": "Start to the prompt",
    "stream-raw": "An answer into a pipe",
    "stream-rendered": "An answer rendered in a terminal",
    "post": "A whole post of 26 sections",
    "scale": "Commands on large sessions",
}


def said(*command):
    """The first line that a command prints, or an empty one."""
    try:
        lines = subprocess.run(command, capture_output=True, text=True, cwd=common.ROOT).stdout.splitlines()
    except OSError:
        lines = []
    return lines[0].strip() if lines else ""


def machine():
    """The processor and the system, without the name of the machine."""
    try:
        with open("/proc/cpuinfo") as file:
            name = re.search(r"model name\s*: (.*)", file.read())
        processor = name.group(1) if name else platform.machine()
        system = platform.freedesktop_os_release().get("PRETTY_NAME", "Linux")
    except OSError:
        processor, system = said("sysctl", "-n", "machdep.cpu.brand_string"), f"{platform.system()} {platform.release()}"
    return f"{processor}, {os.cpu_count()} cores, {system}"


def facts(program, is_quick):
    """All that one has to know to repeat the run."""
    commit = said("git", "rev-parse", "--short=12", "HEAD")
    changed = said("git", "status", "--porcelain", "--", "Package.swift", "Sources")
    return {
        "machine": machine(), "date": time.strftime("%Y-%m-%d", time.gmtime()),
        "commit": commit + (" with changes" if changed else ""),
        "command": "scripts/bench" + (" --quick" if is_quick else ""),
        "versions": ", ".join([said(program, "--version"), "Python " + said(bench_start.PYTHON, "-V").split()[-1],
                               " ".join(said("curl", "--version").split()[:2])]),
    }


def pictures(lines):
    """The plots, by name."""
    found = {}
    for name, title in PLOTS.items():
        series = {line: sorted(point for point in points if point[1]) for line, points in lines.get(name, {}).items()}
        series = {line: points for line, points in series.items() if points}
        if not series:
            continue
        if name == "start":
            found[name] = plot.bars(title, "ms", [points[0] for points in series.values()])
        elif name == "post":
            found[name] = plot.lines(title, "calls at once", "seconds", series, x_marks=[1, 4, 32])
        elif name == "scale":
            found[name] = plot.lines(title, "bytes of the session file", "seconds of processor time", series)
        else:
            found[name] = plot.lines(title, "tokens", "seconds of processor time", series,
                                     x_marks=sorted({x for points in series.values() for x, _ in points}))
    return found


def table(rows):
    """The rows in Markdown."""
    lines = ["| " + " | ".join(HEAD) + " |", "|---|---:|---|---:|---|---|---|"]
    return "\n".join(lines + ["| " + " | ".join(cell.replace("|", "\\|") for cell in common.cells(row)) + " |" for row in rows])


def posts(folder):
    """Links to the posts of local models, which `scripts/bench quality` left."""
    found, lines = os.path.join(FOLDER, "quality"), []
    for model in sorted(os.listdir(found)) if os.path.isdir(found) else []:
        names = sorted(name for name in os.listdir(os.path.join(found, model)) if name.endswith(".md"))
        link = os.path.relpath(os.path.join(found, model), folder)
        lines.append(f"- {model}: " + ", ".join(f"[{name[:-3]}]({link}/{name})" for name in names))
    return "\n\n## Posts of local models\n\n" + "\n".join(lines) if lines else ""


def described(report):
    """The facts and the table in Markdown."""
    lines = [f"- {name}: {f'`{value}`' if name in ('command', 'commit') else value}" for name, value in report["facts"].items()]
    return "\n".join(lines) + "\n\n" + table(report["rows"])


def write(report, folder):
    """Writes the report and its plots."""
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "report.json"), "w") as file:
        json.dump(report, file, indent=1)
    drawn = pictures(report["lines"])
    for name, picture in drawn.items():
        with open(os.path.join(folder, f"{name}.svg"), "w") as file:
            file.write(picture)
    shown = "".join(f"\n\n![{PLOTS[name]}]({name}.svg)" for name in drawn)
    with open(os.path.join(folder, "report.md"), "w") as file:
        file.write(f"# Galley, measured\n\n{described(report)}{shown}{posts(folder)}\n")


def publish():
    """Puts the last whole run into the documentation."""
    with open(os.path.join(FOLDER, "report.json")) as file:
        report = json.load(file)
    with open(PAGE) as file:
        text = file.read()
    drawn = pictures(report["lines"])
    shown = "".join(f"\n\n![{PLOTS[name]}](measured-{name}.svg)" for name in drawn)
    text = re.sub(r"(?s)(?<=<!-- measured -->\n).*(?=<!-- /measured -->)", lambda _: described(report) + shown + "\n", text)
    with open(PAGE, "w") as file:
        file.write(text)
    for name, picture in drawn.items():
        with open(os.path.join(os.path.dirname(PAGE), f"measured-{name}.svg"), "w") as file:
            file.write(picture)


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help="only these parts; publish: renew the page")
    parser.add_argument("--quick", action="store_true", help="fewer sizes and repeats, in less than two minutes")
    parser.add_argument("--program", required=True, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    unknown = [name for name in asked.parts if name not in (*PARTS, "publish")]
    if unknown:
        parser.error(f"{unknown[0]} is unknown. Give {', '.join(PARTS)} or publish, or nothing for all parts.")
    if "publish" in asked.parts:
        return publish()
    program = os.path.abspath(asked.program)
    report = common.Report(asked.quick)
    known = facts(program, asked.quick)
    for name in asked.parts or PARTS:
        home = tempfile.mkdtemp()
        try:
            PARTS[name].measure(report, program, bench_server.Server(bench_server.streamed), home)
        finally:
            shutil.rmtree(home, ignore_errors=True)
    if not asked.parts:
        folder = os.path.join(FOLDER, "quick") if asked.quick else FOLDER
        write({"facts": known, "rows": report.rows, "lines": report.lines}, folder)
        print(f"The table and the plots are in {os.path.relpath(folder)}.")
    return 0 if report.is_well() else 1


if __name__ == "__main__":
    sys.exit(main())
