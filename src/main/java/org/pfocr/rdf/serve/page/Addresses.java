package org.pfocr.rdf.serve.page;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parts of addresses. Stateless. */
public final class Addresses {
    /** Letters of a search word; more is no word. */
    private static final int MAX_WORD = 200;

    private Addresses() {}

    /** A text as the value of a parameter. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A parameter without blanks around it; an empty text where it is absent. */
    public static String text(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        if (value == null) {
            return "";
        }
        String text = value.strip();
        return text.length() > MAX_WORD ? text.substring(0, MAX_WORD) : text;
    }

    /** A whole number from a parameter, within limits; the other where it is absent or no number. */
    public static int number(HttpServletRequest request, String name, int otherwise, int least, int most) {
        String value = request.getParameter(name);
        if (value == null || !value.matches("\\d{1,9}")) {
            return otherwise;
        }
        return Math.min(most, Math.max(least, Integer.parseInt(value)));
    }

    /**
     * An address with parameters; those without a value are left out.
     *
     * @param parameters name and value in turn
     */
    public static String of(String path, @Nullable String... parameters) {
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i + 1 < parameters.length; i += 2) {
            String value = parameters[i + 1];
            if (value != null && !value.isEmpty()) {
                given.put(String.valueOf(parameters[i]), value);
            }
        }
        StringBuilder address = new StringBuilder(path);
        char mark = path.indexOf('?') < 0 ? '?' : '&';
        for (Map.Entry<String, String> parameter : given.entrySet()) {
            address.append(mark).append(parameter.getKey()).append('=').append(encoded(parameter.getValue()));
            mark = '&';
        }
        return address.toString();
    }
}
