package org.pfocr.rdf.release.table;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/** The tables of a release. A row of most is a thing of a class, and its first cell the thing's id. */
@SuppressWarnings("ImmutableEnumChecker") // Nodes and lists of List.of do not change.
public enum Table {
    FIGURES(
            "Figures",
            Pfocr.PathwayFigure,
            "figure",
            Map.of("paper", "papers"),
            Column.made("figure", "string", "id of the figure; https://pfocr.wikipathways.org/figures/ID.html in RDF"),
            Column.text("title", Terms.DCTERMS_TITLE, "title"),
            Column.text("label", Terms.RDFS_LABEL, "title, or number and paper where there is none"),
            Column.text("caption", Terms.DCTERMS_DESCRIPTION, "caption"),
            Column.text("number", Pfocr.figureNumber, "number in the paper"),
            Column.text("type", Pfocr.figureType, "sort of figure"),
            Column.text("paper", Terms.DCTERMS_IS_PART_OF, "the paper's id in PubMed Central"),
            Column.text("image", Terms.FOAF_DEPICTION, "address of the image"),
            Column.text("page", Terms.FOAF_PAGE, "address of the figure's page at PubMed Central"),
            Column.of("score", "number", Pfocr.pathwayScore, "how much it looks like a pathway, 0 to 1"),
            Column.of("search_rank", "integer", Pfocr.searchRank, "rank in the search that found it"),
            Column.of("generation", "integer", Pfocr.generation, "1 (2021) or 2 (from 2023 on)"),
            Column.texts("wikipathways", Pfocr.wikiPathway, "pathways made of it"),
            Column.texts("ndex", Pfocr.ndexNetwork, "its networks at NDEx"),
            Column.texts("aliases", Pfocr.alias, "other ids of it"),
            Column.texts("annotations", Pfocr.annotation, "IRIs of pathways, diseases and cells that it is about")),
    PAPERS(
            "Papers",
            Terms.FABIO_JOURNAL_ARTICLE,
            "paper",
            Map.of(),
            Column.made("paper", "string", "id in PubMed Central"),
            Column.text("title", Terms.DCTERMS_TITLE, "title"),
            Column.text("citation", Terms.DCTERMS_BIBLIOGRAPHIC_CITATION, "how to cite it"),
            Column.of("year", "year", Terms.DCTERMS_ISSUED, "year of publication, the earliest where files differ"),
            Column.text("pmid", Terms.FABIO_HAS_PUB_MED_ID, "id in PubMed"),
            Column.text("doi", Pfocr.doi, "DOI"),
            Column.text("journal", Pfocr.journalTitle, "journal"),
            Column.text("journal_abbreviation", Pfocr.journalAbbreviation, "its short title"),
            Column.text("publisher", Terms.DCTERMS_PUBLISHER, "publisher"),
            Column.texts("keywords", Terms.SCHEMA_KEYWORDS, "keywords of the authors")),
    GENES(
            "Genes",
            Pfocr.Gene,
            "gene",
            Map.of(),
            Column.made("gene", "integer", "NCBI Gene id"),
            Column.text("symbol", Terms.RDFS_LABEL, "symbol"),
            Column.texts("other_symbols", Terms.SKOS_ALT_LABEL, "other symbols"),
            Column.text("name", Terms.DCTERMS_TITLE, "name, with HGNC's table"),
            Column.texts("organism", Terms.WP_ORGANISM, "NCBI Taxonomy id of its species"),
            Column.texts("ensembl", Terms.WP_BDB_ENSEMBL, "Ensembl gene, with HGNC's table"),
            Column.texts("uniprot", Terms.WP_BDB_UNIPROT, "UniProt proteins, with HGNC's table")),
    CHEMICALS(
            "Chemicals",
            Pfocr.Chemical,
            "chemical",
            Map.of(),
            Column.made("chemical", "string", "MeSH id, or ChEBI's where there is none"),
            Column.text("label", Terms.RDFS_LABEL, "name"),
            Column.texts("other_labels", Terms.SKOS_ALT_LABEL, "other names"),
            Column.texts("chebi", Pfocr.chebiId, "digits of its ChEBI ids")),
    DISEASES(
            "Diseases",
            Pfocr.Disease,
            "disease",
            Map.of(),
            Column.made("disease", "string", "MeSH id, or the Disease Ontology's where there is none"),
            Column.text("label", Terms.RDFS_LABEL, "name"),
            Column.texts("other_labels", Terms.SKOS_ALT_LABEL, "other names"),
            Column.texts("doid", Pfocr.diseaseOntologyId, "ids in the Disease Ontology")),
    ORGANISMS(
            "Organisms",
            Pfocr.Organism,
            "organism",
            Map.of(),
            Column.made("organism", "string", "NCBI Taxonomy id"),
            Column.text("label", Terms.RDFS_LABEL, "name"),
            Column.texts("other_labels", Terms.SKOS_ALT_LABEL, "other names"),
            Column.texts("group", Pfocr.organismGroup, "group")),
    FIGURE_ORGANISMS(
            "Organisms of figures and their papers",
            null,
            null,
            Map.of("figure", "figures"),
            Column.made("figure", "string", "id of the figure"),
            Column.made("relation", "string", "property: organism (of the paper) or matchedOrganism (of its genes)"),
            Column.made("organism", "string", "NCBI Taxonomy id; empty where only a name is known"),
            Column.made("name", "string", "name of an organism without id")),
    MENTIONS(
            "What was read in figures: one row for each word and each gene, chemical or disease that it stands for",
            null,
            null,
            Map.of("figure", "figures"),
            Column.made("figure", "string", "id of the figure"),
            Column.made("mention", "string", "part of the mention's IRI behind the figure's and #"),
            Column.made("kind", "string", "gene, chemical or disease"),
            Column.text("word", Pfocr.word, "text as it was read"),
            Column.text("matched_term", Pfocr.matchedTerm, "entry of the lexicon that it matched"),
            Column.text("lexicon", Pfocr.lexicon, "lexicon"),
            Column.made(
                    "flavour", "string", "first flavour of gene sets that has the match; empty where it is no gene"),
            Column.text("organism", Pfocr.taxon, "NCBI Taxonomy id"),
            Column.text("family", Pfocr.geneGroup, "IRI of the family or complex that the word stands for"),
            Column.of("rows", "integer", Pfocr.rowCount, "rows of the source"),
            Column.made(
                    "entity", "string", "id in the table of genes, chemicals or diseases; empty where it has none"));

    private final String title;
    private final @Nullable Node rowClass;
    private final @Nullable String key;
    private final Map<String, String> references;
    private final List<Column> columns;

    Table(
            String title,
            @Nullable Node rowClass,
            @Nullable String key,
            Map<String, String> references,
            Column... columns) {
        this.title = title;
        this.rowClass = rowClass;
        this.key = key;
        this.references = references;
        this.columns = List.of(columns);
    }

    /** What is in it, for people. */
    String title() {
        return title;
    }

    /** The class whose things are the rows; null where the rows are other things. */
    @Nullable
    Node rowClass() {
        return rowClass;
    }

    /** The column that tells rows apart; null where none does. */
    @Nullable
    String key() {
        return key;
    }

    /** Column to the table whose key it has. */
    Map<String, String> references() {
        return references;
    }

    public List<Column> columns() {
        return columns;
    }

    /** What follows the release's name in that of the file, without ending. */
    String fileKey() {
        return "-" + toString().replace('_', '-');
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
