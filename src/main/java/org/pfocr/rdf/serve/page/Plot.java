package org.pfocr.rdf.serve.page;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Plots that the server draws: figures per year as columns (SVG), and things by number as bars. Each number can also be read
 * as text, and can be followed. Stateless.
 */
public final class Plot {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 200;
    private static final int LEFT = 44;
    private static final int TOP = 8;
    private static final int BOTTOM = 22;
    /** A label of a year needs so much room. */
    private static final int LABEL_ROOM = 44;
    /** More years than this are somebody's slip. */
    private static final int MAX_YEARS = 150;

    private Plot() {}

    /**
     * Columns for years; years between the first and the last have one too.
     *
     * @param address where a year leads; null where it leads nowhere
     */
    public static Markup years(
            SortedMap<Integer, Long> counts, String title, @Nullable Function<Integer, String> address) {
        Markup out = new Markup();
        if (counts.isEmpty()) {
            return out.element("p", "No year is known.", "class", "quiet");
        }
        int last = counts.lastKey();
        int first = Math.max(counts.firstKey(), last - MAX_YEARS);
        int years = last - first + 1;
        long most = nice(counts.values().stream().mapToLong(n -> n).max().orElse(1));
        double step = (WIDTH - LEFT) / (double) Math.max(years, 8);
        int ground = HEIGHT - BOTTOM;
        double scale = (ground - TOP) / (double) most;
        out.open("figure", "class", "plot");
        out.open(
                "svg",
                "viewBox",
                "0 0 " + WIDTH + " " + HEIGHT,
                "role",
                address == null ? "img" : "group",
                "aria-label",
                title + ", " + first + " to " + last);
        for (int i = 0; i <= 2; i++) {
            long value = most * i / 2;
            String y = number(ground - value * scale);
            out.open("line", "class", "rule", "x1", String.valueOf(LEFT), "x2", String.valueOf(WIDTH), "y1", y, "y2", y)
                    .raw("</line>");
            out.element(
                    "text",
                    Numbers.grouped(value),
                    "class",
                    "tick end",
                    "x",
                    String.valueOf(LEFT - 6),
                    "y",
                    number(ground - value * scale + 4));
        }
        int every = (int) Math.max(1, Math.ceil(LABEL_ROOM / step));
        for (int year = first; year <= last; year++) {
            long count = counts.getOrDefault(year, 0L);
            double x = LEFT + (year - first) * step;
            double height = count * scale;
            if (count > 0) {
                if (address != null) {
                    out.open("a", "href", address.apply(year), "aria-label", year + ": " + Kind.FIGURE.count(count));
                }
                out.open(
                        "rect",
                        "class",
                        "column",
                        "x",
                        number(x + step * 0.12),
                        "y",
                        number(ground - Math.max(height, 1)),
                        "width",
                        number(step * 0.76),
                        "height",
                        number(Math.max(height, 1)));
                out.element("title", year + ": " + Kind.FIGURE.count(count)).raw("</rect>");
                if (address != null) {
                    out.raw("</a>");
                }
            }
            if ((last - year) % every == 0) {
                out.element(
                        "text",
                        String.valueOf(year),
                        "class",
                        "tick middle",
                        "x",
                        number(x + step / 2),
                        "y",
                        String.valueOf(HEIGHT - 6));
            }
        }
        return out.raw("</svg>").close("figure");
    }

    /**
     * Bars for things.
     *
     * @param bars name and number, the largest first
     * @param address where a name leads; null where it leads nowhere
     */
    public static Markup bars(
            Iterable<Map.Entry<String, Long>> bars, @Nullable Function<String, @Nullable String> address) {
        Markup out = new Markup();
        long most = 1;
        for (Map.Entry<String, Long> bar : bars) {
            most = Math.max(most, bar.getValue());
        }
        out.open("ol", "class", "bars");
        for (Map.Entry<String, Long> bar : bars) {
            out.open("li").open("span", "class", "name");
            String target = address == null ? null : address.apply(bar.getKey());
            if (target == null) {
                out.foreign(bar.getKey());
            } else {
                out.link(target, bar.getKey());
            }
            out.raw("</span>");
            out.open(
                            "svg",
                            "class",
                            "bar",
                            "viewBox",
                            "0 0 100 10",
                            "preserveAspectRatio",
                            "none",
                            "aria-hidden",
                            "true")
                    .open("rect", "x", "0", "y", "0", "height", "10", "width", number(100.0 * bar.getValue() / most))
                    .raw("</rect></svg>");
            out.element("span", Numbers.grouped(bar.getValue()), "class", "value")
                    .raw("</li>\n");
        }
        return out.close("ol");
    }

    /** The next number that ends in noughts, so that a half of it does too. */
    private static long nice(long number) {
        long unit = 1;
        while (unit * 10 <= number) {
            unit *= 10;
        }
        for (long factor : new long[] {1, 2, 4, 6, 8, 10}) {
            if (factor * unit >= number && (factor > 1 || unit > 1)) {
                return factor * unit;
            }
        }
        return unit * 10;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
