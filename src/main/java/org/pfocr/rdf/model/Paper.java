package org.pfocr.rdf.model;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one figure file says of its paper.
 *
 * @param pmcid such as {@code PMC3829346}; never empty
 * @param title paper title
 * @param citation reference text
 * @param year four digits, as text
 * @param doi as in the source, such as {@code 10.3390/ijms24054893}
 * @param pmid PubMed id, digits
 * @param journalTitle full journal title
 * @param journalAbbreviation NLM title abbreviation
 * @param publisher publisher's name
 * @param keywords author keywords
 */
public record Paper(
        String pmcid,
        @Nullable String title,
        @Nullable String citation,
        @Nullable String year,
        @Nullable String doi,
        @Nullable String pmid,
        @Nullable String journalTitle,
        @Nullable String journalAbbreviation,
        @Nullable String publisher,
        List<String> keywords)
        implements Serializable {}
