package org.pfocr.rdf.sets.index;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.jena.graph.Node;
import org.pfocr.rdf.sets.index.SetGroup.Kind;
import org.pfocr.rdf.store.read.IdNumbers;
import org.pfocr.rdf.store.read.TermTable;

/**
 * The names of genes that are in figures, each once for each gene and as the best that it is, in the order of the hashes of
 * the names without case.
 */
final class NameSections {
    private final IdNumbers texts = new IdNumbers();
    /** Text, gene and kind of each name as one number. */
    private final long[] keys;

    private int size;
    private final int textShift;

    /** @param geneNumbers the number in the file of each gene that the reader numbered */
    NameSections(MentionReader read, int[] geneNumbers, int memberBits) {
        this.keys = new long[read.names()];
        this.textShift = memberBits + GeneName.BITS;
        IdNumbers genes = read.members(Kind.GENE);
        int known = genes.size();
        int count = 0;
        for (int i = 0; i < keys.length; i++) {
            int gene = genes.number(read.nameGene(i));
            if (gene < known) { // Others are in no figure.
                long text = texts.number(read.nameText(i));
                keys[count++] = (text << memberBits | geneNumbers[gene]) << GeneName.BITS | read.nameKind(i);
            }
        }
        Arrays.parallelSort(keys, 0, count);
        for (int i = 0; i < count; i++) {
            if (size == 0 || keys[i] >>> GeneName.BITS != keys[size - 1] >>> GeneName.BITS) {
                keys[size++] = keys[i];
            }
        }
    }

    int size() {
        return size;
    }

    /** Hashes, texts and genes, for {@link SetFile}. */
    ByteBuffer[] sections(TermTable terms) {
        long[] hashOfText = new long[texts.size()];
        for (int i = 0; i < hashOfText.length; i++) {
            Node text = terms.term(texts.value(i));
            hashOfText[i] = text.isLiteral() ? GeneName.hash(GeneName.folded(text.getLiteralLexicalForm())) : -1;
        }
        long[] sorted = Arrays.stream(hashOfText).distinct().sorted().toArray();
        long[] order = new long[size];
        for (int i = 0; i < size; i++) {
            long rank = Arrays.binarySearch(sorted, hashOfText[(int) (keys[i] >>> textShift)]);
            order[i] = rank << Integer.SIZE | i;
        }
        Arrays.sort(order);
        long[] hashes = new long[size];
        long[] nameTexts = new long[size];
        int[] genes = new int[size];
        for (int i = 0; i < size; i++) {
            long key = keys[(int) order[i]];
            int text = (int) (key >>> textShift);
            hashes[i] = hashOfText[text];
            nameTexts[i] = texts.value(text);
            genes[i] = (int) (key & ((1L << textShift) - 1));
        }
        return new ByteBuffer[] {SetFile.of(hashes, size), SetFile.of(nameTexts, size), SetFile.of(genes, size)};
    }
}
