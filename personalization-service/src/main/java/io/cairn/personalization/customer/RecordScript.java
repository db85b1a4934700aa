package io.cairn.personalization.customer;

import io.cairn.kit.redis.RedisScript;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a decision, all of it or nothing: checks that the customer's state, what is known of caps and the totals'
 * limits still allow it, then keeps the state, adds to the totals, keeps the answer and appends the record to be logged.
 */
final class RecordScript {
    static final RedisScript SCRIPT = RedisScript.of(
            """
            -- KEYS: state, totals, pending, epoch, complete, answers or '', sticky...
            -- ARGV: version read, epoch read as complete, new version, new state or '', epoch if there is none,
            --       decision id or '', record, field of answers, answer, its time to live in ms,
            --       n, then n times offer, count, limit or '', then of each sticky key its time to live in ms
            if KEYS[6] ~= '' then
              local answered = redis.call('HGET', KEYS[6], ARGV[8])
              if answered then return {'ANSWERED', answered} end
            end
            if (redis.call('HGET', KEYS[1], 'v') or '') ~= ARGV[1] then return {'CONFLICT'} end
            if (redis.call('GET', KEYS[5]) or '') ~= ARGV[2] then return {'CONFLICT'} end
            local n = tonumber(ARGV[11])
            for i = 0, n - 1 do
              local offer, count, limit = ARGV[12 + i * 3], ARGV[13 + i * 3], ARGV[14 + i * 3]
              if limit ~= '' then
                local total = tonumber(redis.call('HGET', KEYS[2], offer) or '0')
                if total + tonumber(count) > tonumber(limit) then return {'CONFLICT'} end
              end
            end
            if ARGV[4] ~= '' then redis.call('HSET', KEYS[1], 'v', ARGV[3], 's', ARGV[4]) end
            for i = 0, n - 1 do redis.call('HINCRBY', KEYS[2], ARGV[12 + i * 3], ARGV[13 + i * 3]) end
            if ARGV[6] ~= '' then
              local epoch = redis.call('GET', KEYS[4])
              if not epoch then
                epoch = ARGV[5]
                redis.call('SET', KEYS[4], epoch)
              end
              redis.call('HSET', KEYS[3], ARGV[6], epoch .. '\\n' .. ARGV[7])
            end
            if KEYS[6] ~= '' then
              redis.call('HSET', KEYS[6], ARGV[8], ARGV[9])
              redis.call('PEXPIRE', KEYS[6], ARGV[10])
            end
            for i = 7, #KEYS do redis.call('SET', KEYS[i], ARGV[9], 'PX', ARGV[12 + n * 3 + i - 7]) end
            return {'WRITTEN'}
            """);

    private RecordScript() {}

    static List<String> keys(Recording recording) {
        String customerId = recording.loaded().customerId();
        List<String> keys = new ArrayList<>();
        keys.add(CustomerKeys.state(customerId));
        keys.add(CustomerKeys.TOTALS);
        keys.add(CustomerKeys.PENDING);
        keys.add(CustomerKeys.EPOCH);
        keys.add(CustomerKeys.COMPLETE);
        CustomerQuery.AskedBefore asked = recording.asked();
        keys.add(asked == null ? "" : CustomerKeys.answers(customerId, asked.requestId()));
        recording.sticky().forEach(sticky -> keys.add(CustomerKeys.sticky(customerId, sticky.placement())));
        return keys;
    }

    /** @param version a new one, never used before */
    static List<byte[]> arguments(Recording recording, String version) {
        Recording.Logged logged = recording.logged();
        CustomerQuery.AskedBefore asked = recording.asked();
        Answer answer = recording.answer();
        CustomerState state = recording.state();
        List<byte[]> arguments = new ArrayList<>();
        arguments.add(bytes(recording.loaded().version()));
        arguments.add(bytes(recording.loaded().completeEpoch()));
        arguments.add(bytes(version));
        arguments.add(bytes(state == null ? "" : StateCodec.encode(state)));
        arguments.add(bytes(version));
        arguments.add(bytes(logged == null ? "" : logged.decisionId()));
        arguments.add(logged == null ? new byte[0] : logged.record());
        arguments.add(bytes(asked == null ? "" : asked.placements()));
        arguments.add(bytes(answer == null ? "" : answer.encode()));
        arguments.add(bytes(Long.toString(CustomerStore.ANSWERS_FOR.toMillis())));
        arguments.add(bytes(Integer.toString(recording.totals().size())));
        for (Recording.Total total : recording.totals()) {
            arguments.add(bytes(total.offer()));
            arguments.add(bytes(Long.toString(total.count())));
            arguments.add(bytes(total.limit() == null ? "" : total.limit().toString()));
        }
        recording
                .sticky()
                .forEach(sticky ->
                        arguments.add(bytes(Long.toString(sticky.period().toMillis()))));
        return arguments;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
