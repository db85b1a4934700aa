package io.cairn.journey.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class LargeMapTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Each stage is covered by the next, and needs an example of its own. */
    private static ObjectNode map() {
        ObjectNode map = JSON.createObjectNode().put("name", "Large");
        ArrayNode stages = map.putArray("stages");
        for (int i = 0; i < 50; i++) {
            stages.addObject()
                    .put("key", "s" + i)
                    .put("name", "S" + i)
                    .put(
                            "entryCriteria",
                            "count('a') >= " + (60 - i)
                                    + " && count('b', '30d') >= 2 && since('c') > days(7) && traits.country == 'DE'");
        }
        return map;
    }

    @Test
    void fiftyStagesAreCheckedTheSameEachTime() {
        MapValidation validation = new MapValidation(JSON);
        List<Finding> first = validation.findings(map());
        assertThat(validation.findings(map())).isEqualTo(first);
        assertThat(first)
                .filteredOn(found -> found.detail().startsWith("nobody stays in"))
                .hasSize(49);
    }
}
