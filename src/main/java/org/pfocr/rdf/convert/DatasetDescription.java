package org.pfocr.rdf.convert;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.sink.count.GraphCounts;
import org.pfocr.rdf.source.GitTree;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.LinkTarget;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/**
 * The description of a conversion's output in VoID, DCAT, PAV and PROV, at the three levels of the W3C HCLS profile
 * ("Dataset Descriptions: HCLS Community Profile", 2015): summary, version and RDF distribution.
 */
public final class DatasetDescription {
    private static final String TITLE = "Pathway Figure OCR";
    private static final String DESCRIPTION =
            "Pathway figures of published papers, with the genes, chemicals and diseases that optical character"
                    + " recognition found in them.";
    private static final List<String> VOCABULARIES = List.of(
            Pfocr.NS,
            Terms.DCTERMS,
            Terms.SCHEMA,
            Terms.SKOS,
            Terms.FOAF,
            Terms.FABIO,
            Terms.WP,
            Terms.RDFS,
            Terms.OWL,
            "http://www.w3.org/ns/oa#");
    private static final String ENGLISH = "http://lexvo.org/id/iso639-3/eng";
    private static final String A_FEW_TIMES_A_YEAR = "http://purl.org/cld/freq/irregular";
    private static final String RDF = "http://www.w3.org/TR/rdf11-concepts/";
    private static final String MEDIA_TYPES = "https://www.iana.org/assignments/media-types/";

    private final List<Triple> triples = new ArrayList<>();
    private final DataVersion version;
    private final String program;

    private DatasetDescription(DataVersion version, String program) {
        this.version = version;
        this.program = program;
    }

    /**
     * Describes the figures graph.
     *
     * @param program name and version of this program
     * @param example FIGID of a figure of the data set, or null where it has none
     * @param mediaTypes the forms in which others get the data
     * @param address where others get the data, or null where that is not known
     */
    public static List<Triple> of(
            GraphCounts counts,
            DataVersion version,
            String program,
            @Nullable String example,
            List<String> mediaTypes,
            @Nullable Node address) {
        DatasetDescription description = new DatasetDescription(version, program);
        Node rdf = Iris.rdfDistribution(version.name());
        description.summary();
        description.version(rdf);
        description.distribution(rdf, example, mediaTypes, address);
        description.program();
        description.counts(rdf, counts);
        return description.triples;
    }

    /** The profile wants neither dates nor creators here, and the endpoint here only: it serves any version. */
    private void summary() {
        Node summary = Iris.dataset();
        say(summary, Terms.RDF_TYPE, Terms.DCTYPES_DATASET);
        english(summary, Terms.DCTERMS_TITLE, TITLE);
        english(summary, Terms.DCTERMS_DESCRIPTION, DESCRIPTION);
        say(summary, Terms.DCTERMS_PUBLISHER, Iris.publisher());
        say(summary, Terms.FOAF_PAGE, Iris.external(Iris.SITE));
        say(summary, Terms.DCTERMS_ACCRUAL_PERIODICITY, Iris.external(A_FEW_TIMES_A_YEAR));
        say(summary, Terms.DCTERMS_LICENSE, Iris.external(Iris.CC0));
        say(summary, Terms.VOID_SPARQL_ENDPOINT, Iris.endpoint());
    }

    private void version(Node rdf) {
        Node versioned = Iris.datasetVersion(version.name());
        say(versioned, Terms.RDF_TYPE, Terms.DCAT_DATASET);
        say(versioned, Terms.DCTERMS_IS_VERSION_OF, Iris.dataset());
        common(versioned, TITLE + ", version " + version.name());
        say(versioned, Terms.DCAT_DISTRIBUTION, rdf);
        for (String keyword : List.of("pathway", "figure", "gene", "chemical", "disease", "text mining")) {
            english(versioned, Terms.DCAT_KEYWORD, keyword);
        }
    }

    private void distribution(Node rdf, @Nullable String example, List<String> mediaTypes, @Nullable Node address) {
        say(rdf, Terms.RDF_TYPE, Terms.VOID_DATASET);
        say(rdf, Terms.RDF_TYPE, Terms.DCAT_DISTRIBUTION_CLASS);
        common(rdf, TITLE + " as RDF, version " + version.name());
        say(rdf, Terms.DCAT_ACCESS_URL, Iris.external(Iris.SITE));
        triples.addAll(availability(rdf, mediaTypes, address));
        say(rdf, Terms.DCTERMS_CONFORMS_TO, Iris.external(RDF));
        text(rdf, Terms.VOID_URI_SPACE, Iris.SITE);
        VOCABULARIES.forEach(vocabulary -> say(rdf, Terms.VOID_VOCABULARY, Iris.external(vocabulary)));
        if (example != null) {
            say(rdf, Terms.VOID_EXAMPLE_RESOURCE, Iris.figure(example));
            text(rdf, Terms.IDOT_EXAMPLE_IDENTIFIER, example);
        }
    }

    /** What of a distribution depends on where it is: in a file of some form, or in a store. */
    private static final Set<Node> AVAILABILITY =
            Set.of(Terms.DCTERMS_FORMAT, Terms.DCAT_MEDIA_TYPE, Terms.DCAT_DOWNLOAD_URL, Terms.VOID_DATA_DUMP);

    /** Says whether a triple of a distribution is one of {@link #availability}, and does not hold elsewhere. */
    public static boolean isAvailability(Triple triple) {
        return AVAILABILITY.contains(triple.getPredicate());
    }

    /**
     * The forms in which others get a distribution, and where.
     *
     * @param address null where that is not known
     */
    public static List<Triple> availability(Node rdf, List<String> mediaTypes, @Nullable Node address) {
        List<Triple> triples = new ArrayList<>();
        for (String mediaType : mediaTypes) {
            triples.add(Triple.create(rdf, Terms.DCTERMS_FORMAT, NodeFactory.createLiteralString(mediaType)));
            triples.add(Triple.create(rdf, Terms.DCAT_MEDIA_TYPE, Iris.external(MEDIA_TYPES + mediaType)));
        }
        if (address != null) {
            triples.add(Triple.create(rdf, Terms.DCAT_DOWNLOAD_URL, address));
            triples.add(Triple.create(rdf, Terms.VOID_DATA_DUMP, address));
        }
        return triples;
    }

    /** What the levels of version and distribution both have. */
    private void common(Node dataset, String title) {
        say(dataset, Terms.RDF_TYPE, Terms.DCTYPES_DATASET);
        english(dataset, Terms.DCTERMS_TITLE, title);
        english(dataset, Terms.DCTERMS_DESCRIPTION, DESCRIPTION);
        say(dataset, Terms.DCTERMS_CREATOR, Iris.publisher());
        say(dataset, Terms.DCTERMS_PUBLISHER, Iris.publisher());
        say(dataset, Terms.DCTERMS_LICENSE, Iris.external(Iris.CC0));
        say(dataset, Terms.FOAF_PAGE, Iris.external(Iris.SITE));
        text(dataset, Terms.PAV_VERSION, version.name());
        if (version.date() != null) {
            for (Node date : List.of(
                    Terms.DCTERMS_CREATED, Terms.PAV_CREATED_ON, Terms.DCTERMS_ISSUED, Terms.DCTERMS_MODIFIED)) {
                say(dataset, date, version.date());
            }
        }
        say(dataset, Terms.DCTERMS_LANGUAGE, Iris.external(ENGLISH));
        sources(dataset);
        say(dataset, Terms.PAV_CREATED_WITH, Iris.program(program));
    }

    private void program() {
        Node agent = Iris.program(program);
        say(agent, Terms.RDF_TYPE, Terms.PROV_SOFTWARE_AGENT);
        text(agent, Terms.RDFS_LABEL, program);
    }

    /** The database's site is always a source; a repository and a commit only where it is sure that they are. */
    private void sources(Node dataset) {
        Set<Node> sources = new LinkedHashSet<>(List.of(Iris.external(Iris.SITE)));
        Set<Node> states = new LinkedHashSet<>();
        for (GitTree.Commit commit : version.commits()) {
            if (commit.repository() != null) {
                sources.add(Iris.external(commit.repository()));
            }
            states.add(commit.address() != null ? Iris.external(commit.address()) : Iris.gitCommit(commit.id()));
        }
        sources.forEach(source -> say(dataset, Terms.DCTERMS_SOURCE, source));
        states.forEach(state -> say(dataset, Terms.PROV_WAS_DERIVED_FROM, state));
    }

    private void counts(Node rdf, GraphCounts counts) {
        Map<String, Long> classes = counts.classes();
        Map<String, Map<String, GraphCounts.Uses>> ofClasses = counts.propertiesOfClass();
        Map<String, GraphCounts.Uses> properties = counts.properties();
        number(rdf, Terms.VOID_TRIPLES, counts.triples());
        number(rdf, Terms.VOID_DISTINCT_SUBJECTS, counts.distinctSubjects());
        number(rdf, Terms.VOID_DISTINCT_OBJECTS, counts.distinctObjects());
        number(rdf, Terms.VOID_PROPERTIES, properties.size());
        number(rdf, Terms.VOID_CLASSES, classes.size());
        number(rdf, Terms.VOID_ENTITIES, counts.entities());
        classes.forEach((type, instances) -> {
            Node partition = Iris.descriptionPart(rdf, "class", type);
            say(rdf, Terms.VOID_CLASS_PARTITION, partition);
            say(partition, Terms.VOID_CLASS, Iris.external(type));
            number(partition, Terms.VOID_ENTITIES, instances);
            ofClasses
                    .getOrDefault(type, Map.of())
                    .forEach((property, uses) ->
                            property(rdf, partition, "class-property", type + " " + property, property, uses));
        });
        properties.forEach((property, uses) -> property(rdf, rdf, "property", property, property, uses));
        linksets(rdf, counts.links());
    }

    /** A property of the whole or of a class, with the classes and datatypes of its objects. */
    private void property(Node rdf, Node whole, String kind, String name, String property, GraphCounts.Uses uses) {
        Node partition = Iris.descriptionPart(rdf, kind, name);
        say(whole, Terms.VOID_PROPERTY_PARTITION, partition);
        say(partition, Terms.VOID_PROPERTY, Iris.external(property));
        number(partition, Terms.VOID_TRIPLES, uses.triples());
        uses.classes().forEach((type, number) -> {
            Node part = Iris.descriptionPart(rdf, kind + "-class", name + " " + type);
            say(partition, Terms.VOID_CLASS_PARTITION, part);
            say(part, Terms.VOID_CLASS, Iris.external(type));
            number(part, Terms.VOID_TRIPLES, number);
        });
        uses.datatypes().forEach((type, number) -> {
            Node part = Iris.descriptionPart(rdf, kind + "-datatype", name + " " + type);
            say(partition, Terms.VOID_EXT_DATATYPE_PARTITION, part);
            say(part, Terms.VOID_EXT_DATATYPE, Iris.external(type));
            number(part, Terms.VOID_TRIPLES, number);
        });
    }

    private void linksets(Node rdf, Map<GraphCounts.Link, Long> links) {
        Set<LinkTarget> targets = new TreeSet<>();
        links.forEach((link, number) -> {
            Node target = Iris.linkTarget(link.target());
            Node linkset = Iris.descriptionPart(rdf, "linkset", link.target().name() + " " + link.predicate());
            say(rdf, Terms.VOID_SUBSET, linkset);
            say(linkset, Terms.RDF_TYPE, Terms.VOID_LINKSET);
            say(linkset, Terms.VOID_SUBJECTS_TARGET, rdf);
            say(linkset, Terms.VOID_OBJECTS_TARGET, target);
            say(linkset, Terms.VOID_LINK_PREDICATE, Iris.external(link.predicate()));
            number(linkset, Terms.VOID_TRIPLES, number);
            targets.add(link.target());
        });
        for (LinkTarget target : targets) {
            Node node = Iris.linkTarget(target);
            say(node, Terms.RDF_TYPE, Terms.DCTYPES_DATASET);
            english(node, Terms.DCTERMS_TITLE, target.title());
            say(node, Terms.FOAF_PAGE, Iris.external(target.homepage()));
            text(node, Terms.VOID_URI_SPACE, target.prefix());
        }
    }

    private void say(Node subject, Node property, Node object) {
        triples.add(Triple.create(subject, property, object));
    }

    private void text(Node subject, Node property, String text) {
        say(subject, property, NodeFactory.createLiteralString(text));
    }

    /** The profile wants text with a language. */
    private void english(Node subject, Node property, String text) {
        say(subject, property, NodeFactory.createLiteralLang(text, "en"));
    }

    private void number(Node subject, Node property, long number) {
        say(subject, property, NodeFactory.createLiteralDT(Long.toString(number), XSDDatatype.XSDinteger));
    }
}
