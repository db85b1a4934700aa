package io.cairn.events.imports;

/**
 * What a sending brought so far.
 *
 * @param rows that were read and are dealt with
 * @param accepted that are new in the log
 * @param duplicates that were there already, by their messageIds
 * @param rejected that made no event
 * @param joinsNotCounted of the accepted, identifies that would join two ids but do not
 * @param bytes of the file, as it came
 */
public record Counts(long rows, long accepted, long duplicates, long rejected, long joinsNotCounted, long bytes) {
    public static final Counts NOTHING = new Counts(0, 0, 0, 0, 0, 0);
}
