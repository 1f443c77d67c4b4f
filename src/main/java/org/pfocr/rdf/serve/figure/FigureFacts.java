package org.pfocr.rdf.serve.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.page.Kind;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/** What the store says of one figure, its paper and what was read in it. For one thread, within a read transaction. */
public final class FigureFacts {
    /** Mentions of one figure; the largest has some thousands. */
    private static final int MAX_MENTIONS = 20_000;

    /**
     * What OCR read at one place or more, and what it was taken for.
     *
     * @param genes or the one chemical or disease; none where the name has no identifier
     * @param group the family or complex that the name stands for; null where it is none
     * @param taxon of the name's species; null where it is not known
     */
    record Mention(
            String word,
            String term,
            @Nullable Node lexicon,
            List<Node> genes,
            @Nullable Node group,
            @Nullable Node taxon) {}

    final Node figure;
    final String id;
    private final Reading reading;
    private final Map<Node, String> labels = new HashMap<>();

    /** The facts of a figure. */
    public FigureFacts(Node figure, Reading reading) {
        this.figure = figure;
        this.reading = reading;
        this.id = Reading.id(figure);
    }

    /** The figure's own title, else its paper's, else what it is called for want of one. */
    String title() {
        String own = text(Terms.DCTERMS_TITLE);
        if (!own.isBlank()) {
            return own.strip();
        }
        Node paper = paper();
        String of = paper == null ? "" : reading.text(paper, Terms.DCTERMS_TITLE);
        return of.isBlank() ? reading.label(figure) : of.strip();
    }

    String text(Node property) {
        return reading.text(figure, property);
    }

    List<Node> all(Node property) {
        return reading.objects(figure, property);
    }

    @Nullable
    Node paper() {
        return reading.object(figure, Terms.DCTERMS_IS_PART_OF);
    }

    /** A text of the paper; empty where there is none. */
    String paper(Node property) {
        Node paper = paper();
        return paper == null ? "" : reading.text(paper, property);
    }

    List<Node> papers(Node property) {
        Node paper = paper();
        return paper == null ? List.of() : reading.objects(paper, property);
    }

    /** The PubMed Central id of the paper; empty where it is not known. */
    String pmcid() {
        Node paper = paper();
        String name = paper == null ? "" : Reading.id(paper);
        return name.matches("PMC\\d+") ? name : "";
    }

    List<String> images() {
        return Images.of(text(Terms.FOAF_DEPICTION), pmcid(), text(Pfocr.fileName));
    }

    String label(Node thing) {
        return labels.computeIfAbsent(thing, reading::label);
    }

    /** What was read, by the kind of thing: genes, chemicals and diseases; in the order of the names that were matched. */
    Map<Kind, List<Mention>> mentions() {
        Map<Kind, List<Mention>> mentions = new TreeMap<>();
        for (Node mention : reading.subjects(Pfocr.inFigure, figure, MAX_MENTIONS)) {
            String fragment = Reading.text(mention);
            String name = fragment.substring(fragment.indexOf('#') + 1);
            Kind kind = name.startsWith("gene-")
                    ? Kind.GENE
                    : name.startsWith("chemical-") ? Kind.CHEMICAL : name.startsWith("disease-") ? Kind.DISEASE : null;
            if (kind != null) {
                Node link =
                        switch (kind) {
                            case CHEMICAL -> Pfocr.chemical;
                            case DISEASE -> Pfocr.disease;
                            default -> Pfocr.gene;
                        };
                mentions.computeIfAbsent(kind, k -> new ArrayList<>())
                        .add(new Mention(
                                reading.text(mention, Pfocr.word),
                                reading.text(mention, Pfocr.matchedTerm),
                                reading.object(mention, Pfocr.lexicon),
                                named(reading.objects(mention, link)),
                                kind == Kind.GENE ? reading.object(mention, Pfocr.geneGroup) : null,
                                kind == Kind.GENE ? reading.object(mention, Pfocr.taxon) : null));
            }
        }
        mentions.values()
                .forEach(list -> list.sort(Comparator.comparing(
                                (Mention m) -> (m.term().isEmpty() ? m.word() : m.term()).toLowerCase(Locale.ROOT))
                        .thenComparing(Mention::word)
                        .thenComparing(m -> m.genes().toString())));
        return mentions;
    }

    private List<Node> named(List<Node> things) {
        List<Node> sorted = new ArrayList<>(things);
        sorted.sort(Comparator.comparing(this::label).thenComparing(node -> node.toString()));
        return sorted;
    }

    /** The species of a mention: its own, else that of its genes where they have one. */
    String species(Mention mention) {
        if (mention.taxon() != null) {
            return label(mention.taxon());
        }
        Set<String> names = new LinkedHashSet<>();
        for (Node gene : mention.genes()) {
            Node organism = reading.object(gene, Terms.WP_ORGANISM);
            if (organism != null) {
                names.add(label(organism));
            }
        }
        return String.join(", ", names);
    }

    /** The genes of the figure by name. */
    List<Node> genes() {
        return named(all(Pfocr.mentionsGene));
    }

    /** The name of a lexicon in a few words. */
    static String lexicon(String label) {
        return switch (label) {
            case "HGNC approved symbol" -> "HGNC symbol";
            case "HGNC alias symbol" -> "HGNC alias";
            case "HGNC previous symbol" -> "HGNC previous";
            default -> label;
        };
    }
}
