"""What a model makes of a writer's words: the share of Tests/Utterances that leads to the right commands.

Each utterance is said about sessions/data-engineering.json in a session of its own with `:set confirm always` and nobody
there to allow it, so that galley tells what it would do and does nothing; nothing is written. Standard library only.
"""

import argparse
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PATIENCE = 600


def single(command):
    """A command on "2-4" as commands on 2, 3 and 4."""
    match = re.fullmatch(r"(\w+) (\d+)-(\d+)(.*)", command)
    if not match:
        return [command]
    name, first, last, rest = match.groups()
    return [f"{name} {number}{rest}" for number in range(int(first), int(last) + 1)]


def is_met(want, commands):
    """Whether the commands are one of the wanted sets, each wanted one being the beginning of one that is there."""
    given = [one.lower() + " " for command in commands for one in single(command.removeprefix(":"))]
    for wanted in want:
        rest = list(given)
        for one in (part.lower() + " " for command in wanted for part in single(command)):
            found = next((line for line in rest if line.startswith(one)), None)
            if found is None:
                break
            rest.remove(found)
        else:
            if not rest:
                return True
    return False


def say(program, arguments, post, text):
    """What galley answers to a text: its object, or the sentence of what failed."""
    with tempfile.TemporaryDirectory() as folder:
        sessions = pathlib.Path(folder, "sessions")
        sessions.mkdir()
        (sessions / f"{post['name']}.json").write_text(json.dumps(post), encoding="utf-8")
        environment = dict(os.environ, GALLEY_SESSIONS=str(sessions))
        # A text that begins with a dash or a colon is still a text.
        run = subprocess.run([program, "--json", "-r", post["name"], *arguments, "-x", text], env=environment,
                             capture_output=True, text=True, timeout=PATIENCE, check=False)
    lines = [line for line in run.stdout.splitlines() if line.startswith("{")]
    if not lines:
        return None, (run.stderr.strip().splitlines() or [f"status {run.returncode}"])[-1]
    answer = json.loads(lines[-1])
    if "result" not in answer:
        return None, answer.get("error", "no answer")
    return answer, ""


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench chat", description=__doc__.splitlines()[0])
    parser.add_argument("--base-url", help="an OpenAI-compatible server; the model that galley would choose unless given")
    parser.add_argument("--model", help="its model")
    parser.add_argument("--language", help="only the utterances of this language, such as de")
    parser.add_argument("--limit", type=int, default=0, help="only so many utterances")
    parser.add_argument("--verbose", action="store_true", help="a line for every utterance, not only for the wrong ones")
    parser.add_argument("program")
    options = parser.parse_args()

    post = json.loads((ROOT / "sessions/data-engineering.json").read_text(encoding="utf-8"))
    post.setdefault("settings", {})["confirm"] = "always"
    with open(ROOT / "Tests/Utterances/utterances.jsonl", encoding="utf-8") as lines:
        utterances = [json.loads(line) for line in lines]
    if options.language:
        utterances = [item for item in utterances if item["language"] == options.language]
    utterances = utterances[:options.limit or None]
    if not utterances:
        sys.exit("bench chat: there is no utterance of that language; there are en, de, fr, es and it.")
    arguments = []
    if options.base_url:
        arguments += ["--base-url", options.base_url]
    if options.model:
        arguments += ["--model", options.model]

    right, total = collections.Counter(), collections.Counter()
    failures, began = 0, time.monotonic()
    for item in utterances:
        kind = "read by code" if item.get("plain") else "questions" if item["want"] == [[]] else "for the model"
        post.setdefault("style", {})["language"] = item["language"]
        answer, error = say(options.program, arguments, post, item["say"])
        commands = (answer or {}).get("result", {}).get("commands", [])
        met = answer is not None and is_met(item["want"], commands)
        failures += answer is None
        for key in (kind, item["language"], "all"):
            right[key] += met
            total[key] += 1
        if options.verbose or not met:
            came = error or ", ".join(commands) or "nothing"
            wanted = " or ".join(", ".join(one) or "nothing" for one in item["want"])
            print(f"{'right' if met else 'WRONG'}  {item['language']}  {item['say']}\n       came: {came}" +
                  ("" if met else f"\n       wanted: {wanted}"), flush=True)
    print()
    for key in ["read by code", "for the model", "questions", "en", "de", "fr", "es", "it", "all"]:
        if total[key]:
            print(f"{key:14} {right[key]:3} of {total[key]:3}  {100 * right[key] / total[key]:5.1f} %")
    print(f"{'seconds':14} {time.monotonic() - began:.0f}" + (f", {failures} without an answer" if failures else ""))


if __name__ == "__main__":
    main()
