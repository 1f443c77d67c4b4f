package org.pfocr.rdf.release;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pfocr.rdf.release.file.ReleaseFolder;
import org.pfocr.rdf.release.file.ReleasedFile;
import org.pfocr.rdf.release.table.DataPackage;
import org.pfocr.rdf.vocab.Iris;

/** The release as an RO-Crate 1.1, whose root has the properties of Bioschemas' Dataset 1.0. Stateless. */
final class Crate {
    private static final String METADATA = "ro-crate-metadata.json";
    private static final String ORGANISATION = "https://www.wikipathways.org/";

    private Crate() {}

    static void write(ReleaseFolder folder, About about) throws IOException {
        List<Object> graph = new ArrayList<>();
        graph.add(thing(METADATA, "CreativeWork", map -> {
            map.put("conformsTo", id("https://w3id.org/ro/crate/1.1"));
            map.put("about", id("./"));
        }));
        List<ReleasedFile> files = folder.files();
        graph.add(thing("./", "Dataset", map -> {
            map.put("conformsTo", id("https://bioschemas.org/profiles/Dataset/1.0-RELEASE"));
            map.put("name", About.TITLE + ", version " + about.version());
            map.put("description", About.DESCRIPTION);
            map.put("identifier", Iris.datasetVersion(about.version()).getURI());
            map.put("url", Iris.SITE);
            map.put("version", about.version());
            if (about.date() != null) {
                map.put("datePublished", about.date());
            }
            map.put("license", id(Iris.CC0));
            map.put("creator", id(ORGANISATION));
            map.put("publisher", id(ORGANISATION));
            map.put("citation", id(About.CITATION));
            map.put("keywords", List.of("pathway", "figure", "gene", "chemical", "disease", "text mining"));
            map.put("hasPart", files.stream().map(file -> id(file.name())).toList());
        }));
        graph.add(thing(Iris.CC0, "CreativeWork", map -> map.put("name", "CC0 1.0 Universal")));
        graph.add(thing(ORGANISATION, "Organization", map -> map.put("name", "WikiPathways")));
        graph.add(thing(
                About.CITATION,
                "ScholarlyArticle",
                map -> map.put("name", "Pathway information extracted from 25 years of pathway figures")));
        for (ReleasedFile file : files) {
            graph.add(thing(file.name(), "File", map -> {
                map.put("name", file.name());
                map.put("description", file.facts().title());
                List<String> types = new ArrayList<>(List.of(file.facts().mediaType()));
                if (file.packing().mediaType() != null) {
                    types.add(0, file.packing().mediaType());
                }
                map.put("encodingFormat", types);
                map.put("contentSize", Long.toString(file.bytes()));
                map.put("sha256", file.sha256());
            }));
        }
        Map<String, Object> crate = new LinkedHashMap<>();
        crate.put("@context", "https://w3id.org/ro/crate/1.1/context");
        crate.put("@graph", graph);
        folder.write(METADATA, "application/ld+json", "Description of the folder (RO-Crate)", DataPackage.json(crate));
    }

    private interface Properties {
        void put(Map<String, Object> thing);
    }

    private static Map<String, Object> thing(String id, String type, Properties properties) {
        Map<String, Object> thing = new LinkedHashMap<>();
        thing.put("@id", id);
        thing.put("@type", type);
        properties.put(thing);
        return thing;
    }

    private static Map<String, String> id(String id) {
        return Map.of("@id", id);
    }
}
