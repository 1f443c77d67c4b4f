package org.pfocr.rdf.sets;

import java.util.List;
import org.pfocr.rdf.sets.index.SetGroup;

/**
 * The genes of one organism that a list of names means, and the names that mean none of them.
 *
 * @param group the organism's genes
 * @param genes numbers of the genes, in order, each once
 * @param unknown names of no gene in any figure
 * @param elsewhere names of genes of other organisms only
 * @param ambiguous names of several genes of the organism
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record GeneList(
        SetGroup group, int[] genes, List<String> unknown, List<String> elsewhere, List<Ambiguous> ambiguous) {
    /**
     * A name that several genes have.
     *
     * @param isFamily whether it is the name of a family or complex
     * @param genes symbols of the genes, in order
     */
    public record Ambiguous(String name, boolean isFamily, List<String> genes) {}

    /** How many genes were found. */
    public int size() {
        return genes.length;
    }
}
