package org.pfocr.rdf.vocab;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.irix.IRIException;
import org.apache.jena.irix.IRIx;
import org.apache.jena.sys.JenaSystem;
import org.jspecify.annotations.Nullable;

/**
 * The only place that makes IRIs. Whatever text goes in, a valid IRI (RFC 3987) comes out.
 *
 * <p>The forms are those that other graphs use, so that joins need no string functions. The class is long because all IRIs
 * are made here; each method is one of them.
 */
public final class Iris {
    static {
        JenaSystem.init();
    }

    /** Site of the figures; every IRI of our own begins with it. */
    public static final String SITE = "https://pfocr.wikipathways.org/";

    /** What every figure's IRI begins with. */
    public static final String FIGURES = SITE + "figures/";

    private static final String OBO = "http://purl.obolibrary.org/obo/";
    private static final String IDENTIFIERS = "https://identifiers.org/";

    /** RFC 3986 pchar without percent. */
    private static final BitSet SEGMENT = bits("-._~!$&'()*+,;=:@");
    /** RFC 3986 unreserved without the underscore, which stands for a blank in a slug. */
    private static final BitSet SLUG = bits("-.~");
    /** RFC 3986 unreserved. */
    private static final BitSet UNRESERVED = bits("-._~");
    /** RFC 3986 path, query and fragment; a percent sign stays where it is an escape. */
    private static final BitSet WEB = bits("-._~!$&'()*+,;=:@/?#");

    private Iris() {}

    private static BitSet bits(String marks) {
        BitSet bits = new BitSet(128);
        bits.set('a', 'z' + 1);
        bits.set('A', 'Z' + 1);
        bits.set('0', '9' + 1);
        marks.chars().forEach(bits::set);
        return bits;
    }

    // ---- PFOCR

    /** The figure itself; also the {@code @id} of its JSON-LD block. */
    public static Node figure(String figid) {
        return node(FIGURES + segment(figid) + ".html");
    }

    /** A page of the site by its path, such as {@code /figures/PMC3829346__F7}. */
    public static Node sitePage(String path) {
        return node(SITE + web(path.startsWith("/") ? path.substring(1) : path));
    }

    /**
     * What follows the figure's IRI in that of a mention: a fragment of the kind and the 16 hex digits of the mention's key.
     *
     * @param key of {@link #mentionKey}
     */
    public static String mention(String kind, long key) {
        return "#" + kind + "-" + hex(key);
    }

    /**
     * What tells the mentions of a figure apart: the first 64 bits of the SHA-256 of the netstrings (D. J. Bernstein,
     * "Netstrings", 1997) of kind, word, matched term, lexicon and taxon, so that no two of them have one encoding. An
     * absent part is an empty one. As unsigned numbers, keys have the order of the mentions' IRIs.
     */
    public static long mentionKey(
            String kind, String word, @Nullable String term, @Nullable String lexicon, @Nullable String taxon) {
        return Netstrings.hash(kind, word, term, lexicon, taxon);
    }

    /** The match statistics of one organism in a figure. */
    public static Node organismMatch(Node figure, String taxonId) {
        return node(figure.getURI() + "#organism-" + taxonId);
    }

    /** A node of a figure's schema.org block that has neither {@code @id} nor type and name. */
    public static Node blockNode(Node figure, String label) {
        return node(figure.getURI() + "#node-" + hex(Netstrings.hash(label)));
    }

    /** A typed thing of a schema.org block by its name: {@code organizations/WikiPathways}. */
    public static Node named(String type, String name) {
        return node(SITE + segment(type.toLowerCase(Locale.ROOT)) + "s/" + slug(name));
    }

    /** The concept scheme of annotations of one type. */
    public static Node annotationScheme(String type) {
        return node(SITE + "annotations/" + slug(type));
    }

    /** An annotation's concept. */
    public static Node annotation(String type, String value) {
        return node(SITE + "annotations/" + slug(type) + "/" + slug(value));
    }

    /**
     * A family or complex of genes, by the lexicon that has it, its name there, and the organism of its genes.
     *
     * @param taxon taxonomy id or name of the organism; null where it is not known
     */
    public static Node geneGroup(String lexicon, String term, @Nullable String taxon) {
        return node(SITE + "groups/" + segment(lexicon) + "/" + slug(term) + (taxon == null ? "" : "/" + slug(taxon)));
    }

    /** A family or complex of FamPlex by its name there. */
    public static Node famplex(String name) {
        return node(IDENTIFIERS + "fplx/" + segment(name));
    }

    /** One of the graphs {@code figures}, {@code ontology} and {@code dataset}. */
    public static Node graph(String name) {
        return node(SITE + "graph/" + name);
    }

    /** The data set as such, whatever its version. */
    public static Node dataset() {
        return node(SITE + "dataset/pfocr");
    }

    /** A version of the data set. */
    public static Node datasetVersion(String version) {
        return node(SITE + "dataset/pfocr/" + segment(version));
    }

    /** A version of the data set as RDF. */
    public static Node rdfDistribution(String version) {
        return node(SITE + "dataset/pfocr/" + segment(version) + "/rdf");
    }

    /** A file of a release of the data set, by the file's name. */
    public static Node releasedFile(String version, String name) {
        return node(SITE + "dataset/pfocr/" + segment(version) + "/file/" + segment(name));
    }

    /** The program that made a data set, by its name and version. */
    public static Node program(String nameAndVersion) {
        return node(SITE + "dataset/program/" + slug(nameAndVersion));
    }

    /**
     * A commit of a repository without a public address: what Software Heritage calls it (SWHID 1.2, ISO/IEC 18670), which
     * is made of the commit's id alone. The id of a repository with SHA-256 has no such name and gets one of ours.
     */
    public static Node gitCommit(String id) {
        return node(id.length() == 40 ? "swh:1:rev:" + id : SITE + "dataset/commit/" + id);
    }

    /** A part of a data set's description, by what it is about. */
    public static Node descriptionPart(Node distribution, String kind, String about) {
        return node(distribution.getURI() + "#" + kind + "-" + hex(Netstrings.hash(about)));
    }

    /** A data set of others to which ours links. */
    public static Node linkTarget(LinkTarget target) {
        return node(SITE + "dataset/target/" + target.name().toLowerCase(Locale.ROOT));
    }

    /** The organisation that publishes the database. */
    public static Node publisher() {
        return named("Organization", "WikiPathways");
    }

    /** The public endpoint. */
    public static Node endpoint() {
        return node(SITE + "sparql");
    }

    /** The graph of example queries, where editors look for it. */
    public static Node examplesGraph() {
        return node(SITE + "sparql/.well-known/sparql-examples");
    }

    /** An example query, or what belongs to all of them, by name. */
    public static Node queryExample(String name) {
        return node(SITE + "sparql/.well-known/sparql-examples/" + web(name));
    }

    /** A check query by its name. */
    public static Node check(String name) {
        return node(SITE + "checks/" + segment(name));
    }

    /** The report of one validation; it stands in a document of its own. */
    public static Node validationReport() {
        return node("urn:pfocr-rdf:validation");
    }

    /** One result of that report. */
    public static Node validationResult(int number) {
        return node("urn:pfocr-rdf:validation:" + number);
    }

    /** A vocabulary or page of others. */
    public static Node external(String iri) {
        return node(iri);
    }

    // ---- Papers

    public static Node paper(String pmcid) {
        return node(IDENTIFIERS + "pmc/" + segment(pmcid));
    }

    /** Each form by which another graph names the paper with this PubMed id. */
    public static List<Node> pubmedForms(String pmid) {
        return nodes(
                IDENTIFIERS + "pubmed/" + segment(pmid),
                "http://identifiers.org/pubmed/" + segment(pmid),
                "http://rdf.ncbi.nlm.nih.gov/pubmed/" + segment(pmid));
    }

    /** Each form by which another graph names the paper with this DOI; WikiPathways writes it in capitals and encoded. */
    public static List<Node> doiForms(String doi) {
        String upper = upperCase(doi);
        return List.of(doi(doi), doi(upper), node("https://doi.org/" + encode(upper, UNRESERVED, false)));
    }

    private static Node doi(String doi) {
        return node("https://doi.org/" + web(doi).replace("#", "%23").replace("?", "%3F"));
    }

    /** A DOI in capitals: of ASCII letters only, since others are told apart by case (DOI Handbook, section 3.4). */
    public static String upperCase(String doi) {
        StringBuilder upper = new StringBuilder(doi);
        for (int i = 0; i < upper.length(); i++) {
            char c = upper.charAt(i);
            if (c >= 'a' && c <= 'z') {
                upper.setCharAt(i, (char) (c - 'a' + 'A'));
            }
        }
        return upper.toString();
    }

    /** A page at PubMed Central, by path or whole address. */
    public static Node pmcPage(String link) {
        return node(web(link.startsWith("/") ? "https://www.ncbi.nlm.nih.gov" + link : link));
    }

    /**
     * An image's address.
     *
     * @param template with {@code {pmcid}} and {@code {filename}}
     */
    public static Node image(String template, String pmcid, String fileName) {
        return node(web(template.replace("{pmcid}", segment(pmcid)).replace("{filename}", segment(fileName))));
    }

    // ---- Genes

    /** What a gene's IRI begins with; its NCBI Gene id follows. */
    public static final String GENES = IDENTIFIERS + "ncbigene/";

    public static Node gene(long entrez) {
        return node(GENES + entrez);
    }

    /** The http form of {@link #gene}: the same identifier, not a page about it. */
    public static Node geneHttpTwin(long entrez) {
        return node("http://identifiers.org/ncbigene/" + entrez);
    }

    public static Node genePage(long entrez) {
        return node("https://www.ncbi.nlm.nih.gov/gene/" + entrez);
    }

    /** Each form by which another graph names the gene. */
    public static List<Node> geneForms(long entrez) {
        return nodes(
                "http://identifiers.org/ncbigene/" + entrez,
                "http://purl.uniprot.org/geneid/" + entrez,
                "https://www.ncbi.nlm.nih.gov/gene/" + entrez,
                "http://www.ncbi.nlm.nih.gov/gene/" + entrez,
                "http://ncbi.nlm.nih.gov/gene/" + entrez,
                "http://rdf.ncbi.nlm.nih.gov/pubchem/gene/GID" + entrez,
                "http://bio2rdf.org/ncbigene:" + entrez);
    }

    public static Node hgncSymbol(String symbol) {
        return node(IDENTIFIERS + "hgnc.symbol/" + segment(symbol));
    }

    /** An HGNC gene by the digits of its id. */
    public static Node hgnc(String digits) {
        return node(IDENTIFIERS + "hgnc/" + segment(digits));
    }

    /** Each form by which another graph names the HGNC gene, but for {@link #hgnc}. */
    public static List<Node> hgncForms(String digits) {
        return nodes("http://identifiers.org/hgnc/" + segment(digits));
    }

    /** Each form by which another graph names the Ensembl gene, but for {@link #ensembl}. */
    public static List<Node> ensemblForms(String id) {
        return nodes(
                "http://identifiers.org/ensembl/" + segment(id),
                "http://rdf.ebi.ac.uk/resource/ensembl/" + segment(id));
    }

    /** The form of an accession that UniProt's own graph uses. */
    public static Node uniprotProtein(String accession) {
        return node("http://purl.uniprot.org/uniprot/" + segment(accession));
    }

    public static Node ensembl(String id) {
        return node(IDENTIFIERS + "ensembl/" + segment(id));
    }

    public static Node uniprot(String accession) {
        return node(IDENTIFIERS + "uniprot/" + segment(accession));
    }

    // ---- Chemicals, diseases, organisms

    public static Node mesh(String id) {
        return node("http://id.nlm.nih.gov/mesh/" + id);
    }

    /** The form of a MeSH id that PubTator's RDF uses. */
    public static Node meshTwin(String id) {
        return node("http://identifiers.org/mesh/" + id);
    }

    public static Node chebi(String digits) {
        return node(OBO + "CHEBI_" + digits);
    }

    /** The form of a ChEBI id that WikiPathways uses. */
    public static Node chebiWikiPathways(String digits) {
        return node(IDENTIFIERS + "chebi/CHEBI:" + digits);
    }

    /** A term of an ontology of the OBO Foundry, by prefix and digits such as {@code DOID_9352}. */
    public static Node obo(String id) {
        return node(OBO + segment(id));
    }

    public static Node doid(String digits) {
        return node(OBO + "DOID_" + digits);
    }

    public static Node taxon(String id) {
        return node(OBO + "NCBITaxon_" + id);
    }

    /** Each form by which another graph names the organism. */
    public static List<Node> taxonForms(String id) {
        return nodes(
                "http://purl.uniprot.org/taxonomy/" + id,
                "http://identifiers.org/taxonomy/" + id,
                "http://rdf.ncbi.nlm.nih.gov/pubchem/taxonomy/TAXID" + id);
    }

    // ---- Networks

    public static Node wikiPathway(String id) {
        return node(IDENTIFIERS + "wikipathways/" + id);
    }

    public static Node ndex(String uuid) {
        return node("https://www.ndexbio.org/viewer/networks/" + uuid.toLowerCase(Locale.ROOT));
    }

    /** The CC0 1.0 public domain dedication. */
    public static final String CC0 = "https://creativecommons.org/publicdomain/zero/1.0/";

    /**
     * An IRI from a text that claims to be one, with characters escaped that may not stand in an IRI.
     *
     * @return null where that does not make an absolute IRI
     */
    public static @Nullable Node parsed(String text) {
        String iri = web(text);
        try {
            return IRIx.create(iri).isReference() ? node(iri) : null;
        } catch (IRIException e) {
            return null;
        }
    }

    // ---- Text

    /** Escapes a text so that it is one path segment of an IRI. */
    public static String segment(String text) {
        return encode(text, SEGMENT, false);
    }

    /** Like {@link #segment}, but easier to read: a blank becomes an underscore. No two texts have one slug. */
    public static String slug(String text) {
        return encode(text, SLUG, true);
    }

    /** Escapes what may not stand in a web address and leaves its structure and its escapes alone. */
    private static String web(String address) {
        StringBuilder out = new StringBuilder(address.length() + 8);
        int fragment = address.indexOf('#');
        for (int i = 0; i < address.length(); ) {
            int c = address.codePointAt(i);
            boolean escape = c == '%' && i + 2 < address.length() && isHex(address, i + 1) && isHex(address, i + 2);
            if (escape || (WEB.get(c) && (c != '#' || i == fragment))) { // A fragment has no # of its own.
                out.appendCodePoint(c);
            } else {
                percent(c, out);
            }
            i += Character.charCount(c);
        }
        return out.toString();
    }

    private static boolean isHex(String text, int at) {
        return HexFormat.isHexDigit(text.charAt(at)); // Not Character.digit, which takes digits of every script.
    }

    private static String encode(String text, BitSet allowed, boolean blankToUnderscore) {
        int plain = 0;
        while (plain < text.length() && allowed.get(text.charAt(plain))) {
            plain++;
        }
        if (plain == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (allowed.get(c)) {
                out.appendCodePoint(c);
            } else if (blankToUnderscore && c == ' ') {
                out.append('_');
            } else {
                percent(c, out);
            }
        });
        return out.toString();
    }

    private static void percent(int codePoint, StringBuilder out) {
        // A lone surrogate has no UTF-8 form; getBytes makes it a question mark, which stays a valid IRI.
        for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
            out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
        }
    }

    private static String hex(long hash) {
        return HexFormat.of().toHexDigits(hash);
    }

    private static Node node(String iri) {
        return NodeFactory.createURI(iri);
    }

    private static List<Node> nodes(String... iris) {
        return Arrays.stream(iris).map(NodeFactory::createURI).toList();
    }
}
