package io.cairn.journey.picture;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.JourneyMaps;
import java.util.Random;

/** Maps that are hard to draw. */
final class Pictures {
    private static final String[] TEXTS = {
        "Short",
        "Shipping costs that appear on the very last page of the checkout, after everything has been typed in",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsuniformknopf",
        "结账时才出现的运费让顾客感到意外，他们宁愿放弃购物车，也不愿意再付一次运费。",
        "تظهر تكاليف الشحن في الصفحة الأخيرة فقط، وهذا يزعج العميل كثيرا قبل الدفع",
        "送料が最後のページで初めて表示される\nので、買うのをやめてしまう。",
        "👩‍👩‍👧‍👦 <b>&amp;</b> \"quoted\" ]]> WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"
    };
    private static final String[] CHANNELS = {"web", "email", "store", "app", "call center"};

    private Pictures() {}

    /** @param seed the same seed makes the same map */
    static JourneyMap random(long seed, int stages, int touchpoints) {
        Random random = new Random(seed);
        ObjectNode map = new ObjectMapper().createObjectNode();
        map.put("name", name(random)).put("description", text(random) + " " + text(random));
        ArrayNode all = map.putArray("stages");
        for (int i = 0; i < stages; i++) {
            ObjectNode stage = all.addObject().put("key", "s" + i).put("name", name(random));
            stage.put("customerGoal", text(random));
            stage.putArray("kpis")
                    .addObject()
                    .put("key", "k")
                    .put("name", name(random))
                    .put("target", 0.25);
            ArrayNode points = stage.putArray("touchpoints");
            for (int j = 0; j < touchpoints; j++) {
                touchpoint(random, points.addObject().put("key", "t" + j));
            }
        }
        return JourneyMaps.read(map);
    }

    private static void touchpoint(Random random, ObjectNode touchpoint) {
        touchpoint.put("name", name(random)).put("channel", CHANNELS[random.nextInt(CHANNELS.length)]);
        if (random.nextInt(5) > 0) {
            touchpoint.put("emotion", random.nextInt(5) - 2);
        }
        touchpoint.putArray("actions").add(text(random));
        touchpoint.putArray("thoughts").add(text(random));
        ArrayNode painPoints = touchpoint.putArray("painPoints");
        ArrayNode opportunities = touchpoint.putArray("opportunities");
        for (int i = random.nextInt(3); i > 0; i--) {
            painPoints.addObject().put("text", text(random)).put("severity", 1 + random.nextInt(5));
            opportunities.addObject().put("text", text(random)).put("impact", 1 + random.nextInt(5));
        }
    }

    private static String name(Random random) {
        return text(random).replace("\n", "");
    }

    private static String text(Random random) {
        return TEXTS[random.nextInt(TEXTS.length)];
    }
}
