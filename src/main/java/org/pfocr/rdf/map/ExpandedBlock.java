package org.pfocr.rdf.map;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;

/** Takes out of an expanded block what the JSON-LD processor must not be given. For one block and one thread. */
final class ExpandedBlock {
    private static final String ID = "@id";
    /** Values of a property that the processor takes long to compare. */
    private static final int MANY = 8;

    /** What relative IRIs are resolved against, so that they are known when they come out. */
    private static final String NOWHERE = "https://relative.invalid/";

    private static final String FOLDER = NOWHERE + "figures/";
    static final String BASE = FOLDER + "figure.html";
    /** Values of one property, and parts of one block, that the processor is given; it takes their square of time. */
    static final int MAX_VALUES = 1000;

    private static final int MAX_PARTS = 10_000;

    private final Node subject;
    private final CheckedIris iris;
    private final BlockProblems problems;
    private int parts;

    /** @param subject the figure */
    ExpandedBlock(Node subject, CheckedIris iris, BlockProblems problems) {
        this.subject = subject;
        this.iris = iris;
        this.problems = problems;
    }

    /**
     * Takes long lists of plain texts out of the expanded block, since the processor compares each value of a list with
     * all before it. They become the same triples as through it.
     */
    List<Triple> plainTexts(@Nullable Object expanded) {
        List<Triple> triples = new ArrayList<>();
        for (Object node : expanded instanceof List<?> nodes ? nodes : Collections.singletonList(expanded)) {
            if (node instanceof Map<?, ?> map && map.get("@id") instanceof String id) {
                Node about = id.equals(subject.getURI()) ? subject : iris.parsed(id);
                map.entrySet().removeIf(entry -> about != null && isTaken(about, entry, triples));
            }
        }
        return triples;
    }

    /** Takes the plain texts out of a property's values; whether nothing is left of these. */
    private boolean isTaken(Node about, Map.Entry<?, ?> entry, List<Triple> triples) {
        String property = String.valueOf(entry.getKey());
        if (!(entry.getValue() instanceof List<?> values)
                || values.size() < MANY
                || property.startsWith("@")
                || property.startsWith("_:")) {
            return false;
        }
        Node term = iris.parsed(property);
        if (term == null) {
            return false;
        }
        values.removeIf(value -> {
            boolean isText = value instanceof Map<?, ?> map && map.size() == 1 && map.get("@value") instanceof String;
            if (isText) {
                String text = String.valueOf(((Map<?, ?>) value).get("@value"));
                triples.add(Triple.create(about, term, NodeFactory.createLiteralString(text)));
            }
            return isText;
        });
        return values.isEmpty();
    }

    /**
     * Takes out, with a problem, what is a relative IRI and what is too much for the processor, which compares each value
     * with all others of its property.
     *
     * @throws IllegalStateException where the block as a whole is too much
     */
    void prune(@Nullable Object expanded) {
        isKept(expanded);
    }

    /** Whether a part of the expanded block stays. */
    private boolean isKept(@Nullable Object part) {
        if (++parts > MAX_PARTS) {
            throw new IllegalStateException("says more than " + MAX_PARTS + " things");
        }
        if (part instanceof String text) {
            return !isRelative(text);
        }
        if (part instanceof List<?> list) {
            list.removeIf(item -> !isKept(item));
            return true;
        }
        if (!(part instanceof Map<?, ?>)) {
            return true;
        }
        @SuppressWarnings("unchecked") // The processor's own maps.
        Map<String, Object> map = (Map<String, Object>) part;
        if (map.get(ID) instanceof String id) {
            if (id.equals(BASE) || id.startsWith(BASE + "#")) {
                map.put(ID, subject.getURI() + id.substring(BASE.length()));
            } else if (isRelative(id)) {
                return false;
            }
        }
        map.entrySet().removeIf(entry -> switch (entry.getKey()) {
            case ID, "@value", "@language", "@index" -> false;
            default -> isTooLong(entry.getKey(), entry.getValue()) || !isKept(entry.getValue());
        });
        return true;
    }

    private boolean isTooLong(String property, @Nullable Object value) {
        boolean isTooLong = value instanceof List<?> list && list.size() > MAX_VALUES;
        if (isTooLong) {
            problems.add(
                    Kind.BAD_JSONLD,
                    "has more than " + MAX_VALUES + " values of " + Problem.quote(property)
                            + " that are more than texts, so they were left out",
                    "give fewer");
        }
        return isTooLong;
    }

    private boolean isRelative(String iri) {
        boolean isRelative = iri.startsWith(NOWHERE);
        if (isRelative) {
            String text = iri.startsWith(FOLDER) ? iri.substring(FOLDER.length()) : iri.substring(NOWHERE.length());
            problems.add(
                    Kind.BAD_JSONLD,
                    Problem.quote(text) + " is not a whole IRI, so what was said with it was left out",
                    "write the whole IRI");
        }
        return isRelative;
    }
}
