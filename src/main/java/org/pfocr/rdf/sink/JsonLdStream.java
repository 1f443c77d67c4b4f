package org.pfocr.rdf.sink;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.riot.system.StreamRDFBase;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.vocab.Terms;
import org.pfocr.rdf.vocab.TripleBatch;

/**
 * JSON-LD in expanded document form (JSON-LD 1.1, section 9.1): an array with one object for each run of triples about
 * one subject. Jena's own writer needs the whole graph in memory.
 */
final class JsonLdStream extends StreamRDFBase {
    private final OutputStream out;
    private @Nullable JsonGenerator json;
    private @Nullable Node subject;
    private final Map<Node, List<Node>> properties = new LinkedHashMap<>();

    JsonLdStream(OutputStream out) {
        this.out = out;
    }

    /** The objects of some triples, without the array around them. */
    static byte[] objects(TripleBatch triples) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        JsonLdStream stream = new JsonLdStream(whole);
        for (int i = 0; i < triples.size(); i++) {
            stream.triple(triples.triple(i));
        }
        stream.finish();
        byte[] array = whole.toByteArray();
        return Arrays.copyOfRange(array, 1, array.length - "]\n".length());
    }

    private JsonGenerator json() throws IOException {
        if (json == null) {
            json = new JsonFactory().createGenerator(out, JsonEncoding.UTF8);
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartArray();
        }
        return json;
    }

    @Override
    public void triple(Triple triple) {
        Unwritable.check(triple, Lang.JSONLD);
        if (!triple.getSubject().equals(subject)) {
            flushSubject();
            subject = triple.getSubject();
        }
        properties
                .computeIfAbsent(triple.getPredicate(), p -> new ArrayList<>())
                .add(triple.getObject());
    }

    @Override
    public void finish() {
        flushSubject();
        try {
            JsonGenerator generator = json();
            generator.writeEndArray();
            generator.writeRaw('\n');
            generator.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void flushSubject() {
        if (subject == null) {
            return;
        }
        try {
            JsonGenerator generator = json();
            generator.writeRaw('\n');
            generator.writeStartObject();
            generator.writeStringField("@id", id(subject));
            for (Map.Entry<Node, List<Node>> property : properties.entrySet()) {
                boolean type = property.getKey().equals(Terms.RDF_TYPE)
                        && property.getValue().stream().noneMatch(Node::isLiteral);
                generator.writeArrayFieldStart(
                        type ? "@type" : property.getKey().getURI());
                for (Node object : property.getValue()) {
                    if (type) {
                        generator.writeString(id(object));
                    } else {
                        object(generator, object);
                    }
                }
                generator.writeEndArray();
            }
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        properties.clear();
        subject = null;
    }

    private static String id(Node node) {
        return node.isBlank() ? "_:" + NodeFmtLib.encodeBNodeLabel(node.getBlankNodeLabel()) : node.getURI();
    }

    private static void object(JsonGenerator generator, Node object) throws IOException {
        generator.writeStartObject();
        if (!object.isLiteral()) {
            generator.writeStringField("@id", id(object));
        } else {
            generator.writeStringField("@value", object.getLiteralLexicalForm());
            if (!object.getLiteralLanguage().isEmpty()) {
                generator.writeStringField("@language", object.getLiteralLanguage());
            } else if (!XSDDatatype.XSDstring.getURI().equals(object.getLiteralDatatypeURI())) {
                generator.writeStringField("@type", object.getLiteralDatatypeURI());
            }
        }
        generator.writeEndObject();
    }
}
