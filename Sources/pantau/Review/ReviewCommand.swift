import ArgumentParser

struct ReviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Look at the events in a browser, decide, and hand over evidence.",
        discussion: """
            Opens without a login on this machine, as long as there are no users. Any other \
            address needs users first:

              pantau review --open
              pantau user add siti --role operator
              pantau review --listen 0.0.0.0:8787 --certificate site.pem --key site-key.pem
            """)

    @OptionGroup var database: DatabaseOption

    @OptionGroup var options: ReviewOptions

    func validate() throws { try options.check() }

    func run() throws { try options.serve(database.db) }
}
