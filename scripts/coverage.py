"""Prints the share of each room's lines that the tests run, and judges it. Called by scripts/test.

Usage: coverage.py BUILD PROFILES: the folder of the built tests and program, and that of the profiles that their runs left.
Exit status 1 if a room is below its limit. Standard library only.
"""

import collections
import glob
import json
import os
import subprocess
import sys

SOURCES = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", "Sources"))
LIMITS = {"Markdown": 95, "Manuscript": 95, "Chains": 95}
OTHERS = 85


def tool(name):
    """The path of an llvm tool of Swift's toolchain: those of the system may not read its profiles."""
    info = json.loads(subprocess.run(["swiftc", "-print-target-info"], check=True, capture_output=True).stdout)
    return os.path.join(info["paths"]["runtimeResourcePath"], "..", "..", "bin", name)


def counted(build, profiles):
    """The summaries of all source files, by llvm-cov."""
    merged = os.path.join(profiles, "all.profdata")
    names = os.path.join(profiles, "names")
    with open(names, "w") as file:
        file.writelines(name + "\n" for name in glob.glob(os.path.join(profiles, "*.profraw")))
    # A program that was killed leaves half a profile, which does not count.
    merge = [tool("llvm-profdata"), "merge", "--failure-mode=all", "-f", names, "-o", merged]
    done = subprocess.run(merge, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"galley: The profiles in {profiles} cannot be merged: {done.stderr.strip()[-300:]}")
    tests = os.path.join(build, "galleyPackageTests.xctest")
    if os.path.isdir(tests):  # a bundle, on macOS
        tests = os.path.join(tests, "Contents", "MacOS", "galleyPackageTests")
    export = [tool("llvm-cov"), "export", "-summary-only", f"-instr-profile={merged}", tests]
    done = subprocess.run(export + ["-object", os.path.join(build, "galley")], check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)["data"][0]["files"]


def rooms(files):
    """For each room, the files of its Swift code with their lines and their missed lines."""
    found = collections.defaultdict(list)
    for file in files:
        path = os.path.relpath(os.path.realpath(file["filename"]), SOURCES)
        if path.startswith("..") or not path.endswith(".swift"):
            continue
        room, name = path.split(os.sep, 1)
        lines = file["summary"]["lines"]
        found[room].append((lines["count"] - lines["covered"], lines["count"], name))
    return found


def main(build, profiles):
    found = rooms(counted(build, profiles))
    status = 0 if set(LIMITS) <= set(found) else 1
    print(f"{'room':14} {'lines':>6} {'run':>7}  limit         most missed")
    for room, files in sorted(found.items()):
        missed, count = sum(file[0] for file in files), sum(file[1] for file in files)
        share, limit = 100 * (count - missed) / count, LIMITS.get(room, OTHERS)
        worst = ", ".join(f"{name} ({lines})" for lines, _, name in sorted(files, reverse=True)[:3] if lines)
        print(f"{room:14} {count:6} {share:5.1f} %  {limit} %  {'ok    ' if share >= limit else 'failed'}  {worst}")
        if share < limit:
            print(f"✘ The tests run {share:.1f} % of the lines of {room}, and the limit is {limit} %.")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
