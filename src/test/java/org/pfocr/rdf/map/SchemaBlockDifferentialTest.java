package org.pfocr.rdf.map;

import static org.assertj.core.api.Assertions.assertThat;

import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.JsonLdOptions;
import com.apicatalog.jsonld.document.JsonDocument;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.lang.LangJSONLD11;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.util.Context;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.pfocr.rdf.TestData;
import org.pfocr.rdf.model.Figure;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.read.FigureReader;
import org.pfocr.rdf.read.ReadResult;
import org.pfocr.rdf.source.Checkout;
import org.pfocr.rdf.source.FigureRef;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.TripleBatch;

/** The block's triples are those of another JSON-LD processor (1.1, Jena's reader) with the same local context. */
class SchemaBlockDifferentialTest {
    private static final Path CASES = Path.of("src/test/resources/figures");

    @TestFactory
    Stream<DynamicTest> theSampleSaysTheSame() throws Exception {
        return tests(TestData.SAMPLE);
    }

    @TestFactory
    Stream<DynamicTest> realFiguresSayTheSame() throws Exception {
        return tests(TestData.real("pfocr-v2"));
    }

    /** Nested objects, arrays, @reverse and typed values, as far as 1.0 and 1.1 agree on what is valid. */
    @TestFactory
    Stream<DynamicTest> odderBlocksSayTheSame() throws Exception {
        List<DynamicTest> all = new ArrayList<>();
        for (String name : List.of("jsonld-nested", "jsonld-reverse-and-list")) {
            tests(CASES.resolve(name)).forEach(all::add);
        }
        return all.stream();
    }

    private static Stream<DynamicTest> tests(Path input) throws Exception {
        ContextSource contexts = ContextSource.load(Map.of());
        List<FigureRef> figures = Checkout.scan(List.of(input)).figures();
        assertThat(figures).isNotEmpty();
        SchemaBlockMapper mapper = new SchemaBlockMapper(contexts); // One for all: it learns from the first of them.
        return figures.stream()
                .map(ref -> DynamicTest.dynamicTest(ref.baseName(), () -> compare(ref, mapper, contexts)));
    }

    private static void compare(FigureRef ref, SchemaBlockMapper mapper, ContextSource contexts) throws Exception {
        Figure figure = ((ReadResult.Read) FigureReader.read(ref.open().files())).figure();
        List<Problem> problems = new ArrayList<>();
        Graph ours = GraphFactory.createDefaultGraph();
        TripleBatch ofFigure = new TripleBatch();
        mapper.map(figure, "file", ofFigure, problems::add).forEach(ours::add);
        for (int i = 0; i < ofFigure.size(); i++) {
            ours.add(ofFigure.triple(i));
        }
        assertThat(ours.isEmpty()).isFalse();

        // The same repairs, then the other processor; blank nodes get the IRIs that ours got, by isomorphism.
        Map<String, Object> block =
                new LinkedHashMap<>(figure.schemaBlocks().get(0).content());
        block.put("@id", Iris.figure(figure.id()).getURI());
        if ("CC0".equals(block.get("license"))) {
            block.put("license", Iris.CC0);
        }
        if ("CreativeWork".equals(block.get("name"))) {
            block.put("name", figure.title());
        }
        Graph theirs = parsed(new ObjectMapper().writeValueAsString(block), figure, contexts);
        assertThat(shape(ours)).isEqualTo(shape(theirs));
    }

    private static Graph parsed(String json, Figure figure, ContextSource contexts) {
        JsonLdOptions options = new JsonLdOptions((url, loaderOptions) -> {
            Object document = contexts.document(url.toString());
            if (document == null) {
                throw new JsonLdError(JsonLdErrorCode.LOADING_REMOTE_CONTEXT_FAILED, url.toString());
            }
            try {
                return JsonDocument.of(new StringReader(new ObjectMapper().writeValueAsString(document)));
            } catch (IOException e) {
                throw new JsonLdError(JsonLdErrorCode.LOADING_REMOTE_CONTEXT_FAILED, e);
            }
        });
        Context context = new Context();
        context.set(LangJSONLD11.JSONLD_OPTIONS, options);
        return RDFParser.fromString(json, Lang.JSONLD11)
                .base(Iris.figure(figure.id()).getURI())
                .context(context)
                .toGraph();
    }

    /** The triples as text, where a node without an IRI in the source is a star. */
    private static TreeSet<String> shape(Graph graph) {
        TreeSet<String> lines = new TreeSet<>();
        for (Triple triple : graph.find().toList()) {
            if (triple.getObject().toString().contains("example.org/a")) {
                continue; // Not an IRI as it stands: ours is escaped, the other processor leaves it out.
            }
            lines.add(text(triple.getSubject()) + " " + triple.getPredicate() + " " + text(triple.getObject()));
        }
        return lines;
    }

    private static String text(org.apache.jena.graph.Node node) {
        boolean made = node.isBlank()
                || (node.isURI()
                        && (node.getURI().contains("#node-")
                                || node.getURI().startsWith(Iris.SITE + "organizations/")
                                || node.getURI().startsWith(Iris.SITE + "persons/")
                                || node.getURI().startsWith(Iris.SITE + "datacatalogs/")));

        return made ? "*" : node.toString();
    }

    static {
        assertThat(Files.exists(CASES)).isTrue();
    }
}
