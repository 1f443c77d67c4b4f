package org.pfocr.rdf.serve.thing;

import java.util.List;
import org.apache.jena.graph.Node;

/** Things that are drawn together with a thing. */
public interface Partners {
    /**
     * A partner.
     *
     * @param figures in which both are
     */
    record Partner(Node thing, long figures) {}

    /** Those in most of its figures, the first first. */
    List<Partner> of(Reading reading, Node thing, int most);
}
