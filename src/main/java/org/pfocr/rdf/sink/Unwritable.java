package org.pfocr.rdf.sink;

import java.util.Set;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.util.SplitIRI;

/** A triple that a syntax cannot hold and others can. The message names what it is about it. */
public final class Unwritable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Syntaxes without a form for RDF 1.2's triple terms. */
    private static final Set<Lang> WITHOUT_TRIPLE_TERMS = Set.of(Lang.RDFXML, Lang.TRIX, Lang.JSONLD, Lang.RDFJSON);

    private Unwritable(String what) {
        super(what);
    }

    /**
     * Looks, before it is written, whether a syntax can hold a triple.
     *
     * @throws Unwritable where it cannot
     */
    public static void check(Triple triple, Lang syntax) {
        if (syntax.equals(Lang.RDFXML)
                && SplitIRI.localnameXML(triple.getPredicate().getURI()).isEmpty()) {
            // RDF 1.1 XML Syntax, section 5.1: a property needs a name; there is no other way to write it.
            throw new Unwritable("RDF/XML cannot hold the property <"
                    + triple.getPredicate().getURI()
                    + ">, because it does not end in an XML name; choose another format, such as Turtle");
        }
        if (triple.getObject().isTripleTerm() && WITHOUT_TRIPLE_TERMS.contains(syntax)) {
            throw new Unwritable(syntax.getName() + " cannot hold the triple term " + triple.getObject()
                    + "; choose another format, such as N-Triples");
        }
    }
}
