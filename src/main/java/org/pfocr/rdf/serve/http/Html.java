package org.pfocr.rdf.serve.http;

import java.util.Map;
import org.pfocr.rdf.vocab.Prefixes;

/** Text for pages. Stateless. */
public final class Html {
    private Html() {}

    /** Makes text harmless in an element or a quoted attribute. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** An IRI as prefix and local name where one of our prefixes fits; not escaped. */
    public static String shortened(String iri) {
        for (Map.Entry<String, String> prefix : Prefixes.ALL.entrySet()) {
            if (iri.startsWith(prefix.getValue())
                    && iri.length() > prefix.getValue().length()) {
                return prefix.getKey() + ":" + iri.substring(prefix.getValue().length());
            }
        }
        return iri;
    }
}
