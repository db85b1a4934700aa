package io.cairn.personalization.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A value in a comment does not end it, and in a conditional one, which is markup to some, it is escaped as there. */
class CommentsTest {
    private static final Map<String, Object> TRAITS =
            Map.of("evil", "--><b>[if --!", "yes", true, "color", "#fff", "link", "https://s.example/?a--b&c");

    private final ContentTemplates templates = new ContentTemplates();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<!-- {traits.evil} -->{traits.evil} | <!-- &#45;&#45;&gt;&lt;b&gt;&#91;if &#45;&#45;! -->--&gt;&lt;b&gt;[if --!",
                "<!--{traits.no}-->{traits.yes} | <!---->true",
                "<!-- [if {traits.evil} --> | <!-- [if &#45;&#45;&gt;&lt;b&gt;&#91;if &#45;&#45;! -->",
                "<!-- <a href={traits.evil}> --> | <!-- <a href=&#45;&#45;&gt;&lt;b&gt;&#91;if &#45;&#45;!> -->",
                "<!-- {#for i in context.x}{i} {/for}{#if traits.yes}a{#else}b{/if} -->{traits.yes} | <!-- a -->true",
                "<!--[if mso]><v:rect href=\"{traits.link}\">{traits.evil}</v:rect><![endif]-->{traits.evil} | <!--[if mso]><v:rect href=\"https://s.example/?a&#45;&#45;b&amp;c\">&#45;&#45;&gt;&lt;b&gt;&#91;if &#45;&#45;!</v:rect><![endif]-->--&gt;&lt;b&gt;[if --!",
                "<!--[IF mso]><td style=\"color:{traits.color}\" title=\"{traits.evil}\"><![endif]--> | <!--[IF mso]><td style=\"color:#fff\" title=\"&#45;&#45;&gt;&lt;b&gt;&#91;if &#45;&#45;!\"><![endif]-->",
                "<!--[if !mso]><!--><b>{traits.evil}</b><!--<![endif]-->{traits.yes} | <!--[if !mso]><!--><b>--&gt;&lt;b&gt;[if --!</b><!--<![endif]-->true",
                "<!--[if !mso]><!-- -->{traits.evil}<!-- <![endif]--> | <!--[if !mso]><!-- -->--&gt;&lt;b&gt;[if --!<!-- <![endif]-->",
                "<![if !mso]>{traits.evil}<![endif]> | <![if !mso]>--&gt;&lt;b&gt;[if --!<![endif]>",
                "<!--[if mso]><a href=\"{traits.yes ? 'https://s.example/--' : '/'}\"><![endif]--> | <!--[if mso]><a href=\"https://s.example/&#45;&#45;\"><![endif]-->",
                "<!--[if mso]><td class=\"a-{traits.no}-b\">2026-11-{traits.yes}<![endif]--> | <!--[if mso]><td class=\"a--b\">2026-11-true<![endif]-->",
                "<!--{#if traits.yes}a{/if}-->{#if traits.yes}<!--{#for i in context.x}b{/for}-->{/if}{traits.yes} | <!--a--><!---->true",
                "<!--{#if traits.no}a{/if}[if mso]>{traits.evil}<![endif]-->{traits.yes} | <!--[if mso]>&#45;&#45;&gt;&lt;b&gt;&#91;if &#45;&#45;!<![endif]-->true",
                "{#if traits.yes}<!--[if mso]><table><![endif]-->{/if}{traits.evil} | <!--[if mso]><table><![endif]-->--&gt;&lt;b&gt;[if --!",
            })
    void aValueStaysInItsComment(String template, String expected) {
        assertThat(rendered(template, TRAITS)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<!--{traits.evil}> | a comment ends here or not",
                "<!--{traits.evil}-> | a comment ends here or not",
                "<!-- -{traits.evil}-> | a comment ends here or not",
                "<!-- --{traits.evil}!> | a comment ends here or not",
                "<!-- {#if traits.yes}--{/if}> | within the same branch",
                "<!--{#if traits.yes}a{/if}[if mso]><a title=\"-->{traits.evil}\"> | a conditional comment ends here, or may do so",
                "<!--{#if traits.yes}[{#else}[if {/if}x]>{traits.evil}--> | within the same branch",
                "<!--{traits.evil}[if mso]> | may become a conditional one",
                "<!--{traits.evil}{traits.yes}--> | may become a conditional one",
                "<!--[{traits.evil}--> | may become a conditional one",
                "<!--[if {traits.evil}]> | a declaration",
                "<!{traits.evil}-- > | a declaration",
                "<!--[if mso]>-{traits.evil}-> | a conditional comment ends here, or may do so",
                "<!--[if mso]><a title=\"-->{traits.evil}\"> | a conditional comment ends here, or may do so",
                "<!--[if mso]><style>--></style>{traits.evil} | a conditional comment ends here, or may do so",
                "{#if traits.yes}<!--[if mso]>{/if}<a title=\"-->{traits.evil}\"> | a conditional comment ends here, or may do so",
                "{#for i in cart}<a title=\"-->{i}\"><!--[if mso]>{/for} | a conditional comment ends here, or may do so",
                "<!--[if mso]><a href=\"javascript:{traits.evil}\"><![endif]--> | program",
                "<!--[if mso]><v:rect href=\"https://{traits.evil}\"><![endif]--> | host",
                "<!--[if mso]><v:rect fill={traits.color}><![endif]--> | without quotes",
                "<!--[if mso]><style>{traits.evil}</style><![endif]--> | <style>",
            })
    void whereAValueCouldEndItsCommentTheTemplateIsRefused(String template, String why) {
        assertThatThrownBy(() -> templates.compile(Map.of("html", template)))
                .isInstanceOfSatisfying(
                        InvalidContent.class,
                        e -> assertThat(e.faults().get(0).detail()).contains(why));
    }

    /** The end of a comment, and what begins a conditional one, to a browser. */
    @Test
    void nothingOfAValueEndsOrBeginsAComment() {
        Pattern ends = Pattern.compile("--!?>|<!--(?:-?>|\\[if)|[<>]", Pattern.CASE_INSENSITIVE);
        String alphabet = "->!<[i";
        for (String template : List.of(
                "<!-- {traits.v} -->",
                "<!-- x{traits.v}-->",
                "<!--{traits.v}-->",
                "<!--[if mso]>{traits.v}><a href=\"/x?{traits.v}\" title='{traits.v}'>{traits.v}--><![endif]-->",
                "<!--[if mso]>{traits.v}<![endif]-->")) {
            String author = rendered(template, Map.of("v", "x"));
            for (int i = 0; i < 6 * 6 * 6 * 6; i++) {
                String value = "" + alphabet.charAt(i % 6) + alphabet.charAt(i / 6 % 6) + alphabet.charAt(i / 36 % 6)
                        + alphabet.charAt(i / 216);
                assertThat(found(ends, rendered(template, Map.of("v", value))))
                        .as(template + " of " + value)
                        .isEqualTo(found(ends, author));
            }
        }
    }

    private static List<String> found(Pattern pattern, String html) {
        return pattern.matcher(html).results().map(MatchResult::group).toList();
    }

    private String rendered(String html, Map<String, Object> traits) {
        Rendering rendering = templates.compile(Map.of("html", html)).render(Map.of("traits", traits));
        return (String) ((Rendering.Rendered) rendering).content().get("html");
    }
}
