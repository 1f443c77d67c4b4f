package org.pfocr.rdf.serve.http;

import eu.neverblink.jelly.convert.jena.riot.JellyLanguage;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.resultset.ResultSetLang;

/**
 * A form of an answer, with the media types that stand for it in {@code Accept} and the words that stand for it in
 * {@code format=}: file endings and what other endpoints and their clients call it. The only list of them.
 */
@SuppressWarnings(
        "ImmutableEnumChecker") // Jena's Lang does not change, and the collections come from List.of and Set.of.
public enum Form {
    RESULTS_JSON(
            ResultSetLang.RS_JSON,
            Set.of("json", "srj", "sparql-json", "sparql-results+json", "results+json"),
            "application/sparql-results+json",
            "application/json"),
    RESULTS_XML(
            ResultSetLang.RS_XML,
            Set.of("xml", "srx", "sparql", "sparql-xml", "sparql-results+xml", "results+xml"),
            "application/sparql-results+xml",
            "application/xml",
            "text/xml"),
    CSV(ResultSetLang.RS_CSV, Set.of("csv"), "text/csv"),
    TSV(ResultSetLang.RS_TSV, Set.of("tsv", "tab"), "text/tab-separated-values"),
    TEXT(ResultSetLang.RS_Text, Set.of("text", "txt", "plain", "ascii"), "text/plain"),
    RESULTS_THRIFT(ResultSetLang.RS_Thrift, Set.of("thrift", "srt"), "application/sparql-results+thrift"),

    TURTLE(Lang.TURTLE, Set.of("ttl", "turtle", "text"), "text/turtle", "application/turtle", "application/x-turtle"),
    NTRIPLES(
            Lang.NTRIPLES,
            Set.of("nt", "ntriples", "n-triples", "ntriple", "txt", "plain"),
            "application/n-triples",
            "text/plain"),
    RDFXML(
            Lang.RDFXML,
            Set.of(
                    "rdf",
                    "xml",
                    "rdfxml",
                    "rdf+xml",
                    "rdf/xml",
                    "rdf-xml",
                    "owl",
                    "owl+xml",
                    "rdfxml-abbrev",
                    "pretty-xml"),
            "application/rdf+xml",
            "application/xml",
            "text/xml"),
    JSONLD(Lang.JSONLD, Set.of("jsonld", "json-ld", "ld+json", "json"), "application/ld+json", "application/json"),
    RDFJSON(
            Lang.RDFJSON,
            Set.of("rj", "rdf-json", "json-rdf", "rdf+json", "rdf/json", "rdfjson"),
            "application/rdf+json"),
    TRIX(Lang.TRIX, Set.of("trix"), "application/trix", "application/trix+xml"),
    /** Turtle, which is N3 too. */
    N3(Lang.TURTLE, Set.of("n3", "rdf+n3"), "text/n3", "text/rdf+n3", "application/n3", "application/rdf+n3"),
    RDF_THRIFT(Lang.RDFTHRIFT, Set.of("thrift", "rt", "trdf"), "application/rdf+thrift"),
    JELLY(JellyLanguage.JELLY, Set.of("jelly"), "application/x-jelly-rdf"),
    TRIG(Lang.TRIG, Set.of("trig"), "application/trig", "application/x-trig", "text/trig"),
    NQUADS(
            Lang.NQUADS,
            Set.of("nq", "nquads", "n-quads", "nquad"),
            "application/n-quads",
            "text/n-quads",
            "text/nquads",
            "text/x-nquads"),
    /** An answer that is no table and no graph. */
    JSON(Lang.RDFNULL, Set.of("json"), "application/json"),
    HTML(Lang.RDFNULL, Set.of("html", "htm", "page"), "text/html");

    private final Lang syntax;
    private final Set<String> words;
    private final List<String> mediaTypes;

    Form(Lang syntax, Set<String> words, String... mediaTypes) {
        this.syntax = syntax;
        this.words = words;
        this.mediaTypes = List.of(mediaTypes);
    }

    /** Jena's name of the syntax; without meaning for a page. */
    public Lang syntax() {
        return syntax;
    }

    /** The registered media type. */
    public String mediaType() {
        return mediaTypes.get(0);
    }

    /** Media types that stand for this form, the registered one first. */
    List<String> mediaTypes() {
        return mediaTypes;
    }

    /** The word that pages and messages use. */
    public String word() {
        return switch (this) {
            case RESULTS_JSON -> "json";
            case RESULTS_XML -> "xml";
            case TEXT -> "text";
            case RESULTS_THRIFT, RDF_THRIFT -> "thrift";
            case TURTLE -> "ttl";
            case NTRIPLES -> "nt";
            case RDFXML -> "rdf";
            case NQUADS -> "nq";
            case RDFJSON -> "rdf-json";
            default -> name().toLowerCase(Locale.ROOT);
        };
    }

    /** Says whether a value of {@code format=} stands for this form. */
    boolean isCalled(String value) {
        // In an address that was not encoded, a plus sign arrives as a blank.
        String name = value.strip().split(";", 2)[0].strip().replace(' ', '+').toLowerCase(Locale.ROOT);
        return words.contains(name.startsWith(".") ? name.substring(1) : name) || mediaTypes.contains(name);
    }
}
