package org.pfocr.rdf.convert;

/**
 * The accounts of a conversion.
 *
 * @param files figure files found
 * @param figures figures in the output
 * @param rejected figure files in the report only
 * @param rows gene, chemical and disease rows read
 * @param mappedRows rows of these that are in the output with all they say
 * @param repeatedRows mapped rows that say what another row of the figure says
 * @param reportedRows rows with an error in the report
 * @param papers distinct papers
 * @param genes distinct genes
 * @param triples triples about figures and what they mention
 * @param otherTriples triples that describe the data set and, where the output keeps graphs, the ontology
 * @param version of the data, such as {@code 2026-11-22}
 * @param versionFrom where the version comes from, in words
 */
public record Totals(
        int files,
        int figures,
        int rejected,
        long rows,
        long mappedRows,
        long repeatedRows,
        long reportedRows,
        int papers,
        int genes,
        long triples,
        long otherTriples,
        String version,
        String versionFrom) {}
