"""How long a key and a paste take to show, beside bash's own line editor."""

import os
import time

import bench_common as common

KEYS = 600
PASTED = 200_000


def keys(terminal, count):
    """Milliseconds from each key to its character on the screen."""
    took = []
    for number in range(count):
        if number % 50 == 49:
            terminal.send(b"\x15")
            terminal.calm()
        letter = b"abcdefghijklmnopqrstuvwxyz"[number % 26:number % 26 + 1]
        terminal.seen = bytearray()
        begin = time.monotonic()
        os.write(terminal.end, letter)
        while letter not in common.plain(terminal.seen) and time.monotonic() - begin < 1:
            terminal.read(1)
        took.append((time.monotonic() - begin) * 1000)
        # Somebody who types fast leaves that much between two keys.
        time.sleep(0.005)
    terminal.send(b"\x15")
    terminal.calm()
    return sorted(took)


def paste(terminal, text, shown):
    """Milliseconds until a paste is shown, or None."""
    begin = time.monotonic()
    terminal.send(b"\x1b[200~" + text + b"\x1b[201~")
    took = None if terminal.until(shown) is None else (time.monotonic() - begin) * 1000
    terminal.send(b"\x03")
    terminal.calm()
    return took


def measure(report, program, server, home):
    env = common.environment(home, PS1="bash> ")
    common.megabyte(home, "big")
    galley = common.Terminal(common.galley(program, home, f"{server.base}/1", "-r", "big"), env)
    bash = common.Terminal(["bash", "--norc", "--noprofile", "-i"], env)
    if galley.until(b"Model: ") is None or bash.until(b"bash> ") is None:
        raise SystemExit(f"bench: no prompt in {common.PATIENCE:.0f} seconds")
    galley.calm()
    bash.calm()
    count = 200 if report.quick else KEYS
    ours, theirs = keys(galley, count), keys(bash, count)
    for name, share in (("median", 0.5), ("99th percentile", 0.99)):
        place = int(count * share)
        report.row(f"key to screen, 1 MB open, {name}", ours[place], "ms", theirs[place], "bash")
    text = b"".join(b"line %d of a text that is pasted\n" % number for number in range(PASTED // 33))[:PASTED]
    ours, theirs = [], []
    for _ in range(2 if report.quick else 5):
        ours.append(paste(galley, text + b"end", b"[pasted "))
        # bash shows all of it.
        theirs.append(paste(bash, text + b"end", b"end"))
    report.row(f"a paste of {len(text) // 1000} KB, until shown", common.median(ours), "ms", common.median(theirs), "bash")
    galley.close()
    bash.close()
