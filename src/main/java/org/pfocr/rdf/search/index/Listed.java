package org.pfocr.rdf.search.index;

import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.util.BytesRef;

/** Terms that need no cutting. For one thread. */
final class Listed extends TokenStream {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final Supplier<? extends Iterable<String>> terms;
    private Iterator<String> left = List.<String>of().iterator();

    /** @param terms asked for when the stream begins, after the fields before it have been read */
    Listed(Supplier<? extends Iterable<String>> terms) {
        this.terms = terms;
    }

    @Override
    public void reset() {
        left = terms.get().iterator();
    }

    @Override
    public boolean incrementToken() {
        if (!left.hasNext()) {
            return false;
        }
        term.setEmpty().append(left.next()); // The only attribute that changes.
        return true;
    }

    /** Numbers of things as terms. */
    static final class Things extends TokenStream {
        private final BytesTermAttribute term = addAttribute(BytesTermAttribute.class);
        private final int[] things;
        private int at;

        Things(int[] things) {
            this.things = things;
        }

        @Override
        public void reset() {
            at = 0;
        }

        @Override
        public boolean incrementToken() {
            if (at == things.length) {
                return false;
            }
            BytesRef bytes = Fields.term(things[at++]);
            term.setBytesRef(bytes);
            return true;
        }
    }
}
