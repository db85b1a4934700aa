package io.cairn.model.condition;

import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.function.Function;

/** The properties of events as CEL reads them, each made an object when it is asked for. */
final class JsonObjects<E> extends AbstractList<Object> implements RandomAccess {
    private final Path path;
    private final List<E> events;
    private final Function<E, Map<String, Object>> properties;

    /** @param path how a condition writes the list, such as {@code recent('purchase')} */
    JsonObjects(Path path, List<E> events, Function<E, Map<String, Object>> properties) {
        this.path = path;
        this.events = events;
        this.properties = properties;
    }

    @Override
    public Object get(int index) {
        return JsonObject.item(path, index, properties.apply(events.get(index)));
    }

    @Override
    public int size() {
        return events.size();
    }
}
