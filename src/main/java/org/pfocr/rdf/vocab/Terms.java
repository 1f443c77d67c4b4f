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

    public static final String VOID = "http://rdfs.org/ns/void#";
    public static final String DCAT = "http://www.w3.org/ns/dcat#";
    public static final String PROV = "http://www.w3.org/ns/prov#";
    public static final String PAV = "http://purl.org/pav/";
    public static final String VOID_EXT = "http://ldf.fi/void-ext#";
    public static final String IDOT = "http://identifiers.org/idot/";
    public static final String DCTYPES = "http://purl.org/dc/dcmitype/";

    public static final Node RDF_TYPE = NodeFactory.createURI(RDF + "type");

    public static final Node RDFS_LABEL = NodeFactory.createURI(RDFS + "label");
    public static final Node RDFS_SEE_ALSO = NodeFactory.createURI(RDFS + "seeAlso");

    public static final Node OWL_SAME_AS = NodeFactory.createURI(OWL + "sameAs");

    public static final Node SKOS_PREF_LABEL = NodeFactory.createURI(SKOS + "prefLabel");
    public static final Node SKOS_ALT_LABEL = NodeFactory.createURI(SKOS + "altLabel");
    public static final Node SKOS_NOTATION = NodeFactory.createURI(SKOS + "notation");
    public static final Node SKOS_BROADER = NodeFactory.createURI(SKOS + "broader");
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

    public static final Node FABIO_JOURNAL_ARTICLE = NodeFactory.createURI(FABIO + "JournalArticle");
    public static final Node FABIO_HAS_PUB_MED_CENTRAL_ID = NodeFactory.createURI(FABIO + "hasPubMedCentralId");
    public static final Node FABIO_HAS_PUB_MED_ID = NodeFactory.createURI(FABIO + "hasPubMedId");

    public static final Node SCHEMA_SCHOLARLY_ARTICLE = NodeFactory.createURI(SCHEMA + "ScholarlyArticle");
    public static final Node SCHEMA_KEYWORDS = NodeFactory.createURI(SCHEMA + "keywords");

    public static final Node SCHEMA_IMAGE_OBJECT = NodeFactory.createURI(SCHEMA + "ImageObject");
    public static final Node FABIO_FIGURE = NodeFactory.createURI(FABIO + "Figure");

    /** Why and on what grounds something was annotated (Web Annotation Vocabulary; Relation and Evidence & Conclusion Ontology). */
    /** The property function of jena-text. */
    public static final Node TEXT_QUERY = NodeFactory.createURI("http://jena.apache.org/text#query");

    public static final Node OA_MOTIVATED_BY = NodeFactory.createURI("http://www.w3.org/ns/oa#motivatedBy");

    public static final Node OA_IDENTIFYING = NodeFactory.createURI("http://www.w3.org/ns/oa#identifying");
    public static final Node HAS_EVIDENCE = NodeFactory.createURI("http://purl.obolibrary.org/obo/RO_0002558");
    public static final Node AUTOMATIC_ASSERTION = NodeFactory.createURI("http://purl.obolibrary.org/obo/ECO_0000203");

    public static final Node WP_GENE_PRODUCT = NodeFactory.createURI(WP + "GeneProduct");
    public static final Node WP_BDB_HGNC_SYMBOL = NodeFactory.createURI(WP + "bdbHgncSymbol");
    public static final Node WP_BDB_ENTREZ_GENE = NodeFactory.createURI(WP + "bdbEntrezGene");
    public static final Node WP_BDB_ENSEMBL = NodeFactory.createURI(WP + "bdbEnsembl");
    public static final Node WP_BDB_UNIPROT = NodeFactory.createURI(WP + "bdbUniprot");
    public static final Node WP_BDB_CH_EBI = NodeFactory.createURI(WP + "bdbChEBI");
    public static final Node WP_ORGANISM = NodeFactory.createURI(WP + "organism");

    // Dataset descriptions.
    public static final Node VOID_DATASET = NodeFactory.createURI(VOID + "Dataset");
    public static final Node VOID_LINKSET = NodeFactory.createURI(VOID + "Linkset");
    public static final Node VOID_TRIPLES = NodeFactory.createURI(VOID + "triples");
    public static final Node VOID_SPARQL_ENDPOINT = NodeFactory.createURI(VOID + "sparqlEndpoint");
    public static final Node VOID_ENTITIES = NodeFactory.createURI(VOID + "entities");
    public static final Node VOID_PROPERTIES = NodeFactory.createURI(VOID + "properties");
    public static final Node VOID_CLASSES = NodeFactory.createURI(VOID + "classes");
    public static final Node VOID_DISTINCT_SUBJECTS = NodeFactory.createURI(VOID + "distinctSubjects");
    public static final Node VOID_DISTINCT_OBJECTS = NodeFactory.createURI(VOID + "distinctObjects");
    public static final Node VOID_CLASS_PARTITION = NodeFactory.createURI(VOID + "classPartition");
    public static final Node VOID_PROPERTY_PARTITION = NodeFactory.createURI(VOID + "propertyPartition");
    public static final Node VOID_CLASS = NodeFactory.createURI(VOID + "class");
    public static final Node VOID_PROPERTY = NodeFactory.createURI(VOID + "property");
    public static final Node VOID_VOCABULARY = NodeFactory.createURI(VOID + "vocabulary");
    public static final Node VOID_SUBSET = NodeFactory.createURI(VOID + "subset");
    public static final Node VOID_SUBJECTS_TARGET = NodeFactory.createURI(VOID + "subjectsTarget");
    public static final Node VOID_OBJECTS_TARGET = NodeFactory.createURI(VOID + "objectsTarget");
    public static final Node VOID_LINK_PREDICATE = NodeFactory.createURI(VOID + "linkPredicate");
    public static final Node VOID_URI_SPACE = NodeFactory.createURI(VOID + "uriSpace");
    public static final Node VOID_DATA_DUMP = NodeFactory.createURI(VOID + "dataDump");
    public static final Node VOID_EXT_DATATYPE_PARTITION = NodeFactory.createURI(VOID_EXT + "datatypePartition");
    public static final Node VOID_EXT_DATATYPE = NodeFactory.createURI(VOID_EXT + "datatype");
    public static final Node IDOT_EXAMPLE_IDENTIFIER = NodeFactory.createURI(IDOT + "exampleIdentifier");
    public static final Node VOID_EXAMPLE_RESOURCE = NodeFactory.createURI(VOID + "exampleResource");
    public static final Node DCAT_DATASET = NodeFactory.createURI(DCAT + "Dataset");
    public static final Node DCAT_DISTRIBUTION_CLASS = NodeFactory.createURI(DCAT + "Distribution");
    public static final Node DCAT_DISTRIBUTION = NodeFactory.createURI(DCAT + "distribution");
    public static final Node DCAT_ACCESS_URL = NodeFactory.createURI(DCAT + "accessURL");
    public static final Node DCAT_DOWNLOAD_URL = NodeFactory.createURI(DCAT + "downloadURL");
    public static final Node DCAT_MEDIA_TYPE = NodeFactory.createURI(DCAT + "mediaType");
    public static final Node DCAT_KEYWORD = NodeFactory.createURI(DCAT + "keyword");
    public static final Node PROV_WAS_DERIVED_FROM = NodeFactory.createURI(PROV + "wasDerivedFrom");
    public static final Node PROV_SOFTWARE_AGENT = NodeFactory.createURI(PROV + "SoftwareAgent");
    public static final Node PAV_CREATED_ON = NodeFactory.createURI(PAV + "createdOn");
    public static final Node PAV_VERSION = NodeFactory.createURI(PAV + "version");
    public static final Node PAV_CREATED_WITH = NodeFactory.createURI(PAV + "createdWith");
    public static final Node DCTYPES_DATASET = NodeFactory.createURI(DCTYPES + "Dataset");
    public static final Node DCTERMS_RIGHTS = NodeFactory.createURI(DCTERMS + "rights");
    public static final Node DCTERMS_LICENSE = NodeFactory.createURI(DCTERMS + "license");
    public static final Node DCTERMS_CREATOR = NodeFactory.createURI(DCTERMS + "creator");
    public static final Node DCTERMS_SOURCE = NodeFactory.createURI(DCTERMS + "source");
    public static final Node DCTERMS_IS_VERSION_OF = NodeFactory.createURI(DCTERMS + "isVersionOf");
    public static final Node DCTERMS_FORMAT = NodeFactory.createURI(DCTERMS + "format");
    public static final Node DCTERMS_LANGUAGE = NodeFactory.createURI(DCTERMS + "language");
    public static final Node DCTERMS_CREATED = NodeFactory.createURI(DCTERMS + "created");
    public static final Node DCTERMS_ACCRUAL_PERIODICITY = NodeFactory.createURI(DCTERMS + "accrualPeriodicity");
    public static final Node DCTERMS_CONFORMS_TO = NodeFactory.createURI(DCTERMS + "conformsTo");
    public static final Node DCTERMS_MODIFIED = NodeFactory.createURI(DCTERMS + "modified");

    private Terms() {}
}
