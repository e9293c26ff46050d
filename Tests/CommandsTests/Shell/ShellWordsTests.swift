import Platform
import TestSupport
import Testing

@testable import Commands

@Suite struct ShellWordsTests {
    @Test(arguments: [
        ("", []), ("   ", []), ("vi", ["vi"]), ("  code  --wait\t-n ", ["code", "--wait", "-n"]),
        (#""/My Editor/ed it" -w"#, ["/My Editor/ed it", "-w"]), ("'/My Editor/ed it' -w", ["/My Editor/ed it", "-w"]),
        (#"/My\ Editor/ed\ it -w"#, ["/My Editor/ed it", "-w"]), (#"/My" Editor"/'ed it'"#, ["/My Editor/ed it"]),
        (#"ed "a \"b\" \\ \$c \d""#, ["ed", #"a "b" \ $c \d"#]), (#"ed 'a \"b\"'"#, ["ed", #"a \"b\""#]),
        (#"ed "" ''"#, ["ed", "", ""]), (#"ed "it's""#, ["ed", "it's"]), (#"ed 'never ends"#, ["ed", "never ends"]),
        (#"ed end\"#, ["ed", #"end\"#]), ("ed $HOME ~ `x` $(y) ; #z", ["ed", "$HOME", "~", "`x`", "$(y)", ";", "#z"]),
        ("ed a\nb", ["ed", "a", "b"]), ("ed 日本\\ 語", ["ed", "日本 語"]),
        ("emacsclient -c -a ''", ["emacsclient", "-c", "-a", ""]),
    ])
    func splitsAsAShellDoes(line: String, words: [String]) {
        #expect(ShellWords(line).words == words)
    }

    @Test func aBlankVariableNamesNoProgram() {
        #expect(ForegroundProgram(nil) == nil && ForegroundProgram(" ") == nil && ForegroundProgram("''") == nil)
    }

    /// A path with blanks that nobody quoted is a program all the same where it is one.
    @Test func aPathWithSpacesNeedsNoQuotes() throws {
        let folder = try TemporaryFolder()
        try Files.makeFolder("\(folder.path)/My Editor")
        try Files.replace("\(folder.path)/My Editor/ed it", with: [], mode: 0o755)
        #expect(ForegroundProgram("\(folder.path)/My Editor/ed it")?.words == ["\(folder.path)/My Editor/ed it"])
        #expect(ForegroundProgram("\(folder.path)/My Editor/no")?.words == ["\(folder.path)/My", "Editor/no"])
    }
}
