package io.cairn.model.condition;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.ast.CelConstant;
import io.cairn.model.condition.Closure.Constant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values that are written out. */
final class Literal {
    private Literal() {}

    static Object of(CelConstant constant) {
        return switch (constant.getKind()) {
            case NULL_VALUE -> constant.nullValue();
            case BOOLEAN_VALUE -> constant.booleanValue();
            case INT64_VALUE -> constant.int64Value();
            case UINT64_VALUE -> constant.uint64Value();
            case DOUBLE_VALUE -> constant.doubleValue();
            case STRING_VALUE -> constant.stringValue();
            case BYTES_VALUE -> constant.bytesValue();
            default -> throw new IllegalArgumentException("no constant of CEL: " + constant.getKind());
        };
    }

    static Closure list(List<Closure> elements) {
        if (elements.stream().allMatch(Constant.class::isInstance)) {
            return new Constant(elements.stream()
                    .map(element -> ((Constant) element).constant())
                    .toList());
        }
        return (facts, locals) -> {
            List<Object> values = new ArrayList<>(elements.size());
            for (Closure element : elements) {
                Object value = element.value(facts, locals);
                if (value instanceof Unknown) {
                    return value;
                }
                values.add(value);
            }
            return Collections.unmodifiableList(values);
        };
    }

    static Closure map(List<Closure> keys, List<Closure> values) {
        return (facts, locals) -> {
            Map<Object, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                Object key = keys.get(i).value(facts, locals);
                if (key instanceof Unknown) {
                    return key;
                } else if (!isKey(key) || map.containsKey(key) || map.containsKey(twin(key))) {
                    return Unknown.FAILED;
                }
                Object value = values.get(i).value(facts, locals);
                if (value instanceof Unknown) {
                    return value;
                }
                map.put(key, value);
            }
            return Collections.unmodifiableMap(map);
        };
    }

    private static boolean isKey(Object key) {
        return key instanceof String || key instanceof Long || key instanceof UnsignedLong || key instanceof Boolean;
    }

    /** The same number of the other kind of whole numbers, which makes a key a duplicate; else the key itself. */
    private static Object twin(Object key) {
        if (key instanceof Long number && number >= 0) {
            return UnsignedLong.valueOf(number);
        }
        return key instanceof UnsignedLong number ? (Object) number.longValue() : key;
    }
}
