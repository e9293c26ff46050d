import Testing

@testable import Terminal

@Suite struct CompletionTests {
    private func completion(_ texts: String...) -> Completion {
        Completion(replacing: 1, candidates: texts.map { .init($0) })
    }

    @Test func theOnlyOneIsInsertedWithASpace() {
        #expect(completion(":write").insertion(over: ":w") == ":write ")
        #expect(completion(":write").insertion(over: ":write") == ":write ")
    }

    @Test func whatAllHaveInCommonIsInserted() {
        #expect(completion(":remove", ":rename", ":rewrite").insertion(over: ":") == ":re")
        #expect(completion(":remove", ":rename", ":rewrite").insertion(over: ":re") == nil, "that is nothing new")
        #expect(completion("2.1", "2.2").insertion(over: "") == "2.")
        #expect(completion("2.1", "3").insertion(over: "") == nil)
    }

    @Test func lettersTakeTheCaseOfTheCandidates() {
        #expect(completion("Post-1", "Post-2").insertion(over: "post-") == "Post-")
        #expect(completion("Post", "post").insertion(over: "p") == "Post")
        #expect(completion("écoute", "Écoute-2").insertion(over: "é") == "écoute")
    }

    @Test func withoutCandidatesNothingIsInserted() { #expect(completion().insertion(over: "x") == nil) }

    @Test func theListStandsInColumns() {
        let list = completion("one", "three", "日本", "four").list(width: 15)
        #expect(list == ["one    three", "日本   four "])
        #expect(completion("a-very-long-name", "b").list(width: 5) == ["a-very-long-name", "b               "])
        #expect(completion().list(width: 40).isEmpty)
    }

    @Test func notesStandBesideTheirCandidates() {
        let candidates: [Completion.Candidate] = [.init(":new", note: "begin a post on a topic"), .init(":outline")]
        let list = Completion(candidates: candidates).list(width: 24)
        #expect(list == [":new      begin a post…", ":outline  "])
    }
}
