/// Everything that the server answers to. The OpenAPI document describes the same; a test compares.
enum RouteTable {
    static func routes(_ services: Services) -> [Route] {
        PageRoutes.all(services) + SessionRoutes.all(services) + ServerRoutes.all(services)
            + FeedRoutes.all + TimelineRoutes.all + ZoneRoutes.all + EventListRoutes.all
            + EventRoutes.all + ReviewRoutes.all + AuditRoutes.all + PictureRoutes.all
            + ClipRoutes.all + VanishRoutes.all + ExportRoutes.all + LiveRoutes.all
    }
}
