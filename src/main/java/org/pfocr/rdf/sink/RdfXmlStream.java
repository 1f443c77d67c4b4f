package org.pfocr.rdf.sink;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.apache.jena.atlas.RuntimeIOException;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.util.SplitIRI;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.vocab.Terms;

/**
 * RDF/XML (RDF 1.1 XML Syntax), one {@code rdf:Description} for each run of triples about one subject. Jena's own writer
 * needs the whole graph in memory.
 *
 * <p>XML 1.0 has no form for most control characters; they are written as a backslash, {@code u} and four hex digits.
 */
final class RdfXmlStream extends StreamRDFBase {
    private final XMLStreamWriter xml;
    private final Map<String, String> prefixOf = new LinkedHashMap<>();
    private boolean open;
    private @Nullable Node subject;

    RdfXmlStream(OutputStream out) {
        try {
            this.xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    private static RuntimeIOException failure(XMLStreamException e) {
        return new RuntimeIOException(e.getNestedException() != null ? e.getNestedException() : e);
    }

    @Override
    public void prefix(String prefix, String iri) {
        prefixOf.put(iri, prefix);
    }

    @Override
    public void triple(Triple triple) {
        try {
            openDocument();
            if (!triple.getSubject().equals(subject)) {
                closeSubject();
                subject = triple.getSubject();
                xml.writeCharacters("\n  ");
                xml.writeStartElement("rdf", "Description", Terms.RDF);
                xml.writeAttribute("rdf", Terms.RDF, "about", subject.getURI());
            }
            property(triple.getPredicate().getURI(), triple.getObject());
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    private void property(String iri, Node object) throws XMLStreamException {
        String local = SplitIRI.localnameXML(iri);
        String namespace = iri.substring(0, iri.length() - local.length());
        if (local.isEmpty()) {
            // RDF 1.1 XML Syntax, section 5.1: a property needs a name; there is no other way to write it.
            throw new RuntimeIOException("RDF/XML cannot hold the property " + iri + "; choose another format");
        }
        xml.writeCharacters("\n    ");
        String prefix = prefixOf.get(namespace);
        String used = prefix == null ? "ns" : prefix;
        if (object.isURI()) {
            xml.writeEmptyElement(used, local, namespace);
            if (prefix == null) {
                xml.writeNamespace(used, namespace);
            }
            xml.writeAttribute("rdf", Terms.RDF, "resource", object.getURI());
            return;
        }
        xml.writeStartElement(used, local, namespace);
        if (prefix == null) {
            xml.writeNamespace(used, namespace);
        }
        if (!object.getLiteralLanguage().isEmpty()) {
            xml.writeAttribute("xml", "http://www.w3.org/XML/1998/namespace", "lang", object.getLiteralLanguage());
        } else if (!XSDDatatype.XSDstring.getURI().equals(object.getLiteralDatatypeURI())) {
            xml.writeAttribute("rdf", Terms.RDF, "datatype", object.getLiteralDatatypeURI());
        }
        text(object.getLiteralLexicalForm());
        xml.writeEndElement();
    }

    private void text(String text) throws XMLStreamException {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\r') {
                // An XML parser would turn a plain carriage return into a line feed.
                xml.writeCharacters(plain.toString());
                xml.writeEntityRef("#xD");
                plain.setLength(0);
            } else if (!isXmlCharacter(c)) {
                plain.append(String.format("\\u%04X", c));
            } else {
                plain.appendCodePoint(c);
            }
        }
        xml.writeCharacters(plain.toString());
    }

    /** XML 1.0, production 2. */
    private static boolean isXmlCharacter(int c) {
        if (c < 0x20) {
            return c == '\t' || c == '\n' || c == '\r';
        }
        return !(c >= 0xD800 && c <= 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
    }

    @Override
    public void finish() {
        try {
            openDocument();
            closeSubject();
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.writeCharacters("\n");
            xml.close();
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    private void openDocument() throws XMLStreamException {
        if (open) {
            return;
        }
        open = true;
        xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("rdf", "RDF", Terms.RDF);
        for (Map.Entry<String, String> entry : prefixOf.entrySet()) {
            xml.writeNamespace(entry.getValue(), entry.getKey());
        }
    }

    private void closeSubject() throws XMLStreamException {
        if (subject != null) {
            xml.writeCharacters("\n  ");
            xml.writeEndElement();
            subject = null;
        }
    }
}
