package io.cairn.model.condition;

import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelValue;
import dev.cel.common.values.NullValue;
import dev.cel.common.values.SelectableValue;
import io.cairn.model.json.JsonValues;
import java.util.AbstractList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A frozen JSON object as CEL reads it: numbers as doubles, converted when they are read, and members that are null as
 * absent. A CelValue, because CEL walks through any other Map, all the way down, each time it passes it on.
 */
@SuppressWarnings("Immutable") // frozen JSON is; its types do not say so
final class JsonObject extends CelValue implements Map<String, Object>, SelectableValue<String> {
    private static final CelType TYPE = MapType.create(SimpleType.STRING, SimpleType.DYN);

    private static final int NO_ITEM = -1;

    /** Of the list, if this is an item of one: macros go through many, and few are asked where they stand. */
    private final Path at;

    private final int index;
    private final Map<String, Object> members;

    /** @param path how a condition writes this object, such as {@code traits.address} */
    JsonObject(Path path, Map<String, Object> members) {
        this(path, NO_ITEM, members);
    }

    private JsonObject(Path at, int index, Map<String, Object> members) {
        this.at = at;
        this.index = index;
        this.members = members;
    }

    /** @param list how a condition writes the list that this is an item of, such as {@code cart()} */
    static JsonObject item(Path list, int index, Map<String, Object> members) {
        return new JsonObject(list, index, members);
    }

    private Path path() {
        return index == NO_ITEM ? at : at.item(index);
    }

    @Override
    public Object select(String member) {
        Object value = get(member);
        if (value == null) {
            throw new MissingFact(pathOf(member));
        }
        return value;
    }

    @Override
    public Optional<Object> find(String member) {
        return Optional.ofNullable(get(member));
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        if (!(key instanceof String member)) {
            return null;
        }
        Object value = members.get(member);
        return value == null || isScalar(value) ? scalar(value) : forCel(value, path().member(member));
    }

    /** How a condition writes a member of this object. */
    String pathOf(String member) {
        return path().member(member).toString();
    }

    /** A member as CEL reads it; null if it is absent. */
    static @Nullable Object member(Path path, Map<String, Object> members, String member) {
        Object value = members.get(member);
        return value == null || isScalar(value) ? scalar(value) : forCel(value, path.member(member));
    }

    /** Whether it has no members or items, and so needs no path; asked by classes, which is quicker than by interfaces. */
    private static boolean isScalar(Object value) {
        return value instanceof String
                || value instanceof Boolean
                || value instanceof Number
                || value == JsonValues.NULL;
    }

    private static @Nullable Object scalar(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        return value == JsonValues.NULL ? null : value;
    }

    private static Object forCel(Object value, Path path) {
        if (value instanceof Number number) {
            return number.doubleValue();
        } else if (value instanceof Map<?, ?>) {
            return new JsonObject(path, asObject(value));
        } else if (value instanceof List<?> list) {
            return new JsonArray(path, list);
        } else {
            return value == JsonValues.NULL ? NullValue.NULL_VALUE : value;
        }
    }

    @SuppressWarnings("unchecked") // frozen JSON has strings for keys
    private static Map<String, Object> asObject(Object value) {
        return (Map<String, Object>) value;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key instanceof String member && has(members, member);
    }

    /** Whether a member is there. */
    static boolean has(Map<String, Object> members, String member) {
        Object value = members.get(member);
        return value != null && value != JsonValues.NULL;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return present().entrySet();
    }

    @Override
    public Set<String> keySet() {
        return present().keySet();
    }

    @Override
    public Collection<Object> values() {
        return present().values();
    }

    @Override
    public int size() {
        return present().size();
    }

    @Override
    public boolean isEmpty() {
        return size() == 0;
    }

    @Override
    public boolean containsValue(@Nullable Object value) {
        return present().containsValue(value);
    }

    /** In the members' order, so that macros go through them in the same order everywhere. */
    private Map<String, Object> present() {
        Map<String, Object> present = new LinkedHashMap<>();
        for (String member : members.keySet()) {
            Object value = get(member);
            if (value != null) {
                present.put(member, value);
            }
        }
        return Collections.unmodifiableMap(present);
    }

    @Override
    public Object value() {
        return this;
    }

    @Override
    public boolean isZeroValue() {
        return isEmpty();
    }

    @Override
    public CelType celType() {
        return TYPE;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Map<?, ?> map && present().equals(map);
    }

    @Override
    public int hashCode() {
        return present().hashCode();
    }

    @Override
    public String toString() {
        return present().toString();
    }

    @Override
    public @Nullable Object put(String key, Object value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable Object remove(@Nullable Object key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void putAll(Map<? extends String, ?> map) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException();
    }

    /** A frozen JSON array as CEL reads it. */
    private static final class JsonArray extends AbstractList<Object> implements RandomAccess {
        private final Path path;
        private final List<?> items;

        JsonArray(Path path, List<?> items) {
            this.path = path;
            this.items = items;
        }

        @Override
        public Object get(int index) {
            return forCel(items.get(index), path.item(index));
        }

        @Override
        public int size() {
            return items.size();
        }
    }
}
