package io.cairn.personalization.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A value is escaped by where it is put; where it cannot be made harmless the template is refused. */
class PlacesTest {
    private static final Map<String, Object> DATA = Map.of(
            "traits",
            Map.of("name", "Anna & Co <x> \"é\"", "city", "Bad Ems/2", "color", "#ff0000", "yes", true),
            "context",
            Map.ofEntries(
                    Map.entry("link", "https://shop.example/a b?x=1&y='2'"),
                    Map.entry("page", "/cart?id=7&n=a%20b"),
                    Map.entry("js", "javascript:alert(1)"),
                    Map.entry("spaced", " java\tscript\n:alert(1)"),
                    Map.entry("upper", "JAVASCRIPT:alert(1)"),
                    Map.entry("data", "data:text/html,x"),
                    Map.entry("java", "java"),
                    Map.entry("script", "script:alert(1)"),
                    Map.entry("mail", "anna+x@example.com"),
                    Map.entry("evil", ".evil.example/login"),
                    Map.entry("user", "@evil.example/x"),
                    Map.entry("slashes", "/\\/evil.example"),
                    Map.entry("backslash", "\\evil.example"),
                    Map.entry("query", "?a=1"),
                    Map.entry("quotes", "a');b(//evil\"\\"),
                    Map.entry("css", "red;background:url(//evil)")),
            "cart",
            List.of(Map.of("id", "a&b"), Map.of("id", "c d")));

    private final ContentTemplates templates = new ContentTemplates();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<p>{traits.name}</p> | <p>Anna &amp; Co &lt;x&gt; &quot;é&quot;</p>",
                "<img alt=\"{traits.name}\"> | <img alt=\"Anna &amp; Co &lt;x&gt; &quot;é&quot;\">",
                "<svg><title>1 < 2 {traits.city}</title><b title=\"{traits.city}\"> | <svg><title>1 < 2 Bad Ems/2</title><b title=\"Bad Ems/2\">",
                "<title>1 <{traits.city}> -{traits.city}</title> | <title>1 <Bad Ems/2> -Bad Ems/2</title>",
                "<title>{traits.city}</title><b>{traits.yes}</b> | <title>Bad Ems/2</title><b>true</b>",
                "<a href=\"{context.link}\">x</a> | <a href=\"https://shop.example/a%20b?x=1&amp;y=&#39;2&#39;\">x</a>",
                "<a href='{context.link}&utm={traits.city}'>x</a> | <a href='https://shop.example/a%20b?x=1&amp;y=&#39;2&#39;&utm=Bad%20Ems%2F2'>x</a>",
                "<a href=\"https://s.example{context.page}\">x</a> | <a href=\"https://s.example/cart?id=7&amp;n=a%20b\">x</a>",
                "<a href=\"https://s.example/?q={traits.name}#{traits.city}\">x</a> | <a href=\"https://s.example/?q=Anna%20%26%20Co%20%3Cx%3E%20%22%C3%A9%22#Bad%20Ems%2F2\">x</a>",
                "<a href=\"mailto:{context.mail}\">x</a> | <a href=\"mailto:anna%2Bx@example.com\">x</a>",
                "<a href=\"{context.nothing}\">x</a> | <a href=\"\">x</a>",
                "<a href=\"{context.java}{context.script}\">x</a> | <a href=\"javascript%3Aalert(1)\">x</a>",
                "<a href=\"java{context.script}\">x</a> | <a href=\"javascript%3Aalert(1)\">x</a>",
                "<a href=\"{#if traits.yes}https://s.example/{#else}/{/if}{traits.city}\">x</a> | <a href=\"https://s.example/Bad%20Ems/2\">x</a>",
                "<a href=\"/x?{#for i in cart}id={i.id}&amp;{/for}\">x</a> | <a href=\"/x?id=a%26b&amp;id=c%20d&amp;\">x</a>",
                "<td{#if traits.yes} class=\"a\"{/if}>{traits.yes}</td> | <td class=\"a\">true</td>",
                "<td class=\"a{#if traits.yes} b{/if} {traits.color}\"> | <td class=\"a b #ff0000\">",
                "<td style=\"color:{traits.color}\">x | <td style=\"color:#ff0000\">x",
                "<!--[if mso]><v:rect href=\"{context.page}\"><![endif]-->{traits.yes} | <!--[if mso]><v:rect href=\"/cart?id=7&amp;n=a%20b\"><![endif]-->true",
                "<!--[if !mso]><!--><b>{traits.yes}</b><!--<![endif]--> | <!--[if !mso]><!--><b>true</b><!--<![endif]-->",
                "<!-- <a href= -->{traits.yes}<!----><!-->{traits.yes} | <!-- <a href= -->true<!----><!-->true",
                "<style> a > b </style><script>if (a</script>{traits.yes} | <style> a > b </style><script>if (a</script>true",
                "1 < 2 <3 {traits.yes} | 1 < 2 <3 true",
                "<meta property=\"og:title\" content=\"{traits.name}\"> | <meta property=\"og:title\" content=\"Anna &amp; Co &lt;x&gt; &quot;é&quot;\">",
                "<META CONTENT='{traits.city}' NAME=description><p http-equiv> | <META CONTENT='Bad Ems/2' NAME=description><p http-equiv>",
                "<meta http-equiv=x-ua-compatible content='IE=edge'><meta name=a content=\"{traits.yes}\"> | <meta http-equiv=x-ua-compatible content='IE=edge'><meta name=a content=\"true\">",
                "<a href=\"https://s.example{context.evil}\"> | <a href=\"https://s.example/.evil.example/login\">",
                "<a href=\"//s.example{context.user}\"> | <a href=\"//s.example/@evil.example/x\">",
                "<a href=\"https:\\\\s.example:80{context.backslash}?x\"> | <a href=\"https:\\\\s.example:80/%5Cevil.example?x\">",
                "<a href=\"https://s.example{context.query}\"> | <a href=\"https://s.example?a=1\">",
                "<a href=\"https://s.example{context.nothing}\"> | <a href=\"https://s.example/\">",
                "<a href=\"https://s.example{context.nothing}{context.evil}\"> | <a href=\"https://s.example/.evil.example/login\">",
                "<a href=\"https://s.example{context.nothing}&amp;x={context.evil}\"> | <a href=\"https://s.example/&amp;x=.evil.example/login\">",
                "<a href=\"https://s.example{#if traits.yes}/de{/if}{context.page}\"> | <a href=\"https://s.example/de/cart?id=7&amp;n=a%20b\">",
                "<a href=\"{#if traits.yes}https://{/if}s.example/{context.slashes}\"> | <a href=\"https://s.example//%5C/evil.example\">",
                "<a href=\"/{context.slashes}\"> | <a href=\"/evil.example\">",
                "<a href=\"/{context.backslash}?\"> | <a href=\"/evil.example?\">",
                "<a href=\"/{context.nothing}/{context.slashes}\"> | <a href=\"/.//%5C/evil.example\">",
                "<a href=\"{context.nothing}/{context.slashes}\"> | <a href=\"/evil.example\">",
                "<a href=\"/{#for i in cart}{i.id}/{/for}\"> | <a href=\"/a&amp;b/c%20d/\">",
                "<form action=\"/de{context.page}\"> | <form action=\"/de/cart?id=7&amp;n=a%20b\">",
                "<iframe src=\"https://s.example/{context.slashes}\"></iframe> | <iframe src=\"https://s.example//%5C/evil.example\"></iframe>",
                "<script src=\"lib{context.slashes}\"></script> | <script src=\"lib/%5C/evil.example\"></script>",
                "<input {#if traits.yes}checked {/if}disabled value=\"{traits.city}\"> | <input checked disabled value=\"Bad Ems/2\">",
                "<!-- {#if traits.yes}a-b{/if} -->{traits.yes} | <!-- a-b -->true",
                "<a href=\"{context.link}&amp;utm={traits.city}\"> | <a href=\"https://shop.example/a%20b?x=1&amp;y=&#39;2&#39;&amp;utm=Bad%20Ems%2F2\">",
                "<a href=\"/{context.nothing}\t/x\"> | <a href=\"/.\t/x\">",
                "<a href=\"/{context.nothing}{#if traits.yes}/news{/if}\"> | <a href=\"/./news\">",
                "<a href=\"/{context.nothing}{#if traits.no}{traits.city}{/if}/news\"> | <a href=\"/./news\">",
                "<a href=\"/{context.nothing}{#if traits.no}{#else}{#if traits.yes}/news{/if}{/if}\"> | <a href=\"/./news\">",
                "<a href=\"/{#if traits.yes}{context.nothing}{/if}/news\"> | <a href=\"/./news\">",
                "<a href=\"/{#for i in cart}{i.nothing}{/for}/news\"> | <a href=\"/../news\">",
                "<a href=\"/{#for i in cart}{i.nothing}{#if i.x}x{/if}{#if i.x}y{/if}{/for}{#if traits.no}-{/if}/news\"> | <a href=\"/../news\">",
                "<a href=\"{context.nothing ?: 'tel:+49 123'}\"> | <a href=\"tel:+49%20123\">",
                "<a href=\"{context.link ?: 'tel:+49 123'}&amp;x={traits.city}\"> | <a href=\"https://shop.example/a%20b?x=1&amp;y=&#39;2&#39;&amp;x=Bad%20Ems%2F2\">",
                "<form action-xhr=\"https://s.example{context.evil}\"> | <form action-xhr=\"https://s.example/.evil.example/login\">",
                "<svg><title>{traits.city}</title><a href=\"{context.page}\"/></svg> | <svg><title>Bad Ems/2</title><a href=\"/cart?id=7&amp;n=a%20b\"/></svg>",
                "<script><!-- if (a<b) <x </script>{traits.yes} | <script><!-- if (a<b) <x </script>true",
                "<script><!-- <script> </script> --></script>{traits.yes} | <script><!-- <script> </script> --></script>true",
                "<img srcset=\"{context.link} 1x, {context.link} 2x\"> | <img srcset=\"https://shop.example/a%20b?x=1&amp;y=&#39;2&#39; 1x, https://shop.example/a%20b?x=1&amp;y=&#39;2&#39; 2x\">",
                "<img srcset=\"/a.png 1x,https://s.example{context.evil} {traits.city}w\"> | <img srcset=\"/a.png 1x,https://s.example/.evil.example/login Bad%20Ems%2F2w\">",
                "<a href=\"https://{traits.no ? 'vip' : 'www'}.s.example{context.evil}\"> | <a href=\"https://www.s.example/.evil.example/login\">",
                "<a href=\"{traits.yes ? 'https://s.example' : 'https://t.example'}{context.evil}\"> | <a href=\"https://s.example/.evil.example/login\">",
                "<a href=\"{traits.yes ? 'shop://cart?a=1&b' : '/'}\"> | <a href=\"shop://cart?a=1&amp;b\">",
                "<a href=\"{context.nothing ?: 'https://s.example/x'}&amp;utm={traits.city}\"> | <a href=\"https://s.example/x&amp;utm=Bad%20Ems%2F2\">",
                "<td style=\"{traits.yes ? 'display:none;' : ''}color:{traits.yes ? 'rgb(1,2,3)' : '#fff'}\"> | <td style=\"display:none;color:rgb(1,2,3)\">",
                "<td style=\"background:url(https://s.example/{traits.yes}.png)\"> | <td style=\"background:url(https://s.example/true.png)\">",
                "<td style=\"background:URL('{context.link}') no-repeat;color:{traits.color}\"> | <td style=\"background:URL('https://shop.example/a%20b?x=1&amp;y=%272%27') no-repeat;color:#ff0000\">",
                "<td style=\"background:url({context.quotes})\"> | <td style=\"background:url(a%27%29;b%28//evil%22%5C)\">",
                "<td style=\"background:url(&quot;https://s.example/w_1,h_2/{traits.city}?{traits.city}&quot;)\"> | <td style=\"background:url(&quot;https://s.example/w_1,h_2/Bad%20Ems/2?Bad%20Ems%2F2&quot;)\">",
                "<td style=\"background:url(https://s.example{context.evil})\"> | <td style=\"background:url(https://s.example/.evil.example/login)\">",
                "1 <é {traits.yes} | 1 <é true",
                "<svg><a xlink:href=\"{context.page}\"/></svg> | <svg><a xlink:href=\"/cart?id=7&amp;n=a%20b\"/></svg>",
            })
    void aValueIsEscapedByItsPlace(String template, String expected) {
        assertThat(rendered("html", template)).isEqualTo(new Rendering.Rendered(Map.of("html", expected)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<script>var a = '{traits.name}'</script> | <script>",
                "<SCRIPT type=x>{traits.name} | <script>",
                "<style>a \\{ color: {traits.color} }</style> | <style>",
                "<iframe>{traits.name}</iframe> | <iframe>",
                "<title></{traits.name}title><a title=\"</title><script>{traits.name}\"> | <title> may end",
                "<textarea><{traits.name}/textarea> | <textarea> may end",
                "<title></TITLE{traits.name}> | <title> may end",
                "<svg/><title><a title=\"</title><script>{traits.name}\"> | <script>",
                "<svg><p><title><a title=\"</title><script>{traits.name}\"> | may be text or not",
                "<svg><title>a <{traits.name}</title> | <title> may end",
                "<svg><desc><title><!-- </title><b title=\"--><script>{traits.name}\"> | may be text or not",
                "<svg><foreignObject><textarea></p x='</textarea><b title=\"'><script>{traits.name}\"> | may be text or not",
                "<a onclick=\"f('{traits.name}')\"> | program",
                "<a ONmouseover='{traits.name}'> | program",
                "<button on=\"tap:x.show(a='{traits.name}')\"> | program",
                "{#if traits.yes}<a href='{#else}<a style='{/if}{traits.name}'> | same branch",
                "<a href={context.link}> | href=\"{…}\"",
                "<a href=x{context.link}> | without quotes",
                "<a href= {context.link}> | without quotes",
                "<{traits.name}> | name of a tag",
                "<h{traits.name}> | name of a tag",
                "</{traits.name}> | name of a tag",
                "<a {traits.name}> | name of a tag",
                "<a {traits.name}='x'> | name of a tag",
                "<a data-{traits.name}='x'> | name of a tag",
                "<!DOCTYPE {traits.name}> | comment",
                "<a href=\"javascript:f('{traits.name}')\"> | program",
                "<a href=\" JavaScript:{traits.name}\"> | program",
                "<a href=\"{context.java}:x\"> | scheme",
                "<a href=\"https://{traits.name}/x\"> | host",
                "<a href=\"https://www.{traits.name}\"> | host",
                "<a href=\"https://user@{traits.name}\"> | host",
                "<a href=\"HTTPS:{traits.name}\"> | host",
                "<a href=\"//{traits.name}\"> | host",
                "<a href=\"/\t/{traits.name}\"> | host",
                "<a href=\"{#if traits.yes}https://{#else}/{/if}{traits.name}\"> | host",
                "<a href=\"/{#if traits.yes}de{/if}/{traits.name}\"> | host",
                "<a href=\"https://s.example{#if traits.yes}?q={/if}{traits.name}\"> | the branch of an #if",
                "<a href=\"{#if traits.yes}https://{/if}java{#if traits.yes}{/if}script:{traits.name}\"> | host",
                "<object data=\"data:text/html,{traits.name}\"> | program",
                "<iframe srcdoc=\"{traits.name}\"> | srcdoc",
                "<meta http-equiv=refresh content=\"0;url={context.link}\"> | lead elsewhere",
                "<meta http-equiv='{traits.name}' content=\"0;url=/x\"> | lead elsewhere",
                "<meta charset='{traits.name}'> | how the page is read",
                "<meta content=\"0;url={context.link}\" HTTP-EQUIV=refresh> | <meta http-equiv>",
                "<meta content=\"{context.link}\" {#if traits.yes}http-equiv=\"refresh\"{/if}> | <meta http-equiv>",
                "<meta {#if traits.yes}http-equiv='refresh'{/if} content=\"{context.link}\"> | lead elsewhere",
                "<meta {#for i in cart}content=\"{i.id}\" http-equiv=\"refresh\" {/for}> | <meta http-equiv>",
                "<meta {#for i in cart}http-equiv=\"refresh\"{#else}content=\"{traits.name}\"{/for} content=\"{traits.name}\"> | <meta http-equiv>",
                "<animate attributeName=href to=\"{context.link}\"> | lead elsewhere",
                "{#if traits.yes}<script>{/if}{traits.name} | same branch",
                "{#if traits.yes}<a href=\"{#else}<b title=\"{/if}{traits.name}\"> | same branch",
                "<a {#if traits.yes}href{#else}title{/if}=\"{traits.name}\"> | goes on after an #if",
                "<a {#if traits.yes}on{/if}click=\"{traits.name}\"> | goes on after an #if",
                "<a {#if traits.yes}href {/if}=\"{traits.name}\"> | goes on after an #if",
                "<s{#if traits.yes} {/if}cript>{traits.name} | goes on after an #if",
                "{#if traits.yes}</script{#else}<script{/if}>{traits.name} | same branch",
                "<script>{#if traits.yes}</script{/if}>{traits.name} | same branch",
                "<!--{#if traits.yes}x{/if}>{traits.name} | same branch",
                "<!-- {#if traits.yes}--{/if}>{traits.name} | same branch",
                "<script src=\"{context.link}\"> | from where the page is made up",
                "<SCRIPT SRC='{#if traits.yes}x{/if}{context.link}'> | from where the page is made up",
                "<base href=\"{context.link}\"> | from where the page is made up",
                "<svg><script xlink:href=\"{context.link}\"/> | from where the page is made up",
                "<form action=\"{context.link}\"> | forms are sent",
                "<button formaction=\"{context.link}\"> | forms are sent",
                "<a href=\"javascript&colon;{traits.name}\"> | write the character itself",
                "<a href=\"/&sol;{traits.name}\"> | write the character itself",
                "<a href=\"https&#58;//s.example?{traits.name}\"> | write the character itself",
                "<script><!-- <script></script>{traits.name} | <script>",
                "<SCRIPT><!-- <Script src=x></SCRIPT>{traits.name}</script> | <script>",
                "<svg><title><a href=\"javascript:{traits.name}\"> | may be text or not",
                "<svg><title><script>{traits.name} | may be text or not",
                "<math><title/><a href=\"//{traits.name}\"> | host",
                "<a href=\"{context.java}&colon;{traits.name}\"> | write the character itself",
                "<a href=\"{context.java}&#58;{traits.name}\"> | write the character itself",
                "<a href=\"{context.nothing}&sol;&sol;{traits.name}\"> | write the character itself",
                "<a href=\"{context.java}&{traits.name}\"> | write the character itself",
                "<a href=\"https://s.example&#46{traits.name}\"> | write the character itself",
                "<a href=\"{#if traits.yes}/{/if}{context.slashes}\"> | the branch of an #if",
                "<img srcset=\"/a.png 1x, //{traits.name} 2x\"> | host",
                "<img srcset=\"/a.png, {context.java}:{traits.name} 2x\"> | scheme",
                "<td style=\"background:url(https://{traits.name}/x.png)\"> | host",
                "<td style='background:image-set(\"//s.example{traits.name}\" 1x)'> | host",
                "<td style=\"background:url({#if traits.yes}/{/if}{traits.name})\"> | the branch of an #if",
                "<a href=\"{context.nothing ?: 'https://s.example'}{context.evil}\"> | the branch of an #if",
                "<a href=\"{traits.yes ? 'javascript:' : '/'}{traits.name}\"> | program",
                "<form action-xhr=\"{context.link}\"> | forms are sent",
                "<a href=\"{context.nothing ?: 'javascript:'}{traits.name}\"> | program",
                "{#for i in cart}<a title=\"{/for}{traits.name} | same branch",
            })
    void whereAValueCannotBeMadeHarmlessTheTemplateIsRefusedAndSaysWhatToWrite(String template, String why) {
        assertThatThrownBy(() -> templates.compile(Map.of("html", "line one\n" + template)))
                .isInstanceOfSatisfying(
                        InvalidContent.class,
                        e -> assertThat(e.faults()).singleElement().satisfies(fault -> {
                            assertThat(fault.pointer()).isEqualTo("/html");
                            assertThat(fault.detail()).contains(why);
                            assertThat(fault.line()).isEqualTo(2);
                            assertThat(fault.column()).isPositive();
                        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"js", "spaced", "upper", "data"})
    void anAddressThatLeadsToAProgramBreaksTheRenderingAndSaysWhere(String name) {
        for (String field : List.of("html", "url")) {
            String template = field.equals("html") ? "<a href=\"{context.%s}\">" : "{context.%s}";
            assertThat(rendered(field, template.formatted(name)))
                    .isInstanceOfSatisfying(Rendering.Broken.class, broken -> {
                        assertThat(broken.field()).isEqualTo("/" + field);
                        assertThat(broken.why()).contains("context." + name, "https:");
                    });
        }
    }

    @Test
    void aFaultOfATextIsSaidWhereItIs() {
        assertThat(fault("a\nb<!-- -{traits.yes}\n\n ->x{traits.yes}")).isNull();
        assertThat(fault("a\nb<!-- -{traits.yes}->x{traits.yes}")).isEqualTo("2:21");
        assertThat(fault("a\nb<!-- {traits.yes}x\n-->\n <svg><p><title>1<b>{traits.yes}"))
                .isEqualTo("4:19");
    }

    /** Each was looked at for minutes, as what was read of a name was copied at each of its characters. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<%s>{traits.yes}",
                "<a %s>{traits.yes}",
                "<script type='%s'></script>{traits.yes}",
                "<a href='%s'>{traits.yes}",
                "<a href='{context.link}&%s'>{traits.yes}",
                "<p style='%s'>{traits.yes}",
                "<script type='application/ld+json'>\"%s\"</script>{traits.yes}",
            })
    void aLongNameIsLookedAtQuickly(String template) {
        String html = template.replace("%s", "a".repeat(400_000));
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> templates.compile(Map.of("html", html)));
    }

    @Test
    void loopsWithinEachOtherDoNotMakeATemplateLongToLookAt() {
        StringBuilder html = new StringBuilder("<!-- ");
        IntStream.range(0, 30).forEach(i -> html.append("{#for a" + i + " in cart}x"));
        html.append('-').append("{/for}".repeat(30)).append(" -->");
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThatThrownBy(
                        () -> templates.compile(Map.of("html", html.toString())))
                .isInstanceOfSatisfying(
                        InvalidContent.class,
                        e -> assertThat(e.faults().get(0).detail()).contains("too many #for")));
    }

    @Test
    void whatIsSaidInsteadOfAnAddressLetsNoOtherLeadToAProgram() {
        assertThat(rendered("html", "<a href=\"{context.js ?: 'tel:1'}\">")).isInstanceOf(Rendering.Broken.class);
        assertThat(rendered("url", "{context.nothing ?: 'sms:1'}"))
                .isEqualTo(new Rendering.Rendered(Map.of("url", "sms:1")));
    }

    @Test
    void aStyleTakesNoMoreThanOneValue() {
        assertThat(rendered("html", "<td style=\"color:{context.css}\">")).isInstanceOf(Rendering.Broken.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{context.link} | https://shop.example/a%20b?x=1&y='2'",
                "{context.page} | /cart?id=7&n=a%20b",
                "/search?q={traits.name}&c={traits.city} | /search?q=Anna%20%26%20Co%20%3Cx%3E%20%22%C3%A9%22&c=Bad%20Ems%2F2",
                "shop://cart/{traits.city} | shop://cart/Bad%20Ems/2",
                "mailto:{context.mail} | mailto:anna%2Bx@example.com",
                "{context.nothing ?: '/'} | /",
            })
    void anAddressInAFieldOfItsOwnIsEncodedAsOne(String template, String expected) {
        for (String field : List.of("url", "imageUrl", "href")) {
            assertThat(rendered(field, template)).isEqualTo(new Rendering.Rendered(Map.of(field, expected)));
        }
    }

    private Rendering rendered(String field, String template) {
        return templates.compile(Map.of(field, template)).render(DATA);
    }

    private @Nullable String fault(String html) {
        try {
            templates.compile(Map.of("html", html));
            return null;
        } catch (InvalidContent e) {
            return e.faults().get(0).line() + ":" + e.faults().get(0).column();
        }
    }
}
