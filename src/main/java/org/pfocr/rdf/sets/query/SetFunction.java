package org.pfocr.rdf.sets.query;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.QueryBuildException;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingBuilder;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.engine.iterator.QueryIterNullIterator;
import org.apache.jena.sparql.engine.iterator.QueryIterPlainWrapper;
import org.apache.jena.sparql.graph.NodeConst;
import org.apache.jena.sparql.pfunction.PropFuncArg;
import org.apache.jena.sparql.pfunction.PropertyFunctionBase;
import org.apache.jena.sparql.util.Symbol;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.sets.Sets;
import org.pfocr.rdf.sets.UnusableRequest;

/**
 * A property function that finds rows of values from its arguments: arguments on the object's side, one variable or value
 * for each column on the subject's. What was found is kept with the query ({@link AskedBefore}): ARQ makes a new object for
 * each row where it asks a function once for each, and mostly with the same arguments.
 *
 * <p>Arguments that cannot be used are an error of the query where they stand in it. Where they come from its rows, a row
 * without usable ones has no answer.
 */
abstract class SetFunction extends PropertyFunctionBase {
    /** Where the sets of a dataset's generation are in its context. */
    static final Symbol SETS = Symbol.create("https://pfocr.wikipathways.org/sets");

    static final Found NOTHING = new Found() {
        @Override
        public int size() {
            return 0;
        }

        @Override
        public Node value(int row, int column) {
            throw new IndexOutOfBoundsException(row);
        }
    };

    /** The function's name with its prefix, for messages. */
    abstract String name();

    /** Names of the columns. */
    abstract List<String> columns();

    /**
     * Finds the rows.
     *
     * @param isCancelled asked now and then
     */
    abstract Found find(Sets sets, Arguments arguments, BooleanSupplier isCancelled) throws UnusableRequest;

    /** The rows that have a value in the first column, as far as the function knows a short way; null where it knows none. */
    int @Nullable [] rowsOf(Found found, Node first) {
        return null;
    }

    @Override
    public void build(PropFuncArg subject, Node predicate, PropFuncArg object, ExecutionContext context) {
        int given = nodes(subject).size();
        if (given == 0 || given > columns().size()) {
            throw new QueryBuildException(name() + ": there are " + given + " terms before it; there may be 1 to "
                    + columns().size() + ": (" + String.join(" ", columns()) + ")");
        }
    }

    private static List<Node> nodes(PropFuncArg argument) {
        return argument.isList()
                ? argument.getArgList()
                : NodeConst.nodeNil.equals(argument.getArg()) ? List.of() : List.of(argument.getArg());
    }

    @Override
    public QueryIterator exec(
            Binding row, PropFuncArg subject, Node predicate, PropFuncArg object, ExecutionContext context) {
        AskedBefore asked = AskedBefore.of(context.getContext());
        List<Node> arguments = new ArrayList<>();
        for (Node node : nodes(object)) {
            Node value = value(node, row);
            if (Var.isVar(value)
                    && asked.isBound(value)) { // As GROUP_CONCAT(DISTINCT ?x) leaves it where there is no ?x.
                return QueryIterNullIterator.create(context);
            }
            if (Var.isVar(value)) {
                throw new QueryBuildException(name() + ": " + value + " has no value where it is needed;"
                        + " bind it in the same group of patterns");
            }
            arguments.add(value);
        }
        List<Node> columns =
                nodes(subject).stream().map(node -> value(node, row)).toList();
        Found found = asked.found(predicate, arguments);
        if (found == null) {
            found = found(arguments, asked.isWritten(arguments), context);
            asked.keep(predicate, arguments, found);
        }
        Iterator<Integer> rows = rows(found, columns.get(0));
        Found kept = found;
        return QueryIterPlainWrapper.create(
                Iter.removeNulls(Iter.map(rows, number -> joined(row, columns, kept, number))), context);
    }

    private Iterator<Integer> rows(Found found, Node first) {
        int[] rows = Var.isVar(first) ? null : rowsOf(found, first);
        return (rows == null ? IntStream.range(0, found.size()) : IntStream.of(rows)).iterator();
    }

    private static Node value(Node node, Binding row) {
        Node value = Var.isVar(node) ? row.get(Var.alloc(node)) : node;
        return value == null ? node : value;
    }

    private Found found(List<Node> arguments, boolean isWritten, ExecutionContext context) {
        Sets sets = context.getContext().get(SETS);
        if (sets == null) {
            throw new QueryBuildException(
                    name() + ": the store has no sets of genes; load figures into it with this version of the program");
        }
        AtomicBoolean cancel = context.getCancelSignal();
        BooleanSupplier isCancelled = () -> cancel != null && cancel.get();
        try {
            return find(sets, Arguments.of(name(), arguments), isCancelled);
        } catch (CancellationException e) {
            throw new QueryCancelledException();
        } catch (UnusableRequest e) {
            if (isWritten) {
                throw new QueryBuildException(name() + ": " + e.getMessage(), e);
            }
            return NOTHING;
        }
    }

    /** The row with a found one's values; null where they are not those that it has. */
    private static @Nullable Binding joined(Binding row, List<Node> columns, Found found, int number) {
        BindingBuilder joined = BindingFactory.builder(row);
        for (int column = 0; column < columns.size(); column++) {
            Node node = columns.get(column);
            Node value = value(found, number, column);
            if (!Var.isVar(node)) {
                if (!node.sameValueAs(value)) {
                    return null;
                }
            } else {
                Var variable = Var.alloc(node);
                Node before = joined.get(variable);
                if (before == null) {
                    joined.add(variable, value);
                } else if (!before.sameValueAs(value)) {
                    return null; // The same variable for two columns.
                }
            }
        }
        return joined.build();
    }

    private static Node value(Found found, int row, int column) {
        try {
            return found.value(row, column);
        } catch (CancellationException e) {
            throw new QueryCancelledException();
        }
    }

    static Node integer(long value) {
        return NodeFactory.createLiteralDT(Long.toString(value), XSDDatatype.XSDinteger);
    }

    static Node real(double value) {
        String text = value == Double.POSITIVE_INFINITY ? "INF" : Double.toString(value);
        return NodeFactory.createLiteralDT(text, XSDDatatype.XSDdouble);
    }
}
