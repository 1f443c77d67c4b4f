package org.pfocr.rdf.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.util.Symbol;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.vocab.Ontology;
import org.pfocr.rdf.vocab.Prefixes;
import org.pfocr.rdf.vocab.Terms;

/**
 * The classes and properties that the data of a store have (VoID class and property partitions), with what the ontology
 * says of them. Thread-safe.
 */
public final class DataSchema {
    private static final Symbol SYMBOL = Symbol.create("https://pfocr.wikipathways.org/schema");

    private static final Comparator<Node> BY_IRI = Comparator.comparing(Node::getURI);

    private static final String PROLOGUE =
            "PREFIX void: <" + Terms.VOID + "> PREFIX ext: <" + Terms.VOID_EXT + "> SELECT DISTINCT * { ";
    private static final String CLASSES =
            PROLOGUE + "?whole void:classPartition ?part . ?part void:class ?class ;" + " void:entities ?number }";
    private static final String PROPERTIES = PROLOGUE + "?whole void:propertyPartition ?part . ?part void:property"
            + " ?property ; void:triples ?number OPTIONAL { ?whole void:class ?class } }";
    private static final String OBJECTS = PROLOGUE + "?part void:property ?property ; void:classPartition ?in . ?in"
            + " void:class ?object ; void:triples ?number . ?whole void:propertyPartition ?part OPTIONAL { ?whole"
            + " void:class ?class } }";
    private static final String DATATYPES = PROLOGUE + "?part void:property ?property ; ext:datatypePartition ?in . ?in"
            + " ext:datatype ?object ; void:triples ?number . ?whole void:propertyPartition ?part OPTIONAL { ?whole"
            + " void:class ?class } }";

    /**
     * How a property is used.
     *
     * @param triples in all
     * @param classes of its objects, with the number of triples
     * @param datatypes of its objects, likewise
     */
    public record Use(long triples, NavigableMap<Node, Long> classes, NavigableMap<Node, Long> datatypes) {
        private static Use of(long triples) {
            return new Use(triples, new TreeMap<>(BY_IRI), new TreeMap<>(BY_IRI));
        }

        /** Whether some of its objects are literals. */
        public boolean hasLiterals() {
            return !datatypes.isEmpty();
        }

        /** Whether some of its objects are IRIs, of whatever class. */
        public boolean hasIris() {
            return datatypes.values().stream().mapToLong(Long::longValue).sum() < triples;
        }
    }

    /** What the ontology says of a term; empty where it says nothing. */
    public record Meaning(String label, String definition, String comment) {
        private static final Meaning NONE = new Meaning("", "", "");
    }

    private final NavigableMap<Node, Long> classes = new TreeMap<>(BY_IRI);
    private final NavigableMap<Node, Use> properties = new TreeMap<>(BY_IRI);
    private final Map<Node, NavigableMap<Node, Use>> ofClasses = new HashMap<>();
    private final Map<Node, Meaning> meanings = new HashMap<>();

    private DataSchema(DatasetGraph dataset) {
        ask(dataset, CLASSES, row -> classes.merge(node(row, "class"), number(row), Math::max));
        ask(dataset, PROPERTIES, row -> of(row).merge(
                        node(row, "property"), Use.of(number(row)), (a, b) -> a.triples < b.triples ? b : a));
        ask(dataset, OBJECTS, row -> use(row).classes.merge(node(row, "object"), number(row), Math::max));
        ask(dataset, DATATYPES, row -> use(row).datatypes.merge(node(row, "object"), number(row), Math::max));
        try {
            Ontology.triples().forEach(this::meaning);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The schema of a dataset, which is read once. To be called within a read transaction. */
    public static DataSchema of(DatasetGraph dataset) {
        DataSchema known = dataset.getContext().get(SYMBOL);
        if (known == null) {
            known = new DataSchema(dataset);
            dataset.getContext().set(SYMBOL, known);
        }
        return known;
    }

    private interface Row {
        void take(Binding row);
    }

    private static void ask(DatasetGraph dataset, String query, Row each) {
        try (QueryExec execution =
                QueryExec.newBuilder().dataset(dataset).query(query).build()) {
            execution.select().forEachRemaining(each::take);
        }
    }

    private static Node node(Binding row, String name) {
        return row.get(Var.alloc(name));
    }

    private static long number(Binding row) {
        return Long.parseLong(node(row, "number").getLiteralLexicalForm());
    }

    private NavigableMap<Node, Use> of(Binding row) {
        Node type = node(row, "class");
        return type == null ? properties : ofClasses.computeIfAbsent(type, t -> new TreeMap<>(BY_IRI));
    }

    private Use use(Binding row) {
        return of(row).computeIfAbsent(node(row, "property"), p -> Use.of(0));
    }

    private void meaning(Triple triple) {
        if (!triple.getObject().isLiteral()) {
            return;
        }
        String text = triple.getObject().getLiteralLexicalForm();
        Node said = triple.getPredicate();
        Meaning old = meaning(triple.getSubject());
        if (said.equals(Terms.RDFS_LABEL)) {
            meanings.put(triple.getSubject(), new Meaning(text, old.definition, old.comment));
        } else if (said.getURI().equals(Terms.SKOS + "definition")) {
            meanings.put(triple.getSubject(), new Meaning(old.label, text, old.comment));
        } else if (said.getURI().equals(Terms.RDFS + "comment")) {
            meanings.put(triple.getSubject(), new Meaning(old.label, old.definition, text));
        }
    }

    /** Classes with the number of their instances. */
    public NavigableMap<Node, Long> classes() {
        return Collections.unmodifiableNavigableMap(classes);
    }

    /** All properties, whatever has them. */
    public NavigableMap<Node, Use> properties() {
        return Collections.unmodifiableNavigableMap(properties);
    }

    /** The properties that instances of a class have. */
    public NavigableMap<Node, Use> properties(Node type) {
        return ofClasses.getOrDefault(type, Collections.emptyNavigableMap());
    }

    /** Classes whose instances have a property. */
    public List<Node> subjects(Node property) {
        return classes.keySet().stream()
                .filter(type -> properties(type).containsKey(property))
                .toList();
    }

    public Meaning meaning(Node term) {
        return meanings.getOrDefault(term, Meaning.NONE);
    }

    /** A term with its prefix, such as {@code pfocr:Gene}; in angle brackets where there is none for it. */
    public static String name(Node term) {
        return name(term.getURI());
    }

    /** An IRI with its prefix, or in angle brackets. */
    public static String name(String iri) {
        String best = null;
        for (Map.Entry<String, String> prefix : Prefixes.ALL.entrySet()) {
            String rest = iri.startsWith(prefix.getValue())
                    ? iri.substring(prefix.getValue().length())
                    : null;
            if (rest != null && rest.matches("[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_-])?")) {
                best = prefix.getKey() + ":" + rest;
            }
        }
        return best == null ? "<" + iri + ">" : best;
    }

    /** The term that a name with a prefix, a name without, or an IRI stands for; null where the data have none. */
    public @Nullable Node term(String name) {
        String asked = name.strip().replaceAll("^<|>$", "");
        for (NavigableMap<Node, ?> known : List.<NavigableMap<Node, ?>>of(classes, properties)) {
            for (Node term : known.keySet()) {
                if (term.getURI().equals(asked)
                        || name(term).equalsIgnoreCase(asked)
                        || local(term).equalsIgnoreCase(asked)) {
                    return term;
                }
            }
        }
        return null;
    }

    /** The last part of an IRI. */
    static String local(Node term) {
        return term.getURI().replaceFirst("^.*[/#]", "");
    }
}
