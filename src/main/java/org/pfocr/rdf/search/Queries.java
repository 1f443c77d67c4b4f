package org.pfocr.rdf.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.search.Clause.Sign;
import org.pfocr.rdf.search.index.Fields;
import org.pfocr.rdf.search.index.FigureAnalyzer;
import org.pfocr.rdf.search.index.FigureAnalyzer.Word;
import org.pfocr.rdf.search.index.Letters;

/**
 * Makes Lucene's queries of what people type. Each word is looked for in every field, and the best place counts: its stem in
 * texts, ranked by BM25; its own letters among symbols; the genes that have it as a name; ids. Thread-safe.
 */
final class Queries {
    /** Other places than the best one count so much. */
    private static final float OTHERS = 0.2f;

    private static final float EXACT_SYMBOL = 5f;
    private static final float SMALL_SYMBOL = 3f;
    private static final float GENE = 1.5f;
    private static final float ID = 10f;
    private static final float EXACT_WORD = 0.3f;
    private static final float PREFIX = 1f;
    private static final float SIMILAR = 0.05f;
    private static final float NEAR = 2f;

    /** A word that is in fewer figures may be mistyped. */
    private static final int RARE = 5;

    private static final int MIN_SIMILAR_LETTERS = 5;
    private static final int TWO_SLIPS_LETTERS = 8;
    private static final int MAX_SIMILAR = 30;
    private static final int MAX_RANKED_GENES = 20;
    private static final int NEAR_WORDS = 3;

    private final IndexReader figures;
    private final ThingIndex things;

    Queries(IndexReader figures, ThingIndex things) {
        this.figures = figures;
        this.things = things;
    }

    /**
     * The query for a text.
     *
     * @param isAny whether one of the words is enough
     */
    Query of(Clause.Parsed parsed, Scope scope, boolean isAny) throws IOException {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        BooleanQuery.Builder wanted = new BooleanQuery.Builder();
        int count = 0;
        boolean isOther = false;
        List<Word> near = new ArrayList<>();
        for (Clause clause : parsed.clauses()) {
            Query query = clause(clause, scope);
            if (clause.sign() == Sign.FORBIDDEN) {
                all.add(query, Occur.MUST_NOT);
                continue;
            }
            List<Word> words = FigureAnalyzer.words(clause.text());
            boolean isCommon =
                    clause.type() == Clause.Type.WORD && words.stream().allMatch(word -> word.stem() == null);
            if (clause.sign() == Sign.REQUIRED) {
                all.add(query, Occur.MUST);
                isOther = true;
            } else if (isCommon && !isAny) {
                all.add(query, Occur.SHOULD);
                isOther = true;
            } else {
                wanted.add(query, Occur.SHOULD);
                count++;
            }
            near.addAll(words);
        }
        if (count > 0) {
            // One word in three may be another than the figure's, who knows its ending.
            int least = isAny ? (isOther ? 0 : 1) : count - count / 3;
            all.add(wanted.setMinimumNumberShouldMatch(least).build(), least == 0 ? Occur.SHOULD : Occur.MUST);
        } else if (!isOther) {
            all.add(new MatchAllDocsQuery(), Occur.MUST);
        }
        Query phrase = parsed.clauses().size() > 1 ? phrase(Fields.TITLE, near, NEAR_WORDS) : null;
        if (phrase != null && scope.isWhole()) {
            all.add(new BoostQuery(phrase, NEAR), Occur.SHOULD);
        }
        return all.build();
    }

    private Query clause(Clause clause, Scope whole) throws IOException {
        String field = clause.field();
        Scope scope = field == null || !whole.isWhole() ? whole : Scope.of(field);
        if (field != null && whole.isWhole() && (field.equals(Fields.SYMBOL) || field.equals(Fields.ID))) {
            return plain(field, clause);
        }
        return switch (clause.type()) {
            case PHRASE -> phrase(clause.text(), scope);
            case PREFIX -> beginning(clause.text(), scope);
            case PATTERN -> pattern(clause.text(), scope);
            case WORD -> words(clause.text(), scope, false);
            case SIMILAR -> words(clause.text(), scope, true);
        };
    }

    /** A clause about symbols or ids only. */
    private Query plain(String field, Clause clause) throws IOException {
        List<Query> places = new ArrayList<>();
        String text = Letters.plain(clause.text());
        if (clause.type() == Clause.Type.PREFIX) {
            places.add(new PrefixQuery(new Term(field, text)));
            places.add(new PrefixQuery(new Term(field, Letters.small(text))));
        } else if (field.equals(Fields.ID)) {
            places.add(new TermQuery(new Term(field, Letters.small(text))));
        } else {
            symbols(text, places);
            genes(text, places);
        }
        return new DisjunctionMaxQuery(places, OTHERS);
    }

    /** A word, or what signs within it make several of. */
    private Query words(String text, Scope scope, boolean isSimilar) throws IOException {
        List<Word> words = FigureAnalyzer.words(text);
        List<Query> places = new ArrayList<>();
        if (scope.hasSymbols()) {
            symbols(text, places);
        }
        if (scope.isWhole()) {
            genes(text, places);
            places.add(new BoostQuery(new TermQuery(new Term(Fields.ID, id(text))), ID));
        }
        if (words.size() == 1) {
            word(words.get(0), scope, isSimilar, places);
        } else if (words.size() > 1) {
            BooleanQuery.Builder all = new BooleanQuery.Builder();
            for (Word word : words) {
                List<Query> ofWord = new ArrayList<>();
                word(word, scope, isSimilar, ofWord);
                all.add(new DisjunctionMaxQuery(ofWord, OTHERS), Occur.MUST);
            }
            places.add(all.build());
            phrases(words, scope, 0, places);
        }
        return new DisjunctionMaxQuery(places, OTHERS);
    }

    private static String id(String text) {
        return Letters.small(text).replaceFirst("^(https?://(dx\\.)?doi\\.org/|doi:|pmid:|pmcid:)", "");
    }

    private void word(Word word, Scope scope, boolean isSimilar, List<Query> places) throws IOException {
        if (word.stem() != null) {
            scope.ranked()
                    .forEach((field, weight) ->
                            places.add(new BoostQuery(new TermQuery(new Term(field, word.stem())), weight)));
        }
        Term exact = new Term(Fields.ALL, word.exact());
        if (scope.isWhole()) {
            places.add(constant(new TermQuery(exact), EXACT_WORD));
        }
        boolean isWord = word.exact().length() >= MIN_SIMILAR_LETTERS
                && word.exact().chars().allMatch(Character::isLetter);
        boolean isRare = figures.docFreq(exact) < RARE
                && (word.stem() == null || figures.docFreq(new Term(Fields.CAPTION, word.stem())) < RARE);
        if (isWord && (isRare || isSimilar)) {
            int slips = word.exact().length() >= TWO_SLIPS_LETTERS ? 2 : 1;
            if (scope.isWhole()) {
                places.add(similar(exact, slips));
            } else {
                for (String field : scope.ranked().keySet()) {
                    Term term = new Term(field, word.stem() == null ? word.exact() : word.stem());
                    places.add(similar(term, slips));
                }
            }
        }
    }

    private Query similar(Term term, int slips) throws IOException {
        List<BytesRef> words = SimilarWords.of(figures, term.field(), term.text(), slips, MAX_SIMILAR);
        return constant(new TermInSetQuery(term.field(), words), SIMILAR);
    }

    private static Query constant(Query query, float score) {
        return new BoostQuery(new ConstantScoreQuery(query), score);
    }

    private static void symbols(String text, List<Query> places) {
        Set<String> forms = Letters.symbols(text);
        int left = 2; // The whole, and its parts in one; a part alone is another symbol.
        for (String form : forms) {
            if (left-- == 0) {
                break;
            }
            places.add(new BoostQuery(new TermQuery(new Term(Fields.SYMBOL, form)), EXACT_SYMBOL));
            String small = Letters.smallSymbol(form);
            if (!small.equals(form)) {
                places.add(new BoostQuery(new TermQuery(new Term(Fields.SYMBOL, small)), SMALL_SYMBOL));
            }
        }
    }

    private void genes(String text, List<Query> places) throws IOException {
        int[] genes = things.genes(text);
        if (genes.length > MAX_RANKED_GENES) {
            List<BytesRef> terms = new ArrayList<>();
            for (int gene : genes) {
                terms.add(Fields.term(gene));
            }
            places.add(constant(new TermInSetQuery(Fields.THING, terms), GENE));
            return;
        }
        for (int gene : genes) {
            places.add(new BoostQuery(new TermQuery(new Term(Fields.THING, Fields.term(gene))), GENE));
        }
    }

    private Query beginning(String text, Scope scope) {
        String small = Letters.small(text);
        // Signs within it: what stands before the last of them are whole words.
        String last = small.replaceFirst("^.*[^\\p{L}\\p{N}](?=[\\p{L}\\p{N}])", "");
        List<Query> places = new ArrayList<>();
        for (String field : scope.ranked().keySet()) {
            float weight = field.equals(Fields.TITLE) ? 2 * PREFIX : PREFIX;
            places.add(constant(new PrefixQuery(new Term(field, last)), weight));
        }
        if (scope.isWhole()) {
            places.add(constant(new PrefixQuery(new Term(Fields.ALL, last)), PREFIX));
            places.add(constant(new PrefixQuery(new Term(Fields.SYMBOL, Letters.plain(text))), PREFIX));
            places.add(constant(new PrefixQuery(new Term(Fields.ID, id(text))), PREFIX));
        }
        return new DisjunctionMaxQuery(places, OTHERS);
    }

    private Query pattern(String text, Scope scope) {
        String small = Letters.small(text).replaceAll("[^\\p{L}\\p{N}*]+", "").replaceAll("[*]{2,}", "*");
        if (scope.isWhole()) {
            return constant(new WildcardQuery(new Term(Fields.ALL, small)), PREFIX);
        }
        List<Query> places = new ArrayList<>();
        for (String field : scope.ranked().keySet()) {
            places.add(constant(new WildcardQuery(new Term(field, small)), PREFIX));
        }
        return new DisjunctionMaxQuery(places, OTHERS);
    }

    private Query phrase(String text, Scope scope) throws IOException {
        List<Word> words = FigureAnalyzer.words(text);
        List<Query> places = new ArrayList<>();
        if (words.size() == 1 && scope.isWhole()) {
            return exactly(text, words.get(0), scope);
        }
        phrases(words, scope, 0, places);
        if (scope.isWhole()) {
            symbols(text, places);
        }
        if (places.isEmpty() || words.stream().allMatch(word -> word.stem() == null)) {
            BooleanQuery.Builder all = new BooleanQuery.Builder();
            words.forEach(word -> all.add(new TermQuery(new Term(Fields.ALL, word.exact())), Occur.MUST));
            places.add(constant(all.build(), EXACT_WORD));
        }
        return new DisjunctionMaxQuery(places, OTHERS);
    }

    /** One word in quotes: as it stands, not its stem. */
    private Query exactly(String text, Word word, Scope scope) throws IOException {
        List<Query> places = new ArrayList<>();
        for (String form : Letters.symbols(text)) {
            places.add(new BoostQuery(new TermQuery(new Term(Fields.SYMBOL, form)), EXACT_SYMBOL));
        }
        places.add(constant(new TermQuery(new Term(Fields.ALL, word.exact())), EXACT_WORD));
        places.add(new BoostQuery(new TermQuery(new Term(Fields.ID, id(text))), ID));
        BooleanQuery.Builder query =
                new BooleanQuery.Builder().add(new DisjunctionMaxQuery(places, OTHERS), Occur.MUST);
        if (word.stem() != null) {
            List<Query> ranked = new ArrayList<>();
            scope.ranked()
                    .forEach((field, weight) ->
                            ranked.add(new BoostQuery(new TermQuery(new Term(field, word.stem())), weight)));
            query.add(new DisjunctionMaxQuery(ranked, OTHERS), Occur.SHOULD);
        }
        return query.build();
    }

    private static void phrases(List<Word> words, Scope scope, int slop, List<Query> places) {
        scope.ranked().forEach((field, weight) -> {
            Query phrase = phrase(field, words, slop);
            if (phrase != null) {
                places.add(new BoostQuery(phrase, weight));
            }
        });
    }

    /** Words one after the other; null where fewer than two are in ranked fields. */
    private static @Nullable Query phrase(String field, List<Word> words, int slop) {
        PhraseQuery.Builder phrase = new PhraseQuery.Builder().setSlop(slop);
        int count = 0;
        String only = "";
        for (int i = 0; i < words.size(); i++) {
            String stem = words.get(i).stem();
            if (stem != null) {
                phrase.add(new Term(field, stem), i);
                only = stem;
                count++;
            }
        }
        return count == 0
                ? null
                : count == 1 ? (slop > 0 ? null : new TermQuery(new Term(field, only))) : phrase.build();
    }
}
