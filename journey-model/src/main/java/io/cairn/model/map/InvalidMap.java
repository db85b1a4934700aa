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
     */
    public record Fault(String pointer, String detail) {
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
}
