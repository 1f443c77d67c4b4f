package org.pfocr.rdf.search.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedNumericDocValuesField;
import org.apache.lucene.index.IndexWriter;
import org.jspecify.annotations.Nullable;

/** Writes figures into an index. For one thread. */
final class FigureWriter {
    private static final int MAX_KEPT = 1 << 18;
    /** A longer text is cut: nobody reads a caption of so many letters. */
    private static final int MAX_TEXT = 200_000;

    private static final int KEPT_TEXTS = 1 << 15;
    private static final int MAX_KEPT_LETTERS = 300;

    private final Gathered gathered;
    private final Things things;
    private final IndexWriter writer;
    private final List<String> words;
    private final Map<Integer, Forms> symbols = new HashMap<>();
    // Names and the like, which come again; by their numbers, the last one with a slot.
    private final int[] keptNumbers = new int[KEPT_TEXTS];
    private final @Nullable String[] keptTexts = new String[KEPT_TEXTS];

    /**
     * Forms of an OCR word.
     *
     * @param all in its own letters and in small ones
     * @param small in small ones
     */
    private record Forms(List<String> all, List<String> small) {}

    /** @param words of the texts of the figure that is being written, put there by the writer's analyzer */
    FigureWriter(Gathered gathered, Things things, IndexWriter writer, List<String> words) {
        this.gathered = gathered;
        this.things = things;
        this.writer = writer;
        this.words = words;
    }

    void write(int figure) throws IOException {
        words.clear();
        Document document = new Document();
        Set<String> ids = new LinkedHashSet<>();
        document.add(new NumericDocValuesField(Fields.NODE, gathered.all.value(figure)));
        int[] titles = gathered.ofFigure(figure, Part.TITLE);
        texts(document, Fields.TITLE, titles.length > 0 ? titles : gathered.ofFigure(figure, Part.LABEL));
        texts(document, Fields.CAPTION, gathered.ofFigure(figure, Part.CAPTION));
        for (Part part : new Part[] {Part.IDENTIFIER, Part.ALIAS, Part.WIKI_PATHWAY, Part.NDEX}) {
            ids(ids, gathered.ofFigure(figure, part));
        }
        paper(document, figure, ids);
        int[] own = things(figure);
        for (int thing : own) {
            if (things.kinds()[thing] != Kind.GENE) {
                texts(document, Fields.NAMES, gathered.names.of(things.numbers()[thing]));
            }
            document.add(new SortedNumericDocValuesField(Fields.THING, thing));
        }
        texts(document, Fields.NAMES, gathered.ofFigure(figure, Part.ORGANISM_NAME));
        document.add(new Field(Fields.THING, new Listed.Things(own), Fields.PLAIN));
        document.add(new NumericDocValuesField(Fields.GENES, gathered.ofFigure(figure, Part.GENE).length));
        List<String> forms = new ArrayList<>();
        List<String> smallForms = new ArrayList<>();
        for (int word : gathered.ofFigure(figure, Part.WORD)) {
            Forms ofWord = symbols(word);
            forms.addAll(ofWord.all);
            smallForms.addAll(ofWord.small);
        }
        document.add(new Field(Fields.SYMBOL, new Listed(() -> forms), Fields.PLAIN));
        document.add(new Field(Fields.ID, new Listed(() -> ids), Fields.PLAIN));
        // The last: it has the words of the fields before it.
        document.add(new Field(
                Fields.ALL,
                new Listed(() -> {
                    words.addAll(smallForms);
                    return words;
                }),
                Fields.PLAIN));
        writer.addDocument(document);
    }

    private void paper(Document document, int figure, Set<String> ids) {
        int[] papers = gathered.ofFigure(figure, Part.IS_PART_OF);
        for (int paper : papers) {
            texts(document, Fields.PAPER, gathered.ofPaper(paper, Part.TITLE));
            texts(document, Fields.KEYWORD, gathered.ofPaper(paper, Part.KEYWORD));
            for (Part part : new Part[] {Part.IDENTIFIER, Part.DOI, Part.PUBMED, Part.ISSUED}) {
                ids(ids, gathered.ofPaper(paper, part));
            }
        }
        if (papers.length > 0) {
            document.add(new NumericDocValuesField(Fields.PAPER_NODE, gathered.all.value(papers[0])));
            Integer year = year(gathered.ofPaper(papers[0], Part.ISSUED));
            if (year != null) {
                document.add(new NumericDocValuesField(Fields.YEAR, year));
            }
        }
    }

    private @Nullable Integer year(int[] issued) {
        for (int number : issued) {
            String text = gathered.text(number);
            if (text.matches("\\d{4}.*")) {
                return Integer.valueOf(text.substring(0, 4));
            }
        }
        return null;
    }

    private void ids(Set<String> ids, int[] numbers) {
        for (int number : numbers) {
            String id = Letters.small(gathered.text(number));
            if (id.length() <= MAX_TEXT / 1000) {
                ids.add(id);
            }
        }
    }

    private void texts(Document document, String field, int[] numbers) {
        for (int number : numbers) {
            String text = text(number);
            String cut = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
            document.add(new Field(field, FigureAnalyzer.evened(cut), Fields.RANKED));
        }
    }

    /** Places of what the figure has, each once, in order. */
    private int[] things(int figure) {
        IntStream all = IntStream.empty();
        for (Part part : Part.values()) {
            Kind kind = part.kind();
            if (kind != null) {
                int[] numbers = gathered.ofFigure(figure, part);
                all = IntStream.concat(all, IntStream.of(numbers).map(number -> things.place(kind, number)));
            }
        }
        return all.sorted().distinct().toArray();
    }

    /** The same words are in many figures. */
    private Forms symbols(int word) {
        Forms known = symbols.get(word);
        if (known == null) {
            Set<String> all = new LinkedHashSet<>();
            Set<String> small = new LinkedHashSet<>();
            for (String form : Letters.symbols(gathered.text(word))) {
                all.add(form);
                small.add(Letters.smallSymbol(form));
            }
            all.addAll(small);
            known = new Forms(List.copyOf(all), List.copyOf(small));
            if (symbols.size() < MAX_KEPT) {
                symbols.put(word, known);
            }
        }
        return known;
    }

    /** As {@link Gathered#text}. */
    private String text(int number) {
        int slot = number & (KEPT_TEXTS - 1);
        String known = keptTexts[slot];
        if (known != null && keptNumbers[slot] == number) {
            return known;
        }
        String text = gathered.text(number);
        if (text.length() <= MAX_KEPT_LETTERS) {
            keptNumbers[slot] = number;
            keptTexts[slot] = text;
        }
        return text;
    }
}
