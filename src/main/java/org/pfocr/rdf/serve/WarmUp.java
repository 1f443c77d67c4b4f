package org.pfocr.rdf.serve;

import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.riot.rowset.RowSetWriter;
import org.apache.jena.riot.rowset.RowSetWriterRegistry;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.system.Txn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers some queries before the first client comes: the compiler of the JVM gets to know the program's work, and the
 * system reads the store's pages. Their answers are not kept.
 */
final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    /** A small store is known by then. */
    private static final int ROUNDS = 10;

    private WarmUp() {}

    /**
     * Goes over the queries again and again.
     *
     * @param most time after which nothing more is begun
     */
    static void run(DatasetGraph dataset, List<String> queries, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        for (int round = 0; round < ROUNDS; round++) {
            for (String text : queries) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return;
                }
                try {
                    Txn.executeRead(dataset, () -> answer(dataset, QueryFactory.create(text), Duration.ofNanos(left)));
                } catch (RuntimeException e) { // A query that takes too long is one that a client may well ask.
                    LOG.debug("a query of the warm-up failed", e);
                }
            }
        }
    }

    private static void answer(DatasetGraph dataset, Query query, Duration most) {
        try (QueryExec execution = QueryExec.newBuilder()
                .dataset(dataset)
                .query(query)
                .timeout(most.toMillis())
                .build()) {
            OutputStream nowhere = OutputStream.nullOutputStream();
            if (query.isSelectType()) {
                RowSetWriter writer =
                        RowSetWriterRegistry.getFactory(ResultSetLang.RS_JSON).create(ResultSetLang.RS_JSON);
                writer.write(nowhere, execution.select(), execution.getContext());
            } else if (query.isConstructType()) {
                RDFDataMgr.write(nowhere, execution.construct(), Lang.NTRIPLES);
            }
        }
    }
}
