package org.pfocr.rdf.search.query;

import java.util.ArrayList;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.query.QueryBuildException;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.pfunction.PropFuncArg;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.search.Highlight;
import org.pfocr.rdf.search.TextHits;
import org.pfocr.rdf.search.TextHits.Asked;

/**
 * What a text pattern asks: properties, a text, and how many and how (Apache Jena, "Jena Full Text Search", section "Query
 * with SPARQL").
 *
 * @param highlight null where literals are wanted as they are
 */
record TextArguments(Asked asked, @Nullable Highlight highlight) {
    private static final String LANGUAGE = "lang:";

    /** Whether the arguments have no variables. */
    static boolean isConstant(PropFuncArg argument) {
        return nodes(argument).stream().noneMatch(Var::isVar);
    }

    static List<Node> nodes(PropFuncArg argument) {
        return argument.isList() ? argument.getArgList() : List.of(argument.getArg());
    }

    /**
     * Reads the arguments.
     *
     * @param row gives values of variables
     * @throws QueryBuildException with what is wrong and what to write
     */
    static TextArguments of(PropFuncArg argument, Binding row) {
        List<Node> properties = new ArrayList<>();
        String text = null;
        int limit = -1;
        Highlight highlight = null;
        for (Node given : nodes(argument)) {
            Node node = Var.isVar(given) ? row.get(Var.alloc(given)) : given;
            if (node == null) {
                throw wrong("has no value for " + given + " where it stands: bind it before, by VALUES or BIND");
            }
            if (text == null && node.isURI()) {
                if (!TextHits.properties().contains(node.getURI())) {
                    throw wrong("cannot look into <" + node.getURI() + ">. There are: "
                            + String.join(" ", TextHits.properties()));
                }
                properties.add(node);
            } else if (!node.isLiteral()) {
                throw wrong("takes (property … \"text\" limit \"highlight:…\"), in this order; " + node
                        + " is out of place");
            } else if (text == null) {
                text = node.getLiteralLexicalForm();
            } else {
                String option = node.getLiteralLexicalForm().strip();
                if (option.startsWith(Highlight.PREFIX)) {
                    highlight = Highlight.of(option.substring(Highlight.PREFIX.length()));
                } else if (option.matches("-?[0-9]{1,9}")) {
                    limit = Integer.parseInt(option);
                } else if (!option.startsWith(LANGUAGE)) { // Our texts name no language; all of them match.
                    throw wrong(
                            "does not know \"" + option + "\". Behind the text may stand a whole number, the most that"
                                    + " is wanted, and \"highlight:…\"");
                }
            }
        }
        if (text == null) {
            throw wrong("needs a text to look for, such as \"apoptosis\"");
        }
        return new TextArguments(new Asked(text, properties, limit), highlight);
    }

    static QueryBuildException wrong(String what) {
        return new QueryBuildException("text:query " + what + ".");
    }
}
