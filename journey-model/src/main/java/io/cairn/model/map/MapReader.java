package io.cairn.model.map;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a map field by field and collects all faults: a record is only made of what has none. */
final class MapReader {
    private MapReader() {}

    static JourneyMap read(JsonNode json) {
        Place root = Place.root();
        JourneyMap map = Readers.object(MapReader::map).read(json, root);
        if (map == null) {
            throw new InvalidMap(root.allFaults());
        }
        return map;
    }

    private static @Nullable JourneyMap map(Fields fields) {
        fields.ignore(JourneyMaps.SERVER_FIELDS);
        String name = fields.requiredName();
        String description = fields.text("description");
        String reviewEvery = fields.optional("reviewEvery", Readers.string(Limits::interval));
        List<Persona> personas = fields.keyed("personas", Limits.PERSONAS, MapReader::persona);
        List<Stage> stages = fields.keyed("stages", Limits.STAGES, MapReader::stage);
        int touchpoints = stages.stream().mapToInt(s -> s.touchpoints().size()).sum();
        fields.checkSize("stages", Limits.touchpoints(touchpoints));
        return fields.make(() -> new JourneyMap(name, description, reviewEvery, personas, stages));
    }

    private static @Nullable Persona persona(Fields fields) {
        String key = fields.requiredKey();
        String name = fields.requiredName();
        var demographics = fields.json("demographics");
        List<String> motivations = fields.texts("motivations");
        List<String> goals = fields.texts("goals");
        List<String> painPoints = fields.texts("painPoints");
        List<String> channels = fields.names("preferredChannels");
        Empathy empathy = fields.object("empathy", MapReader::empathy);
        String criteria = fields.condition("criteria");
        return fields.make(() ->
                new Persona(key, name, demographics, motivations, goals, painPoints, channels, empathy, criteria));
    }

    private static @Nullable Empathy empathy(Fields fields) {
        List<String> says = fields.texts("says");
        List<String> thinks = fields.texts("thinks");
        List<String> does = fields.texts("does");
        List<String> feels = fields.texts("feels");
        return fields.make(() -> new Empathy(says, thinks, does, feels));
    }

    private static @Nullable Stage stage(Fields fields) {
        String key = fields.requiredKey();
        String name = fields.requiredName();
        String customerGoal = fields.text("customerGoal");
        String entryCriteria = fields.condition("entryCriteria");
        List<Kpi> kpis = fields.keyed("kpis", Limits.ITEMS, MapReader::kpi);
        List<Touchpoint> touchpoints = fields.keyed("touchpoints", Limits.TOUCHPOINTS, MapReader::touchpoint);
        return fields.make(() -> new Stage(key, name, customerGoal, entryCriteria, kpis, touchpoints));
    }

    private static @Nullable Kpi kpi(Fields fields) {
        String key = fields.requiredKey();
        String name = fields.requiredName();
        Kpi.Kind kind = fields.oneOf("kind", Kpi.Kind.values());
        String event = fields.name("event");
        var target = fields.number("target");
        String owner = fields.text("owner");
        return fields.make(() -> new Kpi(key, name, kind, event, target, owner));
    }

    private static @Nullable Touchpoint touchpoint(Fields fields) {
        String key = fields.requiredKey();
        String name = fields.requiredName();
        String channel = fields.name("channel");
        List<String> events = fields.names("events");
        List<String> actions = fields.texts("actions");
        List<String> thoughts = fields.texts("thoughts");
        Integer emotion = fields.integer("emotion", Limits.EMOTION);
        var byPersona = fields.byKey("byPersona", Limits.PERSONAS, MapReader::view);
        List<PainPoint> painPoints = fields.items("painPoints", MapReader::painPoint);
        List<Opportunity> opportunities = fields.items("opportunities", MapReader::opportunity);
        return fields.make(() -> new Touchpoint(
                key, name, channel, events, actions, thoughts, emotion, byPersona, painPoints, opportunities));
    }

    private static Touchpoint.@Nullable View view(Fields fields) {
        Integer emotion = fields.integer("emotion", Limits.EMOTION);
        List<String> thoughts = fields.texts("thoughts");
        return fields.make(() -> new Touchpoint.View(emotion, thoughts));
    }

    private static @Nullable PainPoint painPoint(Fields fields) {
        String text = fields.text("text");
        Integer severity = fields.integer("severity", Limits.SCORE);
        PainPoint.Status status = fields.oneOf("status", PainPoint.Status.values());
        List<PainPoint.Evidence> evidence = fields.items("evidence", MapReader::evidence);
        return fields.make(() -> new PainPoint(text, severity, status, evidence));
    }

    private static PainPoint.@Nullable Evidence evidence(Fields fields) {
        String source = fields.text("source");
        String note = fields.text("note");
        return fields.make(() -> new PainPoint.Evidence(source, note));
    }

    private static @Nullable Opportunity opportunity(Fields fields) {
        String text = fields.text("text");
        Integer impact = fields.integer("impact", Limits.SCORE);
        Integer effort = fields.integer("effort", Limits.SCORE);
        String owner = fields.text("owner");
        Opportunity.Status status = fields.oneOf("status", Opportunity.Status.values());
        return fields.make(() -> new Opportunity(text, impact, effort, owner, status));
    }
}
