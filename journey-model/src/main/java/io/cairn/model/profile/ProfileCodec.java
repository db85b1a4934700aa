package io.cairn.model.profile;

import io.cairn.model.event.LoggedEvent;
import io.cairn.model.profile.Buckets.Bucket;
import io.cairn.model.profile.EventStats.RecentEvent;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32C;

/**
 * The profile's bytes: compact, versioned, one encoding for each profile.
 *
 * <p>A magic byte, the version, the body, its CRC-32C. In the body numbers are LEB128, a string is written out when first
 * met and then called by its number, and a time is its distance back from one written before.
 *
 * <p>Redis's bytes can be folded again; those of snapshots, whose events have left the log, cannot: a new version must go on
 * reading this one.
 */
public final class ProfileCodec {
    private static final int MAGIC = 0xCA;
    private static final int VERSION = 2;
    private static final int HEADER = 2;
    private static final int CHECKSUM = 4;
    private static final long LATEST = LoggedEvent.LATEST.toEpochMilli();

    private ProfileCodec() {}

    /** The one encoding of the profile. */
    public static byte[] encode(CustomerProfile profile) {
        Output out = new Output();
        out.raw(MAGIC);
        out.raw(VERSION);
        long base = profile.updatedAtMillis();
        out.string(profile.customerId());
        out.unsigned(base - CustomerProfile.NEVER);
        out.unsigned(profile.anonymousIdTimes().size());
        profile.anonymousIdTimes().forEach((id, lastSeen) -> {
            out.string(id);
            out.unsigned(base - lastSeen);
        });
        out.unsigned(profile.userIds().size());
        profile.userIds().forEach(out::string);
        write(out, base, profile.allTraits());
        out.unsigned(profile.allGroups().byId().size());
        profile.allGroups().byId().forEach((id, traits) -> {
            out.string(id);
            write(out, base, traits);
        });
        out.unsigned(profile.events().size());
        profile.events().forEach((name, stats) -> {
            out.string(name);
            write(out, base, stats);
        });
        byte[] bytes = out.toBytes();
        byte[] checked = Arrays.copyOf(bytes, bytes.length + CHECKSUM);
        ByteBuffer.wrap(checked).putInt(bytes.length, checksum(bytes, bytes.length));
        return checked;
    }

    /** @throws UnreadableProfile if the bytes are of another version or damaged: fold the profile again from the log */
    public static CustomerProfile decode(byte[] bytes) {
        int end = bytes.length - CHECKSUM;
        if (end < HEADER || (bytes[0] & 0xFF) != MAGIC) {
            throw new UnreadableProfile("these bytes are not a profile");
        }
        if (bytes[1] != VERSION) {
            throw new UnreadableProfile("version " + bytes[1] + " is not " + VERSION);
        }
        if (ByteBuffer.wrap(bytes).getInt(end) != checksum(bytes, end)) {
            throw new UnreadableProfile("the checksum does not match");
        }
        Input in = new Input(bytes, HEADER, end);
        String customerId = in.string();
        long base = in.unsigned(LATEST + 1) + CustomerProfile.NEVER;
        SortedMap<String, Long> anonymousIds = new TreeMap<>();
        for (int n = in.size(); n > 0; n--) {
            anonymousIds.put(in.string(), back(in, base));
        }
        SortedSet<String> userIds = new TreeSet<>();
        for (int n = in.size(); n > 0; n--) {
            userIds.add(in.string());
        }
        SortedMap<String, Trait> traits = traits(in, base);
        Groups groups = new Groups();
        for (int n = in.size(); n > 0; n--) {
            groups.add(in.string(), traits(in, base));
        }
        SortedMap<String, EventStats> events = new TreeMap<>();
        for (int n = in.size(); n > 0; n--) {
            events.put(in.string(), stats(in, base));
        }
        if (!in.atEnd()) {
            throw new UnreadableProfile("bytes are left over");
        }
        return new CustomerProfile(customerId, base, anonymousIds, userIds, traits, groups, events);
    }

    private static void write(Output out, long base, SortedMap<String, Trait> traits) {
        out.unsigned(traits.size());
        traits.forEach((key, trait) -> {
            out.string(key);
            out.unsigned(base - trait.at());
            out.string(trait.messageId());
            out.value(trait.value());
        });
    }

    private static SortedMap<String, Trait> traits(Input in, long base) {
        SortedMap<String, Trait> traits = new TreeMap<>();
        for (int n = in.size(); n > 0; n--) {
            traits.put(in.string(), new Trait(back(in, base), in.string(), in.value()));
        }
        return traits;
    }

    private static void write(Output out, long base, EventStats stats) {
        out.unsigned(stats.count());
        out.decimal(stats.total());
        out.unsigned(base - stats.lastMillis());
        out.unsigned(stats.lastMillis() - stats.firstMillis());
        out.unsigned(stats.recent().size());
        long previous = stats.lastMillis();
        for (RecentEvent event : stats.recent()) {
            out.unsigned(previous - event.at().toEpochMilli());
            out.string(event.messageId());
            out.map(event.properties());
            previous = event.at().toEpochMilli();
        }
        write(out, EventStats.hour(stats.lastMillis()), stats.hours());
        write(out, EventStats.day(stats.lastMillis()), stats.days());
    }

    private static EventStats stats(Input in, long base) {
        long count = in.unsigned();
        BigDecimal total = in.decimal();
        long last = back(in, base);
        long first = back(in, last);
        RecentEvent[] recent = new RecentEvent[in.size()];
        long previous = last;
        for (int i = 0; i < recent.length; i++) {
            previous = back(in, previous);
            recent[i] = new RecentEvent(Instant.ofEpochMilli(previous), in.string(), in.map());
        }
        Buckets hours = buckets(in, EventStats.hour(last));
        Buckets days = buckets(in, EventStats.day(last));
        return new EventStats(count, total, first, last, List.of(recent), hours, days);
    }

    /** Newest first: the first is mostly that of the name's latest event. */
    private static void write(Output out, long newest, Buckets buckets) {
        out.unsigned(buckets.size());
        long previous = newest;
        for (int i = buckets.size() - 1; i >= 0; i--) {
            Bucket bucket = buckets.bucket(i);
            boolean hasSum = bucket.sum().signum() != 0;
            out.unsigned(previous - buckets.index(i));
            out.unsigned(bucket.count() << 1 | (hasSum ? 1 : 0));
            if (hasSum) {
                out.decimal(bucket.sum());
            }
            previous = buckets.index(i);
        }
    }

    private static Buckets buckets(Input in, long newest) {
        long[] indexes = new long[in.size()];
        Bucket[] buckets = new Bucket[indexes.length];
        long previous = newest;
        for (int i = indexes.length - 1; i >= 0; i--) {
            long index = back(in, previous);
            if (i < indexes.length - 1 && index == previous) {
                throw new UnreadableProfile("two buckets of one time");
            }
            long count = in.unsigned();
            indexes[i] = index;
            buckets[i] = new Bucket(count >> 1, (count & 1) == 1 ? in.decimal() : BigDecimal.ZERO);
            previous = index;
        }
        return new Buckets(indexes, buckets);
    }

    /** A time, or bucket, that was written as the distance back from a later one. */
    private static long back(Input in, long from) {
        return from - in.unsigned(Math.max(0, from));
    }

    private static int checksum(byte[] bytes, int end) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, end);
        return (int) crc.getValue();
    }
}
