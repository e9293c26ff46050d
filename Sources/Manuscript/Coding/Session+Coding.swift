import Platform

extension Turn: FieldCodable {
    static var blank: Turn { Turn(id: "", at: .distantPast, kind: .new, input: "") }

    mutating func code(_ fields: inout FieldCoder) throws {
        try fields.name("id", &id)
        try fields.required("at", &at)
        try fields.required("kind", &kind)
        try fields.filled("input", &input)
        try fields.filled("summary", &summary)
        try fields.filled("reply", &reply)
        try fields.optional("model", &model)
        try fields.optional("usage", &usage)
        try fields.filled("edits", &edits)
        try fields.names("sections", &sections)
        try fields.names("left", &left)
    }
}

extension Session: FieldCodable {
    static var blank: Session { Session(name: "", at: .distantPast, id: "") }

    mutating func code(_ fields: inout FieldCoder) throws {
        var (format, version) = (SessionFile.format, Session.newestVersion)
        try fields.required("format", &format)
        try fields.required("version", &version)
        try fields.derived(SessionSummary.field, SessionSummary(self))
        try fields.name("id", &id)
        try fields.name("name", &name)
        try fields.required("createdAt", &createdAt)
        try fields.required("updatedAt", &updatedAt)
        try fields.value("topic", &topic)
        try fields.value("style", &style)
        try fields.value("settings", &settings)
        try fields.value("outline", &outline)
        try fields.value("history", &history)
        try fields.value("undone", &undone)
        try fields.value("sources", &sources)
        try fields.filled("review", &review)
        try fields.filled("exports", &exports)
        try fields.optional("imported", &imported)
        try fields.unlessBlank("metadata", &metadata)
        try fields.value("usage", &usage)
        try fields.refuseRepeated(
            outline.sections.flatMap { $0.subtree.map(\.id) }, in: "outline", "two sections have the id")
        try fields.refuseRepeated(review.map(\.number), in: "review", "two points have the number")
    }
}
