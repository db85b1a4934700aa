package io.cairn.journey.validation;

import io.cairn.model.condition.Condition;
import io.cairn.model.event.LoggedEvent;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.Stage;
import io.cairn.model.map.Touchpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether the map's events are those of its touchpoints: what no touchpoint sends, no criteria and no KPI will see. */
final class EventNames {
    private final Set<String> named = new TreeSet<>();

    /** The first of those that differ only in spelling, by what they have in common: a map may have very many. */
    private final Map<String, String> byPlainName = new HashMap<>();

    private final List<Finding> findings = new ArrayList<>();

    private final Set<String> cartEvents;

    private EventNames(Set<String> cartEvents) {
        this.cartEvents = cartEvents;
    }

    /** @param cartEvents all that carts are made of: who asks for the cart need name none */
    static List<Finding> warnings(CompiledMap compiled, Set<String> cartEvents) {
        EventNames events = new EventNames(cartEvents);
        JourneyMap map = compiled.map();
        map.stages().forEach(stage -> stage.touchpoints().forEach(at -> events.named.addAll(at.events())));
        events.named.forEach(name -> events.byPlainName.putIfAbsent(plain(name), name));
        for (int i = 0; i < compiled.personas().size(); i++) {
            String pointer = CompiledMap.criteria(i);
            compiled.personas().get(i).ifPresent(condition -> events.checkCriteria(pointer, condition));
        }
        for (int i = 0; i < map.stages().size(); i++) {
            String pointer = CompiledMap.entryCriteria(i);
            compiled.stages().get(i).ifPresent(condition -> events.checkCriteria(pointer, condition));
            events.checkStage("/stages/" + i, map.stages().get(i));
        }
        if (!map.stages().isEmpty()
                && map.stages().stream().allMatch(stage -> stage.kpis().isEmpty())) {
            events.findings.add(Finding.warning(
                    "/stages", "no stage has a KPI: say by what you will see that the journey got better"));
        }
        return events.findings;
    }

    private void checkCriteria(String pointer, Condition condition) {
        boolean readsCart = condition.source().contains("cart(");
        for (String event : new TreeSet<>(condition.eventNames())) {
            if (!isNamed(event) && !(readsCart && cartEvents.contains(event))) {
                findings.add(Finding.warning(
                        pointer, "asks for the event '" + event + "', which no touchpoint names" + meant(event)));
            }
        }
    }

    private void checkStage(String pointer, Stage stage) {
        for (int i = 0; i < stage.kpis().size(); i++) {
            KpiCheck.finding(pointer + "/kpis/" + i, stage.kpis().get(i), this).ifPresent(findings::add);
        }
        for (int i = 0; i < stage.touchpoints().size(); i++) {
            Touchpoint touchpoint = stage.touchpoints().get(i);
            if (touchpoint.events().isEmpty()) {
                findings.add(Finding.warning(
                        pointer + "/touchpoints/" + i + "/events",
                        "the touchpoint '" + touchpoint.name()
                                + "' has no events: nothing will show that a customer was there"));
            }
        }
    }

    /** Whether a touchpoint sends it. */
    boolean isNamed(String event) {
        return named.contains(event) || event.equals(LoggedEvent.ANY_NAME);
    }

    /** An event that a touchpoint spells otherwise, as the end of a sentence; else nothing. */
    String meant(String event) {
        String name = byPlainName.get(plain(event));
        return name == null ? "" : ": did you mean '" + name + "'?";
    }

    private static String plain(String name) {
        return Channels.plain(name);
    }
}
