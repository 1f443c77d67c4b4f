package org.pfocr.rdf.model;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * An organism as a gene table or an organism page names it.
 *
 * @param id NCBI taxonomy id, digits; null where not known
 * @param name scientific name
 * @param commonName common name
 * @param group PFOCR's group of organisms, such as {@code Primates}
 */
public record Taxon(
        @Nullable String id,
        @Nullable String name,
        @Nullable String commonName,
        @Nullable String group) implements Serializable {

    /** What tells organisms apart in keys and IRIs: the taxonomy id, else the name; null where there is neither. */
    public @Nullable String key() {
        return id != null ? id : name;
    }

    /** The taxon of every generation 1 gene row. */
    public static final Taxon HUMAN = new Taxon("9606", "Homo sapiens", null, null);
}
