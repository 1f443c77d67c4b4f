package org.pfocr.rdf.model;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of HGNC's complete set.
 *
 * @param id digits of the HGNC id
 * @param symbol the approved symbol
 * @param name the approved name
 * @param entrez NCBI Gene id
 * @param ensembl Ensembl gene id
 * @param uniprot UniProt accessions
 * @param aliases alias symbols
 * @param previous withdrawn symbols
 */
public record HgncGene(
        String id,
        String symbol,
        @Nullable String name,
        String entrez,
        @Nullable String ensembl,
        List<String> uniprot,
        List<String> aliases,
        List<String> previous)
        implements Serializable {}
