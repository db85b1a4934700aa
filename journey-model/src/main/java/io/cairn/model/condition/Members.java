package io.cairn.model.condition;

import io.cairn.model.condition.StandardFunctions.Call;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@code a.b}, {@code has(a.b)} and {@code a[b]}. */
final class Members {
    private Members() {}

    /** A variable that is an object. */
    record Root(Path path, Function<Facts, Map<String, Object>> members) {
        static final Root TRAITS =
                new Root(Path.of("traits"), facts -> facts.profile().traits());
        static final Root CONTEXT = new Root(Path.of("context"), Facts::context);

        Closure whole() {
            return (facts, locals) -> new JsonObject(path, members.apply(facts));
        }

        Closure select(String member) {
            Unknown missing = Unknown.missing(path.member(member).toString());
            return (facts, locals) -> {
                Object value = JsonObject.member(path, members.apply(facts), member);
                return value == null ? missing : value;
            };
        }

        Closure has(String member) {
            return (facts, locals) -> JsonObject.has(members.apply(facts), member);
        }
    }

    /** @param absent what it gives of all that has no members, or not this one and no place to tell */
    static Closure select(Closure operand, String member, Unknown absent) {
        return (facts, locals) -> {
            Object value = operand.value(facts, locals);
            if (value instanceof JsonObject object) {
                Object found = object.get(member);
                return found == null ? Unknown.missing(object.pathOf(member)) : found;
            } else if (value instanceof Unknown) {
                return value;
            }
            Object found = value instanceof Map<?, ?> map ? map.get(member) : null;
            return found == null ? absent : found;
        };
    }

    static Closure has(Closure operand, String member, Unknown absent) {
        return (facts, locals) -> {
            Object value = operand.value(facts, locals);
            if (value instanceof Unknown) {
                return value;
            }
            return value instanceof Map<?, ?> map ? (Object) map.containsKey(member) : absent;
        };
    }

    /** @param call the same by CEL's own function */
    static Closure index(Closure operand, Closure key, Call call) {
        return (facts, locals) -> {
            Object value = operand.value(facts, locals);
            if (value instanceof Unknown) {
                return value;
            }
            Object at = key.value(facts, locals);
            if (at instanceof Unknown) {
                return at;
            }
            if (value instanceof List<?> list && at instanceof Long index && index >= 0 && index < list.size()) {
                return list.get(index.intValue());
            }
            return call.invoke(value, at);
        };
    }

    static Closure size(Closure of, Call call) {
        if (of instanceof VocabularyClosures.Listing listing) {
            return (Closure.Whole) (facts, locals) -> listing.list(facts).size();
        }
        return (facts, locals) -> {
            Object value = of.value(facts, locals);
            if (value instanceof Unknown) {
                return value;
            }
            return value instanceof List<?> list ? (Object) (long) list.size() : call.invoke(value);
        };
    }
}
