package org.pfocr.rdf.search.found;

import org.pfocr.rdf.search.index.Kind;

/** No figure has what was asked for; the message is for the user. */
public final class UnknownThing extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    public UnknownThing(Kind kind, String name) {
        super("No figure has the " + kind.word() + " \"" + name + "\". Give its IRI, its id or its name.");
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
