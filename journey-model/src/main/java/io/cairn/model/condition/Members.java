package io.cairn.model.condition;

import io.cairn.model.condition.StandardFunctions.Call;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code a.b}, {@code has(a.b)} and {@code a[b]}. */
final class Members {
    private Members() {}

    /**
     * An object whose path is known when compiled.
     *
     * @param missing what it gives where there is no such object
     * @param members null if there is none
     */
    record Root(Path path, Unknown missing, Function<Facts, @Nullable Map<String, Object>> members) {
        static final Root TRAITS = Root.of("traits", facts -> facts.profile().traits());
        static final Root CONTEXT = Root.of("context", Facts::context);

        /** @param written how a condition writes it */
        static Root of(String written, Function<Facts, @Nullable Map<String, Object>> members) {
            return new Root(Path.of(written), Unknown.missing(written), members);
        }

        Closure whole() {
            return (facts, locals) -> {
                Map<String, Object> object = members.apply(facts);
                return object == null ? missing : new JsonObject(path, object);
            };
        }

        Closure select(String member) {
            Unknown absent = Unknown.missing(path.member(member).toString());
            return (facts, locals) -> {
                Map<String, Object> object = members.apply(facts);
                if (object == null) {
                    return missing;
                }
                Object value = JsonObject.member(path, object, member);
                return value == null ? absent : value;
            };
        }

        Closure has(String member) {
            return (facts, locals) -> {
                Map<String, Object> object = members.apply(facts);
                return object == null ? missing : (Object) JsonObject.has(object, member);
            };
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
