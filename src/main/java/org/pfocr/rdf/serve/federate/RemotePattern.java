package org.pfocr.rdf.serve.federate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.OpAsQuery;
import org.apache.jena.sparql.algebra.OpVars;
import org.apache.jena.sparql.algebra.op.OpService;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.Rename;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingBuilder;
import org.apache.jena.sparql.syntax.Element;
import org.apache.jena.sparql.syntax.ElementBind;
import org.apache.jena.sparql.syntax.ElementData;
import org.apache.jena.sparql.syntax.ElementGroup;
import org.apache.jena.sparql.syntax.ElementSubQuery;

/**
 * The pattern of a SERVICE as queries for its endpoint, each with the values of many rows (SPARQL 1.1 Federated Query,
 * section 2.4). ARQ gives variables of sub-selects other names, which the endpoint does not see. Immutable.
 */
final class RemotePattern {
    private final Op pattern;
    private final Query plain;
    private final boolean isGroup;
    /** Variables by the name that the endpoint has for them. */
    private final Map<String, Var> variables = new HashMap<>();

    RemotePattern(OpService service) {
        this.pattern = service.getSubOp();
        this.plain = OpAsQuery.asQuery(Rename.reverseVarRename(pattern, true));
        this.isGroup = plain.isSelectType()
                && plain.isQueryResultStar()
                && !plain.isDistinct()
                && !plain.isReduced()
                && !plain.hasGroupBy()
                && !plain.hasOrderBy()
                && !plain.hasLimit()
                && !plain.hasOffset()
                && plain.getQueryPattern() instanceof ElementGroup;
        OpVars.visibleVars(pattern)
                .forEach(variable -> variables.put(remote(variable).getVarName(), variable));
    }

    /** The variables that rows of the answer may have. */
    Set<Var> variables() {
        return new LinkedHashSet<>(variables.values());
    }

    private static Var remote(Var variable) {
        String name = variable.getVarName();
        return Var.alloc(name.substring(name.lastIndexOf('/') + 1));
    }

    /** A row of the endpoint's answer, with our variables. */
    Binding row(Binding remote) {
        BindingBuilder row = Binding.builder();
        remote.forEach((variable, value) -> {
            Var ours = variables.get(variable.getVarName());
            if (ours != null) {
                row.add(ours, value);
            }
        });
        return row.build();
    }

    /**
     * The query for some values.
     *
     * @param shared the variables that have values; none asks for everything
     * @param values a value of each shared variable for each row
     */
    String text(List<Var> shared, List<Binding> values) {
        Query query = QueryFactory.create();
        query.setQuerySelectType();
        query.setQueryResultStar(true);
        ElementGroup group = new ElementGroup();
        if (!shared.isEmpty()) {
            ElementData data = new ElementData();
            shared.forEach(variable -> data.add(remote(variable)));
            for (Binding value : values) {
                BindingBuilder row = Binding.builder();
                value.forEach((variable, term) -> row.add(remote(variable), term));
                data.add(row.build());
            }
            group.addElement(data);
        }
        if (!isGroup) {
            group.addElement(new ElementSubQuery(plain));
        } else if (isBesideValues(shared)) { // Where an engine surely looks at the values first.
            ((ElementGroup) plain.getQueryPattern()).getElements().forEach(group::addElement);
        } else {
            group.addElement(plain.getQueryPattern());
        }
        query.setQueryPattern(group);
        query.resetResultVars();
        return query.toString();
    }

    /** Whether values may stand in the pattern's own group, and mean the same as a join with the whole of it. */
    private boolean isBesideValues(List<Var> shared) {
        if (!OpVars.fixedVars(pattern).containsAll(shared)) {
            return false;
        }
        List<Var> assigned = new ArrayList<>();
        for (Element element : ((ElementGroup) plain.getQueryPattern()).getElements()) {
            if (element instanceof ElementBind bind) {
                assigned.add(bind.getVar());
            }
        }
        return shared.stream().map(RemotePattern::remote).noneMatch(assigned::contains);
    }
}
