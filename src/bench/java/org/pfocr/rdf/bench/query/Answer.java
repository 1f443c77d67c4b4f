package org.pfocr.rdf.bench.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.StreamRDFBase;

/**
 * An answer as sorted lines, so that those of two stores can be compared: rows in any order, numbers by their value, an
 * {@code xsd:string} as a plain literal.
 */
record Answer(List<String> rows) {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Virtuoso writes so many digits of a double. */
    private static final MathContext SIX_DIGITS = new MathContext(6);

    private static final String XSD = "http://www.w3.org/2001/XMLSchema#";
    private static final Set<String> NUMBERS =
            Set.of("integer", "int", "long", "decimal", "double", "float", "nonNegativeInteger");

    static Answer of(byte[] body, boolean graph) throws IOException {
        List<String> rows = graph ? triples(body) : bindings(body);
        rows.sort(null);
        return new Answer(rows);
    }

    private static List<String> bindings(byte[] body) throws IOException {
        List<String> rows = new ArrayList<>();
        JsonNode root = JSON.readTree(body);
        for (JsonNode row : root.path("results").path("bindings")) {
            TreeMap<String, String> values = new TreeMap<>();
            row.properties().forEach(e -> {
                JsonNode value = e.getValue();
                String text = value.path("value").asText();
                boolean iri = value.path("type").asText().equals("uri");
                values.put(
                        e.getKey(),
                        iri
                                ? "<" + text + ">"
                                : literal(
                                        text,
                                        value.path("datatype").asText(),
                                        value.path("xml:lang").asText()));
            });
            rows.add(values.toString());
        }
        return rows;
    }

    private static List<String> triples(byte[] body) {
        // A CONSTRUCT gives a set; some stores send a triple twice.
        Set<String> lines = new java.util.HashSet<>();
        RDFParser.source(new ByteArrayInputStream(body)).lang(Lang.TURTLE).parse(new StreamRDFBase() {
            @Override
            public void triple(org.apache.jena.graph.Triple t) {
                lines.add(node(t.getSubject()) + " " + node(t.getPredicate()) + " " + node(t.getObject()));
            }
        });
        return new ArrayList<>(lines);
    }

    private static String node(Node node) {
        return node.isURI()
                ? "<" + node.getURI() + ">"
                : literal(node.getLiteralLexicalForm(), node.getLiteralDatatypeURI(), node.getLiteralLanguage());
    }

    private static String literal(String text, String datatype, String language) {
        String type = datatype.startsWith(XSD) ? datatype.substring(XSD.length()) : datatype;
        if (NUMBERS.contains(type)) {
            try {
                BigDecimal value = new BigDecimal(text.strip());
                boolean inexact = type.equals("double") || type.equals("float");
                return String.valueOf((inexact ? value.round(SIX_DIGITS) : value).doubleValue());
            } catch (NumberFormatException e) {
                return text + "^^" + type;
            }
        }
        if (!language.isEmpty()) {
            return "\"" + text + "\"@" + language;
        }
        return type.isEmpty() || type.equals("string") ? "\"" + text + "\"" : "\"" + text + "\"^^" + type;
    }

    String digest() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            rows.forEach(row -> sha.update((row + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(sha.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
