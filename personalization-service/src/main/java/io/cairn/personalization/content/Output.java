package io.cairn.personalization.content;

import io.quarkus.qute.Expression;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.Results;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateNode.Origin;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Writes a value: nothing for what is missing, numbers without exponent, and into HTML escaped. */
record Output(boolean html) implements ResultMapper {
    /** Past it a number would be written with more zeros than anybody wants to read. */
    private static final int MAX_ZEROS = 40;

    @Override
    public boolean appliesTo(Origin origin, @Nullable Object value) {
        return true;
    }

    @Override
    public String map(@Nullable Object value, Expression expression) {
        if (value == null || Results.isNotFound(value)) {
            return "";
        } else if (value instanceof Given.Fields || value instanceof Given.Items || value instanceof Given.Turn) {
            throw new TemplateException(
                    expression.getOrigin(), expression.toOriginalString() + " is an object or a list, not a text");
        } else if (value instanceof BigDecimal || value instanceof Double) {
            return plain(new BigDecimal(value.toString()));
        }
        return html ? escaped(value.toString()) : value.toString();
    }

    private static String plain(BigDecimal number) {
        boolean isReadable = Math.abs((long) number.scale()) <= MAX_ZEROS;
        return isReadable ? number.toPlainString() : number.toString();
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '`' -> escaped.append("&#96;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
