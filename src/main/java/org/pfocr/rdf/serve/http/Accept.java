package org.pfocr.rdf.serve.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a client says of the media types that it reads (RFC 9110, section 12.5.1), on however many lines. Immutable. */
public final class Accept {
    private final List<Range> ranges;

    /** @param type and subtype may be a star */
    private record Range(String type, String subtype, double quality) {
        /** 3 for the very type, 2 for a range of subtypes, 1 for all types, 0 where the type is not in the range. */
        int closeness(String mediaType) {
            int slash = mediaType.indexOf('/');
            if (type.equals("*")) {
                return 1;
            }
            if (!type.equals(mediaType.substring(0, slash))) {
                return 0;
            }
            return subtype.equals("*") ? 2 : subtype.equals(mediaType.substring(slash + 1)) ? 3 : 0;
        }
    }

    private Accept(Collection<String> lines) {
        List<Range> found = new ArrayList<>();
        for (String line : lines) {
            for (String element : line.split(",", -1)) {
                Range range = range(element);
                if (range != null) {
                    found.add(range);
                }
            }
        }
        this.ranges = List.copyOf(found);
    }

    /** What a request says; several lines are one list (RFC 9110, section 5.3). */
    public static Accept of(HttpServletRequest request) {
        return of(Collections.list(request.getHeaders("Accept")));
    }

    /** What the values of the header say, one for each line that it has. */
    public static Accept of(Collection<String> lines) {
        return new Accept(lines);
    }

    /** All lines as one text, for keys and tags; empty where there is none. */
    public static String text(HttpServletRequest request) {
        return String.join(",", Collections.list(request.getHeaders("Accept")));
    }

    private static @Nullable Range range(String element) {
        String[] parts = element.split(";", -1);
        String name = parts[0].strip().toLowerCase(Locale.ROOT);
        int slash = name.indexOf('/');
        double quality = 1;
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
            if (parameter.startsWith("q=")) {
                try {
                    quality = Double.parseDouble(parameter.substring(2));
                } catch (NumberFormatException e) {
                    return null; // Not a range; the others may be.
                }
            }
        }
        if (name.equals("*")) { // As Java's own client sends it.
            return new Range("*", "*", quality);
        }
        return slash <= 0 || slash == name.length() - 1
                ? null
                : new Range(name.substring(0, slash), name.substring(slash + 1), quality);
    }

    /** Says whether anything is asked for; an empty header asks for nothing. */
    boolean isWish() {
        return !ranges.isEmpty();
    }

    /**
     * The media type that the client likes best: the highest quality, then the one that it names most closely, then the
     * first.
     *
     * @param offer media types, the best first
     * @return null where the client takes none of them
     */
    @Nullable
    String best(List<String> offer) {
        String best = null;
        double bestQuality = 0;
        int bestCloseness = 0;
        for (String type : offer) {
            double quality = 0;
            int closeness = 0;
            for (Range range : ranges) {
                int close = range.closeness(type);
                if (close > closeness || (close == closeness && close > 0 && range.quality > quality)) {
                    closeness = close;
                    quality = range.quality;
                }
            }
            if (quality > bestQuality || (quality == bestQuality && quality > 0 && closeness > bestCloseness)) {
                best = type;
                bestQuality = quality;
                bestCloseness = closeness;
            }
        }
        return best;
    }
}
