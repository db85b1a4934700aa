package io.cairn.model.map;

import java.util.List;

/** An empathy map: what a persona says, thinks, does and feels. */
public record Empathy(List<String> says, List<String> thinks, List<String> does, List<String> feels) {
    /** @throws IllegalArgumentException naming the field and the value that is out of bounds */
    public Empathy {
        says = Limits.requireTexts("says", says);
        thinks = Limits.requireTexts("thinks", thinks);
        does = Limits.requireTexts("does", does);
        feels = Limits.requireTexts("feels", feels);
    }
}
