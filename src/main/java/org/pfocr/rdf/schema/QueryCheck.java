package org.pfocr.rdf.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunction2;
import org.apache.jena.sparql.expr.ExprFunctionN;
import org.apache.jena.sparql.expr.NodeValue;
import org.pfocr.rdf.schema.DataSchema.Use;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Prefixes;
import org.pfocr.rdf.vocab.Terms;

/**
 * Says what of a query does not fit the data, and what is near: terms that are not there, links in the wrong direction,
 * things by name where they have IRIs, forms of literals that never match. It runs nothing but look-ups. It is long since
 * each check is a few lines that need the same facts. For one query and one thread.
 */
public final class QueryCheck {
    private static final int MOST_HINTS = 8;
    /** A query's own texts are in its hints, and these go into headers. */
    private static final int MOST_CHARACTERS = 500;

    private static final int MOST_NAMED = 5;

    /** Properties that are functions, by their namespaces or names. */
    private static final Set<Node> FUNCTIONS = Set.of(Pfocr.enriched, Pfocr.similarTo, Pfocr.drawnWith);

    private static final String TEXT = "http://jena.apache.org/text#";

    private final DatasetGraph dataset;
    private final DataSchema schema;
    private final Query query;
    private final Patterns patterns;
    private final Set<String> hints = new LinkedHashSet<>();

    private QueryCheck(Query query, DatasetGraph dataset) {
        this.dataset = dataset;
        this.schema = DataSchema.of(dataset);
        this.query = query;
        this.patterns = new Patterns(query);
    }

    /** Hints on a query, the surest first; none where nothing is odd. To be called within a read transaction. */
    public static List<String> of(Query query, DatasetGraph dataset) {
        QueryCheck check = new QueryCheck(query, dataset);
        check.prefixes();
        check.terms();
        check.triples();
        check.variables();
        check.filters();
        check.graphs();
        return check.hints.stream()
                .limit(MOST_HINTS)
                .map(hint -> hint.length() > MOST_CHARACTERS ? hint.substring(0, MOST_CHARACTERS) + " …" : hint)
                .toList();
    }

    private void prefixes() {
        query.getPrefixMapping().getNsPrefixMap().forEach((prefix, namespace) -> {
            String known = Prefixes.ALL.get(prefix);
            if (known != null && !known.equals(namespace)) {
                hints.add("PREFIX " + prefix + ": is <" + known + "> here, not <" + namespace + ">.");
            }
        });
    }

    private static boolean isFunction(Node property) {
        return FUNCTIONS.contains(property)
                || property.getURI().startsWith(TEXT)
                || property.getURI().startsWith("http://jena.apache.org/ARQ/");
    }

    private void terms() {
        for (Node property : new LinkedHashSet<>(patterns.properties)) {
            if (!schema.properties().containsKey(property) && !isFunction(property) && !isStated(property)) {
                hints.add("No data have the property " + DataSchema.name(property) + "."
                        + meant(property, schema.properties().keySet()));
            }
        }
        for (Triple triple : patterns.triples) {
            Node type = triple.getObject();
            if (triple.getPredicate().equals(Terms.RDF_TYPE)
                    && type.isURI()
                    && !schema.classes().containsKey(type)
                    && !dataset.contains(Node.ANY, Node.ANY, Terms.RDF_TYPE, type)) {
                hints.add("Nothing is of the class " + DataSchema.name(type) + "."
                        + meant(type, schema.classes().keySet()));
            }
        }
    }

    private boolean isStated(Node property) {
        return dataset.contains(Node.ANY, Node.ANY, property, Node.ANY);
    }

    private static String meant(Node wrong, Collection<Node> known) {
        List<Node> near = Nearest.of(wrong, known);
        return near.isEmpty() ? " describe_schema and the ontology list what there is." : " Near: " + names(near) + ".";
    }

    private static String names(Collection<Node> terms) {
        return terms.stream().limit(MOST_NAMED).map(DataSchema::name).collect(Collectors.joining(", "));
    }

    /** The direction of links, the forms of their objects, and what they name. */
    private void triples() {
        Map<Node, Set<Node>> types = types();
        for (Triple triple : patterns.triples) {
            Node property = triple.getPredicate();
            constant(triple.getSubject());
            if (!property.equals(Terms.RDF_TYPE)) {
                object(property, triple.getObject());
            }
            Use use = property.isURI() ? schema.properties().get(property) : null;
            if (use == null || property.equals(Terms.RDF_TYPE)) {
                continue;
            }
            List<Node> subjects = schema.subjects(property);
            Set<Node> of = types.getOrDefault(triple.getSubject(), Set.of());
            Set<Node> to = types.getOrDefault(triple.getObject(), Set.of());
            boolean isBackwards = !use.classes().isEmpty()
                    && ((!of.isEmpty()
                                    && none(of, subjects)
                                    && !none(of, use.classes().keySet()))
                            || (!to.isEmpty() && none(to, use.classes().keySet()) && !none(to, subjects)));
            if (isBackwards) {
                hints.add(DataSchema.name(property) + " leads from " + names(subjects) + " to "
                        + names(use.classes().keySet()) + ": turn it round, as " + shown(triple.getObject()) + " "
                        + DataSchema.name(property) + " " + shown(triple.getSubject()) + " .");
            } else if (!of.isEmpty() && none(of, subjects)) {
                hints.add("No " + names(of) + " has the property " + DataSchema.name(property) + "; " + names(subjects)
                        + " have it." + instead(of, use));
            }
        }
    }

    /** Properties of these classes that lead to the same. */
    private String instead(Set<Node> of, Use use) {
        Set<Node> near = new LinkedHashSet<>();
        for (Node type : of) {
            schema.properties(type).forEach((property, other) -> {
                if (!none(other.classes().keySet(), use.classes().keySet())) {
                    near.add(property);
                }
            });
        }
        return near.isEmpty() ? "" : " " + names(of) + " has: " + names(near) + ".";
    }

    private static boolean none(Collection<Node> some, Collection<Node> others) {
        return some.stream().noneMatch(others::contains);
    }

    private static String shown(Node node) {
        return node.isVariable() ? "?" + node.getName() : node.isURI() ? DataSchema.name(node) : node.toString();
    }

    /** The classes that are sure: named in the query, or those of an IRI in the data. */
    private Map<Node, Set<Node>> types() {
        Map<Node, Set<Node>> types = new HashMap<>();
        for (Triple triple : patterns.triples) {
            if (triple.getPredicate().equals(Terms.RDF_TYPE)
                    && triple.getObject().isURI()
                    && schema.classes().containsKey(triple.getObject())) {
                types.computeIfAbsent(triple.getSubject(), s -> new LinkedHashSet<>())
                        .add(triple.getObject());
            }
        }
        for (Triple triple : patterns.triples) {
            for (Node node : List.of(triple.getSubject(), triple.getObject())) {
                if (node.isURI() && !triple.getPredicate().equals(Terms.RDF_TYPE)) {
                    Set<Node> found = types.computeIfAbsent(node, n -> new LinkedHashSet<>());
                    dataset.find(Node.ANY, node, Terms.RDF_TYPE, Node.ANY)
                            .forEachRemaining(quad -> found.add(quad.getObject()));
                }
            }
        }
        // Variables, by the other links that they have: once what one link says, where it says it alone.
        for (Triple triple : patterns.triples) {
            Node node = triple.getObject();
            Use use = triple.getPredicate().isURI() ? schema.properties().get(triple.getPredicate()) : null;
            boolean isSubjectElsewhere = patterns.triples.stream()
                    .anyMatch(other -> other.getSubject().equals(node));
            if (use != null
                    && node.isVariable()
                    && isSubjectElsewhere
                    && !use.hasLiterals()
                    && use.classes().size() >= 1
                    && !types.containsKey(node)
                    && use.classes().values().stream()
                                    .mapToLong(Long::longValue)
                                    .max()
                                    .orElse(0)
                            == use.triples()) {
                types.put(node, new LinkedHashSet<>(use.classes().keySet()));
            }
        }
        return types;
    }

    /** An IRI that nothing is said of. */
    private void constant(Node node) {
        if (!node.isURI() || dataset.contains(Node.ANY, node, Node.ANY, Node.ANY)) {
            return;
        }
        List<Node> same = subjects(Terms.SKOS_EXACT_MATCH, node);
        if (!same.isEmpty()) {
            hints.add(DataSchema.name(node) + " is another database's name for " + names(same)
                    + ", which the data have.");
            return;
        }
        if (dataset.contains(Node.ANY, Node.ANY, Node.ANY, node)) {
            return;
        }
        String local = DataSchema.local(node).replaceFirst("\\.html$", "");
        List<Node> named = named(local);
        hints.add("The data do not have " + DataSchema.name(node) + "."
                + (named.isEmpty()
                        ? " Look its IRI up by name (find_entity, /api/suggest)."
                        : " \"" + local + "\" is " + names(named) + "."));
    }

    private List<Node> subjects(Node property, Node object) {
        return Iter.asStream(dataset.find(Node.ANY, Node.ANY, property, object))
                .map(Quad::getSubject)
                .distinct()
                .limit(MOST_NAMED)
                .toList();
    }

    /** What has a name, in these letters or in others. */
    private List<Node> named(String name) {
        Set<Node> found = new LinkedHashSet<>();
        for (String form : new LinkedHashSet<>(List.of(name, name.toUpperCase(Locale.ROOT), capital(name)))) {
            for (Node property :
                    List.of(Terms.RDFS_LABEL, Terms.SKOS_ALT_LABEL, Terms.DCTERMS_IDENTIFIER, Terms.SKOS_NOTATION)) {
                found.addAll(subjects(property, NodeFactory.createLiteralString(form)));
            }
        }
        return List.copyOf(found);
    }

    private static String capital(String name) {
        return name.isEmpty()
                ? name
                : name.substring(0, 1).toUpperCase(Locale.ROOT)
                        + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private void object(Node property, Node object) {
        Use use = property.isURI() ? schema.properties().get(property) : null;
        if (object.isURI()) {
            if (use != null && !use.hasIris()) {
                hints.add(DataSchema.name(property) + " has texts or numbers, not IRIs such as "
                        + DataSchema.name(object) + ".");
            } else if (use == null || isOtherwise(property, object)) {
                constant(object);
            }
        } else if (object.isLiteral() && use != null) {
            literal(property, use, object);
        }
    }

    /** Says where an IRI is the object of another property only; whether there is more to find out. */
    private boolean isOtherwise(Node property, Node object) {
        if (dataset.contains(Node.ANY, Node.ANY, property, object)
                || dataset.contains(Node.ANY, object, Node.ANY, Node.ANY)) {
            return false;
        }
        Quad other = Iter.first(dataset.find(Node.ANY, Node.ANY, Node.ANY, object), quad -> true);
        if (other == null || other.getPredicate().equals(Terms.SKOS_EXACT_MATCH)) {
            return true;
        }
        hints.add("Nothing has the " + DataSchema.name(property) + " " + DataSchema.name(object) + "; it is the "
                + DataSchema.name(other.getPredicate()) + " of " + names(subjects(other.getPredicate(), object)) + ".");
        return false;
    }

    private void literal(Node property, Use use, Node literal) {
        String text = literal.getLiteralLexicalForm();
        if (!use.hasLiterals()) {
            List<Node> named = named(text).stream()
                    .filter(thing -> use.classes().isEmpty() || isOneOf(thing, use))
                    .toList();
            hints.add(DataSchema.name(property) + " leads to IRIs, not to texts."
                    + (named.isEmpty()
                            ? " Look the IRI of \"" + text + "\" up (find_entity, /api/suggest)."
                            : " \"" + text + "\" is " + names(named) + "."));
            return;
        }
        if (dataset.contains(Node.ANY, Node.ANY, property, literal)) {
            return;
        }
        for (Node type : use.datatypes().keySet()) {
            Node other = NodeFactory.createLiteralDT(text, NodeFactory.getType(type.getURI()));
            if (!other.equals(literal) && dataset.contains(Node.ANY, Node.ANY, property, other)) {
                hints.add(form(property, literal, other));
                return;
            }
        }
        for (String form : new TreeSet<>(
                List.of(text.toUpperCase(Locale.ROOT), text.toLowerCase(Locale.ROOT), capital(text), text.strip()))) {
            Node other = NodeFactory.createLiteralString(form);
            if (dataset.contains(Node.ANY, Node.ANY, property, other)) {
                hints.add(form(property, literal, other));
                return;
            }
        }
        Node type = Iris.external(literal.getLiteralDatatypeURI());
        hints.add(
                use.datatypes().containsKey(type)
                                && literal.getLiteralLanguage().isEmpty()
                        ? "No " + DataSchema.name(property) + " is " + written(literal) + ". For a part of a text, use"
                                + " FILTER(CONTAINS(LCASE(?text), \"" + text.toLowerCase(Locale.ROOT) + "\"))."
                        : "Values of " + DataSchema.name(property) + " are "
                                + names(use.datatypes().keySet()) + ", so that " + written(literal)
                                + " never matches.");
    }

    private boolean isOneOf(Node thing, Use use) {
        return use.classes().keySet().stream()
                .anyMatch(type -> dataset.contains(Node.ANY, thing, Terms.RDF_TYPE, type));
    }

    private static String form(Node property, Node wrong, Node right) {
        return DataSchema.name(property) + " has " + written(right) + ", not " + written(wrong) + ".";
    }

    private static String written(Node literal) {
        String text = "\"" + literal.getLiteralLexicalForm() + "\"";
        if (!literal.getLiteralLanguage().isEmpty()) {
            return text + "@" + literal.getLiteralLanguage();
        }
        String type = literal.getLiteralDatatypeURI();
        return type.equals(XSDDatatype.XSDstring.getURI()) ? text : text + "^^" + DataSchema.name(type);
    }

    /** Variables that are asked for and bound nowhere. */
    private void variables() {
        if (!query.isSelectType() || query.isQueryResultStar() || query.getQueryPattern() == null) {
            return;
        }
        Set<String> bound = new TreeSet<>();
        org.apache.jena.sparql.syntax.PatternVars.vars(query.getQueryPattern())
                .forEach(var -> bound.add(var.getName()));
        query.getProject().forEachVar(var -> {
            if (!bound.contains(var.getName()) && !query.getProject().hasExpr(var)) {
                hints.add("?" + var.getName() + " is asked for and bound nowhere; the pattern has: ?"
                        + String.join(", ?", bound) + ".");
            }
        });
    }

    /** Comparisons of a variable with a constant that its property never has. */
    private void filters() {
        Map<String, Node> bound = new HashMap<>();
        patterns.triples.forEach(triple -> {
            if (triple.getObject().isVariable() && triple.getPredicate().isURI()) {
                bound.putIfAbsent(triple.getObject().getName(), triple.getPredicate());
            }
        });
        for (Expr filter : new ArrayList<>(patterns.filters)) {
            List<Expr> arguments = filter instanceof ExprFunction2 two
                    ? two.getArgs()
                    : filter instanceof ExprFunctionN many ? many.getArgs() : List.of();
            Expr variable =
                    arguments.stream().filter(Expr::isVariable).findFirst().orElse(null);
            Expr constant =
                    arguments.stream().filter(Expr::isConstant).findFirst().orElse(null);
            if (variable != null && constant != null && bound.containsKey(variable.getVarName())) {
                compared(filter, variable.getVarName(), bound.get(variable.getVarName()), constant.getConstant());
            }
        }
    }

    private void compared(Expr filter, String variable, Node property, NodeValue constant) {
        Use use = schema.properties().get(property);
        if (use == null) {
            return;
        }
        boolean isGYear = use.datatypes().containsKey(Iris.external(XSDDatatype.XSDgYear.getURI()));
        if (isGYear && !constant.getDatatypeURI().equals(XSDDatatype.XSDgYear.getURI())) {
            hints.add("?" + variable + " (" + DataSchema.name(property)
                    + ") is an xsd:gYear and compares with no other form:" + " write \"" + constant.asString()
                    + "\"^^xsd:gYear, or xsd:integer(STR(?" + variable + ")).");
        } else if (constant.isString() && !use.hasLiterals()) {
            hints.add("?" + variable + " (" + DataSchema.name(property)
                    + ") is an IRI, which is never like a text: compare its" + " rdfs:label, or use the IRI of \""
                    + constant.asString() + "\"" + known(constant.asString()) + ".");
        } else if (constant.isLangString()) {
            hints.add("?" + variable + " (" + DataSchema.name(property) + ") has texts without a language: write \""
                    + constant.asNode().getLiteralLexicalForm() + "\" without @" + constant.getLang() + ".");
        } else if (filter instanceof ExprFunction2 two
                && two.getOpName() != null
                && two.getOpName().equals("=")
                && constant.isLiteral()
                && !constant.isNumber()) {
            literal(property, use, constant.asNode());
        } else if (constant.isNumber()
                && use.hasLiterals()
                && use.datatypes().keySet().stream()
                        .allMatch(type -> type.getURI().equals(XSDDatatype.XSDstring.getURI()))) {
            hints.add("?" + variable + " (" + DataSchema.name(property) + ") is a text: compare with \""
                    + constant.asString() + "\", or xsd:double(?" + variable + ").");
        }
    }

    private String known(String name) {
        List<Node> named = named(name);
        return named.isEmpty() ? "" : ", " + names(named);
    }

    private void graphs() {
        for (Node graph : patterns.graphs) {
            if (graph.isURI()
                    && !Quad.isDefaultGraph(graph)
                    && !Quad.isUnionGraph(graph)
                    && !dataset.containsGraph(graph)) {
                hints.add(
                        "There is no graph " + DataSchema.name(graph) + "; leave GRAPH out to ask all, or take one of: "
                                + Iter.asStream(dataset.listGraphNodes())
                                        .map(DataSchema::name)
                                        .sorted()
                                        .collect(Collectors.joining(", "))
                                + ".");
            }
        }
    }
}
