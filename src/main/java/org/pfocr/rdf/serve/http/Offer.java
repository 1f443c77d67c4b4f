package org.pfocr.rdf.serve.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The forms of one kind of answer, and how a client chooses among them: by a word or a media type in its address, else by
 * {@code Accept}. A word that is not known, or stands for a form of another kind of answer, says nothing: clients send such
 * words with every query.
 *
 * @param forms the best first
 * @param unasked what a client gets that asks for nothing
 */
public record Offer(List<Form> forms, Form unasked) {
    /** Answers to SELECT. */
    public static final Offer TABLE = new Offer(
            List.of(Form.RESULTS_JSON, Form.CSV, Form.TSV, Form.RESULTS_XML, Form.RESULTS_THRIFT, Form.TEXT),
            Form.RESULTS_XML);

    /** Answers to ASK. */
    public static final Offer BOOLEAN =
            new Offer(List.of(Form.RESULTS_JSON, Form.CSV, Form.TSV, Form.RESULTS_XML, Form.TEXT), Form.RESULTS_XML);

    /** Triples that are all in memory. */
    public static final Offer TRIPLES = new Offer(
            List.of(
                    Form.TURTLE,
                    Form.NTRIPLES,
                    Form.RDFXML,
                    Form.JSONLD,
                    Form.N3,
                    Form.TRIX,
                    Form.RDFJSON,
                    Form.RDF_THRIFT,
                    Form.JELLY,
                    Form.TRIG,
                    Form.NQUADS),
            Form.TURTLE);

    /** Triples, as many as there are. */
    public static final Offer STREAMED_TRIPLES = new Offer(without(TRIPLES.forms, Form.RDFJSON), Form.TURTLE);

    /** Quads, as many as there are. */
    public static final Offer STREAMED_QUADS =
            new Offer(List.of(Form.NQUADS, Form.TRIG, Form.TRIX, Form.RDF_THRIFT, Form.JELLY), Form.NQUADS);

    private static final List<String> PARAMETERS = List.of("format", "output", "results", "_format");

    /**
     * What was chosen.
     *
     * @param mediaType the name of the form that the client knows
     * @param byWord whether the address asked for it
     */
    public record Choice(Form form, String mediaType, boolean byWord) {
        /** The value of the Content-Type header. RDF is always in UTF-8, and some of its readers fail for a parameter. */
        public String contentType() {
            return switch (form) {
                case RESULTS_JSON, CSV, TSV, TEXT, HTML -> mediaType + "; charset=utf-8";
                default -> mediaType;
            };
        }
    }

    public Offer {
        forms = List.copyOf(forms);
    }

    /** The same and a page. */
    public Offer withPage() {
        List<Form> more = new ArrayList<>(forms);
        more.add(Form.HTML);
        return new Offer(more, unasked);
    }

    /** The same without a form. */
    public Offer without(Form form) {
        return new Offer(without(forms, form), unasked);
    }

    private static List<Form> without(List<Form> forms, Form form) {
        return forms.stream().filter(other -> other != form).toList();
    }

    /**
     * The form to answer with.
     *
     * @throws Refusal with status 406, which lists the forms, where none will do
     */
    public Choice choose(HttpServletRequest request) {
        Form asked = asked(request);
        if (asked != null) {
            return new Choice(asked, asked.mediaType(), true);
        }
        Choice accepted = accepted(request);
        if (accepted == null) {
            throw new Refusal(Problem.of(
                    HttpServletResponse.SC_NOT_ACCEPTABLE,
                    "No such form",
                    "There is: "
                            + forms.stream().map(Form::mediaType).collect(Collectors.joining(", "))
                            + "; with format=: "
                            + forms.stream().map(Form::word).sorted().collect(Collectors.joining(", "))));
        }
        return accepted;
    }

    /** Whether a form is what the client likes best; refuses nothing. */
    public boolean prefers(HttpServletRequest request, Form form) {
        Form asked = asked(request);
        Choice accepted = asked == null ? accepted(request) : null;
        return asked == form || (accepted != null && accepted.form() == form);
    }

    /** The form that the address asks for; null where it says nothing of a form that there is. */
    private @Nullable Form asked(HttpServletRequest request) {
        for (String parameter : PARAMETERS) {
            String[] values = request.getParameterValues(parameter);
            for (String value : values == null ? new String[0] : values) {
                for (Form form : forms) {
                    if (form.isCalled(value)) {
                        return form;
                    }
                }
            }
        }
        return null;
    }

    /** The form that the headers ask for; null where they take none. */
    private @Nullable Choice accepted(HttpServletRequest request) {
        Accept accept = Accept.of(request);
        if (!accept.isWish()) {
            return new Choice(unasked, unasked.mediaType(), false);
        }
        List<String> types =
                forms.stream().flatMap(form -> form.mediaTypes().stream()).toList();
        // Registered types first: a star must not lead to another name of a form.
        List<String> registered = forms.stream().map(Form::mediaType).toList();
        List<String> offer = new ArrayList<>(registered);
        types.stream().filter(type -> !registered.contains(type)).forEach(offer::add);
        String best = accept.best(offer);
        return best == null ? null : new Choice(formOf(best), best, false);
    }

    private Form formOf(String mediaType) {
        return forms.stream()
                .filter(form -> form.mediaTypes().contains(mediaType))
                .findFirst()
                .orElse(unasked);
    }
}
