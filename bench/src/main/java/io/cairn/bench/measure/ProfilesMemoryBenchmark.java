package io.cairn.bench.measure;

import io.cairn.bench.cairn.CairnProcess;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.RedisConnection;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** What a million profiles like the sample's take in Redis: each of the sample's, many times over under other ids. */
final class ProfilesMemoryBenchmark implements Benchmark {
    private static final int PROFILES = 1_000_000;
    private static final int PART = 50_000;
    private static final double MOST = 1.5 * (1L << 30);

    private static final String COUNT = "EVAL \"return #redis.call('KEYS','cairn:profile:*')\" 0";
    private static final String SIZES =
            "EVAL \"local all,most=0,0 for _,k in ipairs(redis.call('KEYS','cairn:profile:*')) do"
                    + " local n=redis.call('STRLEN',k) all=all+n most=math.max(most,n) end return %s\" 0";
    private static final String USED =
            "EVAL \"return tonumber(string.match(redis.call('INFO','memory'),'used_memory:(%d+)'))\" 0";

    private static final String REWRITING = "EVAL \"local i=redis.call('INFO','persistence')"
            + " return string.match(i,'aof_rewrite_in_progress:(%d)')"
            + "+string.match(i,'aof_rewrite_scheduled:(%d)')\" 0";

    @Override
    public String name() {
        return "profiles-memory";
    }

    @Override
    public String purpose() {
        return "the memory of Redis for a million profiles like the sample's, to 1.5 GiB";
    }

    @Override
    public List<Ratio> measure(Bench bench) throws Failure, IOException, InterruptedException {
        CairnProcess cairn = bench.cairnWithSample();
        try (RedisConnection redis = cairn.home().redis()) {
            long profiles = number(redis, COUNT);
            long mean = number(redis, String.format(Locale.ROOT, SIZES, "all")) / Math.max(1, profiles);
            long largest = number(redis, String.format(Locale.ROOT, SIZES, "most"));
            bench.say(
                    profiles + " profiles of the sample: " + mean + " bytes at the mean, " + largest + " at the most");
            awaitRewritten(redis);
            long before = number(redis, USED);
            for (int from = 1; from <= PROFILES; from += PART) {
                copy(redis, from, from + PART - 1);
            }
            awaitRewritten(redis);
            long taken = number(redis, USED) - before;
            return List.of(new Ratio(
                    name(),
                    taken / MOST,
                    Ratio.Target.atMost(1.0),
                    String.format(
                            Locale.ROOT,
                            "%d profiles: %d MiB, %d bytes each; encoded mean=%d largest=%d",
                            PROFILES,
                            taken >> 20,
                            taken / PROFILES,
                            mean,
                            largest)));
        }
    }

    /** While Redis writes its append-only file anew it holds what is written meanwhile twice. */
    private static void awaitRewritten(RedisConnection redis) throws Failure, IOException, InterruptedException {
        while (number(redis, REWRITING) != 0) {
            Thread.sleep(100);
        }
    }

    private static long number(RedisConnection redis, String command) throws Failure, IOException {
        String answer = redis.call(command);
        if (!answer.startsWith(":")) {
            throw new Failure("Redis says " + answer);
        }
        return Long.parseLong(answer.substring(1));
    }

    /** Into another database of the same Redis, which nobody reads. */
    private static void copy(RedisConnection redis, int from, int to) throws Failure, IOException {
        number(
                redis,
                "EVAL \"local v={} for i,k in ipairs(redis.call('KEYS','cairn:profile:*')) do"
                        + " v[i]=redis.call('GET',k) end redis.call('SELECT',9) for c=" + from + "," + to + " do"
                        + " redis.call('SET','cairn:profile:{c-'..string.format('%07d',c)..'}',v[c%#v+1]) end"
                        + " redis.call('SELECT',0) return 1\" 0");
    }
}
