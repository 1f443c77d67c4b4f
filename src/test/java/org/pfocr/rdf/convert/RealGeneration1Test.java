package org.pfocr.rdf.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pfocr.rdf.Converted;
import org.pfocr.rdf.TestData;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Severity;
import org.pfocr.rdf.text.XmlText;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** 948 real figures of generation 1: everything in their rows comes back by SPARQL. */
class RealGeneration1Test {
    private static Path data;
    private static Converted converted;

    @BeforeAll
    static void convert() {
        data = TestData.real("pfocr-v1");
        converted = Converted.of(data);
    }

    @Test
    void allAreConverted() {
        Totals totals = converted.totals();
        assertThat(totals.files()).isEqualTo(948);
        assertThat(totals.figures()).isEqualTo(948);
        assertThat(totals.rejected()).isZero();
        assertThat(totals.rows()).isEqualTo(18_814 + 6_004);
        assertThat(totals.mappedRows()).isEqualTo(totals.rows());
        assertThat(converted.problems())
                .allMatch(problem -> problem.severity() == Severity.NOTE
                        || problem.kind() == Kind.LINK_OF_OTHER_PAPER
                        || problem.kind() == Kind.ENCODING_DOUBTFUL);
        assertThat(converted.problems().stream().filter(problem -> problem.kind() == Kind.LINK_OF_OTHER_PAPER))
                .hasSize(3);
        assertThat(converted.select("SELECT (COUNT(*) AS ?n) { ?f a pfocr:PathwayFigure }"))
                .containsExactly(List.of("948"));
    }

    /** The files are read here by another parser than the converter's. */
    @Test
    void everyRowComesBack() throws IOException {
        TreeSet<String> genes = new TreeSet<>();
        TreeSet<String> chemicals = new TreeSet<>();
        int geneRows = 0;
        int chemicalRows = 0;
        for (Map<String, Object> figure : frontMatters()) {
            for (Map<String, Object> row : rows(figure, "genes")) {
                geneRows++;
                genes.add(String.join(
                        "\t",
                        text(figure, "figid"),
                        XmlText.replaced(text(row, "word")),
                        XmlText.replaced(text(row, "symbol")),
                        text(row, "source"),
                        text(row, "hgnc_symbol"),
                        text(row, "entrez")));
            }
            for (Map<String, Object> row : rows(figure, "chemicals")) {
                chemicalRows++;
                chemicals.add(String.join(
                        "\t", text(figure, "figid"), XmlText.replaced(text(row, "word")), text(row, "identifier")));
            }
        }
        assertThat(geneRows).isEqualTo(18_814);
        assertThat(chemicalRows).isEqualTo(6_004);
        // The symbol as an IRI on which WikiPathways joins; the id as the literal on which Wikidata does.
        TreeSet<String> answered = answers("""
                SELECT ?figid ?word ?term ?lexiconName ?symbol ?id {
                  ?mention a pfocr:GeneMention ; pfocr:inFigure/dcterms:identifier ?figid ; pfocr:word ?word ;
                    pfocr:matchedTerm ?term ; pfocr:lexicon ?lexicon ; pfocr:gene ?gene .
                  ?gene dcterms:identifier ?id ; wp:bdbHgncSymbol ?hgnc .
                  BIND (STRAFTER(STR(?lexicon), "#") AS ?lexiconName)
                  BIND (STRAFTER(STR(?hgnc), "hgnc.symbol/") AS ?symbol) }""");
        assertThat(answered).isEqualTo(genes);
        assertThat(answers("""
                        SELECT ?figid ?word ?id {
                          ?mention a pfocr:ChemicalMention ; pfocr:inFigure/dcterms:identifier ?figid ;
                            pfocr:word ?word ; pfocr:chemical/dcterms:identifier ?id }""")).isEqualTo(chemicals);
    }

    @Test
    void theDirectLinksAreThoseOfTheMentions() {
        assertThat(converted.select("""
                        SELECT ?figure ?gene {
                          { ?figure pfocr:mentionsGene ?gene
                            FILTER NOT EXISTS { ?m pfocr:inFigure ?figure ; pfocr:gene ?gene } }
                          UNION
                          { ?m pfocr:inFigure ?figure ; pfocr:gene ?gene
                            FILTER NOT EXISTS { ?figure pfocr:mentionsGene ?gene } } }""")).isEmpty();
    }

    @Test
    void thereAreNoBlankNodes() {
        converted.graph().find().forEach(triple -> {
            assertThat(triple.getSubject().isURI()).isTrue();
            assertThat(triple.getPredicate().isURI()).isTrue();
            assertThat(triple.getObject().isBlank()).isFalse();
        });
    }

    @Test
    void theDatabasesOwnFileSaysAllItShould() {
        String figure = "<https://pfocr.wikipathways.org/figures/PMC3829346__zbc0361357840007.html>";
        assertThat(converted.select("SELECT ?id ?symbol { " + figure
                        + " pfocr:mentionsGene ?gene . ?gene dcterms:identifier ?id ; wp:bdbHgncSymbol ?symbol }"
                        + " ORDER BY ?id"))
                .containsExactly(
                        List.of("10000", "https://identifiers.org/hgnc.symbol/AKT3"),
                        List.of("207", "https://identifiers.org/hgnc.symbol/AKT1"),
                        List.of("208", "https://identifiers.org/hgnc.symbol/AKT2"),
                        List.of("23414", "https://identifiers.org/hgnc.symbol/ZFPM2"),
                        List.of("3569", "https://identifiers.org/hgnc.symbol/IL6"),
                        List.of("3667", "https://identifiers.org/hgnc.symbol/IRS1"),
                        List.of("9733", "https://identifiers.org/hgnc.symbol/SART3"));
        assertThat(converted.select("SELECT ?paper ?year ?score ?rank ?license ?creator { " + figure
                        + " dcterms:isPartOf ?paper ; pfocr:pathwayScore ?score ; pfocr:searchRank ?rank ;"
                        + " schema:license ?license ; schema:creator/schema:name ?creator ."
                        + " ?paper dcterms:issued ?year }"))
                .containsExactly(List.of(
                        "https://identifiers.org/pmc/PMC3829346",
                        "2013",
                        "0.8993231e0",
                        "64267",
                        "https://creativecommons.org/publicdomain/zero/1.0/",
                        "WikiPathways"));
        assertThat(converted.select("SELECT ?k { " + figure + " schema:keywords ?k } ORDER BY ?k").stream()
                        .map(row -> row.get(0)))
                .containsExactly("AKT1", "AKT2", "AKT3", "IL6", "IRS1", "SART3", "ZFPM2");
        Node score = converted
                .graph()
                .find(Node.ANY, org.pfocr.rdf.vocab.Pfocr.searchRank, Node.ANY)
                .next()
                .getObject();
        assertThat(score.getLiteralDatatypeURI()).endsWith("#integer");
    }

    private static TreeSet<String> answers(String query) {
        TreeSet<String> answers = new TreeSet<>();
        converted.select(query).forEach(row -> answers.add(String.join("\t", row)));
        return answers;
    }

    private static List<Map<String, Object>> frontMatters() throws IOException {
        // Every scalar is text: a resolver without implicit types.
        LoaderOptions options = new LoaderOptions();
        Yaml yaml = new Yaml(
                new SafeConstructor(options),
                new Representer(new DumperOptions()),
                new DumperOptions(),
                options,
                new Resolver() {
                    @Override
                    public void addImplicitResolver(
                            Tag tag, java.util.regex.Pattern pattern, String first, int limit) {}
                });
        List<Map<String, Object>> figures = new ArrayList<>();
        try (Stream<Path> files = Files.list(data.resolve("_figures"))) {
            for (Path file : files.sorted().toList()) {
                figures.add(yaml.load(Files.readString(file).split("(?m)^---$")[1]));
            }
        }
        assertThat(figures).hasSize(948);
        return figures;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rows(Map<String, Object> figure, String field) {
        return (List<Map<String, Object>>) figure.get(field);
    }

    private static String text(Map<String, Object> map, String key) {
        return String.valueOf(map.get(key));
    }
}
