package org.pfocr.rdf.sets;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.pfocr.rdf.sets.index.SetGroup;

/**
 * The genes of one organism that a list of names means, and the names that mean none of them.
 *
 * @param group the organism's genes
 * @param named names that mean one gene, in the order of the list
 * @param unknown names of no gene in any figure
 * @param elsewhere names of genes of other organisms only
 * @param ambiguous names of several genes of the organism
 */
public record GeneList(
        SetGroup group, List<Named> named, List<String> unknown, List<String> elsewhere, List<Ambiguous> ambiguous) {
    /** Between the names of a list in one text; an IRI may hold a comma, a symbol may not. */
    private static final Pattern BETWEEN = Pattern.compile("[\\s|;]+|,\\s*(?![^\\s|;]*://)");

    /**
     * A name that means a gene.
     *
     * @param number of the gene within the organism
     */
    record Named(String name, int number) {}

    /**
     * A name that several genes have.
     *
     * @param isFamily whether it is the name of a family or complex
     * @param numbers of the genes within the organism, in order
     */
    record Ambiguous(String name, boolean isFamily, List<Integer> numbers) {}

    /** Names that stand in one text, with blanks, commas, semicolons or bars between. */
    public static List<String> split(String text) {
        return Arrays.stream(BETWEEN.split(text))
                .filter(Predicate.not(String::isEmpty))
                .toList();
    }

    /** Names that stand in several texts. */
    public static List<String> split(Collection<String> texts) {
        return texts.stream().flatMap(text -> split(text).stream()).toList();
    }

    /** Numbers of the genes within the organism, in order, each once. */
    int[] genes() {
        return named.stream().mapToInt(Named::number).sorted().distinct().toArray();
    }

    /** How many genes were found. */
    public int size() {
        return genes().length;
    }
}
