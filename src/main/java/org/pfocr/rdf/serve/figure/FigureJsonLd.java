package org.pfocr.rdf.serve.figure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.graph.Node;
import org.pfocr.rdf.serve.page.Kind;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/** The record of a figure for search engines: schema.org by the Bioschemas profile Dataset 1.0. */
public final class FigureJsonLd {
    private static final String PROFILE = "https://bioschemas.org/profiles/Dataset/1.0-RELEASE";
    /** Enough to be found by; the forms of RDF have all. */
    private static final int KEYWORDS = 200;
    /** The profile's least length of a description. */
    private static final int SHORT = 50;

    private final FigureFacts facts;
    private final String root;

    /**
     * Begins.
     *
     * @param root the server's root, with its name
     */
    public FigureJsonLd(FigureFacts facts, String root) {
        this.facts = facts;
        this.root = root;
    }

    String of(
            String title,
            String caption,
            String number,
            String address,
            Map<Kind, List<FigureFacts.Mention>> mentions) {
        JsonObject record = new JsonObject();
        JsonArray context = new JsonArray();
        context.add("https://schema.org/");
        JsonObject terms = new JsonObject();
        terms.put("dct", Terms.DCTERMS);
        context.add(terms);
        record.put("@context", context);
        record.put("@type", "Dataset");
        record.put("@id", facts.figure.toString());
        JsonObject profile = new JsonObject();
        profile.put("@id", PROFILE);
        profile.put("@type", "CreativeWork");
        record.put("dct:conformsTo", profile);
        record.put("identifier", facts.id);
        record.put("url", address);
        record.put("name", title);
        String paper = facts.paper(Terms.DCTERMS_TITLE);
        record.put(
                "description",
                caption.length() >= SHORT
                        ? caption
                        : (caption.isBlank() ? title : caption)
                                + " Genes, chemicals and diseases read in this pathway figure"
                                + (paper.isBlank() ? "." : " of the paper " + paper));
        record.put("license", Iris.CC0);
        record.put("isAccessibleForFree", true);
        record.put("keywords", keywords(mentions));
        record.put("creator", maker());
        JsonObject catalogue = new JsonObject();
        catalogue.put("@type", "DataCatalog");
        catalogue.put("@id", root + "#catalog");
        catalogue.put("name", "PFOCR, Pathway Figure OCR");
        catalogue.put("url", root);
        record.put("includedInDataCatalog", catalogue);
        String year = facts.paper(Terms.DCTERMS_ISSUED);
        String published = facts.text(Iris.external(Terms.SCHEMA + "datePublished"));
        if (!published.isEmpty() || !year.isEmpty()) {
            record.put("datePublished", published.isEmpty() ? year : published);
        }
        Node of = facts.paper();
        if (of != null) {
            JsonObject article = new JsonObject();
            article.put("@type", "ScholarlyArticle");
            article.put("@id", of.toString());
            article.put("name", paper.isBlank() ? facts.label(of) : paper);
            String doi = facts.paper(Pfocr.doi);
            article.put("url", doi.isEmpty() ? of.toString() : "https://doi.org/" + doi);
            record.put("isBasedOn", article);
            record.put("citation", article);
        }
        List<String> images = facts.images();
        if (!images.isEmpty()) {
            record.put("image", images.get(0));
        }
        record.put("alternateName", number);
        record.put("distribution", distribution(address));
        return JSON.toStringFlat(record);
    }

    private static JsonObject maker() {
        JsonObject maker = new JsonObject();
        maker.put("@type", "Organization");
        maker.put("@id", Iris.SITE + "organizations/WikiPathways");
        maker.put("name", "WikiPathways");
        maker.put("url", "https://www.wikipathways.org/");
        return maker;
    }

    private JsonArray keywords(Map<Kind, List<FigureFacts.Mention>> mentions) {
        Set<String> words = new LinkedHashSet<>();
        facts.all(Pfocr.annotation).forEach(annotation -> words.add(facts.label(annotation)));
        facts.papers(Terms.SCHEMA_KEYWORDS).forEach(keyword -> words.add(Reading.text(keyword)));
        for (List<FigureFacts.Mention> list : mentions.values()) {
            list.forEach(mention -> mention.genes().forEach(thing -> words.add(facts.label(thing))));
        }
        words.add("pathway figure");
        JsonArray keywords = new JsonArray();
        words.stream().limit(KEYWORDS).forEach(keywords::add);
        return keywords;
    }

    private static JsonArray distribution(String address) {
        JsonArray distribution = new JsonArray();
        for (String[] form : new String[][] {
            {"ttl", "text/turtle"}, {"jsonld", "application/ld+json"}, {"nt", "application/n-triples"}
        }) {
            JsonObject download = new JsonObject();
            download.put("@type", "DataDownload");
            download.put("contentUrl", address + "?format=" + form[0]);
            download.put("encodingFormat", form[1]);
            distribution.add(download);
        }
        return distribution;
    }
}
