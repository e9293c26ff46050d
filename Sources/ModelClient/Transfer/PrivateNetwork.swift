import Platform

/// Addresses that are not public: this machine, private and link-local networks, and other special ranges.
///
/// The ranges are those of the IANA registries for special purposes (RFC 6890), with the addresses of IPv4 within IPv6.
enum PrivateNetwork {
    /// Returns true if a socket address, IPv4 or IPv6, is not public; other families are not public either.
    static func contains(_ address: UnsafePointer<sockaddr>) -> Bool {
        let raw = UnsafeRawPointer(address)
        switch Int32(address.pointee.sa_family) {
        case AF_INET:
            let bytes = withUnsafeBytes(of: raw.loadUnaligned(as: sockaddr_in.self).sin_addr) { Array($0) }
            return contains(bytes)
        case AF_INET6:
            let bytes = withUnsafeBytes(of: raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr) { Array($0) }
            return contains(bytes)
        default: return true
        }
    }

    /// Returns true if a host that is written as an address is not public; nil if it is a name.
    static func contains(host: String) -> Bool? {
        var four = in_addr()
        if inet_pton(AF_INET, host, &four) == 1 { return contains(withUnsafeBytes(of: &four) { Array($0) }) }
        var six = in6_addr()
        if inet_pton(AF_INET6, host, &six) == 1 { return contains(withUnsafeBytes(of: &six) { Array($0) }) }
        return nil
    }

    /// Returns true if the bytes of an address, 4 or 16, are not public.
    static func contains(_ bytes: [UInt8]) -> Bool {
        if bytes.count == 4 { return containsFour(bytes) }
        guard bytes.count == 16 else { return true }
        // ::/96 and ::ffff:0:0/96 hold IPv4 addresses, and so does 64:ff9b::/96 (RFC 6052).
        let isMapped = bytes[..<10].allSatisfy { $0 == 0 } && (bytes[10] == bytes[11]) && [0, 0xFF].contains(bytes[10])
        let isTranslated = bytes.starts(with: [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0])
        if isMapped || isTranslated { return containsFour(Array(bytes[12...])) }
        // 6to4 (RFC 3056) holds one too.
        if bytes.starts(with: [0x20, 0x02]) { return containsFour(Array(bytes[2..<6])) }
        // Global unicast is 2000::/3; within it, 2001::/23 and 2001:db8::/32 are special.
        guard bytes[0] & 0xE0 == 0x20 else { return true }
        return bytes.starts(with: [0x20, 0x01, 0x0D, 0xB8]) || bytes[0] == 0x20 && bytes[1] == 1 && bytes[2] < 2
    }

    private static func containsFour(_ bytes: [UInt8]) -> Bool {
        switch (bytes[0], bytes[1]) {
        case (0, _), (10, _), (127, _), (224...255, _): true
        case (100, 64...127), (169, 254), (172, 16...31), (192, 168), (198, 18...19): true
        case (192, 0): bytes[2] == 0 || bytes[2] == 2
        case (198, 51): bytes[2] == 100
        case (203, 0): bytes[2] == 113
        default: false
        }
    }
}
