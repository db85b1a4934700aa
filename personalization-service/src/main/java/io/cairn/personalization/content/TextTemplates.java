package io.cairn.personalization.content;

import io.quarkus.qute.Engine;
import io.quarkus.qute.Expression;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;

/**
 * Parses texts with a Qute engine of its own, which knows two sections and one way to a value: no reflection, no
 * namespaces, no includes, nothing of the application.
 */
final class TextTemplates {
    private final Form form;
    private final boolean strict;
    private final Engine engine;

    /** @param strict whether to refuse {@link Mistakes}, too */
    TextTemplates(Form form, boolean strict) {
        this.form = form;
        this.strict = strict;
        this.engine = Engine.builder()
                .addSectionHelper(new IfSection.Factory())
                .addSectionHelper(new ForSection.Factory())
                .addValueResolver(new Lookup())
                .addResultMapper(new Output(form))
                .strictRendering(false)
                .build();
    }

    Part.Text parse(String text, String pointer) throws InvalidText {
        if (form != Form.HTML) {
            return parsed(text, pointer);
        }
        HtmlSource source = HtmlSource.of(text);
        try {
            return parsed(source.escaped(), pointer);
        } catch (InvalidText e) {
            throw source.asWritten(e);
        }
    }

    private Part.Text parsed(String text, String pointer) throws InvalidText {
        try {
            Template template = engine.parse(text);
            if (!template.getParameterDeclarations().isEmpty()) {
                throw new InvalidText("parameter declarations are not taken", null);
            }
            for (Expression expression : template.getExpressions()) {
                check(expression);
            }
            if (strict) {
                Mistakes.refuse(text, template);
            }
            return new Part.Text(template, places(template), pointer);
        } catch (TemplateException e) {
            throw new InvalidText(detail(e), e.getOrigin());
        } catch (StackOverflowError e) {
            throw new InvalidText("is nested too deeply", null);
        }
    }

    private Places places(Template template) throws InvalidText {
        return switch (form) {
            case PLAIN -> Places.NONE;
            case HTML -> Places.of(template, new HtmlScanner());
            case URL -> Places.of(template, new UrlScanner(false));
        };
    }

    private void check(Expression expression) throws InvalidText {
        if (expression.isLiteral()) {
            if (strict) {
                checkLiteral(expression);
            }
            return;
        }
        if (expression.hasNamespace()) {
            throw new InvalidText(
                    "{" + expression.toOriginalString()
                            + "}: namespaces are not taken; a brace that is text is written \\{, or has a blank after it",
                    expression.getOrigin());
        }
        for (Expression.Part part : expression.getParts()) {
            if (!part.isVirtualMethod()) {
                continue;
            }
            if (!Lookup.OPERATORS.contains(part.getName())
                    || part.asVirtualMethod().getParameters().size() != 1) {
                throw new InvalidText(
                        "{" + expression.toOriginalString() + "}: methods are not taken, only ?: and ?",
                        expression.getOrigin());
            }
            check(part.asVirtualMethod().getParameters().get(0));
        }
    }

    /** Qute ends a text at its last quote: {@code x ? 'a':'b'} would be one. */
    private static void checkLiteral(Expression literal) throws InvalidText {
        String written = literal.toOriginalString();
        char quote = written.charAt(0);
        if ((quote == '\'' || quote == '"') && written.indexOf(quote, 1) < written.length() - 1) {
            throw new InvalidText(
                    "{" + written + "}: is taken for one text; write operators between spaces", literal.getOrigin());
        }
    }

    private static String detail(TemplateException thrown) {
        String message = thrown.getMessage() == null ? "is not a template" : thrown.getMessage();
        return message.replaceFirst("^Parser error[^:]*: ", "");
    }
}
