package org.pfocr.rdf.convert;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Tables of other projects that the user gives; each may be packed by gzip, and null where it is not given.
 *
 * @param hgnc HGNC's complete set
 * @param pmcIds NCBI's table of PMC ids
 * @param licences PMC's open-access list
 * @param mesh NLM's MeSH as RDF
 * @param taxonomy NCBI Taxonomy's names.dmp
 */
public record OtherTables(
        @Nullable Path hgnc,
        @Nullable Path pmcIds,
        @Nullable Path licences,
        @Nullable Path mesh,
        @Nullable Path taxonomy) {

    /** No tables. */
    public static final OtherTables NONE = new OtherTables(null, null, null, null, null);
}
