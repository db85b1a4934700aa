package io.cairn.kit.profile;

import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Redis says of an id, of one round trip: whether it leads to somebody else, and the profile under it.
 *
 * @param answers to {@link #requests}, in their order; more may follow
 */
public record LookupAnswers(String id, List<@Nullable Response> answers) {
    /** How many answers there are to {@link #requests}. */
    public static final int COUNT = 4;

    /**
     * The very same for everybody, so that those who share a round trip ask it once. It is asked before all that is anybody's
     * own and after it: before, as Redis may be emptied since; after, as all may only be back since.
     */
    static final Request COMPLETE_BEFORE = Request.cmd(Command.GET).arg(ProfileKeys.COMPLETE);

    static final Request COMPLETE_AFTER = Request.cmd(Command.GET).arg(ProfileKeys.COMPLETE);

    private static final int PROFILE = 1;
    private static final int IDENTITY = 2;
    private static final int AFTER = 3;

    /** The commands of a look-up, for a caller who reads more in the same round trip. */
    public static List<Request> requests(String id) {
        return List.of(
                COMPLETE_BEFORE,
                Request.cmd(Command.GET).arg(ProfileKeys.profile(id)),
                Request.cmd(Command.GET).arg(ProfileKeys.identity(id)),
                COMPLETE_AFTER);
    }

    /**
     * Which other customer's id this one leads to; empty if to none. An id under which a known customer has events of her own is
     * hers, even if a device shares its name.
     */
    public Optional<String> leadsTo() {
        Response leadsTo = answers.get(IDENTITY);
        if (leadsTo == null
                || StoredProfile.ifReadable(profile())
                        .map(StoredProfile::isOfSomebody)
                        .orElse(false)) {
            return Optional.empty();
        }
        return Optional.of(StoredIdentity.customerId(leadsTo.toBytes())).filter(customerId -> !customerId.equals(id));
    }

    /** Whether this id leads to itself: it once led to a customer, whom an unalias parted from it. */
    public boolean leadsToItself() {
        Response leadsTo = answers.get(IDENTITY);
        return leadsTo != null && StoredIdentity.customerId(leadsTo.toBytes()).equals(id);
    }

    /**
     * Who the id is by itself, wherever it leads. Of a profile of nobody it is only known whose it is once all are there: what
     * leads to customers is put back last.
     */
    public ProfileLookup own() {
        byte[] bytes = profile();
        Optional<StoredProfile> stored = StoredProfile.ifReadable(bytes);
        boolean allThere = answers.get(0) != null && answers.get(AFTER) != null;
        if (stored.isPresent() && (allThere || stored.get().isOfSomebody())) {
            return new ProfileLookup.Found(
                    stored.get(), Arrays.copyOfRange(bytes, StoredProfile.HEADER_BYTES, bytes.length));
        }
        boolean leadsNowhere = answers.get(IDENTITY) == null || leadsToItself();
        return allThere && answers.get(PROFILE) == null && leadsNowhere
                ? new ProfileLookup.Stranger()
                : new ProfileLookup.Rebuilding();
    }

    private byte[] profile() {
        return StoredProfile.bytes(answers.get(PROFILE));
    }
}
