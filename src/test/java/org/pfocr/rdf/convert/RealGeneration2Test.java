package org.pfocr.rdf.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pfocr.rdf.Converted;
import org.pfocr.rdf.TestData;
import org.pfocr.rdf.problem.Severity;
import org.pfocr.rdf.vocab.Iris;

/** 13 real figures of generation 2 with their side tables. */
class RealGeneration2Test {
    private static final String FIGURE =
            "<https://pfocr.wikipathways.org/figures/PMC10003241__ijms-24-04893-g003.html>";

    private static Path data;
    private static Converted converted;

    @BeforeAll
    static void convert() {
        data = TestData.real("pfocr-v2");
        converted = Converted.of(data);
    }

    @Test
    void allAreConverted() {
        assertThat(converted.totals().figures()).isEqualTo(13);
        assertThat(converted.totals().rejected()).isZero();
        assertThat(converted.totals().reportedRows()).isZero();
        assertThat(converted.problems()).allMatch(problem -> problem.severity() == Severity.NOTE);
    }

    /** The tables are split here at tabs, not by the converter's reader. */
    @Test
    void everyGeneRowComesBack() throws IOException {
        TreeSet<String> expected = new TreeSet<>();
        int ofTheFigure = 0;
        for (Path table : tables("-genes.tsv")) {
            String figid = table.getFileName().toString().replace("-genes.tsv", "");
            List<String> lines = Files.readAllLines(table);
            List<String> header = List.of(lines.get(0).split("\t", -1));
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split("\t", -1);
                List<String> row = new ArrayList<>(List.of(figid));
                for (String column : List.of("word", "match", "source", "ncbigene_id", "organism_id")) {
                    row.add(cells[header.indexOf(column)]);
                }
                expected.add(String.join("\t", row));
                ofTheFigure += figid.startsWith("PMC10003241__") ? 1 : 0;
            }
        }
        assertThat(ofTheFigure).isEqualTo(69);
        assertThat(answers("""
                        SELECT ?figid ?word ?term ?lexiconName ?id ?taxon {
                          ?mention a pfocr:GeneMention ; pfocr:inFigure/dcterms:identifier ?figid ; pfocr:word ?word ;
                            pfocr:matchedTerm ?term ; pfocr:lexicon ?lexicon ; pfocr:gene/dcterms:identifier ?id ;
                            pfocr:taxon/dcterms:identifier ?taxon .
                          BIND (STRAFTER(STR(?lexicon), "#") AS ?lexiconName) }""")).isEqualTo(expected);
    }

    @Test
    void everyChemicalAndDiseaseRowComesBack() throws IOException {
        for (String kind : List.of("Chemical", "Disease")) {
            TreeSet<String> expected = new TreeSet<>();
            for (Path table : tables("-" + kind.toLowerCase(java.util.Locale.ROOT) + "s.tsv")) {
                String figid = table.getFileName().toString().split("-(?=[a-z]+\\.tsv)")[0];
                List<String> lines = Files.readAllLines(table);
                for (String line : lines.subList(1, lines.size())) {
                    String[] cells = line.split("\t", -1);
                    expected.add(String.join(
                            "\t",
                            figid,
                            cells[0],
                            cells[1].replace("mesh:", "").replace("NA", ""),
                            cells[2].equals("NA") ? "" : cells[2]));
                }
            }
            assertThat(expected).isNotEmpty();
            assertThat(answers("SELECT ?figid ?word ?id ?term { ?mention a pfocr:" + kind + "Mention ;"
                            + " pfocr:inFigure/dcterms:identifier ?figid ; pfocr:word ?word ."
                            + " OPTIONAL { ?mention pfocr:chemical|pfocr:disease ?e . ?e dcterms:identifier ?id }"
                            + " OPTIONAL { ?mention pfocr:matchedTerm ?term } }"))
                    .isEqualTo(expected);
        }
    }

    @Test
    void aWordMayNameTwoGenes() {
        assertThat(converted.select("SELECT ?label { ?m pfocr:inFigure " + FIGURE
                        + " ; pfocr:word \"LRP5/6\" ; pfocr:gene/rdfs:label ?label } ORDER BY ?label"))
                .containsExactly(List.of("LRP5"), List.of("LRP6"));
        assertThat(converted.select("SELECT ?label { ?m pfocr:inFigure " + FIGURE
                        + " ; pfocr:word \"AKT\" ; pfocr:lexicon pfocr:famplex_relations ; pfocr:gene/rdfs:label ?label }"
                        + " ORDER BY ?label"))
                .containsExactly(List.of("AKT2"), List.of("AKT3"));
    }

    @Test
    void oneTextIsAChemicalAndAGene() {
        assertThat(
                        converted.select(
                                "SELECT ?other { " + FIGURE + " pfocr:mentionsChemical ?c . ?m pfocr:inFigure " + FIGURE
                                        + " ; pfocr:word \"ATP\" ; pfocr:chemical ?c . ?c skos:exactMatch ?other } ORDER BY ?other"))
                .contains(List.of("http://purl.obolibrary.org/obo/CHEBI_15422"));
        assertThat(converted.select("SELECT ?label { ?m pfocr:inFigure " + FIGURE
                        + " ; pfocr:word \"ATP\" ; pfocr:gene/rdfs:label ?label }"))
                .contains(List.of("ATP8A2"));
    }

    @Test
    void theCheckoutsTablesGiveNetworks() {
        assertThat(converted.select("""
                        SELECT ?pathway ?network {
                          ?figure dcterms:identifier "PMC6365454__fnins-13-00025-g0002" ;
                            pfocr:wikiPathway ?pathway ; pfocr:ndexNetwork ?network }"""))
                .containsExactly(List.of(
                        "https://identifiers.org/wikipathways/WP5283",
                        "https://www.ndexbio.org/viewer/networks/1c2b5aa2-deed-11ea-99da-0ac135e8bacf"));
    }

    @Test
    void noSentinelIsAValue() {
        assertThat(converted.select("SELECT ?s ?p { ?s ?p \".na.character\" }")).isEmpty();
        assertThat(converted.select("SELECT ?s ?p { ?s ?p \"\" }")).isEmpty();
        assertThat(converted.select(
                        "SELECT DISTINCT ?p ?gene { ?m ?p \"NA\" OPTIONAL { ?m pfocr:gene/rdfs:label ?gene } }"))
                .containsExactlyInAnyOrder(List.of("https://pfocr.wikipathways.org/ontology#matchedTerm", "na"));
    }

    @Test
    void anOrganismWithoutTaxonomyIdKeepsItsName() {
        assertThat(converted.select("SELECT DISTINCT ?p { ?f ?p \"gut metagenome\" } ORDER BY ?p"))
                .contains(List.of("https://pfocr.wikipathways.org/ontology#organismName"));
        assertThat(converted.select("SELECT ?o { ?o a pfocr:Organism ; rdfs:label \"gut metagenome\" }"))
                .isEmpty();
    }

    /** The checkout has no page for it, and no gene table names it. */
    @Test
    void aFrequentOrganismIsKnownByItsName() {
        assertThat(converted.select("SELECT DISTINCT ?o { ?f pfocr:organism ?o . ?o rdfs:label \"Escherichia coli\" }"))
                .containsExactly(List.of("http://purl.obolibrary.org/obo/NCBITaxon_562"));
    }

    /** A join on plain equality of IRIs with another graph, in one dataset of two stores' graphs. */
    @Test
    void figuresJoinWikiPathways() {
        Graph pathways = RDFDataMgr.loadGraph(
                TestData.real("wikipathways/wikipathways-human-20200210.ttl").toString());
        DatasetGraph both = DatasetGraphFactory.create();
        both.addGraph(Iris.graph("figures"), converted.graph());
        both.addGraph(Iris.graph("wikipathways"), pathways);
        List<List<String>> shared = Converted.select(both, """
                PREFIX dc: <http://purl.org/dc/elements/1.1/>
                SELECT ?pathway (COUNT(DISTINCT ?gene) AS ?genes) {
                  GRAPH <https://pfocr.wikipathways.org/graph/figures> { %s pfocr:mentionsGene ?gene }
                  GRAPH <https://pfocr.wikipathways.org/graph/wikipathways> {
                    ?node wp:bdbEntrezGene ?gene ; dcterms:isPartOf ?revision .
                    ?revision a wp:Pathway ; dc:identifier ?pathway }
                } GROUP BY ?pathway ORDER BY DESC(?genes) ?pathway""".formatted(FIGURE));
        assertThat(shared).hasSizeGreaterThan(100);
        assertThat(Integer.parseInt(shared.get(0).get(1))).isGreaterThan(10);
        // The pathway that a curator drew from one of the figures shares genes with it.
        assertThat(Converted.select(both, """
                        SELECT (COUNT(DISTINCT ?p) AS ?n) {
                          GRAPH <https://pfocr.wikipathways.org/graph/wikipathways> { ?p a wp:Pathway } }""")).containsExactly(List.of("568"));
    }

    private static List<Path> tables(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("_data"))) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    private static TreeSet<String> answers(String query) {
        TreeSet<String> answers = new TreeSet<>();
        converted.select(query).forEach(row -> answers.add(String.join("\t", row)));
        return answers;
    }
}
