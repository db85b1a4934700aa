package io.cairn.personalization.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** E-mails that other tools made are taken as they are. */
class EmailsTest {
    /** What is markup, or ends an attribute, a text of JSON, or a comment. */
    private static final Pattern MARKS = Pattern.compile("[<>\"]|--!?>");

    private static final Pattern STYLE_SHEETS = Pattern.compile("(?s)<style.*?</style>");

    @ParameterizedTest
    @ValueSource(strings = {"foundation-order", "mailgen-cerberus", "mjml-welcome"})
    void anEmailIsTakenAndNoValueLeavesItsPlace(String name) throws IOException {
        String html = html(name);
        ContentTemplate template = ContentTemplates.strict().compile(Map.of("html", html));
        String usual = rendered(template, "Ada");
        assertThat(usual).contains("Ada").doesNotContain("{traits", "{offer", "{context", "{profile", "{#", "{/");
        assertThat(found(STYLE_SHEETS, usual)).isEqualTo(found(STYLE_SHEETS, html));
        for (String evil : List.of("--><script>x</script>", "<!--[if mso]>", "--!", "'><b", "&quot;", "</title>-")) {
            assertThat(found(MARKS, rendered(template, evil))).isEqualTo(found(MARKS, usual));
        }
    }

    private static List<String> found(Pattern pattern, String html) {
        return pattern.matcher(html).results().map(MatchResult::group).toList();
    }

    private static String rendered(ContentTemplate template, String value) {
        Map<String, Object> item = Map.of("id", value, "name", value, "price", value, "color", "red");
        Rendering rendering = template.render(Map.of(
                "traits", Map.of("firstName", value, "city", value, "email", value, "color", "#fff"),
                "profile", Map.of("customerId", value),
                "context", Map.of("link", "/" + value, "page", "/" + value),
                "cart", List.of(item),
                "offer", Map.of("name", value, "value", value, "tags", List.of("/" + value))));
        assertThat(rendering).isInstanceOf(Rendering.Rendered.class);
        return (String) ((Rendering.Rendered) rendering).content().get("html");
    }

    private static String html(String name) throws IOException {
        try (InputStream file = EmailsTest.class.getResourceAsStream("/emails/" + name + ".html")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
