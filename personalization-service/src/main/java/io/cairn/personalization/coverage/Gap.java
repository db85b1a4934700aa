package io.cairn.personalization.coverage;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Where no offer could ever be chosen.
 *
 * @param persona null: for customers of no persona
 * @param detail what is missing, in a sentence
 */
@JsonPropertyOrder({"stage", "persona", "channel", "detail"})
public record Gap(String stage, @Schema(nullable = true) @Nullable String persona, String channel, String detail) {}
