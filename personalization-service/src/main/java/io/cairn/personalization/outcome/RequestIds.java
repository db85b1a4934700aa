package io.cairn.personalization.outcome;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.kit.problem.ProblemException;
import io.cairn.kit.profile.ProfileLookup;
import io.cairn.personalization.customer.Answer;
import io.cairn.personalization.customer.CustomerQuery;
import io.cairn.personalization.customer.CustomerStore;
import io.cairn.personalization.customer.KeptAnswers;
import io.cairn.personalization.customer.LoadedCustomer;
import io.cairn.personalization.customer.StateStore;
import io.cairn.personalization.customer.StoredState;
import io.cairn.personalization.decisionlog.persistence.PropositionRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the propositions that were the answer to a request id. A request id is a customer's: two customers may have been
 * asked for with the same one.
 */
@ApplicationScoped
public class RequestIds {
    private final CustomerStore customers;
    private final KeptAnswers answers;
    private final StateStore states;
    private final PropositionRepository log;
    private final ObjectMapper mapper;

    RequestIds(
            CustomerStore customers,
            KeptAnswers answers,
            StateStore states,
            PropositionRepository log,
            ObjectMapper mapper) {
        this.customers = customers;
        this.answers = answers;
        this.states = states;
        this.log = log;
        this.mapper = mapper;
    }

    /**
     * How outcomes name what a request was answered with.
     *
     * @param customerId null: whoever was asked for with it
     */
    record Named(String requestId, @Nullable String customerId) {}

    /**
     * What a request was answered with.
     *
     * @param customerId whose it may be
     * @param propositionIds of the answer that stands, or of the one before if none does
     * @param earlier propositions of answers before it, of which something failed
     */
    record Asked(String customerId, Set<String> propositionIds, Set<String> earlier) {}

    /**
     * Answers are looked for in Redis, which keeps them for seven days, then in the log.
     *
     * @throws UnknownProposition if there is none, or if more than one customer has the request id and none is named
     * @throws ProblemException 503 if there is none so far, as it is not known yet whose the id is that is named
     */
    Asked find(Named named) throws UnknownProposition, SQLException {
        String requestId = named.requestId();
        Names names = named.customerId() == null ? new Names(askedWith(requestId), true) : namesOf(named.customerId());
        Set<String> customerIds = names.ids();
        KeptAnswers.Found found = answers.find(customerIds, requestId);
        Set<String> kept = propositionIds(found.kept());
        Set<String> released = propositionIds(found.released());
        String customerId = customerIds.iterator().next();
        if (!kept.isEmpty()) {
            return new Asked(customerId, kept, released);
        }
        Set<String> propositionIds = released.isEmpty() ? log.propositionsOf(requestId, customerIds) : released;
        if (propositionIds.isEmpty() && !names.areAll()) {
            throw ProblemException.unavailable("the customer's profile is being rebuilt");
        }
        if (propositionIds.isEmpty()) {
            throw new UnknownProposition("/requestId", "nothing was handed out for it");
        }
        return new Asked(customerId, propositionIds, Set.of());
    }

    /** A proposition that is in the customer's state; as the id's of hers that it was decided for, if it is known. */
    Optional<Handed> handed(String customerId, String propositionId) {
        List<StoredState> hers = states.states(namesOf(customerId).ids()).states();
        // an anonymous id's state goes before hers: she has taken its contacts in, and others may have, too
        return hers.stream()
                .sorted(Comparator.comparing(stored -> stored.state().takenBy().isEmpty()))
                .flatMap(stored -> stored.state().contacts().stream()
                        .filter(contact -> contact.propositionId().equals(propositionId))
                        .map(contact ->
                                new Handed(propositionId, stored.customerId(), contact.at(), null, Optional.empty())))
                .findFirst();
    }

    private Set<String> askedWith(String requestId) throws UnknownProposition, SQLException {
        Set<String> customerIds = answers.askedWith(requestId);
        if (customerIds.isEmpty()) {
            customerIds = log.customersOf(requestId);
        }
        if (customerIds.isEmpty()) {
            throw new UnknownProposition("/requestId", "nothing was handed out for it");
        }
        if (customerIds.size() > 1) {
            throw new UnknownProposition(
                    "/customerId", "must be there: more than one customer was asked for with this request id");
        }
        return customerIds;
    }

    /**
     * The ids under which a decision for her may have been taken.
     *
     * @param areAll false while her profile is being rebuilt: it may turn out whose the id is
     */
    private record Names(Set<String> ids, boolean areAll) {}

    /** The id itself, her own, and those that joined her. */
    private Names namesOf(String customerId) {
        LoadedCustomer loaded = customers.load(CustomerQuery.of(customerId));
        Set<String> names = new LinkedHashSet<>();
        names.add(loaded.customerId());
        names.add(customerId);
        names.addAll(loaded.state().joined());
        return new Names(names, !(loaded.profile() instanceof ProfileLookup.Rebuilding));
    }

    private Set<String> propositionIds(Collection<Answer> answers) {
        Set<String> ids = new LinkedHashSet<>();
        for (Answer answer : answers) {
            for (JsonNode placement : tree(answer).path("placements")) {
                placement
                        .path("propositions")
                        .forEach(one -> ids.add(one.path("propositionId").asText()));
            }
        }
        return ids;
    }

    private JsonNode tree(Answer answer) {
        try {
            return mapper.readTree(answer.json());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
