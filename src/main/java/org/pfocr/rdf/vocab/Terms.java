package org.pfocr.rdf.vocab;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sys.JenaSystem;

/** The terms of other vocabularies that the output uses, and the prefixes of all. */
public final class Terms {
    static {
        JenaSystem.init();
    }

    public static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    public static final String RDFS = "http://www.w3.org/2000/01/rdf-schema#";
    public static final String OWL = "http://www.w3.org/2002/07/owl#";
    public static final String SKOS = "http://www.w3.org/2004/02/skos/core#";
    public static final String DCTERMS = "http://purl.org/dc/terms/";
    public static final String FOAF = "http://xmlns.com/foaf/0.1/";
    public static final String FABIO = "http://purl.org/spar/fabio/";
    public static final String SCHEMA = "http://schema.org/";
    public static final String WP = "http://vocabularies.wikipathways.org/wp#";

    public static final Node RDF_TYPE = NodeFactory.createURI(RDF + "type");

    public static final Node RDFS_LABEL = NodeFactory.createURI(RDFS + "label");
    public static final Node RDFS_SEE_ALSO = NodeFactory.createURI(RDFS + "seeAlso");

    public static final Node OWL_SAME_AS = NodeFactory.createURI(OWL + "sameAs");

    public static final Node SKOS_PREF_LABEL = NodeFactory.createURI(SKOS + "prefLabel");
    public static final Node SKOS_ALT_LABEL = NodeFactory.createURI(SKOS + "altLabel");
    public static final Node SKOS_NOTATION = NodeFactory.createURI(SKOS + "notation");
    public static final Node SKOS_EXACT_MATCH = NodeFactory.createURI(SKOS + "exactMatch");
    public static final Node SKOS_IN_SCHEME = NodeFactory.createURI(SKOS + "inScheme");
    public static final Node SKOS_CONCEPT = NodeFactory.createURI(SKOS + "Concept");
    public static final Node SKOS_CONCEPT_SCHEME = NodeFactory.createURI(SKOS + "ConceptScheme");
    public static final Node SKOS_TOP_CONCEPT_OF = NodeFactory.createURI(SKOS + "topConceptOf");

    public static final Node DCTERMS_TITLE = NodeFactory.createURI(DCTERMS + "title");
    public static final Node DCTERMS_IDENTIFIER = NodeFactory.createURI(DCTERMS + "identifier");
    public static final Node DCTERMS_DESCRIPTION = NodeFactory.createURI(DCTERMS + "description");
    public static final Node DCTERMS_IS_PART_OF = NodeFactory.createURI(DCTERMS + "isPartOf");
    public static final Node DCTERMS_ISSUED = NodeFactory.createURI(DCTERMS + "issued");
    public static final Node DCTERMS_PUBLISHER = NodeFactory.createURI(DCTERMS + "publisher");
    public static final Node DCTERMS_BIBLIOGRAPHIC_CITATION = NodeFactory.createURI(DCTERMS + "bibliographicCitation");

    public static final Node FOAF_PAGE = NodeFactory.createURI(FOAF + "page");
    public static final Node FOAF_DEPICTION = NodeFactory.createURI(FOAF + "depiction");
    public static final Node FOAF_NAME = NodeFactory.createURI(FOAF + "name");

    public static final Node FABIO_JOURNAL_ARTICLE = NodeFactory.createURI(FABIO + "JournalArticle");
    public static final Node FABIO_HAS_PUB_MED_CENTRAL_ID = NodeFactory.createURI(FABIO + "hasPubMedCentralId");
    public static final Node FABIO_HAS_PUB_MED_ID = NodeFactory.createURI(FABIO + "hasPubMedId");

    public static final Node SCHEMA_SCHOLARLY_ARTICLE = NodeFactory.createURI(SCHEMA + "ScholarlyArticle");
    public static final Node SCHEMA_KEYWORDS = NodeFactory.createURI(SCHEMA + "keywords");

    public static final Node WP_GENE_PRODUCT = NodeFactory.createURI(WP + "GeneProduct");
    public static final Node WP_BDB_HGNC_SYMBOL = NodeFactory.createURI(WP + "bdbHgncSymbol");
    public static final Node WP_BDB_ENTREZ_GENE = NodeFactory.createURI(WP + "bdbEntrezGene");
    public static final Node WP_BDB_ENSEMBL = NodeFactory.createURI(WP + "bdbEnsembl");
    public static final Node WP_BDB_UNIPROT = NodeFactory.createURI(WP + "bdbUniprot");
    public static final Node WP_BDB_CH_EBI = NodeFactory.createURI(WP + "bdbChEBI");
    public static final Node WP_ORGANISM = NodeFactory.createURI(WP + "organism");

    private Terms() {}
}
