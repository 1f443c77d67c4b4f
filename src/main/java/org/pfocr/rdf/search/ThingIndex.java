package org.pfocr.rdf.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.pfocr.rdf.search.index.Fields;
import org.pfocr.rdf.search.index.Kind;
import org.pfocr.rdf.search.index.Letters;

/**
 * Things that figures are about, by their names. Things are numbered by the number of their figures, so the first that match
 * are those that most figures have. Thread-safe.
 */
final class ThingIndex {
    /** A name of more genes is of a family, which its word finds. */
    private static final int MAX_GENES = 1_000;

    private static final int MIN_SIMILAR_LETTERS = 5;

    private final IndexSearcher searcher;
    private final byte[] kinds;
    private final int[] counts;
    private final long[] nodes;
    /** Numbers in the order of the nodes. */
    private final int[] byNode;

    ThingIndex(DirectoryReader reader) throws IOException {
        this.searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
        int size = reader.maxDoc();
        kinds = new byte[size];
        counts = new int[size];
        nodes = new long[size];
        for (LeafReaderContext leaf : reader.leaves()) {
            NumericDocValues kind = values(leaf, Fields.KIND);
            NumericDocValues count = values(leaf, Fields.COUNT);
            NumericDocValues node = values(leaf, Fields.NODE);
            for (int i = 0; i < leaf.reader().maxDoc(); i++) {
                kinds[leaf.docBase + i] = kind.advanceExact(i) ? (byte) kind.longValue() : 0;
                counts[leaf.docBase + i] = count.advanceExact(i) ? (int) count.longValue() : 0;
                nodes[leaf.docBase + i] = node.advanceExact(i) ? node.longValue() : 0;
            }
        }
        byNode = IntStream.range(0, size)
                .boxed()
                .sorted((a, b) -> Long.compare(nodes[a], nodes[b]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static NumericDocValues values(LeafReaderContext leaf, String field) throws IOException {
        return Objects.requireNonNull(leaf.reader().getNumericDocValues(field), field);
    }

    IndexSearcher searcher() {
        return searcher;
    }

    int size() {
        return kinds.length;
    }

    Kind kind(int thing) {
        return Kind.at(kinds[thing]);
    }

    /** Figures that have it. */
    int count(int thing) {
        return counts[thing];
    }

    long node(int thing) {
        return nodes[thing];
    }

    /** The thing of a kind that a node stands for; negative where there is none. */
    int of(long node, Kind kind) {
        int low = 0;
        int high = byNode.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (nodes[byNode[middle]] < node) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int i = low; i < byNode.length && nodes[byNode[i]] == node; i++) {
            if (kind(byNode[i]) == kind) {
                return byNode[i];
            }
        }
        return -1;
    }

    /** Genes that have a name: in its own letters, or in any where it is no common word. */
    int[] genes(String name) throws IOException {
        Set<Integer> found = new LinkedHashSet<>();
        String plain = Letters.plain(name);
        String small = Letters.small(name);
        first(new TermQuery(new Term(Fields.EXACT, plain)), MAX_GENES, found);
        if (!Letters.isCommon(small)) {
            first(new TermQuery(new Term(Fields.NAME, small)), MAX_GENES, found);
        }
        return found.stream()
                .filter(thing -> kind(thing) == Kind.GENE)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The thing of a kind that has a name, the one in most figures; negative where there is none. */
    int named(String name, Kind kind) throws IOException {
        Set<Integer> found = new LinkedHashSet<>();
        first(new TermQuery(new Term(Fields.EXACT, Letters.plain(name))), MAX_GENES, found);
        first(new TermQuery(new Term(Fields.NAME, Letters.small(name))), MAX_GENES, found);
        return found.stream().filter(thing -> kind(thing) == kind).findFirst().orElse(-1);
    }

    /** Things of which a name, or a word of one, begins as somebody has typed: such as are called so before all others. */
    List<Integer> beginning(String typed, int limit) throws IOException {
        String small = Letters.small(typed);
        Set<Integer> found = new LinkedHashSet<>();
        first(new TermQuery(new Term(Fields.NAME, small)), limit, found);
        first(start(small, Fields.NAME, Fields.NAME_START), limit, found);
        if (found.size() < limit) {
            first(words(small), limit, found);
        }
        if (found.isEmpty() && small.length() >= MIN_SIMILAR_LETTERS) {
            first(new FuzzyQuery(new Term(Fields.WORD, small), 1, 1), limit, found);
        }
        return found.stream().limit(limit).toList();
    }

    private static Query start(String text, String field, String starts) {
        return text.length() <= Fields.START_LETTERS
                ? new TermQuery(new Term(starts, text))
                : new PrefixQuery(new Term(field, text));
    }

    private static Query words(String text) {
        List<String> words = Arrays.stream(text.split("[^\\p{L}\\p{N}]+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (int i = 0; i < words.size(); i++) {
            boolean isLast = i == words.size() - 1;
            all.add(
                    isLast
                            ? start(words.get(i), Fields.WORD, Fields.WORD_START)
                            : new TermQuery(new Term(Fields.WORD, words.get(i))),
                    Occur.MUST);
        }
        return all.build();
    }

    /** Adds the first matches, which are those in most figures. */
    private void first(Query query, int limit, Set<Integer> found) throws IOException {
        Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        int left = limit;
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            Scorer scorer = weight.scorer(leaf);
            if (scorer == null) {
                continue;
            }
            DocIdSetIterator matches = scorer.iterator();
            for (int doc = matches.nextDoc();
                    doc != DocIdSetIterator.NO_MORE_DOCS && left > 0;
                    doc = matches.nextDoc()) {
                if (found.add(leaf.docBase + doc)) {
                    left--;
                }
            }
        }
    }
}
