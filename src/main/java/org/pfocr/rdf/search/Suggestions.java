package org.pfocr.rdf.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.search.found.Suggestion;
import org.pfocr.rdf.search.index.Fields;
import org.pfocr.rdf.search.index.FigureAnalyzer;
import org.pfocr.rdf.search.index.FigureAnalyzer.Word;
import org.pfocr.rdf.search.index.Kind;
import org.pfocr.rdf.search.index.Letters;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/** Suggests things, and then figures and papers by their titles and ids. Thread-safe. */
final class Suggestions {
    private static final int MIN_TITLE_LETTERS = 3;
    private static final int MAX_TITLES = 5;
    /** Kinds that are no suggestion by themselves. */
    private static final Set<Kind> HIDDEN = Set.of(Kind.TYPE, Kind.GENERATION);

    private final IndexSearcher figures;
    private final ThingIndex things;
    private final Texts texts;

    Suggestions(IndexSearcher figures, ThingIndex things, Texts texts) {
        this.figures = figures;
        this.things = things;
        this.texts = texts;
    }

    List<Suggestion> of(String typed, int limit) {
        String text = typed.strip().replaceAll("\\s+", " ");
        List<Suggestion> found = new ArrayList<>();
        if (text.chars().noneMatch(Character::isLetterOrDigit)) {
            return found;
        }
        try {
            int titles = text.length() < MIN_TITLE_LETTERS ? 0 : Math.min(MAX_TITLES, limit / 3);
            Set<Suggestion> ofTitles = new LinkedHashSet<>();
            if (titles > 0) {
                titles(Fields.TITLE, text, titles, ofTitles);
                titles(Fields.PAPER, text, titles, ofTitles);
            }
            int room = limit - Math.min(titles, ofTitles.size());
            for (int thing : things.beginning(text, 2 * limit)) {
                if (found.size() < room && !HIDDEN.contains(things.kind(thing))) {
                    found.add(thing(thing));
                }
            }
            ofTitles.stream().limit(limit - found.size()).forEach(found::add);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Suggestion thing(int thing) {
        long node = things.node(thing);
        Node itself = texts.node(node);
        Kind kind = things.kind(thing);
        if (itself.isLiteral()) {
            return new Suggestion(itself.getLiteralLexicalForm(), kind.word(), null, "", things.count(thing));
        }
        String label = texts.text(node, Terms.RDFS_LABEL);
        String detail =
                switch (kind) {
                    case GENE -> joined(texts.text(node, Terms.DCTERMS_TITLE), labelOf(node, Terms.WP_ORGANISM));
                    case ORGANISM -> texts.text(node, Pfocr.organismGroup);
                    case ANNOTATION -> labelOf(node, Terms.SKOS_IN_SCHEME);
                    default -> texts.text(node, Terms.DCTERMS_IDENTIFIER);
                };
        return new Suggestion(
                label.isEmpty() ? itself.toString() : label, kind.word(), itself, detail, things.count(thing));
    }

    private static String joined(String one, String other) {
        return one.isEmpty() ? other : other.isEmpty() ? one : one + ", " + other;
    }

    private String labelOf(long node, Node property) {
        Node other = texts.first(node, property);
        Long id = other == null ? null : texts.id(other);
        return id == null ? "" : texts.text(id, Terms.RDFS_LABEL);
    }

    /** Figures or papers whose titles have the words, the last of them perhaps not whole. */
    private void titles(String field, String text, int limit, Set<Suggestion> found) throws IOException {
        Query query = query(field, text);
        if (query == null) {
            return;
        }
        boolean isPaper = field.equals(Fields.PAPER);
        Weight weight = figures.createWeight(figures.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        int left = limit;
        for (LeafReaderContext leaf : figures.getIndexReader().leaves()) {
            Scorer scorer = left == 0 ? null : weight.scorer(leaf);
            if (scorer == null) {
                continue;
            }
            NumericDocValues nodes = DocValues.getNumeric(leaf.reader(), isPaper ? Fields.PAPER_NODE : Fields.NODE);
            DocIdSetIterator matches = scorer.iterator();
            for (int doc = matches.nextDoc();
                    doc != DocIdSetIterator.NO_MORE_DOCS && left > 0;
                    doc = matches.nextDoc()) {
                if (nodes.advanceExact(doc) && found.add(title(nodes.longValue(), isPaper))) {
                    left--;
                }
            }
        }
    }

    private Suggestion title(long node, boolean isPaper) {
        String title = texts.text(node, Terms.DCTERMS_TITLE);
        return new Suggestion(
                title.isEmpty() ? texts.text(node, Terms.RDFS_LABEL) : title,
                isPaper ? "paper" : "figure",
                texts.node(node),
                texts.text(node, Terms.DCTERMS_IDENTIFIER),
                1);
    }

    private static @Nullable Query query(String field, String text) {
        List<Word> words = FigureAnalyzer.words(text);
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        boolean isEmpty = true;
        for (int i = 0; i < words.size(); i++) {
            String stem = words.get(i).stem();
            boolean isLast = i == words.size() - 1;
            if (isLast && words.get(i).exact().length() >= MIN_TITLE_LETTERS) {
                BooleanQuery.Builder last = new BooleanQuery.Builder()
                        .add(new PrefixQuery(new Term(field, words.get(i).exact())), Occur.SHOULD);
                if (stem != null) {
                    last.add(new TermQuery(new Term(field, stem)), Occur.SHOULD);
                }
                all.add(last.build(), Occur.MUST);
                isEmpty = false;
            } else if (!isLast && stem != null) {
                all.add(new TermQuery(new Term(field, stem)), Occur.MUST);
                isEmpty = false;
            }
        }
        if (isEmpty) {
            return null;
        }
        String id = Letters.small(text);
        return field.equals(Fields.TITLE)
                ? new BooleanQuery.Builder()
                        .add(all.build(), Occur.SHOULD)
                        .add(new PrefixQuery(new Term(Fields.ID, id)), Occur.SHOULD)
                        .build()
                : all.build();
    }
}
