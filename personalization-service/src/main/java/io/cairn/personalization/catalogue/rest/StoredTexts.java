package io.cairn.personalization.catalogue.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.kit.problem.Problem.InputError;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.json.JsonPointers;
import io.cairn.model.json.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** That an item is stored as it was sent: what cannot be encoded as UTF-8 would come back as a question mark. */
final class StoredTexts {
    private final List<InputError> faults = new ArrayList<>();

    private StoredTexts() {}

    /** @throws ProblemException 400 naming each text, and for a key the object that has it */
    static void check(JsonNode body) {
        StoredTexts texts = new StoredTexts();
        texts.look(body, "");
        if (!texts.faults.isEmpty()) {
            throw ProblemException.malformed(texts.faults);
        }
    }

    private void look(JsonNode node, String pointer) {
        if (node.isTextual()) {
            isStored(node.textValue(), pointer, "");
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            // below a key that cannot be written nothing can be pointed to
            if (isStored(field.getKey(), pointer, "has a key that ")) {
                look(field.getValue(), pointer + "/" + JsonPointers.step(field.getKey()));
            }
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            look(node.get(i), pointer + "/" + i);
        }
    }

    private boolean isStored(String text, String pointer, String whose) {
        String fault = Texts.fault(text);
        if (fault != null) {
            faults.add(new InputError(pointer, whose + fault));
        }
        return fault == null;
    }
}
