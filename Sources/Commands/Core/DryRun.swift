import Chains
import Manuscript
import Platform

/// The requests that a command would send, thrown instead of sending them in a dry run.
struct DryRun: PlainError {
    /// A request, with its prompt in parts.
    struct Asked {
        /// The subject of the request, such as "2.2 Lamps"; empty if the command makes it clear.
        var what: String
        var parts: [PromptPart]
        var unsent: UnsentRequest
    }
    let asked: [Asked]
    /// The estimated size of the whole run; nil for a single request.
    private var estimate: WritingEstimate?
    private var cost: Money?
    private var currency = ""

    /// Makes a dry run of a single request, with its messages as parts.
    init(_ unsent: UnsentRequest) {
        let tools = unsent.request?.tools ?? []
        let parts =
            (unsent.request?.messages ?? []).map { PromptPart($0.role, "message", $0.text) }
            + (tools.isEmpty ? [] : [PromptPart(tools: tools)])
        asked = [Asked(what: "", parts: parts, unsent: unsent)]
    }

    /// Makes a dry run of several jobs, each treated as the next one.
    ///
    /// `currency` is the unit shown after amounts. Throws if a request cannot be made.
    init(
        _ jobs: [WritingPlan.Job], of session: Session, model: any LanguageModel, sampling: ModelRequest.Sampling,
        currency: String = ""
    ) async throws {
        var asked: [Asked] = []
        for job in jobs {
            let plan = WritingPlan(jobs: [job], parallel: 1)
            let writing = SectionScheduler(model: model, session: session, plan: plan, sampling: sampling)
            do {
                try await writing.run(live: { _ in }, finished: { _ in })
            } catch let unsent as UnsentRequest {
                let what = job.entry.name
                // If the parts do not add up to the request, they belong to another one: a small model is asked point
                // by point.
                let parts = try writing.firstPrompt()
                let isWhole = parts.messages == unsent.request?.messages
                asked.append(
                    Asked(what: what, parts: isWhole ? parts : DryRun(unsent).asked[0].parts, unsent: unsent))
            }
        }
        self.asked = asked
        self.currency = currency
        let whole = SectionScheduler(
            model: model, session: session, plan: WritingPlan(jobs: jobs, parallel: 1), sampling: sampling
        ).estimate()
        estimate = whole
        cost = (model as? MeteredModel)?.prices?.cost(of: whole.usage)
    }

    var sentence: String { "Nothing was sent: this is a dry run." }

    /// The report: complete for programs; for people, each prompt part appears once.
    var report: Report {
        var shown: Set<String> = []
        var blocks: [String] = []
        for asked in asked {
            blocks.append(Self.head(asked))
            for part in asked.parts {
                let head = "[\(part.role.rawValue): \(part.name), about \(part.estimatedTokens) tokens"
                let isNew = shown.insert(part.text).inserted
                blocks.append(isNew ? "\(head)]\n\(part.text)" : "\(head), as above]")
            }
        }
        let tokens = asked.reduce(0) { $0 + Self.tokens(of: $1) }
        let count = asked.count == 1 ? "1 request" : "\(asked.count) requests"
        var data: [String: JSONValue] = [
            "dryRun": true, "tokens": .int(tokens), "requests": .array(asked.map(Self.data)),
        ]
        var whole = ""
        if let estimate {
            whole = " Estimate for the whole: \(estimate.words(cost: cost, currency))."
            data["estimate"] = [
                "promptTokens": .int(estimate.prompt), "completionTokens": .int(estimate.completion),
                "costMicros": cost.map { .int($0.micros) } ?? .null,
            ]
        }
        return Report(
            .plain(blocks.joined(separator: "\n\n")),
            note: "Dry run: \(count), about \(tokens) tokens to read; nothing was sent or saved.\(whole)",
            data: .object(data))
    }

    private static func tokens(of asked: Asked) -> Int { asked.parts.reduce(0) { $0 + $1.estimatedTokens } }

    /// Returns the method, address and model, and the body without its messages.
    private static func head(_ asked: Asked) -> String {
        let unsent = asked.unsent
        let what = asked.what.isEmpty ? "" : "\(asked.what): "
        var members = unsent.body?.object ?? [:]
        if let format = members["response_format"] {
            // People need only the name; programs get the schema.
            let name = format["json_schema"]?["name"]?.string ?? ""
            members["response_format"] = .string(name.isEmpty ? "json_object" : "json_schema \(name)")
        }
        for name in ["messages", "stream", "stream_options"] { members[name] = nil }
        let figures = members.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.string ?? $0.value.compact)" }
        let line = "\(what)\(unsent.body == nil ? "GET" : "POST") \(unsent.url)"
        return ([line] + figures).joined(separator: "\n  ")
    }

    private static func data(_ asked: Asked) -> JSONValue {
        let parts = asked.parts.map { part -> JSONValue in
            [
                "role": .string(part.role.rawValue), "part": .string(part.name), "tokens": .int(part.estimatedTokens),
            ]
        }
        return [
            "for": .string(asked.what), "url": .string(asked.unsent.url), "model": .string(asked.unsent.model),
            "body": asked.unsent.body ?? .null, "parts": .array(parts), "tokens": .int(tokens(of: asked)),
        ]
    }
}
