package org.pfocr.rdf.bench.search;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSetOps;
import org.apache.jena.system.Txn;
import org.pfocr.rdf.answer.IdExecutor;
import org.pfocr.rdf.search.Search;
import org.pfocr.rdf.search.found.SearchRequest;
import org.pfocr.rdf.search.index.SearchIndexBuild;
import org.pfocr.rdf.search.query.TextFunctions;
import org.pfocr.rdf.store.StoreFolder;
import org.pfocr.rdf.store.layout.FolderTree;
import org.pfocr.rdf.store.read.OpenGeneration;
import org.pfocr.rdf.vocab.Prefixes;

/**
 * Times the making of the index, searches with facets and highlights, suggestions, and queries with a text pattern written
 * first and last, on one thread after a warm-up. Use: {@code SearchSpeed DIR}.
 */
public final class SearchSpeed {
    private static final int WARM_UP = 5;
    private static final int ROUNDS = 5;

    private static final List<String> TEXTS = List.of(
            "apoptosis",
            "insulin signaling",
            "TP53",
            "kinase",
            "immune receptor",
            "\"cell cycle\"",
            "NO",
            "metabol*",
            "apoptossis",
            "TP53 MDM2 apoptosis",
            "AKT1",
            "nuclear factor",
            "stress -heat",
            "oxidative stress response",
            "PI3K/AKT",
            "cholesterol synthesis",
            "the",
            "mitochondria calcium",
            "onco*",
            "glutamate receptor neuron");

    private static final List<String> STARTS =
            List.of("a", "t", "tp", "tp5", "apop", "ins", "insulin s", "homo", "glu", "kinas", "met", "s", "breast ca");

    private static final String[][] QUERIES = {
        {"?f text:query 'apoptosis' .", "?f dcterms:title ?t ."},
        {"(?f ?score) text:query 'insulin' .", "?f dcterms:isPartOf/dcterms:issued ?y ."},
        {"?f text:query 'kinase' .", "?f pfocr:mentionsGene ncbigene:7157 ."},
        {"?f text:query 'signaling' .", "?f pfocr:mentionsGene ncbigene:7157 ; dcterms:title ?t ."},
        {"?f text:query 'zebrafish' .", "?m pfocr:inFigure ?f ; pfocr:word ?w ."},
        {"?f text:query (dcterms:title 'insulin') .", "?f pfocr:mentionsDisease ?g . ?g rdfs:label ?l ."},
        {"?p text:query (dcterms:title 'autophagy') .", "?f dcterms:isPartOf ?p ; dcterms:title ?t ."},
        {"?g text:query (rdfs:label 'TP53') .", "?f pfocr:mentionsGene ?g ."},
        {"?f text:query 'apoptosis' .", "?f dcterms:isPartOf ?p . OPTIONAL { ?p dcterms:publisher ?x }"},
        {"?f text:query 'insulin' . ?h text:query 'neuron' .", "?f dcterms:isPartOf ?p . ?h dcterms:isPartOf ?p ."},
        {"(?f ?s) text:query ('apoptosis' 100) .", "?f pfocr:mentionsGene ?g . ?g rdfs:label ?l ."},
        {"?f text:query 'NO' .", "?f pfocr:mentionsChemical ?c . ?c rdfs:label ?l ."},
    };

    private interface Work {
        long run() throws Exception;
    }

    private SearchSpeed() {}

    public static void main(String[] args) throws Exception {
        try (OpenGeneration generation = StoreFolder.existing(Path.of(args[0])).openCurrent()) {
            Path folder = Files.createTempDirectory("search");
            long start = System.nanoTime();
            Map<String, Long> made = SearchIndexBuild.write(generation.quads(), folder);
            System.out.printf(Locale.ROOT, "build: %.1f s %s%n", (System.nanoTime() - start) / 1e9, made);
            FolderTree.delete(folder);
            start = System.nanoTime();
            Search search = Search.open(generation);
            if (search == null) {
                throw new IllegalStateException("the store has no text index");
            }
            System.out.printf(Locale.ROOT, "open: %.1f ms%n", (System.nanoTime() - start) / 1e6);
            System.out.println("| what | found | first, ms | median, ms | worst, ms |\n|---|---|---|---|---|");
            for (String text : TEXTS) {
                line(text, () -> search.find(SearchRequest.of(text, 20), () -> false)
                        .total());
            }
            for (String text : STARTS) {
                line("suggest " + text, () -> search.suggest(text, 10).size());
            }
            DatasetGraph dataset = generation.dataset();
            IdExecutor.attach(dataset);
            search.attach(dataset);
            TextFunctions.allow(dataset.getContext());
            for (String[] query : QUERIES) {
                line(query[0] + " first: " + query[1], () -> rows(dataset, query[0] + " " + query[1]));
                line(query[0] + " last", () -> rows(dataset, query[1] + " " + query[0]));
            }
        }
    }

    private static long rows(DatasetGraph dataset, String pattern) {
        String query = Prefixes.PROLOGUE + "PREFIX text: <http://jena.apache.org/text#>\nSELECT * { " + pattern + " }";
        return Txn.calculateRead(dataset, () -> {
            try (QueryExec execution = QueryExec.newBuilder()
                    .dataset(dataset)
                    .query(QueryFactory.create(query))
                    .build()) {
                return RowSetOps.count(execution.select());
            }
        });
    }

    private static void line(String name, Work work) throws Exception {
        long start = System.nanoTime();
        long found = work.run();
        double first = (System.nanoTime() - start) / 1e6;
        for (int i = 0; i < WARM_UP; i++) {
            work.run();
        }
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            start = System.nanoTime();
            work.run();
            times.add((System.nanoTime() - start) / 1e6);
        }
        Collections.sort(times);
        System.out.printf(
                Locale.ROOT,
                "| `%s` | %d | %.1f | %.1f | %.1f |%n",
                name.replace("|", "\\|"),
                found,
                first,
                times.get(times.size() / 2),
                times.get(times.size() - 1));
    }
}
