package org.pfocr.rdf.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One published pathway figure and what was recognised in it.
 *
 * @param id the FIGID, such as {@code PMC3829346__zbc0361357840007}; never empty
 * @param generation shape of the source: 1 (rows inline) or 2 (side tables)
 * @param title figure title
 * @param caption figure caption
 * @param number as printed, such as {@code FIGURE 7} or {@code F7}
 * @param type such as {@code Figure}, {@code Scheme}
 * @param aliases other FIGIDs of the same figure
 * @param formerPages site paths that redirect to this figure, such as {@code /figures/PMC3829346__F7}
 * @param fileName name of the image file
 * @param link path or URL of the figure's page at PubMed Central
 * @param pathwayScore probability that the image is a pathway, 0 to 1
 * @param searchRank rank in the PubMed Central image search that found it, from 0
 * @param paper the paper it appeared in; null where no PMC id is known
 * @param organisms organism names of the paper
 * @param matchedOrganisms organism names whose genes were matched
 * @param wikiPathways WikiPathways ids, such as {@code WP5283}
 * @param ndexNetworks NDEx network UUIDs
 * @param annotations enrichment terms
 * @param genes gene rows in the order of the source
 * @param chemicals chemical rows in the order of the source
 * @param diseases disease rows in the order of the source
 * @param schemaBlocks the schema.org JSON-LD blocks; the first is about the figure
 */
public record Figure(
        String id,
        int generation,
        @Nullable String title,
        @Nullable String caption,
        @Nullable String number,
        @Nullable String type,
        List<String> aliases,
        List<String> formerPages,
        @Nullable String fileName,
        @Nullable String link,
        @Nullable Double pathwayScore,
        @Nullable Long searchRank,
        @Nullable Paper paper,
        List<String> organisms,
        List<String> matchedOrganisms,
        List<String> wikiPathways,
        List<String> ndexNetworks,
        List<Annotation> annotations,
        List<GeneRow> genes,
        List<TermRow> chemicals,
        List<TermRow> diseases,
        List<SchemaBlock> schemaBlocks) {

    /** The same figure with these WikiPathways ids and NDEx networks. */
    public Figure withNetworks(List<String> newWikiPathways, List<String> newNdexNetworks) {
        return new Figure(
                id,
                generation,
                title,
                caption,
                number,
                type,
                aliases,
                formerPages,
                fileName,
                link,
                pathwayScore,
                searchRank,
                paper,
                organisms,
                matchedOrganisms,
                newWikiPathways,
                newNdexNetworks,
                annotations,
                genes,
                chemicals,
                diseases,
                schemaBlocks);
    }
}
