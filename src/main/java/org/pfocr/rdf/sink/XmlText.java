package org.pfocr.rdf.sink;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.apache.jena.atlas.RuntimeIOException;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.out.NodeFmtLib;
import org.jspecify.annotations.Nullable;

/**
 * Well-formed XML 1.0, whatever text goes in: a character that XML 1.0 cannot hold (production 2), not even as a reference,
 * is written as U+FFFD. All of our XML goes through here; what OCR read has such characters, and Jena's writers pass them on.
 */
final class XmlText {
    private static final int REPLACEMENT = 0xFFFD;
    private static final String XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";

    private final XMLStreamWriter xml;

    XmlText(OutputStream out) {
        try {
            this.xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeCharacters("\n");
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    private static RuntimeIOException failure(XMLStreamException e) {
        return new RuntimeIOException(e.getNestedException() != null ? e.getNestedException() : e);
    }

    /** Opens an element, on a new line where the depth is not 0. */
    XmlText open(int depth, String prefix, String local, String namespace) {
        try {
            line(depth);
            xml.writeStartElement(prefix, local, namespace);
        } catch (XMLStreamException e) {
            throw failure(e);
        }
        return this;
    }

    /** An element without content on a new line; it is not to be closed. */
    XmlText empty(int depth, String prefix, String local, String namespace) {
        try {
            line(depth);
            xml.writeEmptyElement(prefix, local, namespace);
        } catch (XMLStreamException e) {
            throw failure(e);
        }
        return this;
    }

    XmlText namespace(String prefix, String namespace) {
        try {
            xml.writeNamespace(prefix, safe(namespace));
        } catch (XMLStreamException e) {
            throw failure(e);
        }
        return this;
    }

    /** An attribute; nothing where its value is null. */
    XmlText attribute(String name, @Nullable String value) {
        if (value != null) {
            try {
                xml.writeAttribute(name, safe(value));
            } catch (XMLStreamException e) {
                throw failure(e);
            }
        }
        return this;
    }

    XmlText attribute(String prefix, String namespace, String local, String value) {
        try {
            xml.writeAttribute(prefix, namespace, local, safe(value));
        } catch (XMLStreamException e) {
            throw failure(e);
        }
        return this;
    }

    XmlText language(String tag) {
        return attribute("xml", XML_NAMESPACE, "lang", tag);
    }

    XmlText text(String text) {
        try {
            String safe = safe(text);
            int from = 0;
            for (int at = safe.indexOf('\r'); at >= 0; at = safe.indexOf('\r', from)) {
                // A parser would turn a plain carriage return into a line feed (XML 1.0, section 2.11).
                xml.writeCharacters(safe.substring(from, at));
                xml.writeEntityRef("#xD");
                from = at + 1;
            }
            xml.writeCharacters(safe.substring(from));
        } catch (XMLStreamException e) {
            throw failure(e);
        }
        return this;
    }

    /** Closes the innermost open element, right behind its text. */
    XmlText close() {
        try {
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw failure(e);
        }
        return this;
    }

    /** Closes the innermost open element, on a line of its own. */
    XmlText close(int depth) {
        try {
            line(depth);
        } catch (XMLStreamException e) {
            throw failure(e);
        }
        return close();
    }

    /** Ends the document; the stream below stays open. */
    void finish() {
        try {
            xml.writeEndDocument();
            xml.writeCharacters("\n");
            xml.close();
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    /** A blank node's label with letters and digits only, so that it is an XML name; equal for equal nodes. */
    static String label(Node blank) {
        return NodeFmtLib.encodeBNodeLabel(blank.getBlankNodeLabel());
    }

    private void line(int depth) throws XMLStreamException {
        if (depth > 0) {
            xml.writeCharacters("\n" + "  ".repeat(depth - 1));
        }
    }

    /** The text with U+FFFD in the place of what XML 1.0 has no form for, lone halves of surrogate pairs included. */
    static String safe(String text) {
        int from = 0;
        while (from < text.length()) {
            int c = text.codePointAt(from);
            if (!isXmlCharacter(c)) {
                return replaced(text);
            }
            from += Character.charCount(c);
        }
        return text;
    }

    private static String replaced(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().map(c -> isXmlCharacter(c) ? c : REPLACEMENT).forEach(safe::appendCodePoint);
        return safe.toString();
    }

    private static boolean isXmlCharacter(int c) {
        if (c < 0x20) {
            return c == '\t' || c == '\n' || c == '\r';
        }
        return !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) && c != 0xFFFE && c != 0xFFFF;
    }
}
