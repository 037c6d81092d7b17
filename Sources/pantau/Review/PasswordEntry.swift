import Foundation
import ReviewServer

/// Passwords as they are typed in.
enum PasswordEntry {
    /// Asks twice without showing what is typed, or reads one line of standard input.
    static func read(fromInput: Bool) throws -> String {
        let password = fromInput ? try line() : try asked()
        let length = PasswordHasher.passwordLength
        guard length.contains(password.utf8.count) else {
            throw CommandFailure(
                message: "a password has \(length.lowerBound) to \(length.upperBound) characters",
                status: 2)
        }
        return password
    }

    private static func line() throws -> String {
        guard let line = readLine(strippingNewline: true) else {
            throw CommandFailure(message: "there was no password on standard input", status: 2)
        }
        return line
    }

    private static func asked() throws -> String {
        guard isatty(STDIN_FILENO) == 1 else {
            throw CommandFailure(
                message: "no terminal to ask for a password; use --password-stdin", status: 2)
        }
        let first = try hidden("Password: ")
        guard try hidden("Again: ") == first else {
            throw CommandFailure(
                message: "the two passwords differ; nothing was changed", status: 2)
        }
        return first
    }

    private static func hidden(_ prompt: String) throws -> String {
        StandardError.write(prompt)
        var shown = termios()
        guard tcgetattr(STDIN_FILENO, &shown) == 0 else {
            throw CommandFailure(message: "the terminal can't hide what is typed", status: 2)
        }
        var silent = shown
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
            StandardError.line("")
        }
        return try line()
    }
}
