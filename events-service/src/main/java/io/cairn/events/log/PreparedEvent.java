package io.cairn.events.log;

import org.jspecify.annotations.Nullable;

/**
 * An event with its JSON and its row written out, but for whose it is, which only the transaction that logs it knows: what can
 * be done before, by many threads at once, need not be done while all wait for one.
 *
 * @param columns for {@code COPY}, changed by nobody
 */
@SuppressWarnings("ArrayRecordComponent")
public record PreparedEvent(
        ReceivedEvent received,
        @Nullable String properties,
        @Nullable String traits,
        @Nullable String details,
        @Nullable String context,
        byte[] columns) {}
