package io.cairn.personalization.customer;

/**
 * The Redis keys that this service writes. A customer's share her hash tag. The script that records a decision also
 * touches those without one, so all live on one server; a cluster will need them split.
 */
public final class CustomerKeys {
    /** Hash: offer → how many propositions of it were ever handed out. */
    public static final String TOTALS = "cairn:totals";

    /** Hash: decision id → its record, until it is logged. */
    public static final String PENDING = "cairn:decisions:pending";

    /** Hash: a profile's digest → its bytes, from when a decision is first taken from it until that is logged. */
    public static final String PENDING_PROFILES = "cairn:decisions:profiles";

    /** Hash: decision id → its record, where that cannot be read; for somebody to look at. */
    public static final String DAMAGED = "cairn:decisions:damaged";

    /** Hash: an id of its own → an outcome and what it did, until it is logged. */
    public static final String PENDING_OUTCOMES = "cairn:outcomes:pending";

    /** Hash: its id → an outcome's record, where that cannot be read; for somebody to look at. */
    public static final String DAMAGED_OUTCOMES = "cairn:outcomes:damaged";

    /** Names the life of this Redis: another one after its data were lost. */
    public static final String EPOCH = "cairn:caps:epoch";

    /** Names the run of the Redis server at which the epoch was complete: another one may have lost its latest writes. */
    public static final String RUN = "cairn:caps:run";

    /** Equal to the epoch once all that was handed out in earlier ones is counted again. */
    public static final String COMPLETE = "cairn:caps:complete";

    /** Names the life of this Redis in which everybody's positions were recorded: gone with its data. */
    public static final String POSITIONS = "cairn:positions:life";

    private CustomerKeys() {}

    /** Hash: {@code v} who wrote last, {@code s} the state, {@code p} the digest of the profile that was given to the log last. */
    public static String state(String customerId) {
        return "cairn:customer:{" + customerId + "}";
    }

    /** Hash: the placements asked for → the answer. */
    public static String answers(String customerId, String requestId) {
        return "cairn:answers:{" + customerId + "}:" + afterAnId(requestId);
    }

    /** Hash: a proposition that failed → the answer that handed it out, which is not given again. */
    static String released(String customerId, String requestId) {
        return "cairn:released:{" + customerId + "}:" + afterAnId(requestId);
    }

    /** Set: the customers who were answered to a request id, which need not be one's alone. */
    public static String askedFor(String requestId) {
        return "cairn:requests:" + requestId;
    }

    /** Without the brace that ends a customer's id: no two customers' requests share a key, whatever their ids hold. */
    private static String afterAnId(String requestId) {
        return requestId.replace("%", "%25").replace("}", "%7D");
    }

    /** The answer that an outbound placement repeats. */
    public static String sticky(String customerId, String placement) {
        return "cairn:sticky:{" + customerId + "}:" + placement;
    }
}
