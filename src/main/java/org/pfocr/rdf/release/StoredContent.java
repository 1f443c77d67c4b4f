package org.pfocr.rdf.release;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.convert.DatasetDescription;
import org.pfocr.rdf.convert.InOrder;
import org.pfocr.rdf.sink.Sink;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Terms;
import org.pfocr.rdf.vocab.TripleBatch;

/**
 * The quads of a store, graph by graph and subject by subject, as its index has them. To be used within a transaction.
 *
 * @param quads finds the quads of a graph in the order of their subjects
 * @param threads that prepare what is written
 */
public record StoredContent(DatasetGraph quads, int threads) implements Release.Content {
    private static final Node DATASET = Iris.graph("dataset");
    /** Triples after which a batch ends with its subject. */
    private static final int ENOUGH = 2000;

    /** The data come first and the data set's description last, as from figures; other graphs stand between by name. */
    private List<Node> graphs() {
        List<Node> graphs = new ArrayList<>();
        quads.listGraphNodes().forEachRemaining(graphs::add);
        Node figures = Iris.graph("figures");
        graphs.sort((one, other) -> one.equals(other)
                ? 0
                : one.equals(figures) || other.equals(DATASET)
                        ? -1
                        : other.equals(figures) || one.equals(DATASET)
                                ? 1
                                : one.getURI().compareTo(other.getURI()));
        return graphs;
    }

    @Override
    public @Nullable String pass(Sink sink) throws IOException, InterruptedException {
        String version = version();
        try (InOrder workers = new InOrder(threads)) {
            for (Node graph : graphs()) {
                Iterator<TripleBatch> batches = new Batches(graph);
                workers.run(
                        new Iterator<Callable<Sink.Prepared>>() {
                            @Override
                            public boolean hasNext() {
                                return batches.hasNext();
                            }

                            @Override
                            public Callable<Sink.Prepared> next() {
                                TripleBatch batch = batches.next();
                                return () -> sink.prepare(graph, batch);
                            }
                        },
                        Sink.Prepared::write);
            }
        }
        return version;
    }

    /**
     * The version that the store says it has.
     *
     * @throws IOException where it says none, or several
     */
    private String version() throws IOException {
        List<String> versions = new ArrayList<>();
        quads.find(DATASET, Node.ANY, Terms.DCTERMS_IS_VERSION_OF, Iris.dataset())
                .forEachRemaining(version -> quads.find(DATASET, version.getSubject(), Terms.PAV_VERSION, Node.ANY)
                        .forEachRemaining(quad -> versions.add(quad.getObject().getLiteralLexicalForm())));
        if (versions.size() != 1) {
            throw new IOException("the store says "
                    + (versions.isEmpty() ? "of no version that it has it" : "that it has the versions " + versions)
                    + "; a release is of one. Load the figures, or a dump that convert made");
        }
        return versions.get(0);
    }

    /** The triples of a graph; a batch has whole subjects, and either figures with what is on them or other things. */
    private final class Batches implements Iterator<TripleBatch> {
        private final Iterator<Quad> rest;
        private final Node graph;
        private @Nullable Triple next;

        Batches(Node graph) {
            this.graph = graph;
            this.rest = quads.find(graph, Node.ANY, Node.ANY, Node.ANY);
            this.next = following();
        }

        private @Nullable Triple following() {
            while (rest.hasNext()) {
                Triple triple = rest.next().asTriple();
                // Where the server has them does not hold for files.
                if (!graph.equals(DATASET) || !DatasetDescription.isAvailability(triple)) {
                    return triple;
                }
            }
            return null;
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public TripleBatch next() {
            Triple first = next;
            if (first == null) {
                throw new NoSuchElementException();
            }
            TripleBatch batch = new TripleBatch();
            boolean isFigures = isFigure(first.getSubject());
            Triple last = first;
            for (Triple triple = first; triple != null; triple = following()) {
                boolean isSame = triple.getSubject().equals(last.getSubject());
                if (!isSame && (batch.size() >= ENOUGH || isFigure(triple.getSubject()) != isFigures)) {
                    next = triple;
                    return batch;
                }
                batch.add(triple);
                last = triple;
            }
            next = null;
            return batch;
        }
    }

    private static boolean isFigure(Node subject) {
        return subject.isURI() && subject.getURI().startsWith(Iris.FIGURES);
    }
}
