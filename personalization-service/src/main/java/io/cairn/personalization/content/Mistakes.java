package io.cairn.personalization.content;

import io.cairn.model.map.Spelling;
import io.quarkus.qute.Expression;
import io.quarkus.qute.SectionBlock;
import io.quarkus.qute.SectionNode;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateNode;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds what is a template of the allowed kind, but not what its author meant: names that nothing has, which are always
 * missing, and what other template languages write, which goes out as it stands.
 */
final class Mistakes {
    /** What is given to every template, as {@link ContentTemplate#render} says. */
    static final List<String> ROOTS = List.of("traits", "profile", "context", "cart", "offer");

    /** The fields of those that have no others. */
    private static final Map<String, List<String>> FIELDS =
            Map.of("profile", List.of("customerId", "traits"), "offer", List.of("key", "name", "value", "tags"));

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N}_$@-]+");

    /** What looks like Handlebars, Liquid or Jinja. Possessive throughout, so that no text takes long. */
    private static final Pattern FOREIGN = Pattern.compile(
            "\\{\\{\\{?+~?+\\s*+(?<mark>[#/^&>]?+)\\s*+(?<value>[\\p{L}_][\\p{L}\\p{N}_]*+)"
                    + "|\\{%-?+\\s*+\\p{L}"
                    + "|\\{\\s++[#/](?:if|for|else)\\b"
                    + "|\\{\\s++(?<spaced>[\\p{L}_][\\p{L}\\p{N}_]*+)[.\\[][\\w.\\[\\]'\"$@-]*+\\s*+(?:[?|][^{}]*+)?+\\}");

    private static final String AS_TEXT = "a brace that is text is written \\{";

    private final String text;
    private final Deque<String> loops = new ArrayDeque<>();
    private final Set<String> names = new HashSet<>(ROOTS);

    private Mistakes(String text) {
        this.text = text;
    }

    /** @throws InvalidText at the first of them */
    static void refuse(String text, Template template) throws InvalidText {
        Mistakes mistakes = new Mistakes(text);
        mistakes.look(template.getNodes());
        mistakes.lookAtBraces();
    }

    private void look(List<TemplateNode> nodes) throws InvalidText {
        for (TemplateNode node : nodes) {
            if (node.isExpression()) {
                look(node.getExpressions().get(0));
            } else if (node.isSection()) {
                look(node.asSection());
            }
        }
    }

    private void look(SectionNode section) throws InvalidText {
        for (SectionBlock block : section.getBlocks()) {
            for (Expression expression : block.expressions.values()) {
                look(expression);
            }
            if (section.getHelper() instanceof ForSection loop && !block.label.equals(ForSection.ELSE)) {
                if (block.parameters.size() > ForSection.WORDS) {
                    throw new InvalidText(ForSection.FORM + ", without more words after it", section.getOrigin());
                }
                names.add(loop.alias());
                loops.push(loop.alias());
                look(block.nodes);
                loops.pop();
            } else {
                look(block.nodes);
            }
        }
    }

    private void look(Expression expression) throws InvalidText {
        if (expression.isLiteral()) {
            return;
        }
        for (Expression.Part part : expression.getParts()) {
            if (!part.isVirtualMethod()) {
                requireName(part.getName(), expression);
                continue;
            }
            for (Expression operand : part.asVirtualMethod().getParameters()) {
                look(operand);
            }
        }
        requireKnown(expression);
    }

    private void requireKnown(Expression expression) throws InvalidText {
        List<Expression.Part> parts = expression.getParts();
        String root = parts.get(0).getName();
        if (loops.stream().anyMatch(alias -> Given.Turn.gives(alias, root))) {
            return;
        }
        Set<String> known = new LinkedHashSet<>(ROOTS);
        known.addAll(loops);
        requireOneOf(known, root, "", expression);
        List<String> fields = FIELDS.get(root);
        if (fields != null && parts.size() > 1 && !parts.get(1).isVirtualMethod()) {
            requireOneOf(fields, parts.get(1).getName(), root + ".", expression);
        }
    }

    private static void requireOneOf(Collection<String> known, String name, String before, Expression expression)
            throws InvalidText {
        if (!known.contains(name)) {
            throw new InvalidText(
                    "there is no '" + before + name + "'" + Spelling.suggestion(name, known) + " (known are "
                            + known.stream().map(before::concat).collect(Collectors.joining(", ")) + "; " + AS_TEXT
                            + ")",
                    expression.getOrigin());
        }
    }

    /** To Qute whatever follows a name without a blank is a part of it, and an operator without an operand is one. */
    private void requireName(String name, Expression expression) throws InvalidText {
        boolean isName = NAME.matcher(name).matches()
                || text.contains("['" + name + "']")
                || text.contains("[\"" + name + "\"]");
        if (!isName) {
            throw new InvalidText(
                    "'" + name.replaceFirst("\\)$", "")
                            + "' is not understood: there are no filters; ?: and ? stand between blanks, with something after"
                            + " them; and a name with other characters than letters, digits, _ and - is written traits['…']",
                    expression.getOrigin());
        }
    }

    private void lookAtBraces() throws InvalidText {
        Matcher foreign = FOREIGN.matcher(text);
        for (int at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at + 1)) {
            if (at > 0 && text.charAt(at - 1) == '\\') {
                continue;
            }
            if (at == text.length() - 1) {
                throw fault("the last brace is not closed; " + AS_TEXT, at);
            }
            char next = text.charAt(at + 1);
            if (next == '|' || next == '!') { // text that is no template; a comment
                int end = text.indexOf(next + "}", at + 2);
                if (end < 0) {
                    return;
                }
                at = end;
            } else if (foreign.region(at, text.length()).lookingAt() && isMeant(foreign)) {
                throw fault(
                        "a value is written {traits.firstName}, a section {#if …}: one brace, and no blank after it; "
                                + AS_TEXT,
                        at);
            }
        }
    }

    /** Whether it is meant for Cairn: a section, or a value of a name that is known. */
    private boolean isMeant(Matcher foreign) {
        String value = foreign.group("value");
        if (value != null) {
            return !foreign.group("mark").isEmpty() || value.equals("else") || names.contains(value);
        }
        String spaced = foreign.group("spaced");
        return spaced == null || names.contains(spaced);
    }

    private InvalidText fault(String detail, int at) {
        int line = 1 + (int) text.chars().limit(at).filter(c -> c == '\n').count();
        return new InvalidText(detail, line, at - text.lastIndexOf('\n', at));
    }
}
