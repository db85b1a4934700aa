package io.cairn.events.log;

/**
 * An event with its row written out, but for whose it is, which only the transaction that logs it knows: what can be done
 * before, by many threads at once, need not be done while all wait for one.
 *
 * @param columns for {@code COPY}
 */
public record PreparedEvent(ReceivedEvent received, String columns) {}
