import CLibEdit

/// Bindings for the arrow keys and similar keys.
///
/// In vi mode an Esc ends typing, so these keys cannot be passed on as escape sequences. Galley passes on characters
/// that no keyboard has instead: libedit has two tables for single characters, for typing and for commands, but only
/// one tree for sequences.
enum ArrowKeys {
    /// Sent after a new history line: vi commands start at its beginning, while typing continues at its end.
    private static let afterLine = "\u{98}"

    /// Binds the sequences that terminals send and libedit does not know, in emacs mode.
    ///
    /// The plain arrow keys keep their bindings, since the user may have changed them.
    private static func bindSequences(_ editor: OpaquePointer?) {
        for (sequence, key) in KeyDecoder.keys where sequence.count > 3 && key != .pageUp && key != .pageDown {
            galley_el_bind_typing(editor, String(decoding: sequence, as: UTF8.self), functions(of: key).typing)
        }
    }

    /// Binds the keys in vi mode, for typing and for commands; in emacs mode, only those that libedit lacks.
    static func bind(_ editor: OpaquePointer?) {
        guard galley_el_is_vi(editor) != 0 else { return bindSequences(editor) }
        for key in KeyReader.Key.allCases {
            let (typing, commanding) = functions(of: key)
            galley_el_bind_typing(editor, character(of: key), typing)
            galley_el_bind_commanding(editor, character(of: key), commanding)
        }
        galley_el_bind_typing(editor, afterLine, "galley-end")
        galley_el_bind_commanding(editor, afterLine, "galley-nothing")
    }

    /// Registers the functions that libedit does not have.
    static func addFunctions(_ editor: OpaquePointer?) {
        // In vi mode, libedit moves the cursor no further than the last character, even while typing.
        galley_el_function(editor, "galley-right") { editor, _ in
            el_cursor(editor, 1)
            return UInt8(CC_CURSOR)
        }
        galley_el_function(editor, "galley-end") { editor, _ in
            el_cursor(editor, Int32.max / 2)
            return UInt8(CC_CURSOR)
        }
        galley_el_function(editor, "galley-nothing") { _, _ in UInt8(CC_NORM) }
    }

    /// Returns the input for libedit: the terminal's sequence, which the user may have bound, or in vi mode the key's
    /// own character.
    static func typed(_ key: KeyReader.Key, as sent: [UInt8], in editor: OpaquePointer?) -> String {
        guard galley_el_is_vi(editor) != 0 else {
            // There is nothing to page through; if the user has bound the key, it arrives as `.bound`.
            return key == .pageUp || key == .pageDown ? "" : String(decoding: sent, as: UTF8.self)
        }
        return character(of: key) + (key == .up || key == .down ? afterLine : "")
    }

    private static func character(of key: KeyReader.Key) -> String {
        switch key {
        case .up: "\u{91}"
        case .down: "\u{92}"
        case .right: "\u{93}"
        case .left: "\u{94}"
        case .home: "\u{95}"
        case .end: "\u{96}"
        case .delete: "\u{97}"
        case .nextWord: "\u{99}"
        case .previousWord: "\u{9A}"
        case .pageUp: "\u{9B}"
        case .pageDown: "\u{9C}"
        }
    }

    private static func functions(of key: KeyReader.Key) -> (typing: String, commanding: String) {
        switch key {
        case .up: ("ed-prev-history", "ed-prev-history")
        case .down: ("ed-next-history", "ed-next-history")
        case .right: ("galley-right", "ed-next-char")
        case .left: ("ed-prev-char", "ed-prev-char")
        case .home: ("ed-move-to-beg", "ed-move-to-beg")
        case .end: ("galley-end", "ed-move-to-end")
        case .delete: ("ed-delete-next-char", "ed-delete-next-char")
        case .nextWord: ("em-next-word", "vi-next-word")
        case .previousWord: ("ed-prev-word", "vi-prev-word")
        // The prompt has no pages; in emacs mode these keys do what the user bound them to.
        case .pageUp, .pageDown: ("galley-nothing", "galley-nothing")
        }
    }
}
