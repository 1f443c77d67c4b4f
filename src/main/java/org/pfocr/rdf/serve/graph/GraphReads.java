package org.pfocr.rdf.serve.graph;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Node;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.system.Txn;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.generation.Freshness;
import org.pfocr.rdf.serve.generation.Generations;
import org.pfocr.rdf.serve.http.Form;
import org.pfocr.rdf.serve.http.Offer;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.Refusal;
import org.pfocr.rdf.serve.http.ServerOptions;
import org.pfocr.rdf.serve.limit.Admission;
import org.pfocr.rdf.serve.limit.RunningQuery;
import org.pfocr.rdf.serve.observe.QueryRecord;
import org.pfocr.rdf.sink.RdfStreams;
import org.pfocr.rdf.sink.Unwritable;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Prefixes;

/**
 * Reads of whole graphs (SPARQL 1.1 Graph Store HTTP Protocol, sections 4.1, 4.2, 5.2 and 5.6) at {@code /data}, and at the
 * graphs' own addresses. Without a graph, everything as quads. Answers are streamed, whatever their size. Thread-safe.
 */
public final class GraphReads {
    private static final String PATH = "/data";
    /** Our graphs' own addresses. */
    private static final String DIRECT = "/graph/";

    private static final Offer QUADS = Offer.STREAMED_QUADS;
    private static final Offer TRIPLES = Offer.STREAMED_TRIPLES;

    private final Generations generations;
    private final Admission admission;
    private final ServerOptions options;

    public GraphReads(Generations generations, Admission admission, ServerOptions options) {
        this.generations = generations;
        this.admission = admission;
        this.options = options;
    }

    /** Answers the request if its path is one of ours and it is not for a page; says whether it was. */
    public boolean answer(String path, HttpServletRequest request, HttpServletResponse response) {
        Node direct = Iris.sitePage(path);
        if (path.startsWith(DIRECT) || direct.equals(Iris.examplesGraph())) {
            if (TRIPLES.withPage().choose(request).form() == Form.HTML) {
                return false;
            }
            send(List.of(direct), request, response);
            return true;
        }
        if (!path.equals(PATH)) {
            return false;
        }
        String name = request.getParameter("graph");
        boolean isDefault = request.getParameter("default") != null;
        if (name != null && isDefault) {
            throw badRequest("Give graph= or default, not both.");
        }
        if (name == null) {
            send(isDefault ? List.of(Quad.unionGraph) : List.of(), request, response);
            return true;
        }
        Node escaped = Iris.parsed(name);
        if (escaped == null) {
            throw badRequest("graph= is no absolute IRI.");
        }
        send(List.of(Iris.external(name), escaped), request, response);
        return true;
    }

    private static Refusal badRequest(String detail) {
        return new Refusal(Problem.of(HttpServletResponse.SC_BAD_REQUEST, "Bad request", detail));
    }

    /** @param names of which the first that there is is meant; none for everything */
    private void send(List<Node> names, HttpServletRequest request, HttpServletResponse response) {
        Offer offer = names.isEmpty() ? QUADS : TRIPLES;
        response.setHeader("Vary", "Accept, Accept-Encoding");
        Offer.Choice wanted = offer.choose(request);
        admission.ofClient(
                request,
                null,
                record -> admission.inTurn(request, () -> {
                    try (Generations.Lease lease = generations.use()) {
                        DatasetGraph dataset = lease.dataset();
                        Txn.executeRead(dataset, () -> {
                            Node graph = names.stream()
                                    .filter(dataset::containsGraph)
                                    .findFirst()
                                    .orElse(null);
                            if (graph == null && !names.isEmpty()) {
                                throw new Refusal(Problem.of(
                                        HttpServletResponse.SC_NOT_FOUND,
                                        "No such graph",
                                        "There is: " + String.join(" ", graphs(dataset))));
                            }
                            if (Freshness.isUnchanged(request, response, lease)) {
                                record.outcome(QueryRecord.UNCHANGED);
                                return;
                            }
                            admission.watched(
                                    request,
                                    options.queryTime(),
                                    running -> send(dataset, graph, wanted, running, record, request, response));
                            record.outcome(QueryRecord.ANSWERED);
                        });
                    }
                }));
    }

    private static List<String> graphs(DatasetGraph dataset) {
        return Iter.toList(Iter.map(dataset.listGraphNodes(), Node::getURI));
    }

    private void send(
            DatasetGraph dataset,
            @Nullable Node graph,
            Offer.Choice wanted,
            RunningQuery running,
            QueryRecord record,
            HttpServletRequest request,
            HttpServletResponse response) {
        Offer.Choice choice = wanted;
        try {
            if (wanted.form()
                    == Form.RDFXML) { // Once a part is sent, nothing can be said any more but that it broke off.
                quads(dataset, graph, running).forEachRemaining(quad -> Unwritable.check(quad.asTriple(), Lang.RDFXML));
            }
        } catch (Unwritable e) {
            choice = GraphAnswer.otherwise(e, wanted, graph == null ? QUADS : TRIPLES, request);
        }
        response.setContentType(choice.contentType());
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        try {
            StreamRDF stream =
                    RdfStreams.to(response.getOutputStream(), choice.form().syntax());
            stream.start();
            if (choice.form() != Form.NTRIPLES && choice.form() != Form.NQUADS) {
                Prefixes.ALL.forEach(stream::prefix);
            }
            Iterator<Quad> quads = quads(dataset, graph, running);
            while (quads.hasNext()) {
                running.pace();
                Quad quad = quads.next();
                if (graph == null) {
                    stream.quad(quad);
                } else {
                    stream.triple(quad.asTriple());
                }
                record.rows(1);
                if (options.maxRows() > 0 && record.rows() > options.maxRows()) {
                    throw new Refusal(Problem.rows(options.maxRows()));
                }
            }
            stream.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Iterator<Quad> quads(DatasetGraph dataset, @Nullable Node graph, RunningQuery running) {
        return Iter.map(dataset.find(graph == null ? Node.ANY : graph, Node.ANY, Node.ANY, Node.ANY), quad -> {
            if (running.ended() != null) {
                throw new QueryCancelledException();
            }
            return quad;
        });
    }
}
