package org.pfocr.rdf.validate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.util.FmtUtils;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Terms;

/** Validates a data set. Needs a read transaction where the data set has transactions. Immutable. */
public final class Validation {
    private static final Pattern TITLE = Pattern.compile("(?m)^# title: (.*)$");
    private static final String SH = "http://www.w3.org/ns/shacl#";

    private final Shapes shapes;
    private final Map<String, String> checks;

    /**
     * @param shapes the SHACL shapes
     * @param checks the text of each check query by its name, such as {@code 03-blank-nodes}
     */
    public Validation(Graph shapes, Map<String, String> checks) {
        this.shapes = ShaclValidator.get().parse(shapes);
        this.checks = new TreeMap<>(checks);
    }

    /**
     * Validates all that the data set holds, whatever the graph.
     *
     * @param progress hears the name of each part as it begins
     * @return the violations, shapes first, in a stable order
     */
    public List<Violation> run(DatasetGraph dataset, Consumer<String> progress) {
        List<Violation> violations = new ArrayList<>();
        progress.accept("shapes");
        for (ReportEntry entry :
                ShaclValidator.get().validate(shapes, dataset.getUnionGraph()).getEntries()) {
            violations.add(new Violation(
                    entry.source(),
                    entry.focusNode(),
                    entry.resultPath() instanceof P_Link link ? link.getNode() : null,
                    entry.value(),
                    entry.message()));
        }
        violations.sort(Comparator.comparing((Violation v) -> text(v.source()))
                .thenComparing(v -> text(v.focus()))
                .thenComparing(v -> text(v.value())));
        checks.forEach((name, text) -> {
            progress.accept(name);
            violations.addAll(rows(dataset, name, text));
        });
        return violations;
    }

    private static List<Violation> rows(DatasetGraph dataset, String name, String text) {
        Matcher title = TITLE.matcher(text);
        String what = title.find() ? title.group(1) : name;
        Query query = QueryFactory.create(text);
        List<Violation> found = new ArrayList<>();
        try (QueryExec execution =
                QueryExec.newBuilder().dataset(dataset).query(query).build()) {
            execution.select().forEachRemaining(row -> found.add(violation(Iris.check(name), what, query, row)));
        }
        found.sort(Comparator.comparing((Violation v) -> text(v.focus())).thenComparing(Violation::message));
        return found;
    }

    private static Violation violation(Node check, String what, Query query, Binding row) {
        List<String> values = new ArrayList<>();
        Node focus = null;
        for (Var variable : query.getProjectVars()) {
            Node value = row.get(variable);
            if (value != null) {
                focus = focus == null ? value : focus;
                values.add(variable + " " + FmtUtils.stringForNode(value));
            }
        }
        return new Violation(check, focus, null, null, what + ": " + String.join(", ", values));
    }

    private static String text(@Nullable Node node) {
        return node == null ? "" : node.toString();
    }

    /** The violations as a SHACL validation report (SHACL, section 3.6), with IRIs for the results. */
    public static Graph report(List<Violation> violations) {
        Graph graph = GraphFactory.createDefaultGraph();
        Node report = Iris.validationReport();
        say(graph, report, Terms.RDF_TYPE, term("ValidationReport"));
        say(graph, report, term("conforms"), NodeFactory.createLiteralByValue(violations.isEmpty()));
        int number = 0;
        for (Violation violation : violations) {
            Node result = Iris.validationResult(++number);
            say(graph, report, term("result"), result);
            say(graph, result, Terms.RDF_TYPE, term("ValidationResult"));
            say(graph, result, term("resultSeverity"), term("Violation"));
            say(graph, result, term("resultMessage"), NodeFactory.createLiteralString(violation.message()));
            say(graph, result, term("sourceShape"), violation.source());
            say(graph, result, term("focusNode"), violation.focus());
            say(graph, result, term("resultPath"), violation.path());
            say(graph, result, term("value"), violation.value());
        }
        return graph;
    }

    private static void say(Graph graph, Node subject, Node property, @Nullable Node object) {
        if (object != null) {
            graph.add(Triple.create(subject, property, object));
        }
    }

    private static Node term(String name) {
        return Iris.external(SH + name);
    }
}
