package org.pfocr.rdf.map;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.model.Figure;

/** What to call a figure: its title, else its number and paper, as in "Figure 7 of …". Stateless. */
final class FigureLabel {
    /** Numbers of 2023 on, such as {@code F7} or {@code SF1}. */
    private static final Pattern SHORT = Pattern.compile("(F|S|SF|SS|GA)(\\d*)");
    /** Numbers as they are printed, such as {@code FIGURE 7}, {@code Fig. (1)} or {@code Scheme 2}. */
    private static final Pattern PRINTED =
            Pattern.compile("(?i)(fig(?:ure|\\.)?|scheme)[ .]*\\(?([0-9]+[a-z]?)\\)?\\.?");

    private FigureLabel() {}

    static String of(Figure figure) {
        if (figure.title() != null) {
            return figure.title();
        }
        String paper = figure.paper() == null
                ? figure.id()
                : figure.paper().title() == null
                        ? figure.paper().pmcid()
                        : figure.paper().title();
        return number(figure.number(), figure.type()) + " of " + paper;
    }

    private static String number(@Nullable String number, @Nullable String type) {
        String kind = type == null ? "Figure" : type;
        if (number == null || number.equals("F0")) { // F0 means that it is not known.
            return kind;
        }
        Matcher matcher = SHORT.matcher(number);
        if (matcher.matches()) {
            String name =
                    switch (matcher.group(1)) {
                        case "S" -> "Scheme";
                        case "SF" -> "Supplemental figure";
                        case "SS" -> "Supplemental scheme";
                        case "GA" -> "Graphical abstract";
                        default -> "Figure";
                    };
            return (name + " " + matcher.group(2)).strip();
        }
        Matcher printed = PRINTED.matcher(number.strip());
        if (printed.matches()) {
            boolean isScheme = printed.group(1).toLowerCase(Locale.ROOT).equals("scheme");
            return (isScheme ? "Scheme " : "Figure ") + printed.group(2);
        }
        return number.strip();
    }
}
