package org.pfocr.rdf.sink;

import java.io.OutputStream;
import java.util.Objects;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.Quad;
import org.jspecify.annotations.Nullable;

/**
 * TriX (J. Carroll and P. Stickler, "RDF Triples in XML", HPL-2003-268), one {@code graph} for each run of quads of one graph.
 * Jena's own writer passes on what XML cannot hold, and writes XML literals as they are.
 */
final class TrixStream extends StreamRDFBase {
    private static final String NAMESPACE = "http://www.w3.org/2004/03/trix/trix-1/";

    private final XmlText xml;
    private boolean inGraph;
    private @Nullable Node graph;

    TrixStream(OutputStream out) {
        this.xml = new XmlText(out);
        open(0, "TriX").namespace("", NAMESPACE);
    }

    private XmlText open(int depth, String name) {
        return xml.open(depth, "", name, NAMESPACE);
    }

    @Override
    public void triple(Triple triple) {
        add(null, triple);
    }

    @Override
    public void quad(Quad quad) {
        boolean isNamed = quad.getGraph() != null && !quad.isDefaultGraph() && !Quad.isUnionGraph(quad.getGraph());
        add(isNamed ? quad.getGraph() : null, quad.asTriple());
    }

    private void add(@Nullable Node name, Triple triple) {
        Unwritable.check(triple, Lang.TRIX);
        if (!inGraph || !Objects.equals(graph, name)) {
            closeGraph();
            open(2, "graph");
            if (name != null) {
                term(3, name);
            }
            inGraph = true;
            graph = name;
        }
        open(3, "triple");
        term(4, triple.getSubject());
        term(4, triple.getPredicate());
        term(4, triple.getObject());
        xml.close(3);
    }

    private void term(int depth, Node term) {
        if (term.isURI()) {
            open(depth, "uri").text(term.getURI()).close();
        } else if (term.isBlank()) {
            open(depth, "id").text(XmlText.label(term)).close();
        } else if (!term.getLiteralLanguage().isEmpty()) {
            open(depth, "plainLiteral")
                    .language(term.getLiteralLanguage())
                    .text(term.getLiteralLexicalForm())
                    .close();
        } else if (XSDDatatype.XSDstring.getURI().equals(term.getLiteralDatatypeURI())) {
            open(depth, "plainLiteral").text(term.getLiteralLexicalForm()).close();
        } else {
            open(depth, "typedLiteral")
                    .attribute("datatype", term.getLiteralDatatypeURI())
                    .text(term.getLiteralLexicalForm())
                    .close();
        }
    }

    private void closeGraph() {
        if (inGraph) {
            xml.close(2);
        }
        inGraph = false;
    }

    @Override
    public void finish() {
        closeGraph();
        xml.close(1).finish();
    }
}
