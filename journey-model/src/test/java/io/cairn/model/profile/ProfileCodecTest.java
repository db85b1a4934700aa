package io.cairn.model.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.model.event.Events;
import io.cairn.model.event.LoggedEvent;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ProfileCodecTest {
    @Property(tries = 60)
    void whatIsEncodedDecodesToTheSame(@ForAll("profiles") CustomerProfile profile) {
        byte[] bytes = ProfileCodec.encode(profile);
        CustomerProfile decoded = ProfileCodec.decode(bytes);
        assertThat(decoded).isEqualTo(profile);
        assertThat(decoded.traits()).isEqualTo(profile.traits());
        assertThat(decoded.stats("*")).isEqualTo(profile.stats("*"));
        assertThat(ProfileCodec.encode(decoded)).isEqualTo(bytes);
    }

    @Property
    void garbageIsUnreadable(@ForAll byte[] garbage) {
        assertUnreadable(garbage);
    }

    @Property(tries = 60)
    void aDamagedProfileIsUnreadable(@ForAll("profiles") CustomerProfile profile, @ForAll Random random) {
        byte[] bytes = ProfileCodec.encode(profile);
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
        assertUnreadable(bytes);
        assertUnreadable(Arrays.copyOf(bytes, random.nextInt(bytes.length)));
    }

    /** Not only the checksum guards: whatever the body, nothing but UnreadableProfile is thrown. */
    @Property(tries = 60)
    void aForeignBodyWithAGoodChecksumDecodesOrIsUnreadable(
            @ForAll("profiles") CustomerProfile profile, @ForAll Random random) {
        byte[] bytes = ProfileCodec.encode(profile);
        for (int i = 0; i < 100; i++) {
            byte[] foreign = bytes.clone();
            for (int j = 0; j < 1 + random.nextInt(3); j++) {
                foreign[2 + random.nextInt(bytes.length - 6)] = (byte) random.nextInt(256);
            }
            assertReadableOrUnreadable(withChecksum(foreign));
        }
    }

    @Property(tries = 600)
    void garbageWithAGoodHeaderAndChecksumDecodesOrIsUnreadable(@ForAll byte[] garbage) {
        ByteBuffer bytes = ByteBuffer.allocate(garbage.length + 6);
        bytes.put((byte) 0xCA).put((byte) 4).put(garbage);
        assertReadableOrUnreadable(withChecksum(bytes.array()));
    }

    @Test
    void anotherVersionIsNamed() {
        byte[] bytes = ProfileCodec.encode(CustomerProfile.empty("u1"));
        bytes[1] = 3;
        assertThatThrownBy(() -> ProfileCodec.decode(bytes)).hasMessage("version 3 is not 4");
    }

    @Test
    void claimedSizesAllocateNothing() {
        // one string, of 2^62 bytes
        byte[] huge = {(byte) 0xCA, 4, 1, -1, -1, -1, -1, -1, -1, -1, -1, 0x3F, 0, 0, 0, 0};
        assertThatThrownBy(() -> ProfileCodec.decode(withChecksum(huge))).isInstanceOf(UnreadableProfile.class);
    }

    /** The length of a messageId, in so many bytes that those of the checksum would not make up for it. */
    @Test
    void lengthsAreComparedWithWhatIsLeftAfterThem() {
        byte[] bytes = HexFormat.of()
                .parseHex("ca04" + "00" + "00" + "02" + "0000" + "0100" + "0100" + "8580808000" + "00000000");
        assertThatThrownBy(() -> ProfileCodec.decode(withChecksum(bytes)).toString())
                .isInstanceOf(UnreadableProfile.class)
                .hasMessageContaining("more parts");
    }

    /** Maps of one shape that take each other over would double with every level. */
    @Test
    void aFewBytesDoNotSayMuch() {
        String doubled = "07010007010307" + "0103";
        byte[] bytes = HexFormat.of()
                .parseHex("ca04" + "00" + "00" + "02" + "0000" + "0100" + "0100" + "00" + "0622" + "070002020009" + "09"
                        + doubled.repeat(33) + "0000" + "00000000");
        assertThatThrownBy(() -> ProfileCodec.decode(withChecksum(bytes)).toString())
                .isInstanceOf(UnreadableProfile.class)
                .hasMessageContaining("the same as before");
    }

    /** Whoever sends such would otherwise keep us busy for minutes, and all others waiting. */
    @Test
    @Timeout(60)
    void stringsAndKeysOfOneHashAreNumberedQuickly() {
        List<String> alike = IntStream.range(0, 1 << 16)
                .mapToObj(i -> IntStream.range(0, 16)
                        .mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining()))
                .toList();
        CustomerProfile profile = CustomerProfile.empty("u1")
                .with(List.of(
                        Events.track("view").properties(Map.of("a", alike)).event(),
                        Events.track("search")
                                .properties(Map.of(
                                        "b",
                                        alike.stream()
                                                .map(key -> Map.of(key, 0))
                                                .toList()))
                                .event()));
        CustomerProfile decoded = ProfileCodec.decode(ProfileCodec.encode(profile));
        assertThat(ProfileCodec.encode(decoded)).isEqualTo(ProfileCodec.encode(profile));
        assertThat(decoded).isEqualTo(profile);
    }

    @Test
    void theBytesAreThoseOfTheFirstRelease() {
        CustomerProfile profile = CustomerProfile.empty("u1")
                .with(List.of(
                        Events.identify(Map.of("country", "DE"))
                                .messageId("m1")
                                .anonymous("a1")
                                .at("2024-03-01T12:00:00Z")
                                .event(),
                        Events.track("purchase")
                                .messageId("m2")
                                .at("2024-03-02T12:00:00Z")
                                .value(12.5)
                                .event()));
        String released = "ca0403020201753161316d01819ca4f8df31010380b899290101013881b89929020501088e02"
                + "00016e0304fa01000205120a0200020001010504fa015b54520a";
        assertThat(HexFormat.of().formatHex(ProfileCodec.encode(profile)))
                .as("a change of these bytes needs a new version")
                .isEqualTo(released);
        assertThat(ProfileCodec.decode(HexFormat.of().parseHex(released)))
                .as("snapshots hold such bytes for ever")
                .isEqualTo(profile);
    }

    /** The profile that was decoded and the one that never was are folded on alike, whatever of them was asked for before. */
    @Property(tries = 60)
    void aDecodedProfileFoldsOnAlike(
            @ForAll("profiles") CustomerProfile profile,
            @ForAll("profiles") CustomerProfile more,
            @ForAll boolean asked) {
        CustomerProfile decoded = ProfileCodec.decode(ProfileCodec.encode(profile));
        if (asked) {
            decoded.events().values().forEach(EventStats::recent);
        }
        for (CustomerProfile other : List.of(more, ProfileCodec.decode(ProfileCodec.encode(more)))) {
            CustomerProfile folded = decoded.merge(other);
            assertThat(ProfileCodec.encode(folded)).isEqualTo(ProfileCodec.encode(profile.merge(more)));
            assertThat(folded).isEqualTo(profile.merge(more));
        }
    }

    @Property
    void everyMessageIdDecodesToTheSame(@ForAll("messageIds") String id) {
        CustomerProfile profile = CustomerProfile.empty("u1")
                .with(List.of(Events.track("view").messageId(id).event()));
        CustomerProfile decoded = ProfileCodec.decode(ProfileCodec.encode(profile));
        assertThat(decoded.stats("view").orElseThrow().recent().get(0).messageId())
                .isEqualTo(id);
    }

    @Provide
    Arbitrary<String> messageIds() {
        Arbitrary<String> ends = Arbitraries.oneOf(
                Arbitraries.strings().withChars("0123456789").ofMaxLength(40),
                Arbitraries.strings().withChars("0123456789abcdefABCDEF-").ofMaxLength(40),
                Arbitraries.create(() -> UUID.randomUUID().toString()),
                Arbitraries.create(() -> UUID.randomUUID().toString().toUpperCase(Locale.ROOT)));
        return Combinators.combine(Arbitraries.of("", "m", "order-", "ü-", "0"), ends)
                .as(String::concat)
                .filter(id -> !id.isEmpty());
    }

    @Test
    void theFirstOfItsCommonStringsTakeOneByte() {
        CustomerProfile profile = CustomerProfile.empty("name");
        assertThat(ProfileCodec.encode(profile)).startsWith(0xCA, 4, 0, 0);
    }

    /** A map may be as one before it, and so may one that stands in it. */
    @Test
    void mapsOfOneShapeInEachOtherDecodeToTheSame() {
        Map<String, Object> inner = Map.of("a", 1, "b", List.of(Map.of("a", 2, "b", List.of())));
        List<LoggedEvent> events = IntStream.range(0, 4)
                .mapToObj(i -> Events.track("view")
                        .properties(Map.of("a", i / 2, "b", List.of(inner, inner, Map.of("a", i, "b", List.of()))))
                        .event())
                .toList();
        CustomerProfile profile = CustomerProfile.empty("u1").with(events);
        assertThat(ProfileCodec.decode(ProfileCodec.encode(profile))).isEqualTo(profile);
    }

    /** 63 keys are compared, 64 are not. */
    @Property(tries = 20)
    void largeMapsDecodeToTheSame(@ForAll @IntRange(min = 61, max = 66) int keys) {
        Map<String, Integer> properties =
                IntStream.range(0, keys).boxed().collect(Collectors.toMap(i -> "key" + i, i -> i));
        CustomerProfile profile = CustomerProfile.empty("u1")
                .with(List.of(
                        Events.track("view").properties(properties).event(),
                        Events.track("view").properties(properties).event()));
        assertThat(ProfileCodec.decode(ProfileCodec.encode(profile))).isEqualTo(profile);
    }

    @Test
    void aBusyCustomersProfileIsSmall() {
        List<LoggedEvent> events = IntStream.range(0, 20_000)
                .mapToObj(i -> Events.track(List.of("home", "product_view", "search", "add_to_cart", "purchase")
                                .get(i % 5))
                        .messageId(new UUID(i * 0x9E3779B97F4A7C15L, i * 0xD1B54A32D192ED03L).toString())
                        .at(Instant.parse("2024-01-01T00:00:00Z").plusSeconds(i * 1_000L))
                        .properties(Map.of("category", "shoes", "price", i % 100, "brand", "brand" + i % 7))
                        .event())
                .toList();
        assertThat(ProfileCodec.encode(CustomerProfile.empty("u1").with(events)).length)
                .isLessThan(9_000);
    }

    @Provide
    Arbitrary<CustomerProfile> profiles() {
        return ProfileArbitraries.profiles();
    }

    private static void assertUnreadable(byte[] bytes) {
        assertThatThrownBy(() -> ProfileCodec.decode(bytes)).isInstanceOf(UnreadableProfile.class);
    }

    private static void assertReadableOrUnreadable(byte[] bytes) {
        try {
            // what comes of it is no matter
            assertThat(ProfileCodec.decode(bytes).toString()).isNotEmpty();
        } catch (UnreadableProfile e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    private static byte[] withChecksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - 4);
        ByteBuffer.wrap(bytes).putInt(bytes.length - 4, (int) crc.getValue());
        return bytes;
    }
}
