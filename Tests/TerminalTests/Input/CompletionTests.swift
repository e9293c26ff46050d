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

    @Test func theCommonPrefixIsInserted() {
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

    @Test func theTextAfterTheCursorIsKept() {
        #expect(completion(":write").insertion(over: ":w", behind: " 2.1") == ":write")
        #expect(completion(":write").insertion(over: ":w", behind: "2.1") == ":write ")
        #expect(completion(":write").insertion(over: ":write", behind: " 2") == nil)
    }

    @Test func aPartIsGoneOnWith() {
        let folder = Completion(replacing: 1, candidates: [.init("drafts/", isPart: true)])
        #expect(folder.insertion(over: "d") == "drafts/")
        #expect(folder.insertion(over: "drafts/") == nil)
    }

    @Test func theListIsInColumns() {
        let list = completion("one", "three", "日本", "four").list(width: 15)
        #expect(list == ["one    日本", "three  four"])
        #expect(completion("a-very-long-name", "b").list(width: 5) == ["a-v…", "b"])
        #expect(completion().list(width: 40).isEmpty)
        for width in 1...40 {
            let names = Completion(candidates: (1...30).map { .init(String(repeating: "日x", count: $0 % 7 + 1)) })
            for line in names.list(width: width) { #expect(line.displayWidth < max(width, 2)) }
        }
    }

    @Test func notesAreBesideTheirCandidates() {
        let candidates: [Completion.Candidate] = [.init(":new", note: "begin a post on a topic"), .init(":outline")]
        let list = Completion(candidates: candidates).list(width: 24)
        #expect(list == [":new      begin a post…", ":outline"])
        let long: [Completion.Candidate] = [
            .init(String(repeating: "x", count: 60), note: "n"), .init("y", note: "why"),
        ]
        #expect(Completion(candidates: long).list(width: 40)[1] == "y" + String(repeating: " ", count: 21) + "why")
    }

    @Test func theListIsNoLongerThanTheScreen() {
        let many = Completion(candidates: (1...500).map { .init("name-\($0)") })
        let list = many.list(width: 40, height: 10)
        #expect(list.count == 10)
        #expect(
            list[0].split(separator: " ").joined(separator: " ") == "name-1 name-10 name-19 name-28"
                && list.last == "… and 464 more: type another letter.")
        #expect(many.list(width: 10, height: 1).count == 2)
        let few = completion("a", "b")
        #expect(few.list(width: 3, height: 2) == ["a", "b"], "what fits is shown")
    }
}
