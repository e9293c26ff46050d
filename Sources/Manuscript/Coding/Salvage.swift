package import Platform

/// Recovers the readable parts of a session file that is damaged or from an unknown release.
///
/// Every readable section and version is recovered. An incomplete text is not a finished one and becomes a candidate.
/// Turns are recovered only whole.
package struct Salvage {
    /// The session, made of the parts that could be read.
    package private(set) var session: Session
    /// The paths of the fields that could not be read: "outline[2].versions[0]".
    package private(set) var lost: [String] = []
    /// The places where the JSON itself is damaged, at most 20.
    package let faults: [BrokenJSON.Fault]
    private var ids: Set<Section.ID> = []

    /// Recovers a session from bytes; nil if they contain no outline, no history and no topic.
    package init?(_ bytes: [UInt8], name: String, at now: Date) {
        let broken = BrokenJSON(bytes)
        self.init(broken.value, name: name, at: now, faults: broken.faults)
    }

    /// Recovers a session from a JSON value.
    package init?(_ value: JSONValue, name: String, at now: Date, faults: [BrokenJSON.Fault] = []) {
        guard let fields = value.object else { return nil }
        self.init(fields, name, now, faults)
        if session.outline.isEmpty, session.history.isEmpty, fields["topic"] == nil { return nil }
    }

    /// Returns the unreadable fields of a file that is valid JSON.
    static func lost(in value: JSONValue) -> [String] {
        value.object.map { Salvage($0, "", Date(timeIntervalSince1970: 0), []).lost } ?? []
    }

    private init(
        _ fields: [String: JSONValue], _ name: String, _ now: Date, _ faults: [BrokenJSON.Fault]
    ) {
        self.faults = faults
        session = Session(name: name, at: now)
        read(fields, now)
    }

    private mutating func read(_ fields: [String: JSONValue], _ now: Date) {
        session.id = fields["id"]?.string.flatMap { $0.isEmpty ? nil : $0 } ?? session.id
        session.createdAt = decoded("createdAt", in: fields, "") ?? now
        session.updatedAt = decoded("updatedAt", in: fields, "") ?? now
        session.style = decoded("style", in: fields, "") ?? Style()
        session.settings = decoded("settings", in: fields, "") ?? Settings()
        session.usage = decoded("usage", in: fields, "") ?? Usage()
        session.sources = fields["sources"]?.array ?? []
        session.imported = decoded("imported", in: fields, "")
        session.metadata = decoded("metadata", in: fields, "") ?? PostMetadata()
        session.review = list("review", in: fields, "") { salvage, value, place in
            let point: ReviewPoint? = Self.decode(value)
            if point == nil { salvage.lost.append(place) }
            return point
        }
        session.exports = list("exports", in: fields, "") { salvage, value, place in
            let record: ExportRecord? = Self.decode(value)
            if record == nil { salvage.lost.append(place) }
            return record
        }
        if FieldLimits.repeated(session.review.map(\.number)) != nil {
            lost.append("review")
            for index in session.review.indices { session.review[index].number = index + 1 }
        }
        // If the line between the two lists is lost, a section may be among the turns.
        let isSection = { (value: JSONValue) in
            value["versions"] != nil || value["kind"] == nil && value["title"] != nil
        }
        let nameless = [BrokenJSON.nameless, "history"].flatMap { fields[$0]?.array ?? [] }.filter(isSection)
        session.history = turns("history", in: fields)
        session.undone = turns("undone", in: fields)
        let sections = nameless.compactMap { section($0, "outline") }
        session.outline = Outline(sections + list("outline", in: fields, "") { $0.section($1, $2) })
        session.topic = text("topic", in: fields) ?? topicOfHistory ?? session.name
        session.unknown = rest(of: fields, without: Self.sessionFields)
    }

    /// The topic from the turn that began the session, for when the topic itself is lost.
    private var topicOfHistory: String? {
        guard let input = session.history.first(where: { $0.kind == .new })?.input else { return nil }
        let topic = Prose.title(input.hasPrefix(":new ") ? String(input.dropFirst(5)) : input)
        return topic.isEmpty ? nil : topic
    }

    private mutating func turns(_ name: String, in fields: [String: JSONValue]) -> [Turn] {
        list(name, in: fields, "") { salvage, value, place in
            let turn: Turn? = Self.decode(value)
            if turn == nil { salvage.lost.append(place) }
            return turn
        }
    }

    // MARK: - Sections

    private mutating func section(_ value: JSONValue, _ place: String) -> Section? {
        guard let fields = value.object, fields.keys.contains(where: Self.telling.contains) else {
            lost.append(place)
            return nil
        }
        let id = fields["id"]?.string.flatMap { ids.contains($0) || $0.isEmpty ? nil : $0 } ?? Identifier.random()
        ids.insert(id)
        var section = Section(id: id, title: "")
        section.title = text("title", in: fields).flatMap { $0.isEmpty ? nil : $0 } ?? "Untitled"
        section.brief = text("brief", in: fields) ?? ""
        section.points = (fields["points"]?.array ?? []).compactMap(\.string)
        section.words = fields["words"]?.int.flatMap { FieldLimits.counts.contains($0) ? $0 : nil }
        section.role = fields["role"]?.string.map(Section.Role.init(rawValue:))
        section.locked = fields["locked"] == true
        section.notes = text("notes", in: fields) ?? ""
        section.candidate = decoded("candidate", in: fields, place + ".")
        var torn: Candidate?
        section.versions = list("versions", in: fields, place + ".") { salvage, value, place in
            let version = salvage.version(value, place)
            if version == nil { torn = salvage.tornCandidate(value) ?? torn }
            return version
        }
        let nameless = fields[BrokenJSON.nameless]?.array ?? []
        for value in nameless where value["title"] == nil {
            if let version = version(value, place) { section.versions.append(version) }
            torn = tornCandidate(value) ?? torn
        }
        section.candidate = section.candidate ?? torn
        section.numberVersions()
        let number = fields["current"]?.int
        // If the field is lost, the newest version is current.
        section.current =
            section.versions.contains { $0.number == number } ? number : section.versions.map(\.number).max()
        // A gap may have merged a version with the section after it.
        let mixed = (fields["versions"]?.array ?? []).filter { $0["versions"] != nil }
        let children = mixed + nameless.filter { $0["title"] != nil || $0["versions"] != nil }
        section.children =
            children.compactMap { self.section($0, place) }
            + list("children", in: fields, place + ".") { $0.section($1, $2) }
        section.imported = decoded("imported", in: fields, place + ".")
        section.unknown = rest(of: fields, without: Self.sectionFields)
        return section
    }

    private mutating func version(_ value: JSONValue, _ place: String) -> Version? {
        if let version: Version = Self.decode(value) { return version }
        lost.append(place)
        guard let fields = value.object, let text = fields["text"]?.string else { return nil }
        let index = place.last { $0 == "]" } == nil ? 0 : Int(place.split { "[]".contains($0) }.last ?? "") ?? 0
        var version = Version(
            number: fields["number"]?.int.flatMap { FieldLimits.numbers.contains($0) ? $0 : nil } ?? index + 1,
            text: text,
            origin: fields["origin"]?.string.map(Origin.init(rawValue:)) ?? .written,
            instruction: fields["instruction"]?.string ?? "", model: fields["model"]?.string, at: session.updatedAt)
        version.at = fields["at"].flatMap { Self.decode($0) } ?? session.updatedAt
        return version
    }

    private func tornCandidate(_ value: JSONValue) -> Candidate? {
        guard let text = value["text" + BrokenJSON.torn]?.string, !text.isEmpty else { return nil }
        return Candidate(text: text, cause: .damaged, origin: .written, at: session.updatedAt)
    }

    // MARK: - Fields

    private static let telling: Set<String> = [
        "title", "title" + BrokenJSON.torn, "versions", "candidate", "children", BrokenJSON.nameless,
    ]
    private static let sectionFields: Set<String> = [
        "id", "title", "brief", "points", "words", "role", "locked", "notes", "versions", "current", "candidate",
        "children", "imported",
    ]
    private static let sessionFields: Set<String> = [
        SessionSummary.field,
        "format", "version", "id", "name", "createdAt", "updatedAt", "topic", "style", "settings", "outline",
        "history", "undone", "sources", "review", "exports", "imported", "metadata", "usage",
    ]

    private func rest(of fields: [String: JSONValue], without known: Set<String>) -> [String: JSONValue] {
        fields.filter {
            !known.contains($0.key) && $0.key != BrokenJSON.nameless && !$0.key.hasSuffix(BrokenJSON.torn)
        }
    }

    /// Returns a string field, or its readable part if it is incomplete.
    private func text(_ name: String, in fields: [String: JSONValue]) -> String? {
        fields[name]?.string ?? fields[name + BrokenJSON.torn]?.string
    }

    private mutating func list<Value>(
        _ name: String, in fields: [String: JSONValue], _ place: String,
        _ read: (inout Salvage, JSONValue, String) -> Value?
    ) -> [Value] {
        guard let field = fields[name], field != .null else { return [] }
        guard let elements = field.array else {
            lost.append(place + name)
            return []
        }
        return elements.enumerated().compactMap { read(&self, $1, "\(place)\(name)[\($0)]") }
    }

    private mutating func decoded<Value: Decodable>(
        _ name: String, in fields: [String: JSONValue], _ place: String
    ) -> Value? {
        guard let field = fields[name], field != .null else { return nil }
        let value: Value? = Self.decode(field)
        if value == nil { lost.append(place + name) }
        return value
    }

    private static func decode<Value: Decodable>(_ value: JSONValue) -> Value? {
        try? SessionFile.decoder.decode(Value.self, from: Data(value.compact.utf8))
    }
}

extension Section {
    /// Renumbers versions with duplicate numbers, so that every text is kept.
    fileprivate mutating func numberVersions() {
        var taken: Set<Int> = []
        for index in versions.indices where !taken.insert(versions[index].number).inserted {
            var free = 1
            while versions.contains(where: { $0.number == free }) || taken.contains(free) { free += 1 }
            versions[index].number = free
            taken.insert(free)
        }
        versions.sort { $0.number < $1.number }
    }
}
