package org.pfocr.rdf.serve.federate;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.jena.atlas.io.IndentedWriter;
import org.apache.jena.atlas.web.ContentType;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.riot.rowset.RowSetReaderRegistry;
import org.apache.jena.sparql.algebra.op.OpService;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingBuilder;
import org.apache.jena.sparql.engine.iterator.QueryIter;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.serializer.SerializationContext;
import org.apache.jena.sparql.util.Context;
import org.jspecify.annotations.Nullable;

/**
 * Rows joined with what another endpoint answers for them. The values of up to a thousand rows go out in one request, in a
 * VALUES block, and while one answer is read the next ones are on their way. For one thread.
 */
final class BulkService extends QueryIter {
    /** Distinct values in one request: at least two requests for more than that, and some engines refuse much more. */
    private static final int VALUES = 1000;
    /** Values in one request after an endpoint failed with a larger one. */
    private static final int FEW_VALUES = 100;
    /** Rows that share these values; they wait in memory. */
    private static final int ROWS = 20_000;
    /** Requests on their way, once the rows of a first one are wanted. */
    private static final int AHEAD = 3;

    private final RemotePattern pattern;
    private final String endpoint;
    private final boolean isSilent;
    private final QueryIterator input;
    private final Partners partners;
    private final ServiceCalls calls;
    private final Set<Var> remoteVariables;
    private final Queue<Part> parts = new ArrayDeque<>();
    private @Nullable Binding waiting;
    private boolean isFirst = true;
    private Queue<Binding> ready = new ArrayDeque<>();

    /** Rows that have values for the same variables, and the request for them. */
    private static final class Part {
        private final List<Var> shared;
        private final Map<Binding, List<Binding>> rows = new LinkedHashMap<>();
        private String query = "";
        private @Nullable CompletableFuture<Partners.Answer> answer;

        Part(List<Var> shared) {
            this.shared = shared;
        }
    }

    BulkService(
            OpService service, QueryIterator input, Partners partners, ServiceCalls calls, ExecutionContext context) {
        super(context);
        this.pattern = new RemotePattern(service);
        this.endpoint = service.getService().getURI();
        this.isSilent = service.getSilent();
        this.input = input;
        this.partners = partners;
        this.calls = calls;
        this.remoteVariables = pattern.variables();
        ask(); // At once, so that other endpoints can be asked while this one thinks.
    }

    /** Sends the requests for the next rows. */
    private void ask() {
        Map<Set<Var>, Part> batch = new LinkedHashMap<>();
        int rows = 0;
        int values = 0;
        while (rows < ROWS && values < VALUES && (waiting != null || input.hasNext())) {
            Binding row = waiting == null ? input.next() : waiting;
            waiting = null;
            BindingBuilder value = Binding.builder();
            Set<Var> shared = new LinkedHashSet<>();
            boolean canMatch = true;
            for (Var variable : remoteVariables) {
                Node term = row.get(variable);
                if (term != null) {
                    canMatch &= !term.isBlank() && !term.isTripleTerm(); // Which is another one at each endpoint.
                    shared.add(variable);
                    value.add(variable, term);
                }
            }
            if (!canMatch) {
                continue;
            }
            List<Binding> same = batch.computeIfAbsent(shared, key -> new Part(List.copyOf(key)))
                    .rows
                    .computeIfAbsent(value.build(), key -> new ArrayList<>(1));
            values += same.isEmpty() ? 1 : 0;
            same.add(row);
            rows++;
        }
        for (Part part : batch.values()) {
            send(part);
            parts.add(part);
        }
    }

    private void send(Part part) {
        part.query = pattern.text(part.shared, List.copyOf(part.rows.keySet()));
        part.answer = partners.ask(calls, endpoint, part.query, calls.time());
    }

    @Override
    protected boolean hasNextBinding() {
        while (ready.isEmpty()) {
            while (parts.size() < (isFirst ? 1 : AHEAD) && input.hasNext()) {
                ask();
            }
            isFirst = false;
            Part part = parts.poll();
            if (part == null) {
                if (input.hasNext()) {
                    continue; // Rows that can match nothing are behind us.
                }
                return false;
            }
            ready = new ArrayDeque<>(joined(part));
        }
        return true;
    }

    @Override
    protected Binding moveToNextBinding() {
        return ready.remove();
    }

    private List<Binding> joined(Part part) {
        List<Binding> answer;
        try {
            answer = answer(part);
        } catch (PartnerFailure e) {
            if (part.rows.size() > FEW_VALUES && e.isOfTheRequest()) {
                return inPieces(part, FEW_VALUES);
            }
            if (!isSilent) {
                throw calls.failed(e.getMessage() + " It was asked: " + PartnerFailure.start(part.query));
            }
            List<Binding> unchanged = new ArrayList<>();
            part.rows.values().forEach(unchanged::addAll);
            return unchanged;
        }
        if (answer.size() == Partners.mostRows(endpoint) && part.rows.size() > 1) { // Perhaps cut off.
            return inPieces(part, (part.rows.size() + 1) / 2);
        }
        Map<Binding, List<Binding>> byValue = new HashMap<>();
        for (Binding row : answer) {
            BindingBuilder value = Binding.builder();
            part.shared.forEach(variable -> {
                Node term = row.get(variable);
                if (term != null) {
                    value.add(variable, term);
                }
            });
            byValue.computeIfAbsent(value.build(), key -> new ArrayList<>(1)).add(row);
        }
        List<Binding> joined = new ArrayList<>();
        part.rows.forEach((value, rows) -> {
            for (Binding found : byValue.getOrDefault(value, List.of())) {
                for (Binding row : rows) {
                    BindingBuilder both = Binding.builder(row);
                    found.forEach((variable, term) -> {
                        if (!part.shared.contains(variable)) {
                            both.add(variable, term);
                        }
                    });
                    joined.add(both.build());
                }
            }
        });
        return joined;
    }

    /** The same rows by requests of fewer values, one after the other. */
    private List<Binding> inPieces(Part whole, int size) {
        List<Binding> joined = new ArrayList<>();
        Part piece = new Part(whole.shared);
        for (Map.Entry<Binding, List<Binding>> rows : whole.rows.entrySet()) {
            piece.rows.put(rows.getKey(), rows.getValue());
            if (piece.rows.size() == size) {
                send(piece);
                joined.addAll(joined(piece));
                piece = new Part(whole.shared);
            }
        }
        if (!piece.rows.isEmpty()) {
            send(piece);
            joined.addAll(joined(piece));
        }
        return joined;
    }

    private List<Binding> answer(Part part) throws PartnerFailure {
        if (part.answer == null) {
            throw new IllegalStateException("not asked");
        }
        Duration time = calls.time();
        Partners.Answer answer;
        try {
            answer = part.answer.get(2 * time.toMillis(), TimeUnit.MILLISECONDS); // A long answer may take its time.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartnerFailure(endpoint, "was not waited for", false);
        } catch (TimeoutException e) {
            part.answer.cancel(true);
            throw PartnerFailure.late(endpoint, time.multipliedBy(2));
        } catch (ExecutionException e) {
            throw PartnerFailure.of(endpoint, e.getCause(), time);
        }
        if (answer.status() != 200) {
            throw PartnerFailure.status(endpoint, answer);
        }
        List<Binding> rows = new ArrayList<>();
        try {
            read(answer, getExecContext().getContext()).forEachRemaining(row -> rows.add(pattern.row(row)));
        } catch (RuntimeException e) {
            throw new PartnerFailure(endpoint, "sent what is no table of results: " + e.getMessage(), false);
        }
        partners.keep(endpoint, part.query, answer);
        return rows;
    }

    private static RowSet read(Partners.Answer answer, Context context) {
        ContentType type = answer.mediaType() == null ? null : ContentType.create(answer.mediaType());
        Lang form = type == null ? null : RDFLanguages.contentTypeToLang(type.getContentTypeStr());
        if (form == null || !RowSetReaderRegistry.isRegistered(form)) {
            form = new String(answer.body(), 0, Math.min(20, answer.body().length), StandardCharsets.UTF_8)
                            .stripLeading()
                            .startsWith("<")
                    ? ResultSetLang.RS_XML
                    : ResultSetLang.RS_JSON;
        }
        return RowSetReaderRegistry.getFactory(form)
                .create(form)
                .read(new ByteArrayInputStream(answer.body()), context)
                .materialize();
    }

    @Override
    protected void closeIterator() {
        input.close();
        parts.forEach(part -> {
            if (part.answer != null) {
                part.answer.cancel(true);
            }
        });
        parts.clear();
    }

    @Override
    protected void requestCancel() {
        input.cancel();
    }

    @Override
    public void output(IndentedWriter out, SerializationContext context) {
        out.print("SERVICE <" + endpoint + ">");
    }
}
