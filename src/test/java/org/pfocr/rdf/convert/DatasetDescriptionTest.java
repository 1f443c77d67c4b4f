package org.pfocr.rdf.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pfocr.rdf.Converted;
import org.pfocr.rdf.TestData;
import org.pfocr.rdf.vocab.Prefixes;

/** The description's numbers are those that a count of the graph gives. */
class DatasetDescriptionTest {
    private static final String PREFIXES = """
            PREFIX void: <http://rdfs.org/ns/void#>
            PREFIX dcat: <http://www.w3.org/ns/dcat#>
            PREFIX dctypes: <http://purl.org/dc/dcmitype/>
            PREFIX pav: <http://purl.org/pav/>
            PREFIX prov: <http://www.w3.org/ns/prov#>
            PREFIX idot: <http://identifiers.org/idot/>
            PREFIX void-ext: <http://ldf.fi/void-ext#>
            """;

    static Stream<Path> inputs() {
        Path data = Path.of(System.getProperty("pfocr.data", "../shared/data"));
        // Cases where classes and properties of one thing are said in several places.
        return Stream.concat(
                Stream.of("paper-and-block", "generation-2", "jsonld-graph", "said-once", "organism-names")
                        .map(Path.of("src/test/resources/figures")::resolve),
                Stream.of(TestData.SAMPLE, data.resolve("pfocr-v2"), data.resolveSibling("cases/void-class-partition"))
                        .filter(Files::exists));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void countsAreTrue(Path input) {
        Converted converted = Converted.of(input);
        Set<Node> subjects = new HashSet<>();
        Set<Node> objects = new HashSet<>();
        converted.graph().find().forEach(triple -> {
            subjects.add(triple.getSubject());
            objects.add(triple.getObject());
        });
        assertThat(select(converted, """
                        SELECT ?triples ?subjects ?objects ?entities {
                          ?d a void:Dataset ; void:triples ?triples ; void:distinctSubjects ?subjects ;
                            void:distinctObjects ?objects ; void:entities ?entities }"""))
                .containsExactly(List.of(
                        String.valueOf(converted.graph().size()),
                        String.valueOf(subjects.size()),
                        String.valueOf(objects.size()),
                        converted
                                .select("SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c }")
                                .get(0)
                                .get(0)));
        assertThat(
                        new HashSet<>(
                                select(
                                        converted,
                                        "SELECT ?p ?n { ?d a void:Dataset ; void:propertyPartition [ void:property ?p ; void:triples ?n ] }")))
                .isEqualTo(new HashSet<>(converted.select("SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p")));
        assertThat(
                        new HashSet<>(
                                select(
                                        converted,
                                        "SELECT ?c ?n { ?d a void:Dataset ; void:classPartition [ void:class ?c ; void:entities ?n ] }")))
                .isEqualTo(new HashSet<>(converted.select("SELECT ?c (COUNT(*) AS ?n) { ?s a ?c } GROUP BY ?c")));
        assertThat(new HashSet<>(select(converted, """
                        SELECT ?c ?p ?n { ?d a void:Dataset ; void:classPartition ?part . ?part void:class ?c ;
                          void:propertyPartition [ void:property ?p ; void:triples ?n ] }""")))
                .isEqualTo(new HashSet<>(
                        converted.select("SELECT ?c ?p (COUNT(*) AS ?n) { ?s a ?c ; ?p ?o } GROUP BY ?c ?p")));
        assertThat(new HashSet<>(select(converted, """
                        SELECT ?c ?p ?d ?n { ?x a void:Dataset ; void:classPartition ?part . ?part void:class ?c ;
                          void:propertyPartition [ void:property ?p ; void:classPartition [ void:class ?d ; void:triples ?n ] ] }""")))
                .isEqualTo(new HashSet<>(converted.select(
                        "SELECT ?c ?p ?d (COUNT(*) AS ?n) { ?s a ?c ; ?p ?o . ?o a ?d } GROUP BY ?c ?p ?d")));
        assertThat(new HashSet<>(select(converted, """
                        SELECT ?c ?p ?d ?n { ?x a void:Dataset ; void:classPartition ?part . ?part void:class ?c ;
                          void:propertyPartition [ void:property ?p ;
                            void-ext:datatypePartition [ void-ext:datatype ?d ; void:triples ?n ] ] }""")))
                .isEqualTo(new HashSet<>(converted.select(
                        "SELECT ?c ?p ?d (COUNT(*) AS ?n) { ?s a ?c ; ?p ?o FILTER isLiteral(?o) BIND (DATATYPE(?o) AS ?d) }"
                                + " GROUP BY ?c ?p ?d")));
        assertThat(new HashSet<>(select(converted, """
                        SELECT ?p ?d ?n { ?x a void:Dataset ; void:propertyPartition [ void:property ?p ;
                            void:classPartition [ void:class ?d ; void:triples ?n ] ] }""")))
                .isEqualTo(new HashSet<>(
                        converted.select("SELECT ?p ?d (COUNT(*) AS ?n) { ?s ?p ?o . ?o a ?d } GROUP BY ?p ?d")));
        assertThat(new HashSet<>(select(converted, """
                        SELECT ?p ?d ?n { ?x a void:Dataset ; void:propertyPartition [ void:property ?p ;
                            void-ext:datatypePartition [ void-ext:datatype ?d ; void:triples ?n ] ] }""")))
                .isEqualTo(new HashSet<>(converted.select(
                        "SELECT ?p ?d (COUNT(*) AS ?n) { ?s ?p ?o FILTER isLiteral(?o) BIND (DATATYPE(?o) AS ?d) }"
                                + " GROUP BY ?p ?d")));
        for (List<String> link : select(converted, """
                SELECT ?p ?space ?n { ?l a void:Linkset ; void:linkPredicate ?p ; void:triples ?n ;
                  void:objectsTarget/void:uriSpace ?space }""")) {
            assertThat(converted.select("SELECT (COUNT(*) AS ?n) { ?s <" + link.get(0)
                            + "> ?o FILTER STRSTARTS(STR(?o), \"" + link.get(1) + "\") }"))
                    .as(link.toString())
                    .containsExactly(List.of(link.get(2)));
        }
    }

    /** Every IRI of others that something leads to belongs to a target, and has its linkset. */
    @ParameterizedTest
    @MethodSource("inputs")
    void everyLinkIsInALinkset(Path input) {
        Converted converted = Converted.of(input);
        List<String> spaces = select(
                        converted,
                        "SELECT DISTINCT ?space { ?l a void:Linkset ; void:objectsTarget/void:uriSpace ?space }")
                .stream()
                .map(row -> row.get(0))
                .toList();
        assertThat(converted
                        .select("SELECT DISTINCT ?o { ?s ?p ?o"
                                + " FILTER (isIRI(?o) && ?p NOT IN (rdf:type, schema:license, skos:inScheme, oa:motivatedBy, obo:RO_0002558))"
                                + " FILTER (!STRSTARTS(STR(?o), \"https://pfocr.wikipathways.org/\"))"
                                + " FILTER (!STRSTARTS(STR(?p), \"http://schema.org/\")) }")
                        .stream()
                        .map(row -> row.get(0))
                        .filter(iri -> spaces.stream().noneMatch(iri::startsWith)))
                .isEmpty();
    }

    /** The query with which SIB's editor asks for classes, properties and what they lead to (sparql-editor, metadata.ts). */
    @Test
    void theQueryOfTheEditorHasWholeAnswers() {
        Converted converted = Converted.of(TestData.SAMPLE);
        Set<List<String>> rows = new HashSet<>(select(converted, """
                SELECT DISTINCT ?subjectClass ?prop ?objectClass ?objectDatatype {
                  ?cp void:class ?subjectClass ; void:propertyPartition ?pp .
                  ?pp void:property ?prop .
                  OPTIONAL {
                    { ?pp void:classPartition [ void:class ?objectClass ] }
                    UNION { ?pp void-ext:datatypePartition [ void-ext:datatype ?objectDatatype ] }
                  }
                }"""));
        String ours = "https://pfocr.wikipathways.org/ontology#";
        assertThat(rows)
                .contains(
                        List.of(ours + "PathwayFigure", ours + "mentionsGene", ours + "Gene", ""),
                        List.of(ours + "GeneMention", ours + "inFigure", ours + "PathwayFigure", ""),
                        List.of(ours + "GeneMention", ours + "gene", ours + "Gene", ""),
                        List.of(ours + "GeneMention", ours + "word", "", "http://www.w3.org/2001/XMLSchema#string"),
                        List.of(
                                ours + "PathwayFigure",
                                ours + "pathwayScore",
                                "",
                                "http://www.w3.org/2001/XMLSchema#double"));
    }

    /** A line of the table of the W3C HCLS profile ("Dataset Descriptions: HCLS Community Profile", 2015) for each file. */
    @TestFactory
    Stream<DynamicTest> theLinesOfTheProfileHold() throws IOException {
        Graph description = Converted.of(TestData.SAMPLE).description();
        List<Path> lines;
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/hcls"))) {
            lines = files.sorted().toList();
        }
        assertThat(lines).hasSizeGreaterThan(50);
        return lines.stream()
                .map(line -> DynamicTest.dynamicTest(line.getFileName().toString(), () -> {
                    String text = Files.readString(line);
                    try (QueryExec query = QueryExec.graph(description)
                            .query(QueryFactory.create(Prefixes.PROLOGUE + PREFIXES + text))
                            .build()) {
                        assertThat(query.ask()).as(text).isTrue();
                    }
                }));
    }

    @Test
    void noNodeIsBlank() {
        assertThat(select(Converted.of(TestData.SAMPLE), "SELECT ?x { ?x ?p ?o FILTER (isBlank(?x) || isBlank(?o)) }"))
                .isEmpty();
    }

    private static List<List<String>> select(Converted converted, String query) {
        return Converted.select(converted.description(), PREFIXES + query);
    }
}
