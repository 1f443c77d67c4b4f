package org.pfocr.rdf.serve.graph;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.pfocr.rdf.search.query.TextFunctions;
import org.pfocr.rdf.sets.query.SetFunctions;
import org.pfocr.rdf.store.layout.GenerationInfo;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Prefixes;
import org.pfocr.rdf.vocab.Terms;

/** The SPARQL 1.1 Service Description of the endpoint, with the description of its data set; no blank nodes. */
public final class ServiceDescription {
    private static final String SD = "http://www.w3.org/ns/sparql-service-description#";
    private static final String FORMATS = "http://www.w3.org/ns/formats/";
    private static final List<String> RESULT_FORMATS = List.of(
            "SPARQL_Results_JSON",
            "SPARQL_Results_XML",
            "SPARQL_Results_CSV",
            "SPARQL_Results_TSV",
            "Turtle",
            "N-Triples",
            "RDF_XML",
            "N3",
            "JSON-LD",
            "TriG",
            "N-Quads");

    private final Graph graph = GraphFactory.createDefaultGraph();

    private ServiceDescription() {}

    /**
     * Describes the endpoint. Needs a read transaction on the data set.
     *
     * @param endpoint address under which the client reached it
     * @param federates whether SERVICE may call anything
     * @param dumps where the data can be downloaded
     * @param root address of the server under which the client reached it
     */
    public static Graph of(
            String endpoint,
            DatasetGraph dataset,
            GenerationInfo info,
            boolean federates,
            ReleasedDumps dumps,
            String root)
            throws IOException {
        ServiceDescription description = new ServiceDescription();
        Prefixes.ALL.forEach(description.graph.getPrefixMapping()::setNsPrefix);
        description.graph.getPrefixMapping().setNsPrefix("sd", SD);
        description.service(endpoint, dataset, info, federates);
        dataset(dataset, endpoint).forEach(description.graph::add);
        dumps.of(dataset, root).forEach(description.graph::add);
        return description.graph;
    }

    /**
     * The description of the data set alone: VoID and DCAT, and where it can be queried. Only a server knows that; what
     * the data say of it is where they come from.
     */
    static List<Triple> dataset(DatasetGraph dataset, String endpoint) {
        ExtendedIterator<Triple> triples =
                dataset.getGraph(Iris.graph("dataset")).find();
        try {
            List<Triple> description = new ArrayList<>();
            triples.forEach(triple -> description.add(
                    triple.getPredicate().equals(Terms.VOID_SPARQL_ENDPOINT)
                            ? Triple.create(triple.getSubject(), triple.getPredicate(), Iris.external(endpoint))
                            : triple));
            return description;
        } finally {
            triples.close();
        }
    }

    private void service(String endpoint, DatasetGraph dataset, GenerationInfo info, boolean federates) {
        Node service = Iris.external(endpoint);
        Node all = Iris.external(endpoint + "#dataset");
        Node union = Iris.external(endpoint + "#default-graph");
        say(service, Terms.RDF_TYPE, sd("Service"));
        say(service, sd("endpoint"), service);
        say(service, sd("supportedLanguage"), sd("SPARQL11Query"));
        say(service, sd("feature"), sd("UnionDefaultGraph"));
        if (federates) {
            say(service, sd("feature"), sd("BasicFederatedQuery"));
        }
        TextFunctions.available(dataset).forEach(function -> say(service, sd("propertyFeature"), function));
        SetFunctions.available(dataset).forEach(function -> say(service, sd("propertyFeature"), function));
        RESULT_FORMATS.forEach(format -> say(service, sd("resultFormat"), Iris.external(FORMATS + format)));
        say(service, sd("defaultDataset"), all);
        say(all, Terms.RDF_TYPE, sd("Dataset"));
        say(
                all,
                Terms.DCTERMS_MODIFIED,
                NodeFactory.createLiteralDT(info.created().toString(), XSDDatatype.XSDdateTime));
        say(all, sd("defaultGraph"), union);
        say(union, Terms.RDF_TYPE, sd("Graph"));
        dataset.listGraphNodes().forEachRemaining(name -> {
            if (!Quad.isDefaultGraph(name)) {
                Node named = Iris.descriptionPart(service, "graph", name.getURI());
                say(all, sd("namedGraph"), named);
                say(named, Terms.RDF_TYPE, sd("NamedGraph"));
                say(named, sd("name"), name);
            }
        });
    }

    private void say(Node subject, Node property, Node object) {
        graph.add(Triple.create(subject, property, object));
    }

    private static Node sd(String name) {
        return Iris.external(SD + name);
    }
}
