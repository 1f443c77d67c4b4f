package org.pfocr.rdf.sink;

import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.RowSet;

/**
 * SPARQL Query Results XML Format (second edition), written while the rows come. Jena's own writer sends control characters as
 * references, which XML 1.0 forbids, and IRIs of datatypes as they are, with an ampersand in them.
 */
public final class ResultsXml {
    private static final String NAMESPACE = "http://www.w3.org/2005/sparql-results#";

    private final XmlText xml;
    /** Labels mean the same within one answer only. */
    private final Map<Node, String> blanks = new HashMap<>();

    private ResultsXml(OutputStream out, List<Var> variables) {
        this.xml = new XmlText(out);
        open(0, "sparql").namespace("", NAMESPACE);
        open(2, "head");
        variables.forEach(variable -> xml.empty(3, "", "variable", NAMESPACE).attribute("name", variable.getVarName()));
        xml.close(2);
    }

    /** Writes a table. */
    public static void write(OutputStream out, RowSet rows) {
        ResultsXml results = new ResultsXml(out, rows.getResultVars());
        results.open(2, "results");
        while (rows.hasNext()) {
            results.row(rows.next(), rows.getResultVars());
        }
        results.xml.close(2).close(1).finish();
    }

    /** Writes the answer to ASK. */
    public static void write(OutputStream out, boolean answer) {
        ResultsXml results = new ResultsXml(out, List.of());
        results.open(2, "boolean").text(String.valueOf(answer)).close().close(1).finish();
    }

    private XmlText open(int depth, String name) {
        return xml.open(depth, "", name, NAMESPACE);
    }

    private void row(Binding row, List<Var> variables) {
        open(3, "result");
        for (Var variable : variables) {
            Node value = row.get(variable);
            if (value != null) {
                open(4, "binding").attribute("name", variable.getVarName());
                term(value);
                xml.close();
            }
        }
        xml.close(3);
    }

    private void term(Node term) {
        if (term.isURI()) {
            open(0, "uri").text(term.getURI()).close();
        } else if (term.isBlank()) {
            open(0, "bnode")
                    .text(blanks.computeIfAbsent(term, t -> "b" + blanks.size()))
                    .close();
        } else if (term.isTripleTerm()) {
            Triple triple = term.getTriple();
            open(0, "triple");
            part("subject", triple.getSubject());
            part("predicate", triple.getPredicate());
            part("object", triple.getObject());
            xml.close();
        } else {
            literal(term);
        }
    }

    private void part(String name, Node term) {
        open(0, name);
        term(term);
        xml.close();
    }

    private void literal(Node literal) {
        open(0, "literal");
        if (!literal.getLiteralLanguage().isEmpty()) {
            xml.language(literal.getLiteralLanguage());
        } else if (!XSDDatatype.XSDstring.getURI().equals(literal.getLiteralDatatypeURI())) {
            xml.attribute("datatype", literal.getLiteralDatatypeURI());
        }
        xml.text(literal.getLiteralLexicalForm()).close();
    }
}
