package org.pfocr.rdf.map;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.model.Figure;
import org.pfocr.rdf.model.GeneRow;
import org.pfocr.rdf.model.MatchCounts;
import org.pfocr.rdf.model.Taxon;
import org.pfocr.rdf.model.TermRow;
import org.pfocr.rdf.text.Mojibake;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.TermKind;
import org.pfocr.rdf.vocab.Terms;
import org.pfocr.rdf.vocab.TripleBatch;

/**
 * The mentions of one figure: what was read in it, and what that was matched to. For one figure and one thread.
 *
 * <p>It is long because genes, chemicals and diseases share the numbering and the counts of their words.
 */
final class Mentions {
    /** Numbers from 0: nearly all are ranks and counts of matches, and to make a literal of one takes long. */
    private static final Node[] SMALL =
            LongStream.range(0, 1000).mapToObj(Mentions::literal).toArray(Node[]::new);

    private static Node literal(long number) {
        return NodeFactory.createLiteralDT(Long.toString(number), XSDDatatype.XSDinteger);
    }

    /** Terms of mentions; each batch begins with them, so that their numbers are known here. */
    private static final TripleBatch VOCABULARY = new TripleBatch();

    private static final int TYPE = VOCABULARY.term(Terms.RDF_TYPE);
    private static final int IN_FIGURE = VOCABULARY.term(Pfocr.inFigure);
    private static final int WORD = VOCABULARY.term(Pfocr.word);
    private static final int MATCHED_TERM = VOCABULARY.term(Pfocr.matchedTerm);
    private static final int LEXICON = VOCABULARY.term(Pfocr.lexicon);
    private static final int TAXON = VOCABULARY.term(Pfocr.taxon);
    private static final int GENE = VOCABULARY.term(Pfocr.gene);
    private static final int MENTIONS_GENE = VOCABULARY.term(Pfocr.mentionsGene);
    private static final int GENES = VOCABULARY.iri(Iris.GENES);
    private static final int GENE_MENTION = VOCABULARY.term(Pfocr.GeneMention);
    private static final int LABEL = VOCABULARY.term(Terms.RDFS_LABEL);
    private static final int ROW_COUNT = VOCABULARY.term(Pfocr.rowCount);
    private static final int GENE_GROUP = VOCABULARY.term(Pfocr.geneGroup);
    private static final int MOTIVATED_BY = VOCABULARY.term(Terms.OA_MOTIVATED_BY);
    private static final int IDENTIFYING = VOCABULARY.term(Terms.OA_IDENTIFYING);
    private static final int HAS_EVIDENCE = VOCABULARY.term(Terms.HAS_EVIDENCE);
    private static final int AUTOMATIC = VOCABULARY.term(Terms.AUTOMATIC_ASSERTION);

    /** No row, or no thing that a row says it is. */
    private static final int NONE = -1;

    /**
     * What the rows of a kind say they are, each thing once and in an order that does not depend on that of the rows.
     *
     * @param terms the numbers of the things' terms
     * @param ofRows by row, the place of its thing in the terms, or {@link #NONE}
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Bodies(int[] terms, int[] ofRows) {}

    /** Takes the first row of a mention and the mention's number. */
    private interface MentionConsumer {
        void accept(int row, int mention);
    }

    private final Figure figure;
    private final TripleBatch own;
    /** The figure's number. */
    private final int ofFigure;

    private int repeatedRows;

    /** @param own a batch of {@link #batch} */
    Mentions(Figure figure, TripleBatch own) {
        this.figure = figure;
        this.own = own;
        this.ofFigure = own.term(Iris.figure(figure.id()));
    }

    /** A batch for a figure with so many rows; most figures need less. */
    static TripleBatch batch(int rows) {
        return new TripleBatch(VOCABULARY, 80 + 4 * rows, 60 + 14 * rows);
    }

    /** Rows that say the same as another row of the figure. */
    int repeatedRows() {
        return repeatedRows;
    }

    /** Says which genes the figure mentions, and by which words. */
    void genes() {
        List<GeneRow> rows = figure.genes();
        Map<String, Set<MatchCounts>> counts = new TreeMap<>();
        long[] keys = new long[rows.size()];
        long[] genes = new long[rows.size()];
        GeneRow before = null;
        for (int i = 0; i < keys.length; i++) {
            GeneRow row = rows.get(i);
            Taxon taxon = row.taxon();
            if (taxon != null && taxon.id() != null && row.counts() != null && !hasSameCounts(row, before)) {
                counts.computeIfAbsent(taxon.id(), id -> new LinkedHashSet<>()).add(row.counts());
            }
            keys[i] = isOfSameMention(row, before) // The genes of a word follow each other.
                    ? keys[i - 1]
                    : Iris.mentionKey("gene", row.word(), row.matchedTerm(), row.lexicon(), taxonKey(taxon));
            genes[i] = row.entrez();
            before = row;
        }
        Bodies bodies = genes(genes);
        for (int term : bodies.terms()) {
            own.add(ofFigure, MENTIONS_GENE, term);
        }
        Map<String, Integer> lexicons = new HashMap<>();
        Map<String, Integer> taxa = new HashMap<>();
        eachMention("gene", GENE, rows, keys, bodies, (place, mention) -> {
            GeneRow row = rows.get(place);
            own.add(mention, TYPE, GENE_MENTION);
            words(mention, row.word(), row.matchedTerm());
            if (row.lexicon() != null) {
                own.add(
                        mention,
                        LEXICON,
                        lexicons.computeIfAbsent(row.lexicon(), name -> own.term(Pfocr.lexicon(name))));
            }
            Node group = group(row);
            if (group != null) {
                own.add(mention, GENE_GROUP, own.term(group));
            }
            if (row.taxon() != null && row.taxon().id() != null) {
                own.add(mention, TAXON, taxa.computeIfAbsent(row.taxon().id(), id -> own.term(Iris.taxon(id))));
            }
        });
        counts.forEach(this::organismMatch);
    }

    /** @param ids by row; 0 where the row has none */
    private Bodies genes(long[] ids) {
        long[] distinct = sortedDistinct(ids.clone());
        if (distinct.length > 0 && distinct[0] == 0) {
            distinct = Arrays.copyOfRange(distinct, 1, distinct.length);
        }
        int[] terms = new int[distinct.length];
        for (int i = 0; i < terms.length; i++) {
            terms[i] = own.iri(GENES, Long.toString(distinct[i]));
        }
        int[] ofRows = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            ofRows[i] = ids[i] == 0 ? NONE : Arrays.binarySearch(distinct, ids[i]);
        }
        return new Bodies(terms, ofRows);
    }

    /** @param iris by row; null where the row has none */
    private Bodies concepts(@Nullable String[] iris) {
        String[] distinct =
                Arrays.stream(iris).filter(Objects::nonNull).distinct().sorted().toArray(String[]::new);
        int[] terms = new int[distinct.length];
        for (int i = 0; i < terms.length; i++) {
            terms[i] = own.iri(distinct[i]);
        }
        int[] ofRows = new int[iris.length];
        for (int i = 0; i < iris.length; i++) {
            String iri = iris[i];
            ofRows[i] = iri == null ? NONE : Arrays.binarySearch(distinct, iri);
        }
        return new Bodies(terms, ofRows);
    }

    /**
     * Says of each mention what its first row gives and what all its rows say it is, in the order of the mentions' IRIs.
     *
     * @param keys of the rows' mentions
     * @param start says what comes before
     */
    private void eachMention(
            String kind, int bodyProperty, List<?> rows, long[] keys, Bodies bodies, MentionConsumer start) {
        // With another highest bit, signed numbers have the order of unsigned ones.
        long[] mentions = new long[keys.length];
        for (int i = 0; i < keys.length; i++) {
            mentions[i] = keys[i] ^ Long.MIN_VALUE;
        }
        mentions = sortedDistinct(mentions);
        // The rows of a mention: its first one, and of each the next one.
        int[] firstRows = new int[mentions.length];
        int[] nextRows = new int[keys.length];
        Arrays.fill(firstRows, NONE);
        for (int i = keys.length - 1; i >= 0; i--) {
            int at = Arrays.binarySearch(mentions, keys[i] ^ Long.MIN_VALUE);
            nextRows[i] = firstRows[at];
            firstRows[at] = i;
        }
        for (int first : firstRows) {
            int mention = own.iri(ofFigure, Iris.mention(kind, keys[first]));
            start.accept(first, mention);
            int count = 1;
            if (nextRows[first] != NONE) {
                count = ofSeveralRows(mention, bodyProperty, rows, bodies, first, nextRows);
            } else if (bodies.ofRows()[first] != NONE) { // Nearly all.
                own.add(mention, bodyProperty, bodies.terms()[bodies.ofRows()[first]]);
            }
            own.add(mention, ROW_COUNT, own.term(integer(count)));
        }
    }

    /** Returns the number of rows. */
    private int ofSeveralRows(int mention, int bodyProperty, List<?> rows, Bodies bodies, int first, int[] nextRows) {
        BitSet places = new BitSet();
        Set<Object> distinct = new HashSet<>();
        int count = 0;
        for (int row = first; row != NONE; row = nextRows[row]) {
            count++;
            distinct.add(rows.get(row));
            if (bodies.ofRows()[row] != NONE) {
                places.set(bodies.ofRows()[row]);
            }
        }
        repeatedRows += count - distinct.size(); // Rows that say the same are of one mention.
        places.stream().forEach(place -> own.add(mention, bodyProperty, bodies.terms()[place]));
        return count;
    }

    private void words(int mention, String word, @Nullable String term) {
        own.add(mention, IN_FIGURE, ofFigure);
        int text = own.text(word);
        own.add(mention, WORD, text);
        String label = Mojibake.of(word).text();
        own.add(mention, LABEL, label.equals(word) ? text : own.text(label));
        own.add(mention, MOTIVATED_BY, IDENTIFYING);
        own.add(mention, HAS_EVIDENCE, AUTOMATIC);
        if (term != null) {
            own.add(mention, MATCHED_TERM, own.text(term));
        }
    }

    private void organismMatch(String taxonId, Set<MatchCounts> counts) {
        int match = own.term(Iris.organismMatch(own.term(ofFigure), taxonId));
        say(match, Terms.RDF_TYPE, Pfocr.OrganismMatch);
        own.add(match, IN_FIGURE, ofFigure);
        say(match, Pfocr.taxon, Iris.taxon(taxonId));
        numbers(match, Pfocr.directMatchCount, counts, MatchCounts::direct);
        numbers(match, Pfocr.synonymMatchCount, counts, MatchCounts::synonym);
        numbers(match, Pfocr.matchCount, counts, MatchCounts::match);
    }

    private void numbers(
            int match, Node property, Set<MatchCounts> counts, Function<MatchCounts, @Nullable Long> part) {
        Set<Long> values = new TreeSet<>();
        for (MatchCounts count : counts) {
            Long value = part.apply(count);
            if (value != null) {
                values.add(value);
            }
        }
        values.forEach(value -> say(match, property, integer(value)));
    }

    /** Says which chemicals or diseases the figure mentions, and by which words. */
    void terms(TermKind kind, List<TermRow> rows) {
        long[] keys = new long[rows.size()];
        @Nullable String[] iris = new String[rows.size()];
        for (int i = 0; i < keys.length; i++) {
            TermRow row = rows.get(i);
            Node entity = kind.entity(row.mesh(), row.other());
            iris[i] = entity == null ? null : entity.getURI();
            keys[i] = Iris.mentionKey(kind.key(), row.word(), row.matchedTerm(), Pfocr.PUBTATOR, null);
        }
        Bodies bodies = concepts(iris);
        int mentions = own.term(kind.mentions());
        for (int term : bodies.terms()) {
            own.add(ofFigure, mentions, term);
        }
        int mentionClass = own.term(kind.mentionClass());
        int lexicon = own.term(Pfocr.lexicon(Pfocr.PUBTATOR));
        eachMention(kind.key(), own.term(kind.body()), rows, keys, bodies, (place, mention) -> {
            TermRow row = rows.get(place);
            own.add(mention, TYPE, mentionClass);
            words(mention, row.word(), row.matchedTerm());
            own.add(mention, LEXICON, lexicon);
        });
    }

    /** The family or complex that the row's term stands for; null where it stands for a gene. */
    private static @Nullable Node group(GeneRow row) {
        return row.lexicon() == null || row.matchedTerm() == null || !Pfocr.FAMILY_LEXICONS.contains(row.lexicon())
                ? null
                : Iris.geneGroup(row.lexicon(), row.matchedTerm(), taxonKey(row.taxon()));
    }

    private void say(int about, Node property, Node object) {
        own.add(about, own.term(property), own.term(object));
    }

    static Node integer(long number) {
        return number >= 0 && number < SMALL.length ? SMALL[(int) number] : literal(number);
    }

    private static boolean hasSameCounts(GeneRow row, @Nullable GeneRow other) {
        return other != null
                && Objects.equals(row.taxon(), other.taxon())
                && Objects.equals(row.counts(), other.counts());
    }

    private static boolean isOfSameMention(GeneRow row, @Nullable GeneRow other) {
        return other != null
                && row.word().equals(other.word())
                && Objects.equals(row.matchedTerm(), other.matchedTerm())
                && Objects.equals(row.lexicon(), other.lexicon())
                && Objects.equals(row.taxon(), other.taxon());
    }

    /** Sorts the numbers and keeps each once. */
    private static long[] sortedDistinct(long[] numbers) {
        Arrays.sort(numbers);
        int size = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (i == 0 || numbers[i] != numbers[i - 1]) {
                numbers[size++] = numbers[i];
            }
        }
        return Arrays.copyOf(numbers, size);
    }

    private static @Nullable String taxonKey(@Nullable Taxon taxon) {
        return taxon == null ? null : taxon.key();
    }
}
