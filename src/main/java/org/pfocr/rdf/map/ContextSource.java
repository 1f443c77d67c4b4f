package org.pfocr.rdf.map;

import com.github.jsonldjava.core.Context;
import com.github.jsonldjava.core.DocumentLoader;
import com.github.jsonldjava.core.JsonLdError;
import com.github.jsonldjava.core.JsonLdOptions;
import com.github.jsonldjava.core.RemoteDocument;
import com.github.jsonldjava.utils.JsonUtils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.vocab.Iris;

/**
 * The JSON-LD contexts that a block may name. Nothing is ever fetched: an IRI that is not here is an error.
 *
 * <p>Each context is parsed once. Thread-safe.
 */
public final class ContextSource {
    private static final String BUNDLED = "/context/schemaorg.jsonld";
    /** Where schema.org has its context, without the scheme: its site, and the documents that this one leads to. */
    private static final List<String> SCHEMA_ORG = List.of(
            "://schema.org",
            "://www.schema.org",
            "://schema.org/docs/jsonldcontext.jsonld",
            "://schema.org/docs/jsonldcontext.json");

    private final Map<String, Object> documents = new HashMap<>();
    private final Map<String, Context> parsed = new HashMap<>();
    /** Copies of the parsed ones, of which each thread needs its own for the base: making one takes long. */
    private final ThreadLocal<Map<String, Context>> copies = ThreadLocal.withInitial(HashMap::new);

    private final Context empty;

    private ContextSource() {
        this.empty = new Context(options());
    }

    /**
     * The bundled schema.org context and the user's own.
     *
     * @param files context IRI to file, in addition to or in place of the bundled one
     * @throws IOException when a file cannot be read or is not JSON
     */
    public static ContextSource load(Map<String, Path> files) throws IOException {
        ContextSource source = new ContextSource();
        try (InputStream in = ContextSource.class.getResourceAsStream(BUNDLED)) {
            if (in == null) {
                throw new IOException(BUNDLED + " is missing from the program");
            }
            Object schemaOrg = JsonUtils.fromInputStream(in);
            for (String address : SCHEMA_ORG) {
                for (String scheme : List.of("https", "http")) {
                    source.documents.put(scheme + address, schemaOrg);
                    source.documents.put(scheme + address + "/", schemaOrg);
                }
            }
        }
        for (Map.Entry<String, Path> entry : new LinkedHashMap<>(files).entrySet()) {
            try (InputStream in = Files.newInputStream(entry.getValue())) {
                source.documents.put(entry.getKey(), JsonUtils.fromInputStream(in));
            } catch (com.fasterxml.jackson.core.JacksonException e) {
                throw new IOException(entry.getValue() + ": is not JSON (" + e.getOriginalMessage() + ")", e);
            }
        }
        IdentityHashMap<Object, Context> ofDocuments = new IdentityHashMap<>(); // One has several IRIs, and takes long.
        for (Map.Entry<String, Object> entry : source.documents.entrySet()) {
            String iri = entry.getKey();
            try {
                Context known = ofDocuments.get(entry.getValue());
                Context context = known != null ? known : source.empty.parse(iri);
                ofDocuments.put(entry.getValue(), context);
                source.parsed.put(iri, context);
            } catch (JsonLdError e) {
                throw new IOException("the context of " + iri + " is not valid: " + e.getMessage(), e);
            }
        }
        return source;
    }

    /** The document that stands for a context IRI, for another JSON-LD processor; null where unknown. */
    public @Nullable Object document(String iri) {
        return documents.get(iri);
    }

    /**
     * The active context for a block, to be used by the calling thread until it asks for the next.
     *
     * @param localContext what stands under {@code @context}
     * @param base the IRI against which the block's relative IRIs resolve
     */
    Context contextFor(Object localContext, String base) throws JsonLdError {
        Context context = localContext instanceof String iri && parsed.containsKey(iri)
                ? copies.get().computeIfAbsent(iri, i -> Objects.requireNonNull(parsed.get(i))
                        .clone())
                : empty.parse(localContext);
        context.put("@base", base);
        return context;
    }

    /** Options for one use of the processor: they hold no state, but the library does not promise thread-safety. */
    JsonLdOptions options() {
        JsonLdOptions options = new JsonLdOptions(Iris.SITE);
        options.setDocumentLoader(new LocalLoader());
        return options;
    }

    private final class LocalLoader extends DocumentLoader {
        @Override
        public RemoteDocument loadDocument(String url) throws JsonLdError {
            Object document = documents.get(url);
            if (document == null) {
                throw new JsonLdError(JsonLdError.Error.LOADING_REMOTE_CONTEXT_FAILED, url);
            }
            return new RemoteDocument(url, document);
        }
    }
}
