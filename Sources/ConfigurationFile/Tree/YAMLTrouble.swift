import Yams

/// Says in plain words what the YAML library found wrong with the text.
struct YAMLTrouble {
    let text: String
    let problems: ProblemList

    func tell(_ error: any Error) {
        switch error {
        case YamlError.scanner(let context, let problem, let mark, _),
            YamlError.parser(let context, let problem, let mark, _),
            YamlError.composer(let context, let problem, let mark, _):
            tell(problem, at: position(mark), began: context.map { position($0.mark) })
        case YamlError.reader(let problem, let offset, let value, _):
            tellCharacter(problem, offset: offset, value: value)
        default:
            problems.error(.syntax, at: nil, "is not YAML: \(error)")
        }
    }

    private func tell(_ problem: String, at place: SourcePosition, began: SourcePosition?) {
        let start = began.map { " on line \($0.line)" } ?? ""
        let character = self.character(at: place)
        let (what, meant): (String, String?) =
            switch problem {
            case _ where character == "\t" && problem.contains("cannot start"),
                "found a tab character that violates indentation",
                "found a tab character where an indentation space is expected":
                ("a tab stands where spaces belong", "indent with spaces")
            case "found character that cannot start any token":
                (
                    "a text cannot begin with '\(character.map(String.init) ?? "")'",
                    "put it in quotation marks"
                )
            case "mapping values are not allowed in this context":
                (
                    "a ':' stands where no key can be",
                    "check the indentation here and on the line above, or put a text with ': ' in "
                        + "quotation marks"
                )
            case "block sequence entries are not allowed in this context":
                ("a list cannot begin here", "put the '-' on a line of its own below the key")
            case "did not find expected key":
                (
                    "this is not a key of the block that begins\(start)",
                    "check its indentation, and the quotation marks above"
                )
            case "did not find expected '-' indicator":
                (
                    "this is not an item of the list that begins\(start)",
                    "begin it with '- ', or check its indentation"
                )
            case "could not find expected ':'":
                ("a key without ':'\(start.isEmpty ? "" : start)", "write 'key: value'")
            case "did not find expected ',' or ']'":
                ("the list that begins\(start) is not closed here", "',' or ']' is missing")
            case "did not find expected ',' or '}'":
                ("the braces that begin\(start) are not closed here", "',' or '}' is missing")
            case "found unexpected end of stream", "found unexpected document indicator":
                ("the quotation mark\(start) is not closed", "add another at the end of the text")
            case "found undefined alias":
                (
                    "the alias names nothing that stands above it",
                    "define it with '&', or put a text with '*' in quotation marks"
                )
            case "found unknown escape character":
                (
                    "an unknown '\\' escape in quotation marks",
                    "write '\\\\' for '\\', or use single quotation marks"
                )
            case "but found another document":
                ("a second document begins here", "a configuration is one; remove '---'")
            case "did not find expected node content":
                ("a value is missing", "remove the ',' or ':' before it")
            default:
                ("is not YAML: \(problem)\(start.isEmpty ? "" : " (begun\(start))")", nil)
            }
        problems.error(.syntax, at: place, what, meant: meant)
    }

    private func tellCharacter(_ problem: String, offset: Int?, value: Int32) {
        let place = offset.map { offset in
            let before = text.prefix(offset)
            let line = before.count { $0.isNewline } + 1
            let column = before.reversed().prefix { !$0.isNewline }.count + 1
            return SourcePosition(line: line, column: column)
        }
        problems.error(
            .notText, at: place,
            "a character that cannot be printed (U+\(hexadecimal(value)))",
            meant: "remove it; is this the right file?")
    }

    private func hexadecimal(_ value: Int32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    private func position(_ mark: Mark) -> SourcePosition {
        SourcePosition(line: mark.line, column: mark.column)
    }

    private func character(at place: SourcePosition) -> Character? {
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        guard lines.indices.contains(place.line - 1) else { return nil }
        return lines[place.line - 1].unicodeScalars.dropFirst(place.column - 1).first
            .map(Character.init)
    }
}
