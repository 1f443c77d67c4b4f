package org.pfocr.rdf.search.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.QueryBuildException;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.engine.iterator.QueryIterNullIterator;
import org.apache.jena.sparql.engine.iterator.QueryIterPlainWrapper;
import org.apache.jena.sparql.engine.iterator.QueryIterRepeatApply;
import org.apache.jena.sparql.pfunction.PropFuncArg;
import org.apache.jena.sparql.pfunction.PropertyFunction;
import org.apache.jena.sparql.util.NodeFactoryExtra;
import org.apache.jena.sparql.util.Symbol;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.answer.CountedFunction;
import org.pfocr.rdf.answer.rows.IdBinding;
import org.pfocr.rdf.search.Hits;
import org.pfocr.rdf.search.Search;
import org.pfocr.rdf.search.TextHits;
import org.pfocr.rdf.search.TextHits.Asked;
import org.pfocr.rdf.search.TextHits.Match;

/** {@code (?subject ?score ?literal ?graph ?property) text:query (property … "text" limit "highlight:…")}. For one query. */
final class TextFunction implements PropertyFunction {
    /** What a query has found so far: an optional text pattern is asked once for each row. */
    private static final Symbol FOUND = Symbol.create("https://pfocr.wikipathways.org/text-hits");

    private static final int MAX_FOUND = 100;
    private static final int MOST_WANTED = 5;

    /** Makes the function, and tells how much it finds. */
    static final class Factory implements CountedFunction {
        @Override
        public PropertyFunction create(String uri) {
            return new TextFunction();
        }

        @Override
        public @Nullable Rows rows(PropFuncArg subject, PropFuncArg object, ExecutionContext context) {
            Node first = TextArguments.nodes(subject).get(0);
            if (!Var.isVar(first) || !TextArguments.isConstant(object)) {
                return null;
            }
            Hits hits = hits(TextArguments.of(object, BindingFactory.empty()).asked(), context);
            return new Rows(Var.alloc(first), hits.all().size());
        }
    }

    @Override
    public void build(PropFuncArg subject, Node property, PropFuncArg object, ExecutionContext context) {
        if (Search.of(context.getContext()) == null) {
            throw TextArguments.wrong("finds nothing here: this store has no text index, since it has no figures or was"
                    + " loaded by an earlier version");
        }
        List<Node> wanted = TextArguments.nodes(subject);
        if (wanted.isEmpty() || wanted.size() > MOST_WANTED) {
            throw TextArguments.wrong("gives (?subject ?score ?literal ?graph ?property), or fewer of these");
        }
        for (Node node : wanted.subList(1, wanted.size())) {
            if (!Var.isVar(node)) {
                throw TextArguments.wrong("gives values to variables: " + node + " is none");
            }
        }
        if (TextArguments.isConstant(object)) {
            TextArguments.of(object, BindingFactory.empty());
        }
    }

    private static TextHits index(ExecutionContext context) {
        Search search = Search.of(context.getContext());
        if (search == null) {
            throw new QueryBuildException("no text index");
        }
        return search.hits();
    }

    private static Hits hits(Asked asked, ExecutionContext context) {
        Map<Asked, Hits> found = context.getContext().get(FOUND);
        if (found == null) {
            found = new HashMap<>();
            context.getContext().set(FOUND, found);
        }
        Hits known = found.get(asked);
        if (known == null) {
            AtomicBoolean cancel = context.getCancelSignal();
            try {
                known = index(context).of(asked, () -> cancel != null && cancel.get());
            } catch (CancellationException e) {
                throw new QueryCancelledException();
            }
            if (found.size() == MAX_FOUND) {
                found.clear();
            }
            found.put(asked, known);
        }
        return known;
    }

    @Override
    public QueryIterator exec(
            QueryIterator input, PropFuncArg subject, Node property, PropFuncArg object, ExecutionContext context) {
        List<Node> wanted = TextArguments.nodes(subject);
        return new QueryIterRepeatApply(input, context) {
            private @Nullable Found last;

            @Override
            protected QueryIterator nextStage(Binding row) {
                TextArguments arguments = TextArguments.of(object, row);
                Found rows = last;
                if (rows == null || !rows.arguments.equals(arguments)) {
                    rows = new Found(arguments, wanted, getExecContext());
                    last = rows;
                }
                return rows.of(row);
            }
        };
    }

    /** The rows for one text. */
    private static final class Found {
        private final TextArguments arguments;
        private final List<Node> wanted;
        private final ExecutionContext context;
        private final TextHits index;
        private final Hits hits;
        private final TextHits.Shown shown;

        Found(TextArguments arguments, List<Node> wanted, ExecutionContext context) {
            this.arguments = arguments;
            this.wanted = wanted;
            this.context = context;
            this.index = index(context);
            this.hits = hits(arguments.asked(), context);
            this.shown = index.shown(arguments.asked());
        }

        QueryIterator of(Binding row) {
            Node first = wanted.get(0);
            Node subject = Var.isVar(first) ? row.get(Var.alloc(first)) : first;
            if (subject != null) {
                Long id = index.id(subject);
                Hits.Hit hit = id == null ? null : hits.of(id);
                Binding more = hit == null ? null : with(row, hit);
                return more == null
                        ? QueryIterNullIterator.create(context)
                        : QueryIterPlainWrapper.create(Iter.singletonIterator(more), context);
            }
            Var variable = Var.alloc(first);
            Iterator<Binding> rows = Iter.removeNulls(Iter.map(hits.all().iterator(), hit -> {
                Binding more = with(row, hit);
                return more == null ? null : IdBinding.of(more, variable, hit.node(), index::term);
            }));
            return QueryIterPlainWrapper.create(rows, context);
        }

        /** The row with what is wanted beside the subject; null where that does not fit. */
        private @Nullable Binding with(Binding row, Hits.Hit hit) {
            if (wanted.size() == 1) {
                return row;
            }
            List<@Nullable Node> values = new ArrayList<>();
            values.add(NodeFactoryExtra.floatToNode(hit.score()));
            Match match = wanted.size() > 2 ? shown.match(hit.node()) : null;
            if (match == null) {
                values.add(null);
                values.add(null);
                values.add(null);
            } else {
                values.add(literal(match));
                values.add(wanted.size() > 3 ? index.graph(hit.node(), match) : null);
                values.add(match.property());
            }
            Binding made = row;
            for (int i = 1; i < wanted.size(); i++) {
                Var variable = Var.alloc(wanted.get(i));
                Node value = values.get(i - 1);
                Node known = made.get(variable);
                if (known != null && !known.equals(value)) {
                    return null;
                }
                if (known == null && value != null) {
                    made = BindingFactory.binding(made, variable, value);
                }
            }
            return made;
        }

        private Node literal(Match match) {
            if (arguments.highlight() == null || !match.literal().isLiteral()) {
                return match.literal();
            }
            return NodeFactory.createLiteralString(
                    shown.marked(match.literal().getLiteralLexicalForm(), arguments.highlight()));
        }
    }
}
