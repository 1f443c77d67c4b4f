package org.pfocr.rdf.search.index;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.IndexWriter;

/** Writes the index of things. For one thread. */
final class ThingWriter {
    private static final int MAX_NAME = 100;
    private static final int MAX_WORDS = 8;

    private ThingWriter() {}

    static void write(Gathered gathered, Things things, IndexWriter writer) throws IOException {
        for (int thing = 0; thing < things.size(); thing++) {
            Document document = new Document();
            int number = things.numbers()[thing];
            document.add(new NumericDocValuesField(Fields.NODE, gathered.all.value(number)));
            document.add(new NumericDocValuesField(Fields.KIND, things.kinds()[thing].place()));
            document.add(new NumericDocValuesField(Fields.COUNT, things.counts()[thing]));
            int[] names = gathered.names.of(number);
            names(document, gathered, things.kinds()[thing], names.length > 0 ? names : new int[] {number});
            writer.addDocument(document);
        }
    }

    private static void names(Document document, Gathered gathered, Kind kind, int[] numbers) {
        Set<String> exact = new LinkedHashSet<>();
        Set<String> whole = new LinkedHashSet<>();
        Set<String> words = new LinkedHashSet<>();
        Set<String> nameStarts = new LinkedHashSet<>();
        Set<String> wordStarts = new LinkedHashSet<>();
        for (int number : numbers) {
            String text = gathered.text(number);
            String name = text.length() > MAX_NAME ? text.substring(0, MAX_NAME) : text;
            String small = Letters.small(name);
            exact.add(Letters.plain(name));
            whole.add(small);
            starts(nameStarts, small);
            int left = MAX_WORDS;
            for (String word : small.split("[^\\p{L}\\p{N}]+", -1)) {
                if (!word.isEmpty() && left-- > 0) {
                    words.add(word);
                    starts(wordStarts, word);
                }
            }
            if (kind != Kind.KEYWORD) {
                document.add(new Field(Fields.TEXT, FigureAnalyzer.evened(name), Fields.RANKED));
            }
        }
        document.add(new Field(Fields.EXACT, new Listed(() -> exact), Fields.PLAIN));
        document.add(new Field(Fields.NAME, new Listed(() -> whole), Fields.PLAIN));
        document.add(new Field(Fields.WORD, new Listed(() -> words), Fields.PLAIN));
        document.add(new Field(Fields.NAME_START, new Listed(() -> nameStarts), Fields.PLAIN));
        document.add(new Field(Fields.WORD_START, new Listed(() -> wordStarts), Fields.PLAIN));
    }

    private static void starts(Set<String> starts, String name) {
        for (int length = 1; length <= Math.min(Fields.START_LETTERS, name.length()); length++) {
            starts.add(name.substring(0, length));
        }
    }
}
