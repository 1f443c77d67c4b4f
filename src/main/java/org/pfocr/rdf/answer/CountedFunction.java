package org.pfocr.rdf.answer;

import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.pfunction.PropFuncArg;
import org.apache.jena.sparql.pfunction.PropertyFunctionFactory;
import org.jspecify.annotations.Nullable;

/** A property function that knows how many rows it has before they are made, as an index does. */
public interface CountedFunction extends PropertyFunctionFactory {
    /**
     * What a function gives.
     *
     * @param variable that its rows have values for
     */
    record Rows(Var variable, long count) {}

    /** The rows for arguments; null where that depends on the rows before. */
    @Nullable
    Rows rows(PropFuncArg subject, PropFuncArg object, ExecutionContext context);
}
