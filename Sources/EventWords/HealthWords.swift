import EventScoring
import Footage
import Foundation

/// The words that sentences about cameras that do not do their work are made of.
struct HealthWords {
    let language: IncidentLanguage

    private func choose(_ english: String, _ indonesian: String) -> String {
        switch language {
        case .english: english
        case .indonesian: indonesian
        }
    }

    /// For how long, and whether it goes on.
    func lasting(_ duration: String, _ health: HealthFacts) -> String {
        health.isOpen
            ? choose(
                "for \(duration) until the last picture",
                "selama \(duration) hingga gambar terakhir")
            : choose("for \(duration)", "selama \(duration)")
    }

    /// What the camera showed meanwhile.
    func meaning(of kind: EventKind, _ health: HealthFacts) -> String {
        switch kind {
        case .covered:
            choose("something hides the scene", "sesuatu menutupi pemandangan")
        case .defocused:
            choose("the picture lost its sharpness", "gambar kehilangan ketajaman")
        case .moved:
            health.movement.map(amount)
                ?? choose("it shows another scene", "kamera memperlihatkan tempat lain")
        case .frozen:
            choose(
                "the same picture came again and again", "gambar yang sama terus berulang")
        case .dark: choose("too dark to see anything", "terlalu gelap untuk melihat apa pun")
        case .blinded:
            choose("too bright to see anything", "terlalu terang untuk melihat apa pun")
        case .infraredFailed:
            choose(
                "it sees by night, but nothing lights the scene",
                "kamera dalam mode malam, tetapi tidak ada yang menerangi")
        case .clockDrift:
            choose(
                "its time is not that of the other clocks", "waktunya berbeda dari jam lainnya")
        default: choose("no picture of the scene came", "tidak ada gambar yang masuk")
        }
    }

    /// What a person should do.
    func remedy(for kind: EventKind) -> String {
        switch kind {
        case .covered:
            choose(
                "Look at the lens: take away what covers it, or clean it.",
                "Periksa lensa: singkirkan penutupnya atau bersihkan.")
        case .defocused:
            choose(
                "Clean the lens and set its focus anew.", "Bersihkan lensa dan atur ulang fokusnya."
            )
        case .moved:
            choose(
                "Turn the camera back, or draw its zones anew.",
                "Putar kembali kamera, atau gambar ulang zonanya.")
        case .frozen:
            choose(
                "Restart the camera or the recorder: nothing new was recorded.",
                "Nyalakan ulang kamera atau perekam: tidak ada rekaman baru.")
        case .dark: choose("Give the scene light.", "Beri penerangan pada tempat itu.")
        case .blinded:
            choose(
                "Find the light that shines into the lens, or set the exposure anew.",
                "Cari cahaya yang menyorot lensa, atau atur ulang pencahayaan kamera.")
        case .infraredFailed:
            choose("Have the infrared lamp repaired.", "Perbaiki lampu inframerah.")
        case .clockDrift: choose("Set the camera's clock.", "Setel jam kamera.")
        default:
            choose(
                "Check the camera's power and its cable.", "Periksa daya dan kabel kamera.")
        }
    }

    private func amount(_ movement: CameraMovement) -> String {
        var parts: [String] = []
        let (across, down) = (percent(movement.right), percent(movement.down))
        if across > 0 {
            let way =
                movement.right > 0
                ? choose("to the right", "ke kanan") : choose("to the left", "ke kiri")
            parts.append("\(across) % \(way)")
        }
        if down > 0 {
            let way = movement.down > 0 ? choose("down", "ke bawah") : choose("up", "ke atas")
            parts.append("\(down) % \(way)")
        }
        if abs(movement.turnDegrees) >= 1 {
            let degrees = Int(abs(movement.turnDegrees).rounded())
            parts.append(choose("turned by \(degrees)°", "berputar \(degrees)°"))
        }
        if abs(movement.zoom - 1) >= 0.03 {
            let factor = Int((movement.zoom * 100).rounded())
            parts.append(choose("enlarged to \(factor) %", "diperbesar menjadi \(factor) %"))
        }
        let list = parts.joined(separator: ", ")
        return choose("its picture has moved: \(list)", "gambarnya bergeser: \(list)")
    }

    private func percent(_ share: Double) -> Int { Int((abs(share) * 100).rounded()) }
}
