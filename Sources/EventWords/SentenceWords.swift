import EventScoring
import Footage

/// The words that sentences about events are made of, in one language.
struct SentenceWords {
    let language: IncidentLanguage

    private func choose(_ english: String, _ indonesian: String) -> String {
        switch language {
        case .english: english
        case .indonesian: indonesian
        }
    }

    func kind(_ kind: EventKind) -> String {
        switch kind {
        case .motion: choose("motion", "gerakan")
        case .intrusion: choose("intrusion", "masuk zona")
        case .loitering: choose("loitering", "berlama-lama")
        case .stopped: choose("something stopped", "sesuatu berhenti")
        case .unusual: choose("unusual activity", "kegiatan tidak biasa")
        case .absence: choose("no activity", "tidak ada kegiatan")
        case .lineCrossing: choose("line crossing", "melintasi garis")
        case .objectLeft: choose("object left", "barang ditinggal")
        case .objectRemoved: choose("object removed", "barang hilang")
        case .wrongWay: choose("wrong way", "melawan arah")
        case .covered: choose("camera covered", "kamera tertutup")
        case .defocused: choose("camera defocused", "kamera tidak fokus")
        case .moved: choose("camera moved", "kamera bergeser")
        case .frozen: choose("picture frozen", "gambar beku")
        case .dark: choose("picture dark", "gambar gelap")
        case .signalLost: choose("signal lost", "sinyal hilang")
        case .blinded: choose("camera blinded", "kamera silau")
        case .infraredFailed: choose("infrared lamp failed", "lampu inframerah mati")
        case .clockDrift: choose("clock goes wrong", "jam meleset")
        }
    }

    func suppressor(_ suppressor: Suppressor) -> String {
        switch suppressor {
        case .masked: choose("ignored areas", "area diabaikan")
        case .noise: choose("noise", "derau")
        case .lightChange: choose("changes of light", "perubahan cahaya")
        case .infraredSwitch: choose("the switch to infrared", "peralihan ke inframerah")
        case .shadow: choose("shadows", "bayangan")
        case .ripple: choose("water or foliage", "air atau dedaunan")
        case .rain: choose("rain", "hujan")
        case .insect: choose("insects", "serangga")
        case .shake: choose("camera shake", "guncangan kamera")
        case .onScreenText: choose("text in the picture", "teks pada gambar")
        case .ghost: choose("uncovered background", "latar yang tersingkap")
        }
    }

    func inZone(_ zone: String) -> String { choose("in zone “\(zone)”", "di zona “\(zone)”") }

    func onDay(_ day: String, at time: String) -> String {
        choose("on \(day) at \(time)", "pada \(day) pukul \(time)")
    }

    func inRecording(at time: String) -> String {
        choose(
            "at \(time) of a recording whose clock is unknown",
            "pada \(time) dalam rekaman yang jamnya tidak diketahui")
    }

    func lasting(_ duration: String) -> String {
        choose("for \(duration)", "selama \(duration)")
    }

    func peak(_ percent: String) -> String {
        choose("up to \(percent) of the picture moved", "hingga \(percent) gambar bergerak")
    }

    func share(_ percent: String, at time: String) -> String {
        choose(
            "Up to \(percent) of the watched picture moved, at \(time).",
            "Hingga \(percent) dari gambar yang diawasi bergerak, pukul \(time).")
    }

    func active(_ active: String, of duration: String) -> String {
        choose(
            "There was motion for \(active) of its \(duration).",
            "Ada gerakan selama \(active) dari \(duration).")
    }

    func zone(_ zone: String) -> String {
        choose("The rule of zone “\(zone)” was met.", "Aturan zona “\(zone)” terpenuhi.")
    }

    func rule(_ rule: String) -> String {
        choose("Raised by the rule “\(rule)”.", "Dilaporkan oleh aturan “\(rule)”.")
    }

    func score(_ score: Int) -> String {
        choose(
            "Score \(score) of 100, by how much moved and for how long.",
            "Skor \(score) dari 100, menurut banyak dan lamanya gerakan.")
    }

    func discarded(_ names: [String]) -> String {
        let list = names.joined(separator: ", ")
        return choose("Not counted as motion: \(list).", "Tidak dihitung sebagai gerakan: \(list).")
    }

    var unknownClock: String {
        choose(
            "The recording's clock is unknown: times count from its beginning.",
            "Jam rekaman tidak diketahui: waktu dihitung dari awal rekaman.")
    }

    /// `2.4 %`, with the language's decimal mark; never 0 for something.
    func percent(_ partsPerMillion: Int) -> String {
        let tenths = max(partsPerMillion > 0 ? 1 : 0, (partsPerMillion + 500) / 1000)
        return "\(tenths / 10)\(choose(".", ","))\(tenths % 10) %"
    }

    /// `45 s`, `3 min 12 s`, `2 h 05 min`.
    func duration(_ time: MediaTime) -> String {
        let tenths = (max(0, time.microseconds) + 50_000) / 100_000
        let seconds = (tenths + 5) / 10
        let (second, minute, hour) = (choose("s", "dtk"), choose("min", "mnt"), choose("h", "j"))
        if tenths < 100 { return "\(tenths / 10)\(choose(".", ","))\(tenths % 10) \(second)" }
        if seconds < 60 { return "\(seconds) \(second)" }
        if seconds < 3600 { return "\(seconds / 60) \(minute) \(seconds % 60) \(second)" }
        return "\(seconds / 3600) \(hour) \(seconds % 3600 / 60) \(minute)"
    }
}
