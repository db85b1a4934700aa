package io.cairn.kit.servers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The end of a server's log, for the message that says why it did not start. */
final class LogTail {

    /** Enough for a stack trace and what stands above it. */
    private static final int BYTES = 16_000;

    private static final int LINES = 3;

    /** What is looked for a cause; a server that does not start may say more below it. */
    private static final int CAUSE_LINES = 20;

    private static final Pattern FRAME =
            Pattern.compile("at [\\w.$/@<>-]+\\(.*\\)|\\.\\.\\. \\d+ (more|common frames omitted)");
    private static final Pattern CAUSE = Pattern.compile("Caused by: ([\\w.$]+: )?");

    private LogTail() {}

    /** The last cause, else the last lines that are no stack frames, and where to read more, to be appended to a message; never fails. */
    static String reason(Path log) {
        String tail = lines(log);
        return (tail.isEmpty() ? "" : ": " + tail) + " (see " + log + ")";
    }

    private static String lines(Path log) {
        try (var channel = Files.newByteChannel(log)) {
            long skipped = Math.max(0, channel.size() - BYTES);
            channel.position(skipped);
            var buffer = ByteBuffer.allocate(BYTES);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
            List<String> lines = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(skipped > 0 ? 1 : 0) // a half line, by which no frame is known
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !FRAME.matcher(line).matches())
                    .toList();
            return String.join(" | ", fromLastCause(lines));
        } catch (IOException e) {
            return "";
        }
    }

    private static List<String> fromLastCause(List<String> lines) {
        for (int i = lines.size() - 1; i >= Math.max(0, lines.size() - CAUSE_LINES); i--) {
            Matcher cause = CAUSE.matcher(lines.get(i));
            if (cause.lookingAt() && cause.end() < lines.get(i).length()) {
                List<String> told = new ArrayList<>(lines.subList(i, Math.min(i + LINES, lines.size())));
                told.set(0, lines.get(i).substring(cause.end()));
                return told;
            }
        }
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    }
}
