package io.cairn.journey.validation;

import io.cairn.journey.validation.Finding.Severity;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.Touchpoint;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The spelling of channels. Any name is a channel, but one that only looks otherwise than a common one, or one of the
 * same map, was meant to be it: a rule for {@code email} would pass {@code e-mail} by. One that is a letter off is
 * perhaps a word of its own.
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
            "callcentre",
            "wap",
            "apt",
            "maps",
            "partners");

    /** What joins words, and what nobody sees: blanks, controls, formats, fillers and variation selectors. */
    private static final Pattern NOT_READ =
            Pattern.compile("[\\s\\p{Z}\\p{Cc}\\p{Cf}\\p{Pd}_\\x{34F}\\x{115F}\\x{1160}\\x{2800}\\x{FE00}-\\x{FE0F}]");

    private final Map<String, String> seen = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private Channels() {}

    /** Names that are certainly misspelled. */
    static List<Finding> errors(JourneyMap map) {
        return all(map).filter(found -> found.severity() == Severity.ERROR).toList();
    }

    /** Names that may be meant. */
    static List<Finding> warnings(JourneyMap map) {
        return all(map).filter(found -> found.severity() == Severity.WARNING).toList();
    }

    private static Stream<Finding> all(JourneyMap map) {
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
        return channels.findings.stream();
    }

    private void check(String pointer, String channel) {
        String plain = plain(channel);
        String first = seen.putIfAbsent(plain, channel);
        boolean known = COMMON.contains(channel) || OTHER_WORDS.contains(plain) || plain.length() > 20;
        Optional<String> meant = known ? Optional.empty() : common(common -> isSameOrSwapped(plain, common));
        Optional<String> perhaps = known ? Optional.empty() : common(common -> isLetterOff(plain, common));
        if (meant.isPresent()) {
            String common = meant.get();
            findings.add(Finding.error(
                    pointer, "'" + channel + "' is nearly the channel '" + common + "': write " + common));
        } else if (first != null && !first.equals(channel)) {
            findings.add(Finding.error(
                    pointer, "'" + channel + "' is spelled '" + first + "' elsewhere in this map: use one spelling"));
        } else if (perhaps.isPresent()) {
            String common = perhaps.get();
            findings.add(Finding.warning(
                    pointer,
                    "'" + channel + "' is a letter off the channel '" + common + "': if it is meant, write " + common));
        }
    }

    private static Optional<String> common(Predicate<String> wanted) {
        return COMMON.stream().filter(common -> wanted.test(plain(common))).findFirst();
    }

    /** In lower case, of compatible characters the plain ones, and without {@link #NOT_READ}. */
    static String plain(String name) {
        String compatible = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return NOT_READ.matcher(compatible).replaceAll("");
    }

    private static boolean isSameOrSwapped(String a, String b) {
        int from = mismatch(a, b);
        String x = a.substring(from);
        String y = b.substring(from);
        boolean swapped = x.length() > 1
                && x.length() == y.length()
                && x.charAt(0) == y.charAt(1)
                && x.charAt(1) == y.charAt(0)
                && x.substring(2).equals(y.substring(2));
        return x.equals(y) || swapped;
    }

    /** One letter too many, too few or wrong, but not the first; of three letters any other is another word. */
    private static boolean isLetterOff(String a, String b) {
        int from = mismatch(a, b);
        String x = a.substring(from);
        String y = b.substring(from);
        boolean replaced = x.length() == y.length() && tail(x).equals(tail(y));
        boolean oneMore = tail(x).equals(y) || x.equals(tail(y));
        return from > 0 && b.length() > 3 && (replaced || oneMore);
    }

    /** How many letters they start with alike. */
    private static int mismatch(String a, String b) {
        int from = 0;
        while (from < Math.min(a.length(), b.length()) && a.charAt(from) == b.charAt(from)) {
            from++;
        }
        return from;
    }

    private static String tail(String text) {
        return text.isEmpty() ? "" : text.substring(1);
    }
}
