package io.cairn.events.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What the first rows of a file would become.
 *
 * @param rows how many were looked at
 * @param rejected how many of them would be rejected
 * @param events the first few
 * @param rejections the first few
 * @param notes what to look at before confirming
 */
public record Preview(
        int rows, int rejected, List<ObjectNode> events, List<RejectedRow> rejections, List<String> notes) {
    public Preview {
        events = List.copyOf(events);
        rejections = List.copyOf(rejections);
        notes = List.copyOf(notes);
    }
}
