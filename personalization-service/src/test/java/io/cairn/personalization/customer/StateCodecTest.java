package io.cairn.personalization.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.cairn.personalization.caps.Contact;
import io.cairn.personalization.contact.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class StateCodecTest {
    private static final String[] IDS = {
        "d.1",
        "",
        "Ä\n\0\uD83D\uDE00",
        "0d9f9f9f-bb7c-422c-8a9c-8813285219c2",
        "0d9f9f9f-bb7c-422c-8a9c-8813285219c2.",
        "0d9f9f9f-bb7c-422c-8a9c-8813285219c2.0",
        "0d9f9f9f-bb7c-422c-8a9c-8813285219c2.01",
        "0d9f9f9f-bb7c-422c-8a9c-8813285219c2.1x",
        "0d9f9f9f-bb7c-422c-8a9c-8813285219c2.999999999",
        "0d9f9f9f-bb7c-422c-8a9c-8813285219c2.1000000000",
        "0D9F9F9F-BB7C-422C-8A9C-8813285219C2.1",
        "0d9f9f9f-bb7c-422c-8a9c-88132852-9c2.1",
        "0d9f9f9fabb7c-422c-8a9c-8813285219c2.1",
        "ffffffff-ffff-ffff-ffff-ffffffffffff.7"
    };

    @Property(tries = 500)
    void stateIsReadAsItWasWritten(@ForAll long seed) {
        CustomerState state = state(new Random(seed));
        assertThat(StateCodec.decode(StateCodec.encode(state))).isEqualTo(state);
    }

    @Property(tries = 500)
    void stateThatBeginsWithTheSameContactsIsWrittenAlikeWithAndWithoutCopyingThem(@ForAll long seed) {
        Random random = new Random(seed);
        EncodedState before = StateCodec.read(StateCodec.encode(state(random)));
        CustomerState other = state(random);
        List<Contact> more = new ArrayList<>(before.state().contacts());
        more.addAll(other.contacts());
        CustomerState after = other.withContacts(more);

        assertThat(before.contactsOf(after)).isNotNull();
        assertThat(StateCodec.encode(after, before)).isEqualTo(StateCodec.encode(after));
    }

    @Example
    void contactsThatAreNotTheSameAreNotCopied() {
        CustomerState state = new CustomerState(grindSchool(2), Map.of());
        EncodedState before = StateCodec.read(StateCodec.encode(state));
        EncodedState json = StateCodec.read(StateCodec.toJson(state).getBytes(StandardCharsets.UTF_8));

        assertThat(before.contactsOf(state)).isNull();
        assertThat(before.contactsOf(state.withContacts(List.of()))).isNull();
        assertThat(StateCodec.encode(json.state(), json)).isEqualTo(StateCodec.encode(json.state()));
    }

    @Property(tries = 300)
    void stateOfAnEarlierBuildIsReadAsItWasWritten(@ForAll long seed) {
        CustomerState state = state(new Random(seed));
        byte[] json = StateCodec.toJson(state).getBytes(StandardCharsets.UTF_8);
        CustomerState read = StateCodec.decode(json);
        // it knew no empty texts
        assertThat(StateCodec.toJson(read)).isEqualTo(StateCodec.toJson(state));
        assertThat(read.positions()).isEqualTo(state.positions());
        assertThat(read.isIncomplete()).isEqualTo(state.isIncomplete());
        assertThat(read.contacts())
                .extracting(Contact::at, Contact::outcomes, Contact::tags)
                .isEqualTo(state.contacts().stream()
                        .map(contact -> tuple(contact.at(), contact.outcomes(), contact.tags()))
                        .toList());
    }

    @Property(tries = 500)
    void whatIsCutOffOrChangedIsRefusedOrReadAsSomethingElse(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = StateCodec.encode(state(random));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StateCodec.decode(Arrays.copyOf(bytes, random.nextInt(bytes.length))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StateCodec.decode(Arrays.copyOf(bytes, bytes.length + 1)));
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        try {
            StateCodec.decode(bytes);
        } catch (IllegalArgumentException e) {
            // and no other fault
        }
    }

    @Example
    void contactsOfOneOfferTakeAFewBytesEach() {
        assertThat(StateCodec.encode(new CustomerState(grindSchool(100), Map.of())).length)
                .isLessThan(100 * 32 + 100);
    }

    private static List<Contact> grindSchool(int count) {
        List<Contact> contacts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            contacts.add(new Contact(
                    UUID.randomUUID() + ".1",
                    "grind-school",
                    "first-weeks",
                    List.of("education", "grinders"),
                    "web-home",
                    "web",
                    false,
                    Instant.parse("2026-06-15T12:00:00.123Z").plusSeconds(86_400L * i),
                    Map.of()));
        }
        return contacts;
    }

    private static CustomerState state(Random random) {
        List<Contact> contacts = new ArrayList<>();
        for (int left = random.nextInt(8) == 0 ? 60 : random.nextInt(6); left > 0; left--) {
            contacts.add(contact(random));
        }
        TreeMap<String, Position> positions = new TreeMap<>();
        for (int left = random.nextInt(3); left > 0; left--) {
            positions.put(word(random), new Position(word(random), time(random), random.nextInt(1000)));
        }
        return new CustomerState(
                contacts, positions, new TreeSet<>(words(random)), words(random), random.nextInt(4) == 0);
    }

    private static Contact contact(Random random) {
        Map<Outcome, Instant> outcomes = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            if (random.nextInt(4) == 0) {
                outcomes.put(outcome, time(random));
            }
        }
        return new Contact(
                random.nextBoolean()
                        ? new UUID(random.nextLong(), random.nextLong()) + "." + random.nextInt(12)
                        : IDS[random.nextInt(IDS.length)],
                word(random),
                random.nextBoolean() ? word(random) : null,
                words(random),
                word(random),
                word(random),
                random.nextBoolean(),
                time(random),
                random.nextBoolean() ? outcomes : Map.of());
    }

    private static List<String> words(Random random) {
        List<String> words = new ArrayList<>();
        for (int left = random.nextInt(3); left > 0; left--) {
            words.add(word(random));
        }
        return words;
    }

    private static String word(Random random) {
        int length = random.nextInt(10) == 0 ? 300 : random.nextInt(3);
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append(random.nextInt(20) == 0 ? "\uD83D\uDE00" : (char) ('a' + random.nextInt(3)));
        }
        return word.toString();
    }

    private static Instant time(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Instant.ofEpochMilli(random.nextLong(253_402_300_799_999L));
            case 1 -> Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000));
            case 2 -> Instant.parse("1970-01-01T00:00:00Z");
            default -> Instant.parse("2026-06-15T12:00:00.001Z").plusMillis(random.nextInt(100_000_000));
        };
    }
}
