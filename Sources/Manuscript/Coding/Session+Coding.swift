import Platform

extension Turn: Codable {
    package init(from decoder: any Decoder) throws {
        var fields = try FieldReader(decoder)
        id = try fields.name("id")
        at = try fields.required("at")
        kind = Kind(rawValue: try fields.required("kind"))
        input = try fields.optional("input") ?? ""
        summary = try fields.optional("summary") ?? ""
        reply = try fields.optional("reply") ?? ""
        model = try fields.optional("model")
        usage = try fields.optional("usage")
        edits = try fields.optional("edits") ?? []
        sections = try fields.names("sections")
        left = try fields.names("left")
        unknown = try fields.rest()
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = try FieldWriter(encoder, unknown: unknown)
        try fields.write("id", id)
        try fields.write("at", at)
        try fields.write("kind", kind.rawValue)
        try fields.write("input", unlessEmpty: input)
        try fields.write("summary", unlessEmpty: summary)
        try fields.write("reply", unlessEmpty: reply)
        try fields.write("model", model)
        try fields.write("usage", usage)
        try fields.write("edits", unlessEmpty: edits)
        try fields.write("sections", unlessEmpty: sections)
        try fields.write("left", unlessEmpty: left)
    }
}

extension Session: Codable {
    package init(from decoder: any Decoder) throws {
        var fields = try FieldReader(decoder)
        _ = try fields.required("format", as: String.self)
        _ = try fields.required("version", as: Int.self)
        _ = try fields.optional(SessionSummary.field, as: JSONValue.self)
        id = try fields.name("id")
        name = try fields.name("name")
        createdAt = try fields.required("createdAt")
        updatedAt = try fields.required("updatedAt")
        topic = try fields.optional("topic") ?? ""
        style = try fields.optional("style") ?? Style()
        settings = try fields.optional("settings") ?? Settings()
        outline = try fields.optional("outline") ?? Outline()
        history = try fields.optional("history") ?? []
        undone = try fields.optional("undone") ?? []
        sources = try fields.optional("sources") ?? []
        review = try fields.optional("review") ?? []
        exports = try fields.optional("exports") ?? []
        usage = try fields.optional("usage") ?? Usage()
        unknown = try fields.rest()
        if let twice = FieldLimits.repeated(outline.sections.lazy.flatMap(\.subtree).map(\.id)) {
            throw fields.fault("outline", "two sections have the id \(twice)")
        }
        if let twice = FieldLimits.repeated(review.map(\.number)) {
            throw fields.fault("review", "two points have the number \(twice)")
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = try FieldWriter(encoder, unknown: unknown)
        try fields.write(SessionSummary.field, SessionSummary(self))
        try fields.write("format", SessionFile.format)
        try fields.write("version", Session.newestVersion)
        try fields.write("id", id)
        try fields.write("name", name)
        try fields.write("createdAt", createdAt)
        try fields.write("updatedAt", updatedAt)
        try fields.write("topic", topic)
        try fields.write("style", style)
        try fields.write("settings", settings)
        try fields.write("outline", outline)
        try fields.write("history", history)
        try fields.write("undone", undone)
        try fields.write("sources", sources)
        try fields.write("review", unlessEmpty: review)
        try fields.write("exports", unlessEmpty: exports)
        try fields.write("usage", usage)
    }
}
