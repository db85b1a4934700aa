package io.cairn.events.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Format;
import com.networknt.schema.FormatValidator;
import com.networknt.schema.Formats;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.MessageSourceValidationMessage;
import com.networknt.schema.ValidationContext;
import com.networknt.schema.ValidationMessage;
import io.cairn.model.pattern.BoundedPatterns;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A format of which long texts are not. The library looks for most formats with Java's regular expressions, which on a long
 * text may take seconds, or a stack deeper than there is.
 */
final class BoundedFormat implements Format {
    static final int MAX_LENGTH = 320; // an e-mail address
    static final int MAX_ADDRESS_LENGTH = 2_048;

    private static final Set<String> ADDRESSES = Set.of("uri", "uri-reference", "iri", "iri-reference");

    private final Format format;
    private final int maxLength;

    private BoundedFormat(Format format) {
        this.format = format;
        String name = format.getName();
        this.maxLength = name.equals("regex")
                ? BoundedPatterns.MAX_LENGTH
                : ADDRESSES.contains(name) ? MAX_ADDRESS_LENGTH : MAX_LENGTH;
    }

    /** Those that the library knows. */
    static List<BoundedFormat> all() {
        return Formats.DEFAULT.stream().map(BoundedFormat::new).toList();
    }

    @Override
    public String getName() {
        return format.getName();
    }

    @Override
    public String getMessageKey() {
        return format.getMessageKey();
    }

    @Override
    public Set<ValidationMessage> validate(
            ExecutionContext execution,
            ValidationContext context,
            JsonNode node,
            JsonNode root,
            JsonNodePath location,
            boolean isAsserted,
            Supplier<MessageSourceValidationMessage.Builder> message,
            FormatValidator validator) {
        if (isAsserted && node.isTextual() && node.textValue().length() > maxLength) {
            return Set.of(message.get()
                    .message("{0}: must have at most {1} characters to be of the format {2}")
                    .arguments(Integer.toString(maxLength), getName())
                    .build());
        }
        return format.validate(execution, context, node, root, location, isAsserted, message, validator);
    }
}
