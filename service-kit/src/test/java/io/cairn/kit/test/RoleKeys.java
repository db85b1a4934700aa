package io.cairn.kit.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A key for each role, {@code ROLE-key}, beside the documented one. */
public class RoleKeys implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        String keys = Stream.of("ingest", "read", "decide", "design")
                .map(role -> role + ":" + role + ":" + sha256(role + "-key"))
                .collect(Collectors.joining(","));
        return Map.of("cairn.api-keys", keys + ",local-dev:admin:" + sha256("local-dev-key"));
    }

    @Override
    public void stop() {}

    private static String sha256(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
