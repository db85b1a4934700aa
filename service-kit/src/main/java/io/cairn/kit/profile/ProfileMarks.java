package io.cairn.kit.profile;

import io.cairn.kit.redis.RedisCalls;
import io.cairn.kit.redis.RedisGreeting;
import io.cairn.kit.redis.RedisRun;
import io.cairn.kit.redis.RedisScript;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What Redis says of all profiles together: whether they are all there, since which run of it, and how a rebuild of them
 * stands. A flush takes all of it away. RedisUnavailable from all.
 *
 * <p>Each rebuild leaves a witness. What is said of all profiles in its end is said in one step with a look whether it is still
 * there: not if Redis was emptied meanwhile, nor if another rebuild began, or somebody turned out to be beyond repair.
 */
@ApplicationScoped
public class ProfileMarks implements RedisGreeting {
    /** What a witness begins with while profiles are put back that nobody announces, and while they are checked. */
    private static final String RESTORING = "restoring:";

    private static final String CHECKING = "checking:";

    private static final RedisScript FORGET_EARLIER = RedisScript.of(
            """
            -- KEYS: complete; ARGV: the server's run
            local complete = redis.call('GET', KEYS[1])
            if complete and complete ~= ARGV[1] then redis.call('DEL', KEYS[1]) end
            return 0
            """);

    private static final RedisScript IF_STILL = RedisScript.of(
            """
            -- KEYS: witness, complete, put off
            -- ARGV: witness, what it is from now on, run if all are there or '', run if it is put off or '', for how many ms
            if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
            redis.call('SET', KEYS[1], ARGV[2])
            if ARGV[3] ~= '' then
              redis.call('SET', KEYS[2], ARGV[3])
              redis.call('DEL', KEYS[3])
            else
              redis.call('DEL', KEYS[2])
            end
            if ARGV[4] ~= '' then redis.call('SET', KEYS[3], ARGV[4], 'PX', ARGV[5]) end
            return 1
            """);

    private final RedisCalls redis;

    ProfileMarks(RedisCalls redis) {
        this.redis = redis;
    }

    /** Of the server that answers now. */
    public String run() {
        return RedisRun.id(redis.call(RedisRun.REQUEST));
    }

    /**
     * Takes away what an earlier run of Redis left: it may have lost its latest writes. Whoever looks a customer up knows that at
     * once, also while nobody looks after profiles, or PostgreSQL is away.
     */
    @Override
    public Request greeting(String run) {
        return RedisCalls.request(Command.EVAL, FORGET_EARLIER.source(), List.of(ProfileKeys.COMPLETE), List.of(run));
    }

    /** Does the same. */
    public void forgetEarlier(String run) {
        var unused = redis.run(FORGET_EARLIER, List.of(ProfileKeys.COMPLETE), List.of(run));
    }

    /** Whether every known customer's profile is there, and has been since this run of Redis began. */
    public boolean areComplete() {
        List<@Nullable Response> answers = redis.batch(List.of(get(ProfileKeys.COMPLETE), RedisRun.REQUEST));
        Response complete = answers.get(0);
        return complete != null && complete.toString().equals(RedisRun.id(answers.get(1)));
    }

    /** The same, where the run is known. */
    public boolean areComplete(String run) {
        return value(ProfileKeys.COMPLETE).equals(Optional.of(run));
    }

    /**
     * Whether all have been looked for in this run of Redis, and are there that can be. Whoever follows the announcements looks at
     * everybody then, as those that were put back into an emptied Redis are not announced.
     */
    public boolean areBack() {
        List<@Nullable Response> answers =
                redis.batch(List.of(get(ProfileKeys.COMPLETE), get(ProfileKeys.WITNESS), RedisRun.REQUEST));
        String run = RedisRun.id(answers.get(2));
        Response complete = answers.get(0);
        Response witness = answers.get(1);
        return (complete != null && complete.toString().equals(run))
                || (witness != null && witness.toString().startsWith(run));
    }

    /** Whether Redis was emptied, and not all are put back yet. */
    public boolean areToBeRestored() {
        return witness().map(witness -> witness.startsWith(RESTORING)).orElse(true);
    }

    /** Whether Redis was emptied, and nobody puts the profiles back yet. */
    public boolean areGone() {
        List<@Nullable Response> marks = redis.batch(List.of(get(ProfileKeys.COMPLETE), get(ProfileKeys.WITNESS)));
        return marks.get(0) == null && marks.get(1) == null;
    }

    /** Of the latest rebuild; empty if Redis was emptied since. */
    public Optional<String> witness() {
        return value(ProfileKeys.WITNESS);
    }

    /** Says that some profiles may be missing or stale. */
    public void markIncomplete() {
        redis.call(Request.cmd(Command.DEL).arg(ProfileKeys.COMPLETE));
    }

    /**
     * Leaves a new witness.
     *
     * @param restores whether profiles will be put back without being announced; others must go on with that if it is broken off
     */
    public String leaveWitness(String run, boolean restores) {
        String witness = (restores ? RESTORING : CHECKING) + run + ":" + UUID.randomUUID();
        redis.call(Request.cmd(Command.SET).arg(ProfileKeys.WITNESS).arg(witness));
        return witness;
    }

    /**
     * Says that some profiles may be missing or stale, and puts another witness in the place of whatever is there, so that nobody
     * is heard who is about to say something else; empty if there is none.
     */
    public Optional<String> overrule() {
        Optional<String> witness = witness();
        while (witness.isPresent()) {
            String there = witness.get();
            String other = there.substring(0, there.lastIndexOf(':') + 1) + UUID.randomUUID();
            if (ifStill(there, other, "", "", Duration.ZERO)) {
                return Optional.of(other);
            }
            witness = witness();
        }
        markIncomplete();
        return witness;
    }

    /** Says that every known customer's profile is there. Nothing, if Redis has another witness now. */
    public void markComplete(String run, String witness) {
        boolean unused = ifStill(witness, ended(witness), run, "", Duration.ZERO);
    }

    /**
     * Says that all profiles are back that can be, and some are not, as their customers cannot be folded. Nothing, if Redis has another witness now.
     *
     * @return the witness from now on
     */
    public String markBack(String witness) {
        boolean unused = ifStill(witness, ended(witness), "", "", Duration.ZERO);
        return ended(witness);
    }

    /** Has no replica check everybody again before its time, in this run, though some profiles may be missing. Nothing, if Redis has another witness now. */
    public void putOffCheck(String run, String witness, Duration time) {
        boolean unused = ifStill(witness, witness, "", run, time);
    }

    /** Whether {@link #putOffCheck} was called a short time ago, for this run. */
    public boolean isCheckPutOff(String run) {
        return value(ProfileKeys.PUT_OFF).equals(Optional.of(run));
    }

    private static String ended(String witness) {
        return witness.startsWith(RESTORING)
                ? witness.substring(RESTORING.length())
                : witness.startsWith(CHECKING) ? witness.substring(CHECKING.length()) : witness;
    }

    private boolean ifStill(String witness, String then, String completeIn, String putOffIn, Duration time) {
        return Objects.requireNonNull(redis.run(
                                IF_STILL,
                                List.of(ProfileKeys.WITNESS, ProfileKeys.COMPLETE, ProfileKeys.PUT_OFF),
                                List.of(witness, then, completeIn, putOffIn, Long.toString(time.toMillis()))))
                        .toInteger()
                == 1;
    }

    private Optional<String> value(String key) {
        return Optional.ofNullable(redis.call(get(key))).map(Response::toString);
    }

    private static Request get(String key) {
        return Request.cmd(Command.GET).arg(key);
    }
}
