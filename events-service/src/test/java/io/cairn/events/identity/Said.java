package io.cairn.events.identity;

import io.cairn.events.Service;
import java.util.ArrayList;
import java.util.List;

/** An event of a golden case: what to send, where, and with whose key. */
record Said(String json, String path, String key) {
    private static final String EXTERNAL = "ext=";

    /**
     * {@code TIME MESSAGE_ID TYPE PREVIOUS_OR_ANONYMOUS_ID [USER_ID] [ext=TYPE:ID]}; {@code -} for no id, {@code alias!}
     * for one by an admin.
     */
    static Said of(String line) {
        return of(line, "");
    }

    /** @param prefix of all of its ids, so that many cases can be told at once */
    static Said of(String line, String prefix) {
        List<String> words = new ArrayList<>(List.of(line.split(" ", -1)));
        String context = "{}";
        String last = words.get(words.size() - 1);
        if (last.startsWith(EXTERNAL)) {
            String[] external =
                    prefixed(last.substring(EXTERNAL.length()), prefix).split(":", 2);
            context = "{\"externalIds\":[{\"type\":\"" + external[0] + "\",\"id\":\"" + external[1]
                    + "\",\"collection\":\"users\",\"encoding\":\"none\"}]}";
            words.remove(words.size() - 1);
        }
        String type = words.get(2).replace("!", "");
        boolean joins = type.equals("alias") || type.equals("unalias");
        String ids = words.get(3).equals("-")
                ? ""
                : ",\"" + (joins ? "previousId" : "anonymousId") + "\":\"" + prefix + words.get(3) + "\"";
        ids += words.size() < 5 ? "" : ",\"userId\":\"" + prefix + words.get(4) + "\"";
        String json = "{\"type\":\"" + type + "\",\"messageId\":\"" + prefix + words.get(1) + "\"" + ids
                + ",\"event\":\"e\",\"traits\":{\"by\":\"" + words.get(1) + "\"},\"properties\":{\"value\":0.1}"
                + ",\"context\":" + context + ",\"timestamp\":\"2026-01-31T" + words.get(0) + ":00Z\"}";
        boolean admin = words.get(2).endsWith("!") || type.equals("unalias");
        return new Said(
                json, type.equals("unalias") ? "/v1/unalias" : "/v1/batch", admin ? "local-dev-key" : "ingest-key");
    }

    /** An address is hashed with all it has, and stays as it is. */
    static String prefixed(String id, String prefix) {
        int type = id.indexOf(':') + 1; // of an external id
        return id.regionMatches(true, 0, "email", 0, 5) ? id : id.substring(0, type) + prefix + id.substring(type);
    }

    /** Sends some, in as few batches as their order, paths and keys allow. */
    static void sendTogether(List<Said> events) {
        int from = 0;
        for (int i = 1; i <= events.size(); i++) {
            if (i == events.size() || !events.get(i).goesWith(events.get(from))) {
                send(events.subList(from, i));
                from = i;
            }
        }
    }

    private boolean goesWith(Said other) {
        return path.equals("/v1/batch") && path.equals(other.path) && key.equals(other.key);
    }

    private static void send(List<Said> alike) {
        Said first = alike.get(0);
        String body = first.path.equals("/v1/batch")
                ? "{\"batch\":["
                        + String.join(",", alike.stream().map(Said::json).toList()) + "]}"
                : first.json;
        Service.caller(first.key).body(body).post(first.path).then().statusCode(200);
    }
}
