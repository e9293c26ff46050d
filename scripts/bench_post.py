"""How long a whole post takes from its topic on, beside the notebook's procedure on LangChain, with a fast server.

A model server of its own stands in for a real one: the first token of each answer takes a while, then so many tokens a
second come, as many answers at once as are asked for. All answers have the length that is usual for them.
"""

import argparse
import asyncio
import json
import os
import pty
import re
import select
import subprocess
import sys
import tempfile
import threading
import time

FIRST_TOKEN = 0.3
TOKENS_A_SECOND = 100.0
TOKENS, WORDS = 400, 300
TOPIC = "What is data engineering?"
# The notebook's outline.
OUTLINE = [("Introduction to Data Engineering", ["Definition and Scope", "Difference from Data Science and Analytics"]),
           ("Core Components of Data Engineering", ["Data Ingestion", "Data Storage", "Data Processing", "Orchestration"]),
           ("Key Technologies and Tools", ["Databases and Data Lakes", "ETL and ELT Platforms", "Stream Processing Frameworks",
                                           "Workflow Orchestration Tools"]),
           ("Data Engineering Workflow", ["Requirement Gathering", "Designing Data Pipelines", "Implementation and Testing",
                                          "Monitoring and Maintenance"]),
           ("Best Practices and Challenges", ["Scalability and Performance", "Data Quality and Governance",
                                              "Security and Compliance", "Managing Complexity"]),
           ("Career Path and Skills", ["Required Technical Skills", "Soft Skills and Domain Knowledge",
                                       "Certificates and Learning Resources"]),
           ("Future Trends", ["Serverless Data Processing", "Data Mesh", "Real-Time Analytics"]),
           ("Closing Words", ["What to Learn First", "Where to Read On"])]
# The most seconds that a whole post may take, by the number of calls at once; and the rest of what is held to.
BARS = {32: 12.0, 4: 42.0, 1: 155.0}
TITLE_BAR, PREFIX_BAR = 0.5, 85.0

# The notebook's procedure, with the titles of the outline from one call and a call for each of them: one after another
# as in the notebook, or as a batch.
NOTEBOOK = '''
import sys, time
from typing import List
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_openai import ChatOpenAI
from pydantic import BaseModel, Field

base, parallel, topic = sys.argv[1], int(sys.argv[2]), sys.argv[3]

class Sections(BaseModel):
    outline_sections: List[str] = Field(description="The numbered titles of the post.")

llm = ChatOpenAI(model="bench", base_url=base, api_key="bench", temperature=0.7)
outline = ChatPromptTemplate.from_messages([("system", "Plan the outline of a blog post. Topic: {topic}")])
writer = ChatPromptTemplate.from_messages([("system", """You write blog posts. Topic: {topic}
The last 3 sections: {before}
The next 3 sections: {after}
Write the current section."""),]) | llm | StrOutputParser()
begin = time.monotonic()
titles = (outline | llm.with_structured_output(Sections)).invoke({"topic": topic}).outline_sections
asked = [{"topic": topic, "before": "\\n".join(titles[max(0, i - 3):i]), "after": "\\n".join(titles[i + 1:i + 4])}
         for i in range(len(titles))]
posts = [writer.invoke(one) for one in asked] if parallel == 1 else writer.batch(asked, config={"max_concurrency": parallel})
assert len(posts) == len(titles) and all(posts)
print(time.monotonic() - begin, len(titles))
'''


def matter(number):
    """A brief and three points of the usual length: about 86 tokens."""
    title = dict(numbered())[number].lower()
    return {"number": number, "brief": f"What {title} means for a team that moves data, and what has to be decided first.",
            "points": [f"what {title} costs in the first year", f"a case of {title} from a small team",
                       f"the mistake that most teams make with {title}"]}


def numbered():
    for place, (title, below) in enumerate(OUTLINE, 1):
        yield str(place), title
        for inner, name in enumerate(below, 1):
            yield f"{place}.{inner}", name


def answer(asked):
    """The text of the answer to a request, and the number of its tokens."""
    task = asked["messages"][-1]["content"]
    wanted = re.findall(r"Say what these parts cover: ([0-9., ]+)\.", task)
    if wanted:
        text = json.dumps({"sections": [matter(number) for number in wanted[-1].split(", ")]})
    elif "Give the titles in reading order" in task:
        text = json.dumps({"sections": [{"heading": title, "subsections": below} for title, below in OUTLINE]})
    elif "outline_sections" in json.dumps(asked.get("response_format", "")):
        text = json.dumps({"outline_sections": [f"{number} {title}" for number, title in numbered()]})
    else:
        name = (re.findall(r"section ([0-9.]+),", task) or ["x"])[0].replace(".", "x")
        words = [f"w{name}n{place}{'.' if place % 12 == 11 or place == WORDS - 1 else ''}" for place in range(WORDS)]
        return " ".join(words), TOKENS
    return text, max(1, round(len(text) / 4))


class Server:
    """The server, on a thread of its own; what it has read is kept until `reset`."""

    def __init__(self):
        self.loop, self.url, self.ready = asyncio.new_event_loop(), "", threading.Event()
        self.reset()
        threading.Thread(target=self.run, daemon=True).start()
        self.ready.wait()

    def reset(self):
        self.prompts, self.shared, self.read, self.calls, self.first = [], 0, 0, 0, None

    def run(self):
        asyncio.set_event_loop(self.loop)
        server = self.loop.run_until_complete(asyncio.start_server(self.serve, "127.0.0.1", 0, backlog=256))
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        self.ready.set()
        self.loop.run_forever()

    async def serve(self, reader, writer):
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                length = int((re.findall(r"(?i)\r\ncontent-length: *(\d+)", head) or [0])[0])
                body = await reader.readexactly(length)
                if head.startswith("POST"):
                    await self.chat(json.loads(body), writer)
                else:
                    found = "/models " in head.split("\r\n")[0]
                    self.whole(writer, {"object": "list", "data": [{"id": "bench", "object": "model"}]} if found else {},
                               200 if found else 404)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def chat(self, asked, writer):
        prompt = "".join(f"<{m['role']}>{m['content']}" for m in asked["messages"])
        self.shared += max((len(os.path.commonprefix([prompt, other])) for other in self.prompts), default=0)
        self.read, self.calls = self.read + len(prompt), self.calls + 1
        self.prompts.append(prompt)
        text, tokens = answer(asked)
        begin = self.loop.time()
        if not asked.get("stream"):
            await asyncio.sleep(FIRST_TOKEN + tokens / TOKENS_A_SECOND)
            return self.whole(writer, {
                "id": "c", "object": "chat.completion", "created": 1, "model": "bench",
                "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}],
                "usage": {"prompt_tokens": len(prompt) // 4, "completion_tokens": tokens, "total_tokens": 0}})
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
        for place in range(tokens):
            # Against the clock, so that sleeping late does not add up.
            await asyncio.sleep(max(0, begin + FIRST_TOKEN + place / TOKENS_A_SECOND - self.loop.time()))
            self.first = self.first or time.monotonic()
            piece = text[len(text) * place // tokens:len(text) * (place + 1) // tokens]
            self.event(writer, {"choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": None}]})
        self.event(writer, {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
        self.event(writer, {"choices": [], "usage": {"prompt_tokens": len(prompt) // 4, "completion_tokens": tokens}})
        self.chunk(writer, b"data: [DONE]\n\n")
        writer.write(b"0\r\n\r\n")

    def whole(self, writer, value, status=200):
        body = json.dumps(value).encode()
        writer.write(f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode())
        writer.write(body)

    def event(self, writer, members):
        self.chunk(writer, b"data: " + json.dumps({"object": "chat.completion.chunk", **members}).encode() + b"\n\n")

    def chunk(self, writer, data):
        writer.write(b"%x\r\n%s\r\n" % (len(data), data))


def post(program, server, home, parallel):
    """Writes a post at a terminal; returns seconds in all, of the outline, and of the first title behind the first token."""
    server.reset()
    folder = os.path.join(home, f"sessions-{parallel}")
    out = os.path.join(home, f"post-{parallel}.md")
    lines = [f":new {TOPIC}", f":set parallel {parallel}", f":set words {WORDS * 26}", f":set sections {len(OUTLINE)}",
             ":outline", ":write --repair", f':export md "{out}"']
    env = {"PATH": os.environ.get("PATH", ""), "HOME": home, "LANG": "C.UTF-8", "TERM": "xterm-256color",
           "GALLEY_API_KEY": "bench"}
    master, slave = pty.openpty()
    begin = time.monotonic()
    child = subprocess.Popen(
        [program, "--sessions-dir", folder, "--base-url", server.url] + [word for line in lines for word in ("-x", line)],
        env=env, stdin=subprocess.DEVNULL, stdout=slave, stderr=slave, start_new_session=True)
    os.close(slave)
    seen, titled, outlined = b"", None, None
    while True:
        if not select.select([master], [], [], 300)[0]:
            child.kill()
            sys.exit("bench: galley hangs")
        try:
            data = os.read(master, 65536)
        except OSError:
            break
        if not data:
            break
        if outlined is None:
            seen += data
            if titled is None and OUTLINE[0][0].encode() in seen:
                titled = time.monotonic()
            if b" written, 0/" in seen:
                outlined = time.monotonic()
    os.close(master)
    if child.wait() != 0:
        sys.exit(f"bench: galley ended with {child.returncode}: {seen[-500:].decode(errors='replace')}")
    took = time.monotonic() - begin
    with open(out) as file:
        text = file.read()
    count = sum(len(below) for _, below in OUTLINE)
    assert all(f"w{number.replace('.', 'x')}n{WORDS - 1}." in text for number, _ in numbered() if "." in number), "not whole"
    return took, outlined - begin, titled - server.first, count


def notebook(folder):
    """A Python with LangChain in `folder`, installed where it is missing; nil, with the reason, where it cannot be."""
    python = os.path.join(folder, "bin", "python")
    if not os.path.exists(os.path.join(folder, "done")):
        for command in ([sys.executable, "-m", "venv", folder], [python, "-m", "pip", "install", "-q", "langchain-openai"]):
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode != 0:
                return None, (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        open(os.path.join(folder, "done"), "w").close()
    return python, ""


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench write", description=__doc__.splitlines()[0])
    parser.add_argument("--notebook", metavar="FOLDER", help="measure the notebook's procedure, with LangChain in this folder")
    parser.add_argument("program")
    asked = parser.parse_args()
    server = Server()
    python, reason = notebook(asked.notebook) if asked.notebook else (None, "--notebook was not given")
    failed = False

    def held(value, bar, isLeast=False):
        nonlocal failed
        holds = value >= bar if isLeast else value <= bar
        failed = failed or not holds
        return "holds" if holds else "FAILS"

    with tempfile.TemporaryDirectory() as home:
        for parallel in sorted(BARS, reverse=True):
            took, outlined, title, count = post(asked.program, server, home, parallel)
            shared = 100 * server.shared / server.read
            beside = f"notebook not measured: {reason}"
            calls = server.calls
            if python:
                server.reset()
                done = subprocess.run([python, "-I", "-c", NOTEBOOK, server.url, str(parallel), TOPIC], capture_output=True,
                                      text=True)
                beside = f"notebook failed: {done.stderr.strip().splitlines()[-1:]}"
                if done.returncode == 0:
                    seconds, titles = done.stdout.split()
                    beside = f"notebook {float(seconds):6.1f} s ({titles} calls{', one after another' if parallel == 1 else ''})"
            print(f"post    {count} sections, {parallel:>2} at once   galley {took:6.1f} s (bar {BARS[parallel]:.0f}: "
                  f"{held(took, BARS[parallel])}), of which the outline {outlined:.1f} s   {beside}", flush=True)
            print(f"post    first title {title:.2f} s after the first token (bar {TITLE_BAR}: {held(title, TITLE_BAR)}); "
                  f"{shared:.1f} % of the prompts is a prefix of an earlier one (bar {PREFIX_BAR:.0f}: "
                  f"{held(shared, PREFIX_BAR, True)}); {calls} calls", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
