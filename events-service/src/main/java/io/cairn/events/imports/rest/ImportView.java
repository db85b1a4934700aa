package io.cairn.events.imports.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.events.imports.Import;
import io.cairn.events.imports.Preview;
import io.cairn.events.imports.Previews.Previewed;
import io.cairn.events.imports.RejectedRow;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with an import.
 *
 * @param state {@code waiting} for its file, {@code running}, {@code done}, {@code failed}, {@code cancelled} or
 *     {@code interrupted}
 * @param detail why it failed, or was interrupted
 * @param startedAt of the latest sending of the file, as all that follows
 * @param rows that are dealt with
 * @param accepted that are new in the log, for good
 * @param duplicates that were there already
 * @param joinsNotCounted identifies among the accepted that would join two ids, but do not; absent if there are none
 * @param bytes read of the file, as it came
 * @param bytesTotal its size, if its sender said it
 * @param preview of the file's first rows; only in the answer that guessed the mapping
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportView(
        String id,
        @Nullable String name,
        String state,
        @Nullable String detail,
        @Schema(type = SchemaType.OBJECT, implementation = Object.class) JsonNode mapping,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        long rows,
        long accepted,
        long duplicates,
        long rejected,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long joinsNotCounted,
        long bytes,
        @Nullable Long bytesTotal,
        @Nullable PreviewView preview) {
    /**
     * What the first rows would become.
     *
     * @param rows how many were looked at
     * @param rejected how many of them would be rejected
     * @param events the first five
     * @param rejections the first five
     * @param notes what to look at before confirming
     */
    record PreviewView(
            int rows,
            int rejected,
            @Schema(type = SchemaType.ARRAY, implementation = Object.class) List<ObjectNode> events,
            List<RejectedRow> rejections,
            List<String> notes) {
        static PreviewView of(Preview preview) {
            return new PreviewView(
                    preview.rows(), preview.rejected(), preview.events(), preview.rejections(), preview.notes());
        }
    }

    static ImportView of(Import each) {
        return of(each, null);
    }

    static ImportView of(Previewed previewed) {
        return of(previewed.created(), PreviewView.of(previewed.preview()));
    }

    private static ImportView of(Import each, @Nullable PreviewView preview) {
        return new ImportView(
                each.id(),
                each.name(),
                each.state().spelling(),
                each.detail(),
                each.mapping(),
                each.createdAt(),
                each.startedAt(),
                each.finishedAt(),
                each.counts().rows(),
                each.counts().accepted(),
                each.counts().duplicates(),
                each.counts().rejected(),
                each.counts().joinsNotCounted(),
                each.counts().bytes(),
                each.bytesTotal(),
                preview);
    }
}
