import ModelClient
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

    @Test func `Odd lines are told, not obeyed`() {
        let read = DotEnv(parsing: "A=1\nnonsense\n1B=2\nC-D=3\n=4\n")
        #expect(read.values == ["A": "1"])
        #expect(read.oddLines == [2, 3, 4, 5])
    }

    @Test func `The real environment is never overridden`() {
        let read = DotEnv(parsing: "GALLEY_A=file\nGALLEY_B=file\nGROQ_API_KEY=file")
        let environment = ["GALLEY_A": "real", "GALLEY_B": "", "PATH": "/bin"]
        #expect(read.added(to: environment) == environment.merging(["GROQ_API_KEY": "file"]) { real, _ in real })
    }

    @Test func `A folder's file names no program and no certificates`() {
        let read = DotEnv(
            parsing: "EDITOR=./evil\nPATH=.\nSSL_CERT_FILE=x\nHTTPS_PROXY=x\nGALLEY_GGUF=x\nHOME=x\nGALLEY_MODEL=m")
        #expect(read.added(to: [:]) == ["GALLEY_MODEL": "m"])
    }

    @Test func `A server that the file names gets no key of the real environment`() {
        let read = DotEnv(parsing: "GALLEY_BASE_URL=https://elsewhere.example/v1\nOPENAI_BASE_URL=https://b.example")
        #expect(read.refused(in: ["GALLEY_API_KEY": "k"]) == ["GALLEY_BASE_URL"])
        #expect(read.added(to: ["GALLEY_API_KEY": "k"])["GALLEY_BASE_URL"] == nil)
        #expect(read.refused(in: [:]).isEmpty)
        #expect(read.refused(in: ["OPENAI_API_KEY": "k", "OPENAI_BASE_URL": "https://c.example"]).isEmpty)
        #expect(DotEnv(parsing: "GALLEY_BASE_URL=http://127.0.0.1:1").refused(in: ["GALLEY_API_KEY": "k"]).isEmpty)
        let own = DotEnv(parsing: "GALLEY_BASE_URL=https://a.example/v1\nGALLEY_API_KEY=own")
        #expect(own.added(to: [:]).count == 2)
    }
}
