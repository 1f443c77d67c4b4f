package org.pfocr.rdf.vocab;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The data sets to which the output links, and the IRIs by which it names their things. */
public enum LinkTarget {
    NCBI_GENE("NCBI Gene", "https://www.ncbi.nlm.nih.gov/gene/", "https://identifiers.org/ncbigene/"),
    NCBI_GENE_RDF("NCBI Gene RDF", "https://rdfportal.org/dataset/ncbigene", "http://identifiers.org/ncbigene/"),
    NCBI_GENE_PAGE("NCBI Gene, pages", "https://www.ncbi.nlm.nih.gov/gene/", "https://www.ncbi.nlm.nih.gov/gene/"),
    NCBI_GENE_HTTP(
            "NCBI Gene, pages by http", "https://www.ncbi.nlm.nih.gov/gene/", "http://www.ncbi.nlm.nih.gov/gene/"),
    CLINVAR("ClinVar RDF", "https://rdfportal.org/dataset/clinvar", "http://ncbi.nlm.nih.gov/gene/"),
    PUBCHEM_GENE(
            "PubChemRDF, genes",
            "https://pubchem.ncbi.nlm.nih.gov/docs/rdf",
            "http://rdf.ncbi.nlm.nih.gov/pubchem/gene/"),
    BIO2RDF("Bio2RDF", "https://bio2rdf.org/", "http://bio2rdf.org/ncbigene:"),
    HGNC_SYMBOL("HGNC, by symbol", "https://www.genenames.org/", "https://identifiers.org/hgnc.symbol/"),
    HGNC("HGNC", "https://www.genenames.org/", "https://identifiers.org/hgnc/"),
    HGNC_HTTP("HGNC, by http", "https://www.genenames.org/", "http://identifiers.org/hgnc/"),
    ENSEMBL("Ensembl", "https://www.ensembl.org/", "https://identifiers.org/ensembl/"),
    ENSEMBL_HTTP("Ensembl, by http", "https://www.ensembl.org/", "http://identifiers.org/ensembl/"),
    ENSEMBL_RDF("Ensembl RDF", "https://www.ensembl.org/", "http://rdf.ebi.ac.uk/resource/ensembl/"),
    UNIPROT("UniProt", "https://www.uniprot.org/", "https://identifiers.org/uniprot/"),
    UNIPROT_RDF("UniProt RDF", "https://www.uniprot.org/", "http://purl.uniprot.org/uniprot/"),
    UNIPROT_GENEID("UniProt, by NCBI Gene id", "https://www.uniprot.org/", "http://purl.uniprot.org/geneid/"),
    UNIPROT_TAXONOMY("UniProt Taxonomy", "https://www.uniprot.org/taxonomy/", "http://purl.uniprot.org/taxonomy/"),
    MESH("MeSH", "https://id.nlm.nih.gov/mesh/", "http://id.nlm.nih.gov/mesh/"),
    MESH_IDENTIFIERS(
            "MeSH, as PubTator has it", "https://rdfportal.org/dataset/pubtator", "http://identifiers.org/mesh/"),
    CHEBI_WIKIPATHWAYS(
            "ChEBI, as WikiPathways has it", "https://www.wikipathways.org/", "https://identifiers.org/chebi/"),
    CHEBI("ChEBI", "https://www.ebi.ac.uk/chebi/", "http://purl.obolibrary.org/obo/CHEBI_"),
    DOID("Disease Ontology", "https://disease-ontology.org/", "http://purl.obolibrary.org/obo/DOID_"),
    PATHWAY_ONTOLOGY("Pathway Ontology", "https://obofoundry.org/ontology/pw", "http://purl.obolibrary.org/obo/PW_"),
    CELL_ONTOLOGY("Cell Ontology", "https://obofoundry.org/ontology/cl", "http://purl.obolibrary.org/obo/CL_"),
    TAXONOMY_IDENTIFIERS(
            "NCBI Taxonomy, as NCBI Gene RDF has it",
            "https://rdfportal.org/dataset/ncbigene",
            "http://identifiers.org/taxonomy/"),
    PUBCHEM_TAXONOMY(
            "PubChemRDF, taxonomy",
            "https://pubchem.ncbi.nlm.nih.gov/docs/rdf",
            "http://rdf.ncbi.nlm.nih.gov/pubchem/taxonomy/"),
    NCBI_TAXONOMY(
            "NCBI Taxonomy", "https://www.ncbi.nlm.nih.gov/taxonomy", "http://purl.obolibrary.org/obo/NCBITaxon_"),
    FAMPLEX("FamPlex", "https://github.com/sorgerlab/famplex", "https://identifiers.org/fplx/"),
    WIKIPATHWAYS("WikiPathways", "https://www.wikipathways.org/", "https://identifiers.org/wikipathways/"),
    NDEX("NDEx", "https://www.ndexbio.org/", "https://www.ndexbio.org/viewer/networks/"),
    PMC("PubMed Central", "https://www.ncbi.nlm.nih.gov/pmc/", "https://identifiers.org/pmc/"),
    PMC_PAGE(
            "PubMed Central, pages", "https://www.ncbi.nlm.nih.gov/pmc/", "https://www.ncbi.nlm.nih.gov/pmc/articles/"),
    EUROPE_PMC("Europe PMC", "https://europepmc.org/", "https://europepmc.org/articles/"),
    PUBMED_RDF("PubMed RDF", "https://rdfportal.org/dataset/pubmed", "http://rdf.ncbi.nlm.nih.gov/pubmed/"),
    PUBMED_HTTP("PubMed, by http", "https://pubmed.ncbi.nlm.nih.gov/", "http://identifiers.org/pubmed/"),
    PUBMED("PubMed", "https://pubmed.ncbi.nlm.nih.gov/", "https://identifiers.org/pubmed/"),
    DOI("DOI", "https://www.doi.org/", "https://doi.org/");

    /** Kept, because {@link #values} copies its array at every call. */
    private static final LinkTarget[] ALL = values();

    private static final byte[][] PREFIXES = Arrays.stream(ALL)
            .map(target -> target.prefix.getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);

    private final String title;
    private final String homepage;
    private final String prefix;

    LinkTarget(String title, String homepage, String prefix) {
        this.title = title;
        this.homepage = homepage;
        this.prefix = prefix;
    }

    public String title() {
        return title;
    }

    public String homepage() {
        return homepage;
    }

    /** What all IRIs of the target begin with. */
    public String prefix() {
        return prefix;
    }

    /** The target that an IRI belongs to, whose UTF-8 is a part of these bytes; or null. */
    public static @Nullable LinkTarget of(byte[] utf8, int start, int end) {
        for (int i = 0; i < PREFIXES.length; i++) {
            byte[] prefix = PREFIXES[i];
            int last = prefix.length - 1;
            // All begin alike, so the end tells more; millions of IRIs are looked at.
            if (end - start > last
                    && utf8[start + last] == prefix[last]
                    && Arrays.equals(utf8, start, start + last, prefix, 0, last)) {
                return ALL[i];
            }
        }
        return null;
    }
}
