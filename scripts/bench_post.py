"""A whole post from its topic on, beside what the server's speed allows and the notebook's procedure on LangChain.

The first token of each answer takes a while, then so many tokens a second come, as many answers at once as the server has
slots. All answers have the length that is usual for them.
"""

import json
import os
import re
import subprocess

import bench_common as common
import bench_server

FIRST_TOKEN = 0.3
TOKENS_A_SECOND = 100.0
TOKENS, WORDS = 400, 300
TOPIC = "What is data engineering?"
LANGCHAIN = "langchain-openai==1.7.4"
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
AIMS = {32: 12.0, 4: 42.0, 1: 155.0}
TITLE_AIM, PREFIX_AIM = 0.5, 85.0

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


def answer(_, asked):
    """The answer to a request."""
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
        return spoken(" ".join(words), TOKENS)
    return spoken(text, max(1, round(len(text) / 4)))


def spoken(text, count):
    """A text as an answer of that many tokens."""
    tokens = [text[len(text) * place // count:len(text) * (place + 1) // count] for place in range(count)]
    return bench_server.Answer(tokens, FIRST_TOKEN, TOKENS_A_SECOND)


def post(program, server, home, parallel):
    """Writes a post at a terminal; returns seconds in all, of the outline, and of the first title behind the first token."""
    server.reset(parallel)
    out = os.path.join(home, f"post-{parallel}.md")
    lines = [f":new {TOPIC}", f":set parallel {parallel}", f":set words {WORDS * 26}", f":set sections {len(OUTLINE)}",
             ":outline", ":write --repair", f':export md "{out}"']
    terminal = common.Terminal([program, "--sessions-dir", os.path.join(home, f"sessions-{parallel}"), "--base-url",
                                f"{server.base}/v1", *(word for line in lines for word in ("-x", line))], common.environment(home))
    titled = terminal.until(OUTLINE[0][0].encode())
    first = server.first_token
    outlined = terminal.until(b" written, 0/")
    used = terminal.finish()
    if used.status != 0 or not outlined:
        raise SystemExit(f"bench: galley ended with {used.status}: {used.output[-500:].decode(errors='replace')}")
    with open(out) as file:
        text = file.read()
    assert all(f"w{number.replace('.', 'x')}n{WORDS - 1}." in text for number, _ in numbered() if "." in number), "not whole"
    return used.wall, outlined, terminal.begin + titled - first


def bound(seconds, slots):
    """The least that the server's speed allows: all slots busy all the time, or one call waiting for the other.

    The titles come first, then the briefs of a part, then the text of a section.
    """
    section = FIRST_TOKEN + TOKENS / TOKENS_A_SECOND
    chain = seconds[0] + min(one for one in seconds[1:] if one != section) + section
    return max(sum(seconds) / slots, chain)


def notebook(bin_folder, server, parallel):
    """Seconds of the notebook's procedure, or None and the reason."""
    server.reset(parallel)
    run = subprocess.run([os.path.join(bin_folder, "python"), "-I", "-c", NOTEBOOK, f"{server.base}/v1", str(parallel), TOPIC],
                         capture_output=True, text=True)
    if run.returncode != 0:
        return None, "failed: " + (run.stderr.strip().splitlines() or ["no reason given"])[-1]
    seconds, calls = run.stdout.split()
    return float(seconds), f"{calls} calls{', one after another' if parallel == 1 else ''}"


def measure(report, program, _, home):
    server = bench_server.Server(answer)
    folder, reason = common.installed(LANGCHAIN, report.quick)
    title, shared = 0, 100
    for parallel in (32,) if report.quick else AIMS:
        took, outlined, waited = post(program, server, home, parallel)
        title, shared = max(title, waited), min(shared, 100 * server.shared / server.read)
        least, serial, calls = bound(server.seconds, parallel), sum(server.seconds), len(server.seconds)
        what = f"a whole post of 26 sections, {parallel} at once"
        report.row(what, took, "s", least, "bound of the server", most=AIMS[parallel],
                   note=f"of which the outline {outlined:.1f} s; {calls} calls")
        report.row(what, took, "s", serial, "its calls one after another")
        theirs, note = notebook(folder, server, parallel) if folder else (None, reason)
        report.row(what, took, "s", theirs, f"the notebook's procedure on {LANGCHAIN.replace('==', ' ')}", note=note)
        for line, y in (("Galley", took), ("bound", least), ("one after another", serial), ("notebook", theirs)):
            if y is not None:
                report.point("post", line, parallel, y)
    report.row("first title, after the first token", title, "s", most=TITLE_AIM)
    report.row("prompts that an earlier one begins with", shared, "%", least=PREFIX_AIM)
