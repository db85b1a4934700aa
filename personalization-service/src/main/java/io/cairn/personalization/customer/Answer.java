package io.cairn.personalization.customer;

/**
 * A decision's answer as it went out and goes out again, byte for byte.
 *
 * @param json one object, compact, without the trace
 * @param trace one object, compact
 */
public record Answer(String json, String trace) {
    /** Between the two when stored: compact JSON holds no line break. */
    private static final char SEPARATOR = '\n';

    /** The body for a caller who wants the trace, or does not. */
    public String body(boolean explain) {
        return explain ? json.substring(0, json.length() - 1) + ",\"trace\":" + trace + "}" : json;
    }

    String encode() {
        return json + SEPARATOR + trace;
    }

    static Answer decode(String stored) {
        int separator = stored.indexOf(SEPARATOR);
        return new Answer(stored.substring(0, separator), stored.substring(separator + 1));
    }
}
