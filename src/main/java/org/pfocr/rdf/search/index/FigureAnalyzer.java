package org.pfocr.rdf.search.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.jspecify.annotations.Nullable;

/**
 * Cuts text into words (Unicode Standard Annex 29), folds their letters, leaves the commonest out and takes their English
 * endings off (M. Porter, 1980). Thread-safe, but for one that collects words.
 */
public final class FigureAnalyzer extends Analyzer {
    /** Between two texts of a field: no phrase goes from one into the other. */
    private static final int GAP = 100;

    private static final int MAX_WORD = 60;

    private final @Nullable Consumer<String> words;

    /** @param words where to put each word before its ending goes; null for nowhere */
    public FigureAnalyzer(@Nullable Consumer<String> words) {
        this.words = words;
    }

    @Override
    public int getPositionIncrementGap(String field) {
        return GAP;
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        StandardTokenizer tokenizer = new StandardTokenizer();
        TokenStream stream = new Folding(tokenizer, words);
        stream = new StopFilter(stream, EnglishAnalyzer.ENGLISH_STOP_WORDS_SET);
        return new TokenStreamComponents(tokenizer, new PorterStemFilter(stream));
    }

    /**
     * A text as it goes to this analyzer: in one that has only capitals they say nothing. Character by character, so that
     * places in the text stay what they are.
     */
    public static String evened(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLowerCase(text.charAt(i))) {
                return text;
            }
        }
        if (text.indexOf(' ') < 0) {
            return text;
        }
        StringBuilder small = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            small.append(Character.toLowerCase(text.charAt(i)));
        }
        return small.toString();
    }

    /**
     * A word of a text.
     *
     * @param exact in folded letters
     * @param stem without its ending; null for the commonest words, which are not in ranked fields
     */
    public record Word(String exact, @Nullable String stem) {}

    /** The words of what somebody typed. */
    public static List<Word> words(String text) {
        List<String> exact = new ArrayList<>();
        try (FigureAnalyzer analyzer = new FigureAnalyzer(exact::add);
                TokenStream stream = analyzer.tokenStream("", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            PositionIncrementAttribute step = stream.addAttribute(PositionIncrementAttribute.class);
            List<@Nullable String> stems = new ArrayList<>();
            stream.reset();
            while (stream.incrementToken()) {
                for (int i = 1; i < step.getPositionIncrement(); i++) {
                    stems.add(null);
                }
                stems.add(term.toString());
            }
            stream.end();
            List<Word> words = new ArrayList<>();
            for (int i = 0; i < exact.size(); i++) {
                words.add(new Word(exact.get(i), i < stems.size() ? stems.get(i) : null));
            }
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // A text in memory has none.
        }
    }

    private static final class Folding extends TokenFilter {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final @Nullable Consumer<String> words;

        Folding(TokenStream input, @Nullable Consumer<String> words) {
            super(input);
            this.words = words;
        }

        @Override
        public boolean incrementToken() throws IOException {
            if (!input.incrementToken()) {
                return false;
            }
            if (term.length() > MAX_WORD) {
                term.setLength(MAX_WORD);
            }
            Letters.fold(term);
            if (words != null) {
                words.accept(term.toString());
            }
            return true;
        }
    }
}
