package org.pfocr.rdf.model;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Other identifiers of a paper, from NCBI's table of PMC ids: PubMed id (digits) and DOI. */
public record PaperIds(@Nullable String pmid, @Nullable String doi) implements Serializable {}
