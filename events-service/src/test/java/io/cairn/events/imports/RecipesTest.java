package io.cairn.events.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.cairn.events.EventsTest;
import io.cairn.events.Service;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The recipes of {@code docs/imports.md}, as they stand there: a file, and the mapping under it. */
@EventsTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecipesTest {
    private static final Path DOC = Path.of("../docs/imports.md");
    private static final Pattern RECIPE =
            Pattern.compile("```(csv|ndjson)\n(.*?)```\n```json\n(.*?)```", Pattern.DOTALL);

    @Inject
    Service service;

    record Recipe(String kind, String file, String mapping) {
        ValidatableResponse send(String id) {
            String contentType = kind.equals("csv") ? "text/csv" : "application/x-ndjson";
            return ImportTest.send(id, contentType, file.getBytes(StandardCharsets.UTF_8));
        }
    }

    static List<Recipe> recipes() throws IOException {
        String text = Files.readString(DOC);
        Matcher matcher = RECIPE.matcher(text.substring(text.indexOf("\n# Recipes")));
        List<Recipe> recipes = new ArrayList<>();
        while (matcher.find()) {
            recipes.add(new Recipe(matcher.group(1), matcher.group(2), matcher.group(3)));
        }
        return recipes;
    }

    @Test
    void thereIsARecipeForAnalyticsCrmTillAndSurvey() throws IOException {
        assertThat(recipes()).hasSize(6);
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void recipeWorksAsItStandsInTheDocument(Recipe recipe) throws Exception {
        service.wipe();
        String id = ImportTest.create(recipe.mapping());
        int accepted = recipe.send(id)
                .statusCode(200)
                .body("state", equalTo("done"), "rejected", equalTo(0))
                .extract()
                .path("accepted");
        assertThat(accepted).isGreaterThanOrEqualTo(2);
        recipe.send(id).body("accepted", equalTo(0), "duplicates", equalTo(accepted));
        assertThat(service.number("SELECT count(*) FROM event WHERE at >= '2026-01-29' AND at < '2026-02-02'"))
                .isEqualTo(accepted);
    }

    @Test
    void recipesSayWhatTheySay() throws Exception {
        service.wipe();
        for (Recipe recipe : recipes()) {
            recipe.send(ImportTest.create(recipe.mapping())).statusCode(200);
        }
        Service.profile("u-0001")
                .body("events.purchase.count", equalTo(2))
                .body("events.purchase.total", equalTo(1329.8f))
                .body("events.nps_answered.recent[0].properties.comment", equalTo("Quick, and the\nbox was lovely"))
                .body("events.nps_answered.recent[0].at", equalTo("2026-02-01T02:30:00Z"));
        Service.profile("1001")
                .body("traits.birthday", equalTo("1984-05-17"))
                .body("traits.'consent.email'", equalTo(true));
        Service.profile("0035g00000Ab1").body("traits.'consent.email'", equalTo(true));
        Service.profile("0035g00000Ab2").body("traits.'consent.email'", equalTo(false));
        Service.profile("u-0002").body("events.sign_up.recent[0].properties.device", equalTo("mobile"));
    }
}
