package org.pfocr.rdf.serve.figure;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.jena.graph.Node;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.sparql.ARQConstants;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.QueryExecDatasetBuilder;
import org.apache.jena.sparql.util.Context;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.search.Search;
import org.pfocr.rdf.sets.Sets;
import org.pfocr.rdf.sets.query.SetFunctions;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Prefixes;
import org.pfocr.rdf.vocab.Terms;

/**
 * Reads the store for a page. What it asks ends when the page's time is over. For one thread, within a read transaction.
 */
public final class Reading {
    /** Objects of one subject and property that are looked at; no page shows more. */
    private static final int MAX_OBJECTS = 20_000;

    private final DatasetGraph dataset;
    private final AtomicBoolean cancel;

    /** @param cancel true once the page's time is over */
    public Reading(DatasetGraph dataset, AtomicBoolean cancel) {
        this.dataset = dataset;
        this.cancel = cancel;
    }

    /**
     * The rows of a query.
     *
     * @param query without prefixes: all of ours are declared
     * @param given values of variables
     */
    public List<Binding> select(String query, Map<String, Node> given) {
        Context context = Context.mergeCopy(ARQ.getContext(), dataset.getContext());
        context.set(ARQConstants.symCancelQuery, cancel);
        QueryExecDatasetBuilder builder = QueryExec.newBuilder()
                .dataset(dataset)
                .query(Prefixes.PROLOGUE + query)
                .context(context);
        given.forEach(builder::substitution);
        try (QueryExec execution = builder.build()) {
            List<Binding> rows = new ArrayList<>();
            Iterator<Binding> found = execution.select();
            while (found.hasNext()) {
                rows.add(found.next());
            }
            check();
            return rows;
        }
    }

    private void check() {
        if (cancel.get()) {
            throw new QueryCancelledException();
        }
    }

    /** The value of a variable in a row; null where it has none. */
    public static @Nullable Node value(Binding row, String variable) {
        return row.get(Var.alloc(variable));
    }

    /** The text of a variable's value; empty where it has none. */
    public static String text(Binding row, String variable) {
        return text(value(row, variable));
    }

    /** The whole number that a variable has; 0 where it has none. */
    public static long number(Binding row, String variable) {
        String text = text(row, variable);
        return text.matches("-?\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    /** A literal's text or an IRI; empty for null. */
    public static String text(@Nullable Node node) {
        return node == null ? "" : node.isLiteral() ? node.getLiteralLexicalForm() : node.toString();
    }

    /** The sets of genes of the store; null where it has none. */
    public @Nullable Sets sets() {
        return SetFunctions.of(dataset);
    }

    /** The text index of the store; null where it has none. */
    public @Nullable Search search() {
        return Search.of(dataset);
    }

    /** Says whether the page's time is over. */
    public boolean isOver() {
        return cancel.get();
    }

    /** Whether the store says anything with this subject. */
    public boolean knows(Node subject) {
        return dataset.find(Node.ANY, subject, Node.ANY, Node.ANY).hasNext();
    }

    /** Whether a thing has a type. */
    public boolean is(Node subject, Node type) {
        return dataset.find(Node.ANY, subject, Terms.RDF_TYPE, type).hasNext();
    }

    /** Objects of a subject and a property, without repeats. */
    public List<Node> objects(Node subject, Node property) {
        List<Node> objects = new ArrayList<>();
        Iterator<Quad> quads = dataset.find(Node.ANY, subject, property, Node.ANY);
        while (quads.hasNext() && objects.size() < MAX_OBJECTS) {
            Node object = quads.next().getObject();
            if (objects.isEmpty() || !objects.get(objects.size() - 1).equals(object)) {
                objects.add(object);
            }
        }
        check();
        return objects;
    }

    /** Subjects of a property and an object, up to a number. */
    public List<Node> subjects(Node property, Node object, int most) {
        List<Node> subjects = new ArrayList<>();
        Iterator<Quad> quads = dataset.find(Node.ANY, Node.ANY, property, object);
        while (quads.hasNext() && subjects.size() < most) {
            subjects.add(quads.next().getSubject());
        }
        check();
        return subjects;
    }

    /** One object of a subject and a property; null where there is none. */
    public @Nullable Node object(Node subject, Node property) {
        Iterator<Quad> quads = dataset.find(Node.ANY, subject, property, Node.ANY);
        return quads.hasNext() ? quads.next().getObject() : null;
    }

    /** One text of a subject and a property; empty where there is none. */
    public String text(Node subject, Node property) {
        return text(object(subject, property));
    }

    /** The name of a thing: its label; else the end of its IRI. */
    public String label(Node thing) {
        String label = text(thing, Terms.RDFS_LABEL);
        if (label.isEmpty()) {
            label = text(thing, Terms.SKOS_PREF_LABEL);
        }
        if (!label.isBlank()) {
            return label.strip();
        }
        String iri = thing.toString();
        String end = iri.substring(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#')) + 1);
        return end.isEmpty() ? iri : end;
    }

    /** Part after the last slash of an IRI, without the ending of a page. */
    public static String id(Node thing) {
        String iri = thing.toString();
        String end = iri.substring(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#')) + 1);
        return iri.startsWith(Iris.FIGURES) && end.endsWith(".html") ? end.substring(0, end.length() - 5) : end;
    }
}
