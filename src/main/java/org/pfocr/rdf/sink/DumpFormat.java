package org.pfocr.rdf.sink;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The RDF syntaxes of dumps. */
@SuppressWarnings("ImmutableEnumChecker") // The list comes from List.of.
public enum DumpFormat {
    NT("application/n-triples", false, ".nt"),
    NQ("application/n-quads", true, ".nq"),
    TTL("text/turtle", false, ".ttl"),
    TRIG("application/trig", true, ".trig"),
    JSONLD("application/ld+json", false, ".jsonld"),
    RDFXML("application/rdf+xml", false, ".rdf", ".rdfxml", ".owl"),
    /** The binary form of jelly-rdf.github.io, with graphs. */
    JELLY("application/x-jelly-rdf", true, ".jelly");

    private final String mediaType;
    private final boolean graphs;
    private final List<String> suffixes;

    DumpFormat(String mediaType, boolean graphs, String... suffixes) {
        this.mediaType = mediaType;
        this.graphs = graphs;
        this.suffixes = List.of(suffixes);
    }

    /** The name that IANA registers for the syntax. */
    public String mediaType() {
        return mediaType;
    }

    /** Says whether a dump in this syntax carries the graphs. */
    public boolean hasGraphs() {
        return graphs;
    }

    /** The format that a file name stands for, with or without {@code .gz}; null where it stands for none. */
    public static @Nullable DumpFormat ofFileName(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        if (name.endsWith(".gz")) {
            name = name.substring(0, name.length() - 3);
        }
        for (DumpFormat format : values()) {
            if (format.suffixes.stream().anyMatch(name::endsWith)) {
                return format;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
