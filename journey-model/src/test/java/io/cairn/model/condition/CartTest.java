package io.cairn.model.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.model.event.Events;
import io.cairn.model.event.LoggedEvent;
import io.cairn.model.profile.CustomerProfile;
import io.cairn.model.profile.ProfileCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CartTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    /** In the order of their effects at the same instant. */
    private static final List<String> NAMES = List.of("Product Added", "add_to_cart", "Product Removed", "purchase");

    @Property(tries = 500)
    void isWhatAddingRemovingAndOrderingLeaveOneAfterAnother(@ForAll Random random) {
        List<LoggedEvent> events = new ArrayList<>();
        for (int i = random.nextInt(20); i > 0; i--) {
            // most are not orders, so that carts fill
            String name = NAMES.get(random.nextInt(random.nextInt(3) == 0 ? 4 : 3));
            events.add(event(name, random.nextInt(8), "p" + random.nextInt(4)));
        }
        CustomerProfile profile = profile(events);

        assertThat(ids(profile, CartEvents.SEGMENT)).containsExactlyInAnyOrderElementsOf(left(events));
        assertThat(ids(ProfileCodec.decode(ProfileCodec.encode(profile)), CartEvents.SEGMENT))
                .isEqualTo(ids(profile, CartEvents.SEGMENT));
    }

    /** Forwards, event by event. */
    private static List<Object> left(List<LoggedEvent> events) {
        List<Object> cart = new ArrayList<>();
        events.stream()
                .sorted(Comparator.comparing(LoggedEvent::at).thenComparing(event -> NAMES.indexOf(event.name())))
                .forEach(event -> {
                    Object id = event.properties().get("product_id");
                    if ("purchase".equals(event.name())) {
                        cart.clear();
                    } else if ("Product Removed".equals(event.name())) {
                        cart.remove(id);
                    } else if (!cart.contains(id)) {
                        cart.add(id);
                    }
                });
        return cart;
    }

    @Test
    void isRememberedForTheEventsThatItWasReadFrom() {
        CartEvents german = new CartEvents(Set.of("in den Korb"), Set.of(), Set.of("bestellt"));
        CustomerProfile profile = profile(List.of(event("in den Korb", 1, "a"), event("Product Added", 2, "b")));

        for (int i = 0; i < 2; i++) {
            assertThat(ids(profile, german)).containsExactly("a");
            assertThat(ids(profile, CartEvents.SEGMENT)).containsExactly("b");
        }
        assertThat(Cart.items(profile, german))
                .isSameAs(Cart.items(profile, new CartEvents(german.added(), german.removed(), german.ordered())));
    }

    @Test
    void ofAProfileWithMoreEventsIsAnother() {
        CustomerProfile before = profile(List.of(event("Product Added", 1, "a"), event("add_to_cart", 2, "b")));
        assertThat(ids(before, CartEvents.SEGMENT)).containsExactly("b", "a");

        assertThat(ids(before.with(List.of(event("Product Removed", 3, "b"))), CartEvents.SEGMENT))
                .containsExactly("a");
        assertThat(ids(before.with(List.of(event("purchase", 3, "a"))), CartEvents.SEGMENT))
                .isEmpty();
    }

    @Test
    void cannotBeChangedByThoseWhoShareIt() {
        CustomerProfile profile = profile(List.of(event("Product Added", 1, "a"), event("add_to_cart", 2, "b")));
        assertThatThrownBy(() -> Cart.items(profile, CartEvents.SEGMENT).remove(0))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private static CustomerProfile profile(List<LoggedEvent> events) {
        return CustomerProfile.empty("u1").with(events);
    }

    private static List<Object> ids(CustomerProfile profile, CartEvents events) {
        return Cart.items(profile, events).stream()
                .map(properties -> properties.get("product_id"))
                .toList();
    }

    private static LoggedEvent event(String name, int second, String product) {
        return Events.track(name)
                .at(START.plusSeconds(second))
                .properties(Map.of("product_id", product))
                .event();
    }
}
