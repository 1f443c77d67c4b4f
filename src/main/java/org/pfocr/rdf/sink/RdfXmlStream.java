package org.pfocr.rdf.sink;

import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.util.SplitIRI;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.vocab.Terms;

/**
 * RDF/XML (RDF 1.1 XML Syntax), one {@code rdf:Description} for each run of triples about one subject. Jena's own writer
 * needs the whole graph in memory.
 */
final class RdfXmlStream extends StreamRDFBase {
    /** Prefixes that XML has for itself, and ours for what has no prefix. */
    private static final Pattern RESERVED = Pattern.compile("(?i)|ns|xml.*");

    private final XmlText xml;
    private final Map<String, String> prefixOf = new LinkedHashMap<>();
    private boolean open;
    private @Nullable Node subject;

    RdfXmlStream(OutputStream out) {
        this.xml = new XmlText(out);
    }

    @Override
    public void prefix(String prefix, String iri) {
        boolean isFree = !RESERVED.matcher(prefix).matches() && !prefixOf.containsValue(prefix);
        if (!open && isFree && prefix.equals("rdf") == iri.equals(Terms.RDF)) {
            prefixOf.putIfAbsent(iri, prefix);
        }
    }

    @Override
    public void triple(Triple triple) {
        Unwritable.check(triple, Lang.RDFXML);
        openDocument();
        if (!triple.getSubject().equals(subject)) {
            closeSubject();
            subject = triple.getSubject();
            xml.open(2, "rdf", "Description", Terms.RDF);
            if (subject.isBlank()) {
                rdf("nodeID", XmlText.label(subject));
            } else {
                rdf("about", subject.getURI());
            }
        }
        property(triple.getPredicate().getURI(), triple.getObject());
    }

    private void property(String iri, Node object) {
        String local = SplitIRI.localnameXML(iri);
        String namespace = iri.substring(0, iri.length() - local.length());
        String prefix = prefixOf.get(namespace);
        String used = prefix == null ? "ns" : prefix;
        if (object.isLiteral()) {
            xml.open(3, used, local, namespace);
        } else {
            xml.empty(3, used, local, namespace);
        }
        if (prefix == null) {
            xml.namespace(used, namespace);
        }
        if (object.isURI()) {
            rdf("resource", object.getURI());
        } else if (object.isBlank()) {
            rdf("nodeID", XmlText.label(object));
        } else {
            if (!object.getLiteralLanguage().isEmpty()) {
                xml.language(object.getLiteralLanguage());
            } else if (!XSDDatatype.XSDstring.getURI().equals(object.getLiteralDatatypeURI())) {
                rdf("datatype", object.getLiteralDatatypeURI());
            }
            xml.text(object.getLiteralLexicalForm()).close();
        }
    }

    private void rdf(String attribute, String value) {
        xml.attribute("rdf", Terms.RDF, attribute, value);
    }

    @Override
    public void finish() {
        openDocument();
        closeSubject();
        xml.close(1).finish();
    }

    private void openDocument() {
        if (open) {
            return;
        }
        open = true;
        xml.open(0, "rdf", "RDF", Terms.RDF);
        if (!prefixOf.containsKey(Terms.RDF)) {
            xml.namespace("rdf", Terms.RDF);
        }
        prefixOf.forEach((namespace, prefix) -> xml.namespace(prefix, namespace));
    }

    private void closeSubject() {
        if (subject != null) {
            xml.close(2);
            subject = null;
        }
    }
}
