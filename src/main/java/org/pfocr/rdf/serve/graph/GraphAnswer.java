package org.pfocr.rdf.serve.graph;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.pfocr.rdf.serve.http.Offer;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.Refusal;
import org.pfocr.rdf.sink.RdfStreams;
import org.pfocr.rdf.sink.Unwritable;

/** Sends RDF that is in memory, in the form that the client asks for. Stateless. */
public final class GraphAnswer {
    private GraphAnswer() {}

    /**
     * Sends a graph.
     *
     * @throws Refusal with status 406, before anything is sent, where the form that the client wants cannot hold a triple
     */
    public static void send(Graph graph, Offer offer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        send(graph, writable(graph.find(), offer, request), response);
    }

    static void send(Graph graph, Offer.Choice choice, HttpServletResponse response) throws IOException {
        response.setContentType(choice.contentType());
        OutputStream out = response.getOutputStream();
        Lang syntax = choice.form().syntax();
        switch (choice.form()) {
            case RDFXML, JSONLD, TRIX -> stream(graph, RdfStreams.to(out, syntax));
            case TRIG, NQUADS, RDF_THRIFT -> RDFDataMgr.write(out, DatasetGraphFactory.wrap(graph), syntax);
            default -> RDFDataMgr.write(out, graph, syntax);
        }
    }

    /**
     * The form to answer with: what the client likes best of those that can hold the triples.
     *
     * @throws Refusal with status 406 that says why not, where it takes no other
     */
    static Offer.Choice writable(Iterator<Triple> triples, Offer offer, HttpServletRequest request) {
        Offer.Choice choice = offer.choose(request);
        try {
            triples.forEachRemaining(
                    triple -> Unwritable.check(triple, choice.form().syntax()));
            return choice;
        } catch (Unwritable e) {
            return otherwise(e, choice, offer, request);
        }
    }

    /** What to answer with where the form that was chosen cannot hold what is to be written. */
    static Offer.Choice otherwise(Unwritable why, Offer.Choice choice, Offer offer, HttpServletRequest request) {
        if (!choice.byWord()) {
            try {
                return offer.without(choice.form()).choose(request);
            } catch (Refusal e) {
                // The client takes no other; it must learn why.
            }
        }
        throw new Refusal(
                Problem.of(HttpServletResponse.SC_NOT_ACCEPTABLE, "No such form", why.getMessage() + " (format=ttl)."));
    }

    /** Writers without a memory need the triples of one subject together. */
    private static void stream(Graph graph, StreamRDF stream) {
        Map<Node, List<Triple>> bySubject = new LinkedHashMap<>();
        graph.find().forEachRemaining(triple -> bySubject
                .computeIfAbsent(triple.getSubject(), s -> new ArrayList<>())
                .add(triple));
        stream.start();
        graph.getPrefixMapping().getNsPrefixMap().forEach(stream::prefix);
        bySubject.values().forEach(triples -> triples.forEach(stream::triple));
        stream.finish();
    }
}
