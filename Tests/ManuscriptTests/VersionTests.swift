import Manuscript
import Platform
import Testing

@Suite struct VersionTests {
    @Test func countsItsWords() {
        #expect(Version(number: 1, text: "one two", origin: .written, at: time(0)).words == 2)
    }

    @Test func missingFieldsHaveTheirDefault() throws {
        let version = try JSONDecoder().decode(Version.self, from: Data(#"{"number": 1, "text": "t", "at": 0}"#.utf8))
        #expect(version.origin == .written && version.instruction.isEmpty)
        #expect(version.model == nil && version.usage == nil && version.seconds == nil)
    }

    @Test(arguments: ["{}", #"{"number": 1, "text": "t"}"#, #"{"number": 1, "at": 0}"#, #"{"text": "t", "at": 0}"#])
    func essentialFieldsAreRequired(text: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Version.self, from: Data(text.utf8)) }
    }

    @Test func originsAndCausesOfALaterReleaseStay() throws {
        let text = #"{"number": 1, "text": "t", "at": 0, "origin": "dreamt"}"#
        #expect(try JSONDecoder().decode(Version.self, from: Data(text.utf8)).origin.rawValue == "dreamt")
        let broken = #"{"text": "t", "at": 0, "cause": "fire"}"#
        let candidate = try JSONDecoder().decode(Candidate.self, from: Data(broken.utf8))
        #expect(candidate.cause.rawValue == "fire")
        #expect(try JSONDecoder().decode(Candidate.self, from: JSONEncoder().encode(candidate)) == candidate)
    }
}
