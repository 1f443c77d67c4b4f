package org.pfocr.rdf.map;

import com.github.jsonldjava.core.RDFDataset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.util.XSDNumUtils;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/** From what the JSON-LD processor makes of a block to triples without blank nodes. For one block and one thread. */
final class BlockTriples {
    private static final String NAME = Terms.SCHEMA + "name";
    private static final String RDF_TYPE = Terms.RDF_TYPE.getURI();
    /** RFC 5646, section 2.1, without its registry. */
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*");

    /** Vocabularies in which the converter speaks, and which the shapes check. */
    private static final List<String> RESERVED = List.of(
            Pfocr.NS,
            Terms.RDFS,
            Terms.OWL,
            Terms.SKOS,
            Terms.DCTERMS_TITLE.getURI(),
            Terms.DCTERMS_IDENTIFIER.getURI(),
            Terms.DCTERMS_DESCRIPTION.getURI(),
            Terms.DCTERMS_IS_PART_OF.getURI(),
            Terms.DCTERMS_ISSUED.getURI(),
            Terms.DCTERMS_PUBLISHER.getURI(),
            Terms.DCTERMS_BIBLIOGRAPHIC_CITATION.getURI(),
            Terms.FOAF,
            Terms.FABIO,
            Terms.WP,
            Terms.VOID,
            Terms.DCAT);

    /** Nodes that are described for the IRI of one that has none. */
    private static final int MAX_DESCRIBED = 10_000;

    private final Node subject;
    private final CheckedIris iris;
    private final BlockProblems problems;
    private int described;
    private final Map<String, List<RDFDataset.Quad>> blankNodes = new HashMap<>();
    private final Map<String, Node> skolemized = new HashMap<>();
    /** Whether a term is reserved; the keywords of a figure ask for one of them a hundred times. */
    private final Map<Node, Boolean> reservedTerms = new HashMap<>();

    /** @param subject the figure */
    BlockTriples(Node subject, CheckedIris iris, BlockProblems problems) {
        this.subject = subject;
        this.iris = iris;
        this.problems = problems;
    }

    /**
     * The triples of a block, each once.
     *
     * @param plain what was taken out of it before
     */
    Set<Triple> of(RDFDataset dataset, List<Triple> plain) {
        List<RDFDataset.Quad> quads = new ArrayList<>();
        for (String graph : dataset.graphNames()) {
            quads.addAll(dataset.getQuads(graph));
        }
        for (RDFDataset.Quad quad : quads) {
            if (quad.getSubject().isBlankNode()) {
                blankNodes
                        .computeIfAbsent(quad.getSubject().getValue(), label -> new ArrayList<>())
                        .add(quad);
            }
        }
        Set<Triple> triples = new LinkedHashSet<>();
        for (RDFDataset.Quad quad : quads) {
            Node s = resource(quad.getSubject());
            Node p = resource(quad.getPredicate());
            Node o = quad.getObject().isLiteral() ? literal(quad.getObject()) : resource(quad.getObject());
            if (s != null && p != null && o != null && isTheBlocksToSay(p, o)) {
                triples.add(Triple.create(s, p, o));
            }
        }
        for (Triple triple : plain) {
            if (isTheBlocksToSay(triple.getPredicate(), triple.getObject())) {
                triples.add(triple);
            }
        }
        return triples;
    }

    /**
     * The block speaks schema.org, and whatever else its context maps, but it cannot overrule what the converter
     * says itself: a second label or a false mention would break what other graphs rely on.
     */
    private boolean isTheBlocksToSay(Node property, Node object) {
        Node term = property.equals(Terms.RDF_TYPE) ? object : property;
        boolean reserved = reservedTerms.computeIfAbsent(
                term, t -> t.isURI() && RESERVED.stream().anyMatch(t.getURI()::startsWith));
        if (reserved) {
            problems.add(
                    Kind.BAD_JSONLD,
                    Problem.quote(term.getURI()) + " is a term that only the converter uses, so what was said with"
                            + " it was left out",
                    "say it in the front matter, or with a term of schema.org");
        }
        return !reserved;
    }

    private @Nullable Node resource(RDFDataset.Node node) {
        if (node.isBlankNode()) {
            return skolemized(node.getValue());
        }
        Node iri = node.getValue().equals(subject.getURI()) ? subject : iris.parsed(node.getValue());
        if (iri == null) {
            problems.add(
                    Kind.BAD_JSONLD,
                    Problem.quote(node.getValue()) + " is not an IRI, so what was said with it was left out",
                    "correct it");
        }
        return iri;
    }

    private Node literal(RDFDataset.Node node) {
        String language = node.getLanguage();
        if (language != null) {
            if (LANGUAGE.matcher(language).matches()) {
                return NodeFactory.createLiteralLang(node.getValue(), language);
            }
            problems.add(
                    Kind.BAD_JSONLD,
                    Problem.quote(language) + " is not a language tag; a plain text was used",
                    "correct it");
            return NodeFactory.createLiteralString(node.getValue());
        }
        RDFDatatype datatype = TypeMapper.getInstance().getSafeTypeByName(node.getDatatype());
        if (datatype.equals(XSDDatatype.XSDstring)) {
            return NodeFactory.createLiteralString(node.getValue());
        }
        if (datatype.equals(XSDDatatype.XSDdouble) && datatype.isValid(node.getValue())) {
            // In the lexical form that TDB2 gives back, so that a store and a dump hold the same term.
            Double value = (Double) datatype.parse(node.getValue());
            return NodeFactory.createLiteralDT(XSDNumUtils.stringForm(value), XSDDatatype.XSDdouble);
        }
        if (!datatype.isValid(node.getValue()) || Iris.parsed(datatype.getURI()) == null) {
            problems.add(
                    Kind.BAD_JSONLD,
                    Problem.quote(node.getValue()) + " is not valid for " + datatype.getURI()
                            + "; a plain text was used",
                    "correct it");
            return NodeFactory.createLiteralString(node.getValue());
        }
        return NodeFactory.createLiteralDT(node.getValue(), datatype);
    }

    /** A thing with a type and a name is the same in every figure; anything else is this figure's own. */
    private Node skolemized(String label) {
        Node known = skolemized.get(label);
        if (known == null) {
            String type = least(label, RDF_TYPE);
            String name = least(label, NAME);
            known = type != null && name != null
                    ? Iris.named(localName(type), name)
                    : Iris.blockNode(subject, description(label, new HashSet<>()));
            skolemized.put(label, known);
        }
        return known;
    }

    private @Nullable String least(String label, String property) {
        return blankNodes.getOrDefault(label, List.of()).stream()
                .filter(quad -> quad.getPredicate().getValue().equals(property))
                .map(quad -> quad.getObject().getValue())
                .min(String::compareTo)
                .orElse(null);
    }

    /** What the block says of a blank node, as a text: its identity where it has no name of its own. */
    private String description(String label, Set<String> above) {
        if (++described > MAX_DESCRIBED) {
            throw new IllegalStateException("its nodes refer to each other in too many ways");
        }
        if (!above.add(label)) {
            return label; // A cycle: the label is all there is.
        }
        List<String> statements = new ArrayList<>();
        for (RDFDataset.Quad quad : blankNodes.getOrDefault(label, List.of())) {
            RDFDataset.Node object = quad.getObject();
            String value = object.isBlankNode() ? description(object.getValue(), above) : object.toString();
            statements.add(quad.getPredicate().getValue() + " " + value);
        }
        above.remove(label);
        Collections.sort(statements);
        return statements.isEmpty() ? label : "[" + String.join("; ", statements) + "]";
    }

    private static String localName(String iri) {
        return iri.substring(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#')) + 1);
    }
}
