package io.cairn.journey.export;

import io.cairn.journey.picture.KpiTarget;
import io.cairn.journey.picture.PersonaView;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.Kpi;
import io.cairn.model.map.Opportunity;
import io.cairn.model.map.PainPoint;
import io.cairn.model.map.Persona;
import io.cairn.model.map.Stage;
import io.cairn.model.map.Touchpoint;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A map as a page of a wiki. */
public final class MapMarkdown {
    private final @Nullable Persona persona;
    private final StringBuilder out = new StringBuilder();

    private MapMarkdown(@Nullable Persona persona) {
        this.persona = persona;
    }

    /**
     * The page.
     *
     * @param edition which map this is: {@code version 3}
     * @param persona whose emotions and thoughts are shown; null: everybody's
     */
    public static String page(JourneyMap map, String edition, @Nullable Persona persona) {
        MapMarkdown page = new MapMarkdown(persona);
        page.map(map, edition);
        return page.out.toString();
    }

    private void map(JourneyMap map, String edition) {
        out.append("# ").append(Markdown.text(map.name())).append("\n\n");
        paragraph(map.description());
        out.append('*').append(edition).append('*');
        out.append(persona == null ? "" : ", as seen by " + Markdown.text(persona.name()))
                .append("\n");
        if (!map.personas().isEmpty()) {
            out.append("\n## Personas\n\n");
            map.personas().forEach(this::persona);
        }
        for (int i = 0; i < map.stages().size(); i++) {
            stage(i + 1, map.stages().get(i));
        }
    }

    private void persona(Persona shown) {
        out.append("- **").append(Markdown.text(shown.name())).append("**");
        labelled("motivations", shown.motivations());
        labelled("goals", shown.goals());
        labelled("pain points", shown.painPoints());
        labelled("prefers", shown.preferredChannels());
        out.append('\n');
    }

    private void labelled(String label, List<String> texts) {
        if (!texts.isEmpty()) {
            out.append("; ").append(label).append(": ").append(texts(texts, ", "));
        }
    }

    private void stage(int number, Stage stage) {
        out.append("\n## ")
                .append(number)
                .append(". ")
                .append(Markdown.text(stage.name()))
                .append("\n\n");
        if (stage.customerGoal() != null) {
            paragraph("Customer goal: " + stage.customerGoal());
        }
        if (stage.entryCriteria() != null) {
            out.append("A customer is here when ")
                    .append(Markdown.code(stage.entryCriteria()))
                    .append("\n\n");
        }
        if (!stage.touchpoints().isEmpty()) {
            out.append(Markdown.row(List.of("Touchpoint", "Channel", "Emotion", "Actions", "Thoughts")));
            out.append(Markdown.row(List.of("---", "---", "---:", "---", "---")));
            stage.touchpoints().forEach(touchpoint -> out.append(Markdown.row(cells(touchpoint))));
            out.append('\n');
        }
        list("Pain points", highestFirst(stage, Touchpoint::painPoints, PainPoint::severity, MapMarkdown::painPoint));
        list(
                "Opportunities",
                highestFirst(stage, Touchpoint::opportunities, Opportunity::impact, MapMarkdown::opportunity));
        list("KPIs", stage.kpis().stream().map(MapMarkdown::kpi));
    }

    /** What the touchpoints of a stage have, the highest score first. */
    private static <T> Stream<String> highestFirst(
            Stage stage,
            Function<Touchpoint, List<T>> items,
            Function<T, @Nullable Integer> score,
            BiFunction<T, Touchpoint, String> line) {
        record Found<T>(T item, Touchpoint at) {}
        return stage.touchpoints().stream()
                .flatMap(at -> items.apply(at).stream().map(item -> new Found<>(item, at)))
                .sorted(Comparator.comparing(
                                (Found<T> found) -> Objects.requireNonNullElse(score.apply(found.item()), 0))
                        .reversed())
                .map(found -> line.apply(found.item(), found.at()));
    }

    private List<String> cells(Touchpoint touchpoint) {
        Integer emotion = PersonaView.emotion(touchpoint, persona);
        return List.of(
                Markdown.text(touchpoint.name()),
                touchpoint.channel() == null ? "" : Markdown.text(touchpoint.channel()),
                emotion == null ? "" : emotion > 0 ? "+" + emotion : emotion < 0 ? "−" + -emotion : "0",
                texts(touchpoint.actions(), "<br>"),
                texts(PersonaView.thoughts(touchpoint, persona), "<br>"));
    }

    private static String painPoint(PainPoint painPoint, Touchpoint at) {
        return joined(
                painPoint.text(),
                at.name(),
                painPoint.severity() == null ? null : "severity " + painPoint.severity(),
                painPoint.status() == null ? null : painPoint.status().spelling());
    }

    private static String opportunity(Opportunity opportunity, Touchpoint at) {
        return joined(
                opportunity.text(),
                at.name(),
                opportunity.impact() == null ? null : "impact " + opportunity.impact(),
                opportunity.effort() == null ? null : "effort " + opportunity.effort(),
                opportunity.status() == null ? null : opportunity.status().spelling(),
                opportunity.owner());
    }

    private static String kpi(Kpi kpi) {
        return joined(
                kpi.name(),
                kpi.kind() == null ? null : kpi.kind().spelling(),
                kpi.event() == null ? null : "of " + kpi.event(),
                KpiTarget.of(kpi) == null ? null : "target " + KpiTarget.of(kpi),
                kpi.owner());
    }

    private void list(String title, Stream<String> items) {
        List<String> lines = items.toList();
        if (!lines.isEmpty()) {
            out.append("**").append(title).append("**\n\n");
            lines.forEach(line -> out.append("- ").append(line).append('\n'));
            out.append('\n');
        }
    }

    private void paragraph(@Nullable String text) {
        if (text != null && !text.isBlank()) {
            out.append(Markdown.text(text)).append("\n\n");
        }
    }

    private static String texts(List<String> texts, String between) {
        return texts.stream().map(Markdown::text).collect(Collectors.joining(between));
    }

    private static String joined(@Nullable String... parts) {
        return Stream.of(parts).filter(Objects::nonNull).map(Markdown::text).collect(Collectors.joining(" · "));
    }
}
