package io.cairn.personalization.customer;

import io.cairn.kit.redis.SharedScript;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes states, the totals that change with them and what waits to be logged of it, all of it or nothing. */
final class StatesScript {
    /** Lua: keeps a state for its {@link Lifetime}, which is 400 days where it is not for ever, and up to one more. */
    static final String WRITE =
            """
            local function write(key, version, state, lifetime)
              local left = redis.call('PTTL', key)
              redis.call('HSET', key, 'v', version, 's', state)
              if lifetime == 'FOR_EVER' or (lifetime == 'EXTENDED' and left == -1) then
                if left >= 0 then redis.call('PERSIST', key) end
              elseif left < 34560000000 then
                redis.call('PEXPIRE', key, 34646400000)
              end
            end
            """;

    static final SharedScript SCRIPT = SharedScript.of(
            List.of(CustomerKeys.COMPLETE, CustomerKeys.TOTALS, CustomerKeys.PENDING_OUTCOMES),
            WRITE
                    + """
            -- COMMON: complete, totals, pending outcomes
            -- KEYS: states
            -- ARGV: epoch read as complete, new version, of each state version read, state and lifetime,
            --       n, then n times offer and count, then of each outcome its id and record
            if value(COMMON[1]) ~= ARGV[1] then return 0 end
            for i = 1, #KEYS do
              if (redis.call('HGET', KEYS[i], 'v') or '') ~= ARGV[i * 3] then return 0 end
            end
            for i = 1, #KEYS do
              local at = i * 3
              if ARGV[at + 1] ~= '' then write(KEYS[i], ARGV[2], ARGV[at + 1], ARGV[at + 2]) end
            end
            local at = #KEYS * 3 + 3
            local n = tonumber(ARGV[at])
            for i = at + 1, at + n * 2, 2 do redis.call('HINCRBY', COMMON[2], ARGV[i], ARGV[i + 1]) end
            for i = at + n * 2 + 1, #ARGV, 2 do redis.call('HSET', COMMON[3], ARGV[i], ARGV[i + 1]) end
            return 1
            """);

    private StatesScript() {}

    static List<String> keys(StateChange change) {
        return change.states().stream()
                .map(state -> CustomerKeys.state(state.read().customerId()))
                .toList();
    }

    /** @param version a new one, never used before */
    static List<byte[]> arguments(StateChange change, String version) {
        List<byte[]> arguments = new ArrayList<>();
        arguments.add(bytes(change.completeEpoch()));
        arguments.add(bytes(version));
        for (StateChange.New state : change.states()) {
            boolean changed = !state.state().equals(state.read().state());
            arguments.add(bytes(state.read().version()));
            arguments.add(
                    changed ? StateCodec.encode(state.state(), state.read().encoded()) : new byte[0]);
            arguments.add(bytes(state.lifetime().name()));
        }
        arguments.add(bytes(Integer.toString(change.totals().size())));
        for (Map.Entry<String, Long> total : new TreeMap<>(change.totals()).entrySet()) {
            arguments.add(bytes(total.getKey()));
            arguments.add(bytes(total.getValue().toString()));
        }
        change.outcomes().forEach((id, record) -> {
            arguments.add(bytes(id));
            arguments.add(record);
        });
        return arguments;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
