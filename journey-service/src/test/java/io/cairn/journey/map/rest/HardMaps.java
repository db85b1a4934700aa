package io.cairn.journey.map.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.JourneyMaps;
import java.math.BigDecimal;
import java.util.Random;

/** Maps whose texts look like something else in YAML, or are hard to write down. */
final class HardMaps {
    private static final String[] TEXTS = {
        "no",
        "Yes",
        "on",
        "y",
        "true",
        "null",
        "~",
        "12:30",
        "2026-01-31",
        "0x1F",
        "010",
        "1e3",
        "1_000",
        "404",
        "-1.5",
        ".inf",
        "<<",
        "=",
        "*alias",
        "&anchor",
        "!tag",
        "%directive",
        "@at",
        "`tick`",
        "- dash",
        "-",
        "?",
        "? key",
        ":",
        "a: b",
        "a:",
        "#comment",
        "a #b",
        "[x",
        "{y}",
        "'single'",
        "\"double\"",
        "back\\slash",
        " leading",
        "trailing ",
        "tab\there",
        "two\nlines",
        "end\n",
        "\n\nstart",
        "cr\r\nlf",
        "nel\u0085x",
        "ls\u2028ps\u2029",
        "bom\uFEFFx",
        "nbsp\u00A0x",
        "bell\u0007x",
        "delete\u007F",
        "😀👩‍👩‍👧",
        "结账时",
        "الدفع",
        "---",
        "...",
        "| literal",
        "> folded",
        "very ".repeat(20) + "long"
    };

    private final Random random;

    private HardMaps(long seed) {
        this.random = new Random(seed);
    }

    /** @param seed the same seed makes the same map */
    static JourneyMap random(long seed) {
        return JourneyMaps.read(new HardMaps(seed).map());
    }

    private ObjectNode map() {
        ObjectNode map = object().put("name", name()).put("description", text());
        ObjectNode persona =
                map.putArray("personas").addObject().put("key", "no").put("name", name());
        ObjectNode demographics = persona.putObject("demographics");
        for (int i = random.nextInt(5); i > 0; i--) {
            demographics.put(text(), text());
        }
        demographics.put("number", new BigDecimal(random.nextLong()).movePointLeft(random.nextInt(30)));
        demographics.put("truth", random.nextBoolean()).putNull("nothing");
        demographics
                .putArray("list")
                .add(text())
                .add(random.nextInt())
                .addObject()
                .put(text(), 1);
        texts(persona.putArray("motivations"));
        texts(persona.putObject("empathy").putArray("says"));
        ArrayNode stages = map.putArray("stages");
        for (int i = random.nextInt(4); i > 0; i--) {
            stage(stages.addObject().put("key", "s" + i).put("name", name()));
        }
        return map;
    }

    private void stage(ObjectNode stage) {
        stage.put("customerGoal", text()).put("entryCriteria", "count('" + random.nextInt() + "') >= 1\n&& true");
        stage.putArray("kpis")
                .addObject()
                .put("key", "12")
                .put("name", name())
                .put("target", BigDecimal.valueOf(random.nextInt(), random.nextInt(12) - 4))
                .put("owner", text());
        ObjectNode touchpoint =
                stage.putArray("touchpoints").addObject().put("key", "1e3").put("name", name());
        touchpoint.put("emotion", random.nextInt(5) - 2);
        texts(touchpoint.putArray("thoughts"));
        texts(touchpoint.putObject("byPersona").putObject("no").putArray("thoughts"));
        touchpoint
                .putArray("painPoints")
                .addObject()
                .put("text", text())
                .put("severity", 1 + random.nextInt(5))
                .put("status", "assumed");
    }

    private void texts(ArrayNode list) {
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(text());
        }
    }

    /** On one line. */
    private String name() {
        String name = text().replaceAll("\\p{Cc}|\\p{Z}", " ").strip();
        return name.isEmpty() ? "no" : name;
    }

    private String text() {
        String one = TEXTS[random.nextInt(TEXTS.length)];
        return random.nextInt(3) > 0 ? one : one + TEXTS[random.nextInt(TEXTS.length)];
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
