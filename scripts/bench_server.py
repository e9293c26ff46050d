"""The model server of the measurements: OpenAI-compatible, on loopback, with answers and speed that the caller chooses."""

import asyncio
import json
import os
import re
import threading
import time
from typing import NamedTuple


class Answer(NamedTuple):
    """The tokens of an answer, the seconds before the first, and tokens a second (0: as fast as they are read)."""
    tokens: list
    first: float = 0.0
    pace: float = 0.0

    def seconds(self):
        return self.first + (len(self.tokens) / self.pace if self.pace else 0)


class Server:
    """A server on a thread of its own. `answer` makes an `Answer` of a path and a request.

    `slots` calls are answered at once, and further ones wait. What happens is kept until `reset`: the prompts, how many of
    their characters an earlier prompt began with, the seconds of each answer, and the moment of the first token.
    """

    def __init__(self, answer):
        self.answer, self.loop, self.base, ready = answer, asyncio.new_event_loop(), "", threading.Event()
        self.reset()
        threading.Thread(target=self.run, args=(ready,), daemon=True).start()
        ready.wait()

    def reset(self, slots=1000):
        self.slots, self.prompts, self.shared, self.read, self.seconds = asyncio.Semaphore(slots), [], 0, 0, []
        self.first_token = None

    def run(self, ready):
        asyncio.set_event_loop(self.loop)
        server = self.loop.run_until_complete(asyncio.start_server(self.serve, "127.0.0.1", 0, backlog=256))
        self.base = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        ready.set()
        self.loop.run_forever()

    async def serve(self, reader, writer):
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                length = int((re.findall(r"(?i)\r\ncontent-length: *(\d+)", head) or [0])[0])
                body = await reader.readexactly(length)
                path = head.split(" ", 2)[1]
                if head.startswith("POST"):
                    async with self.slots:
                        await self.chat(path, json.loads(body), writer)
                elif path.endswith("/models"):
                    self.whole(writer, {"object": "list", "data": [{"id": "bench", "object": "model"}]})
                else:
                    self.whole(writer, {}, 404)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def chat(self, path, asked, writer):
        prompt = "".join(f"<{message['role']}>{message['content']}" for message in asked.get("messages", []))
        self.shared += max((len(os.path.commonprefix([prompt, other])) for other in self.prompts), default=0)
        self.read += len(prompt)
        self.prompts.append(prompt)
        answer = self.answer(path, asked)
        self.seconds.append(answer.seconds())
        usage = {"prompt_tokens": len(prompt) // 4, "completion_tokens": len(answer.tokens), "total_tokens": 0}
        if not asked.get("stream"):
            await asyncio.sleep(answer.seconds())
            message = {"role": "assistant", "content": "".join(answer.tokens)}
            return self.whole(writer, {
                "id": "c", "object": "chat.completion", "created": 1, "model": "bench", "usage": usage,
                "choices": [{"index": 0, "finish_reason": "stop", "message": message}]})
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
        begin = self.loop.time()
        for place, token in enumerate(answer.tokens):
            if answer.pace or place == 0:
                # Against the clock, so that sleeping late does not add up.
                due = begin + answer.first + (place / answer.pace if answer.pace else 0)
                await asyncio.sleep(max(0, due - self.loop.time()))
            self.first_token = self.first_token or time.monotonic()
            self.event(writer, {"content": token})
            await writer.drain()
        self.event(writer, {}, "stop", usage)
        self.chunk(writer, b"data: [DONE]\n\n")
        writer.write(b"0\r\n\r\n")

    def whole(self, writer, value, status=200):
        body = json.dumps(value).encode()
        head = f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        writer.write(head.encode() + body)

    def event(self, writer, delta, finish=None, usage=None):
        body = {"id": "b", "object": "chat.completion.chunk", "created": 0, "model": "bench",
                "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}
        self.chunk(writer, b"data: " + json.dumps({**body, **({"usage": usage} if usage else {})}).encode() + b"\n\n")

    def chunk(self, writer, data):
        writer.write(b"%x\r\n%s\r\n" % (len(data), data))


def prose(count):
    """Markdown of that many tokens with every kind of block; words that differ, so that no answer looks stuck."""
    tokens, number, block = [], 0, 0

    def word():
        nonlocal number
        number += 1
        if number % 17 == 0:
            return f" **word{number}**"
        if number % 29 == 0:
            return f" `word{number}`"
        if number % 83 == 0:
            return f" [word{number}](https://example.org/{number})"
        return f" word{number}" + ("." if number % 12 == 0 else "")

    while len(tokens) < count:
        block += 1
        if block % 5 == 2:
            for _ in range(4):
                tokens += ["- "] + [word() for _ in range(14)] + ["\n"]
        elif block % 5 == 3:
            tokens += ["```\n"] + [w + "\n" for w in (word() for _ in range(12))] + ["```\n"]
        elif block % 5 == 4:
            tokens += ["| a | b |\n|---|---|\n"] + [f"|{word()} |{word()} |\n" for _ in range(6)]
        else:
            tokens += [word() for _ in range(90)] + ["\n"]
        tokens.append("\n")
    return tokens[:count]


TEXTS = {}


def streamed(path, _):
    """The answer of `/COUNT/v1`, or of `/COUNT@PACE/v1` with so many tokens a second.

    That of `/pause/v1` stops for a while behind its first token.
    """
    count, _, pace = path.split("/")[1].partition("@")
    if count == "pause":
        return Answer(["Firstword", " word."], pace=3)
    if count not in TEXTS:
        TEXTS[count] = prose(int(count))
    return Answer(TEXTS[count], pace=float(pace or 0))
