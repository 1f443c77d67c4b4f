package org.pfocr.rdf.map;

import com.github.jsonldjava.core.JsonLdApi;
import com.github.jsonldjava.core.JsonLdError;
import com.github.jsonldjava.core.RDFDataset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.model.Figure;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;
import org.pfocr.rdf.vocab.TripleBatch;

/**
 * The schema.org block of a figure through a JSON-LD processor (JSON-LD 1.0 Processing Algorithms and API, "Expansion"
 * and "Deserialize JSON-LD to RDF"), with upstream's placeholders repaired and without blank nodes.
 */
final class SchemaBlockMapper {
    static final String FIELD = "schema-jsonld";
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

    /** IRIs that were checked before; bounded, because a hostile input could name ever new ones. */
    private final Map<String, Node> checked = new ConcurrentHashMap<>();

    private static final int MAX_CHECKED = 10_000;

    /** Values of a property that the processor takes long to compare. */
    private static final int MANY = 8;

    private final ContextSource contexts;

    SchemaBlockMapper(ContextSource contexts) {
        this.contexts = contexts;
    }

    /**
     * Adds the block's triples about the figure to a batch, each once. A block that fails gives none and a problem.
     *
     * @param file name of the figure file, for problems
     * @return the triples about other things, each once
     */
    List<Triple> map(Figure figure, String file, TripleBatch own, Consumer<Problem> problems) {
        if (figure.schemaBlock() == null) {
            return List.of();
        }
        Node subject = Iris.figure(figure.id());
        Mapping mapping = new Mapping(figure, subject, file, own, problems);
        Map<String, Object> block = mapping.repaired(figure.schemaBlock().content());
        Object context = block.remove("@context");
        if (context == null) {
            mapping.problem(
                    Kind.BAD_JSONLD,
                    "has no @context, so nothing in it has a meaning",
                    "add @context: https://schema.org/");
            return List.of();
        }
        try {
            return mapping.added(mapping.throughProcessor(context, block));
        } catch (JsonLdError e) {
            if (e.getType() == JsonLdError.Error.LOADING_REMOTE_CONTEXT_FAILED) {
                mapping.problem(
                        Kind.UNKNOWN_CONTEXT,
                        "names a context that is not known here (" + Problem.quote(String.valueOf(e.getMessage()))
                                + "), so the block was left out; nothing is fetched",
                        "use https://schema.org/ or map the context to a file with --context IRI=FILE");
            } else {
                mapping.invalid(e);
            }
            return List.of();
        } catch (RuntimeException e) {
            // The processor meets some broken blocks with a failed cast or a null of its own.
            mapping.invalid(e);
            return List.of();
        }
    }

    private Object expanded(Object context, Map<String, Object> block, Node base) throws JsonLdError {
        Object expanded = new JsonLdApi(contexts.options()).expand(contexts.contextFor(context, base.getURI()), block);
        // The expansion algorithm's last step, which expand() leaves to its caller.
        return expanded instanceof Map<?, ?> map && map.size() == 1 && map.containsKey("@graph")
                ? map.get("@graph")
                : expanded;
    }

    /** The state of mapping one block. */
    private final class Mapping {
        private final Figure figure;
        private final Node subject;
        private final String file;
        private final int line;
        private final TripleBatch own;
        private final Consumer<Problem> problems;
        private final List<Problem> repairs = new ArrayList<>();
        private final Map<String, List<RDFDataset.Quad>> blankNodes = new HashMap<>();
        private final Map<String, Node> skolemized = new HashMap<>();
        /** Whether a term is reserved; the keywords of a figure ask for one of them a hundred times. */
        private final Map<Node, Boolean> reservedTerms = new HashMap<>();

        Mapping(Figure figure, Node subject, String file, TripleBatch own, Consumer<Problem> problems) {
            this.figure = figure;
            this.subject = subject;
            this.file = file;
            this.line = figure.schemaBlock() == null ? 0 : figure.schemaBlock().line();
            this.own = own;
            this.problems = problems;
        }

        /** Adds the triples about the figure and returns the others. */
        List<Triple> added(List<Triple> triples) {
            List<Triple> others = new ArrayList<>();
            for (Triple triple : triples) {
                if (triple.getSubject().equals(subject)) {
                    own.add(triple);
                } else {
                    others.add(triple);
                }
            }
            return others;
        }

        List<Triple> throughProcessor(Object context, Map<String, Object> block) throws JsonLdError {
            Object expanded = expanded(context, block, subject);
            List<Triple> plain = plainTexts(expanded);
            return triples(new JsonLdApi(expanded, contexts.options()).toRDF(), plain);
        }

        Map<String, Object> repaired(Map<String, Object> source) {
            Map<String, Object> block = new LinkedHashMap<>(source);
            if (!block.containsKey("@graph")) {
                String key = block.containsKey("id") && !block.containsKey("@id") ? "id" : "@id";
                Object id = block.get(key);
                if (!subject.getURI().equals(id)) {
                    problem(
                            Kind.JSONLD_ID_DIFFERS,
                            (id == null ? "has no @id; " : "has the @id " + Problem.quote(id.toString()) + "; ")
                                    + subject.getURI() + " was used",
                            "correct the @id");
                    block.put(key, subject.getURI());
                }
            }
            if ("CC0".equals(block.get("license"))) {
                block.put("license", Iris.CC0);
                repair(Kind.LICENSE_REPAIRED, "the placeholder CC0 became " + Iris.CC0);
            }
            if ("CreativeWork".equals(block.get("name"))) {
                if (figure.title() == null) {
                    block.remove("name");
                } else {
                    block.put("name", figure.title());
                }
                repair(Kind.NAME_REPAIRED, "the placeholder CreativeWork became the figure's title");
            }
            return block;
        }

        /** Counted only if the block is used. */
        private void repair(Kind kind, String what) {
            repairs.add(new Problem(kind, file, line, FIELD, what, ""));
        }

        /**
         * Takes long lists of plain texts out of the expanded block: the processor compares each value of a list with all
         * before it, so a block of very many would take for ever, and with usual keywords a tenth of the made corpus takes
         * 10.8 s instead of 8.4. They become the same triples as through it.
         */
        private List<Triple> plainTexts(@Nullable Object expanded) {
            List<Triple> triples = new ArrayList<>();
            for (Object node : expanded instanceof List<?> nodes ? nodes : Collections.singletonList(expanded)) {
                if (node instanceof Map<?, ?> map && map.get("@id") instanceof String id) {
                    Node about = id.equals(subject.getURI()) ? subject : parsed(id);
                    map.entrySet().removeIf(entry -> about != null && isTaken(about, entry, triples));
                }
            }
            return triples;
        }

        private boolean isTaken(Node about, Map.Entry<?, ?> entry, List<Triple> triples) {
            String property = String.valueOf(entry.getKey());
            if (!(entry.getValue() instanceof List<?> values)
                    || values.size() < MANY
                    || property.startsWith("@")
                    || property.startsWith("_:")) {
                return false;
            }
            List<String> texts = new ArrayList<>(values.size());
            for (Object value : values) {
                if (!(value instanceof Map<?, ?> map)
                        || map.size() != 1
                        || !(map.get("@value") instanceof String text)) {
                    return false;
                }
                texts.add(text);
            }
            Node term = parsed(property);
            if (term == null) {
                return false;
            }
            texts.forEach(text -> triples.add(Triple.create(about, term, NodeFactory.createLiteralString(text))));
            return true;
        }

        List<Triple> triples(RDFDataset dataset, List<Triple> plain) {
            repairs.forEach(problems);
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
            Set<Triple> distinct = new HashSet<>();
            List<Triple> triples = new ArrayList<>(quads.size());
            for (RDFDataset.Quad quad : quads) {
                Node s = resource(quad.getSubject());
                Node p = resource(quad.getPredicate());
                Node o = quad.getObject().isLiteral() ? literal(quad.getObject()) : resource(quad.getObject());
                if (s != null && p != null && o != null && isTheBlocksToSay(p, o)) {
                    Triple triple = Triple.create(s, p, o);
                    if (distinct.add(triple)) {
                        triples.add(triple);
                    }
                }
            }
            for (Triple triple : plain) {
                if (isTheBlocksToSay(triple.getPredicate(), triple.getObject()) && distinct.add(triple)) {
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
                problem(
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
            Node iri = node.getValue().equals(subject.getURI()) ? subject : parsed(node.getValue());
            if (iri == null) {
                problem(
                        Kind.BAD_JSONLD,
                        Problem.quote(node.getValue()) + " is not an IRI, so what was said with it was left out",
                        "correct it");
            }
            return iri;
        }

        /** Terms and licences repeat from figure to figure, and checking an IRI is costly. */
        private @Nullable Node parsed(String text) {
            Node known = checked.get(text);
            if (known != null) {
                return known;
            }
            Node iri = Iris.parsed(text);
            if (iri != null && checked.size() < MAX_CHECKED) {
                checked.put(text, iri);
            }
            return iri;
        }

        private Node literal(RDFDataset.Node node) {
            String language = node.getLanguage();
            if (language != null) {
                if (LANGUAGE.matcher(language).matches()) {
                    return NodeFactory.createLiteralLang(node.getValue(), language);
                }
                problem(
                        Kind.BAD_JSONLD,
                        Problem.quote(language) + " is not a language tag; a plain text was used",
                        "correct it");
                return NodeFactory.createLiteralString(node.getValue());
            }
            RDFDatatype datatype = TypeMapper.getInstance().getSafeTypeByName(node.getDatatype());
            if (datatype.equals(XSDDatatype.XSDstring)) {
                return NodeFactory.createLiteralString(node.getValue());
            }
            if (!datatype.isValid(node.getValue()) || Iris.parsed(datatype.getURI()) == null) {
                problem(
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

        void invalid(Exception e) {
            problem(
                    Kind.BAD_JSONLD,
                    "is not valid JSON-LD (" + Problem.quote(String.valueOf(e.getMessage())) + "), so it was left out",
                    "correct the block");
        }

        void problem(Kind kind, String what, String remedy) {
            problems.accept(new Problem(kind, file, line, FIELD, what, remedy));
        }
    }
}
