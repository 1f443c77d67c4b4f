package org.pfocr.rdf.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pfocr.rdf.Converted;
import org.pfocr.rdf.TestData;

/** The description's numbers are those that a count of the graph gives. */
class DatasetDescriptionTest {
    private static final String PREFIXES = """
            PREFIX void: <http://rdfs.org/ns/void#>
            PREFIX dcat: <http://www.w3.org/ns/dcat#>
            PREFIX dctypes: <http://purl.org/dc/dcmitype/>
            PREFIX pav: <http://purl.org/pav/>
            PREFIX prov: <http://www.w3.org/ns/prov#>
            """;

    static Stream<Path> inputs() {
        Path real = Path.of("../shared/data/pfocr-v2");
        return java.nio.file.Files.exists(real) ? Stream.of(TestData.SAMPLE, real) : Stream.of(TestData.SAMPLE);
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
                        SELECT ?triples ?subjects ?objects ?figures {
                          ?d a void:Dataset ; void:triples ?triples ; void:distinctSubjects ?subjects ;
                            void:distinctObjects ?objects ; void:entities ?figures }"""))
                .containsExactly(List.of(
                        String.valueOf(converted.graph().size()),
                        String.valueOf(subjects.size()),
                        String.valueOf(objects.size()),
                        String.valueOf(converted.totals().figures())));
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
                        SELECT ?c ?p { ?d a void:Dataset ; void:classPartition [ void:class ?c ;
                          void:propertyPartition/void:property ?p ] }""")))
                // A figure's organisms that only the whole input can tell are said after the figure; its other class
                // is not known by then.
                .isEqualTo(
                        new HashSet<>(
                                converted.select(
                                        "SELECT DISTINCT ?c ?p { ?s a ?c ; ?p ?o"
                                                + " FILTER (?c != schema:Dataset || ?p NOT IN (pfocr:organismName, pfocr:matchedOrganismName)) }")));
        for (List<String> link : select(converted, """
                SELECT ?p ?space ?n { ?l a void:Linkset ; void:linkPredicate ?p ; void:triples ?n ;
                  void:objectsTarget/void:uriSpace ?space }""")) {
            assertThat(converted.select("SELECT (COUNT(*) AS ?n) { ?s <" + link.get(0)
                            + "> ?o FILTER STRSTARTS(STR(?o), \"" + link.get(1) + "\") }"))
                    .as(link.toString())
                    .containsExactly(List.of(link.get(2)));
        }
    }

    /** W3C HCLS profile, the properties that each level must have and those it must not. */
    @ParameterizedTest
    @MethodSource("inputs")
    void theLevelsOfTheProfileAreThere(Path input) {
        Converted converted = Converted.of(input);
        assertThat(select(converted, """
                        SELECT ?summary ?version ?rdf {
                          ?summary a dctypes:Dataset ; dcterms:title ?t ; dcterms:description ?d ; dcterms:publisher ?p .
                          FILTER NOT EXISTS { ?summary a void:Dataset }
                          FILTER NOT EXISTS { ?summary dcterms:issued|dcterms:creator|pav:version ?x }
                          ?version a dctypes:Dataset , dcat:Dataset ; dcterms:title ?vt ; dcterms:description ?vd ;
                            dcterms:creator ?vc ; dcterms:publisher ?vp ; pav:version ?v ; dcterms:issued ?i ;
                            dcterms:license ?l ; dcterms:isVersionOf ?summary ; dcat:distribution ?rdf ;
                            dcterms:source ?from .
                          FILTER NOT EXISTS { ?version a void:Dataset }
                          ?rdf a void:Dataset , dcat:Distribution ; dcterms:title ?rt ; dcterms:description ?rd ;
                            dcterms:creator ?rc ; dcterms:publisher ?rp ; dcterms:license ?rl ; dcterms:format ?f ;
                            pav:version ?v ; void:exampleResource ?e ; dcterms:modified ?m .
                          FILTER (LANG(?t) = "en" && LANG(?vt) = "en" && LANG(?rt) = "en")
                        }""")).hasSize(1);
        assertThat(select(converted, "SELECT ?x { ?x ?p ?o FILTER isBlank(?x) }"))
                .isEmpty();
        assertThat(select(
                                converted,
                                "SELECT DISTINCT ?t { ?l a void:Linkset ; void:objectsTarget/dcterms:title ?t } ORDER BY ?t")
                        .stream()
                        .map(row -> row.get(0)))
                .contains(
                        "NCBI Gene",
                        "HGNC, by symbol",
                        "MeSH",
                        "ChEBI",
                        "Disease Ontology",
                        "NCBI Taxonomy",
                        "WikiPathways",
                        "PubMed Central",
                        "DOI");
    }

    private static List<List<String>> select(Converted converted, String query) {
        return Converted.select(converted.description(), PREFIXES + query);
    }
}
