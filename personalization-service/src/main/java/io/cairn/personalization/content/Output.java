package io.cairn.personalization.content;

import io.cairn.personalization.content.Scanner.Placed;
import io.quarkus.qute.Expression;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.Results;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateNode.Origin;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes a value: nothing for what is missing, numbers without exponent, and escaped as its place needs it. */
record Output(Form form) implements ResultMapper {
    /** Past it a number would be written with more zeros than anybody wants to read. */
    private static final int MAX_ZEROS = 40;

    /** Qute hands over the value and the expression alone; rendering is done by one thread from begin to end. */
    private static final ThreadLocal<Places> PLACES = new ThreadLocal<>();

    /** Renders a template whose values are put at these places. */
    static String at(Places places, Supplier<String> rendering) {
        PLACES.set(places);
        try {
            return rendering.get();
        } finally {
            PLACES.remove();
        }
    }

    @Override
    public boolean appliesTo(Origin origin, @Nullable Object value) {
        return true;
    }

    @Override
    public String map(@Nullable Object value, Expression expression) {
        if (value == null || Results.isNotFound(value)) {
            return escaped("", expression);
        } else if (value instanceof Given.Fields || value instanceof Given.Items || value instanceof Given.Turn) {
            throw new TemplateException(
                    expression.getOrigin(), expression.toOriginalString() + " is an object or a list, not a text");
        } else if (value instanceof BigDecimal || value instanceof Double) {
            return escaped(plain(new BigDecimal(value.toString())), expression);
        }
        return escaped(value.toString(), expression);
    }

    private static String plain(BigDecimal number) {
        boolean isReadable = Math.abs((long) number.scale()) <= MAX_ZEROS;
        return isReadable ? number.toPlainString() : number.toString();
    }

    private String escaped(String text, Expression expression) {
        Placed.At at = PLACES.get().of(expression);
        String fit =
                switch (at.place()) {
                    case PLAIN, HTML, WRITTEN -> text;
                    case URL_START -> Escapes.url(destination(text, expression));
                    case URL_PART -> Escapes.urlPart(text);
                    case URL_AFTER_HOST -> Escapes.urlAfterHost(text);
                    case URL_AFTER_SLASH -> Escapes.urlAfterSlash(text);
                    case URL_SEGMENT -> segment(Escapes.urlAfterSlash(text));
                    case URL_PATH -> Escapes.url(text);
                    case URL_VALUE -> Escapes.urlValue(text);
                    case CSS -> css(text, expression);
                };
        String fitting = at.around().contains(Around.STYLE) ? Escapes.inStyle(fit) : fit;
        if (form != Form.HTML) {
            return fitting;
        } else if (at.around().contains(Around.JSON)) {
            return Escapes.json(fitting);
        }
        String markup = Escapes.html(fitting);
        return at.around().contains(Around.COMMENT) ? Escapes.inComment(markup) : markup;
    }

    private static String destination(String text, Expression expression) {
        Optional<String> scheme = Escapes.forbiddenScheme(text);
        if (scheme.isPresent() && !Written.of(expression).texts().contains(text)) {
            throw new TemplateException(
                    expression.getOrigin(),
                    expression.toOriginalString() + " leads to " + scheme.get()
                            + ":, and a value may only lead to http:, https:, mailto: or within the site");
        }
        return text.strip();
    }

    private static String segment(String text) {
        return text.isEmpty() ? "." : text;
    }

    private static String css(String text, Expression expression) {
        if (!Escapes.isPlainCss(text)) {
            throw new TemplateException(
                    expression.getOrigin(),
                    expression.toOriginalString() + " is more than a number, a unit, a colour or a name, for a style");
        }
        return text;
    }
}
