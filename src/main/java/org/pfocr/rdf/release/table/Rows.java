package org.pfocr.rdf.release.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.vocab.Flavour;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;
import org.pfocr.rdf.vocab.TripleBatch;

/** The rows of a batch, and what it says of sets. For one batch and one thread. */
public final class Rows {
    /** Takes the rows of one table or of several. */
    @FunctionalInterface
    public interface Taker {
        /**
         * Takes a row.
         *
         * @param cells one for each column; empty where there is no value
         */
        void row(Table table, List<String> cells);
    }

    private static final int NONE = -1;

    private static final Map<String, Fact.Kind> MENTIONS = Map.of(
            Pfocr.GeneMention.getURI(), Fact.Kind.GENE,
            Pfocr.ChemicalMention.getURI(), Fact.Kind.CHEMICAL,
            Pfocr.DiseaseMention.getURI(), Fact.Kind.DISEASE);
    private static final Map<String, Table> CLASSES = classes();
    private static final List<Node> ORGANISMS =
            List.of(Pfocr.organism, Pfocr.matchedOrganism, Pfocr.organismName, Pfocr.matchedOrganismName);
    private static final List<Node> BODIES = List.of(Pfocr.gene, Pfocr.chemical, Pfocr.disease);
    /** The properties that some table reads. */
    private static final Set<String> PROPERTIES = properties();

    private final TripleBatch triples;
    /** By term, the first triple that it is the subject of; by triple, the next one of the same subject. */
    private final int[] first;

    private final int[] next;
    /** Numbers of properties by IRI. */
    private final Map<String, Integer> numbers = new HashMap<>();

    private final Map<Table, StringBuilder> texts = new EnumMap<>(Table.class);
    private final Map<Table, Long> counts = new EnumMap<>(Table.class);
    private final List<Fact> facts = new ArrayList<>();
    private final Taker taker;

    private Rows(TripleBatch triples, @Nullable Taker taker) {
        this.triples = triples;
        this.taker = taker == null ? this::put : taker;
        this.first = new int[triples.terms()];
        this.next = new int[triples.size()];
    }

    private static Set<String> properties() {
        Set<String> properties = new HashSet<>();
        properties.add(Terms.RDF_TYPE.getURI());
        properties.add(Pfocr.inFigure.getURI());
        ORGANISMS.forEach(property -> properties.add(property.getURI()));
        BODIES.forEach(property -> properties.add(property.getURI()));
        for (Table table : Table.values()) {
            for (Column column : table.columns()) {
                if (column.property() != null) {
                    properties.add(column.property().getURI());
                }
            }
        }
        return Set.copyOf(properties);
    }

    private static Map<String, Table> classes() {
        Map<String, Table> classes = new HashMap<>();
        for (Table table : Table.values()) {
            if (table.rowClass() != null) {
                classes.put(table.rowClass().getURI(), table);
            }
        }
        return Map.copyOf(classes);
    }

    static Rows of(TripleBatch triples) {
        Rows rows = new Rows(triples, null);
        rows.read();
        return rows;
    }

    /** Gives the rows of a batch to somebody else, in the order of the batch. */
    public static void each(TripleBatch triples, Taker taker) {
        new Rows(triples, taker).read();
    }

    Map<Table, StringBuilder> texts() {
        return texts;
    }

    Map<Table, Long> counts() {
        return counts;
    }

    List<Fact> facts() {
        return facts;
    }

    private void read() {
        Arrays.fill(first, NONE);
        int[] last = new int[first.length];
        boolean[] isKnown = new boolean[first.length];
        boolean[] isWanted = new boolean[first.length];
        List<Integer> subjects = new ArrayList<>();
        for (int i = 0; i < triples.size(); i++) {
            int property = triples.property(i);
            if (!isKnown[property]) {
                isKnown[property] = true;
                isWanted[property] = PROPERTIES.contains(triples.text(property));
                if (isWanted[property]) {
                    numbers.put(triples.text(property), property);
                }
            }
            if (isWanted[property]) {
                int subject = triples.subject(i);
                next[i] = NONE;
                if (first[subject] == NONE) {
                    first[subject] = i;
                    subjects.add(subject);
                } else {
                    next[last[subject]] = i;
                }
                last[subject] = i;
            }
        }
        subjects.forEach(this::subject);
    }

    private void subject(int subject) {
        for (int type : values(subject, Terms.RDF_TYPE)) {
            String name = triples.text(type);
            Table table = CLASSES.get(name);
            Fact.Kind mention = MENTIONS.get(name);
            if (table != null) {
                thing(table, subject);
            } else if (mention != null) {
                mention(mention, subject);
            }
        }
        for (Node property : ORGANISMS) {
            for (int organism : values(subject, property)) {
                boolean isId = triples.isIri(organism);
                String value = cell(organism);
                taker.row(
                        Table.FIGURE_ORGANISMS,
                        List.of(
                                Cells.id(triples.text(subject)),
                                property.getURI().substring(Pfocr.NS.length()).replace("Name", ""),
                                isId ? value : "",
                                isId ? "" : value));
            }
        }
    }

    private void thing(Table table, int subject) {
        String id = Cells.id(triples.text(subject));
        List<String> cells = new ArrayList<>();
        for (Column column : table.columns()) {
            cells.add(column.property() == null ? id : cell(subject, column));
        }
        taker.row(table, cells);
        switch (table) {
            case FIGURES ->
                facts.add(new Fact.OfFigure(
                        id, first(subject, Terms.RDFS_LABEL), first(subject, Terms.DCTERMS_IS_PART_OF)));
            case PAPERS -> {
                String year = first(subject, Terms.DCTERMS_ISSUED);
                if (year != null) {
                    facts.add(new Fact.OfPaper(id, Integer.parseInt(year)));
                }
            }
            case GENES -> member(Fact.Kind.GENE, subject, id);
            case CHEMICALS -> member(Fact.Kind.CHEMICAL, subject, id);
            case DISEASES -> member(Fact.Kind.DISEASE, subject, id);
            case ORGANISMS -> {
                String label = first(subject, Terms.RDFS_LABEL);
                if (label != null) {
                    facts.add(new Fact.OfOrganism(id, label));
                }
            }
            default -> {}
        }
    }

    private void member(Fact.Kind kind, int subject, String id) {
        facts.add(new Fact.OfMember(
                kind,
                id,
                first(subject, Terms.RDFS_LABEL),
                cells(subject, Terms.WP_ORGANISM).stream()
                        .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                        .orElse(null),
                cells(subject, Terms.WP_BDB_ENSEMBL),
                cells(subject, Terms.WP_BDB_UNIPROT)));
    }

    private void mention(Fact.Kind kind, int subject) {
        String iri = triples.text(subject);
        int hash = iri.indexOf('#');
        String figure = Cells.id(iri.substring(0, hash));
        String lexicon = first(subject, Pfocr.lexicon);
        Flavour flavour = Flavour.ofLexicon(lexicon);
        List<String> bodies = new ArrayList<>();
        for (Node property : BODIES) {
            bodies.addAll(cells(subject, property));
        }
        bodies.forEach(body -> facts.add(new Fact.Shown(figure, kind, body, flavour)));
        facts.add(new Fact.Mentioning(figure));
        for (String body : bodies.isEmpty() ? List.of("") : bodies) {
            List<String> cells = new ArrayList<>();
            for (Column column : Table.MENTIONS.columns()) {
                cells.add(
                        column.property() != null
                                ? cell(subject, column)
                                : switch (column.name()) {
                                    case "figure" -> figure;
                                    case "mention" -> iri.substring(hash + 1);
                                    case "kind" -> kind.toString();
                                    case "flavour" -> kind == Fact.Kind.GENE ? flavour.key() : "";
                                    default -> body;
                                });
            }
            taker.row(Table.MENTIONS, cells);
        }
    }

    private void put(Table table, List<String> cells) {
        Cells.put(texts.computeIfAbsent(table, t -> new StringBuilder()), cells);
        counts.merge(table, 1L, Long::sum);
    }

    private String cell(int subject, Column column) {
        Node property = column.property();
        if (property == null) {
            return "";
        }
        if (column.many()) {
            return String.join(String.valueOf(Column.BAR), cells(subject, property));
        }
        String first = first(subject, property);
        return first == null ? "" : first;
    }

    /** In RDF values have no order; the lowest is the same wherever the triples come from. */
    private @Nullable String first(int subject, Node property) {
        return Arrays.stream(values(subject, property))
                .mapToObj(this::cell)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private List<String> cells(int subject, Node property) {
        return Arrays.stream(values(subject, property))
                .mapToObj(this::cell)
                .sorted()
                .toList();
    }

    private String cell(int value) {
        return triples.isIri(value)
                ? Cells.id(triples.text(value))
                : triples.isText(value)
                        ? triples.text(value)
                        : triples.term(value).getLiteralLexicalForm();
    }

    private int[] values(int subject, Node property) {
        Integer number = numbers.get(property.getURI());
        if (number == null) {
            return new int[0];
        }
        int count = 0;
        for (int i = first[subject]; i != NONE; i = next[i]) {
            count += triples.property(i) == number ? 1 : 0;
        }
        int[] values = new int[count];
        int at = 0;
        for (int i = first[subject]; at < count; i = next[i]) {
            if (triples.property(i) == number) {
                values[at++] = triples.object(i);
            }
        }
        return values;
    }
}
