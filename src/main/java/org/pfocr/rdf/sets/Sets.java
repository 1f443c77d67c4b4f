package org.pfocr.rdf.sets;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.sets.index.SetGroup;
import org.pfocr.rdf.sets.index.SetGroup.Kind;
import org.pfocr.rdf.sets.index.SetIndex;
import org.pfocr.rdf.store.read.OpenGeneration;
import org.pfocr.rdf.store.read.Quads;
import org.pfocr.rdf.vocab.Flavour;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/** The sets of a generation that is open: its genes, chemicals and diseases by figure. Thread-safe. */
public final class Sets {
    private static final int MOST_CANDIDATES = 10;

    private final SetIndex index;
    private final Facts facts;
    private final GeneFinder finder;
    private final Neighbours neighbours;
    /** Counted once for each organism and flavour that is asked for; all together are smaller than the file. */
    private final Map<CountedKey, GeneSets> counted = new ConcurrentHashMap<>();

    private final Map<CountedKey, Frequencies> frequencies = new ConcurrentHashMap<>();

    /** @param group null for all organisms */
    private record CountedKey(@Nullable SetGroup group, Flavour flavour) {}

    private Sets(SetIndex index, Quads quads) {
        this.index = index;
        this.facts = new Facts(quads);
        this.finder = new GeneFinder(index, facts);
        this.neighbours = new Neighbours(index);
    }

    /**
     * Opens the sets of a generation; use them as long as it is open.
     *
     * @return null where it has none, since it has no figures or was made by an earlier version
     * @throws IOException also where they are damaged
     */
    public static @Nullable Sets open(OpenGeneration generation) throws IOException {
        SetIndex index = SetIndex.open(generation.folder());
        return index == null ? null : new Sets(index, generation.quads());
    }

    /**
     * What an enrichment is asked of.
     *
     * @param flavour which of the figures' genes count
     * @param least the smallest figures that are tested, in genes
     * @param most the largest
     * @param background names of the genes that could have been in the list; null for all that are drawn in the organism
     */
    public record Options(
            Flavour flavour, int least, int most, @Nullable Collection<String> background) {
        /** All genes of a figure, figures of all sizes, and all drawn genes as background. */
        public static final Options DEFAULT = new Options(Flavour.ALL, 1, Integer.MAX_VALUE, null);
    }

    /**
     * Finds the genes of a list.
     *
     * @param names IRIs, NCBI Gene ids, symbols or other names
     * @param organism taxonomy id, IRI or name; null for the one that most names are of
     * @throws UnusableRequest where the organism is unknown, or no name is known
     */
    public GeneList find(Collection<String> names, @Nullable String organism) throws UnusableRequest {
        return finder.find(names, organism == null ? null : finder.organism(organism));
    }

    /**
     * Tests all figures of the list's organism.
     *
     * @param isCancelled asked now and then; then a {@link java.util.concurrent.CancellationException} is thrown
     * @throws UnusableRequest where the background has no gene that is drawn
     */
    public Enrichment enrich(GeneList list, Options options, BooleanSupplier isCancelled) throws UnusableRequest {
        GeneSets sets = sets(list.group(), options.flavour);
        int[] background = null;
        if (options.background != null) {
            background = finder.find(options.background, list.group()).genes();
            if (background.length == 0) {
                throw new UnusableRequest("the background names no gene of the list's organism");
            }
        }
        return new Enrichment(new Overlaps(sets, list.genes(), background, options.least, options.most, isCancelled));
    }

    private GeneSets sets(SetGroup group, Flavour flavour) {
        return counted.computeIfAbsent(new CountedKey(group, flavour), key -> new GeneSets(index, group, key.flavour));
    }

    /** A figure by its IRI or its id; null where there is none. */
    public @Nullable Node figure(String iriOrId) {
        List<Long> candidates = new ArrayList<>();
        if (iriOrId.contains(":")) {
            Long id = facts.id(Iris.external(iriOrId));
            if (id != null) {
                candidates.add(id);
            }
        } else {
            Long text = facts.id(NodeFactory.createLiteralString(iriOrId));
            facts.subjects(Terms.DCTERMS_IDENTIFIER, text, candidates);
            facts.subjects(Pfocr.alias, text, candidates);
        }
        for (long candidate : candidates) {
            if (facts.is(candidate, Terms.RDF_TYPE, Pfocr.PathwayFigure)) {
                return facts.term(candidate);
            }
        }
        return null;
    }

    /**
     * A gene, chemical or disease that is in a figure.
     *
     * @param name its IRI, or what names a gene
     * @param organism of the gene; null for the one in more figures
     * @return null where there is none, or several genes
     */
    public @Nullable Node thing(String name, @Nullable String organism) throws UnusableRequest {
        Long id = name.contains(":") ? facts.id(Iris.external(name)) : null;
        if (id != null && !index.memberNumbers(id).isEmpty()) {
            return facts.term(id);
        }
        SetGroup group = organism == null ? null : finder.organism(organism);
        GeneList list;
        try {
            list = finder.find(List.of(name), group);
        } catch (UnusableRequest e) {
            return null; // No gene in any figure.
        }
        return list.named().isEmpty()
                ? null
                : facts.term(index.member(
                        list.group().firstMember() + list.named().get(0).number()));
    }

    /**
     * The genes of any organism with a symbol, an alias by which a figure names them, or an identifier; symbols first. A
     * family's name means none of its genes here.
     */
    public List<Node> genesCalled(String name) {
        return finder.genesCalled(name).stream()
                .map(number -> facts.term(index.member(number)))
                .distinct()
                .toList();
    }

    /** The figure of a row. */
    public Node figure(Enrichment enrichment, int row) {
        return facts.term(index.figure(enrichment.figure(row)));
    }

    /** The row of a figure; negative where it has none. */
    public int row(Enrichment enrichment, Node figure) {
        Long id = facts.id(figure);
        int number = id == null ? -1 : index.figureNumber(id);
        return number < 0 ? -1 : enrichment.rowOf(number);
    }

    /** What a list says of a row's figure. */
    public FigureEntry entry(Enrichment enrichment, int row) {
        return FigureEntry.of(facts, index.figure(enrichment.figure(row)));
    }

    /** What a list says of a figure that is in the store. */
    public FigureEntry entry(Near figure) {
        return FigureEntry.of(facts, Objects.requireNonNull(facts.id(figure.thing())));
    }

    /** The genes that list and figure share, in the order of the store. */
    public List<Gene> genes(Enrichment enrichment, int row) {
        return Arrays.stream(enrichment.genes(row)).mapToObj(this::gene).toList();
    }

    private Gene gene(int member) {
        return new Gene(facts.term(index.member(member)), facts.label(index.member(member), Terms.RDFS_LABEL));
    }

    /**
     * A name and what it means.
     *
     * @param isFamily whether it is the name of a family or complex
     * @param genes one, or more where the name is ambiguous; of very many the first
     * @param count how many genes there are in all
     */
    public record Meaning(String name, boolean isFamily, List<Gene> genes, int count) {}

    /** The names of a list that mean one gene. */
    public List<Meaning> named(GeneList list) {
        int first = list.group().firstMember();
        return list.named().stream()
                .map(name -> new Meaning(name.name(), false, List.of(gene(first + name.number())), 1))
                .toList();
    }

    /** The names of a list that mean several genes. */
    public List<Meaning> ambiguous(GeneList list) {
        int first = list.group().firstMember();
        return list.ambiguous().stream()
                .map(name -> new Meaning(
                        name.name(),
                        name.isFamily(),
                        name.numbers().stream()
                                .limit(MOST_CANDIDATES)
                                .map(number -> gene(first + number))
                                .toList(),
                        name.numbers().size()))
                .toList();
    }

    /** The organism's IRI; null for genes of which the organism is not known. */
    public @Nullable Node organism(GeneList list) {
        long id = list.group().organism();
        return id == SetGroup.NO_ORGANISM ? null : facts.term(id);
    }

    /**
     * Something that is near to what was asked for.
     *
     * @param thing figure, gene, chemical or disease
     * @param kind what it is; null for a figure
     * @param shared how many genes or figures both have
     * @param score cosine of inverse document frequencies (figures), or pointwise mutual information in bits
     */
    public record Near(Node thing, @Nullable Kind kind, int shared, double score) {}

    /**
     * The figures that are most like a figure, by the cosine of their genes' inverse document frequencies.
     *
     * @param organism whose genes count: taxonomy id, IRI or name; null for all
     * @param limit most that are wanted
     * @return empty where the node is no figure, or shares no gene with others
     */
    public List<Near> similar(Node figure, Flavour flavour, @Nullable String organism, int limit)
            throws UnusableRequest {
        Long id = facts.id(figure);
        int number = id == null ? -1 : index.figureNumber(id);
        if (number < 0) {
            return List.of();
        }
        SetGroup group = organism == null ? null : finder.organism(organism);
        Frequencies ofGenes = frequencies.computeIfAbsent(
                new CountedKey(group, flavour),
                key -> new Frequencies(index, key.flavour, other -> group == null || other.equals(group)));
        List<Near> near = new ArrayList<>();
        for (Neighbours.Neighbour found : neighbours.similar(number, ofGenes, limit)) {
            near.add(new Near(facts.term(index.figure(found.number())), null, found.shared(), found.score()));
        }
        return near;
    }

    /** The genes that two figures share, in the order of the store. */
    public List<Gene> shared(Node one, Node other, Flavour flavour, @Nullable String organism) throws UnusableRequest {
        SetGroup group = organism == null ? null : finder.organism(organism);
        Set<Integer> of = genes(one, flavour, group);
        of.retainAll(genes(other, flavour, group));
        return of.stream().map(this::gene).toList();
    }

    /** The genes of a figure, as the index numbers them. */
    private SortedSet<Integer> genes(Node figure, Flavour flavour, @Nullable SetGroup group) {
        SortedSet<Integer> genes = new TreeSet<>();
        Long id = facts.id(figure);
        int number = id == null ? -1 : index.figureNumber(id);
        if (number < 0) {
            return genes;
        }
        for (int i = index.figureStart(number); i < index.figureStart(number + 1); i++) {
            int set = index.figureSet(i);
            for (int at = index.setStart(set); at < index.setStart(set + 1); at++) {
                int member = index.setMember(at);
                SetGroup own = index.groupOfMember(member >>> SetIndex.FLAVOUR_BITS);
                if ((member & SetIndex.FLAVOUR_MASK) <= flavour.number()
                        && own.kind() == Kind.GENE
                        && (group == null || own.equals(group))) {
                    genes.add(member >>> SetIndex.FLAVOUR_BITS);
                }
            }
        }
        return genes;
    }

    /** The label of a gene, chemical, disease or organism; its IRI where it has none. */
    public String label(Node thing) {
        Long id = facts.id(thing);
        String label = id == null ? null : facts.text(id, Terms.RDFS_LABEL);
        label = label != null || id == null ? label : facts.text(id, Terms.SKOS_PREF_LABEL);
        return label != null ? label : thing.toString();
    }

    /** What partners may be. */
    public enum Partners {
        GENES(Kind.GENE),
        CHEMICALS(Kind.CHEMICAL),
        DISEASES(Kind.DISEASE),
        ALL(Kind.values());

        @SuppressWarnings("ImmutableEnumChecker") // It cannot be changed.
        private final List<Kind> kinds;

        Partners(Kind... kinds) {
            this.kinds = List.of(kinds);
        }
    }

    /**
     * What is drawn in the most figures together with a gene, chemical or disease.
     *
     * @param organism of the genes among the partners: taxonomy id, IRI or name; null for a gene's own, and for all with a
     *     chemical or disease
     * @param limit most that are wanted
     * @return empty where the node is in no figure
     */
    public List<Near> drawnWith(Node thing, Flavour flavour, Partners partners, @Nullable String organism, int limit)
            throws UnusableRequest {
        Long id = facts.id(thing);
        List<Integer> numbers = id == null ? List.of() : index.memberNumbers(id);
        List<Near> near = new ArrayList<>();
        if (numbers.isEmpty()) {
            return near;
        }
        // An id may be that of a chemical and of a disease; the one in more figures is meant.
        int member = numbers.stream()
                .max((a, b) -> Integer.compare(
                        index.memberStart(a + 1) - index.memberStart(a),
                        index.memberStart(b + 1) - index.memberStart(b)))
                .orElseThrow();
        SetGroup own = index.groupOfMember(member);
        SetGroup group = organism != null ? finder.organism(organism) : own.kind() == Kind.GENE ? own : null;
        Predicate<SetGroup> wanted = other -> partners.kinds.contains(other.kind())
                && (other.kind() != Kind.GENE || group == null || other.equals(group));
        for (Neighbours.Neighbour found : neighbours.partners(member, flavour, wanted, limit)) {
            near.add(new Near(
                    facts.term(index.member(found.number())),
                    index.groupOfMember(found.number()).kind(),
                    found.shared(),
                    found.score()));
        }
        return near;
    }
}
