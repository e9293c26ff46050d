import Manuscript
import Platform
import Testing

@Suite struct SessionTests {
    @Test func beginsEmpty() {
        let session = Session(name: "n", topic: " # What\nis it? ", at: time(5), id: "s")
        #expect(session.topic == "What is it?")
        #expect(session.createdAt == time(5) && session.updatedAt == time(5))
        #expect(session.outline.isEmpty && session.history.isEmpty && session.undone.isEmpty)
        #expect(session.usage == Usage() && session.sources.isEmpty && session.settings == Settings())
    }

    @Test func settingsAreSetAndTakenAway() throws {
        let session = Session(name: "n", at: time(0))
        let (warm, inverse) = try session.applying(.setSetting(key: "temperature", value: 0.7))
        #expect(warm.settings["temperature"] == 0.7)
        #expect(try warm.applying(inverse).session == session)
    }

    @Test func aNullSettingDiffersFromAMissingOne() throws {
        var session = Session(name: "n", at: time(0), id: "s")
        session.settings = Settings(["later": .null])
        try session.commit(
            [.setSetting(key: "later", value: 1)], as: Turn(id: "t", at: time(1), kind: .set, input: ""))
        session = try SessionFile.decode(SessionFile.encode(session), file: "n.json")
        _ = try session.undo(at: time(2))
        #expect(session.settings == Settings(["later": .null]))
    }
}
