/// A model file installed on this machine.
package struct InstalledModel: Sendable, Equatable {
    /// The name to choose it by.
    package let name: String
    /// True if it is used unless another one is named.
    package let isUsual: Bool

    /// Creates a description.
    package init(name: String, isUsual: Bool) {
        self.name = name
        self.isUsual = isUsual
    }
}
