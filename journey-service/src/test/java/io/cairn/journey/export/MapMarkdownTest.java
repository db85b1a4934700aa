package io.cairn.journey.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.journey.map.rest.JourneyExamples;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.JourneyMaps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MapMarkdownTest {
    @Test
    void pageHasAllThatIsSaidOfAStage() throws Exception {
        JourneyMap map = JourneyMaps.read(new ObjectMapper().readTree(JourneyExamples.MAP));
        assertThat(MapMarkdown.page(map, "version 1", null))
                .startsWith("# My shop\n\nFrom the first visit to the loyal customer\n\n*version 1*\n")
                .contains(
                        """
                        ## 2. Consideration

                        A customer is here when `count('product_view', '30d') >= 1`

                        | Touchpoint | Channel | Emotion | Actions | Thoughts |
                        | --- | --- | ---: | --- | --- |
                        | Product page | web | +1 |  |  |

                        **Pain points**

                        - Reviews are hard to find · Product page · severity 3 · assumed

                        **Opportunities**

                        - Show reviews first · Product page · impact 4 · effort 2 · open

                        **KPIs**

                        - View to cart · conversion · of add\\_to\\_cart · target 10 %
                        """);
        assertThat(MapMarkdown.page(map, "draft", map.personas().get(0)))
                .contains("as seen by Bargain hunter")
                .contains("| Product page | web | −1 |  | Is it cheaper elsewhere? |");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            textBlock =
                    """
                    a | b           = a \\| b
                    <script>        = \\<script\\>
                    *bold* [x](y)   = \\*bold\\* \\[x\\](y)
                    1. first        = 1\\. first
                    - item          = \\- item
                    a\\b            = a\\\\b
                    plain, (text).  = plain, (text).
                    """)
    void textIsNeverMarkup(String text, String markdown) {
        assertThat(Markdown.text(text)).isEqualTo(markdown);
    }

    @Test
    void codeKeepsItsBackticks() {
        assertThat(Markdown.code("a `b` c")).isEqualTo("`` a `b` c ``");
    }
}
