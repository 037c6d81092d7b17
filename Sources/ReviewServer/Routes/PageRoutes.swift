import HTTPTypes

/// The pages: one shell for all addresses, and the files that it loads.
enum PageRoutes {
    /// Addresses that a person may open, bookmark and send on. The shell's script shows the page.
    static let addresses = [
        "/", "/events/{event}", "/timeline", "/search", "/vanish", "/feeds", "/live", "/exports",
        "/audit",
        "/login",
    ]

    static func all(_ services: Services) -> [Route] {
        let assets = services.assets
        let shell = addresses.map { address in
            Route.memory(address) { _ in try answer("index.html", assets) }
        }
        let files = (1...4).map { depth in
            // One route for each depth of folders: names are looked up, not walked.
            let names = (1...depth).map { "part\($0)" }
            let path = names.map { "/{\($0)}" }.joined()
            return Route.memory("/web" + path) { parameters in
                try answer(names.compactMap { parameters[$0] }.joined(separator: "/"), assets)
            }
        }
        let icon = Route.memory("/favicon.ico") { _ in try answer("icons/pantau.svg", assets) }
        let document = Route.memory("/api/openapi.yaml") { _ in
            try answer("openapi.yaml", assets)
        }
        return shell + files + [icon, document]
    }

    private static func answer(_ name: String, _ assets: AssetLibrary) throws -> Answer {
        guard let asset = assets.asset(named: name) else {
            throw APIError(.notFound, "There is no such file.")
        }
        // Asked for again each time, so that a new version shows at once.
        return .bytes(
            asset.bytes, contentType: asset.contentType, entityTag: asset.entityTag,
            headers: [.cacheControl: "no-cache"])
    }
}
