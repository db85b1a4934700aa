package io.cairn.kit.auth;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The keys that may call this service, kept as SHA-256 hashes: keys are long random strings, so a fast hash does. From
 * {@code cairn.api-keys}: a list of {@code name:role+role:sha256hex}. A service without a key, or with the documented
 * local one outside the local profile, refuses to start.
 */
@ApplicationScoped
public class ApiKeys {
    /** Documented, and so worth nothing outside a laptop. */
    static final String LOCAL_KEY = "local-dev-key";

    /** Whose key it is and what it may. */
    public record Holder(String name, Set<String> roles) {}

    private final Map<String, Holder> byHash = new HashMap<>();

    ApiKeys(@ConfigProperty(name = "cairn.api-keys") Optional<List<String>> entries) {
        entries.orElse(List.of()).forEach(this::add);
    }

    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        refuseToStartUnguarded(ConfigUtils.isProfileActive("local") || ConfigUtils.isProfileActive("test"));
    }

    /** @param local whether this is a laptop or a test, where the documented key will do */
    void refuseToStartUnguarded(boolean local) {
        if (byHash.isEmpty()) {
            throw new IllegalStateException("no API keys: set CAIRN_API_KEYS to name:role+role:sha256hex[,…]");
        }
        if (!local && byHash.containsKey(sha256(LOCAL_KEY))) {
            throw new IllegalStateException("CAIRN_API_KEYS holds the documented key " + LOCAL_KEY
                    + ", which anybody knows; only the local profile may use it");
        }
    }

    /** The holder of a key; empty if nobody holds it. */
    public Optional<Holder> holder(String key) {
        return Optional.ofNullable(byHash.get(sha256(key)));
    }

    private void add(String entry) {
        String[] parts = entry.trim().split(":", -1);
        if (parts.length != 3 || parts[0].isBlank() || !parts[2].matches("[0-9a-fA-F]{64}")) {
            throw new IllegalStateException("CAIRN_API_KEYS: an entry must be name:role+role:sha256hex");
        }
        Set<String> roles = Set.of(parts[1].split("\\+"));
        if (!Roles.ALL.containsAll(roles)) {
            throw new IllegalStateException("CAIRN_API_KEYS: the roles of " + parts[0] + " must be of " + Roles.ALL);
        }
        Holder holder = new Holder(parts[0], roles.contains(Roles.ADMIN) ? Roles.ALL : roles);
        if (byHash.put(parts[2].toLowerCase(Locale.ROOT), holder) != null) {
            throw new IllegalStateException("CAIRN_API_KEYS: two entries have the same key, one is " + parts[0]);
        }
    }

    private static String sha256(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
