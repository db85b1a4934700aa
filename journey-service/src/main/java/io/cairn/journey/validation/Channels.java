package io.cairn.journey.validation;

import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.Touchpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The spelling of channels. Any name is a channel, but one that is nearly a common one, or one of the same map, was
 * meant to be it: a rule for {@code email} would pass {@code e-mail} by.
 */
final class Channels {
    private static final Set<String> COMMON = new TreeSet<>(Set.of(
            "web",
            "email",
            "app",
            "push",
            "sms",
            "store",
            "phone",
            "social",
            "chat",
            "search",
            "ads",
            "whatsapp",
            "in-app",
            "mail",
            "kiosk",
            "branch",
            "partner",
            "event",
            "call-center",
            "website",
            "marketplace"));

    /** Words of their own, though near to a common one. */
    private static final Set<String> OTHER_WORDS = Set.of(
            "mall",
            "mms",
            "rms",
            "events",
            "post",
            "pos",
            "ad",
            "apps",
            "shop",
            "call",
            "wap",
            "apt",
            "maps",
            "partners");

    private final Map<String, String> seen = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private Channels() {}

    static List<Finding> errors(JourneyMap map) {
        Channels channels = new Channels();
        for (int s = 0; s < map.stages().size(); s++) {
            List<Touchpoint> touchpoints = map.stages().get(s).touchpoints();
            for (int t = 0; t < touchpoints.size(); t++) {
                String channel = touchpoints.get(t).channel();
                if (channel != null) {
                    channels.check("/stages/" + s + "/touchpoints/" + t + "/channel", channel);
                }
            }
        }
        for (int p = 0; p < map.personas().size(); p++) {
            List<String> preferred = map.personas().get(p).preferredChannels();
            for (int c = 0; c < preferred.size(); c++) {
                channels.check("/personas/" + p + "/preferredChannels/" + c, preferred.get(c));
            }
        }
        return channels.findings;
    }

    private void check(String pointer, String channel) {
        Optional<String> common = meant(channel);
        String first = seen.putIfAbsent(plain(channel), channel);
        if (common.isPresent()) {
            findings.add(Finding.error(
                    pointer, "'" + channel + "' is nearly the channel '" + common.get() + "': write " + common.get()));
        } else if (first != null && !first.equals(channel)) {
            findings.add(Finding.error(
                    pointer, "'" + channel + "' is spelled '" + first + "' elsewhere in this map: use one spelling"));
        }
    }

    private static Optional<String> meant(String channel) {
        String plain = plain(channel);
        if (COMMON.contains(channel) || OTHER_WORDS.contains(plain) || plain.length() > 20) {
            return Optional.empty();
        }
        return COMMON.stream().filter(common -> isNear(plain, plain(common))).findFirst();
    }

    /** In lower case and without what joins words. */
    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }

    /** The same, or one letter too many, too few, wrong, or two swapped; of three letters only the same or swapped. */
    private static boolean isNear(String a, String b) {
        int from = 0;
        while (from < Math.min(a.length(), b.length()) && a.charAt(from) == b.charAt(from)) {
            from++;
        }
        String x = a.substring(from);
        String y = b.substring(from);
        boolean swapped = x.length() > 1
                && x.length() == y.length()
                && x.charAt(0) == y.charAt(1)
                && x.charAt(1) == y.charAt(0)
                && x.substring(2).equals(y.substring(2));
        if (x.equals(y) || swapped) {
            return true;
        }
        boolean replaced = x.length() == y.length() && tail(x).equals(tail(y));
        boolean oneMore = tail(x).equals(y) || x.equals(tail(y));
        return b.length() > 3 && (replaced || oneMore);
    }

    private static String tail(String text) {
        return text.isEmpty() ? "" : text.substring(1);
    }
}
