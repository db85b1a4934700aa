package io.cairn.journey.picture;

import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.Touchpoint;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The channels of a map's touchpoints, online and offline. */
final class Channels {
    /** A word of a channel's name that makes it one where people meet or things are touched; what has none is online. */
    private static final Set<String> OFFLINE = Set.of(
            "store",
            "shop",
            "pos",
            "till",
            "branch",
            "phone",
            "telephone",
            "call",
            "callcenter",
            "hotline",
            "mail",
            "post",
            "letter",
            "print",
            "catalog",
            "catalogue",
            "flyer",
            "poster",
            "billboard",
            "outdoor",
            "ooh",
            "tv",
            "radio",
            "event",
            "fair",
            "visit",
            "person",
            "meeting",
            "field",
            "sales",
            "workshop",
            "kiosk",
            "locker",
            "delivery",
            "courier",
            "parcel",
            "package",
            "packaging",
            "hospital",
            "clinic",
            "ward",
            "desk",
            "reception",
            "counter",
            "offline",
            "office",
            "atm",
            "technician",
            "word");

    /** A word that makes a channel one on a screen, whatever else its name has. */
    private static final Set<String> ONLINE = Set.of(
            "e", "web", "online", "app", "mobile", "digital", "site", "website", "video", "virtual", "text", "social");

    /** The same in other languages, as part of a name: these are written without spaces, or compounded. */
    private static final Set<String> OFFLINE_PARTS = Set.of(
            "filiale",
            "geschäft",
            "laden",
            "telefon",
            "brief",
            "plakat",
            "messe",
            "außendienst",
            "tienda",
            "teléfono",
            "sucursal",
            "boutique",
            "magasin",
            "agence",
            "téléphone",
            "courrier",
            "negozio",
            "loja",
            "店",
            "电话",
            "電話",
            "线下",
            "線下",
            "柜台",
            "櫃檯",
            "邮寄",
            "快递",
            "医院",
            "متجر",
            "فرع",
            "هاتف",
            "بريد عادي",
            "معرض");

    /** Parts that make it one on a screen, whatever else its name has. */
    private static final Set<String> ONLINE_PARTS = Set.of("网店", "網店", "网上", "線上", "线上", "オンライン", "إلكتروني");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Channels() {}

    /** Each once, online ones before offline ones, else as the map first names them; null at the end: none is named. */
    static List<@Nullable String> of(JourneyMap map) {
        Set<@Nullable String> channels = new LinkedHashSet<>();
        map.stages().stream()
                .flatMap(stage -> stage.touchpoints().stream())
                .map(Touchpoint::channel)
                .forEach(channels::add);
        return channels.stream().sorted(Comparator.comparingInt(Channels::rank)).toList();
    }

    private static int rank(@Nullable String channel) {
        if (channel == null) {
            return 2;
        }
        return isOffline(channel) ? 1 : 0;
    }

    /** {@code in-store}, {@code call center} and {@code 门店} are, {@code web shop} and {@code e-mail} are not. */
    static boolean isOffline(String channel) {
        String name = channel.toLowerCase(Locale.ROOT);
        List<String> words = BETWEEN_WORDS.splitAsStream(name).toList();
        boolean online = words.stream().anyMatch(ONLINE::contains)
                || ONLINE_PARTS.stream().anyMatch(name::contains);
        return !online
                && (words.stream().anyMatch(OFFLINE::contains)
                        || OFFLINE_PARTS.stream().anyMatch(name::contains));
    }
}
