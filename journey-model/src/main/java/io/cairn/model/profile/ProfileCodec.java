package io.cairn.model.profile;

import io.cairn.model.event.LoggedEvent;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32C;

/**
 * The profile's bytes: compact, versioned, one encoding for each profile.
 *
 * <p>A magic byte, the version, the strings, the body, the CRC-32C of all that. In the body numbers are LEB128, a string is
 * its number, and a time is its distance back from one written before. What there is of each event name besides numbers is
 * a part with a length and a list of its strings: it is read when it is first asked for, and copied when only others change.
 *
 * <p>Redis's bytes can be folded again; those of snapshots, whose events have left the log, and of logged decisions cannot: a
 * new version must go on reading this one.
 */
public final class ProfileCodec {
    private static final int MAGIC = 0xCA;
    private static final int VERSION = 4;
    private static final int HEADER = 2;
    private static final int CHECKSUM = 4;

    /** Stands for the events of names that are too many. No event is named so. */
    private static final String OTHERS = LoggedEvent.ANY_NAME;

    private static final long LATEST = LoggedEvent.LATEST.toEpochMilli();

    private ProfileCodec() {}

    /** The one encoding of the profile. */
    public static byte[] encode(CustomerProfile profile) {
        Output out = Output.plain();
        out.raw(MAGIC);
        out.raw(VERSION);
        out.profile(body(profile));
        byte[] checked = out.toBytes(CHECKSUM);
        int end = checked.length - CHECKSUM;
        ByteBuffer.wrap(checked).putInt(end, checksum(checked, end));
        return checked;
    }

    private static Output body(CustomerProfile profile) {
        Output out = Output.ofProfile();
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
        Optional<EventStats> others = profile.otherEvents();
        out.unsigned(profile.events().size() + (others.isPresent() ? 1 : 0));
        others.ifPresent(stats -> write(out, base, OTHERS, stats));
        profile.events().forEach((name, stats) -> write(out, base, name, stats));
        return out;
    }

    /**
     * Takes the bytes, which must not be changed any more.
     *
     * @throws UnreadableProfile if the bytes are of a version that it does not read, or damaged: a profile of Redis can be
     *     folded again, nothing else can. If they are whole, and yet nothing that was encoded, what reads the profile may
     *     throw it, too.
     */
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
        Input in = Input.ofProfile(bytes, HEADER, end);
        String customerId = in.string();
        long base = in.unsigned(LATEST + 1) + CustomerProfile.NEVER;
        SortedMap<String, Long> anonymousIds = new TreeMap<>();
        for (int n = in.size(); n > 0; n--) {
            anonymousIds.put(in.string(), in.back(base));
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
        int names = in.size();
        int share = Shares.ofEvent(Math.min(names, CustomerProfile.MAX_EVENT_NAMES));
        for (int n = names; n > 0; n--) {
            events.put(in.string(), stats(in, base, share));
        }
        in.requireEnd();
        EventStats others = events.remove(OTHERS);
        return new CustomerProfile(customerId, base, anonymousIds, userIds, traits, groups, events, others);
    }

    /** Of traits that one event set, one after the other, only the first says when and by which. */
    private static void write(Output out, long base, SortedMap<String, Trait> traits) {
        out.unsigned(traits.size());
        Trait previous = null;
        for (Map.Entry<String, Trait> entry : traits.entrySet()) {
            Trait trait = entry.getValue();
            out.string(entry.getKey());
            if (previous != null
                    && previous.at() == trait.at()
                    && previous.messageId().equals(trait.messageId())) {
                out.unsigned(0);
            } else {
                out.unsigned(base - trait.at() + 1);
                out.messageId(trait.messageId());
            }
            out.value(trait.value());
            previous = trait;
        }
    }

    private static SortedMap<String, Trait> traits(Input in, long base) {
        SortedMap<String, Trait> traits = new TreeMap<>();
        Trait previous = null;
        for (int n = in.size(); n > 0; n--) {
            String key = in.string();
            long distance = in.unsigned(base + 1);
            Trait trait;
            if (distance > 0) {
                trait = new Trait(base - distance + 1, in.messageId(), in.value());
            } else if (previous != null) {
                trait = new Trait(previous.at(), previous.messageId(), in.value());
            } else {
                throw new UnreadableProfile("a trait is like one before it, but is the first");
            }
            traits.put(key, trait);
            previous = trait;
        }
        return traits;
    }

    private static void write(Output out, long base, String name, EventStats stats) {
        out.string(name);
        long count = stats.count();
        long last = stats.lastMillis();
        boolean hasTotal = stats.total().signum() != 0;
        out.unsigned(count << 1 | (hasTotal ? 1 : 0));
        if (hasTotal) {
            out.decimal(stats.total());
        }
        out.unsigned(base - last);
        if (count > 1) {
            out.unsigned(last - stats.firstMillis());
        }
        if (!EventStats.areAllRecent(count)) {
            writeOldest(out, EventStats.hour(last), stats.oldestHour());
            writeOldest(out, EventStats.day(last), stats.oldestDay());
        }
        stats.details().write(out, count, last);
    }

    private static EventStats stats(Input in, long base, int share) {
        long countAndFlag = in.unsigned();
        long count = countAndFlag >> 1;
        BigDecimal total = (countAndFlag & 1) == 1 ? in.decimal() : BigDecimal.ZERO;
        long last = in.back(base);
        long first = count > 1 ? in.back(last) : last;
        boolean areAllRecent = EventStats.areAllRecent(count);
        long oldestHour = areAllRecent ? EventStats.NO_BUCKET : oldest(in, EventStats.hour(last));
        long oldestDay = areAllRecent ? EventStats.NO_BUCKET : oldest(in, EventStats.day(last));
        return new EventStats(count, total, first, last, oldestHour, oldestDay, in.details(count, last, share));
    }

    /** One more than the distance, 0 for no bucket. */
    private static void writeOldest(Output out, long newest, long oldest) {
        out.unsigned(oldest == EventStats.NO_BUCKET ? 0 : newest - oldest + 1);
    }

    private static long oldest(Input in, long newest) {
        long distance = in.unsigned(newest + 1);
        return distance == 0 ? EventStats.NO_BUCKET : newest - distance + 1;
    }

    private static int checksum(byte[] bytes, int end) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, end);
        return (int) crc.getValue();
    }
}
