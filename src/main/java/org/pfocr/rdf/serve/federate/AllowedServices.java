package org.pfocr.rdf.serve.federate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.QueryDeniedException;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.op.OpService;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryEngineRegistry;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingRoot;
import org.apache.jena.sparql.engine.iterator.QueryIterConcat;
import org.apache.jena.sparql.engine.iterator.QueryIterPlainWrapper;
import org.apache.jena.sparql.service.ServiceExec;
import org.apache.jena.sparql.service.ServiceExecutorRegistry;
import org.apache.jena.sparql.util.Context;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.http.ServerOptions;

/** Lets SERVICE call listed addresses only. Stateless. */
public final class AllowedServices {
    private AllowedServices() {}

    /**
     * Puts the rule into a dataset's context.
     *
     * @param serviceAllowed endpoints that SERVICE may call; where it is empty, not even this one
     * @param self public address of this endpoint; null where it has none
     */
    public static void apply(
            DatasetGraph dataset, List<String> serviceAllowed, Partners partners, @Nullable String self) {
        Set<String> allowed = Set.copyOf(serviceAllowed);
        Set<String> named = new HashSet<>(allowed); // By the operator, who may mean a neighbour on the same machine.
        named.removeAll(ServerOptions.PUBLIC_ENDPOINTS);
        ServiceExecutorRegistry services = new ServiceExecutorRegistry();
        ServiceExecutorRegistry.initWithDefaults(services);
        services.addBulkLink((service, input, execution, next) -> {
            Node node = service.getService();
            if (node.isVariable()) {
                return byAddress(service, input, execution);
            }
            if (!node.isURI() || (!allowed.isEmpty() && node.getURI().equals(self))) {
                return next.createExecution(service, input, execution);
            }
            String endpoint = node.getURI();
            if (!allowed.contains(endpoint)) {
                throw refused(
                        execution,
                        "SERVICE " + endpoint + " is not allowed here. Allowed: " + String.join(" ", serviceAllowed));
            }
            if (!named.contains(endpoint) && !partners.hasMirror(endpoint) && ServiceCalls.isInternal(endpoint)) {
                throw refused(
                        execution,
                        "SERVICE " + endpoint + " is not allowed here: its address is not on the public internet");
            }
            if (execution.getContext().get(ARQ.httpQueryClient) instanceof ServiceCalls calls) {
                return new BulkService(service, input, partners, calls, execution);
            }
            throw new IllegalStateException("a query without a client for its calls");
        });
        // Only this endpoint itself comes so far, or what is no address.
        services.addSingleLink((toRun, original, binding, execution, next) -> {
            Node node = toRun.getService();
            if (!allowed.isEmpty() && node.isURI() && node.getURI().equals(self)) {
                return here(toRun.getSubOp(), dataset, execution.getContext());
            }
            throw refused(
                    execution,
                    "SERVICE " + node + " is not allowed here. Allowed: " + String.join(" ", serviceAllowed));
        });
        ServiceExecutorRegistry.set(dataset.getContext(), services);
    }

    /** Rows by the address that they have for the SERVICE, each address with its rows together. */
    private static QueryIterator byAddress(OpService service, QueryIterator input, ExecutionContext execution) {
        Map<Node, List<Binding>> rows = new LinkedHashMap<>();
        Var variable = Var.alloc(service.getService());
        input.forEachRemaining(row -> rows.computeIfAbsent(
                        row.contains(variable) ? row.get(variable) : variable, key -> new ArrayList<>())
                .add(row));
        QueryIterConcat all = new QueryIterConcat(execution);
        rows.forEach((address, same) -> {
            if (address.isVariable()) {
                throw refused(execution, "SERVICE " + address + " is not allowed here: it has no value");
            }
            OpService named =
                    new OpService(address, service.getSubOp(), service.getServiceElement(), service.getSilent());
            all.add(ServiceExec.exec(named, QueryIterPlainWrapper.create(same.iterator(), execution), execution));
        });
        return all;
    }

    /** Also ends the query: a FILTER EXISTS around the SERVICE takes the exception for "no". */
    private static QueryDeniedException refused(ExecutionContext execution, String why) {
        if (execution.getContext().get(ARQ.httpQueryClient) instanceof ServiceCalls calls) {
            calls.refuse(why);
        }
        return new QueryDeniedException(why);
    }

    /**
     * A SERVICE that asks this endpoint is answered where it stands, as part of the query: by a call it would wait for a
     * turn that the query itself has taken.
     */
    private static QueryIterator here(Op pattern, DatasetGraph dataset, Context context) {
        return QueryEngineRegistry.findFactory(pattern, dataset, context)
                .create(pattern, dataset, BindingRoot.create(), context)
                .iterator();
    }
}
