package io.cairn.events.imports.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.events.imports.file.FileForm;
import io.cairn.events.imports.file.FileKind;
import io.cairn.events.imports.file.Row;
import io.cairn.events.imports.file.Rows;
import io.cairn.kit.problem.Problem.InputError;
import io.cairn.kit.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Clock NOW = Clock.fixed(Instant.parse("2028-12-31T00:00:00Z"), ZoneOffset.UTC);

    private static Mapping mapping(String json) throws Exception {
        return Mapping.read(JSON.readTree(json));
    }

    private static List<Row> rows(String file) throws Exception {
        Rows rows = Rows.of(
                new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
                FileKind.UNKNOWN,
                FileForm.PLAIN,
                JSON);
        List<Row> all = new ArrayList<>();
        for (Row row = rows.next(); row != null; row = rows.next()) {
            all.add(row);
        }
        return all;
    }

    private static JsonNode event(String mapping, String file) throws Exception {
        return new RowEvents(mapping(mapping), NOW).event(rows(file).get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            iso                  | 2026-01-31T12:00:00+02:00    | 2026-01-31T10:00:00Z
            iso                  | 2026-01-31 12:00:00.5        | 2026-01-31T11:00:00.500Z
            iso                  | 2026-01-31 12:00:00 UTC      | 2026-01-31T12:00:00Z
            iso                  | 2026-01-31 12:00             | 2026-01-31T11:00:00Z
            iso                  | 2026-01-31                   | 2026-01-30T23:00:00Z
            iso                  | 2026-01-31T12:00:00Z         | 2026-01-31T12:00:00Z
            iso                  | 2026-03-29 02:30:00          | 2026-03-29T01:30:00Z
            iso                  | 2026-10-25 02:30:00          | 2026-10-25T00:30:00Z
            epochSeconds         | 1769860740                   | 2026-01-31T11:59:00Z
            epochSeconds         | 1769860740.25                | 2026-01-31T11:59:00.250Z
            epochMillis          | 1769860740001                | 2026-01-31T11:59:00.001Z
            epochMicros          | 1769860740000001             | 2026-01-31T11:59:00.000001Z
            dd.MM.yyyy HH:mm     | 31.01.2026 12:00             | 2026-01-31T11:00:00Z
            M/d/yyyy h:mm a      | 1/31/2026 12:05 PM           | 2026-01-31T11:05:00Z
            dd.MM.yyyy HH:mm     | 31.01.2026 24:00             | 2026-01-31T23:00:00Z
            dd.MM.yyyy           | 29.02.2028                   | 2028-02-28T23:00:00Z
            yyyyMMdd             | 20260131                     | 2026-01-30T23:00:00Z
            EEE, d MMM yyyy HH:mm:ss Z | Sat, 31 Jan 2026 12:00:00 +0000 | 2026-01-31T12:00:00Z
            """)
    void timesAreReadAsTheirFormatAndZoneSay(String format, String text, Instant at) {
        assertThat(new TimeFormat(format, ZoneId.of("Europe/Berlin")).parse(text))
                .contains(at);
    }

    @ParameterizedTest
    @CsvSource({
        "iso,31.01.2026",
        "iso,2026-02-30",
        "iso,''",
        "epochSeconds,-1",
        "epochMillis,soon",
        "dd.MM.yyyy,2026-01-31",
        "dd.MM.yyyy,31.02.2026",
        "dd.MM.yyyy,29.02.2026",
        "dd.MM.yyyy HH:mm,31.02.2026 24:00",
        "M/d/yyyy h:mm a,4/31/2026 9:30 PM",
        "yyyy-MM-dd HH:mm X,2026-06-31 12:00 Z",
        "epochSeconds,999999999999999999"
    })
    void whatIsNoSuchTimeIsNone(String format, String text) {
        assertThat(new TimeFormat(format, ZoneId.of("UTC")).parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "dd.MM.yyyy hh:mm,has a time of day without its hour",
        "dd.MM.yyyy h,has a time of day without its hour",
        "dd.MM.yyyy mm:ss,has a time of day without its hour",
        "HH:mm,'has no day, month and year'"
    })
    void patternThatWouldLoseTheTimeIsNone(String pattern, String reason) {
        assertThatThrownBy(() -> new TimeFormat(pattern, ZoneId.of("UTC")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(reason);
    }

    @Test
    void blanksAroundWhatNamesTheEventAreNoPartOfIt() throws Exception {
        String mapping = "{\"type\":{\"column\":\"type\"},\"event\":\"event\",\"customerId\":\"id\"}";
        assertThat(event(mapping, "id, type, event\nu1, track , purchase \n"))
                .hasToString("{\"type\":\"track\",\"event\":\"purchase\",\"userId\":\"u1\"}");
    }

    @Test
    void cellsBecomeWhatTheirTypesSay() throws Exception {
        JsonNode event = event(
                """
                {"event":{"constant":"sold"},"customerId":"id","time":{"column":"when","format":"dd.MM.yyyy HH:mm",
                 "zone":"Europe/Berlin"},"properties":{"value":{"column":"price","type":"number","decimal":","},
                 "club":{"column":"club","type":"boolean"},"optedOut":{"column":"club","type":"boolean","negate":true},"lines":{"column":"lines","type":"json"},"zip":"zip",
                 "source":{"constant":"till"},"paid":{"column":"paid","type":"time"}},"missing":["n/a"]}
                """,
                "id;when;price;club;lines;zip;note;paid\n007;31.01.2026 12:00;1.234,50;yes;[1,2];04109;n/a;2026-01-31\n");
        assertThat(event)
                .hasToString("{\"type\":\"track\",\"event\":\"sold\",\"userId\":\"007\","
                        + "\"timestamp\":\"2026-01-31T11:00:00Z\",\"properties\":{\"value\":1234.50,\"club\":true,\"optedOut\":false,"
                        + "\"lines\":[1,2],\"zip\":\"04109\",\"source\":\"till\",\"paid\":\"2026-01-31T00:00:00Z\"}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ,2026-01-31,1,yes    | customerId and anonymousId are both missing
            u,,1,yes             | time is missing: column 'at' is empty
            u,soon,1,yes         | column 'at' is no time of the format iso: 'soon'
            u,2999-01-31,1,yes   | time is in the future: 2999-01-31T00:00:00Z; are the zone, and the order of day and month, right?
            u,2026-01-31,1x,yes  | column 'price' is no number: '1x'
            u,2026-01-31,1,maybe | column 'club' is neither true nor false: 'maybe'
            """)
    void rowThatMakesNoEventSaysWhy(String row, String reason) throws Exception {
        RowEvents events = new RowEvents(
                mapping(
                        """
                {"event":{"constant":"e"},"customerId":"id","time":"at","properties":{
                 "price":{"column":"price","type":"number"},"club":{"column":"club","type":"boolean"}}}"""),
                NOW);
        Row bad = rows("id,at,price,club\n" + row + "\n").get(0);
        assertThatThrownBy(() -> events.event(bad)).isInstanceOf(BadRow.class).hasMessage(reason);
    }

    @Test
    void restOfTheColumnsBecomesPropertiesButWhatADownloadOfRejectionsAdded() throws Exception {
        assertThat(event(
                                "{\"event\":\"e\",\"customerId\":\"id\",\"properties\":\"*\"}",
                                "_row,_line,_reason,id,e,price,code,on,empty\n1,2,because,u,view,1.50,007,true,\n")
                        .get("properties"))
                .hasToString("{\"price\":1.50,\"code\":\"007\",\"on\":true}");
    }

    @Test
    void exportOfTrackingEventsIsTakenAsItIs() throws Exception {
        String mapping = "{\"type\":{\"column\":\"type\"},\"event\":\"event\",\"customerId\":\"userId\","
                + "\"anonymousId\":\"anonymousId\",\"properties\":\"properties\",\"traits\":\"traits\"}";
        assertThat(event(mapping, "{\"type\":\"track\",\"event\":\"e\",\"userId\":7,\"properties\":{\"a\":[1]}}"))
                .hasToString("{\"type\":\"track\",\"event\":\"e\",\"userId\":\"7\",\"properties\":{\"a\":[1]}}");
        assertThat(event(mapping, "{\"type\":\"identify\",\"anonymousId\":\"a\",\"traits\":{\"b\":true}}"))
                .hasToString("{\"type\":\"identify\",\"anonymousId\":\"a\",\"traits\":{\"b\":true}}");
    }

    @Test
    void everythingWrongWithAMappingIsNamed() {
        ProblemException thrown = catchThrowableOfType(
                ProblemException.class,
                () -> mapping(
                        """
                        {"evnt":"e","time":{"column":"t","format":"HH:mm","zone":"Moon"},"traits":"*","charset":"morse",
                         "separator":"ab","properties":{"a/b":{"column":"x","type":"colour"},"c":7,
                         "d":{"column":"x","zone":"UTC"},"e":{"column":"x","decimal":","},
                         "f":{"column":"x","type":"boolean","negate":"yes"},"g":{"column":"x","negate":true}},
                         "anonymousId":{"constant":" "},"columns":"a"}"""));
        assertThat(thrown.problem().status()).isEqualTo(422);
        assertThat(thrown.problem().errors())
                .extracting(InputError::pointer)
                .contains(
                        "/mapping/evnt",
                        "/mapping/time/format",
                        "/mapping/time/zone",
                        "/mapping/charset",
                        "/mapping/separator",
                        "/mapping/properties/a~1b/type",
                        "/mapping/properties/c",
                        "/mapping/properties/d",
                        "/mapping/properties/e/decimal",
                        "/mapping/properties/f/negate",
                        "/mapping/properties/g/negate",
                        "/mapping/anonymousId/constant",
                        "/mapping/columns",
                        "/mapping/customerId",
                        "/mapping/event",
                        "/mapping/traits");
    }

    @Test
    void mappingThatWasTakenOnceIsReadAgain() throws Exception {
        for (String before : List.of(
                "{\"event\":\"e\",\"customerId\":\"id\",\"properties\":{\"a\":{\"column\":\"a\",\"decimal\":\",\"}}}",
                "{\"type\":\"identify\",\"event\":\"e\",\"customerId\":\"id\"}",
                "{\"event\":{\"constant\":\" \"},\"customerId\":\"id\"}")) {
            JsonNode json = JSON.readTree(before);
            assertThatThrownBy(() -> Mapping.read(json)).isInstanceOf(ProblemException.class);
            assertThat(Mapping.reread(json).customerId()).isNotNull();
        }
    }

    @Test
    void identifyHasNoEvent() {
        assertThatThrownBy(() -> mapping("{\"type\":\"identify\",\"event\":\"e\",\"customerId\":\"id\"}"))
                .hasMessageContaining("/mapping/event: an identify has no event");
    }

    @Test
    void nameThatIsTooLongIsNamed() {
        String name = "q".repeat(256);
        assertThatThrownBy(() -> mapping(
                        "{\"event\":\"e\",\"customerId\":\"id\",\"properties\":{\"" + name + "\":\"" + name + "\"}}"))
                .hasMessageContaining("/mapping/properties/" + name + ": a name has at most 255 characters");
    }

    @Test
    void columnWithALongNameIsCutInTheRest() throws Exception {
        JsonNode properties = event(
                        "{\"event\":\"e\",\"customerId\":\"id\",\"properties\":\"*\"}",
                        "id,e," + "q".repeat(300) + "\nu,view,yes\n")
                .get("properties");
        assertThat(properties.get("q".repeat(254) + "…").textValue()).isEqualTo("yes");
    }

    @Test
    void identifyWithoutATimeIsOfItsDay() throws Exception {
        String mapping = "{\"type\":\"identify\",\"customerId\":\"id\",\"traits\":\"*\"}";
        ObjectNode contact = (ObjectNode) event(mapping, "id,consent\nu,false\n");
        LocalDate monday = LocalDate.parse("2026-11-23");
        assertThat(new MessageIds(JSON, monday).content(contact))
                .isEqualTo(new MessageIds(JSON, monday).content(contact));
        assertThat(new MessageIds(JSON, monday.plusDays(7)).content(contact))
                .isNotEqualTo(new MessageIds(JSON, monday).content(contact));
        assertThat(contact.has("day")).isFalse();
        contact.put("timestamp", "2026-11-01T00:00:00Z");
        assertThat(new MessageIds(JSON, monday.plusDays(7)).content(contact))
                .isEqualTo(new MessageIds(JSON, monday).content(contact));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            12.50 €     | . | 12.50
            € 7         | . | 7
            $1,249.90   | . | 1249.90
            1 249,90 €  | , | 1249.90
            1'249.90    | . | 1249.90
            1\u00a0249,9 | , | 1249.9
            """)
    void amountsAreReadWithTheirSigns(String cell, String decimal, BigDecimal amount) throws Exception {
        JsonNode properties = event(
                        "{\"event\":{\"constant\":\"e\"},\"customerId\":\"id\",\"separator\":\";\",\"properties\":{\"price\":{\"column\":\"price\","
                                + "\"type\":\"number\",\"decimal\":\"" + decimal + "\"}}}",
                        "id;price\nu;" + cell.replace("\\u00a0", "\u00a0") + "\n")
                .get("properties");
        assertThat(properties.get("price").decimalValue()).isEqualByComparingTo(amount);
    }

    @ParameterizedTest
    @CsvSource({"WAHR,true", "nein,false", "unsubscribed,false", "Ja,true"})
    void yesAndNoAreReadInGermanToo(String cell, boolean is) throws Exception {
        assertThat(event(
                                "{\"type\":\"identify\",\"customerId\":\"id\",\"traits\":{\"consent\":{\"column\":\"c\",\"type\":\"boolean\"}}}",
                                "id,c\nu," + cell + "\n")
                        .at("/traits/consent")
                        .booleanValue())
                .isEqualTo(is);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\ud800"})
    void columnThatCannotBeStoredIsNone(String text) {
        assertThatThrownBy(
                        () -> mapping("{\"event\":\"e\",\"customerId\":\"a\",\"columns\":[\"a" + text + "\",\"b\"]}"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("/mapping/columns");
    }

    @Test
    void sameContentHasTheSameIdWhateverTheOrderOfItsColumns() throws Exception {
        MessageIds ids = new MessageIds(JSON, LocalDate.EPOCH);
        String mapping = "{\"event\":\"e\",\"customerId\":\"id\",\"properties\":\"*\"}";
        MessageIds.Content one = ids.content((ObjectNode) event(mapping, "id,e,a,b\nu,v,1,2\n"));
        MessageIds.Content same = ids.content((ObjectNode) event(mapping, "b,a,e,id\n2,1.0,v,u\n"));
        MessageIds.Content other = ids.content((ObjectNode) event(mapping, "id,e,a,b\nu,v,2,1\n"));
        assertThat(same).isEqualTo(one);
        assertThat(other).isNotEqualTo(one);
        assertThat(MessageIds.messageId(one, 1)).startsWith("import-").hasSize(31);
        assertThat(MessageIds.messageId(one, 2)).endsWith("-2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            user_id,event,timestamp,platform,price\\nu,view,2024-03-13 10:21:14,web,1.5 | {"type":"track","event":"event","customerId":"user_id","time":{"column":"timestamp","format":"iso","zone":"UTC"},"properties":{"platform":"platform","price":{"column":"price","type":"number"}}}
            Record ID,First Name,Email,Create Date,Postal Code,Opted In\\n7,Ada,a@b.c,2024-03-13T10:00:00Z,10115,true | {"type":"identify","customerId":"Record ID","traits":{"First Name":"First Name","Email":"Email","Create Date":"Create Date","Postal Code":"Postal Code","Opted In":{"column":"Opted In","type":"boolean"}}}
            id,First Name,Last Name,Create Date,Last Modified Date\\n7,Ada,Berg,2024-03-13T10:00:00Z,2024-04-13T10:00:00Z | {"type":"identify","customerId":"id","time":{"column":"Last Modified Date","format":"iso"},"traits":{"First Name":"First Name","Last Name":"Last Name","Create Date":"Create Date"}}
            user_id,event,amount_paid,Total paid,bid,casino,productId,order_no,Item No.,productid\\nu,e,1,1,1,1,1,1,1,1 | {"type":"track","event":"event","customerId":"user_id","properties":{"amount_paid":{"column":"amount_paid","type":"number"},"Total paid":{"column":"Total paid","type":"number"},"bid":{"column":"bid","type":"number"},"casino":{"column":"casino","type":"number"},"productId":"productId","order_no":"order_no","Item No.":"Item No.","productid":"productid"}}
            Name,Email,Phone,Total,Created at,Id\\n#1001,a@b.c,+4917,12.50,2024-03-13T10:00:00Z,9 | {"type":"track","event":{"constant":"receipts"},"customerId":"Email","time":{"column":"Created at","format":"iso"},"properties":{"Name":"Name","Phone":"Phone","Total":{"column":"Total","type":"number"},"Id":"Id"}}
            user_id,event_id,event,price,on\\nu,webinar,e,"1,249.90",WAHR\\nv,webinar,e,7.00,FALSCH | {"type":"track","event":"event","customerId":"user_id","properties":{"price":{"column":"price","type":"number"},"on":{"column":"on","type":"boolean"},"event_id":"event_id"}}
            Kundennr;member;Date;Total\\n1;m1;31.01.2026;1.234,50 | {"type":"track","event":{"constant":"receipts"},"customerId":"member","time":{"column":"Date","format":"dd.MM.yyyy","zone":"UTC"},"properties":{"Kundennr":"Kundennr","Total":{"column":"Total","type":"number","decimal":","}}}
            userId;Event;Zeitpunkt;Preis\\nu;Kauf;31.01.2026 12:00;1,5 | {"type":"track","event":"Event","customerId":"userId","time":{"column":"Zeitpunkt","format":"dd.MM.yyyy HH:mm","zone":"UTC"},"properties":{"Preis":{"column":"Preis","type":"number","decimal":","}}}
            userId;Event;Birthday;Code;Preis\\nu;Kauf;31.01.1976;20260131;1.5 | {"type":"track","event":"Event","customerId":"userId","properties":{"Birthday":"Birthday","Code":"Code","Preis":{"column":"Preis","type":"number"}}}
            userId;Event;von;bis\\nu;Kauf;31.01.2026;01.02.2026 | {"type":"track","event":"Event","customerId":"userId","properties":{"von":"von","bis":"bis"}}
            id,First Name,Last Name,Contract until\\n7,Ada,Berg,2024-03-13 | {"type":"identify","customerId":"id","traits":{"First Name":"First Name","Last Name":"Last Name","Contract until":"Contract until"}}
            user_pseudo_id,event_name,event_timestamp\\na.1,page_view,1769860740000000 | {"type":"track","event":"event_name","anonymousId":"user_pseudo_id","time":{"column":"event_timestamp","format":"epochMicros"},"properties":{}}
            {"event":"e","userId":"u","timestamp":"2026-01-31T12:00:00Z","properties":{"product_id":7}} | {"type":"track","event":"event","customerId":"userId","time":{"column":"timestamp","format":"iso"},"properties":"properties"}
            {"event":"e","userId":"u","properties":"blue"} | {"type":"track","event":"event","customerId":"userId","properties":{"properties":"properties"}}
            {"messageId":"m","type":"track","event":"e","userId":"u","timestamp":"2026-01-31T12:00:00Z","properties":{}} | {"type":{"column":"type"},"event":"event","customerId":"userId","messageId":"messageId","time":{"column":"timestamp","format":"iso"},"properties":"properties"}
            """)
    void mappingIsGuessedFromHeaderAndRows(String file, String mapping) throws Exception {
        List<Row> rows = rows(file.replace("\\n", "\n"));
        List<String> columns = new ArrayList<>();
        rows.get(0).cells().fieldNames().forEachRemaining(columns::add);
        Guess.Guessed guessed = new Guess(columns, rows).guess("/tmp/Receipts.csv");
        assertThat(guessed.mapping()).hasToString(mapping);
        Mapping unused = Mapping.read(guessed.mapping());
    }

    @Test
    void contactIsHerselfAndNotHerCompany() throws Exception {
        List<Row> rows = rows("Id,AccountId,FirstName,LastName\n1,9,Ada,Berg\n2,9,Bo,Lind\n");
        Guess.Guessed guessed = new Guess(List.of(), rows).guess(null);
        assertThat(guessed.mapping().path("customerId").asText()).isEqualTo("Id");
        assertThat(guessed.notes()).noneMatch(note -> note.contains("each contact's own"));
        List<Row> companies = rows("AccountId,FirstName,LastName\n9,Ada,Berg\n9,Bo,Lind\n");
        assertThat(new Guess(List.of(), companies).guess(null).notes())
                .contains("Is 'AccountId' each contact's own? Several rows have the same.");
    }

    @ParameterizedTest
    @CsvSource({
        "orders.csv,orders",
        "Orders (1).csv,orders",
        "orders_2026-01-31.csv.gz,orders",
        "2026 web orders.csv,web_orders",
        "20260131.csv,imported",
        "h2o.csv,h2o"
    })
    void eventOfAFileThatIsExportedAgainIsCalledTheSame(String file, String event) throws Exception {
        List<Row> rows = rows("user,price\nu,1\n");
        assertThat(new Guess(List.of(), rows)
                        .guess(file)
                        .mapping()
                        .at("/event/constant")
                        .asText())
                .isEqualTo(event);
    }

    @Test
    void columnThatHoldsMostlyNumbersIsPointedAt() throws Exception {
        List<Row> rows = rows("user,event,price\nu,e,12.50\nu,e,7\nu,e,8\nu,e,N/A\n");
        Guess.Guessed guessed = new Guess(List.of(), rows).guess(null);
        assertThat(guessed.mapping().at("/properties/price").asText()).isEqualTo("price");
        assertThat(guessed.notes()).anySatisfy(note -> assertThat(note).startsWith("Most of 'price' are numbers"));
    }

    @Test
    void fileWithoutRowsSaysSo() throws Exception {
        assertThat(new Guess(List.of("user", "date"), List.of()).guess(null).notes())
                .containsExactly("There are no rows.");
    }

    @Test
    void guessSaysWhatToLookAt() throws Exception {
        List<Row> rows = rows("user,date\nu,1/2/2026\n");
        assertThat(new Guess(List.of("user", "date"), rows).guess(null).notes())
                .hasSize(3)
                .anySatisfy(note -> assertThat(note).contains("Is the month first in 'date'"))
                .anySatisfy(note -> assertThat(note).contains("taken for UTC"))
                .anySatisfy(note -> assertThat(note).contains("is each row a 'imported'?"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            1,249;2,500;950       | "price"                                               | Do the commas in 'price' part thousands, or decimals? They are left texts
            1.249;2.500;950       | {"column":"price","type":"number"}                    | Do the points in 'price' part thousands, or decimals? Decimals, it is taken
            1,249;0,500;950       | {"column":"price","type":"number","decimal":","}      |
            1,249;1950            | {"column":"price","type":"number","decimal":","}      |
            1,25;2,500            | {"column":"price","type":"number","decimal":","}      |
            1.249.000;2.500       | {"column":"price","type":"number","decimal":","}      |
            1.249,5;2.500         | {"column":"price","type":"number","decimal":","}      |
            1.249;1950            | {"column":"price","type":"number"}                    |
            """)
    void amountsThatMayMeanTwoThingsAreAskedAbout(String prices, String source, @Nullable String note)
            throws Exception {
        List<Row> rows = rows("user|event|price\nu|e|" + prices.replace(";", "\nu|e|") + "\n");
        Guess.Guessed guessed = new Guess(List.of(), rows).guess(null);
        assertThat(guessed.mapping().at("/properties/price")).hasToString(source);
        assertThat(guessed.notes()).filteredOn(each -> each.contains("'price'")).hasSize(note == null ? 0 : 1);
        assertThat(guessed.notes()).anySatisfy(each -> assertThat(each).startsWith(note == null ? "No column" : note));
    }

    @ParameterizedTest
    @CsvSource({
        "31.01.2026 28.02.2026 31.02.2026 01.03.2026,dd.MM.yyyy,1",
        "31.01.2026 30.02.2026 31.02.2026 01.03.2026,,0",
        "2026-01-31 soon 2026-02-01 2026-02-02 2026-02-03,iso,1",
        "13/1/2026 1/13/2026 14/2/2026 15/2/2026 16/2/2026,d/M/yyyy,1"
    })
    void aSlipAmongTheTimesCostsItsRowAlone(String times, @Nullable String format, int rejected) throws Exception {
        List<Row> rows = rows("user,event,date\nu,e," + times.replace(" ", "\nu,e,") + "\n");
        Guess.Guessed guessed = new Guess(List.of(), rows).guess(null);
        assertThat(guessed.mapping().at("/time/format").asText(null)).isEqualTo(format);
        assertThat(guessed.notes())
                .filteredOn(note -> note.contains("Of the first rows " + rejected + " are rejected"))
                .hasSize(Math.min(1, rejected));
    }

    @Test
    void guessSaysWhichColumnsItLeavesOut() throws Exception {
        List<Row> rows = rows(
                "{\"event\":\"e\",\"userId\":\"u\",\"at\":\"2026-01-31T12:00:00Z\",\"properties\":{},\"store\":\"s\"}\n");
        assertThat(new Guess(List.of(), rows).guess(null).notes())
                .containsExactly("As 'properties' holds the events' properties, these columns are left out: store.");
    }

    @Test
    void fileOfNobodyIsNotGuessed() throws Exception {
        List<Row> rows = rows("colour,date\nred,1/2/2026\n");
        assertThatThrownBy(() -> new Guess(List.of("colour", "date"), rows).guess(null))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("the columns are colour, date");
    }
}
