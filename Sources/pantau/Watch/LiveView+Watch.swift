import FeedPipeline
import Footage
import ReviewServer

extension LiveView {
    /// What the review shows of the cameras that this process watches.
    init(_ watch: Watch) {
        self.init(
            picture: { feed in
                watch.picture(of: feed).flatMap { picture in
                    (try? picture.jpeg()).map { Picture(jpeg: $0, wall: picture.wall) }
                }
            },
            feed: { feed in
                watch.status(of: feed).map { status in
                    Feed(isMoving: status.isMoving, boxes: status.boxes)
                }
            }, metrics: { WatchMetrics.of(watch.status) })
    }
}
