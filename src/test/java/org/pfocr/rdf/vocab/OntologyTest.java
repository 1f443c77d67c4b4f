package org.pfocr.rdf.vocab;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.RDFDataMgr;
import org.junit.jupiter.api.Test;
import org.pfocr.rdf.Converted;
import org.pfocr.rdf.TestData;

/** Ties {@code ontology/pfocr.ttl} to {@link Pfocr} both ways, and both to what the converter says. */
class OntologyTest {
    private static final Graph ONTOLOGY = RDFDataMgr.loadGraph("ontology/pfocr.ttl");

    @Test
    void vocabAndOntologyHaveTheSameTerms() {
        Set<String> defined = new TreeSet<>();
        ONTOLOGY.find(Node.ANY, Terms.RDF_TYPE, Node.ANY).forEach(triple -> {
            if (triple.getSubject().isURI() && triple.getSubject().getURI().startsWith(Pfocr.NS)) {
                defined.add(triple.getSubject().getURI().substring(Pfocr.NS.length()));
            }
        });
        Set<String> inVocab = new TreeSet<>(Pfocr.KNOWN_LEXICONS);
        Arrays.stream(Pfocr.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == Node.class)
                .forEach(field -> inVocab.add(field.getName()));
        assertThat(inVocab).isEqualTo(defined);
    }

    @Test
    void aConstantHasTheNameOfItsTerm() throws IllegalAccessException {
        for (var field : Pfocr.class.getFields()) {
            if (field.getType() == Node.class) {
                assertThat(((Node) field.get(null)).getURI()).isEqualTo(Pfocr.NS + field.getName());
            }
        }
    }

    @Test
    void everyTermIsExplained() {
        List<List<String>> incomplete = Converted.select(ONTOLOGY, """
                SELECT ?term {
                  { VALUES ?kind { owl:Class owl:ObjectProperty owl:DatatypeProperty } ?term a ?kind }
                  UNION { ?term a skos:ConceptScheme }
                  UNION { ?term skos:inScheme pfocr:lexicons BIND (true AS ?lexicon) }
                  FILTER STRSTARTS(STR(?term), STR(pfocr:))
                  FILTER (!EXISTS { ?term rdfs:label|skos:prefLabel ?l } || !EXISTS { ?term skos:definition ?d }
                    || (!BOUND(?lexicon) && !EXISTS { ?term rdfs:comment ?c })) }""");
        assertThat(incomplete).isEmpty();
        List<List<String>> loose = Converted.select(ONTOLOGY, """
                SELECT ?property {
                  VALUES ?kind { owl:ObjectProperty owl:DatatypeProperty } ?property a ?kind .
                  FILTER STRSTARTS(STR(?property), STR(pfocr:))
                  FILTER (!EXISTS { ?property rdfs:range ?r }
                    || (!EXISTS { ?property rdfs:domain ?d } && ?property != pfocr:inFigure)) }""");
        assertThat(loose).isEmpty();
    }

    @Test
    void theOntologyHasNoBlankNodes() {
        ONTOLOGY.find().forEach(triple -> {
            assertThat(triple.getSubject().isBlank()).as(triple.toString()).isFalse();
            assertThat(triple.getObject().isBlank()).as(triple.toString()).isFalse();
        });
    }

    /** What the converter says of the sample, in our namespace, is in the ontology, with its domain kept. */
    @Test
    void theSampleUsesOnlyDefinedTerms() {
        Graph data = Converted.of(TestData.SAMPLE).graph();
        Set<String> undefined = new TreeSet<>();
        data.find().forEach(triple -> {
            for (Node node : List.of(triple.getPredicate(), triple.getObject())) {
                if (node.isURI()
                        && node.getURI().startsWith(Pfocr.NS)
                        && !ONTOLOGY.contains(node, Terms.RDF_TYPE, Node.ANY)) {
                    undefined.add(node.getURI());
                }
            }
        });
        assertThat(undefined).isEmpty();
    }

    @Test
    void theSampleUsesEveryPropertyThatDataMayUse() {
        Graph data = Converted.of(TestData.SAMPLE).graph();
        List<String> unused = new ArrayList<>();
        for (List<String> row : Converted.select(
                ONTOLOGY,
                "SELECT ?p { VALUES ?k { owl:ObjectProperty owl:DatatypeProperty } ?p a ?k FILTER STRSTARTS(STR(?p), STR(pfocr:)) }")) {
            Node property = Iris.parsed(row.get(0));
            if (!data.contains(Node.ANY, property, Node.ANY)) {
                unused.add(property.getURI().substring(Pfocr.NS.length()));
            }
        }
        // hasMention is for queries by reasoners; the ontology says that data never state it.
        assertThat(unused).isSubsetOf("hasMention");
    }
}
