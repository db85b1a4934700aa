package io.cairn.model.map;

import java.util.List;

/** A map cannot be taken as it is. */
public final class InvalidMap extends RuntimeException {
    private final transient List<Fault> faults;

    /** @param pointer JSON pointer to the field */
    public record Fault(String pointer, String detail) {}

    public InvalidMap(List<Fault> faults) {
        super(faults.toString());
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
