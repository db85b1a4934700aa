package io.cairn.model.condition;

import dev.cel.common.CelIssue;
import dev.cel.common.CelSource;
import dev.cel.common.CelSourceLocation;
import io.cairn.model.condition.InvalidCondition.Fault;

/** Where in the text the parts of a condition stand: line and column from 1, where CEL counts columns from 0. */
record Positions(CelSource source) {
    /** @param id of the expression that is at fault */
    Fault fault(long id, String detail) {
        int offset = source.getPositionsMap().getOrDefault(id, 0);
        CelSourceLocation at = source.getOffsetLocation(offset).orElse(CelSourceLocation.of(1, 0));
        return new Fault(at.getLine(), at.getColumn() + 1, detail);
    }

    static Fault fault(CelIssue issue) {
        CelSourceLocation at = issue.getSourceLocation();
        // a fault that belongs to no place has none, and points to the start
        return new Fault(
                Math.max(1, at.getLine()), Math.max(0, at.getColumn()) + 1, CelMessages.inWords(issue.getMessage()));
    }
}
