package org.pfocr.rdf.serve.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to serve.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 for any free one
 * @param queryTime after this a query is cancelled
 * @param maxQueries queries that run at one time; a few more wait, the rest are refused
 * @param maxWaiting queries that wait for their turn
 * @param maxWait how long a query waits for its turn before it is refused
 * @param clientQueries queries of one client that run or wait; 0 for no limit
 * @param clientRate queries of one client in a second, on average; 0 for no limit
 * @param clientConnections connections of one address; 0 for no limit
 * @param trustedProxies addresses of reverse proxies, whose X-Forwarded-For is believed, and who may have any number of connections
 * @param maxRows rows, or triples, of one result; 0 for no limit
 * @param maxCharacters characters of a text that a query makes
 * @param maxDigits digits of a number that a query makes or reads
 * @param cacheBytes finished answers that are kept, in bytes; 0 for none
 * @param warmUp queries to answer before the first client comes
 * @param warmUpTime how long to do that
 * @param publicUrl where clients find the server, with a slash at the end; null for its own address
 * @param slowQuery queries that take at least this long are logged; zero for none
 * @param drainTime how long queries that run may go on when the server stops
 * @param serviceAllowed endpoints that SERVICE may call; empty for none
 * @param serviceMirrors where to call an endpoint that SERVICE names, if not at its own address
 * @param serviceCache how long an answer of another endpoint is kept; zero for not at all
 * @param downloads a folder of releases to download; null for none
 * @param maxDownloads files of releases that are sent at one time
 * @param agents whether agents may ask by the Model Context Protocol
 */
public record ServerOptions(
        String host,
        int port,
        Duration queryTime,
        int maxQueries,
        int maxWaiting,
        Duration maxWait,
        int clientQueries,
        int clientRate,
        int clientConnections,
        List<String> trustedProxies,
        long maxRows,
        int maxCharacters,
        int maxDigits,
        long cacheBytes,
        List<String> warmUp,
        Duration warmUpTime,
        @Nullable String publicUrl,
        Duration slowQuery,
        Duration drainTime,
        List<String> serviceAllowed,
        Map<String, String> serviceMirrors,
        Duration serviceCache,
        @Nullable Path downloads,
        int maxDownloads,
        boolean agents) {

    /** A query of this size has tens of thousands of IRIs; beyond it parsing alone takes long. */
    public static final long MAX_REQUEST_BYTES = 2 << 20;

    /** Endpoints of public graphs that share our IRIs. */
    public static final List<String> PUBLIC_ENDPOINTS = List.of(
            "https://sparql.wikipathways.org/sparql",
            "https://sparql.uniprot.org/sparql",
            "https://query.wikidata.org/sparql",
            "https://query-scholarly.wikidata.org/sparql",
            "https://qlever.dev/api/wikidata",
            "https://id.nlm.nih.gov/mesh/sparql",
            "https://rdfportal.org/ncbi/sparql",
            "https://rdfportal.org/ebi/sparql",
            "https://rdfportal.org/pubchem/sparql",
            "https://www.bgee.org/sparql/",
            "https://sparql.omabrowser.org/sparql",
            "https://sparql.orthodb.org/sparql",
            "https://sparql.rhea-db.org/sparql",
            "https://idsm.elixir-czech.cz/sparql/endpoint/idsm");
}
