package org.pfocr.rdf.search.index;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.store.read.IdNumbers;
import org.pfocr.rdf.store.read.Quads;
import org.pfocr.rdf.store.read.TermTable;
import org.pfocr.rdf.store.read.TreeReader;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/**
 * What the index is made of, as node ids: read one way along the quads in the order of their subjects, where all that is
 * said of a figure, a mention or a paper stands together. Everything has a number in the order in which it comes.
 */
final class Gathered {
    private static final int MAX_PARTS_OF_SUBJECT = 1 << 16;

    /** Whatever occurs, by node id. */
    final IdNumbers all = new IdNumbers();

    final BitSet isFigure = new BitSet();
    /** Figure or paper, and what is said of it. */
    final Map<Part, Pairs> figures = new EnumMap<>(Part.class);

    final Map<Part, Pairs> papers = new EnumMap<>(Part.class);
    /** Thing and name. */
    final Pairs names = new Pairs();

    final TermTable terms;
    private final Map<Long, Part> properties = new HashMap<>();
    private final @Nullable Long figureClass;
    private final Set<Long> paperClasses;
    private final Set<Long> thingClasses;

    // Of the subject that is being read.
    private final Part[] parts = new Part[MAX_PARTS_OF_SUBJECT];
    private final long[] values = new long[MAX_PARTS_OF_SUBJECT];
    private int size;

    private Gathered(TermTable terms) {
        this.terms = terms;
        for (Part part : Part.values()) {
            Long id = terms.id(part.property());
            if (id != null) {
                properties.put(id, part);
            }
            figures.put(part, new Pairs());
            papers.put(part, new Pairs());
        }
        this.figureClass = terms.id(Pfocr.PathwayFigure);
        this.paperClasses = ids(Set.of(Terms.FABIO_JOURNAL_ARTICLE, Terms.SCHEMA_SCHOLARLY_ARTICLE));
        this.thingClasses = ids(Part.THINGS);
    }

    private Set<Long> ids(Set<Node> nodes) {
        Set<Long> ids = new HashSet<>();
        for (Node node : nodes) {
            Long id = terms.id(node);
            if (id != null) {
                ids.add(id);
            }
        }
        return ids;
    }

    static Gathered from(Quads quads) {
        Gathered gathered = new Gathered(quads.terms());
        gathered.read(quads.beginningWith(Quads.SUBJECT, Quads.PROPERTY));
        gathered.figures.values().forEach(Pairs::sorted);
        gathered.papers.values().forEach(Pairs::sorted);
        gathered.names.sorted();
        return gathered;
    }

    private void read(Quads.Index index) {
        int object = index.place(Quads.OBJECT);
        boolean isFirst = true;
        long subject = 0;
        long property = 0;
        @Nullable Part part = null;
        for (TreeReader.Cursor cursor = index.tree().range(new long[0], 0); cursor.next(); ) {
            if (isFirst || cursor.get(0) != subject) {
                end(subject);
                subject = cursor.get(0);
                property = cursor.get(1);
                part = properties.get(property);
                isFirst = false;
            } else if (cursor.get(1) != property) {
                property = cursor.get(1);
                part = properties.get(property);
            }
            // Beyond so many, something is no figure: its words would be those of a book.
            if (part != null && size < MAX_PARTS_OF_SUBJECT) {
                parts[size] = part;
                values[size++] = cursor.get(object);
            }
        }
        end(subject);
    }

    private void end(long subject) {
        boolean isPaper = false;
        boolean isThing = false;
        boolean isFigureItself = false;
        for (int i = 0; i < size; i++) {
            switch (parts[i]) {
                case TYPE -> {
                    isFigureItself |= figureClass != null && values[i] == figureClass;
                    isPaper |= paperClasses.contains(values[i]);
                    isThing |= thingClasses.contains(values[i]);
                }
                case IN_FIGURE -> words(values[i]);
                default -> {
                    // Belongs to a figure, a paper or a thing.
                }
            }
        }
        if (isFigureItself) {
            int number = all.number(subject);
            isFigure.set(number);
            for (int i = 0; i < size; i++) {
                // Of a figure, keywords are the symbols that its mentions have too.
                if (parts[i] != Part.TYPE && parts[i] != Part.KEYWORD) {
                    pairs(figures, parts[i]).add(number, all.number(values[i]));
                }
            }
        }
        if (isPaper) {
            int number = all.number(subject);
            for (int i = 0; i < size; i++) {
                if (parts[i].isOfPaper()) {
                    pairs(papers, parts[i]).add(number, all.number(values[i]));
                }
            }
        }
        if (isThing) {
            int number = all.number(subject);
            for (int i = 0; i < size; i++) {
                if (parts[i].isName()) {
                    names.add(number, all.number(values[i]));
                }
            }
        }
        size = 0;
    }

    private void words(long figure) {
        int number = all.number(figure);
        for (int i = 0; i < size; i++) {
            if (parts[i] == Part.WORD || parts[i] == Part.MATCHED_TERM) {
                pairs(figures, Part.WORD).add(number, all.number(values[i]));
            }
        }
    }

    private static Pairs pairs(Map<Part, Pairs> all, Part part) {
        Pairs pairs = all.get(part);
        if (pairs == null) {
            throw new IllegalStateException(part.name());
        }
        return pairs;
    }

    int[] ofFigure(int figure, Part part) {
        return pairs(figures, part).of(figure);
    }

    int[] ofPaper(int paper, Part part) {
        return pairs(papers, part).of(paper);
    }

    /** The text of a literal; of an IRI what stands behind its last slash. */
    String text(int number) {
        Node node = terms.term(all.value(number));
        if (node.isLiteral()) {
            return node.getLiteralLexicalForm();
        }
        String iri = node.isURI() ? node.getURI() : "";
        return iri.substring(iri.lastIndexOf('/') + 1);
    }
}
