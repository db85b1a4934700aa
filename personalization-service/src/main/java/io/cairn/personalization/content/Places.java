package io.cairn.personalization.content;

import io.cairn.personalization.content.Scanner.Placed;
import io.quarkus.qute.Expression;
import io.quarkus.qute.SectionBlock;
import io.quarkus.qute.SectionNode;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateNode;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where each value of a template is put, found once when the template is parsed. */
final class Places {
    /** A place moves at most so often towards the more careful: start, part, path, value. */
    private static final int MOST_TURNS = 5;

    /** Past so many one after the other nobody looks for what follows them. */
    private static final int MOST_SECTIONS = 10;

    /** Past so many characters, those of a loop once for each time it is followed, a template takes too long to look at. */
    private static final int MOST_CHARACTERS = 10 * ContentTemplates.MAX_TEMPLATE;

    /** What a value or a section counts. */
    private static final int CHARACTERS_OF_NODE = 20;

    /** Of a text that is no markup. */
    static final Places NONE = new Places();

    private static final Placed.At PLAIN = new Placed.At(Place.PLAIN);

    private final IdentityHashMap<Expression, Placed.At> places = new IdentityHashMap<>();

    private int characters;

    private Places() {}

    /** @throws InvalidText if a value stands where it cannot be made harmless, or it cannot be told where it does */
    static Places of(Template template, Scanner begin) throws InvalidText {
        Places places = new Places();
        var unused = places.through(template.getNodes(), begin, (char) 0);
        return places;
    }

    Placed.At of(Expression expression) {
        return places.getOrDefault(expression, PLAIN);
    }

    /** @param behind the author's character after them; 0 if that cannot be told */
    private Scanner through(List<TemplateNode> nodes, Scanner from, char behind) throws InvalidText {
        Scanner at = from;
        for (int i = 0; i < nodes.size(); i++) {
            TemplateNode node = nodes.get(i);
            count(node);
            if (node.isText()) {
                text(node, at);
            } else if (node.isExpression()) {
                at = output(node, next(nodes, i + 1, behind), at);
            } else if (node.isSection()) {
                at = section(node.asSection(), at, next(nodes, i + 1, behind));
            }
        }
        return at;
    }

    private void count(TemplateNode node) throws InvalidText {
        characters += node.isText() ? node.asText().getValue().length() : CHARACTERS_OF_NODE;
        if (characters > MOST_CHARACTERS) {
            throw new InvalidText("stands in too many #for within each other", node.getOrigin());
        }
    }

    /** The author's character there; that behind a section, which may be nothing, if it may be a slash; 0 for all else. */
    private static char next(List<TemplateNode> nodes, int at, char behind) {
        int end = Math.min(nodes.size(), at + MOST_SECTIONS);
        for (int i = at; i < end; i++) {
            TemplateNode node = nodes.get(i);
            if (!node.isSection()) {
                char first = node.isText() ? node.asText().getValue().charAt(0) : 0;
                return i == at || isSlash(first) ? first : 0;
            }
            for (SectionBlock block : node.asSection().getBlocks()) {
                char first = next(block.nodes, 0, (char) 0);
                if (isSlash(first)) {
                    return first;
                }
            }
        }
        return at == nodes.size() || (end == nodes.size() && isSlash(behind)) ? behind : 0;
    }

    private static boolean isSlash(char c) {
        return UrlScanner.MAY_BE_SLASH.indexOf(c) >= 0;
    }

    private static void text(TemplateNode node, Scanner at) throws InvalidText {
        String text = node.asText().getValue();
        for (int i = 0; i < text.length(); i++) {
            String fault = at.text(text.charAt(i));
            if (fault != null) {
                throw faultAt(fault, node, i);
            }
        }
    }

    /** Qute says in which line a text begins, and the column where that line of it ends. */
    private static InvalidText faultAt(String fault, TemplateNode node, int at) {
        String text = node.asText().getValue();
        int lines = (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
        int end = text.indexOf('\n');
        int rest = end < 0 ? text.length() + 1 - at : end - at;
        int column = lines == 0 ? node.getOrigin().getLineCharacterStart() - rest : at - text.lastIndexOf('\n', at - 1);
        return new InvalidText(fault, node.getOrigin().getLine() + lines, Math.max(1, column));
    }

    private Scanner output(TemplateNode node, char next, Scanner at) throws InvalidText {
        Expression expression = node.getExpressions().get(0);
        Written written = Written.of(expression);
        Scanner afterWritten = after(written.texts(), at);
        boolean isInComment = at.isInComment();
        if (afterWritten != null && !written.hasValue()) {
            put(expression, new Placed.At(Place.WRITTEN), isInComment);
            return afterWritten;
        }
        Placed placed = at.output(next);
        if (placed instanceof Placed.Refused refused) {
            throw new InvalidText("{" + expression.toOriginalString() + "} " + refused.why(), node.getOrigin());
        }
        Placed.At put = (Placed.At) placed;
        put(expression, put, isInComment);
        Scanner either = put.place() == Place.URL_START && afterWritten != null ? at.with(afterWritten) : null;
        return either == null ? at : either;
    }

    private void put(Expression expression, Placed.At at, boolean isInComment) {
        Set<Around> around = EnumSet.noneOf(Around.class);
        around.addAll(at.around());
        if (isInComment) {
            around.add(Around.COMMENT);
        }
        places.put(expression, new Placed.At(at.place(), around));
    }

    /** Where it may be after any of them; null if there are none, or elsewhere than in an address or a style. */
    private static @Nullable Scanner after(Set<String> texts, Scanner at) {
        Scanner end = null;
        for (String text : texts) {
            Scanner after = at.after(text);
            end = after == null || end == null ? after : end.with(after);
            if (end == null) {
                return null;
            }
        }
        return end;
    }

    private Scanner section(SectionNode section, Scanner from, char behind) throws InvalidText {
        boolean isLoop = section.getHelper() instanceof ForSection;
        boolean isComplete = false;
        Scanner end = null;
        for (SectionBlock block : section.getBlocks()) {
            boolean repeats = isLoop && !block.label.equals(ForSection.ELSE);
            isComplete |= block.label.equals(ForSection.ELSE) && block.parameters.isEmpty();
            Scanner after = repeats ? loop(section, block, from, behind) : through(block.nodes, from.copy(), behind);
            end = end == null ? after : either(section, end, after);
        }
        return isComplete && end != null ? end : end == null ? from : either(section, end, from.copy());
    }

    /** A turn begins where the loop does, or where the turn before has ended. */
    private Scanner loop(SectionNode section, SectionBlock body, Scanner from, char behind) throws InvalidText {
        Scanner begin = from.copy();
        char first = next(body.nodes, 0, behind);
        char next = first == behind || isSlash(first) ? first : isSlash(behind) ? behind : 0;
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            Scanner both = either(section, begin, through(body.nodes, begin.copy(), next));
            if (both.isLike(begin)) {
                return both;
            }
            begin = both;
        }
        throw new InvalidText("#for ends each turn at another place of the text", section.getOrigin());
    }

    private static Scanner either(SectionNode section, Scanner one, Scanner other) throws InvalidText {
        Scanner both = one.with(other);
        if (both == null) {
            throw new InvalidText(
                    "#" + section.getName()
                            + " may end inside a tag, an attribute or a comment, or not: open and close "
                            + "each within the same branch",
                    section.getOrigin());
        }
        return both;
    }
}
