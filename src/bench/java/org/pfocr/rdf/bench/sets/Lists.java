package org.pfocr.rdf.bench.sets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.system.Txn;
import org.pfocr.rdf.vocab.Prefixes;

/** Lists of the human genes of a store, drawn evenly or by how many figures draw each. */
final class Lists {
    /** @param figures how many draw it */
    record Gene(Node iri, String symbol, double figures) {}

    private final List<Gene> genes = new ArrayList<>();
    private final double[] ends;

    Lists(DatasetGraph dataset) {
        rows(
                dataset,
                "SELECT ?gene (SAMPLE(?s) AS ?symbol) (COUNT(DISTINCT ?figure) AS ?n) { ?gene wp:organism"
                        + " <http://purl.obolibrary.org/obo/NCBITaxon_9606> ; rdfs:label ?s ."
                        + " ?figure pfocr:mentionsGene ?gene } GROUP BY ?gene ORDER BY ?gene",
                row -> genes.add(new Gene(
                        row.get(Var.alloc("gene")),
                        row.get(Var.alloc("symbol")).getLiteralLexicalForm(),
                        ((Number) row.get(Var.alloc("n")).getLiteralValue()).doubleValue())));
        ends = new double[genes.size()];
        double sum = 0;
        for (int i = 0; i < ends.length; i++) {
            sum += genes.get(i).figures;
            ends[i] = sum;
        }
    }

    /** Asks a query in the project's prefixes. */
    static void rows(DatasetGraph dataset, String query, Consumer<Binding> row) {
        Txn.executeRead(dataset, () -> {
            try (QueryExec execution = QueryExec.newBuilder()
                    .dataset(dataset)
                    .query(QueryFactory.create(Prefixes.PROLOGUE + query))
                    .build()) {
                execution.select().forEachRemaining(row);
            }
        });
    }

    List<Gene> genes() {
        return genes;
    }

    Gene gene(boolean byPopularity, Random random) {
        if (!byPopularity) {
            return genes.get(random.nextInt(genes.size()));
        }
        int at = Arrays.binarySearch(ends, random.nextDouble() * ends[ends.length - 1]);
        return genes.get(at < 0 ? -at - 1 : at);
    }

    /** IRIs of different genes, in the order in which they were drawn. */
    List<String> list(boolean byPopularity, int size, Random random) {
        Set<String> list = new LinkedHashSet<>();
        while (list.size() < Math.min(size, genes.size() / 2)) {
            list.add(gene(byPopularity, random).iri.getURI());
        }
        return List.copyOf(list);
    }
}
