package org.pfocr.rdf.text;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** The escapes of paths and IRIs ("Uniform Resource Identifier (URI): Generic Syntax", RFC 3986, section 2.1). Stateless. */
public final class PercentEscapes {
    private PercentEscapes() {}

    /** The text with its escapes read as UTF-8; the text itself where one of them is no escape. */
    public static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
