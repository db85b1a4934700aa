package io.cairn.model.condition;

import java.util.List;

/** A condition does not compile. */
public final class InvalidCondition extends RuntimeException {
    private final transient List<Fault> faults;

    /**
     * One fault.
     *
     * @param line from 1
     * @param column from 1, in code points
     */
    public record Fault(int line, int column, String detail) {}

    public InvalidCondition(List<Fault> faults) {
        super(faults.toString());
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
