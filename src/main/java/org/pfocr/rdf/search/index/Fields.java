package org.pfocr.rdf.search.index;

import java.util.List;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;

/** The fields of the index. */
public final class Fields {
    /** Folders of the figures' index in the generation's; each has the figures of one thread. */
    public static final List<String> FIGURES = List.of("search/figures-0", "search/figures-1");

    /** Folder of the index of things. */
    public static final String THINGS = "search/things";

    // Of figures: stemmed text.
    public static final String TITLE = "title";
    public static final String CAPTION = "caption";
    public static final String PAPER = "paper";
    public static final String KEYWORD = "keyword";
    /** Names of chemicals, diseases, organisms and annotations. */
    public static final String NAMES = "names";

    // Of figures: words as they are.
    /** All words of the texts, not stemmed. */
    public static final String ALL = "all";
    /** OCR words and what they matched, in their own letters and in small ones. */
    public static final String SYMBOL = "symbol";
    /** PMC ids, DOIs and the like, in small letters. */
    public static final String ID = "id";
    /** Numbers of the figure's things, as four bytes. */
    public static final String THING = "thing";

    // Of figures: columns.
    /** Node ids of the figure and of its paper. */
    public static final String NODE = "node";

    public static final String PAPER_NODE = "paperNode";
    public static final String YEAR = "year";
    public static final String GENES = "genes";

    // Of things; a thing's number is that of its document, and the one in most figures is the first.
    /** Names, not stemmed and in small letters: whole, and each word. */
    public static final String NAME = "name";

    public static final String WORD = "word";
    /** The first letters of a name, and of a word. */
    public static final String NAME_START = "nameStart";

    public static final String WORD_START = "wordStart";
    /** Names in their own letters. */
    public static final String EXACT = "exact";
    /** Stemmed names. */
    public static final String TEXT = "text";

    public static final String KIND = "kind";
    public static final String COUNT = "count";

    /** Beginnings of names that are indexed as such; longer ones are looked up in the sorted names. */
    public static final int START_LETTERS = 3;

    /** Stemmed text, for ranking and phrases. */
    static final FieldType RANKED = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, false);

    /** Words of which only their being there counts. */
    static final FieldType PLAIN = type(IndexOptions.DOCS, true);

    private Fields() {}

    private static FieldType type(IndexOptions options, boolean omitsNorms) {
        FieldType type = new FieldType();
        type.setIndexOptions(options);
        type.setOmitNorms(omitsNorms);
        type.setTokenized(true);
        type.freeze();
        return type;
    }

    /** The term of a thing in {@link #THING}. */
    public static BytesRef term(int thing) {
        return new BytesRef(
                new byte[] {(byte) (thing >>> 24), (byte) (thing >>> 16), (byte) (thing >>> 8), (byte) thing});
    }
}
