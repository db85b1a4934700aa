package io.cairn.journey.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.JourneyMaps;
import org.junit.jupiter.api.Test;

class MermaidTest {
    @Test
    void emotionsBecomeScoresFromOneToFive() throws Exception {
        JourneyMap map = map(
                """
                {"name":"Shop","stages":[{"key":"a","name":"First","touchpoints":[
                  {"key":"x","name":"Worst","emotion":-2},{"key":"y","name":"Best","emotion":2},
                  {"key":"z","name":"Nobody said"}]}]}""");
        assertThat(Mermaid.journey(map, null))
                .isEqualTo(
                        """
                        journey
                            title Shop
                            section First
                              Worst: 1: Customer
                              Best: 5: Customer
                              Nobody said: 3: Customer
                        """);
    }

    @Test
    void personaIsTheActorWithHerOwnScores() throws Exception {
        JourneyMap map = map(
                """
                {"name":"Shop","personas":[{"key":"bea","name":"Bea, the hunter"}],
                 "stages":[{"key":"a","name":"First","touchpoints":[
                  {"key":"x","name":"Page","emotion":2,"byPersona":{"bea":{"emotion":-1}}}]}]}""");
        assertThat(Mermaid.journey(map, map.personas().get(0))).contains("Page: 2: Bea#44; the hunter\n");
    }

    @Test
    void whatHasAMeaningInMermaidIsEscaped() throws Exception {
        JourneyMap map = map(
                """
                {"name":"a: b; #1 %%{init}%%","stages":[{"key":"a","name":"section x","touchpoints":[
                  {"key":"x","name":"title <b>"}]}]}""");
        assertThat(Mermaid.journey(map, null))
                .isEqualTo(
                        """
                        journey
                            title a#58; b#59; #35;1 #37;#37;#123;init#125;#37;#37;
                            section #115;ection x
                              #116;itle #60;b#62;: 3: Customer
                        """);
    }

    private static JourneyMap map(String json) throws JsonProcessingException {
        return JourneyMaps.read(new ObjectMapper().readTree(json));
    }
}
