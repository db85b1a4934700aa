package io.cairn.journey.picture;

import io.cairn.journey.picture.Lane.Emotions;
import io.cairn.journey.picture.Lane.Feeling;
import io.cairn.journey.picture.Lane.Item;
import io.cairn.journey.picture.Lane.Lists;
import io.cairn.journey.picture.Mark.Shape;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.Kpi;
import io.cairn.model.map.Opportunity;
import io.cairn.model.map.PainPoint;
import io.cairn.model.map.Persona;
import io.cairn.model.map.Stage;
import io.cairn.model.map.Touchpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the lanes of a map hold; those that are empty in all stages are left out. */
final class MapLanes {
    /** From this severity or impact a badge is filled: it catches the eye, on a black and white print as well. */
    private static final int STRIKING = 4;

    /** With a no-break space: a line does not begin with the dot. */
    private static final String BETWEEN = Character.toString(0xA0) + "· ";

    private final JourneyMap map;
    private final @Nullable Persona persona;

    private MapLanes(JourneyMap map, @Nullable Persona persona) {
        this.map = map;
        this.persona = persona;
    }

    /** @param persona whose emotions and thoughts are shown; null: everybody's */
    static List<Lane> of(JourneyMap map, @Nullable Persona persona) {
        MapLanes lanes = new MapLanes(map, persona);
        List<Lane> all = new ArrayList<>();
        all.add(lanes.lists("Customer goal", "", MapLanes::goal));
        Channels.of(map).forEach(channel -> all.add(lanes.channel(channel)));
        all.add(lanes.perTouchpoint("Actions", Touchpoint::actions, Style.BODY));
        all.add(lanes.perTouchpoint("Thoughts", lanes::thoughts, Style.THOUGHT));
        all.add(new Emotions("Emotions", lanes.cells(lanes::feelings)));
        all.add(lanes.lists("Pain points", "by severity, 5 is the worst", MapLanes::painPoints));
        all.add(lanes.lists("Opportunities", "by impact, 5 is the greatest", MapLanes::opportunities));
        all.add(lanes.lists(
                "KPIs", "", stage -> stage.kpis().stream().map(MapLanes::kpi).toList()));
        return all.stream().filter(lane -> !lane.isEmpty()).toList();
    }

    private Lists lists(String label, String note, Function<Stage, List<Item>> items) {
        return new Lists(label, note, cells(items));
    }

    private <T> List<List<T>> cells(Function<Stage, List<T>> cell) {
        return map.stages().stream().map(cell).toList();
    }

    private static List<Item> goal(Stage stage) {
        return stage.customerGoal() == null ? List.of() : List.of(Item.dot(stage.customerGoal()));
    }

    private Lists channel(@Nullable String channel) {
        boolean offline = channel != null && Channels.isOffline(channel);
        String kind = offline ? "offline" : "online";
        return new Lists(
                channel == null ? "No channel" : channel,
                channel == null ? "" : "touchpoints, " + kind,
                cells(stage -> numbered(
                        stage,
                        (number, touchpoint) -> Objects.equals(touchpoint.channel(), channel)
                                ? Stream.of(new Item(
                                        Shape.ROUND, Integer.toString(number), touchpoint.name(), "", Style.BODY, kind))
                                : Stream.of())));
    }

    private Lists perTouchpoint(String label, Function<Touchpoint, List<String>> texts, Style style) {
        return lists(
                label,
                "",
                stage -> numbered(stage, (number, touchpoint) -> texts.apply(touchpoint).stream()
                        .map(text -> new Item(Shape.ROUND, Integer.toString(number), text, "", style, null))));
    }

    private List<String> thoughts(Touchpoint touchpoint) {
        return PersonaView.thoughts(touchpoint, persona);
    }

    private List<Feeling> feelings(Stage stage) {
        return numbered(
                stage,
                (number, touchpoint) ->
                        Stream.of(new Feeling(number, touchpoint.name(), PersonaView.emotion(touchpoint, persona))));
    }

    private static List<Item> painPoints(Stage stage) {
        record Found(PainPoint painPoint, String at) {}
        return numbered(stage, (number, touchpoint) -> touchpoint.painPoints().stream()
                        .map(painPoint -> new Found(painPoint, number + " " + touchpoint.name())))
                .stream()
                .sorted(Comparator.comparing(
                                (Found found) -> worth(found.painPoint().severity()))
                        .reversed())
                .map(found -> new Item(
                        isStriking(found.painPoint().severity()) ? Shape.DIAMOND_FILLED : Shape.DIAMOND,
                        shown(found.painPoint().severity()),
                        orDash(found.painPoint().text()),
                        joined(
                                found.at(),
                                found.painPoint().status() == null
                                        ? null
                                        : found.painPoint().status().spelling()),
                        Style.BODY,
                        null))
                .toList();
    }

    private static List<Item> opportunities(Stage stage) {
        record Found(Opportunity opportunity, String at) {}
        return numbered(stage, (number, touchpoint) -> touchpoint.opportunities().stream()
                        .map(opportunity -> new Found(opportunity, number + " " + touchpoint.name())))
                .stream()
                .sorted(Comparator.comparing(
                                (Found found) -> worth(found.opportunity().impact()))
                        .reversed())
                .map(found -> opportunity(found.opportunity(), found.at()))
                .toList();
    }

    private static Item opportunity(Opportunity opportunity, String at) {
        String meta = joined(
                at,
                opportunity.effort() == null ? null : "effort " + opportunity.effort(),
                opportunity.status() == null ? null : opportunity.status().spelling(),
                opportunity.owner());
        return new Item(
                isStriking(opportunity.impact()) ? Shape.HEXAGON_FILLED : Shape.HEXAGON,
                shown(opportunity.impact()),
                orDash(opportunity.text()),
                meta,
                Style.BODY,
                null);
    }

    private static Item kpi(Kpi kpi) {
        String of =
                kpi.kind() == null ? null : kpi.kind().spelling() + (kpi.event() == null ? "" : " of " + kpi.event());
        String target = KpiTarget.of(kpi);
        return new Item(
                Shape.DOT,
                "",
                kpi.name(),
                joined(target == null ? null : "target " + target, of, kpi.owner()),
                Style.BODY,
                null);
    }

    /** The items of a stage's touchpoints, which are numbered from 1. */
    private static <T> List<T> numbered(Stage stage, BiFunction<Integer, Touchpoint, Stream<T>> items) {
        return IntStream.range(0, stage.touchpoints().size())
                .boxed()
                .flatMap(i -> items.apply(i + 1, stage.touchpoints().get(i)))
                .toList();
    }

    private static boolean isStriking(@Nullable Integer score) {
        return worth(score) >= STRIKING;
    }

    private static int worth(@Nullable Integer score) {
        return score == null ? 0 : score;
    }

    private static String shown(@Nullable Integer score) {
        return score == null ? "?" : score.toString();
    }

    private static String orDash(@Nullable String text) {
        return text == null || text.isBlank() ? "–" : text;
    }

    private static String joined(@Nullable String... parts) {
        return String.join(
                BETWEEN,
                Stream.of(parts).filter(part -> part != null && !part.isBlank()).toList());
    }
}
