package io.cairn.personalization.customer;

import io.cairn.kit.redis.SharedScript;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Writes a decision, all of it or nothing: checks that the customer's state, those beside it, what is known of
 * caps and the totals' limits still allow it, then keeps the states, adds to the totals, keeps the answer and appends the
 * record to be logged.
 */
final class RecordScript {
    static final SharedScript SCRIPT = SharedScript.of(
            List.of(
                    CustomerKeys.TOTALS,
                    CustomerKeys.PENDING,
                    CustomerKeys.PENDING_PROFILES,
                    CustomerKeys.EPOCH,
                    CustomerKeys.COMPLETE),
            StatesScript.WRITE
                    + """
            -- COMMON: totals, pending, pending profiles, epoch, complete
            -- KEYS: state, answers or '', request's customers or '', sticky..., states beside...
            -- ARGV: version read, epoch read as complete, new version (and id of the record, and epoch if there is none),
            --       new state or '', its lifetime, record or '', field of answers, answer, its time to live in ms,
            --       customer id, n, m, profile's digest, profile or '' if the log has it, then n times offer, count,
            --       limit or '', then of each of m sticky keys its time to live in ms, then of each state beside
            --       version read and new state
            -- returns: 'WRITTEN', 'CONFLICT', or the answer that is there already
            if KEYS[2] ~= '' then
              local answered = redis.call('HGET', KEYS[2], ARGV[7])
              if answered then return answered end
            end
            if (redis.call('HGET', KEYS[1], 'v') or '') ~= ARGV[1] then return 'CONFLICT' end
            if value(COMMON[5]) ~= ARGV[2] then return 'CONFLICT' end
            local n, m = tonumber(ARGV[11]), tonumber(ARGV[12])
            local sticky = 15 + n * 3
            local beside = sticky + m
            for i = 0, #KEYS - 4 - m do
              if (redis.call('HGET', KEYS[4 + m + i], 'v') or '') ~= ARGV[beside + i * 2] then return 'CONFLICT' end
            end
            for i = 15, sticky - 1, 3 do
              if ARGV[i + 2] ~= '' then
                local total = tonumber(redis.call('HGET', COMMON[1], ARGV[i]) or '0')
                if total + tonumber(ARGV[i + 1]) > tonumber(ARGV[i + 2]) then return 'CONFLICT' end
              end
            end
            if ARGV[4] ~= '' then
              write(KEYS[1], ARGV[3], ARGV[4], ARGV[5])
              for i = 0, #KEYS - 4 - m do write(KEYS[4 + m + i], ARGV[3], ARGV[beside + i * 2 + 1], 'EXTENDED') end
            end
            for i = 15, sticky - 1, 3 do redis.call('HINCRBY', COMMON[1], ARGV[i], ARGV[i + 1]) end
            if ARGV[6] ~= '' then
              if value(COMMON[4]) == '' then
                redis.call('SET', COMMON[4], ARGV[3])
                values[COMMON[4]] = ARGV[3]
              end
              redis.call('HSET', COMMON[2], ARGV[3], value(COMMON[4]) .. '\\n' .. ARGV[6])
              if ARGV[14] ~= '' then
                redis.call('HSET', COMMON[3], ARGV[13], ARGV[14])
                -- a state that is there, or is now: else it would never expire
                if ARGV[1] ~= '' or ARGV[4] ~= '' then redis.call('HSET', KEYS[1], 'p', ARGV[13]) end
              end
            end
            if KEYS[2] ~= '' then
              redis.call('HSET', KEYS[2], ARGV[7], ARGV[8])
              redis.call('PEXPIRE', KEYS[2], ARGV[9])
              redis.call('SADD', KEYS[3], ARGV[10])
              redis.call('PEXPIRE', KEYS[3], ARGV[9])
            end
            for i = 1, m do redis.call('SET', KEYS[3 + i], ARGV[8], 'PX', ARGV[sticky + i - 1]) end
            return 'WRITTEN'
            """);

    private RecordScript() {}

    static List<String> keys(Recording recording) {
        String customerId = recording.loaded().customerId();
        List<String> keys = new ArrayList<>();
        keys.add(CustomerKeys.state(customerId));
        CustomerQuery.AskedBefore asked = recording.asked();
        keys.add(asked == null ? "" : CustomerKeys.answers(customerId, asked.requestId()));
        keys.add(asked == null ? "" : CustomerKeys.askedFor(asked.requestId()));
        recording.sticky().forEach(sticky -> keys.add(CustomerKeys.sticky(customerId, sticky.placement())));
        recording
                .loaded()
                .beside()
                .forEach(other -> keys.add(CustomerKeys.state(other.read().customerId())));
        return keys;
    }

    /** The version of the new state, never used before, is the decision's id: that of its record, too. */
    static List<byte[]> arguments(Recording recording) {
        Recording.Logged logged = recording.logged();
        CustomerQuery.AskedBefore asked = recording.asked();
        Answer answer = recording.answer();
        CustomerState state = recording.state();
        LoadedCustomer loaded = recording.loaded();
        List<byte[]> arguments = new ArrayList<>();
        arguments.add(bytes(loaded.version()));
        arguments.add(bytes(loaded.completeEpoch()));
        arguments.add(bytes(logged == null ? UUID.randomUUID().toString() : logged.decisionId()));
        arguments.add(state == null ? new byte[0] : StateCodec.encode(state, loaded.encoded()));
        arguments.add(bytes(recording.lifetime().name()));
        arguments.add(logged == null ? new byte[0] : logged.record());
        arguments.add(bytes(asked == null ? "" : asked.placements()));
        boolean isKept = asked != null || !recording.sticky().isEmpty();
        arguments.add(bytes(answer == null || !isKept ? "" : answer.encode()));
        arguments.add(bytes(Long.toString(KeptAnswers.FOR.toMillis())));
        arguments.add(bytes(loaded.customerId()));
        arguments.add(bytes(Integer.toString(recording.totals().size())));
        arguments.add(bytes(Integer.toString(recording.sticky().size())));
        arguments.add(bytes(logged == null ? "" : logged.profileDigest()));
        arguments.add(logged == null || logged.profile() == null ? new byte[0] : logged.profile());
        for (Recording.Total total : recording.totals()) {
            arguments.add(bytes(total.offer()));
            arguments.add(bytes(Long.toString(total.count())));
            arguments.add(bytes(total.limit() == null ? "" : total.limit().toString()));
        }
        recording
                .sticky()
                .forEach(sticky ->
                        arguments.add(bytes(Long.toString(sticky.period().toMillis()))));
        for (StateChange.New other : loaded.beside()) {
            arguments.add(bytes(other.read().version()));
            arguments.add(StateCodec.encode(other.state(), other.read().encoded()));
        }
        return arguments;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
