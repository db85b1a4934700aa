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
import java.util.Objects;
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
        Map<String, JsonNode> old = Parts.byIdentity(before.path(list));
        Map<String, JsonNode> now = Parts.byIdentity(after.path(list));
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
            // the order of pain points and opportunities means nothing
            if (moved.contains(id) && node.has("key")) {
                whole(subject, Kind.MOVED, path, node, position(old, id), position(now, id));
            }
            same(subject, path, was, node);
        });
    }

    /** Across all stages, for one may move from stage to stage. */
    private void touchpoints(JsonNode before, JsonNode after) {
        Map<String, JsonNode> stages = Parts.byIdentity(before);
        Map<String, JsonNode> stagesNow = Parts.byIdentity(after);
        Map<String, Parts.Placed> wandered = Parts.wandered(before, after);
        Map<String, Parts.Placed> arrived = Parts.wandered(after, before);
        wandered.keySet().retainAll(arrived.keySet());
        Set<String> keys = new TreeSet<>(wandered.keySet());
        stages.forEach((stage, node) -> {
            if (!stagesNow.containsKey(stage)) {
                Parts.byIdentity(node.path("touchpoints")).forEach((key, point) -> {
                    if (!keys.contains(key)) {
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
                    Parts.without(was, keys),
                    Parts.without(node, keys));
            Parts.byIdentity(node.path("touchpoints")).forEach((key, point) -> {
                if (keys.contains(key)) {
                    Parts.Placed old = Objects.requireNonNull(wandered.get(key));
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
        Set<String> fields = new TreeSet<>();
        before.fieldNames().forEachRemaining(fields::add);
        after.fieldNames().forEachRemaining(fields::add);
        // a persona's pain points are texts, a field like others
        fields.removeIf(field -> PARTS.contains(field) && !(subject == Subject.PERSONA && field.equals("painPoints")));
        for (String field : fields) {
            JsonNode old = before.get(field);
            JsonNode now = after.get(field);
            if (!Parts.equal(old, now)) {
                changes.add(new Change(subject, Kind.CHANGED, at, Parts.name(after), field, old, now));
            }
        }
        if (subject == Subject.STAGE) {
            lists(Subject.KPI, at + "/kpis", before, after);
        } else if (subject == Subject.TOUCHPOINT) {
            lists(Subject.PAIN_POINT, at + "/painPoints", before, after);
            lists(Subject.OPPORTUNITY, at + "/opportunities", before, after);
        }
    }

    private void whole(
            Subject subject, Kind kind, String at, JsonNode node, @Nullable JsonNode before, @Nullable JsonNode after) {
        changes.add(new Change(subject, kind, at, Parts.name(node), null, before, after));
    }
}
