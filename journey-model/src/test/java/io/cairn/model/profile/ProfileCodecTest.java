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
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

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
        bytes.put((byte) 0xCA).put((byte) 3).put(garbage);
        assertReadableOrUnreadable(withChecksum(bytes.array()));
    }

    @Test
    void anotherVersionIsNamed() {
        byte[] bytes = ProfileCodec.encode(CustomerProfile.empty("u1"));
        bytes[1] = 4;
        assertThatThrownBy(() -> ProfileCodec.decode(bytes)).hasMessage("version 4 is not 3");
    }

    @Test
    void claimedSizesAllocateNothing() {
        // a string of 2^62 bytes
        byte[] huge = {(byte) 0xCA, 3, 0, -1, -1, -1, -1, -1, -1, -1, -1, 0x3F, 0, 0, 0, 0};
        assertThatThrownBy(() -> ProfileCodec.decode(withChecksum(huge))).isInstanceOf(UnreadableProfile.class);
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
        String released = "ca0300027531819ca4f8df31010002613180b899290101010007636f756e74727980b89929"
                + "00026d3105000244450001000870757263686173650104fa01000001011d0100026d32010005"
                + "76616c75650404fa0101000304fa0101000304fa0177ce79c9";
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
        CustomerProfile folded = decoded.merge(more);
        assertThat(ProfileCodec.encode(folded)).isEqualTo(ProfileCodec.encode(profile.merge(more)));
        assertThat(folded).isEqualTo(profile.merge(more));
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
                .isLessThan(16_000);
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
