import Manuscript

/// Reads an outline from JSON of any likely shape; refuses what it cannot read as a whole.
struct OutlineJSON {
    /// The text of the JSON, which tells the order of members.
    private let text: String

    init(_ text: String) { self.text = text }

    /// The names under which models send the members of an outline, the likeliest first.
    static let listKeys = ["sections", "outline", "outline_sections", "titles"] + childKeys + ["items"]
    static let childKeys = ["subsections", "children"]
    static let titleKeys = ["title", "heading", "name", "section", "section_title", "sectionTitle"]
    static let briefKeys = ["brief", "summary", "description"]
    static let pointKeys = ["points", "key_points", "keyPoints", "bullets"]
    /// The names of members that hold the whole outline, as in a call of a tool.
    private static let wrapperKeys = [
        "arguments", "parameters", "input", "args", "tool_input", "function", "function_call", "tool_calls",
    ]

    /// Returns the sections in a value; nil if there are none, or if one of them cannot be read.
    func nodes(in value: JSONValue) -> [OutlineDraft.Node]? {
        if let list = value.array {
            guard list.count == 1, let only = list.first, Self.holdsPost(only) else { return Self.read(list) }
            return nodes(in: only)
        }
        guard let fields = value.object else { return nil }
        if let inner = Self.wrapperKeys.lazy.compactMap({ fields[$0].flatMap(Self.decoded) }).first(
            where: Self.isNested)
        {
            return nodes(in: inner)
        }
        if let key = listKey(of: fields) { return nodes(under: key, in: fields) }
        // A single section holds nothing that would be lost.
        let isWhole = fields.allSatisfy { key, value in !Self.isNested(value) || Self.pointKeys.contains(key) }
        return isWhole && Self.hasTitle(value) ? Self.read([value]) : nil
    }

    /// Returns true if an object is the post itself, with its sections in a list.
    private static func holdsPost(_ value: JSONValue) -> Bool {
        guard let fields = value.object else { return false }
        return wrapperKeys.contains { fields[$0].flatMap(decoded).map(isNested) ?? false }
            || listKeys.contains { !childKeys.contains($0) && fields[$0]?.array?.isEmpty == false }
    }

    /// Returns the member that holds the sections; nil if there is none, or if it is in doubt.
    private func listKey(of fields: [String: JSONValue]) -> String? {
        if let key = Self.listKeys.first(where: { fields[$0]?.array != nil || fields[$0]?.object != nil }) {
            return key
        }
        let others = fields.filter { !Self.pointKeys.contains($0.key) && Self.isNested($0.value) }
        let titled = others.filter { _, value in
            guard let list = value.array else { return nodes(in: value)?.count ?? 0 > 1 }
            return list.count > 1 && list.allSatisfy(Self.hasTitle)
        }
        if titled.count == 1 { return titled.keys.first }
        // A list of words beside a title may be anything.
        guard titled.isEmpty, others.count == 1, let (key, value) = others.first, let list = value.array,
            !Self.hasTitle(.object(fields)), list.count > 1, list.allSatisfy({ $0.string != nil || Self.hasTitle($0) })
        else { return nil }
        return key
    }

    /// Returns the sections of a list with those beside it, such as an introduction, in the order of the text.
    private func nodes(under key: String, in fields: [String: JSONValue]) -> [OutlineDraft.Node]? {
        let known = Self.titleKeys + Self.briefKeys + Self.listKeys
        let beside = fields.keys.filter { name in
            guard name != key, !known.contains(name), let value = fields[name], value.object != nil else {
                return false
            }
            return Self.hasTitle(value) || Self.first(Self.briefKeys + Self.pointKeys, of: value) != nil
        }
        var all: [OutlineDraft.Node] = []
        for name in (beside + [key]).sorted(by: { place(of: $0) < place(of: $1) }) {
            guard let value = fields[name] else { continue }
            guard name != key else {
                guard let list = nodes(in: value) else { return nil }
                all += list
                continue
            }
            let title = name.replacing("_", with: " ")
            guard let node = Self.node(value, title: title.capitalizedFirst) else {
                return nil
            }
            all.append(node)
        }
        return all
    }

    private func place(of key: String) -> Int {
        let range = text.firstRange(of: "\"\(key)\"") ?? text.firstRange(of: "\(key):")
        return range.map { text.utf8.distance(from: text.startIndex, to: $0.lowerBound) } ?? .max
    }

    // MARK: - Sections

    /// Returns the sections of a list; nil if one of them has no title, since an incomplete outline is not used.
    private static func read(_ values: [JSONValue]) -> [OutlineDraft.Node]? {
        // A flat list of numbered strings, the form of the notebook's schema, is a tree written as lines.
        let lines = values.compactMap(\.string)
        if lines.count == values.count {
            return OutlineReading.tree(of: lines.compactMap { OutlineLines.item($0, plainIsItem: true) })
        }
        var nodes: [OutlineDraft.Node] = []
        for value in values where value != .null && value != [:] {
            guard let node = node(value) else { return nil }
            nodes.append(node)
        }
        return nodes
    }

    private static func node(_ value: JSONValue, title: String? = nil) -> OutlineDraft.Node? {
        if let title = value.string { return OutlineDraft.Node(title: title) }
        let children = first(childKeys + ["sections"], of: value)?.array ?? strayChildren(of: value)
        guard let title = first(titleKeys, of: value)?.string ?? title, let below = read(children) else { return nil }
        let points = first(pointKeys, of: value)?.array ?? []
        let words = value["words"]?.int
        return OutlineDraft.Node(
            id: first(["id"], of: value)?.string, title: title,
            brief: first(briefKeys, of: value)?.string ?? "",
            points: points.compactMap(\.string), words: (words ?? 0) > 0 ? words : nil, children: below)
    }

    /// Returns the subsections under an unexpected name, each with a title; empty if there are none.
    private static func strayChildren(of value: JSONValue) -> [JSONValue] {
        let lists = (value.object ?? [:]).filter { !pointKeys.contains($0.key) }.compactMap(\.value.array)
        let titled = lists.filter { !$0.isEmpty && $0.allSatisfy(hasTitle) }
        return titled.count == 1 ? titled[0] : []
    }

    private static func hasTitle(_ value: JSONValue) -> Bool { first(titleKeys, of: value)?.string != nil }

    private static func isNested(_ value: JSONValue) -> Bool { value.array != nil || value.object != nil }

    /// Returns a value that may be encoded as a JSON string.
    private static func decoded(_ value: JSONValue) -> JSONValue? {
        value.string.map { try? JSONValue(parsing: $0) } ?? value
    }

    private static func first(_ keys: [String], of value: JSONValue) -> JSONValue? {
        keys.lazy.compactMap { value[$0] }.first
    }
}
