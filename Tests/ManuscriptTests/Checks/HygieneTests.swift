import Manuscript
import Testing

struct HygieneTests {
    private func findings(_ body: String) throws -> [String] {
        try #require(Hygiene.verdict(on: CheckedPost(markdown: "## Storage\n\n\(body)\n"))).findings
    }

    @Test(arguments: [
        ("Lakes hold raw files. Warehouses hold", "its last sentence is not finished"),
        ("Sure, here is the section you requested:\n\nLakes hold files.", "it begins by talking about the task"),
        ("Lakes hold files.\n\nLet me know if it should be longer!", "it talks to the person who asked"),
        ("Lakes hold <think>what do they hold?</think> files.", "it holds a model's reasoning or marks"),
        ("Lakes hold files.))))))", "it has a run of brackets or quotes"),
        ("Lakes hold files.\")) So do warehouses.", "it has a run of brackets or quotes"),
        ("Lakes hold files.\n\nIn second paragraph, you could add tables.", "it talks to the person who asked"),
        ("As an AI, I know that lakes hold files.", "it says \"as an ai\""),
        ("See [the list](#) for more.", "the link \"the list\" leads nowhere"),
        ("", "no text"),
    ])
    func unfinishedTextIsNamed(body: String, fault: String) throws {
        #expect(try findings(body) == ["Storage: \(fault)"])
    }

    @Test(arguments: [
        "Lakes hold files.", "Lakes hold:\n\n- files\n- tables", "See [the list](https://example.org).",
        "```\nselect <|> from x\n```\n\nIt is done.".replacing("<|>", with: "*"), "Is it done? “It is.”",
        "Lakes (even small ones (of any kind)) hold files.",
        "```\n(a (b (c (d))))\n```\n\nIn this paragraph, lakes rest.",
    ])
    func finishedTextIsNotReported(body: String) throws { #expect(try findings(body) == []) }

    @Test func aHeadingOutsideTheOutlineIsStray() throws {
        let post = CheckedPost(
            markdown: "## Storage\n\nA text.\n\n### More\n\nA text.\n",
            outline: [.init(title: "Storage", level: 2)])
        let verdict = try #require(Hygiene.verdict(on: post))
        #expect(verdict.findings == ["More: a heading that is not in the outline"])
        #expect(verdict.figure == 1)
        #expect(!verdict.holds)
    }

    @Test func aHeadingThatGathersOthersNeedsNoText() throws {
        let verdict = try #require(Hygiene.verdict(on: CheckedPost(markdown: "## Storage\n\n### Lakes\n\nA text.\n")))
        #expect(verdict.holds)
    }
}
