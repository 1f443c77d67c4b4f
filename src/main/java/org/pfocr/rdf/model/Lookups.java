package org.pfocr.rdf.model;

import java.io.Serializable;
import java.util.Map;

/**
 * What tables of other projects say of things that the figures mention. Immutable.
 *
 * @param papers other ids of papers by PMC id
 * @param licences licences of papers by PMC id, as the table writes them, such as {@code CC BY}
 * @param headings MeSH's own names by MeSH id
 * @param taxa taxonomy ids by organism name
 */
public record Lookups(
        Map<String, PaperIds> papers,
        Map<String, String> licences,
        Map<String, String> headings,
        Map<String, String> taxa)
        implements Serializable {

    /** No tables. */
    public static final Lookups NONE = new Lookups(Map.of(), Map.of(), Map.of(), Map.of());
}
