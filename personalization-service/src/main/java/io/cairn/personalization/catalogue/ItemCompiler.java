package io.cairn.personalization.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.kit.json.JsonBodies;
import io.cairn.kit.problem.Problem.InputError;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.condition.Condition;
import io.cairn.model.condition.ConditionKind;
import io.cairn.model.condition.Conditions;
import io.cairn.model.condition.InvalidCondition;
import io.cairn.personalization.contact.ContactPolicy;
import io.cairn.personalization.content.ContentTemplates;
import io.cairn.personalization.content.InvalidContent;
import io.cairn.personalization.offer.Offer;
import io.cairn.personalization.offer.Representation;
import io.cairn.personalization.placement.Placement;
import io.cairn.personalization.rule.Rule;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes of an item's JSON what decisions use: reads it, and compiles its conditions and content. */
@Singleton
class ItemCompiler {
    private final JsonBodies bodies;
    private final Conditions conditions;
    private final ContentTemplates templates;
    private final ContentTemplates strict = ContentTemplates.strict();

    ItemCompiler(JsonBodies bodies, Conditions conditions, ContentTemplates templates) {
        this.bodies = bodies;
        this.conditions = conditions;
        this.templates = templates;
    }

    /**
     * Compiles what was saved once.
     *
     * @param body without what the server adds
     * @throws ProblemException 400 or 422 with all that is wrong in itself; what it refers to is not looked at
     */
    CompiledItem compile(ItemKind kind, String key, int version, ObjectNode body) {
        return compile(kind, key, version, body, templates);
    }

    /** Compiles what shall be saved: the same, but stricter with content, as what is in use is not to go away. */
    CompiledItem compileNew(ItemKind kind, String key, ObjectNode body) {
        return compile(kind, key, 1, body, strict);
    }

    private CompiledItem compile(ItemKind kind, String key, int version, ObjectNode body, ContentTemplates contents) {
        ObjectNode whole =
                kind == ItemKind.CONTACT_POLICY ? body : body.deepCopy().put("key", key);
        Object form = bodies.read(whole.toString(), kind.form());
        List<InputError> faults = new ArrayList<>();
        CompiledItem compiled;
        if (form instanceof Offer offer) {
            compiled = offer(offer, version, contents, faults);
        } else if (form instanceof Rule rule) {
            compiled = rule(rule, version, faults);
        } else if (form instanceof Placement placement) {
            compiled = new CompiledPlacement(placement, version);
        } else {
            compiled = new CompiledContactPolicy((ContactPolicy) form, version);
        }
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        return compiled;
    }

    private CompiledOffer offer(Offer offer, int version, ContentTemplates contents, List<InputError> faults) {
        if (contents == strict && placeholders(offer) > ContentTemplates.MAX_PLACEHOLDERS) {
            throw ProblemException.invalid(
                    "/representations",
                    "must hold at most " + ContentTemplates.MAX_PLACEHOLDERS
                            + " placeholders and texts with a brace in all");
        }
        Condition eligibility = condition(offer.eligibility(), ConditionKind.TARGETING, "/eligibility", faults);
        List<CompiledRepresentation> representations = new ArrayList<>();
        for (int i = 0; i < offer.representations().size(); i++) {
            Representation representation = offer.representations().get(i);
            try {
                representations.add(
                        new CompiledRepresentation(representation, contents.compile(representation.content())));
            } catch (InvalidContent e) {
                String pointer = "/representations/" + i + "/content";
                e.faults().forEach(fault -> faults.add(fault.under(pointer)));
            }
        }
        return new CompiledOffer(offer, version, eligibility, representations);
    }

    private static int placeholders(Offer offer) {
        return offer.representations().stream()
                .mapToInt(representation -> ContentTemplates.placeholdersIn(representation.content()))
                .sum();
    }

    private CompiledRule rule(Rule rule, int version, List<InputError> faults) {
        faults.addAll(rule.contradictions());
        Condition when = condition(rule.when(), ConditionKind.TARGETING, "/when", faults);
        Condition ranking = condition(rule.ranking(), ConditionKind.RANKING, "/ranking", faults);
        return new CompiledRule(rule, version, when, ranking);
    }

    private @Nullable Condition condition(
            @Nullable String source, ConditionKind kind, String pointer, List<InputError> faults) {
        if (source == null) {
            return null;
        }
        try {
            return conditions.compile(source, kind);
        } catch (InvalidCondition e) {
            e.faults()
                    .forEach(
                            fault -> faults.add(new InputError(pointer, fault.detail(), fault.line(), fault.column())));
            return null;
        }
    }
}
