package io.cairn.personalization.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTemplatesTest {
    private static final Map<String, Object> DATA = Map.of(
            "traits",
            Map.of(
                    "firstName",
                    "Ada",
                    "age",
                    30L,
                    "score",
                    new BigDecimal("2.5"),
                    "vip",
                    true,
                    "html",
                    "<script>x</script>",
                    "sly",
                    "{traits.firstName}"),
            "context",
            Map.of("device", "mobile", "count", 0L, "rate", new BigDecimal("0.00"), "list", List.of()),
            "cart",
            List.of(Map.of("name", "shoe", "price", 10L), Map.of("name", "sock", "price", new BigDecimal("2.25"))),
            "offer",
            Map.of("value", 12.5, "name", "Ten percent"));

    private final ContentTemplates templates = new ContentTemplates();
    private final ContentTemplates strict = ContentTemplates.strict();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Hello {traits.firstName ?: 'friend'} | Hello Ada",
                "Hello {traits.lastName ?: 'friend'} | Hello friend",
                "[{traits.lastName}] | []",
                "{traits.age} {traits.score} {traits.vip} | 30 2.5 true",
                "{traits.vip ? 'yes' : 'no'} {traits.no ? 'yes' : 'no'} | yes no",
                "{context.count ? 'yes' : 'no'} {#if context.count}yes{#else}no{/if} | no no",
                "{context.rate ? 'yes' : 'no'} {context.list ? 'yes' : 'no'} {traits.age ? 'yes' : 'no'} | no no yes",
                "[{traits.vip ? 'yes'}] [{traits.no ? 'yes'}] {traits.no ?: \"it's\"} | [yes] [] it's",
                "{#if traits.age == 30}thirty{/if} | thirty",
                "{#if traits.age > 18}adult{#else}minor{/if} | adult",
                "{#if traits.score >= 2.5}good{#else}bad{/if} | good",
                "{#if traits.nope}a{#else if traits.vip}b{#else}c{/if} | b",
                "{#if !traits.nope && context.device == 'mobile'}yes{/if} | yes",
                "{#if traits.age == 30.0 and traits.score == 2.50}equal{/if} | equal",
                "{#if traits.nope > 18}a{#else if traits.nope <= 18}b{#else}c{/if} | c",
                "{#if (traits.nope ?: 20) > 18 && ! (traits.vip == false)}a{/if} | a",
                "{#if traits.nope > 1 or traits.firstName eq 'Ada'}a{/if} | a",
                "{#if traits.age==30}a{/if}{#if (traits.vip == true) && !traits.nope}b{/if} | ab",
                "{#if traits.firstName == 'O Neil (x)'}a{#else}b{/if} | b",
                "{#if traits.nope == null}a{/if}{#if traits.nope != 1}b{/if} | ab",
                "{#if traits.age>18}a{/if}{#if traits.firstName < 'B'}b{/if}{#if traits.firstName > 1}c{/if} | ab",
                "{#if cart}a{/if}{#if context.list}b{/if}{#if 0}c{/if}{#if traits.age.or(1)}d{/if} | ad",
                "{#for item in cart}{#if item.price > 5 && traits.vip}{item.name}{/if}{/for} | shoe",
                "{#for item in cart}{item.name}: {item.price}{#if item_hasNext}, {/if}{/for} | shoe: 10, sock: 2.25",
                "{#for item in cart}{item_count}{item_index}{/for} | 1021",
                "{#for x in context.nothing}x{#else}none{/for} | none",
                "{cart.size} {cart.0.name} {cart[1].name} [{cart[9].name}] | 2 shoe sock []",
                "{offer.name} {offer.value} | Ten percent 12.5",
                "{traits.sly} | {traits.firstName}",
                "a \\{ brace, {\"json\": 1} and { space } | a { brace, {\"json\": 1} and { space }",
            })
    void textsAreFilledIn(String template, String expected) {
        assertThat(rendered(Map.of("text", template))).isEqualTo(Map.of("text", expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{inject:foo}",
                "{cdi:foo.bar}",
                "{str:concat('a','b')}",
                "{config:property('quarkus.datasource.password')}",
                "{msg:hello}",
                "{traits.firstName.toUpperCase()}",
                "{traits.getClass()}",
                "{traits.get('firstName')}",
                "{traits.firstName ?: traits.getClass()}",
                "{#if traits.getClass()}x{/if}",
                "{#if inject:foo}x{/if}",
                "{#for x in traits.keySet()}x{/for}",
                "{#for x in inject:list}x{/for}",
                "{#for x of cart}x{/for}",
                "{#each cart}x{/each}",
                "{#include base}{/include}",
                "{#include base /}",
                "{#insert name}{/insert}",
                "{#let x=1}{x}{/let}",
                "{#set x=1}{x}{/set}",
                "{#with traits}{firstName}{/with}",
                "{#when traits.age}{#is 30}x{/when}",
                "{#switch traits.age}{#case 30}x{/switch}",
                "{#eval 'x' /}",
                "{#fragment id=x}x{/fragment}",
                "{#fragment x}x{/fragment}",
                "{#cached}x{/cached}",
                "{@java.lang.String name}{name}",
                "{#if}x{/if}",
                "{#if traits.age >}x{/if}",
                "{#if traits.age && !(traits.vip == false)}x{/if}",
                "{#if traits.age ~ 3}x{/if}",
                "{#if (traits.age}x{/if}",
                "{#if traits.age traits.vip}x{/if}",
                "{#if traits.vip}x{#else traits.age}y{/if}",
                "{#if traits.vip}x{#else if str:x}y{/if}",
                "{#if !(traits.vip && cdi:foo)}x{/if}",
                "{#if traits.age > traits.getClass()}x{/if}",
                "{#if traits.vip}x",
                "{/if}",
                "{traits.firstName",
                "{#for x in 2147483647}x{/for}",
                "{color:red}",
            })
    void whatIsNotOutputIfOrForIsRefused(String template) {
        assertThatThrownBy(() -> templates.compile(Map.of("subject", template)))
                .isInstanceOfSatisfying(InvalidContent.class, e -> assertThat(e.faults())
                        .extracting(fault -> fault.pointer())
                        .containsExactly("/subject"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{traits.class}",
                "{traits.getClass.getName}",
                "{traits.class.classLoader}",
                "{profile.getClass.getName}",
                "{traits.firstName.class}",
                "{traits.firstName.bytes}",
                "{cart.class}",
                "{cart.stream}",
                "{traits.keySet}",
                "{traits.entrySet}",
                "{this}",
                "{budget}",
                "{map}",
                "{traits.budget}",
                "{system}",
                "{raw}",
                "{traits.firstName.raw}",
                "{#for item in cart}{item.class}{item.list}{item_budget}{/for}",
            })
    void noTemplateReachesAnythingButTheDataGiven(String template) {
        assertThat(rendered(Map.of("text", template))).isEqualTo(Map.of("text", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{trait.firstName} | 1 | there is no 'trait': did you mean traits?",
                "{firstName} | 1 | there is no 'firstName' (known are traits, profile, context, cart, offer;",
                "{#for i in carts}x{/for} | 1 | did you mean cart?",
                "{#if trait.x}x{/if} | 1 | did you mean traits?",
                "{#if traits.x}{#else if !trait.x}x{/if} | 15 | did you mean traits?",
                "{#for i in cart}{j.name}{/for} | 17 | there is no 'j': did you mean i? (known are traits, profile, context, cart, offer, i;",
                "{#for i in cart}{i_size}{/for} | 17 | there is no 'i_size'",
                "{#for i in cart}{#else}{i.name}{/for} | 24 | there is no 'i'",
                "{#for i in cart}{/for}{i.name} | 23 | there is no 'i'",
                "{traits.a ?: frind} | 1 | there is no 'frind'",
                "{traits.a ? context.x : b} | 1 | there is no 'b'",
                "{traits.firstName ?: } | 2 | '?:' is not understood",
                "{traits.firstName ?:'x'} | 1 | '?:'x'' is not understood",
                "{traits.firstName ? } | 2 | '?' is not understood",
                "{traits.firstName lastName} | 1 | 'lastName' is not understood",
                "{traits.firstName;} | 1 | is not understood",
                "x {{traits.x}} | 3 | a value is written {traits.firstName}",
                "{{ traits.x }} | 1 | a value is written",
                "{{{traits.x}}} | 1 | a value is written",
                "{{#if anything}}x{{/if}} | 1 | a value is written",
                "{{else}} | 1 | a value is written",
                "{% if traits.x %} | 1 | a value is written",
                "{%- endif %} | 1 | a value is written",
                "{ traits.x } | 1 | a value is written",
                "{ traits.x ?: 'y' } | 1 | a value is written",
                "{ #if traits.x } | 1 | a value is written",
                "{#for i in cart}{ i.name }{/for} | 17 | a value is written",
                "a { space } { traits['x'] } | 13 | a value is written",
                "{offer.price} | 1 | there is no 'offer.price' (known are offer.key, offer.name",
                "{#if offer.vallue > 1}x{/if} | 1 | there is no 'offer.vallue': did you mean",
                "{profile.firstName} | 1 | there is no 'profile.firstName'",
                "{#for i in cart traits.x}x{/for} | 1 | written #for item in list, without more words",
                "{traits.firstName}{ | 19 | the last brace is not closed; a brace that is text is written \\{",
            })
    void aMistakeIsRefusedWhenItIsSavedAndSaysWhereAndWhat(String template, int column, String why) {
        String second = "line one\n" + template;
        assertThatThrownBy(() -> strict.compile(Map.of("html", second)))
                .isInstanceOfSatisfying(
                        InvalidContent.class,
                        e -> assertThat(e.faults()).singleElement().satisfies(fault -> {
                            assertThat(fault.pointer()).isEqualTo("/html");
                            assertThat(fault.detail()).contains(why);
                            assertThat(fault.line()).isEqualTo(2);
                            assertThat(fault.column()).isEqualTo(column);
                        }));
        templates.compile(Map.of("html", second)); // what was saved before is still taken
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{traits.vip ? 'yes':'no'}",
                "{traits.vip ? \"yes\":\"no\"}",
                "{traits.firstName ?: 'Mr':'Mrs'}",
                "{traits.firstName ?: 'don''t'}"
            })
    void operatorWithinATextIsRefusedWhenItIsSaved(String template) {
        assertThatThrownBy(() -> strict.compile(Map.of("text", template)))
                .isInstanceOfSatisfying(
                        InvalidContent.class,
                        e -> assertThat(e.faults().get(0).detail()).contains("is taken for one text"));
        templates.compile(Map.of("text", template)); // what was saved before is still taken
    }

    @Test
    void aFilterIsRefusedWhenItIsSaved() {
        assertThatThrownBy(() -> strict.compile(Map.of("text", "{traits.firstName|upper}")))
                .isInstanceOfSatisfying(
                        InvalidContent.class, e -> assertThat(e.faults().get(0).detail())
                                .contains("'firstName|upper' is not understood: there are no filters"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a { color: red }\n@media x { a { context: 1 } }",
                "{\"json\": {\"traits\": [{}]}} {\"x\": {traits.x}}",
                "{ space } { traits } { cart.add(1); } { profile: 1 } {% {{ {{x}} {{\"a\": 1}}",
                "{{ customer.first_name }}",
                "\\{ traits.x } \\{\\{traits.x}} \\{% if x %} \\{",
                "{|{{traits.x}} {% if|}{! { traits.x } !}",
                "{traits.x ?: '{|'}{traits.first-name}{traits.größe}{traits.$x}{traits['a b|c']}{traits[\"a;b\"].c}",
                "{traits.x ?: traits.y ?: 'z'}{traits.vip ? 'a' : context.b}{traits.x??}{traits.x or 1}{cart[0].name}",
                "{#for i in cart}{#for k in i.tags}{i.name}{k}{k_index}{i_count}{#if i_hasNext && k_hasNext},{/if}{/for}{/for}",
                "{profile.customerId}{profile.traits.x}{offer.tags.0}{context.device}{#if true}{1}{/if}",
            })
    void whatIsMeantIsTakenWhenItIsSaved(String template) {
        strict.compile(Map.of("html", template, "text", template));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{cart}",
                "{offer.tags}",
                "{offer}",
                "{traits}",
                "{#for i in offer.name}x{/for}",
                "{#for i in traits}x{/for}"
            })
    void whatBreaksForEveryCustomerIsRefusedWhenItIsSaved(String template) {
        assertThatThrownBy(() -> strict.compile(Map.of("text", template)))
                .isInstanceOfSatisfying(
                        InvalidContent.class,
                        e -> assertThat(e.faults()).singleElement().satisfies(fault -> {
                            assertThat(fault.pointer()).isEqualTo("/text");
                            assertThat(fault.detail()).contains("breaks for every customer: ", "list");
                        }));
        templates.compile(Map.of("text", template)); // what was saved before is still taken
    }

    @Test
    void noTextTakesLongToLookAt() {
        for (String part : List.of("{{ ", "{ a.", "{ ", "{\"{|", "{% ", "{{#", "{{\"")) {
            String text = part.repeat(2_000) + " ".repeat(300_000) + "a.".repeat(50_000);
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                try {
                    strict.compile(Map.of("text", text));
                } catch (InvalidContent e) {
                    assertThat(e.faults()).hasSize(1);
                }
            });
        }
    }

    @Test
    void whatGoesIntoHtmlIsEscaped() {
        Map<String, Object> content = Map.of(
                "html",
                "<b>{traits.html}</b>",
                "subject",
                "{traits.html}",
                "parts",
                Map.of("html", List.of("{traits.html}")));
        assertThat(rendered(content))
                .isEqualTo(Map.of(
                        "html", "<b>&lt;script&gt;x&lt;/script&gt;</b>",
                        "subject", "<script>x</script>",
                        "parts", Map.of("html", List.of("&lt;script&gt;x&lt;/script&gt;"))));
    }

    @Test
    void valuesThatAreNoTextGoOutAsTheyAre() {
        Map<String, Object> content =
                Map.of("n", 3, "b", true, "list", List.of(1, "{traits.firstName}"), "plain", "no template }");
        assertThat(rendered(content))
                .isEqualTo(Map.of("n", 3, "b", true, "list", List.of(1, "Ada"), "plain", "no template }"));
    }

    @Test
    void loopsEndWithTheBudget() {
        ContentTemplate template = templates.compile(Map.of(
                "text", "{#for a in list}{#for b in list}{#for c in list}{#for d in list}{/for}{/for}{/for}{/for}"));
        Rendering rendering = template.render(Map.of("list", Collections.nCopies(1000, 1L)));
        assertThat(rendering).isEqualTo(new Rendering.Broken("/text", "takes more than 20000 steps"));
    }

    @Test
    void outputEndsWithTheBudget() {
        ContentTemplate template =
                templates.compile(Map.of("text", "{#for a in list}" + "x".repeat(10_000) + "{/for}"));
        assertThat(template.render(Map.of("list", Collections.nCopies(5000, 1L))))
                .isInstanceOf(Rendering.Broken.class);
    }

    @Test
    void anObjectWhereATextShouldBeBreaksTheRenderingAndSaysWhere() {
        ContentTemplate template = templates.compile(Map.of("a", Map.of("b", "{traits.firstName}")));
        Rendering rendering = template.render(Map.of("traits", Map.of("firstName", Map.of("x", 1L))));
        assertThat(rendering).isInstanceOfSatisfying(Rendering.Broken.class, broken -> assertThat(broken.field())
                .isEqualTo("/a/b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{#if a}", "{#for a in b}"})
    void deepNestingIsRefusedOrRenderedButNeverAFault(String open) {
        String close = open.startsWith("{#if") ? "{/if}" : "{/for}";
        String template = open.repeat(20_000) + close.repeat(20_000);
        try {
            templates.compile(Map.of("text", template)).render(DATA);
        } catch (InvalidContent e) {
            assertThat(e.faults()).hasSize(1);
        }
    }

    private Map<String, Object> rendered(Map<String, Object> content) {
        return ((Rendering.Rendered) templates.compile(content).render(DATA)).content();
    }
}
