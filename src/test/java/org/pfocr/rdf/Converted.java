package org.pfocr.rdf;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.graph.GraphFactory;
import org.pfocr.rdf.convert.Conversion;
import org.pfocr.rdf.convert.ConversionOptions;
import org.pfocr.rdf.convert.Totals;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.sink.Sink;
import org.pfocr.rdf.source.Checkout;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Prefixes;
import org.pfocr.rdf.vocab.TripleBatch;

/** A conversion's result in memory. */
public record Converted(Graph graph, Graph description, List<Problem> problems, Totals totals) {
    /** Converts with default options. */
    public static Converted of(Path... inputs) {
        return of(ConversionOptions.defaults(), inputs);
    }

    public static Converted of(ConversionOptions options, Path... inputs) {
        try {
            Graph graph = GraphFactory.createDefaultGraph();
            Graph description = GraphFactory.createDefaultGraph();
            List<Problem> problems = new ArrayList<>();
            List<Triple> twice = new ArrayList<>();
            Sink sink = new Sink() {
                @Override
                public Prepared prepare(Node graphName, TripleBatch triples) {
                    Graph target = graphName.equals(Iris.graph("figures")) ? graph : description;
                    return () -> {
                        for (int i = 0; i < triples.size(); i++) {
                            Triple triple = triples.triple(i);
                            if (target.contains(triple)) {
                                twice.add(triple);
                            }
                            target.add(triple);
                        }
                    };
                }

                @Override
                public boolean keepsGraphs() {
                    return false;
                }

                @Override
                public List<String> mediaTypes() {
                    return List.of("application/n-triples");
                }

                @Override
                public void commit() {}

                @Override
                public void close() {}
            };
            Totals totals = new Conversion(
                            Checkout.scan(Arrays.asList(inputs)),
                            options,
                            sink,
                            problems::add,
                            (done, total, rejected) -> {})
                    .run();
            if (!twice.isEmpty()) {
                throw new AssertionError("said twice: " + twice.subList(0, Math.min(5, twice.size())));
            }
            return new Converted(graph, description, problems, totals);
        } catch (Exception e) {
            throw new AssertionError("conversion failed", e);
        }
    }

    /** Rows of a SELECT, each as its values' texts (lexical form or IRI, empty for unbound), in the query's order. */
    public List<List<String>> select(String query) {
        return select(graph, query);
    }

    public static List<List<String>> select(Graph graph, String query) {
        return select(DatasetGraphFactory.wrap(graph), query);
    }

    public static List<List<String>> select(DatasetGraph dataset, String query) {
        List<List<String>> rows = new ArrayList<>();
        var parsed = QueryFactory.create(Prefixes.PROLOGUE + query);
        try (QueryExec execution =
                QueryExec.newBuilder().dataset(dataset).query(parsed).build()) {
            execution
                    .select()
                    .forEachRemaining(row -> rows.add(parsed.getProjectVars().stream()
                            .map(row::get)
                            .map(Converted::text)
                            .toList()));
        }
        return rows;
    }

    private static String text(Node node) {
        return node == null ? "" : node.isLiteral() ? node.getLiteralLexicalForm() : node.toString();
    }
}
