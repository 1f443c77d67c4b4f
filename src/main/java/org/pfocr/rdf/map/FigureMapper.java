package org.pfocr.rdf.map;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.sparql.util.XSDNumUtils;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.model.Annotation;
import org.pfocr.rdf.model.Figure;
import org.pfocr.rdf.model.GeneRow;
import org.pfocr.rdf.model.MatchCounts;
import org.pfocr.rdf.model.OrganismNames;
import org.pfocr.rdf.model.Taxon;
import org.pfocr.rdf.model.TermRow;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.TermKind;
import org.pfocr.rdf.vocab.Terms;
import org.pfocr.rdf.vocab.TripleBatch;

/**
 * The triples of one figure. The order of its rows does not matter, and nothing is said twice.
 *
 * <p>What is said of genes, chemicals, diseases, organisms and papers comes from package {@code entity}, once for the whole
 * output. Immutable and thread-safe.
 */
public final class FigureMapper {
    private final SchemaBlockMapper schemaBlocks;
    private final OrganismNames organismNames;
    private final String imageTemplate;

    /**
     * @param imageTemplate address of a figure's image, with {@code {pmcid}} and {@code {filename}}
     */
    public FigureMapper(ContextSource contexts, OrganismNames organismNames, String imageTemplate) {
        this.schemaBlocks = new SchemaBlockMapper(contexts);
        this.organismNames = organismNames;
        this.imageTemplate = imageTemplate;
    }

    /**
     * What becomes of a figure.
     *
     * @param own the triples about the figure, its mentions and its block's nodes; those of a subject lie together, but for
     *     those of the figure, which are the first and come again at the end
     * @param repeatedRows number of rows that say the same as another row of the figure
     */
    public record Mapped(TripleBatch own, int repeatedRows) {}

    /**
     * Maps a figure.
     *
     * @param file name of the figure file, for problems
     * @param shared gets triples about other things, which other figures may state as well
     */
    public Mapped map(Figure figure, String file, StreamRDF shared, Consumer<Problem> problems) {
        int rows = figure.genes().size()
                + figure.chemicals().size()
                + figure.diseases().size();
        TripleBatch own = new TripleBatch(VOCABULARY, 80 + 4 * rows, 60 + 9 * rows); // Most figures need less.
        Mapping mapping = new Mapping(figure, own, shared);
        mapping.run();
        String fragment = mapping.subject.getURI() + "#";
        List<Triple> ofNodes = new ArrayList<>();
        for (Triple triple : schemaBlocks.map(figure, file, own, problems)) {
            if (triple.getSubject().getURI().startsWith(fragment)) {
                ofNodes.add(triple);
            } else {
                shared.triple(triple);
            }
        }
        ofNodes.sort(Comparator.comparing(triple -> triple.getSubject().getURI()));
        ofNodes.forEach(own::add);
        return new Mapped(own, mapping.repeatedRows);
    }

    /** Numbers from 0: nearly all are ranks and counts of matches, and to make a literal of one takes long. */
    private static final Node[] SMALL =
            LongStream.range(0, 1000).mapToObj(FigureMapper::integer).toArray(Node[]::new);

    private static Node integer(long number) {
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

    private final class Mapping {
        private final Figure figure;
        private final Node subject;
        private final TripleBatch own;
        private final StreamRDF shared;
        /** The subject's number. */
        private final int ofFigure;

        private int repeatedRows;

        Mapping(Figure figure, TripleBatch own, StreamRDF shared) {
            this.figure = figure;
            this.subject = Iris.figure(figure.id());
            this.own = own;
            this.shared = shared;
            this.ofFigure = own.term(subject);
        }

        void run() {
            say(Terms.RDF_TYPE, Pfocr.PathwayFigure);
            text(Terms.RDFS_LABEL, figure.title());
            text(Terms.DCTERMS_TITLE, figure.title());
            text(Terms.DCTERMS_IDENTIFIER, figure.id());
            text(Terms.DCTERMS_DESCRIPTION, figure.caption());
            text(Pfocr.figureNumber, figure.number());
            text(Pfocr.figureType, figure.type());
            new LinkedHashSet<>(figure.aliases()).forEach(alias -> text(Pfocr.alias, alias));
            Set<Node> formerPages = new LinkedHashSet<>();
            figure.formerPages().forEach(page -> formerPages.add(Iris.sitePage(page)));
            formerPages.forEach(page -> say(Pfocr.formerPage, page));
            text(Pfocr.fileName, figure.fileName());
            if (figure.pathwayScore() != null) {
                // In the lexical form that TDB2 gives back, so that a store and a dump hold the same term.
                say(
                        Pfocr.pathwayScore,
                        NodeFactory.createLiteralDT(
                                XSDNumUtils.stringForm(figure.pathwayScore().doubleValue()), XSDDatatype.XSDdouble));
            }
            number(ofFigure, Pfocr.searchRank, figure.searchRank());
            number(ofFigure, Pfocr.generation, (long) figure.generation());
            if (figure.paper() != null) {
                say(Terms.DCTERMS_IS_PART_OF, Iris.paper(figure.paper().pmcid()));
                if (figure.fileName() != null) {
                    say(
                            Terms.FOAF_DEPICTION,
                            Iris.image(imageTemplate, figure.paper().pmcid(), figure.fileName()));
                }
            }
            if (figure.link() != null) {
                say(Terms.FOAF_PAGE, Iris.pmcPage(figure.link()));
            }
            new LinkedHashSet<>(figure.wikiPathways()).forEach(id -> say(Pfocr.wikiPathway, Iris.wikiPathway(id)));
            Set<Node> networks = new LinkedHashSet<>();
            figure.ndexNetworks().forEach(uuid -> networks.add(Iris.ndex(uuid)));
            networks.forEach(network -> say(Pfocr.ndexNetwork, network));
            new LinkedHashSet<>(figure.annotations()).forEach(this::annotation);
            organisms();
            genes();
            terms(TermKind.CHEMICAL, figure.chemicals());
            terms(TermKind.DISEASE, figure.diseases());
        }

        private void annotation(Annotation annotation) {
            Node concept = Iris.annotation(annotation.type(), annotation.value());
            Node scheme = Iris.annotationScheme(annotation.type());
            say(Pfocr.annotation, concept);
            share(concept, Terms.RDF_TYPE, Pfocr.FigureAnnotation);
            share(concept, Terms.RDF_TYPE, Terms.SKOS_CONCEPT);
            share(concept, Terms.SKOS_PREF_LABEL, NodeFactory.createLiteralString(annotation.value()));
            share(concept, Terms.RDFS_LABEL, NodeFactory.createLiteralString(annotation.value()));
            share(concept, Terms.SKOS_IN_SCHEME, scheme);
            share(scheme, Terms.RDF_TYPE, Terms.SKOS_CONCEPT_SCHEME);
            share(scheme, Terms.RDFS_LABEL, NodeFactory.createLiteralString(annotation.type()));
        }

        /** Organisms whose taxonomy id the pages or the rows give; package {@code entity} says the rest. */
        private void organisms() {
            organismNames.ofPaper(figure).forEach(id -> say(Pfocr.organism, Iris.taxon(id)));
            organismNames.matched(figure).forEach(id -> say(Pfocr.matchedOrganism, Iris.taxon(id)));
        }

        private void genes() {
            List<GeneRow> rows = figure.genes();
            Map<String, Set<MatchCounts>> counts = new TreeMap<>();
            long[] keys = new long[rows.size()];
            long[] genes = new long[rows.size()];
            GeneRow before = null;
            for (int i = 0; i < keys.length; i++) {
                GeneRow row = rows.get(i);
                Taxon taxon = row.taxon();
                if (taxon != null && taxon.id() != null && row.counts() != null && !hasSameCounts(row, before)) {
                    counts.computeIfAbsent(taxon.id(), id -> new LinkedHashSet<>())
                            .add(row.counts());
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
            String[] distinct = Arrays.stream(iris)
                    .filter(Objects::nonNull)
                    .distinct()
                    .sorted()
                    .toArray(String[]::new);
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
                if (nextRows[first] != NONE) {
                    ofSeveralRows(mention, bodyProperty, rows, bodies, first, nextRows);
                } else if (bodies.ofRows()[first] != NONE) { // Nearly all.
                    own.add(mention, bodyProperty, bodies.terms()[bodies.ofRows()[first]]);
                }
            }
        }

        private void ofSeveralRows(
                int mention, int bodyProperty, List<?> rows, Bodies bodies, int first, int[] nextRows) {
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
        }

        private void words(int mention, String word, @Nullable String term) {
            own.add(mention, IN_FIGURE, ofFigure);
            own.add(mention, WORD, own.text(word));
            if (term != null) {
                own.add(mention, MATCHED_TERM, own.text(term));
            }
        }

        private void organismMatch(String taxonId, Set<MatchCounts> counts) {
            int match = own.term(Iris.organismMatch(subject, taxonId));
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
            values.forEach(value -> number(match, property, value));
        }

        private void terms(TermKind kind, List<TermRow> rows) {
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

        private void text(Node property, @Nullable String text) {
            if (text != null) {
                own.add(ofFigure, own.term(property), own.text(text));
            }
        }

        private void number(int about, Node property, @Nullable Long number) {
            if (number != null) {
                say(about, property, number >= 0 && number < SMALL.length ? SMALL[number.intValue()] : integer(number));
            }
        }

        private void say(Node property, Node object) {
            say(ofFigure, property, object);
        }

        private void say(int about, Node property, Node object) {
            own.add(about, own.term(property), own.term(object));
        }

        private void share(Node about, Node property, Node object) {
            shared.triple(Triple.create(about, property, object));
        }
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
        return taxon == null ? null : taxon.id() != null ? taxon.id() : taxon.name();
    }
}
