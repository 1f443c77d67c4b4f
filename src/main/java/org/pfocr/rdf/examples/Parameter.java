package org.pfocr.rdf.examples;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Prefixes;

/**
 * A parameter of a query, from a line {@code # param: name|type|default|label} of its header, as Snorql-UI reads them
 * (wikipathways/SPARQLQueries, HEADER_CONVENTIONS.md). The query has a variable of that name with a VALUES block of its own.
 *
 * @param type {@code string}, {@code integer}, {@code uri}, {@code enum:a,b} or {@code autocomplete:KIND}, where KIND is what
 *     {@code /api/suggest} completes
 * @param preset the value that a form begins with; one of those in the query's text
 */
public record Parameter(String name, String type, String preset, String label) {
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");
    private static final int MAX_CHARACTERS = 10_000;

    /** @param line what follows {@code # param:} */
    static Parameter of(String line) {
        String[] parts = line.split("\\|", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("not name|type|default|label: " + line);
        }
        return new Parameter(parts[0].strip(), parts[1].strip(), parts[2].strip(), parts[3].strip());
    }

    /** The values of an {@code enum}; empty for other types. */
    public List<String> choices() {
        return type.startsWith("enum:")
                ? List.of(type.substring("enum:".length()).split(","))
                : List.of();
    }

    /**
     * A value as a term of the kind that stands in the query.
     *
     * @param sample the term in the query's text
     * @throws BadParameter when the value is no such term
     */
    Node term(String value, Node sample) throws BadParameter {
        if (value.length() > MAX_CHARACTERS) {
            throw new BadParameter(name + ": a value has at most " + MAX_CHARACTERS + " characters");
        }
        if (!choices().isEmpty() && !choices().contains(value)) {
            throw new BadParameter(name + ": " + value + " is not one of " + String.join(", ", choices()));
        }
        if (sample.isURI()) {
            return iri(value.strip());
        }
        if (sample.getLiteralDatatype().equals(XSDDatatype.XSDinteger)) {
            String digits = value.strip();
            if (!INTEGER.matcher(digits).matches()) {
                throw new BadParameter(name + ": " + value + " is not a whole number");
            }
            return NodeFactory.createLiteralDT(new BigInteger(digits).toString(), XSDDatatype.XSDinteger);
        }
        return NodeFactory.createLiteralString(value);
    }

    /** An absolute IRI, with or without angle brackets, or a name with a prefix that the endpoint knows. */
    private Node iri(String value) throws BadParameter {
        String text = value.startsWith("<") && value.endsWith(">") ? value.substring(1, value.length() - 1) : value;
        int colon = text.indexOf(':');
        String namespace = colon < 0 ? null : Prefixes.ALL.get(text.substring(0, colon));
        String iri = namespace == null ? text : namespace + text.substring(colon + 1);
        Node node = Iris.parsed(iri);
        if (node == null) {
            throw new BadParameter(name + ": " + value + " is not an IRI such as " + preset);
        }
        return node;
    }
}
