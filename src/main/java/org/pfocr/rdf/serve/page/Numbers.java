package org.pfocr.rdf.serve.page;

import java.text.NumberFormat;
import java.util.Locale;

/** Numbers for people, in English whatever the machine's language. Stateless. */
public final class Numbers {
    private Numbers() {}

    /** Whole numbers with a comma between thousands. */
    public static String grouped(long number) {
        return NumberFormat.getIntegerInstance(Locale.ROOT).format(number);
    }

    /** A share in percent; below one in a hundred as such. */
    public static String percent(long part, long whole) {
        if (whole == 0) {
            return "0 %";
        }
        double percent = 100.0 * part / whole;
        return percent > 0 && percent < 1 ? "under 1 %" : Math.round(percent) + " %";
    }

    /** A probability: three digits, with a power of ten where it is small. */
    public static String small(double number) {
        if (number >= 0.001) {
            return String.format(Locale.ROOT, "%.3f", number);
        }
        return number == 0 ? "0" : String.format(Locale.ROOT, "%.1e", number).replace("e-0", "e-");
    }
}
