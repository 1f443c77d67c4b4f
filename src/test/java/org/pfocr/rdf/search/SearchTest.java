package org.pfocr.rdf.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfocr.rdf.TestData;
import org.pfocr.rdf.search.found.SearchRequest;
import org.pfocr.rdf.search.found.SearchRequest.Sort;
import org.pfocr.rdf.search.found.SearchResult;
import org.pfocr.rdf.search.found.SearchResult.Facet;
import org.pfocr.rdf.search.found.SearchResult.Figure;
import org.pfocr.rdf.search.found.Suggestion;
import org.pfocr.rdf.search.found.UnknownThing;
import org.pfocr.rdf.search.index.Fields;
import org.pfocr.rdf.search.index.Kind;

/** Words, facets, highlights and suggestions over the sample. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SearchTest {
    @TempDir
    private static Path folder;

    private static Indexed sample;

    @BeforeAll
    static void load() throws Exception {
        sample = Indexed.of(folder.resolve("db"), TestData.SAMPLE);
    }

    @AfterAll
    static void close() throws Exception {
        sample.close();
    }

    private static SearchResult wanted(String text, Kind kind, String... things) {
        return sample.found(new SearchRequest(text, 0, 100, Sort.RELEVANCE, Map.of(kind, List.of(things)), null, null));
    }

    private static Facet facet(SearchResult result, String kind, String label) {
        return result.facets().get(kind).stream()
                .filter(facet -> facet.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSymbolIsAnotherThanAWordInSmallLetters() {
        assertThat(sample.find("NO")).startsWith("PMC90000004__sample-04-g001");
        assertThat(sample.find("no")).doesNotContain("PMC90000004__sample-04-g001");
        assertThat(sample.find("\"NO\"")).containsExactly("PMC90000004__sample-04-g001");
    }

    @Test
    void signsMeanWhatPeopleMean() {
        assertThat(sample.find("+insulin -neurons")).isNotEmpty().doesNotContain("PMC90000016__sample-16-g001");
        assertThat(sample.find("insulin NOT neurons")).isEqualTo(sample.find("insulin -neurons"));
        assertThat(sample.find("auxin OR urea"))
                .containsExactlyInAnyOrder("PMC90000018__sample-18-g006", "PMC90000010__sample-10-g001");
        assertThat(sample.find("\"protein unfolded\"")).isEmpty();
        assertThat(sample.find("\"unfolded protein\"")).hasSize(1);
        assertThat(sample.find("title:insulin")).hasSize(2);
        assertThat(sample.find("glycoly*")).contains("PMC90000009__sample-09-g001");
        assertThat(sample.find("gly*sis")).contains("PMC90000009__sample-09-g001");
    }

    @Test
    void wordsThatNoFigureHasTogetherFindThoseThatHaveOne() {
        assertThat(sample.find("auxin urea glycolysis"))
                .contains("PMC90000018__sample-18-g006", "PMC90000010__sample-10-g001");
        assertThat(sample.find("auxin zzzzz")).containsExactly("PMC90000018__sample-18-g006");
    }

    @Test
    void endingsDoNotMatterAndSlipsAreForgiven() {
        assertThat(sample.find("insulins signal")).contains("PMC90000001__sample-01-g007");
        assertThat(sample.find("autophagie")).contains("PMC90000001__sample-01-g002");
        assertThat(sample.find("glycolisis")).contains("PMC90000009__sample-09-g001");
        assertThat(sample.find("zzzzz")).isEmpty();
    }

    @Test
    void titlesComeBeforeCaptions() {
        List<String> found = sample.find("insulin");
        assertThat(found.subList(0, 2))
                .containsExactlyInAnyOrder("PMC90000001__sample-01-g007", "PMC90000016__sample-16-g001");
    }

    @Test
    void matchesAreMarkedAndAllElseIsEscaped() {
        Figure figure = sample.found(SearchRequest.of("insulin", 1)).figures().get(0);
        assertThat(figure.titleHtml()).isEqualTo("<mark>Insulin</mark> signalling through PI3K and AKT");
        assertThat(figure.captionHtml()).contains("<mark>insulin</mark>");
        Marks marks =
                new Marks(new org.apache.lucene.search.TermQuery(new org.apache.lucene.index.Term("title", "evil")));
        assertThat(marks.whole("<script>\"evil\" & 'x'</script>", Marks.Style.HTML))
                .isEqualTo("&lt;script&gt;&quot;<mark>evil</mark>&quot; &amp; &#39;x&#39;&lt;/script&gt;");
        assertThat(marks.whole("<b>", Marks.Style.HTML)).isEqualTo("&lt;b&gt;");
    }

    @Test
    void facetsCountWhatMatchesAndNarrow() {
        SearchResult all = sample.found(SearchRequest.of("", 3));
        assertThat(all.total()).isEqualTo(20);
        assertThat(all.figures()).hasSize(3);
        Facet human = facet(all, "organism", "Homo sapiens");
        SearchResult ofHuman = wanted("", Kind.ORGANISM, "9606");
        assertThat(ofHuman.total()).isEqualTo(human.count());
        assertThat(wanted("", Kind.ORGANISM, human.value()).total()).isEqualTo(human.count());
        Facet tp53 = facet(sample.found(SearchRequest.of("TP53", 10)), "gene", "TP53");
        for (String name : List.of("TP53", "7157", tp53.value())) {
            assertThat(wanted("", Kind.GENE, name).total()).isEqualTo(3);
        }
        assertThat(wanted("", Kind.GENE, "TP53", "MDM2").total()).isPositive().isLessThan(3);
        assertThat(wanted("", Kind.TYPE, "Scheme").total())
                .isEqualTo(facet(all, "type", "Scheme").count());
        assertThat(wanted("", Kind.GENERATION, "2").total())
                .isEqualTo(facet(all, "generation", "2").count());
        assertThat(wanted("", Kind.CHEMICAL, "Adenosine Triphosphate").total()).isPositive();
        assertThat(wanted("", Kind.DISEASE, "D003924").total()).isPositive();
        SearchResult years = sample.found(new SearchRequest("", 0, 100, Sort.OLDEST, Map.of(), 2012, 2014));
        assertThat(years.figures()).isNotEmpty().isSortedAccordingTo((a, b) -> a.year() - b.year());
        assertThat(years.figures()).allMatch(figure -> figure.year() >= 2012 && figure.year() <= 2014);
        assertThat(sample.found(new SearchRequest("", 0, 100, Sort.GENES, Map.of(), null, null))
                        .figures())
                .isSortedAccordingTo((a, b) -> b.genes() - a.genes());
        assertThatThrownBy(() -> sample.search()
                        .find(
                                new SearchRequest(
                                        "", 0, 1, Sort.RELEVANCE, Map.of(Kind.GENE, List.of("NOGENE")), null, null),
                                () -> false))
                .isInstanceOf(UnknownThing.class)
                .hasMessageContaining("NOGENE");
    }

    @Test
    void facetsAreWhatTheStoreSays() {
        for (List<String> row : sample.select(
                "SELECT ?gene (COUNT(DISTINCT ?f) AS ?n) { ?f pfocr:mentionsGene ?gene } GROUP BY ?gene ORDER BY DESC(?n) ?gene LIMIT 5")) {
            assertThat(wanted("", Kind.GENE, row.get(0)).total()).isEqualTo(Long.parseLong(row.get(1)));
        }
    }

    @Test
    void suggestionsBeginAsWasTyped() {
        Suggestion first = sample.search().suggest("tp5", 10).get(0);
        assertThat(first.label()).isEqualTo("TP53");
        assertThat(first.kind()).isEqualTo("gene");
        assertThat(first.figures()).isEqualTo(3);
        assertThat(first.detail()).contains("Homo sapiens");
        assertThat(kinds("apop")).contains("keyword", "figure");
        assertThat(kinds("homo sap")).contains("organism");
        assertThat(kinds("adenos")).contains("chemical");
        assertThat(kinds("type 2 dia")).contains("annotation", "disease");
        assertThat(kinds("PMC90000005")).contains("figure");
        assertThat(sample.search().suggest("", 10)).isEmpty();
        assertThat(sample.search().suggest("a", 5)).hasSize(5);
    }

    private static List<String> kinds(String typed) {
        return sample.search().suggest(typed, 20).stream().map(Suggestion::kind).toList();
    }

    @Test
    void noTextIsAnError() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        String[] pieces = {
            "\"",
            "+",
            "-",
            "*",
            "?",
            "~",
            "^",
            ":",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "\\",
            "/",
            " ",
            "\t",
            "AND",
            "OR",
            "NOT",
            "TP53",
            "insulin",
            "NF-κB",
            "İNOS",
            "title:",
            "id:",
            "gene:",
            "~2",
            "^3",
            "no",
            "NO",
            "\u0000",
            "\ud83d\ude00",
            "\ud83d",
            "a*",
            "*a",
            "**",
            "“",
            "”",
            "10.5555/x",
            "ﬁ",
            "ß",
            "'",
            "<b>",
            "&&",
            "||",
            "!"
        };
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder();
            for (int part = random.nextInt(8); part >= 0; part--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            String asked = text.toString();
            SearchResult result = sample.found(SearchRequest.of(asked, 2));
            assertThat(result.figures()).as("%s", asked).hasSizeLessThanOrEqualTo(2);
            sample.search().suggest(asked, 3);
            sample.search().hits().of(new TextHits.Asked(asked, List.of(), 2), () -> false);
        }
        assertThat(sample.found(SearchRequest.of("x".repeat(100_000), 1)).total())
                .isZero();
        assertThat(sample.found(SearchRequest.of("( ".repeat(5_000), 1)).total())
                .isEqualTo(20);
        sample.found(SearchRequest.of("insulin ".repeat(5_000), 1));
    }

    @Test
    void aSearchEndsWhenItIsCancelled() throws IOException {
        // The sample is too small for a look in between; what matters is that the question is asked.
        try (Directory directory = FSDirectory.open(sample.generation().folder().resolve(Fields.FIGURES.get(0)));
                DirectoryReader reader = DirectoryReader.open(directory)) {
            FacetCounts counts = new FacetCounts(FigureColumns.of(reader), 10_000, () -> true);
            counts.total = 1023;
            assertThatThrownBy(() ->
                            counts.getLeafCollector(reader.leaves().get(0)).collect(0))
                    .isInstanceOf(CancellationException.class);
        }
    }
}
