package org.pfocr.rdf.sets.index;

import java.util.HashMap;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.sets.index.SetGroup.Kind;
import org.pfocr.rdf.store.read.IdNumbers;
import org.pfocr.rdf.store.read.Quads;
import org.pfocr.rdf.store.read.TermTable;
import org.pfocr.rdf.store.read.TreeReader;
import org.pfocr.rdf.vocab.Flavour;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/**
 * Reads what figures mention, and the names of genes: one way along the quads in the order of their subjects, where all that
 * is said of a mention or a gene stands together. Figures and members get numbers as they come. For one thread.
 */
final class MentionReader {
    private static final int IN_FIGURE = 0;
    private static final int LEXICON = 1;
    private static final int TERM = 2;
    private static final int GENE = 3;
    private static final int CHEMICAL = 4;
    private static final int DISEASE = 5;
    private static final int TYPE = 6;
    private static final int ORGANISM = 7;
    private static final int LABEL = 8;

    /** What is read of a subject, in the order of the numbers above. */
    private static final Node[] PROPERTIES = {
        Pfocr.inFigure,
        Pfocr.lexicon,
        Pfocr.matchedTerm,
        Pfocr.gene,
        Pfocr.chemical,
        Pfocr.disease,
        Terms.RDF_TYPE,
        Terms.WP_ORGANISM,
        Terms.RDFS_LABEL,
        Terms.SKOS_ALT_LABEL
    };

    private static final long NONE = Long.MIN_VALUE;
    private static final int MEMBER_SHIFT = 4;
    private static final int FIGURE_SHIFT = 32;

    private final Quads quads;
    private final Map<Long, Integer> properties = new HashMap<>();
    private final Map<Long, Flavour> lexicons = new HashMap<>();
    private final long geneClass;

    private final IdNumbers figures = new IdNumbers();
    /** By kind, since one id may be of several. */
    private final IdNumbers[] members = {new IdNumbers(), new IdNumbers(), new IdNumbers()};

    private final Map<Long, Long> organisms = new HashMap<>();
    private final LongList rows = new LongList();
    private final LongList nameTexts = new LongList();
    private final LongList nameGenes = new LongList();
    private final LongList nameKinds = new LongList();

    // Of the subject that is being read.
    private final LongList bodies = new LongList();
    private final LongList bodyKinds = new LongList();
    private final LongList labels = new LongList();
    private final LongList labelKinds = new LongList();
    private long figure = NONE;
    private @Nullable Flavour flavour;
    private long term = NONE;
    private long organism = NONE;
    private boolean isGene;

    private MentionReader(Quads quads) {
        this.quads = quads;
        TermTable terms = quads.terms();
        for (int i = 0; i < PROPERTIES.length; i++) {
            Long id = terms.id(PROPERTIES[i]);
            if (id != null) {
                properties.put(id, i);
            }
        }
        for (Flavour known : Flavour.values()) {
            for (String name : known.lexicons()) {
                Long id = terms.id(Pfocr.lexicon(name));
                if (id != null) {
                    lexicons.put(id, known);
                }
            }
        }
        Long id = terms.id(Pfocr.Gene);
        this.geneClass = id == null ? NONE : id;
    }

    static MentionReader of(Quads quads) {
        MentionReader reader = new MentionReader(quads);
        reader.read();
        return reader;
    }

    private void read() {
        Quads.Index index = quads.beginningWith(Quads.SUBJECT, Quads.PROPERTY);
        int objectPlace = index.place(Quads.OBJECT);
        long subject = NONE;
        long property = NONE;
        @Nullable Integer wanted = null;
        for (TreeReader.Cursor cursor = index.tree().range(new long[0], 0); cursor.next(); ) {
            if (cursor.get(0) != subject) {
                end(subject);
                subject = cursor.get(0);
            }
            if (cursor.get(1) != property) {
                property = cursor.get(1);
                wanted = properties.get(property);
            }
            if (wanted != null) {
                add(wanted, cursor.get(objectPlace));
            }
        }
        end(subject);
    }

    private void add(int property, long value) {
        switch (property) {
            case IN_FIGURE -> figure = value;
            case LEXICON -> {
                Flavour found = lexicons.get(value);
                if (found != null && (flavour == null || found.compareTo(flavour) < 0)) {
                    flavour = found;
                }
            }
            case TERM -> term = value;
            case GENE, CHEMICAL, DISEASE -> {
                bodies.add(value);
                bodyKinds.add(property - GENE);
            }
            case TYPE -> isGene |= value == geneClass;
            case ORGANISM -> organism = organism == NONE ? value : Math.min(organism, value);
            default -> {
                labels.add(value);
                labelKinds.add(property == LABEL ? GeneName.SYMBOL.number() : GeneName.OTHER_SYMBOL.number());
            }
        }
    }

    /** Notes what belongs to sets, once all of the subject was read. */
    private void end(long subject) {
        if (figure != NONE && bodies.size() > 0) {
            int number = figures.number(figure);
            Flavour from = flavour == null ? Flavour.ALL : flavour;
            for (int i = 0; i < bodies.size(); i++) {
                int kind = (int) bodyKinds.get(i);
                boolean isOfGene = kind == Kind.GENE.number();
                long member = members[kind].number(bodies.get(i));
                // Whatever is no gene has one flavour.
                int bits = kind << SetIndex.FLAVOUR_BITS | (isOfGene ? from.number() : 0);
                rows.add((long) number << FIGURE_SHIFT | member << MEMBER_SHIFT | bits);
                if (isOfGene && term != NONE && from != Flavour.STRICT) {
                    name(term, bodies.get(i), from == Flavour.ALL ? GeneName.FAMILY : GeneName.ALIAS);
                }
            }
        }
        if (isGene) {
            if (organism != NONE) {
                organisms.put(subject, organism);
            }
            for (int i = 0; i < labels.size(); i++) {
                name(labels.get(i), subject, GeneName.of((int) labelKinds.get(i)));
            }
        }
        bodies.clear();
        bodyKinds.clear();
        labels.clear();
        labelKinds.clear();
        figure = NONE;
        flavour = null;
        term = NONE;
        organism = NONE;
        isGene = false;
    }

    private void name(long text, long gene, GeneName kind) {
        nameTexts.add(text);
        nameGenes.add(gene);
        nameKinds.add(kind.number());
    }

    /** The figures that mention anything, by node id. */
    IdNumbers figures() {
        return figures;
    }

    /** The members of a kind, by node id. */
    IdNumbers members(Kind kind) {
        return members[kind.number()];
    }

    /** Node id of the organism of a gene, given by its own. */
    long organism(long gene) {
        return organisms.getOrDefault(gene, SetGroup.NO_ORGANISM);
    }

    /** How many times a figure mentions a member. */
    int rows() {
        return rows.size();
    }

    int figureOf(int row) {
        return (int) (rows.get(row) >>> FIGURE_SHIFT);
    }

    int kindOf(int row) {
        return (int) (rows.get(row) >>> SetIndex.FLAVOUR_BITS) & SetIndex.FLAVOUR_MASK;
    }

    int memberOf(int row) {
        return (int) rows.get(row) >>> MEMBER_SHIFT;
    }

    int flavourOf(int row) {
        return (int) rows.get(row) & SetIndex.FLAVOUR_MASK;
    }

    int names() {
        return nameTexts.size();
    }

    long nameText(int name) {
        return nameTexts.get(name);
    }

    /** Node id of the gene that has a name. */
    long nameGene(int name) {
        return nameGenes.get(name);
    }

    /** What kind of name it is. */
    int nameKind(int name) {
        return (int) nameKinds.get(name);
    }
}
