package io.cairn.kit.redis;

import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What several read in one round trip: each command once, however many of them ask for the very same object. What more than
 * one asks for is last: so that what says whether all is there is read after anything that is anybody's own. It is first if
 * one of them asks for it before anything else, for what has to be said before, too.
 */
final class SharedReads {
    private final IdentityHashMap<Request, Integer> places = new IdentityHashMap<>();
    private final List<io.vertx.redis.client.Request> commands = new ArrayList<>();

    /** @param asked what each of them asks for */
    SharedReads(List<List<Request>> asked) {
        Set<Request> once = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Request> again = new ArrayList<>();
        for (List<Request> requests : asked) {
            for (Request request : requests) {
                if (!once.add(request)) {
                    again.add(request);
                }
            }
        }
        again.forEach(once::remove);
        for (List<Request> requests : asked) {
            requests.stream()
                    .limit(1)
                    .filter(request -> !once.contains(request))
                    .forEach(this::add);
        }
        for (List<Request> requests : asked) {
            requests.stream().filter(once::contains).forEach(this::add);
        }
        again.forEach(this::add);
    }

    private void add(Request request) {
        if (places.putIfAbsent(request, commands.size()) == null) {
            commands.add(request.getDelegate());
        }
    }

    List<io.vertx.redis.client.Request> commands() {
        return commands;
    }

    /**
     * What one of them asked for, in the order in which it did.
     *
     * @param answers to the commands, in their order
     */
    List<@Nullable Response> answers(List<Request> asked, List<io.vertx.redis.client.@Nullable Response> answers) {
        List<@Nullable Response> own = new ArrayList<>(asked.size());
        for (Request request : asked) {
            io.vertx.redis.client.Response answer = answers.get(Objects.requireNonNull(places.get(request)));
            own.add(answer == null ? null : Response.newInstance(answer));
        }
        return own;
    }
}
