package org.pfocr.rdf.serve.figure;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.page.Kind;
import org.pfocr.rdf.vocab.Terms;

/** The genes of a figure as files for other programs. Stateless. */
public final class FigureFiles {
    private FigureFiles() {}

    /**
     * A file by its name.
     *
     * @return null where there is no such file
     */
    public static @Nullable String of(String name, FigureFacts facts, Reading reading) {
        List<Node> genes = facts.genes();
        return switch (name) {
            case "genes.txt" ->
                genes.stream()
                        .map(facts::label)
                        .distinct()
                        .map(s -> clean(s) + "\n")
                        .collect(Collectors.joining());
            case "genes.tsv" ->
                "symbol\tncbigene\torganism\n"
                        + genes.stream()
                                .map(gene -> clean(facts.label(gene)) + "\t" + id(gene) + "\t" + organism(gene, reading)
                                        + "\n")
                                .collect(Collectors.joining());
            case "genes.gmt" -> set(facts, genes.stream().map(FigureFiles::id).toList());
            case "symbols.gmt" ->
                set(
                        facts,
                        genes.stream()
                                .map(gene -> clean(facts.label(gene)))
                                .distinct()
                                .toList());
            default -> null;
        };
    }

    private static String organism(Node gene, Reading reading) {
        Node organism = reading.object(gene, Terms.WP_ORGANISM);
        return organism == null ? "" : clean(reading.label(organism));
    }

    private static String id(Node gene) {
        return Kind.GENE.path(gene.toString()).substring(Kind.GENE.folder().length() + 1);
    }

    /** One line: name, description, members (GMT, Broad Institute). */
    private static String set(FigureFacts facts, List<String> members) {
        return facts.id + "\t" + clean(facts.title()) + "\t" + String.join("\t", members) + "\n";
    }

    /** A cell has no tab and no end of line. */
    private static String clean(String text) {
        return text.replaceAll("[\\t\\n\\r]+", " ").strip();
    }
}
