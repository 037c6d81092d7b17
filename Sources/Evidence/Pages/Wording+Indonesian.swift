import EventStore
import Footage

extension Wording {
    static let indonesian = Wording(
        languageCode: "id",
        decimalSeparator: ",",
        coverTitle: "Barang bukti rekaman video",
        eventTitle: "Kejadian {event}",
        coverIntroduction: """
            Folder ini berisi rekaman dari kamera yang disebut di bawah, sebagaimana diekspor oleh \
            program pantau. Setiap berkas tercantum beserta nilai SHA-256-nya dalam manifest.json, \
            yang ditandatangani secara digital.
            """,
        requestHeading: "Permintaan",
        camerasHeading: "Kamera dan rekaman",
        eventsHeading: "Kejadian",
        videosHeading: "Berkas video",
        verifyHeading: "Cara memastikan bahwa tidak ada yang diubah",
        limitsHeading: "Yang tidak dibuktikan oleh berkas ini",
        handOverHeading: "Serah terima",
        timesHeading: "Waktu",
        picturesHeading: "Gambar",
        coverageHeading: "Cakupan pemeriksaan",
        reviewsHeading: "Peninjauan",
        notesHeading: "Catatan",
        purpose: "Keperluan",
        requestNumber: "Nomor permintaan",
        exportedBy: "Diekspor oleh",
        exportedAt: "Waktu ekspor",
        program: "Program",
        bundle: "Berkas barang bukti",
        contents: "Isi",
        reason: "Alasan penyerahan gambar tanpa penutup privasi",
        camera: "Kamera",
        site: "Lokasi",
        recording: "Rekaman",
        clock: "Jam",
        event: "Kejadian",
        kind: "Jenis",
        severity: "Tingkat",
        score: "Nilai",
        rule: "Aturan",
        zone: "Zona",
        line: "Garis",
        start: "Mulai",
        peak: "Puncak",
        end: "Selesai",
        duration: "Lama",
        inMotion: "bergerak",
        motionAtPeak: "Gerakan pada puncak",
        discarded: "Tidak diperhitungkan",
        video: "Video",
        shows: "Memuat",
        picture: "Gambar",
        peakWithBoxes: "Puncak, dengan tanda pada yang bergerak",
        before: "Sebelum",
        after: "Sesudah",
        backToCover: "Halaman sampul",
        eventPage: "Halaman",
        allData: "Seluruh data kejadian",
        auditHead: "Log audit sebelum ekspor ini",
        keyFingerprint: "Sidik jari kunci penanda tangan",
        name: "Nama",
        position: "Jabatan",
        dateAndPlace: "Tanggal dan tempat",
        signature: "Tanda tangan",
        handedOverBy: "Yang menyerahkan",
        receivedBy: "Yang menerima",
        manifestDigest: "SHA-256 manifest.json (ditulis tangan)",
        fileDigest: "SHA-256",
        score100: "{score} dari 100",
        ofPicture: "{percent} % dari gambar yang dipantau",
        wholePicture: "seluruh gambar",
        seconds: "{seconds} detik",
        inRecording: "{media} sejak awal {file}",
        clockUnknownTime: "jam tidak diketahui",
        noReviews: "Kejadian ini belum ditinjau oleh siapa pun di pantau.",
        reviewLine: "{time}: {state}, oleh {reviewer}",
        reviewLineWithNote: "{time}: {state}, oleh {reviewer}: “{note}”",
        someone: "orang yang tidak disebut namanya",
        handOverIntroduction: """
            Tuliskan nilai SHA-256 dari manifest.json di bawah ini ketika halaman dicetak dan \
            diserahkan; pantau export dan pantau verify menampilkannya. Dengan demikian surat yang \
            ditandatangani terikat pada berkas-berkasnya.
            """,
        checkWithProgram: """
            Dengan pantau, tanpa jaringan: pantau verify FOLDER. Setiap berkas yang diubah, dihapus, \
            ditambahkan, atau diganti namanya akan disebut.
            """,
        checkWithOpenSSL: """
            Tanpa pantau, tanda tangan diperiksa dengan OpenSSL 3 di dalam folder ini:
            """,
        checkSums: "Kemudian berkas-berkasnya dengan sha256sum:",
        checkPackets: """
            Berkas berakhiran .packets.csv mencantumkan SHA-256 setiap paket yang disalin. Paket itu \
            dapat dibandingkan dengan rekaman asli kapan saja: pantau verify FOLDER --original \
            BERKAS.
            """,
        compareFingerprint: """
            Tanda tangan yang sah menunjukkan bahwa berkas-berkas ini adalah yang ditandatangani oleh \
            pemegang kunci. Siapa pemilik kunci itu harus diketahui dengan cara lain: bandingkan sidik \
            jari ini dengan yang diumumkan oleh pengelola kamera.
            """,
        limits: [
            """
            Tidak dibuktikan bahwa rekaman sesuai dengan kenyataan sebelum dibaca oleh pantau: apa \
            yang dilakukan kamera atau perekam sebelumnya berada di luar jangkauannya.
            """,
            """
            Jam kejadian tidak dibuktikan. Sumber jam dinyatakan pada setiap rekaman; selisih jam \
            perekam harus ditetapkan pada perekamnya.
            """,
            """
            Waktu ekspor berasal dari jam komputer yang mengekspor; tidak ada pihak luar yang \
            mengesahkannya.
            """,
            """
            Berkas ini adalah pilihan. Tidak adanya kejadian pada suatu waktu tidak berarti bahwa \
            tidak terjadi apa-apa; lihat pernyataan cakupan pemeriksaan.
            """,
            """
            Kotak, nilai, dan jenis kejadian adalah hasil perhitungan. Semua itu menunjukkan apa yang \
            perlu dilihat dan bukan kesimpulan tentang seseorang.
            """,
        ],
        stretchContents: "potongan setiap kejadian, dengan beberapa detik sebelum dan sesudahnya",
        wholeFileContents: "berkas asli seutuhnya",
        kindWholeFile: "berkas asli, sama setiap bitnya",
        kindPackets: "paket asli tanpa perubahan, sejak bingkai kunci sebelumnya",
        kindConverted: "paket asli dalam bentuk lain dari kodek yang sama, gambarnya tidak berubah",
        kindMasked: "dikodekan ulang, dengan penutup privasi",
        maskedNote: """
            Kamera {camera} memiliki penutup privasi. Video dan gambarnya dikodekan ulang dengan \
            bagian yang ditutup; bukan rekaman yang tak tersentuh. Rekaman asli tetap berada pada \
            pengelola kamera.
            """,
        originalNote: """
            Kamera {camera} memiliki penutup privasi. Videonya tidak diubah dan memperlihatkan bagian \
            yang ditutup; alasannya dinyatakan pada permintaan. Pada gambar, bagian itu tetap ditutup.
            """,
        stillsMaskedNote: "Bagian yang ditutup demi privasi tidak terlihat pada gambar kamera ini.",
        encodedAgainNote: "Dikodekan dengan {encoder}; {count} gambar tidak dapat dibaca.",
        originalContainerNote: """
            Paket-paket kini berada dalam berkas {format}; isinya telah dibandingkan dengan yang asli, \
            bita demi bita.
            """,
        changedSizeNote: """
            Rekaman {file} berukuran {scanned} bita ketika dianalisis dan {now} bita sekarang.
            """,
        pictureFailedNote: "Gambar pada saat {moment} tidak dapat ditampilkan: {reason}",
        clockStated: """
            Awal rekaman {file} dinyatakan oleh orang yang meminta analisisnya.
            """,
        clockFileName: "Awal rekaman dibaca dari nama berkasnya, {file}.",
        clockContainer: "Awal rekaman {file} dibaca dari data di dalam berkas itu sendiri.",
        clockArrival: """
            Kamera dipantau langsung ({file}); waktunya adalah jam komputer yang memantau saat gambar \
            tiba.
            """,
        clockUnknown: """
            Jam rekaman {file} tidak diketahui. Waktu dihitung sejak gambar pertamanya.
            """,
        clockNotCompared: "pantau tidak membandingkan jam perekam dengan waktu resmi.",
        coverageComplete: "Setiap gambar pada potongan ini dibaca dan dianalisis.",
        coverageIncomplete: """
            Tidak semua gambar pada potongan ini dianalisis. Dari bagian berikut tidak dapat ditarik \
            kesimpulan apa pun:
            """,
        coverageLine: "{start} sampai {end}: {state}",
        coverageStates: [
            .analysed: "dianalisis", .keyFramesOnly: "hanya bingkai kunci yang dianalisis",
            .undecodable: "tidak dapat dibaca", .dropped: "terlewat karena beban berlebih",
            .absent: "tidak ada rekaman", .pending: "belum diperiksa",
            .purged: "hasil analisis dihapus karena masa simpannya habis",
        ],
        kinds: [
            .motion: "gerakan", .intrusion: "masuk zona", .loitering: "berlama-lama",
            .stopped: "berhenti", .unusual: "tidak biasa", .absence: "tidak ada kegiatan",
            .lineCrossing: "melintasi garis", .objectLeft: "barang ditinggal",
            .objectRemoved: "barang hilang", .wrongWay: "arah salah",
            .covered: "kamera tertutup", .defocused: "kamera tidak fokus",
            .moved: "kamera bergeser", .frozen: "gambar beku", .dark: "gambar gelap",
            .signalLost: "sinyal hilang", .blinded: "kamera silau",
            .infraredFailed: "lampu inframerah mati", .clockDrift: "jam meleset",
        ],
        severities: [.motion: "gerakan", .detection: "deteksi", .alert: "peringatan"],
        suppressors: [
            .masked: "area diabaikan", .noise: "derau", .lightChange: "perubahan cahaya",
            .infraredSwitch: "peralihan inframerah", .shadow: "bayangan",
            .ripple: "air dan dedaunan", .rain: "hujan", .insect: "serangga",
            .shake: "guncangan kamera", .onScreenText: "jam pada gambar",
            .ghost: "latar yang tersingkap",
        ],
        reviewStates: [
            .unreviewed: "belum ditinjau", .reviewed: "sudah ditinjau",
            .trueAlarm: "alarm benar", .falseAlarm: "alarm palsu",
        ])
}
