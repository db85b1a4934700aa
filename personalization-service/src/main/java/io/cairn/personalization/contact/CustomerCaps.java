package io.cairn.personalization.contact;

import io.cairn.personalization.wire.FieldFaults;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Caps of what is not an offer: per customer only, for totals are kept for offers. */
public record CustomerCaps(List<Cap> caps) {
    /** The most caps that one thing may have. */
    public static final int MAX_CAPS = 20;

    public CustomerCaps {
        FieldFaults faults = new FieldFaults();
        caps = checked(caps, faults);
        faults.orThrow();
    }

    /** A checked copy of a field {@code caps}. */
    public static List<Cap> checked(@Nullable List<Cap> caps, FieldFaults faults) {
        List<Cap> copy = faults.list("caps", caps, MAX_CAPS);
        for (int i = 0; i < copy.size(); i++) {
            faults.check(
                    copy.get(i).scope() == CapScope.CUSTOMER,
                    "caps/" + i + "/scope",
                    "must be customer: only an offer has totals");
        }
        return copy;
    }
}
