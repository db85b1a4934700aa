package io.cairn.personalization.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON-LD takes values in its texts, as e-mails have it that offer an action beside their subject. */
class JsonInScriptsTest {
    private static final String SCRIPT = "<script type=\"application/ld+json\">";

    private static final Map<String, Object> TRAITS = Map.of(
            "evil",
            "\"\\</script><!--\u2028\n--'&",
            "city",
            "Bad Ems/2",
            "slash",
            "/evil.example",
            "host",
            ".evil.example",
            "yes",
            true);

    private final ContentTemplates templates = new ContentTemplates();

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "{\"a\":\"{traits.city}\",\"b\":[{\"c\":\"x {traits.city}\"}]} ¦ {\"a\":\"Bad Ems/2\",\"b\":[{\"c\":\"x Bad Ems/2\"}]}",
                "{\"a\":\"{traits.evil}\"} ¦ {\"a\":\"\\\"\\\\\\u003c/script\\u003e\\u003c!\\u002d\\u002d\\u2028\\u000a\\u002d\\u002d\\u0027\\u0026\"}",
                "{\"url\":\"https://s.example/{traits.city}?q={traits.city}\"} ¦ {\"url\":\"https://s.example/Bad%20Ems/2?q=Bad%20Ems%2F2\"}",
                "{\"url\":\"https:\\/\\/s.example{traits.host}\"} ¦ {\"url\":\"https:\\/\\/s.example/.evil.example\"}",
                "[{#for i in cart}{\"a\":\"{i}\"}{#if i_hasNext},{/if}{/for}] ¦ [{\"a\":\"k\"},{\"a\":\"l\"}]",
                "\"{#for i in cart}{i} {/for}, Gr\\u00fc\\u00dfe {traits.city}\" ¦ \"k l , Gr\\u00fc\\u00dfe Bad Ems/2\"",
                "\"{traits.yes ? 'say \"x\"' : ''}{#if traits.no}https{/if}\" ¦ \"say \\\"x\\\"\"",
                "{\"a\":{#if traits.yes}\"{traits.city}\"{#else}null{/if}} ¦ {\"a\":\"Bad Ems/2\"}",
                "\"--{traits.city}>{#if traits.yes} - {/if}\" ¦ \"--Bad Ems/2> - \"",
                "\"{#if traits.yes}-{#else}x{/if}{traits.city}\" ¦ \"-Bad Ems/2\"",
                "\"\\u00c9clair \\u0022{traits.city}\" ¦ \"\\u00c9clair \\u0022Bad Ems/2\"",
                "\"\\u0068ttps:\\/\\/s.example{traits.host}\" ¦ \"\\u0068ttps:\\/\\/s.example/.evil.example\"",
                "[\"/{traits.slash}\",\"\\/x/{traits.slash}?{traits.slash}\"] ¦ [\"/evil.example\",\"\\/x//evil.example?%2Fevil.example\"]",
                "\"/{traits.no}/{traits.slash}\" ¦ \"/.//evil.example\"",
                "\"\\\"{traits.city}\\\\\\\\\" ¦ \"\\\"Bad Ems/2\\\\\\\\\"",
            })
    void aValueInATextIsWrittenAsJson(String json, String expected) {
        assertThat(rendered(SCRIPT + json + "</script>{traits.yes}")).isEqualTo(SCRIPT + expected + "</script>true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<SCRIPT TYPE='Application/LD+json'>",
                "<script type=application/ld+json>",
                "<script async type = application/ld+json id=x>",
                "<script type=\"application/ld+json\" type=\"text/javascript\">",
                "<script id=\"{traits.yes}\" type=\"application/ld+json\">"
            })
    void jsonIsKnownByTheTypeOfItsScript(String begin) throws Exception {
        String html = rendered(begin + "{\"a\":\"{traits.evil}\"}</script>");
        String json = html.substring(html.indexOf(">{") + 1, html.indexOf("</script>"));
        assertThat(new ObjectMapper().readTree(json).get("a").asText()).isEqualTo(TRAITS.get("evil"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>\"{traits.city}\"</script>",
                "<script type=\"application/json\">\"{traits.city}\"</script>",
                "<script type=\"text/javascript\" type=\"application/ld+json\">\"{traits.city}\"</script>",
                "<script type type=\"application/ld+json\">\"{traits.city}\"</script>",
                "<script type=\"\" type=\"application/ld+json\">\"{traits.city}\"</script>",
                "<script type=\"{traits.no}application/ld+json\">\"{traits.city}\"</script>",
                "<script type=\"application/ld&#43;json\">\"{traits.city}\"</script>",
                "<script {#if traits.yes}type=\"application/ld+json\"{/if}>\"{traits.city}\"</script>",
                "<script {#if traits.yes}type{/if} type=\"application/ld+json\">\"{traits.city}\"</script>",
                "<script {#if traits.yes}type=module {/if}type=\"application/ld+json\">\"{traits.city}\"</script>",
                "<script type=\"application/{#if traits.yes}ld+json{/if}\">\"{traits.city}\"</script>",
                "<svg><script type=\"application/ld+json\">\"{traits.city}\"</script>",
                "<svg><math></math><script type=\"application/ld+json\">\"{traits.city}\"</script>",
                "<svg><foreignObject></svg></foreignObject><script type=\"application/ld+json\">\"{traits.city}\"",
                "{#for i in cart}<script type=\"application/ld+json\">\"{i}\"</script><svg>{/for}",
                "<style type=\"application/ld+json\">\"{traits.city}\"</style>",
                "<script><!-- <script type=\"application/ld+json\">\"{traits.city}\"</script>",
                "<script>{#if traits.yes}<!-{/if}- <script ></script>\"{traits.city}\"",
            })
    void whatMayBeAProgramTakesNoValue(String html) {
        assertThatThrownBy(() -> templates.compile(Map.of("html", html)))
                .isInstanceOfSatisfying(
                        InvalidContent.class, e -> assertThat(e.faults().get(0).detail())
                                .containsAnyOf("stands inside <s", "within the same branch", "goes on after an #if"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "{\"price\":{traits.city}} ¦ write it in quotes",
                "\"a\":1,{traits.city}:2 ¦ write it in quotes",
                "'{traits.city}' ¦ write it in quotes",
                "\"a{traits.city}\"{traits.city} ¦ write it in quotes",
                "\"{|\\|}{traits.city}\" ¦ after a backslash",
                "\"<!-{traits.no}-<script>{traits.city}\" ¦ may end, or a comment",
                "\"<!--{traits.city}\" ¦ may end, or a comment",
                "\"<!-- -{traits.no}->\" ¦ may end, or a comment",
                "\"<!--<script></scr{traits.no}ipt>\" ¦ may end, or a comment",
                "\"</{traits.no}script>\" ¦ may end, or a comment",
                "{#if traits.yes}\"{/if}{traits.city} ¦ within the same branch",
                "\"https://{traits.host}\" ¦ host",
                "\" HTTPS:{traits.host}\" ¦ host",
                "\"//{traits.host}\" ¦ host",
                "\"\\/\\/{traits.host}\" ¦ host",
                "\"{#if traits.yes}https://s.example{#else}Hello {/if}{traits.host}\" ¦ the branch of an #if",
                "\"{#if traits.yes}ht{/if}tps://{traits.host}\" ¦ within the same branch",
                "\"{#for i in cart}{i}{/for}https://{traits.host}\" ¦ host",
                "\"https:\\u002f\\u002F{traits.host}\" ¦ host",
                "\"\\u0068ttps://{traits.host}\" ¦ host",
                "\"\\t\\u000ahttps://{traits.host}\" ¦ host",
                "\"/{#if traits.yes}/{/if}{traits.host}\" ¦ host",
                "\"\\u00{traits.city}22\" ¦ after a backslash",
                "\"\\u00{#if traits.yes}2{#else}3{/if}2{traits.city}\" ¦ within the same branch",
            })
    void whereAValueCannotBeWrittenAsJsonTheTemplateIsRefused(String json, String why) {
        assertThatThrownBy(() -> templates.compile(Map.of("html", SCRIPT + json + "</script>")))
                .isInstanceOfSatisfying(
                        InvalidContent.class,
                        e -> assertThat(e.faults().get(0).detail()).contains(why));
    }

    /** Whatever it is, and whatever is around it. */
    @Test
    void noValueEndsItsTextOrItsScript() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        List<String> parts =
                List.of("\"", "\\", "</script>", "<!--", "-->", "u0022", "\n", "\u2028", "é", "]]>", "/", "x");
        ContentTemplate template =
                templates.compile(Map.of("html", SCRIPT + "[\"{traits.v}\",\"a{traits.v}>\"]</script>"));
        for (String a : parts) {
            for (String b : parts) {
                for (String c : parts) {
                    String html = rendered(template, Map.of("v", a + b + c));
                    assertThat(html.indexOf('<', 1)).isEqualTo(html.length() - "</script>".length());
                    assertThat(html).doesNotContain("-->");
                    String json = html.substring(SCRIPT.length(), html.length() - "</script>".length());
                    JsonNode texts = mapper.readTree(json);
                    assertThat(texts.get(0).asText()).isEqualTo(a + b + c);
                    assertThat(texts.get(1).asText()).isEqualTo("a" + a + b + c + ">");
                }
            }
        }
    }

    private String rendered(String html) {
        return rendered(templates.compile(Map.of("html", html)), TRAITS);
    }

    private static String rendered(ContentTemplate template, Map<String, Object> traits) {
        Rendering rendering = template.render(Map.of("traits", traits, "cart", List.of("k", "l")));
        return (String) ((Rendering.Rendered) rendering).content().get("html");
    }
}
