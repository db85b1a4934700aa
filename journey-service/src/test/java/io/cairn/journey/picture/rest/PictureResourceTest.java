package io.cairn.journey.picture.rest;

import static io.cairn.journey.Api.freshKey;
import static io.cairn.journey.Api.get;
import static io.cairn.journey.Api.publish;
import static io.cairn.journey.Api.published;
import static io.cairn.journey.Api.save;
import static io.cairn.journey.Api.saved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.cairn.journey.Api;
import io.cairn.journey.map.rest.JourneyExamples;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;

@QuarkusTest
class PictureResourceTest {
    @Test
    void liveVersionIsDrawnAndTheDraftOnlyOnDemand() {
        String key = published();
        save(key, "{\"name\":\"Drawn anew\"}").statusCode(200);
        get(key + "/map.svg").statusCode(200).body(containsString("Online shop"));
        get(key + "/map.svg?draft=true").statusCode(200).body(containsString("Drawn anew"));
        get(key + "/versions/1/map.svg").statusCode(200).body(containsString("version 1"));
    }

    @Test
    void draftIsDrawnWhereNothingIsLive() {
        get(saved() + "/map.svg").statusCode(200).body(containsString("draft"));
    }

    @Test
    void imageIsDrawnOfTheDraftAndOfVersions() throws Exception {
        String key = published();
        for (String path : new String[] {key + "/map.png?draft=true&theme=dark", key + "/versions/1/map.png"}) {
            byte[] png = get(path)
                    .statusCode(200)
                    .header("Content-Type", equalTo("image/png"))
                    .header("X-Content-Type-Options", equalTo("nosniff"))
                    .extract()
                    .asByteArray();
            assertThat(javax.imageio.ImageIO.read(new ByteArrayInputStream(png)).getWidth())
                    .isGreaterThan(1500);
        }
        String tag = get(key + "/map.png").extract().header("ETag");
        Api.caller()
                .header("If-None-Match", tag)
                .get(Api.JOURNEYS + "/" + key + "/map.png")
                .then()
                .statusCode(304);
        get(key + "/map.png?persona=nobody").statusCode(400);
        get(key + "/map.png?theme=pink").statusCode(400);
        get("no-such-journey/map.png").statusCode(404);
    }

    @Test
    void pictureRunsNothingWhateverTheTextsSay() throws Exception {
        String key = freshKey();
        String text = "</title><script>alert(1)</script>]]> & \\\" ' \\u0007 onload=x";
        save(
                        key,
                        """
                        {"name":"%1$s","description":"%1$s","stages":[{"key":"a","name":"%1$s","customerGoal":"%1$s",
                         "touchpoints":[{"key":"t","name":"%1$s","channel":"web","thoughts":["%1$s"],"emotion":-1}]}]}"""
                                .formatted(text.replace("\\u0007", "")))
                .statusCode(201);
        byte[] svg = get(key + "/map.svg")
                .statusCode(200)
                .header("Content-Type", equalTo("image/svg+xml;charset=UTF-8"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .extract()
                .asByteArray();
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg));
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(document.getDocumentElement().getAttribute("role")).isEqualTo("graphics-document document");
        assertThat(document.getElementsByTagName("title").item(0).getTextContent())
                .contains("<script>alert(1)</script>");
    }

    @Test
    void personaShowsHerOwnThoughtsAndEmotions() {
        String key = freshKey();
        save(key, JourneyExamples.MAP).statusCode(201);
        get(key + "/map.svg")
                .body(not(containsString("Is it cheaper")))
                .body(containsString("Product page: emotion +1"));
        get(key + "/map.svg?persona=bargain-hunter")
                .statusCode(200)
                .body(containsString("Is it cheaper"))
                .body(containsString("Product page: emotion −1"));
    }

    @Test
    void unchangedPictureIsNotSentAgain() {
        String key = published();
        String tag = get(key + "/map.svg").extract().header("ETag");
        Api.caller()
                .header("If-None-Match", tag)
                .get(Api.JOURNEYS + "/" + key + "/map.svg")
                .then()
                .statusCode(304);
        publish(key).then().statusCode(200);
        Api.caller()
                .header("If-None-Match", tag)
                .get(Api.JOURNEYS + "/" + key + "/map.svg")
                .then()
                .statusCode(200);
    }

    /** As on a laptop that starts over, where another map has the same key and revision. */
    @Test
    void draftOfTheSameRevisionIsAnotherPictureIfItWasSavedAtAnotherTime() {
        String before = get(saved() + "/map.svg").extract().header("ETag");
        String key = saved();
        Api.caller()
                .header("If-None-Match", before)
                .get(Api.JOURNEYS + "/" + key + "/map.svg")
                .then()
                .statusCode(200)
                .header("ETag", not(equalTo(before)));
    }

    @ParameterizedTest
    @CsvSource({"theme=blue,theme", "draft=perhaps,draft", "persona=nobody,persona"})
    void wrongParameterIsNamed(String query, String parameter) {
        get(saved() + "/map.svg?" + query)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo(parameter));
    }

    @Test
    void unknownJourneyAndVersionAreNotFound() {
        get(freshKey() + "/map.svg").statusCode(404);
        get(saved() + "/versions/7/map.svg").statusCode(404);
        get(saved() + "/versions/x/map.svg").statusCode(404);
    }
}
