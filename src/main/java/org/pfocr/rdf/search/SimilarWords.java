package org.pfocr.rdf.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;

/**
 * The words of an index that are a few letters away from a word: one more, one fewer, another one, or two that have changed
 * places. As Lucene's fuzzy query finds them with the first letter as its prefix; but that makes an automaton of a long word
 * in a tenth of a second, and to compare the few thousand words with one first letter takes a millisecond or two. Stateless.
 */
final class SimilarWords {
    private SimilarWords() {}

    /**
     * The nearest words, of the equally near those in most texts.
     *
     * @param most letters between them
     */
    static List<BytesRef> of(IndexReader reader, String field, String word, int most, int limit) throws IOException {
        int[] wanted = word.codePoints().toArray();
        Map<BytesRef, Integer> near = new HashMap<>();
        Map<BytesRef, Integer> texts = new HashMap<>();
        BytesRef first = new BytesRef(new String(wanted, 0, 1));
        for (LeafReaderContext leaf : reader.leaves()) {
            Terms terms = leaf.reader().terms(field);
            TermsEnum all = terms == null ? TermsEnum.EMPTY : terms.iterator();
            if (terms == null || all.seekCeil(first) == TermsEnum.SeekStatus.END) {
                continue;
            }
            for (BytesRef term = all.term(); term != null && startsWith(term, first); term = all.next()) {
                if (term.length < wanted.length - most || term.length > 4 * (wanted.length + most)) {
                    continue;
                }
                int distance = distance(wanted, term.utf8ToString().codePoints().toArray(), most);
                if (distance <= most) {
                    BytesRef found = BytesRef.deepCopyOf(term);
                    near.put(found, distance);
                    texts.merge(found, all.docFreq(), Integer::sum);
                }
            }
        }
        List<BytesRef> words = new ArrayList<>(near.keySet());
        words.sort(Comparator.<BytesRef>comparingInt(near::get)
                .thenComparingInt(term -> -texts.getOrDefault(term, 0))
                .thenComparing(Comparator.naturalOrder()));
        return words.size() <= limit ? words : words.subList(0, limit);
    }

    private static boolean startsWith(BytesRef term, BytesRef start) {
        if (term.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if (term.bytes[term.offset + i] != start.bytes[start.offset + i]) {
                return false;
            }
        }
        return true;
    }

    /** The distance of two words; some number above the most where it is more. */
    private static int distance(int[] one, int[] other, int most) {
        if (Math.abs(one.length - other.length) > most) {
            return most + 1;
        }
        int[] beforeLast = new int[other.length + 1];
        int[] last = new int[other.length + 1];
        int[] row = new int[other.length + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length; i++) {
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
            row[0] = i;
            int least = i;
            for (int j = 1; j <= other.length; j++) {
                int cost = one[i - 1] == other[j - 1] ? 0 : 1;
                row[j] = Math.min(last[j - 1] + cost, 1 + Math.min(last[j], row[j - 1]));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            if (least > most) {
                return most + 1;
            }
        }
        return row[other.length];
    }
}
