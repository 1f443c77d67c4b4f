package org.pfocr.rdf.map;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
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
import org.pfocr.rdf.model.Taxon;
import org.pfocr.rdf.model.TermRow;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/**
 * The triples of one figure. The order of its rows does not matter, and nothing is said twice.
 *
 * <p>What is said of genes, chemicals, diseases, organisms and papers comes from {@link Entities}, once for the whole
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
     * Maps a figure.
     *
     * @param file name of the figure file, for problems
     * @param own gets the triples about the figure, its mentions and its block's nodes; those of a subject lie together,
     *     but for those of the figure, which are the first and come again at the end
     * @param shared gets triples about other things, which other figures may state as well
     */
    public void map(Figure figure, String file, StreamRDF own, StreamRDF shared, Consumer<Problem> problems) {
        new Mapping(figure, own, shared).run();
        Node subject = Iris.figure(figure.id());
        String fragment = subject.getURI() + "#";
        List<Triple> ofNodes = new ArrayList<>();
        for (Triple triple : schemaBlocks.map(figure, file, problems)) {
            if (triple.getSubject().equals(subject)) {
                own.triple(triple);
            } else if (triple.getSubject().getURI().startsWith(fragment)) {
                ofNodes.add(triple);
            } else {
                shared.triple(triple);
            }
        }
        ofNodes.sort(Comparator.comparing(triple -> triple.getSubject().getURI()));
        ofNodes.forEach(own::triple);
    }

    /** Numbers from 0: nearly all are ranks and counts of matches, and to make a literal of one takes long. */
    private static final Node[] SMALL =
            LongStream.range(0, 1000).mapToObj(FigureMapper::integer).toArray(Node[]::new);

    private static Node integer(long number) {
        return NodeFactory.createLiteralDT(Long.toString(number), XSDDatatype.XSDinteger);
    }

    /** A row with the key of its mention. */
    private record Keyed<R>(long key, R row) {}

    private final class Mapping {
        private final Figure figure;
        private final Node subject;
        private final StreamRDF own;
        private final StreamRDF shared;

        Mapping(Figure figure, StreamRDF own, StreamRDF shared) {
            this.figure = figure;
            this.subject = Iris.figure(figure.id());
            this.own = own;
            this.shared = shared;
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
            number(subject, Pfocr.searchRank, figure.searchRank());
            number(subject, Pfocr.generation, (long) figure.generation());
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

        /** Organisms whose taxonomy id the pages or the rows give; {@link Entities} says the rest. */
        private void organisms() {
            taxa(figure, false, organismNames).forEach(id -> say(Pfocr.organism, Iris.taxon(id)));
            taxa(figure, true, organismNames).forEach(id -> say(Pfocr.matchedOrganism, Iris.taxon(id)));
        }

        private void genes() {
            // Each a node only: what comes after finds again what it saw before fastest if it is the same object.
            Map<String, Node> genes = new HashMap<>();
            Map<String, Node> taxa = new HashMap<>();
            Map<String, Set<MatchCounts>> counts = new TreeMap<>();
            GeneRow before = null;
            for (GeneRow row : figure.genes()) {
                if (row.entrez() != null) {
                    genes.computeIfAbsent(row.entrez(), Iris::gene);
                }
                Taxon taxon = row.taxon();
                if (taxon != null && taxon.id() != null) {
                    boolean repeats = before != null
                            && taxon.equals(before.taxon())
                            && Objects.equals(row.counts(), before.counts());
                    if (row.counts() != null && !repeats) {
                        counts.computeIfAbsent(taxon.id(), id -> new LinkedHashSet<>())
                                .add(row.counts());
                    }
                }
                before = row;
            }
            List<Map.Entry<String, Node>> sorted = new ArrayList<>(genes.entrySet());
            sorted.sort(Map.Entry.comparingByKey());
            sorted.forEach(gene -> say(Pfocr.mentionsGene, gene.getValue()));
            eachMention(
                    "gene",
                    figure.genes(),
                    row -> Iris.mentionKey("gene", row.word(), row.matchedTerm(), row.lexicon(), taxonKey(row.taxon())),
                    (mention, rows) -> {
                        GeneRow first = rows.get(0);
                        mention(mention, Pfocr.GeneMention, first.word(), first.matchedTerm(), first.lexicon());
                        if (first.taxon() != null && first.taxon().id() != null) {
                            say(
                                    mention,
                                    Pfocr.taxon,
                                    taxa.computeIfAbsent(first.taxon().id(), Iris::taxon));
                        }
                        bodies(mention, Pfocr.gene, rows, row -> row.entrez() == null ? null : genes.get(row.entrez()));
                    });
            counts.forEach(this::organismMatch);
        }

        /** Gives each mention with its rows to the consumer, in the order of the mentions' IRIs. */
        private <R> void eachMention(
                String kind, List<R> rows, ToLongFunction<R> key, BiConsumer<Node, List<R>> consumer) {
            List<Keyed<R>> keyed = new ArrayList<>(rows.size());
            rows.forEach(row -> keyed.add(new Keyed<>(key.applyAsLong(row), row)));
            keyed.sort((a, b) -> Long.compareUnsigned(a.key, b.key));
            List<R> sorted = keyed.stream().map(Keyed::row).toList();
            int start = 0;
            while (start < sorted.size()) {
                long first = keyed.get(start).key;
                int end = start + 1;
                while (end < sorted.size() && keyed.get(end).key == first) {
                    end++;
                }
                consumer.accept(Iris.mention(subject, kind, first), sorted.subList(start, end));
                start = end;
            }
        }

        /** What the rows of a mention say it is, each once, sorted. */
        private <R> void bodies(Node mention, Node property, List<R> rows, Function<R, @Nullable Node> entity) {
            if (rows.size() == 1) { // Nearly all.
                Node body = entity.apply(rows.get(0));
                if (body != null) {
                    say(mention, property, body);
                }
                return;
            }
            Set<Node> bodies = new TreeSet<>(FigureMapper::byIri);
            for (R row : rows) {
                Node body = entity.apply(row);
                if (body != null) {
                    bodies.add(body);
                }
            }
            bodies.forEach(body -> say(mention, property, body));
        }

        private void organismMatch(String taxonId, Set<MatchCounts> counts) {
            Node match = Iris.organismMatch(subject, taxonId);
            say(match, Terms.RDF_TYPE, Pfocr.OrganismMatch);
            say(match, Pfocr.inFigure, subject);
            say(match, Pfocr.taxon, Iris.taxon(taxonId));
            numbers(match, Pfocr.directMatchCount, counts, MatchCounts::direct);
            numbers(match, Pfocr.synonymMatchCount, counts, MatchCounts::synonym);
            numbers(match, Pfocr.matchCount, counts, MatchCounts::match);
        }

        private void numbers(
                Node match, Node property, Set<MatchCounts> counts, Function<MatchCounts, @Nullable Long> part) {
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
            Set<Node> entities = new TreeSet<>(FigureMapper::byIri);
            for (TermRow row : rows) {
                Node entity = kind.entity(row);
                if (entity != null) {
                    entities.add(entity);
                }
            }
            entities.forEach(entity -> say(kind.mentions, entity));
            eachMention(
                    kind.key,
                    rows,
                    row -> Iris.mentionKey(kind.key, row.word(), row.matchedTerm(), Pfocr.PUBTATOR, null),
                    (mention, sameText) -> {
                        TermRow first = sameText.get(0);
                        mention(mention, kind.mentionClass, first.word(), first.matchedTerm(), Pfocr.PUBTATOR);
                        bodies(mention, kind.body, sameText, kind::entity);
                    });
        }

        private void mention(
                Node mention, Node mentionClass, String word, @Nullable String term, @Nullable String lexicon) {
            say(mention, Terms.RDF_TYPE, mentionClass);
            say(mention, Pfocr.inFigure, subject);
            say(mention, Pfocr.word, NodeFactory.createLiteralString(word));
            if (term != null) {
                say(mention, Pfocr.matchedTerm, NodeFactory.createLiteralString(term));
            }
            if (lexicon != null) {
                say(mention, Pfocr.lexicon, Pfocr.lexicon(lexicon));
            }
        }

        private void text(Node property, @Nullable String text) {
            if (text != null) {
                say(property, NodeFactory.createLiteralString(text));
            }
        }

        private void number(Node about, Node property, @Nullable Long number) {
            if (number != null) {
                say(about, property, number >= 0 && number < SMALL.length ? SMALL[number.intValue()] : integer(number));
            }
        }

        private void say(Node property, Node object) {
            say(subject, property, object);
        }

        private void say(Node about, Node property, Node object) {
            own.triple(Triple.create(about, property, object));
        }

        private void share(Node about, Node property, Node object) {
            shared.triple(Triple.create(about, property, object));
        }
    }

    /** Taxonomy ids that the figure itself states: of its organisms, or of those whose genes were matched. Sorted. */
    static Set<String> taxa(Figure figure, boolean matched, OrganismNames names) {
        Set<String> taxa = new TreeSet<>();
        for (String name : matched ? figure.matchedOrganisms() : figure.organisms()) {
            String id = names.taxonId(name);
            if (id != null) {
                taxa.add(id);
            }
        }
        if (matched && figure.generation() == 2) { // In generation 1 that rows are human is a rule, not a finding.
            Taxon last = null;
            for (GeneRow row : figure.genes()) {
                Taxon taxon = row.taxon();
                if (taxon != null
                        && taxon.id() != null
                        && !taxon.equals(last)) { // Mostly it is that of the row before.
                    last = taxon;
                    taxa.add(taxon.id());
                }
            }
        }
        return taxa;
    }

    private static @Nullable String taxonKey(@Nullable Taxon taxon) {
        return taxon == null ? null : taxon.id() != null ? taxon.id() : taxon.name();
    }

    private static int byIri(Node a, Node b) {
        return a.getURI().compareTo(b.getURI());
    }
}
