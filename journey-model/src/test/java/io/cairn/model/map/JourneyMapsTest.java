package io.cairn.model.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JourneyMapsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everythingThatAMapMayHoldIsReadAndWrittenBack() throws IOException {
        ObjectNode json;
        try (InputStream file = getClass().getResourceAsStream("/maps/full.json")) {
            json = (ObjectNode) JSON.readTree(file);
        }
        JourneyMap map = JourneyMaps.read(json);
        assertThat(JSON.readTree(JourneyMaps.write(map).toString())).isEqualTo(json);
        assertThat(JourneyMaps.read(JourneyMaps.write(map))).isEqualTo(map);
        Touchpoint page = map.stages().get(0).touchpoints().get(0);
        assertThat(page.byPersona().get("bargain-hunter").emotion()).isEqualTo(-1);
        assertThat(page.painPoints().get(0).status()).isEqualTo(PainPoint.Status.VALIDATED);
        assertThat(page.opportunities().get(0).status()).isEqualTo(Opportunity.Status.DOING);
        assertThat(map.stages().get(0).kpis().get(0).kind()).isEqualTo(Kpi.Kind.TIME_IN_STAGE);
    }

    @Test
    void theSharedMapIsTaken() throws IOException {
        Path shared = Path.of(System.getProperty("cairn.shared", "../shared"), "data/ecom/journey.json");
        assumeThat(shared).as("the licensed test data lies beside the project").isRegularFile();
        ObjectNode json = (ObjectNode) JSON.readTree(Files.readString(shared));
        JourneyMap map = JourneyMaps.read(json);
        assertThat(map.stages())
                .extracting(Stage::key)
                .containsExactly("awareness", "consideration", "intent", "purchase", "loyalty", "lapsed");
        assertThat(JourneyMaps.read(JourneyMaps.write(map))).isEqualTo(map);
    }

    @Test
    void aNameIsEnoughForADraft() {
        JourneyMap map = read("{'name':'Shop'}");
        assertThat(map.stages()).isEmpty();
        assertThat(map.description()).isNull();
        assertThat(JourneyMaps.write(map)).isEqualTo(json("{'name':'Shop'}"));
    }

    @Test
    void nullIsAbsent() {
        assertThat(read("{'name':'Shop','description':null,'stages':null}")).isEqualTo(read("{'name':'Shop'}"));
        assertFaults("{'name':null}", "/name must be there");
    }

    @Test
    void whatServersAddIsIgnoredAtTheTopAndTakenOffForStorage() {
        ObjectNode answer =
                json("{'key':'shop','version':3,'etag':'x','status':'draft','updatedAt':'2024-01-01T00:00:00Z',"
                        + "'publishedAt':null,'name':'Shop','stages':[]}");
        assertThat(JourneyMaps.read(answer)).isEqualTo(read("{'name':'Shop'}"));
        assertThat(JourneyMaps.withoutServerFields(answer)).isEqualTo(json("{'name':'Shop','stages':[]}"));
        assertFaults("{'name':'Shop','stages':[{'key':'a','name':'A','version':1}]}", "/stages/0/version is unknown");
    }

    @Test
    void allFaultsAreNamedAtOnceEachWhereItIs() {
        assertFaults(
                "{'stages':[{'key':'A!','name':' '},{'name':'B','touchpoints':[{'key':'t','name':'T','emotion':3,"
                        + "'painPoints':[{'severity':0},{'status':'guessed'}],'opportunities':[{'impact':2.5}]}]}]}",
                "/name must be there",
                "/stages/0/key must be 1 to 63 of a-z, 0-9 and - and not start with -, not 'A!'",
                "/stages/0/name must not be blank",
                "/stages/1/key must be there",
                "/stages/1/touchpoints/0/emotion must be from -2 to 2, not 3",
                "/stages/1/touchpoints/0/painPoints/0/severity must be from 1 to 5, not 0",
                "/stages/1/touchpoints/0/painPoints/1/status must be one of assumed, validated",
                "/stages/1/touchpoints/0/opportunities/0/impact must be an integer from 1 to 5");
    }

    @ParameterizedTest
    @CsvSource({
        "entryCritera, ': did you mean entryCriteria?'",
        "entry_criteria, ': did you mean entryCriteria?'",
        "EntryCriteria, ': did you mean entryCriteria?'",
        "touchPoint, ': did you mean touchpoints?'",
        "colour, ''"
    })
    void anUnknownFieldIsAFaultAndSaysWhatWasMeant(String field, String suggestion) {
        assertFaults(
                "{'name':'Shop','stages':[{'key':'a','name':'A','" + field + "':'x'}]}",
                "/stages/0/" + field + " is unknown" + suggestion);
    }

    @Test
    void keysAreDistinct() {
        assertFaults(
                "{'name':'Shop','personas':[{'key':'p','name':'P'},{'key':'p','name':'Q'}],'stages':["
                        + "{'key':'a','name':'A','touchpoints':[{'key':'t','name':'T'},{'key':'t','name':'U'}]},"
                        + "{'key':'b','name':'B','touchpoints':[{'key':'t','name':'T'}]},{'key':'a','name':'C'}]}",
                "/personas/1/key is the key of an earlier one, too: p",
                "/stages/0/touchpoints/1/key is the key of an earlier one, too: t",
                "/stages/2/key is the key of an earlier one, too: a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"P90D", "P1Y2M3W4D", "PT12H", "P1DT12H"})
    void reviewsComeAfterAnyDuration(String text) {
        assertThat(read("{'name':'Shop','reviewEvery':'" + text + "'}").reviewEvery())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P999999999W",
                "P306783378W7D",
                "",
                "90",
                "P",
                "P0D",
                "-P1D",
                "PT0S",
                "PT-1H",
                "P99999999999D",
                "quarterly"
            })
    void whatIsNoDurationIsRefused(String text) {
        assertThatThrownBy(() -> read("{'name':'Shop','reviewEvery':'" + text + "'}"))
                .isInstanceOfSatisfying(InvalidMap.class, e -> assertThat(e.faults())
                        .singleElement()
                        .extracting(InvalidMap.Fault::pointer)
                        .isEqualTo("/reviewEvery"));
    }

    @Test
    void blankCriteriaAreRefusedAsTheyWouldAlwaysHold() {
        assertFaults(
                "{'name':'Shop','stages':[{'key':'a','name':'A','entryCriteria':' '}]}",
                "/stages/0/entryCriteria must not be blank: leave it out instead");
    }

    @Test
    void wrongTypesAreFaults() {
        assertFaults(
                "{'name':1,'description':[],'personas':{},'stages':[1,{'key':'a','name':'A','touchpoints':[{'key':'t',"
                        + "'name':'T','emotion':'1','events':['x',2],'byPersona':[]}],'kpis':[{'key':'k','name':'K',"
                        + "'target':'high','kind':3}]}]}",
                "/name must be a string",
                "/description must be a string",
                "/personas must be a list",
                "/stages/0 must be an object",
                "/stages/1/kpis/0/kind must be one of conversion, average, sum, nps, csat, retention, timeInStage",
                "/stages/1/kpis/0/target must be a number",
                "/stages/1/touchpoints/0/events/1 must be a string",
                "/stages/1/touchpoints/0/emotion must be an integer from -2 to 2",
                "/stages/1/touchpoints/0/byPersona must be an object");
        assertThatThrownBy(() -> JourneyMaps.read(JSON.getNodeFactory().arrayNode()))
                .hasMessage("must be an object");
    }

    @Test
    void personasInByPersonaAreKeysAndDemographicsAreBoundedJson() {
        assertFaults(
                "{'name':'Shop','personas':[{'key':'p','name':'P','demographics':{'age':{'a/b':'\\u0000'}}}],"
                        + "'stages':[{'key':'a','name':'A','touchpoints':[{'key':'t','name':'T','byPersona':{'X':{}}}]}]}",
                "/personas/0/demographics/age/a~1b must not contain U+0000",
                "/stages/0/touchpoints/0/byPersona/X must be 1 to 63 of a-z, 0-9 and - and not start with -, not 'X'");
    }

    @Test
    void sizesAreBounded() {
        String stage = "{'key':'s%d','name':'S'}";
        assertFaults(
                "{'name':'Shop','stages':[" + repeated(stage, 51) + "]}", "/stages must have at most 50 items, not 51");
        assertFaults("{'name':'" + "x".repeat(256) + "'}", "/name must have at most 255 characters, not 256");
        assertFaults(
                "{'name':'Shop','description':'" + "x".repeat(4001) + "'}",
                "/description must have at most 4000 characters, not 4001");
        String full = "{'key':'s%%d','name':'S','touchpoints':[%s]}"
                .formatted(repeated("{'key':'t%d','name':'T'}", 251).replace("%", "%%"));
        assertFaults(
                "{'name':'Shop','stages':[" + repeated(full, 2) + "]}",
                "/stages must have at most 500 touchpoints in all, not 502");
    }

    @Test
    void faultsAreNotNamedWithoutEnd() {
        String stages = repeated("{'key':'s%d','name':'S','a':1,'b':1,'c':1,'d':1,'e':1}", 50);
        assertThatThrownBy(() -> read("{'name':'Shop','stages':[" + stages + "]}"))
                .isInstanceOfSatisfying(InvalidMap.class, e -> {
                    assertThat(e.faults()).hasSize(101);
                    assertThat(e.faults().get(100).detail()).isEqualTo("has 150 more faults");
                });
    }

    @Test
    void recordsCheckThemselves() {
        assertThatThrownBy(() -> new Stage("A!", "A", null, null, List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("key must be 1 to 63");
        assertThatThrownBy(() -> new Opportunity("x", 6, null, null, null))
                .hasMessageContaining("impact must be from 1");
        Stage stage = new Stage("a", "A", null, null, List.of(), List.of());
        assertThatThrownBy(() -> new JourneyMap("Shop", null, null, List.of(), List.of(stage, stage)))
                .hasMessage("stages must have distinct keys (a)");
    }

    private static String repeated(String template, int times) {
        return IntStream.range(0, times).mapToObj(template::formatted).collect(Collectors.joining(","));
    }

    private static void assertFaults(String json, String... faults) {
        assertThatThrownBy(() -> read(json)).isInstanceOfSatisfying(InvalidMap.class, e -> assertThat(e.faults())
                .extracting(InvalidMap.Fault::toString)
                .containsExactly(faults));
    }

    private static JourneyMap read(String json) {
        return JourneyMaps.read(json(json));
    }

    /** With single quotes, for reading's sake. */
    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
