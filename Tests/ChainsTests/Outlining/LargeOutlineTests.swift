import Manuscript
import Platform
import Testing

@testable import Chains

/// Titles first, streamed; then the briefs, section by section, while the titles still stream.
@Suite(.timeLimit(.minutes(5)))
struct LargeOutlineTests {
    private static let first = #"{"sections":[{"heading":"Fires","subsections":["Oil lamps","Gas lamps"]},"#
    private static let second = #"{"heading":"Towers","subsections":[]},"#
    private static let third = #"{"heading":"Keepers","subsections":["Night watches","Wages"]}]}"#

    private func chain(_ model: ScriptedModel, topic: String = "Lighthouses", count: Int? = nil, parallel: Int = 8)
        -> OutlineChain
    {
        let session = Session(name: "n", topic: topic, at: Date(timeIntervalSince1970: 0))
        return OutlineChain(model: model, session: session, sectionCount: count, parallel: parallel)
    }

    /// The numbers whose briefs a request asks for; empty if it asks for something else.
    static func wanted(_ request: ModelRequest) -> [String] {
        let task = request.messages.last?.text ?? ""
        guard let start = task.ranges(of: "Say what these parts cover: ").last?.upperBound else { return [] }
        return task[start...].prefix { $0 != "\n" }.dropLast().split(separator: ", ").map(String.init)
    }

    /// The briefs that a request asks for, each with points of its own.
    static func briefs(_ request: ModelRequest) -> String {
        let items = wanted(request).map { number -> JSONValue in
            let own = number.replacing(".", with: "x")
            return [
                "number": .string(number), "brief": .string("Says something\(own)."),
                "points": [.string("first\(own)"), .string("second\(own)")],
            ]
        }
        return JSONValue.object(["sections": .array(items)]).compact
    }

    /// A model that sends titles, and briefs for whatever it is asked.
    private func model(_ titles: String, finish: ModelEvent.FinishReason = .stop) -> ScriptedModel {
        ScriptedModel { request, _ in
            Self.wanted(request).isEmpty
                ? [.say(titles), .finish(finish)] : [.say(Self.briefs(request)), .finish()]
        }
    }

    @Test func briefsAreAskedForWhileTheTitlesStillStream() async throws {
        let gate = Gate()
        let model = ScriptedModel { request, _ in
            guard Self.wanted(request).isEmpty else { return [.say(Self.briefs(request)), .finish()] }
            return [.say(Self.first), .wait(gate), .say(Self.second + Self.third), .finish()]
        }
        let growths = Guarded<[OutlineChain.Growth]>([])
        let result = try await chain(model).outline { growth in
            growths.withLock { $0.append(growth) }
            // The rest of the titles comes once the first section has its briefs.
            if growth.draft.nodes.first?.children.first?.brief.isEmpty == false { gate.open() }
        }
        let asked = model.requests.map(Self.wanted)
        #expect(asked.first == [] && Array(asked[1]) == ["1.1", "1.2"])
        #expect(Set(asked.dropFirst(2)) == [["2"], ["3.1", "3.2"]])
        #expect(model.requests[1].text.contains("1 Fires\n  1.1 Oil lamps\n  1.2 Gas lamps\n\nSay what"))
        #expect(result.draft.leaves.map(\.brief) == ["1x1", "1x2", "2", "3x1", "3x2"].map { "Says something\($0)." })
        #expect(result.draft.leaves.map(\.points.count) == [2, 2, 2, 2, 2])
        #expect(result.usage.calls == 4 && result.briefless.isEmpty && !result.isCut)
        // Each title is shown as it comes.
        let shown = growths.withLock { $0 }
        #expect(shown.first?.draft.nodes == [.init(title: "Fires")] && shown.first?.hasAllTitles == false)
        #expect(shown.contains { $0.draft.nodes == [.init(title: "Fires", children: [.init(title: "Oil lamps")])] })
        #expect(shown.last?.hasAllTitles == true && shown.last?.draft == result.draft)
    }

    @Test(arguments: [1, 2, 3, 8])
    func noMoreCallsRunAtOnceThanAllowed(parallel: Int) async throws {
        let model = model(Self.first + Self.second + Self.third)
        let result = try await chain(model, parallel: parallel).outline()
        #expect(model.most <= parallel && model.requests.count == 4)
        #expect(result.draft.leaves.allSatisfy { !$0.brief.isEmpty })
    }

    /// Server caches reuse what a prompt shares with an earlier one from the start.
    @Test func promptsBeginAsEarlierOnesDo() async throws {
        let model = model(Self.first + Self.second + Self.third)
        _ = try await chain(model, parallel: 1).outline()
        let prompts = model.requests.map(\.text)
        for prompt in prompts.dropFirst(2) {
            let shared = zip(prompt, prompts[1]).prefix { $0 == $1 }.count
            #expect(Double(shared) / Double(prompt.count) >= 0.85, "\(prompt)")
        }
    }

    @Test func aFailedCallLeavesItsSectionWithoutBriefs() async throws {
        let error = ModelError.dropped(server: "The script", reason: "reset")
        let model = ScriptedModel { request, _ in
            switch Self.wanted(request) {
            case []: [.say(Self.first + Self.second + Self.third), .finish()]
            case ["2"]: [.fail(error)]
            default: [.say(Self.briefs(request)), .finish()]
            }
        }
        let result = try await chain(model).outline()
        #expect(result.draft.leaves.map(\.brief.isEmpty) == [false, false, true, false, false])
        #expect(result.briefless == error.sentence && result.usage.calls == 3)
    }

    @Test func aBriefThatRepeatsTheTitleIsAskedForOnceMoreAndElseLeftOut() async throws {
        let model = ScriptedModel { request, _ in
            let wanted = Self.wanted(request)
            if wanted.isEmpty { return [.say(Self.first + Self.second + #"{"heading":"Keepers"}]}"#), .finish()] }
            guard wanted.contains("1.2") || wanted == ["2"] else { return [.say(Self.briefs(request)), .finish()] }
            return [
                .say(
                    #"{"sections":[{"number":"1.1","brief":"What burned.","points":["whale oil","wicks"]},"#
                        + #"{"number":"1.2","brief":"The gas lamps.","points":["pipes","mantles"]},"#
                        + #"{"number":"2","brief":"Towers","points":["stone","iron"]}]}"#), .finish(),
            ]
        }
        let result = try await chain(model).outline()
        #expect(result.draft.leaves.map(\.brief) == ["What burned.", "", "", "Says something3."])
        #expect(result.draft.leaves.map(\.points.count) == [2, 2, 2, 2])
        #expect(model.requests.map(Self.wanted).count { $0 == ["1.2"] } == 1, "only what is missing, once")
        #expect(result.briefless == "The script sent none that says more than the title.")
    }

    // MARK: - Bad input

    @Test func oneTitleAloneIsAskedAboutAndElseTaken() async throws {
        let model = model(#"{"sections":[{"heading":"Fires","subsections":[]}]}"#)
        #expect(try await chain(model).outline().draft.nodes.map(\.title) == ["Fires"])
        #expect(model.requests.count { Self.wanted($0).isEmpty } == 3)
    }

    @Test func theTopicAloneIsRefused() async {
        let model = model(#"{"sections":[{"heading":"Lighthouses"},{"heading":"What are lighthouses?"}]}"#)
        let error = ChainError.unreadableOutline(model: "scripted-1")
        await #expect(throws: error) { _ = try await chain(model).outline() }
    }

    @Test func oneTitleIsAnOutlineOfOneSection() async throws {
        let model = model(#"{"sections":[{"heading":"Fires","subsections":[]}]}"#)
        #expect(try await chain(model, count: 1).outline().draft.nodes.map(\.title) == ["Fires"])
    }

    @Test func theTopicAgainIsAskedAboutAndLeftOut() async throws {
        let again = #"{"sections":[{"heading":"Lighthouses"},{"heading":"The lighthouses?"}]}"#
        let model = ScriptedModel { request, count in
            guard Self.wanted(request).isEmpty else { return [.say(Self.briefs(request)), .finish()] }
            return [.say(count == 0 ? again : #"["Lighthouses","Fires","Towers"]"#), .finish()]
        }
        let result = try await chain(model).outline()
        #expect(result.draft.nodes.map(\.title) == ["Fires", "Towers"])
    }

    @Test(arguments: [
        #"{"sections":[{"heading":"灯塔的火"},{"heading":"塔"},{"heading":"守塔人"},{"heading":"海图"}]}"#,
        ####"{"sections":[{"heading":"1. **Feuer**"},{"heading":"### 2) Türme"},{"heading":"`Wärter`:"},{"heading":"4.1 Öl"}]}"####,
        "```json\n{\"sections\":[{\"title\":\"Fires\"},{\"title\":\"Towers\"},{\"title\":\"Wages\"},{\"title\":\"Oil\"}]}\n```",
        "Sure!\n\n1. Fires\n   1. Oil\n   2. Gas\n2. Towers\n3. Wages\n4. **Sea charts**",
    ])
    func anyLanguageMarkupAndWrappingGivesAnOutline(text: String) async throws {
        let result = try await chain(model(text)).outline()
        #expect(result.draft.nodes.count == 4 && !result.isCut && result.briefless.isEmpty)
        for title in result.draft.nodes.map(\.title) {
            #expect(!title.isEmpty && !title.contains { "*#`:".contains($0) || $0.isNumber }, "\(title)")
        }
    }

    @Test func anEndlessAnswerIsEndedAndItsSectionsCount() async throws {
        let endless = (1...1000).map { #"{"heading":"Lamp \#($0) of the coast","subsections":[]},"# }.joined()
        let model = ScriptedModel { request, _ in
            Self.wanted(request).isEmpty
                ? [.say(#"{"sections":["# + endless), .hang] : [.say(Self.briefs(request)), .finish()]
        }
        let result = try await chain(model).outline()
        #expect(result.isCut && abs(result.draft.nodes.count - OutlineStream.most) <= 1)
        #expect(model.cancelled >= 1)
    }

    @Test func anAnswerThatReachesItsLimitKeepsItsCompleteSections() async throws {
        let text = Self.first + Self.second + #"{"heading":"Keepers"},{"heading":"Oil"},{"heading":"Wages of the ke"#
        let result = try await chain(model(text, finish: .length)).outline()
        #expect(result.draft.nodes.map(\.title) == ["Fires", "Towers", "Keepers", "Oil"])
        #expect(result.isCut && result.draft.leaves.allSatisfy { !$0.brief.isEmpty })
    }

    @Test func aConnectionThatBreaksInTheMiddleKeepsTheCompleteSections() async throws {
        let error = ModelError.dropped(server: "The script", reason: "reset")
        func outline(_ said: String) async throws -> OutlineChain.Result {
            let model = ScriptedModel { request, _ in
                Self.wanted(request).isEmpty ? [.say(said), .fail(error)] : [.say(Self.briefs(request)), .finish()]
            }
            return try await chain(model).outline()
        }
        let enough = Self.first + Self.second + #"{"heading":"Keepers"},{"heading":"Oil"},{"heading":"Wa"#
        let result = try await outline(enough)
        #expect(result.isCut && result.draft.nodes.count == 4)
        #expect(try await #require(throws: ModelError.self) { _ = try await outline(Self.first) } == error)
    }

    @Test func titlesThatStartAgainReplaceTheOnesBefore() async throws {
        let model = ScriptedModel { request, _ in
            Self.wanted(request).isEmpty
                ? [.say(Self.first), .again, .say(#"["Fires","Sea charts"]"#), .finish()]
                : [.say(Self.briefs(request)), .finish()]
        }
        let result = try await chain(model).outline()
        #expect(result.draft.nodes.map(\.title) == ["Fires", "Sea charts"])
        #expect(result.draft.nodes.allSatisfy { !$0.brief.isEmpty && $0.points.count == 2 })
    }

    @Test func aRevisionIsShownWhileItArrives() async throws {
        let reply = #"{"sections":[{"brief":"x y","heading":"Thinner Air","id":"b"},{"heading":"New","id":""}]}"#
        let shown = Guarded<[OutlineDraft]>([])
        let chain = OutlineChain(model: ScriptedModel(texts: [reply]), session: Posts.session())
        let result = try await chain.revision("Thinner.") { growth in shown.withLock { $0.append(growth.draft) } }
        #expect(result.draft.nodes.map(\.title) == ["Thinner Air", "New"])
        #expect(shown.withLock { $0.map { $0.nodes.map(\.title) } }.first == ["Thinner Air"])
        #expect(shown.withLock { $0.last?.nodes.first?.id } == "b")
    }
}
