import EventStore
import Footage

extension Wording {
    static let english = Wording(
        languageCode: "en",
        decimalSeparator: ".",
        coverTitle: "Video evidence",
        eventTitle: "Event {event}",
        coverIntroduction: """
            This folder holds recordings of the cameras named below, as they were exported by the \
            program pantau. Every file is listed with its SHA-256 digest in manifest.json, which is \
            signed digitally.
            """,
        requestHeading: "Request",
        camerasHeading: "Cameras and recordings",
        eventsHeading: "Events",
        videosHeading: "Video files",
        verifyHeading: "How to check that nothing was changed",
        limitsHeading: "What this bundle does not prove",
        handOverHeading: "Handing over",
        timesHeading: "Times",
        picturesHeading: "Pictures",
        coverageHeading: "What was looked at",
        reviewsHeading: "Reviews",
        notesHeading: "Remarks",
        purpose: "Purpose",
        requestNumber: "Request number",
        exportedBy: "Exported by",
        exportedAt: "Exported at",
        program: "Program",
        bundle: "Bundle",
        contents: "Contents",
        reason: "Reason for untouched pictures",
        camera: "Camera",
        site: "Site",
        recording: "Recording",
        clock: "Clock",
        event: "Event",
        kind: "Kind",
        severity: "Severity",
        score: "Score",
        rule: "Rule",
        zone: "Zone",
        line: "Line",
        start: "Start",
        peak: "Peak",
        end: "End",
        duration: "Length",
        inMotion: "in motion",
        motionAtPeak: "Motion at the peak",
        discarded: "Left out of account",
        video: "Video",
        shows: "Shows",
        picture: "Picture",
        peakWithBoxes: "Peak, with what moved",
        before: "Before",
        after: "After",
        backToCover: "Cover page",
        eventPage: "Page",
        allData: "All data of the events",
        auditHead: "Audit log before this export",
        keyFingerprint: "Fingerprint of the signing key",
        name: "Name",
        position: "Position",
        dateAndPlace: "Date and place",
        signature: "Signature",
        handedOverBy: "Handed over by",
        receivedBy: "Received by",
        manifestDigest: "SHA-256 of manifest.json (to be written in by hand)",
        fileDigest: "SHA-256",
        score100: "{score} of 100",
        ofPicture: "{percent} % of the picture watched",
        wholePicture: "the whole picture",
        seconds: "{seconds} s",
        inRecording: "{media} after the start of {file}",
        clockUnknownTime: "time of day unknown",
        noReviews: "Nobody has reviewed this event in pantau.",
        reviewLine: "{time}: {state}, by {reviewer}",
        reviewLineWithNote: "{time}: {state}, by {reviewer}: “{note}”",
        someone: "a person not named",
        handOverIntroduction: """
            Write the SHA-256 digest of manifest.json below when this page is printed and handed \
            over; pantau export and pantau verify print it. It then ties the signed paper to the \
            files.
            """,
        checkWithProgram: """
            With pantau, offline: pantau verify FOLDER. It names every file that was changed, \
            removed, added or renamed.
            """,
        checkWithOpenSSL: """
            Without pantau, the signature with OpenSSL 3, in this folder:
            """,
        checkSums: "Then the files with sha256sum:",
        checkPackets: """
            The files ending in .packets.csv list the SHA-256 of every packet that was copied. They \
            can be compared with the original recording at any time: pantau verify FOLDER \
            --original FILE.
            """,
        compareFingerprint: """
            A good signature shows that the files are those that the holder of the key signed. Whose \
            key it is must be known by another way: compare this fingerprint with the one that the \
            operator of the cameras has made known.
            """,
        limits: [
            """
            It does not prove that the recording was true to life before pantau read it: what the \
            camera or the recorder did before is outside of its reach.
            """,
            """
            It does not prove the time of day. How each recording's clock is known is stated with it; \
            a deviation of the recorder's clock must be established at the recorder.
            """,
            """
            The time of the export is that of the exporting computer's clock; no outside authority \
            has confirmed it.
            """,
            """
            It shows a selection. That no event is named for some time does not mean that nothing \
            happened then; see the statement of what was looked at.
            """,
            """
            Boxes, scores and kinds of events were computed. They point to what should be looked at \
            and are no finding about a person.
            """,
        ],
        stretchContents: "the stretch of each event, with some seconds before and after",
        wholeFileContents: "the whole original files",
        kindWholeFile: "the original file, bit for bit",
        kindPackets: "packets of the original, untouched, from the key frame before",
        kindConverted:
            "packets of the original in another form of the same codec, pictures unchanged",
        kindMasked: "encoded again, with the privacy masks painted over",
        maskedNote: """
            Camera {camera} has privacy masks. The video and the pictures of it were encoded again \
            with the masked areas painted over; they are not untouched. The original remains with \
            the operator of the camera.
            """,
        originalNote: """
            Camera {camera} has privacy masks. Its video is untouched and shows the masked areas; the \
            reason is stated with the request. The pictures have the masked areas painted over.
            """,
        stillsMaskedNote: "The masked areas of this camera are painted over in the pictures.",
        encodedAgainNote: "Encoded with {encoder}; {count} pictures could not be decoded.",
        originalContainerNote: """
            The packets are in a {format} file now; their content was compared with the original, \
            byte by byte.
            """,
        changedSizeNote: """
            The recording {file} had {scanned} bytes when it was analysed and has {now} bytes now.
            """,
        pictureFailedNote: "The picture at the {moment} cannot be shown: {reason}",
        clockStated: """
            The start of the recording {file} was stated by the person who had it analysed.
            """,
        clockFileName: "The start of the recording was read from its file name, {file}.",
        clockContainer: "The start of the recording {file} was read from the file's own data.",
        clockArrival: """
            The camera was watched live ({file}); the time is that of the watching computer's clock \
            when the pictures arrived.
            """,
        clockUnknown: """
            The time of day of the recording {file} is not known. Times are counted from its first \
            picture.
            """,
        clockNotCompared: "pantau has not compared the recorder's clock with official time.",
        coverageComplete: "Every picture of this stretch was decoded and analysed.",
        coverageIncomplete: """
            Not every picture of this stretch was analysed. Nothing follows from silence in these \
            parts:
            """,
        coverageLine: "{start} to {end}: {state}",
        coverageStates: [
            .analysed: "analysed", .keyFramesOnly: "only key frames analysed",
            .undecodable: "could not be decoded", .dropped: "dropped by overload",
            .absent: "no recording", .pending: "not looked at yet",
            .purged: "analysis deleted when its time was over",
        ],
        kinds: [
            .motion: "motion", .intrusion: "intrusion", .loitering: "loitering",
            .stopped: "stopped", .unusual: "unusual", .absence: "absence",
            .lineCrossing: "line crossing", .objectLeft: "object left",
            .objectRemoved: "object removed", .wrongWay: "wrong way",
            .covered: "camera covered", .defocused: "camera defocused", .moved: "camera moved",
            .frozen: "picture frozen", .dark: "picture dark", .signalLost: "signal lost",
            .blinded: "camera blinded", .infraredFailed: "infrared lamp failed",
            .clockDrift: "clock goes wrong",
        ],
        severities: [.motion: "motion", .detection: "detection", .alert: "alert"],
        suppressors: [
            .masked: "ignored areas", .noise: "noise", .lightChange: "changes of light",
            .infraredSwitch: "switch to infrared", .shadow: "shadows",
            .ripple: "water and foliage", .rain: "rain", .insect: "insects",
            .shake: "camera shake", .onScreenText: "clock in the picture",
            .ghost: "uncovered background",
        ],
        reviewStates: [
            .unreviewed: "not reviewed", .reviewed: "reviewed", .trueAlarm: "true alarm",
            .falseAlarm: "false alarm",
        ])
}
