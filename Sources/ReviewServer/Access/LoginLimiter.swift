import Footage
import Synchronization

/// Slows down whoever guesses passwords.
///
/// A bucket of attempts for each name at an address, each address and each name: an attempt takes
/// one out of all three, time puts one back. By address, so that one guess for each of many names
/// does not pass; by name, so that many addresses do not help, but widely, so that nobody can lock
/// another out as long as he can't fill it from many addresses.
final class LoginLimiter: Sendable {
    /// Attempts in a row, then one each so many seconds.
    struct Allowance: Sendable {
        var burst: Double
        var secondsPerAttempt: Double
    }

    static let perNameAtAddress = Allowance(burst: 5, secondsPerAttempt: 30)
    static let perAddress = Allowance(burst: 20, secondsPerAttempt: 6)
    static let perName = Allowance(burst: 100, secondsPerAttempt: 3)
    /// Buckets that are remembered; full ones are forgotten first.
    static let capacity = 10_000

    private struct Bucket {
        var spent: Double
        var time: WallTime
    }

    private let clock: @Sendable () -> WallTime
    private let buckets = Mutex<[String: Bucket]>([:])

    init(clock: @escaping @Sendable () -> WallTime) { self.clock = clock }

    /// Takes one attempt out of all three buckets, or says after how many seconds to try again.
    func attempt(name: String, address: String) -> Int? {
        let now = clock()
        let keys = keys(name: name, address: address)
        return buckets.withLock { buckets in
            let spent = keys.map { key in
                (key.text, Self.spent(buckets[key.text], now, key.allowance), key.allowance)
            }
            let waits = spent.map { max(0, ($1 + 1 - $2.burst) * $2.secondsPerAttempt) }
            if let longest = waits.max(), longest > 0 { return Int(longest.rounded(.up)) }
            for (text, amount, _) in spent {
                buckets[text] = Bucket(spent: amount + 1, time: now)
            }
            if buckets.count > Self.capacity { Self.forgetHalf(&buckets) }
            return nil
        }
    }

    /// Forgets the attempts on a name at an address once the right password was given.
    func succeeded(name: String, address: String) {
        let key = keys(name: name, address: address)[0].text
        buckets.withLock { $0[key] = nil }
    }

    private func keys(name: String, address: String) -> [(text: String, allowance: Allowance)] {
        let name = name.lowercased()
        return [
            ("both \(address) \(name)", Self.perNameAtAddress),
            ("address \(address)", Self.perAddress), ("name \(name)", Self.perName),
        ]
    }

    private static func spent(_ bucket: Bucket?, _ now: WallTime, _ allowance: Allowance) -> Double
    {
        guard let bucket else { return 0 }
        let elapsed = Double(now.microsecondsUTC - bucket.time.microsecondsUTC) / 1_000_000
        return max(0, bucket.spent - max(0, elapsed) / allowance.secondsPerAttempt)
    }

    private static func forgetHalf(_ buckets: inout [String: Bucket]) {
        let newest = buckets.sorted { $0.value.time > $1.value.time }.prefix(capacity / 2)
        buckets = Dictionary(uniqueKeysWithValues: newest.map { ($0.key, $0.value) })
    }
}
