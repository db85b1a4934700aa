package io.cairn.kit.servers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a server's log, for the message that says why it did not start. */
final class LogTail {

    private static final int BYTES = 2_000;
    private static final int LINES = 3;

    private LogTail() {}

    /** The last lines and where to read more, to be appended to a message; never fails. */
    static String reason(Path log) {
        String tail = lines(log);
        return (tail.isEmpty() ? "" : ": " + tail) + " (see " + log + ")";
    }

    private static String lines(Path log) {
        try (var channel = Files.newByteChannel(log)) {
            channel.position(Math.max(0, channel.size() - BYTES));
            var buffer = ByteBuffer.allocate(BYTES);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
            List<String> lines = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }
}
