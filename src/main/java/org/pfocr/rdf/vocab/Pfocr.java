package org.pfocr.rdf.vocab;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sys.JenaSystem;

/**
 * The terms of {@code ontology/pfocr.ttl}, which defines them. A constant has the term's own name, as in Jena's
 * vocabularies.
 */
@SuppressWarnings("MemberName")
public final class Pfocr {
    static {
        JenaSystem.init();
    }

    /** Namespace of our terms. */
    public static final String NS = "https://pfocr.wikipathways.org/ontology#";

    // Classes.
    public static final Node PathwayFigure = term("PathwayFigure");
    public static final Node Mention = term("Mention");
    public static final Node GeneMention = term("GeneMention");
    public static final Node ChemicalMention = term("ChemicalMention");
    public static final Node DiseaseMention = term("DiseaseMention");
    public static final Node Gene = term("Gene");
    public static final Node Chemical = term("Chemical");
    public static final Node Disease = term("Disease");
    public static final Node Organism = term("Organism");
    public static final Node Lexicon = term("Lexicon");
    public static final Node FigureAnnotation = term("FigureAnnotation");
    public static final Node OrganismMatch = term("OrganismMatch");
    public static final Node GeneGroup = term("GeneGroup");

    // Properties.
    public static final Node organism = term("organism");
    public static final Node matchedOrganism = term("matchedOrganism");
    public static final Node wikiPathway = term("wikiPathway");
    public static final Node ndexNetwork = term("ndexNetwork");
    public static final Node annotation = term("annotation");
    public static final Node mentionsGene = term("mentionsGene");
    public static final Node mentionsChemical = term("mentionsChemical");
    public static final Node mentionsDisease = term("mentionsDisease");
    public static final Node inFigure = term("inFigure");
    public static final Node hasMention = term("hasMention");
    public static final Node lexicon = term("lexicon");
    public static final Node gene = term("gene");
    public static final Node chemical = term("chemical");
    public static final Node disease = term("disease");
    public static final Node taxon = term("taxon");
    public static final Node formerPage = term("formerPage");
    public static final Node figureNumber = term("figureNumber");
    public static final Node figureType = term("figureType");
    public static final Node alias = term("alias");
    public static final Node fileName = term("fileName");
    public static final Node pathwayScore = term("pathwayScore");
    public static final Node searchRank = term("searchRank");
    public static final Node organismName = term("organismName");
    public static final Node matchedOrganismName = term("matchedOrganismName");
    public static final Node doi = term("doi");
    public static final Node doiUpperCase = term("doiUpperCase");
    public static final Node journalTitle = term("journalTitle");
    public static final Node journalAbbreviation = term("journalAbbreviation");
    public static final Node word = term("word");
    public static final Node matchedTerm = term("matchedTerm");
    public static final Node organismGroup = term("organismGroup");
    public static final Node directMatchCount = term("directMatchCount");
    public static final Node synonymMatchCount = term("synonymMatchCount");
    public static final Node matchCount = term("matchCount");
    public static final Node generation = term("generation");
    public static final Node rowCount = term("rowCount");
    public static final Node geneGroup = term("geneGroup");
    public static final Node member = term("member");
    public static final Node chebiId = term("chebiId");
    public static final Node diseaseOntologyId = term("diseaseOntologyId");

    // Property functions of queries; data never state them.
    public static final Node enriched = term("enriched");
    public static final Node similarTo = term("similarTo");
    public static final Node drawnWith = term("drawnWith");

    /** The concept scheme of all lexicons. */
    public static final Node lexicons = term("lexicons");

    /** Names of the lexicons that the ontology describes. */
    public static final Set<String> KNOWN_LEXICONS = Set.of(
            "hgnc_symbol",
            "hgnc_alias_symbol",
            "hgnc_prev_symbol",
            "bioentities_symbol",
            "ncbigene_symbol",
            "ncbigene_synonym",
            "famplex_relations",
            "pubtator");

    /** The lexicon of 2021 whose terms are the names of families and complexes in FamPlex, unchanged. */
    public static final String BIOENTITIES = "bioentities_symbol";

    /** Lexicons of which a term stands for all genes of a family or complex. */
    public static final Set<String> FAMILY_LEXICONS = Set.of(BIOENTITIES, "famplex_relations");

    /** The lexicon of every chemical and disease: PubTator's tagger found them. */
    public static final String PUBTATOR = "pubtator";

    private static final Map<String, Node> LEXICON_OF_NAME =
            KNOWN_LEXICONS.stream().collect(Collectors.toUnmodifiableMap(name -> name, Pfocr::term));

    private Pfocr() {}

    /** The concept for a lexicon by the source's own name for it. */
    public static Node lexicon(String name) {
        Node known = LEXICON_OF_NAME.get(name);
        return known != null ? known : term(Iris.segment(name));
    }

    private static Node term(String name) {
        return NodeFactory.createURI(NS + name);
    }
}
