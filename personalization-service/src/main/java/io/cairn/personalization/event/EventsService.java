package io.cairn.personalization.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.kit.problem.ProblemException;
import io.quarkus.security.ForbiddenException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Hands events over to events-service: when it has acknowledged them, decisions see them. */
@ApplicationScoped
public class EventsService {
    private static final Logger LOG = Logger.getLogger(EventsService.class);
    private static final String AGAIN = "events-service cannot take the events now: nothing was decided, ask again";

    private final URI batch;
    private final Duration patience;
    private final ObjectMapper json;
    private final HttpClient http;

    EventsService(
            @ConfigProperty(name = "cairn.events-service.url") String url,
            @ConfigProperty(name = "cairn.events-service.patience") Duration patience,
            ObjectMapper json) {
        this.batch = URI.create(url.replaceAll("/+$", "") + "/v1/batch");
        this.patience = patience;
        this.json = json;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .build();
    }

    /**
     * Its receipt: how many it accepted, knew already, and rejected and why. The stage fails with ForbiddenException if the
     * key is not of role ingest, and with 503 if events-service does not take events now.
     *
     * @param authorization the caller's own header: the key must be of role ingest, too
     */
    public CompletionStage<ObjectNode> log(List<JsonNode> events, String authorization) {
        return http.sendAsync(request(events, authorization), HttpResponse.BodyHandlers.ofString())
                .handle((response, thrown) -> {
                    if (thrown != null) {
                        LOG.warnf("events-service does not answer: %s", thrown);
                        throw ProblemException.unavailable(AGAIN);
                    }
                    return receipt(response);
                });
    }

    private ObjectNode receipt(HttpResponse<String> response) {
        try {
            if (response.statusCode() == 200) {
                return renamed((ObjectNode) json.readTree(response.body()));
            }
        } catch (JsonProcessingException e) {
            LOG.error("events-service answered what is no receipt", e);
        }
        if (response.statusCode() == 401 || response.statusCode() == 403) {
            throw new ForbiddenException();
        }
        if (response.statusCode() == 413 || response.statusCode() == 400) {
            throw ProblemException.malformed("/events", "events-service does not take them: " + response.body());
        }
        LOG.warnf("events-service answered %d", response.statusCode());
        throw ProblemException.unavailable(AGAIN);
    }

    private HttpRequest request(List<JsonNode> events, String authorization) {
        ObjectNode body = json.createObjectNode();
        body.putArray("batch").addAll(events);
        return HttpRequest.newBuilder(batch)
                .timeout(patience)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
    }

    /** Its pointers are into the batch that it was sent; ours are into the question's body. */
    private static ObjectNode renamed(ObjectNode receipt) {
        receipt.path("rejected").forEach(rejected -> {
            String detail = rejected.path("detail").asText();
            ((ObjectNode) rejected).put("detail", detail.replaceFirst("^/batch/", "/events/"));
        });
        return receipt;
    }
}
