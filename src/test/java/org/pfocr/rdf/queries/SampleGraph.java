package org.pfocr.rdf.queries;

import java.io.IOException;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.pfocr.rdf.Converted;
import org.pfocr.rdf.TestData;
import org.pfocr.rdf.examples.QueryFile;
import org.pfocr.rdf.vocab.Ontology;

/** The sample as a graph in memory, for ARQ alone. */
public final class SampleGraph {
    /** What only the program answers. */
    private static final List<String> FUNCTIONS =
            List.of("text:query", "pfocr:enriched", "pfocr:similarTo", "pfocr:drawnWith");

    private SampleGraph() {}

    /** All that a loaded store of the sample has, but for the examples themselves. */
    public static DatasetGraph dataset() throws IOException {
        Converted converted = Converted.of(TestData.SAMPLE);
        Graph all = GraphFactory.createDefaultGraph();
        converted.graph().find().forEach(all::add);
        converted.description().find().forEach(all::add);
        Ontology.triples().forEach(all::add);
        return DatasetGraphFactory.wrap(all);
    }

    /** Whether ARQ can answer a query by itself. */
    public static boolean isPlain(QueryFile file) {
        String pattern =
                file.text().lines().filter(line -> !line.startsWith("#")).reduce("", (a, b) -> a + "\n" + b);
        return FUNCTIONS.stream().noneMatch(pattern::contains);
    }
}
