package org.pfocr.rdf.serve.bound;

import java.util.List;
import java.util.Set;
import org.apache.jena.sparql.expr.E_StrAfter;
import org.apache.jena.sparql.expr.E_StrBefore;
import org.apache.jena.sparql.expr.E_StrConcat;
import org.apache.jena.sparql.expr.E_StrContains;
import org.apache.jena.sparql.expr.E_StrDatatype;
import org.apache.jena.sparql.expr.E_StrEncodeForURI;
import org.apache.jena.sparql.expr.E_StrLang;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.XSD;
import org.pfocr.rdf.serve.http.Problem;

/** ARQ's functions of texts, with searches in linear time, and with bounds on what they make. Stateless. */
final class BoundedText {
    private BoundedText() {}

    static final class Contains extends E_StrContains {
        Contains(Expr text, Expr wanted) {
            super(text, wanted);
        }

        @Override
        public NodeValue eval(NodeValue text, NodeValue wanted) {
            return TextFunctions.contains(text, wanted);
        }

        @Override
        public Expr copy(Expr text, Expr wanted) {
            return new Contains(text, wanted);
        }
    }

    static final class Before extends E_StrBefore {
        Before(Expr text, Expr wanted) {
            super(text, wanted);
        }

        @Override
        public NodeValue eval(NodeValue text, NodeValue wanted) {
            return TextFunctions.before(text, wanted);
        }

        @Override
        public Expr copy(Expr text, Expr wanted) {
            return new Before(text, wanted);
        }
    }

    static final class After extends E_StrAfter {
        After(Expr text, Expr wanted) {
            super(text, wanted);
        }

        @Override
        public NodeValue eval(NodeValue text, NodeValue wanted) {
            return TextFunctions.after(text, wanted);
        }

        @Override
        public Expr copy(Expr text, Expr wanted) {
            return new After(text, wanted);
        }
    }

    static final class Concat extends E_StrConcat {
        private final Bounds bounds;

        Concat(ExprList texts, Bounds bounds) {
            super(texts);
            this.bounds = bounds;
        }

        @Override
        public NodeValue eval(List<NodeValue> texts) {
            return TextFunctions.concat(texts, bounds);
        }

        @Override
        public Expr copy(ExprList texts) {
            return new Concat(texts, bounds);
        }
    }

    /** Makes up to nine characters of one. */
    static final class Encode extends E_StrEncodeForURI {
        private final Bounds bounds;

        Encode(Expr text, Bounds bounds) {
            super(text);
            this.bounds = bounds;
        }

        @Override
        public NodeValue eval(NodeValue text) {
            NodeValue made = super.eval(text);
            bounds.text("ENCODE_FOR_URI", Bounds.length(made));
            return made;
        }

        @Override
        public Expr copy(Expr text) {
            return new Encode(text, bounds);
        }
    }

    /** Makes a literal of which the text may be read as a number or a time at any moment from then on. */
    static final class Typed extends E_StrDatatype {
        private static final Set<String> PLAIN = Set.of(
                XSD.xstring.getURI(),
                XSD.anyURI.getURI(),
                XSD.normalizedString.getURI(),
                XSD.token.getURI(),
                XSD.hexBinary.getURI(),
                XSD.base64Binary.getURI());

        private final Bounds bounds;

        Typed(Expr text, Expr type, Bounds bounds) {
            super(text, type);
            this.bounds = bounds;
        }

        @Override
        public NodeValue eval(NodeValue text, NodeValue type) {
            String iri = type.isIRI() ? type.asNode().getURI() : "";
            if (FunctionCosts.isComposite(iri)) {
                throw bounds.refuse(
                        Problem.UNPROCESSABLE, "Not allowed", "The datatype <" + iri + "> is not allowed here");
            }
            boolean isRead = iri.startsWith(XSD.NS) || iri.startsWith(RDF.getURI());
            if (isRead && !PLAIN.contains(iri)) {
                bounds.lexical("STRDT", text);
            }
            return super.eval(text, type);
        }

        @Override
        public Expr copy(Expr text, Expr type) {
            return new Typed(text, type, bounds);
        }
    }

    static final class InLanguage extends E_StrLang {
        private final Bounds bounds;

        InLanguage(Expr text, Expr language, Bounds bounds) {
            super(text, language);
            this.bounds = bounds;
        }

        @Override
        public NodeValue eval(NodeValue text, NodeValue language) {
            bounds.brief("STRLANG", language);
            return super.eval(text, language);
        }

        @Override
        public Expr copy(Expr text, Expr language) {
            return new InLanguage(text, language, bounds);
        }
    }
}
