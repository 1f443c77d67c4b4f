package org.pfocr.rdf.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.pfocr.rdf.release.file.Packing;
import org.pfocr.rdf.release.file.ReleaseFolder;
import org.pfocr.rdf.release.file.ReleasedFile;
import org.pfocr.rdf.release.file.ReleasedFile.Sort;
import org.pfocr.rdf.sink.DumpEncoding;
import org.pfocr.rdf.sink.DumpFormat;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Terms;
import org.pfocr.rdf.vocab.TripleBatch;

/**
 * A release in VoID, DCAT 3 and SPDX, after the W3C HCLS profile: each file is a distribution of the version. Addresses of
 * files are relative to the description, so that they hold wherever the folder is published.
 */
final class RdfDescription {
    private static final String DCAT = "http://www.w3.org/ns/dcat#";
    private static final String SPDX = "http://spdx.org/rdf/terms#";
    private static final String PAV = "http://purl.org/pav/";
    private static final String MEDIA_TYPES = "https://www.iana.org/assignments/media-types/";
    private static final Set<Sort> DATA = Set.of(Sort.DUMP, Sort.PART, Sort.GENE_SETS, Sort.TABLE, Sort.CHANGES);
    /** Of the version, what holds for each of its files too. */
    private static final Set<Node> COMMON = Set.of(
            Terms.DCTERMS_CREATOR,
            Terms.DCTERMS_PUBLISHER,
            Terms.DCTERMS_LICENSE,
            Terms.FOAF_PAGE,
            Terms.PAV_VERSION,
            Terms.DCTERMS_CREATED,
            Terms.PAV_CREATED_ON,
            Terms.DCTERMS_ISSUED,
            Terms.DCTERMS_MODIFIED,
            Terms.DCTERMS_LANGUAGE,
            Terms.DCTERMS_SOURCE,
            Terms.PROV_WAS_DERIVED_FROM,
            Terms.PAV_CREATED_WITH);

    private final About about;
    private final Node release;
    private final String folder;
    private final List<Triple> triples = new ArrayList<>();

    private RdfDescription(About about) {
        this.about = about;
        this.release = Iris.datasetVersion(about.version());
        this.folder = release.getURI() + "/download/";
    }

    static void write(ReleaseFolder folder, About about) throws IOException {
        RdfDescription files = new RdfDescription(about);
        files.files(folder.files());
        Node rdf = Iris.rdfDistribution(about.version());
        List<Triple> statistics = new ArrayList<>(about.dataset());
        List<Triple> catalogue = new ArrayList<>();
        for (Triple triple : about.dataset()) {
            boolean isOfRdf = triple.getSubject().getURI().startsWith(rdf.getURI())
                    || triple.getSubject().getURI().startsWith(Iris.SITE + "dataset/target/")
                    || triple.getObject().equals(rdf);
            if (!isOfRdf) {
                catalogue.add(triple);
            }
        }
        for (ReleasedFile dump : folder.files(Sort.DUMP)) {
            statistics.add(Triple.create(rdf, Terms.VOID_DATA_DUMP, files.address(dump.name())));
        }
        statistics.addAll(files.triples);
        catalogue.addAll(files.triples);
        folder.write("void.ttl", "text/turtle", "Description with statistics (VoID)", files.turtle(statistics));
        folder.write("dcat.ttl", "text/turtle", "Description of the files (DCAT)", files.turtle(catalogue));
    }

    private void files(List<ReleasedFile> files) {
        if (about.previous() != null) {
            say(release, Iris.external(PAV + "previousVersion"), Iris.datasetVersion(about.previous()));
        }
        for (ReleasedFile file : files) {
            if (DATA.contains(file.facts().sort())) {
                file(file);
            }
        }
    }

    private void file(ReleasedFile file) {
        Node node = Iris.releasedFile(about.version(), file.name());
        boolean isRdf = file.facts().triples() > 0;
        say(release, Terms.DCAT_DISTRIBUTION, node);
        say(node, Terms.RDF_TYPE, Terms.DCAT_DISTRIBUTION_CLASS);
        say(node, Terms.RDF_TYPE, Terms.DCTYPES_DATASET);
        if (isRdf) {
            say(node, Terms.RDF_TYPE, Terms.VOID_DATASET);
        }
        say(node, Terms.DCTERMS_TITLE, english(About.TITLE + ", version " + about.version() + ": " + file.name()));
        say(node, Terms.DCTERMS_DESCRIPTION, english(file.facts().title()));
        for (Triple triple : about.dataset()) {
            if (triple.getSubject().equals(release) && COMMON.contains(triple.getPredicate())) {
                say(node, triple.getPredicate(), triple.getObject());
            }
        }
        String mediaType = file.facts().mediaType();
        say(node, Terms.DCTERMS_FORMAT, NodeFactory.createLiteralString(mediaType));
        say(node, Terms.DCAT_MEDIA_TYPE, Iris.external(MEDIA_TYPES + mediaType));
        if (file.packing() != Packing.NONE) {
            say(
                    node,
                    Iris.external(DCAT + "compressFormat"),
                    Iris.external(
                            MEDIA_TYPES + Objects.requireNonNull(file.packing().mediaType())));
        }
        say(node, Terms.DCAT_DOWNLOAD_URL, address(file.name()));
        say(node, Iris.external(DCAT + "byteSize"), number(file.bytes(), XSDDatatype.XSDnonNegativeInteger));
        if (isRdf) {
            say(node, Terms.VOID_DATA_DUMP, address(file.name()));
            say(node, Terms.VOID_TRIPLES, number(file.facts().triples(), XSDDatatype.XSDinteger));
        }
        Node checksum = Iris.external(node.getURI() + "#sha256");
        say(node, Iris.external(SPDX + "checksum"), checksum);
        say(checksum, Terms.RDF_TYPE, Iris.external(SPDX + "Checksum"));
        say(checksum, Iris.external(SPDX + "algorithm"), Iris.external(SPDX + "checksumAlgorithm_sha256"));
        say(
                checksum,
                Iris.external(SPDX + "checksumValue"),
                NodeFactory.createLiteralDT(file.sha256(), XSDDatatype.XSDhexBinary));
    }

    private Node address(String name) {
        return Iris.external(folder + name);
    }

    private String turtle(List<Triple> all) {
        DumpEncoding turtle = Objects.requireNonNull(DumpEncoding.of(DumpFormat.TTL));
        byte[] block = turtle.encoder().encode(release, TripleBatch.of(all));
        return new String(turtle.before(), StandardCharsets.UTF_8)
                + new String(block, StandardCharsets.UTF_8).replace("<" + folder, "<");
    }

    private void say(Node subject, Node property, Node object) {
        triples.add(Triple.create(subject, property, object));
    }

    /** The profile wants text with a language. */
    private static Node english(String text) {
        return NodeFactory.createLiteralLang(text, "en");
    }

    private static Node number(long number, XSDDatatype type) {
        return NodeFactory.createLiteralDT(Long.toString(number), type);
    }
}
