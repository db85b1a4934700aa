package io.cairn.model.condition;

import java.util.List;

/** When time alone next changes the value of a part of a condition. Immutable, made once for each condition. */
interface Changes {
    Changes NONE = evaluation -> Outlook.FOREVER;

    /**
     * In ms since 1970, after the evaluation's now, or {@link Outlook#FOREVER}. Until then the value is the same at each
     * whole millisecond.
     */
    long next(Evaluation evaluation);

    /** Of what has all these parts. */
    static Changes earliest(List<Changes> parts) {
        List<Changes> all = List.copyOf(parts);
        return switch (all.size()) {
            case 0 -> NONE;
            case 1 -> all.get(0);
            default ->
                evaluation -> {
                    long earliest = Outlook.FOREVER;
                    for (Changes part : all) {
                        earliest = Math.min(earliest, part.next(evaluation));
                    }
                    return earliest;
                };
        };
    }
}
