package io.cairn.personalization.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The braces of a style sheet are its own, however tightly it is written; what an editor escapes in a value is meant as it was. */
class HtmlSourceTest {
    private static final Map<String, Object> DATA =
            Map.of("traits", Map.of("vip", true), "cart", List.of(Map.of("name", "shoe")));

    private final ContentTemplates strict = ContentTemplates.strict();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "body{margin:0}",
                "@media(max-width:600px){.a{width:100%}#b{width:1px}}@media print{#if{color:red}}",
                "@media x{a{b:c}h1,h2{d:e}}@media x{div[class=f]{g:h}}",
                "@media x{[owa] .a{b:c}*[lang=de]{d:e}}@media x{[class~='f']{g:h}}",
                "@media x{@media y{a{b:c}}@font-face{d:e}}@goodbye{@gmail}",
                "@keyframes k{0%{width:0}50%{width:1px}to{width:2px}}@keyframes l{from{a:b}}",
                "a{/* it's; } a {comment:} */b:c}p{color:red;/*no*/margin:0}",
                "a{color : red}a{b:'}'}a{font-family:'A;B',\"C\"}",
                "a{background:url(/x.png?a=b)}a{b:url('{')}",
                "a{_height:1px}a{*zoom:1}a{größe:1}a{b:\"\\201C\"}a{width:1px\\9}",
                "a{\nmargin:0}\r\nb{c:d}\rc{d:e}",
                "a{color:red!important}a{}{}a{{}}",
            })
    void aStyleSheetGoesOutAsItIs(String css) {
        for (String around : List.of(
                "<style>%s</style>",
                "<STYLE type=\"text/css\" media='x'>%s</StyLe >",
                "<!--[if mso]><style>%s</style><![endif]-->",
                "<!-- <style>%s</style> -->",
                "<svg><style/><style>%s</style></svg>")) {
            String html = around.replace("%s", css);
            assertThat(rendered("{traits.vip}" + html)).isEqualTo("true" + html);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "<style>{#if traits.vip}a{b:c}{#else if traits.x == 'a:b'}d{e:f}{#else}g{h:i}{/if}</style> ¦ <style>a{b:c}</style>",
                "<style>{#for i in cart}a{b:c}{/for}{#for i in context.x}{#else}d{e:f}{/for}{/* no */}</style> ¦ <style>a{b:c}d{e:f}{/* no */}</style>",
                "<style>{|a{b:c}{traits.vip}|}d{e:f}{! no {x:y} !}</style> ¦ <style>a{b:c}{traits.vip}d{e:f}</style>",
                "<style>a\\{b:c}d\\{{e:f}</style> ¦ <style>a{b:c}d{{e:f}</style>",
                "<style>a{b:c}</style>{traits.vip}<style>d{e:f}</style>{cart.0.name} ¦ <style>a{b:c}</style>true<style>d{e:f}</style>shoe",
                "{traits.x ?: \"it's\"}{[ <style>a{b:c}</style> ¦ it&#39;s{[ <style>a{b:c}</style>",
                "{!}{|}|}{! it's !}<style>a{b:c}{|}|}{!}d{e:f}</style> ¦ }<style>a{b:c}}d{e:f}</style>",
                "{traits.x ?: '<style>'}{traits.vip} ¦ &lt;style&gt;true",
            })
    void whatIsWrittenAsATemplateIsOneInAStyleSheet(String template, String expected) {
        assertThat(rendered(template)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<style>p{margin:0}a{color:{traits.color}}</style> | 27 | stands inside <style>",
                "<style>p{margin:0}a{color:{trait.color}}</style> | 27 | did you mean traits?",
                "<style>p{margin:0}a{color:{traits.color ?: 'a:b'}}</style> | 27 | stands inside <style>",
                "<style>p{margin:0}a{color:{firstName ? 'a' : 'b'}}</style> | 27 | there is no 'firstName'",
                "<style>p{margin:0}{#each cart}a{b:c}{/each}</style> | 30 | no section helper found for {#each cart}",
                "<style>p{margin:0}{offer.vallue}</style> | 19 | did you mean",
                "<style>p{margin:0}</style>{color:red} | 27 | namespaces are not taken; a brace that is text is written \\{, or has a blank after it",
                "<style>p{margin:0}a{b:c}</style>{{traits.x}} | 33 | a value is written",
                "{traits.x ?: &quot;a&quot;}{firstName} | 28 | there is no 'firstName'",
                "<style>a{b:c}</style>{#if traits.x &gt; 1 &amp;&amp;}x{/if} | 22 | something is missing",
                "<style>a{b:c}</style><p>{#if traits.x &gt; 1}{each}{/if} | 46 | there is no 'each'",
                "p{margin:0}<style></style> | 2 | namespaces are not taken",
                "<style>p{margin:0} | 9 | namespaces are not taken",
                "<styles>p{margin:0}</styles></style> | 10 | namespaces are not taken",
            })
    void aMistakeIsSaidWhereTheAuthorWroteIt(String template, int column, String why) {
        assertThatThrownBy(() -> strict.compile(Map.of("html", "<style>a{b:c}</style>\n" + template)))
                .isInstanceOfSatisfying(
                        InvalidContent.class,
                        e -> assertThat(e.faults()).singleElement().satisfies(fault -> {
                            assertThat(fault.detail()).contains(why);
                            assertThat(fault.line()).isEqualTo(2);
                            assertThat(fault.column()).isEqualTo(column);
                        }));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "{traits.x ?: &quot;it's &lt;b&gt;&quot;} ¦ it&#39;s &lt;b&gt;",
                "<b title=\"{traits.x ?: &#x27;a&amp;b&#39;}\">{traits.vip&nbsp;?&#160;&apos;c&apos;\u00a0: 'd'} ¦ <b title=\"a&amp;b\">c",
                "{#if cart.size &gt;= 1 &amp;&amp; cart.size &lt; 2 &amp;&amp; traits.vip == true}a{/if} ¦ a",
                "{traits.x ?: 'R&amp;D \u00a0&copy;'}{cart.0['name']} &amp; &quot;x&quot; ¦ R&amp;amp;D \u00a0&amp;copy;shoe &amp; &quot;x&quot;",
                "{traits.x ?: 'R&amp;D'}{|{a &gt; b}|}{! &gt; !}{&amp;} ¦ R&amp;amp;D{a &gt; b}{&amp;}",
            })
    void whatAnEditorEscapesInATemplateIsMeantAsItWas(String template, String expected) {
        assertThat(rendered(template)).isEqualTo(expected);
    }

    @Test
    void onlyHtmlHasStyleSheets() {
        assertThatThrownBy(() -> strict.compile(Map.of("text", "<style>p{margin:0}</style>")))
                .isInstanceOf(InvalidContent.class);
    }

    @Test
    void noStyleSheetTakesLongToLookAt() {
        for (String part : List.of("{a", "{a'", "{a\"{b'", "{a ?", "{|", "{!", "{'", "<style", "a{b:c}", "{#if ")) {
            String html = "<style>" + part.repeat(400_000 / part.length()) + "</style>";
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> HtmlSource.of(html).escaped());
        }
    }

    private String rendered(String html) {
        Rendering rendering = strict.compile(Map.of("html", html)).render(DATA);
        return (String) ((Rendering.Rendered) rendering).content().get("html");
    }
}
