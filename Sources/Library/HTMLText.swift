import CLibXML2
import Manuscript
import Platform

/// The text of a page in HTML: headings, paragraphs, lists, tables and code, as simple Markdown.
///
/// libxml2 parses the page (its HTML parser mends what is broken). Left out are scripts, styles, navigation, footers,
/// forms' controls, and what the page hides.
struct HTMLText {
    /// The page's title; empty if it has none.
    private(set) var title = ""
    /// True if the page asks for a password and says little else.
    var isLogin: Bool { hasPassword && Prose.words(in: text) < Self.fewWords }

    private static let fewWords = 150
    private var hasPassword = false
    private var blocks: [String] = []
    private var line = ""
    private var prefix = ""
    private var isCode = false
    private var isTitle = false
    /// The blocks within the page's main part, if it names one.
    private var main: Range<Int>?
    private var mainDepth: Int?
    private var depth = 0

    /// The reason why libxml2 cannot be used, as a clause; nil if it can be loaded, which this tries.
    static var fault: String? { galley_xml_load().pointee.missing.map { String(cString: $0) } }

    /// Parses a page; `charset` is the encoding that the server told.
    ///
    /// Throws `SourceError.noLibrary`.
    init(_ bytes: [UInt8], charset: String?) throws(SourceError) {
        let library = galley_xml_load().pointee
        if let missing = library.missing { throw .noLibrary(String(cString: missing)) }
        let options =
            GALLEY_HTML_RECOVER | GALLEY_HTML_NOERROR | GALLEY_HTML_NOWARNING | GALLEY_HTML_NONET | GALLEY_HTML_COMPACT
        let encoding = Self.encoding(of: bytes, charset)
        let document = bytes.withUnsafeBytes { raw in
            library.ReadMemory(
                raw.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: raw.count), nil, encoding,
                Int32(options))
        }
        guard let document else { return }
        defer { library.FreeDoc(document) }
        guard let reader = library.ReaderWalker(document) else { return }
        defer { library.FreeTextReader(reader) }
        var status = library.TextReaderRead(reader)
        while status == 1 {
            let goesIn = take(reader, library)
            status = goesIn ? library.TextReaderRead(reader) : library.TextReaderNext(reader)
        }
        flush()
    }

    /// The text: the page's main part if that is most of it.
    var text: String {
        let all = blocks.joined(separator: "\n\n")
        guard let main, !main.isEmpty else { return all }
        let part = blocks[main].joined(separator: "\n\n")
        let words = Prose.words(in: part)
        return words >= Self.fewWords || words * 3 >= Prose.words(in: all) ? part : all
    }

    /// Returns the name of the encoding for libxml2; nil leaves it to the page's own declaration.
    private static func encoding(of bytes: [UInt8], _ charset: String?) -> String? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return "UTF-8" }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return nil }
        if let charset { return TextDecoder.usual(charset) }
        let head = String(decoding: bytes.prefix(4096), as: UTF8.self).lowercased()
        if head.contains("charset=") { return nil }
        // Without a declaration, libxml2 would take everything for Latin-1.
        return String(validating: bytes, as: UTF8.self) == nil ? "windows-1252" : "UTF-8"
    }

    // MARK: - Nodes

    private enum Node { static let element: Int32 = 1, text: Int32 = 3, data: Int32 = 4, end: Int32 = 15 }

    /// Takes the node that the reader is at; returns false if its content is to be skipped.
    private mutating func take(_ reader: galley_xml_reader, _ library: galley_xml) -> Bool {
        let name = library.TextReaderConstName(reader).map { String(cString: $0).lowercased() } ?? ""
        switch library.TextReaderNodeType(reader) {
        case Node.element:
            let isEmpty = library.TextReaderIsEmptyElement(reader) == 1
            let attributes = Self.attributes(reader, library)
            if name == "input", attributes["type"]?.lowercased() == "password" { hasPassword = true }
            if Self.skipped.contains(name) || Self.isHidden(attributes) { return false }
            begin(name, attributes)
            if isEmpty { end(name) }
        case Node.end: end(name)
        case Node.text, Node.data:
            guard let value = library.TextReaderConstValue(reader) else { break }
            add(String(cString: value))
        default: break
        }
        return true
    }

    private static func attributes(_ reader: galley_xml_reader, _ library: galley_xml) -> [String: String] {
        var found: [String: String] = [:]
        var status = library.TextReaderMoveToFirstAttribute(reader)
        while status == 1 {
            let name = library.TextReaderConstName(reader).map { String(cString: $0).lowercased() } ?? ""
            found[name] = library.TextReaderConstValue(reader).map { String(cString: $0) } ?? ""
            status = library.TextReaderMoveToNextAttribute(reader)
        }
        _ = library.TextReaderMoveToElement(reader)
        return found
    }

    private static func isHidden(_ attributes: [String: String]) -> Bool {
        guard !attributes.isEmpty else { return false }
        if attributes["hidden"] != nil || attributes["aria-hidden"] == "true" { return true }
        if let role = attributes["role"]?.lowercased(), ["navigation", "search", "menu"].contains(role) { return true }
        let style = (attributes["style"] ?? "").lowercased().filter { !$0.isWhitespace }
        return style.contains("display:none") || style.contains("visibility:hidden") || style.contains("font-size:0")
    }

    private static let skipped: Set<String> = [
        "script", "style", "noscript", "template", "svg", "math", "nav", "footer", "aside", "iframe", "object",
        "button",
        "select", "textarea", "dialog", "canvas", "audio", "video", "map",
    ]
    private static let inline: Set<String> = [
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "del", "em", "font", "i", "ins", "kbd", "label",
        "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img",
    ]

    private mutating func begin(_ name: String, _ attributes: [String: String]) {
        depth += 1
        if name == "title" {
            isTitle = title.isEmpty
            return
        }
        guard !Self.inline.contains(name) else { return }
        if name == "td" || name == "th" {
            if !line.isEmpty { line += " | " }
            return
        }
        if name == "br", !isCode {
            line += " "
            return
        }
        flush()
        switch name {
        case "h1", "h2", "h3", "h4", "h5", "h6":
            prefix = String(repeating: "#", count: Int(String(name.suffix(1))) ?? 1) + " "
        case "li": prefix = "- "
        case "pre": isCode = true
        case "main", "article":
            if mainDepth == nil, main == nil || name == "main" {
                mainDepth = depth
                main = blocks.count..<blocks.count
            }
        default: break
        }
    }

    private mutating func end(_ name: String) {
        defer { depth -= 1 }
        if name == "title" { isTitle = false }
        guard !Self.inline.contains(name), !["td", "th", "br", "title"].contains(name) else { return }
        flush()
        if name == "pre" { isCode = false }
        if ["main", "article"].contains(name), mainDepth == depth, let start = main?.lowerBound {
            main = start..<blocks.count
            mainDepth = nil
        }
    }

    private mutating func add(_ text: String) {
        if isTitle {
            title = Prose.title(title + text)
        } else if isCode {
            line += text
        } else {
            for character in text {
                if !character.isWhitespace {
                    line.append(character)
                } else if line.last.map({ !$0.isWhitespace }) ?? false {
                    line.append(" ")
                }
            }
        }
    }

    /// Ends the block under way.
    private mutating func flush() {
        defer { (line, prefix) = ("", "") }
        if isCode {
            let code = Prose.body(line)
            if !code.isEmpty { blocks.append("```\n\(code)\n```") }
            return
        }
        let text = line.trimmed
        guard text.contains(where: { $0.isWordPart }) else { return }
        // The text must not become a heading by its own characters.
        blocks.append(prefix + (prefix.isEmpty && text.hasPrefix("#") ? "\\" : "") + text)
    }
}
