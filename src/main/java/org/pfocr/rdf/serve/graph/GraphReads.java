package org.pfocr.rdf.serve.graph;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.atlas.web.AcceptList;
import org.apache.jena.atlas.web.MediaType;
import org.apache.jena.graph.Node;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFWriter;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.system.Txn;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.generation.Freshness;
import org.pfocr.rdf.serve.generation.Generations;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.Refusal;
import org.pfocr.rdf.serve.http.ServerOptions;
import org.pfocr.rdf.serve.limit.Admission;
import org.pfocr.rdf.serve.limit.RunningQuery;
import org.pfocr.rdf.serve.observe.QueryRecord;
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

    private static final Map<String, RDFFormat> TRIPLES =
            Map.of("text/turtle", RDFFormat.TURTLE_BLOCKS, "application/n-triples", RDFFormat.NTRIPLES);
    private static final Map<String, RDFFormat> QUADS =
            Map.of("application/n-quads", RDFFormat.NQUADS, "application/trig", RDFFormat.TRIG_BLOCKS);

    /** The first of each is what is given when nothing is asked for. */
    private static final AcceptList TRIPLES_OFFER = AcceptList.create("text/turtle", "application/n-triples");

    private static final AcceptList QUADS_OFFER = AcceptList.create("application/n-quads", "application/trig");

    private final Generations generations;
    private final Admission admission;
    private final ServerOptions options;

    public GraphReads(Generations generations, Admission admission, ServerOptions options) {
        this.generations = generations;
        this.admission = admission;
        this.options = options;
    }

    /** Answers the request if its path is one of ours; says whether it was. */
    public boolean answer(String path, HttpServletRequest request, HttpServletResponse response) {
        if (path.startsWith(DIRECT)) {
            send(Iris.sitePage(path), request, response);
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
            send(isDefault ? Quad.unionGraph : null, request, response);
            return true;
        }
        Node graph = Iris.parsed(name);
        if (graph == null) {
            throw badRequest("graph= is no absolute IRI.");
        }
        send(graph, request, response);
        return true;
    }

    private static Refusal badRequest(String detail) {
        return new Refusal(Problem.of(HttpServletResponse.SC_BAD_REQUEST, "Bad request", detail));
    }

    /** @param graph null for everything */
    private void send(@Nullable Node graph, HttpServletRequest request, HttpServletResponse response) {
        AcceptList offer = graph == null ? QUADS_OFFER : TRIPLES_OFFER;
        String accept = request.getHeader("Accept");
        MediaType chosen = accept == null || accept.isBlank()
                ? offer.entries().get(0)
                : AcceptList.match(new AcceptList(accept), offer);
        if (chosen == null) {
            throw new Refusal(Problem.of(
                    HttpServletResponse.SC_NOT_ACCEPTABLE,
                    "No such form",
                    "There is: "
                            + offer.entries().stream()
                                    .map(MediaType::getContentTypeStr)
                                    .collect(Collectors.joining(", "))));
        }
        String type = chosen.getContentTypeStr();
        admission.ofClient(
                request,
                null,
                record -> admission.inTurn(request, () -> {
                    try (Generations.Lease lease = generations.use()) {
                        DatasetGraph dataset = lease.dataset();
                        Txn.executeRead(dataset, () -> {
                            if (graph != null && !dataset.containsGraph(graph)) {
                                throw new Refusal(Problem.of(
                                        HttpServletResponse.SC_NOT_FOUND,
                                        "No such graph",
                                        "There is: " + String.join(" ", graphs(dataset))));
                            }
                            if (Freshness.isUnchanged(request, response, lease)) {
                                record.outcome(QueryRecord.UNCHANGED);
                                return;
                            }
                            response.setContentType(type);
                            if (!request.getMethod().equals("HEAD")) {
                                admission.watched(
                                        request,
                                        options.queryTime(),
                                        running -> stream(dataset, graph, type, running, record, response));
                            }
                            record.outcome(QueryRecord.ANSWERED);
                        });
                    }
                }));
    }

    private static List<String> graphs(DatasetGraph dataset) {
        return Iter.toList(Iter.map(dataset.listGraphNodes(), Node::getURI));
    }

    private void stream(
            DatasetGraph dataset,
            @Nullable Node graph,
            String type,
            RunningQuery running,
            QueryRecord record,
            HttpServletResponse response) {
        try {
            OutputStream out = response.getOutputStream();
            StreamRDF stream =
                    StreamRDFWriter.getWriterStream(out, graph == null ? QUADS.get(type) : TRIPLES.get(type), null);
            stream.start();
            if (!type.equals("application/n-triples") && !type.equals("application/n-quads")) {
                Prefixes.ALL.forEach(stream::prefix);
            }
            Iterator<Quad> quads = dataset.find(graph == null ? Node.ANY : graph, Node.ANY, Node.ANY, Node.ANY);
            while (quads.hasNext()) {
                running.pace();
                if (running.ended() != null) {
                    throw new QueryCancelledException();
                }
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
}
