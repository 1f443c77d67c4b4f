package org.pfocr.rdf.serve.bound;

import java.util.List;
import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.expr.nodevalue.NodeValueOps;
import org.apache.jena.sparql.expr.nodevalue.XSDFuncOp;
import org.jspecify.annotations.Nullable;

/** The functions that look for a text in another, or put texts together, within bounds (SPARQL 1.1, section 17.4.3). Stateless. */
final class TextFunctions {
    private TextFunctions() {}

    static NodeValue contains(NodeValue text, NodeValue wanted) {
        NodeValueOps.checkTwoArgumentStringLiterals("contains", text, wanted);
        return NodeValue.booleanReturn(TextSearch.indexOf(string(text), string(wanted)) >= 0);
    }

    static NodeValue before(NodeValue text, NodeValue wanted) {
        NodeValueOps.checkTwoArgumentStringLiterals("strBefore", text, wanted);
        int at = TextSearch.indexOf(string(text), string(wanted));
        return at < 0 ? NodeValue.nvEmptyString : like(text, string(text).substring(0, at));
    }

    static NodeValue after(NodeValue text, NodeValue wanted) {
        NodeValueOps.checkTwoArgumentStringLiterals("strAfter", text, wanted);
        int at = TextSearch.indexOf(string(text), string(wanted));
        return at < 0
                ? NodeValue.nvEmptyString
                : like(text, string(text).substring(at + string(wanted).length()));
    }

    static NodeValue concat(List<NodeValue> texts, Bounds bounds) {
        long characters = 0;
        for (NodeValue text : texts) {
            characters += Bounds.length(text);
        }
        bounds.text("CONCAT", characters);
        return XSDFuncOp.strConcat(texts);
    }

    /** A text with the language or the type of another. */
    static NodeValue like(NodeValue model, String text) {
        Node node = model.asNode();
        RDFDatatype type = node.getLiteralDatatype();
        return NodeValue.makeNode(NodeFactory.createLiteral(text, node.getLiteralLanguage(), type));
    }

    private static String string(NodeValue value) {
        return value.asNode().getLiteralLexicalForm();
    }

    /** The text of an argument that may be missing. */
    static @Nullable String optional(String function, @Nullable NodeValue value) {
        return value == null ? null : checked(function, value);
    }

    /**
     * The text of an argument.
     *
     * @throws org.apache.jena.sparql.expr.ExprEvalException where it is no text
     */
    static String checked(String function, NodeValue value) {
        return NodeValueOps.checkAndGetStringLiteral(function, value).getLiteralLexicalForm();
    }
}
