package org.pfocr.rdf.serve.graph;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Terms;

/**
 * The files of whole releases that hold the data that are served, for VoID. They are looked up anew each time, since a
 * release may be made while the server runs.
 *
 * @param folder of releases; null for none
 */
public record ReleasedDumps(@Nullable Path folder) {
    private static final String FORMS = "(-part[0-9]+)?\\.(nq|nt|ttl|trig|jsonld|jelly)\\.(gz|zst)";

    /**
     * The dumps of the version that the store says it has.
     *
     * @param root address of the server as the client knows it, with a slash at the end
     */
    List<Triple> of(DatasetGraph dataset, String root) throws IOException {
        List<Triple> triples = new ArrayList<>();
        for (String version : versions(dataset)) {
            Node rdf = Iris.rdfDistribution(version);
            for (String file : files("pfocr-" + version)) {
                triples.add(Triple.create(rdf, Terms.VOID_DATA_DUMP, Iris.external(root + "downloads/" + file)));
            }
        }
        return triples;
    }

    private static List<String> versions(DatasetGraph dataset) {
        List<String> versions = new ArrayList<>();
        Node graph = Iris.graph("dataset");
        dataset.find(graph, Node.ANY, Terms.DCTERMS_IS_VERSION_OF, Iris.dataset())
                .forEachRemaining(version -> dataset.find(graph, version.getSubject(), Terms.PAV_VERSION, Node.ANY)
                        .forEachRemaining(quad -> versions.add(quad.getObject().getLiteralLexicalForm())));
        return versions;
    }

    /** Paths of the files of a version, below the folder, sorted. */
    private TreeSet<String> files(String version) throws IOException {
        TreeSet<String> paths = new TreeSet<>();
        if (folder == null) {
            return paths;
        }
        Pattern dump = Pattern.compile(Pattern.quote(version) + FORMS);
        try (DirectoryStream<Path> releases = Files.newDirectoryStream(folder)) {
            for (Path release : releases) {
                if (!Files.isRegularFile(release.resolve("SHA256SUMS"))) { // Which comes last.
                    continue;
                }
                try (DirectoryStream<Path> files = Files.newDirectoryStream(release)) {
                    for (Path file : files) {
                        if (dump.matcher(String.valueOf(file.getFileName())).matches()) {
                            paths.add(release.getFileName() + "/" + file.getFileName());
                        }
                    }
                }
            }
        }
        return paths;
    }
}
