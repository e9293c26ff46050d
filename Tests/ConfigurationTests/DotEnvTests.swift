import Configuration
import Testing

@Suite struct DotEnvTests {
    @Test func `Every form of a setting is read`() {
        let text = """
            # a comment
            A=1
            export B = two words  # why
            C='single # $x \\n'
            D="double \\"q\\" \\n \\\\ \\$ \\x"
            E=
            F=a#b
            G= # nothing
            A=last
            H="open
            I="x" # behind
            """
        let read = DotEnv(parsing: text)
        #expect(
            read.values == [
                "A": "last", "B": "two words", "C": "single # $x \\n", "D": "double \"q\" \n \\ $ \\x", "E": "",
                "F": "a#b", "G": "", "H": "\"open", "I": "x",
            ])
        #expect(read.oddLines.isEmpty)
    }

    @Test func `Line ends of other systems are line ends`() {
        #expect(DotEnv(parsing: "\u{FEFF}A=1\r\nB=2\r\n").values == ["A": "1", "B": "2"])
    }

    @Test func `Odd lines are reported, not obeyed`() {
        let read = DotEnv(parsing: "A=1\nnonsense\n1B=2\nC-D=3\n=4\n")
        #expect(read.values == ["A": "1"])
        #expect(read.oddLines == [2, 3, 4, 5])
    }
}
