package io.cairn.model.condition;

import org.jspecify.annotations.Nullable;

/** How a condition writes the place of a JSON value; put together only when a trace tells of it. */
record Path(@Nullable Path parent, String name, int index) {
    private static final int NO_INDEX = -1;

    /** @param written such as {@code traits} or {@code latest('purchase')} */
    static Path of(String written) {
        return new Path(null, written, NO_INDEX);
    }

    Path member(String member) {
        return new Path(this, member, NO_INDEX);
    }

    Path item(int i) {
        return new Path(this, "", i);
    }

    @Override
    public String toString() {
        if (parent == null) {
            return name;
        }
        return index == NO_INDEX ? parent + "." + name : parent + "[" + index + "]";
    }
}
