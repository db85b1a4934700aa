package io.cairn.model.map;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.model.json.JsonPointers;
import io.cairn.model.map.InvalidMap.Fault;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place in the JSON of a map, at which faults may be noted. */
final class Place {
    /** More help nobody, and a large body could make a far larger answer. */
    private static final int MAX_FAULTS = 100;

    private final String pointer;
    private final Noted noted;

    /** The faults of all places of one map. */
    private static final class Noted {
        final List<Fault> faults = new ArrayList<>();
        int more;
    }

    private Place(String pointer, Noted noted) {
        this.pointer = pointer;
        this.noted = noted;
    }

    static Place root() {
        return new Place("", new Noted());
    }

    Place field(String name) {
        return new Place(pointer + "/" + JsonPointers.step(name), noted);
    }

    Place item(int index) {
        return new Place(pointer + "/" + index, noted);
    }

    String pointer() {
        return pointer;
    }

    void fault(String detail) {
        fault(pointer, detail);
    }

    /** Notes that a list is too long. */
    void tooMany(String detail) {
        note(new Fault(pointer, detail, true));
    }

    /** Notes a fault deeper inside. */
    void fault(String at, String detail) {
        note(new Fault(at, detail));
    }

    private void note(Fault fault) {
        if (noted.faults.size() < MAX_FAULTS) {
            noted.faults.add(fault);
        } else {
            noted.more++;
        }
    }

    /** How many faults were noted so far, anywhere. */
    int faultsSoFar() {
        return noted.faults.size() + noted.more;
    }

    /** All faults noted anywhere; beyond {@value #MAX_FAULTS} only how many. */
    List<Fault> allFaults() {
        List<Fault> all = new ArrayList<>(noted.faults);
        if (noted.more > 0) {
            all.add(new Fault("", "has " + noted.more + " more faults"));
        }
        return all;
    }

    /** Reads a value, which is not JSON null; notes what is wrong with it and gives null then. */
    @FunctionalInterface
    interface Reader<T> {
        @Nullable
        T read(JsonNode value, Place place);
    }
}
