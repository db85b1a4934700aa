package io.cairn.personalization.position;

import io.cairn.personalization.catalogue.MapId;
import io.cairn.personalization.customer.Position;
import io.cairn.personalization.position.Tracked.OnStage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a determination changes of what is recorded of a customer.
 *
 * @param before null: nothing was recorded
 * @param after null: nothing shall be any more
 * @param transitions one for each journey on which she moved
 */
public record Change(
        String customerId, @Nullable Tracked before, @Nullable Tracked after, List<Transition> transitions) {
    public Change {
        transitions = List.copyOf(transitions);
    }

    /**
     * Empty if the determination is older than what is recorded: it was made from an older profile, or for an earlier
     * moment.
     *
     * @param seen her positions as decisions saw them: who saw a move first knows since when
     * @param generation of the determination
     */
    static Optional<Change> of(
            @Nullable Tracked before, Determined determined, Map<String, Position> seen, long generation) {
        if (before != null && isOlder(determined, before, generation)) {
            return Optional.empty();
        }
        if (before == null && determined.isUnseen()) {
            return Optional.empty();
        }
        return Optional.of(new Comparison(before, determined, seen, generation).change());
    }

    private static boolean isOlder(Determined determined, Tracked before, long generation) {
        boolean earlier = determined.at().isBefore(before.determinedAt());
        if (determined.isUnseen()) {
            return earlier;
        }
        return determined.revision() < before.revision()
                || (determined.revision() == before.revision() && before.generation() == generation && earlier);
    }

    /** The positions before that are not there, or others, after. */
    public SortedMap<String, OnStage> gone() {
        return difference(before, after);
    }

    /** The positions after that were not there, or others, before. */
    public SortedMap<String, OnStage> come() {
        return difference(after, before);
    }

    private static SortedMap<String, OnStage> difference(@Nullable Tracked of, @Nullable Tracked without) {
        SortedMap<String, OnStage> left = of == null ? new TreeMap<>() : new TreeMap<>(of.positions());
        if (without != null) {
            left.entrySet().removeAll(without.positions().entrySet());
        }
        return left;
    }

    /** One customer's comparison, journey by journey. */
    private static final class Comparison {
        private final @Nullable Tracked before;
        private final Determined determined;
        private final Map<String, Position> seen;
        private final long generation;
        private final Instant at;
        private final SortedMap<String, OnStage> positions = new TreeMap<>();
        private final List<Transition> transitions = new ArrayList<>();

        Comparison(@Nullable Tracked before, Determined determined, Map<String, Position> seen, long generation) {
            this.before = before;
            this.determined = determined;
            this.seen = seen;
            this.generation = generation;
            // of replicas whose clocks differ none goes back behind what another recorded
            this.at = before != null && before.determinedAt().isAfter(determined.at())
                    ? before.determinedAt()
                    : determined.at();
        }

        Change change() {
            SortedSet<String> journeys = new TreeSet<>(determined.stages().keySet());
            if (before != null) {
                journeys.addAll(before.positions().keySet());
            }
            for (String journey : journeys) {
                compare(
                        journey,
                        before == null ? null : before.positions().get(journey),
                        determined.stages().get(journey));
            }
            Tracked after = determined.isUnseen()
                    ? null
                    : new Tracked(
                            determined.customerId(),
                            determined.revision(),
                            determined.lastEvent(),
                            at,
                            determined.next(),
                            generation,
                            positions);
            return new Change(determined.customerId(), before, after, transitions);
        }

        private void compare(String journey, @Nullable OnStage was, Determined.@Nullable OnMap is) {
            String from = was == null ? null : was.stage();
            String to = is == null ? null : is.stage();
            boolean moved = from == null ? to != null : !from.equals(to);
            Instant since = moved && to != null ? firstSeen(journey, to, was, is) : at;
            if (is != null) {
                positions.put(journey, new OnStage(to, moved || was == null ? since : was.since(), is.map()));
            }
            if (moved) {
                MapId map = is != null ? is.map() : Objects.requireNonNull(was).map();
                transitions.add(new Transition(
                        0, determined.customerId(), journey, from, to, since, map.version(), cause(was, is)));
            }
        }

        /** When a decision saw it, if one did before; not what it saw of an earlier time on the same stage. */
        private Instant firstSeen(String journey, String stage, @Nullable OnStage was, Determined.@Nullable OnMap is) {
            Position known = seen.get(journey);
            if (known == null || !known.stage().equals(stage) || !known.since().isBefore(at)) {
                return at;
            }
            Instant notBefore = Instant.MIN;
            if (was != null) {
                notBefore = was.since();
            } else if (before != null && is != null) {
                notBefore = is.map().publishedAt();
            }
            return known.since().isAfter(notBefore) ? known.since() : at;
        }

        private Cause cause(@Nullable OnStage was, Determined.@Nullable OnMap is) {
            if (before == null) {
                return Cause.EVENT;
            }
            Instant lastEvent = determined.lastEvent();
            Instant lastBefore = before.lastEvent();
            if (lastEvent == null || lastBefore == null) {
                return Cause.JOIN;
            }
            if (was == null || is == null || !was.map().equals(is.map())) {
                return Cause.PUBLISH;
            }
            if (determined.revision() == before.revision()) {
                boolean timeCame = before.next() != null && !before.next().isAfter(at);
                return timeCame || before.generation() == generation ? Cause.TIME : Cause.PUBLISH;
            }
            int order = lastEvent.compareTo(lastBefore);
            return order > 0 ? Cause.EVENT : order == 0 ? Cause.CORRECTION : Cause.JOIN;
        }
    }
}
