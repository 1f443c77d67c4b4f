package org.pfocr.rdf.answer.columns;

import org.apache.jena.graph.Node;
import org.pfocr.rdf.store.read.TermTable;

/** Terms and their ids, also of terms that a query has made. For one query and one thread. */
public interface TermIds {
    /** The term of an id. */
    Node term(long id);

    /** What the term of an id is. */
    TermTable.Kind kind(long id);

    /** The id of a term: that of the store, or one of the query's own where no quad has it. */
    long id(Node term);
}
