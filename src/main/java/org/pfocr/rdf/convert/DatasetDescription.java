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
import org.pfocr.rdf.sink.GraphCounts;
import org.pfocr.rdf.source.GitTree;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.LinkTarget;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/**
 * The description of a conversion's output in VoID, DCAT, PAV and PROV, at the three levels of the W3C HCLS profile
 * ("Dataset Descriptions: HCLS Community Profile", 2015): summary, version and RDF distribution.
 */
final class DatasetDescription {
    private static final String TITLE = "Pathway Figure OCR";
    private static final String DESCRIPTION =
            "Pathway figures of published papers, with the genes, chemicals and diseases that optical character"
                    + " recognition found in them.";
    private static final List<String> VOCABULARIES =
            List.of(Pfocr.NS, Terms.DCTERMS, Terms.SCHEMA, Terms.SKOS, Terms.FOAF, Terms.FABIO, Terms.WP, Terms.RDFS);

    private final List<Triple> triples = new ArrayList<>();

    private DatasetDescription() {}

    /**
     * Describes the figures graph.
     *
     * @param program name and version of this program
     * @param example a figure of the data set, or null where it has none
     */
    static List<Triple> of(GraphCounts counts, DataVersion version, String program, @Nullable Node example) {
        DatasetDescription description = new DatasetDescription();
        Node summary = Iris.dataset();
        Node versioned = Iris.datasetVersion(version.name());
        Node rdf = Iris.rdfDistribution(version.name());
        description.summary(summary);
        description.version(versioned, summary, rdf, version, program);
        description.distribution(rdf, version, program, example);
        description.counts(rdf, counts);
        return description.triples;
    }

    private void summary(Node summary) {
        say(summary, Terms.RDF_TYPE, Terms.DCTYPES_DATASET);
        english(summary, Terms.DCTERMS_TITLE, TITLE);
        english(summary, Terms.DCTERMS_DESCRIPTION, DESCRIPTION);
        say(summary, Terms.DCTERMS_PUBLISHER, Iris.publisher());
        say(summary, Terms.FOAF_PAGE, Iris.external(Iris.SITE));
    }

    private void version(Node versioned, Node summary, Node rdf, DataVersion version, String program) {
        say(versioned, Terms.RDF_TYPE, Terms.DCTYPES_DATASET);
        say(versioned, Terms.RDF_TYPE, Terms.DCAT_DATASET);
        say(versioned, Terms.DCTERMS_IS_VERSION_OF, summary);
        common(versioned, TITLE + ", version " + version.name(), version, program);
        say(versioned, Terms.DCAT_DISTRIBUTION, rdf);
        for (String keyword : List.of("pathway", "figure", "gene", "chemical", "disease", "text mining")) {
            english(versioned, Terms.DCAT_KEYWORD, keyword);
        }
    }

    private void distribution(Node rdf, DataVersion version, String program, @Nullable Node example) {
        say(rdf, Terms.RDF_TYPE, Terms.VOID_DATASET);
        say(rdf, Terms.RDF_TYPE, Terms.DCAT_DISTRIBUTION_CLASS);
        common(rdf, TITLE + " as RDF, version " + version.name(), version, program);
        text(rdf, Terms.DCTERMS_FORMAT, "application/n-triples");
        say(rdf, Terms.DCAT_ACCESS_URL, Iris.external(Iris.SITE));
        text(rdf, Terms.VOID_URI_SPACE, Iris.SITE);
        VOCABULARIES.forEach(vocabulary -> say(rdf, Terms.VOID_VOCABULARY, Iris.external(vocabulary)));
        if (example != null) {
            say(rdf, Terms.VOID_EXAMPLE_RESOURCE, example);
        }
    }

    private void common(Node dataset, String title, DataVersion version, String program) {
        english(dataset, Terms.DCTERMS_TITLE, title);
        english(dataset, Terms.DCTERMS_DESCRIPTION, DESCRIPTION);
        say(dataset, Terms.DCTERMS_CREATOR, Iris.publisher());
        say(dataset, Terms.DCTERMS_PUBLISHER, Iris.publisher());
        say(dataset, Terms.DCTERMS_LICENSE, Iris.external(Iris.CC0));
        text(dataset, Terms.PAV_VERSION, version.name());
        if (version.date() != null) {
            say(dataset, Terms.DCTERMS_ISSUED, version.date());
            say(dataset, Terms.DCTERMS_MODIFIED, version.date());
        }
        text(dataset, Terms.DCTERMS_LANGUAGE, "en");
        sources(dataset, version.commits());
        text(dataset, Terms.PAV_CREATED_WITH, program);
    }

    /** The database's site is always a source; a repository and a commit only where it is sure that they are. */
    private void sources(Node dataset, List<GitTree.Commit> commits) {
        Set<Node> sources = new LinkedHashSet<>(List.of(Iris.external(Iris.SITE)));
        Set<Node> states = new LinkedHashSet<>();
        for (GitTree.Commit commit : commits) {
            if (commit.repository() != null) {
                sources.add(Iris.external(commit.repository()));
            }
            states.add(commit.address() != null ? Iris.external(commit.address()) : Iris.gitCommit(commit.id()));
        }
        sources.forEach(source -> say(dataset, Terms.DCTERMS_SOURCE, source));
        states.forEach(state -> say(dataset, Terms.PROV_WAS_DERIVED_FROM, state));
    }

    private void counts(Node rdf, GraphCounts counts) {
        number(rdf, Terms.VOID_TRIPLES, counts.triples());
        number(rdf, Terms.VOID_DISTINCT_SUBJECTS, counts.distinctSubjects());
        number(rdf, Terms.VOID_DISTINCT_OBJECTS, counts.distinctObjects());
        number(rdf, Terms.VOID_PROPERTIES, counts.properties().size());
        number(rdf, Terms.VOID_CLASSES, counts.classes().size());
        number(rdf, Terms.VOID_ENTITIES, counts.classes().getOrDefault(Pfocr.PathwayFigure.getURI(), 0L));
        counts.classes().forEach((type, instances) -> {
            Node partition = Iris.descriptionPart(rdf, "class", type);
            say(rdf, Terms.VOID_CLASS_PARTITION, partition);
            say(partition, Terms.VOID_CLASS, Iris.external(type));
            number(partition, Terms.VOID_ENTITIES, instances);
            for (String property : counts.propertiesOfClass().getOrDefault(type, Set.of())) {
                Node nested = Iris.descriptionPart(rdf, "class-property", type + " " + property);
                say(partition, Terms.VOID_PROPERTY_PARTITION, nested);
                say(nested, Terms.VOID_PROPERTY, Iris.external(property));
            }
        });
        counts.properties().forEach((property, number) -> {
            Node partition = Iris.descriptionPart(rdf, "property", property);
            say(rdf, Terms.VOID_PROPERTY_PARTITION, partition);
            say(partition, Terms.VOID_PROPERTY, Iris.external(property));
            number(partition, Terms.VOID_TRIPLES, number);
        });
        linksets(rdf, counts.links());
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
