import Chains

@testable import Manuscript

/// A value that was read comes back as it was; what is broken is read to its end.
func fuzz(_ input: [UInt8]) {
    let text = String(decoding: input, as: UTF8.self)
    if let value = try? JSONValue(parsing: text) {
        let again = try? JSONValue(parsing: value.compact)
        hold(again == value, "a value comes back")
        hold(again?.compact == value.compact, "it is written the same again")
    }
    let broken = BrokenJSON(input)
    hold(broken.faults.count <= 20, "faults are bounded")
    if let value = JSONText.value(in: text) { hold(value.object != nil || value.array != nil, "it is no scalar") }
    _ = OutlineReading.draft(from: text)
}
