"""Start and memory at the prompt, beside Python and other programs that talk with models."""

import os
import time

import bench_common as common

PYTHON = "/usr/bin/python3"
# Package, program and arguments, what its prompt looks like, and what is typed ahead.
OTHERS = [
    ("llm==0.36", ["llm", "chat", "-m", "bench"], b"\n> ", b""),
    ("aider-chat==0.86.2", ["aider", "--model", "openai/bench", "--no-git", "--no-check-update", "--no-gitignore",
                            "--no-show-model-warnings", "--no-show-release-notes", "--analytics-disable"], b"> ", b""),
    # It asks first if an older conversation is to go on.
    ("gptme==0.35.1", ["gptme", "-m", "local/bench"], b"User:", b"\r"),
]
AIM = 0.7


def environment(home, base):
    """That of the other programs: the model of the bench, and nothing from the network."""
    folder = os.path.join(home, "llm")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "extra-openai-models.yaml"), "w") as file:
        file.write(f"- model_id: bench\n  model_name: bench\n  api_base: {base}/v1\n")
    return common.environment(home, LLM_USER_PATH=folder, OPENAI_API_KEY="bench", OPENAI_API_BASE=f"{base}/v1",
                              OPENAI_BASE_URL=f"{base}/v1", LITELLM_LOCAL_MODEL_COST_MAP="True")


def prompted(command, env, wanted, typed=b""):
    """Seconds until a program shows its prompt, its peak megabytes there, and its seconds of processor time."""
    terminal = common.Terminal(command, env, typed)
    took = terminal.until(wanted)
    time.sleep(0.2)
    memory = common.peak_memory(terminal.process)
    return took, memory, terminal.close()


def ended(command, env):
    """Seconds until a program has ended."""
    return common.Terminal(command, env).finish().wall


def measure(report, program, server, home):
    env, base = environment(home, f"{server.base}/1"), f"{server.base}/1"
    command = common.galley(program, home, base)
    # As a writer starts it: the settings are in the environment or a file, and nothing is on the command line.
    plain = {**env, "GALLEY_BASE_URL": f"{base}/v1", "GALLEY_MODEL": "bench", "GALLEY_SESSIONS": f"{home}/sessions"}
    found, asked, python = [], [], []
    for _ in range(10 if report.quick else 40):
        found.append(prompted([program], plain, b"> "))
        asked.append(prompted(command, env, b"> ")[0])
        python.append(ended([PYTHON, "-c", "pass"], env))
    start = common.median(took for took, _, _ in found)
    memory = common.median(peak for _, peak, _ in found)
    start = start and start * 1000
    report.row("start, to the prompt", start, "ms", common.median(python) * 1000, "python3 -c pass", most_ratio=AIM)
    asked = common.median(asked)
    report.row("start with three options", asked and asked * 1000, "ms", common.median(python) * 1000, "python3 -c pass")
    # `-c pass` is gone before its memory could be read.
    idle = common.Terminal([PYTHON, "-c", "input('> ')"], env)
    idle.until(b"> ")
    report.row("peak memory at the prompt", memory, "MB", common.peak_memory(idle.process), "python3 -c 'input()'")
    idle.close()
    report.point("start", "Galley", "Galley", start)
    report.point("start", "python3 -c pass", "python3 -c pass", common.median(python) * 1000)
    for requirement, arguments, wanted, typed in OTHERS:
        beside(report, env, requirement, arguments, (wanted, typed), (start, memory))
    common.megabyte(home, "big")
    _, memory, _ = prompted(command + ["-r", "big"], env, b"> ")
    report.row("peak memory with a session of 1 MB open", memory, "MB")


def beside(report, env, requirement, arguments, screen, galley):
    """Rows for one of the other programs."""
    name = f"{arguments[0]}{' chat' if arguments[1] == 'chat' else ''} {requirement.partition('==')[2]}"
    folder, reason = common.installed(requirement, report.quick)
    if not folder:
        return report.row("start, to the prompt", galley[0], "ms", None, name, note=reason)
    command = [os.path.join(folder, arguments[0]), *arguments[1:]]
    # The first run fills caches.
    runs = [prompted(command, env, *screen) for _ in range(3 if report.quick else 6)][1:]
    took, memory = common.median(run[0] for run in runs), common.median(run[1] for run in runs)
    if took is None:
        return report.row("start, to the prompt", galley[0], "ms", None, name, note="shows no prompt within a minute")
    cpu = common.median(run[2] for run in runs)
    report.row("start, to the prompt", galley[0], "ms", took * 1000, name, note=f"of which {cpu * 1000:.0f} ms are processor time")
    report.row("peak memory at the prompt", galley[1], "MB", memory, name)
    report.point("start", name, name, took * 1000)
