package io.cairn.model.map;

import java.util.List;
import java.util.stream.Collectors;

/** A map cannot be taken as it is. */
public final class InvalidMap extends RuntimeException {
    private final transient List<Fault> faults;

    /**
     * One thing that is wrong.
     *
     * @param pointer JSON pointer to the field; empty for the map itself
     * @param isTooMany whether a list is longer than lists may be: the form is right, there is only too much of it
     */
    public record Fault(String pointer, String detail, boolean isTooMany) {
        public Fault(String pointer, String detail) {
            this(pointer, detail, false);
        }

        @Override
        public String toString() {
            return pointer.isEmpty() ? detail : pointer + " " + detail;
        }
    }

    /** @param faults all that is wrong, in the order of the map */
    public InvalidMap(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    /** All that is wrong, in the order of the map. */
    public List<Fault> faults() {
        return faults;
    }

    /** Whether nothing else is wrong than that there is too much of something. */
    public boolean isOnlyTooMany() {
        return faults.stream().allMatch(Fault::isTooMany);
    }
}
