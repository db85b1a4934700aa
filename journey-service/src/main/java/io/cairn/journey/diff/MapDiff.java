package io.cairn.journey.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cairn.journey.diff.Change.Kind;
import io.cairn.journey.diff.Change.Subject;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.JourneyMaps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares two maps by meaning: what has a key is the same thing wherever it stands and whatever it is called; pain points
 * and opportunities are told by their texts.
 */
public final class MapDiff {
    /** These are compared by themselves, not as fields of what holds them. */
    private static final Set<String> PARTS =
            Set.of("key", "name", "personas", "stages", "kpis", "touchpoints", "painPoints", "opportunities");

    private final List<Change> changes = new ArrayList<>();

    private MapDiff() {}

    /** In the order of the newer map; what was removed comes before what stayed. */
    public static List<Change> between(JourneyMap from, JourneyMap to) {
        MapDiff diff = new MapDiff();
        JsonNode before = JourneyMaps.write(from);
        JsonNode after = JourneyMaps.write(to);
        diff.same(Subject.MAP, "", before, after);
        diff.lists(Subject.PERSONA, "personas", before, after);
        diff.lists(Subject.STAGE, "stages", before, after);
        diff.touchpoints(before.path("stages"), after.path("stages"));
        return List.copyOf(diff.changes);
    }

    private void lists(Subject subject, String at, JsonNode before, JsonNode after) {
        String list = at.substring(at.lastIndexOf('/') + 1);
        Map<String, JsonNode> old = Parts.byKey(before.path(list));
        Map<String, JsonNode> now = Parts.byKey(after.path(list));
        old.forEach((id, node) -> {
            if (!now.containsKey(id)) {
                whole(subject, Kind.REMOVED, at + "/" + id, node, null, null);
            }
        });
        Set<String> moved = Order.moved(old.keySet(), now.keySet());
        now.forEach((id, node) -> {
            String path = at + "/" + id;
            JsonNode was = old.get(id);
            if (was == null) {
                whole(subject, Kind.ADDED, path, node, null, null);
                return;
            }
            if (moved.contains(id)) {
                whole(subject, Kind.MOVED, path, node, position(old, id), position(now, id));
            }
            same(subject, path, was, node);
        });
    }

    private void notes(Subject subject, String noun, String at, JsonNode before, JsonNode after) {
        String list = at.substring(at.lastIndexOf('/') + 1);
        for (Notes.Pair pair : Notes.pairs(noun, before.path(list), after.path(list))) {
            Notes.Note old = pair.before();
            Notes.Note now = pair.after();
            if (old != null && now != null) {
                fields(subject, at + "/" + now.name(), now.name(), old.node(), now.node());
            } else if (old != null) {
                changes.add(new Change(subject, Kind.REMOVED, at + "/" + old.name(), old.name(), null, null, null));
            } else if (now != null) {
                changes.add(new Change(subject, Kind.ADDED, at + "/" + now.name(), now.name(), null, null, null));
            }
        }
    }

    /** Across all stages, for one may move from stage to stage. */
    private void touchpoints(JsonNode before, JsonNode after) {
        Map<String, JsonNode> stages = Parts.byKey(before);
        Map<String, JsonNode> stagesNow = Parts.byKey(after);
        Map<String, Parts.Placed> wandered = Parts.wandered(before, after);
        Map<String, Parts.Placed> arrived = Parts.wandered(after, before);
        wandered.keySet().retainAll(arrived.keySet());
        arrived.keySet().retainAll(wandered.keySet());
        stages.forEach((stage, node) -> {
            if (!stagesNow.containsKey(stage)) {
                Parts.byKey(node.path("touchpoints")).forEach((key, point) -> {
                    if (!wandered.containsKey(key)) {
                        whole(Subject.TOUCHPOINT, Kind.REMOVED, path(stage, key), point, null, null);
                    }
                });
            }
        });
        stagesNow.forEach((stage, node) -> {
            JsonNode was = stages.get(stage);
            lists(
                    Subject.TOUCHPOINT,
                    "stages/" + stage + "/touchpoints",
                    Parts.without(was, wandered),
                    Parts.without(node, arrived));
            Parts.byKey(node.path("touchpoints")).forEach((key, point) -> {
                Parts.Placed old = wandered.get(key);
                Parts.Placed now = arrived.get(key);
                if (old != null && now != null && now.stage().equals(stage)) {
                    JsonNode from = TextNode.valueOf(old.stage());
                    whole(Subject.TOUCHPOINT, Kind.MOVED, path(stage, key), point, from, TextNode.valueOf(stage));
                    same(Subject.TOUCHPOINT, path(stage, key), old.node(), point);
                }
            });
        });
    }

    private static String path(String stage, String touchpoint) {
        return "stages/" + stage + "/touchpoints/" + touchpoint;
    }

    private static JsonNode position(Map<String, JsonNode> all, String id) {
        return IntNode.valueOf(new ArrayList<>(all.keySet()).indexOf(id) + 1);
    }

    /** What is in both. */
    private void same(Subject subject, String at, JsonNode before, JsonNode after) {
        JsonNode oldName = before.path("name");
        if (!oldName.equals(after.path("name"))) {
            changes.add(new Change(subject, Kind.RENAMED, at, Parts.name(after), "name", oldName, after.path("name")));
        }
        fields(subject, at, Parts.name(after), before, after);
        if (subject == Subject.STAGE) {
            lists(Subject.KPI, at + "/kpis", before, after);
        } else if (subject == Subject.TOUCHPOINT) {
            notes(Subject.PAIN_POINT, "pain point", at + "/painPoints", before, after);
            notes(Subject.OPPORTUNITY, "opportunity", at + "/opportunities", before, after);
        }
    }

    private void fields(Subject subject, String at, String name, JsonNode before, JsonNode after) {
        Set<String> fields = new TreeSet<>();
        before.fieldNames().forEachRemaining(fields::add);
        after.fieldNames().forEachRemaining(fields::add);
        // a persona's pain points are texts, a field like others
        fields.removeIf(field -> PARTS.contains(field) && !(subject == Subject.PERSONA && field.equals("painPoints")));
        for (String field : fields) {
            JsonNode old = before.get(field);
            JsonNode now = after.get(field);
            if (!Parts.equal(old, now)) {
                changes.add(new Change(subject, Kind.CHANGED, at, name, field, old, now));
            }
        }
    }

    private void whole(
            Subject subject, Kind kind, String at, JsonNode node, @Nullable JsonNode before, @Nullable JsonNode after) {
        changes.add(new Change(subject, kind, at, Parts.name(node), null, before, after));
    }
}
