package io.cairn.kit.log;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/**
 * Gives each request a correlation id, the caller's own if it sent one, in the log and in the answer, whoever answers. A filter
 * of Vert.x: one of Jakarta REST costs a request several times as much.
 */
@ApplicationScoped
public class CorrelationFilter {
    /** The header, both ways. */
    public static final String HEADER = "X-Correlation-Id";

    private static final String KEY = "correlationId";
    private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._/-]{1,128}");

    /** Before whatever may answer or log. */
    private static final int PRIORITY = 1000;

    void register(@Observes Filters filters) {
        filters.register(CorrelationFilter::begin, PRIORITY);
    }

    private static void begin(RoutingContext request) {
        String given = request.request().getHeader(HEADER);
        boolean acceptable = given != null && ACCEPTABLE.matcher(given).matches();
        String id = acceptable
                ? given
                : HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        MDC.put(KEY, id);
        request.response().putHeader(HEADER, id);
        request.next();
    }
}
