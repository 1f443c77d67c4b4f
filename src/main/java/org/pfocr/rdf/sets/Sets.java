package org.pfocr.rdf.sets;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.sets.index.Flavour;
import org.pfocr.rdf.sets.index.SetGroup;
import org.pfocr.rdf.sets.index.SetGroup.Kind;
import org.pfocr.rdf.sets.index.SetIndex;
import org.pfocr.rdf.store.read.OpenGeneration;
import org.pfocr.rdf.store.read.Quads;
import org.pfocr.rdf.vocab.Terms;

/** The sets of a generation that is open: its genes, chemicals and diseases by figure. Thread-safe. */
public final class Sets {
    private final SetIndex index;
    private final Quads quads;
    private final GeneFinder finder;
    private final Neighbours neighbours;
    /** Counted once for each organism and flavour that is asked for; all together are smaller than the file. */
    private final Map<CountedKey, GeneSets> counted = new ConcurrentHashMap<>();

    private final Map<CountedKey, Frequencies> frequencies = new ConcurrentHashMap<>();

    /** @param group null for all organisms */
    private record CountedKey(@Nullable SetGroup group, Flavour flavour) {}

    private Sets(SetIndex index, Quads quads) {
        this.index = index;
        this.quads = quads;
        this.finder = new GeneFinder(index, quads);
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

    /** The figure of a row. */
    public Node figure(Enrichment enrichment, int row) {
        return quads.terms().term(index.figure(enrichment.figure(row)));
    }

    /** The title of a row's figure; empty where it has none. */
    public String title(Enrichment enrichment, int row) {
        String title = finder.text(index.figure(enrichment.figure(row)), Terms.DCTERMS_TITLE);
        return title == null ? "" : title;
    }

    /** Symbols of the genes that list and figure share, by their IRIs' order in the store. */
    public List<String> symbols(Enrichment enrichment, int row) {
        return Arrays.stream(enrichment.genes(row)).mapToObj(finder::symbol).toList();
    }

    /** The symbol of a gene of a list. */
    public String symbol(GeneList list, int gene) {
        return finder.symbol(list.group().firstMember() + gene);
    }

    /** The organism's IRI; null for genes of which the organism is not known. */
    public @Nullable Node organism(GeneList list) {
        long id = list.group().organism();
        return id == SetGroup.NO_ORGANISM ? null : quads.terms().term(id);
    }

    /**
     * Something that is near to what was asked for.
     *
     * @param thing figure, gene, chemical or disease
     * @param shared how many genes or figures both have
     * @param score cosine of inverse document frequencies (figures), or pointwise mutual information in bits
     */
    public record Near(Node thing, int shared, double score) {}

    /**
     * The figures that are most like a figure, by the cosine of their genes' inverse document frequencies.
     *
     * @param organism whose genes count: taxonomy id, IRI or name; null for all
     * @param limit most that are wanted
     * @return empty where the node is no figure, or shares no gene with others
     */
    public List<Near> similar(Node figure, Flavour flavour, @Nullable String organism, int limit)
            throws UnusableRequest {
        Long id = quads.terms().id(figure);
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
            near.add(new Near(quads.terms().term(index.figure(found.number())), found.shared(), found.score()));
        }
        return near;
    }

    /** What partners may be. */
    public enum Partners {
        GENES(Kind.GENE),
        CHEMICALS(Kind.CHEMICAL),
        DISEASES(Kind.DISEASE),
        ALL(Kind.values());

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
        Long id = quads.terms().id(thing);
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
            near.add(new Near(quads.terms().term(index.member(found.number())), found.shared(), found.score()));
        }
        return near;
    }
}
