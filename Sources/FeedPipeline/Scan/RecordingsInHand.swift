/// The recordings whose work is handed out, by their number in the scan.
///
/// Which of them have ended, have key frames to look at, or wait for a choice is kept as it changes:
/// a scan may have ten thousand in hand, and a step must not look through them all.
struct RecordingsInHand<Recording: AnyObject> {
    struct Hand {
        let recording: Recording
        var work: RecordingWork
        /// Pieces of work that are with workers.
        var running = 0

        var isEnded: Bool { work.waiting.isEmpty && work.parts.isEmpty && running == 0 }
    }

    private var hands: [Int: Hand] = [:]
    private var numbers: [ObjectIdentifier: Int] = [:]
    private var ended: Set<Int> = []
    private var firstLooks: Set<Int> = []
    private var closerLooks: Set<Int> = []
    private var unchosen: Set<Int> = []
    /// Of those the ones at rest.
    private var choosable: Set<Int> = []

    /// Whether nothing waits for a choice.
    var areAllChosen: Bool { unchosen.isEmpty }

    /// In order of their numbers.
    var recordings: [Recording] { hands.sorted { $0.key < $1.key }.map(\.value.recording) }

    var work: [Int: RecordingWork] { hands.mapValues(\.work) }

    mutating func add(_ recording: Recording, number: Int, work: RecordingWork) {
        numbers[ObjectIdentifier(recording)] = number
        hands[number] = Hand(recording: recording, work: work)
        note(number)
    }

    mutating func change(_ recording: Recording, _ body: (inout Hand) -> Void) {
        guard let number = numbers[ObjectIdentifier(recording)] else { return }
        change(number, body)
    }

    /// The first recording of which nothing waits or runs any more; it is no longer in hand.
    mutating func takeEnded() -> Recording? {
        guard let number = ended.min(), let hand = hands.removeValue(forKey: number) else {
            return nil
        }
        numbers[ObjectIdentifier(hand.recording)] = nil
        note(number)
        return hand.recording
    }

    /// The next key frames to look at of the first recording that has some.
    mutating func takePart(firstLook: Bool) -> (Recording, SurveyPart)? {
        let number = (firstLook ? firstLooks : firstLooks.union(closerLooks)).min()
        // Only what is given out is read: a copy of the work would be made when it changes.
        guard let number, let recording = hands[number]?.recording else { return nil }
        var part: SurveyPart?
        change(number) {
            part = $0.work.parts.removeFirst()
            $0.running += 1
        }
        return part.map { (recording, $0) }
    }

    /// Chooses what is to be decoded of the first recording that waits for it and is at rest.
    mutating func choose() -> (Recording, keeping: Set<Int>)? {
        guard let number = choosable.min(), let recording = hands[number]?.recording else {
            return nil
        }
        var kept: Set<Int> = []
        change(number) { hand in
            kept = StretchRanking.fastChoice(in: hand.work)
            hand.work.waiting = hand.work.waiting.filter { kept.contains($0.key) }
            hand.running += 1
        }
        return (recording, kept)
    }

    /// `nil`: it was taken before.
    mutating func take(_ place: StretchRanking.Candidate) -> (Recording, Stretch)? {
        guard let recording = hands[place.recording]?.recording,
            let stretch = hands[place.recording]?.work.waiting[place.ordinal]?.stretch
        else { return nil }
        change(place.recording) {
            $0.work.waiting[place.ordinal] = nil
            $0.running += 1
        }
        return (recording, stretch)
    }

    private mutating func change(_ number: Int, _ body: (inout Hand) -> Void) {
        guard var hand = hands.removeValue(forKey: number) else { return }
        body(&hand)
        hands[number] = hand
        note(number)
    }

    /// Keeps the sets true of a recording.
    private mutating func note(_ number: Int) {
        let hand = hands[number]
        let part = hand?.work.parts.first
        func keep(_ set: inout Set<Int>, _ belongs: Bool) {
            if belongs { set.insert(number) } else { set.remove(number) }
        }
        keep(&ended, hand?.isEnded == true)
        keep(&firstLooks, part?.isFirstLook == true)
        keep(&closerLooks, part?.isFirstLook == false)
        keep(&unchosen, hand?.work.isChosen == false)
        keep(&choosable, hand?.work.isChosen == false && hand?.running == 0)
    }
}
