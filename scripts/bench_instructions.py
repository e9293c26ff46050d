"""How many instructions five fixed jobs take, counted with valgrind's callgrind, beside the figures that are kept.

Standard library only. A count repeats to about a percent on any machine, however busy, so that a slower program shows where
a clock would not show it. Exit status 1 where a job takes more than ROOM more than its kept figure. `--update` keeps the new
figures: commit them together with the change that explains them. Other compilers make other code, so a count of another
Swift or C library is shown and not judged.
"""

import json
import os
import platform
import random
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import bench_scale as scale  # noqa: E402
import bench_server  # noqa: E402

ROOM = 0.05
PATIENCE = 300
FIGURES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "instructions.json")
MEGABYTE = 1_000_000


def post(size):
    """A session of about that many bytes, or a little more: sections of 100 words each."""
    count = 100
    while True:
        value = scale.sections(count, random.Random(7))
        found = len(json.dumps(value, indent=2, sort_keys=True))
        if found >= size:
            return value
        count = count * size // found + 10


def counted(program, folder, arguments):
    """The instructions of one run."""
    home = os.path.join(folder, "home")
    out = os.path.join(folder, "callgrind")
    os.makedirs(home, exist_ok=True)
    environment = {
        "HOME": home, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "dumb",
        # Swift seeds its hashes at random otherwise, and another seed takes other steps.
        "SWIFT_DETERMINISTIC_HASHING": "1",
    }
    line = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", program, *arguments]
    result = subprocess.run(
        line, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        text=True, timeout=PATIENCE)
    found = re.search(r"Collected : (\d+)", result.stderr)
    if result.returncode or not found:
        sys.exit(f"galley: {' '.join(arguments[-2:])} failed under valgrind: {result.stderr[-300:].strip()}")
    return int(found.group(1))


def jobs(folder, base):
    """The arguments of each job, in the order of the table."""
    sessions = ["--sessions-dir", os.path.join(folder, "sessions")]
    offline = ["--base-url", "http://127.0.0.1:9/v1", "-m", "bench", *sessions]
    big = [*offline, "-s", "big"]
    online = ["--base-url", f"{base}/5000/v1", "-m", "bench", *sessions]
    return {
        "start": [*offline, "-x", ":quit"],
        "stream 5,000 tokens": [*online, "--raw", "-s", "empty", "-x", ":write 1"],
        "open 1 MB": [*big, "-x", ":outline"],
        "check 200 KB": [*offline, "-s", "middle", "-x", ":check"],
        "export 1 MB": [*big, "-x", ":export -"],
    }


def measured(program):
    """The count of each job."""
    server = bench_server.Server(bench_server.streamed)
    folder = tempfile.mkdtemp(prefix="galley-count-")
    counts = {}
    try:
        os.makedirs(os.path.join(folder, "sessions"))
        sessions = {
            "big": post(MEGABYTE), "middle": post(MEGABYTE // 5),
            "empty": scale.session("empty", [scale.section(1, 0, random.Random(1))]),
        }
        for name, arguments in jobs(folder, server.base).items():
            for session, value in sessions.items():
                scale.save(os.path.join(folder, "sessions"), session, value)
            counts[name] = counted(program, folder, arguments)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return counts


def toolchain():
    """The compiler and the C library, which change counts by themselves."""
    try:
        swift = subprocess.run(["swift", "--version"], capture_output=True, text=True, timeout=60).stdout
    except OSError:
        swift = ""
    version = re.search(r"Swift version ([\d.]+)", swift)
    return [version.group(1) if version else "unknown", " ".join(platform.libc_ver()), platform.machine()]


def main():
    program = os.path.abspath(sys.argv[-1])
    counts, here = measured(program), toolchain()
    kept = {"toolchain": here, "jobs": counts}
    if "--update" in sys.argv:
        with open(FIGURES, "w") as file:
            file.write(json.dumps(kept, indent=2) + "\n")
    else:
        with open(FIGURES) as file:
            kept = json.load(file)
    status = 0
    for name, count in counts.items():
        ratio = count / kept["jobs"][name]
        over = ratio > 1 + ROOM
        status = 1 if over else status
        print(f"instructions   {name:20} {count / 1e6:9.1f} M   {ratio:5.2f} × kept{'   more than 5 % over' if over else ''}")
    if kept["toolchain"] != here:
        print(f"The kept figures are of {', '.join(kept['toolchain'])}; this is {', '.join(here)}, so nothing is judged.")
        return 0
    if status:
        print("Find what grew, or keep the new figures knowingly: scripts/bench instructions --update", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
