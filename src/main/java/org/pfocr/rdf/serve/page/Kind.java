package org.pfocr.rdf.serve.page;

import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/** The kinds of things that have pages: where their pages are, and what they are called. */
@SuppressWarnings("ImmutableEnumChecker") // Nodes and patterns do not change.
public enum Kind {
    FIGURE("figures", "Figures", "figure", "[^/]+", Pfocr.PathwayFigure),
    GENE("genes", "Genes", "gene", "\\d+", Pfocr.Gene),
    CHEMICAL("chemicals", "Chemicals", "chemical", "[CD]\\d+|CHEBI_\\d+", Pfocr.Chemical),
    DISEASE("diseases", "Diseases", "disease", "[CD]\\d+|DOID_\\d+", Pfocr.Disease),
    ORGANISM("organisms", "Organisms", "organism", "\\d+", Pfocr.Organism),
    PAPER("papers", "Papers", "paper", "PMC\\d+", Terms.FABIO_JOURNAL_ARTICLE),
    ANNOTATION("annotations", "Annotations", "annotation", "[^/]+/[^/]+", Pfocr.FigureAnnotation);

    private static final String MESH = "http://id.nlm.nih.gov/mesh/";
    private static final String OBO = "http://purl.obolibrary.org/obo/";
    private static final String TAXON = OBO + "NCBITaxon_";
    private static final String PMC = "https://identifiers.org/pmc/";

    private final String folder;
    private final String title;
    private final String singular;
    private final Pattern id;
    private final Node type;

    Kind(String folder, String title, String singular, String id, Node type) {
        this.folder = folder;
        this.title = title;
        this.singular = singular;
        this.id = Pattern.compile(id);
        this.type = type;
    }

    /** First part of the path of their pages. */
    public String folder() {
        return folder;
    }

    public String title() {
        return title;
    }

    /** What one of them is called. */
    public String singular() {
        return singular;
    }

    /** The class that they have in the data. */
    public Node type() {
        return type;
    }

    /** A number of them in words: {@code 1 gene}, {@code 2,000 genes}. */
    public String count(long number) {
        return Numbers.grouped(number) + " " + (number == 1 ? singular : folder);
    }

    /** The kind whose pages are in a folder; null where there is none. */
    public static @Nullable Kind ofFolder(String name) {
        for (Kind kind : values()) {
            if (kind.folder.equals(name)) {
                return kind;
            }
        }
        return null;
    }

    /**
     * The thing of this kind whose page has a path.
     *
     * @param name what follows the folder and its slash, as it stands in the address
     * @return null where no page of this kind has such a name
     */
    public @Nullable Node thing(String name) {
        if (!id.matcher(name).matches()) {
            return null;
        }
        return switch (this) {
            case FIGURE, ANNOTATION -> Iris.sitePage("/" + folder + "/" + name);
            case GENE -> Iris.external(Iris.GENES + name);
            case CHEMICAL, DISEASE -> name.indexOf('_') > 0 ? Iris.external(OBO + name) : Iris.mesh(name);
            case ORGANISM -> Iris.taxon(name);
            case PAPER -> Iris.external(PMC + name);
        };
    }

    /** The path of the page of a thing of this kind, without a slash at its beginning. */
    public String path(String iri) {
        if (iri.startsWith(Iris.SITE)) {
            return iri.substring(Iris.SITE.length());
        }
        String name = iri.startsWith(TAXON)
                ? iri.substring(TAXON.length())
                : iri.substring(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#')) + 1);
        return folder + "/" + name;
    }

    /**
     * The path of the page about any IRI that the store may describe; null where the IRI is of no such form. A MeSH heading
     * may be a chemical or a disease, so it goes by way of {@code /describe}.
     */
    public static @Nullable String pathOf(String iri) {
        if (iri.startsWith(Iris.GENES)) {
            return GENE.path(iri);
        }
        if (iri.startsWith(PMC)) {
            return PAPER.path(iri);
        }
        if (iri.startsWith(TAXON)) {
            return ORGANISM.path(iri);
        }
        if (iri.startsWith(Iris.SITE)) {
            return iri.substring(Iris.SITE.length());
        }
        if (iri.startsWith(MESH) || iri.startsWith(OBO + "CHEBI_") || iri.startsWith(OBO + "DOID_")) {
            return "describe?iri=" + Addresses.encoded(iri);
        }
        return null;
    }
}
