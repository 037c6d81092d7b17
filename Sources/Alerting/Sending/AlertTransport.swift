/// A way to a destination. Used by one thread, that of its sender.
protocol AlertTransport: AnyObject {
    /// Makes ready to deliver: connects where there is a connection.
    func prepare() throws(DeliveryTrouble)

    /// Returns when the other side has acknowledged it.
    func deliver(_ message: AlertMessage) throws(DeliveryTrouble)

    /// Waits until it is woken, something happens on the connection, or the time is over.
    func idle(seconds: Double)

    /// Says goodbye.
    func close()
}
