package org.pfocr.rdf.sets.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.sets.GeneList;
import org.pfocr.rdf.sets.UnusableRequest;
import org.pfocr.rdf.vocab.Flavour;
import org.pfocr.rdf.vocab.Pfocr;

/**
 * The arguments of a property function: options, which are texts such as {@code "flavour=strict"}, and the rest.
 *
 * @param function name of the function, for messages
 * @param plain arguments that are no options
 */
record Arguments(String function, List<Node> plain, Map<String, String> options) {
    private static final Pattern OPTION = Pattern.compile("([a-z]+)\\s*=\\s*(.*)", Pattern.DOTALL);

    /** The functions whose arguments these are. */
    static final Set<Node> FUNCTIONS = Set.of(Pfocr.enriched, Pfocr.similarTo, Pfocr.drawnWith);

    static Arguments of(String function, List<Node> arguments) {
        List<Node> plain = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        for (Node argument : arguments) {
            Matcher option = OPTION.matcher(argument.isLiteral() ? argument.getLiteralLexicalForm() : "");
            if (option.matches()) {
                options.put(option.group(1), option.group(2).strip());
            } else {
                plain.add(argument);
            }
        }
        return new Arguments(function, plain, options);
    }

    /** Refuses options that the function does not have. */
    void check(String... known) throws UnusableRequest {
        for (String option : options.keySet()) {
            if (!Set.of(known).contains(option)) {
                throw new UnusableRequest("there is no option \"" + option + "\"; there are "
                        + String.join(", ", Arrays.stream(known).sorted().toList()));
            }
        }
    }

    @Nullable
    String option(String name) {
        return options.get(name);
    }

    Flavour flavour() throws UnusableRequest {
        String asked = options.getOrDefault("flavour", Flavour.ALL.key());
        Flavour flavour = Flavour.of(asked);
        if (flavour == null) {
            throw new UnusableRequest("there is no flavour \"" + asked + "\"; there are " + Flavour.keys());
        }
        return flavour;
    }

    /** A whole number of at least 1. */
    int number(String name, int otherwise) throws UnusableRequest {
        String asked = options.get(name);
        return asked == null ? otherwise : number(name, asked);
    }

    private static int number(String name, String asked) throws UnusableRequest {
        if (!asked.matches("[0-9]{1,9}") || Integer.parseInt(asked) < 1) {
            throw new UnusableRequest(name + " is \"" + asked + "\"; give a whole number from 1 on");
        }
        return Integer.parseInt(asked);
    }

    /** The number of rows that are wanted: the argument at a place. */
    int limit(int place, int otherwise) throws UnusableRequest {
        if (plain.size() <= place) {
            return otherwise;
        }
        if (plain.size() > place + 1) {
            throw new UnusableRequest("there are " + plain.size() + " arguments; give " + place
                    + ", a number of rows, and options such as \"flavour=strict\"");
        }
        Node limit = plain.get(place);
        return number("the number of rows", limit.isLiteral() ? limit.getLiteralLexicalForm() : limit.toString());
    }

    /** The first argument, which must be an IRI. */
    Node thing(String what) throws UnusableRequest {
        if (plain.isEmpty() || !plain.get(0).isURI()) {
            throw new UnusableRequest("the first argument must be " + what);
        }
        return plain.get(0);
    }

    /** The names in all arguments; a text may hold several, with blanks, commas, semicolons or bars between. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (Node argument : plain) {
            if (argument.isURI()) {
                names.add(argument.getURI());
            } else if (argument.isLiteral()) {
                names.addAll(GeneList.split(argument.getLiteralLexicalForm()));
            }
        }
        return names;
    }
}
