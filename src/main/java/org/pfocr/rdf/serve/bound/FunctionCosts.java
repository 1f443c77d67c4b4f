package org.pfocr.rdf.serve.bound;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every function that ARQ knows by an IRI, with what its work grows with. A function that is not here is not called, so a
 * new version of ARQ brings none that nobody has looked at. Immutable.
 */
final class FunctionCosts {
    /** What the work of a function grows with, and so what is checked before it is called. */
    enum Cost {
        /** With the length of its arguments; what it makes is about as long. */
        LINEAR,
        /** With the product of the lengths of two texts, as ARQ does it; ours is linear. */
        SEARCH,
        /** With what it makes, which is as long as all arguments together. */
        JOIN,
        /** Faster than with the length of its arguments. */
        SHORT,
        /** With the square of the length of the text that it reads as a number or a time. */
        CAST,
        /** With its second argument, which is a number of digits. */
        ROUND,
        /** With its second argument, by which it multiplies the digits of its first. */
        POWER,
        /** Without bound, or it shows or does what a query must not, or nobody needs it. */
        REFUSED
    }

    private static final String ARQ = "http://jena.apache.org/ARQ/function#";
    private static final String XSD = "http://www.w3.org/2001/XMLSchema#";
    private static final String XPATH = "http://www.w3.org/2005/xpath-functions#";
    private static final String MATH = "http://www.w3.org/2005/xpath-functions/math#";
    /** The operators and built-in functions, which have keywords. */
    private static final String SPARQL = "http://www.w3.org/ns/sparql#";
    /** Lists and maps in literals, which nest without bound. */
    private static final String COMPOSITE = "http://w3id.org/awslabs/neptune/SPARQL-CDTs/";

    private static final Map<String, Cost> COSTS = costs();

    private FunctionCosts() {}

    /** What a function costs; null where it is none of ARQ's. */
    static @Nullable Cost of(String function) {
        return COSTS.get(function);
    }

    /** Whether a datatype is one of lists or maps in literals, an extension of ARQ's. */
    static boolean isComposite(String datatype) {
        return datatype.startsWith(COMPOSITE);
    }

    /** All functions of the list. */
    static Map<String, Cost> all() {
        return COSTS;
    }

    private static Map<String, Cost> costs() {
        Map<String, Cost> costs = new HashMap<>();
        put(costs, Cost.LINEAR, ARQ, "adjust-to-timezone system-timezone");
        put(costs, Cost.SHORT, ARQ, "collation");
        put(costs, Cost.REFUSED, ARQ, "isTriple object predicate subject triple");
        put(costs, Cost.LINEAR, XSD, "anyURI string");
        put(costs, Cost.CAST, XSD, """
                boolean byte date dateTime dayTimeDuration decimal double duration float gDay gMonth gMonthDay gYear
                gYearMonth int integer long negativeInteger nonNegativeInteger nonPositiveInteger positiveInteger short time
                unsignedInt unsignedLong unsignedShort yearMonthDuration""");
        put(costs, Cost.LINEAR, XPATH, """
                abs adjust-date-to-timezone adjust-dateTime-to-timezone adjust-time-to-timezone boolean ceiling dateTime
                day-from-date day-from-dateTime days-from-date days-from-dateTime days-from-duration encode-for-uri ends-with
                error floor hours-from-dateTime hours-from-duration hours-from-time implicit-timezone lower-case
                minutes-from-dateTime minutes-from-duration minutes-from-time month-from-date month-from-dateTime
                months-from-date months-from-dateTime months-from-duration normalize-space not numeric-integer-divide
                numeric-mod seconds-from-dateTime seconds-from-duration seconds-from-time starts-with string-length substring
                timezone-from-date timezone-from-dateTime timezone-from-time upper-case year-from-date year-from-dateTime
                years-from-date years-from-dateTime years-from-duration""");
        put(costs, Cost.SEARCH, XPATH, "contains substring-after substring-before");
        put(costs, Cost.JOIN, XPATH, "concat");
        put(costs, Cost.SHORT, XPATH, "collation-key format-number normalize-unicode");
        put(costs, Cost.ROUND, XPATH, "round round-half-to-even");
        // REGEX and REPLACE are the first two, and have an end; the last calls any other.
        put(costs, Cost.REFUSED, XPATH, "matches replace apply");
        put(costs, Cost.LINEAR, MATH, "acos asin atan atan2 cos exp exp10 log log10 pi sin sqrt tan");
        put(costs, Cost.POWER, MATH, "pow");
        put(costs, Cost.REFUSED, COMPOSITE, """
                List Map concat contains containsKey containsTerm get head keys merge put remove reverse size subseq tail""");
        put(costs, Cost.REFUSED, SPARQL, """
                abs add and bnode ceil concat contains datatype day divide encode equals floor greaterThan greaterThanOrEqual
                haslang haslangdir hours iri isBlank isIRI isLiteral isNumeric isTriple isURI lang langMatches langdir lcase
                lessThan lessThanOrEqual md5 minus minutes month multiply not not-equals now object or plus predicate rand
                regex replace round sameTerm sameValue seconds sha1 sha224 sha256 sha384 sha512 str strafter strbefore strdt
                strends strlang strlangdir strlen strstarts struuid subject substr subtract timezone triple tz ucase
                unary-minus unary-plus uri uuid year""");
        return Map.copyOf(costs);
    }

    private static void put(Map<String, Cost> costs, Cost cost, String namespace, String names) {
        for (String name : names.split("\\s+", -1)) {
            costs.put(namespace + name, cost);
        }
    }
}
