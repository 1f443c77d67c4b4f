package org.pfocr.rdf.map;

import com.github.jsonldjava.core.JsonLdApi;
import com.github.jsonldjava.core.JsonLdError;
import com.github.jsonldjava.core.RDFDataset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
import org.apache.jena.sparql.util.XSDNumUtils;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.model.Figure;
import org.pfocr.rdf.model.SchemaBlock;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Licences;
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

    private static final String ID = "@id";
    /** Values of a property that the processor takes long to compare. */
    private static final int MANY = 8;

    private static final String CONTEXT = "@context";
    /** What relative IRIs are resolved against, so that they are known when they come out. */
    private static final String NOWHERE = "https://relative.invalid/";

    private static final String FOLDER = NOWHERE + "figures/";
    private static final String BASE = FOLDER + "figure.html";
    /** Values of one property, and parts of one block, that the processor is given; it takes their square of time. */
    private static final int MAX_VALUES = 1000;

    private static final int MAX_PARTS = 10_000;
    /** Nodes that are described for the IRI of one that has none. */
    private static final int MAX_DESCRIBED = 10_000;

    private final ContextSource contexts;

    SchemaBlockMapper(ContextSource contexts) {
        this.contexts = contexts;
    }

    /**
     * Adds what the blocks say of the figure to a batch, each triple once. What fails gives a problem and no triple: a value
     * or, where that is not enough, a block.
     *
     * @param file name of the figure file, for problems
     * @return the triples about other things, each once
     */
    List<Triple> map(Figure figure, String file, TripleBatch own, Consumer<Problem> problems) {
        List<SchemaBlock> blocks = figure.schemaBlocks();
        if (blocks.size() == 1) {
            return new Mapping(figure, blocks.get(0), true, file, own, problems).run();
        }
        // Two blocks may say the same, so their triples meet before they go into the batch.
        Set<Triple> all = new LinkedHashSet<>();
        for (int i = 0; i < blocks.size(); i++) {
            TripleBatch ofBlock = new TripleBatch();
            all.addAll(new Mapping(figure, blocks.get(i), i == 0, file, ofBlock, problems).run());
            for (int t = 0; t < ofBlock.size(); t++) {
                all.add(ofBlock.triple(t));
            }
        }
        Node subject = Iris.figure(figure.id());
        List<Triple> others = new ArrayList<>();
        for (Triple triple : all) {
            if (triple.getSubject().equals(subject)) {
                own.add(triple);
            } else {
                others.add(triple);
            }
        }
        return others;
    }

    private @Nullable Object expanded(Object context, Map<String, @Nullable Object> block) throws JsonLdError {
        Object expanded = new JsonLdApi(contexts.options()).expand(contexts.contextFor(context, BASE), block);
        // The expansion algorithm's last step, which expand() leaves to its caller.
        return expanded instanceof Map<?, ?> map && map.size() == 1 && map.containsKey("@graph")
                ? map.get("@graph")
                : expanded;
    }

    /** The state of mapping one block. */
    private final class Mapping {
        private final Figure figure;
        private final Node subject;
        private final SchemaBlock source;
        /** Else about what it says itself. */
        private final boolean isOfFigure;

        private final String file;
        private final TripleBatch own;
        private final Consumer<Problem> problems;
        private final List<Problem> repairs = new ArrayList<>();
        private int parts;
        private int described;
        private final Map<String, List<RDFDataset.Quad>> blankNodes = new HashMap<>();
        private final Map<String, Node> skolemized = new HashMap<>();
        /** Whether a term is reserved; the keywords of a figure ask for one of them a hundred times. */
        private final Map<Node, Boolean> reservedTerms = new HashMap<>();

        Mapping(
                Figure figure,
                SchemaBlock source,
                boolean isOfFigure,
                String file,
                TripleBatch own,
                Consumer<Problem> problems) {
            this.figure = figure;
            this.subject = Iris.figure(figure.id());
            this.source = source;
            this.isOfFigure = isOfFigure;
            this.file = file;
            this.own = own;
            this.problems = problems;
        }

        /** Returns the triples about other things than the figure. */
        List<Triple> run() {
            Map<String, @Nullable Object> block = repaired(source.content());
            Object context = block.remove(CONTEXT);
            if (context == null) {
                problem(
                        Kind.BAD_JSONLD,
                        "has no @context, so nothing in it has a meaning",
                        "add @context: https://schema.org/");
                return List.of();
            }
            try {
                return added(throughProcessor(context, block));
            } catch (JsonLdError e) {
                if (e.getType() == JsonLdError.Error.LOADING_REMOTE_CONTEXT_FAILED) {
                    problem(
                            Kind.UNKNOWN_CONTEXT,
                            "names a context that is not known here (" + Problem.quote(String.valueOf(e.getMessage()))
                                    + "), so the block was left out; nothing is fetched",
                            "use https://schema.org/ or map the context to a file with --context IRI=FILE");
                } else {
                    invalid(e);
                }
            } catch (RuntimeException | StackOverflowError e) {
                // The processor meets some broken blocks with a failed cast or a null of its own.
                invalid(e);
            }
            return List.of();
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

        List<Triple> throughProcessor(Object context, Map<String, @Nullable Object> block) throws JsonLdError {
            Map<String, @Nullable Object> given = block;
            Object expanded;
            try {
                expanded = expanded(context, given);
            } catch (RuntimeException e) { // JsonLdError among them.
                if (e instanceof JsonLdError error
                        && error.getType() == JsonLdError.Error.LOADING_REMOTE_CONTEXT_FAILED) {
                    throw e;
                }
                given = sound(context, block);
                expanded = expanded(context, given);
            }
            if (expanded == null) {
                repairs.forEach(problems);
                if (given.keySet().stream().anyMatch(key -> !key.equals(ID))) {
                    problem(
                            Kind.BAD_JSONLD,
                            "says nothing to which its @context gives a meaning",
                            "use the @context https://schema.org/");
                }
                return List.of();
            }
            List<Triple> plain = plainTexts(expanded);
            isKept(expanded);
            return triples(new JsonLdApi(expanded, contexts.options()).toRDF(), plain);
        }

        /** The block without the values that the processor refuses. */
        private Map<String, @Nullable Object> sound(Object context, Map<String, @Nullable Object> block) {
            Map<String, @Nullable Object> sound = new LinkedHashMap<>();
            block.forEach((key, value) -> {
                if (value instanceof List<?> list && list.size() <= MAX_VALUES) {
                    List<@Nullable Object> kept = new ArrayList<>(list);
                    kept.removeIf(item -> !isSound(context, key, item));
                    sound.put(key, kept);
                } else if (isSound(context, key, value)) {
                    sound.put(key, value);
                }
            });
            return sound;
        }

        private boolean isSound(Object context, String key, @Nullable Object value) {
            Map<String, @Nullable Object> alone = new LinkedHashMap<>();
            alone.put(key, value);
            try {
                expanded(context, alone);
                return true;
            } catch (RuntimeException e) { // JsonLdError among them.
                problem(
                        Kind.BAD_JSONLD,
                        "has a value of " + Problem.quote(key) + " that is not valid JSON-LD ("
                                + Problem.quote(String.valueOf(e.getMessage())) + "), so it was left out",
                        "correct it");
                return false;
            }
        }

        /**
         * Whether a part of the expanded block stays. What is too much for the processor, which compares each value with all
         * others of its property, and what is a relative IRI is taken out of it with a problem.
         */
        private boolean isKept(@Nullable Object part) {
            if (++parts > MAX_PARTS) {
                throw new IllegalStateException("says more than " + MAX_PARTS + " things");
            }
            if (part instanceof String text) {
                return !isRelative(text);
            }
            if (part instanceof List<?> list) {
                list.removeIf(item -> !isKept(item));
                return true;
            }
            if (!(part instanceof Map<?, ?>)) {
                return true;
            }
            @SuppressWarnings("unchecked") // The processor's own maps.
            Map<String, Object> map = (Map<String, Object>) part;
            if (map.get(ID) instanceof String id) {
                if (id.equals(BASE) || id.startsWith(BASE + "#")) {
                    map.put(ID, subject.getURI() + id.substring(BASE.length()));
                } else if (isRelative(id)) {
                    return false;
                }
            }
            map.entrySet().removeIf(entry -> switch (entry.getKey()) {
                case ID, "@value", "@language", "@index" -> false;
                default -> isTooLong(entry.getKey(), entry.getValue()) || !isKept(entry.getValue());
            });
            return true;
        }

        private boolean isTooLong(String property, @Nullable Object value) {
            boolean isTooLong = value instanceof List<?> list && list.size() > MAX_VALUES;
            if (isTooLong) {
                problem(
                        Kind.BAD_JSONLD,
                        "has more than " + MAX_VALUES + " values of " + Problem.quote(property)
                                + " that are more than texts, so they were left out",
                        "give fewer");
            }
            return isTooLong;
        }

        private boolean isRelative(String iri) {
            boolean isRelative = iri.startsWith(NOWHERE);
            if (isRelative) {
                String text = iri.startsWith(FOLDER) ? iri.substring(FOLDER.length()) : iri.substring(NOWHERE.length());
                problem(
                        Kind.BAD_JSONLD,
                        Problem.quote(text) + " is not a whole IRI, so what was said with it was left out",
                        "write the whole IRI");
            }
            return isRelative;
        }

        Map<String, @Nullable Object> repaired(Map<String, @Nullable Object> content) {
            Map<String, @Nullable Object> block = withValues(content);
            String key = block.containsKey("id") && !block.containsKey(ID) ? "id" : ID;
            Object id = block.get(key);
            if (!block.containsKey("@graph") && isOfFigure && !subject.getURI().equals(id)) {
                problem(
                        Kind.JSONLD_ID_DIFFERS,
                        (id == null ? "has no @id; " : "has the @id " + Problem.quote(id.toString()) + "; ")
                                + subject.getURI() + " was used",
                        "correct the @id");
                block.put(key, subject.getURI());
            }
            if ("CreativeWork".equals(block.get("name"))) {
                String label = FigureLabel.of(figure);
                block.put("name", label);
                repair(
                        Kind.NAME_REPAIRED,
                        figure.title() != null
                                ? "the placeholder CreativeWork became the figure's title"
                                : "the placeholder CreativeWork became " + Problem.quote(label)
                                        + ", since the figure has no title");
            }
            return block;
        }

        /** A copy without what has no value, and with the IRIs of licences for their names. */
        private Map<String, @Nullable Object> withValues(Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((name, value) -> {
                String key = String.valueOf(name);
                Object kept = key.equals(CONTEXT) ? value : withValue(key, value);
                if (kept != null) {
                    copy.put(key, kept);
                }
            });
            return copy;
        }

        private @Nullable Object withValue(String key, @Nullable Object value) {
            if (value instanceof String text) {
                return text.isEmpty() && !key.startsWith("@") ? null : key.equals("license") ? licence(text) : text;
            }
            if (value instanceof List<?> list) {
                List<@Nullable Object> kept = new ArrayList<>(list.size());
                for (Object item : list) {
                    Object itsValue = withValue(key, item);
                    if (itsValue != null) {
                        kept.add(itsValue);
                    }
                }
                return kept;
            }
            if (value instanceof Map<?, ?> map) {
                boolean isNothing = map.containsKey("@value") && map.get("@value") == null;
                return isNothing ? null : withValues(map);
            }
            return value;
        }

        private String licence(String name) {
            Node licence = Licences.of(name);
            if (licence == null) {
                return name;
            }
            repair(
                    Kind.LICENSE_REPAIRED,
                    name.equals("CC0")
                            ? "the placeholder CC0 became " + licence.getURI()
                            : "the name " + Problem.quote(name) + " became " + licence.getURI());
            return licence.getURI();
        }

        /** Counted only if the block is used. */
        private void repair(Kind kind, String what) {
            repairs.add(new Problem(kind, file, source.line(), FIELD, what, ""));
        }

        /**
         * Takes long lists of plain texts out of the expanded block, since the processor compares each value of a list with
         * all before it. They become the same triples as through it.
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

        /** Takes the plain texts out of a property's values; whether nothing is left of these. */
        private boolean isTaken(Node about, Map.Entry<?, ?> entry, List<Triple> triples) {
            String property = String.valueOf(entry.getKey());
            if (!(entry.getValue() instanceof List<?> values)
                    || values.size() < MANY
                    || property.startsWith("@")
                    || property.startsWith("_:")) {
                return false;
            }
            Node term = parsed(property);
            if (term == null) {
                return false;
            }
            values.removeIf(value -> {
                boolean isText =
                        value instanceof Map<?, ?> map && map.size() == 1 && map.get("@value") instanceof String;
                if (isText) {
                    String text = String.valueOf(((Map<?, ?>) value).get("@value"));
                    triples.add(Triple.create(about, term, NodeFactory.createLiteralString(text)));
                }
                return isText;
            });
            return values.isEmpty();
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
            if (datatype.equals(XSDDatatype.XSDdouble) && datatype.isValid(node.getValue())) {
                // In the lexical form that TDB2 gives back, so that a store and a dump hold the same term.
                Double value = (Double) datatype.parse(node.getValue());
                return NodeFactory.createLiteralDT(XSDNumUtils.stringForm(value), XSDDatatype.XSDdouble);
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

        void invalid(Throwable e) {
            problem(
                    Kind.BAD_JSONLD,
                    "is not valid JSON-LD (" + Problem.quote(String.valueOf(e.getMessage())) + "), so it was left out",
                    "correct the block");
        }

        void problem(Kind kind, String what, String remedy) {
            problems.accept(new Problem(kind, file, source.line(), FIELD, what, remedy));
        }
    }
}
