extension Array where Element: Equatable {
    /// The length of the common prefix of the array and each of its suffixes, by start index; 0 for the first index.
    ///
    /// This is the Z function (Gusfield, Algorithms on Strings, 1.3); it takes linear time.
    var overlaps: [Int] {
        var lengths = [Int](repeating: 0, count: count)
        var (left, right) = (0, 0)
        for index in indices.dropFirst() {
            var length = index < right ? Swift.min(right - index, lengths[index - left]) : 0
            while index + length < count, self[length] == self[index + length] { length += 1 }
            if index + length > right { (left, right) = (index, index + length) }
            lengths[index] = length
        }
        return lengths
    }
}
